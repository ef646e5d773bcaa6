package site

import (
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"
)

// widest is how many columns a line of a template has at most.
const widest = 160

var (
	defined = regexp.MustCompile(`\{\{-?\s*define "(\w+)"`)
	called  = regexp.MustCompile(`\{\{-?\s*template "(\w+)"`)
)

// TestTemplatesCanBeRead holds that a template's lines can be read, and that a
// file defines one page kind at most, and is named for it. What no template calls
// is a page, but for the parts that are written once for several.
func TestTemplatesCanBeRead(t *testing.T) {
	files, err := templateFiles.ReadDir("templates")
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]bool{"layout": true, "top": true, "bottom": true, "link": true, "filter": true, "agendaitem": true, "agendarow": true}
	in := map[string][]string{} // what each file defines
	for _, f := range files {
		src, err := templateFiles.ReadFile("templates/" + f.Name())
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for line := range strings.Lines(string(src)) {
			if n++; utf8.RuneCountInString(strings.TrimRight(line, "\n")) > widest {
				t.Errorf("templates/%s:%d: %d columns; break it into lines of at most %d", f.Name(), n, utf8.RuneCountInString(line), widest)
			}
		}
		for _, m := range defined.FindAllStringSubmatch(string(src), -1) {
			in[f.Name()] = append(in[f.Name()], m[1])
		}
		for _, m := range called.FindAllStringSubmatch(string(src), -1) {
			parts[m[1]] = true
		}
	}
	pages := 0
	for file, names := range in {
		for _, name := range names {
			if parts[name] {
				continue
			}
			if pages++; file != name+".html" {
				t.Errorf("templates/%s defines the page %q, which belongs into templates/%s.html", file, name, name)
			}
		}
	}
	if pages < 15 {
		t.Fatalf("%d kinds of pages were found", pages)
	}
}
