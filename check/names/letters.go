package names

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/country"
	"entente/evidence/lex"
	"entente/lazyregexp"
)

// letters is how a language with letters names offices.
type letters struct {
	ranks map[string][]string // the word of a rank, and the words of which an office has one
	alone map[string]bool     // ranks that need no field: the president
	heads map[string]bool     // words for a government
	joins map[string]bool     // words inside a title
	aside map[string]bool     // words between a name and its title
	is    map[string]bool     // words between a title and the whole name of who held it
	not   *lazyregexp.Regexp  // before or in a mention of one who does not hold the office then
}

func set(s string) map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(s) {
		out[w] = true
	}
	return out
}

var english = &letters{
	ranks: map[string][]string{
		"president": {"president"}, "premier": {"prime", "premier"}, "chancellor": {"chancellor"},
		"minister": {"minister", "ministry"}, "secretary": {"secretary", "department", "ministry"}, "representative": {"representative"},
		"adviser": {"security"}, "chairman": {"chairman", "chair", "chairwoman"}, "chair": {"chairman", "chair", "chairwoman"}, "governor": {"governor"}, "director": {"director"},
	},
	alone: set("president premier chancellor chairman director"),
	heads: set("administration government cabinet presidency"),
	joins: set("of for the and"),
	aside: set("then the as who was is its a at time mr mrs ms"),
	is:    set("was is were then at that the time still"),
	not:   lazyregexp.New(`(?i)(?:\b(?:former|ex|future|incoming|late|later|outgoing|candidate|then-candidate|successor|predecessor|elect|ousted|impeached|deposed|jailed)[\s-]*(?:to\s+)?(?:\p{L}+(?:'s|’s)?\s+)?|\bex-|\bonce\s+)$`),
}

var russian = &letters{
	ranks: map[string][]string{
		"президент": {"президент"}, "премьер-министр": {"премьер-министр"}, "премьер": {"премьер-министр", "премьер"},
		"министр": {"министр", "министерство"}, "председатель": {"председатель"}, "секретарь": {"секретарь", "департамент"}, "глава": {"президент", "министр", "премьер-министр", "председатель", "глава"}, "госсекретарь": {"госсекретарь"}, "канцлер": {"канцлер"}, "советник": {"советник"}, "директор": {"директор"}, "представитель": {"представитель"},
	},
	alone: set("президент премьер-министр премьер госсекретарь канцлер"),
	heads: set("правительство администрация кабинет"),
	joins: set("и"),
	aside: set("тогдашний тогда тот господин"),
	is:    set("был была тогда ещё в то время на тот момент это"),
	not:   lazyregexp.New(`(?i)(?:(?:бывш|будущ|избранн|покойн|экс-|вице-|нов)\p{L}*\s*(?:\p{L}+\s+)?)$`),
}

type token struct {
	lex.Span
	raw   string
	word  string // folded
	upper bool
	gap   string // what stands before it
}

func tokens(s string) []token {
	var out []token
	start, last := -1, 0
	flush := func(end int) {
		if start < 0 {
			return
		}
		w := strings.TrimRight(s[start:end], "-'’")
		r, _ := utf8.DecodeRuneInString(w)
		out = append(out, token{lex.Span{Start: start, End: start + len(w)}, w, usual(fold(w)), unicode.IsUpper(r), s[last:start]})
		start, last = -1, start+len(w)
	}
	for i, r := range s {
		if unicode.IsLetter(r) || start >= 0 && (r == '\'' || r == '’' || r == '-' || r == '‐') {
			if start < 0 {
				start = i
			}
			continue
		}
		flush(i)
	}
	flush(len(s))
	return out
}

// rankOf gives the rank that a word is, or "".
func (l *letters) rankOf(w string) string {
	if _, ok := l.ranks[w]; ok {
		return w
	}
	for r := range l.ranks {
		if Inflects(w, r) {
			return r
		}
	}
	return ""
}

func (l *letters) isHead(w string) bool {
	for h := range l.heads {
		if Inflects(w, h) {
			return true
		}
	}
	return false
}

