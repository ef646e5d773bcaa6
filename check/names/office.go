package names

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/country"
	"entente/dossier"
	"entente/evidence/lex"
	"entente/lazyregexp"
)

// Term is who held an office of a player, with the names of both.
type Term struct {
	Player *dossier.Player
	Holder *dossier.Holder
	names  []name
	office *office
}

// office is a player whose holders are known, by its own names.
type office struct {
	words [][]string // of each name in letters, folded
	signs []string   // its names in Han, kana and Hangul
	heads bool       // a government is called by its holder
}

// Mention is a holder named with an office.
type Mention struct {
	lex.Span
	// Terms are those that the words may mean: of all who bear the name and held
	// such an office.
	Terms []*Term
}

// Offices finds holders named with their offices.
type Offices struct {
	terms   []*Term
	vocab   map[string]bool // the words of offices in letters, folded
	between []string        // what may stand between a name in Japanese or Korean and its title
}

// OfOffices derives the names and titles of a dossier's holders.
func OfOffices(d *dossier.Dossier) *Offices {
	x := &Offices{vocab: map[string]bool{}}
	for w := range strings.FieldsSeq("vice deputy parliamentary assistant under acting first second state prime foreign chief cabinet") {
		x.vocab[w] = true
	}
	x.between = []string{" ", "氏", "さん", "当時の", "の", "당시"}
	for _, lang := range []string{"ja", "ko"} {
		for _, c := range country.All() {
			x.between = append(x.between, c.Name(lang))
		}
		for _, m := range d.Members {
			x.between = append(x.between, d.CountryName(m.Code.ID, lang))
		}
	}
	for _, m := range d.Members {
		for _, p := range m.Players {
			if len(p.Holders) == 0 {
				continue
			}
			o := &office{heads: p.Kind == "executive"}
			all := texts(p.Name)
			for _, a := range p.Aliases {
				all = append(all, a.ID)
			}
			for _, s := range all {
				if r, _ := utf8.DecodeRuneInString(s); lex.IsCJK(r) {
					o.signs = append(o.signs, s)
					continue
				}
				ws := wordsOf(s)
				o.words = append(o.words, ws)
				for _, w := range ws {
					x.vocab[w] = true
				}
			}
			for _, h := range p.Holders {
				t := &Term{Player: p, Holder: h, office: o}
				for _, s := range texts(h.Name) {
					t.names = append(t.names, read(s))
				}
				x.terms = append(x.terms, t)
			}
		}
	}
	return x
}

// Any reports whether there is any holder.
func (x *Offices) Any() bool { return len(x.terms) > 0 }

func wordsOf(s string) []string {
	var out []string
	for _, w := range strings.FieldsFunc(fold(s), func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '-' }) {
		out = append(out, usual(w))
	}
	return out
}

// usual gives one spelling for what is written in two.
func usual(w string) string {
	switch w {
	case "defence":
		return "defense"
	case "advisor":
		return "adviser"
	}
	return w
}

// In gives the mentions in a sentence of a text in a language, in order.
func (x *Offices) In(s, lang string) []Mention {
	if !x.Any() {
		return nil
	}
	switch lang {
	case "ja":
		return x.signed(s, japanese)
	case "ko":
		return x.signed(s, korean)
	case "ru":
		return x.spelt(s, russian)
	}
	return x.spelt(s, english)
}

// letters is how a language with letters names offices.
type letters struct {
	ranks map[string][]string // the word of a rank, and the words of which an office has one
	alone map[string]bool     // ranks that need no field: the president
	heads map[string]bool     // words for a government
	joins map[string]bool     // words inside a title
	aside map[string]bool     // words between a name and its title
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
		"adviser": {"security"}, "chairman": {"chairman", "chair", "chairwoman"}, "chair": {"chairman", "chair", "chairwoman"}, "governor": {"governor"},
	},
	alone: set("president premier chancellor chairman"),
	heads: set("administration government cabinet presidency"),
	joins: set("of for the and"),
	aside: set("then the as who was is its a at time mr mrs ms"),
	not:   lazyregexp.New(`(?i)(?:\b(?:former|ex|future|incoming|late|later|outgoing|candidate|then-candidate|successor|predecessor|elect|ousted|impeached|deposed|jailed)[\s-]*(?:to\s+)?(?:\p{L}+(?:'s|’s)?\s+)?|\bex-|\bonce\s+)$`),
}

