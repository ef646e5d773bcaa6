package dossier

// The limits of a YAML document.
const (
	maxYAMLBytes = 8 << 20
	maxDepth     = 40
	maxMarks     = 5000 // on a line, and of entries of a list in brackets
)

// tooDeep gives the line at which brackets or indentation pass maxDepth levels,
// or 0. It runs before the parser, whose time grows with the square of depth.
func tooDeep(src []byte) int {
	line, open := 1, 0
	var indents [maxDepth + 2]int
	levels, atStart, col := 0, true, 0
	for _, c := range src {
		if c == '\n' {
			line++
			atStart, col = true, 0
			continue
		}
		col++
		if atStart && (c == ' ' || c == '-') {
			continue
		}
		if atStart {
			atStart = false
			if col == 1 {
				open = 0
			}
			for levels > 0 && indents[levels-1] >= col {
				levels--
			}
			indents[levels] = col
			if levels++; levels > maxDepth {
				return line
			}
		}
		switch c {
		case '[', '{':
			if open++; open > maxDepth {
				return line
			}
		case ']', '}':
			open = max(0, open-1)
		}
	}
	return 0
}

// crowded gives the line that has more than maxMarks words which begin or end
// with a mark of YAML, or on which a list in brackets passes so many entries, or
// 0. It runs before the parser, whose time grows with the square of such words
// and entries.
func crowded(src []byte) int {
	line, marks, open, entries := 1, 0, 0, 0
	last := byte('\n')
	for _, c := range src {
		switch {
		case c == '\n':
			line++
			marks = 0
		case last == '\n' && c != ' ' && c != ']' && c != '}':
			open, entries = 0, 0
		}
		switch c {
		case '[', '{':
			open++
		case ']', '}':
			if open--; open <= 0 {
				open, entries = 0, 0
			}
		case ',':
			if open > 0 {
				entries++
			}
		}
		if blank(last) && isMark(c) || blank(c) && isMark(last) {
			marks++
		}
		if marks > maxMarks || entries > maxMarks {
			return line
		}
		last = c
	}
	return 0
}

func blank(c byte) bool { return c == ' ' || c == '\n' }

func isMark(c byte) bool {
	switch c {
	case '-', '?', ':', ',', '&', '*', '!', '"', '\'':
		return true
	}
	return false
}

// MostActing is how many constraints that shift positions or cap ceilings may act
// on one initiative on one day: the sets of them that are relieved are numbered in
// 64 bits.
const MostActing = 64

// Limit is a bound on what is read or computed.
type Limit struct {
	Of   string `json:"of"`
	Max  int64  `json:"max"`
	Unit string `json:"unit"` // Bytes, or what is counted; "" where Of says it
}

// Bytes is the unit of a limit on size.
const Bytes = "bytes"

// Limits lists what a dossier may hold.
func Limits() []Limit {
	return []Limit{
		{"files of a dossier outside its archive", maxFiles, "files"},
		{"a YAML or Markdown file of a dossier", maxYAMLBytes, Bytes},
		{"nesting in YAML", maxDepth, "levels"},
		{"a CSV file of a dossier", maxCSVBytes, Bytes},
		{"a JSON file of sources/", maxJSONBytes, Bytes},
		{"shifts and caps that act on an initiative on one day", MostActing, "constraints"},
	}
}
