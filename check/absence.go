package check

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"entente/dossier"
	"entente/evidence/lex"
	"entente/lazyregexp"
	"entente/markup"
)

// searchedFor is how many years a search backs what was not found in it.
const searchedFor = 1

// absences holds what histories, alternatives, reasons, notes and commitments say was not
// found, or is without evidence, against the searches that they name.
func (c *checker) absences() {
	const byKey, byName = "name it here under search:", "name it there, as (search ID)"
	hold := func(at dossier.Pos, searches dossier.Refs, members []string, point string, texts ...dossier.Text) {
		what, ok := lacks(texts)
		if !ok {
			return
		}
		named := searches.IDs()
		for _, t := range texts {
			for _, s := range append([]string{t.Plain}, valuesOf(t.By)...) {
				named = append(named, c.searchesNamed(s)...)
			}
		}
		c.backed(absence{what, named, members, c.day, func(hint, format string, args ...any) {
			c.add("unsearched-absence", at, 0, hint, format, args...)
		}, point})
	}
	for _, s := range c.d.Searches {
		for _, l := range s.Languages {
			if script := scripts[l]; script != nil && !strings.ContainsFunc(s.Words, func(r rune) bool { return unicode.In(r, script...) }) {
				c.add("unsearched-absence", s.Pos, 0, "write the words that were looked for in it, or take the language out", "the search %s is said to be in %s, and none of its words is", s.ID, l)
			}
		}
	}
	for _, m := range c.d.Members {
		own := []string{m.Code.ID}
		for _, p := range m.Priorities {
			hold(p.At("because"), nil, own, byName, p.Because, p.Note)
		}
		for _, a := range m.Agencies {
			hold(a.At("note"), nil, own, byName, a.Note)
		}
		for _, p := range m.Procedures {
			hold(p.At("note"), nil, own, byName, p.Note)
		}
		for _, p := range m.Players {
			hold(p.At("because"), nil, own, byName, p.Because)
			hold(p.At("note"), nil, own, byName, p.Note)
			for _, h := range p.Holders {
				hold(h.At("note"), nil, own, byName, h.Note)
			}
			for _, s := range p.Stances {
				hold(s.At("because"), s.Search, own, byKey, s.Because, s.Note)
			}
		}
	}
	for _, i := range c.d.Initiatives {
		for _, h := range i.History {
			hold(h.At("what"), h.Search, c.codesOf(i), byKey, h.What, h.Note)
		}
		for _, a := range i.Alternatives {
			members := a.Members.IDs()
			if len(members) == 0 {
				members = c.codesOf(i)
			}
			hold(a.Pos(), a.Search, members, byKey, a.Gives, a.Adds, a.Forum)
		}
		for _, s := range i.Stances {
			var members []string
			if p := c.d.Player(s.Player.ID); p != nil {
				members = append(members, p.Member)
			}
			hold(s.At("because"), s.Search, members, byKey, s.Because, s.Note)
		}
		if j := i.Judged; j != nil {
			hold(j.At("because"), j.Search, c.codesOf(i), byKey, j.Because)
		}
	}
	for _, k := range c.d.Constraints {
		members := k.ActsIn().IDs()
		hold(k.At("note"), nil, members, byName, k.Note)
		for _, p := range k.Pressure {
			hold(p.At("because"), p.Search, members, byKey, p.Because)
		}
		for _, s := range k.Shifts {
			hold(s.At("because"), nil, members, byName, s.Because)
		}
		for _, s := range k.Closed {
			hold(s.At("why"), nil, members, byName, s.Why)
		}
		if !k.Lever.Never {
			hold(k.Lever.At("cost_note"), nil, members, byName, dossier.Text{Plain: k.Lever.CostNote})
		}
		if j := k.Judged; j != nil {
			hold(j.At("because"), j.Search, members, byKey, j.Because)
		}
	}
	for _, a := range c.d.Assumptions {
		hold(a.At("because"), nil, nil, byName, a.Because, a.Note)
	}
	for _, s := range c.d.Scenarios {
		hold(s.At("because"), nil, nil, byName, s.Because, s.Note)
		for _, x := range s.Changes {
			hold(x.At("because"), nil, nil, byName, x.Because)
		}
	}
	for _, n := range rowNotes(c.d) {
		hold(n.at, nil, nil, byName, dossier.Text{Plain: n.note})
	}
	for _, k := range c.d.Commitments {
		what, ok := lacks([]dossier.Text{{Plain: k.Text}, {Plain: k.Note}})
		if k.Status == "no-evidence" {
			what, ok = k.Status, true
		}
		if !ok {
			continue
		}
		c.backed(absence{what, k.Searches, c.d.Binds(k), c.day, func(hint, format string, args ...any) {
			c.add("unsearched-absence", k.Pos, 0, hint, format, args...)
		}, "name it in the column search"})
	}
}

