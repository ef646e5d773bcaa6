//go:build unix

package entente

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"entente/agenda"
	"entente/dossier"
	"entente/publish/site"
	"entente/words"
)

// hugoModule is what BenchmarkAgainstHugo installs where ENTENTE_HUGO names no program.
const hugoModule = "github.com/gohugoio/hugo@v0.140.2"

// BenchmarkAgainstHugo renders and writes the site of ENTENTE_INITIATIVES initiatives and
// four times as many pieces with the agenda at hand, and lets Hugo make as many pages of
// the same texts and size: a head with metadata, navigation, tables of the front matter,
// the text, a footer. What is printed is processor time on all cores.
//
//	ENTENTE_INITIATIVES=5000 go test -run '^$' -bench AgainstHugo -benchtime 1x -timeout 1h .
func BenchmarkAgainstHugo(b *testing.B) {
	n, err := strconv.Atoi(os.Getenv("ENTENTE_INITIATIVES"))
	if err != nil {
		b.Skip("ENTENTE_INITIATIVES says how many")
	}
	hugo := os.Getenv("ENTENTE_HUGO")
	if hugo == "" {
		bin := b.TempDir()
		install := exec.Command("go", "install", hugoModule)
		install.Env = append(os.Environ(), "GOBIN="+bin, "CGO_ENABLED=0")
		if out, err := install.CombinedOutput(); err != nil {
			b.Fatalf("%v: %s", err, out)
		}
		hugo = filepath.Join(bin, "hugo")
	}
	g := &grower{b, filepath.Join(b.TempDir(), "d")}
	if err := dossier.New(g.dir); err != nil {
		b.Fatal(err)
	}
	base := g.read("initiatives/clean-banks.md")
	for i := range n {
		g.file(fmt.Sprintf("initiatives/grown-%d.md", i), strings.Replace(base, "title: Clean banks", "title: "+words.Capital(saying(i)), 1))
	}
	for i := range 4 * n {
		g.file(fmt.Sprintf("pieces/grown-%d.md", i), fmt.Sprintf("---\ntitle: On %s\nkind: analysis\ndate: %s\nareas: [water]\n---\n%s", saying(i), day(i), essay(i)))
	}
	d, _, err := dossier.Load(g.dir)
	if err != nil {
		b.Fatal(err)
	}
	a, err := agenda.Build(d, agenda.Options{Draws: 100})
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		out := filepath.Join(b.TempDir(), "ours")
		start := processor()
		done, err := site.Write(site.Content{Dossier: d, Agenda: a}, out, site.WriteOptions{})
		took := processor() - start
		if err != nil {
			b.Fatal(err)
		}
		initiatives, pieces := meanSize(b, filepath.Join(out, "initiatives", "grown-*.html")), meanSize(b, filepath.Join(out, "pieces", "grown-*.html"))
		h := hugoSite{b, filepath.Join(b.TempDir(), "hugo"), n}
		h.make(initiatives, pieces)
		run := exec.Command(hugo, "--quiet")
		run.Dir = h.dir
		if out, err := run.CombinedOutput(); err != nil {
			b.Fatalf("%v: %s", err, out)
		}
		theirs := run.ProcessState.UserTime() + run.ProcessState.SystemTime()
		var use syscall.Rusage
		if err := syscall.Getrusage(syscall.RUSAGE_SELF, &use); err != nil {
			b.Fatal(err)
		}
		ours, hugos := float64(done.Pages)/took.Seconds(), float64(5*n)/theirs.Seconds()
		b.ReportMetric(0, "ns/op")
		b.ReportMetric(ours, "pages/s")
		b.ReportMetric(hugos, "hugo-pages/s")
		b.ReportMetric(ours/hugos, "ratio")
		b.ReportMetric(initiatives, "B/initiative")
		b.ReportMetric(meanSize(b, filepath.Join(h.dir, "public", "initiatives", "*", "index.html")), "hugo-B/initiative")
		b.ReportMetric(pieces, "B/piece")
		b.ReportMetric(meanSize(b, filepath.Join(h.dir, "public", "pieces", "*", "index.html")), "hugo-B/piece")
		b.ReportMetric(float64(use.Maxrss)/1024, "MB")
	}
}

// essay is a text of some 250 words for a number.
func essay(i int) string {
	return lines("", 6, func(k int) string {
		return lines("", 4, func(m int) string {
			return fmt.Sprintf("In the %s of the years after, *they* wrote of %s, and a [letter](https://example.org/%d) says so.", code(i*31+k), saying(i+k*4+m), m)
		})
	})
}

// meanSize is how many bytes the files of a pattern have on average.
func meanSize(b *testing.B, pattern string) float64 {
	names, err := filepath.Glob(pattern)
	if err != nil || len(names) == 0 {
		b.Fatalf("%s: %d files, %v", pattern, len(names), err)
	}
	var sum int64
	for _, name := range names {
		info, err := os.Stat(name)
		if err != nil {
			b.Fatal(err)
		}
		sum += info.Size()
	}
	return float64(sum) / float64(len(names))
}

// hugoSite is the site that Hugo makes.
type hugoSite struct {
	b   *testing.B
	dir string
	n   int
}

func (h hugoSite) file(name, text string) { (&grower{h.b, h.dir}).file(name, text) }

