package dossier

import (
	"crypto/sha256"
	"encoding/hex"
	"math"
	"path"
	"regexp"
	"slices"
	"strings"
)

// The kinds of a measured series of an ordered pair of countries.
const (
	KindVerbalCooperation   = "verbal-cooperation"
	KindMaterialCooperation = "material-cooperation"
	KindVerbalConflict      = "verbal-conflict"
	KindMaterialConflict    = "material-conflict"
	KindIndex               = "index" // log((cooperation+½)/(conflict+½))
	KindScore               = "score" // the mean score of an event
	KindVolume              = "volume"
	KindLevel               = "level" // the smoothed level of a poll series
)

// SeriesPoint is a row of series: one value of a measured series.
type SeriesPoint struct {
	Row
	Series    string    `csv:"series,required"`
	From      Date      `csv:"from" doc:"the first day that the value describes; its date if blank"`
	Date      Date      `csv:"date,required" doc:"the last day that the value describes"`
	Published Date      `csv:"published" doc:"when it could be known; its date if blank"`
	Value     float64   `csv:"value,required"`
	Low       *float64  `csv:"low" doc:"95% interval"`
	High      *float64  `csv:"high"`
	N         float64   `csv:"n" range:"0..1000000000000" doc:"how many events it rests on"`
	Unit      string    `csv:"unit" doc:"events: a count, which varies as a Poisson count does"`
	Sources   IDs       `csv:"source"`
	Actor     string    `csv:"source_actor" doc:"who acts, where the series is of an ordered pair"`
	Target    string    `csv:"target_actor" doc:"towards whom"`
	Kind      string    `csv:"kind" enum:"verbal-cooperation|material-cooperation|verbal-conflict|material-conflict|index|score|volume|level"`
	Area      string    `csv:"area"`
	Confirmed Confirmed `csv:"confirmed" doc:"no where the value rests on a row that is not confirmed"`
}

// Known is the day on which the point could be known.
func (p *SeriesPoint) Known() Date {
	if p.Published.IsZero() {
		return p.Date
	}
	return p.Published
}

// SeriesFile is one CSV file of series/, with the record of how it was made.
type SeriesFile struct {
	File   string
	SHA256 string         // of the file's bytes, in hexadecimal
	Points []*SeriesPoint `cites:"no"` // they are in Dossier.Series too
	Made   *Made          // nil where no record stands beside it
}

// Made is series/NAME.yaml: how series/NAME.csv was made.
type Made struct {
	Where
	File    string
	Title   Text         `yaml:"title" doc:"what is measured"`
	Command string       `yaml:"command,required" doc:"the command that made it"`
	On      Date         `yaml:"on,required" doc:"the day on which it was made"`
	SHA256  string       `yaml:"sha256,required" doc:"of the CSV file, in hexadecimal"`
	Data    Text         `yaml:"data" doc:"the data set, and which part of it was read"`
	Licence Text         `yaml:"licence" doc:"the data set's terms"`
	Origin  string       `yaml:"origin" enum:"gdelt1|gdelt2|icews|polecat|acled|ucdp|phoenix|csv|polls"`
	By      string       `yaml:"by" enum:"day|week|month|quarter|year"`
	Minimum int          `yaml:"minimum" range:"0..10000" doc:"no index is worked out from fewer events"`
	Share   float64      `yaml:"share" range:"0..1" doc:"share of the data set's rows that were read; all if not stated"`
	Dropped *Dropped     `yaml:"dropped" doc:"what the measure left out"`
	Inputs  []*MadeInput `yaml:"inputs" doc:"what it was made from in the dossier"`
	Store   *MadeStore   `yaml:"store" doc:"what it was made from in an event store"`
	Source  Refs         `yaml:"source"`
	Note    Text         `yaml:"note"`
}

// Dropped counts the rows that a measure left out.
type Dropped struct {
	Where
	Statements int `yaml:"statements" range:"0..1000000000" doc:"statements, which are no acts toward anyone"`
	Repeats    int `yaml:"repeats" range:"0..1000000000" doc:"the same act of the same actors on the same day"`
	Domestic   int `yaml:"domestic" range:"0..1000000000" doc:"both sides in one country"`
	Uncoded    int `yaml:"uncoded" range:"0..1000000000" doc:"acts without a quad class"`
}