// scripts are those of languages that are written in one of their own, or nearly so: a
// search in them has words in it.
var scripts = map[string][]*unicode.RangeTable{
	"ja": {unicode.Han, unicode.Hiragana, unicode.Katakana}, "zh": {unicode.Han}, "ko": {unicode.Hangul},
	"ru": {unicode.Cyrillic}, "uk": {unicode.Cyrillic}, "be": {unicode.Cyrillic}, "bg": {unicode.Cyrillic},
	"ar": {unicode.Arabic}, "fa": {unicode.Arabic}, "he": {unicode.Hebrew}, "el": {unicode.Greek},
	"hi": {unicode.Devanagari}, "th": {unicode.Thai}, "ka": {unicode.Georgian}, "hy": {unicode.Armenian},
}

// lacks finds where one of the texts of a judgement or a row says that something was not
// found or is without evidence. A sentence that says that nobody looked says nothing of
// what there is.
func lacks(texts []dossier.Text) (what string, ok bool) {
	for _, t := range texts {
		for _, s := range append([]string{t.Plain}, valuesOf(t.By)...) {
			on := triggersOf(s)
			if on.lack() {
				if at, _, ok := lex.Absence(s); ok {
					return at.In(s), true
				}
			}
			if !on.unattested() {
				continue
			}
			for _, sentence := range sentenceEnd.Split(s, -1) {
				if at, ok := lex.Unattested(sentence); ok && !notSearched.MatchString(sentence) {
					return at.In(sentence), true
				}
			}
		}
	}
	return "", false
}

var sentenceEnd = lazyregexp.New(`[.;!?](?: |$)|[。！？]`)

// searchesNamed gives the searches that a note names in its words.
func (c *checker) searchesNamed(s string) []string {
	var out []string
	for _, x := range c.d.Searches {
		for from := 0; ; {
			i := strings.Index(s[from:], x.ID)
			if i < 0 {
				break
			}
			from += i + len(x.ID)
			if from == len(s) || !isIDByte(s[from]) {
				out = append(out, x.ID)
				break
			}
		}
	}
	return out
}

func isIDByte(b byte) bool {
	return b == '-' || b == '_' || b >= '0' && b <= '9' || b|0x20 >= 'a' && b|0x20 <= 'z'
}

// rowNote is the note of a row, and where the row begins.
type rowNote struct {
	at   dossier.Pos
	note string
}

// rowNotes gives the notes of the rows that tell of the world; those of searches say
// themselves what was not found.
func rowNotes(d *dossier.Dossier) []rowNote {
	var out []rowNote
	put := func(at dossier.Pos, note string) {
		if note != "" {
			out = append(out, rowNote{at, note})
		}
	}
	for _, r := range d.Polls {
		put(r.Pos, r.Note)
	}
	for _, r := range d.Events {
		put(r.Pos, r.Note)
	}
	for _, r := range d.Acts {
		put(r.Pos, r.Note)
	}
	for _, r := range d.Facts {
		put(r.Pos, r.Note)
	}
	for _, r := range d.Calendar {
		put(r.Pos, r.Note)
	}
	for _, r := range d.Cases {
		put(r.Pos, r.Note)
	}
	for _, r := range d.Questions {
		put(r.Pos, r.Note)
	}
	return out
}

func valuesOf(m map[string]string) []string {
	var out []string
	for _, l := range sorted(m) {
		out = append(out, m[l])
	}
	return out
}

func (c *checker) codesOf(i *dossier.Initiative) []string {
	var out []string
	for _, m := range c.d.MembersOf(i) {
		out = append(out, m.Code.ID)
	}
	return out
}

// absent holds a sentence that says something was not found, or has not come about up
// to now, against the searches that it prints, in itself, its notes or the sentence before
// or behind it in its paragraph.
func (c *checker) absent(t *text, s *sentence, n int) {
	var at lex.Span
	var proof, ok bool
	if s.on.lack() {
		if at, proof, ok = lex.Absence(s.words); !ok {
			at, ok = lex.NotSince(s.words)
			proof = true
		}
	}
	if !ok && s.on.such() {
		at, ok = lex.NoSuch(s.words)
		proof = true
	}
	if !ok || t.quoted(s.Start+at.Start) || notSearched.MatchString(s.words) || toldBefore(s, at) {
		return
	}
	span := lex.Span{Start: s.Start + at.Start, End: s.Start + at.End}
	// A source that is cited behind "there is no evidence" may be the one that says so.
	if proof && slices.ContainsFunc(s.cites, func(x markup.Citation) bool { return x.At >= span.End }) {
		return
	}
	searches := c.searchesIn(t, s)
	for _, k := range []int{n - 1, n + 1} {
		if k >= 0 && k < len(t.sentences) && t.sentences[k].block == s.block {
			searches = append(searches, c.searchesIn(t, &t.sentences[k])...)
		}
	}
	day := c.day
	if !t.date.IsZero() && t.date.Last().Before(day) {
		day = t.date.Last()
	}
	c.backed(absence{at.In(s.words), searches, c.concerned(t, s), day, func(hint, format string, args ...any) {
		c.report(t, "unsearched-absence", span, hint, format, args...)
	}, "print it here with {{search ID}}"})
}

