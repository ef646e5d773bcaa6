package furnish

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/lazyregexp"
	"entente/words"
)

// void reports whether an element has no closing tag.
func void(name []byte) bool {
	switch string(name) {
	case "br", "hr", "img", "input", "meta", "link", "col", "wbr", "source", "area":
		return true
	}
	return false
}

// bare reports whether an element holds text alone.
func bare(name []byte) bool {
	switch string(name) {
	case "title", "desc", "option", "textarea", "script", "style":
		return true
	}
	return false
}

// open is an element that a text stands in, with the language and the direction that it
// states or inherits.
type open struct {
	name []byte
	lang string
	dir  string // ltr or rtl, as it states or inherits it, or as its language runs
	svg  bool
}

// figureRun is what begins with a figure, or with a word or two before it, and goes on in
// Latin letters (31 March 2026, within 6 months, 28% in June): beside a word that runs from
// right to left the figure would stand on the wrong side of the rest. A character reference
// is matched by itself, so that its figures are no such run.
var figureRun = lazyregexp.New(`&#?\w+;|(?:\b[A-Za-z]+ ){0,2}[+−-]?\d[^\pL&]*[A-Za-z](?:[^` + words.LeftwardScripts + `&]*[A-Za-z0-9%])?`)

// Tongues marks what is written in Hangul or in kana with its language, where the
// element that it stands in has another: browsers choose letters and voices by it.
// What is in Chinese characters alone may be of either, and is left. What runs from
// right to left is set apart from a text that runs the other way, so that numbers and
// names beside it keep their places; of which language it is its letters do not tell.
// What has been marked is left as it is: a page's body is marked before what is around it.
func Tongues(body []byte, lang string) []byte {
	if !several(body) {
		return body
	}
	var out bytes.Buffer
	out.Grow(len(body) + len(body)/16)
	in := []open{{lang: lang, dir: words.Direction(lang)}}
	written := 0
	for at := 0; at < len(body); {
		n := bytes.IndexByte(body[at:], '<')
		if n < 0 {
			n = len(body) - at
		}
		if text, e := body[at:at+n], in[len(in)-1]; !bare(e.name) && (e.dir == "rtl" || !ascii(text)) {
			out.Write(body[written:at])
			mark(&out, text, e)
			written = at + n
		}
		at += n
		n = bytes.IndexByte(body[at:], '>')
		if n < 0 {
			break
		}
		tag := body[at+1 : at+n]
		at += n + 1
		name := tagName(tag)
		switch {
		case bytes.HasPrefix(tag, []byte("/")):
			if i := lastOf(in, tag[1:]); i > 0 {
				in = in[:i]
			}
		case len(name) == 0 || bytes.HasSuffix(tag, []byte("/")) || void(name):
		default:
			up := in[len(in)-1]
			e := open{name, up.lang, up.dir, up.svg || string(name) == "svg"}
			if l := attribute(tag, ` lang="`); len(l) > 0 {
				e.lang, e.dir = string(l), words.Direction(string(l))
			}
			if d := string(attribute(tag, ` dir="`)); d == "ltr" || d == "rtl" {
				e.dir = d
			}
			in = append(in, e)
		}
	}
	out.Write(body[written:])
	return out.Bytes()
}

// several reports whether a text holds letters of a script that tells its language, or
// that runs from right to left.
func several(text []byte) bool {
	for at := 0; at < len(text); {
		if text[at] < utf8.RuneSelf {
			at++
			continue
		}
		r, size := utf8.DecodeRune(text[at:])
		if words.Tongue(r) != "" || words.Leftward(r) {
			return true
		}
		at += size
	}
	return false
}

