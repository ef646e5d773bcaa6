package lex

import (
	"strings"

	"entente/lazyregexp"
)

// bodyWord is a word that only names of bodies have, in English, Russian and the
// languages around them.
var bodyWord = lazyregexp.New(`(?i)(?:^|[\s'’(-])(?:ministry|ministries|ministère|ministerio|ministerium|department|agency|authority|bureau|office|council|committee|commission|cabinet|parliament|assembly|senate|congress|secretariat|government|presidency|embassy|consulate|mission|delegation|institute|institution|foundation|university|college|academy|school of|cent(?:er|re)|society|association|federation|confederation|union|organi[sz]ation|alliance|forum|network|project|initiative|bank|fund|board|court|tribunal|staff|desk|team|editors|editorial|newsroom|news|press|media|times|post|herald|tribune|gazette|journal|review|magazine|radio|television|broadcasting|wire|service|services|company|corporation|inc|ltd|llc|gmbh|group|command|forces|navy|army|coast guard|police|republic of|city of|united nations|министерств\p{L}*|правительств\p{L}*|парламент\p{L}*|администраци\p{L}*|пресс-служб\p{L}*|служб\p{L}*|агентств\p{L}*|институт\p{L}*|университет\p{L}*|академи\p{L}*|комитет\p{L}*|комисси\p{L}*|совет\p{L}{0,2}|секретариат\p{L}*|бюро|центр\p{L}{0,2}|департамент\p{L}*|управлени\p{L}*|редакци\p{L}*|банк\p{L}{0,2}|фонд\p{L}{0,2}|союз\p{L}{0,2}|ассоциаци\p{L}*|посольств\p{L}*|дума|сенат|кабинет министров|новости|газета|тасс|риа)(?:$|[\s,.'’)-])`)

// bodyEnd is how names of bodies end in Japanese, Chinese and Korean.
var bodyEnd = lazyregexp.New(`(?:省|庁|官邸|内閣府|委員会|研究所|研究センター|センター|事務局|大学|新聞|新聞社|通信|通信社|協会|財団|法人|機構|協議会|総局|本部|審議会|大使館|編集部|取材班|報道部|広報室|総務課|政府|議会|国会|会議|[\p{Han}]{2,}[局部課室院署]|외교부|통일부|[가-힣]{2,}(?:부|청|처|실|원|국|과|당)|위원회|연구소|연구원|사무처|사무국|센터|대학교|신문|일보|뉴스|통신|방송|협회|재단|본부|대사관|편집국|편집부|취재팀|정부|국회|은행|공사|공단|단체|연합)$`)

// familyNames are the commonest of Korea's family names, of one syllable: a name of
// three that begins with one is a person's, whatever it ends in.
const familyNames = "김이박최정강조윤장임한오서신권황안송류홍전고문손양배백허유남심노하곽성차주우구나민진지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국"

// IsBody tells by its name whether an author is a body (a ministry, an agency, an
// institute) and no person: by what bodies are called in English, Japanese, Korean and
// Russian. A family name such as Press or Post looks like one.
func IsBody(name string) bool {
	if ShareCJK(name) < 0.5 {
		return bodyWord.MatchString(name)
	}
	if !bodyEnd.MatchString(name) {
		return false
	}
	r := []rune(name)
	if len(r) <= 4 && r[0] >= 0xAC00 && r[0] <= 0xD7A3 {
		// 김하원, 정민국 are persons; 외교부, 기상청, 국회 are not.
		if strings.HasSuffix(name, "부") || strings.HasSuffix(name, "청") || strings.HasSuffix(name, "처") || strings.HasSuffix(name, "실") {
			return len(r) > 3 || !strings.ContainsRune("김이박최정강조윤장임한오서신권황안송류홍", r[0])
		}
		return len(r) == 2 || !strings.ContainsRune(familyNames, r[0])
	}
	return true
}
