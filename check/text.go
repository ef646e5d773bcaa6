package check

import (
	"errors"
	"slices"
	"strings"
	"unicode/utf8"

	"entente/dossier"
	"entente/evidence/lex"
	"entente/markup"
	"entente/prose"
	"entente/words"
)

// text is a text of the dossier, made ready for the rules. All places in it are
// bytes of plain; doc leads from there to the file.
type text struct {
	file    string
	line    int // the file's line on which it begins
	lang    string
	kind    string // report, piece, initiative, constraint
	md      string
	date    dossier.Date // of publication; zero where none is stated
	base    string       // of a translation: the text that it translates
	members []string     // whom it is about: their codes

	doc *markup.Document
	// plain is what a reader sees, with code and bare addresses struck out: the same
	// bytes in the same places as doc.Text.
	plain      string
	starts     []int                  // where each line of md begins
	last       struct{ off, col int } // the place that was asked for last
	values     []prose.Value          // of each directive; zero where it has none
	wrong      []error                // of each directive; nil where it has a value
	quotations []lex.Span             // in plain
	sentences  []sentence
	notes      map[int][]int // the sentences of each note
}

// sentence is a sentence with what stands in it.
type sentence struct {
	lex.Span
	words   string // of plain
	lang    string // in which it is written: that of the text, unless its script tells otherwise
	block   int    // the number of the block in which it stands
	figures []lex.Figure
	remarks []lex.Figure      // counts that need no source, and none that contradicts them
	cites   []markup.Citation // in it, and in its notes
	printed []int             // numbers of the text's directives
	noted   []int             // numbers of its notes
	sources []string          // of citations and directives
	beside  []string          // that other sentences of its paragraph cite, where it has none of its own
	alone   []int             // where figures begin that none of those states
	on      triggers
	mixed   bool // it holds confidence and likelihood
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
	all := d.Header.Members.IDs()
	orAll := func(r dossier.Refs) []string {
		if len(r) == 0 {
			return all
		}
		return r.IDs()
	}
	for _, p := range d.Texts() {
		kind := "piece"
		if p.ID == "report" {
			kind = "report"
		}
		add(text{file: p.File, line: p.BodyLine, lang: lang, kind: kind, md: p.Body, date: p.Date, members: orAll(p.Members)})
	}
	for _, i := range d.Initiatives {
		add(text{file: i.File, line: i.BodyLine, lang: lang, kind: "initiative", md: i.Body, members: orAll(i.Members)})
		for _, l := range sorted(i.Translations) {
			t := i.Translations[l]
			add(text{file: t.File, line: t.BodyLine, lang: l, kind: "initiative", md: t.Body, base: i.Body, members: orAll(i.Members)})
		}
	}
	for _, k := range d.Constraints {
		add(text{file: k.File, line: k.BodyLine, lang: lang, kind: "constraint", md: k.Body, members: orAll(k.ActsIn())})
		for _, l := range sorted(k.Translations) {
			t := k.Translations[l]
			add(text{file: t.File, line: t.BodyLine, lang: l, kind: "constraint", md: t.Body, base: k.Body, members: orAll(k.ActsIn())})
		}
	}
	return out
}

// longest is how much of a sentence the rules look at together: no sentence is so
// long, and a list without a stop is read in parts.
const longest = 4000

// prepare reads the text and finds what stands in it. It reports a text that is
// beyond the limits, and that it is not checked.
func (t *text) prepare(c *checker) bool {
	t.starts, t.last.col = []int{0}, 1
	for i := 0; i < len(t.md); i++ {
		if t.md[i] == '\n' {
			t.starts = append(t.starts, i+1)
		}
	}
	doc, err := markup.Parse(t.md)
	if p := (*markup.Problem)(nil); errors.As(err, &p) {
		c.add(p.Rule, t.place(p.Start), utf8.RuneCountInString(t.md[p.Start:p.End]), p.Hint, "%s; it is neither checked nor shown", p.Message)
		return false
	}
	t.doc = doc
	t.plain = struckOut(doc)
	t.quotations = lex.Quotes(t.plain)
	t.values, t.wrong = make([]prose.Value, len(doc.Directives)), make([]error, len(doc.Directives))
	for i, d := range doc.Directives {
		t.values[i], t.wrong[i] = c.eval.Evaluate(d)
		if t.wrong[i] != nil {
			t.values[i] = prose.Value{}
		}
	}
	t.split()
	t.fill()
	for i := range t.sentences {
		t.sentences[i].lang = c.spoken(t, &t.sentences[i])
	}
	return true
}

