package bib

import (
	"strconv"
	"strings"
	"unicode"
)

// locator is a place within a work; page says that it is a page.
type locator struct {
	text string
	page bool
}

// parseLocator reads "p. 12", "pp. 3-9", "12", "para. 4", "art. 3", "§ 2". Pages
// lose their label, as Chicago has it; other labels stay as they are written.
func parseLocator(s string) locator {
	s = bare(clean(strings.ToValidUTF8(s, "\ufffd")))
	low := strings.ToLower(s)
	for _, label := range []string{"pages ", "page ", "pp.", "pp ", "p.", "p "} {
		rest := strings.TrimSpace(s[min(len(s), len(label)):])
		if strings.HasPrefix(low, label) && startsWithDigit(rest) {
			return locator{pageRange(rest), true}
		}
	}
	if startsWithDigit(s) {
		return locator{pageRange(s), true}
	}
	return locator{text: dashes(s)}
}

// dashes sets an en dash between the numbers of a range.
func dashes(s string) string {
	c := []rune(s)
	for i, x := range c {
		if x == '-' && i > 0 && i < len(c)-1 && unicode.IsDigit(c[i-1]) && unicode.IsDigit(c[i+1]) {
			c[i] = '–'
		}
	}
	return string(c)
}

// pageRange writes pages as Chicago has them: an en dash, and of the second
// number the digits that change.
func pageRange(s string) string {
	var out []string
	for part := range strings.SplitSeq(s, ",") {
		part = strings.TrimSpace(part)
		a, b, ok := strings.Cut(pageForm(part), "-")
		a, b = strings.TrimSpace(a), strings.TrimSpace(b)
		switch {
		case part == "":
		case !ok || a == "" || b == "" || strings.Contains(b, "-"):
			out = append(out, dashes(part))
		default:
			out = append(out, a+"–"+lastPage(a, b))
		}
	}
	return strings.Join(out, ", ")
}

// lastPage shortens the second number of a range by rule 9.61: in full after a
// number below 100 or a multiple of it, one digit after 101 to 109, else two
// digits or as many as change.
func lastPage(first, last string) string {
	a, err1 := strconv.Atoi(first)
	b, err2 := strconv.Atoi(last)
	if err1 != nil || err2 != nil || b <= a || len(first) != len(last) || a < 100 || a%100 == 0 {
		return last
	}
	same := 0
	for first[same] == last[same] {
		same++
	}
	rest := last[same:]
	if a%100 < 10 {
		return strings.TrimLeft(rest, "0")
	}
	if len(rest) < 2 {
		rest = last[len(last)-2:]
	}
	return rest
}
