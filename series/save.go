package series

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"entente/dossier"
	"entente/event"
)

// Saved is a measured series ready to be written into a dossier: the table and
// the record of how it was made.
type Saved struct {
	Name string // series/NAME.csv and series/NAME.yaml
	CSV  []byte
	YAML []byte
}

// Making says how series were made, for their record.
type Making struct {
	Title, Command string
	On             dossier.Date
	Data, Licence  string // the data set, and its terms; "" where not known
	Share          float64
	Sources        []string
	Note           string
	Inputs         []Input
	Store          *StoreState
}

// Input is a part of a dossier that a measure read, with its hash.
type Input struct{ What, SHA256 string }

// StoreState is what a store held of an origin when it was read.
type StoreState struct {
	Rows        int64
	First, Last event.Day
	SHA256      string // of the counts that were read
}

var seriesHeader = []string{"series", "from", "date", "published", "value", "low", "high", "n", "unit", "source", "source_actor", "target_actor", "kind", "area"}

// confirmedColumn comes last, in a table that has a value which is not confirmed.
const confirmedColumn = "confirmed"

// The kinds of series that a relation gives, in their order.
var relationKinds = []struct {
	kind string
	quad event.Quad // NoQuad for the index
}{
	{dossier.KindVerbalCooperation, event.VerbalCooperation}, {dossier.KindMaterialCooperation, event.MaterialCooperation},
	{dossier.KindVerbalConflict, event.VerbalConflict}, {dossier.KindMaterialConflict, event.MaterialConflict}, {dossier.KindIndex, event.NoQuad},
}

// SaveRelations makes the table of relations of one origin: the four counts of
// every period, and the index with its interval where the minimum is reached.
// A series is named NAME-SOURCE-TARGET-KIND in lower case.
func SaveRelations(name string, rs []Relation, m Making) (Saved, error) {
	if len(rs) == 0 {
		return Saved{}, fmt.Errorf("there is nothing to save as %s", name)
	}
	var rows [][]string
	var unsure []bool // of each row
	var left Left
	domestic := map[string]int64{}
	for _, r := range rs {
		if r.Origin != rs[0].Origin || r.By != rs[0].By || r.Area != rs[0].Area {
			return Saved{}, fmt.Errorf("%s mixes origins, spans or areas; save each under a name of its own", name)
		}
		l := r.Left
		domestic[r.Source] = max(domestic[r.Source], l.Domestic)
		l.Domestic = 0
		left = left.Plus(l)
		for _, k := range relationKinds {
			id := strings.ToLower(name + "-" + r.Source + "-" + r.Target + "-" + k.kind)
			for _, p := range r.Points {
				row := []string{id, p.From.String(), p.To.String(), "", "", "", "", num(float64(p.Counts.Volume())), "events", strings.Join(m.Sources, "; "), r.Source, r.Target, k.kind, r.Area}
				if k.quad != event.NoQuad {
					row[4] = num(float64(p.Counts.Of(k.quad)))
				} else {
					if !p.Drawn {
						continue
					}
					row[4], row[8] = num(p.Index), ""
					if p.Low < p.High {
						row[5], row[6] = num(p.Low), num(p.High)
					}
				}
				rows, unsure = append(rows, row), append(unsure, p.Unconfirmed)
			}
		}
	}
	for _, n := range domestic {
		left.Domestic += n
	}
	s, err := saved(name, rows, unsure)
	if err != nil {
		return s, err
	}
	s.YAML = made(s.CSV, m, rs[0].Origin.String(), rs[0].By.String(), rs[0].Minimum, &left)
	return s, nil
}

// ValueRow is a row of a series that is not a relation: a score by year, the level of
// a poll series.
type ValueRow struct {
	Series, From, Date, Published string
	Value                         float64
	Low, High                     float64 // no interval where Low is not below High
	N                             float64
	Unit, Source                  string
	Actor, Target, Kind           string
	Unconfirmed                   bool // it rests on a row that is not confirmed
}

// SaveValues makes the table of other series. origin and by are those of the
// record; "" where there is none.
func SaveValues(name, origin, by string, values []ValueRow, m Making) (Saved, error) {
	var rows [][]string
	var unsure []bool // of each row
	for _, v := range values {
		row := []string{v.Series, v.From, v.Date, v.Published, num(v.Value), "", "", "", v.Unit, v.Source, v.Actor, v.Target, v.Kind, ""}
		if v.Low < v.High {
			row[5], row[6] = num(v.Low), num(v.High)
		}
		if v.N > 0 {
			row[7] = num(v.N)
		}
		rows, unsure = append(rows, row), append(unsure, v.Unconfirmed)
	}
	s, err := saved(name, rows, unsure)
	if err != nil {
		return s, err
	}
	s.YAML = made(s.CSV, m, origin, by, 0, nil)
	return s, nil
}

