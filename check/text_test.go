package check_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"entente/dossier"
)

// found gives the findings of a report: rule, line and column within the text, and
// length.
func found(t *testing.T, md string) []string {
	t.Helper()
	dir := template(t)
	const head = "---\ntitle: A report\n---\n"
	edit(t, dir, "report.md", func(string) string { return head + md })
	var out []string
	for _, f := range run(t, dir, false) {
		if f.File == "report.md" {
			out = append(out, fmt.Sprintf("%s %d:%d+%d", f.Rule, f.Line-strings.Count(head, "\n"), f.Col, f.Len))
		}
	}
	return out
}

// TestPrinted holds that what is printed is checked, at its place, and that what
// is not printed is not.
func TestPrinted(t *testing.T) {
	for _, c := range []struct{ name, md, want string }{
		{"a heading", "## A fleet of 60 boats\n\nIt sails.", "unsourced-number 1:15+2"},
		{"a heading below", "A fleet of 60 boats\n===\n\nIt sails.", "unsourced-number 1:12+2"},
		{"a paragraph", "The fleet has **60** boats.", "unsourced-number 1:17+2"},
		{"an item", "* The fleet sails.\n* It has 60 boats.", "unsourced-number 2:10+2"},
		{"a quotation", "> The so-called fleet sails.", ""},
		{"a cell", "| What | How many |\n| --- | --- |\n| The fleet | 60 boats |", "unsourced-number 3:15+2"},
		{"a cell with its source", "| What | How many | |\n| --- | --- | --- |\n| The fleet | 60 boats | [@gazette-2025] |", ""},
		{"a cell that the head has no column for", "| What |\n| --- |\n| The fleet | 60 boats |", ""},
		{"the words of a link", "See [the 60 boats](https://a.example/70-boats).", "unsourced-number 1:10+2"},
		{"the words of an image", "![A fleet of 60 boats](boats-70.png)", "unsourced-number 1:14+2"},
		{"a note", "It sails.[^n]\n\n[^n]: With 60 boats.", "unsourced-number 3:12+2"},
		{"an entity and an escape", "Of \\*many &amp; few, 60 boats sail.", "unsourced-number 1:22+2"},
		{"a number in parts", "The fleet has 6**0** boats.", "unsourced-number 1:15+4"},
		{"a loaded word in parts", "The **whin**ing went on.", "framing 1:7+9"},
		{"a comment", "It sails.\n\n<!-- A fleet of 60 boats, whining. -->\n\nAnd <!-- 70 boats --> sails.", ""},
		{"code", "It `sails with 60 boats`.\n\n```\n60 boats, whining\n```\n\n    70 boats", ""},
		{"a directive in code and in a comment", "It `{{poll X}}` <!-- {{poll Y}} --> \\{{poll Z}} sails.", ""},
		{"an address", "It sails: https://a.example/so-called/60-boats, <https://b.example/60> and [there](https://c.example/60).", ""},
		{"raw HTML", "<div title=\"60 boats\">\n60 boats, whining\n</div>", ""},
		{"a citation in code", "It `[@nobody]` sails, and [@nobody] too.", "unknown-citation 1:27+9"},
		{"a citation in a note", "The fleet has 60 boats.[^n] And it has 70 boats.\n\n[^n]: [@gazette-2025], p. 3.", "unsourced-number 1:40+2"},
		{"a directive with a fault", "日本語 {{pol X}} sails.", "unknown-directive 1:5+9"},
		{"braces that are not closed", "It {{poll X sails\nand {{poll Y.", "directive-syntax 1:4+14 directive-syntax 2:5+9"},
		{"after the stop", "It has 60 boats. [@gazette-2025] It has 70 boats.", "unsourced-number 1:41+2"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := slices.DeleteFunc(found(t, c.md), func(s string) bool {
				return strings.HasPrefix(s, "number-not-in-source") || strings.HasPrefix(s, "unchecked")
			})
			if g := strings.Join(got, " "); g != c.want {
				t.Errorf("%q: %s, want %s", c.md, g, c.want)
			}
		})
	}
}

