package lex

import (
	"strings"

	"entente/lazyregexp"
)

// The words by which a text says, in its own voice, that something was looked for
// and is not there. That another found nothing is that other's claim: where a
// subject of its own stands before "found no", the sentence does not match.
var (
	absencePassive = lazyregexp.New(`(?i)\b(?:(?:is|was|were|are|has|have|had|could|can|may)(?:n['’]t| not|not| never| nowhere| yet to)|cannot)(?: yet| so far| ever)?(?: be| been)? (?:found|traced|located)\b|` +
		`\b(?:no|none|nothing|nobody|neither|nor|no one|nowhere)\b[^.;:!?]{0,120}?\b(?:was|were|is|are|has been|have been|had been|could be|can be)(?: ever| yet| so far)? (?:found|traced|located)\b|` +
		`\b(?:no|none|nothing)\b[^.;:!?]{0,60}? (?:turned up|came to light)\b|\bnot found\b|\b(?:nothing|none) (?:further |more |else )?found\b|` +
		`\b(?:we|I|the (?:editors|authors|group)|our search(?:es)?|a search|searches)(?: \w+){0,2} (?:found|find|turned up) (?:no|none|nothing)\b|` +
		`\b(?:we|I|the (?:editors|authors|group))(?: \w+){0,2} (?:did not|didn['’]t|could not|couldn['’]t|cannot|failed to|were unable to) (?:find|trace|locate)\b|` +
		`\b(?:we|I|the (?:editors|authors|group)|our search(?:es)?|a search|searches|the search|enquiries)\b[^.;:!?]{0,60}? (?:empty-handed|drew a blank|came up empty|yielded nothing|(?:without|to no) (?:result|avail))\b|` +
		`見つか(?:らな|らず|りませ|って(?:い)?な|っておら)|見当たら(?:な|ず)|見いだせ(?:な|ず)|発見され(?:てい)?(?:な|ず|ておら)|` +
		`찾(?:을 수(?:가|는)? 없|지(?:는)? 못|아볼 수 없)|발견(?:되지|하지) (?:않|못)|` +
		`не (?:был[аио]? |были |удалось |удаётся |удается |смогли )?(?:найден|найти|обнаруж|нашл|нашёл|нашел|отыскать|отыскал)|(?:найти|обнаружить|отыскать|разыскать)[^.;:!?]{0,60}? не (?:удалось|удаётся|удается|получилось|смогли)`)
	absenceOfProof = lazyregexp.New(`(?i)\bthere (?:is|was|are|were|has been|have been)(?: \w+){0,2} no (?:public |written |open )?(?:evidence|traces?|records?|signs?)\b|\bof which there (?:is|was) no (?:evidence|trace|record|sign)\b|` +
		`\bno (?:public |written |open )?(?:evidence|traces?|records?|signs?) (?:of|that|for)\b[^.;:!?]{0,100}? (?:exists?|survives?|is known)\b|` +
		`\bnothing (?:in|on) [^.;:!?]{1,60}? (?:shows?|says?|tells?|suggests?|indicates?|confirms?|proves?|points? to)\b|` +
		`\bno (?:public|published|open|known|available|official|written) (?:\w+ )?(?:documents?|records?|sources?|reports?|accounts?|texts?|stud(?:y|ies)|figures?|data|lists?|papers?|minutes|registers?|statements?|files?)\b[^.;:!?]{0,40}? (?:sets? out|gives?|shows?|says?|names?|tells?|explains?|lists?|states?|records?|mentions?|exists?|is known)\b|` +
		`(?:例|記録|情報|資料|事実|形跡|発表|動き)[はがもを]?[^。、]{0,12}確認(?:でき|され)(?:てい)?(?:な|ず|ませ)|` +
		`(?:사례|기록|정보|자료|사실|흔적|발표)(?:는|은|가|이|도|를)?[^.,]{0,12}확인(?:되지|할 수|하지)(?:는|가)? ?(?:않|없|못)|` +
		`(?:証拠|記録|資料|形跡|痕跡)[はがも]?(?:ない|なかった|存在しない|ありませ)|` +
		`(?:증거|기록|흔적|자료)(?:는|은|가|이|도)? (?:없|나오지 않)|` +
		`(?:свидетельств|доказательств|сведений|записей|следов|данных|документов|упоминаний|публикаций)[^.;:!?]{0,60}? нет(?:[ .,;]|$)|(?:^|[ (])нет (?:никаких )?(?:свидетельств|доказательств|сведений|записей|следов)`)
)

