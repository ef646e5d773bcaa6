// Package reporttest has a document for the tests of all writers.
package reporttest

import (
	"time"

	"entente/publish/chart"
	"entente/publish/report"
)

// Sample has one block of each kind, notes marked twice, and letters of three scripts.
func Sample() report.Document {
	c := chart.Ladder("x", "Who carries it", "Nothing", 0, []chart.LadderRung{{Name: "One", Level: 30}, {Name: "Two", Level: 60, Target: true}}, []chart.LadderLine{{Name: "A", Carry: []float64{0.9, 0.4}}})
	p := func(s string) report.Block { return report.Paragraph{Text: report.Words(s)} }
	return report.Document{
		Title: "A title & more", Deck: "What it is", Kind: "Report", Lang: "en", Byline: []report.Author{{Name: "Ann Ames", At: "Office"}}, Date: "1 March 2026", AsOf: "31 March 2026",
		Made: time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC), Site: "A site", Convener: "The office", Address: "https://example.org/report.html", Keywords: []string{"water", "trade"}, Contents: true,
		Blocks: []report.Block{
			report.Heading{Level: 1, ID: "one", Text: report.Words("First part")},
			report.Paragraph{Text: []report.Run{{Text: "Words"}, {Note: 1}, {Text: " and 국민의힘 and "}, {Text: "bold", Bold: true}, {Text: " with "}, {Text: "a page", Href: "https://example.org/a?b=c d"}, {Text: " and "}, {Text: "the chart", Href: "#fig"}, {Text: " again"}, {Note: 1}, {Note: 2}}},
			report.List{Items: [][]report.Block{{p("x"), report.List{Ordered: true, First: 4, Items: [][]report.Block{{p("inner")}}}}}},
			report.Quote{Blocks: []report.Block{p("quoted")}, By: "Dissent of Ann Ames"},
			report.Heading{Level: 2, Text: report.Words("Second part")},
			report.Table{ID: "tab", Caption: "A table", Head: [][]report.Run{report.Words("A"), report.Words("B")}, Rows: [][][]report.Run{{report.Words("1"), report.Words("2")}}},
			report.Figure{ID: "fig", Chart: c, Sources: []report.Run{{Text: "From"}, {Note: 3}}},
			report.Code{Text: "a\nb\n"}, report.Rule{}, p("עברית first"),
		},
		Notes:      [][]report.Block{{p("First note.")}, {report.Paragraph{Text: []report.Run{{Text: "Second", Italic: true, Href: "https://example.org/n"}}}, p("with two paragraphs.")}, {p("Third note.")}},
		References: [][]report.Run{report.Words("A book.")}, ListName: "Bibliography", Corrections: []string{"2 March 2026: a figure."},
	}
}