var russian = &letters{
	ranks: map[string][]string{
		"президент": {"президент"}, "премьер-министр": {"премьер-министр"}, "премьер": {"премьер-министр", "премьер"},
		"министр": {"министр", "министерство"}, "председатель": {"председатель"}, "секретарь": {"секретарь", "департамент"}, "глава": {"президент", "министр", "премьер-министр", "председатель"},
	},
	alone: set("президент премьер-министр премьер"),
	heads: set("правительство администрация кабинет"),
	joins: set("и"),
	aside: set("тогдашний тогда тот господин"),
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
		for _, ws := range t.office.words {
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
	if to >= len(toks) || !toks[to].upper || toks[to].gap != " " && toks[to].gap != ", " {
		return Mention{}, false
	}
	if l.not.MatchString(s[max(0, toks[from].Start-40):toks[from].Start]) {
		return Mention{}, false
	}
	for n := nameLength(toks, to); n > 0; n-- {
		if terms := x.bearers(toks[to:to+n], offices); len(terms) > 0 {
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

// signs is how a language whose words are not parted, or whose titles follow the
// name, names offices.
type signs struct {
	title *lazyregexp.Regexp // what follows a name: between, field and rank
	first *lazyregexp.Regexp // field and rank before a name, or nil
	heads *lazyregexp.Regexp
}

var japanese = signs{
	title: lazyregexp.New(`((?:内閣)?(?:総理大臣|総理|首相)|大統領|国家主席|\p{Han}{1,8}?(?:大臣|部?長官|局長|室長|補佐官|代表)|\p{Han}{1,4}?相)`),
	first: lazyregexp.New(`((?:内閣)?(?:総理大臣|首相)|大統領|\p{Han}{1,8}?(?:大臣|長官)|外相|\p{Han}{2}相)の`),
	heads: lazyregexp.New(`(?:政権|内閣|政府)`),
}

var korean = signs{
	title: lazyregexp.New(`((?:국무)?총리|대통령|수상|주석|\p{Hangul}{1,8}?부? ?장관|\p{Hangul}{1,6}상|\p{Hangul}{1,6}실장|\p{Hangul}{0,6}보좌관|\p{Hangul}{0,4} ?대표)`),
	heads: lazyregexp.New(` ?(?:정부|정권|내각|행정부)`),
}

// signed finds mentions in Japanese or Korean.
func (x *Offices) signed(s string, l signs) []Mention {
	var out []Mention
	for _, m := range l.title.FindAllStringSubmatchIndex(s, -1) {
		// A field is looked for in what stands before the rank, which may begin with
		// the name itself.
		for at := m[0]; at < m[1]; {
			if found, ok := x.titled(s, at, m[1]); ok {
				out = append(out, found)
				break
			}
			_, width := utf8.DecodeRuneInString(s[at:])
			at += width
		}
	}
	for _, m := range l.heads.FindAllStringIndex(s, -1) {
		heads := map[*office]bool{}
		for _, t := range x.terms {
			if t.office.heads {
				heads[t.office] = true
			}
		}
		if terms, n := x.signedBearers(s[:m[0]], heads); len(terms) > 0 {
			out = append(out, Mention{lex.Span{Start: m[0] - n, End: m[1]}, terms})
		}
	}
	if l.first != nil {
		for _, m := range l.first.FindAllStringSubmatchIndex(s, -1) {
			offices := x.signedOffices(s[m[2]:m[3]])
			rest := s[m[1]:]
			for end, r := range rest {
				if !lex.IsCJK(r) && r != '・' || end > 36 {
					break
				}
				to := end + utf8.RuneLen(r)
				if terms, n := x.signedBearers(rest[:to], offices); n == to && whole(terms, rest[:to]) {
					out = append(out, Mention{lex.Span{Start: m[0], End: m[1] + to}, terms})
					break
				}
			}
		}
	}
	slices.SortFunc(out, func(a, b Mention) int { return a.Start - b.Start })
	return out
}

func whole(terms []*Term, s string) bool {
	return slices.ContainsFunc(terms, func(t *Term) bool {
		return slices.ContainsFunc(t.names, func(n name) bool { _, all := n.ends(s); return all })
	})
}

// bare takes off the end of a text what may stand between a name and its title.
func (x *Offices) bare(s string) string {
	for {
		before := s
		for _, w := range x.between {
			s = strings.TrimSuffix(s, w)
		}
		if s == before {
			return s
		}
	}
}

// titled reads a name that ends at a place, or before what may stand between, and the
// title from there to an end.
func (x *Offices) titled(s string, at, end int) (Mention, bool) {
	offices := x.signedOffices(strings.TrimSpace(s[at:end]))
	if len(offices) == 0 {
		return Mention{}, false
	}
	head := x.bare(s[:at])
	terms, n := x.signedBearers(head, offices)
	if len(terms) == 0 {
		return Mention{}, false
	}
	return Mention{lex.Span{Start: len(head) - n, End: end}, terms}, true
}

// signedBearers gives the terms whose holder's name ends a text, and how long it is
// there; those of whom most stands there.
func (x *Offices) signedBearers(text string, offices map[*office]bool) (terms []*Term, length int) {
	for _, t := range x.terms {
		if !offices[t.office] {
			continue
		}
		best := 0
		for _, n := range t.names {
			k, _ := n.ends(text)
			best = max(best, k)
		}
		switch {
		case best == 0 || best < length:
		case best > length:
			terms, length = []*Term{t}, best
		default:
			terms = append(terms, t)
		}
	}
	return terms, length
}

var rankSign = lazyregexp.New(`(?:大臣|部?長官|局長|室長|大統領補佐官|補佐官|代表|相|부? ?장관|상|실장|보좌관| ?대표)$`)

// signedOffices gives the offices that a title in Japanese or Korean names. A field is
// shortened to some of its characters, in their order: 経産相 of 経済産業省.
func (x *Offices) signedOffices(title string) map[*office]bool {
	out := map[*office]bool{}
	field := ""
	if m := rankSign.FindStringIndex(title); m != nil {
		field = strings.TrimRight(title[:m[0]], " ")
	}
	for _, t := range x.terms {
		if out[t.office] {
			continue
		}
		for _, own := range t.office.signs {
			var fits bool
			switch title {
			case "首相", "総理", "総理大臣", "内閣総理大臣":
				fits = strings.Contains(own, "総理") || strings.Contains(own, "首相")
			case "총리", "수상", "국무총리":
				fits = strings.Contains(own, "총리") || strings.Contains(own, "수상")
			case "大統領":
				fits = strings.HasPrefix(own, "大統領")
			case "대통령":
				fits = strings.HasPrefix(own, "대통령")
			case "장관":
				fits = true
			default:
				fits = field != "" && field != "首" && shortens(field, own)
			}
			if fits && (title != "장관" || !t.office.heads) {
				out[t.office] = true
			}
		}
	}
	return out
}

// shortens reports whether the characters of a field stand in the name of a body in
// their order, the first at its beginning or all of them together.
func shortens(field, own string) bool {
	if utf8.RuneCountInString(field) > 1 && strings.Contains(own, field) {
		return true
	}
	f := []rune(field)
	o := []rune(own)
	if o[0] != f[0] || len(f) > 4 {
		return false
	}
	i := 0
	for _, r := range o {
		if i < len(f) && r == f[i] {
			i++
		}
	}
	return i == len(f)
}