// notSince is what has not come about up to now: a sentence that denies it in the
// perfect, with a word for how long (since, yet, never). Only a search tells that.
var notSince = lazyregexp.New(`(?i)\b(?:no|none|not (?:one|a single)|neither|nobody)\b[^.;:!?]{0,80}? (?:has|have)(?: ever| yet| so far| since)? \w{3,}[^.;:!?]{0,40}?\b(?:since|so far|to date|until now|to this day)\b|` +
	`\b(?:since(?: then)?|so far|to date|until now|to this day)\b[^.;:!?]{0,40}?\b(?:no|none|not (?:one|a single)|neither)\b[^.;:!?]{0,60}? (?:has|have) \w{3,}\b|` +
	`\bno (?:\w+ ){1,4}?(?:has|have) (?:yet )?(?:followed|emerged|surfaced|appeared|materiali[sz]ed|come|been (?:agreed|announced|given|named|made|held|set))\b|\b(?:has|have) not (?:\w+ )?(?:met|convened|gathered|been (?:held|repeated|convened))\b[^.;:!?]{0,40}?\bsince\b|` +
	// what would be public, had it come about
	`\b(?:no|none|not (?:one|a single)|neither)\b[^.;:!?]{0,80}? (?:has|have)(?: ever| yet)? (?:been )?(?:published|released|disclosed|declassified|made public|set out)\b|` +
	`\b(?:has|have) (?:never|not)(?: yet| ever)? (?:been )?(?:published|released|disclosed|declassified|made public)\b|` +
	`\b(?:no|none|not (?:one|a single)|neither|nobody)\b[^.;:!?]{0,80}? (?:has|have)(?: ever| yet| so far| since)? (?:been (?:\w{2,}(?:ed|en|wn)|held|made|set|met|built|paid|sent|begun|put)|followed|come|met|happened|taken place|begun|opened|appeared)\b[^.;:!?]{0,40}?\b(?:since|so far|to date|yet|until now|to this day|ever)\b|` +
	`\b(?:has|have) never(?: yet| once| again)? (?:been (?:held|convened|called together|repeated)|met|convened|taken place|happened|gathered)\b|\b(?:has|have) (?:not (?:once|yet|ever)|yet to) (?:been (?:\w{2,}(?:ed|en|wn)|held|made|set|built|paid|sent|begun|put)|be (?:\w{2,}(?:ed|en|wn)|held|made|set|built|paid|sent|begun|put)|meet|met|convened?|taken place|happen(?:ed)?|gathered)\b|` +
	`\bthere (?:has|have) been no\b[^.;:!?]{0,60}?\b(?:since|so far|to date|yet|until now)\b|\b(?:since(?: then)?|so far|to date)\b[^.;:!?]{0,40}?\bthere (?:has|have) been no\b`)

