package evidence

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/archive"
	"entente/country"
	"entente/dossier"
	"entente/evidence/lex"
	"entente/lazyregexp"
	"entente/markup"
	"entente/words"
)

// The kinds of proposals.
const (
	ProposeMention = "mention"
	ProposeDate    = "date"
	ProposeFigure  = "figure"
	ProposeQuote   = "quote"
	ProposeSearch  = "search"
	ProposeRow     = "row" // of a spreadsheet
)

const (
	maxProposals = 200     // of a kind, from one page
	maxProposed  = 1 << 20 // bytes of a text that are looked through
)

// Proposal is something in a text that the dossier might use. It says what
// stands there, and claims nothing about it.
type Proposal struct {
	Kind     string `json:"kind"`
	Sentence string `json:"sentence,omitempty"` // in which it first stands
	Text     string `json:"text,omitempty"`     // the words themselves
	Locator  string `json:"locator,omitempty"`  // where in the source, such as "p. 7"; of figures, quotations and dates in files with pages

	// of a mention
	What  string `json:"what,omitempty"` // member, player, agency, initiative, constraint
	ID    string `json:"id,omitempty"`
	Count int    `json:"count,omitempty"`

	// of a date
	Date string `json:"date,omitempty"` // ISO 8601

	// of a figure
	Value  *float64 `json:"value,omitempty"`
	Unit   string   `json:"unit,omitempty"`
	Of     string   `json:"of,omitempty"` // the denominator, in the text's words
	Bound  string   `json:"bound,omitempty"`
	Approx bool     `json:"approx,omitempty"`

	// of a quotation
	Speaker string `json:"speaker,omitempty"`

	// of a row: the table and its cells by column
	Table string            `json:"table,omitempty"`
	Cells map[string]string `json:"cells,omitempty"`

	// of a search: Text has the words that were looked for
	Where    string `json:"where,omitempty"`    // the host that was asked
	Language string `json:"language,omitempty"` // of the page
}

// Names are the names by which a dossier's members, players, agencies,
// initiatives and constraints are met in texts.
type Names struct {
	list []named
}

type named struct {
	name, what, id, member string
	cjk                    bool
	stems                  []string // of a name that has cases
}

// NamesOf gathers the names and aliases of a dossier in all its languages,
// holders of offices with their players.
func NamesOf(d *dossier.Dossier) *Names {
	n := &Names{}
	add := func(name, what, id, member string) {
		name = strings.TrimSpace(name)
		if utf8.RuneCountInString(name) < 2 {
			return
		}
		n.list = append(n.list, named{name, what, id, member, strings.ContainsFunc(name, lex.IsCJK), lex.Stems(name)})
	}
	text := func(t dossier.Text, what, id, member string) {
		add(t.Plain, what, id, member)
		for _, s := range t.By {
			add(s, what, id, member)
		}
	}
	refs := func(rs dossier.Refs, what, id, member string) {
		for _, r := range rs {
			add(r.ID, what, id, member)
		}
	}
	langs := append([]string{"en"}, d.Languages...)
	for _, m := range d.Members {
		code := m.Code.ID
		for _, l := range langs {
			add(d.CountryName(code, l), "member", code, code)
			if c, ok := country.ByCode(code); ok {
				add(c.Name(l), "member", code, code)
			}
		}
		refs(m.Aliases, "member", code, code)
		for _, p := range m.Players {
			text(p.Name, "player", p.ID.ID, code)
			refs(p.Aliases, "player", p.ID.ID, code)
			for _, h := range p.Holders {
				text(h.Name, "player", p.ID.ID, code)
			}
		}
		for _, a := range m.Agencies {
			text(a.Name, "agency", a.ID.ID, code)
			add(a.Native, "agency", a.ID.ID, code)
			refs(a.Aliases, "agency", a.ID.ID, code)
		}
	}
	for _, i := range d.Initiatives {
		text(i.Title, "initiative", i.ID, "")
		refs(i.Aliases, "initiative", i.ID, "")
		for _, t := range i.Translations {
			add(t.Title.In(""), "initiative", i.ID, "")
		}
	}
	for _, c := range d.Constraints {
		text(c.Title, "constraint", c.ID, "")
		refs(c.Aliases, "constraint", c.ID, "")
		for _, t := range c.Translations {
			add(t.Title.In(""), "constraint", c.ID, "")
		}
	}
	slices.SortFunc(n.list, func(a, b named) int {
		return cmp.Or(cmp.Compare(len(b.name), len(a.name)), cmp.Compare(a.name, b.name), cmp.Compare(a.what, b.what), cmp.Compare(a.id, b.id))
	})
	n.list = slices.CompactFunc(n.list, func(a, b named) bool {
		return a.name == b.name && a.what == b.what && a.id == b.id && a.member == b.member
	})
	return n
}

