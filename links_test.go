package entente

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestDocsAreListed holds that the README and the index of docs name every page of
// docs, and that every link between our pages leads to a file and a heading.
func TestDocsAreListed(t *testing.T) {
	pages, err := filepath.Glob("docs/*.md")
	if err != nil || len(pages) < 10 {
		t.Fatal(pages, err)
	}
	for _, index := range []string{"README.md", "docs/README.md"} {
		for _, p := range pages {
			if p == "docs/README.md" && index == p {
				continue
			}
			rel, err := filepath.Rel(filepath.Dir(index), p)
			if err != nil {
				t.Fatal(err)
			}
			if text := read(t, index); !strings.Contains(text, "]("+rel+")") {
				t.Errorf("%s does not lead to %s", index, p)
			}
		}
	}
	for _, p := range append(pages, "README.md", "CONTRIBUTING.md") {
		for _, link := range linkRE.FindAllStringSubmatch(withoutCode(read(t, p)), -1) {
			file, heading, _ := strings.Cut(link[1], "#")
			if strings.Contains(file, ":") {
				continue // an address
			}
			at := p
			if file != "" {
				at = filepath.Join(filepath.Dir(p), file)
			}
			if _, err := os.Stat(at); err != nil {
				t.Errorf("%s leads to %s, which is not there", p, link[1])
				continue
			}
			if heading != "" && !hasHeading(read(t, at), heading) {
				t.Errorf("%s leads to %s, and there is no such heading", p, link[1])
			}
		}
	}
}

var (
	linkRE    = regexp.MustCompile(`\]\(([^)\s]+)\)`)
	headingRE = regexp.MustCompile(`(?m)^#+ (.*)$`)
	fenceRE   = regexp.MustCompile("(?s)\n```.*?\n```")
	inlineRE  = regexp.MustCompile("`[^`\n]*`")
)

func withoutCode(s string) string {
	return inlineRE.ReplaceAllString(fenceRE.ReplaceAllString(s, ""), "")
}

func read(t *testing.T, file string) string {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// hasHeading reports whether a page has a heading of that anchor: its words in
// small letters, joined by hyphens, as code hosts make them.
func hasHeading(page, anchor string) bool {
	for _, h := range headingRE.FindAllStringSubmatch(fenceRE.ReplaceAllString(page, ""), -1) {
		var b strings.Builder
		for _, r := range strings.ToLower(h[1]) {
			switch {
			case r == ' ':
				b.WriteRune('-')
			case r == '-' || r == '_' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r > 127:
				b.WriteRune(r)
			}
		}
		if b.String() == anchor {
			return true
		}
	}
	return false
}
