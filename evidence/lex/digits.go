package lex

import (
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/lazyregexp"
)

var numberWords = map[string]float64{
	"zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
	"eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
	"nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
	"dozen": 12, "hundred": 100,
}

var scales = map[string]float64{
	"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "mn": 1e6, "bn": 1e9, "tn": 1e12, "k": 1e3,
	"m": 1e6, "b": 1e9, "t": 1e12, "тыс": 1e3, "млн": 1e6, "млрд": 1e9, "трлн": 1e12,
	"万": 1e4, "億": 1e8, "兆": 1e12, "만": 1e4, "억": 1e8, "조": 1e12, "천": 1e3, "백만": 1e6, "千": 1e3, "百": 1e2,
}

var (
	afterScale  = lazyregexp.New(`^[\s-]?(hundred|thousand|million|billion|trillion|bn|mn|tn)\b|^\s?(백만|万|億|兆|千|百|만|억|조|천)|^\s?(тыс|млн|млрд|трлн)(?:\.|$|[^\p{L}])|^\s?(тысяч|миллион|миллиард|триллион)(?:а|и|у|ей|ы|ов|ом|е|ами|ах|ам)?(?:$|[^\p{L}])`)
	letterScale = lazyregexp.New(`^([kKmMbBT]|bn|tn|mn)(?:$|[^\p{L}\d])`)
	afterUnit   = lazyregexp.New(`^\s?(?:%|％)(?:\s?(?:points?|pts?)\b|-points?\b|ポイント|포인트|p\b)?|^[\s-]?(?:percentage[\s-]points?|percent(?:age)?[\s-]?points?|per cent[\s-]points?|percent|per cent|pct|basis points?|points?)\b|^\s?(?:ポイント|퍼센트(?:포인트)?|퍼센트 포인트|프로(?: ?포인트)?|パーセント(?:ポイント)?|포인트)|^割|^\s?(?:процентн\p{L}*\s+пункт\p{L}*|п\.\s?п\.|процент\p{L}*|проц\.)`)
	beforeCash  = lazyregexp.New(`(?:(?:US|U\.S\.|A|C|NZ)?\$|[¥₩€£₽₹]|\b[A-Z]{3}\s?)$`)
	unitNoun    = lazyregexp.New(`^[\s-](?:(?:[\p{L}’'-]+)\s)??([\p{L}][\p{L}’'-]*)`)

	nameAfter  = lazyregexp.New(`^(?:\s(?:[Tt]rack|Committee|Group|Summit|Process|Plan|Agreement|Treaty|Accord|Accords|Act|Law|Declaration|Statement|Joint|Protocol|Communiqu|Normali[sz]ation|Panel|Convention|Charter|Constitution|Regime|Sanctions Committee|Basic|Guidelines|Framework|Report|Strategy|White Paper|Olympics|Games|World Cup|Forum|Conference|Convention|NDAA|Budget)|(?:심|審|条|項|号|章|節|類|次|回目|代|期|丁目|番|階|線|조|항|호|장|절|차|대|기|번|선|길|층|번지)|st\b|nd\b|rd\b|th\b)`)
	clockAfter = lazyregexp.New(`^(?::\d\d|\s?(?:a\.m\.|p\.m\.|am\b|pm\b|o['’]clock|hrs?\b|h\b|時|시(?:\s|$|에|부터|까지|[~∼～–\-),.·])))`)
	counted    = lazyregexp.New(`^기(?:를|가 |는 | 가운데| 중(?:에|\s))`)
	compound   = lazyregexp.New(`^-(?:year|month|day|week|hour|minute|nation|country|party|way|member|state|seat|point plan|page|person|man|storey|story|part|step|stage|track|power|plus|odd|strong|nm|mm|inch|digit|day|foot|metre|meter|kilomet\w+|mile|ton|tonne|member|star)s?(?:\b|-)`)
	spanAfter  = lazyregexp.New(`^\s(?:years?|months?|weeks?|days?|hours?|minutes?|decades?|centuries|generations?|times|per se)\b|^(?:か国|カ国|ヶ国|개국|年|か月|ヶ月|カ月|月|월|日|週間|時間|歳|代|년|개월|일|주|시간|세|차례|번|분)|^分(?:間|にわた|ほど|近く|余|以上|以内|前|後|で|を|も|だ|、|。|の(?:会|電|演|協|対|通|休|遅|面))`)
	// everyBefore and times tell how often: 주 1회, 月2回.
	everyBefore = lazyregexp.New(`(?:^|[\s、,(매毎])(?:주|월|연|년|하루|週|月|年|日)(?:에|に)?\s?$`)
	times       = lazyregexp.New(`^(?:회|번|차례|回|度)`)
	// body names a group by how many it has: 3국 협력, 6자 회담, 3국 공동 조사.
	body    = lazyregexp.New(`^[국자]\s?(?:협력|회의|회담|회동|정상|장관|외교|국방|협의|공조|대화|간|훈련|사무국|안보|통화|체제|연대|구도|관계|모두)|^국\s\p{Hangul}{2,}`)
	generic = lazyregexp.New(`^\s(?:[a-z]+\s)?(?:countries|nations|members?|sides|capitals|governments|states|parties|leaders|ministers|allies|partners|powers|neighbou?rs|ways|reasons|points|questions|steps|options|things|issues|areas|themes|elements|pillars|principles|sections|chapters|parts|levels|rungs|rounds|stages|times|sources|waves|axes|camps|houses|languages|letters|words|lines|pages|paragraphs|draws|in ten)\b`)

	// parts of a text: a treaty of 27 articles, a book of 412 pages
	textParts = lazyregexp.New(`^\s(?:articles|chapters|sections|sub-?sections|paragraphs|pages|annexes|appendices|clauses|footnotes|endnotes|verses|volumes)\b`)
	// coordinates: 37°14′ north, 131° 52' E
	coordinate = lazyregexp.New(`^\s?(?:°\s?(?:\d|(?:[NSEW]|north|south|east|west)\b)|[′″'’"”]\s?(?:\d|(?:[NSEW]|north|south|east|west)\b)|(?:degrees|minutes)\s(?:north|south|east|west|\d))`)
	// house is the number of a house in a street: 10 Downing St.
	house = lazyregexp.New(`^(?:\s\p{Lu}[\p{L}.]+){1,3}\s(?:St\b|Street|Ave\b|Avenue|Road|Rd\b|Lane|Square|Boulevard|Blvd|Drive|Place|Terrace|Row)`)

	cjkAtLeast = lazyregexp.New(`^\s?(?:以上|超|余り|あまり|を(?:[^。、]{0,6})?(?:超え|上回|突破|下らな|下回らな)|は下らな|이상|초과|[이가을를은]? ?(?:넘|웃돌|웃도|훌쩍|초과|돌파|상회)|남짓)|^\sи (?:более|больше|выше)|^\sс лишним`)
	cjkAtMost  = lazyregexp.New(`^\s?(?:以下|未満|弱|足らず|に(?:も|さえ)?(?:満た|届か|とどか|達し(?:な|て(?:い|お)))|を(?:下回(?:[るっりろ]|$)|切[るっ]|割[るっり]|超え(?:な|ず|て(?:いな|おら))|上限|限度)|が(?:上限|限度)|이하|미만|[을를은] ?(?:밑|넘지|넘기지|초과하지|하회)|[이도가]? ?(?:채 )?(?:안 ?되|못 ?되|되지 않)|에(?:도)? ?(?:못 ?미|미치지|이르지|달하지)|이 (?:상한|한도))|^\sи (?:менее|меньше)|^\sмаксимум`)
	// 300 Koreans at most; 40 percent or more
	lateAtLeast = lazyregexp.New(`^(?:\s[\p{L}-]+){0,2}?,?\s(?:at (?:the (?:very )?)?least|or (?:more|over|above|higher))\b`)
	lateAtMost  = lazyregexp.New(`^(?:\s[\p{L}-]+){0,2}?,?\s(?:at (?:the (?:very )?)?most|or (?:less|fewer|under|below|lower))\b`)
	notLate     = lazyregexp.New(`^(?:\s[\p{L}-]+){0,2}?\s(?:and|but|to|with)\s`)
	partAfter   = lazyregexp.New(`^(?:分の|분의) ?\d{1,2}`)
	// street stands before the number of a house: ул. Чуй, 118; 사직로 8길 60
	street = lazyregexp.New(`(?:ул|пр|просп|пер|пл|д)\.\s?(?:[^\s,]+,?\s)?$|\p{Hangul}(?:길|로)\s$|(?:町|丁目)$`)
	// frequencies and tensions name a line or a band
	frequency = lazyregexp.New(`^[\s-]?(?:[kMGT]?Hz|кГц|МГц|ГГц|Гц|кВ|kV)(?:$|[^\p{L}])`)
	caseTail  = lazyregexp.New(`^(?:[-–]\d+)+(?:/\d|[-–]\d)`)
	// telephone numbers and blocks of streets: 03-3580-3311, (202) 555-0100, 2-2-1,
	// +48 22 695 29 00, +81 (0)3 3580 3311
	numbered = lazyregexp.New(`\+\d{1,3}(?:[ .-]?\(\d{1,4}\))?(?:[ -]?\d{1,5}){2,6}\b|\(?\b\d{2,4}\)?[- ]\d{3,4}-\d{4}\b|\b\d{1,4}-\d{1,4}-\d{1,4}\b|№\s?[\d/-]+`)
	// hulls, flights, standards, postcodes: PLH 31, KE 703, JIS Z 8301, DC 20005
	codeBefore = lazyregexp.New(`\b\p{Lu}{1,5}\s$`)

	courtNumber = lazyregexp.New(`\d{4}\p{Hangul}{1,3}$`)
	listStart   = lazyregexp.New(`(?:^|\n)[ \t>]*\(?$`)
	// ages: "aged 67", "was 93 when", "Lee, 94, waited"
	ageBefore = lazyregexp.New(`(?i)\b(?:aged?|age of|at age|turned|turns|died at|dead at|passed away at|(?:office|power|married|retired|elected|appointed|resigned) at)\s$`)
	ageAfter  = lazyregexp.New(`^(?:\s(?:when (?:he|she|they|it)|years old|at the time|and (?:frail|ill|retired))|歳|세\b)`)
	nameComma = lazyregexp.New(`\p{L}[\p{L}-]+,\s$`)
	personIs  = lazyregexp.New(`(?i)\b(?:he|she|who) (?:is|was|turned|turns|is now|will be)\s$`)
	endsAge   = lazyregexp.New(`^(?:[.,;:)]|$|\s(?:and|when|but|years))`)
	// Pixel 9, Windows 11: a product, not at the head of its sentence
	product = lazyregexp.New(`[\p{Ll},]\s\p{Lu}\p{Ll}{2,}\s$`)
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

// digits finds the figures that a folded text has in digits.
func digits(t *folded, skip []Span, strict bool) []Figure {
	var out []Figure
	text := t.text
	named := -1 // the end of the last number that is a name
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
				if namesNumber(tail(text[:start], 40)) || named >= 0 && start-named < 12 && inList.MatchString(text[named:start]) {
					named = s.End // Resolutions 1718, 1874 and 2397
				}
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
		if strict && named >= 0 && start-named < 12 && inList.MatchString(text[named:start]) && !quantityFollows(text[end:]) {
			named = end // Articles 2 to 5; Resolutions 2397 and 2375
			continue
		}
		f, ok := figureAt(text, start, end, strict)
		f.InWords = t.worded(start)
		if ok && strict && f.InWords && !f.Remark && !Fixed(f.Unit) && f.Step < 1e3 && !(Counted(f.Unit) && f.Value > 3 && !loosely[Kind(f.Unit)]) {
			f.Remark = true
		}
		if ok {
			out = append(out, f)
		} else {
			named = end
		}
		i = max(i, f.End)
		if !ok && i+1 < len(text) && (text[i] == '-' || text[i] == '.' || text[i] == '(') && text[i+1] >= '0' && text[i+1] <= '9' {
			i = numberEnd(text, i+1) // the rest of a name: Public Law 118-31
			named = i
		}
	}
	return out
}