// saved makes a table of a series; unsure says of each row whether it rests on what
// is not confirmed.
func saved(name string, rows [][]string, unsure []bool) (Saved, error) {
	header := seriesHeader
	if slices.Contains(unsure, true) {
		header = append(slices.Clone(seriesHeader), confirmedColumn)
		for i, not := range unsure {
			confirmed := ""
			if not {
				confirmed = "no"
			}
			rows[i] = append(rows[i], confirmed)
		}
	}
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	if err := w.Write(header); err != nil {
		return Saved{}, err
	}
	if err := w.WriteAll(rows); err != nil {
		return Saved{}, err
	}
	return Saved{Name: name, CSV: b.Bytes()}, w.Error()
}

// num writes a value with at most four decimals.
func num(v float64) string {
	s := strconv.FormatFloat(math.Round(v*1e4)/1e4, 'f', -1, 64)
	if s == "-0" {
		return "0"
	}
	return s
}

// made writes the record. JSON strings are YAML strings as well.
func made(table []byte, m Making, origin, by string, minimum int, left *Left) []byte {
	var b bytes.Buffer
	line := func(key, value string) {
		if value != "" {
			fmt.Fprintf(&b, "%s: %s\n", key, quote(value))
		}
	}
	b.WriteString("# How the table beside this file was made. `entente measure --save` writes both anew.\n")
	line("title", m.Title)
	line("command", m.Command)
	fmt.Fprintf(&b, "on: %s\nsha256: %s\n", m.On, sum(table))
	line("data", m.Data)
	line("licence", m.Licence)
	if origin != "" {
		fmt.Fprintf(&b, "origin: %s\n", origin)
	}
	if by != "" {
		fmt.Fprintf(&b, "by: %s\n", by)
	}
	if minimum > 0 {
		fmt.Fprintf(&b, "minimum: %d\n", minimum)
	}
	if m.Share > 0 && m.Share < 1 {
		fmt.Fprintf(&b, "share: %s\n", num(m.Share))
	}
	if left != nil {
		fmt.Fprintf(&b, "dropped: {statements: %d, repeats: %d, domestic: %d, uncoded: %d}\n", left.Statements, left.Repeats, left.Domestic, left.Uncoded)
	}
	if len(m.Inputs) > 0 {
		b.WriteString("inputs:\n")
		for _, in := range m.Inputs {
			fmt.Fprintf(&b, "  - {what: %s, sha256: %s}\n", in.What, in.SHA256)
		}
	}
	if s := m.Store; s != nil {
		fmt.Fprintf(&b, "store: {rows: %d", s.Rows)
		if s.First != event.NoDay {
			fmt.Fprintf(&b, ", first: %s", s.First)
		}
		if s.Last != event.NoDay {
			fmt.Fprintf(&b, ", last: %s", s.Last)
		}
		fmt.Fprintf(&b, ", sha256: %s}\n", s.SHA256)
	}
	if len(m.Sources) > 0 {
		fmt.Fprintf(&b, "source: [%s]\n", strings.Join(m.Sources, ", "))
	}
	line("note", m.Note)
	return b.Bytes()
}

func quote(s string) string {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(s); err != nil {
		return strconv.Quote(s)
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func sum(b []byte) string {
	h := sha256.Sum256(b)
	return hex.EncodeToString(h[:])
}

// InputSum is the hash of what measures read of a dossier: its coded events, its
// polls, or the settings of relations. It does not change with the order of
// columns, with notes, or with the name of a file.
func InputSum(d *dossier.Dossier, what string) string {
	h := sha256.New()
	switch what {
	case "events":
		for _, e := range d.Events {
			fmt.Fprintf(h, "%q\n", []string{e.ID, e.Date.String(), string(e.Actor), string(e.Target), e.Type, e.Area})
		}
	case "polls":
		for _, id := range d.PollSeriesIDs() {
			for _, p := range d.PollSeries(id) {
				fmt.Fprintf(h, "%q\n", []string{p.Series, p.Start.String(), p.End.String(), p.Published.String(), p.Pollster, p.Mode, p.Break, p.Unit, num(p.Value), num(p.N)})
			}
		}
	case "settings":
		r := d.Relations()
		fmt.Fprintf(h, "%q %d %d %v %s\n", []string{r.By}, r.Minimum, r.Bootstrap, r.SanctionVerbal, d.AsOf)
		for _, a := range r.Areas {
			if a.Value != nil {
				fmt.Fprintf(h, "%q %q %q\n", a.ID, a.Value.Types.IDs(), a.Value.Words)
			}
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}

// Stale says why a saved series no longer follows from what it was made of, as
// far as the dossier can tell; "" where it does. Whether an event store has
// changed since only the store can tell.
func Stale(d *dossier.Dossier, f *dossier.SeriesFile) string {
	if f.Made == nil {
		return ""
	}
	if f.Made.SHA256 != f.SHA256 {
		return "the table was edited after it was made"
	}
	for _, in := range f.Made.Inputs {
		if in.SHA256 != InputSum(d, in.What) {
			return fmt.Sprintf("the dossier's %s have changed since it was made on %s", in.What, f.Made.On)
		}
	}
	return ""
}
