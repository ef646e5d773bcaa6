package check

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"entente/check/wording"
	"entente/country"
	"entente/dossier"
	"entente/evidence/lex"
	"entente/lazyregexp"
	"entente/markup"
	"entente/record"
)

// likelihoodIn gives the first word of likelihood in a sentence and its band.
func likelihoodIn(s *sentence) (at lex.Span, lo, hi float64, ok bool) {
	if !s.may(onLikelihood | onOther) {
		return at, 0, 0, false
	}
	for _, l := range wording.In(s.lang).Likelihoods {
		if m := l.Find(s.words); m != nil {
			band := record.LikelihoodNamed(l.Word)
			return lex.Span{Start: m[0], End: m[1]}, band.Low, band.High, true
		}
	}
	return at, 0, 0, false
}

// aimed is wording that takes a side where it names a capital or a people.
var aimed = lazyregexp.New(`(?i)\b(?:lectur(?:es|ed|ing) (\p{L}+(?: \p{L}+)?)|anti-(\p{L}+) (?:hatred|fanatic\w*|propaganda))\b`)

// capitalsAndPeoples are the capitals of all countries, and the last words of the
// adjectives of their peoples, in small letters.
var capitalsAndPeoples = sync.OnceValues(func() (capitals, peoples map[string]bool) {
	capitals, peoples = map[string]bool{}, map[string]bool{}
	for _, c := range country.All() {
		adjective := strings.ToLower(c.Adjective)
		capitals[strings.ToLower(c.Capital)] = true
		peoples[adjective[strings.LastIndexByte(adjective, ' ')+1:]] = true
	}
	return capitals, peoples
})

// aimedIn gives where a sentence has such wording.
func aimedIn(words string) (found [][]int) {
	for _, m := range aimed.FindAllStringSubmatchIndex(words, -1) {
		capitals, peoples := capitalsAndPeoples()
		if m[4] >= 0 {
			if peoples[strings.ToLower(words[m[4]:m[5]])] {
				found = append(found, m[:2])
			}
			continue
		}
		named := strings.ToLower(words[m[2]:m[3]])
		first, _, two := strings.Cut(named, " ")
		if r, _ := utf8.DecodeRuneInString(words[m[2]:]); !unicode.IsUpper(r) {
			continue // male students, not Male
		}
		switch {
		case capitals[named]:
			found = append(found, m[:2])
		case two && capitals[first]:
			found = append(found, []int{m[0], m[2] + strings.IndexByte(words[m[2]:m[3]], ' ')})
		}
	}
	return found
}

// find looks for words in a sentence that may hold them. In a language whose words
// have no triggers every sentence may.
func find(s *sentence, on triggers, form wording.Form) []int {
	if !s.may(on | onOther) {
		return nil
	}
	return form.Find(s.words)
}

// denied is what stands before a word that a sentence says somebody did not do: who did
// not sulk is not blamed for it.
var denied = lazyregexp.New(`(?i)(?:\b(?:not|never|nor|without|no)|n['’]t)\s+(?:\w+ly\s+)?$`)

// ofNone is what stands before a judgement that a sentence makes of none: neither of the
// two is a mistake.
var ofNone = lazyregexp.New(`(?i)\b(?:neither|none|nobody|nothing|no one)\b[^.;,:]{0,40}$`)

// people are words of whom one may truly take hostage.
var people = lazyregexp.New(`(?i)\b(?:people|persons?|civilians?|citizens?|soldiers|sailors|women|children|families|passengers|crew|abduct\w*|kidnap\w*|released?|hamas)\b|人々|国民|市民|拉致|乗客|家族|\d人|사람|국민|시민|납치|가족|(?i:люд[еи]|граждан|похи|хамас)`)

