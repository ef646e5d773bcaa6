package lex

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/lazyregexp"
)

// The units that decide whether two figures can be the same one. Other units are
// the words that follow, and do not decide.
const (
	Percent = "percent"
	Points  = "points"
)

// Figure is a quantity that stands in a text.
type Figure struct {
	Span             // the number with its sign, scale and unit
	Value    float64 // with its scale: "3.5 million" is 3.5e6
	Step     float64 // the place of its last digit: 0.1 for 26.7, 1e5 for 3.5 million
	Unit     string  // Percent, Points, a currency (USD, JPY, KRW, EUR, GBP), the noun that follows, or ""
	Approx   bool    // "about", "nearly", "some"
	Bound    int     // 1 "at least", "more than"; -1 "at most", "as much as", "less than"
	InWords  bool    // written in words
	Sentence Span    // zero unless set by the caller
}

var numberWords = map[string]float64{
	"zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
	"eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
	"nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
	"dozen": 12, "hundred": 100,
}

var scales = map[string]float64{
	"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "mn": 1e6, "bn": 1e9, "tn": 1e12, "k": 1e3,
	"万": 1e4, "億": 1e8, "兆": 1e12, "만": 1e4, "억": 1e8, "조": 1e12, "천": 1e3, "백만": 1e6, "千": 1e3,
}