// Propose finds in a text what a dossier might use, at most 200 of a kind, in
// the order of the text. Turns tell where the pages of the text begin; none where it
// has no pages. Names may be nil: then there are no mentions.
func Propose(text string, turns []archive.Turn, names *Names) []Proposal {
	plain, turns := plainText(firstBytes(text, maxProposed), turns)
	locator := func(s lex.Span) string { return pagesOf(turns, s) }
	sents := lex.Sentences(plain)
	sentence := func(off int) string {
		i, found := slices.BinarySearchFunc(sents, off, func(s lex.Span, o int) int {
			switch {
			case s.End <= o:
				return -1
			case s.Start > o:
				return 1
			}
			return 0
		})
		if !found {
			return ""
		}
		return words.Clip(strings.Join(strings.Fields(sents[i].In(plain)), " "), 400)
	}
	var out []Proposal
	if names != nil {
		out = append(out, names.mentions(plain, sentence)...)
	}
	seen := map[string]bool{}
	for _, d := range lex.Dates(plain) {
		if d.ISO == "" || len(d.ISO) < 7 || seen[d.ISO] || len(seen) >= maxProposals {
			continue
		}
		seen[d.ISO] = true
		out = append(out, Proposal{Kind: ProposeDate, Date: d.ISO, Text: d.In(plain), Locator: locator(d.Span), Sentence: sentence(d.Start)})
	}
	n := 0
	heads := headings(text)
	for _, f := range lex.Figures(plain) {
		if n == maxProposals {
			break
		}
		if heads[lineAt(plain, f.Start)] {
			continue // it names what the text says, or counts its parts
		}
		unit := unitOf(f, plain[f.End:])
		if unit == "" && inTable(plain, f.Start) {
			continue // a bare cell says nothing without its table
		}
		n++
		v := f.Value
		p := Proposal{Kind: ProposeFigure, Text: f.In(plain), Locator: locator(f.Span), Value: &v, Unit: unit, Approx: f.Approx, Of: first(denominator(plain[f.End:]), ofBefore(plain[:f.Start], f.Unit)), Sentence: sentence(f.Start)}
		switch f.Bound {
		case 1:
			p.Bound = "at least"
		case -1:
			p.Bound = "at most"
		}
		out = append(out, p)
	}
	n = 0
	for _, q := range lex.Quotes(plain) {
		said := q.In(plain)
		if !worthKeeping(said) || n == maxProposals {
			continue
		}
		n++
		out = append(out, Proposal{Kind: ProposeQuote, Text: words.Clip(strings.TrimRight(strings.Join(strings.Fields(said), " "), ",、，"), 1000), Locator: locator(q), Speaker: speaker(plain, q), Sentence: sentence(q.Start)})
	}
	return out
}

// headings gives the lines of a Markdown text that are headings, without their marks.
func headings(text string) map[string]bool {
	out := map[string]bool{}
	for line := range strings.Lines(firstBytes(text, maxProposed)) {
		if rest := strings.TrimLeft(line, "#"); rest != line && strings.HasPrefix(rest, " ") {
			out[strings.TrimSpace(rest)] = true
		}
	}
	return out
}

// longestHead bounds the line of a heading, in bytes.
const longestHead = 600

