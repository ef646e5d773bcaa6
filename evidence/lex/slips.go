package lex

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/lazyregexp"
)

// Slip is a slip of copying: a doubled word, words run together, one name in two
// spellings.
type Slip struct {
	Span
	Kind    string // doubled-word, run-together, two-spellings
	Message string
	// Mended is what should stand there; "" for two-spellings, of which either may be
	// right.
	Mended string
	// Other is where the other spelling stands, for two-spellings.
	Other Span
}

var (
	mayDouble = map[string]bool{"had": true, "that": true, "very": true, "no": true, "so": true, "really": true, "ha": true, "bye": true, "her": true, "pago": true, "bora": true, "wagga": true, "knock": true, "tut": true, "boutros": true, "xi": true, "na": true, "blah": true, "하나": true, "서로": true, "조금": true, "차츰": true, "누구": true, "무엇": true, "어디": true, "아주": true, "매우": true, "정말": true, "many": true, "far": true, "never": true, "long": true, "walla": true}
	glueWords = map[string]bool{"the": true, "and": true, "that": true, "from": true, "their": true, "which": true, "would": true, "been": true, "of": true, "with": true}
	// gluedVerbs follow a word that has lost its space; gluedPrefix are the first
	// parts of words that truly end so (foretold, upheld, underwrote).
	gluedVerbs = map[string]bool{"agreed": true, "said": true, "told": true, "held": true, "called": true, "signed": true, "announced": true, "decided": true, "began": true,
		"wrote": true, "would": true, "could": true, "should": true, "were": true, "have": true, "which": true, "their": true, "they": true, "when": true, "before": true,
		"between": true, "because": true, "since": true, "until": true, "against": true, "without": true, "through": true}
	gluedPrefix = map[string]bool{"under": true, "over": true, "with": true, "fore": true, "counter": true, "afore": true, "there": true, "where": true, "here": true, "some": true, "else": true, "every": true, "ghost": true, "hand": true, "cross": true, "mis": true}
	sentHead    = map[string]bool{"The": true, "In": true, "On": true, "At": true, "An": true, "This": true, "That": true, "But": true, "And": true, "For": true, "With": true, "When": true, "While": true, "After": true, "He": true, "She": true, "It": true, "They": true, "We": true, "As": true, "By": true, "To": true, "If": true, "Its": true, "There": true, "These": true, "Those": true, "However": true, "Since": true, "Such": true, "Yet": true, "Both": true, "Most": true, "Many": true, "Some": true}
	notGlued    = lazyregexp.New(`^(?:with(?:draw|stand|hold|held|drew|stood|in|out|al)\w*|of(?:fer|fice|ten|f|fset|fshore|fline)\w*|the(?:m|re|se|ir|n|y|ory|ft|me|sis|sea|reby|rein|rest|atre)\w*|\w*(?:bathe|breathe|clothe|soothe|lathe|loathe|seethe|scathe|swathe|wreathe|tithe|writhe|blithe|lithe|absinthe|hand|land|sand|band|stand|brand|grand|island|demand|command|expand|husband|thousand|errand|strand|viand|behalf)|and(?:ro|es)\w*|proof|roof|hoof|aloof|whereof|thereof|hereof)$`)
	// gluedComma is a comma or semicolon with the word behind it: work,the and 2025,and.
	gluedComma = lazyregexp.New(`(?:\p{Ll}{2,}|\d{2,}|\p{Ll} )\s?[,;](?:\p{Ll}{2,}|\p{Lu}\p{Ll}+|\p{Cyrillic}|a |I )`)
	// gluedPast is a verb in the past with the small word behind it: agreedto.
	gluedPast = lazyregexp.New(`^\p{Ll}{3,}ed(to|on|in|by|for|with|from|at)$`)
	// gluedHead is a small word that begins no other, with a word behind it: wouldneed;
	// or an adverb with a verb: alreadysigned.
	gluedHead = lazyregexp.New(`^(?:(would|could|because|between|these|those|which|been|they)\p{Ll}{3,}|(still|already|never|always|also|often|soon|quite)\p{Ll}{2,}(?:ed|ing))$`)
	headWords = map[string]bool{"whichever": true, "whichsoever": true, "betweentimes": true, "betweenness": true, "betweenwhiles": true}
	// gluedName is a small word with a name behind it: inJune.
	gluedName = lazyregexp.New(`^(?:in|on|of|by|at|to|from|since|until|and|the|for|with|as|is|was|or|but|near|under|after|before)\p{Lu}\p{Ll}{2,}$`)
	// gluedShort gives where the space belongs.
	gluedShort = map[string]int{"inthe": 2, "ofthe": 2, "tothe": 2, "onthe": 2, "atthe": 2, "bythe": 2, "isthe": 2, "asthe": 2, "forthe": 3, "andthe": 3, "withthe": 4, "fromthe": 4, "thatthe": 4, "tobe": 2,
		"hasbeen": 3, "havebeen": 4, "willbe": 4, "wouldbe": 5, "itis": 2, "thatis": 4, "asthey": 2, "inits": 2, "ofits": 2}
	gluedStop = lazyregexp.New(`(?:\p{Ll}{3,}|\d{2,}|[)”»])[.!?](\p{Lu}\p{Ll}+)|\p{Hangul}다\.(\p{Hangul}+)`)
	// gluedBracket is a bracket that opens right behind a word, with words of its own.
	gluedBracket = lazyregexp.New(`\p{Ll}{2,}\(\p{Ll}{2,}[ ,]`)
	// gluedEndings end no word but themselves and those of endsSo.
	gluedEndings = []string{"that", "with", "which", "their", "would", "could", "should", "from", "they", "because", "between", "were", "and"}
	endsSo       = map[string]bool{"herewith": true, "therewith": true, "forthwith": true, "wherewith": true, "therefrom": true, "wherefrom": true, "hereat": true, "ampersand": true, "multiplicand": true, "operand": true, "ligand": true, "integrand": true, "contraband": true, "firebrand": true, "quicksand": true, "saraband": true, "reprimand": true, "remand": true, "headband": true, "dryland": true, "fairyland": true, "confirmand": true, "ordinand": true, "understand": true, "beforehand": true}
)

