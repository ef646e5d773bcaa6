package dossier

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Severity says how much a finding matters.
type Severity string

// The three severities. An error makes `entente check` exit with 1; a warning
// does so under --strict; a note never does.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
	Note    Severity = "note"
)

// Pos is a place in a file of the dossier. Line and Col count from 1, Col in
// characters; 0 means that the finding concerns the file as a whole.
type Pos struct {
	File string `json:"file"`
	Line int    `json:"line"`
	Col  int    `json:"col"`
}

// String gives file:line:col, or the file alone where there is no line. The name
// is escaped where it could move a cursor or forge a line.
func (p Pos) String() string {
	file := Escaped(p.File)
	switch {
	case p.Line == 0:
		return file
	case p.Col == 0:
		return fmt.Sprintf("%s:%d", file, p.Line)
	}
	return fmt.Sprintf("%s:%d:%d", file, p.Line, p.Col)
}

// Finding is what a check reports: a rule's name for machines, a message for
// people and a hint that says what to do next (empty where the message says it).
type Finding struct {
	Rule     string   `json:"rule"`
	Severity Severity `json:"severity"`
	Pos
	Message string `json:"message"`
	Hint    string `json:"hint,omitempty"`
	// Excerpt is the line on which it stands, and Len how many characters of it
	// from Col on are meant; "" and 0 where it concerns no one place.
	Excerpt string `json:"excerpt,omitempty"`
	Len     int    `json:"length,omitempty"`
	// Mend is the change that mends it, where there is but one; nil where somebody
	// has to choose.
	Mend *Mend `json:"mend,omitempty"`
	// Cause says that others may follow from it: a file that could not be read, or
	// not in full. Causes come first.
	Cause bool `json:"cause,omitempty"`

	lost  string // what the fault keeps from being declared, joined by ";"
	whole bool   // nothing of the file could be decoded
}

// String gives one line: place, severity, message and rule.
func (f Finding) String() string {
	s := fmt.Sprintf("%s: %s: %s [%s]", f.Pos, f.Severity, Escaped(f.Message), f.Rule)
	if f.Hint != "" {
		s += "\n    " + Escaped(f.Hint)
	}
	return s
}

// SortFindings orders findings: causes first, then by file, line, column, rule and
// message.
func SortFindings(fs []Finding) {
	slices.SortStableFunc(fs, func(a, b Finding) int {
		if a.Cause != b.Cause {
			if a.Cause {
				return -1
			}
			return 1
		}
		return cmp.Or(
			cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Col, b.Col),
			cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Message, b.Message))
	})
}

// CountFindings counts errors, warnings and notes.
func CountFindings(fs []Finding) (errors, warnings, notes int) {
	for _, f := range fs {
		switch f.Severity {
		case Error:
			errors++
		case Warning:
			warnings++
		default:
			notes++
		}
	}
	return errors, warnings, notes
}

// findings collects what reading finds. The zero value is ready for use.
type findings struct{ list []Finding }

func (fs *findings) add(rule string, sev Severity, at Pos, hint, format string, args ...any) {
	fs.list = append(fs.list, Finding{Rule: rule, Severity: sev, Pos: at, Message: fmt.Sprintf(format, args...), Hint: hint})
}

func (fs *findings) err(rule string, at Pos, hint, format string, args ...any) {
	fs.add(rule, Error, at, hint, format, args...)
}

func (fs *findings) note(rule string, at Pos, hint, format string, args ...any) {
	fs.add(rule, Note, at, hint, format, args...)
}

func (fs *findings) warn(rule string, at Pos, hint, format string, args ...any) {
	fs.add(rule, Warning, at, hint, format, args...)
}

// Nearest gives the candidate most like word and other than it, or "" where none is
// near: at most a third of its letters (and never more than three) may differ.
func Nearest(word string, candidates []string) string {
	best, bestDist := "", 1<<30
	w := strings.ToLower(word)
	limit := min(3, max(1, len([]rune(w))/3))
	for _, c := range candidates {
		if d := editDistance(w, strings.ToLower(c), limit); d < bestDist && c != word {
			best, bestDist = c, d
		}
	}
	if bestDist > limit {
		return ""
	}
	return best
}

// editDistance is the Damerau-Levenshtein distance (adjacent letters swapped
// count as one), cut off above limit.
func editDistance(a, b string, limit int) int {
	ra, rb := []rune(a), []rune(b)
	if d := len(ra) - len(rb); d > limit || -d > limit {
		return limit + 1
	}
	prev2 := make([]int, len(rb)+1)
	prev := make([]int, len(rb)+1)
	cur := make([]int, len(rb)+1)
	for j := range prev {
		prev[j] = j
	}
	for i := 1; i <= len(ra); i++ {
		cur[0] = i
		for j := 1; j <= len(rb); j++ {
			cost := 1
			if ra[i-1] == rb[j-1] {
				cost = 0
			}
			cur[j] = min(prev[j]+1, cur[j-1]+1, prev[j-1]+cost)
			if i > 1 && j > 1 && ra[i-1] == rb[j-2] && ra[i-2] == rb[j-1] {
				cur[j] = min(cur[j], prev2[j-2]+1)
			}
		}
		prev2, prev, cur = prev, cur, prev2
	}
	return prev[len(rb)]
}

func didYouMean(word string, candidates []string) string {
	if n := Nearest(word, candidates); n != "" {
		return fmt.Sprintf("did you mean %q?", n)
	}
	return ""
}
