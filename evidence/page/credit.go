package page

import (
	"strings"
	"unicode/utf8"

	"entente/lazyregexp"
)

const agencies = `AP|AFP|EPA|Reuters|REUTERS|Getty(?: Images)?|Shutterstock|shutterstock\.com|iStock|Alamy|Kyodo(?: News)?|Yonhap(?: News)?|Jiji(?: Press)?|Xinhua|Bloomberg|Flickr|Wikimedia(?: Commons)?|Unsplash|Pexels|Pixabay|Adobe ?Stock|Zuma(?: Press)?|Sipa(?: USA)?|Anadolu|Newsis|News1|DVIDS|UPI|Pool|NurPhoto|Depositphotos|Dreamstime|Corbis|Magnum(?: Photos)?|Imago|TASS|Sputnik|Presidential Office|Cabinet Public (?:Affairs|Relations) Office|White House|State Department|Creative Commons|CC[ -]BY(?:-[A-Z]{2})*(?: \d\.\d)?`

var (
	// creditLead opens a credit: "Top image credit:", "Photo by", "写真:", "사진=".
	creditLead = lazyregexp.New(`(?i)^[\[(（【<▲■△◆]*\s*(?:(?:top|lead|cover|header|featured?|main|hero|banner|file|above|left|right|thumbnail|homepage)\s+)*(?:photo(?:graph)?s?|images?|pictures?|pics?|illustrations?|graphics?|video|art(?:work)?|cartoon|map|screenshot)\s*(?:(?:credits?|courtesy(?: of)?|sources?|by|via|from)\s*[:：=]?|[:：=|])\s*(.+)$`)
	creditWord = lazyregexp.New(`(?i)^[\[(（【]*\s*(?:credits?|photographer|courtesy(?: of)?|via)\s*[:：=]\s*(.+)$|^[\[(（【]*\s*courtesy of\s+(.+)$`)
	creditCJK  = lazyregexp.New(`^[\[(（【<▲■△◆]*\s*(?:写真|画像|撮影|提供|資料|図|사진|그래픽|이미지|자료|출처|[Фф]ото(?:графия)?|[Ии]ллюстрация)(?:\s*(?:提供|資料|撮影|제공|출처|자료|촬영)|・[\p{Han}\p{Hiragana}]{1,6})?\s*[:：=＝/／｜|]\s*(.+)$`)
	// agencyEnd closes a line with an agency: "Kim Min-su/Reuters", "(Shutterstock)".
	agencyEnd  = lazyregexp.New(`(?:^|[/／(（\[|,]\s?|\s(?:via|for|by|-|–|—)\s)(?:` + agencies + `)(?:\s*(?:/|via|,)\s*(?:` + agencies + `))*[)）\]]?\s*\.?$`)
	agencyAt   = lazyregexp.New(`^(?:AP Photo|AFP PHOTO|REUTERS|Reuters|EPA|Kyodo|Yonhap|Getty Images|Xinhua|Bloomberg|Pool Photo)\s*[/／]\s*\S.{1,60}$`)
	cjkAgency  = lazyregexp.New(`(?:[=＝/／]\s*(?:共同|時事|朝日新聞|毎日新聞|読売新聞|ロイター|連合ニュース|聯合ニュース|代表撮影|연합뉴스|뉴시스|뉴스1|로이터|게티이미지(?:코리아)?|대통령실(?:\s?제공)?)|(?:제공|撮影|提供))\s*[)）\]】]?$`)
	rightsLine = lazyregexp.New(`(?i)(©|\(c\)|ⓒ|copyright\b|all rights reserved|public domain|creative commons|cc[ -]by|cc0)`)
	// creditInside is a credit in brackets inside a caption or paragraph.
	creditInside = lazyregexp.New(`(?i)\s*[\[(（]\s*(?:(?:file |pool )?(?:photo|image|picture|illustration|credit|courtesy|photograph)s?\s*(?:credit|courtesy|by|via|from)?\s*(?:of\s+)?[:：]?\s+[^()\[\]（）]{2,90}|(?:写真|画像|撮影|提供|사진|그래픽|이미지)\s*(?:提供|제공)?\s*[:：=＝]\s*[^()\[\]（）]{1,60}|[^()\[\]（）]{0,60}(?:` + agencies + `)(?:\s*(?:photo|file))?|AP Photo/[^()\[\]]{2,60})\s*[\])）]`)
	creditTail   = lazyregexp.New(`(?i)\s+(?:(?:photo|image|picture)s?\s*(?:credit|by|courtesy of|via)?\s*[:：]|photo by|photograph by|image by|credit\s*:)\s*([^.。]{2,90})\.?$`)
	// captionCJK is a caption that ends in its credit: "修理を待つ船＝1日、横須賀市、佐藤花撮影",
	// "수리를 기다리는 함정. 연합뉴스 제공".
	captionCJK = lazyregexp.New(`^(.{2,160}?)\s*(?:[=＝/／]\s*(?:[^=＝/／]*[、,]\s*)?|[.。]\s*)([^=＝/／.。、,]{1,40}?)\s*(?:提供|撮影|제공|촬영)\s*[)）\]】]?$`)
	creditTrim = lazyregexp.New(`^[\s\[(（【]+|[\s\])）】.]+$`)
)

