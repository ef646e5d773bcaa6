package site

import (
	"fmt"
	"html"
	"html/template"
	"slices"
	"strings"

	"entente/publish/paste"
	"entente/publish/report/web"
)

// memo is a passage that a page hands out for a memo, as entente paste prints it.
type memo struct {
	Title string
	HTML  template.HTML // its words are escaped where they are written
}

// passages are the kinds of items that pages hand out whole; tables and charts have
// buttons of their own.
var passages = []string{"verdict", "asks", "dissent"}

// passOn gives the passages of each page.
func (b *builder) passOn() map[string][]memo {
	c := paste.Content{Dossier: b.D, Agenda: b.A}
	out := map[string][]memo{}
	for _, item := range c.Items() {
		kind, _, _ := strings.Cut(item.Name, ":")
		if !slices.Contains(passages, kind) {
			continue
		}
		doc := c.Document(item)
		mark := ""
		if says := b.Embargo(); says != "" {
			mark = "<p><strong>" + html.EscapeString(says) + "</strong></p>"
		}
		text := fmt.Sprintf("%s<p><strong>%s</strong></p>%s", mark, html.EscapeString(doc.Title), web.Write(doc, web.Options{Passage: true}))
		out[item.Page] = append(out[item.Page], memo{doc.Title, template.HTML(text)})
	}
	return out
}

// Memos are the passages of the page.
func (f frame) Memos() []memo { return f.memos[f.Path] }
