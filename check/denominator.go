package check

import (
	"math"
	"slices"
	"strings"

	"entente/dossier"
	"entente/evidence/lex"
	"entente/lazyregexp"
)

var (
	// group are the words for those of whom a share may be.
	group = lazyregexp.New(`(?i)\b(?:respondents?|adults?|people|persons?|voters?|electorate|those|citizens?|residents?|men|women|youth|students|pupils|households?|families|farmers|workers|employees|companies|firms|enterprises|members|lawmakers|legislators|deputies|officers|soldiers|drivers|teachers|passengers|seats|votes|draws|populations?|samples?|publics?|(?:of|among) (?:them|whom|these|us))\b|` +
		`成人|回答者|国民|有権者|住民|市民|世帯|議員|議席|社員|人々|(?:した|する|いる|いた|答えた|応じた)(?:人|者)|人のうち|` +
		`응답자|성인|국민|유권자|투표권자|시민|주민|가구|의원|의석|직원|사람|` +
		`(?i:взросл|опрошенн|респондент|жител|граждан|избирател|фермер|домохозяйств|семей|депутат|предприяти|голосов|населени)`)
	// base are words whose percentages need no other base: what is levied, paid, grows.
	base = lazyregexp.New(`(?i)\b(?:tariffs?|dut(?:y|ies)|lev(?:y|ies)|tax(?:es)?|rates?|interest|inflation|growth|turnout|unemployment|discount|margin|error|probability|chances?|odds|quotas?|thresholds?|a year|per year|per annum|annually|yearly|wages?|prices?|gdp|confidence interval|carry|commission|royalt(?:y|ies)|yields?|exit polls?)\b|出口調査|출구 ?조사|экзит|` +
		`関税|物価|賃金|(?:^|[^比持感])率|` +
		`관세|물가|임금|(?:^|[^비지감])[율률]|` +
		`(?i:пошлин|тариф|ставк|налог|инфляци|годовых|явк|вероятност|безработиц)`)
	// wholeBefore names a whole before its share: of the water …, the share of exports,
	// 議席の, 전체의.
	wholeBefore = lazyregexp.New(`(?:^|[,;:(—–]\s?|\s)(?:Of|Among|Out of|of which) |\bamong (?:the |all )?\p{Lu}\p{L}+s\b|(?i:\b(?:share|part|proportion|portion|fraction|percentage)s? (?:of|in) (?:the |its |all )?\p{L})|(?:^|[.;:,—]\s?)(?:Из|из|Среди|среди) (?:\d|\p{L})|(?i:дол[яюией] \p{L})|(?i:\b(?:set|measured|held|put) against (?:the |all )?\p{L}|\bagainst the \d)|(?i:\b(?:measured|judged|counted|reckoned) (?:by|from) (?:the |all )?(?:\d|\p{L})|\brelative to |\bas an? (?:share|part|percentage) of )|(?i:счита(?:ть|я|ем) от |по отношению к |относительно |от общего числа )|[^年月日回\s]のうち[^。]{1,60}\d|に占める|(?:から|より)[見み](?:れば|ると|て)|を(?:母数|分母|基準|ベース)|を(?:100|百)と[すし]|(?:[\p{Han}\p{Katakana}]に対し(?:て|ては)?)|[^년월일시\s] 기준|에 (?:견주|비하|비춰)|[을를] (?:분모|모수|기준|전체)로|[^\s](?:에서|중|가운데) [^.,]{0,30}(?:차지|비중|비율)`)
	ofBefore    = lazyregexp.New(`(?:[^年月日回査\s]の(?:うち|中で)?|のうち|[^년월일\s](?:의|중|가운데))[\s、,]*(?:約|およそ|ほぼ|実に|わずか|最大で?|少なくとも|せいぜい|약|무려|겨우|단|최대|최소|적어도|많아야)?\s?$`)
	ofAfter     = lazyregexp.New(`^[\s,]{0,2}(?:\p{L}+\s)?(?:of|among)\s|^\sот\s(?:\d|\p{L})|^の\p{L}|^(?:가|이)? ?되는 `)
	wholeAfter  = lazyregexp.New(`^\s(\p{Cyrillic}{3,})`)
)

