package page

import (
	"bytes"
	"fmt"
	"mime"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode/utf32"
	"golang.org/x/text/transform"

	utf "golang.org/x/text/encoding/unicode"

	"entente/lazyregexp"
)

var metaCharset = lazyregexp.New(`(?i)<meta[^>]{0,200}?charset\s*=\s*["']?\s*([a-z0-9_:.-]{2,40})|<\?xml[^>]{0,100}?encoding\s*=\s*["']([a-z0-9_:.-]{2,40})`)

// Decode turns a text into UTF-8: see decode.
func Decode(src []byte, contentType string) (text []byte, charset, note string, err error) {
	return decode(src, contentType)
}

// decode turns a page into UTF-8. The encoding is the byte-order mark's, else
// UTF-8 where the bytes are valid so and not plain ASCII, else the header's,
// else the page's own statement, else the one that reads best. A statement
// under which the bytes make no sense is not believed, and the note says so.
func decode(src []byte, contentType string) (text []byte, charset, note string, err error) {
	switch {
	case bytes.HasPrefix(src, []byte("\xef\xbb\xbf")):
		src = src[3:]
		if utf8.Valid(src) {
			return src, "utf-8", "", nil
		}
	case bytes.HasPrefix(src, []byte("\xff\xfe\x00\x00")), bytes.HasPrefix(src, []byte("\x00\x00\xfe\xff")):
		out, _, err := transform.Bytes(utf32.UTF32(utf32.LittleEndian, utf32.UseBOM).NewDecoder(), src)
		return out, "utf-32", "", err
	case bytes.HasPrefix(src, []byte("\xff\xfe")), bytes.HasPrefix(src, []byte("\xfe\xff")):
		out, _, err := transform.Bytes(utf.UTF16(utf.LittleEndian, utf.UseBOM).NewDecoder(), src)
		return out, "utf-16", "", err
	}
	if binary(src) {
		return nil, "", "", fmt.Errorf("%w: it holds zero bytes, and is no PDF, DOCX, XLSX or ODS file either; save it as one of these, or as HTML or text", ErrBinary)
	}
	declared := declaredCharset(src, contentType)
	enc, name := lookup(declared)
	ascii := isASCII(src)
	if ascii && (enc == nil || name != "iso-2022-jp") && !bytes.Contains(src, []byte("\x1b$")) {
		return src, "utf-8", "", nil
	}
	if utf8.Valid(src) && !ascii {
		if enc != nil && name != "utf-8" {
			return src, "utf-8", fmt.Sprintf("the page says that it is %s, but it is UTF-8", declared), nil
		}
		return src, "utf-8", "", nil
	}
	// Where the statement reads well, it holds.
	if enc != nil && name != "utf-8" {
		out, bad := decodeAs(enc, src)
		if bad == 0 && plausible(out) {
			return out, name, "", nil
		}
	}
	best, bestName, bestScore := []byte(nil), "", -1e9
	for _, c := range candidates {
		out, bad := decodeAs(c.enc, src)
		s := legibility(out) - 20*float64(bad)/float64(max(1, utf8.RuneCount(out)))
		switch c.name {
		case name:
			s += 0.05
		case "iso-8859-2", "windows-1250":
			s -= 0.15 // the signs of other Western texts are letters here
		}
		if s > bestScore {
			best, bestName, bestScore = out, c.name, s
		}
	}
	if name == "utf-8" && mostlyUTF8(src) {
		return bytes.ToValidUTF8(src, []byte("\uFFFD")), "utf-8", "some bytes of the page are damaged; they stand as \uFFFD", nil
	}
	switch {
	case declared == "":
		note = fmt.Sprintf("the page does not say its encoding; it was read as %s", bestName)
	case name != bestName:
		note = fmt.Sprintf("the page says that it is %s, but it reads as %s", declared, bestName)
	}
	return best, bestName, note, nil
}

var candidates = []struct {
	name string
	enc  encoding.Encoding
}{
	{"shift_jis", japanese.ShiftJIS},
	{"euc-jp", japanese.EUCJP},
	{"iso-2022-jp", japanese.ISO2022JP},
	{"euc-kr", korean.EUCKR},
	{"gbk", simplifiedchinese.GBK},
	{"big5", traditionalchinese.Big5},
	{"windows-1252", charmap.Windows1252},
	{"windows-1251", charmap.Windows1251},
	{"koi8-r", charmap.KOI8R},
	{"iso-8859-5", charmap.ISO8859_5},
	{"iso-8859-2", charmap.ISO8859_2},
	{"windows-1250", charmap.Windows1250},
}

func lookup(label string) (encoding.Encoding, string) {
	if label == "" {
		return nil, ""
	}
	enc, err := htmlindex.Get(label)
	if err != nil {
		return nil, ""
	}
	name, err := htmlindex.Name(enc)
	if err != nil {
		return nil, ""
	}
	return enc, name
}

