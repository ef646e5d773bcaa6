package check

import (
	"slices"
	"strconv"
	"strings"

	"entente/lazyregexp"
	"entente/series"
)

// superlative is a word for the most or the least of something.
const superlative = `(?:most(?: \w+)?|least(?: \w+)?|fewest|best|worst|(?:high|low|larg|small|great|weak|strong|narrow|wid|deep|steep|sharp|fast|slow|long|short|bold|bigg|heavi|busi|tough|rich|poor|clos|hard|broad|thinn?|cold|hott?|warm|dri|wett|brief|tight|old|young|near|rough|grand|firm|fierc|dark|bright|quick|earli|costli|cheap|harsh|mild|full|thick|mighti|swift|rar|bitter|ugli|loud|quiet|bleak|grimm?|grav|vast|loft|lean)est)`

// formWith is an expression with the parts of which a text that it finds has one; no parts
// where it is looked for in every text.
type formWith struct {
	form  *lazyregexp.Regexp
	parts []string
}

// everRecord are the claims that nothing of its kind came before, of whatever kind, by
// language.
var everRecord = map[string][]formWith{
	"en": {
		// the longest ever, on record, in history, since the war, that any has had, has known
		{lazyregexp.New(`(?i)\b` + superlative + `\b[^.;:]*?\b(?:ever|on record|of all time|in (?:\S+ ){0,3}(?:history|memory|annals)|in (?:any|a generation|(?:a|two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|\d+) (?:generations|decades?|centur\w+|years))|since (?:the war|independence|19\d\d|20\d\d|(?:the |its )?\w+ (?:began|begun|started|was (?:first )?(?:asked|measured|counted|taken|held|founded|made|set up|opened|built|run))|(?:\S+ ){1,4}first \w+)|th(?:at|an) any\b[^.;:]*?\b(?:has|have|had)|(?:has|have|had) (?:ever |yet )?(?:known|seen|witnessed|recorded|measured|experienced|suffered))\b`), []string{"ever", "record", "of all time", "istory", "memory", "annals", " in any ", "generation", "decade", "centur", " years", "since ", "hat any ", "han any ", "as known", "ave known", "ad known", " seen", "itnessed", "measured", "xperienced", "uffered"}},
		{lazyregexp.New(`(?i)\b\w{3,}est\b[^.;:,]*?\b(?:to date|so far)\b`), []string{"est "}},
		{lazyregexp.New(`(?i)\bhistory\b[^.;:]*?\b` + superlative + `\b`), []string{"istory"}},
		// a record high, a record, a new low, broke the record
		{lazyregexp.New(`(?i)\b(?:an?|the|its|their) (?:new )?(?:record|all-time|historic(?:al)?) (?:high|low|peak|trough|floor|maximum|minimum|best|worst|turnout|share|number|volume|sum|total|level|margin|majority|result|year|of \d|\d|(?:two|three|four|five|six|seven|eight|nine|ten|twelve|\w+teen|\w+ty) )|(?:[,(—–]|\b(?:is|was|are|were|be|been|as|to|makes?|made|means?|becomes?|became)) an? (?:\S+ )?record(?: (?:for|in|since|set by)\b| ?[,.;:)–—]| ?$)`), []string{"record", "ll-time", "istoric"}},
		{lazyregexp.New(`(?i)\b(?:an?|its|their|to) new (?:highs?|lows?|peaks?|depths?|records?|maximum|minimum)\b|\b(?:all-time|historic|record)[- ](?:highs?|lows?|peaks?|floor|maximum|minimum|best|worst|breaking|setting)\b|\b(?:bro?ken?|broke|breaks?|beats?|smash\w*|tops?|topped|sets?|hits?|shatter\w*) (?:\w+ ){0,3}records?\b`), []string{" new ", "record", "ll-time", "istoric"}},
		{lazyregexp.New(`(?i)\b(?:unprecedented|unparalleled|unequall?ed|unrivall?ed|unmatched|unheard[- ]of)\b|\b(?:without|no|any) (?:precedent|parallel|equal)\b`), []string{"preced", "paralle", "equal", "rival", "matched", "heard"}},
		// never before seen, never so many, no earlier one as large
		{lazyregexp.New(`(?i)\bnever (?:been |yet )?(?:before )?(?:seen|reached|recorded|known|matched|equall?ed|happened|attempted|managed|touched)\b[^.;:]*?\b(?:before|since|earlier)\b|\b(?:never|than ever) before\b|\bnever (?:has|have|had|did|was|were|is|are|been)\b[^.;:]*?\b(?:so|such|as|more|fewer|higher|lower|larger|smaller|greater|closer|longer)\b|\b(?:has|have|had|was|were) never\b[^.;:]*?\b(?:so \w+|such|as \w+ as|more|fewer|higher|lower|larger|smaller|greater|closer|longer)\b`), []string{"never ", "Never ", "ever before"}},
		{lazyregexp.New(`(?i)\b(?:no|not one|none of the) (?:\S+ ){1,6}?(?:ever |has |have |had |was |were )[^.;:]*?\b(?:so|such|as) (?:many|few|much|often|high|low|large|small|wide|narrow|long|short|near|close|deep|big|strong|weak|thin|great|good|bad|far|little|hard|fast)\b|\bno (?:\w+ ){1,3}(?:since|before)\b[^.;:]*?\b(?:so|such|more|fewer|higher|lower|larger|smaller|as \w+)\b|\bno (?:value|wave|figure|share|reading|result)s? (?:before|since|earlier|later)\b[^.;:]*?\b(?:higher|lower|more|fewer|above|below)\b|\b(?:no(?:ne of the)?|not one|neither) (?:of the )?(?:earlier|previous|prior|other|former|preceding) [^.;:]*?\b(?:so|such|more|fewer|higher|lower|larger|smaller|beyond|above|below|reach(?:es|ed)?|attain(?:s|ed)?|c[oa]mes? (?:close|near)|match(?:es|ed)|equal(?:s|led)|touch(?:es|ed)|bettered|saw|gave|showed)\b|\b(?:above|below|beyond) (?:every|any|all) (?:of the )?(?:earlier|previous|prior|others?|former|preceding)\b`), []string{"o ", "one ", "either ", "bove ", "elow ", "eyond "}},
		{lazyregexp.New(`(?i)\b(?:more|fewer|less|higher|lower|larger|smaller|greater|longer|shorter|bigger|deeper|better|worse|wider|narrower|stronger|weaker|closer)\b[^.;:]*? than (?:in |at |on |by |under )?(?:any|all|every|each) (?:earlier|previous|prior|(?:\S+ ){1,4}?(?:has|had|ever|before|on record))\b`), []string{"than "}},
		{lazyregexp.New(`(?i)\b(?:outdid|outdoes|surpass\w*|eclips\w*|exceed\w*|beats?|topp?(?:ed|s)|outstrip\w*) (?:every|all|any) (?:of the )?(?:earlier|previous|prior|predecessors?|(?:\S+ ){1,3}before)\b|\b(?:first|only) (?:time )?(?:ever|in history|in the history)\b`), []string{" every ", " all ", " any ", "ever", "history"}},
	},
	"ja": {{lazyregexp.New(`(?:史上|歴代|戦後|過去|開始以来|始まって以来|以来|観測史上|(?:これ|今|いま)までで?)(?:の|で|に)?、?(?:最|初(?:めて|の|と)?(?:$|[^回])|空前|例|類|一番|もっとも|ない|なく)|空前の|未曽有|未曾有|前代未聞|かつて(?:ない|なく|なかった|見)|(?:前例|先例|類例|比類)(?:の|が|を)?(?:な[いくか]|見な)|(?:類|例)(?:を|の)(?:例を)?見な|類のない|記録的な|新記録|(?:最高|最低|最多|最少)記録|記録(?:を|の)?(?:更新|塗り替|破)|(?:これ|それ)より(?:高|低|多|少|大き|小さ)い[^。]{0,16}な[いか]|最[高低多少大小長短悪良](?:値|水準|記録)?を(?:大きく)?(?:更新|記録|塗り替|書き換|超え|上回)|(?:どの|いずれの|いかなる)(?:調査|回|値|年|波|時点|時期|数字|選挙|政権|例)?[^。、]{0,4}(?:より(?:も)?|と比べても)[^。、]{0,6}(?:高|低|多|少|大き|小さ|長|短|良|悪)|これほど[^。]{0,30}(?:こと|とき|時|年|例)(?:は|も)?、?(?:戦後|過去に?|これまで|かつて)?(?:一度も|かつて)?(?:な|あり)|(?:\d+|[一二三四五六七八九十]+)年ぶりの(?:高|低|大|多|少|安|最)`), nil}},
	"ko": {{lazyregexp.New(`(?:사상|역대|역사상|전후|(?:지금|이제|여태)까지|지금껏|이제껏|여태껏|(?:조사|통계|집계|관측|건국|창당|창설|출범|개설|설립|작성|시작)[^.,]{0,6} ?이래|시작한 (?:뒤|이후|이래|후)|[가-힣] 이래)(?:로|의|에서|에)? ?[^.]{0,20}?(?:최[고저대소다장단초악]|첫|가장|제일|처음)|유례(?:없|[가를이]? ?없|를 찾)|전례(?:없|[가를이]? ?없|를 찾)|(?:초유|미증유|공전)의|전무후무|기록적인|신기록|기록을 (?:세|깨|갈아|새로)|최[고저대소다](?:치|기록)?[를을]? (?:경신|기록|갈아|새로|넘어|뛰어)|(?:어느|어떤|그 어떤|그 어느) ?(?:조사|해|때|값|회차|정부|선거|시기|수치)(?:보다도?|도 이)|[이그]보다 (?:더 )?(?:높|낮|많|적|크|작)은? [^.]{0,20}없|이(?:렇게|처럼|토록|만큼)[^.]{0,30}(?:적|때|해|일)[은이]? (?:한 번도 |일찍이 )?없|년 만에 (?:가장|최)`), nil}},
	"ru": {
		{lazyregexp.New(`(?i)рекордн\p{L}+|рекорд(?:ом|а|у|ы)?(?:$|[^\p{L}])|небывал\p{L}+|невидан\p{L}+|неслыхан\p{L}+|бесп(?:рецедентн|римерн)\p{L}+|историческ\p{L}+ (?:максимум|минимум)\p{L}*|как никогда|без прецедент|нет прецедент|не имеет (?:прецедент|аналог|равн)|(?:ещё|еще) не (?:бывало|было|видел\p{L}*|знал\p{L}*|случалось|доходил\p{L}*)`), nil},
		{lazyregexp.New(`(?i)(?:впервые|сам\p{L}+ \p{L}+|наи(?:больш|меньш|высш|низш|худш|лучш)\p{L}+|(?:больше|меньше|выше|ниже) всего)[^.;:]*? (?:в истории|за всю (?:\p{L}+ )?истори|за вс[её] врем|за все годы|когда-либо|с начала|с 19\d\d|с момента|со времён|со времен|за последние \p{L}+ (?:лет|десятилет))|(?:за всю (?:\p{L}+ )?историю|за всё время|за все годы|с начала)[^.;:]*? (?:впервые|сам\p{L}+ \p{L}+|наи(?:больш|меньш|высш|низш)\p{L}+)|(?:больше|меньше|выше|ниже),? чем [^.;:]*?(?:когда-либо|в (?:любом|каком-либо|любой|какой-либо)|во все прежние)|(?:выше|ниже|больше|меньше) (?:значени\p{L}+ )?(?:не было|нет) ни|(?:ни (?:од(?:ин|на|но|ного|ной)|в од(?:ном|ной)|раз)|прежде|раньше|до этого)[^.;]*?(?:так|тако[йегм]|столько|до \d|выше|ниже|больше|меньше|подобн)[^.;]*?(?:^|[^\p{L}])не (?:достиг|подним|подня|опуск|опуст|фиксир|показыв|давал|бывал|было|был|доход|видел|знал)\p{L}*|ни (?:од(?:ин|на|но)|в од(?:ном|ной)) (?:из )?(?:прежн|предыдущ|прошл|друг|ранн)\p{L}+[^.;]*?[^\p{L}]не (?:достиг|подним|подня|опуск|опуст|фиксир|показыв|давал|бывал|было|был|доход|приблиз)\p{L}*|никогда (?:ещё|еще|прежде|раньше)?[^.;:]*? (?:так|столько|таких|выше|ниже|больше|меньше)(?:$|[^\p{L}])|(?:так|столько|таких|такой|такого|таким)[^.;:]*? (?:никогда|ни разу|прежде не|раньше не)(?:$|[^\p{L}])`), nil},
	},
}

