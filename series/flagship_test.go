package series_test

import (
	"bytes"
	"cmp"
	"context"
	"encoding/csv"
	"hash/fnv"
	"iter"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"entente/dossier"
	"entente/event"
	"entente/goldentest"
	"entente/series"
)

const (
	extracts = "../../shared/data/events/"
	flagship = "../examples/trilateral"
)

// table reads a CSV or TSV file by its header; it skips the test, visibly, where
// the file is absent: the data is no part of the project.
func table(t *testing.T, path string, comma rune) []map[string]string {
	t.Helper()
	f, err := os.Open(path)
	if os.IsNotExist(err) {
		t.Skipf("skipped: %s is not here", path)
	}
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.Comma, r.LazyQuotes = comma, true
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(path, err)
	}
	var out []map[string]string
	for _, row := range rows[1:] {
		m := map[string]string{}
		for i, name := range rows[0] {
			m[name] = row[i]
		}
		out = append(out, m)
	}
	return out
}

func number(t *testing.T, s string) float64 {
	t.Helper()
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// records is a Reader over records in memory.
type records []event.Record

func (m records) Events(_ context.Context, q event.Query) iter.Seq2[event.Record, error] {
	return func(yield func(event.Record, error) bool) {
		for _, r := range m {
			if (q.Pairs == nil || slices.Contains(q.Pairs, [2]string{r.Source.Country, r.Target.Country})) && !yield(r, nil) {
				return
			}
		}
	}
}

func (m records) Counts(ctx context.Context, q event.Query) iter.Seq2[event.Count, error] {
	return func(yield func(event.Count, error) bool) {
		type act struct {
			day        event.Day
			a, b, code string
		}
		seen := map[act]bool{}
		for r := range m.Events(ctx, q) {
			c := event.Count{Origin: r.Origin, Source: r.Source.Country, Target: r.Target.Country, Day: r.Date, Type: r.Type, Quad: r.Quad, Statement: r.Statement(), N: 1}
			k := act{r.Date, r.Source.Code, r.Target.Code, r.Code}
			if seen[k] {
				c.N, c.Repeats = 0, 1
			}
			seen[k] = true
			if !yield(c, nil) {
				return
			}
		}
	}
}

// icews reads the extract of ICEWS: acts as text, with the names of CAMEO.
func icews(t *testing.T) records {
	t.Helper()
	rows := table(t, extracts+"icews_2005_2015_sample_usa_jpn_kor.tsv", '\t')
	code := map[string]string{}
	for _, a := range event.Acts() {
		if len(a.Code) > 2 || code[a.Label] == "" {
			code[a.Label] = a.Code
		}
	}
	var out records
	for _, r := range rows {
		day, err := time.Parse(time.DateOnly, r["date"])
		if err != nil {
			t.Fatal(err)
		}
		c := code[r["event_text"]]
		if len(c) < 2 {
			t.Fatalf("no CAMEO code is known for %q", r["event_text"])
		}
		rec := event.Record{Origin: event.ICEWS, Date: event.DayOf(day), Code: c, Type: event.Settings{}.TypeOf(c), Quad: event.CAMEOQuad(c), Text: r["event_text"], Score: float32(math.NaN()),
			Source: event.Actor{Code: r["source_name"], Country: r["source_country"]}, Target: event.Actor{Code: r["target_name"], Country: r["target_country"]}}
		h := fnv.New64a()
		h.Write([]byte(r["date"] + r["source_name"] + r["target_name"] + c))
		rec.Key = h.Sum64()
		out = append(out, rec)
	}
	slices.SortStableFunc(out, func(a, b event.Record) int { return cmp.Compare(a.Date, b.Date) })
	return out
}

func load(t *testing.T) *dossier.Dossier {
	t.Helper()
	d, found, err := dossier.Load(flagship)
	if n, _, _ := dossier.CountFindings(found); err != nil || n > 0 {
		t.Fatal(err, found)
	}
	return d
}

// same holds a saved series to what the extracts give, or writes it.
func same(t *testing.T, s series.Saved) {
	t.Helper()
	for ext, want := range map[string][]byte{".csv": s.CSV, ".yaml": s.YAML} {
		path := filepath.Join(flagship, "series", s.Name+ext)
		if *goldentest.Update {
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, want, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if got, err := os.ReadFile(path); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s is not what the extract gives (%v); go test ./series -run Flagship -update", path, err)
		}
	}
}

const made = "go test ./series -run Flagship -update"

func TestFlagshipICEWS(t *testing.T) {
	d := load(t)
	recs := icews(t)
	for _, by := range []series.Span{series.ByQuarter, series.ByYear} {
		opt := series.OptionsOf(d, "")
		opt.Origins, opt.By = nil, by
		rs, err := series.Relations(t.Context(), recs, opt)
		if err != nil {
			t.Fatal(err)
		}
		if len(rs) != 6 {
			t.Fatalf("%d pairs", len(rs))
		}
		var left series.Left
		var total int64
		for _, r := range rs {
			left = left.Plus(r.Left)
			total += r.Total().Volume()
			t.Logf("%s>%s %+v drawn %d of %d, changes %+v", r.Source, r.Target, r.Total(), r.DrawnPoints(), len(r.Points), r.Changes)
		}
		if got := total + left.Statements + left.Repeats + left.Uncoded + left.Domestic; got != int64(len(recs)) {
			t.Errorf("%d rows are counted or left out, of %d", got, len(recs))
		}
		s, err := series.SaveRelations("icews-"+by.String(), rs, series.Making{
			Title: "Relations of the six ordered pairs, by " + by.String(), Command: made, On: d.AsOf,
			Data:    "ICEWS coded event data, 2005 to 2015: a random sample of about one row in five, of those that name an actor and a country on both sides",
			Licence: "Counts and ratios are facts; no row of the data set is kept here. ICEWS itself: see the terms at doi:10.7910/DVN/28075",
			Share:   0.2, Sources: []string{"icews-coded-event-data", "mmkb-icews-2005-2015"},
			Note: "The sample is the validation and test part of a set made for research on knowledge graphs, which holds no row whose actor is the United States as such, only its offices and people: its pairs are counted short, so that their volume says nothing beside that of the others.",
		})
		if err != nil {
			t.Fatal(err)
		}
		same(t, s)
	}
}

func TestFlagshipGDELT(t *testing.T) {
	d := load(t)
	rows := table(t, extracts+"gdelt_dyad_year_1979_2008_usa_jpn_kor.csv", ',')
	sources := []string{"gdelt-1-events", "gdelt-demo-dyad-years"}
	var values []series.ValueRow
	for _, a := range d.Members {
		for _, b := range d.Members {
			for _, kind := range []string{dossier.KindScore, dossier.KindVolume} {
				for _, r := range rows {
					if r["source"] != a.Code.ID || r["target"] != b.Code.ID {
						continue
					}
					v := series.ValueRow{
						Series: strings.ToLower("gdelt-" + a.Code.ID + "-" + b.Code.ID + "-" + kind), From: r["year"] + "-01-01", Date: r["year"] + "-12-31",
						Value: number(t, r["goldstein_mean"]), N: number(t, r["rows"]), Unit: "Goldstein points", Source: strings.Join(sources, "; "), Actor: a.Code.ID, Target: b.Code.ID, Kind: kind,
					}
					if kind == dossier.KindVolume {
						v.Value, v.Unit = v.N, "rows"
					}
					values = append(values, v)
				}
			}
		}
	}
	if len(values) != 2*len(rows) {
		t.Fatalf("%d values of %d rows", len(values), len(rows))
	}
	s, err := series.SaveValues("gdelt", "gdelt1", "year", values, series.Making{
		Title: "Mean Goldstein score of a row, and rows, of the six ordered pairs by year", Command: made, On: d.AsOf,
		Data:    "GDELT 1.0 event data, 1979 to 2008, as summed by pair and year by another project",
		Licence: "Means and counts are facts; no row of the data set is kept here. GDELT asks to be cited with a link to its site",
		Sources: sources,
		Note:    "Statements, repeats and the four counts cannot be told apart in sums by year, so no index is worked out. The spread of the scores is not given, so no interval is. A mean does not grow with the number of rows, but it moves with what newspapers choose to report.",
	})
	if err != nil {
		t.Fatal(err)
	}
	same(t, s)
}

// correlation is Pearson's.
func correlation(x, y []float64) float64 {
	var mx, my, xx, yy, xy float64
	for i := range x {
		mx, my = mx+x[i]/float64(len(x)), my+y[i]/float64(len(y))
	}
	for i := range x {
		a, b := x[i]-mx, y[i]-my
		xx, yy, xy = xx+a*a, yy+b*b, xy+a*b
	}
	return xy / math.Sqrt(xx*yy)
}

// A sum of scores follows the volume of news; an index does not. The figures
// stand in docs/method.md.
func TestSumsFollowVolume(t *testing.T) {
	recs := icews(t)
	for _, pair := range [][2]string{{"JPN", "KOR"}, {"KOR", "JPN"}} {
		sums := map[event.Day]float64{}
		for _, r := range recs {
			if r.Source.Country == pair[0] && r.Target.Country == pair[1] && !r.Statement() {
				sums[series.ByQuarter.Start(r.Date)] += float64(event.GoldsteinOf(r.Code))
			}
		}
		rs, err := series.Relations(t.Context(), recs, series.RelationOptions{Pairs: [][2]string{pair}, From: event.NoDay, To: event.NoDay, KnownBy: event.NoDay, By: series.ByQuarter, Minimum: 10})
		if err != nil {
			t.Fatal(err)
		}
		var s, v, index []float64
		for _, p := range rs[0].Points {
			if p.Drawn {
				s, v, index = append(s, sums[p.From]), append(v, float64(p.Counts.Volume())), append(index, p.Index)
			}
		}
		ofSum, ofIndex := correlation(s, v), correlation(index, v)
		t.Logf("ICEWS %s>%s by quarter (%d): a sum of Goldstein scores goes with volume at %.2f, the index at %.2f", pair[0], pair[1], len(s), ofSum, ofIndex)
		if ofSum < 0.45 || math.Abs(ofIndex) > 0.3 {
			t.Errorf("%v: a sum of scores goes with volume at %.2f, the index at %.2f", pair, ofSum, ofIndex)
		}
	}
	var sum, mean, rows []float64
	for _, r := range table(t, extracts+"gdelt_dyad_year_1979_2008_usa_jpn_kor.csv", ',') {
		if r["source"] == "KOR" && r["target"] == "JPN" {
			n, m := number(t, r["rows"]), number(t, r["goldstein_mean"])
			sum, mean, rows = append(sum, n*m), append(mean, m), append(rows, n)
		}
	}
	t.Logf("GDELT KOR>JPN by year (%d): the sum goes with volume at %.2f, the mean at %.2f", len(rows), correlation(sum, rows), correlation(mean, rows))
	if correlation(sum, rows) < 0.8 || math.Abs(correlation(mean, rows)) > 0.5 {
		t.Error("the sum does not follow volume, or the mean does")
	}

	// The daily sums: what one country does to another is not in them, and they
	// fall at weekends, when less is printed.
	both := map[[3]string]string{}
	var week, weekend, nWeek, nWeekend float64
	for _, r := range table(t, extracts+"gdelt_daily_sum_2018_2024_usa_jpn_kor.csv", ',') {
		both[[3]string{r["date"], r["source"], r["target"]}] = r["weight"]
		day, err := time.Parse("20060102", r["date"])
		if err != nil {
			t.Fatal(err)
		}
		if w := number(t, r["weight"]); day.Weekday() == time.Saturday || day.Weekday() == time.Sunday {
			weekend, nWeekend = weekend+w, nWeekend+1
		} else {
			week, nWeek = week+w, nWeek+1
		}
	}
	for k, w := range both {
		if other, ok := both[[3]string{k[0], k[2], k[1]}]; !ok || other != w {
			t.Fatalf("%v: %s one way and %s the other: the sums are not symmetric after all", k, w, other)
		}
	}
	week, weekend = week/nWeek, weekend/nWeekend
	t.Logf("daily sums: %.0f on weekdays, %.0f at weekends", week, weekend)
	if weekend > 0.75*week {
		t.Errorf("daily sums: %.0f on weekdays, %.0f at weekends", week, weekend)
	}
}
