package bib

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"entente/words"
)

// Style is one of the two systems of the Chicago Manual of Style.
type Style int

// The two systems: notes with a bibliography, and author and date in the text
// with a reference list.
const (
	Notes Style = iota
	AuthorDate
)

// ParseStyle reads "chicago-notes" or "chicago-author-date"; anything else is an
// error that names the two.
func ParseStyle(s string) (Style, error) {
	for _, style := range []Style{Notes, AuthorDate} {
		if s == style.String() {
			return style, nil
		}
	}
	return Notes, fmt.Errorf("there is no citation style %q: write %s or %s", s, Notes, AuthorDate)
}

// String gives the name that ParseStyle reads.
func (s Style) String() string {
	if s == AuthorDate {
		return "chicago-author-date"
	}
	return "chicago-notes"
}

// Citer writes the citations of one document. It remembers what was cited, so
// each document needs its own, and it is not for use by several goroutines at once.
type Citer struct {
	style   Style
	records func(id string) json.RawMessage
	items   map[string]*item
	cited   map[string]bool
	// suffix holds the letters behind the year, initials the first authors whose
	// family name another first author bears too.
	suffix   map[string]string
	initials map[string]bool
}

// NewCiter gives a citer for one document. records gives the CSL record of an id,
// nil where there is none.
func NewCiter(style Style, records func(id string) json.RawMessage) *Citer {
	return &Citer{style: style, records: records, items: map[string]*item{}, cited: map[string]bool{},
		suffix: map[string]string{}, initials: map[string]bool{}}
}

func (c *Citer) item(id string) *item {
	it, ok := c.items[id]
	if !ok {
		if it = parseItem(c.records(id)); it != nil {
			it.id = id
		}
		c.items[id] = it
	}
	return it
}

// Prepare decides, over all ids that the document will cite, which years of an
// author need a letter and which authors of one family name need their initials.
// Call it once, before the first citation; without it there are neither. Ids that
// have no record are passed over. It matters in the author-date style alone.
func (c *Citer) Prepare(ids []string) {
	ids = slices.Clone(ids)
	slices.Sort(ids)
	ids = slices.Compact(ids)
	given := map[string]map[string]bool{}
	for _, id := range ids {
		if it := c.item(id); it != nil {
			if list, _ := it.creators(); len(list) > 0 && list[0].Family != "" && !list[0].cjk() {
				n := list[0]
				if given[n.last()] == nil {
					given[n.last()] = map[string]bool{}
				}
				given[n.last()][n.Given] = true
			}
		}
	}
	for family, set := range given {
		c.initials[family] = len(set) > 1
	}
	groups := map[string][]*item{}
	for _, id := range ids {
		if it := c.item(id); it != nil && kindOf(it) != kindPersonal {
			key := c.label(it).String() + "\x00" + it.year()
			groups[key] = append(groups[key], it)
		}
	}
	for _, group := range groups {
		if len(group) < 2 {
			continue
		}
		slices.SortFunc(group, func(a, b *item) int {
			return cmp.Or(cmp.Compare(titleKey(a), titleKey(b)), cmp.Compare(a.id, b.id))
		})
		for i, it := range group {
			c.suffix[it.id] = letters(i)
		}
	}
}

// letters gives a, b, … z, aa, ab, …
func letters(i int) string {
	s := string(rune('a' + i%26))
	if i >= 26 {
		return letters(i/26-1) + s
	}
	return s
}

// Cite gives the citation of a record at a locator ("p. 12", "pp. 3-9", "12",
// "art. 3", "" for the whole). In the notes style it is a note: a full one the
// first time, a short one afterwards. In the author-date style it stands between
// parentheses. Where the id has no record it gives nil and false.
func (c *Citer) Cite(id, locator string) (Text, bool) {
	it := c.item(id)
	if it == nil {
		return nil, false
	}
	first := !c.cited[id]
	c.cited[id] = true
	loc := parseLocator(locator)
	switch {
	case c.style == AuthorDate:
		return c.inText(it, loc), true
	case first:
		return c.render(it, asNote, loc), true
	}
	return c.short(it, loc), true
}

// Reference gives the entry of a record in the bibliography or the reference
// list, whether it was cited or not; nil where the id has no record.
func (c *Citer) Reference(id string) Text {
	it := c.item(id)
	if it == nil {
		return nil
	}
	if c.style == AuthorDate {
		return c.render(it, asReference, locator{})
	}
	return c.render(it, asBibliography, locator{})
}

// References gives the ids cited so far in the order of the list: by names, then
// by title in a bibliography or by year and title in a reference list. Nil where
// nothing was cited.
func (c *Citer) References() []string {
	type entry struct {
		id    string
		names []string
		year  string
		title string
	}
	var list []entry
	for id := range c.cited {
		it := c.items[id]
		e := entry{id: id, title: titleKey(it)}
		people, _ := it.creators()
		for _, n := range people {
			e.names = append(e.names, sortKey(n.inverted("")))
		}
		if len(people) == 0 || kindOf(it) == kindTreaty {
			e.names = []string{e.title}
		}
		if c.style == AuthorDate {
			e.year = it.yearKey() + c.suffix[id]
		}
		list = append(list, e)
	}
	slices.SortFunc(list, func(a, b entry) int {
		return cmp.Or(slices.Compare(a.names, b.names), cmp.Compare(a.year, b.year), cmp.Compare(a.title, b.title), cmp.Compare(a.id, b.id))
	})
	var out []string
	for _, e := range list {
		out = append(out, e.id)
	}
	return out
}