// crimes are loaded words that are also the names of crimes, as police and courts use
// them.
var (
	crimes   = lazyregexp.New(`(?i)^(?:blackmail|extort|traitor|betray|vandal|gangster|terrorist|шантаж|вымогат|предател|협박|脅迫|恫喝)`)
	ofCourts = lazyregexp.New(`(?i)\b(?:suspicion|suspected|charged?|charges|convict\w*|arrest\w*|police|courts?|trial|indict\w*|prosecut\w*|sentenced|crime)\b|容疑|起訴|逮捕|罪|혐의|기소|체포|유죄|(?i:подозрени|обвин|арест|задержа|суд(?:а|у|ом|е)?(?:[^\p{L}]|$)|полици|прокур|приговор)`)
)

// language checks the words of a sentence.
func (c *checker) language(t *text, s *sentence) {
	c.carryWords(t, s)
	c.confidence(t, s)
	avoided := c.terms(t, s)
	if s.may(onFraming | onOther) {
		found := wording.In(s.lang).Framing.All(s.words)
		if s.lang == "en" {
			found = append(found, aimedIn(s.words)...)
		}
		for _, m := range found {
			if !c.opt.Strict && judgedIn(t, s).Covers(s.Start+m[0]) {
				continue // a judgement of what was done, for which opinion-as-fact answers
			}
			if word := strings.ToLower(s.words[m[0]:m[1]]); (strings.HasSuffix(word, "hostage") || strings.Contains(word, "人質") || strings.Contains(word, "인질") || strings.Contains(word, "заложник")) && people.MatchString(s.words) {
				continue
			}
			if slices.ContainsFunc(avoided, func(a lex.Span) bool { return a.Overlaps(lex.Span{Start: s.Start + m[0], End: s.Start + m[1]}) }) {
				continue // the right word is told
			}
			if !t.quoted(s.Start+m[0]) && !inMarks(s.words, m[0], m[1]) && !denied.MatchString(s.words[max(0, m[0]-24):m[0]]) && !(crimes.MatchString(s.words[m[0]:m[1]]) && ofCourts.MatchString(s.words)) {
				c.report(t, "framing", lex.Span{Start: s.Start + m[0], End: s.Start + m[1]}, "say what was done or said, and by whom; put the word in quotation marks if it is somebody's", "%q takes a side", s.words[m[0]:m[1]])
				break // one sentence is rewritten once
			}
		}
	}
}

// confidence reports confidence in the evidence and likelihood of the event in one
// sentence.
func (c *checker) confidence(t *text, s *sentence) {
	m := find(s, onConfidence, wording.In(s.lang).Confidence)
	if m == nil || t.quoted(s.Start+m[0]) {
		return
	}
	word := ""
	if w, _, _, ok := likelihoodIn(s); ok {
		word = w.In(s.words)
	}
	for _, i := range s.printed {
		if word == "" {
			word = t.values[i].Likelihood // a directive prints it
		}
	}
	if word != "" {
		s.mixed = true
		c.report(t, "confidence-with-likelihood", lex.Span{Start: s.Start + m[0], End: s.Start + m[1]}, "say how likely in one sentence, and how sure of the evidence in another", "confidence and likelihood (%q) stand in one sentence", word)
	}
}

// carryWords compares a word of likelihood with the carry that its sentence
// prints.
func (c *checker) carryWords(t *text, s *sentence) {
	var carries []float64
	for _, i := range s.printed {
		if p := t.values[i].Carry; p != nil {
			carries = append(carries, *p)
		}
	}
	if len(carries) == 0 {
		return
	}
	w, lo, hi, ok := likelihoodIn(s)
	if !ok || t.quoted(s.Start+w.Start) {
		return
	}
	for _, p := range carries {
		if p >= lo-0.005 && p <= hi+0.005 {
			return
		}
	}
	c.report(t, "carry-word", lex.Span{Start: s.Start + w.Start, End: s.Start + w.End}, fmt.Sprintf("write %q, which stands for this share, or leave the word out", record.LikelihoodOf(carries[0]).Word), "%q stands for %.0f-%.0f in 100, and the carry here is %.0f in 100 draws", w.In(s.words), lo*100, hi*100, math.Round(carries[0]*100))
}

