//go:build unix

package entente

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"syscall"
	"testing"
	"time"

	"entente/agenda"
	"entente/check"
	"entente/course"
	"entente/dossier"
	"entente/publish/site"
)

// grown are dossiers that grow by one kind of thing: the size at which growth is
// measured first (then at twice and at four times that), and how to make n of it.
// Each adds to the dossier that `entente new` makes.
var grown = []struct {
	name string
	n    int
	make func(g *grower, n int)
}{
	{"events of one day", 4000, func(g *grower, n int) {
		g.table("events.csv", n, func(i int) string {
			return fmt.Sprintf("grown-%d,2024-06-01,XAR,XBE,,CONSULT,water,%s,gazette-2025,,", i, saying(i))
		})
	}},
	{"events of five a day", 4000, func(g *grower, n int) {
		g.table("events.csv", n, func(i int) string {
			return fmt.Sprintf("grown-%d,%s,XAR,XBE,,CONSULT,water,%s,gazette-2025,,", i, day(i/5), saying(i))
		})
	}},
	{"events in the same words", 4000, func(g *grower, n int) {
		g.table("events.csv", n, func(i int) string {
			return fmt.Sprintf("grown-%d,%s,XAR,XBE,,CONSULT,water,The ministers confer on the river once more,gazette-2025,,", i, day(i/5))
		})
	}},
	{"events of unknown sources", 4000, func(g *grower, n int) {
		g.sources(n)
		g.table("events.csv", n, func(i int) string {
			return fmt.Sprintf("grown-%d,%s,XAR,XBE,,CONSULT,water,%s,grown-sorce-%d,,", i, day(i/5), saying(i), i)
		})
	}},
	{"events of one id", 8000, func(g *grower, n int) {
		g.table("events.csv", n, func(i int) string {
			return fmt.Sprintf("grown,%s,XAR,XBE,,CONSULT,water,%s,gazette-2025,,", day(i/5), saying(i))
		})
	}},
	{"polls", 5000, func(g *grower, n int) {
		g.table("polls.csv", n, func(i int) string {
			s, w := i/100, i%100
			return fmt.Sprintf("GROWN_%d,XAR,XBE,Trust in %s,Institute,online,%s,%s,1000,%d,,,poll-2025,,", s, saying(s), day(w*30), day(w*30+9), 30+(s+w)%40)
		})
	}},
	{"acts", 4000, func(g *grower, n int) {
		g.table("acts.csv", n, func(i int) string {
			return fmt.Sprintf("grown-%d,%s,xar-president,water,1,%s,gazette-2025,", i, day(i), saying(i))
		})
	}},
	{"facts", 4000, func(g *grower, n int) {
		g.table("facts.csv", n, func(i int) string {
			return fmt.Sprintf("grown-%d,grown-%d,%s,%d,people,,2024-12,2025-01-20,,,XAR,gazette-2025,,", i, i/2, saying(i), i)
		})
	}},
	{"facts that replace each other", 4000, func(g *grower, n int) {
		g.table("facts.csv", n, func(i int) string {
			before := ""
			if i > 0 {
				before = fmt.Sprintf("grown-%d", i-1)
			}
			return fmt.Sprintf("grown-%d,grown,%s,%d,people,,%s,%s,,,XAR,gazette-2025,,%s", i, saying(i), i, day(i), day(i+9), before)
		})
	}},
	{"dates of the calendar", 4000, func(g *grower, n int) {
		g.table("calendar.csv", n, func(i int) string {
			return fmt.Sprintf("%s,XBE,election,%s,gazette-2025", day(i), saying(i))
		})
	}},
	{"commitments", 4000, func(g *grower, n int) {
		g.table("commitments.csv", n, func(i int) string {
			return fmt.Sprintf("grown-%d,October meeting,2025-10-12,river-warnings,,%s,in-progress,editors,2020-03-31,2026-03,gazette-2025", i, saying(i))
		})
	}},
	{"rulings", 4000, func(g *grower, n int) {
		g.table("cases.csv", n, func(i int) string {
			before := ""
			if i%10 > 0 {
				before = fmt.Sprintf("grown-%d", i-1)
			}
			return fmt.Sprintf("grown-%d,Line %d,High court,%s,%d,Union,Ministry,%s,open,%s,gazette-2025", i, i/10, day(i), i, saying(i), before)
		})
	}},
	{"judgements", 2000, func(g *grower, n int) {
		g.file("judgements.csv", lines("expert,on,target,low,best,high,confidence,because", n, func(i int) string {
			return fmt.Sprintf("expert-%d,2026-01-05,position:xar-president/water,40,50,60,0.8,%s", i%200, saying(i))
		}))
	}},
	{"quotations", 4000, func(g *grower, n int) {
		g.file("quotes.csv", lines("id,date,speaker,text,source", n, func(i int) string {
			return fmt.Sprintf("grown-%d,2025-06-01,Ana Ruel,%s,gazette-2025", i, saying(i))
		}))
	}},
	{"sources", 5000, func(g *grower, n int) { g.sources(n) }},
	{"sources that a text cites", 1000, func(g *grower, n int) {
		g.sources(n)
		g.file("report.md", "---\ntitle: A report\n---\n"+lines("", n, func(i int) string {
			return fmt.Sprintf("The ministers met over %s [@grown-source-%d].\n", saying(i), i)
		}))
	}},
	{"citations of unknown sources", 1000, func(g *grower, n int) {
		g.sources(n)
		g.file("report.md", "---\ntitle: A report\n---\n"+lines("", n, func(i int) string {
			return fmt.Sprintf("The ministers met over %s [@grown-sorce-%d].\n", saying(i), i)
		}))
	}},
	{"findings and silences", 1000, func(g *grower, n int) {
		g.table("commitments.csv", n, func(i int) string {
			return fmt.Sprintf("grown-%d,October meeting,2025-10-12,river-warnings,,%s,in-progress,editors,2020-03-31,2026-03,gazette-2025", i, saying(i))
		})
		g.file("silences.yaml", "silences:\n"+lines("", n, func(i int) string {
			return fmt.Sprintf("  - {rule: stale, file: commitments.csv, key: \"grown-%d,\", reason: It is known., by: editors, date: 2026-01-05}", i)
		}))
	}},
	{"terms and texts", 250, func(g *grower, n int) {
		g.file("terms.yaml", "terms:\n"+lines("", n, func(i int) string {
			return fmt.Sprintf("  - {id: grown-%d, concept: The matter %d, use: {en: %s}, avoid: {en: [at %s]}, source: gazette-2025}", i, i, code(i), code(i))
		}))
		g.file("report.md", "---\ntitle: A report\n---\n"+lines("", n, func(i int) string {
			return fmt.Sprintf("The ministers met over %s [@gazette-2025].\n", saying(i))
		}))
	}},
	{"figures and rows of one source", 500, func(g *grower, n int) {
		g.file("facts/grown.csv", lines("id,series,what,value,unit,date,member,source,confirmed,supersedes", n, func(i int) string {
			before, confirmed := "", []string{"", "no"}[i%2]
			if i%4 == 3 {
				before = fmt.Sprintf("grown-%d", i-3)
			}
			return fmt.Sprintf("grown-%d,grown-%d,%s,%d,people,2024-12,XAR,gazette-2025,%s,%s", i, i/2, saying(i), 1000+i, confirmed, before)
		}))
		g.file("report.md", "---\ntitle: A report\n---\n"+lines("", n, func(i int) string {
			return fmt.Sprintf("The office counts %d people near %s [@gazette-2025].\n", 1000+i, saying(i))
		}))
	}},
	{"quotations and rows of one source", 500, func(g *grower, n int) {
		g.file("quotes.csv", lines("id,date,speaker,text,source", n, func(i int) string {
			return fmt.Sprintf("grown-%d,2025-06-01,Ana Ruel,%s,gazette-2025", i, saying(i))
		}))
		g.file("report.md", "---\ntitle: A report\n---\n"+lines("", n, func(i int) string {
			return fmt.Sprintf("She spoke of “%s” [@gazette-2025].\n", saying(i))
		}))
	}},
	{"rulings and texts", 500, func(g *grower, n int) {
		g.table("cases.csv", n, func(i int) string {
			before := ""
			if i%10 > 0 {
				before = fmt.Sprintf("grown-%d", i-1)
			}
			return fmt.Sprintf("grown-%d,Line %d,High court,%s,%d,Union,Ministry,%s,open,%s,gazette-2025", i, i/10, day(i), i, saying(i), before)
		})
		g.file("report.md", "---\ntitle: A report\n---\n"+lines("", n, func(i int) string {
			return fmt.Sprintf("On %s the court ruled on %s [@gazette-2025].\n", day(i), saying(i))
		}))
	}},
	{"events and the days of a text", 500, func(g *grower, n int) {
		g.table("events.csv", n, func(i int) string {
			return fmt.Sprintf("grown-%d,%s,XAR,XBE,,CONSULT,water,The talks of %s over %s,gazette-2025,,", i, day(i*8), day(i*8), saying(i))
		})
		g.file("report.md", "---\ntitle: A report\n---\n"+lines("", n, func(i int) string {
			return fmt.Sprintf("On %s there were talks over %s [@gazette-2025].\n", day(i*8+1), saying(i))
		}))
	}},
	{"people and texts", 500, func(g *grower, n int) {
		g.file("people.yaml", "people:\n"+lines("", n, func(i int) string {
			return fmt.Sprintf("  - {id: grown-%d, name: Ana %s, member: XAR}", i, code(i*26))
		}))
		g.file("report.md", "---\ntitle: A report\n---\n"+lines("", n, func(i int) string {
			return fmt.Sprintf("On the coast President %s met over %s [@gazette-2025].\n", code(i*26), saying(i))
		}))
	}},
	{"people", 1000, func(g *grower, n int) {
		g.file("people.yaml", "people:\n"+lines("", n, func(i int) string {
			return fmt.Sprintf("  - {id: grown-%d, name: %s, member: XAR, affiliations: [{title: Editor, at: Gazette, from: 2015}]}", i, code(i))
		}))
	}},
	{"players", 250, func(g *grower, n int) {
		const head = "players:"
		g.change("members/xar.yaml", func(s string) string {
			before, after, _ := strings.Cut(s, head)
			_, after, _ = strings.Cut(after, "\n")
			return before + head + "\n" + strings.TrimSuffix(lines("", n, func(i int) string {
				return fmt.Sprintf("  - {id: grown-%d, name: %s, kind: group, role: audience, influence: 0.2, holders: [{name: %s, from: 2020}], stances: [{areas: [water], from: 2025-06, position: {low: 40, best: 50, high: 60}, because: It says so.}]}", i, code(i), code(i))
			}), "\n") + "\n" + after
		})
	}},
	{"initiatives", 50, func(g *grower, n int) {
		src := g.read("initiatives/clean-banks.md")
		for i := range n {
			g.file(fmt.Sprintf("initiatives/grown-%d.md", i), src)
		}
	}},
	{"constraints", 100, func(g *grower, n int) {
		src := g.read("constraints/few-hands.md")
		for i := range n {
			g.file(fmt.Sprintf("constraints/grown-%d.md", i), src)
		}
	}},
	{"constraints that count events", 50, func(g *grower, n int) {
		src := g.read("constraints/border-incidents.md")
		for i := range n {
			g.file(fmt.Sprintf("constraints/grown-%d.md", i), src)
		}
	}},
	{"values of series", 5000, func(g *grower, n int) {
		g.file("series/grown.csv", lines("series,date,value", n, func(i int) string {
			return fmt.Sprintf("grown-%d,%s,%d", i/100, day(i%100*30), i%50)
		}))
	}},
}