type token struct {
	Span
	word string
}

func latinTokens(text string) []token {
	var out []token
	inWord := func(r rune) bool {
		return r < 0x80 && (r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9') ||
			r >= 0x80 && (unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r))
	}
	start := -1
	flush := func(end int) {
		if start >= 0 {
			out = append(out, token{Span{start, end}, text[start:end]})
			start = -1
		}
	}
	for i, r := range text {
		switch {
		case inWord(r):
			if start < 0 && !unicode.IsDigit(r) {
				start = i
			}
		case start >= 0 && (r == '\'' || r == '’' || r == '-' || r == '‐'):
			if next, _ := utf8.DecodeRuneInString(text[i+utf8.RuneLen(r):]); !inWord(next) {
				flush(i)
			}
		default:
			flush(i)
		}
	}
	flush(len(text))
	return out
}

// Known is what is known of the words where a text comes from; its zero value is nothing.
type Known struct {
	Words map[string]int              // how often words that begin with a small letter stand
	Said  func(one, next string) bool // whether two words stand next to each other
	Names map[string]bool             // the words of names
}

// Slips finds the slips of copying in a text, at most limit of them (0: none).
// Words run together are found in Latin and Cyrillic letters: Japanese words are not
// parted by spaces, nor those of Korean in a way that would show it.
func Slips(text string, limit int, known Known) []Slip {
	common := known.Words
	toks := latinTokens(text)
	var out []Slip
	add := func(s Slip) {
		if len(out) < limit {
			out = append(out, s)
		}
	}
	vocabulary := make(map[string]int, len(toks))
	pairs := make(map[string]bool, len(toks))
	for i, t := range toks {
		vocabulary[strings.ToLower(t.word)]++
		if i > 0 {
			pairs[strings.ToLower(toks[i-1].word)+" "+strings.ToLower(t.word)] = true
		}
	}
	for i, t := range toks {
		if i > 0 {
			prev := toks[i-1]
			if between := text[prev.End:t.Start]; strings.TrimSpace(between) == "" && between != "" && !strings.Contains(between, "\n\n") &&
				strings.EqualFold(prev.word, t.word) && !mayDouble[strings.ToLower(t.word)] && isWord(t.word) {
				add(Slip{Span: Span{prev.Start, t.End}, Kind: "doubled-word", Message: fmt.Sprintf("%q stands twice", t.word), Mended: prev.word})
			}
		}
		if s, ok := runTogether(t, vocabulary, pairs); ok {
			add(s)
		} else if i := headed(t.word, common); i > 0 {
			add(glued(t.Span, t.word, i))
		} else if i := sideBySide(t.word, known); i > 0 {
			add(glued(t.Span, t.word, i))
		}
	}
	for _, m := range latinInCJK(text, toks) {
		if i := sideBySide(m.word, known); i > 0 {
			add(glued(m.Span, m.word, i))
		}
	}
	for _, s := range gluedParticles(text, common) {
		add(s)
	}
	for _, s := range gluedFigures(text) {
		add(s)
	}
	for _, s := range doubledSigns(text) {
		add(s)
	}
	for i := 1; i+1 < len(text); i++ {
		switch text[i] {
		case '(':
			from, to := max(0, i-24), min(len(text), i+24)
			if m := gluedBracket.FindStringIndex(text[from:to]); m != nil && from+m[0] < i && i < from+m[1] && asciiLetter(text[i-1]) {
				add(Slip{Span: Span{from + m[0], i + 1}, Kind: "run-together", Message: fmt.Sprintf("no space before a bracket: %q", text[from+m[0]:i+1]), Mended: text[from+m[0]:i] + " ("})
			}
		case '.', '!', '?', ',', ';':
			before, after := text[i-1], text[i+1]
			if (before < 'a' || before > 'z') && (before < '0' || before > '9') && before < 0x80 && before != ' ' || after < 0x80 && !asciiLetter(after) {
				continue
			}
			from, to := max(0, i-24), min(len(text), i+24)
			for ; from > 0 && !utf8.RuneStart(text[from]); from-- {
			}
			for ; to < len(text) && !utf8.RuneStart(text[to]); to++ {
			}
			if s, ok := gluedAt(text, from, to, i); ok {
				add(s)
			}
		}
	}
	for _, s := range spellings(text, toks, limit-len(out)) {
		add(s)
	}
	return out
}

