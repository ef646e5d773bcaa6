package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"entente/publish/chart"
	"entente/publish/report"
)

// sample has one of everything, in four scripts.
func sample() report.Document {
	words := report.Words
	return report.Document{
		Title: "A river & three <towns>", Deck: "What each could carry.", Kind: "Report", Lang: "en", Contents: true,
		Byline: []report.Author{{Name: "Hana Sato", At: "Harbour Institute"}}, Date: "2 March 2026", AsOf: "31 March 2026",
		Made: time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC), Site: "The river group", Convener: "The river group", Address: "https://example.org/report.html",
		Blocks: []report.Block{
			report.Paragraph{Text: []report.Run{{Text: "It rains"}, {Note: 1}, {Text: " in "}, {Text: "two", Italic: true}, {Text: " towns."}}},
			report.Heading{Level: 1, ID: "first", Text: words("The first part")},
			report.Paragraph{Text: []report.Run{{Text: "In Korean 세 나라, in Japanese かな漢字, in Arabic مرحبا"}, {Note: 2}, {Text: "."}}},
			report.Figure{ID: "chart-1", Chart: chart.Chart{Title: "A line", Subtitle: "in percent", SVG: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 80"><title>A line</title><line x1="10" y1="10" x2="600" y2="60" stroke="#1C1B19"/><text paint-order="stroke" stroke="#fff" stroke-width="3" x="20" y="70" font-family="Inter, sans-serif">label</text></svg>`, Source: "a poll"}},
			report.Heading{Level: 1, ID: "second", Text: words("The second part")},
			report.Table{Caption: "Two rows", Head: [][]report.Run{words("Town"), words("Share")}, Rows: [][][]report.Run{{words("Upper"), words("40")}, {words("Lower"), words("60")}}, Right: []bool{false, true}, Sources: []report.Run{{Text: "From"}, {Note: 3}}},
			report.Quote{Blocks: []report.Block{report.Paragraph{Text: words("I do not agree.")}}, By: "Dissent of a member"},
		},
		Notes: [][]report.Block{
			{report.Paragraph{Text: words("First note.")}},
			{report.Paragraph{Text: []report.Run{{Text: "Second note, "}, {Text: "https://example.org", Href: "https://example.org"}}}},
			{report.Paragraph{Text: words("Third note.")}},
		},
		References: [][]report.Run{words("A book.")},
	}
}

// TestPage: notes stand at the end of the part that marks them, linked both ways;
// what is cited is not listed twice; nothing of a text becomes markup, and no link
// leads to a script.
func TestPage(t *testing.T) {
	d := sample()
	d.Blocks = append(d.Blocks, report.Paragraph{Text: []report.Run{{Text: `<script src=x></script>`, Href: "javascript:alert(1)"}, {Text: "again"}, {Note: 1}, {Note: 9}}})
	if marked := string(printed(report.Document{Title: "T", Mark: "Not <yet>"}, "")); !strings.Contains(marked, `<header><p class="mark"><strong>Not &lt;yet&gt;</strong></p>`) || !strings.Contains(marked, `@page{@bottom-center{content:"Not \3c yet\3e ";`) {
		t.Errorf("the first sheet or each of them lacks the mark: %s", marked[len(marked)-600:])
	}
	got := string(printed(d, ""))
	at := -1
	for _, part := range []string{
		`<html lang="en" dir="ltr">`, `<title>A river &amp; three &lt;towns&gt;</title>`, `@top-left{content:"A river \26  three \3c towns\3e "}`,
		`id="ref1" href="#note1"`, `<li id="note1"><a class="back" href="#ref1">1</a>`, `<h2 id="first">`, `<span lang="ko" dir="ltr">세 나라`, `<span lang="ar" dir="rtl">`,
		`id="ref2"`, `<svg `, `Source: a poll`, `<li id="note2">`, `<h2 id="second">`, `<th scope="col" class="right">Share`, `id="ref3"`,
		`Dissent of a member`, `<p>&lt;script src=x&gt;&lt;/script&gt;again<sup><a href="#note1" role="doc-noteref">1</a></sup></p>`, `<li id="note3">`, `href="https://example.org/report.html"`,
	} {
		n := strings.Index(got, part)
		if n <= at {
			t.Errorf("%s stands at %d, after %d was wanted", part, n, at)
		}
		at = max(at, n)
	}
	for _, never := range []string{"<script", "javascript:", "A book.", `note9`} {
		if strings.Contains(got, never) {
			t.Errorf("the page has %s", never)
		}
	}
	d.Notes = nil
	if got := string(printed(d, "")); !strings.Contains(got, "A book.") || strings.Contains(got, "#note") {
		t.Error("without notes what is cited is listed, and no mark is set")
	}
	d.Title, d.Lang = "</style><b>", "ar"
	if got := string(printed(d, "")); strings.Contains(got, "</style><b>") || !strings.Contains(got, `<html lang="ar" dir="rtl">`) {
		t.Error("a title ends the style, or Arabic is not written from the right")
	}
}

// TestDated: the day of the document stands where that of printing did, in as many bytes.
func TestDated(t *testing.T) {
	in := []byte("<</Creator (x)\n/CreationDate (D:20261129064146+00'00')\n/ModDate (D:20261129064146+00'00')>>")
	got := dated(in, time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC))
	if want := strings.ReplaceAll(string(in), "20261129064146", "20260302000000"); string(got) != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
	if got := dated(in, time.Time{}); len(got) != len(in) || bytes.Contains(got, []byte("2026")) {
		t.Errorf("without a day: %s", got)
	}
}