// inList is what stands between two numbers of a list or range.
var inList = lazyregexp.New(`^(?:,?\s(?:and|or|to|through|и|или|по|до)\s|,\s|\s?[–—-]\s?|、|・|および|及び|から|와 |과 |및 |에서 |부터 )$`)

// quantityFollows reports whether what stands after a number makes it a quantity,
// whatever number it is listed with.
func quantityFollows(after string) bool {
	after = cutHead(after, 40)
	u, _ := unitAt(after)
	return Fixed(u) || Counted(u) || afterScale.MatchString(after)
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
		case r == '+' || r == '/' || r == '_' || r == '#' || r == '№' || r == '\'' || r == '’':
			return true
		case text[start] == '0' && end-start > 1 && !strings.Contains(text[start:end], "."):
			return true // 0615 is a time of day, 03 the beginning of a telephone number
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
			u, _ := unitAt(cutHead(rest, 40))
			return u == "" && !afterScale.MatchString(rest) && !letterScale.MatchString(rest)
		case r == '-' && next >= 'A' && next <= 'Z':
			return true
		case (r == '-' || r == '–') && next >= '0' && next <= '9' && caseTail.MatchString(cutHead(text[end:], 20)):
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

// figureAt reads the number from start to end of a folded text with its sign, its
// scale and its unit. Strictly, it reports whether that is a quantity.
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
	if cash, n := cashBefore(before); cash != "" {
		f.Start -= n
		f.Unit = cash
		before = before[:len(before)-n]
	}
	bare := after
	if strings.HasPrefix(after, "分の") || strings.HasPrefix(after, "분의") {
		if m := partAfter.FindString(after); m != "" && v > 1 {
			num, _ := strconv.ParseFloat(strings.TrimLeft(m[len("分の"):], " "), 64)
			f.Value, f.Step, f.Unit, f.Approx, f.End = 100*num/v, partStep(v), Percent, true, f.End+len(m)
			f.Bound = boundAfter(cutHead(text[f.End:], 60))
			return f, num < v
		}
	}
	f.scale(text, &after)
	if u, n := unitAt(after); u != "" {
		if f.Unit == "" || u == Percent || u == Points || u == BasisPoints {
			f.Unit = u
			f.End += n
			if strings.HasPrefix(after, "割") {
				f.Value *= 10
				f.Step *= 10
			}
			after = after[n:]
		}
	} else if f.Unit == "" {
		f.Unit = nounAfter(after)
	}
	f.Approx = isApprox(before)
	f.bounds(before, after)
	if !strict {
		return f, true
	}
	if Fixed(f.Unit) {
		return f, !frequency.MatchString(bare)
	}
	switch {
	case namesNumber(before) && !strings.HasPrefix(strings.TrimLeft(bare, " "), "голос"), // passed the law with 262 votes
		nameAfter.MatchString(bare) && !(strings.HasPrefix(bare, "기") && (f.Value > 20 || counted.MatchString(bare))), // 3기 is a term, 61기 are reactors
		clockAfter.MatchString(bare),
		frequency.MatchString(bare),
		textParts.MatchString(bare),
		body.MatchString(bare),
		coordinate.MatchString(bare),
		f.Step == 1 && (house.MatchString(bare) || street.MatchString(before) && !Counted(f.Unit)),
		listStart.MatchString(before) && end < len(text) && (text[end] == '.' || text[end] == ')'),
		f.Value >= 10 && f.Value < 120 && f.Step == 1 && (ageBefore.MatchString(before) || ageAfter.MatchString(bare) || nameComma.MatchString(before) && strings.HasPrefix(bare, ",") || personIs.MatchString(before) && endsAge.MatchString(bare)),
		f.Step == 1 && f.Value <= 100 && (f.Unit == "" || bareUnit(f.Unit)) && product.MatchString(before),
		f.Step == 1 && codeBefore.MatchString(before) && !Counted(f.Unit):
		return f, false
	case compound.MatchString(bare),
		spanAfter.MatchString(bare), Timed(f.Unit),
		times.MatchString(bare) && everyBefore.MatchString(before),
		generic.MatchString(bare) && f.Value <= 20 && f.Step == 1,
		f.Unit != "" && f.Step == 1 && f.Value <= 20 && Kind(f.Unit) == "state":
		f.Remark = true
	}
	return f, true
}