var (
	afterScale = lazyregexp.New(`^[\s-]?(hundred|thousand|million|billion|trillion|bn|mn|tn)\b|^\s?(백만|万|億|兆|만|억|조|천)`)
	afterUnit  = lazyregexp.New(`^\s?(?:%|％)(?:\s?(?:points?|pts?)\b|-points?\b|ポイント|포인트|p\b)?|^[\s-]?(?:percentage[\s-]points?|percent(?:age)?[\s-]?points?|per cent[\s-]points?|percent|per cent|pct|basis points?|points?)\b|^\s?(?:ポイント|퍼센트(?:포인트)?|パーセント|퍼센트포인트|포인트)|^割`)
	afterCash  = lazyregexp.New(`^\s?(?:(?:US\s?)?(?:dollars?|USD)|yen|JPY|won|KRW|euros?|EUR|pounds?|GBP|円|ドル|ウォン|ユーロ|엔|달러|원|유로)(?:\b|$|[^a-zA-Z])`)
	beforeCash = lazyregexp.New(`(?:(?:US|U\.S\.|A|C|NZ)?\$|USD\s?|¥|JPY\s?|₩|KRW\s?|€|EUR\s?|£|GBP\s?)$`)
	unitNoun   = lazyregexp.New(`^[\s-](?:(?:[\p{L}’'-]+)\s)??([\p{L}][\p{L}’'-]+)`)
	counterCJK = lazyregexp.New(`^\s?(人|名|件|回|隻|機|社|校|票|議席|歳|명|건|회|척|대|개|곳|표|석|세|가구|톤|トン|キロ|㎞|km)`)

	nameAfter  = lazyregexp.New(`^(?:\s(?:Committee|Group|Summit|Process|Plan|Agreement|Treaty|Accord|Accords|Act|Law|Declaration|Statement|Joint|Protocol|Communiqu|Normali[sz]ation|Panel|Convention|Charter|Constitution|Regime|Sanctions Committee|Basic|Guidelines|Framework|Report|Strategy|White Paper|Olympics|Games|World Cup|Forum|Conference|Convention|NDAA|Budget)|(?:심|審|条|項|号|章|節|類|次|回目|代|期|조|항|호|장|절|차|대|기|번)|st\b|nd\b|rd\b|th\b)`)
	clockAfter = lazyregexp.New(`^(?::\d\d|\s?(?:a\.m\.|p\.m\.|am\b|pm\b|o['’]clock|hrs?\b|h\b|時|시(?:\s|$|에|부터|까지)))`)
	compound   = lazyregexp.New(`^-(?:year|month|day|week|hour|minute|nation|country|party|way|member|state|seat|point plan|page|person|man|storey|story|part|step|stage|track|power|plus|odd|strong|nm|mm|inch|foot|metre|meter|kilomet\w+|mile|ton|tonne|member|star)s?(?:\b|-)`)
	spanAfter  = lazyregexp.New(`^\s(?:years?|months?|weeks?|days?|hours?|minutes?|decades?|centuries|generations?|times|per se)\b|^(?:か国|カ国|ヶ国|개국|年|か月|ヶ月|カ月|月|월|日|週間|時間|歳|代|년|개월|일|주|시간|세|차례|번|분)`)
	generic    = lazyregexp.New(`^\s(?:[a-z]+\s)?(?:countries|nations|members?|sides|capitals|governments|states|parties|leaders|ministers|allies|partners|powers|neighbou?rs|ways|reasons|points|questions|steps|options|things|issues|areas|themes|elements|pillars|principles|sections|chapters|parts|levels|rungs|rounds|stages|times|sources|waves|axes|camps|houses|languages|letters|words|lines|pages|paragraphs|draws|in ten)\b`)

	// parts of a text: a treaty of 27 articles, a book of 412 pages
	textParts = lazyregexp.New(`^\s(?:articles|chapters|sections|sub-?sections|paragraphs|pages|annexes|appendices|clauses|footnotes|endnotes|verses|volumes)\b`)
	// coordinates: 37°14′ north, 131° 52' E
	coordinate = lazyregexp.New(`^\s?(?:°\s?(?:\d|(?:[NSEW]|north|south|east|west)\b)|[′″'’"”]\s?(?:\d|(?:[NSEW]|north|south|east|west)\b)|(?:degrees|minutes)\s(?:north|south|east|west|\d))`)
	// house is the number of a house in a street: 10 Downing St.
	house = lazyregexp.New(`^(?:\s\p{Lu}[\p{L}.]+){1,3}\s(?:St\b|Street|Ave\b|Avenue|Road|Rd\b|Lane|Square|Boulevard|Blvd|Drive|Place|Terrace|Row)`)

	cjkAtLeast = lazyregexp.New(`^\s?(?:以上|超|이상|초과)`)
	cjkAtMost  = lazyregexp.New(`^\s?(?:以下|未満|弱|이하|미만)`)

	courtNumber = lazyregexp.New(`\d{4}\p{Hangul}{1,3}$`)
	listStart   = lazyregexp.New(`(?:^|\n)[ \t>]*\(?$`)
	// ages: "aged 67", "was 93 when", "Lee, 94, waited"
	ageBefore = lazyregexp.New(`(?i)\b(?:aged?|age of|at age|turned|turns|died at|dead at|passed away at)\s$`)
	ageAfter  = lazyregexp.New(`^(?:\s(?:when (?:he|she|they|it)|years old|at the time (?:of|when)|and (?:frail|ill|retired))|歳|세\b)`)
	nameComma = lazyregexp.New(`\p{Lu}[\p{L}-]+,\s$`)
	// inWord is a number that is part of a name: F-35, COVID-19, G7, 5G, H1N1, 2+2.
	address = lazyregexp.New(`(?i)\b(?:https?://|www\.|doi:?\s?10\.)\S+|\b[\w.+-]+@[\w-]+\.[\w.]+|\b10\.\d{4,9}/\S+|` + "`[^`\n]*`")
)

var measured = map[string]bool{
	"percent": true, "per": true, "percentage": true, "point": true, "points": true, "million": true, "billion": true, "trillion": true,
	"thousand": true, "hundred": true, "dollars": true, "yen": true, "won": true, "euros": true, "people": true, "persons": true,
	"plaintiffs": true, "victims": true, "survivors": true, "troops": true, "soldiers": true, "civilians": true, "officers": true,
	"staff": true, "personnel": true, "respondents": true, "adults": true, "deaths": true, "casualties": true, "seats": true,
	"votes": true, "ships": true, "vessels": true, "aircraft": true, "missiles": true, "warheads": true, "companies": true, "firms": true,
	"tests": true, "launches": true, "tonnes": true, "tons": true, "barrels": true, "megawatts": true, "gigawatts": true, "students": true,
	"visitors": true, "refugees": true, "employees": true, "workers": true, "posts": true, "jobs": true, "households": true, "cases": true,
	"incidents": true, "rulings": true, "exercises": true, "projects": true, "lawmakers": true, "abductees": true, "kilometres": true,
	"kilometers": true, "miles": true, "factories": true, "plants": true, "reactors": true, "chips": true, "doses": true,
}

