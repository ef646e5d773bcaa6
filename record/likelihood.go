// Package record tells what came of initiatives, and what that allows to be said
// of a forecast: outcomes as of a day, scores, calibration, and the words of
// likelihood that a record backs. It knows nothing of how carry is worked out.
package record

import (
	"fmt"

	"entente/winset"
	"entente/words"
)

// Likelihood is a word of ICD 203 (2015) with the shares that it stands for.
type Likelihood struct {
	Word      string
	Low, High float64 // 0-1; a share on a border belongs to the word nearer to even chances
}

// Likelihoods gives the words from the lowest share to the highest. ICD 203 has
// no words below 1 and above 99 in 100; a share of draws there gets the outermost.
func Likelihoods() []Likelihood {
	return []Likelihood{
		{"almost no chance", 0, 0.05}, {"very unlikely", 0.05, 0.20}, {"unlikely", 0.20, 0.45}, {"roughly even", 0.45, 0.55},
		{"likely", 0.55, 0.80}, {"very likely", 0.80, 0.95}, {"almost certain", 0.95, 1},
	}
}

// LikelihoodNamed gives the likelihood of a word of Likelihoods; the zero value
// for another.
func LikelihoodNamed(word string) Likelihood {
	for _, l := range Likelihoods() {
		if l.Word == word {
			return l
		}
	}
	return Likelihood{}
}

// LikelihoodOf gives the likelihood of a share (0-1).
func LikelihoodOf(p float64) Likelihood { return Likelihoods()[likelihoodOf(p)] }

// likelihoodOf gives the number of a share's word in Likelihoods.
func likelihoodOf(p float64) int {
	all := Likelihoods()
	for k, l := range all {
		if p < l.High || p == l.High && l.High > 0.5 {
			return k
		}
	}
	return len(all) - 1
}

// The least numbers of resolved cases: below the first nothing is scored, below
// the second no word stands beside a carry.
const (
	CasesToScore = 10
	CasesToWord  = 30
)

// Bin is a row of the calibration table: the resolved cases whose carry lay in
// the range of one word.
type Bin struct {
	Word     string    `json:"word"`
	Low      float64   `json:"low"`
	High     float64   `json:"high"`
	N        int       `json:"n"`
	Came     int       `json:"came"`
	Mean     *float64  `json:"mean"` // mean carry; nil where N is 0
	Rate     *float64  `json:"rate"` // share that came about; nil where N is 0
	Interval *Interval `json:"interval"`
	// Stands reports whether the word may stand beside a carry: the record holds
	// thirty resolved cases, some of them in this range, and the 95% interval of
	// how many came about meets the range.
	Stands bool `json:"stands"`
}

// Interval is a 95% interval.
type Interval struct {
	Low  float64 `json:"low"`
	High float64 `json:"high"`
}

func intervalOf(i winset.Interval) *Interval { return &Interval{i.Low, i.High} }

// Calibrate makes the calibration table, a row a word of Likelihoods.
func Calibrate(fs []winset.Forecast) []Bin {
	out := []Bin{}
	for _, l := range Likelihoods() {
		out = append(out, Bin{Word: l.Word, Low: l.Low, High: l.High})
	}
	sums := make([]float64, len(out))
	for _, f := range fs {
		k := likelihoodOf(f.P)
		out[k].N++
		sums[k] += f.P
		if f.Came {
			out[k].Came++
		}
	}
	for k := range out {
		b := &out[k]
		if b.N == 0 {
			continue
		}
		mean, rate := sums[k]/float64(b.N), float64(b.Came)/float64(b.N)
		b.Mean, b.Rate = &mean, &rate
		b.Interval = intervalOf(winset.WilsonInterval(b.Came, b.N))
		b.Stands = len(fs) >= CasesToWord && b.Interval.Low <= b.High && b.Interval.High >= b.Low
	}
	return out
}

// Record is what the dossier's own backtest allows to be said of a carry.
type Record struct {
	Cases  int   `json:"cases"`  // resolved cases that could be judged, at most
	Needed int   `json:"needed"` // before any word stands
	Months int   `json:"months"`
	Words  []Bin `json:"words"` // the calibration table; empty below Needed
	// MiddleCarry is the carry at which delivery's term adds nothing: the mean of the
	// cases where there are CasesToScore, else 0.8.
	MiddleCarry float64 `json:"middle_carry"`
}

// bin gives the row that backs a word for a share, or nil.
func (r *Record) bin(p float64) *Bin {
	if r == nil || len(r.Words) == 0 {
		return nil
	}
	if b := &r.Words[likelihoodOf(p)]; b.Stands {
		return b
	}
	return nil
}

// Word gives the word of likelihood for a share of draws, or "" where the
// dossier's record does not back one.
func (r *Record) Word(p float64) string {
	if b := r.bin(p); b != nil {
		return b.Word
	}
	return ""
}

// Says gives the word in a sentence with the cases behind it, or "".
func (r *Record) Says(p float64) string {
	b := r.bin(p)
	if b == nil {
		return ""
	}
	return fmt.Sprintf("On this dossier's record that reads as “%s”: of %s with a carry in that range, %d came about within %s.", b.Word, words.Count(b.N, "case"), b.Came, words.Count(r.Months, "month"))
}
