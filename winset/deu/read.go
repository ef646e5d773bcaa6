// Package deu reruns the settlement models on the decisions of the European
// Union in the DEU III data (Arregui and Perarnaud 2021, doi 10.34810/data53):
// how far each model misses what was decided.
package deu

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"entente/winset"
)

// Decision is one issue with the stakeholders' positions on it.
type Decision struct {
	ID     string // prnrnmc.isnrnmc, as the file numbers proposals and issues
	Actors []winset.Actor
	// Outcome is what was decided and Reference what would have stood without a
	// decision, 0-100; NaN where the file gives none.
	Outcome, Reference float64

	Proposal string // prnrnmc: issues of one proposal hang together
	// States are the members of the Council that have votes and a position; under
	// unanimity each is a veto, else Quota of all Votes are needed, and the Absent,
	// of members without a position, are in no one's way.
	States        []State
	Votes, Absent int
	Quota         int
	Unanimous     bool
}

// State is a member of the Council with its position, 0-100.
type State struct {
	Votes    int
	Position float64
}

// The limits of a file; the published one has 366 lines and 88 kB.
const (
	maxBytes = 16 << 20
	maxRows  = 100_000
)

// Error is what is wrong with a file, and where.
type Error struct {
	File      string
	Line, Col int // from 1; Col counts bytes; 0 where the whole file is meant
	Message   string
}

func (e *Error) Error() string {
	if e.Line == 0 {
		return e.File + ": " + e.Message
	}
	return fmt.Sprintf("%s:%d:%d: %s", e.File, e.Line, e.Col, e.Message)
}

// named are the columns that every file must have beside those of positions (p
// and a stakeholder) and saliences (s and a stakeholder).
var named = []string{"prnrnmc", "isnrnmc", "proc", "counvte", "rp", "out"}

// notStakeholders are columns of the published file that begin with p or s and
// hold neither a position nor a salience.
var notStakeholders = []string{"prnrnmc", "prnr", "prname", "proc", "proccde"}

// Read reads the decisions of a file in the form of the published one: values
// parted by tabs, quoted or not, a line of names first; a byte-order mark is passed over. A row without a number
// of a proposal and an issue holds no issue and is passed over; so the second
// line of the published file, which has figures of GDP. Positions, saliences,
// reference points and outcomes are blank or lie on 0-100; a missing salience
// takes the mean of those given on the issue (0.5 if none), and a stakeholder
// without a position is left out. name is the file's name in errors, which are
// of type *Error.
func Read(r io.Reader, name string) ([]Decision, error) {
	fail := func(line, col int, format string, args ...any) ([]Decision, error) {
		return nil, &Error{name, line, col, fmt.Sprintf(format, args...)}
	}
	limited := &io.LimitedReader{R: r, N: maxBytes + 1}
	text := bufio.NewReader(limited)
	if mark, _ := text.Peek(3); string(mark) == "\ufeff" {
		if _, err := text.Discard(len(mark)); err != nil {
			return nil, readError(name, err)
		}
	}
	in := csv.NewReader(text)
	in.Comma = '\t'
	in.ReuseRecord = true
	head, err := in.Read()
	if errors.Is(err, io.EOF) {
		return fail(0, 0, "the file is empty; expected the DEU III data, parted by tabs")
	}
	if err != nil {
		return nil, readError(name, err)
	}
	t, err := columns(head)
	if err != nil {
		return fail(1, 1, "%v", err)
	}
	council := councils()
	var out []Decision
	for rows := 0; ; rows++ {
		row, err := in.Read()
		if limited.N <= 0 || rows > maxRows {
			return fail(0, 0, "the file is larger than %d MB or %d rows; the published one has 366", maxBytes>>20, maxRows)
		}
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, readError(name, err)
		}
		var bad *Error
		number := func(col int) float64 {
			cell := strings.TrimSpace(row[col])
			if cell == "" {
				return math.NaN()
			}
			v, err := strconv.ParseFloat(cell, 64)
			if (err != nil || !(v >= 0 && v <= 100)) && bad == nil {
				line, at := in.FieldPos(col)
				bad = &Error{name, line, at, fmt.Sprintf("%s is %q; expected a number from 0 to 100, or nothing", t.names[col], clip(cell))}
			}
			return v
		}
		if row[t.index["prnrnmc"]] == "" && row[t.index["isnrnmc"]] == "" {
			continue
		}
		d := t.decision(row, number, council)
		if bad != nil {
			return nil, bad
		}
		out = append(out, d)
	}
	if len(out) == 0 {
		return fail(0, 0, "the file holds no issue")
	}
	return out, nil
}

