package check

import (
	"slices"
	"strings"

	"entente/dossier"
	"entente/lazyregexp"
	"entente/series"
)

// claimScope is a superlative or a comparison with all other waves, with the scope
// that makes it a claim about a series: ever, on record, in the whole series, since
// it began. The words between may say what was measured and by whom. It is a claim
// only where the sentence states a wave of a series, since other things have records.
var claimScope = lazyregexp.New(`(?i)\b(?:lowest|highest|largest|smallest|greatest|worst|best|weakest|strongest|peak|bottom|top)\b[^.;:]{0,90}?\b(?:ever|on record|(?:whole|entire|full|all) (?:of )?(?:the |its |their )?[^.;:,]{0,40}(?:series|history|survey|record)|(?:in|of) (?:the|its|their) (?:series|history|survey)|since [^.;:,]{1,40}? (?:began|begun|started|was first (?:asked|taken|put|run)|exists?)(?: in \d{4})?)(?:,? since \d{4}\b)?|` +
	`\b(?:lower|higher|fewer) than (?:at any (?:other )?(?:time|point)|ever(?: before)?|in any (?:other |earlier )?(?:wave|year|survey|poll))(?: since [^.;:,]{1,60})?|` +
	`\bnever (?:before )?(?:has|have|had|did|was|were)\b[^.;:]{0,40}?\b(?:fewer|more|lower|higher|so (?:few|many|low|high))\b|` +
	`これほど[^。]{0,30}(?:こと|とき|時|年)は?(?:一度も|かつて)?な|(?:過去|史上|歴代|これまでで?(?:の)?|始まって以来の?|以来の?|以降の?)最[高低多少悪良]|` +
	`이(?:렇게|처럼|토록|만큼)[^.]{0,30}(?:적|때|해)[은이]? (?:한 번도 |일찍이 )?없|(?:역대|사상|조사 (?:이래|이후|시작 이래)|통계 작성 이래|지금까지)[^.]{0,20}?(?:최고|최저|최대|최소|가장 (?:높|낮))|` +
	`(?:так|столько|стольк\p{L}+|таким|такой)[^.;:]{0,40}? никогда|никогда[^.;:]{0,60}? (?:так|столько|стольк\p{L}+|ниже|выше|меньше|больше)(?:$|[^\p{L}])|(?:наивысш|наибольш|наименьш|наинизш|рекордн|сам\p{L}+ (?:высок|низк))[^.;:]{0,60}?(?:за вс\p{L}+ (?:истори|врем|период|год)|с начала|когда-либо|на памяти|за годы)|(?:за всю историю|с начала)[^.;:]{0,40}?(?:наивысш|наибольш|наименьш|сам\p{L}+ (?:высок|низк))|` +
	`(?:ниже|выше)[^.;:]{0,40}? не (?:опускал|поднимал|падал|был|бывал|вырастал)\p{L}*`)

// lowClaim is a claim of a low: the words of claimScope that speak of one.
var lowClaim = lazyregexp.New(`(?i)\b(?:lowest|smallest|worst|weakest|bottom|lower|fewer|so few|so low)\b|最[低少悪小]|最も[低少小悪弱]|최저|최소|낮|가장 적|наименьш|наинизш|низк|ниже|так мал|меньше|\bbelow\b|холодн|より(?:も)?(?:低|少)|これほど(?:低|少)|이(?:렇게|처럼|토록) (?:낮|적게)`)

var claimSinceYear = lazyregexp.New(`(?i)\bsince\b.{0,40}?\b((?:19|20)\d\d)$`)

// scopeOf makes a claim of what claimScope found.
func scopeOf(words string) series.Claim {
	k := series.Claim{High: !lowClaim.MatchString(words)}
	if m := claimSinceYear.FindStringSubmatch(words); m != nil {
		return reach(k, m[1])
	}
	return k
}

// wholly reports whether a claim that reaches back to a year is one about the waves of
// a series that is held from that year on, without a break: what lies between its
// waves is then no part of it.
func (c *checker) wholly(w *dossier.Poll, k series.Claim) bool {
	waves := c.d.PollSeries(w.Series)
	return k.Since.Year >= waves[0].End.Year && !slices.ContainsFunc(series.Poll(c.d, w.Series), func(p series.Point) bool { return p.Break != "" })
}

// heldHere limits a claim to the waves of the dossier: only what they refute is a fault.
var heldHere = lazyregexp.New(`(?i)\b(?:held here|(?:that|which) we hold|we hold|in hand|as held|(?:waves|rows|values|figures|readings|polls|surveys|months|years) (?:that are |that were )?(?:held|listed|collected|given|shown|gathered)|of (?:those|the \w+|all) (?:held|listed|collected|we have|in (?:the|this) dossier)|in (?:the|this) dossier|listed here|of the (?:two|three|four|five|six|seven|eight|nine|ten|\d+) (?:waves|polls|values|readings|months|years|surveys))\b|(?:手元|手もと)(?:の|に(?:ある|残る|持つ))|保有する|ここに(?:ある|挙げ)|(?:本|この)(?:資料|記録|調書)|集めた(?:回|値|中)|보유한|실린|수록(?:된|한)|확보한|여기(?:에|서)? (?:있는|실린|모은)|이 (?:자료|표)|(?:из|среди|за|во|по) (?:всех? )?(?:имеющ|собранн|привед[её]нн|известны[хе] нам|хранящ)\p{L}*|в (?:нашей|этой) (?:подборке|таблице)`)

