package site

import (
	"cmp"
	"strings"

	"entente/dossier"
	"entente/evidence/lex"
	"entente/prose"
	"entente/words"
)

// basis leads to what a judgement rests on: its evidence, and the searches behind what its
// reason says was not found.
func (b *builder) basis(root string, because dossier.Text, evidence, searches dossier.Refs) []link {
	return append(b.evidenceLinks(root, evidence.IDs()), b.searchLinks(root, because, searches)...)
}

// searchLinks leads to the searches behind what a reason says was not found, and says so
// where it names none.
func (b *builder) searchLinks(root string, because dossier.Text, searches dossier.Refs) []link {
	var out []link
	for _, id := range searches.IDs() {
		if s := b.D.Search(id); s != nil {
			out = append(out, link{Href: root + "searches.html#" + anchor(id), Text: prose.SaySearch(s)})
		}
	}
	if len(searches) == 0 {
		if said := b.searched(nil, because); said != "" {
			out = append(out, link{Text: said})
		}
	}
	return out
}

// searched says how something was searched for that one of the texts says was not
// found; "" where none says so.
func (b *builder) searched(searches []string, texts ...dossier.Text) string {
	for _, t := range texts {
		says := b.D.Say(t)
		absent, known := b.absences.Load(says)
		if !known {
			_, _, lacks := lex.Absence(says)
			if !lacks {
				_, lacks = lex.Unattested(says)
			}
			absent = lacks
			b.absences.Store(says, absent)
		}
		if absent.(bool) {
			return prose.SaySearches(b.D, searches)
		}
	}
	return ""
}

// judge is who judged, as it stands inside a sentence: the editors by what the dossier calls them.
func judge(d *dossier.Dossier, by string) string {
	if by == "" || d.IsEditors(by) {
		by = cmp.Or(d.Say(d.Editors), "the editors")
	}
	return strings.TrimSuffix(words.LowerThe(by), ".")
}

func judgedBy(d *dossier.Dossier, by string, on dossier.Date, because string) string {
	s := "Judged by " + judge(d, by)
	if !on.IsZero() {
		s += ", " + dateWords(on)
	}
	if because != "" {
		s += ": " + because
	}
	return s
}