// latinInCJK gives the words in Latin letters inside tokens of Han, kana and Hangul.
func latinInCJK(text string, toks []token) (out []token) {
	for _, t := range toks {
		if !strings.ContainsFunc(t.word, IsCJK) {
			continue
		}
		for i := t.Start; i < t.End; i++ {
			from := i
			for i < t.End && asciiLetter(text[i]) {
				i++
			}
			if i-from >= 6 {
				out = append(out, token{Span{from, i}, text[from:i]})
			}
		}
	}
	return out
}

// glued is the slip that a word is two, which part at a place in it.
func glued(at Span, word string, i int) Slip {
	return Slip{Span: at, Kind: "run-together", Message: fmt.Sprintf("two words run together: %q and %q", word[:i], word[i:]), Mended: spaced(word, i)}
}

// gluedDigits are a figure and a word without their space: on13, 74percent, 13January,
// 2025года, в2026. Each way has two groups, one behind the other.
var gluedDigits = lazyregexp.New(`^(?:(in|on|of|by|and|to|from|at|since|until|the|than|over|some|about|only|for|with|or|nearly|under|after|before|between)(\d+)|` +
	`(\d+)([a-z]{4,})|(\d{1,4})(January|February|March|April|May|June|July|August|September|October|November|December)|(January|February|March|April|June|July|August|September|October|November|December)(\d{1,4})|` +
	`(\d+)((?:год|лет|январ|феврал|март|апрел|мая|июн|июл|август|сентябр|октябр|ноябр|декабр|процент|млн|млрд|тыс|долл|кубометр|депутат|голос|человек|мест|закон)\p{Cyrillic}*)|([Вв]о?|[Сс]о?|[Уу]|[Оо]|[Кк]|[Ии]|[Нн]а|[Пп]о|[Дд]о|[Оо]т|[Ии]з|[Зз]а|[Пп]ри|[Оо]коло|[Сс]выше|[Бб]олее)(\d+))$`)

