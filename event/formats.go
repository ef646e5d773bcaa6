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

// formatOf gives the reader of an origin; nil where there is none.
func formatOf(origin Origin, o Options) Format {
	for _, f := range Formats(o) {
		if f.Origin() == origin {
			return f
		}
	}
	return nil
}

// HeadSize is how many of a file's first bytes Detect wants to see.
const HeadSize = 64 << 10

// certain is how well a file must fit a format to be taken for it though another was
// named.
const certain = 90

// Detect gives the reader that fits the first bytes of a file best. name is the
// file's, for messages. The error is a *FileError where none fits, which says what
// the file is where its first bytes tell.
func Detect(name string, head []byte, o Options) (Format, error) {
	if f, ok := recogniseForeign(head); ok {
		return nil, &FileError{Path: name, Reason: "this is " + f.what, Hint: f.hint}
	}
	best, most := bestFit(head, o)
	if most >= 50 {
		return best, nil
	}
	var names []string
	for _, f := range Formats(o) {
		names = append(names, f.Origin().String())
	}
	first, _ := cutLine(string(head))
	reason := "the format is not recognised; " + looksLike(head)
	if best != nil {
		reason += fmt.Sprintf("; it looks somewhat like %s", best.Origin())
	}
	if strings.TrimSpace(first) == "" {
		reason = "the file begins with an empty line or is empty"
	}
	return nil, &FileError{Path: name, Line: 1, Reason: reason, Hint: "if it is one of these, name it: " + strings.Join(names, ", ") + "; else write it as our own CSV (docs/events.md has the columns of all)"}
}

// asNamed gives the reader of the format that was named for a file, unless its first
// bytes are certainly something else, which the error says.
func asNamed(name string, head []byte, origin Origin, o Options) (Format, error) {
	if f, ok := recogniseForeign(head); ok {
		return nil, &FileError{Path: name, Reason: "this is " + f.what, Hint: f.hint}
	}
	if best, most := bestFit(head, o); most >= certain && best.Origin() != origin {
		return nil, &FileError{Path: name, Line: 1, Reason: fmt.Sprintf("this is not %s; it looks like %s", origin, best.Origin()), Hint: fmt.Sprintf("import it as %s, or write auto for the format", best.Origin())}
	}
	return formatOf(origin, o), nil
}

func bestFit(head []byte, o Options) (best Format, most int) {
	for _, f := range Formats(o) {
		if n := f.Recognise(head); n > most {
			best, most = f, n
		}
	}
	return best, most
}
