package edition

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/dossier"
	"entente/words"
)

// CorrectionsFile is the table of corrections to editions, in the dossier's folder of them:
// an edition itself stays as it was published.
const CorrectionsFile = "corrections.csv"

// Correction is a dated note of what was wrong in an edition.
type Correction struct {
	Edition string
	Date    dossier.Date
	What    string
}

// mostCorrections is how many bytes of the table are read.
const mostCorrections = 1 << 20

// readCorrections reads the table in the folder of editions; none where there is no table.
// names are the editions that there are. Its faults say the line, and what is wrong there.
func readCorrections(all *os.Root, names []string) (notes []Correction, faults []error) {
	src, err := dossier.ReadFile(all, CorrectionsFile, mostCorrections)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err == nil && !utf8.Valid(src) {
		err = errors.New("save it as UTF-8 text")
	}
	if err != nil {
		return nil, []error{faultOf(CorrectionsFile, err.Error())}
	}
	src = bytes.TrimPrefix(src, []byte("\ufeff"))
	lines := strings.Split(string(src), "\n")
	fail := func(line, col int, format string, args ...any) {
		f := faultOf(CorrectionsFile, fmt.Sprintf(format, args...))
		f.at.Line, f.at.Col, f.line = line, col, strings.TrimRight(lines[min(line, len(lines))-1], "\r")
		faults = append(faults, f)
	}
	r := csv.NewReader(bytes.NewReader(src))
	r.FieldsPerRecord = 3
	for first := true; ; first = false {
		row, err := r.Read()
		var bad *csv.ParseError
		switch {
		case errors.Is(err, io.EOF) && first:
			fail(1, 1, "the table is empty: begin it with the line edition,date,what")
			return nil, faults
		case errors.Is(err, io.EOF):
			slices.SortStableFunc(notes, func(a, b Correction) int { return a.Date.First().Compare(b.Date.First()) })
			return notes, faults
		case first && row != nil: // also where it has more or fewer columns
			if !slices.Equal(row, []string{"edition", "date", "what"}) {
				fail(1, 1, "its first line is %q: begin it with edition,date,what", words.Clip(strings.Join(row, ","), longestSaid))
				return nil, faults
			}
			continue
		case errors.As(err, &bad):
			fail(bad.Line, bad.Column, "%v (each line has edition, date and what; quote a text that holds a comma)", bad.Err)
			if errors.Is(err, csv.ErrFieldCount) {
				continue
			}
			return notes, faults
		case err != nil:
			return notes, append(faults, faultOf(CorrectionsFile, err.Error()))
		}
		was := len(faults)
		at := func(field int, format string, args ...any) {
			line, col := r.FieldPos(field)
			fail(line, col, format, args...)
		}
		if !slices.Contains(names, row[0]) {
			at(0, "there is no edition %q (%s)", words.Clip(row[0], longestSaid), listed(names))
		}
		day, err := dossier.ParseDate(row[1])
		if err != nil {
			at(1, "%v", err)
		}
		switch {
		case strings.TrimSpace(row[2]) == "":
			at(2, "say what was wrong, and what is right")
		case strings.ContainsFunc(row[2], func(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) }):
			at(2, "take the control character or line break out of the text")
		}
		if len(faults) == was {
			notes = append(notes, Correction{row[0], day, row[2]})
		}
	}
}