// gluedFigures finds them: a run of letters and digits, with neither a mark of an
// identifier before it nor more behind it.
func gluedFigures(text string) (out []Slip) {
	part := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	for at := 0; at < len(text); {
		i := strings.IndexAny(text[at:], "0123456789")
		if i < 0 {
			break
		}
		from, to := at+i, at+i
		for from > 0 {
			r, n := utf8.DecodeLastRuneInString(text[:from])
			if !part(r) {
				break
			}
			from -= n
		}
		for to < len(text) {
			r, n := utf8.DecodeRuneInString(text[to:])
			if !part(r) {
				break
			}
			to += n
		}
		at = to
		if to-from > longestWord || from > 0 && strings.IndexByte(".,-/#@_:", text[from-1]) >= 0 || !strings.ContainsFunc(text[from:to], unicode.IsLetter) {
			continue
		}
		m := gluedDigits.FindStringSubmatchIndex(text[from:to])
		for k := 1; m != nil && 2*k < len(m); k++ {
			if m[2*k] == 0 {
				out = append(out, glued(Span{from, to}, text[from:to], m[2*k+1]))
				break
			}
		}
	}
	return out
}

func set(words string) map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		out[w] = true
	}
	return out
}

// Words that truly are two: what they begin with, and what they end in.
var (
	firsts = set("over under out up down off back any some every no after mid sub non pre re co un may can there where here how what who cross counter super inter trans multi anti semi self hand head home land sea air ship war work gas news business")
	lasts  = lazyregexp.New(`^(?:down|up|off|out|over|back|away|one|body|things?|where|how|times?|ever|ways?|days?|be|fall|all|lines?|sides?|self|selves|long|most|more|m[ae]n|wom[ae]n|lands?|works?|less|ness|ships?|hood|like|wide|wards?|wise|berg|town|burg|mouth|fields?|houses?|room|yards?|power|makers?|making|keep(?:er|ing)|hold(?:ers?|ing)|books?|papers?|boards?|craft|guards?|lights?|water|weight|points?|marks?|words?|dat(?:ed?|ing)|stations?)$`)
	// shortEnds end other words too: only where the two stand next to each other elsewhere.
	shortEnds = strings.Fields("in on to at is as by it an of")
)

// sideBySide gives where a word parts that stands nowhere else, and whose parts do, next to
// each other; or that is two words of names with a capital inside: CampDavid.
func sideBySide(w string, known Known) int {
	if len(w) < 6 || len(w) > longestWord || known.Words == nil || strings.ContainsFunc(w, func(r rune) bool { return r < 'A' || r > 'z' || r > 'Z' && r < 'a' }) {
		return 0
	}
	low := strings.ToLower(w)
	if i := strings.IndexFunc(w[1:], func(r rune) bool { return r < 'a' }) + 1; i > 0 {
		if i < 3 || len(w)-i < 3 || known.Names[w] || strings.ContainsFunc(w[i+1:], func(r rune) bool { return r < 'a' }) {
			return 0
		}
		if known.Names[w[i:]] && (known.Names[w[:i]] || known.Words[low[:i]] > 0) {
			return i
		}
		return 0
	}
	if low != w || known.Words[w] > 1 || known.Said == nil {
		return 0
	}
	for i := 3; i+2 <= len(w); i++ {
		one, next := w[:i], w[i:]
		if known.Words[one] == 0 || known.Words[next] == 0 || len(next) < 3 && (i < 4 || !slices.Contains(shortEnds, next)) {
			continue
		}
		if (len(next) < 3 || !firsts[one] && !lasts.MatchString(next)) && known.Said(one, next) {
			return i
		}
	}
	return 0
}

