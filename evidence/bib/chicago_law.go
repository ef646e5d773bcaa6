package bib

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"entente/words"
)

// talk writes what a lecture, a thesis, a manuscript or a poll says of itself:
// between parentheses in a note, as a sentence in a list.
func (d *draft) talk(people []name, poll bool) {
	it := d.it
	var parts []string
	add := func(s string) {
		if s != "" && !slices.Contains(parts, s) {
			parts = append(parts, s)
		}
	}
	event, date := it.plain("event-title"), it.published()
	switch {
	case poll:
		add(it.genreOr("poll"))
	case it.typ == "thesis":
		add(degree(it.genreOr("thesis")))
	case it.typ == "speech":
		add(it.genreOr("speech"))
	case it.typ == "manuscript":
		add(it.genreOr("unpublished manuscript"))
	case event != "":
		add("paper presented at " + event)
	default:
		add(it.genreOr("conference paper"))
	}
	if it.typ == "speech" {
		add(event)
	}
	if p := it.plain("publisher"); !slices.ContainsFunc(people, func(n name) bool { return n.straight("") == p }) {
		add(p)
	}
	if poll {
		add(it.plain("container-title"))
	} else if it.typ != "thesis" {
		add(it.plain("event-place"))
		add(it.plain("publisher-place"))
	}
	day := date.long()
	switch list := d.form == asReference; {
	case it.typ == "thesis" && list:
		day = ""
	case list && !(poll && date.from.month > 0):
		day = date.within()
	case it.typ == "thesis" || day == "":
		day = it.year()
	}
	if field := it.fieldwork(); poll && !field.isZero() {
		add("conducted " + field.long())
		if day != "" && day != field.long() && date != field && !it.dates["issued"].isZero() {
			add("published " + day)
		}
	} else {
		add(day)
	}
	s := strings.Join(parts, ", ")
	if d.form == asNote {
		d.part(" ", "("+s+")")
	} else {
		d.part(". ", words.Capital(s))
	}
	d.part(", ", d.loc.text)
}

// patent writes "US patent 4,586,960, filed October 23, 1980, issued February 4, 1986".
func (d *draft) patent() {
	it := d.it
	d.piece(joined(cmp.Or(it.plain("jurisdiction"), it.plain("publisher-place"), it.plain("authority")), it.genreOr("patent"), it.plain("number")))
	if filed := it.dates["submitted"]; !filed.isZero() {
		d.part(", ", "filed "+filed.long())
	}
	day := it.published().long()
	if d.form == asReference {
		day = it.published().within()
	}
	if day != "" {
		d.part(", ", "issued "+day)
	}
	d.part(", ", d.loc.text)
}

// degree gives the words for a thesis that Chicago has.
func degree(genre string) string {
	switch low := strings.ToLower(genre); {
	case strings.Contains(low, "phd") || strings.Contains(low, "ph.d") || strings.Contains(low, "doctoral"):
		return "PhD diss."
	case strings.Contains(low, "master"):
		return "master’s thesis"
	}
	return genre
}

// reporter gives "116 Stat. 2135".
func (it *item) reporter() string {
	s := joined(it.plain("volume"), it.plain("container-title"))
	if sec := it.plain("section"); sec != "" {
		return joined(s, "§ "+strings.TrimPrefix(strings.TrimPrefix(sec, "§"), " "))
	}
	return joined(s, it.plain("page"))
}

// legal writes the parts of a legal work with commas; in a reference list they
// follow the year.
func (d *draft) legal(parts ...string) {
	sep := ", "
	if d.form == asReference {
		sep = ". "
	}
	for _, p := range parts {
		if p != "" {
			d.part(sep, p)
			sep = ", "
		}
	}
}

// decided writes authority and date between parentheses.
func (d *draft) decided(by string, full bool) {
	date := d.it.year()
	p := d.it.published()
	if full && p.from.month > 0 {
		date = p.long()
		if by != "" {
			by += ","
		}
	} else if d.form == asReference {
		date = ""
	}
	if s := joined(by, date); s != "" {
		d.part(" ", "("+s+")")
	}
}

func (d *draft) statute() {
	number := d.it.plain("number")
	if startsWithDigit(number) {
		number = "No. " + number
	}
	rep := d.it.reporter()
	d.legal(number, d.loc.text, rep)
	by := d.it.plain("authority")
	if j := d.it.plain("jurisdiction"); by == "" && j != "" && unicode.IsUpper([]rune(j)[0]) {
		by = j
	}
	d.decided(by, rep == "")
}

func (d *draft) legalCase() {
	rep := d.it.reporter()
	if rep == "" || d.it.plain("container-title") == "" {
		rep = d.it.plain("number")
		d.legal(rep, d.loc.text)
		d.decided(d.it.plain("authority"), true)
		return
	}
	d.legal(rep, d.loc.text)
	d.decided(d.it.plain("authority"), false)
}

func (d *draft) treaty() {
	people, _ := d.it.creators()
	var parties []string
	dash := "-"
	for _, n := range people {
		p := n.straight("")
		if strings.Contains(p, " ") {
			dash = "–"
		}
		parties = append(parties, p)
	}
	date := d.it.published()
	day := date.long()
	if d.form == asReference && date.from.month == 0 {
		day = ""
	} else if day == "" {
		day = d.it.year()
	}
	if d.form == asReference && date.isZero() {
		day = ""
	}
	d.legal(strings.Join(parties, dash), d.loc.text, day, d.it.reporter())
}

func (d *draft) personal() {
	it := d.it
	s := it.genreOr("personal communication")
	if it.typ == "interview" {
		s = it.genreOr("interview")
		if by := it.people["interviewer"]; len(by) > 0 {
			s += " by " + nameList(by, nil, inNotes, false)
		}
	}
	if to := it.people["recipient"]; len(to) > 0 {
		s += " to " + nameList(to, nil, inNotes, false)
	}
	d.piece(s)
	switch day := it.published(); {
	case d.form == asReference:
		d.part(", ", day.within())
	case day.isZero():
		d.part(", ", it.year())
	default:
		d.part(", ", day.long())
	}
	d.part(", ", d.loc.text)
}
