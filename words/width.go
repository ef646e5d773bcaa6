package words

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"github.com/mattn/go-runewidth"
)

// columns measures for a terminal whatever the locale, so that the same text is
// cut in the same place everywhere.
var columns = &runewidth.Condition{StrictEmojiNeutral: true}

// Width gives the columns that a text takes in a terminal: wide East Asian letters
// take two, marks on a letter none.
func Width(s string) int { return columns.StringWidth(s) }

// Clip cuts a text that is wider than cols columns (1 or more) and ends it with
// "…". It cuts between letters with their marks, not
// within, and leaves no space or comma before the dots.
func Clip(s string, cols int) string {
	if Width(s) <= cols {
		return s
	}
	head, _ := Split(s, cols-1)
	return strings.TrimRight(head, " ,;:") + "…"
}

// Letters parts a text into its letters, each with its marks.
func Letters(s string) []string {
	var out []string
	for g := graphemes.FromString(s); g.Next(); {
		out = append(out, g.Value())
	}
	return out
}

// Split parts a text where cols columns are full, between letters with their marks.
func Split(s string, cols int) (head, rest string) {
	if cols <= 0 {
		return "", s
	}
	used := 0
	for g := graphemes.FromString(s); g.Next(); {
		if used += Width(g.Value()); used > cols {
			return s[:g.Start()], s[g.Start():]
		}
	}
	return s, ""
}

// Fit cuts or pads a text to a number of columns.
func Fit(s string, cols int) string {
	if cols <= 0 {
		return ""
	}
	s = Clip(s, cols)
	return s + strings.Repeat(" ", max(0, cols-Width(s)))
}

// Wrap breaks a text into lines of at most cols columns (1 or more): at spaces,
// between Chinese characters or kana, and inside what is longer than a line, such
// as an address, after a stroke or the like where there is one. Nothing is lost but
// the space at the breaks; a no-break space is none. A letter wider than a line stands on a line of its own.
func Wrap(s string, cols int) []string {
	var lines []string
	line, used := "", 0
	flush := func() {
		if line != "" {
			lines = append(lines, line)
		}
		line, used = "", 0
	}
	for _, word := range strings.FieldsFunc(s, breaks) {
		space := line != ""
		for _, piece := range pieces(word) {
			w := Width(piece)
			if space && used+1+w <= cols {
				line, used = line+" "+piece, used+1+w
				space = false
				continue
			}
			if space || used+w > cols {
				flush()
			}
			space = false
			for w > cols {
				head := breakLong(piece, cols)
				lines = append(lines, head)
				piece = piece[len(head):]
				w = Width(piece)
			}
			line, used = line+piece, used+w
		}
	}
	flush()
	return lines
}

// breaks reports a space at which a line may break.
func breaks(r rune) bool { return unicode.IsSpace(r) && r != '\u00a0' && r != '\u202f' }

// pieces parts a word where a line may break in it: around each Chinese character
// and kana, with the marks that cling to it.
func pieces(word string) []string {
	var out []string
	open := true // the next letter goes on the last piece
	for _, v := range Letters(word) {
		r, _ := utf8.DecodeRuneInString(v)
		alone := unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
		if len(out) == 0 || !open && !clings(r) && (alone || brokeAfter(out[len(out)-1])) {
			out = append(out, v)
		} else {
			out[len(out)-1] += v
		}
		open = opens(r)
	}
	return out
}

func brokeAfter(piece string) bool {
	last, _ := utf8.DecodeLastRuneInString(piece)
	return unicode.In(last, unicode.Han, unicode.Hiragana, unicode.Katakana) || clings(last) && last > unicode.MaxLatin1 && last != '’' && last != '”' && last != '…'
}

// clings reports what never begins a line.
func clings(r rune) bool {
	return unicode.In(r, unicode.Pe, unicode.Pf) || strings.ContainsRune("、。，．・：；？！ー々ゝゞぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ…!),.:;?]}\"'%", r)
}

// opens reports what never ends a line.
func opens(r rune) bool { return unicode.In(r, unicode.Ps, unicode.Pi) }

// breakLong gives the beginning of a word that is longer than a line.
func breakLong(word string, cols int) string {
	head, rest := Split(word, cols)
	if head == "" { // one letter is wider than the line
		return Letters(word)[0]
	}
	if rest == "" {
		return head
	}
	if at := strings.LastIndexAny(head, "/-_&=?"); at >= len(head)/2 {
		return head[:at+1]
	}
	return head
}
