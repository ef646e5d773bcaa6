package event

import (
	"fmt"
	"strings"
)

// reasons counts why rows of a file were rejected, to say what is wrong with a file of
// which most are.
type reasons struct {
	n     map[string]int64
	first map[string]RejectedRow
}

// maxReasons bounds the reasons that are told apart.
const maxReasons = 100

func newReasons() *reasons { return &reasons{map[string]int64{}, map[string]RejectedRow{}} }

func (r *reasons) add(row RejectedRow) {
	if _, ok := r.n[row.Reason]; !ok {
		if len(r.n) == maxReasons {
			return
		}
		row.Raw = ""
		r.first[row.Reason] = row
	}
	r.n[row.Reason]++
}

// refused reports whether so many rows were rejected that the file as a whole is: all,
// or more than half of at least ten.
func (r *reasons) refused(p Progress) bool {
	return p.Rejected > 0 && (p.Rejected == p.Rows || p.Rows >= refusedRows && p.Rejected*2 > p.Rows)
}

// error says so, with the most frequent reason and the first row that has it. kept says
// that something of the file was kept before.
func (r *reasons) error(p Progress, kept bool) error {
	most := ""
	for reason, n := range r.n {
		if n > r.n[most] || n == r.n[most] && r.first[reason].Line < r.first[most].Line {
			most = reason
		}
	}
	first := r.first[most]
	rest := "nothing of the file is kept"
	if kept {
		rest = "what was kept until then stays"
	}
	hint := fmt.Sprintf("it was read as %s; where it is not, name its format; docs/events.md has the columns of all", p.Origin)
	if strings.HasPrefix(most, notUTF8) {
		hint = "convert it to UTF-8; from Latin-1: iconv -f WINDOWS-1252 -t UTF-8"
	}
	return &FileError{Line: first.Line, Col: first.Col, Reason: fmt.Sprintf("%d of %d rows were rejected, %d of them because %s; %s", p.Rejected, p.Rows, r.n[most], most, rest), Hint: hint}
}
