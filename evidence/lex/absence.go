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
	`(?:^|[^\p{L}])не (?:был[аио]? )?(?:опубликован|обнародован|рассекречен)\p{L}*|так и не (?:опубликова|обнародова|состоял|побывал|появил|встретил|откры[лт]|подписа[лн]|назначил|назначен|объявил|сообщил|собрал|назвал|назван|заработал)\p{L}*|` +
	`(?:一度|一回|一件|一つ|１度|1度)も[^。]{0,40}?(?:ていない|ておら|ていませ|なかった|ないまま|たことがない|たことはない)|(?:以来|以降|以後|その後|それから|これまで|今まで|今日まで|現在まで|いまだ|未だ|今なお)[^。]{0,60}?て(?:は)?(?:いない|おらず|おらない|いませ|おりませ)|` +
	`한 ?(?:번|차례|건)도[^.]{0,40}?(?:않|못|없)|(?:이후|이래|그 ?뒤|그 ?후|지금까지|현재까지|오늘까지|아직(?:까지)?|여태(?:껏)?)[^.]{0,60}?지(?:는|도)? (?:않|못)(?:았|했|하|고|은|는)|` +
	`ни разу[^.;:!?]{0,60}? не |(?:с тех пор|до сих пор|по сей день|до сего дня|на сегодня|пока(?: что)?|после (?:этого|того)|с того времени)[^.;:!?]{0,60}?(?:ни один|ни одн\p{L}+|никак\p{L}+|не (?:был[аио]?|провод\p{L}+|провел\p{L}*|провёл|состоял\p{L}*|собирал\p{L}*|встречал\p{L}*|созывал\p{L}*|открыт\p{L}*|созван\p{L}*))|(?:ни один|ни одн\p{L}+|никак\p{L}+)[^.;:!?]{0,80}? не [^.;:!?]{0,60}?(?:с тех пор|до сих пор|по сей день)`)

// things are what a record, a law or a routine would show if it were there; noSuch denies
// that there is one, or that anybody has done what would be on record.
const things = `(?:calendars?|protocols?|polls?|surveys?|stud(?:y|ies)|records?|documents?|texts?|law|statutes?|clauses?|provisions?|rules?|lists?|registers?|procedures?|mechanisms?|memorand(?:um|a)|figures?|numbers?|counts?|statistics|data|accounts?|minutes|schedules?|timetables?|successors?|follow-?ups?|second|third|fourth|fifth|repeat|repetition|sequel|instances?|cases?|examples?|sign|word|body|office|fund|channel|hotline|centre|store|storage|meetings?|drills?|exercises?|rounds?|test|report|transcript|precedents?|copy|translation|estimate|inventory)`