// hangulEso is a Korean word with the particle of a place in it.
var hangulEso = lazyregexp.New(`\p{Hangul}{2,}에서(\p{Hangul}{2,})`)

// afterEso are what may stand behind it in one word: further particles and endings.
var afterEso = strings.Fields("는 은 도 만 의 부터 까지 라 조차 마저 나 와 처럼 보다 뿐 야 요 였 이 인 일 임 든 나마 그치 비롯")

// gluedObject is a Korean word with the particle of an object or a goal in it, and what
// ends verbs that look so.
var (
	gluedObject = lazyregexp.New(`\p{Hangul}{2,}?(?:[^누부오고치서따흐모이다두기바자푸빠마어무구지르]를|에게|한테|으로써|까지|부터)(\p{Hangul}{2,})`)
	afterObject = strings.Fields("는 은 도 만 의 라 조차 마저 나 와 처럼 보다 뿐 야 요 였 이 인 일 임 든 서 로 나마 테면 까 지 수록 망정 진대 듯 가 를 을 과 다 며 고 하")
)

// gluedParticles finds a Korean word to whose particle the next word has stuck:
// 부산에서열린, 회담을열었다; where only the words elsewhere tell it, both stand there.
func gluedParticles(text string, common map[string]int) (out []Slip) {
	if !strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Hangul, r) }) {
		return nil
	}
	for _, by := range []struct {
		word *lazyregexp.Regexp
		goes []string
	}{{hangulEso, afterEso}, {gluedObject, afterObject}} {
		for _, m := range by.word.FindAllStringSubmatchIndex(text, -1) {
			rest := text[m[2]:m[3]]
			if !slices.ContainsFunc(by.goes, func(p string) bool { return strings.HasPrefix(rest, p) }) {
				out = append(out, glued(Span{m[0], m[1]}, text[m[0]:m[1]], m[2]-m[0]))
			}
		}
	}
	for _, form := range [...]*lazyregexp.Regexp{gluedVerb, gluedSubject, gluedNouns} {
		for _, m := range form.FindAllStringSubmatchIndex(text, -1) {
			at := Span{m[0], m[1]}
			if !slices.ContainsFunc(out, func(s Slip) bool { return s.Overlaps(at) }) {
				out = append(out, glued(at, text[m[0]:m[1]], m[2]-m[0]))
			}
		}
	}
	for _, m := range longHangul.FindAllStringIndex(text, -1) {
		w := text[m[0]:m[1]]
		if common[w] > 1 {
			continue
		}
		for i, r := range w {
			to := i + utf8.RuneLen(r)
			if i < 6 || len(w)-to < 6 || !strings.ContainsRune("을를은는", r) || common[w[:to]] == 0 || common[w[to:]] == 0 {
				continue
			}
			out = append(out, glued(Span{m[0], m[1]}, w, to))
			break
		}
	}
	return out
}

// gluedVerb is an object with its verb.
var gluedVerb = lazyregexp.New(`\p{Hangul}{2,}을((?:열[었렸린]|가졌|갖|했다|개최|맺|체결|발표|밝혔|통과|받았|보냈|만났|냈다|거부|승인|요구|촉구|실시|시작|마쳤|지켰|위한|위해|통해|포함|비롯|앞두|둘러싼|놓고|두고|넘)\p{Hangul}*)`)

