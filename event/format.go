package event

import (
	"context"
	"io"
)

// Format is one file format of event data.
type Format interface {
	// Origin is the data set whose files have this format.
	Origin() Origin
	// Recognise says how well the first bytes of a file fit the format: 0 not at
	// all, to 100 for certain.
	Recognise(head []byte) int
	// Scan reads a whole file and hands its records on in batches, in the file's
	// order. A batch is valid until yield returns; the strings in it may be kept.
	// A row that is not well-formed goes to reject and reading goes on. Scan
	// returns the first error of yield or reject, ctx's error, an error of in, or
	// a *FileError where the file as a whole cannot be read as this format (a
	// wrong delimiter, a file re-saved by a spreadsheet), before any record.
	Scan(ctx context.Context, in io.Reader, yield func([]Record) error, reject func(RejectedRow) error) error
}

// RejectedRow is a row that could not be read.
type RejectedRow struct {
	Line   int64  // 1-based
	Col    int    // 1-based column (field) of the row; 0 for the row as a whole
	Reason string // what is wrong, in words
	Raw    string // the row as it stands, cut at 64 KiB
}

// FileError says why a file cannot be read as a whole.
type FileError struct {
	Path   string // "" until the caller fills it in
	Line   int64
	Col    int
	Reason string
	Hint   string // what to do next
}

func (e *FileError) Error() string {
	return position(e.Path, e.Line, e.Col) + e.Reason + hint(e.Hint)
}
