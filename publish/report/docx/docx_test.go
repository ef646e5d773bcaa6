package docx_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"entente/evidence/document"
	"entente/goldentest"
	"entente/publish/chart"
	"entente/publish/report"
	"entente/publish/report/docx"
	"entente/publish/report/reporttest"
)

// parts gives the files of a package, each held to be well formed.
func parts(t testing.TB, src []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(src), int64(len(src)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		out[f.Name] = string(b)
		if strings.HasSuffix(f.Name, ".png") {
			continue
		}
		for dec := xml.NewDecoder(bytes.NewReader(b)); ; {
			if _, err := dec.Token(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatalf("%s: %v", f.Name, err)
			}
		}
	}
	return out
}

func write(t testing.TB, d report.Document) []byte {
	t.Helper()
	src, err := docx.Write(d)
	if err != nil {
		t.Fatal(err)
	}
	return src
}

func TestParts(t *testing.T) {
	src := write(t, reporttest.Sample())
	if !bytes.Equal(src, write(t, reporttest.Sample())) {
		t.Error("two writes of a document give different bytes")
	}
	all := parts(t, src)
	doc, notes := all["word/document.xml"], all["word/footnotes.xml"]
	for what, want := range map[string]string{
		"a style":          `<w:pStyle w:val="Heading1"/>`,
		"contents":         `TOC \o "1-2" \h \z \u`,
		"an entry":         `<w:hyperlink w:anchor="_Toc000001" w:history="1"><w:r><w:t xml:space="preserve">First part</w:t></w:r></w:hyperlink>`,
		"its mark":         `w:name="_Toc000001"`,
		"a footnote":       `<w:footnoteReference w:id="2"/>`,
		"a second mark":    `NOTEREF _Note000001 \f \h`,
		"a caption":        `SEQ Figure \* ARABIC`,
		"a reference":      `REF _Data0001 \h`,
		"its words":        `<w:t xml:space="preserve">Table 2</w:t>`,
		"a head":           `<w:tblHeader/>`,
		"SVG":              `<asvg:svgBlip `,
		"Korean":           `<w:rFonts w:hint="eastAsia" w:eastAsia="Batang"/><w:lang w:eastAsia="ko-KR"/>`,
		"right to left":    `<w:bidi w:val="true"/>`,
		"a link inside":    `<w:hyperlink w:anchor="_Ref000003" w:history="1">`,
		"an escaped title": `A title &amp; more`,
	} {
		if !strings.Contains(doc, want) {
			t.Errorf("the text has no %s: %s", what, want)
		}
	}
	if n := strings.Count(doc, "<w:footnoteReference "); n != 3 || strings.Count(notes, "<w:footnote ") != 5 {
		t.Errorf("%d marks of notes, want 3, and %d notes with the two lines, want 5", n, strings.Count(notes, "<w:footnote "))
	}
	if core := all["docProps/core.xml"]; !strings.Contains(core, "<dc:creator>Ann Ames</dc:creator>") || !strings.Contains(core, "2026-03-01T00:00:00Z") || !strings.Contains(core, "water, trade") {
		t.Errorf("the properties are %s", core)
	}
	if !strings.Contains(all["word/numbering.xml"], `<w:lvlOverride w:ilvl="1"><w:startOverride w:val="4"/>`) {
		t.Error("the inner list does not begin with its number")
	}
	if svg := all["word/media/chart1.svg"]; svg == "" || strings.Contains(svg, "var(") {
		t.Error("the SVG is missing, or asks for colours of pages")
	}
	whole(t, all)

	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(all)) {
		if !strings.Contains(name, "media/") { // pictures have their own reviewed files
			fmt.Fprintf(&b, "== %s\n%s\n", name, strings.ReplaceAll(all[name], "><", ">\n<"))
		}
	}
	goldentest.Text(t, filepath.Join("testdata", "sample.xml"), b.String())
}