// sizeBefore stands before the size of a change.
var sizeBefore = lazyregexp.New(`(?i)\b(?:by|up|down|(?:gain|rise|fall|drop|increase|decrease|decline|loss|growth|change|difference|gap|swing|cut|saving|reduction|surge|jump) of)\s(?:(?:about|some|nearly|almost|roughly|only|just|a full|another|at least|at most|up to|as much as)\s)?$|(?:^|[^\p{L}])(?:на\s(?:\p{L}+\s){0,3}|(?i:сокращени|рост|падени|снижени|увеличени|прирост|спад|экономи)\p{L}*(?:\s\p{L}+){0,2}\s(?:составил|составля|достиг)\p{L}*\s(?:\p{L}+\s)?)$|(?:減少|増加|削減|上昇|下落|低下|伸び)(?:幅)?(?:は|が)[^。、]{0,6}$|(?:감축|감소|증가|상승|하락|축소)(?:폭)?(?:은|는|이) ?$`)

// agentBy is "by" that names who thought so, and no size: backed by 53 percent.
var agentBy = lazyregexp.New(`(?i)\b(?:backed|supported|approved|favou?red|opposed|rejected|shared|held|seen|felt|wanted|used|owned|named|chosen|preferred|endorsed|liked|disliked|trusted|answered|welcomed|called|cited|voiced|accepted|refused|believed)\b(?: \w+){0,3} by (?:\w+ )?$`)

// rangeEnd is the second figure of a range.
var rangeEnd = lazyregexp.New(`(?i)^\s?(?:to|and|or|[–—~-]|до|и)\s?\d+(?:[.,]\d+)?(?:\s?(?:percent|per cent|%|процент\p{L}*))?`)

var (
	// besideLevel stands after a percentage that sets one level beside another: 16 percent
	// below the year before.
	besideLevel = lazyregexp.New(`(?i)^\s(?:below|above|under|over|short of|cheaper|dearer|faster|slower|smaller|larger|weaker|stronger|fewer|ahead|behind)\b|^\s(?:ниже|выше|меньше|больше|дороже|дешевле|быстрее|медленнее)\b|^(?:安|高|少な|多)`)
	// restated is a count that a percentage says again: 94 programmes, or 37 percent.
	restated = lazyregexp.New(`(?i)\d[^.;]{0,40}(?:,? or|,? that is,?|\(|, i\.e\.,?|,? то есть|すなわち|つまり|, 즉) (?:about |some |nearly |almost |roughly |just )?$`)
	// opened is a remark in the middle of a sentence: Turnout, at 71 percent, was high.
	opened = lazyregexp.New(`(?i)(?:,\s(?:at|with|of|on)|\(|—|–)\s?(?:about |some |nearly |almost |only |just )?$`)
)

// clause gives the words around a figure up to the next mark on either side, and what
// a remark is of.
func (t *text) clause(s *sentence, f lex.Figure) string {
	before, after := t.plain[s.Start:f.Start], t.plain[f.End:s.End]
	head := before
	if m := opened.FindStringIndex(before); m != nil {
		head = before[:m[0]]
	}
	for i := len(head) - 1; i >= 0; i-- {
		if strings.IndexByte(",;:(", head[i]) >= 0 && !inNumber(head, i) {
			before = before[i:]
			break
		}
	}
	for i := range len(after) {
		if strings.IndexByte(",;:)", after[i]) >= 0 && !inNumber(after, i) && !ofWhom.MatchString(after[i:]) {
			after = after[:i]
			break
		}
	}
	return before + f.In(t.plain) + after
}

// ofWhom goes on with those of whom a share is: среди тех, кто решил.
var ofWhom = lazyregexp.New(`^, (?:кто|котор\p{L}+)\s`)

// inNumber reports whether a mark stands between two digits: 21:00, 49,7.
func inNumber(s string, i int) bool {
	digit := func(i int) bool { return i >= 0 && i < len(s) && s[i] >= '0' && s[i] <= '9' }
	return digit(i-1) && digit(i+1)
}

