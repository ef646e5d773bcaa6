package site

import (
	"fmt"
	"regexp"
	"strings"
	"sync"
)

var (
	templateID     = regexp.MustCompile(` id="([^"]*)"`)
	templateAction = regexp.MustCompile(`\{\{.*?\}\}`)
)

// ownIDs are the ids that templates give to parts of pages, and what such ids begin with
// where the rest is worked out. They are read from the templates: one that is added there
// is known here.
var ownIDs = sync.OnceValues(func() (whole map[string]bool, begin []string) {
	whole = map[string]bool{}
	files, err := templateFiles.ReadDir("templates")
	if err != nil {
		panic(err) // they are compiled in
	}
	for _, f := range files {
		src, err := templateFiles.ReadFile("templates/" + f.Name())
		if err != nil {
			panic(err)
		}
		for _, m := range templateID.FindAllStringSubmatch(string(src), -1) {
			for n, part := range templateAction.Split(m[1], -1) {
				switch {
				case part == "" || part == "-":
				case strings.HasSuffix(part, "-") || n == 0 && part != m[1]:
					begin = append(begin, part)
				default:
					whole[part] = true
				}
			}
		}
	}
	return whole, begin
})

// own reports whether a page may give an id to a part of itself. Those of charts end as
// chart writes the ids of a title and a description.
func own(id string) bool {
	whole, begin := ownIDs()
	if whole[id] || strings.HasSuffix(id, "-t") || strings.HasSuffix(id, "-d") {
		return true
	}
	for _, b := range begin {
		if strings.HasPrefix(id, b) {
			return true
		}
	}
	return false
}

// anchor makes an id of the dossier fit for an address, and unlike those of the page itself.
func anchor(id string) string {
	if own(id) {
		return "~" + encoded(id)
	}
	return encoded(id)
}

// encoded makes an id fit for a part of an address or of an id.
func encoded(id string) string {
	var b strings.Builder
	for _, r := range id {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '-', r == '_', r == '.':
			b.WriteRune(r)
		default:
			fmt.Fprintf(&b, "~%x~", r)
		}
	}
	return b.String()
}