// spelt finds mentions in a sentence of a language with letters.
func (x *Offices) spelt(s string, l *letters) []Mention {
	toks := tokens(s)
	var out []Mention
	for i, t := range toks {
		if l.isHead(t.word) {
			if m, ok := x.government(s, toks, i, l); ok {
				out = append(out, m)
			}
			continue
		}
		rank, elect := strings.CutSuffix(t.word, "-elect")
		if elect {
			continue
		}
		rank = strings.TrimPrefix(strings.TrimPrefix(rank, "then-"), "тогда-")
		rank = l.rankOf(rank)
		if rank == "" {
			continue
		}
		// The field of the office stands before its rank, or after it behind "of".
		from, to := i, i+1
		field := map[string]bool{}
		for from > 0 && joined(toks[from].gap) && (x.vocab[toks[from-1].word] || l.joins[toks[from-1].word] && from > 1 && x.vocab[toks[from-2].word]) && l.rankOf(toks[from-1].word) == "" && len(field) < 8 {
			from--
			if !l.joins[toks[from].word] && !nation(toks[from]) {
				field[toks[from].word] = true
			}
		}
		for from < i && l.joins[toks[from].word] {
			from++
		}
		for to < len(toks) && joined(toks[to].gap) {
			w := toks[to].word
			known := x.known(w) || nation(toks[to])
			joins := l.joins[w] && to+1 < len(toks) && joined(toks[to+1].gap) && (l.joins[toks[to+1].word] || x.known(toks[to+1].word) || nation(toks[to+1]))
			if !known && !joins {
				break
			}
			if l == english && to == i+1 && !l.joins[w] {
				break
			}
			if known && !nation(toks[to]) {
				field[w] = true
			}
			to++
		}
		offices := x.officesOf(rank, field, l)
		if len(offices) == 0 {
			continue
		}
		if m, ok := x.after(s, toks, from, to, offices, l); ok {
			out = append(out, m)
		} else if m, ok := x.before(s, toks, from, to, offices, l); ok {
			out = append(out, m)
		}
	}
	return out
}

// joined reports whether nothing but a space stands between two words, or a comma in
// a list of fields.
func joined(gap string) bool { return gap == " " || gap == ", " || gap == "\n" }

func (x *Offices) known(w string) bool {
	if x.vocab[w] {
		return true
	}
	if r, _ := utf8.DecodeRuneInString(w); !unicode.Is(unicode.Cyrillic, r) {
		return false
	}
	for v := range x.vocab {
		if Inflects(w, v) {
			return true
		}
	}
	return false
}

// officesOf gives the offices that a title names: of its rank, with all words of its
// field.
func (x *Offices) officesOf(rank string, field map[string]bool, l *letters) map[*office]bool {
	out := map[*office]bool{}
	for _, t := range x.terms {
		if out[t.office] {
			continue
		}
		own := t.office.words
		if l == russian {
			own = slices.Concat(own, t.office.russian)
		}
		for _, ws := range own {
			has := func(w string) bool {
				return slices.ContainsFunc(ws, func(v string) bool { return v == w || Inflects(w, v) })
			}
			if !slices.ContainsFunc(l.ranks[rank], has) {
				continue
			}
			ofDepartment := rank == "secretary" && has("department")
			if len(field) == 0 && !l.alone[rank] && !ofDepartment {
				continue
			}
			if (has("vice") || has("deputy")) && !field["vice"] && !field["deputy"] {
				continue
			}
			fits := true
			for w := range field {
				fits = fits && has(w)
			}
			if fits {
				out[t.office] = true
			}
		}
	}
	return out
}

// after looks for a name behind a title: "Prime Minister Suga", "the president, Yoon
// Suk-yeol".
func (x *Offices) after(s string, toks []token, from, to int, offices map[*office]bool, l *letters) (Mention, bool) {
	was := to // the words between: the minister was then Cho Tae-yul
	for to < len(toks) && to < was+6 && toks[to].gap == " " && l.is[toks[to].word] {
		to++
	}
	equal := to > was || to < len(toks) && toks[to].gap == " — "
	if to >= len(toks) || !toks[to].upper || toks[to].gap != " " && toks[to].gap != ", " && !equal {
		return Mention{}, false
	}
	if l.not.MatchString(s[max(0, toks[from].Start-40):toks[from].Start]) {
		return Mention{}, false
	}
	for n := nameLength(toks, to); n > 0; n-- {
		if terms := x.bearers(toks[to:to+n], offices); len(terms) > 0 && (n > 1 || !equal) {
			if to+n < len(toks) && partOfName(toks[to+n]) {
				return Mention{}, false // another of that name
			}
			return Mention{lex.Span{Start: toks[from].Start, End: toks[to+n-1].End}, terms}, true
		}
	}
	return Mention{}, false
}