// slips reports slips of copying, and names that differ by a letter from those
// of the dossier.
func (c *checker) slips(t *text) {
	for _, s := range lex.Slips(t.plain, 200, lex.Known{Words: c.names.small, Said: c.names.said, Names: c.names.known}) {
		if t.quoted(s.Start) {
			continue
		}
		rule, hint := s.Kind, "write it once"
		switch s.Kind {
		case "two-spellings":
			// A name of the dossier is right, and variants tells the other.
			if c.names.known[s.Span.In(t.plain)] || c.names.known[s.Other.In(t.plain)] {
				continue
			}
			rule, hint = "name-variant", "find out which is right, and write it so everywhere"
		case "run-together":
			hint = "put the space in"
		}
		c.reportMended(t, rule, s.Span, s.Mended, hint, "%s", s.Message)
	}
	c.variants(t)
}

// nearTo gives the name of the dossier from which a word differs in one letter,
// neither its first nor its ending, the first of several; "" where there is none.
// alone says that no other name is as near.
func (x *nameIndex) nearTo(w string) (near string, alone bool) {
	rw := []rune(strings.ToLower(w))
	if len(rw) < 5 {
		return "", false
	}
	x.near.Near(string(rw), 0, func(n int) bool {
		if !oneLetter([]rune(strings.ToLower(x.order[n])), rw) {
			return true
		}
		alone = near == ""
		if alone {
			near = x.order[n]
		}
		return alone
	})
	return near, alone
}

// oneLetter reports whether a word is a name with one letter amiss, both in small
// letters.
func oneLetter(rk, rw []rune) bool {
	if len(rk) < 5 || rk[0] != rw[0] || len(rk)-len(rw) > 1 || len(rw)-len(rk) > 1 || strings.HasPrefix(string(rw), string(rk)) || strings.HasPrefix(string(rk), string(rw)) {
		return false
	}
	i := 0
	for i < len(rk) && i < len(rw) && rk[i] == rw[i] {
		i++
	}
	j := 0
	for j < len(rk)-i && j < len(rw)-i && rk[len(rk)-1-j] == rw[len(rw)-1-j] {
		j++
	}
	a, b := len(rk)-i-j, len(rw)-i-j
	swapped := a == 2 && b == 2 && rk[i] == rw[i+1] && rk[i+1] == rw[i]
	doubled := a == 0 && b == 1 && i > 0 && rw[i] == rw[i-1] || a == 1 && b == 0 && i > 0 && rk[i] == rk[i-1]
	inside := j >= 1 && i >= 2 && (a+b == 1 || a == 1 && b == 1 || swapped) && (len(rk) >= 6 || doubled || swapped)
	last := j == 0 && a == 1 && b == 1 && len(rk) >= 7 && rw[len(rw)-1] != 's' && rw[len(rw)-1] != 'n'
	return inside || last
}

// advice gives the advisory findings of a sentence.
func (c *checker) advice(t *text, s *sentence, n int) {
	if c.opt.Strict {
		return
	}
	lists := wording.In(s.lang)
	switch m := find(s, onOpinion, lists.Opinion); {
	case m != nil && lists.Attributed.Find(s.words) == nil && !citedBehind(s, s.Start+m[1]) && !t.quoted(s.Start+m[0]) && !ofNone.MatchString(s.words[:m[0]]) && !ofFigures.MatchString(s.words):
		c.report(t, "opinion-as-fact", lex.Span{Start: s.Start + m[0], End: s.Start + m[1]}, "say whose judgement it is", "%q puts a judgement as a fact", s.words[m[0]:m[1]])
	default:
		if at := judgedIn(t, s); at.End > 0 {
			c.report(t, "opinion-as-fact", at, "say whose judgement it is", "%q puts a judgement as a fact", clip(at.In(t.plain), 60))
		} else {
			c.told(t, s)
		}
	}
	if len(s.sources) == 0 {
		if m := find(s, onVague, lists.Vague); m != nil && !t.quoted(s.Start+m[0]) && !ofNamed.MatchString(s.words[m[1]:]) {
			c.report(t, "vague-source", lex.Span{Start: s.Start + m[0], End: s.Start + m[1]}, "name one and cite it", "%q: who, and where?", s.words[m[0]:m[1]])
		}
	}
	if t.kind != "report" && t.kind != "piece" && t.kind != "initiative" || s.mixed {
		return
	}
	w, _, _, ok := likelihoodIn(s)
	if ok && !asksOnly.MatchString(s.words) && !t.quoted(s.Start+w.Start) && !slices.ContainsFunc(s.printed, func(i int) bool { return t.doc.Directives[i].Name == "carry" }) && (c.aboutInitiative(s) || c.foretold(s, w) || c.ofThat(t, s, n, w)) {
		c.report(t, "word-without-carry", lex.Span{Start: s.Start + w.Start, End: s.Start + w.End}, "print its share with {{carry …}}", "%q is said of an initiative without its carry", w.In(s.words))
	}
}