// notWhole are Russian words after a percentage that name no whole.
var notWhole = map[string]bool{"против": true, "году": true, "года": true, "после": true, "перед": true, "или": true, "при": true, "для": true, "над": true, "под": true, "уже": true, "ещё": true, "еще": true, "тогда": true, "лишь": true,
	"было": true, "стало": true, "как": true, "что": true, "когда": true, "если": true, "это": true, "чем": true, "больше": true, "меньше": true, "выше": true, "ниже": true, "считают": true, "доверяют": true, "хотят": true, "верят": true, "готовы": true}

// denominators reports a percentage in a sentence that names nothing of which it
// could be a share: nobody who was asked, no whole beside it, and neither a change
// nor a rate.
func (c *checker) denominators(t *text, s *sentence) {
	var bare *lex.Figure
	for i := range s.figures {
		f := &s.figures[i]
		if f.Unit != lex.Percent || f.InWords && f.Approx || t.quoted(f.Start) {
			continue
		}
		before, after := t.plain[max(s.Start, f.Start-120):f.Start], t.plain[f.End:min(s.End, f.End+80)]
		if m := wholeAfter.FindStringSubmatch(after); ofAfter.MatchString(after) || ofBefore.MatchString(before) || m != nil && !notWhole[strings.ToLower(m[1])] {
			return // the others are of the same
		}
		after = rangeEnd.ReplaceAllString(after, "") // 6 to 7 percent more
		if slices.ContainsFunc(s.sources, func(id string) bool {
			x := c.facts.of(id)
			return slices.ContainsFunc(x.near(*f, false), func(n rowNumber) bool { return f.SameValue(n.Figure) && inDegrees(*f, &x.list[n.row], n.n) })
		}) {
			continue // a mean, and no share
		}
		if bare == nil && (!sizeBefore.MatchString(before) || agentBy.MatchString(before)) && !changeAfter.MatchString(after) && !besideLevel.MatchString(after) && !restated.MatchString(before) {
			bare = f
		}
	}
	if bare == nil || asValue.MatchString(s.words) || c.inCountry(s, *bare) || base.MatchString(t.clause(s, *bare)) || c.namesWhole(t, s) {
		return
	}
	if r := (&reading{c: c, t: t, s: s}); r.ofVotes(*bare) || r.pollsters(*bare) || r.wholeBeside(*bare) {
		return
	}
	// The sentence beside it may say it.
	if o := t.before(s); o != nil && c.namesWhole(t, o) {
		return
	}
	if o := t.after(s); o != nil && (c.namesWhole(t, o) || asValue.MatchString(o.words)) {
		return
	}
	c.report(t, "denominator", bare.Span, "say of what: of adults asked, of imports, of last year's budget", "%q of what?", clip(bare.In(t.plain), 40))
}

// namesWhole reports whether a sentence names people or a whole of which a share could be.
func (c *checker) namesWhole(t *text, s *sentence) bool {
	return group.MatchString(s.words) || wholeBefore.MatchString(s.words) || len((&reading{c: c, t: t, s: s}).whom()) > 0
}

// wholeBeside reports whether a sentence has the number of the whole that a source gives a
// percentage of, or the two counts of which it is the share.
func (r *reading) wholeBeside(f lex.Figure) bool {
	all := append(slices.Clone(r.s.figures), r.s.remarks...)
	if len(all) > mostCompared {
		return false
	}
	has := func(n lex.Figure) bool {
		return slices.ContainsFunc(all, func(o lex.Figure) bool { return o.Start != f.Start && o.Unit != lex.Percent && o.SameValue(n) })
	}
	for _, id := range r.s.sources {
		x := r.c.facts.of(id)
		for _, n := range x.near(f, false) {
			if row := &x.list[n.row]; n.n == 0 && row.whole > 0 && row.whole < len(row.numbers) && f.Same(n.Figure) && has(row.numbers[row.whole]) {
				return true
			}
		}
	}
	for _, a := range all {
		for _, b := range all {
			if a.Value < b.Value && !percentages(a.Unit) && !percentages(b.Unit) && math.Abs(100*a.Value/b.Value-f.Value) <= f.Step/2+1e-9 {
				return true
			}
		}
	}
	return false
}

