// Package bundle puts the public data of a dossier and its agenda into the files that
// other programs take: a data package of all tables, one SQLite file, bibliographies,
// a map for Kumu, and how the whole is cited. The same input gives the same bytes.
package bundle

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"strings"

	"entente/agenda"
	"entente/dossier"
	"entente/evidence/bib"
	"entente/publish/output"
	"entente/words"
)

// Folder is where the files lie in the site's folder.
const Folder = "data/"

// Content is what the files are made from.
type Content struct {
	Dossier *dossier.Dossier
	Agenda  *agenda.Agenda
}

// Files gives all files but the database.
func Files(c Content) ([]output.Made, error) {
	tables, left := tablesOf(c)
	var out []output.Made
	add := func(name, kind, words string, body []byte) {
		out = append(out, output.Made{Path: Folder + name, Body: body, Type: kind, Words: words})
	}
	pkg, err := packageOf(c, tables, left)
	if err != nil {
		return nil, err
	}
	add("datapackage.json", "application/json", "Data package of all tables (Frictionless)", pkg)
	for _, t := range tables {
		body, err := t.csv()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", t.Name, err)
		}
		add(t.Name+".csv", "text/csv", "", body)
	}
	csl, bibtex, ris, err := library(c.Dossier)
	if err != nil {
		return nil, err
	}
	add("sources.json", "application/vnd.citationstyles.csl+json", "All sources as CSL-JSON", csl)
	add("sources.bib", "application/x-bibtex", "All sources as BibTeX", bibtex)
	add("sources.ris", "application/x-research-info-systems", "All sources as RIS", ris)
	kumu, err := kumuOf(c)
	if err != nil {
		return nil, err
	}
	add("kumu.json", "application/json", "Players and initiatives as a map for Kumu", kumu)
	add("CITATION.cff", "text/yaml", "How to cite the data (CITATION.cff)", citation(c))
	add("README.md", "text/markdown", "What the data are, and what was left out", readme(c, tables, left))
	return out, nil
}

// csv writes the table as CSV, as its cells stand: the data package says of each
// column what it holds, and readers of data must find in a cell what the dossier says.
func (t table) csv() ([]byte, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	if err := w.Write(t.names()); err != nil {
		return nil, err
	}
	if err := w.WriteAll(t.Rows); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

func (t table) names() []string {
	var out []string
	for _, c := range t.Columns {
		out = append(out, c.Name)
	}
	return out
}

// library gives the sources as CSL-JSON, BibTeX and RIS. Abstracts are their
// publishers' and are left out; notes are the group's own marks, which stay in CSL.
func library(d *dossier.Dossier) (csl, bibtex, ris []byte, err error) {
	var all []json.RawMessage
	var tex, tags bytes.Buffer
	for _, s := range d.Sources {
		raw, err := withoutAbstract(s.Raw)
		if err != nil {
			return nil, nil, nil, fmt.Errorf("%s: %w", s.ID, err)
		}
		all = append(all, raw)
		tex.WriteString(bib.BibTeX(raw))
		tags.WriteString(bib.RIS(raw))
	}
	if all == nil {
		all = []json.RawMessage{}
	}
	csl, err = pretty(all)
	return csl, tex.Bytes(), tags.Bytes(), err
}

func withoutAbstract(raw json.RawMessage) (json.RawMessage, error) {
	if !bytes.Contains(raw, []byte(`"abstract"`)) {
		return raw, nil
	}
	var rec map[string]json.RawMessage
	if err := json.Unmarshal(raw, &rec); err != nil {
		return nil, err
	}
	delete(rec, "abstract")
	return json.Marshal(rec)
}

// pretty writes JSON with its letters as they are.
func pretty(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	err := enc.Encode(v)
	return b.Bytes(), err
}

// title is what the data are called.
func title(c Content) string {
	return c.Dossier.Say(c.Dossier.Title) + ", as of " + c.Agenda.Dossier.AsOf.Words()
}

// readme says what lies in the folder, and names what was left out.
func readme(c Content, tables []table, left []leftOut) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n\n", title(c))
	if notice := agenda.IllustrativeNotice(c.Dossier); notice != "" {
		fmt.Fprintf(&b, "%s\n\n", notice)
	}
	b.WriteString("`datapackage.json` describes the tables (Frictionless Data Package). Dates are YYYY, YYYY-MM or YYYY-MM-DD, as far as they are known; a blank cell is not known, or not assessed, which is not “no”. `confirmed` is no, and `unconfirmed` is yes, where a value is not confirmed.\n\n")
	b.WriteString("| table | rows |\n| --- | --- |\n")
	for _, t := range tables {
		fmt.Fprintf(&b, "| [%s](%s.csv) | %d |\n", t.Name, t.Name, len(t.Rows))
	}
	b.WriteString("\n## What was left out\n\n")
	for _, l := range left {
		fmt.Fprintf(&b, "* %s\n", l.says())
	}
	if n := c.Dossier.Withheld; n > 0 {
		fmt.Fprintf(&b, "* %s that the group does not publish.\n", words.Count(n, "row or entry"))
	}
	b.WriteString("* The saved copies of sources: they are their publishers'. `sources.csv` says where each is found.\n")
	if l := c.Dossier.Say(c.Dossier.Licence); l != "" {
		fmt.Fprintf(&b, "\n## Licence\n\n%s\n", l)
	}
	return []byte(b.String())
}
