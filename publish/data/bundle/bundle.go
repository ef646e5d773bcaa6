// Package bundle puts the public data of a dossier and its agenda into the files that
// other programs take: a data package of all tables, one SQLite file, bibliographies,
// a map for Kumu, and how the whole is cited. The same input gives the same bytes.
package bundle

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"entente/agenda"
	"entente/dossier"
	"entente/evidence/bib"
	"entente/publish/data"
	"entente/publish/output"
	"entente/words"
)

// Folder is where the files lie in the folder of a site.
const Folder = "data/"

// Content is what the files are made from. Under the Chatham House Rule the dossier is
// the one that dossier.Conceal gave.
type Content struct {
	Dossier *dossier.Dossier
	Agenda  *agenda.Agenda
	// SQLite asks for one file of SQLite with all tables too.
	SQLite bool
}

// Make gives the files that are handed on, and says what may not be.
func Make(c Content) (output.Made, error) {
	tables, left := tablesOf(c)
	out := output.Made{LeftOut: saysLeftOut(c.Dossier, left)}
	books := libraryOf(c.Dossier)
	type made struct {
		name, words string
		make        func() ([]byte, error)
	}
	files := []made{
		{"datapackage.json", "The data package: what each table below holds, column by column (Frictionless)", func() ([]byte, error) { return packageOf(c, tables, left) }},
		{"sources.json", "All sources as CSL-JSON", func() ([]byte, error) { return data.JSON(books) }},
		{"sources.bib", "All sources as BibTeX", func() ([]byte, error) { return bib.BibTeXFile(books), nil }},
		{"sources.ris", "All sources as RIS", func() ([]byte, error) { return bib.RISFile(books), nil }},
		{"kumu.json", "Players, initiatives and what holds back, as a map for Kumu", func() ([]byte, error) { return kumuOf(c) }},
		{"CITATION.cff", "How the data are cited", func() ([]byte, error) { return Citation(c), nil }},
		{"README.md", "What the files are, and what was left out", func() ([]byte, error) { return readme(c, tables, out.LeftOut), nil }},
	}
	if c.SQLite {
		files = slices.Insert(files, 1, made{databaseFile, "All tables in one file of SQLite, with views", func() ([]byte, error) { return database(c, tables, out.LeftOut) }})
	}
	for _, f := range files {
		body, err := f.make()
		if err != nil {
			return out, fmt.Errorf("%s: %w", f.name, err)
		}
		out.Files = append(out.Files, output.File{Path: Folder + f.name, Body: body, Words: f.words})
	}
	for _, t := range tables {
		body, err := t.csv()
		if err != nil {
			return out, fmt.Errorf("%s.csv: %w", t.Name, err)
		}
		out.Files = append(out.Files, output.File{Path: Folder + t.Name + ".csv", Body: body, Words: t.About, Table: t.Name, Rows: len(t.Rows)})
	}
	return out, nil
}

// csv writes the table as CSV.
func (t table) csv() ([]byte, error) {
	head := make([]string, len(t.Columns))
	for n, c := range t.Columns {
		head[n] = c.Name
	}
	return data.CSV(head, t.Rows)
}

// private are the keys of a record of CSL that are not handed on: what is its
// publisher's words, and what the group noted for itself.
var private = []string{"abstract", "note", "annote", "custom"}

// libraryOf gives the records of the sources without what is not handed on.
func libraryOf(d *dossier.Dossier) []json.RawMessage {
	out := []json.RawMessage{}
	for _, s := range d.Sources {
		out = append(out, bib.Without(s.Raw, private...))
	}
	return out
}

// title is what the data are called: what is worked out under a scenario says so.
func title(c Content) string {
	d := c.Dossier
	return words.Join(", ", d.Say(d.Title), "as of "+c.Agenda.Dossier.AsOf.Words(), agenda.UnderScenario(d, c.Agenda.Scenario))
}

// saysLeftOut says what was left out, a sentence each.
func saysLeftOut(d *dossier.Dossier, left []leftOut) []string {
	var out []string
	for _, l := range left {
		out = append(out, l.says(d))
	}
	if n := d.Withheld; n == 1 {
		out = append(out, "One row or entry that the group does not publish.")
	} else if n > 1 {
		out = append(out, fmt.Sprintf("%d rows and entries that the group does not publish.", n))
	}
	return append(out, "The saved copies of sources, their abstracts and the notes on them; sources.csv says where each source is found.")
}

// readme says what lies in the folder, and names what was left out.
func readme(c Content, tables []table, left []string) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n\n", title(c))
	if notice := agenda.IllustrativeNotice(c.Dossier); notice != "" {
		fmt.Fprintf(&b, "%s\n\n", notice)
	}
	b.WriteString("`datapackage.json` describes the tables (Frictionless Data Package). Dates are YYYY, YYYY-MM or YYYY-MM-DD, as far as\nthey are known. A blank cell is not known, or not assessed, which is not “no”. `confirmed` is no where a value is not\nconfirmed. A text that a spreadsheet would run as a formula stands behind an apostrophe.\n\n")
	fmt.Fprintf(&b, "%s is the day of the agenda: `verdicts.csv`, `carries.csv` and `stands_in` in `stances.csv` say what held on it. The\nother tables are whole, and hold rows of later days where there are any.\n", words.Capital(c.Agenda.Dossier.AsOf.Words()))
	if c.Agenda.Settings.WithoutJointText {
		b.WriteString("The agenda was worked out without the stances that rest on a joint text alone (`--without joint-text`); `stances.csv`\nhas them all the same.\n")
	}
	b.WriteString("\n")
	b.WriteString("| table | rows | what |\n| --- | --- | --- |\n")
	for _, t := range tables {
		fmt.Fprintf(&b, "| [%s](%s.csv) | %d | %s |\n", t.Name, t.Name, len(t.Rows), t.About)
	}
	b.WriteString("\n## What was left out\n\n")
	for _, l := range left {
		fmt.Fprintf(&b, "* %s\n", l)
	}
	if l := c.Dossier.Say(c.Dossier.Licence); l != "" {
		fmt.Fprintf(&b, "\n## Licence\n\n%s\n", l)
	}
	return []byte(b.String())
}
