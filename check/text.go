package check

import (
	"slices"
	"strings"
	"unicode/utf8"

	"entente/dossier"
	"entente/evidence/lex"
	"entente/lazyregexp"
	"entente/prose"
	"entente/words"
)

// text is a text of the dossier, made ready for the rules.
type text struct {
	file string
	line int // the file's line on which it begins
	lang string
	kind string // report, piece, initiative, constraint
	md   string
	date dossier.Date // of publication; zero where none is stated
	base string       // of a translation: the text that it translates

	// plain is md with citations, code, link addresses, headings and marks
	// blanked: the same bytes in the same places.
	plain      string
	starts     []int // where each line begins
	directives []prose.Directive
	values     []prose.Value // of each directive; zero where it has none
	cites      []prose.Citation
	quotations []lex.Span // in plain
	sentences  []sentence
}

// sentence is a sentence with what stands in it.
type sentence struct {
	lex.Span
	words   string // of plain
	figures []lex.Figure
	cites   []prose.Citation
	printed []int    // numbers of the text's directives
	sources []string // of citations and directives
	on      triggers
}

// textsOf gives the texts of a dossier.
func textsOf(d *dossier.Dossier) []*text {
	var out []*text
	add := func(t text) {
		if strings.TrimSpace(t.md) != "" {
			if t.line < 1 {
				t.line = 1
			}
			out = append(out, &t)
		}
	}
	lang := d.Lang()
	for _, p := range d.Texts() {
		kind := "piece"
		if p.ID == "report" {
			kind = "report"
		}
		add(text{file: p.File, line: p.BodyLine, lang: lang, kind: kind, md: p.Body, date: p.Date})
	}
	for _, i := range d.Initiatives {
		add(text{file: i.File, line: i.BodyLine, lang: lang, kind: "initiative", md: i.Body})
		for _, l := range sorted(i.Translations) {
			t := i.Translations[l]
			add(text{file: t.File, line: t.BodyLine, lang: l, kind: "initiative", md: t.Body, base: i.Body})
		}
	}
	for _, k := range d.Constraints {
		add(text{file: k.File, line: k.BodyLine, lang: lang, kind: "constraint", md: k.Body})
		for _, l := range sorted(k.Translations) {
			t := k.Translations[l]
			add(text{file: t.File, line: t.BodyLine, lang: l, kind: "constraint", md: t.Body, base: k.Body})
		}
	}
	return out
}

var (
	linkAddress = lazyregexp.New(`\]\([^)\n]*\)|<https?://[^>\n]*>|https?://\S+`)
	footMark    = lazyregexp.New(`\[\^[^\]\n]*\]:?`)
	headLine    = lazyregexp.New(`(?m)^ {0,3}#{1,6} .*$`)
	tableRule   = lazyregexp.New(`(?m)^[ |:-]*-{2,}[ |:-]*$`)
)

// prepare splits the text and finds what stands in it.
func (t *text) prepare(c *checker) {
	t.starts = []int{0}
	for i := 0; i < len(t.md); i++ {
		if t.md[i] == '\n' {
			t.starts = append(t.starts, i+1)
		}
	}
	t.directives = prose.Directives(t.md)
	t.cites = prose.Cites(t.md)
	b := []byte(t.md)
	blank := func(from, to int) {
		for i := from; i < to; i++ {
			if b[i] != '\n' {
				b[i] = ' '
			}
		}
	}
	for _, d := range t.directives {
		blank(d.Start, d.End)
		b[d.Start] = '_' // a sentence may begin or end with one
	}
	for _, x := range t.cites {
		blank(x.Start, x.End)
	}
	for _, f := range []struct {
		mark string // that the pattern needs
		form *lazyregexp.Regexp
	}{{"](", linkAddress}, {"http", linkAddress}, {"[^", footMark}, {"#", headLine}, {"--", tableRule}} {
		if !strings.Contains(t.md, f.mark) {
			continue
		}
		for _, m := range f.form.FindAllIndex(b, -1) {
			from := m[0]
			if f.form == linkAddress && b[from] == ']' {
				from++
			}
			blank(from, m[1])
			if f.form == headLine && m[1] < len(b) {
				// A heading parts what stands above it from what stands below.
				b[m[1]-1] = '\n'
			}
		}
	}
	for n, start := range t.starts {
		end := len(b)
		if n+1 < len(t.starts) {
			end = t.starts[n+1]
		}
		blank(start, start+markEnd(b[start:end]))
	}
	for i := range b {
		if b[i] == '*' || b[i] == '`' {
			b[i] = ' '
		}
	}
	t.plain = string(b)
	t.quotations = lex.Quotes(t.plain)
	t.values = make([]prose.Value, len(t.directives))
	for i, d := range t.directives {
		if v, err := c.eval.Evaluate(d); err == nil {
			t.values[i] = v
		}
	}
	for _, s := range t.split() {
		t.sentences = append(t.sentences, t.fill(s))
	}
}