// grower writes a dossier that is to grow.
type grower struct {
	b   testing.TB
	dir string
}

func (g *grower) path(name string) string { return filepath.Join(g.dir, filepath.FromSlash(name)) }

func (g *grower) read(name string) string {
	src, err := os.ReadFile(g.path(name))
	if err != nil {
		g.b.Fatal(err)
	}
	return string(src)
}

func (g *grower) file(name, text string) {
	if err := os.MkdirAll(filepath.Dir(g.path(name)), 0o755); err != nil {
		g.b.Fatal(err)
	}
	if err := os.WriteFile(g.path(name), []byte(text), 0o644); err != nil {
		g.b.Fatal(err)
	}
}

func (g *grower) change(name string, f func(string) string) { g.file(name, f(g.read(name))) }

// table adds n rows to a table of the dossier.
func (g *grower) table(name string, n int, row func(i int) string) {
	g.change(name, func(s string) string { return s + lines("", n, row) })
}

func (g *grower) sources(n int) {
	g.file("sources/grown.json", "[\n"+strings.TrimSuffix(lines("", n, func(i int) string {
		return fmt.Sprintf(`{"id":"grown-source-%d","type":"webpage","title":"On %s","container-title":"Gazette","issued":{"date-parts":[[2024]]}},`, i, saying(i))
	}), ",\n")+"\n]\n")
}