// lineAt gives the line of a text on which a place stands; "" where it is too long for
// a heading.
func lineAt(text string, at int) string {
	from, to := max(0, at-longestHead), min(len(text), at+longestHead)
	start := strings.LastIndexByte(text[from:at], '\n')
	end := strings.IndexByte(text[at:to], '\n')
	if start < 0 && from > 0 || end < 0 && to < len(text) {
		return ""
	}
	if end < 0 {
		end = to - at
	}
	return strings.TrimSpace(text[from+start+1 : at+end])
}

// firstBytes gives the first bytes of a text, whole characters only.
func firstBytes(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

var mdMarks = lazyregexp.New(`(?m)^(?:#{1,6} |> ?|\s*- |\\)`)

// plainText takes the marks of Markdown and those of notes off an archived text, and
// tells where its pages then begin.
func plainText(text string, turns []archive.Turn) (string, []archive.Turn) {
	marks := markup.NoteMarks(text)
	for _, m := range mdMarks.FindAllStringIndex(text, -1) {
		marks = append(marks, [2]int(m))
	}
	slices.SortFunc(marks, func(a, b [2]int) int { return a[0] - b[0] })
	return archive.Without(text, marks, turns)
}

// pagesOf gives the page or pages on which a span stands, as a locator; "" where the
// text has no pages.
func pagesOf(turns []archive.Turn, s lex.Span) string {
	first, last := archive.PageAt(turns, s.Start), archive.PageAt(turns, max(s.Start, s.End-1))
	switch {
	case first == 0:
		return ""
	case last > first:
		return fmt.Sprintf("pp. %d–%d", first, last)
	}
	return "p. " + strconv.Itoa(first)
}

// mentions counts names. A name that lies inside a longer one is not counted
// for itself; a name that several bear is given to the one whose member stands
// in the sentence, or to none.
func (n *Names) mentions(text string, sentence func(int) string) []Proposal {
	type hit struct {
		first, count int
		what, id     string
		name         string
	}
	taken := make([]bool, len(text)+1)
	hits := map[string]*hit{}
	for i := 0; i < len(n.list); {
		j := i
		for j < len(n.list) && n.list[j].name == n.list[i].name {
			j++
		}
		bearers := n.list[i:j]
		name := bearers[0].name
		for at := 0; ; {
			start, end := bearers[0].next(text, at)
			if start < 0 {
				break
			}
			at = end
			if taken[start] || taken[end-1] || !bearers[0].cjk && !wholeWord(text, start, end) {
				continue
			}
			for x := start; x < end; x++ {
				taken[x] = true
			}
			b := bearers[0]
			if len(bearers) > 1 {
				s := sentence(start)
				found := slices.IndexFunc(bearers, func(b named) bool { return n.memberIn(b.member, s) })
				if found < 0 {
					continue
				}
				b = bearers[found]
			}
			key := b.what + ":" + b.id
			if hits[key] == nil {
				hits[key] = &hit{start, 0, b.what, b.id, name}
			}
			hits[key].count++
			hits[key].first = min(hits[key].first, start)
		}
		i = j
	}
	list := make([]*hit, 0, len(hits))
	for _, h := range hits {
		list = append(list, h)
	}
	slices.SortFunc(list, func(a, b *hit) int {
		return cmp.Or(cmp.Compare(b.count, a.count), cmp.Compare(a.first, b.first), cmp.Compare(a.id, b.id))
	})
	var out []Proposal
	for _, h := range list[:min(len(list), maxProposals)] {
		out = append(out, Proposal{Kind: ProposeMention, What: h.what, ID: h.id, Text: h.name, Count: h.count, Sentence: sentence(h.first)})
	}
	return out
}

func (n *Names) memberIn(member, sentence string) bool {
	for _, b := range n.list {
		if b.what == "member" && b.id == member && strings.Contains(sentence, b.name) {
			return true
		}
	}
	return false
}

// next gives where a name stands next in a text, in any of its cases where its language
// has them; -1 where it does not.
func (b named) next(text string, at int) (start, end int) {
	if b.stems != nil {
		return lex.NextForm(text, at, b.stems)
	}
	k := strings.Index(text[at:], b.name)
	if k < 0 {
		return -1, -1
	}
	return at + k, at + k + len(b.name)
}

func wholeWord(text string, start, end int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:start])
	after, _ := utf8.DecodeRuneInString(text[end:])
	isWord := func(r rune) bool { return unicode.IsLetter(r) && !lex.IsCJK(r) || unicode.IsDigit(r) }
	return !isWord(before) && !isWord(after)
}