// before looks for a name before a title: "Yoon, the president", "Suga was prime
// minister".
func (x *Offices) before(s string, toks []token, from, to int, offices map[*office]bool, l *letters) (Mention, bool) {
	at := from // the word behind the name
	for at > 0 && at > from-6 && (l.aside[toks[at-1].word] || nation(toks[at-1])) && (toks[at].gap == " " || toks[at].gap == ", " || at == from) {
		at--
	}
	// A title right behind a name is none of it: "Kishida foreign minister".
	if at == 0 || toks[at].gap != ", " && at == from {
		return Mention{}, false
	}
	if strings.Trim(s[toks[at-1].End:toks[from].Start], " ,") == "" && toks[at].gap != ", " {
		return Mention{}, false
	}
	if l.not.MatchString(s[max(0, toks[at].Start-1):toks[from].Start]) || strings.Contains(s[toks[at].Start:toks[from].Start], "-elect") {
		return Mention{}, false
	}
	first := at
	for first > 0 && first > at-4 && toks[first-1].upper && (first == at || toks[first].gap == " ") {
		first--
	}
	for ; first < at; first++ {
		terms := x.bearers(toks[first:at], offices)
		if len(terms) == 0 {
			continue
		}
		if first > 0 && partOfName(toks[first-1]) && toks[first].gap == " " && first-1 > 0 {
			return Mention{}, false
		}
		if l.not.MatchString(s[max(0, toks[first].Start-40):toks[first].Start]) {
			return Mention{}, false
		}
		return Mention{lex.Span{Start: toks[first].Start, End: toks[to-1].End}, terms}, true
	}
	return Mention{}, false
}

// government reads "the Moon government", "Moon's government" and "the government of
// Moon Jae-in".
func (x *Offices) government(s string, toks []token, at int, l *letters) (Mention, bool) {
	offices := map[*office]bool{}
	for _, t := range x.terms {
		if t.office.heads {
			offices[t.office] = true
		}
	}
	if l == english && at > 0 && toks[at].gap == " " {
		first := at
		for first > 0 && first > at-4 && toks[first-1].upper && toks[first].gap == " " {
			first--
		}
		for ; first < at; first++ {
			terms := x.bearers(toks[first:at], offices)
			if len(terms) == 0 {
				continue
			}
			if before := s[max(0, toks[first].Start-40):toks[first].Start]; l.not.MatchString(before) || possessed.MatchString(before) {
				return Mention{}, false
			}
			return Mention{lex.Span{Start: toks[first].Start, End: toks[at].End}, terms}, true
		}
	}
	to := at + 1
	for to < len(toks) && to < at+3 && l == english && set("of president")[toks[to].word] {
		to++
	}
	if l == english && to == at+1 {
		return Mention{}, false
	}
	return x.after(s, toks, at, to, offices, l)
}

// possessed is what stands before a government of which something else is said: the
// policy of the Moon government.
var possessed = lazyregexp.New(`(?i)\bof (?:the )?$`)

// nameLength gives how many words from one on may be a name.
func nameLength(toks []token, from int) int {
	n := 1
	for n < 4 && from+n < len(toks) && toks[from+n].upper && (toks[from+n].gap == " " || toks[from+n].gap == ". ") {
		n++
	}
	return n
}

// partOfName reports whether a word behind a name is likely one more of it.
func partOfName(t token) bool {
	return t.upper && t.gap == " " && !notName[strings.TrimSuffix(t.word, "'s")] && !nation(t)
}

var notName = set("monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december i the in on at of and for by to from with when as but if that this it since after before until while under during president prime minister mr")

// nation reports whether a word is of the name of a country, or of its people.
func nation(t token) bool {
	w := strings.TrimSuffix(t.word, "'s")
	if raw := strings.TrimRight(t.raw, "’'s"); len(raw) == 2 || len(raw) == 3 {
		if _, ok := country.ByCode(raw); ok && raw == strings.ToUpper(raw) {
			return true // US, USA
		}
	}
	if r, _ := utf8.DecodeRuneInString(w); unicode.Is(unicode.Cyrillic, r) {
		for _, n := range russianNations() {
			if Inflects(w, n) {
				return true
			}
		}
		return false
	}
	return englishNations()[w]
}

// bearers gives the terms whose holder bears the name, of some offices; those with
// the whole name alone where there are any.
func (x *Offices) bearers(toks []token, offices map[*office]bool) []*Term {
	var ws []string
	for _, t := range toks {
		ws = append(ws, strings.FieldsFunc(t.word, func(r rune) bool { return r == '-' || r == '‐' })...)
	}
	var out, whole []*Term
	for _, t := range x.terms {
		if !offices[t.office] {
			continue
		}
		for _, n := range t.names {
			some, all := n.bears(ws)
			if all {
				whole = append(whole, t)
			}
			if some {
				out = append(out, t)
				break
			}
		}
	}
	if len(whole) > 0 {
		return whole
	}
	return out
}
