package edition

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/dossier"
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
// names are the editions that there are. Its errors say the line, and what is wrong there.
func readCorrections(all *os.Root, names []string) ([]Correction, error) {
	src, err := dossier.ReadFile(all, CorrectionsFile, mostCorrections)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	file := path.Join(dossier.Editions, CorrectionsFile)
	if err == nil && !utf8.Valid(src) {
		err = errors.New("save it as UTF-8 text")
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(src, []byte("\ufeff"))))
	r.FieldsPerRecord = 3
	var out []Correction
	for first := true; ; first = false {
		row, err := r.Read()
		switch {
		case errors.Is(err, io.EOF) && first:
			return nil, fmt.Errorf("%s:1:1: the table is empty: begin it with the line edition,date,what", file)
		case errors.Is(err, io.EOF):
			slices.SortStableFunc(out, func(a, b Correction) int { return a.Date.First().Compare(b.Date.First()) })
			return out, nil
		case err != nil:
			return nil, fmt.Errorf("%s: %w (each line has edition, date and what; quote a text that holds a comma)", file, err)
		case first:
			if !slices.Equal(row, []string{"edition", "date", "what"}) {
				return nil, fmt.Errorf("%s:1:1: its first line is %q: begin it with edition,date,what", file, strings.Join(row, ","))
			}
			continue
		}
		fail := func(field int, why string) error {
			line, col := r.FieldPos(field)
			return fmt.Errorf("%s:%d:%d: %s", file, line, col, why)
		}
		day, err := dossier.ParseDate(row[1])
		switch {
		case !slices.Contains(names, row[0]):
			return nil, fail(0, fmt.Sprintf("there is no edition %q (there are %s)", clip(row[0]), strings.Join(names, ", ")))
		case err != nil:
			return nil, fail(1, err.Error())
		case strings.TrimSpace(row[2]) == "":
			return nil, fail(2, "say what was wrong, and what is right")
		case strings.ContainsFunc(row[2], func(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) }):
			return nil, fail(2, "take the control character or line break out of the text")
		}
		out = append(out, Correction{row[0], day, row[2]})
	}
}
