package search

import (
	"context"
	"fmt"
	"math/rand"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"entente/dossier"
)

// corpus makes texts of some 200 words in three languages, words by Zipf's law.
type corpus struct {
	*rand.Rand
	en, ja, ko []string
	zipf       *rand.Zipf
}

func newCorpus() *corpus {
	r := rand.New(rand.NewSource(1))
	c := &corpus{Rand: r, zipf: rand.NewZipf(r, 1.1, 2.7, 19999)}
	letters, hangul := "etaoinshrdlucmfwypvbgk", []rune("가나다라마바사아자차카타파하고노도로모보소오조초구누두루무부수우주추한국일본미정회의협력안보")
	for i := range 20000 {
		var en, ja, ko strings.Builder
		for range 3 + i%7 {
			en.WriteByte(letters[r.Intn(len(letters))])
		}
		for range 1 + i%3 {
			ja.WriteRune(rune(0x4e00 + int(r.ExpFloat64()*300)))
			ko.WriteRune(hangul[r.Intn(len(hangul))])
		}
		c.en = append(c.en, en.String())
		c.ja = append(c.ja, ja.String()+string(rune(0x3042+r.Intn(60))))
		c.ko = append(c.ko, ko.String()+string([]rune("은는이가을를의에")[r.Intn(8)]))
	}
	return c
}

// text makes one text; what languages it has goes by its number.
func (c *corpus) text(n int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s %s %s\n\n", c.en[c.zipf.Uint64()], c.en[c.zipf.Uint64()], c.ja[c.zipf.Uint64()])
	for i := range 200 {
		k := c.zipf.Uint64()
		switch lang := n % 4; {
		case lang == 1 || lang == 3 && i < 70:
			b.WriteString(c.ja[k])
			if i%12 == 11 {
				b.WriteString("。")
			}
		case lang == 2 || lang == 3 && i < 140:
			b.WriteString(c.ko[k] + " ")
		default:
			b.WriteString(c.en[k] + " ")
		}
		if i%40 == 39 {
			b.WriteString("\n\n")
		}
	}
	return b.String()
}

// query makes a query as people write them, by its number.
func (c *corpus) query(n int) Query {
	en := func() string { return c.en[c.zipf.Uint64()] }
	ja := func() []rune { return []rune(c.ja[c.zipf.Uint64()]) }
	ko := func() []rune { return []rune(c.ko[c.zipf.Uint64()]) }
	switch n % 10 {
	case 0, 1:
		return Query{Text: en()}
	case 2:
		return Query{Text: en() + " " + en()}
	case 3:
		return Query{Text: `"` + en() + " " + en() + `"`}
	case 4:
		w := en()
		return Query{Text: w[:max(3, len(w)-2)] + "*"}
	case 5:
		return Query{Text: string(ja()[:1])}
	case 6:
		return Query{Text: string(ja()) + string(ja())}
	case 7:
		w := ko()
		return Query{Text: string(w[:len(w)-1])}
	case 8:
		return Query{Text: en() + " OR " + en() + " -" + en(), Kinds: []Kind{Document}}
	}
	since, _ := dossier.ParseDate("2015")
	return Query{Text: string(ja()) + " " + en(), Since: since}
}

// BenchmarkSearch30k searches 30,000 documents for words as common as those of
// the texts; it reports how many documents a second are indexed from their
// files, the middle, the 95th percentile and the slowest of the queries, and how
// long it takes to find that nothing has changed.
func BenchmarkSearch30k(b *testing.B) {
	docs := 30000
	if testing.Short() {
		docs = 1000
	}
	dir, cache := b.TempDir()+"/d", b.TempDir()
	if err := dossier.New(dir); err != nil {
		b.Fatal(err)
	}
	c := newCorpus()
	for n := range docs {
		document(b, dir, fmt.Sprintf("doc-%05d", n), fmt.Sprintf("%d-%02d", 2000+n%27, 1+n%12), "", c.text(n))
	}
	rest(b, dir)
	start := time.Now()
	ix := open(b, dir, cache)
	perSecond := float64(docs) / time.Since(start).Seconds()
	start = time.Now()
	if err := ix.Refresh(context.Background()); err != nil {
		b.Fatal(err)
	}
	unchanged := time.Since(start)
	info, err := os.Stat(ix.file)
	if err != nil {
		b.Fatal(err)
	}
	var took []time.Duration
	found := 0
	for b.Loop() {
		for n := range 200 {
			q := c.query(n)
			start := time.Now()
			res, err := ix.Search(context.Background(), q)
			if err != nil {
				b.Fatalf("%q: %v", q.Text, err)
			}
			took = append(took, time.Since(start))
			found += res.Total
		}
	}
	slices.Sort(took)
	ms := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
	b.ReportMetric(perSecond, "docs/s")
	b.ReportMetric(ms(took[len(took)/2]), "p50-ms")
	b.ReportMetric(ms(took[len(took)*95/100]), "p95-ms")
	b.ReportMetric(ms(took[len(took)-1]), "slowest-ms")
	b.ReportMetric(float64(found)/float64(len(took)), "found/query")
	b.ReportMetric(ms(unchanged), "unchanged-ms")
	b.ReportMetric(float64(info.Size())/1e6, "MB")
}

// BenchmarkFirstIndex indexes 5,000 documents from their files, and the same texts
// with SQLite's FTS5 alone, from memory into one table: it reports how many documents
// of each a second of processor time takes, and ours as a share of the other.
func BenchmarkFirstIndex(b *testing.B) {
	docs := 5000
	if testing.Short() {
		docs = 500
	}
	dir := b.TempDir() + "/d"
	if err := dossier.New(dir); err != nil {
		b.Fatal(err)
	}
	c := newCorpus()
	texts := make([]string, docs)
	for n := range docs {
		texts[n] = c.text(n)
		document(b, dir, fmt.Sprintf("doc-%05d", n), fmt.Sprintf("%d-%02d", 2000+n%27, 1+n%12), "", texts[n])
	}
	rest(b, dir)
	var ours, alone time.Duration
	for b.Loop() {
		start := processor(b)
		ix, err := Open(context.Background(), dir, Options{Cache: b.TempDir()})
		if err != nil {
			b.Fatal(err)
		}
		ours += processor(b) - start
		if err := ix.Close(); err != nil {
			b.Fatal(err)
		}
		start = processor(b)
		fts5(b, b.TempDir()+"/alone.db", texts)
		alone += processor(b) - start
	}
	rate := func(d time.Duration) float64 { return float64(docs*b.N) / d.Seconds() }
	b.ReportMetric(rate(ours), "docs/cpu-s")
	b.ReportMetric(rate(alone), "fts5-docs/cpu-s")
	b.ReportMetric(rate(ours)/rate(alone), "of-fts5")
}

// fts5 indexes texts as SQLite does by itself.
func fts5(b *testing.B, file string, texts []string) {
	db, err := openNew(file)
	if err != nil {
		b.Fatal(err)
	}
	defer func() {
		if err := db.Close(); err != nil {
			b.Fatal(err)
		}
	}()
	if _, err := db.Exec("CREATE VIRTUAL TABLE t USING fts5(body)"); err != nil {
		b.Fatal(err)
	}
	tx, err := db.Begin()
	if err != nil {
		b.Fatal(err)
	}
	put, err := tx.Prepare("INSERT INTO t (body) VALUES (?)")
	if err != nil {
		b.Fatal(err)
	}
	for _, text := range texts {
		if _, err := put.Exec(text); err != nil {
			b.Fatal(err)
		}
	}
	if err := tx.Commit(); err != nil {
		b.Fatal(err)
	}
}
