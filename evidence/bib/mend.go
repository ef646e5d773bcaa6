package bib

import (
	"bytes"
	"encoding/json"
	"html"
	"maps"
	"slices"
)

// crossrefTypes maps the types of Crossref's own data to CSL.
var crossrefTypes = map[string]string{
	"journal-article": "article-journal", "book-chapter": "chapter", "book-section": "chapter", "book-part": "chapter", "book-track": "chapter",
	"reference-entry": "entry-encyclopedia", "monograph": "book", "edited-book": "book", "reference-book": "book", "book-set": "book", "book-series": "book",
	"proceedings": "book", "proceedings-article": "paper-conference", "posted-content": "article", "dissertation": "thesis", "report-component": "report",
	"report-series": "report", "peer-review": "review", "journal": "periodical", "journal-issue": "periodical", "database": "dataset",
}

// mended gives a record of CSL in which dates in words that can be read stand in parts,
// and what is written as Crossref has it (titles in lists, its own types, dates with
// nulls, names of bodies under "name") stands as in CSL. Any other record, and all else
// of this one, is left byte for byte.
func mended(raw json.RawMessage) json.RawMessage {
	var rec map[string]json.RawMessage
	if json.Unmarshal(raw, &rec) != nil {
		return raw
	}
	for _, key := range slices.Sorted(maps.Keys(rec)) {
		old := rec[key]
		var v any
		switch {
		case key == "type":
			if typ := crossrefTypes[scalar(old)]; typ != "" {
				v = typ
			}
		case isDateVar(key):
			v = mendedDate(key, old)
		case len(old) > 0 && old[0] == '[':
			v = mendedList(key, old)
		}
		if v == nil {
			continue
		}
		var b bytes.Buffer
		enc := json.NewEncoder(&b)
		enc.SetEscapeHTML(false)
		if enc.Encode(v) == nil {
			raw = withJSON(raw, key, bytes.TrimSpace(b.Bytes()))
		}
	}
	return raw
}

// mendedDate gives a date that is in words, or whose parts hold nulls, in parts; nil
// where it is right or cannot be read.
func mendedDate(key string, raw json.RawMessage) any {
	var date struct {
		Parts [][]json.RawMessage `json:"date-parts"`
	}
	sound := json.Unmarshal(raw, &date) == nil && len(date.Parts) > 0
	for _, parts := range date.Parts {
		sound = sound && len(parts) > 0 && !slices.ContainsFunc(parts, func(p json.RawMessage) bool { return string(p) == "null" })
	}
	w := cslDate(raw)
	if sound || w.isZero() || w.literal != "" {
		return nil
	}
	r := newRecord("")
	r.putDate(key, w)
	return r.vars[key]
}

// mendedList gives the text for a list of texts where CSL has one text, and a list of
// names with those of bodies as CSL has them; nil where nothing is to be mended.
func mendedList(key string, raw json.RawMessage) any {
	var texts []string
	if json.Unmarshal(raw, &texts) == nil {
		switch key {
		case "title", "container-title", "container-title-short", "short-title", "original-title", "ISSN", "ISBN", "collection-title":
			if len(texts) == 0 {
				return ""
			}
			return html.UnescapeString(clean(texts[0]))
		}
		return nil
	}
	var names []map[string]json.RawMessage
	if json.Unmarshal(raw, &names) != nil {
		return nil
	}
	changed := false
	for _, n := range names {
		if n["family"] == nil && n["literal"] == nil && n["name"] != nil {
			n["literal"] = n["name"]
			delete(n, "name")
			changed = true
		}
	}
	if !changed {
		return nil
	}
	return names
}
