package lex

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/lazyregexp"
)

// folded is a text with its numbers in one writing: digits of half width, a point
// before decimals, no space or mark between thousands of Russian numbers, and the
// number words of Japanese, Korean and Russian in digits.
type folded struct {
	text  string
	back  []int  // for each byte the byte of the text that it came from; nil: the same
	words []Span // of text: numbers that were written in words
}

// place gives a span of the text that was folded.
func (f *folded) place(s Span) Span {
	if f.back == nil {
		return s
	}
	return Span{f.back[s.Start], f.back[s.End]}
}

// worded reports whether a number at an offset was written in words.
func (f *folded) worded(at int) bool {
	_, found := slices.BinarySearchFunc(f.words, at, func(s Span, at int) int { return s.Start - at })
	return found
}

// turn is a stretch of a text that another takes the place of.
type turn struct {
	Span
	into string
	word bool
}

// foldNumbers brings the numbers of a text into one writing.
func foldNumbers(text string) *folded {
	var han, hangul, cyrillic, wide bool
	for _, r := range text {
		switch {
		case r < 0x80:
		case r >= 0x400 && r < 0x530:
			cyrillic = true
		case r == 0xa0 || r == 0x202f || r == 0x2009 || r >= 0xFF01 && r <= 0xFF5E || r == '・':
			wide = true
		case r >= 0x3007 && r <= 0x9fff:
			han = true
		case r >= 0xac00 && r <= 0xd7a3:
			hangul = true
		}
	}
	if !han && !hangul && !cyrillic && !wide {
		return &folded{text: text}
	}
	var turns []turn
	if wide || cyrillic {
		turns = groups(text, cyrillic && mostlyCyrillic(text))
	}
	if han {
		turns = append(turns, kanjiNumbers(text)...)
	}
	if hangul {
		turns = append(turns, hangulNumbers(text)...)
	}
	if cyrillic {
		turns = append(turns, russianNumbers(text)...)
	}
	slices.SortStableFunc(turns, func(a, b turn) int { return a.Start - b.Start })
	f := &folded{}
	if len(turns) == 0 && !wide {
		f.text = text
		return f
	}
	var b strings.Builder
	f.back = make([]int, 0, len(text)+1)
	put := func(s string, from int) {
		b.WriteString(s)
		for range len(s) {
			f.back = append(f.back, from)
		}
	}
	for i := 0; i < len(text); {
		if len(turns) > 0 && turns[0].Start <= i {
			t := turns[0]
			turns = turns[1:]
			if t.Start < i {
				continue // overlaps the one before
			}
			if t.word {
				f.words = append(f.words, Span{b.Len(), b.Len() + len(t.into)})
			}
			put(t.into, i)
			i = t.End
			continue
		}
		r, n := utf8.DecodeRuneInString(text[i:])
		switch {
		case r >= 0xFF01 && r <= 0xFF5E:
			put(string(r-0xFEE0), i)
		case r == '・' && digitBefore(text[:i]) && digitAfter(text[i+n:]): // ２４・８％
			put(".", i)
		case r == 0xa0 || r == 0x202f || r == 0x2009:
			put(" ", i)
		case r == utf8.RuneError && n == 1:
			put("\uFFFD", i)
		default:
			put(text[i:i+n], i)
		}
		i += n
	}
	f.text = b.String()
	f.back = append(f.back, len(text))
	return f
}

func digitBefore(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r >= '0' && r <= '9' || r >= '０' && r <= '９'
}

func digitAfter(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return r >= '0' && r <= '9' || r >= '０' && r <= '９'
}

func mostlyCyrillic(text string) bool {
	cyrillic, latin := 0, 0
	for _, r := range text {
		switch {
		case r >= 0x400 && r < 0x530:
			cyrillic++
		case r|0x20 >= 'a' && r|0x20 <= 'z':
			latin++
		}
	}
	return cyrillic > latin
}

