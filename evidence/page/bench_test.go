package page

import (
	"bytes"
	"testing"

	"github.com/markusmobius/go-trafilatura"
)

// pages200 are 200 generated pages in ten layouts; the two that are plain text
// are given as HTML paragraphs to the library alone.
func pages200() [][]byte {
	var out [][]byte
	for i := range uint64(200) {
		out = append(out, []byte(layouts[i%uint64(len(layouts))].write(makeStory(i))))
	}
	return out
}

// BenchmarkRead reads 200 pages in ten layouts.
func BenchmarkRead(b *testing.B) {
	pages := pages200()
	for b.Loop() {
		for _, src := range pages {
			if _, err := Read(src, Options{}); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(200*b.N)/b.Elapsed().Seconds(), "pages/s")
}

// BenchmarkTrafilaturaAlone is the baseline of BenchmarkRead: the same pages by
// go-trafilatura, without its fallbacks and with them; it looks for no date there
// (third_party/htmldate).
func BenchmarkTrafilaturaAlone(b *testing.B) {
	pages := pages200()
	for _, c := range []struct {
		name     string
		fallback bool
	}{{"plain", false}, {"fallback", true}} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				for _, src := range pages {
					_, _ = trafilatura.Extract(bytes.NewReader(src), trafilatura.Options{EnableFallback: c.fallback, ExcludeComments: true, HtmlDateMode: trafilatura.Disabled})
				}
			}
			b.ReportMetric(float64(200*b.N)/b.Elapsed().Seconds(), "pages/s")
		})
	}
}