// TestNoBrowser says what is missing and what to do.
func TestNoBrowser(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	t.Setenv(Variable, "no-such-browser")
	_, err := Open(t.Context(), Fonts{})
	if !errors.Is(err, ErrNoBrowser) || !strings.Contains(err.Error(), "no-such-browser") {
		t.Errorf("the error is %v", err)
	}
}

// printer opens the system's browser, and skips the test where there is none.
func printer(t testing.TB) *Printer {
	t.Helper()
	if _, err := Browser(); err != nil {
		t.Skip(err)
	}
	fonts, err := os.OpenRoot("../../site/static")
	if err != nil {
		t.Fatal(err)
	}
	css, err := os.ReadFile("../../site/static/site.css")
	if err != nil {
		t.Fatal(err)
	}
	var faces strings.Builder
	for line := range strings.Lines(string(css)) {
		if strings.HasPrefix(line, "@font-face") && strings.Contains(line, "url(fonts/") {
			faces.WriteString(line)
		}
	}
	p, err := Open(t.Context(), Fonts{Faces: faces.String(), Files: fonts.FS()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.Close(); fonts.Close() })
	return p
}

// tool runs a program of Poppler on a PDF, and skips the test where it is missing.
func tool(t *testing.T, pdf []byte, name string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		t.Skip(err)
	}
	file := filepath.Join(t.TempDir(), "x.pdf")
	if err := os.WriteFile(file, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(name, append(append([]string{}, args...), file)...)
	if name == "pdftotext" {
		cmd.Args = append(cmd.Args, "-")
	}
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
	return string(out)
}

// TestPrint prints the sample twice: to the same words and sheets, tagged, with an outline and
// numbered sheets, its fonts embedded, the words of all scripts to be read, links
// within and to the web.
func TestPrint(t *testing.T) {
	p := printer(t)
	got, err := p.Print(sample())
	if err != nil {
		t.Fatal(err)
	}
	if keep := os.Getenv("ENTENTE_KEEP"); keep != "" {
		_ = os.WriteFile(keep, got, 0o600)
	}
	words := func(pdf []byte) string { return tool(t, pdf, "pdftotext") } // with a mark at the end of each sheet
	prints := [][]byte{got}
	same := func(pdf []byte) bool {
		return slices.ContainsFunc(prints, func(p []byte) bool { return bytes.Equal(p, pdf) })
	}
	for { // of three prints all say the same, and two are the same file: see Print
		again, err := p.Print(sample())
		if err != nil {
			t.Fatal(err)
		}
		if a, b := words(got), words(again); a != b {
			t.Errorf("printed again it says\n%s\nand first it said\n%s", b, a)
		}
		if same(again) {
			break
		}
		t.Logf("printed again it is another file, of %d bytes and not %d", len(again), len(got))
		if prints = append(prints, again); len(prints) == 3 {
			t.Error("three prints are three files")
			break
		}
	}
	info := tool(t, got, "pdfinfo")
	for _, want := range []string{`Title: +A river & three <towns>`, `Tagged: +yes`, `Page size: +59\d.*\(A4\)`, `CreationDate: +Mon Mar +2 00:00:00 2026`, `JavaScript: +no`} {
		if !regexp.MustCompile(want).MatchString(info) {
			t.Errorf("pdfinfo does not say %s:\n%s", want, info)
		}
	}
	text := tool(t, got, "pdftotext", "-layout")
	for _, want := range []string{"세 나라", "かな漢字", "First note.", "label", "As of 31 March 2026"} {
		if !strings.Contains(text, want) {
			t.Errorf("the text has no %q:\n%s", want, text)
		}
	}
	// Where the system has East Asian fonts with TrueType outlines, no letter is drawn.
	eastern := true
	have, err := exec.Command("fc-list").Output()
	if err != nil {
		t.Logf("which fonts the system has is not known: %v", err)
	}
	for _, name := range []string{"IPAexMincho", "IPAexGothic", "NanumMyeongjo", "NanumGothic", "DejaVu Sans"} {
		if !bytes.Contains(have, []byte(name)) {
			eastern = false
			t.Logf("the system has no %s; East Asian letters may be drawn", name)
		}
	}
	for n, line := range strings.Split(strings.TrimSpace(tool(t, got, "pdffonts")), "\n") {
		drawn := strings.Contains(line, "Type 3") && (eastern || !strings.HasPrefix(line, "[none]"))
		if n > 1 && (drawn || !strings.Contains(line, "Type 3") && !regexp.MustCompile(` yes (yes|no ) +yes `).MatchString(line)) {
			t.Errorf("a font is drawn, or not embedded: %s", line)
		}
	}
	for _, want := range []string{"/Outlines", "/StructTreeRoot", "/Lang (en)", "(https://example.org/)"} {
		if !bytes.Contains(got, []byte(want)) {
			t.Errorf("the file has no %s", want)
		}
	}
}