// sortKey orders words letter by letter: blanks, points and accents do not
// count, but a comma ends a name.
func sortKey(s string) string {
	return strings.Map(func(c rune) rune {
		switch {
		case c == ',':
			return 1
		case unicode.IsLetter(c) || unicode.IsDigit(c):
			return c
		}
		return -1
	}, fold(s))
}

func titleKey(it *item) string {
	return strings.ReplaceAll(sortKey(noArticle(bare(it.vars["title"]))), "\x01", "")
}

// year gives the year of publication, "n.d." where there is none.
func (it *item) year() string {
	if y := it.published().year(); y != "" {
		return y
	}
	if s := it.vars["status"]; s != "" && len(s) < 20 {
		return words.Small(s)
	}
	return "n.d."
}

// yearKey sorts years; works without a date come last.
func (it *item) yearKey() string {
	if d := it.published(); d.from.year > 0 {
		return fmt.Sprintf("%05d", d.from.year)
	}
	return "n.d."
}

// published gives the date of publication; of a poll, in want of one, that of the
// fieldwork.
func (it *item) published() when {
	d := it.dates["issued"]
	if d.isZero() && kindOf(it) == kindPoll {
		return it.fieldwork()
	}
	return d
}

// fieldwork gives the days on which a poll was taken, the zero value if unknown.
func (it *item) fieldwork() when {
	if s := it.vars["fieldwork"]; s != "" {
		return parseDate(s)
	}
	if d := it.dates["event-date"]; !d.isZero() {
		return d
	}
	if d := it.dates["issued"]; d.to.year > 0 {
		return d
	}
	return when{}
}

// dated gives the year with its letter.
func (c *Citer) dated(it *item) string {
	y, s := it.year(), c.suffix[it.id]
	if s != "" && !unicode.IsDigit(rune(y[len(y)-1])) {
		return y + "-" + s
	}
	return y + s
}

// heading gives the year as it stands behind the names of a reference list.
func (c *Citer) heading(it *item) string {
	if y := c.dated(it); !strings.HasPrefix(y, "n.d.") && !strings.HasPrefix(y, "ca. ") {
		return words.Capital(y)
	}
	return c.dated(it)
}

// label gives what the text calls a work: its authors' family names, or its title.
func (c *Citer) label(it *item) Text {
	people, _ := it.creators()
	if len(people) == 0 || kindOf(it) == kindTreaty {
		return it.titleText(true)
	}
	var out []string
	people, more := named(people)
	for i, n := range people {
		s := n.last()
		if i == 0 && c.style == AuthorDate && n.Family != "" && c.initials[s] && !n.cjk() {
			s = joined(initialsOf(n.Given), s)
		}
		out = append(out, s)
	}
	return Text{{Text: series(out, inNotes, more, false)}}
}

func initialsOf(given string) string {
	var out []string
	for _, w := range strings.Fields(given) {
		for _, c := range w {
			out = append(out, string(c)+".")
			break
		}
	}
	return strings.Join(out, " ")
}

// inText gives the citation of the author-date style.
func (c *Citer) inText(it *item, loc locator) Text {
	w := &writer{}
	w.str("(")
	year := c.dated(it)
	switch people, _ := it.creators(); {
	case kindOf(it) == kindPersonal:
		if len(people) == 0 {
			w.put(c.label(it))
		} else {
			w.str(nameList(people, nil, inNotes, false))
		}
		w.part(", ", "pers. comm.")
		year = it.published().long()
	default:
		w.put(c.label(it))
	}
	switch c0 := []rune(year + " ")[0]; {
	case year == "":
	case kindOf(it) == kindPersonal || unicode.IsLetter(c0) && !strings.HasPrefix(year, "ca. "):
		w.part(", ", year)
	case kindOf(it).legal() && c.suffix[it.id] == "" && strings.Contains(w.t.String(), year):
	default:
		w.part(" ", year)
	}
	w.part(", ", loc.text)
	w.str(")")
	return w.t
}

// short gives the note of a work that was cited before.
func (c *Citer) short(it *item, loc locator) Text {
	w := &writer{}
	people, _ := it.creators()
	switch k := kindOf(it); {
	case k == kindPersonal:
		w.put(c.label(it))
		w.part(", ", it.genreOr("personal communication"))
		w.part(", ", it.published().long())
	case len(people) == 0 || k == kindTreaty || k == kindStatute || k == kindCase:
		w.put(it.titleText(true))
	default:
		w.put(c.label(it))
		w.sep(", ")
		w.put(it.titleText(true))
	}
	w.part(", ", loc.text)
	return w.end()
}
