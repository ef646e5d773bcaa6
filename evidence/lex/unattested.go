package lex

import (
	"strings"

	"entente/lazyregexp"
)

// How a reason denies that there is evidence, with no subject who denies it: that
// a word is not cited, that nothing is told or on record, that somebody has no vote of its own,
// or that what was read has none. What somebody does not say, oppose or name is no absence
// but what a source tells of them, nor is what is not in a text that stands there.
var (
	unattested = lazyregexp.New(`(?i)` +
		// no word of it is cited, of three nothing is said, no vote is on record, nobody is known to
		`\b(?:no|none|nothing|nobody|no one|neither|not (?:a|one)(?: single)? word)\b[^.;:!?]{0,90}? (?:is|are|was|were|has been|have been)(?: ever| yet| so far)? (?:cited|said|told|known|heard(?: of)?|recorded|documented|attested|reported|read|seen|entered|on (?:the )?record|on file)\b|` +
		// a word of its own is not cited; the month is not known
		`\b(?:is|are|was|were|has been|have been)(?:n['’]t| not| nowhere| never)(?: yet| so far| ever)? (?:cited|known|heard of|documented|attested|recorded|on (?:the )?record|on file)\b(?: (?:here|yet|anywhere|so far|from|whether|how|who|when)\b)?|` +
		`\b(?:is|are|was|were)(?:n['’]t| not| nowhere| never)(?: yet| so far| ever)? (?:said|told|reported|held here)(?:[.,;)]|$)|` +
		// a word of his on it is not held; the row has nothing of him; it is held in no row
		`\bwords?\b[^.;:!?]{0,60}? (?:is|are|was|were)(?:n['’]t| not) (?:held|told|given)\b|\bthe (?:rows?|record|dossier|files?) (?:ha(?:s|ve)|holds?|names?|knows?) (?:no|nothing|none)\b|\bin no rows?\b|` +
		// no word of its own stands behind it
		`\b(?:no|none|nothing)\b[^.;:!?]{0,60}? of (?:its|his|her|their) own\b[^.;:!?,]{0,30}? (?:stands?|stood|exists?|backs?|carries|speaks?)\b|` +
		// nothing that was found, as far as was found, no successor known
		`\b(?:no|none|nothing|nobody)\b[^.;:!?]{0,60}? that (?:was|has been|could be|is) (?:found|known|seen|read)\b|` +
		`\bas far as (?:(?:was|is|has been|could be)|(?:we|the editors|anyone)(?: \w+)?) (?:found|know|known|seen|see|read|tell|searched)\b|` +
		`\b(?:no|none) (?:[\w’'-]+ ){1,4}?(?:found|known|cited|on record)(?:[.,;)]|$)|` +
		// in what was read it says nothing; its part in what was read is one speech
		`\b(?:no|not|none|nothing|never|only|alone|nobody|one)\b[^.;:!?]{0,80}? in (?:what|all that|the (?:pages|reports|accounts|sources|papers|texts) that) (?:was|were|has been|have been|is|are|could be|we have) (?:read|seen|found)\b|` +
		`\bin (?:what|all that|the (?:pages|reports|accounts|sources|papers|texts) that) (?:was|were|has been|have been|is|are|could be|we have) (?:read|seen|found)\b[^.;:!?]{0,60}? (?:no|not|none|nothing|never|only|alone|nobody|one)\b|` +
		`\b(?:is|are|was|were|remains?) (?:\w+ )?(?:unknown|unrecorded|undocumented|unattested)\b`)
	unattestedOther = lazyregexp.New(`(?i)` +
		// Japanese: 自らの発言は引かれていない, 何も伝えられていない, 記録にない
		`(?:自ら|自身|独自|固有|本人)の[^。、]{0,12}(?:発言|声明|言葉|見解|言及|談話|記録|票|行動)(?:は|が|も)[^。、]{0,12}(?:ない|なく|ず|ません|なかった)|` +
		`(?:発言|声明|言葉|言及|談話|見解|記述|記録|報道|文言)(?:は|が|も)[^。、]{0,14}(?:引用され|引かれ|挙げられ|知られ|伝えられ|報じられ|記録され|残って|記されて|示され)(?:て(?:は)?)?(?:いない|おらず|いません|ない|なかった)|` +
		`(?:何も|何一つ|一言も|一切)[^。、]{0,20}(?:述べられ|語られ|言われ|知られ|伝えられ|報じられ|引用され|引かれ|記録され|記され)て(?:は)?(?:いない|おらず|いません)|` +
		`(?:は|が|も|かは|かも)(?:知られて|伝わって|わかって|分かって)(?:は)?(?:いない|おらず|いません)|(?:記録|資料|文献)(?:に|には|にも)(?:ない|なく|残っていない|見えない)|読んだ(?:限り|範囲)(?:で|では)[^。]{0,40}(?:ない|なく|ず|ません)|` +
		// Korean: 자체 발언은 인용되지 않았다, 아무것도 전해지지 않는다, 기록에 없다
		`(?:자체|자신의|자기|독자적인|고유의|스스로의) ?(?:발언|성명|입장|언급|말|표결|기록|견해|행동)(?:은|는|이|가|도)? ?[^.,]{0,14}(?:없|않|못)|` +
		`(?:발언|성명|입장|언급|견해|기록|보도|말)(?:은|는|이|가|도)? ?[^.,]{0,14}(?:인용되지|인용돼 있지|알려지지|알려져 있지|전해지지|기록되지|기록돼 있지|언급되지|실려 있지)(?:는|도)? ?(?:않|못)|` +
		`(?:아무것도|아무 말도|한마디도|아무런 언급도|전혀)[^.,]{0,20}(?:인용되지|알려지지|전해지지|기록되지|언급되지|말해지지)(?:는|도)? ?(?:않|못)|` +
		`(?:기록|자료|문헌)(?:에|에는|에도) ?(?:없|남아 있지 않)|읽은 (?:범위|것|자료)(?:에서|에는|에서는)[^.]{0,40}(?:없|않|못)|` +
		// Russian: слов его самого не приведено, об этом ничего не сказано, в записях не значится
		`(?:^|[^\p{L}])(?:собственн|своих|своего|его сам|её сам|ее сам|их сам)\p{L}* [^.;:!?]{0,40}?(?:нет(?:$|[^\p{L}])|не (?:приведен|приводит|известн|записан|зафиксир|цитир|сказан|видн|найден)\p{L}*)|` +
		`(?:слов|заявлени|высказывани|голосовани|упоминани|запис)\p{L}*[^.;:!?]{0,40}? не (?:приведен|приводит|известн|записан|зафиксирован|процитирован|цитиру|значит|значат)\p{L}*|` +
		`ничего не (?:сказано|говорится|сообщается|записано|приведено|известно|слышно)|не (?:значится|значатся|числится)[^.;:!?]{0,20}? (?:в запис|в источник|в документ|в архив)\p{L}*|в прочитанном[^.;:!?]{0,50}?(?:нет(?:$|[^\p{L}])|не )|насколько (?:известно|удалось)`)
)

