package furnish

import (
	"bytes"
	"html"
	"strings"
	"unicode/utf8"
)

// What a narrow phone has for a table of a text, and what a column takes of it: in pixels, at
// the sizes of the style sheet.
const (
	phoneWidth  = 284
	letterWidth = 7.5
	columnGap   = 12
	// fewLetters is how much of a cell stands on a line at least: less is a word a line.
	fewLetters = 12
)

// stack marks the tables of texts that are too wide for a phone, which then shows their
// rows as stacks, a cell a line with its heading before it. Tables that have a class
// are left: their templates say it.
func stack(body []byte) []byte {
	const open, shut = "<table>", "</table>"
	if !bytes.Contains(body, []byte(open)) {
		return body
	}
	var out strings.Builder
	rest := string(body)
	for {
		before, table, ok := strings.Cut(rest, open)
		out.WriteString(before)
		if !ok {
			break
		}
		var closed bool
		table, rest, closed = strings.Cut(table, shut)
		if heads := cells(table, "th"); closed && tooWide(table, heads) {
			out.WriteString(`<table class="stack">` + labelled(table, heads) + shut)
		} else {
			out.WriteString(open + table)
			if closed {
				out.WriteString(shut)
			}
		}
	}
	return []byte(out.String())
}

// cells gives the words of the cells of one name, in their order.
func cells(rows, name string) []string {
	var out []string
	for {
		_, after, ok := strings.Cut(rows, "<"+name)
		if !ok {
			return out
		}
		attrs, after, _ := strings.Cut(after, ">")
		if attrs != "" && attrs[0] != ' ' { // thead
			rows = after
			continue
		}
		in, after, ok := strings.Cut(after, "</"+name+">")
		if !ok {
			return out
		}
		out, rows = append(out, plain([]byte(in))), after
	}
}

// tooWide tells whether some column of a table would have a word a line on a phone, or
// would run off it.
func tooWide(table string, heads []string) bool {
	need := make([]float64, len(heads))
	measure := func(cells []string) {
		for n, c := range cells {
			if n >= len(need) {
				break
			}
			letters := min(fewLetters, utf8.RuneCountInString(c))
			for w := range strings.FieldsSeq(c) {
				letters = max(letters, utf8.RuneCountInString(w))
			}
			need[n] = max(need[n], letterWidth*float64(letters)+columnGap)
		}
	}
	measure(heads)
	for row := range strings.SplitSeq(table, "<tr") {
		measure(cells(row, "td"))
	}
	sum := 0.0
	for _, w := range need {
		sum += w
	}
	return sum > phoneWidth
}

// labelled gives each cell but the first of a row its heading.
func labelled(table string, heads []string) string {
	var out strings.Builder
	for {
		before, after, ok := strings.Cut(table, "<td")
		out.WriteString(before)
		if !ok {
			return out.String()
		}
		row, next, more := strings.Cut(after, "</tr>")
		for n, cell := range strings.Split(row, "<td") {
			out.WriteString("<td")
			if n > 0 && n < len(heads) && heads[n] != "" {
				out.WriteString(` data-l="` + html.EscapeString(heads[n]) + `"`)
			}
			out.WriteString(cell)
		}
		if more {
			out.WriteString("</tr>")
		}
		table = next
	}
}