// TestHostile: a text and a chart that ask for addresses get nothing: no connection is
// made, not even to this machine.
func TestHostile(t *testing.T) {
	p := printer(t)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	asked := make(chan string, 10)
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			asked <- c.RemoteAddr().String()
			c.Close()
		}
	}()
	at := "http://" + l.Addr().String()
	d := sample()
	d.Title = `"}</style><link rel=stylesheet href=` + at + `/a>`
	d.Blocks = append(d.Blocks, report.Figure{Chart: chart.Chart{Title: "x", SVG: fmt.Sprintf(`<svg viewBox="0 0 9 9"><image href="%s/b"/><use href="%s/c#x"/><style>@import url(%s/d);*{background:url(file:///etc/passwd)}</style></svg><iframe src="%s/e"></iframe><img src="file:///etc/passwd"><meta http-equiv="refresh" content="0;url=%s/f"><script>fetch("%s/g")</script>`, at, at, at, at, at, at)}})
	out, err := p.Print(d)
	if err != nil {
		t.Fatal(err)
	}
	if text := tool(t, out, "pdftotext"); strings.Contains(text, "root:") || !strings.Contains(text, "It rains") {
		t.Errorf("what is printed is %s", text)
	}
	select {
	case who := <-asked:
		t.Errorf("a connection came from %s", who)
	default:
	}
}

// TestLarge: a table of 5,000 rows is printed with its head on each sheet.
func TestLarge(t *testing.T) {
	p := printer(t)
	table := report.Table{Caption: "Long", Head: [][]report.Run{report.Words("Row head"), report.Words("Value")}}
	for n := range 5000 {
		table.Rows = append(table.Rows, [][]report.Run{report.Words(fmt.Sprintf("row %d", n)), report.Words("1")})
	}
	start := time.Now()
	out, err := p.Print(report.Document{Title: "Long", Blocks: []report.Block{table}})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d bytes in %v", len(out), time.Since(start))
	text := tool(t, out, "pdftotext", "-layout")
	if heads, sheets := strings.Count(text, "Row head"), strings.Count(text, "\f"); heads != sheets || sheets < 50 || !strings.Contains(text, "row 4999") {
		t.Errorf("%d heads on %d sheets", heads, sheets)
	}
}

// BenchmarkPrint prints a document with a browser that is open.
func BenchmarkPrint(b *testing.B) {
	p := printer(b)
	for b.Loop() {
		if _, err := p.Print(sample()); err != nil {
			b.Fatal(err)
		}
	}
}

// TestNumbered holds that ids of the structure count from one in their order, wherever the
// browser began, and that places in the file stay.
func TestNumbered(t *testing.T) {
	const src = "/ID (node00000062) /ID (node00000055) [(node00000055) (node00000062)] (node5)"
	if got := string(numbered([]byte(src))); got != "/ID (node00000002) /ID (node00000001) [(node00000001) (node00000002)] (node5)" {
		t.Error(got)
	}
}
