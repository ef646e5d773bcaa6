package bib

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"
	"unicode"

	"entente/dossier"
)

// entryOf is an entry of a file before its id is settled: a CSL record as it is
// written, or one in the making.
type entryOf struct {
	raw json.RawMessage
	rec *record
	id  string // as the file has it, "" for none
	off int
	// bare says that entries of its format often have no id.
	bare bool
}

func (e *entryOf) json(id string) json.RawMessage {
	if e.rec != nil {
		e.rec.id = id
		return e.rec.json()
	}
	raw := e.raw
	if id != e.id {
		raw = withMember(raw, "id", id)
	}
	return raw
}

// settle gives each entry an id that can be cited and that no other has, and takes
// what stands twice once. Ids that are written go before those that are made.
func (r *reader) settle(list []entryOf) {
	ids, raws := make([]string, len(list)), make([]json.RawMessage, len(list))
	bearers := map[string][]json.RawMessage{} // by id and what tells works apart
	bear := func(id string, raw json.RawMessage) {
		for _, key := range workKeys(raw) {
			bearers[id+key] = append(bearers[id+key], raw)
		}
	}
	borne := func(id string, raw json.RawMessage) bool {
		return slices.ContainsFunc(workKeys(raw), func(key string) bool {
			return slices.ContainsFunc(bearers[id+key], func(o json.RawMessage) bool { return SameWork(o, raw) })
		})
	}
	var shelf Shelf
	again := func(i int) bool {
		other, ok := shelf.Find(raws[i])
		if ok {
			r.out.Twice++
			r.add(ruleRecord, dossier.Warning, list[i].off, "delete one of them", "the work %q stands twice; it is taken once, as %s", cmp.Or(shorten(list[i].id), shorten(parseItem(raws[i]).vars["title"])), other)
		}
		return ok
	}
	var later []int
	for i := range list {
		e := &list[i]
		id := citable(e.id)
		raws[i] = e.json(id)
		if e.raw != nil && parseItem(e.raw).typ == "" {
			r.add(ruleRecord, dossier.Warning, e.off, "write its type, such as report", "the record %q has no type; it is taken as a document", shorten(e.id))
			e.raw = withMember(e.raw, "type", "document")
			raws[i] = e.json(id)
		}
		if id == "" || r.ids[id] != nil {
			later = append(later, i)
			continue
		}
		if again(i) {
			continue
		}
		ids[i], r.ids[id] = id, raws[i]
		bear(id, raws[i])
		shelf.Put(id, raws[i])
		if id != e.id {
			r.out.Renamed++
			r.add(ruleRecord, dossier.Warning, e.off, "", "the id %q cannot be cited; the record is %s", shorten(e.id), id)
		}
	}
	for _, i := range later {
		e := &list[i]
		id := citable(e.id)
		if !(id != "" && borne(id, raws[i])) && again(i) {
			continue
		}
		switch {
		case id == "":
			ids[i] = r.freeID(raws[i])
			switch {
			case e.id != "":
				r.add(ruleRecord, dossier.Warning, e.off, "", "the id %q cannot be cited; the record is %s", shorten(e.id), ids[i])
			case !e.bare:
				r.add(ruleRecord, dossier.Warning, e.off, "", "the entry has no id; the record is %s", ids[i])
			}
		case borne(id, raws[i]):
			r.out.Twice++
			r.add(ruleRecord, dossier.Warning, e.off, "delete one of them", "the work %q stands twice; it is taken once", shorten(e.id))
			continue
		default:
			ids[i] = r.free(id)
			r.out.Renamed++
			r.add(ruleRecord, dossier.Warning, e.off, "give one of them another id", "the id %q is that of another work too; this record is %s", shorten(e.id), ids[i])
		}
		raws[i] = e.json(ids[i])
		r.ids[ids[i]] = raws[i]
		shelf.Put(ids[i], raws[i])
		if id != "" {
			bear(id, raws[i])
		}
	}
	for i, id := range ids {
		if id != "" {
			r.out.Records = append(r.out.Records, raws[i])
			r.out.At = append(r.out.At, r.pos(list[i].off))
		}
	}
}

// WithID gives a record another id, and leaves the rest of it as it is written.
func WithID(record json.RawMessage, id string) json.RawMessage { return withMember(record, "id", id) }

// SameWork tells whether two records are of one work: one DOI, or, where either has
// none, one title (with or without a subtitle), and no other year or first author.
func SameWork(a, b json.RawMessage) bool {
	x, y := parseItem(a), parseItem(b)
	if x == nil || y == nil {
		return false
	}
	if p, q := bareDOI(x.vars["DOI"]), bareDOI(y.vars["DOI"]); p != "" && q != "" {
		return strings.EqualFold(p, q)
	}
	if p, q := x.dates["issued"].from.year, y.dates["issued"].from.year; p != 0 && q != 0 && p != q {
		return false
	}
	if !sameName(x, y) {
		return false
	}
	p, q := bare(x.vars["title"]), bare(y.vars["title"])
	if p == "" && q == "" {
		return x.typ == y.typ && x.vars["URL"] == y.vars["URL"] && x.vars["container-title"] == y.vars["container-title"]
	}
	if lettersOf(p) == lettersOf(q) {
		return true
	}
	m, n := mainTitle(p), mainTitle(q)
	return (m == p) != (n == q) && lettersOf(m) == lettersOf(n)
}

// workKeys gives keys of which two records of one work share one at least.
func workKeys(record json.RawMessage) []string {
	it := parseItem(record)
	if it == nil {
		return nil
	}
	out := []string{"\x00title\x00" + lettersOf(mainTitle(bare(it.vars["title"])))}
	if doi := bareDOI(it.vars["DOI"]); doi != "" {
		out = append(out, "\x00doi\x00"+strings.ToLower(doi))
	}
	return out
}

// mainTitle gives a title without its subtitle.
func mainTitle(s string) string {
	if i := strings.IndexAny(s, ":：—"); i > 0 {
		s = s[:i]
	}
	return strings.TrimSpace(s)
}

// sameName tells whether the first names of two records may be of one person or
// body: all words of one are among those of the other, or nothing is known of one.
// Given names do not count, since many a list has only their initials.
func sameName(x, y *item) bool {
	p, q := firstNamed(x), firstNamed(y)
	if len(p) > len(q) {
		p, q = q, p
	}
	for _, w := range p {
		if !slices.Contains(q, w) {
			return false
		}
	}
	return true
}

func firstNamed(it *item) []string {
	people, _ := it.creators()
	if len(people) == 0 {
		return nil
	}
	n := people[0]
	if isCJK(n.Family + n.Literal) {
		return []string{lettersOf(n.straight(""))}
	}
	return strings.FieldsFunc(fold(n.Family+" "+n.Literal), func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) })
}

// lettersOf gives the letters and figures of a text alone, folded.
func lettersOf(s string) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsLetter(c) || unicode.IsDigit(c) || unicode.IsMark(c) {
			return c
		}
		return -1
	}, fold(s))
}