// scale reads the words of scale that a text after a figure begins with.
func (f *Figure) scale(text string, after *string) {
	if m := letterScale.FindStringSubmatch(*after); m != nil {
		u, _ := unitAt((*after)[len(m[1]):])
		if len(m[1]) == 2 || Cash(f.Unit) || Cash(u) || (m[1] == "k" || m[1] == "K") && strings.HasPrefix((*after)[1:], " ") {
			f.times(scales[strings.ToLower(m[1])], len(m[1]), after)
		}
		return
	}
	if !mayQualify(*after) {
		return
	}
	m := afterScale.FindStringSubmatchIndex(*after)
	if m == nil {
		return
	}
	word, end := "", 0
	for g := 2; g < len(m); g += 2 {
		if m[g] >= 0 {
			word, end = (*after)[m[g]:m[g+1]], m[g+1]
		}
	}
	if m[8] >= 0 { // with its ending
		for end < len(*after) && (*after)[end] >= 0x80 {
			end++
		}
	} else if m[6] >= 0 && strings.HasPrefix((*after)[end:], ".") {
		end++
	}
	s := scales[word]
	if s == 0 {
		s = russianScale[word]
	}
	f.times(s, end, after)
	if word == "천" || word == "千" || word == "百" {
		for _, w := range [...]string{"만", "억", "조", "万", "億", "兆"} { // 5천억
			if strings.HasPrefix(*after, w) {
				s *= scales[w]
				f.times(scales[w], len(w), after)
			}
		}
	}
	// 1億2000万: the parts add up.
	if r, _ := utf8.DecodeRuneInString(word); IsCJK(r) {
		rest := *after
		gap := 0
		if strings.HasPrefix(rest, " ") {
			gap = 1
		}
		if len(rest) > gap && rest[gap] >= '0' && rest[gap] <= '9' {
			e := numberEnd(text, f.End+gap)
			if more, ok := figureAt(text, f.End+gap, e, false); ok && more.Value < s {
				f.Value += more.Value
				f.Step, f.End = more.Step, more.End
				if more.Unit != "" {
					f.Unit = more.Unit
				}
				*after = cutHead(text[f.End:], 60)
			}
		}
	}
}

func (f *Figure) times(scale float64, length int, after *string) {
	f.Value *= scale
	f.Step *= scale
	f.End += length
	*after = (*after)[length:]
}

var russianScale = map[string]float64{"тысяч": 1e3, "миллион": 1e6, "миллиард": 1e9, "триллион": 1e12}
