// Package term draws the agenda for a terminal: the same order, words and
// shapes as the site, in plain lines that fit 80 columns and read as well
// without colour.
package term

import (
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/agenda"
	"entente/words"
)

// Style says how to draw.
type Style struct {
	Width int  // columns; 80 where it is 0
	Color bool // colour, bold and dim repeat what words and shapes say
	All   bool // all findings, and not a screenful
}

func (s Style) width() int {
	if s.Width < 40 {
		return 80
	}
	return min(s.Width, 120)
}

const (
	bold  = "1"
	dim   = "2"
	green = "32"
	amber = "33"
	rust  = "31"
	blue  = "35"
)

func (s Style) paint(code, text string) string {
	if !s.Color || code == "" || text == "" {
		return text
	}
	return "\x1b[" + code + "m" + text + "\x1b[0m"
}

func verdictColor(v agenda.Verdict) string {
	switch v {
	case agenda.Ready:
		return green
	case agenda.WithinReach:
		return amber
	case agenda.HeldBack:
		return rust
	case agenda.NoGain:
		return blue
	case agenda.NotAssessed:
		return dim
	}
	return bold
}

// clean takes out what could move the cursor or forge lines.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '\n' || r == '\t' {
			return ' '
		}
		if r < 0x20 || r >= 0x7f && r < 0xa0 || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 {
			return -1
		}
		return r
	}, s)
}

// fit cuts or pads a text to a number of columns.
func fit(s string, cols int) string { return words.Fit(clean(s), cols) }

// bar draws a share as five cells of two tenths each.
func bar(p float64) string {
	tenths := words.Tenths(p)
	s := strings.Repeat("█", tenths/2)
	if tenths%2 == 1 {
		s += "▌"
	}
	return s + strings.Repeat("·", 5-len([]rune(s)))
}

type printer struct {
	io.Writer
	Style
	err error
}

func (p *printer) line(parts ...string) {
	if p.err == nil {
		_, p.err = io.WriteString(p.Writer, strings.TrimRight(strings.Join(parts, ""), " ")+"\n")
	}
}

// para prints a text wrapped and indented.
func (p *printer) para(indent int, code, text string) {
	for _, l := range wrap(text, p.width()-indent) {
		p.line(strings.Repeat(" ", indent), p.paint(code, l))
	}
}

// titled prints a title, bold on however many lines it stands, and a text behind it.
func (p *printer) titled(indent int, title, text string) {
	left := 0 // letters of the title that are not printed yet
	for _, r := range clean(title) {
		if !unicode.IsSpace(r) {
			left++
		}
	}
	for _, l := range wrap(title+": "+text, p.width()-indent) {
		end := 0
		for i, r := range l {
			if left == 0 {
				break
			}
			end = i + utf8.RuneLen(r)
			if !unicode.IsSpace(r) {
				left--
			}
		}
		p.line(strings.Repeat(" ", indent), p.paint(bold, l[:end]), l[end:])
	}
}

// hang prints a text with a label before its first line and the rest indented
// under the text.
func (p *printer) hang(indent int, label, text string) {
	cols := words.Width(label)
	for n, l := range wrap(text, p.width()-indent-cols) {
		if n > 0 {
			label = strings.Repeat(" ", cols)
		}
		p.line(strings.Repeat(" ", indent), p.paint(dim, label), l)
	}
}

// wrap breaks a text into lines of at most cols columns. A no-break space holds
// its words together.
func wrap(s string, cols int) []string {
	lines := words.Wrap(clean(s), cols)
	for n, l := range lines {
		lines[n] = strings.ReplaceAll(l, "\u00a0", " ")
	}
	return lines
}
