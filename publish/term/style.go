// Package term draws the agenda for a terminal: the same order, words and
// shapes as the site, in plain lines that fit 80 columns and read as well
// without colour.
package term

import (
	"io"
	"strings"

	"github.com/mattn/go-runewidth"

	"entente/agenda"
	"entente/words"
)

// Style says how to draw.
type Style struct {
	Width int  // columns; 80 where it is 0
	Color bool // colour, bold and dim repeat what words and shapes say
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
func fit(s string, cols int) string {
	s = clean(s)
	if runewidth.StringWidth(s) > cols {
		s = strings.TrimRight(runewidth.Truncate(s, cols, "…"), " ")
	}
	return s + strings.Repeat(" ", max(0, cols-runewidth.StringWidth(s)))
}

// wrap breaks a text into lines of at most cols columns, at spaces where it can.
func wrap(s string, cols int) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(clean(s)) {
		for runewidth.StringWidth(word) > cols { // a run without spaces, such as Japanese
			head := runewidth.Truncate(word, cols-runewidth.StringWidth(line)-1, "")
			if head == "" {
				break
			}
			if line != "" {
				line += " "
			}
			lines = append(lines, line+head)
			line, word = "", word[len(head):]
		}
		switch {
		case line == "":
			line = word
		case runewidth.StringWidth(line)+1+runewidth.StringWidth(word) <= cols:
			line += " " + word
		default:
			lines = append(lines, line)
			line = word
		}
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

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