// asksOnly ends a sentence that asks, and says nothing of how likely anything is.
var asksOnly = lazyregexp.New(`(?:[?？]|か。)["”’»」』)）]*\s*$`)

// thatOne begins a sentence about what the one before names, and comes its verb.
var (
	thatOne = lazyregexp.New(`^\s*(?i:(?:it|one|that|this|another|(?:a|the) (?:second|third|fourth|next|new one))\b|これ|それ|その|二回目|三回目|次回|次の|이는|이것|그것|그런|두 번째|세 번째|다음|(?:он[аои]?|это|так(?:ой|ая|ое|ие)|втор\p{L}+|трет\p{L}+|следующ\p{L}+|нов\p{L}+) )`)
	comes   = lazyregexp.New(`(?i)\b(?:un)?likely (?:to|within|before|this|next|in|by|until|any|soon)\b|\b(?:will|won['’]t|would)\b|\b(?:doubtful|improbable|doomed|certain|bound|sure)\b`)
)

// ofThat reports whether a sentence says in its own voice how likely that is of which the
// one before speaks, an initiative: one is unlikely to be built.
func (c *checker) ofThat(t *text, s *sentence, n int, w lex.Span) bool {
	if n == 0 || t.sentences[n-1].block != s.block || !thatOne.MatchString(s.words) || citedBehind(s, s.Start+w.End) || s.lang == "en" && !comes.MatchString(s.words) {
		return false
	}
	before := &t.sentences[n-1]
	return c.aboutInitiative(before) || undertaken.MatchString(before.words)
}

// weighed are words by which a sentence says whose judgement it tells, or that it leaves
// one open, beside those of wording.Lists.Attributed; and ofFigures those of a slip in
// what is printed, which is right or wrong by itself.
var (
	weighed = lazyregexp.New(`(?i)\b(?:whether|accus\w+|critici[sz]\w+|regard(?:s|ed)|consider(?:s|ed)|view(?:s|ed)|describ\w+|complain\w+|prais(?:es|ed|ing)|blam(?:es|ed|ing) (?:the|its|his|him|them|each|\p{Lu})|condemn\w+|denounc\w+|for (?:him|her|them|(?:its|his|the) critics|the (?:judge|court|ministry|editors))|(?:held|ruled|found) (?:that|it|the)|ask(?:s|ed) if|if (?:it|the|he|she|they)|to (?:its|his|the) critics|disput\w+|debat\w+|open (?:question|to)|in dispute|justif(?:y|ies) it)\b|` +
		`と(?:批判|非難|した|し、|する|の(?:批判|指摘|見方|評価|声|主張|立場|判断)|いう(?:批判|指摘|見方|評価|声|主張|立場|判断)|位置|評価|認め|呼|言(?:った|い、|う)|訴え|反論|断じ|批評|認定)|かどうか|か否か|(?:다|라)고 (?:비판|지적|규탄|비난|평|불|부르|했|한|반박|맞섰)|(?:다|라)는 (?:비판|지적|평가|주장|견해|의견|반론|입장|판단|것이)|지 여부|는지(?:는|를|가)?|(?i:обвин\p{L}+|критик\p{L}+|назва\p{L}+|назыв\p{L}+|осуд\p{L}+|призна\p{L}+|постанов\p{L}+|по (?:его|её|их) (?:словам|мнению|оценке)|оцени\p{L}+|спор(?:ят|но|ным|ный|е)|(?:^|[^\p{L}])ли(?:$|[^\p{L}])|сч[её]л\p{L}*|видит|увидел\p{L}*|возраз\p{L}+)`)
	ofFigures = lazyregexp.New(`(?i)\b(?:misprint\w*|typ(?:o|ing|ist\w*)|spelling|digits?|print\w*|copy(?:ing|ist)|translat\w+|unit|rounding|arithmetic|relay\w*|withdr(?:ew|awn)|correct(?:ed|ion))\b|誤植|誤記|表記|記事|報道|訂正|数字|単位|오기|오타|보도|표기|정정|단위|(?i:описк|опечатк|цифр|перевод|единиц|опроверг)`)
)

