package record

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"entente/dossier"
)

// LedgerRow is a promise of an open ledger: what a group of countries promised at a
// meeting, and what became of it.
type LedgerRow struct {
	ID, Group, Meeting string
	Date               dossier.Date
	Kind               string // one of Once to General
	// Outcome is one of OutcomeKept to OutcomeUncoded.
	Outcome string
	// Recalled reports that the coder knew the promise's text by heart and read
	// neither it nor a report of it.
	Recalled bool
}

// The outcomes of a ledger's promises. What was kept partly was not kept.
const (
	OutcomeKept    = "kept"
	OutcomePartly  = "partly"
	OutcomeNot     = "not"
	OutcomeUnknown = "unknown" // nobody could find out
	OutcomePending = "pending" // its time runs
	OutcomeUncoded = "uncoded" // nobody has looked it up yet
)

var (
	ledgerOutcomes = []string{OutcomeKept, OutcomePartly, OutcomeNot, OutcomeUnknown, OutcomePending, OutcomeUncoded}
	kinds          = []string{Once, Standing, Capability, LawOrMoney, General}
	textsSeen      = []string{"passage", "report", "memory"}
	wordingsSeen   = []string{"text", "report"}
	// ledgerColumns are those that every ledger must have; others are passed over.
	ledgerColumns = []string{"id", "group", "meeting", "date", "kind", "outcome"}
)

// The limits of a ledger.
const (
	maxLedgerBytes = 32 << 20
	maxLedgerRows  = 100_000
	mostFaults     = 10
)

// LedgerError is what is wrong with a ledger: every fault with its place, as many
// as are shown.
type LedgerError struct {
	Faults []LedgerFault
	More   int // faults beyond those shown
}

// LedgerFault is one fault. Line and Col count from 1, Col in bytes; both are 0 where
// the whole file is meant.
type LedgerFault struct {
	File      string
	Line, Col int
	Message   string
}

func (f LedgerFault) String() string {
	if f.Line == 0 {
		return f.File + ": " + f.Message
	}
	return fmt.Sprintf("%s:%d:%d: %s", f.File, f.Line, f.Col, f.Message)
}

func (e *LedgerError) Error() string {
	var lines []string
	for _, f := range e.Faults {
		lines = append(lines, f.String())
	}
	if e.More > 0 {
		lines = append(lines, fmt.Sprintf("and %d more", e.More))
	}
	return strings.Join(lines, "\n")
}

// ReadLedger reads a ledger: UTF-8, a line of names first, values parted by commas,
// with the columns id, group, meeting, date, kind and outcome; text_seen tells what
// was recalled, and wording_seen whose words were quoted; all others are passed over.
// A byte-order mark and Windows line ends are accepted. name is the file's name in errors, which are of type *LedgerError
// but for those of reading.
func ReadLedger(r io.Reader, name string) ([]LedgerRow, error) {
	e := &LedgerError{}
	fault := func(line, col int, format string, args ...any) {
		if len(e.Faults) == mostFaults {
			e.More++
			return
		}
		e.Faults = append(e.Faults, LedgerFault{name, line, col, fmt.Sprintf(format, args...)})
	}
	fail := func(line, col int, format string, args ...any) ([]LedgerRow, error) {
		fault(line, col, format, args...)
		return nil, e
	}
	src, err := io.ReadAll(io.LimitReader(r, maxLedgerBytes+1))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	src = bytes.TrimPrefix(src, []byte("\ufeff"))
	switch {
	case len(src) > maxLedgerBytes:
		return fail(0, 0, "the file is larger than %d MB; a ledger of a thousand promises has one", maxLedgerBytes>>20)
	case len(bytes.TrimSpace(src)) == 0:
		return fail(0, 0, "the file is empty; expected a ledger with the columns %s", strings.Join(ledgerColumns, ", "))
	case !utf8.Valid(src):
		return fail(0, 0, "the file is not UTF-8; save it as such")
	}
	in := csv.NewReader(bytes.NewReader(src))
	in.ReuseRecord = true
	head, err := in.Read()
	if err != nil {
		return fail(csvPlace(err))
	}
	index := map[string]int{}
	for k, n := range head {
		n = strings.TrimSpace(n)
		if _, twice := index[n]; twice && n != "" {
			line, col := in.FieldPos(k)
			fault(line, col, "the column %q stands twice; delete one of them", clip(n))
		}
		index[n] = k
	}
	for _, n := range ledgerColumns {
		if _, ok := index[n]; !ok {
			hint := ""
			if strings.Count(head[0], ";") > 3 || strings.Count(head[0], "\t") > 3 {
				hint = "; values are parted by commas"
			}
			fault(1, 1, "there is no column %q; a ledger has the columns %s%s", n, strings.Join(ledgerColumns, ", "), hint)
		}
	}
	if len(e.Faults) > 0 {
		return nil, e
	}
	var out []LedgerRow
	seen := map[string]int{}
	for {
		row, err := in.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil { // what follows may be read wrongly
			line, col, format, what := csvPlace(err)
			return fail(line, col, format, what)
		}
		if len(out) == maxLedgerRows {
			return fail(0, 0, "the file has more than %d rows", maxLedgerRows)
		}
		cell := func(column string) (value string, line, col int) {
			k, ok := index[column]
			if !ok {
				return "", 0, 0
			}
			line, col = in.FieldPos(k)
			return strings.TrimSpace(row[k]), line, col
		}
		need := func(column string) string {
			v, line, col := cell(column)
			if v == "" {
				fault(line, col, "the column %q is blank", column)
			}
			return v
		}
		oneOf := func(column string, all []string) string {
			v, line, col := cell(column)
			if !slices.Contains(all, v) {
				hint := "expected " + strings.Join(all, ", ")
				if n := dossier.Nearest(v, all); n != "" {
					hint = fmt.Sprintf("did you mean %q?", n)
				}
				fault(line, col, "%s is %q; %s", column, clip(v), hint)
			}
			return v
		}
		x := LedgerRow{ID: need("id"), Group: need("group"), Meeting: need("meeting"), Kind: oneOf("kind", kinds), Outcome: oneOf("outcome", ledgerOutcomes)}
		if first, twice := seen[x.ID]; twice && x.ID != "" {
			_, line, col := cell("id")
			fault(line, col, "%q stands on line %d already; every promise has an id of its own", clip(x.ID), first)
		}
		_, seen[x.ID], _ = cell("id")
		day, line, col := cell("date")
		if x.Date, err = dossier.ParseDate(day); err != nil || x.Date.IsZero() {
			fault(line, col, "date is %q; expected YYYY, YYYY-MM or YYYY-MM-DD", clip(day))
		}
		if v, _, _ := cell("text_seen"); v != "" {
			x.Recalled = oneOf("text_seen", textsSeen) == "memory"
		}
		if v, _, _ := cell("wording_seen"); v != "" {
			oneOf("wording_seen", wordingsSeen)
		}
		out = append(out, x)
	}
	if len(e.Faults) > 0 {
		return nil, e
	}
	if len(out) == 0 {
		return fail(0, 0, "the file holds no promise")
	}
	return out, nil
}

// csvPlace gives what is wrong with the form of a file, and where.
func csvPlace(err error) (line, col int, format string, what any) {
	var p *csv.ParseError
	if errors.As(err, &p) {
		return p.Line, p.Column, "%v", p.Err
	}
	return 0, 0, "%v", err
}

func clip(s string) string {
	if r := []rune(s); len(r) > 30 {
		return string(r[:29]) + "…"
	}
	return s
}