// isCredit reports whether a line only says who made or owns a picture, and
// gives whom it credits.
func isCredit(line string) (credit string, ok bool) {
	if utf8.RuneCountInString(line) > 260 {
		return "", false
	}
	for _, form := range []*lazyregexp.Regexp{creditLead, creditWord, creditCJK} {
		if m := form.FindStringSubmatch(line); m != nil {
			rest := m[1]
			if rest == "" && len(m) > 2 {
				rest = m[2]
			}
			// "Image: the party's standing fell" is a sentence, not a credit.
			if isSentence(rest) && !agencyEnd.MatchString(rest) && !creditInside.MatchString(rest) && len(rest) > 90 {
				return "", false
			}
			return trimCredit(rest), true
		}
	}
	n := utf8.RuneCountInString(line)
	if n <= 120 && (agencyEnd.MatchString(line) || agencyAt.MatchString(line)) && !isLong(line) {
		return trimCredit(line), true
	}
	if n <= 60 && cjkAgency.MatchString(line) {
		return trimCredit(line), true
	}
	return "", false
}

func trimCredit(s string) string { return creditTrim.ReplaceAllString(strings.TrimSpace(s), "") }

func isLong(line string) bool { return len(strings.Fields(line)) > 14 }

// splitCaption parts a caption from the credit and the rights that stand in it.
func splitCaption(text string) (caption, credit, rights string) {
	text = oneLine(text)
	if text == "" {
		return "", "", ""
	}
	if m := creditInside.FindStringIndex(text); m != nil {
		credit = trimCredit(text[m[0]:m[1]])
		for _, form := range []*lazyregexp.Regexp{creditLead, creditCJK} {
			if g := form.FindStringSubmatch(strings.TrimSpace(text[m[0]:m[1]])); g != nil {
				credit = trimCredit(g[1])
			}
		}
		text = oneLine(text[:m[0]] + " " + text[m[1]:])
	} else if m := captionCJK.FindStringSubmatch(text); m != nil {
		text, credit = oneLine(m[1]), oneLine(m[2])
	} else if m := creditTail.FindStringSubmatchIndex(text); m != nil && !creditLead.MatchString(text) {
		credit = trimCredit(text[m[2]:m[3]])
		text = oneLine(text[:m[0]])
	} else if c, ok := isCredit(text); ok && !rightsLine.MatchString(text) {
		return "", c, ""
	}
	if loc := rightsLine.FindStringIndex(text); loc != nil {
		// The sentence with the mark is the statement of rights.
		start := 0
		if i := strings.LastIndexAny(text[:loc[0]], ".。|;"); i > 0 {
			_, size := utf8.DecodeRuneInString(text[i:])
			start = i + size
		}
		rights = strings.Trim(text[start:], " |;")
		text = strings.Trim(text[:start], " |;")
		if credit == "" {
			if c, ok := isCredit(text); ok {
				return "", c, rights
			}
		}
	}
	return text, credit, rights
}

// stripCredit takes a credit off the beginning or end of a paragraph that it has
// been run into, and one in brackets out of its middle.
func stripCredit(text string) (string, bool) {
	if !mayCredit(text) {
		return text, false
	}
	out := creditInside.ReplaceAllString(text, "")
	if m := creditRunIn.FindStringSubmatchIndex(out); m != nil {
		out = out[m[2]:]
	}
	if m := creditTail.FindStringIndex(out); m != nil && m[0] > 40 {
		out = out[:m[0]]
	}
	out = oneLine(out)
	return out, out != text
}

// mayCredit is a quick look for what every credit has: a bracket, or a word for
// a picture at the beginning or near the end.
func mayCredit(text string) bool {
	if strings.ContainsAny(text, "[(（") {
		return true
	}
	for _, part := range []string{text[:min(len(text), 40)], text[max(0, len(text)-120):]} {
		low := strings.ToLower(part)
		for _, w := range []string{"photo", "image", "picture", "credit"} {
			if strings.Contains(low, w) {
				return true
			}
		}
	}
	return false
}

// creditRunIn is a credit glued to the sentence after it:
// "Photo: Kim/ReutersThe two governments agreed".
var creditRunIn = lazyregexp.New(`^(?:(?:[Tt]op |[Ll]ead |[Ff]ile )?(?:[Pp]hoto|[Ii]mage|[Pp]icture|PHOTO|IMAGE)s?(?: [Cc]redit| by| via| courtesy of)?\s*[:：]?\s.{0,80}?(?:` + agencies + `)[)\]]?|\((?:` + agencies + `)\))\s*((?:[“"'‘]|\p{Lu}[\p{Ll}\d]|\p{Han}|\p{Hangul}|A\s).{40,})$`)