// spoken gives the language in which a sentence is written: that of its text, unless
// its letters are of another.
func (c *checker) spoken(t *text, s *sentence) string {
	if !s.may(onOther) {
		return t.lang
	}
	switch lang := lex.Language(s.words); lang {
	case "ja", "ko", "ru":
		return lang
	case "zh": // a heading without kana
		if t.lang != "zh" && slices.Contains(c.d.Header.Languages, "ja") {
			return "ja"
		}
	}
	return t.lang
}

// struckOut gives the visible text of a document without the words of code and
// bare addresses, which are nobody's wording: a line stands in their place.
func struckOut(doc *markup.Document) string {
	b := []byte(doc.Text)
	strike := func(from, to int) {
		for i := from; i < to; i++ {
			b[i] = '_'
		}
	}
	for _, s := range doc.Spans {
		if s.Kind == markup.CodeSpan || s.Kind == markup.Address {
			strike(s.Start, s.End)
		}
	}
	for _, k := range doc.Blocks {
		if k.Kind == markup.Code {
			strike(k.Start, k.End)
		}
	}
	return string(b)
}

// split parts the text into sentences, block by block: a heading, an item of a
// list and a row of a table are sentences of their own.
func (t *text) split() {
	t.notes = map[int][]int{}
	add := func(s lex.Span, block int) {
		if n := t.doc.Blocks[block].Note; n > 0 {
			t.notes[n] = append(t.notes[n], len(t.sentences))
		}
		t.sentences = append(t.sentences, sentence{Span: s, words: s.In(t.plain), block: block})
	}
	for i, k := range t.doc.Blocks {
		if k.Kind == markup.Code {
			continue
		}
		body := t.plain[k.Start:k.End]
		spans := []lex.Span{{Start: 0, End: len(body)}}
		if k.Kind == markup.Paragraph {
			spans = lex.Sentences(body)
		}
		for _, s := range spans {
			for s.End-s.Start > longest {
				cut := s.Start + longest
				if n := strings.LastIndexAny(body[s.Start:cut], " \n"); n > longest/2 {
					cut = s.Start + n
				}
				for !utf8.RuneStart(body[cut]) {
					cut--
				}
				add(lex.Span{Start: k.Start + s.Start, End: k.Start + cut}, i)
				s.Start = cut
			}
			if strings.TrimSpace(body[s.Start:s.End]) != "" {
				add(lex.Span{Start: k.Start + s.Start, End: k.Start + s.End}, i)
			}
		}
	}
}

// fill finds the figures of the sentences, their citations and their directives.
// A citation that follows the stop belongs to the sentence before it, and one in a
// note to the sentence that the note is of, too.
func (t *text) fill() {
	for i := range t.sentences {
		s := &t.sentences[i]
		s.on = triggersOf(s.words)
		if s.may(onOther) || strings.ContainsAny(s.words, "0123456789") || hasNumberWord(s.words) {
			for _, f := range lex.Counts(s.words) {
				f.Start += s.Start
				f.End += s.Start
				if f.Remark {
					s.remarks = append(s.remarks, f)
				} else {
					s.figures = append(s.figures, f)
				}
			}
		}
	}
	for _, c := range t.doc.Citations {
		if s := t.sentenceOf(c.At); s != nil {
			s.cites = append(s.cites, c)
			s.sources = append(s.sources, c.Key)
		}
	}
	for i, d := range t.doc.Directives {
		if s := t.sentenceOf(d.At + 1); s != nil {
			s.printed = append(s.printed, i)
			s.sources = append(s.sources, t.values[i].Sources...)
		}
	}
	// What a note cites is read off before anything is added to its sentences: a
	// note may have notes.
	type from struct {
		cites   []markup.Citation
		sources []string
	}
	noted := map[int]from{}
	for n, list := range t.notes {
		var f from
		for _, i := range list {
			f.cites = append(f.cites, t.sentences[i].cites...)
			f.sources = append(f.sources, t.sentences[i].sources...)
		}
		noted[n] = f
	}
	for _, r := range t.doc.NoteRefs {
		if s := t.sentenceOf(r.At); s != nil {
			s.noted = append(s.noted, r.Note)
			s.cites = append(s.cites, noted[r.Note].cites...)
			s.sources = append(s.sources, noted[r.Note].sources...)
		}
	}
}