// mostBetween is how many bytes such a claim has at most: a superlative and what it is
// said of stand together.
const mostBetween = 140

// recordTold are words of a row or page that makes such a claim.
var recordTold = lazyregexp.New(`(?i)\b(?:records?|unprecedented|(?:high|low|larg|small|bigg|narrow|long|deep|great|strong|weak)est|first (?:time|ever|in|since|of)|all-time|peak|\d+-year (?:high|low))\b|最[高低多少大]|史上|過去|최[고저대]|역대|рекорд`)

// ofSpan is what was the most of a time alone.
var ofSpan = lazyregexp.New(`(?i)\b\w+est [^.;]{0,60}\bin the (?:year|month|quarter|season)\b`)

// unheld says of a claim that it is none, that it is somebody's, or that nothing can be
// said of it.
var (
	unheld = lazyregexp.New(`(?i)\b(?:whether|cannot (?:say|tell|know|be (?:called|said|told|known|settled|shown))|no(?:body|[ -]one) can|can(?:not|’t|'t) call|(?:is|was|are|were|would be) (?:wrong|untrue|false|not so)|not confirmable|(?:do|does|did) not (?:show|say|tell|make|prove|mean)|myths?|(?:calls?|called|calling|billed|hailed|advertised|describes?|described|dubbed|styled)\b[^.;]{0,60}\b(?:an?|the|its)|once (?:called|thought|said))\b|` +
		`か(?:どうか|否か)|と(?:は|も)?(?:言|い)(?:え|い切れ)な|とは限ら|(?:最|初|記録|例|もの)[^、。]{0,10}(?:では(?:な|あり)|でもな|わけでは|とまでは)|には?当たらな|断定|判断でき|わからな|分からな|と(?:呼|評|報じ|伝え|称)|` +
		`인지|여부|아니|않다고|(?:말|단정|판단|확인|평가)할 수 없|보기 어렵|알 수 없|라고 (?:부|평|보도|전|적)|다고 (?:보도|전했|적)|` +
		`(?:^|[^\p{L}])не (?:рекорд|сам|беспрецедент|впервые|наи|историческ)|рекорд ли|(?:рекордн|сам)\p{L}+ ли|ли (?:это|он|она|оно)(?:$|[^\p{L}])|нельзя|не является|(?:называет|назвал|называют|пишет)\p{L}*(?:$|[^\p{L}])|неизвестно|неверно|не позволя`)
	// unheldBefore stands before an English claim that is denied.
	unheldBefore = lazyregexp.New(`(?i)\b(?:not|n[’']t|neither|nor|hardly|scarcely|barely|far from|rather than|short of|if) (?:(?:yet|even|quite|by any means|at all|in itself|necessarily) )?(?:by \w+ )?(?:an?|the|its|their|in|among|one of the)? ?(?:[\p{L}-]+ )?$|\b(?:one of|among|some of) (?:the|its|their) (?:\w+ )?$`)
)

