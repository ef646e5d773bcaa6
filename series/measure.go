package series

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"iter"
	"math"

	"entente/event"
)

// Hashed is a Reader that takes the hash of the counts it hands on, by origin, so
// that a saved series can tell whether the store has changed since.
type Hashed struct {
	Reader
	sums map[event.Origin]hash.Hash
}

// Counts hands the counts on.
func (h *Hashed) Counts(ctx context.Context, q event.Query) iter.Seq2[event.Count, error] {
	h.sums = map[event.Origin]hash.Hash{}
	return func(yield func(event.Count, error) bool) {
		for c, err := range h.Reader.Counts(ctx, q) {
			if err == nil {
				if h.sums[c.Origin] == nil {
					h.sums[c.Origin] = sha256.New()
				}
				fmt.Fprintf(h.sums[c.Origin], "%s %s %d %d %d %t %d %d\n", c.Source, c.Target, c.Day, c.Type, c.Quad, c.Statement, c.N, c.Repeats)
			}
			if !yield(c, err) {
				return
			}
		}
	}
}

// Sum is the hash of the counts last read of an origin, in hexadecimal; "" where
// there were none.
func (h *Hashed) Sum(o event.Origin) string {
	if h.sums[o] == nil {
		return ""
	}
	return hex.EncodeToString(h.sums[o].Sum(nil))
}

// MeasurementVersion is the version of the form of a Measurement.
const MeasurementVersion = 1

// Measurement is what `entente measure` gives, in the form of its JSON.
type Measurement struct {
	Version   int              `json:"version"`
	Dossier   string           `json:"dossier"`
	AsOf      string           `json:"as_of"`
	Store     string           `json:"store,omitempty"` // "" where the dossier's own events were counted
	By        string           `json:"by,omitempty"`
	Minimum   int              `json:"minimum,omitempty"`
	Relations []RelationResult `json:"relations,omitempty"`
	Third     []ThirdResult    `json:"third_country,omitempty"`
	Weakness  string           `json:"third_country_weakness,omitempty"`
	Opinion   []*Trend         `json:"opinion,omitempty"`
}

// RelationResult is a relation in a measurement.
type RelationResult struct {
	Origin  string         `json:"origin"`
	Source  string         `json:"source"`
	Target  string         `json:"target"`
	Area    string         `json:"area,omitempty"`
	Points  []PointResult  `json:"points"`
	Dropped DroppedResult  `json:"dropped"`
	Changes []ChangeResult `json:"changes,omitempty"`
}

// PointResult is a period of a relation.
type PointResult struct {
	Period              string           `json:"period"`
	From                string           `json:"from"`
	To                  string           `json:"to"`
	VerbalCooperation   int64            `json:"verbal_cooperation"`
	MaterialCooperation int64            `json:"material_cooperation"`
	VerbalConflict      int64            `json:"verbal_conflict"`
	MaterialConflict    int64            `json:"material_conflict"`
	Volume              int64            `json:"volume"`
	ByType              map[string]int64 `json:"by_type,omitempty"`
	Index               *float64         `json:"index"` // null below the minimum
	Low                 *float64         `json:"low95"` // null without an interval
	High                *float64         `json:"high95"`
	Score               *float64         `json:"score"`
	// Unconfirmed says that an own event which is counted reads confirmed: no.
	Unconfirmed bool `json:"unconfirmed,omitempty"`
}

// DroppedResult is what a measure left out.
type DroppedResult struct {
	Statements int64 `json:"statements"`
	Repeats    int64 `json:"repeats"`
	Domestic   int64 `json:"domestic"`
	Uncoded    int64 `json:"uncoded"`
}

// ChangeResult is a change point.
type ChangeResult struct {
	Period string  `json:"period"`
	Before float64 `json:"before"`
	After  float64 `json:"after"`
}

// ThirdResult is a third-country test.
type ThirdResult struct {
	Origin  string      `json:"origin"`
	Between [2]string   `json:"between"`
	Then    [2]string   `json:"then"`
	Lags    []LagResult `json:"lags"`
	P       *float64    `json:"p"` // over all lags; null where there is no answer
	Says    string      `json:"says"`
}

// LagResult is the correlation at one lag.
type LagResult struct {
	Months  int      `json:"months"`
	R       *float64 `json:"r"`
	Periods int      `json:"periods"`
}

// known gives a pointer to a number, and nil for none.
func known(v float64) *float64 {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return nil
	}
	return &v
}

// Results puts relations in the form of a measurement.
func Results(rs []Relation) []RelationResult {
	var out []RelationResult
	for _, r := range rs {
		res := RelationResult{Origin: r.Origin.String(), Source: r.Source, Target: r.Target, Area: r.Area, Points: []PointResult{},
			Dropped: DroppedResult(r.Left)}
		for _, p := range r.Points {
			x := PointResult{Period: p.Name, From: p.From.String(), To: p.To.String(), VerbalCooperation: p.Counts.VerbalCooperation, MaterialCooperation: p.Counts.MaterialCooperation,
				VerbalConflict: p.Counts.VerbalConflict, MaterialConflict: p.Counts.MaterialConflict, Volume: p.Counts.Volume(), Score: known(p.Score), Unconfirmed: p.Unconfirmed}
			for t, n := range p.ByType {
				if x.ByType == nil {
					x.ByType = map[string]int64{}
				}
				name := t.String()
				if name == "" {
					name = "no type"
				}
				x.ByType[name] = n
			}
			if p.Drawn {
				x.Index = known(p.Index)
				if p.Low < p.High {
					x.Low, x.High = known(p.Low), known(p.High)
				}
			}
			res.Points = append(res.Points, x)
		}
		for _, c := range r.Changes {
			res.Changes = append(res.Changes, ChangeResult{c.Name, c.Before, c.After})
		}
		out = append(out, res)
	}
	return out
}

// Result puts a test in the form of a measurement; name gives a country's name.
func (t *ThirdTest) Result(name func(string) string) ThirdResult {
	res := ThirdResult{Origin: t.Origin.String(), Between: t.Between, Then: t.With, P: known(t.P), Says: t.Says(name)}
	for _, l := range t.Lags {
		res.Lags = append(res.Lags, LagResult{l.Months, known(l.R), l.N})
	}
	return res
}