// TestEveryTextIsRead holds that each place of a dossier in which prose stands is read.
func TestEveryTextIsRead(t *testing.T) {
	const wrong = "\n\nIt is by {{pol X}}.\n"
	for _, file := range []string{"pieces/one-line.md", "initiatives/river-warnings.md", "initiatives/river-warnings.ja.md", "constraints/old-quarrel.md", "constraints/old-quarrel.ja.md"} {
		dir := template(t)
		if file == "constraints/old-quarrel.ja.md" { // the sample has none
			if err := os.WriteFile(filepath.Join(dir, filepath.FromSlash(file)), []byte("---\ntitle: 古い争い\n---\n争いは古い。"), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		edit(t, dir, file, func(s string) string { return s + wrong })
		if !slices.ContainsFunc(run(t, dir, false), func(f dossier.Finding) bool { return f.File == file && f.Rule == "unknown-directive" }) {
			t.Errorf("%s is not read", file)
		}
	}
}

// TestBeyondLimits holds that a text beyond a limit is one finding and nothing
// else.
func TestBeyondLimits(t *testing.T) {
	for md, want := range map[string]string{
		"Of 60 boats.\n\n" + strings.Repeat("> ", 33) + "a": "text-too-deep 3:65+3",
		strings.Repeat("[a](", 1001):                        "text-too-large 1:4001+4",
	} {
		if got := strings.Join(found(t, md), " "); got != want {
			t.Errorf("%.40q: %s, want %s", md, got, want)
		}
	}
}

// grown are texts of about n bytes that give a rule much to do.
var grown = []struct{ name, unit string }{
	{"sentences", "In 2019 it rose to 5 percent of adults asked, the lowest since 2012, said experts. "},
	{"figures in one sentence", "5 percent and 6 people, "},
	{"years in one sentence", "FY2019 and 2020, "},
	{"percentages", "It rose from 5 to 6 percent by 1 percent. "},
	{"quotations", "\u201cThe boats of the strait sail\u201d said he [@gazette-2025]. "},
	{"quotations of one talk", "\u201cwill the boats of it sail?\u201d [@gazette-2025] "},
	{"short quotations in one sentence", "\u201cthe boats\u201d [@gazette-2025] and "},
	{"names", "Aberbach and Bermudos met. "},
	{"one word", "abcde"},
	{"a word with capitals", "abcdeThe"},
	{"stops", "a.B."},
	{"marks of speech", "\""},
	{"citations", "[@gazette-2025] "},
	{"unknown citations", "[@gazete-2025] "},
	{"failing directives", "{{poll XAR_TRUST_BELMOR}} "},
	{"directives", "{{fact xar-posts-2025}}. "},
	{"braces", "{{"},
	{"dates", "On 3 May 2019 the court ruled, and on 4 June 2020. "},
	{"days in one sentence", "on 3 May 2019 [@gazette-2025] and 4 June 2020, "},
	{"changes in one sentence", "the share rose by 5 percent and 6 people, "},
	{"parts in one sentence", "5 of 6 wells, "},
	{"names with titles", "이재몽 대통령과 高市早笛首相"},
	{"kanji", "内閣府の調査で五十パーセント"},
	{"rows", "| 5 percent | 6 people |\n"},
	{"offices", "President Abe met Prime Minister Moon in May 2019. "},
	{"loaded words", "whining "},
}

func grow(unit string, n int) string {
	return strings.Repeat(unit, n/len(unit)+1)
}

// BenchmarkGrowth checks each text at n, 2n and 4n bytes, and gives how much
// longer four times as much takes.
func BenchmarkGrowth(b *testing.B) {
	n := 96 << 10
	if testing.Short() { // only that it runs
		n /= 8
	}
	dir := template(b)
	for _, g := range grown {
		b.Run(g.name, func(b *testing.B) {
			var took [3]time.Duration
			for b.Loop() {
				for i := range took {
					edit(b, dir, "report.md", func(string) string { return "---\ntitle: A report\n---\n" + grow(g.unit, n<<i) })
					best := time.Hour
					for range 2 {
						start := time.Now()
						run(b, dir, false)
						best = min(best, time.Since(start))
					}
					took[i] = best
				}
			}
			b.ReportMetric(took[0].Seconds()*1e3, "ms/n")
			b.ReportMetric(float64(took[1])/float64(took[0]), "2n/n")
			b.ReportMetric(float64(took[2])/float64(took[0]), "4n/n")
		})
	}
}