// gluedSubject is a subject or a place with its verb, in forms that end no noun, and
// gluedNouns two nouns that stand in most texts on states, with a particle between.
var (
	gluedSubject = lazyregexp.New(`\p{Hangul}{2,}(?:가|은|는|에서|으로)((?:(?:출범|개최|시작|발표|체결|합의|통과|가동|서명|방문|참석|참가|설치|결정|거부|승인|중단|재개|연기|종료|발효)(?:했|됐|되었|하였|한다|된다|하기로|하고)|열[렸린]|끝났|만났|모였|밝혔|말했|내놓|나섰|멈췄|받아들|맺었|있었다|없었다|않았다|이뤄졌|이루어졌)\p{Hangul}*)`)
	gluedNouns   = lazyregexp.New(`(?:^|[^\p{Hangul}])\p{Hangul}{0,3}(?:일본|한국|미국|중국|북한|정부|총리|대통령|장관|국회|양국|외교부|국방부|위원회|법원|회담|협정|도쿄|서울|워싱턴|베이징)(?:은|는|이|가|을|를|과|와|에서|의)((?:일본|한국|미국|중국|북한|정부|총리|대통령|장관|국회|양국|외교부|국방부|위원회|법원|회담|협정|도쿄|서울|워싱턴|베이징)\p{Hangul}*)`)
)

var longHangul = lazyregexp.New(`\p{Hangul}{5,}`)

// doubledSigns finds a word of Japanese that stands twice: three characters or more that
// come again at once, two of Han, or the particle を. Words such as いろいろ and 一人一人
// double of their own.
func doubledSigns(text string) []Slip {
	var out []Slip
	runes, at := []rune{}, []int{}
	flush := func(end int) {
		at = append(at, end)
		for i := 0; i < len(runes); i++ {
			for n := 8; n >= 1; n-- {
				if i+2*n > len(runes) || !slices.Equal(runes[i:i+n], runes[i+n:i+2*n]) || !doubles(runes[i:i+n]) {
					continue
				}
				word := string(runes[i : i+n])
				out = append(out, Slip{Span: Span{at[i], at[i+2*n]}, Kind: "doubled-word", Message: fmt.Sprintf("%q stands twice", word), Mended: word})
				i += 2*n - 1
				break
			}
		}
		runes, at = runes[:0], at[:0]
	}
	for i, r := range text {
		if unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || r == 'ー' {
			runes, at = append(runes, r), append(at, i)
		} else if len(runes) > 0 {
			flush(i)
		}
	}
	if len(runes) > 0 {
		flush(len(text))
	}
	return out
}

// doubles reports whether signs that come twice are a word too many.
func doubles(unit []rune) bool {
	han := 0
	for _, r := range unit {
		if unicode.Is(unicode.Han, r) {
			han++
		}
	}
	switch {
	case strings.ContainsRune("一各個ひ二数", unit[0]) || slices.Equal(unit, slices.Repeat(unit[:1], len(unit))):
		return string(unit) == "を"
	case len(unit) == 1:
		return false
	case len(unit) == 2:
		return han == 2
	}
	return true
}

// afterStop are the ends of names that have a stop inside: Node.Js.
var afterStop = map[string]bool{"Com": true, "Org": true, "Net": true, "Js": true, "Io": true, "Ai": true, "Inc": true, "Tv": true}

// gluedAt finds a missing space behind the mark at i, in a window of the text.
func gluedAt(text string, from, to, i int) (Slip, bool) {
	window := text[from:to]
	if text[i] == ',' || text[i] == ';' {
		for _, m := range gluedComma.FindAllStringIndex(window, -1) {
			if from+m[0] <= i && i < from+m[1] {
				return Slip{Span: Span{from + m[0], from + m[1]}, Kind: "run-together", Message: fmt.Sprintf("no space behind %q: %q", text[i:i+1], window[m[0]:m[1]]), Mended: strings.Replace(spaced(text[from+m[0]:from+m[1]], i+1-from-m[0]), " "+text[i:i+1], text[i:i+1], 1)}, true
			}
		}
		return Slip{}, false
	}
	for _, m := range gluedStop.FindAllStringSubmatchIndex(window, -1) {
		if from+m[0] > i || i >= from+m[1] {
			continue
		}
		if next := window[max(m[2], m[4]):max(m[3], m[5])]; !afterStop[next] {
			return Slip{Span: Span{from + m[0], from + m[1]}, Kind: "run-together", Message: fmt.Sprintf("no space between two sentences: %q", window[m[0]:m[1]]), Mended: spaced(text[from+m[0]:from+m[1]], i+1-from-m[0])}, true
		}
	}
	return Slip{}, false
}