// TestMark holds that what marks a document stands first, in the running head and in the
// properties, and that nothing is there without it.
func TestMark(t *testing.T) {
	d := reporttest.Sample()
	for _, mark := range []string{"", "Not before <noon>"} {
		d.Mark = mark
		all := parts(t, write(t, d))
		const says = "Not before &lt;noon&gt;"
		for _, name := range []string{"word/document.xml", "word/header1.xml", "docProps/core.xml"} {
			if got := strings.Contains(all[name], says); got != (mark != "") {
				t.Errorf("%s is marked: %v, with the mark %q", name, got, mark)
			}
		}
		if at := strings.Index(all["word/document.xml"], says); mark != "" && at > strings.Index(all["word/document.xml"], "A title &amp; more") {
			t.Error("the title stands before the mark")
		}
		whole(t, all)
	}
}

var (
	relID     = regexp.MustCompile(`r:(?:id|embed)="([^"]+)"`)
	relTarget = regexp.MustCompile(`<Relationship Id="([^"]+)" Type="[^"]+" Target="([^"]+)"( TargetMode="External")?`)
	markName  = regexp.MustCompile(`<w:bookmarkStart w:id="(\d+)" w:name="([^"]+)"`)
	markUse   = regexp.MustCompile(`w:anchor="([^"]+)"|(?:REF|NOTEREF|PAGEREF) (_\w+)`)
	styleUse  = regexp.MustCompile(`<w:(?:pStyle|rStyle|tblStyle|basedOn|next) w:val="([^"]+)"`)
)

// whole holds that whatever a package refers to is there, and that marks have their
// own names and numbers.
func whole(t testing.TB, all map[string]string) {
	t.Helper()
	for _, name := range []string{"document", "footnotes"} {
		ids := map[string]bool{}
		for _, m := range relTarget.FindAllStringSubmatch(all["word/_rels/"+name+".xml.rels"], -1) {
			ids[m[1]] = true
			if m[3] == "" && all["word/"+m[2]] == "" {
				t.Errorf("%s leads to %s, which is not there", name, m[2])
			}
		}
		for _, m := range relID.FindAllStringSubmatch(all["word/"+name+".xml"], -1) {
			if !ids[m[1]] {
				t.Errorf("%s uses %s, which is not there", name, m[1])
			}
		}
	}
	doc := all["word/document.xml"]
	names, numbers := map[string]bool{}, map[string]bool{}
	for _, m := range markName.FindAllStringSubmatch(doc+all["word/footnotes.xml"], -1) {
		if names[m[2]] || numbers[m[1]] || len(m[2]) > 40 {
			t.Errorf("the bookmark %s (%s) is there twice, or its name is long", m[2], m[1])
		}
		names[m[2]], numbers[m[1]] = true, true
	}
	for _, m := range markUse.FindAllStringSubmatch(doc+all["word/footnotes.xml"], -1) {
		if !names[m[1]+m[2]] {
			t.Errorf("nothing has the bookmark %s", m[1]+m[2])
		}
	}
	for _, m := range styleUse.FindAllStringSubmatch(doc+all["word/footnotes.xml"]+all["word/styles.xml"], -1) {
		if !strings.Contains(all["word/styles.xml"], `w:styleId="`+m[1]+`"`) {
			t.Errorf("there is no style %s", m[1])
		}
	}
	if begin, end := strings.Count(doc, `"begin"`), strings.Count(doc, `"end"`); begin != end {
		t.Errorf("%d fields begin, %d end", begin, end)
	}
	for name := range all {
		if !strings.Contains(all["[Content_Types].xml"], `"/`+name+`"`) && !strings.Contains(all["[Content_Types].xml"], `Extension="`+strings.TrimPrefix(filepath.Ext(name), ".")+`"`) {
			t.Errorf("%s has no type", name)
		}
	}
}

// What is written is read back by our own reader.
func TestReadBack(t *testing.T) {
	d, err := document.ReadDOCX(t.Context(), write(t, reporttest.Sample()))
	if err != nil {
		t.Fatal(err)
	}
	got := fmt.Sprintf("%+v", d)
	for _, want := range []string{"First part", "국민의힘", "inner", "quoted", "First note.", "with two paragraphs.", "A table", "Who carries it", "A book."} {
		if !strings.Contains(got, want) {
			t.Errorf("%q was not read back", want)
		}
	}
}