// sentenceOf gives the sentence to which a mark belongs that takes no room: the
// one that it stands in or ends, or that begins behind it where none does; nil
// where its block has none.
func (t *text) sentenceOf(at int) *sentence {
	block, found := slices.BinarySearchFunc(t.doc.Blocks, at, func(k markup.Block, at int) int { return k.Start - at })
	if !found {
		block--
	}
	next, _ := slices.BinarySearchFunc(t.sentences, at, func(s sentence, at int) int { return s.Start - at })
	for _, i := range []int{next - 1, next} {
		if i >= 0 && i < len(t.sentences) && t.sentences[i].block == block {
			return &t.sentences[i]
		}
	}
	return nil
}

func hasNumberWord(s string) bool {
	for _, w := range []string{"one", "two", "hree", "four", "ive", "ix", "even", "eight", "ine", "en", "welve", "ozen", "half", "hundred", "ousand", "illion", "hird", "uarter", "ifth", "ixth", "inth", "enth", "ubl", "ripl", "rebl", "upl", "alv", "wice", "fold"} {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// place gives the place in the file of a byte of md. It counts on from the place
// that was asked for before where that is nearer than the beginning of the line: a
// text may be one line with thousands of findings.
func (t *text) place(off int) dossier.Pos {
	n, found := slices.BinarySearch(t.starts, off)
	if !found {
		n--
	}
	start, col := t.starts[n], 1
	if last := t.last; last.off >= start && (off >= last.off || last.off-off < off-start) && !strings.Contains(t.md[min(off, last.off):max(off, last.off)], "\n") {
		start, col = last.off, last.col
	}
	if off >= start {
		col += utf8.RuneCountInString(t.md[start:off])
	} else {
		col -= utf8.RuneCountInString(t.md[off:start])
	}
	t.last.off, t.last.col = off, col
	return dossier.Pos{File: t.file, Line: t.line + n, Col: col}
}

// mark gives the place in the file of a stretch of md, and how many characters it
// has on its first line.
func (t *text) mark(from, to int) (dossier.Pos, int) {
	words, _, _ := strings.Cut(t.md[from:to], "\n")
	return t.place(from), utf8.RuneCountInString(words)
}

// quoted reports whether a place lies inside a quotation or a block quotation.
func (t *text) quoted(off int) bool {
	n, found := slices.BinarySearchFunc(t.quotations, off, func(q lex.Span, off int) int { return q.Start - off })
	if !found {
		n--
	}
	if n >= 0 && t.quotations[n].Covers(off) {
		return true
	}
	k, found := slices.BinarySearchFunc(t.doc.Blocks, off, func(k markup.Block, off int) int { return k.Start - off })
	if !found {
		k--
	}
	return k >= 0 && t.doc.Blocks[k].Quoted
}

// report adds a finding at a span of the text.
func (c *checker) report(t *text, rule string, s lex.Span, hint, format string, args ...any) {
	c.reportMended(t, rule, s, "", hint, format, args...)
}

// reportMended adds a finding at a span of the text that is mended by writing
// instead in its place, where that is not "".
func (c *checker) reportMended(t *text, rule string, s lex.Span, instead, hint, format string, args ...any) {
	at, length := t.mark(t.doc.SourceSpan(s.Start, s.End))
	var m *dossier.Mend
	if instead != "" {
		m = dossier.Replacing(s.In(t.plain), instead)
	}
	c.addMended(rule, at, length, m, hint, format, args...)
}

func clip(s string, n int) string {
	return words.Clip(strings.Join(strings.Fields(s), " "), n)
}