// claimed gives the place of a claim that nothing of its kind came before, or nil where
// the sentence has none, denies it, leaves it open, or limits it to what is held.
func claimed(s *sentence) []int {
	for _, f := range everRecord[s.lang] {
		if len(f.parts) > 0 && !slices.ContainsFunc(f.parts, func(p string) bool { return strings.Contains(s.words, p) }) {
			continue
		}
		if m := f.form.FindStringIndex(s.words); m != nil && m[1]-m[0] <= mostBetween && !disclaimed(s, m) && !heldHere.MatchString(s.words) {
			return m
		}
	}
	return nil
}

// mostOfHeld is a superlative that is said of the waves held alone, before or after it.
var mostOfHeld = lazyregexp.New(`(?i)\b(?:high|low|great|small|larg|weak|strong)est\b|最[高低多少大小]|最も[高低多少大小]|가장 (?:높|낮|많|적)|최[고저대소]|(?:сам\p{L}+ (?:высок|низк|больш|мал)|наибольш|наименьш|(?:выше|ниже|больше|меньше) всего)\p{L}*|\bnone (?:is |was |lies |stands )?(?:above|below|higher|lower|over|under)|\b(?:above|below|higher than|lower than) (?:all|any|every)|より(?:も)?(?:高|低|多|少)|보다 (?:높|낮|많|적)|(?:^|[^\p{L}])\p{L}{3,}(?:ее|ей|же|ше) [^.;]{0,80}не (?:был|относил|поднимал|опускал|показывал)\p{L}*`)