// markEnd gives the length of the mark of a list or a quotation at the beginning
// of a line, with the spaces around it; 0 where there is none.
func markEnd(line []byte) int {
	i := 0
	for i < len(line) && (line[i] == ' ' || line[i] == '\t') {
		i++
	}
	start := i
	for i < len(line) && i-start < 3 && line[i] >= '0' && line[i] <= '9' {
		i++
	}
	switch {
	case i == len(line):
		return 0
	case i > start && (line[i] == '.' || line[i] == ')'):
	case i == start && (line[i] == '-' || line[i] == '*' || line[i] == '+' || line[i] == '>'):
	default:
		return 0
	}
	i++
	after := i
	for i < len(line) && (line[i] == ' ' || line[i] == '\t') {
		i++
	}
	if i == after {
		return 0
	}
	return i
}

// split parts the text into sentences; a row of a table and an item of a list
// are sentences of their own.
func (t *text) split() []lex.Span {
	var out []lex.Span
	for _, s := range lex.Sentences(t.plain) {
		from := s.Start
		body := s.In(t.plain)
		for at := 0; at < len(body); {
			i := strings.IndexByte(body[at:], '\n')
			if i < 0 {
				break
			}
			next := s.Start + at + i + 1
			line := t.md[next:]
			if e := strings.IndexByte(line, '\n'); e >= 0 {
				line = line[:e]
			}
			if markEnd([]byte(line[:min(len(line), 24)])) > 0 || strings.HasPrefix(strings.TrimSpace(line), "|") {
				out = append(out, lex.Span{Start: from, End: next - 1})
				from = next
			}
			at += i + 1
		}
		if strings.TrimSpace(t.plain[from:s.End]) != "" {
			out = append(out, lex.Span{Start: from, End: s.End})
		}
	}
	return out
}

// fill finds the figures of a sentence, its citations and its directives. A
// citation that follows the stop belongs to the sentence before it.
func (t *text) fill(s lex.Span) sentence {
	x := sentence{Span: s, words: s.In(t.plain)}
	reach := s.End
	for reach < len(t.plain) && (t.plain[reach] == ' ' || t.plain[reach] == '.') {
		reach++
	}
	for _, c := range t.cites {
		if c.Start >= s.Start && c.Start <= reach && c.End <= reach+1 {
			x.cites = append(x.cites, c)
			x.sources = append(x.sources, c.Key)
		}
	}
	for i, d := range t.directives {
		if d.Start >= s.Start && d.Start < max(reach, s.End) {
			x.printed = append(x.printed, i)
			x.sources = append(x.sources, t.values[i].Sources...)
		}
	}
	x.on = triggersOf(x.words)
	if strings.ContainsAny(x.words, "0123456789０１２３４５６７８９") || hasNumberWord(x.words) {
		x.figures = lex.Figures(x.words)
		for i := range x.figures {
			x.figures[i].Start += s.Start
			x.figures[i].End += s.Start
		}
	}
	return x
}

func hasNumberWord(s string) bool {
	for _, w := range []string{"one", "two", "hree", "four", "ive", "ix", "even", "eight", "ine", "en", "welve", "ozen", "half", "hundred", "ousand", "illion"} {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// at gives the place in the file of a byte of the text.
func (t *text) at(off int) dossier.Pos {
	n, found := slices.BinarySearch(t.starts, off)
	if !found {
		n--
	}
	return dossier.Pos{File: t.file, Line: t.line + n, Col: utf8.RuneCountInString(t.md[t.starts[n]:off]) + 1}
}

// length gives how many characters a span has on its first line.
func (t *text) length(s lex.Span) int {
	words := t.md[s.Start:min(s.End, len(t.md))]
	words, _, _ = strings.Cut(words, "\n")
	return utf8.RuneCountInString(words)
}

// quoted reports whether a place lies inside a quotation or a block quotation.
func (t *text) quoted(off int) bool {
	if slices.ContainsFunc(t.quotations, func(q lex.Span) bool { return q.Covers(off) }) {
		return true
	}
	n, found := slices.BinarySearch(t.starts, off)
	if !found {
		n--
	}
	return strings.HasPrefix(strings.TrimLeft(t.md[t.starts[n]:], " "), ">")
}

// report adds a finding at a span of the text.
func (c *checker) report(t *text, rule string, s lex.Span, hint, format string, args ...any) {
	c.add(rule, t.at(s.Start), t.length(s), hint, format, args...)
}

func clip(s string, n int) string {
	return words.Clip(strings.Join(strings.Fields(s), " "), n)
}
