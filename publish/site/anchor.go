package site

import (
	"fmt"
	"regexp"
	"strings"
	"sync"
)

var (
	templateID     = regexp.MustCompile(` id="([^"]*)"`)
	templateChoice = regexp.MustCompile(`\{\{(if [^}]*|else|end)\}\}`)
	templateCode   = regexp.MustCompile(`\\\{\\\{lower [^}]*Code\\\}\\\}`) // of a member, once quoted
	templateNumber = regexp.MustCompile(`\\\{\\\{add [^}]*\\\}\\\}`)
	templateAny    = regexp.MustCompile(`\\\{\\\{[^}]*\\\}\\\}`)
)

// ownIDs matches the ids that pages give to parts of themselves. They are read from the
// templates, so that one that is added there is known here; those of charts end as chart
// writes the ids of a title and a description.
var ownIDs = sync.OnceValue(func() *regexp.Regexp {
	all := []string{".*-[td]"}
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
			for _, id := range templateChoice.Split(m[1], -1) {
				id = regexp.QuoteMeta(id)
				if templateAny.ReplaceAllString(id, "") == "" {
					continue // nothing of its own
				}
				id = templateNumber.ReplaceAllString(templateCode.ReplaceAllString(id, "[a-z]{3}"), `\d+`)
				all = append(all, templateAny.ReplaceAllString(id, ".+"))
			}
		}
	}
	return regexp.MustCompile("^(?:" + strings.Join(all, "|") + ")$")
})

// anchor makes an id of the dossier fit for an address, and unlike those of the page itself.
func anchor(id string) string {
	if ownIDs().MatchString(id) {
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
