package markup_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"entente/markup"
)

// hostile are texts that are slow to read for a careless reader, each of about n
// bytes: as one block, and as blocks that stay below the limits.
var hostile = []struct {
	name string
	unit string // repeated without a break
	made func(n int) string
}{
	{name: "open directives", unit: "{{"},
	{name: "open directives in words", unit: "a {{poll b "},
	{name: "links not closed", unit: "[a]("},
	{name: "links not closed with a title", unit: "[a](b \"c "},
	{name: "references not closed", unit: "[a]["},
	{name: "brackets", unit: "["},
	{name: "closing brackets", unit: "a]"},
	{name: "images", unit: "![a"},
	{name: "links in links", unit: "[a [b](c) "},
	{name: "emphasis not closed", unit: "*a "},
	{name: "emphasis not opened", unit: "a* "},
	{name: "strong", unit: "**a "},
	{name: "strong in a row", unit: "**"},
	{name: "underlines", unit: "_a"},
	{name: "marks of two kinds", unit: "_a b* "},
	{name: "strikethrough", unit: "~~a ~b"},
	{name: "escapes", unit: "\\"},
	{name: "ampersands", unit: "&"},
	{name: "entities not closed", unit: "&amp"},
	{name: "tags not closed", unit: "<a "},
	{name: "tags with quotes", unit: "<a b=\"'"},
	{name: "angles", unit: "<"},
	{name: "comments not closed", unit: "a <!--"},
	{name: "declarations", unit: "a <!A <? <![CDATA["},
	{name: "quotations", unit: ">"},
	{name: "lists in lists", unit: "- "},
	{name: "ordered lists", unit: "1. "},
	{name: "lists and quotations", unit: "> - 1. "},
	{name: "notes in notes", unit: "[^1]: "},
	{name: "marks of notes", unit: "[^1]"},
	{name: "citations not closed", unit: "[@a, b "},
	{name: "citations", unit: "[@a]; "},
	{name: "citations in one bracket", unit: "@a; "},
	{name: "addresses", unit: "https://a.example/( "},
	{name: "addresses in a row", unit: "http://*"},
	{name: "mail", unit: "_a@b"},
	{name: "a long word", unit: "a"},
	{name: "sentences", unit: "It rose to 5 percent. "},
	{name: "lines", unit: "a\n"},
	{name: "headings", unit: "# a\n"},
	{name: "headings below", unit: "a\n=\n"},
	{name: "fences", unit: "```\n"},
	{name: "rules", unit: "***\n"},
	{name: "references", unit: "[a]: b\n"},
	{name: "references with titles", unit: "[a]: b \"c\n"},
	{name: "rows", unit: "| a | b |\n"},
	{name: "empty items", unit: "-\n"},
	{name: "items", unit: "- a\n"},
	{name: "lazy quotations", unit: "> a\nb\n"},
	{name: "html blocks", unit: "<div>\n"},
	{name: "cells of code", unit: "| `a\\|b` |\n", made: func(n int) string { return "| a |\n| - |\n" + strings.Repeat("| `a\\|b` |\n", n/10) }},
	{name: "wide tables", made: func(n int) string {
		return strings.Repeat("|a", n/5) + "\n" + strings.Repeat("|-", n/5) + "\n" + strings.Repeat("a\n", n/10)
	}},
	{name: "backticks of rising length", made: func(n int) string {
		var b strings.Builder
		for i := 1; b.Len() < n; i++ {
			b.WriteString("a" + strings.Repeat("`", i))
		}
		return b.String()
	}},
	{name: "lists ever deeper", made: func(n int) string {
		var b strings.Builder
		for i := 0; b.Len() < n; i++ {
			b.WriteString(strings.Repeat("  ", i) + "- a\n")
		}
		return b.String()
	}},
	{name: "notes", made: func(n int) string {
		var b, notes strings.Builder
		for i := 0; b.Len()+notes.Len() < n; i++ {
			fmt.Fprintf(&b, "a[^%d] ", i)
			fmt.Fprintf(&notes, "[^%d]: b\n\n", i)
		}
		return b.String() + "\n\n" + notes.String()
	}},
}

// blockBytes is the size of the blocks of a text of many: half of what the limits
// let through where each byte counts.
const blockBytes = 480

// texts gives the text of about n bytes as one block, and as many.
func texts(unit string, made func(n int) string, n int) map[string]string {
	out := map[string]string{}
	if made != nil {
		out["one"] = made(n)
	} else {
		out["one"] = strings.Repeat(unit, n/len(unit)+1)
	}
	if unit != "" {
		block := strings.Repeat(unit, blockBytes/len(unit)+1)
		out["many"] = strings.Repeat(block+"\n\n", n/len(block)+1)
	}
	return out
}

// readAll reads a text and writes its page; it reports whether it was refused.
func readAll(md string) bool {
	d, err := markup.Parse(md)
	if err != nil {
		return true
	}
	d.HTML(marks)
	return false
}