// heldParts are parts of the English words of heldHere.
var heldParts = []string{"held", "hold", "in hand", "isted", "ollected", "given", "shown", "athered", "ossier", "we have", "waves", "polls", "values", "readings", "surveys", "months", "years"}

// ofHeld gives the place of a superlative in a sentence that limits it to what is held: it
// is a fault only where that refutes it.
func ofHeld(s *sentence) []int {
	if !s.may(onRecord|onOther) || !s.may(onOther) && !slices.ContainsFunc(heldParts, func(p string) bool { return strings.Contains(s.words, p) }) || !heldHere.MatchString(s.words) {
		return nil
	}
	m := mostOfHeld.FindStringIndex(s.words)
	if m == nil || disclaimed(s, m) {
		return nil
	}
	return m
}

// disclaimed reports whether a sentence denies a claim at a place, or leaves it open.
func disclaimed(s *sentence, m []int) bool {
	return unheld.MatchString(s.words) || unheldBefore.MatchString(s.words[max(0, m[0]-60):m[0]])
}

// recordTold reports whether a row, page or title of a cited source makes such a claim.
func (c *checker) recordTold(s *sentence) bool {
	tells := func(words string) bool { return recordTold.MatchString(words) && !ofSpan.MatchString(words) }
	return slices.ContainsFunc(s.sources, func(id string) bool {
		if p := c.facts.page(id); p != nil && recordTold.MatchString(p.all) {
			return true
		}
		list := c.facts.of(id).list
		src := c.d.Source(id)
		return src != nil && tells(src.Title+" "+strings.ReplaceAll(id, "-", " ")) || slices.ContainsFunc(list[:min(len(list), mostRows)], func(r stated) bool { return tells(r.words) })
	})
}