// What a page of Hugo's has of bytes beside its rows, and a row.
const (
	hugoInitiative = 5070
	hugoPiece      = 7910
	hugoRow        = 230
)

// make writes content and layout, with as many rows in the front matter as give pages of
// the sizes stated.
func (h hugoSite) make(initiative, piece float64) {
	h.file("hugo.toml", "baseURL='https://example.org/'\ntitle='Three on a river'\ndisableKinds=['taxonomy','term','RSS','404']\n[params]\nnav=['Agenda','Report','Pieces','Members','Relations','What holds back','Opinion','Promises','Scenarios','Sources','Method']\n"+
		"more=['Sources','Events','Events and meetings by pair','Calendar','Acts and statements','Polls','Facts','Rulings','Promises','Questions','Assumptions','Searches','Contested terms','People','Data','All pages']\n")
	h.file("layouts/_default/baseof.html", `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{{ .Title }} · {{ site.Title }}</title>
<meta name="description" content="{{ .Summary | plainify | truncate 200 }}"><link rel="canonical" href="{{ .Permalink }}"><meta property="og:title" content="{{ .Title }}">
<meta property="og:description" content="{{ .Summary | plainify | truncate 200 }}"><meta property="og:type" content="article"><meta name="citation_title" content="{{ .Title }}">
<link rel="stylesheet" href="{{ "site.css" | relURL }}"><script type="application/ld+json">{{ dict "@context" "https://schema.org" "@type" "WebPage" "name" .Title "inLanguage" "en" "description" (.Summary | plainify) | jsonify | safeJS }}</script></head>
<body><a class="skip" href="#main">Skip to the content</a><header class="top"><div class="wrap"><a class="name" href="{{ "/" | relURL }}">{{ site.Title }}</a><nav aria-label="Pages">
{{ range site.Params.nav }}<a href="{{ printf "/%s/" (urlize .) | relURL }}">{{ . }}</a>
{{ end }}</nav></div></header><main id="main"><div class="wrap">{{ block "main" . }}{{ end }}</div></main>
<footer><div class="wrap"><details class="citing"><summary>Cite this page</summary><p>{{ site.Title }}. “{{ .Title }}.” {{ .Date.Format "2 January 2006" }}.</p><pre>@misc{page, title = { {{ .Title }} }, year = { {{ .Date.Year }} }}</pre>
<pre>{{ dict "type" "webpage" "title" .Title "container-title" site.Title "language" "en" | jsonify (dict "indent" " ") }}</pre></details><p>As of 31 March 2026.</p><nav aria-label="More pages"><p>
{{ range site.Params.more }}<a href="{{ printf "/%s/" (urlize .) | relURL }}">{{ . }}</a> ·
{{ end }}</p></nav></div></footer></body></html>
`)
	h.file("layouts/_default/single.html", `{{ define "main" }}<article><p class="kicker">{{ .Section }}</p><h1>{{ .Title }}</h1>{{ with .Params.dek }}<p class="dek">{{ . }}</p>{{ end }}<p class="meta">{{ .Date.Format "2 January 2006" }} · {{ .ReadingTime }} min</p>
{{ with .Params.rows }}<table class="data stack"><thead><tr><th scope="col">What</th><th scope="col">Who</th><th scope="col">Carry</th><th scope="col">Source</th></tr></thead><tbody>
{{ range . }}<tr id="{{ .id }}"><td><a href="{{ printf "/initiatives/%s/" .id | relURL }}">{{ .what }}</a></td><td data-l="Who">{{ .who | title }}</td><td data-l="Carry" class="r">{{ if gt .carry 0.5 }}<strong>{{ .carry }}</strong>{{ else }}{{ .carry }}{{ end }}</td><td><a href="{{ printf "/sources/#%s" .source | relURL }}">{{ .source }}</a></td></tr>
{{ end }}</tbody></table>{{ end }}<div class="prose">{{ .Content }}</div></article>{{ end }}
`)
	h.file("layouts/_default/list.html", `{{ define "main" }}<h1>{{ .Title }}</h1>{{ range .Pages.ByDate.Reverse }}<p><a href="{{ .RelPermalink }}">{{ .Title }}</a></p>
{{ end }}{{ end }}
`)
	rows := func(size, without float64) string {
		k := int((size-without)/hugoRow + 0.5)
		if k < 1 {
			return ""
		}
		return "rows:\n" + lines("", k, func(i int) string {
			return fmt.Sprintf("- {id: row-%d, what: %q, who: the ministry of %s, carry: 0.%d, source: gazette-%d}", i, saying(i), code(i), i%10, i)
		})
	}
	for i := range h.n {
		h.file(fmt.Sprintf("content/initiatives/grown-%d.md", i), fmt.Sprintf("---\ntitle: %s\ndek: A yearly clean-up, done together.\ndate: %s\n%s---\nIt has been held each spring since 2023.\n", saying(i), day(i), rows(initiative, hugoInitiative)))
	}
	for i := range 4 * h.n {
		h.file(fmt.Sprintf("content/pieces/grown-%d.md", i), fmt.Sprintf("---\ntitle: On %s\ndate: %s\n%s---\n%s", saying(i), day(i), rows(piece, hugoPiece), essay(i)))
	}
}