// Figures finds the quantities of a text, in order. Dates, years, ordinals,
// times of day, spans of time, ages, numbers that are names (Article 9, F-35,
// Resolution 2397, the 1718 Committee), marks of lists and notes, addresses and
// code are none; nor are number words, unless they count something measured.
func Figures(text string) []Figure { return figures(text, true) }

// Numbers finds every number of a text, names and years and words too: what a
// source says is searched generously.
func Numbers(text string) []Figure { return figures(text, false) }

func figures(text string, strict bool) []Figure {
	folded, back := foldWide(text)
	var skip []Span
	if strict && strings.ContainsAny(folded, "0123456789") {
		for _, d := range Dates(folded) {
			skip = append(skip, d.Span)
		}
		skip = append(skip, Years(folded)...)
		if strings.ContainsAny(folded, "@`:/") {
			for _, m := range address.FindAllStringIndex(folded, -1) {
				skip = append(skip, Span{m[0], m[1]})
			}
		}
	}
	out := digits(folded, skip, strict)
	out = append(out, words(folded, strict)...)
	slices.SortStableFunc(out, func(a, b Figure) int { return a.Start - b.Start })
	if back != nil {
		for i := range out {
			out[i].Start, out[i].End = back[out[i].Start], back[out[i].End]
		}
	}
	return out
}

// foldWide gives a text with full-width digits, letters and signs in their
// half-width forms, and for each byte of it the byte of the text that it came
// from; nil where the text has none.
func foldWide(text string) (string, []int) {
	if !strings.ContainsFunc(text, func(r rune) bool { return r >= 0xFF01 && r <= 0xFF5E }) {
		return text, nil
	}
	var b strings.Builder
	back := make([]int, 0, len(text)+1)
	for i, r := range text {
		if r >= 0xFF01 && r <= 0xFF5E {
			r -= 0xFEE0
		}
		n := utf8.RuneLen(r)
		if r == utf8.RuneError {
			n = len("\uFFFD")
		}
		b.WriteRune(r)
		for range n {
			back = append(back, i)
		}
	}
	back = append(back, len(text))
	return b.String(), back
}

func digits(text string, skip []Span, strict bool) []Figure {
	var out []Figure
	for i := 0; i < len(text); {
		c := text[i]
		if c < '0' || c > '9' {
			i++
			continue
		}
		start := i
		end := numberEnd(text, i)
		i = end
		for _, s := range skip {
			if s.Covers(start) {
				i = max(i, s.End)
				start = -1
				break
			}
		}
		if start < 0 {
			continue
		}
		if strict && partOfName(text, start, end) {
			for i < len(text) && !unicode.IsSpace(rune(text[i])) && text[i] < 0x80 && text[i] != ',' && text[i] != ')' {
				i++
			}
			continue
		}
		f, ok := figureAt(text, start, end, strict)
		if ok {
			out = append(out, f)
		}
		i = max(i, f.End)
		if !ok && i+1 < len(text) && (text[i] == '-' || text[i] == '.' || text[i] == '(') && text[i+1] >= '0' && text[i+1] <= '9' {
			i = numberEnd(text, i+1) // the rest of a name: Public Law 118-31
		}
	}
	return out
}