func lines(head string, n int, line func(i int) string) string {
	var w strings.Builder
	if head != "" {
		w.WriteString(head + "\n")
	}
	for i := range n {
		w.WriteString(line(i) + "\n")
	}
	return w.String()
}

func day(i int) string {
	return time.Date(1995, 1, 1+i%11000, 0, 0, 0, 0, time.UTC).Format("2006-01-02")
}

// saying gives words of its own for every number, with some that many share.
func saying(i int) string {
	words := []string{"harbour", "bridge", "school", "market", "water", "border", "fishery", "railway"}
	return fmt.Sprintf("the %s at %s and the %s of %s", words[i%8], code(i), words[i/8%8], code(i*7+1))
}

// code is a word of its own for a number.
func code(i int) string {
	b := []byte("Kaaaaa")
	for k := 5; k > 0; k-- {
		b[k] = byte('a' + i%26)
		i /= 26
	}
	return string(b)
}

// processor is the processor time of the program so far, on all cores.
func processor() time.Duration {
	var r syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &r); err != nil {
		panic(err)
	}
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}

// BenchmarkGrowth reads and checks dossiers of n, 2n and 4n of one kind, and
// reports how much the processor time of each doubling grew (2 is linear) beyond
// that of the dossier without them. BenchmarkGrowthBuild does the same for the
// agenda and the site.
func BenchmarkGrowth(b *testing.B) {
	growth(b, func(dir string) error {
		d, found, err := dossier.Load(dir)
		if err != nil {
			return err
		}
		root, err := os.OpenRoot(dir)
		if err != nil {
			return err
		}
		defer root.Close()
		_, err = check.Run(d, found, check.Options{Root: root})
		return err
	})
}