// judgedIn gives where a sentence judges what somebody did in its own voice, and no one
// else's; an empty span where it does not.
func judgedIn(t *text, s *sentence) lex.Span {
	lists := wording.In(s.lang)
	m := find(s, onJudged, lists.Judged)
	if m == nil || t.quoted(s.Start+m[0]) || inMarks(s.words, m[0], m[1]) || ofNone.MatchString(s.words[:m[0]]) || lists.Attributed.Find(s.words[:m[0]]) != nil || lists.Attributed.Find(s.words[m[1]:]) != nil || weighed.MatchString(s.words) || ofFigures.MatchString(s.words) {
		return lex.Span{}
	}
	return lex.Span{Start: s.Start + m[0], End: s.Start + m[1]}
}

// ahead are words by which a sentence speaks of what is to come.
var ahead = lazyregexp.New(`(?i)\b(?:will|won['’]t|is going to|are going to|by (?:the )?(?:end|autumn|spring|summer|winter|close)|next (?:year|spring|summer|autumn|winter|round)|this (?:year|spring|summer|autumn|winter)|before long|any time soon|bound to|sure to|certain to|doomed)\b|だろう|見通し|見込み|そうだ|そうにな|まい(?:。|$)|公算|可能性|(?:것|전망|듯|공산|가능성|보인다|보이지|것 같)|(?i:(?:^|[^\p{L}])(?:буд(?:ет|ут)|так и не|вряд ли|едва ли|(?:состо|появ|подпиш|соглас|договор|пройд|прид|остан|сохран|вступ|откро|заработа|прим|сорв|затян|провал|потерп|удаст|отлож|перенес|доживут|доживёт)\p{L}*(?:ет|ёт|ит|ут|ют|ат|ят)(?:ся)?)(?:$|[^\p{L}]))`)

// undertaken are things that states and those who govern agree on, make or hold.
var undertaken = lazyregexp.New(`(?i)\b(?:(?:pipe)?lines?|meetings?|drills?|exercises?|funds?|treat(?:y|ies)|agreements?|accords?|pacts?|statements?|secretariat|hotline|channels?|bills?|acts?|laws?|statutes?|veto(?:es)?|calendars?|protocols?|talks|summits?|centres?|projects?|amendments?|deals?|decisions?|visits?|permits?|contracts?|orders?|offices?|loans?|reforms?|mechanisms?|dialogues?|rounds?|plans?|programmes?|sanctions|tariffs?|budgets?|posts|reports?|surveys?|councils?|committees?|working groups?)\b|会合|会議|会談|訓練|演習|協定|基金|合意|回線|事務局|対話|共同|枠組み|計画|制度|法案|条約|회의|회담|훈련|협정|기금|합의|사무국|대화|공동|체계|계획|방안|구상|제도|법안|조약`)

// foretold reports whether a sentence says in its own voice how likely something is that
// is to come, with a word of what the dossier is about: no one else says so, no source
// stands behind it, and it has no share.
func (c *checker) foretold(s *sentence, w lex.Span) bool {
	lists := wording.In(s.lang)
	if !ahead.MatchString(s.words) {
		return false
	}
	tied := s.lang == "ru" || undertaken.MatchString(s.words) // a dossier has seldom titles in Russian
	return tied && !citedBehind(s, s.Start+w.End) && lists.Attributed.Find(s.words) == nil &&
		!slices.ContainsFunc(s.figures, func(f lex.Figure) bool { return f.Unit == lex.Percent })
}