// numberEnd gives the end of the number that begins at an offset: digits, with
// thousands separators and a decimal part.
func numberEnd(text string, i int) int {
	j := i
	isDigit := func(k int) bool { return k < len(text) && text[k] >= '0' && text[k] <= '9' }
	for isDigit(j) {
		j++
	}
	for j-i <= 3 || strings.Contains(text[i:j], ",") {
		if j < len(text) && text[j] == ',' && isDigit(j+1) && isDigit(j+2) && isDigit(j+3) && !isDigit(j+4) {
			j += 4
			continue
		}
		break
	}
	if j < len(text) && text[j] == '.' && isDigit(j+1) {
		j++
		for isDigit(j) {
			j++
		}
	}
	return j
}

// partOfName reports whether a number is joined to letters or other numbers.
func partOfName(text string, start, end int) bool {
	if start > 0 {
		r, _ := utf8.DecodeLastRuneInString(text[:start])
		switch {
		case unicode.IsLetter(r) && !IsCJK(r) && !isCash(text[:start]):
			return true
		case unicode.Is(unicode.Hangul, r) && courtNumber.MatchString(tail(text[:start], 16)):
			return true
		case r == '.' && start > 1 && text[start-2] >= '0' && text[start-2] <= '9':
			return true
		case r == '+' || r == '/' || r == '_' || r == '#' || r == '\'' || r == '’':
			return true
		case r == '-' || r == '–':
			// F-35 is a name; 20-30 is a range; -3 is a negative number.
			p, _ := utf8.DecodeLastRuneInString(text[:start-utf8.RuneLen(r)])
			if unicode.IsLetter(p) && !IsCJK(p) {
				return true
			}
		case r == '[' && end < len(text) && text[end] == ']':
			return true
		case r == '^':
			return true
		}
	}
	if end < len(text) {
		r, n := utf8.DecodeRuneInString(text[end:])
		next, _ := utf8.DecodeRuneInString(text[end+n:])
		switch {
		case r == '.' && next >= '0' && next <= '9', r == ':' && next >= '0' && next <= '9', r == '+' && next != ' ', r == '/' && next >= '0' && next <= '9':
			return true
		case unicode.IsLetter(r) && !IsCJK(r):
			rest := text[end:]
			return !afterScale.MatchString(rest) && !afterUnit.MatchString(rest) && !counterCJK.MatchString(rest)
		case r == '-' && next >= 'A' && next <= 'Z':
			return true
		case r == '合' || r == '다' || r == '나' || r == '가' && next != '지':
			return true // case numbers of courts
		}
	}
	return false
}

func isCash(before string) bool { return beforeCash.MatchString(tail(before, 8)) }

// tail gives the last n bytes of a text or a few more, whole characters only.
func tail(s string, n int) string {
	if len(s) <= n {
		return s
	}
	i := len(s) - n
	for i > 0 && !utf8.RuneStart(s[i]) {
		i--
	}
	return s[i:]
}