// fastest is the least time of three.
func fastest(md string) time.Duration {
	best := time.Hour
	for range 3 {
		start := time.Now()
		readAll(md)
		best = min(best, time.Since(start))
	}
	return best
}

// TestHostile holds that every such text is read or refused in short time.
func TestHostile(t *testing.T) {
	const n, limit = 128 << 10, 20 * time.Second // under a second each where nothing else runs
	for _, h := range hostile {
		for shape, md := range texts(h.unit, h.made, n) {
			t.Run(h.name+"/"+shape, func(t *testing.T) {
				start := time.Now()
				refused := readAll(md)
				if d := time.Since(start); d > limit {
					t.Errorf("%d bytes take %v (refused: %v)", len(md), d, refused)
				} else {
					t.Logf("refused %-5v %v", refused, d)
				}
			})
		}
	}
}

// BenchmarkHostile reads each text at n, 2n and 4n bytes, and gives how much
// longer four times as much takes: about 4 where time grows with the text.
func BenchmarkHostile(b *testing.B) {
	n := 200 << 10
	if testing.Short() { // only that it runs
		n /= 8
	}
	for _, h := range hostile {
		for shape := range texts(h.unit, h.made, n) {
			b.Run(h.name+"/"+shape, func(b *testing.B) {
				var t [3]time.Duration
				for b.Loop() {
					for i := range t {
						t[i] = fastest(texts(h.unit, h.made, n<<i)[shape])
					}
				}
				b.ReportMetric(t[0].Seconds()*1e3, "ms/n")
				b.ReportMetric(float64(t[1])/float64(t[0]), "2n/n")
				b.ReportMetric(float64(t[2])/float64(t[0]), "4n/n")
			})
		}
	}
}

// TestLimits holds that what goes beyond a limit is refused with its place, and
// that what stays within it is read.
func TestLimits(t *testing.T) {
	wide := func(n int) string { return strings.Repeat("|a", n) + "|\n" + strings.Repeat("|-", n) + "|\n" }
	for _, c := range []struct {
		name, rule, within, beyond string
		at                         int // where the problem of beyond begins; -1: not said
	}{
		{"size", "text-too-large", strings.Repeat("a ", 1<<19), strings.Repeat("a ", 1<<19) + "a", 0},
		{"quotations", "text-too-deep", strings.Repeat("> ", 32) + "a", "b\n\n" + strings.Repeat("> ", 33) + "a", 3 + 64},
		{"lists", "text-too-deep", strings.Repeat("- ", 32) + "a", strings.Repeat("- ", 33) + "a", 64},
		{"lines", "text-too-large", strings.Repeat("a\n", 2000), "b\n\n" + strings.Repeat("a\n", 2001), 3},
		{"columns", "text-too-large", wide(100), wide(101), -1},
		{"brackets", "text-too-large", strings.Repeat("[a ", 1000), strings.Repeat("[a ", 1001), 3000},
		{"brackets in two paragraphs", "text-too-large", strings.Repeat("[a ", 1000) + "\n\n" + strings.Repeat("[a ", 1000), strings.Repeat("[a ", 1001), 3000},
		{"marks", "text-too-large", strings.Repeat("*a ", 2000), strings.Repeat("*a ", 2001), 6000},
		{"citations are no brackets", "text-too-large", strings.Repeat("[@a] ", 3000), strings.Repeat("[a] ", 1001), 4000},
		{"directives", "text-too-large", strings.Repeat("{{a}} ", 5000), strings.Repeat("{{a}} ", 5001), 30000},
		{"marks of notes", "text-too-large", strings.Repeat("[^a]", 5000) + "\n\n[^a]: b", strings.Repeat("[^a]", 5001) + "\n\n[^a]: b", 20000},
		{"notes", "text-too-large", strings.Repeat("[^a]: b\n\n", 2000), strings.Repeat("[^a]: b\n\n", 2001), 18000},
		{"cells", "text-too-large", strings.Repeat(wide(100)+strings.Repeat("a\n", 98)+"\n", 10), strings.Repeat(wide(100)+strings.Repeat("a\n", 98)+"\n", 11), -1},
	} {
		if _, err := markup.Parse(c.within); err != nil {
			t.Errorf("%s: within the limit, and refused: %v", c.name, err)
		}
		_, err := markup.Parse(c.beyond)
		var p *markup.Problem
		if !errors.As(err, &p) {
			t.Errorf("%s: beyond the limit, and read", c.name)
			continue
		}
		if p.Rule != c.rule || p.Message == "" || p.Hint == "" || c.at >= 0 && p.Start != c.at || p.End < p.Start || p.End > len(c.beyond) {
			t.Errorf("%s: %+v, want %s at %d", c.name, p, c.rule, c.at)
		}
	}
}