var (
	// notSearched says that nobody has looked: that is no absence.
	notSearched = lazyregexp.New(`(?i)\b(?:not|nobody|never|no one)(?: has| have| was| were)?(?: been)?(?: yet)? (?:searched|looked (?:for|up|into|at)|searched for|checked|asked for)\b|調べて(?:い)?ない|未調査|検索して(?:い)?ない|찾아보지 않|조사하지 않|검색하지 않|не искали|поиск[а-я]* не (?:вел|пров|дел)`)
	// tells is how somebody is said to tell something.
	tells = lazyregexp.New(`(?i)\b(?:said|says|told|tells|wrote|writes|according to|stat(?:es|ed)|claim(?:s|ed)|argue[sd]|den(?:ies|ied)|insist(?:s|ed)|complain(?:s|ed)|noted|holds that|admit(?:s|ted)|warn(?:s|ed))\b|と(?:述べ|発表|説明|語|主張|指摘|した|し、|伝え|報じ)|によ(?:れば|ると)|(?:다|라)고 (?:말|밝|발표|설명|주장|지적|했|전했|보도)|에 따르면|(?i:сказа|заяв|сообщ|по (?:его |её |их )?словам|по данным|утвержда|указыва|отмеча|пиш)`)
)

// toldBefore reports whether a part of a sentence with an absence tells what somebody
// says, and cites where.
func toldBefore(s *sentence, at lex.Span) bool {
	from := strings.LastIndexAny(s.words[:at.Start], ";:") + 1
	to := len(s.words)
	if i := strings.IndexAny(s.words[at.End:], ";"); i >= 0 {
		to = at.End + i
	}
	return len(s.cites) > 0 && tells.MatchString(s.words[from:to])
}

// concerned gives the members whose languages a search had to be in for what a sentence
// says: those that an initiative or constraint is about, and in other texts, which may be
// of all, those that the sentence names.
func (c *checker) concerned(t *text, s *sentence) []string {
	if t.kind != "report" && t.kind != "piece" {
		return t.members
	}
	return slices.DeleteFunc(slices.Clone(t.members), func(code string) bool {
		names, adjective := c.namesOf(code)
		if adjective != "" {
			names = append(names, adjective)
		}
		return !slices.ContainsFunc(names, func(n string) bool { return len(n) > 2 && strings.Contains(s.words, n) })
	})
}

// searchesIn gives the searches that a sentence and its notes print.
func (c *checker) searchesIn(t *text, s *sentence) []string {
	var out []string
	put := func(printed []int) {
		for _, i := range printed {
			if d := t.doc.Directives[i]; d.Name == "search" && len(d.Args) == 1 {
				out = append(out, d.Args[0])
			}
		}
	}
	put(s.printed)
	for _, note := range s.noted {
		for _, i := range t.notes[note] {
			put(t.sentences[i].printed)
		}
	}
	return out
}

// absence is something that is said not to have been found.
type absence struct {
	what     string // the words that say so
	searches []string
	members  []string // whose languages had to be searched
	day      time.Time
	report   func(hint, format string, args ...any)
	point    string // how it points to a search
}

// backed reports an absence that no search backs: it names none, or only one of the
// dossier's own archive; or its searches left out a member's language, or are all
// more than a year old on the day on which the absence is stated.
func (c *checker) backed(a absence) {
	var last dossier.Date
	var langs []string
	named, own := 0, false
	for _, id := range a.searches {
		s := c.d.Search(id)
		if s == nil {
			continue // reported where it is named
		}
		named++
		if s.Own() {
			own = true
			continue
		}
		if s.Date.Compare(last) > 0 {
			last = s.Date
		}
		for _, l := range s.Languages {
			base, _, _ := strings.Cut(l, "-")
			langs = append(langs, base)
		}
	}
	said := clip(a.what, 60)
	switch {
	case named == 0 && len(a.searches) > 0:
	case own && last.IsZero():
		a.report("search where the thing would be, and write that search into searches.csv", "%q rests on a search of the dossier's own archive alone, which backs no absence", said)
	case last.IsZero():
		a.report("write the search into searches.csv and "+a.point+"; or write “not searched”", "%q points to no search", said)
	case last.Last().AddDate(searchedFor, 0, 0).Before(a.day):
		a.report("search again and write that search into searches.csv", "%q was last searched for on %s, more than a year before %s", said, last, a.day.Format(time.DateOnly))
	default:
		for _, m := range a.members {
			spoken := c.d.LanguagesOf(m)
			if len(spoken) > 0 && !slices.ContainsFunc(spoken, func(l string) bool { base, _, _ := strings.Cut(l, "-"); return slices.Contains(langs, base) }) {
				a.report(fmt.Sprintf("search in %s too; if its record is in another language, say so under languages: in the member's file", strings.Join(spoken, " or ")),
					"the search behind %q left out the language of %s (%s)", said, c.d.MemberName(m), strings.Join(spoken, ", "))
				return
			}
		}
	}
}