// comparing is one value set against another of its series: a change from one to the
// other, in whatever verb, or a word that makes the later one much or little.
var comparing = lazyregexp.New(`(?i)\b(?:rose|risen|rise|rises|fell|fallen|falls|fall|increased?|decreased?|declined?|dropped|drops?|grew|grown|climbed|jumped|recovered|rebounded|improved?|worsened|up from|down from|from [^.]{1,60} to|compared (?:with|to)|than in|higher than|lower than|doubled|halved|gained|lost|slipped|surged|plunged|trend|(?:ris|fall|grow|declin|dropp|climb|shrink|sink|slid|slipp|wan|weaken|strengthen|erod|ebb)ing|ebbs|wanes|weakens|wears|erodes)\b|上昇|低下|増え|減|上回|下回|늘|줄|상승|하락|올랐|떨어|(?i)\bfrom\b.{1,200}?\bto\b|\b(?:sank|sunk|slid|shrank|soared|shot|tumbled|plummeted|crept|edged|swelled|rallied|eased|dwindled|tripled|quadrupled|down to|up to|thaw\w*|warmed|cooled|within (?:a|one|two|\d+) (?:years?|months?)|(?:a|one|two|three|four|five) years? (?:later|on)|times as (?:many|much|high|large))\b|から.{1,120}?(?:へ|に|と)|持ち直|急[増減騰落]|跳ね|倍|에서.{1,120}?(?:으로|로|까지)|뛰|배 넘게|(?:^|[ ,(])с .{1,200}? до |рухнул|упал|вырос|снизил|повысил|поднял|сократил|увеличил|(?i)\b(?:already|only|now|by then|whereas|as against)\b|사이에|만에|불어|셈이|一転|にまで|(?i:(?:^|[^\p{L}])(?:уже|лишь|теря\p{L}+|набира\p{L}+|падает|падал[аои]?|раст[её]т|росл?[аои]?|снижал?\p{L}*|снижает\p{L}*|повышает\p{L}*|убыва\p{L}+|слабе\p{L}+|крепн\p{L}+|тает|таял[аои]?|сползл\p{L}*|скатил\p{L}*|опустил\p{L}*|просел\p{L}*|стало|стала)(?:$|[^\p{L}])|落ち|下が|上が|伸び|내려|올라)`)

// breakTold says why two values of a series differ, or that they may not be compared.
var breakTold = lazyregexp.New(`面接|郵送|訪問調査|聞き方|(?:設問|質問|問い)[はがの][^。]{0,12}(?:異|違|別)|別の?(?:系列|調査|設問)|つなが|対面|電話調査|調査方法|調査方式|断絶|比較でき|比べられ|つなげ|면접|우편|대면|서로 다른|다른 (?:계열|조사|문항|질문)|(?:따질|이을|견줄|비교할|잇댈) 수 ?없|온라인|전화 조사|온라인 조사|조사 방식|비교할 수 없|이을 수 없|단절|очн|по телефону|по почте|почтов|личн\p{L}+ (?:интервью|опрос|бесед)|в один ряд|нельзя|друг\p{L}+ вопрос|ин\p{L}+ вопрос|сопостав|разрыв|сравнива`)

// indexFollows gives, by series, the waves of all series that put the same question to the
// same people, and of those that one names as that which it follows, or that follows it.
func indexFollows(d *dossier.Dossier) map[string][]*dossier.Poll {
	same := map[question][]*dossier.Poll{}
	for _, p := range d.Polls {
		same[questionOf(p)] = append(same[questionOf(p)], p)
	}
	out := map[string][]*dossier.Poll{}
	for _, p := range d.Polls {
		if out[p.Series] == nil {
			out[p.Series] = same[questionOf(p)]
		}
	}
	known := map[[2]string]bool{}
	for _, p := range d.Polls {
		for _, w := range strings.FieldsFunc(p.Break+" "+p.Note, func(r rune) bool { return r != '_' && (r < '0' || r > '9') && (r < 'A' || r > 'Z') }) {
			if w == p.Series || d.PollSeries(w) == nil || known[[2]string{p.Series, w}] {
				continue
			}
			known[[2]string{p.Series, w}], known[[2]string{w, p.Series}] = true, true
			out[p.Series] = append(slices.Clip(out[p.Series]), d.PollSeries(w)...)
			out[w] = append(slices.Clip(out[w]), d.PollSeries(p.Series)...)
		}
	}
	return out
}

// question is what a poll asks, and whom.
type question struct{ country, about, words string }

func questionOf(p *dossier.Poll) question {
	return question{p.Country, string(p.About), strings.ToLower(p.Question)}
}

// joined reports whether two series put the same question to the same people, or one
// names the other as the one that it follows, or that follows it: a step between them is
// a break.
func (c *checker) joined(a, b string) bool {
	names := func(in, other string) bool {
		return slices.ContainsFunc(c.d.PollSeries(in), func(p *dossier.Poll) bool { return strings.Contains(p.Break, other) || strings.Contains(p.Note, other) })
	}
	if a == b {
		return false
	}
	one, other := c.d.PollSeries(a), c.d.PollSeries(b)
	return len(one) > 0 && len(other) > 0 && questionOf(one[0]) == questionOf(other[0]) || names(a, b) || names(b, a)
}