// groups takes the spaces out of numbers such as 41 300, and, with comma, writes
// 31,4 with a point. Ordinary spaces part thousands in Russian alone.
func groups(text string, comma bool) []turn {
	digit := func(i int) bool { return i < len(text) && text[i] >= '0' && text[i] <= '9' }
	var out []turn
	for i := 0; i < len(text); i++ {
		if !digit(i) || i > 0 && (digit(i-1) || text[i-1] == '.' || text[i-1] == ',') {
			continue
		}
		j := i
		for digit(j) {
			j++
		}
		n := text[i:j]
		for len(text[i:j]) >= 1 && len(n) <= 15 && (len(n) <= 3 || j-i > len(n)) {
			gap := 0
			for _, s := range [...]string{"\u00a0", "\u202f", "\u2009"} {
				if strings.HasPrefix(text[j:], s) {
					gap = len(s)
				}
			}
			if gap == 0 && comma && j < len(text) && text[j] == ' ' {
				gap = 1
			}
			if gap == 0 || !digit(j+gap) || !digit(j+gap+1) || !digit(j+gap+2) || digit(j+gap+3) {
				break
			}
			n += text[j+gap : j+gap+3]
			j += gap + 3
		}
		if comma && j+1 < len(text) && text[j] == ',' && digit(j+1) {
			k := j + 1
			for digit(k) {
				k++
			}
			n, j = n+"."+text[j+1:k], k
		}
		if n != text[i:j] {
			out = append(out, turn{Span: Span{i, j}, into: n})
		}
		i = max(i, j-1)
	}
	return out
}

var kanjiDigit = map[rune]float64{'〇': 0, '零': 0, '一': 1, '二': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9}
var kanjiPlace = map[rune]float64{'十': 10, '百': 100, '千': 1000}

// kanjiNumbers finds the numbers in Chinese characters that stand before what they
// count: 六十一基, 二〇二四年, 百億二千五百万ウォン, 三分の二. Those in other words
// (一部, 統一, 十分) are none.
func kanjiNumbers(text string) []turn {
	var out []turn
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		if _, d := kanjiDigit[r]; !d && kanjiPlace[r] == 0 {
			i += n
			continue
		}
		start := i
		var run []rune
		for i < len(text) {
			r, n = utf8.DecodeRuneInString(text[i:])
			if _, d := kanjiDigit[r]; !d && kanjiPlace[r] == 0 {
				break
			}
			run = append(run, r)
			i += n
		}
		p, _ := utf8.DecodeLastRuneInString(text[:start])
		if strings.ContainsRune("数何幾第", p) || kanjiPlace[run[0]] > 0 && digitBefore(text[:start]) { // 8千万 is a scale
			continue
		}
		s, ok := kanjiValue(run)
		if decimals, end := kanjiDecimals(text, i); ok && end > i {
			out = append(out, turn{Span{start, end}, s + "." + decimals, true})
			i = end
			continue
		}
		if ok && (kanjiCounts(text[i:], run) || strings.HasSuffix(text[:start], "分の") || strings.HasSuffix(text[:start], "対") && i < len(text) || strings.HasSuffix(text[:start], "のうち") && partOfNumber.MatchString(tail(text[:start], 24)) && afterPart.MatchString(text[i:])) {
			out = append(out, turn{Span{start, i}, s, true})
		}
	}
	return out
}

// 十五のうち十二が
var (
	partOfNumber = lazyregexp.New(`[〇一二三四五六七八九十百千\d](?:[\p{Han}カか]{1,3})?のうち$`)
	afterPart    = lazyregexp.New(`^(?:[がはをにでも、。]|だけ|まで)`)
)

// kanjiDecimals gives the digits of a fraction, and its end, that stands at a place of a
// text behind a point and before what can be of a fraction (六〇・二％, 一．五兆円); the place
// itself where none does. The first of March (三・一) is none.
func kanjiDecimals(text string, at int) (string, int) {
	p, n := utf8.DecodeRuneInString(text[at:])
	if p != '・' && p != '．' {
		return "", at
	}
	var run []rune
	end := at + n
	for end < len(text) {
		r, n := utf8.DecodeRuneInString(text[end:])
		if _, d := kanjiDigit[r]; !d {
			break
		}
		run = append(run, r)
		end += n
	}
	s, ok := kanjiValue(run)
	if !ok || len(run) == 0 || !ofFraction.MatchString(text[end:]) {
		if u, _ := counterAt(cutHead(text[end:], 24)); u == nil || u.kind != "cash" && u.kind != "measure" {
			return "", at
		}
	}
	return s, end
}

var ofFraction = lazyregexp.New(`^(?:[%％割倍万億兆度]|パーセント|ポイント)`)

// kanjiCounts reports whether what follows a number in Chinese characters makes it one.
func kanjiCounts(rest string, run []rune) bool {
	if len(run) >= 3 && slices.Contains(run, '〇') || len(run) > 1 && strings.HasPrefix(rest, "のうち") {
		return true
	}
	for _, w := range [...]string{"分の", "割", "パーセント", "%", "％", "ポイント", "万", "億", "兆", "月", "対"} {
		if strings.HasPrefix(rest, w) {
			return true
		}
	}
	u, n := counterAt(cutHead(rest, 24))
	if u == nil {
		return false
	}
	// 一方, 一国, 三重県: a lone character is more often part of a word.
	return len(run) > 1 || n > 3 || u.key == "person" || u.kind == "cash" || u.kind == "time" || u.key == "vote" || u.key == "item"
}