// says is how an act tells what its player says or holds.
var says = lazyregexp.New(`(?i)\b(?:says?|said|calls?|called|condemns?|faults?|blames?|sees?|thinks?|fears?|warns?|claims?|argues?|holds? that|finds? (?:it|the|that)|describes?|accuses?|praises?|doubts?|dares?)\b|^[^,.]{3,40}: `)

// telling are words by which a sentence says that it tells what another says or wants.
var telling = lazyregexp.New(`(?i)\b(?:sa(?:ys?|id|ying)|t(?:ells?|old)|sp(?:eaks?|oke)|ask\w*|answer\w*|call\w*|condemn\w*|critici\w*|fault\w*|blam\w*|accus\w*|warn\w*|argu\w*|claim\w*|urg\w*|demand\w*|want\w*|wish\w*|welcom\w*|oppos\w*|support\w*|back(?:s|ed|ing)?|reject\w*|refus\w*|protest\w*|promis\w*|pledg\w*|announc\w*|declar\w*|fear\w*|th(?:inks?|ought)|believ\w*|see(?:s|n)?|saw|view\w*|according|statements?|words?|describ\w*|complain\w*|object\w*|prais\w*|dar(?:es?|ed)|hop(?:es?|ed)|expect\w*|offer\w*|vow\w*|insist\w*|den(?:y|ies|ied)|stress\w*|not(?:es?|ed)|put|puts|propos\w*|recommend\w*|held|hold\w*|found|report\w*|wr(?:ites?|ote|itten)|doubt\w*|question\w*|letter|speech|interview|vote[ds]?|plan\w*)\b|` +
	`述|言|批判|主張|指摘|求|呼|要求|表明|強調|警告|約束|発表|非難|反対|支持|歓迎|語|訴え|声明|談話|抗議|申し入れ|反発|評|懸念|とし|という|によ|否定|否認|認め|謝罪|提案|方針|意向|見|考え|` +
	`말|밝|비판|주장|요구|촉구|지적|경고|발표|규탄|반대|지지|환영|강조|성명|평가|항의|고 (?:했|한|하)|라고|다고|따르|부인|부정|인정|사과|우려|제안|방침|입장|보|` +
	`(?i:сказа|говор|заяв|назва|назыв|критик|требова|обвин|осуд|призва|призыв|предупре|поддерж|обеща|отказ|счита|мнени|словам|протест|спрос|спраш|предлож|просит|просил|потреб|похвал|одобр|выступ|опаса|ожида|надеж|подчерк|отмет|сообщ|письм|видит|видел|намерен|хочет|хотел|пожал|отрица|опроверг|призна|извин|возраз|ответ)`)

// told reports a judgement of another that a sentence puts as a fact: all that the
// dossier has of the sources behind a part of it is what players say, and that part has no
// word that it tells what somebody says, nor a figure or a year.
func (c *checker) told(t *text, s *sentence) {
	from := s.Start
	for i, x := range s.cites {
		if x.At < s.Start || x.At > s.End {
			return // in a note
		}
		if i+1 < len(s.cites) && s.cites[i+1].At == x.At {
			continue // of several behind one part the last
		}
		part := lex.Span{Start: from, End: x.At}
		from = x.At
		list := c.facts.of(x.Key).list
		if len(list) == 0 || slices.ContainsFunc(list, func(r stated) bool { return !r.deed }) || slices.ContainsFunc(list[:min(len(list), mostRows)], func(r stated) bool { return !says.MatchString(r.subject) }) {
			continue
		}
		words := part.In(t.plain)
		if len(strings.TrimSpace(words)) < 12 || s.lang == "en" && lex.ShareCJK(words) > 0.2 || !whole(s.words) || hasYear(words) || t.quoted(part.Start) ||
			slices.ContainsFunc(s.figures, func(f lex.Figure) bool { return part.Covers(f.Start) }) || telling.MatchString(words) {
			continue
		}
		part.Start += len(words) - len(strings.TrimLeft(words, " ,;"))
		c.report(t, "opinion-as-fact", part, "say whose judgement it is", "the source behind it tells what somebody says (%s), and the sentence puts it as a fact", clip(list[0].subject, 60))
		return
	}
}

