package check_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"entente/archive"
	"entente/check"
	"entente/dossier"
)

// BenchmarkFlagship checks the flagship with its directives: loading, the agenda
// that they need, and all rules.
func BenchmarkFlagship(b *testing.B) {
	for b.Loop() {
		d, found, err := dossier.Load("../examples/trilateral")
		if err != nil {
			b.Fatal(err)
		}
		root, err := os.OpenRoot("../examples/trilateral")
		if err != nil {
			b.Fatal(err)
		}
		if _, err := check.Run(d, found, check.Options{Root: root}); err != nil {
			b.Fatal(err)
		}
		root.Close()
	}
}

func thousandWords(i int) string {
	var w strings.Builder
	for k := range 50 {
		if k%5 == 0 {
			fmt.Fprintf(&w, "In the spring of %d the ports sent their crews to the strait, and %d.%d percent of adults asked said why. ", 1990+k%30, k, i%10)
		} else {
			w.WriteString("The committee met again in the old customs house, and those who had come by ship agreed on less than was hoped. ")
		}
		if k%5 == 4 {
			w.WriteString("\n\n")
		}
	}
	return w.String()
}

// documents makes a dossier with n archived pages of about 1,000 words, each
// cited with a figure; with texts, as many texts of 1,000 words besides.
func documents(b *testing.B, n int, texts bool) string {
	dir := template(b)
	root, err := os.OpenRoot(dir)
	if err != nil {
		b.Fatal(err)
	}
	defer root.Close()
	arch, _ := archive.Open(root)
	var src, report strings.Builder
	src.WriteString("[")
	report.WriteString("---\ntitle: A report\n---\n")
	if err := os.MkdirAll(filepath.Join(dir, "pieces"), 0o755); err != nil {
		b.Fatal(err)
	}
	for i := range n {
		id := fmt.Sprintf("page-%d", i)
		if i > 0 {
			src.WriteString(",")
		}
		fmt.Fprintf(&src, `{"id":%q,"type":"webpage","title":"Page %d"}`, id, i)
		text := thousandWords(i)
		if _, err := arch.Store(id, []byte("<p>"+text), ".html", text, archive.Kept{Retrieved: time.Unix(1, 0)}); err != nil {
			b.Fatal(err)
		}
		fmt.Fprintf(&report, "Of adults asked %d.%d percent said why [@%s].\n\n", i%10*5, i%10, id)
		if texts {
			body := "---\ntitle: A piece\n---\n" + strings.ReplaceAll(text, "said why. ", "said why [@"+id+"]. ")
			if err := os.WriteFile(filepath.Join(dir, "pieces", fmt.Sprintf("p%d.md", i)), []byte(body), 0o644); err != nil {
				b.Fatal(err)
			}
		}
	}
	src.WriteString("]")
	for name, text := range map[string]string{"sources/pages.json": src.String(), "report.md": report.String()} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			b.Fatal(err)
		}
	}
	return dir
}

// BenchmarkDocuments checks a dossier with 2,000 archived pages of 1,000 words,
// each cited; and one with as many texts besides.
func BenchmarkDocuments(b *testing.B) {
	for _, c := range []struct {
		name  string
		n     int
		texts bool
	}{{"2000-pages", 2000, false}, {"2000-texts", 2000, true}, {"500-texts", 500, true}} {
		b.Run(c.name, func(b *testing.B) {
			dir := documents(b, c.n, c.texts)
			for b.Loop() {
				d, found, err := dossier.Load(dir)
				if err != nil {
					b.Fatal(err)
				}
				root, err := os.OpenRoot(dir)
				if err != nil {
					b.Fatal(err)
				}
				res, err := check.Run(d, found, check.Options{Root: root})
				if err != nil {
					b.Fatal(err)
				}
				if len(res.Findings) > 40 {
					b.Fatalf("%d findings; the first: %v", len(res.Findings), res.Findings[0])
				}
				root.Close()
			}
		})
	}
}
