package evidence

import (
	"encoding/json"
	"fmt"
	"unicode/utf8"

	"entente/dossier"
	"entente/evidence/bib"
	"entente/evidence/page"
	"entente/words"
)

// Counts are those of a bibliography's entries: Entries is the sum of New, Known,
// Twice and LeftOut.
type Counts struct {
	Entries int `json:"entries"`
	New     int `json:"new"`      // which the dossier has not
	Renamed int `json:"renamed"`  // of the new ones: whose id another work has, or that could not be cited
	Known   int `json:"known"`    // which the dossier has
	Twice   int `json:"twice"`    // which stand in the file before
	LeftOut int `json:"left_out"` // which could not be read
}

// readBibliography takes every record of a bibliography that the dossier has not.
func (k *Desk) readBibliography(name string, in *input) *Reading {
	r := &Reading{Input: name, Outcome: "records"}
	file := in.file + in.url
	body := in.body
	if !utf8.Valid(body) && bib.Sniff(body) != "" {
		if text, charset, note, err := page.Decode(body, in.contentType); err == nil && charset != "utf-8" {
			body = text
			if note != "" {
				r.Found = append(r.Found, dossier.Finding{Rule: "bib-record", Severity: dossier.Warning, Pos: dossier.Pos{File: file}, Hint: "see that names are right, or save it as UTF-8",
					Message: "the file is not UTF-8; it was read as " + charset})
			}
		}
	}
	lib := bib.Read(file, body)
	r.Found = append(r.Found, lib.Found...)
	r.Counts = &Counts{Entries: lib.Entries(), Twice: lib.Twice, LeftOut: lib.LeftOut, Renamed: lib.Renamed}
	r.Sources = []json.RawMessage{}
	for i, rec := range lib.Records {
		id, known := k.place(rec)
		if known {
			r.Counts.Known++
			if was := idOf(rec); was != id {
				r.Found = append(r.Found, dossier.Finding{Rule: "bib-record", Severity: dossier.Warning, Pos: lib.At[i], Hint: "cite it by that id",
					Message: fmt.Sprintf("the work %q is in the dossier already, as %s", was, id)})
			}
			continue
		}
		if was := idOf(rec); was != id {
			rec = bib.WithID(rec, id)
			r.Counts.Renamed++
			r.Found = append(r.Found, dossier.Finding{Rule: "bib-record", Severity: dossier.Warning, Pos: lib.At[i], Hint: "cite it by that id",
				Message: fmt.Sprintf("the id %q is that of another work in the dossier; this record is %s", was, id)})
		}
		k.note(id, rec)
		r.Sources = append(r.Sources, rec)
	}
	r.Counts.New = len(r.Sources)
	if k.Root != nil {
		k.records = append(k.records, r.Sources...)
	}
	switch errs, _, _ := dossier.CountFindings(r.Found); {
	case lib.LeftOut > 0:
		r.Err = fmt.Errorf("%s of the bibliography could not be read; the others were", words.Count(lib.LeftOut, "entry"))
	case errs > 0 && r.Counts.Entries > 0:
		r.Err = fmt.Errorf("the bibliography has faults; what could be read was")
	case errs > 0:
		r.Err = fmt.Errorf("the bibliography cannot be read")
	case r.Counts.New == 0:
		r.Outcome = "nothing new"
	}
	if r.Err != nil {
		r.Error = r.Err.Error()
	}
	return r
}

// place gives the id under which a record is kept, and whether the dossier, or what
// was read before it in this run, has the work already.
func (k *Desk) place(rec json.RawMessage) (id string, known bool) {
	base := idOf(rec)
	if k.works == nil {
		k.works = &bib.Shelf{}
		for _, s := range k.Dossier.Sources {
			k.works.Put(s.ID, s.Raw)
		}
	}
	for n := 1; ; n++ {
		id = base
		if n > 1 {
			id = fmt.Sprintf("%s-%d", base, n)
		}
		if !k.taken[id] {
			if other, ok := k.works.Find(rec); ok {
				return other, true
			}
			return id, false
		}
		if s := k.Dossier.Source(id); s != nil && bib.SameWork(s.Raw, rec) || k.read[id] != nil && bib.SameWork(k.read[id], rec) {
			return id, true
		}
	}
}

// note keeps a record that was read in this run.
func (k *Desk) note(id string, rec json.RawMessage) {
	if k.read == nil {
		k.read = map[string]json.RawMessage{}
	}
	k.taken[id], k.read[id] = true, rec
	k.works.Put(id, rec)
}

// idOf gives a record's id, which may be a number.
func idOf(rec json.RawMessage) string {
	var r struct {
		ID json.RawMessage `json:"id"`
	}
	var id string
	if json.Unmarshal(rec, &r) != nil {
		return ""
	}
	if json.Unmarshal(r.ID, &id) == nil {
		return id
	}
	return string(r.ID)
}