func kanjiValue(run []rune) (string, bool) {
	places := slices.ContainsFunc(run, func(r rune) bool { return kanjiPlace[r] > 0 })
	if !places {
		if len(run) > 12 {
			return "", false
		}
		var b strings.Builder
		for _, r := range run {
			b.WriteByte('0' + byte(kanjiDigit[r]))
		}
		return b.String(), true
	}
	sum, digit, last := 0.0, -1.0, 1e5
	for _, r := range run {
		if p := kanjiPlace[r]; p > 0 {
			if p >= last {
				return "", false
			}
			if digit < 0 {
				digit = 1
			}
			sum, digit, last = sum+digit*p, -1, p
			continue
		}
		if digit >= 0 {
			return "", false
		}
		digit = kanjiDigit[r]
	}
	if digit > 0 {
		sum += digit
	}
	return strconv.FormatFloat(sum, 'f', -1, 64), true
}

var (
	// 열세 나라, 스물네 곳, 세 배
	nativeKorean = lazyregexp.New(`(^|[\s(])((?:열|스물|서른|마흔|쉰|예순|일흔|여든|아흔)?(?:한|두|세|네|다섯|여섯|일곱|여덟|아홉)|열|스무|서른|마흔|쉰|예순|일흔|여든|아흔)( ?)(나라|명|사람|배|곳|개|건|척|대|표|석|가구|회|차례|번|달|해|시간|분의|분|기|발)`)
	// 이십오 퍼센트, 삼백 명
	sinoKorean   = lazyregexp.New(`(^|[\s(])([일이삼사오육칠팔구십백천]{1,9})( ?)(퍼센트|프로|명|건|원|달러|엔|개국|개사|억|조|만|분의|표|석|척|세대|가구)`)
	koreanNative = map[string]float64{"한": 1, "두": 2, "세": 3, "네": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9,
		"열": 10, "스물": 20, "스무": 20, "서른": 30, "마흔": 40, "쉰": 50, "예순": 60, "일흔": 70, "여든": 80, "아흔": 90}
	hangulKanji = strings.NewReplacer("일", "一", "이", "二", "삼", "三", "사", "四", "오", "五", "육", "六", "칠", "七", "팔", "八", "구", "九", "십", "十", "백", "百", "천", "千")
)

// hangulNumbers finds the numbers in Hangul that stand before what they count.
func hangulNumbers(text string) []turn {
	var out []turn
	for _, m := range nativeKorean.FindAllStringSubmatchIndex(text, -1) {
		w := text[m[4]:m[5]]
		v := koreanNative[w]
		for ten, n := range koreanNative {
			if n >= 10 && v == 0 {
				if rest, ok := strings.CutPrefix(w, ten); ok {
					v = n + koreanNative[rest]
				}
			}
		}
		end, into := m[5], strconv.FormatFloat(v, 'f', -1, 64)
		if text[m[8]:m[9]] == "분" { // minutes are counted in the other numbers
			if r, _ := utf8.DecodeRuneInString(text[m[9]:]); strings.ContainsRune("기간위야류산석", r) {
				continue // 두 분기
			}
			end, into = m[9], into+"명"
		}
		out = append(out, turn{Span{m[4], end}, into, true})
	}
	for _, m := range sinoKorean.FindAllStringSubmatchIndex(text, -1) {
		run := []rune(hangulKanji.Replace(text[m[4]:m[5]]))
		if s, ok := kanjiValue(run); ok && (len(run) > 1 || m[6] < m[7] || strings.HasPrefix(text[m[8]:], "분의")) {
			out = append(out, turn{Span{m[4], m[5]}, s, true})
		}
	}
	for _, m := range koreanPart.FindAllStringSubmatchIndex(text, -1) {
		if s, ok := kanjiValue([]rune(hangulKanji.Replace(text[m[2]:m[3]]))); ok {
			out = append(out, turn{Span{m[2], m[3]}, s, true})
		}
	}
	return out
}

// koreanPart is the numerator of 삼분의 이.
var koreanPart = lazyregexp.New(`분의 ?([일이삼사오육칠팔구])`)

