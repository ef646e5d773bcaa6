package event

import (
	"fmt"
	"strings"
)

// Options are what a reader is told besides its file. The zero value will do.
type Options struct {
	Settings Settings
	Unknown  *Tally // counts country codes that are not known; nil: they are not counted
}

// Formats gives the readers, one for each origin, in their order.
func Formats(o Options) []Format {
	return []Format{
		gdelt{o, GDELT1},
		gdelt{o, GDELT2},
		icews{o},
		polecat{o},
		acled{o},
		ucdp{o},
		phoenix{o},
		own{o},
	}
}

// FormatOf gives the reader of an origin; nil where there is none.
func FormatOf(origin Origin, o Options) Format {
	for _, f := range Formats(o) {
		if f.Origin() == origin {
			return f
		}
	}
	return nil
}

// HeadSize is how many of a file's first bytes Detect wants to see.
const HeadSize = 64 << 10

// Detect gives the reader that fits the first bytes of a file best. name is the
// file's, for messages. The error is a *FileError where none fits.
func Detect(name string, head []byte, o Options) (Format, error) {
	best, most := Format(nil), 0
	for _, f := range Formats(o) {
		if n := f.Recognise(head); n > most {
			best, most = f, n
		}
	}
	if most >= 50 {
		return best, nil
	}
	var names []string
	for _, f := range Formats(o) {
		names = append(names, f.Origin().String())
	}
	first, _ := cutLine(string(head))
	reason := "the format is not recognised"
	if best != nil {
		reason += fmt.Sprintf("; it looks somewhat like %s", best.Origin())
	}
	if strings.TrimSpace(first) == "" {
		reason = "the file begins with an empty line or is empty"
	}
	return nil, &FileError{Path: name, Line: 1, Reason: reason, Hint: "name it: " + strings.Join(names, ", ")}
}
