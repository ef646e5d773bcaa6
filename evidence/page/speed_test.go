//go:build unix

package page

import (
	"bytes"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/markusmobius/go-trafilatura"
)

// processor gives the processor time that this program has taken so far: on a machine
// that is shared the clock says little.
func processor() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// BenchmarkField reads the pages of testdata/field, beside the library with its
// fallbacks.
func BenchmarkField(b *testing.B) {
	pages := fieldPages(b)
	b.Run("ours", func(b *testing.B) {
		from := processor()
		for b.Loop() {
			for _, f := range pages {
				if _, err := Read(f.src, Options{}); err != nil {
					b.Fatal(err)
				}
			}
		}
		b.ReportMetric(float64(len(pages)*b.N)/(processor()-from).Seconds(), "pages/cpu-s")
	})
	b.Run("library", func(b *testing.B) {
		from := processor()
		for b.Loop() {
			for _, f := range pages {
				_, _ = trafilatura.Extract(bytes.NewReader(f.src), trafilatura.Options{EnableFallback: true, ExcludeComments: true, HtmlDateMode: trafilatura.Disabled})
			}
		}
		b.ReportMetric(float64(len(pages)*b.N)/(processor()-from).Seconds(), "pages/cpu-s")
	})
}

// BenchmarkGrowth reads pages of one make at n, 2n and 4n: the time of each should
// double.
func BenchmarkGrowth(b *testing.B) {
	card := `<div class="x"><a href="/a"><h3>A bridge on the river is closed</h3></a><p>The ferry sails instead.</p><time datetime="2025-03-02">2 March</time></div>`
	for _, c := range []struct{ name, part, end string }{
		{"paragraphs", "<p>The ferry sailed again on the third of May, and all were glad of it.</p>", ""},
		{"cards", card, ""},
		{"nested", "<div><p>The ferry sailed again.</p>", ""},
		{"quotations", "<blockquote><p>The ferry sailed again on the third of May.</p></blockquote>", ""},
		{"lines of one text", "The ferry sailed again on the third of May<br>", ""},
		{"records", `<script type="application/ld+json">{"@type":"Person","@id":"#p","name":"Ida Lorn"}</script>`, "<p>The ferry sailed again on the third of May, and all were glad of it.</p>"},
	} {
		for _, n := range []int{250, 500, 1000} {
			src := []byte("<html><body><h1>A port by the sea</h1><p>The ferry will sail twice a week from March, with room for five hundred passengers.</p>" + strings.Repeat(c.part, n) + c.end)
			b.Run(c.name+"/"+string(rune('0'+n/250))+"n", func(b *testing.B) {
				for b.Loop() {
					if _, err := Read(src, Options{}); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