func declaredCharset(src []byte, contentType string) string {
	if _, params, err := mime.ParseMediaType(contentType); err == nil && params["charset"] != "" {
		return params["charset"]
	}
	m := metaCharset.FindSubmatch(src[:min(len(src), 4096)])
	if m == nil {
		return ""
	}
	return string(m[1]) + string(m[2])
}

func decodeAs(enc encoding.Encoding, src []byte) (out []byte, bad int) {
	out, err := enc.NewDecoder().Bytes(src)
	if err != nil {
		return nil, 1 << 20
	}
	return out, bytes.Count(out, []byte("\uFFFD"))
}

func binary(src []byte) bool {
	head := src[:min(len(src), 8192)]
	if bytes.HasPrefix(head, []byte("%PDF-")) || bytes.HasPrefix(head, []byte("PK\x03\x04")) {
		return true
	}
	return bytes.IndexByte(head, 0) >= 0
}

func isASCII(src []byte) bool {
	for _, c := range src {
		if c >= 0x80 {
			return false
		}
	}
	return true
}

// mostlyUTF8 reports whether all but a few of the characters are UTF-8.
func mostlyUTF8(src []byte) bool {
	good, bad := 0, 0
	for i := 0; i < len(src); {
		r, n := utf8.DecodeRune(src[i:])
		if n > 1 {
			good++
		} else if r == utf8.RuneError {
			bad++
		}
		i += n
	}
	return good > 4*bad
}

func plausible(out []byte) bool { return legibility(out) > 0.5 }

// legibility is how much of a text's characters beyond ASCII are such as people
// write: letters of one script, common punctuation; from 0 to 1. Rare Han
// characters and half-width kana, which wrong decodings are full of, count little.
func legibility(out []byte) float64 {
	var sum, n, common, amid float64
	counts := map[string]float64{}
	text := []rune(string(out[:min(len(out), 60000)]))
	for i, r := range text {
		if r < 0x80 {
			continue
		}
		within := i > 0 && i+1 < len(text) && inWord(text[i-1]) && inWord(text[i+1])
		if r >= 0x4E00 && within && text[i-1] < 0x80 && text[i+1] < 0x80 {
			amid++
		}
		if r >= 0x4E00 && commonSigns()[r] {
			common++
		}
		n++
		switch {
		case r >= 0xFF61 && r <= 0xFF9F: // half-width kana
			sum += 0.1
		case r >= 0x3130 && r <= 0x318F: // single letters of Hangul
			sum -= 0.5
		case unicode.In(r, unicode.Hiragana, unicode.Katakana):
			sum++
			counts["kana"]++
		case r >= 0xAC00 && r <= 0xD7A3:
			sum++
			counts["hangul"]++
		case r >= 0x4E00 && r <= 0x9FFF:
			sum += 0.7
			counts["han"]++
		case unicode.IsLetter(r) && r < 0x250 && r != 'ª' && r != 'º':
			sum += 0.8
			counts["latin"]++
		case unicode.Is(unicode.Cyrillic, r):
			sum += 0.7
			counts["cyrillic"]++
		case r >= 0x2010 && r <= 0x2122, r >= 0x3000 && r <= 0x303F, r >= 0xFF00 && r <= 0xFF60, r == 0xB7, r == 0xA0:
			sum += 0.9
		case r < 0x100 && strings.ContainsRune("«»¿¡§©®°£", r) && !within:
			sum += 0.9
		case r < 0x100 && r >= 0xA0 && within: // a sign within a word
			sum -= 0.5
		case r == '\uFFFD', r >= 0x80 && r < 0xA0, unicode.Is(unicode.Co, r):
			sum -= 2
		default:
			sum += 0.2
		}
	}
	if n == 0 {
		return 0.6
	}
	score := sum / n
	// Han without kana or Hangul beside it is less likely than with.
	if counts["han"] > 0 && counts["kana"] > counts["han"]/8 {
		score += 0.25
	}
	if counts["hangul"] > n/2 && counts["han"] < n/10 {
		score += 0.3
	}
	// Read by the wrong table a text is made of syllables and characters that are rare,
	// and of single ones within words of Latin letters.
	if cjk := counts["hangul"] + counts["han"]; cjk > 0 {
		score -= 2*max(0, 0.4-common/cjk)*cjk/n + 2*amid/cjk
	}
	// Read by the wrong table small letters of Cyrillic come out as capitals, and the
	// common ones as rare ones.
	if counts["cyrillic"] > n/2 {
		odd, common := cyrillicForm(out)
		score -= 2*odd + 2*max(0, 0.5-common)
	}
	// Latin letters one after another beyond ASCII are a sign of a wrong reading.
	if counts["latin"] > n*0.8 && highRuns(out) {
		score -= 0.8
	}
	return score
}

func inWord(r rune) bool { return unicode.IsLetter(r) || r > 0xA0 }

var commonSigns = sync.OnceValue(func() map[rune]bool {
	out := map[rune]bool{}
	for _, r := range commonSyllables + commonHan {
		out[r] = true
	}
	return out
})

