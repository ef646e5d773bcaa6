package site_test

import (
	"regexp"
	"strings"
	"testing"
)

// TestCarryIsExplained holds that each page on which a carry stands says what a carry and a
// draw are, before it or right below, in the words of the page's language.
func TestCarryIsExplained(t *testing.T) {
	files := render(t, example(t, map[string]string{"report.md": "---\ntitle: A report\ndate: 2026-03-31\n---\nIt is carried in {{carry fish-stocks}}.\n"}))
	figure := regexp.MustCompile(`(?i)carry (?:over |under )?\d+ in 10|\d draws|受け入れる割合:|받아들이는 비율:`)
	const beside = 150 // letters: a verdict stands in one line with its carry, and what that is right below
	seen := map[string]int{}
	for name, src := range files {
		_, body, ok := strings.Cut(string(src), `<main id="main">`)
		if !ok || !strings.HasSuffix(name, ".html") || strings.HasPrefix(name, "newsletter") {
			continue
		}
		body, _, _ = strings.Cut(body, "</main>")
		text := shows([]byte(body))
		at := figure.FindStringIndex(text)
		if at == nil {
			continue
		}
		means := "Carry: in how many of ten draws"
		switch {
		case strings.Contains(name, ".ja."):
			means = "受け入れる割合とは"
		case strings.Contains(name, ".ko."):
			means = "받아들이는 비율은"
		}
		if told := strings.Index(text, means); told < 0 || told > at[1]+beside {
			t.Errorf("%s does not say what carry is before “%s”", name, text[at[0]:min(len(text), at[1]+20)])
		}
		kind, _, _ := strings.Cut(name, "/")
		seen[kind]++
	}
	for _, kind := range []string{"index.html", "by", "initiatives", "constraints", "constraints.html", "members", "scenarios", "report.html", "method.html", "summary.ko.html"} {
		if seen[kind] == 0 {
			t.Errorf("no carry was looked at in %s", kind)
		}
	}
}