// LibreOffice opens a document, and keeps its footnotes, its contents and its picture
// when it saves it.
func TestLibreOffice(t *testing.T) {
	office, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("there is no LibreOffice (soffice) here: whether it opens and keeps a document is not tested")
	}
	dir := t.TempDir()
	in := filepath.Join(dir, "in.docx")
	if err := os.WriteFile(in, write(t, reporttest.Sample()), 0o644); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), office, "--headless", "-env:UserInstallation=file://"+filepath.ToSlash(filepath.Join(dir, "profile")), "--convert-to", "docx", "--outdir", filepath.Join(dir, "out"), in)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	src, err := os.ReadFile(filepath.Join(dir, "out", "in.docx"))
	if err != nil {
		t.Fatal(err)
	}
	all := parts(t, src)
	doc, notes := all["word/document.xml"], all["word/footnotes.xml"]
	if n := strings.Count(doc, "<w:footnoteReference "); n != 3 || !strings.Contains(notes, "First note.") || !strings.Contains(notes, "with two paragraphs.") {
		t.Errorf("%d footnotes were kept, want 3", n)
	}
	for _, want := range []string{"TOC ", "SEQ Figure", "w:tblHeader", "<pic:pic", "국민의힘", `w:val="Heading1"`} {
		if !strings.Contains(doc, want) {
			t.Errorf("LibreOffice did not keep %s", want)
		}
	}
}

func TestWideAndLongTables(t *testing.T) {
	row := func(n, cols int) [][]report.Run {
		var out [][]report.Run
		for c := range cols {
			out = append(out, report.Words(fmt.Sprintf("%d.%d", n, c)))
		}
		return out
	}
	b := report.Table{Caption: "Wide", Head: row(0, 100)}
	for n := range 3 {
		b.Rows = append(b.Rows, row(n+1, 100))
	}
	long := report.Table{Caption: "Long", Head: row(0, 3)}
	for n := range 5000 {
		long.Rows = append(long.Rows, row(n+1, 3))
	}
	all := parts(t, write(t, report.Document{Title: "T", Blocks: []report.Block{b, long}}))
	doc := all["word/document.xml"]
	for tbl := range strings.SplitSeq(doc, "<w:tbl>") {
		if n := strings.Count(tbl, "<w:gridCol "); n > 63 {
			t.Errorf("a table has %d columns, of which Word takes 63", n)
		}
	}
	for _, want := range []string{"3.99<", "5000.2<"} {
		if !strings.Contains(doc, want) {
			t.Errorf("the cell %s is not there", want)
		}
	}
	whole(t, all)
}

func TestAChartWithoutSizeIsNamed(t *testing.T) {
	_, err := docx.Write(report.Document{Title: "T", Blocks: []report.Block{report.Figure{Chart: chart.Chart{SVG: "<svg></svg>", Title: "Odd"}}}})
	if err == nil || !strings.Contains(err.Error(), "“Odd”") {
		t.Errorf("the error is %v", err)
	}
}

func TestArabic(t *testing.T) {
	all := parts(t, write(t, report.Document{Title: "عنوان التقرير", Lang: "ar", Blocks: []report.Block{report.Paragraph{Text: report.Words("نص")}, report.Paragraph{Text: report.Words("Latin first")}}}))
	for name, want := range map[string]string{"word/styles.xml": `<w:pPrDefault><w:pPr><w:bidi/>`, "word/document.xml": `<w:rtl/>`} {
		if !strings.Contains(all[name], want) {
			t.Errorf("%s has no %s", name, want)
		}
	}
	if !strings.Contains(all["word/document.xml"], `<w:bidi w:val="false"/>`) || !strings.Contains(all["word/styles.xml"], `w:bidi="ar-EG"`) {
		t.Error("a paragraph in Latin letters is set from the right, or the language is not stated")
	}
	en := parts(t, write(t, report.Document{Title: "عنوان", Blocks: []report.Block{report.Paragraph{Text: report.Words("x")}}}))
	if !strings.Contains(en["word/document.xml"], `<w:pStyle w:val="Title"/><w:bidi w:val="true"/>`) {
		t.Error("an Arabic title of an English document is set from the left")
	}
}