var (
	noSuch = lazyregexp.New(`(?i)\b(?:there(?:['’]s| is| are| exists?| was| were) (?:still |as yet |so far |simply |to this day )?(?:no|not a|not one|not any|neither a|nowhere an?) (?:[\w-]+ ){0,4}?` + things + `\b|` +
		`(?:no|not one|not a single|neither|nor does any) (?:[\w’'-]+ ){0,5}?(?:exists?|is (?:known|on record|documented|recorded|public)|are (?:known|on record|documented|recorded|public|available))\b|` +
		`\b` + things + `\b[^.;:!?]{0,50}? (?:does not|do not|doesn['’]t|don['’]t) (?:yet |so far )?exist\b|` +
		`(?:^|[,;:—–] ?|\b(?:and|but|yet|so|since|for|because|that) )(?:nobody|no one|none|no (?:poll|pollster|survey|institute|government|capital|court|minister|newspaper|agency|country|side|ministry|state|party|body|firm|company|outlet|scholar|office)\w*)(?: (?:of|in|on|from) [^.;:!?,]{1,40}?)? (?:(?:has|have|had) (?:yet |ever |so far |since )*(?:used|repeated|followed|kept|drawn up|written|studied|seen|heard|told|said|known|named|denied|tried|put|set|made|given|offered|proposed|found out)|(?:has |have |had )?(?:yet |ever |so far |since )*(?:asked|asks|counted|counts|published|publishes|tested|measured|measures|tracked|tracks|recorded|records|explained|explains|mentioned|mentions|reported|reports|disclosed|confirmed))\b|` +
		`(?:is|are|was|were) (?:nowhere|not|never) (?:\w+ )?(?:recorded|documented|on record|on file|reported|mentioned anywhere|publicly known)\b|` +
		`nowhere (?:is|are|does|do|has|have|on|in)\b|(?:nothing|no word|no more|not a word) (?:more |further |else )?(?:has |have |was |is )?(?:been )?(?:heard|known|came of|come of|followed|published|reported|said)\b|it is not known (?:whether|if|who|how|when)\b|(?:nobody|no one) knows (?:whether|if|who|how|when)\b|remains? (?:unknown|unpublished|undisclosed|unreported|undocumented)\b|(?:has|have) (?:yet|still) to (?:be )?(?:\w{2,}(?:ed|en|wn)|held|made|set|built|paid|sent|begun|meet|convene|happen|take place|follow|appear|open|sign|name|publish|answer)\b|(?:has|have) (?:gone|been|remained) (?:unanswered|unused|unrepeated|unpublished)\b|never (?:took place|came about|materiali[sz]ed|saw the light|happened again|met again|been seen|followed)\b)`)
	noSuchOther = lazyregexp.New(`(?i)(?:存在し(?:ない|ません|ておら|ていな)|存在は(?:確認|知られ)(?:でき|され|て)?(?:い)?な|(?:例|前例|先例|事例|記録|統計|調査|文書|規定|手順|計画|予定|続報|発表|動き|成果|形跡)(?:は|が|も)(?:一つも|一件も|まだ|いまだ|未だ|まったく|全く|どこにも)?(?:ない(?:。|、|ま|$)|なく、|見られな|報じられて(?:い)?な|知られて(?:い)?な|ありませ|残って(?:い)?な)|誰(?:も|一人)[^。]{0,40}(?:て(?:は)?(?:いない|おらず|いません)|ない(?:。|$))|どこにも[^。]{0,30}(?:ない|なく|ません|ず)|(?:会合|会議|訓練|会談|協議|調査|演習|対話|報告書|文書|実績|議事録|計画|検証|結果|内容|日程|後任|第[二三四五2345２３４５]回|[二三四五2345２３４５]回目)[^。、]{0,20}(?:開かれ|行われ|実施され|開催され|公表され|公開され|報じられ|発表され|使われ|決まっ|始まっ|示され|確認され|設けられ|作られ|起き|出)て(?:は)?(?:いない|いません|おらず|おりません)|(?:明らかに|分かって|わかって|知られて|判明して)(?:なって)?(?:は)?(?:いない|おらず|いません)|音沙汰|それきりだ|立ち消え|不明(?:だ|である|のまま)(?:。|$)|た(?:こと|ためし|試し)(?:は|が)(?:一度も)?(?:ない|なく|ありません))|` +
		`존재하지 않|(?:사례|전례|선례|기록|통계|조사|문서|규정|절차|계획|일정|후속|발표|소식|움직임|성과|보도)(?:는|은|가|이|도) ?(?:아직 |전혀 |하나도 |어디에도 )?(?:없(?:다|었|으며|고|는 상태)|나오지 않|알려지지 않)|아무(?:도|런|데도|것도)[^.]{0,40}(?:않|못|없)|어디에(?:도|서도)[^.]{0,40}(?:않|못|없)|(?:적|일|바)(?:이|은|도|가)? ?(?:아직 |전혀 )?(?:한 ?번도 )?없(?:다|었|으며|고|는)|(?:회의|회담|훈련|조사|대화|협의|후속|두 ?번째|세 ?번째|네 ?번째|제?[2345]차)[^.,]{0,24}(?:열리지|이뤄지지|이루어지지|실시되지|개최되지|진행되지|재개되지|이어지지|공개되지|쓰이지|사용되지)(?:는|도)? ?(?:않(?:았다|고 있|은 상태|았고)|못(?:했다|하고 있))|알려진 (?:바|것)(?:는|이|가)? ?없|알려지지 않(?:았|고)|감감무소식|(?:밝혀지지|드러나지) 않(?:았|고)|` +
		`(?:^|[^\p{L}])(?:не существует|не имеется|отсутству(?:ет|ют)|никто (?:\p{L}+ ){0,3}?не (?:спрашива|спроси|видел|слыша|слыха|публиков|опублик|наш[её]л|провер|измер|подсчит|сообща|сообщи|объяв|использ|упомина|упомян|фиксир|изуча|бывал|побыва)\p{L}*|нигде (?:\p{L}+ ){0,3}?не \p{L}+|ничего (?:\p{L}+ ){0,3}?не (?:известно|слышно|сообщал\p{L}*|найдено|опубликовано|говорит\p{L}*|последовало|дало|вышло)|(?:остаётся|остается) (?:неизвестн|неопубликованн)\p{L}+|неизвестно, \p{L}+|(?:повторени|продолжени|ответ|реакци|развити)\p{L}* не (?:был[ао]|последова\p{L}+|получил\p{L}*|поступа?л\p{L}*)|не последовало|(?:второ|треть|четв[её]рт|пято|нов|следующ|очередн)\p{L}+ [^.;:!?]{0,60}? не (?:было|состоял\p{L}+|проводил\p{L}+|собирал\p{L}+|последова\p{L}+|провели|провод\p{L}+|назначен\p{L}*)|не (?:проводил|состоял|собирал)(?:ся|ась|ось|ись)|нет (?:ни одно|никак|совместн|общ|единственн|официальн|публичн|открыт|отдельн)\p{L}+ \p{L}+|(?:так(?:ого|ой|их)) [^.;:!?]{1,40}? нет(?:$|[^\p{L}])|ни (?:один|одна|одно|одного|одной) [^.;:!?]{1,60}? не \p{L}+|ни \p{L}+, ни \p{L}+[^.;:!?]{0,60}? не (?:предлага|предложи|спрашива|спроси|публиков|опублик|наш[её]л|нашл|провер|измер|счита|подсчит|сообща|сообщи|объяв|использ|упомина|упомян|изуча|подписа|созда|провод|провел|собира|обсужда)\p{L}*)`)
)

// NoSuch finds where a text denies that there is something that would be on record, or
// that anybody has done it.
func NoSuch(s string) (at Span, ok bool) {
	m := noSuch.FindStringIndex(s)
	if m == nil && strings.ContainsFunc(s, func(r rune) bool { return r >= 0x400 && (r < 0x2000 || r > 0x2fff) }) {
		m = noSuchOther.FindStringIndex(s)
	}
	if m == nil || whichHas.MatchString(s[:m[0]]) || conditional.MatchString(s[:m[0]]) {
		return Span{}, false
	}
	return Span{m[0], m[1]}, true
}

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
	if m := absencePassive.FindStringIndex(s); m != nil && !conditional.MatchString(s[:m[0]]) && !settled.MatchString(s[max(0, m[0]-40):m[1]]) {
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