// spaced puts the missing space in.
func spaced(s string, at int) string { return s[:at] + " " + s[at:] }

// isWord leaves out initials and symbols, such as "x x". Russian has words of one letter.
func isWord(w string) bool {
	return utf8.RuneCountInString(w) > 1 || strings.Contains("вкосуи", w)
}

// longestWord is how long, in bytes, a word may be of which parts are looked for:
// two long words together. A sentence in a script without spaces is longer.
const longestWord = 60

// gluedRussian is a small word of Russian with the word behind it, of those that begin no
// other but russianWhole; a month with its preposition; or a verb with its denial.
var (
	gluedRussian = lazyregexp.New(`(?i)^(?:(между|через|после|также|однако|только|чтобы|если|когда|который|которая|которые|которую|которое|было|была|были|будет|этого)\p{Cyrillic}{3,}|` +
		`(во?|ко?|со?|по|на|от|из|до|за)(?:январ|феврал|апрел|июн|июл|август|сентябр|октябр|ноябр|декабр)\p{Cyrillic}+|` +
		`(не)(?:был[аои]?|буд[еу]т|смог(?:ла|ли|ло)?|может|могут|хочет|хотят|удалось|состоял(?:ся|ась|ось|ись)|подписал[аи]?|наш(?:[её]л|ла|ли)|получил[аи]?|знает|знают|имеет|имеют|прив[её]л[аи]?|вступил[аио]?|отказал(?:ся|ась|ись)|принял[аио]?|прош(?:[её]л|ла|ли)|ответил[аи]?|согласил(?:ся|ась|ись)|приехал[аи]?|упомян\p{L}+|опубликован\p{L}*))$`)
	russianWhole = lazyregexp.New(`(?i)^(?:между(?:нар|гор|цар|реч|вед|ряд|стр|соб|усоб)|через(?:пол|чур)|после(?:дн|дова|ду|дств|воен|зав|сл|обед|род|выбор)|когда(?:то|либо|нибудь)|былин|былого|былому|безза|поавгуст|заавгуст)`)
)