// russianWords are number words by the beginnings that all their cases share.
var russianWords = []struct {
	stem  string
	value float64
}{
	{"одиннадцат", 11}, {"двенадцат", 12}, {"тринадцат", 13}, {"четырнадцат", 14}, {"пятнадцат", 15}, {"шестнадцат", 16}, {"семнадцат", 17}, {"восемнадцат", 18}, {"девятнадцат", 19},
	{"двадцат", 20}, {"тридцат", 30}, {"сорок", 40}, {"пятьдесят", 50}, {"пятидесят", 50}, {"шестьдесят", 60}, {"шестидесят", 60}, {"семьдесят", 70}, {"семидесят", 70},
	{"восемьдесят", 80}, {"восьмидесят", 80}, {"девяност", 90}, {"двести", 200}, {"двухсот", 200}, {"триста", 300}, {"трёхсот", 300}, {"трехсот", 300}, {"четыреста", 400}, {"четырёхсот", 400}, {"четырехсот", 400},
	{"пятьсот", 500}, {"пятисот", 500}, {"шестьсот", 600}, {"шестисот", 600}, {"семьсот", 700}, {"семисот", 700}, {"восемьсот", 800}, {"восьмисот", 800}, {"девятьсот", 900}, {"девятисот", 900},
}

var russianShort = func() map[string]float64 {
	out := map[string]float64{"сто": 100, "ста": 100}
	for v, list := range map[float64]string{
		2: "два две двух двум двумя двое двоих", 3: "три трёх трех трём трем тремя трое троих", 4: "четыре четырёх четырех четырём четырем четырьмя четверо четверых",
		5: "пять пяти пятью пятеро", 6: "шесть шести шестью шестеро", 7: "семь семи семью семеро", 8: "восемь восьми восемью", 9: "девять девяти девятью", 10: "десять десяти десятью", 12: "дюжина дюжину дюжины",
	} {
		for w := range strings.FieldsSeq(list) {
			out[w] = v
		}
	}
	return out
}()

// russianValue gives the number that a Russian word in small letters names; ordinals
// (двадцатый) name none.
func russianValue(w string) (float64, bool) {
	if v, ok := russianShort[w]; ok {
		return v, true
	}
	for _, s := range russianWords {
		if rest, ok := strings.CutPrefix(w, s.stem); ok {
			switch rest {
			case "", "ь", "и", "ью", "о", "а":
				return s.value, true
			}
		}
	}
	return 0, false
}

// russianTens are the forms of ten things together, russianOne those in which a scale
// without a number is one.
var (
	russianTens    = map[string]bool{"десятка": true, "десятков": true, "десятками": true, "десяткам": true}
	russianOne     = map[string]bool{"миллион": true, "миллиона": true, "миллиард": true, "миллиарда": true, "миллиарду": true, "триллион": true, "триллиона": true, "тысяча": true, "тысячу": true}
	alreadyCounted = lazyregexp.New(`(?i)(?:\d|[^\p{L}](?:пол|полтора|полутора|несколько|сотни|сотен|десятки|десятков|каждый|каждого|первый|первого|один|одного|одна|одну)|половин\p{L}|четверт\p{L}+|трет\p{L}+)[\s\x{a0}\x{202f}]$`)
)

// russianNumbers finds the cardinal numbers in Russian words, as in восемьдесят
// четыре тысячи.
func russianNumbers(text string) []turn {
	var out []turn
	sum, low, start, end := 0.0, 1e9, -1, 0
	flush := func() {
		if start >= 0 {
			out = append(out, turn{Span{start, end}, strconv.FormatFloat(sum, 'f', -1, 64), true})
		}
		sum, low, start = 0, 1e9, -1
	}
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		if !unicode.IsLetter(r) {
			if r != ' ' && start >= 0 {
				flush()
			}
			i += n
			continue
		}
		at := i
		for i < len(text) {
			r, n = utf8.DecodeRuneInString(text[i:])
			if !unicode.IsLetter(r) {
				break
			}
			i += n
		}
		if i-at < 6 || i-at > 40 || text[at] < 0xd0 || text[at] > 0xd1 {
			flush()
			continue
		}
		w := strings.ToLower(text[at:i])
		v, ok := russianValue(w)
		switch {
		case russianTens[w] && start >= 0 && sum < 10:
			sum, low, end = 10*sum, 10, i // два десятка
		case russianOne[w] && start < 0 && !alreadyCounted.MatchString(text[:at]):
			out = append(out, turn{Span{at, i}, "1 " + text[at:i], true}) // более миллиарда
		case !ok:
			flush()
		case start >= 0 && v < low && low >= 10 && !(low < 20):
			sum, low, end = sum+v, v, i
		default:
			flush()
			sum, low, start, end = v, v, at, i
		}
	}
	flush()
	return out
}