// TestDirections holds that what goes in one direction stands together: words with the
// figures beside them, and Arabic with its own.
func TestDirections(t *testing.T) {
	const ar = "\u0645\u0631\u062d\u0628\u0627"
	for _, c := range []struct {
		lang, text string
		want       []string // those from right to left with a < before them
	}{
		{"ar", ar + " · 31 March 2026", []string{"<" + ar + " · ", "31 March 2026"}},
		{"ar", "As of 31 " + ar + ".", []string{"As of 31", "< " + ar + "."}},
		{"ar", ar + " 2026, " + ar, []string{"<" + ar + " 2026, " + ar}},
		{"ar", "(2026)", []string{"<(2026)"}},
		{"ar", "March 2026.", []string{"March 2026", "<."}},
		{"en", "31 March 2026.", []string{"31 March 2026."}},
		{"en", ar + " (2 of 3), so", []string{"<" + ar, " (2 of 3), so"}},
		{"en", "By " + ar + " 5", []string{"By ", "<" + ar, " 5"}},
	} {
		doc := parts(t, write(t, report.Document{Title: "T", Lang: c.lang, Blocks: []report.Block{report.Paragraph{Text: []report.Run{{Text: c.text, Code: true}}}}}))["word/document.xml"]
		var got []string
		for _, m := range regexp.MustCompile(`<w:rStyle w:val="CodeWords"/>(<w:rtl/>)?.*?<w:t xml:space="preserve">([^<]*)`).FindAllStringSubmatch(doc, -1) {
			mark := strings.Repeat("<", min(1, len(m[1])))
			if n := len(got); n > 0 && strings.HasPrefix(got[n-1], "<") == (mark != "") { // parted by language alone
				got[n-1] += m[2]
				continue
			}
			got = append(got, mark+m[2])
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s, %q is parted as %q, want %q", c.lang, c.text, got, c.want)
		}
	}
}

func FuzzWrite(f *testing.F) {
	for _, s := range []string{"plain", "<w:t>&amp;]]>", "\x00\x1b\ufffe\xff", "\u202eright", "https://a b/<>", "mailto:a@b", "#one", "https://[::1", "javascript:alert(1)", "국\n\t日"} {
		f.Add(s, s, 3, 2)
	}
	f.Fuzz(func(t *testing.T, a, b string, level, note int) {
		runs := []report.Run{{Text: a, Href: b}, {Text: b, Bold: true, Lang: a}, {Note: note}, {Break: true}, {Text: b, Code: true}}
		d := report.Document{Title: a, Deck: b, Lang: b, Kind: a, Site: b, Address: a, Contents: true, Keywords: []string{a, b}, Byline: []report.Author{{Name: a, At: b}}, ListName: a, References: [][]report.Run{runs}, Notes: [][]report.Block{{report.Paragraph{Text: runs}}, {report.Table{Head: [][]report.Run{runs}}}},
			Blocks: []report.Block{report.Heading{Level: level, ID: b, Text: runs}, report.Paragraph{Text: runs}, report.Table{ID: a, Caption: b, Head: [][]report.Run{runs, runs}, Rows: [][][]report.Run{{runs}}}, report.Code{Text: a}, report.List{Ordered: true, First: level, Items: [][]report.Block{{}, {report.Quote{Blocks: []report.Block{report.Paragraph{Text: runs}}, By: a}}}}}}
		src, err := docx.Write(d)
		if err != nil {
			t.Fatal(err)
		}
		whole(t, parts(t, src))
	})
}

// The report of an example is some fifty pages; this has as many words, notes and charts.
func BenchmarkWrite(b *testing.B) {
	d := reporttest.Sample()
	one := d.Blocks
	for range 40 {
		d.Blocks = append(d.Blocks, one[1:6]...)
	}
	for b.Loop() {
		if _, err := docx.Write(d); err != nil {
			b.Fatal(err)
		}
	}
}