// runTogether finds a capital inside a word before a word that begins sentences
// ("TokyoThe"), a small word glued to another of the text ("ofrelations"), and
// two words that stand side by side elsewhere in the text.
func runTogether(t token, vocabulary map[string]int, pairs map[string]bool) (Slip, bool) {
	w := t.word
	if len(w) > longestWord || strings.ContainsFunc(w, IsCJK) {
		return Slip{}, false
	}
	at := gluedShort[strings.ToLower(w)]
	if at > 0 {
		return Slip{Span: t.Span, Kind: "run-together", Message: fmt.Sprintf("two words run together: %q", w), Mended: spaced(w, at)}, true
	}
	if m := gluedRussian.FindStringSubmatchIndex(w); m != nil && !russianWhole.MatchString(w) {
		return glued(t.Span, w, max(m[3], m[5], m[7])), true
	}
	if len(w) < 5 || strings.ContainsAny(w, "-'’‐") {
		return Slip{}, false
	}
	slip := func(i int) (Slip, bool) {
		return Slip{Span: t.Span, Kind: "run-together", Message: fmt.Sprintf("two words run together: %q and %q", w[:i], w[i:]), Mended: spaced(w, i)}, true
	}
	if m := gluedPast.FindStringSubmatchIndex(w); m != nil {
		return slip(m[2])
	}
	if m := gluedHead.FindStringSubmatchIndex(w); m != nil && !headWords[w] {
		return slip(max(m[3], m[5]))
	}
	if gluedName.MatchString(w) {
		return slip(strings.IndexFunc(w, unicode.IsUpper))
	}
	for i, r := range w {
		if first, _ := utf8.DecodeRuneInString(w); i > 0 && unicode.IsUpper(r) && unicode.Is(unicode.Cyrillic, first) && unicode.IsLower(first) {
			return slip(i) // вМоскве
		}
		if i < 3 || !unicode.IsUpper(r) {
			continue
		}
		if p, _ := utf8.DecodeLastRuneInString(w[:i]); unicode.IsLower(p) && (sentHead[w[i:]] || pairs[strings.ToLower(w[:i]+" "+w[i:])] && vocabulary[strings.ToLower(w)] == 1) {
			return slip(i)
		}
	}
	low := strings.ToLower(w)
	if low == w && !endsSo[low] && !notGlued.MatchString(low) && low[0] < 0x80 {
		for _, e := range gluedEndings {
			if a, ok := strings.CutSuffix(low, e); ok && len(a) >= 3 && !gluedPrefix[a] {
				return slip(len(a))
			}
		}
	}
	if vocabulary[low] > 1 || low != w && !unicode.IsUpper([]rune(w)[0]) || notGlued.MatchString(low) {
		return Slip{}, false
	}
	for i := 2; i+2 <= len(low); i++ {
		if !utf8.RuneStart(low[i]) {
			continue
		}
		a, b := low[:i], low[i:]
		if gluedVerbs[b] && !gluedPrefix[a] && len(a) >= 4 && (vocabulary[a] > 0 || len(a) >= 5 && a[len(a)-1] == 's' && a[len(a)-2] != 's') {
			return slip(i)
		}
		glued := glueWords[a] && vocabulary[b] > 0 && len(b) >= 3 || glueWords[b] && vocabulary[a] > 0 && len(a) >= 3
		if glued || len(a) >= 4 && len(b) >= 4 && len(low) >= 11 && pairs[a+" "+b] {
			return slip(i)
		}
	}
	return Slip{}, false
}

// heads are small words that stand before others, the longest first.
var heads = strings.Fields("without should these those their still three with from this that have were will both four the has had was are and not its two is no")

// truly are the words that truly begin with a head and end in another word, by the
// word list of American English that Debian has (wamerican), with those that have the
// same beginning.
var truly = lazyregexp.New(`^(?:andante|andiron|four(?:fold|score|some|square|teen)|haddock|hash|hassl|hassock|hasten|hasti|isl(?:and|e)|issu|itself|nobl|nobod|nodd|nomad|nosh|nosing|nostrum|nota[bt]|nothing|noti[cf]|notion|notwithstanding|notwork|novice|novitiate|noway|nowhere|nowise|still(?:birth|born|est|ness)|the(?:ism|ist|me|se|rapist|rein|rmo|sis)|three(?:fold|score|some|penny|peat)|theirs|should(?:er|st)|two(?:fold|fer|some|penny|pence)|washe|washing|wassail|wast|werewol|will(?:ful|power|ing)|with(?:draw|drew|in|h[eo]ld|out(?:$|s$)|st[ao]))`)

// begins are the heads that begin no word but those.
var begins = map[string]bool{"without": true, "should": true, "these": true, "those": true, "their": true, "three": true, "were": true, "two": true}

// headed gives where a word ends that is a head with a word behind it (thegovernment,
// hasno): the whole stands nowhere else, and what is behind the head does.
func headed(w string, common map[string]int) int {
	if len(w) < 5 || len(w) > longestWord || common == nil {
		return 0
	}
	for _, h := range heads {
		if h[0] != w[0] || !strings.HasPrefix(w, h) {
			continue
		}
		if rest := w[len(h):]; (len(rest) >= 3 && (common[rest] > 0 || begins[h]) || rest == "no" || rest == "a") &&
			common[w] <= 1 && !strings.ContainsFunc(w, func(r rune) bool { return r < 'a' || r > 'z' }) && !truly.MatchString(w) {
			return len(h)
		}
	}
	return 0
}
