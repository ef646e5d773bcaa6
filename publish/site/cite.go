package site

import (
	"cmp"
	"encoding/json"
	"fmt"
	"html/template"

	"entente/dossier"
	"entente/evidence/bib"
	"entente/markup"
)

// citing is how a page is cited.
type citing struct {
	Chicago template.HTML
	BibTeX  string
	CSL     string
}

// cslPage is a page as a record of CSL-JSON.
type cslPage struct {
	ID        string         `json:"id"`
	Type      string         `json:"type"`
	Title     string         `json:"title"`
	Author    []dossier.Name `json:"author,omitempty"`
	Container string         `json:"container-title,omitempty"`
	Publisher string         `json:"publisher,omitempty"`
	Issued    cslDate        `json:"issued"`
	URL       string         `json:"URL,omitempty"`
	Language  string         `json:"language"`
}

type cslDate struct {
	Parts [][]int `json:"date-parts"`
}

// String gives the date as YYYY/MM/DD, as far as it is known.
func (d cslDate) String() string {
	s := fmt.Sprintf("%04d", d.Parts[0][0])
	for _, n := range d.Parts[0][1:] {
		s += fmt.Sprintf("/%02d", n)
	}
	return s
}

func cslDateOf(d dossier.Date) cslDate {
	parts := []int{d.Year}
	if d.Month != 0 {
		parts = append(parts, d.Month)
		if d.Day != 0 {
			parts = append(parts, d.Day)
		}
	}
	return cslDate{[][]int{parts}}
}

// csl gives a page's record: its authors where it is a text, else who convenes
// the group; its day, or the day of the agenda.
func (b *builder) csl(p page) cslPage {
	r := cslPage{ID: markup.Slug(b.Site() + " " + p.path[:len(p.path)-len(".html")]), Type: "webpage", Title: p.title, Language: cmp.Or(p.lang, b.Lang()),
		Issued: cslDateOf(b.dateOf(p)), URL: b.address(p.path)}
	if p.title != b.Site() {
		r.Container = b.Site()
	}
	convener := b.D.Say(b.D.Convener.Name)
	if t := p.text; t != nil {
		for _, a := range t.Authors {
			r.Author = append(r.Author, dossier.Name{Literal: b.Person(a.ID)})
		}
		if t.Kind == "report" || t == b.D.Report {
			r.Type = "report"
		}
	}
	if r.Author == nil && convener != "" {
		r.Author = []dossier.Name{{Literal: convener}}
	} else {
		r.Publisher = convener
	}
	return r
}

// citing writes a record in the dossier's style, as BibTeX and as CSL-JSON.
func (b *builder) citing(r cslPage) citing {
	raw, err := json.Marshal(r)
	if err != nil {
		return citing{} // it holds texts and numbers alone
	}
	style, err := bib.ParseStyle(b.D.Citations)
	if err != nil {
		style = bib.Notes
	}
	pretty, err := json.MarshalIndent([]json.RawMessage{raw}, "", " ")
	if err != nil {
		return citing{}
	}
	citer := bib.NewCiter(style, func(string) json.RawMessage { return raw })
	return citing{template.HTML(citer.Reference(r.ID).HTML()), bib.BibTeX(raw), string(pretty)}
}