// commonSyllables are the 200 commonest of Korean, which make up six sevenths of a text.
const commonSyllables = "일다이한국의에년가지미대은는제정부사월서기원자보인회시도관을로조고아장리본동안해수상명협하공스재성전경나라통구과주를무했" +
	"트교문방개연위비만외중세신화소력산민북어차실최법었치결단적마임선호계여유합오으행련강표령데뉴훈당감모용체현업열않각금억발" +
	"없김양청카두와그내니우들번식였프출권운후석응건센되요영처면총남항았담물게평울있반확약바판말터포러속퍼답군진달야태노배투피" +
	"예간분언입록참르역거것광근집책까파드박급"

// commonHan are the commonest characters of Japanese and Chinese, more than half of a text.
const commonHan = "日国年韓月会米人本合回大議者相同務一外共調協対安見中三事出査二政新第北府省行全開関首防高朝保上報成決長員内力民済島意連統" +
	"時局経億鮮家官用海当答明話談発閣衛定理世言記領部最支産論感聞交判金通数東表間法方和業道練書要訓財元実十水裁席分在立院万入" +
	"語令資約信手田権総自市文親前参機山度正割団障目所援庁認主船公訴氏研下算制確強脳送問受断加生有解港基平束究佐取名以後工学可" +
	"現読係選軍際京的地性党警輸動題体持投録致子四化任害声次半告五値労太物代州件多予低徴臣策社野反働委票期洋岸初求述能再計組管" +
	"評円電催示不戦李案小続少良両結場賛込救重原例県来花知専流止改売未百藤商遺門好難湾六設木族界面郵近郎典程慰婦果史条増情川式" +
	"是了我他这个也时说而于就得你那后对着其里去过发天如然作都军无经起与看进种将还此心又见只没从使业治长现动员关华问题济东亚战" +
	"略贸易系约论衡量國會與關這個來對為經濟戰發展學區亞兩"

// cyrillicForm gives, of a text's letters of Cyrillic, the share (0-1) of capitals in
// words that begin with a small letter, and the share of the eleven letters that make
// up seven tenths of what is written in Russian.
func cyrillicForm(out []byte) (odd, common float64) {
	all := 0.0
	within, small := false, false // a word, and it began with a small letter
	for _, r := range string(out[:min(len(out), 60000)]) {
		if !unicode.IsLetter(r) {
			within = false
			continue
		}
		if !within {
			within, small = true, unicode.IsLower(r)
		}
		if unicode.Is(unicode.Cyrillic, r) {
			all++
			if small && unicode.IsUpper(r) {
				odd++
			}
			if strings.ContainsRune("оеаинтсрвлкОЕАИНТСРВЛК", r) {
				common++
			}
		}
	}
	return odd / max(1, all), common / max(1, all)
}

// highRuns reports whether characters beyond ASCII mostly stand side by side, as
// accented letters of real text do not.
func highRuns(out []byte) bool {
	pairs, singles := 0, 0
	prev := false
	for _, r := range string(out[:min(len(out), 20000)]) {
		high := r >= 0x80
		if high && prev {
			pairs++
		} else if high {
			singles++
		}
		prev = high
	}
	return pairs > singles
}

// settleLanguage takes the language of the text where it can be told, and the page's
// own statement where it cannot and the text does not contradict it by its script.
func (p *Page) settleLanguage() {
	lang, _, _ := strings.Cut(strings.ToLower(strings.ReplaceAll(strings.TrimSpace(p.Language), "_", "-")), "-")
	if len(lang) != 2 || strings.Trim(lang, "abcdefghijklmnopqrstuvwxyz") != "" {
		lang = ""
	}
	text := p.Title + "\n" + p.Text
	if seen := first(textLanguage(text), mostSpoken(p.Text)); seen != "" {
		p.Language = seen
		return
	}
	share := func(t *unicode.RangeTable) float64 {
		n, all := 0, 0
		for _, r := range text[:min(len(text), 20000)] {
			if unicode.IsLetter(r) {
				all++
				if unicode.Is(t, r) {
					n++
				}
			}
		}
		return float64(n) / float64(max(1, all))
	}
	switch lang {
	case "ja", "ko", "zh":
		if share(unicode.Latin)+share(unicode.Cyrillic) > 0.7 {
			lang = ""
		}
	case "en":
		if share(unicode.Latin) < 0.5 || len(strings.Fields(text)) > 60 {
			lang = "" // of sixty words and more some are English, if they are English
		}
	case "ru": // its letters are told above
		lang = ""
	}
	p.Language = lang
}

// mostSpoken gives the language of most of a text's paragraphs, by their length, or "":
// a page in two languages has one in which it says more.
func mostSpoken(text string) string {
	by, all := map[string]int{}, 0
	for part := range strings.SplitSeq(text[:min(len(text), 100_000)], "\n\n") {
		w := weight(part)
		by[textLanguage(part)] += w
		all += w
	}
	for lang, n := range by {
		if lang != "" && n*2 > all {
			return lang
		}
	}
	return ""
}
