//go:build cgo

package duckdb

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"entente/event"
	"entente/event/storetest"
)

// gdeltColumns are the columns of a GDELT 2.0 export.
const gdeltColumns = `GLOBALEVENTID SQLDATE MonthYear Year FractionDate
	Actor1Code Actor1Name Actor1CountryCode Actor1KnownGroupCode Actor1EthnicCode Actor1Religion1Code Actor1Religion2Code Actor1Type1Code Actor1Type2Code Actor1Type3Code
	Actor2Code Actor2Name Actor2CountryCode Actor2KnownGroupCode Actor2EthnicCode Actor2Religion1Code Actor2Religion2Code Actor2Type1Code Actor2Type2Code Actor2Type3Code
	IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale NumMentions NumSources NumArticles AvgTone
	Actor1Geo_Type Actor1Geo_Fullname Actor1Geo_CountryCode Actor1Geo_ADM1Code Actor1Geo_ADM2Code Actor1Geo_Lat Actor1Geo_Long Actor1Geo_FeatureID
	Actor2Geo_Type Actor2Geo_Fullname Actor2Geo_CountryCode Actor2Geo_ADM1Code Actor2Geo_ADM2Code Actor2Geo_Lat Actor2Geo_Long Actor2Geo_FeatureID
	ActionGeo_Type ActionGeo_Fullname ActionGeo_CountryCode ActionGeo_ADM1Code ActionGeo_ADM2Code ActionGeo_Lat ActionGeo_Long ActionGeo_FeatureID
	DATEADDED SOURCEURL`

// baseline lets DuckDB alone read 22 columns of a GDELT 2.0 file into a table of
// a file, with its own settings and without looking for repeats. The store keeps
// these and three more.
func baseline(file, out string) error {
	types := map[string]string{
		"GLOBALEVENTID": "UBIGINT", "SQLDATE": "INTEGER", "IsRootEvent": "UTINYINT", "QuadClass": "UTINYINT", "GoldsteinScale": "FLOAT", "NumMentions": "INTEGER",
		"NumArticles": "INTEGER", "AvgTone": "FLOAT", "ActionGeo_Lat": "FLOAT", "ActionGeo_Long": "FLOAT", "DATEADDED": "BIGINT",
	}
	var columns []string
	for name := range strings.FieldsSeq(gdeltColumns) {
		of := types[name]
		if of == "" {
			of = "VARCHAR"
		}
		columns = append(columns, fmt.Sprintf("'%s': '%s'", name, of))
	}
	db, err := openDatabase(out, nil)
	if err != nil {
		return err
	}
	defer db.close()
	conn, err := db.connect()
	if err != nil {
		return err
	}
	defer conn.close()
	return conn.exec(context.Background(), `CREATE TABLE events AS SELECT GLOBALEVENTID, SQLDATE, Actor1Code, Actor1Name, Actor1CountryCode, Actor1Type1Code,
		Actor2Code, Actor2Name, Actor2CountryCode, Actor2Type1Code, IsRootEvent, EventCode, QuadClass, GoldsteinScale, NumMentions, NumArticles, AvgTone,
		ActionGeo_Fullname, ActionGeo_Lat, ActionGeo_Long, DATEADDED, SOURCEURL
		FROM read_csv('`+file+`', delim='\t', header=false, quote='', escape='', auto_detect=false, columns={`+strings.Join(columns, ", ")+`})`)
}

func childBenchmark(file, out string) error {
	ctx := context.Background()
	s, err := Open(ctx, out, Options{})
	if err != nil {
		return err
	}
	if err := s.Init(ctx); err != nil {
		return err
	}
	done, err := event.Import(ctx, s, []string{file}, event.ImportOptions{Format: event.GDELT2})
	if err != nil {
		return err
	}
	if f := done.Files[0]; f.Err != nil || f.Rejected > 0 || f.Repeated == 0 {
		return fmt.Errorf("imported %+v", f)
	}
	return s.Close()
}

// BenchmarkImport imports a generated GDELT 2.0 file, each time after DuckDB alone
// has read it, each in a process of its own, and asks the store for dyads' counts.
// ENTENTE_ROWS is the number of rows, 100,000 where it is not set:
//
//	ENTENTE_ROWS=5000000 go test -run '^$' -bench Import -benchtime 3x -timeout 1h ./event/duckdb
func BenchmarkImport(b *testing.B) {
	rows := 100_000
	if s := os.Getenv("ENTENTE_ROWS"); s != "" {
		var err error
		if rows, err = strconv.Atoi(s); err != nil {
			b.Fatal(err)
		}
	}
	file := generated(b, rows)
	dir := b.TempDir()
	store := filepath.Join(dir, "events.duckdb")
	var alone, imported []time.Duration
	var peak int64
	run := func(what, out string) (time.Duration, int64) {
		for _, f := range []string{out, out + ".wal"} {
			if err := os.Remove(f); err != nil && !os.IsNotExist(err) {
				b.Fatal(err)
			}
		}
		cmd := child(b, what, file, out)
		start := time.Now()
		if err := cmd.Run(); err != nil {
			b.Fatal(err)
		}
		return time.Since(start), cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss >> 10 // KiB on Linux
	}
	for b.Loop() {
		d, _ := run("baseline", filepath.Join(dir, "baseline.duckdb"))
		alone = append(alone, d)
		d, rss := run("benchmark", store)
		imported, peak = append(imported, d), max(peak, rss)
	}
	rate := func(d []time.Duration) float64 { return float64(rows) / median(d).Seconds() }
	b.ReportMetric(rate(imported), "rows/s")
	b.ReportMetric(rate(alone), "duckdb-rows/s")
	b.ReportMetric(rate(imported)/rate(alone), "of-duckdb")
	b.ReportMetric(float64(peak), "peak-MiB")
	s := open(b, store, Options{ReadOnly: true})
	st, err := s.Stats(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(st.Bytes)/float64(st.Rows), "bytes/row")
	of := storetest.Countries()
	twenty := [][2]string{}
	for _, x := range of[:20] {
		for _, y := range of[:20] {
			if x != y {
				twenty = append(twenty, [2]string{x, y})
			}
		}
	}
	for name, pairs := range map[string][][2]string{"pair": {{of[0], of[1]}}, "twenty": twenty} {
		var took []time.Duration
		for range 5 {
			start := time.Now()
			n := int64(0)
			for c, err := range s.Counts(b.Context(), event.Query{Pairs: pairs, From: event.NoDay, To: event.NoDay, KnownBy: event.NoDay}) {
				if err != nil {
					b.Fatal(err)
				}
				n += c.N
			}
			if n == 0 {
				b.Fatal("nothing was counted")
			}
			took = append(took, time.Since(start))
		}
		b.ReportMetric(float64(took[0].Microseconds())/1000, name+"-first-ms")
		b.ReportMetric(float64(median(took).Microseconds())/1000, name+"-ms")
	}
	b.ReportMetric(0, "ns/op")
}

func median(d []time.Duration) time.Duration {
	d = slices.Sorted(slices.Values(d))
	return d[len(d)/2]
}