var ofForm = lazyregexp.New(`^\s+(?:of|among)\s+((?:(?:the|all|its|their|those|these|adult|all of)\s+)?[^.,;:!?()“”"—]{2,80})`)

// denominator reads what a figure is a share of: "26.7 percent of adults".
func denominator(after string) string {
	m := ofForm.FindStringSubmatch(after[:min(len(after), 120)])
	if m == nil || !utf8.ValidString(m[1]) {
		return ""
	}
	words := strings.Fields(m[1])
	for i, w := range words {
		place := w == "in" && i+1 < len(words) && unicode.IsUpper([]rune(words[i+1])[0])
		if i > 0 && verbs[strings.ToLower(w)] && !place {
			words = words[:i]
			break
		}
	}
	return strings.Join(words[:min(len(words), 8)], " ")
}

var (
	amongForm = lazyregexp.New(`(?:^|[.;!?]\s+|\n)(?:Among|Of)\s+((?:the |all )?[^.,;:!?()“”"—\n]{2,60}),[^.;!?\n]{0,80}$`)
	ofJa      = lazyregexp.New(`([\p{Han}\p{Katakana}\p{Hiragana}ー・「」]{1,24}?(?:成人|人|者|世帯|企業|国民|有権者|全体|層))(?:の(?:うち|中で)?|では)[、，]?(?:約|およそ)?$`)
	ofKo      = lazyregexp.New(`((?:[가-힣]{1,10}\s){0,2}[가-힣]{1,10}?(?:자|인|국민|성인|가구|기업|주민|전체|층|명))(?:의|\s?중|\s?가운데)\s?(?:약\s?)?$`)
)

// ofBefore reads what a share is of where that stands before it: "Among adults in
// Belmora, 62 percent", "成人の26.7%", "응답자의 38.6%".
func ofBefore(before, unit string) string {
	if unit != lex.Percent {
		return ""
	}
	before = lastBytes(before, 200)
	for _, form := range []*lazyregexp.Regexp{amongForm, ofJa, ofKo} {
		if m := form.FindStringSubmatch(before); m != nil {
			of := strings.Fields(m[1])
			for len(of) > 1 && strings.HasSuffix(of[0], "서") {
				of = of[1:] // 여론조사에서, "in a poll"
			}
			return strings.Join(of, " ")
		}
	}
	return ""
}

// lastBytes gives the last bytes of a text, whole characters only.
func lastBytes(s string, n int) string {
	if len(s) <= n {
		return s
	}
	i := len(s) - n
	for i < len(s) && !utf8.RuneStart(s[i]) {
		i++
	}
	return s[i:]
}

// inTable reports whether a place of a Markdown text lies in a row of a table.
func inTable(text string, at int) bool {
	return strings.HasPrefix(text[strings.LastIndexByte(text[:at], '\n')+1:], "|")
}

var (
	nextWords = lazyregexp.New(`^[\s-]([\p{L}][\p{L}’'-]*)(?:\s([\p{L}][\p{L}’'-]*))?(?:\s([\p{L}][\p{L}’'-]*))?`)
	plurals   = map[string]bool{"people": true, "men": true, "women": true, "children": true, "aircraft": true, "staff": true, "personnel": true, "police": true, "feet": true, "yuan": true, "baht": true}
	notUnits  = map[string]bool{"is": true, "was": true, "has": true, "does": true, "its": true, "his": true, "this": true, "as": true, "says": true, "goes": true, "us": true, "across": true, "versus": true, "towards": true, "besides": true, "unless": true, "remains": true, "always": true, "perhaps": true, "yes": true, "less": true}
)