// notSinceOther is the same in the other languages.
var notSinceOther = lazyregexp.New(`(?i)(?:公表|公開|発表|開示|明らかに)(?:は|も)?(?:され|し)て(?:は)?(?:いな|おら|いませ)|(?:공개|발표|공표)(?:되지|하지)(?:는|도)? (?:않|못)(?:았|했|고|은)|` +
	`(?:^|[^\p{L}])не (?:был[аио]? )?(?:опубликован|обнародован|рассекречен)\p{L}*|так и не (?:опубликов|обнародов|состоя|побыва|появи|встрет|откр|подпис|назнач|объяв|сообщ|собра|назва|заработа)\p{L}*|` +
	`(?:一度|一回|一件|一つ|１度|1度)も[^。]{0,40}?(?:ていない|ておら|ていませ|なかった|ないまま|たことがない|たことはない)|(?:以来|以降|以後|その後|それから|これまで|今まで|今日まで|現在まで|いまだ|未だ|今なお)[^。]{0,60}?て(?:は)?(?:いない|おらず|おらない|いませ|おりませ)|` +
	`한 ?(?:번|차례|건)도[^.]{0,40}?(?:않|못|없)|(?:이후|이래|그 ?뒤|그 ?후|지금까지|현재까지|오늘까지|아직(?:까지)?|여태(?:껏)?)[^.]{0,60}?지(?:는|도)? (?:않|못)(?:았|했|하|고|은|는)|` +
	`ни разу[^.;:!?]{0,60}? не |(?:с тех пор|до сих пор|по сей день|до сего дня|на сегодня|пока(?: что)?|после (?:этого|того)|с того времени)[^.;:!?]{0,60}?(?:ни один|ни одн\p{L}+|никак\p{L}+|не (?:был[аио]?|провод\p{L}+|провел\p{L}*|провёл|состоял\p{L}*|собирал\p{L}*|встречал\p{L}*|созывал\p{L}*|открыт\p{L}*|созван\p{L}*))|(?:ни один|ни одн\p{L}+|никак\p{L}+)[^.;:!?]{0,80}? не [^.;:!?]{0,60}?(?:с тех пор|до сих пор|по сей день)`)

// whichHas stands before what only tells which thing is meant: a shield that has never
// been tried.
var whichHas = lazyregexp.New(`(?i)\b(?:that|which|who|whose \w+)\s$`)

// conditional stands before what may or may not be so: when nothing on record says.
var conditional = lazyregexp.New(`(?i)\b(?:when|where|wherever|if|unless|whether|until)\s$`)

// settled are things that are found when people agree, and not when they search.
var settled = lazyregexp.New(`(?i)\b(?:agreements?|solutions?|compromises?|consensus|formulas?|formulae|common ground|(?:a|any|no|the) ways?|settlements?|majority|wording|buyers?|takers?|balance|middle ground)\b|согласи|решени|компромисс|консенсус|合意|妥協|解決|합의|타협|해법`)

// Absence finds where a text says that something was not found or is without
// evidence, in English, Japanese, Korean and Russian. proof: it speaks of what
// there is no evidence of, which a source may say as well as the writer.
func Absence(s string) (at Span, proof, ok bool) {
	if m := absencePassive.FindStringIndex(s); m != nil && !settled.MatchString(s[max(0, m[0]-40):m[1]]) {
		return Span{m[0], m[1]}, false, true
	}
	if m := absenceOfProof.FindStringIndex(s); m != nil && !conditional.MatchString(s[:m[0]]) {
		return Span{m[0], m[1]}, true, true
	}
	return Span{}, false, false
}

// NotSince finds where a text says that something has not come about up to now, in the
// same languages. A source may say so as well as the writer.
func NotSince(s string) (at Span, ok bool) {
	var m []int
	if strings.Contains(s, " has") || strings.Contains(s, " have") {
		m = notSince.FindStringIndex(s)
	}
	if m == nil && strings.ContainsFunc(s, func(r rune) bool { return r >= 0x400 && (r < 0x2000 || r > 0x2fff) }) {
		m = notSinceOther.FindStringIndex(s)
	}
	if m != nil && !settled.MatchString(s[m[0]:m[1]]) && !whichHas.MatchString(s[:m[0]]) && !conditional.MatchString(s[:m[0]]) {
		return Span{m[0], m[1]}, true
	}
	return Span{}, false
}