func cutHead(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

func figureAt(text string, start, end int, strict bool) (Figure, bool) {
	raw := strings.ReplaceAll(text[start:end], ",", "")
	v, err := strconv.ParseFloat(raw, 64)
	f := Figure{Span: Span{start, end}, Value: v, Step: 1}
	if err != nil || len(raw) > 18 {
		return f, false
	}
	if _, frac, ok := strings.Cut(raw, "."); ok {
		f.Step = math.Pow(10, -float64(len(frac)))
	}
	before, after := tail(text[:start], 40), cutHead(text[end:], 60)
	if m := beforeCash.FindString(before); m != "" {
		f.Start -= len(m)
		f.Unit = currency(m)
		before = before[:len(before)-len(m)]
	}
	bare := after
	if !mayQualify(after) {
		// neither scale nor unit
	} else if m := afterScale.FindStringSubmatch(after); m != nil {
		s := scales[m[1]+m[2]]
		f.Value *= s
		f.Step *= s
		f.End += len(m[0])
		after = after[len(m[0]):]
		// 1億2000万: the parts add up.
		if IsCJK([]rune(m[0])[len([]rune(m[0]))-1]) && after != "" && after[0] >= '0' && after[0] <= '9' {
			e := numberEnd(text, f.End)
			if more, ok := figureAt(text, f.End, e, false); ok && more.Value < s {
				f.Value += more.Value
				f.Step, f.End, f.Unit = more.Step, more.End, more.Unit
				after = cutHead(text[f.End:], 60)
			}
		}
	}
	if !mayQualify(after) {
		if f.Unit == "" {
			f.Unit = nounAfter(after)
		}
	} else if m := afterUnit.FindString(after); m != "" {
		f.Unit = Percent
		low := strings.ToLower(m)
		switch {
		case strings.Contains(low, "basis"):
			f.Unit = "basis points"
		case strings.Contains(low, "point") || strings.Contains(low, "pt") || strings.HasSuffix(low, "p") && len(low) > 1 || strings.Contains(m, "ポイント") || strings.Contains(m, "포인트"):
			f.Unit = Points
		case m == "割":
			f.Value *= 10
			f.Step *= 10
		}
		f.End += len(m)
		after = after[len(m):]
	} else if m := afterCash.FindString(after); m != "" && f.Unit == "" {
		trim := strings.TrimRight(m, " .,;:)")
		f.Unit = currency(strings.TrimSpace(trim))
		f.End += len(trim)
	} else if m := counterCJK.FindStringSubmatch(after); m != nil && f.Unit == "" {
		f.Unit = m[1]
		f.End += len(m[0])
	} else if f.Unit == "" {
		f.Unit = nounAfter(after)
	}
	f.Approx = isApprox(before)
	f.Bound = boundBefore(before)
	if f.Bound == 0 && after != "" && after[0] >= 0x80 {
		switch {
		case cjkAtLeast.MatchString(after):
			f.Bound = 1
		case cjkAtMost.MatchString(after):
			f.Bound = -1
		}
	}
	if !strict {
		return f, true
	}
	if f.Unit == Percent || f.Unit == Points || isCurrency(f.Unit) {
		return f, true
	}
	switch {
	case namesNumber(before),
		nameAfter.MatchString(bare),
		clockAfter.MatchString(bare),
		compound.MatchString(bare),
		spanAfter.MatchString(bare),
		textParts.MatchString(bare),
		coordinate.MatchString(bare),
		f.Step == 1 && house.MatchString(bare),
		listStart.MatchString(before) && end < len(text) && (text[end] == '.' || text[end] == ')'),
		f.Value >= 10 && f.Value < 120 && f.Step == 1 && (ageBefore.MatchString(before) || ageAfter.MatchString(bare) || nameComma.MatchString(before) && strings.HasPrefix(bare, ",")),
		generic.MatchString(bare) && f.Value <= 20 && f.Step == 1:
		return f, false
	}
	return f, true
}

// qualifiers are the words of scales and units, by their first three letters.
var qualifiers = map[string]bool{"hun": true, "tho": true, "mil": true, "bil": true, "tri": true, "bn": true, "mn": true, "tn": true, "per": true, "pct": true, "poi": true, "bas": true,
	"us": true, "dol": true, "usd": true, "yen": true, "jpy": true, "won": true, "krw": true, "eur": true, "pou": true, "gbp": true, "pts": true, "pt": true, "p": true}

// mayQualify is a quick look at whether a scale or a unit may follow a number.
func mayQualify(after string) bool {
	if after == "" {
		return false
	}
	i := 0
	if after[0] == ' ' || after[0] == '-' {
		i = 1
	}
	if i < len(after) && (after[i] >= 0x80 || after[i] == '%') {
		return true
	}
	var w [3]byte
	n := 0
	for n < 3 && i+n < len(after) && asciiLetter(after[i+n]) {
		w[n] = after[i+n] | 0x20
		n++
	}
	return n > 0 && qualifiers[string(w[:n])]
}

// nounAfter gives the word that a number counts, in small letters: the next word,
// or two where the first is half of a unit (cubic feet).
func nounAfter(after string) string {
	m := unitNoun.FindStringSubmatchIndex(after)
	if m == nil {
		return ""
	}
	noun := strings.ToLower(after[m[2]:m[3]])
	switch noun {
	case "cubic", "square", "metric", "nautical":
		if m := unitNoun.FindStringSubmatch(after[m[3]:]); m != nil {
			noun += " " + strings.ToLower(m[1])
		}
	}
	return noun
}

func currency(s string) string {
	low := strings.ToLower(strings.Trim(s, " .,;:)"))
	switch {
	case strings.ContainsAny(s, "$") || strings.Contains(low, "dollar") || low == "usd" || low == "us dollars" || s == "ドル" || s == "달러":
		return "USD"
	case s == "¥" || low == "yen" || low == "jpy" || s == "円" || s == "엔":
		return "JPY"
	case s == "₩" || low == "won" || low == "krw" || s == "원" || s == "ウォン":
		return "KRW"
	case s == "€" || strings.HasPrefix(low, "eur") || s == "ユーロ" || s == "유로":
		return "EUR"
	case s == "£" || strings.HasPrefix(low, "pound") || low == "gbp":
		return "GBP"
	}
	return s
}

func isCurrency(u string) bool {
	switch u {
	case "USD", "JPY", "KRW", "EUR", "GBP":
		return true
	}
	return false
}

var (
	fraction   = lazyregexp.New(`(?i)\b(?:(one|two|three|four)[- ](third|quarter|fifth)s?|(?:a|one) (third|quarter|fifth)|half) of (?:the |its |all |their |our |those |these )?([\p{L}’'-]+)`)
	oneIn      = lazyregexp.New(`(?i)^\w+ (?:in|out of)(?: every)? (two|three|four|five|six|seven|eight|nine|ten|twenty|10|20|100)\b( draws)?`)
	legalShare = lazyregexp.New(`(?i)^(?:house|houses|senate|chamber|chambers|parliament|assembly|national|diet|members?|both|each|congress|votes?|seats?|lawmakers|legislators|states?|way|sentence|idea|story|problem|reason|battle|year|month|week|day|century|decade|it|them|us|which|whom|what|draws)$`)
)

// Same reports whether a figure of a text can be one that its source states:
// the same value, or the source's rounded to the text's last digit; a percentage
// only where the source's is one or bare, as cells of tables are.
func (f Figure) Same(source Figure) bool {
	return f.sameValue(source) && sameUnit(f.Unit, source.Unit)
}

func (f Figure) sameValue(source Figure) bool {
	d := math.Abs(f.Value - source.Value)
	if d <= f.equal() {
		return true
	}
	if source.Step > f.Step && !f.Approx {
		return false
	}
	return (f.Approx || source.Step < f.Step) && d <= f.rounding()
}

// Slack gives how far at most from the figure's value that of a source lies where
// they are the Same.
func (f Figure) Slack() float64 { return math.Max(f.equal(), f.rounding()) }

// equal is by how much equal values may differ.
func (f Figure) equal() float64 { return 1e-9 * math.Max(1, math.Abs(f.Value)) }

// rounding is by how much the figure may differ from the value that it rounds.
func (f Figure) rounding() float64 {
	step := f.Step
	if !f.Approx {
		return step/2 + 1e-9
	}
	if f.Unit != Percent && f.Unit != Points {
		// "about 300" for 287: within the place of its last digit that is not 0.
		for step*10 <= math.Abs(f.Value) && math.Mod(f.Value, step*10) == 0 {
			step *= 10
		}
	}
	return step*0.75 + 1e-9
}

func sameUnit(a, b string) bool {
	fixed := func(u string) bool {
		return u == Percent || u == Points || u == "basis points" || isCurrency(u)
	}
	if fixed(a) && fixed(b) {
		return a == b
	}
	if pa, pb := physical(a), physical(b); pa != "" && pb != "" {
		return pa == pb
	}
	if a == Percent && b != "" && !bareUnit(b) {
		return false
	}
	return true
}

// bareUnit reports whether the word after a number may be any word of a table or
// list rather than what the number counts.
func bareUnit(u string) bool {
	switch u {
	case "in", "and", "to", "of", "from", "the", "or", "for", "as", "on", "at", "by", "was", "were", "a", "per", "pct", "said", "with", "but":
		return true
	}
	return false
}