// unitOf gives what a figure counts: the unit that was read, or the words up to
// the first plural among the next three ("38 dry docks"); "" where none follows.
func unitOf(f lex.Figure, after string) string {
	m := nextWords.FindStringSubmatch(after[:min(len(after), 80)])
	if m == nil || f.Unit == "" || !strings.HasPrefix(f.Unit, strings.ToLower(m[1])) || f.Unit == lex.Percent {
		return f.Unit
	}
	var words []string
	for _, w := range m[1:] {
		low := strings.ToLower(w)
		if low == "" || verbs[low] || notUnits[low] || low == "of" || low == "the" || low == "to" || low == "or" || low == "with" {
			return ""
		}
		words = append(words, low)
		if plurals[low] || strings.HasSuffix(low, "s") && !strings.HasSuffix(low, "ss") {
			return strings.Join(words, " ")
		}
	}
	return ""
}

var verbs = map[string]bool{"said": true, "say": true, "says": true, "felt": true, "feel": true, "were": true, "was": true, "is": true, "are": true,
	"have": true, "had": true, "has": true, "believe": true, "believed": true, "support": true, "supported": true, "oppose": true, "opposed": true,
	"want": true, "wanted": true, "think": true, "thought": true, "answered": true, "in": true, "by": true, "and": true, "as": true, "would": true,
	"voted": true, "live": true, "lived": true, "came": true, "go": true, "went": true, "took": true, "that": true, "who": true, "which": true, "on": true, "at": true, "since": true, "from": true, "for": true}

func worthKeeping(words string) bool {
	if lex.ShareCJK(words) > 0.5 {
		return utf8.RuneCountInString(words) >= 12
	}
	return len(strings.Fields(words)) >= 6
}

const saidWords = `(?:said|says|told|wrote|writes|added|argued|argues|warned|warns|stated|declared|explained|noted|asked|replied|insisted|announced|acknowledged)`

var (
	saidAfter  = lazyregexp.New(`^[”"’」』]?,?\s*(?:` + saidWords + `\s+)?((?:[A-Z][\p{L}.'’-]*|the|of|for|and|de|van|von)(?:\s+(?:[A-Z][\p{L}.'’-]*|of|the|for|and|de|van|von)){0,7})(?:,[^,.]{2,80},)?(?:\s+` + saidWords + `)?`)
	saidBefore = lazyregexp.New(`((?:[A-Z][\p{L}.'’-]*)(?:\s+(?:[A-Z][\p{L}.'’-]*|of|the|for|de|van|von)){0,6})(?:,[^,.]{2,80},)?\s+` + saidWords + `(?:\s+(?:that|in an? [a-z ]{3,30}|reporters|on [A-Z][a-z]+))?[,:]?\s*[“"‘]?$`)
	accordTo   = lazyregexp.New(`(?:[Aa]ccording to|in the words of)\s+((?:[A-Z][\p{L}.'’-]*|the)(?:\s+(?:[A-Z][\p{L}.'’-]*|of|the)){0,6})`)
	cjkSpeaker = lazyregexp.New(`(?:^|[。.!?\n]\s*)([\p{Han}\p{Katakana}\p{Hiragana}\p{Hangul}ー· ]{2,24}?)(?:は|が|氏は|은|는|이|가)\s*[^「“"。]{0,40}$`)
	hasSaid    = lazyregexp.New(`\b` + saidWords + `\b`)
)

// speaker reads who is quoted: the name beside a word of saying.
func speaker(text string, q lex.Span) string {
	before := text[max(0, q.Start-160):q.Start]
	for !utf8.ValidString(before) && before != "" {
		before = before[1:]
	}
	if i := strings.LastIndex(before, "\n\n"); i >= 0 {
		before = before[i+2:]
	}
	after := text[q.End:min(len(text), q.End+160)]
	bare := strings.TrimRight(before, "“\"「『«")
	if m := cjkSpeaker.FindStringSubmatch(bare); m != nil {
		return strings.TrimSpace(m[1])
	}
	if m := saidBefore.FindStringSubmatch(before); m != nil {
		return strings.TrimPrefix(m[1], "The ")
	}
	if m := saidAfter.FindStringSubmatch(after); m != nil && hasSaid.MatchString(m[0]) {
		return strings.TrimSpace(strings.TrimPrefix(m[1], "the "))
	}
	if m := accordTo.FindStringSubmatch(before); m != nil {
		return m[1]
	}
	return ""
}
