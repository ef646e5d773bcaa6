package dossier_test

import (
	"strings"
	"testing"

	"entente/dossier"
)

const seriesRecord = "command: entente measure d --save\non: 2026-01-31\nsha256: "

// Each fault in a measured series or in the settings of relations is found at
// its place.
func TestSeriesFaults(t *testing.T) {
	const head = "series,from,date,value,low,high,unit,source_actor,target_actor,kind\n"
	zero := strings.Repeat("0", 64)
	for _, c := range []struct {
		name, file, text, rule string
		line, col              int
	}{
		{"an interval upside down", "series/a.csv", head + "a,2020-01-01,2020-03-31,3,5,1,events,XAR,XBE,verbal-conflict\n", "estimate-order", 2, 1},
		{"a bound that is no number", "series/a.csv", head + "a,2020-01-01,2020-03-31,3,low,1,events,XAR,XBE,verbal-conflict\n", "csv-value", 2, 27},
		{"a count with decimals", "series/a.csv", head + "a,2020-01-01,2020-03-31,3.5,,,events,XAR,XBE,verbal-conflict\n", "out-of-range", 2, 1},
		{"a count below 0", "series/a.csv", head + "a,2020-01-01,2020-03-31,-3,,,,XAR,XBE,verbal-conflict\n", "out-of-range", 2, 1},
		{"an end before the beginning", "series/a.csv", head + "a,2020-04-01,2020-03-31,3,,,events,XAR,XBE,verbal-conflict\n", "date-order", 2, 1},
		{"one actor alone", "series/a.csv", head + "a,2020-01-01,2020-03-31,3,,,events,XAR,,verbal-conflict\n", "missing-value", 2, 1},
		{"a country that there is not", "series/a.csv", head + "a,2020-01-01,2020-03-31,3,,,events,XAR,QQQ,verbal-conflict\n", "unknown-country", 2, 1},
		{"a kind that there is not", "series/a.csv", head + "a,2020-01-01,2020-03-31,3,,,events,XAR,XBE,friendship\n", "unknown-word", 2, 44},
		{"a record without its table", "series/b.yaml", seriesRecord + zero + "\n", "unknown-id", 1, 1},
		{"an unknown key", "series/b.yaml", seriesRecord + zero + "\ncommands: x\n", "unknown-key", 4, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := example(t)
			write(t, dir, c.file, c.text)
			at := dossier.Pos{File: c.file, Line: c.line, Col: c.col}
			for _, f := range load(t, dir) {
				if f.Rule == c.rule && f.Pos == at {
					return
				}
			}
			t.Errorf("no %s at %v: %v", c.rule, at, load(t, dir))
		})
	}
	dir := example(t)
	write(t, dir, "series/b.csv", head)
	write(t, dir, "series/b.yaml", seriesRecord+"abc\n")
	if fs := load(t, dir); len(fs) != 1 || fs[0].Line != 3 || !strings.Contains(fs[0].Message, "SHA-256") {
		t.Errorf("a hash that is none: %v", fs)
	}
}