// claimFirstOther is a first time above or below a level in other words than claimFirst's,
// and in Japanese, Korean and Russian; its groups are the years since when.
var claimFirstOther = lazyregexp.New(`(?i)\bfirst time\b(?: since (\d{4}))?[^.;:]{0,60}?\b` + passes + ` ` + levels + `|\b` + passes + ` ` + levels + `(?: of [^.;,]{1,40})?[^.;:]{0,30}?\bfor the first time\b(?: since (\d{4}))?|` +
	`(?:(\d{4})年(?:以来|以降)、?)?初めて(?:の)?[^。、]{0,20}?(?:半数|過半数|\d+(?:\.\d+)?(?:[％%割]|パーセント))[^。、]{0,8}?(?:超|上回|下回|割り込|割っ|切っ|達|届|突破)|(?:半数|\d+(?:\.\d+)?(?:[％%割]|パーセント))台?[をに][^。、]{0,6}?初めて[^。、]{0,6}?(?:超|上回|下回|割|切|達|届|突破)|` +
	`(?:(\d{4})년 (?:이래|이후) )?처음으로 [^.]{0,20}?(?:절반|과반|\d+(?:\.\d+)?(?:%|퍼센트))[^.]{0,6}? ?(?:넘|웃돌|밑돌|아래|미만|돌파|도달|떨어|이르)|(?:절반|과반|\d+(?:\.\d+)?(?:%|퍼센트))(?:를|을|선을|대를|에|선|선 아래로)? ?처음(?:으로)? ?(?:넘|웃돌|밑돌|돌파|아래|떨어)|` +
	`впервые(?: с (\d{4}) года)?[^.;:]{0,50}?(?:превы\p{L}+|выше|больше|более|ниже|меньше|менее|перевал\p{L}+ за|достиг\p{L}*) (?:отметк\p{L} в )?(?:половин\p{L}|\d+(?:,\d+)? ?(?:%|процент\p{L}*))`)

const (
	passes = `(?:topp?(?:ed|s)|exceed(?:ed|s)|pass(?:ed|es)|cross(?:ed|es)|surpass(?:ed|es)|reach(?:ed|es)|above|below|over|under|more than|less than|fewer than|beyond)`
	levels = `(?:half|a third|a quarter|a fifth|\d+(?:\.\d+)? ?(?:percent|per cent|%))`
)

var (
	// ofLevel is the level of such a claim.
	ofLevel = lazyregexp.New(`(\d+(?:[.,]\d+)?) ?(割)?(?:percent|per cent|[%％]|パーセント|퍼센트|процент)?|(?i)(half|半数|절반|과반|половин)|(a third)|(a quarter)|(a fifth)`)
	// fallsShort is said of what lies below it, atLevel of what need not lie beyond it.
	fallsShort = lazyregexp.New(`(?i)\b(?:below|under|less|fewer)\b|下回|割り込|割っ|切|밑돌|아래|미만|떨어|ниже|меньше|менее`)
	atLevel    = lazyregexp.New(`(?i)\breach|達|届|도달|이르|достиг`)
)

// firstOther makes a claim of what claimFirstOther found.
func firstOther(m []string) series.Claim {
	k := series.Claim{First: true, High: !fallsShort.MatchString(m[0])}
	words := m[0]
	for _, back := range m[1:] {
		if back != "" {
			k, words = reach(k, back), strings.ReplaceAll(words, back, "")
		}
	}
	g := ofLevel.FindStringSubmatch(words)
	if len(g) == 0 {
		return k
	}
	switch {
	case g[1] != "":
		k.Level, _ = strconv.ParseFloat(strings.ReplaceAll(g[1], ",", "."), 64)
		if g[2] != "" {
			k.Level *= 10
		}
	case g[3] != "":
		k.Level = 50
	case g[4] != "":
		k.Level = 33.4
	case g[5] != "":
		k.Level = 25
	case g[6] != "":
		k.Level = 20
	}
	if atLevel.MatchString(m[0]) {
		k.Level -= 0.05 // it is so at the level itself
	}
	return k
}
