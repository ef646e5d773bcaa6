package markup

import "strings"

// NoteMarks gives the places of the marks of notes in a text, such as [^1], in their
// order; at the beginning of a line with the colon and the space behind it, where
// the note itself stands. A mark has at most twenty letters, digits and hyphens.
func NoteMarks(md string) [][2]int {
	var out [][2]int
	for at := 0; ; {
		i := strings.Index(md[at:], "[^")
		if i < 0 {
			return out
		}
		start := at + i
		at = start + 2
		end := at
		for end < len(md) && end < at+20 && (md[end] >= '0' && md[end] <= '9' || md[end] >= 'a' && md[end] <= 'z' || md[end] >= 'A' && md[end] <= 'Z' || md[end] == '-') {
			end++
		}
		if end == at || end == len(md) || md[end] != ']' {
			continue
		}
		if end++; (start == 0 || md[start-1] == '\n') && strings.HasPrefix(md[end:], ": ") {
			end += 2
		}
		out = append(out, [2]int{start, end})
		at = end
	}
}
