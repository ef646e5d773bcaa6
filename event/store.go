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

	// Add keeps a batch of records, of one origin or several. Records whose
	// origin and key the store or an earlier record of the batch already holds
	// are counted as repeated and not kept. files says how far the files that the
	// batch is of have been read; what became of their records is added to it, and
	// it is noted with the batch (the ledger). When Add returns without error the
	// batch is on disk, all or nothing; after an error nothing of it is kept. The
	// batch and its strings are the caller's again when Add returns. Text that is
	// not UTF-8 is kept with U+FFFD for what is not.
	Add(ctx context.Context, batch []Record, files ...Progress) (Added, error)

	// Progress gives how far the file with this fingerprint has been read, and
	// false where it is not known. It may be called while Add runs.
	Progress(ctx context.Context, fingerprint string) (Progress, bool, error)

	// Flush makes what Add kept compact and quick to read; called at the end of an
	// import. Nothing is lost, and every answer is the same, without it.
	Flush(ctx context.Context) error

	// Counts gives the daily counts that a query asks for, in the order origin,
	// source, target, day, type, quad, statement.
	Counts(ctx context.Context, q Query) iter.Seq2[Count, error]

	// Events gives the records behind a query, by day, key and origin. Without
	// Query.Repeats it gives one record, that with the least key, for each event
	// that Counts counts, so that the two agree.
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
type Added struct {
	Kept, Repeated int
	Files          []Progress // as they were noted
}

// Progress says how far a file has been read. The fingerprint is a hash of its
// contents, so that a file that was moved or renamed is known again.
type Progress struct {
	Fingerprint string
	Path        string // as it was given last
	Origin      Origin
	Rows        int64 // rows of the file read so far, rejected ones included
	Kept        int64
	Repeated    int64
	Rejected    int64
	Done        bool // the file was read to its end
	// InBatch is how many records of a batch that is added are of this file. The
	// records of the first file come first in it. It is not noted.
	InBatch int
}

// Query selects events of ordered dyads. What it does not select is neither
// counted nor counted as a repeat.
type Query struct {
	Origins []Origin    // nil: all that the store holds
	Pairs   [][2]string // ordered (source, target) as ISO alpha-3; nil: every pair of two different countries
	From    Day         // first day; NoDay: no bound
	To      Day         // last day, included; NoDay: no bound
	// KnownBy leaves out what was added after this day; NoDay: nothing. A record
	// without a day lies within no bound; one whose Known is NoDay was always known.
	KnownBy Day
	Types   []Type   // PLOVER types; nil: all, statements included
	Words   []string // any of them in the text, the reference or the place's name, without regard to case; nil: all
	// Repeats keeps repeats: records of one origin that agree in day, countries,
	// full actor codes, type and code, which are left out and counted otherwise.
	// Only origins coded by programs (Origin.ByMachine) have repeats: where people
	// coded, each record is an event of its own.
	Repeats bool
	Limit   int // of Events; 0: all
}

// Count is the number of events of one ordered dyad on one day, of one type and
// quad class as the source prints it (the least one where repeats differ in it).
type Count struct {
	Origin         Origin
	Source, Target string // ISO alpha-3
	Day            Day
	Type           Type
	Quad           Quad
	Statement      bool  // CAMEO 01 and 02: a statement, which measures leave out
	N              int64 // without repeats, unless the query keeps them
	Repeats        int64 // left out as repeats; 0 where the query keeps them
	Unconfirmed    bool  // a row of a dossier among them is not confirmed; no store says so
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
