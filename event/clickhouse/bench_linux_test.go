package clickhouse

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"entente/event"
	"entente/event/storetest"
)

// BenchmarkImport imports a generated GDELT 2.0 file into a cluster of two servers
// on this machine, and asks for dyads' counts. ENTENTE_ROWS is the number of
// rows, 100,000 where it is not set:
//
//	ENTENTE_CLICKHOUSE=1 ENTENTE_ROWS=1000000 go test -run '^$' -bench Import -benchtime 1x ./event/clickhouse
func BenchmarkImport(b *testing.B) {
	addresses := servers(b)
	rows := 100_000
	if s := os.Getenv("ENTENTE_ROWS"); s != "" {
		var err error
		if rows, err = strconv.Atoi(s); err != nil {
			b.Fatal(err)
		}
	}
	file := filepath.Join(b.TempDir(), "events.CSV")
	f, err := os.Create(file)
	if err != nil {
		b.Fatal(err)
	}
	if err := storetest.WriteGDELT2(f, rows, 1); err != nil {
		b.Fatal(err)
	}
	if err := f.Close(); err != nil {
		b.Fatal(err)
	}
	var took time.Duration
	var s event.Store
	n := 0
	for b.Loop() {
		n++
		if s, err = Open(b.Context(), "clickhouse://"+strings.Join(addresses, ",")+"/bench"+strconv.Itoa(n)+"?cluster=two", Options{}); err != nil {
			b.Fatal(err)
		}
		if err := s.Init(b.Context()); err != nil {
			b.Fatal(err)
		}
		start := time.Now()
		done, err := event.Import(b.Context(), s, []string{file}, event.ImportOptions{Format: event.GDELT2})
		if err != nil || done.Files[0].Err != nil || done.Files[0].Rejected > 0 {
			b.Fatalf("%+v, %v", done, err)
		}
		took += time.Since(start)
		b.Cleanup(func() { s.Close() })
	}
	b.ReportMetric(float64(rows*n)/took.Seconds(), "rows/s")
	st, err := s.Stats(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(st.Bytes)/float64(st.Rows), "bytes/row")
	of := storetest.Countries()
	start := time.Now()
	for _, err := range s.Counts(b.Context(), event.Query{Pairs: [][2]string{{of[0], of[1]}}, From: event.NoDay, To: event.NoDay, KnownBy: event.NoDay}) {
		if err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(time.Since(start).Milliseconds()), "pair-ms")
	b.ReportMetric(0, "ns/op")
}