// inThat stands behind what is denied of a text alone, there or in the report, or of a
// reputation: not known for it.
var inThat = lazyregexp.New(`(?i)^ ?(?:there\b|for\b|as\b|of it there\b|in (?:it|them|the|its|his|her|their|this|that)\b|by (?:it|the|its|him|her)\b|at the (?:time|meeting)\b)`)

// saidThat stands before what another says there is no evidence of.
var saidThat = lazyregexp.New(`(?i)\b(?:said|says|saying|told|tells|wrote|writes|stat(?:es|ed)|claim(?:s|ed)|argue[sd]|den(?:ies|ied)|holds|held|insist(?:s|ed)|noted|admit(?:s|ted)|by (?:its|his|her|their) account),? (?:\w+ ){0,3}?that (?:[\w’'-]+ ){0,3}$`)

// Unattested finds where a reason says, in its own voice, that there is no evidence of
// something, in English, Japanese, Korean and Russian. A part that stands in
// quotation marks is another's.
func Unattested(s string) (at Span, ok bool) {
	for _, p := range []*lazyregexp.Regexp{unattested, unattestedOther} {
		if p == unattestedOther && !strings.ContainsFunc(s, func(r rune) bool { return r >= 0x400 && (r < 0x2000 || r > 0x2fff) }) {
			continue
		}
		for from := 0; from < len(s); {
			m := p.FindStringIndex(s[from:])
			if m == nil {
				break
			}
			at = Span{from + m[0], from + m[1]}
			if !inThat.MatchString(s[at.End:]) && !saidThat.MatchString(s[:at.Start]) && !conditional.MatchString(s[:at.Start]) && !strings.Contains(at.In(s), " of it that ") && !settled.MatchString(at.In(s)) && !inQuotation(s, at.Start) {
				return at, true
			}
			from = at.End
		}
	}
	return Span{}, false
}

// inQuotation reports whether a place lies in quotation marks.
func inQuotation(s string, at int) bool {
	before, behind := s[:at], s[at:]
	for open, end := range map[string]string{"“": "”", "「": "」", "『": "』", "«": "»", "‘": "’"} {
		if i := strings.LastIndex(before, open); i >= 0 && !strings.Contains(before[i:], end) && strings.Contains(behind, end) {
			return true
		}
	}
	return strings.Count(before, `"`)%2 == 1 && strings.Contains(behind, `"`)
}