// elected are words of who was chosen with a share of votes, and of how many came.
var elected = lazyregexp.New(`(?i)\b(?:w[oi]n(?:s|ning)?|beat(?:s|en|ing)?|defeat\w*|elect\w*|votes?|voted|voting|polled|took|takes|got|gets|received|secured|scored|finished|came|result|runner-up|run-?off|ballots?|candidates?|rounds?|victory|conceded|turnout|lead|led|ahead)\b|当選|得票|得て|獲得|投票|決選|候補|勝|敗|破|당선|득표|얻|투표|결선|후보|이겼|승리|꺾|(?i:набра|победи|избра|избир|выбор|голос|получил|тур[аеу]?(?:$|[^\p{L}])|кандидат|выигра|проигра|опереди|явк)`)

// ofElection are words of a row that tells of an election.
var ofElection = lazyregexp.New(`(?i)\b(?:elect\w+|round|run-?off|vote[sd]?|ballots?|polls)\b`)

// ofVotes reports whether a percentage is one that its source gives of the votes, or of
// those who could vote or were asked as they had, and that a sentence about an election
// says so plainly: he won with 50.89 percent.
func (r *reading) ofVotes(f lex.Figure) bool {
	if !elected.MatchString(r.s.words) {
		return false
	}
	for _, id := range r.s.sources {
		x := r.c.facts.of(id)
		for _, n := range x.near(f, false) {
			row := &x.list[n.row]
			switch {
			case !f.Same(n.Figure):
			case row.fact != nil && n.n == 0 && (baseOf("of "+row.fact.Of) >= 0 || strings.Contains(row.fact.Of, "vote")), row.deed && ofElection.MatchString(row.subject):
				return true
			}
		}
	}
	return false
}

// pollsters reports whether a percentage is of a poll whose pollster the sentence names,
// and who asks the people of one country alone.
func (r *reading) pollsters(f lex.Figure) bool {
	for _, id := range r.s.sources {
		for _, w := range r.c.waves[waveKey{id, f.Value}] {
			if name, _, _ := strings.Cut(w.Pollster, " "); len(name) > 2 && r.c.asksOne[w.Pollster] && w.Population == "" && !strings.Contains(w.Question, "share of") && strings.Contains(r.s.words, name) {
				return true
			}
		}
	}
	return false
}

// indexPollsters tells which pollsters ask the people of one country alone.
func indexPollsters(d *dossier.Dossier) map[string]bool {
	of, one := map[string]string{}, map[string]bool{}
	for _, p := range d.Polls {
		if at, known := of[p.Pollster]; known && at != p.Country {
			one[p.Pollster] = false
			continue
		}
		if _, known := one[p.Pollster]; !known {
			one[p.Pollster] = true
		}
		of[p.Pollster] = p.Country
	}
	return one
}

// asValue is said of the values of a series as such, which may be of anything.
var asValue = lazyregexp.New(`(?:조사|계열)[^.]{0,12} 값|[%％]였?다?는 (?:수치|값)|계열(?:이|에|의|을|로)|調査の回|系列(?:が|は|の|を|に)|(?:^|[^\p{L}])(?:волн\p{L}+ опрос|замер\p{L}* опрос)`)

// inCountry reports whether a percentage is that of a wave of a poll whose country an
// English sentence names as the place: affinity in the member.
func (c *checker) inCountry(s *sentence, f lex.Figure) bool {
	if s.lang != "en" {
		return false
	}
	for _, id := range s.sources {
		for _, w := range c.waves[waveKey{id, f.Value}] {
			name := c.d.CountryName(w.Country, s.lang)
			if name != "" && (strings.Contains(s.words, " in "+name) || strings.HasPrefix(s.words, "In "+name)) {
				return true
			}
		}
	}
	return false
}