func BenchmarkGrowthBuild(b *testing.B) {
	growth(b, func(dir string) error {
		d, _, err := dossier.Load(dir)
		if err != nil {
			return err
		}
		a, err := agenda.Build(d, agenda.Options{Draws: 1000})
		if err != nil {
			return err
		}
		past, err := course.PastOf(d, agenda.Options{Draws: 1000})
		if err != nil {
			return err
		}
		_, err = site.Render(site.Content{Dossier: d, Agenda: a, Past: past})
		return err
	})
}

func growth(b *testing.B, work func(dir string) error) {
	for _, k := range grown {
		b.Run(strings.ReplaceAll(k.name, " ", "-"), func(b *testing.B) {
			var took [3]time.Duration
			measure := func(n int) time.Duration {
				g := &grower{b, filepath.Join(b.TempDir(), "d")}
				if err := dossier.New(g.dir); err != nil {
					b.Fatal(err)
				}
				k.make(g, n)
				runtime.GC()
				debug.FreeOSMemory()
				start := processor()
				if err := work(g.dir); err != nil {
					b.Fatal(err)
				}
				return processor() - start
			}
			first := k.n
			if testing.Short() { // only that it runs
				first = max(1, k.n/20)
			}
			least := func(n int) time.Duration { return min(measure(n), measure(n)) }
			for b.Loop() {
				base := least(1)
				for i := range took {
					took[i] += max(least(first<<i)-base, time.Microsecond)
				}
			}
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(took[2].Seconds()/float64(b.N), "s/4n")
			b.ReportMetric(float64(took[1])/float64(took[0]), "2n/n")
			b.ReportMetric(float64(took[2])/float64(took[1]), "4n/2n")
		})
	}
}
