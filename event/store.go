package event

import (
	"context"
	"errors"
	"iter"
)

// Store keeps events. Its life is Open (of its package), Init, any number of the
// other calls, Close. One process writes at a time; calls of one Store are not
// made at the same time from several goroutines unless said so. Every backend
// passes the suite in event/storetest.
type Store interface {
	// Init makes what is missing and leaves what is there; it may be called again.
	// It fails with ErrNewer where the store was made by a later version.
	Init(ctx context.Context) error

	// Add keeps a batch of one origin. Records whose key the store or an earlier
	// record of the batch already holds are counted as repeated and not kept.
	// When Add returns without error the batch is on disk, with progress noted
	// for file (ledger), all or nothing; after an error nothing of it is kept.
	Add(ctx context.Context, batch []Record, progress Progress) (Added, error)

	// Progress gives how far the file with this fingerprint has been read, and
	// false where it is not known.
	Progress(ctx context.Context, fingerprint string) (Progress, bool, error)

	// Flush makes what Add kept compact for reading; called at the end of an import.
	Flush(ctx context.Context) error

	// Counts gives the daily counts that a query asks for, in the order origin,
	// source, target, day, type, quad.
	Counts(ctx context.Context, q Query) iter.Seq2[Count, error]

	// Events gives the records behind a query, by day, then key.
	Events(ctx context.Context, q Query) iter.Seq2[Record, error]

	// Stats says what the store holds.
	Stats(ctx context.Context) (Stats, error)

	// Close lets go of the store. It is not an error to close twice.
	Close() error
}

// The errors of stores, to be told with errors.Is.
var (
	ErrLocked = errors.New("another process has the store open")
	ErrNewer  = errors.New("the store was made by a later version")
	ErrFull   = errors.New("no space is left on the disk")
)

// Added says what became of a batch.
type Added struct{ Kept, Repeated int }

// Progress says how far a file has been read. The fingerprint is a hash of its
// contents, so that a file that was moved or renamed is known again.
type Progress struct {
	Fingerprint string
	Path        string // as it was given
	Origin      Origin
	Rows        int64 // rows of the file read so far, rejected ones included
	Kept        int64
	Repeated    int64
	Rejected    int64
	Done        bool // the file was read to its end
}

// Query selects events of ordered dyads.
type Query struct {
	Origins []Origin    // nil: all that the store holds
	Pairs   [][2]string // ordered (source, target) as ISO alpha-3; nil: every pair of two different countries
	From    Day         // first day; NoDay: no bound
	To      Day         // last day, included; NoDay: no bound
	// KnownBy leaves out what was added after this day; NoDay: nothing.
	KnownBy Day
	Types   []Type   // PLOVER types; nil: all, statements included
	Words   []string // any of them in the text, the reference or the place's name, without regard to case; nil: all
	// Repeats keeps repeats by (day, full actor codes, code), which are left out
	// and counted otherwise.
	Repeats bool
	Limit   int // of Events; 0: all
}

// Count is the number of events of one ordered dyad on one day, of one type and
// quad class as the source prints it.
type Count struct {
	Origin         Origin
	Source, Target string // ISO alpha-3
	Day            Day
	Type           Type
	Quad           Quad
	Statement      bool  // CAMEO 01 and 02: a statement, which measures leave out
	N              int64 // distinct by (day, full actor codes, code), unless the query keeps repeats
	Repeats        int64 // left out as repeats
}

// Stats says what a store holds.
type Stats struct {
	Rows    int64
	Bytes   int64 // on disk
	Origins []OriginStats
}

// OriginStats says what a store holds of one origin.
type OriginStats struct {
	Origin      Origin
	Rows        int64
	First, Last Day
}