func readError(name string, err error) error {
	var p *csv.ParseError
	if errors.As(err, &p) {
		return &Error{name, p.Line, p.Column, p.Err.Error()}
	}
	return fmt.Errorf("%s: %w", name, err)
}

func clip(s string) string {
	if r := []rune(s); len(r) > 30 {
		return string(r[:29]) + "…"
	}
	return s
}

// table is what the first line says of the columns.
type table struct {
	names []string
	index map[string]int
	who   []string // stakeholders, in the order of the columns of positions
}

func columns(head []string) (*table, error) {
	t := &table{names: slices.Clone(head), index: map[string]int{}}
	for i, n := range t.names {
		if _, twice := t.index[n]; twice && n != "" {
			return nil, fmt.Errorf("the column %q stands twice", clip(n))
		}
		t.index[n] = i
	}
	for _, n := range named {
		if _, ok := t.index[n]; !ok {
			return nil, fmt.Errorf("there is no column %q; expected the DEU III data (doi 10.34810/data53), parted by tabs", n)
		}
	}
	for _, n := range t.names {
		who, ok := strings.CutPrefix(n, "p")
		if !ok || who == "" || slices.Contains(notStakeholders, n) {
			continue
		}
		if _, ok := t.index["s"+who]; !ok {
			return nil, fmt.Errorf("there is a column of positions %q and none of saliences %q", clip(n), clip("s"+who))
		}
		t.who = append(t.who, who)
	}
	if len(t.who) == 0 {
		return nil, errors.New("there is no column of positions, such as pcom")
	}
	return t, nil
}

// The capabilities of the Commission, and of the Parliament where it decides
// with the Council and where it is heard.
const (
	commission     = 0.25
	parliament     = 0.5
	parliamentElse = 0.05
)

func (t *table) decision(row []string, number func(int) float64, council []era) Decision {
	d := Decision{
		ID:      row[t.index["prnrnmc"]] + "." + row[t.index["isnrnmc"]],
		Outcome: number(t.index["out"]), Reference: number(t.index["rp"]),
	}
	given := map[string]bool{}
	for _, who := range t.who {
		given[who] = !math.IsNaN(number(t.index["p"+who]))
	}
	e := eraOf(council, given)
	d.Proposal, d.Quota, d.Unanimous = row[t.index["prnrnmc"]], e.quota, row[t.index["counvte"]] == "Unan"
	for _, n := range e.votes {
		d.Votes += n
	}
	d.Absent = d.Votes
	var missing []int
	sum, n := 0.0, 0.0
	for _, who := range t.who {
		s := number(t.index["s"+who]) / 100
		if !given[who] {
			continue
		}
		if !math.IsNaN(s) {
			sum, n = sum+s, n+1
		} else {
			missing = append(missing, len(d.Actors))
		}
		a := winset.Actor{Position: number(t.index["p"+who]), Salience: s}
		if n := e.votes[who]; n > 0 {
			d.States = append(d.States, State{n, a.Position})
			d.Absent -= n
		}
		switch {
		case who == "com":
			a.Power = commission
		case who == "ep" && row[t.index["proc"]] == "COD":
			a.Power = parliament
		case who == "ep":
			a.Power = parliamentElse
		case d.Unanimous:
			if _, ok := e.power[who]; ok {
				a.Power = 1 / float64(e.members)
			}
		default:
			a.Power = e.power[who]
		}
		d.Actors = append(d.Actors, a)
	}
	for _, i := range missing {
		d.Actors[i].Salience = 0.5
		if n > 0 {
			d.Actors[i].Salience = sum / n
		}
	}
	return d
}
