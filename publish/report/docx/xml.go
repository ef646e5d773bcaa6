package docx

import (
	"iter"
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"

	"entente/words"
)

// escape makes a text fit for XML, in an element or an attribute: what XML cannot
// hold becomes a space.
func escape(s string) string {
	if !strings.ContainsFunc(s, special) && utf8.ValidString(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s) + len(s)/8)
	for _, r := range s {
		switch {
		case r == '&':
			b.WriteString("&amp;")
		case r == '<':
			b.WriteString("&lt;")
		case r == '>':
			b.WriteString("&gt;")
		case r == '"':
			b.WriteString("&quot;")
		case special(r):
			b.WriteByte(' ')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// special reports whether a letter cannot stand in XML as it is, or would not be
// shown as a letter.
func special(r rune) bool {
	return r < 0x20 || r == '&' || r == '<' || r == '>' || r == '"' || r >= 0x7f && r < 0xa0 || r == 0xfffe || r == 0xffff
}

// longestAddress is what Word takes.
const longestAddress = 2000

// outside gives an address of the web or of mail as a package may lead to it; false
// where it is none: a part with another is taken for broken.
func outside(s string) (string, bool) {
	u, err := url.Parse(strings.TrimSpace(s))
	if err != nil {
		return "", false
	}
	switch strings.ToLower(u.Scheme) {
	case "http", "https":
		if u.Host == "" || strings.ContainsAny(u.Host, ` <>"{}|\^`+"`") {
			return "", false
		}
	case "mailto":
		if u.Opaque == "" {
			return "", false
		}
	default:
		return "", false
	}
	u.RawQuery, u.RawFragment = escapedASCII(u.RawQuery), ""
	u.Opaque = escapedASCII(u.Opaque)
	out := u.String()
	if len(out) > longestAddress || strings.ContainsFunc(out, func(r rune) bool { return r <= 0x20 || r >= 0x7f }) {
		return "", false
	}
	if _, err := url.Parse(out); err != nil {
		return "", false
	}
	return out, true
}

// escapedASCII escapes what an address may hold in no place.
func escapedASCII(s string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(s) {
		if c := s[i]; c <= 0x20 || c >= 0x7f || strings.IndexByte(`<>"{}|\^[]`+"`", c) >= 0 {
			b.WriteString("%" + string(hex[c>>4]) + string(hex[c&15]))
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

// script says by which of Word's three kinds of letters a language is written.
type script int

const (
	western script = iota
	eastAsian
	complexScript
)

func scriptOf(lang string) script {
	tag, err := language.Parse(lang)
	if err != nil {
		return western
	}
	switch s, _ := tag.Script(); s.String() {
	case "Kore", "Jpan", "Hans", "Hant", "Hani", "Hang":
		return eastAsian
	case "Arab", "Hebr", "Syrc", "Thaa", "Thai", "Deva":
		return complexScript
	}
	return western
}

// wordLang gives a language with the region that its readers most likely are of,
// which Word asks for.
func wordLang(lang string) string {
	tag, err := language.Parse(lang)
	if err != nil {
		return "en-US"
	}
	base, _ := tag.Base()
	region, _ := tag.Region()
	if region.String() == "ZZ" || !region.IsCountry() {
		return base.String()
	}
	return base.String() + "-" + region.String()
}

// first tells whether the first letter with a direction runs from right to left, and
// whether there is one.
func first(s string) (rtl, any bool) {
	for _, r := range s {
		switch {
		case r < 0x80 && !(r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z'):
		case words.Leftward(r):
			return true, true
		case unicode.IsLetter(r):
			return false, true
		}
	}
	return false, false
}

// directed parts words where their direction changes: Word sets a figure or a blank in
// the direction of its run. Figures go with words from left to right beside them, as in
// "31 March"; other signs between two directions go as the document does.
func directed(s string, base bool) iter.Seq2[string, bool] {
	return func(yield func(string, bool) bool) {
		rs := []rune(s)
		rtl := make([]bool, len(rs))
		before, start := base, 0 // the last letter's direction, and where the signs after it begin
		signs := func(end int, after bool) {
			from, to := start, start // what goes from left to right between them
			for i := start; i < end; i++ {
				rtl[i] = base
				if unicode.IsDigit(rs[i]) {
					if to == start {
						from = i
					}
					to = i + 1
				}
			}
			switch {
			case before == after:
				from, to = start, end
			case to == start: // no figure
				return
			case after:
				from = start
			default:
				to = end
			}
			for i := from; i < to; i++ {
				rtl[i] = before && after
			}
		}
		for i, r := range rs {
			if dir, any := first(string(r)); any {
				signs(i, dir)
				rtl[i], before, start = dir, dir, i+1
			}
		}
		signs(len(rs), base)
		for i := 0; i < len(rs); {
			end := i + 1
			for end < len(rs) && rtl[end] == rtl[i] {
				end++
			}
			if !yield(string(rs[i:end]), rtl[i]) {
				return
			}
			i = end
		}
	}
}