// whole reports whether words end as a sentence does, and not as those of a cell or
// heading.
func whole(words string) bool {
	r, _ := utf8.DecodeLastRuneInString(strings.TrimRight(words, " "+markup.Printed+")”’\"»」"))
	return strings.ContainsRune(".。!?！？", r)
}

// citedBehind reports whether a sentence cites a source behind a place: one cited
// before stands behind other words.
func citedBehind(s *sentence, at int) bool {
	return slices.ContainsFunc(s.cites, func(x markup.Citation) bool { return x.At >= at || x.At < s.Start })
}

// ofNamed is what follows people who are named by the place where they work.
var ofNamed = lazyregexp.New(`^ (?:at|of|from) (?:the )?\p{Lu}`)

// aboutInitiative reports whether a sentence speaks of what members could do
// together: it has words of the agenda, or those of an initiative's title or of a
// rung of its ladder.
func (c *checker) aboutInitiative(s *sentence) bool {
	if wording.In(s.lang).Agenda.Find(s.words) != nil {
		return true
	}
	if s.lang == "ja" || s.lang == "ko" {
		return slices.ContainsFunc(c.titles, func(title title) bool { return title.plain != "" && strings.Contains(s.words, title.plain) })
	}
	stems := map[string]bool{}
	for _, w := range stemsOf(s.words) {
		stems[w] = true
	}
	return slices.ContainsFunc(c.titles, func(title title) bool {
		return len(title.stems) > 1 && !slices.ContainsFunc(title.stems, func(w string) bool { return !stems[w] })
	})
}

// title is the name of an initiative or of one of its rungs in one language: in a
// script with letters the stems of two or more of its words, all of which a sentence
// about it holds; else as it is.
type title struct {
	stems []string
	plain string
}

// indexTitles gives the titles and rungs of a dossier's initiatives.
func indexTitles(d *dossier.Dossier) []title {
	var out []title
	countries := map[string]bool{}
	codes := d.Header.Members.IDs()
	for _, o := range d.Header.Outside {
		codes = append(codes, o.ID.ID)
	}
	for _, code := range codes {
		for _, lang := range d.Header.Languages {
			for _, w := range stemsOf(d.CountryName(code, lang)) {
				countries[w] = true
			}
		}
	}
	add := func(t dossier.Text) {
		for _, s := range append(mapValues(t.By), t.Plain) {
			if r, _ := utf8.DecodeRuneInString(s); lex.IsCJK(r) {
				out = append(out, title{plain: s})
			} else if stems := slices.DeleteFunc(stemsOf(s), func(w string) bool { return countries[w] }); len(stems) > 1 {
				// Two neighbours are enough: the youth summit of "Youth summit in two cities".
				for i := range len(stems) - 1 {
					out = append(out, title{stems: stems[i : i+2]})
				}
			}
		}
	}
	for _, i := range d.Initiatives {
		add(i.Title)
		for _, l := range i.Ladder {
			add(l.Name)
		}
		for _, l := range sorted(i.Translations) {
			add(i.Translations[l].Title)
		}
	}
	return out
}

// stemsOf gives the beginnings of the words of a text that say what it is about: of
// five letters or more, none that stand in most titles.
func stemsOf(s string) []string {
	var out []string
	for _, w := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) }) {
		if runes := []rune(w); len(runes) > 4 && !commonInTitles[w] {
			out = append(out, string(runes[:5]))
		}
	}
	return out
}

var commonInTitles = map[string]bool{"yearly": true, "meeting": true, "meetings": true, "cooperation": true, "north": true, "south": true, "between": true, "their": true, "which": true, "three": true, "other": true, "about": true, "after": true, "first": true, "under": true, "within": true, "every": true, "common": true, "states": true, "united": true, "countries": true}