// ascii reports whether a text has no other letters.
func ascii(text []byte) bool {
	for _, c := range text {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// tagName gives the name with which a tag begins; "" for a closing one.
func tagName(tag []byte) []byte {
	n := 0
	for n < len(tag) && (tag[n]|0x20 >= 'a' && tag[n]|0x20 <= 'z' || tag[n] >= '0' && tag[n] <= '9') {
		n++
	}
	return tag[:n]
}

// lastOf gives the place of the innermost element of a name; -1 where none is open.
func lastOf(in []open, name []byte) int {
	for i := len(in) - 1; i > 0; i-- {
		if bytes.Equal(in[i].name, name) {
			return i
		}
	}
	return -1
}

// mark writes a text with its runs of other languages marked.
func mark(out *bytes.Buffer, text []byte, in open) {
	if !in.svg && bytes.ContainsFunc(text, words.Leftward) && (in.dir == "ltr" || !leads(text)) {
		apart(out, text, in)
		return
	}
	if !in.svg && in.dir == "rtl" && figureRun.MatchString(string(text)) {
		out.WriteString(figureRun.ReplaceAllStringFunc(string(text), func(run string) string {
			if run[0] == '&' {
				return run
			}
			return `<bdi dir="ltr">` + run + `</bdi>`
		}))
		return
	}
	name := "span"
	if in.svg {
		name = "tspan"
	}
	for len(text) > 0 {
		start := bytes.IndexFunc(text, eastAsian)
		if start < 0 {
			break
		}
		out.Write(text[:start])
		text = text[start:]
		end, lang := run(text)
		if lang == "" || strings.HasPrefix(in.lang, lang) {
			out.Write(text[:end])
		} else {
			out.WriteString("<" + name + ` lang="` + lang + `">`)
			out.Write(text[:end])
			out.WriteString("</" + name + ">")
		}
		text = text[end:]
	}
	out.Write(text)
}

// leads reports whether the first letter of a text is of a script that runs from right
// to left: the whole text does so then.
func leads(text []byte) bool {
	r, _ := utf8.DecodeRune(text[max(0, bytes.IndexFunc(text, unicode.IsLetter)):])
	return words.Leftward(r)
}

// apart writes a text with its runs from right to left set apart. A run goes from the
// first such letter to the last before other letters or a character reference.
func apart(out *bytes.Buffer, text []byte, in open) {
	for {
		start := bytes.IndexFunc(text, words.Leftward)
		if start < 0 {
			break
		}
		mark(out, text[:start], in)
		text = text[start:]
		end := 0
	run:
		for at, r := range string(text) {
			switch {
			case words.Leftward(r) || unicode.IsMark(r) && end == at:
				end = at + utf8.RuneLen(r)
				continue
			case r != '&' && !unicode.IsLetter(r):
				continue
			}
			break run
		}
		// A bracket that was opened in the run is closed in it.
		if r, n := utf8.DecodeRune(text[end:]); (r == ')' && bytes.Count(text[:end], []byte("(")) > bytes.Count(text[:end], []byte(")"))) || (r == ']' && bytes.Count(text[:end], []byte("[")) > bytes.Count(text[:end], []byte("]"))) {
			end += n
		}
		out.WriteString(`<bdi dir="rtl">`)
		out.Write(text[:end])
		out.WriteString("</bdi>")
		text = text[end:]
	}
	mark(out, text, in)
}

// run measures a run of East Asian writing with what stands between its words, and
// gives its language; "" where nothing tells. Where one language follows on the
// other, the run ends at the last space between the two, or between their letters.
func run(text []byte) (end int, lang string) {
	word := 0 // where the last word begins
	for at := 0; at < len(text); {
		r, size := utf8.DecodeRune(text[at:])
		switch l := words.Tongue(r); {
		case l != "" && lang != "" && l != lang:
			if word > 0 {
				return word, lang
			}
			return at, lang
		case l != "":
			lang = l
			end = at + size
		case eastAsian(r):
			end = at + size
		case r == ' ':
			word = at + size
		case r == '&' || unicode.IsLetter(r):
			return end, lang
		}
		at += size
	}
	return end, lang
}

func eastAsian(r rune) bool {
	return r >= 0x1100 && (r < 0x1200 || r >= 0x2e80) && (unicode.In(r, unicode.Hangul, unicode.Hiragana, unicode.Katakana, unicode.Han) || r > 0x3000 && r <= 0x303f || r >= 0x30fb && r <= 0x30ff || r >= 0xff00 && r <= 0xffef)
}