// MadeInput is a part of the dossier that a measure read, and its hash then.
type MadeInput struct {
	Where
	What   string `yaml:"what,required" enum:"events|polls|settings"`
	SHA256 string `yaml:"sha256,required" doc:"of what the measure reads of it, in hexadecimal"`
}

// MadeStore is the state of an event store when a measure read it.
type MadeStore struct {
	Where
	Rows   int    `yaml:"rows" range:"0..1000000000000" doc:"rows of the origin"`
	First  Date   `yaml:"first"`
	Last   Date   `yaml:"last"`
	SHA256 string `yaml:"sha256" doc:"of the counts that were read, in hexadecimal"`
}

// seriesTable is what one CSV file of series gives.
type seriesTable struct {
	sum  string
	rows []*SeriesPoint
}

var seriesKind = &fileKind{limit: maxCSVBytes, read: func(file string, src []byte) part {
	rows, found := readTable[SeriesPoint](file, src)
	sum := sha256.Sum256(src)
	return part{seriesTable{hex.EncodeToString(sum[:]), rows}, found}
}}

// joinMade puts the records of series beside what they describe.
func (l *loader) joinMade(made []*Made) {
	for _, m := range made {
		file := strings.TrimSuffix(m.File, ".yaml") + ".csv"
		i := slices.IndexFunc(l.d.SeriesFiles, func(s *SeriesFile) bool { return s.File == file })
		if i < 0 && l.d.unread.broken[file] {
			l.d.Held.Add(file)
			continue
		}
		if i < 0 {
			l.f.err("unknown-id", Pos{m.File, 1, 1}, "delete it, or save the series again", "there is no %s beside it", path.Base(file))
			continue
		}
		l.d.SeriesFiles[i].Made = m
	}
}

var hexSum = regexp.MustCompile(`^[0-9a-f]{64}$`)

func (l *loader) validateSeries() {
	for _, s := range l.d.Series {
		l.areaCell(s.Pos, s.Area)
		if !s.From.IsZero() && s.Date.Last().Before(s.From.First()) {
			l.f.err("date-order", s.Pos, "", "the value describes a time that ends (%s) before it begins (%s)", s.Date, s.From)
		}
		if (s.Actor == "") != (s.Target == "") {
			l.f.err("missing-value", s.Pos, "name both, or neither", "a series of a pair names who acts and towards whom")
		}
		for _, code := range []string{s.Actor, s.Target} {
			if code != "" {
				l.actor(s.Pos, code)
			}
		}
		if s.Low != nil && s.High != nil && *s.Low > *s.High {
			l.f.err("estimate-order", s.Pos, "order them as low ≤ high", "the interval runs from %v to %v", *s.Low, *s.High)
		}
		count := s.Unit == "events" || slices.Contains([]string{KindVerbalCooperation, KindMaterialCooperation, KindVerbalConflict, KindMaterialConflict, KindVolume}, s.Kind)
		if count && (s.Value < 0 || s.Value != math.Trunc(s.Value)) {
			l.f.err("out-of-range", s.Pos, "", "a count is a whole number, 0 or more, and this is %v", s.Value)
		}
		if s.Unit == "percent" && s.Kind == KindLevel && (s.Value < 0 || s.Value > 100) {
			l.f.err("out-of-range", s.Pos, "", "a share of %v percent cannot be", s.Value)
		}
	}
	for _, f := range l.d.SeriesFiles {
		m := f.Made
		if m == nil {
			continue
		}
		sum := func(w Where, s string) {
			if s != "" && !hexSum.MatchString(s) {
				l.f.err("csv-value", w.At("sha256"), "`entente measure --save` writes it", "%q is no SHA-256: 64 hexadecimal digits in lower case", shorten(s))
			}
		}
		sum(m.Where, m.SHA256)
		for _, in := range m.Inputs {
			sum(in.Where, in.SHA256)
		}
		if m.Store != nil {
			sum(m.Store.Where, m.Store.SHA256)
		}
	}
}
