package document_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"

	"entente/evidence/document"
	"entente/evidence/document/zipped"
)

const wordSpace = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`

// docx makes a file of Word of the body of its text, its footnotes and its own words.
func docx(t testing.TB, body, notes, core string) []byte {
	t.Helper()
	const types = `<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`
	rel := func(kind, target string) string {
		return `<Relationship Id="` + kind + `" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/` + kind + `" Target="` + target + `"/>`
	}
	parts := [][2]string{
		{"[Content_Types].xml", types},
		{"_rels/.rels", "<Relationships>" + rel("officeDocument", "word/document.xml") + rel("metadata/core-properties", "docProps/core.xml") + "</Relationships>"},
		{"word/_rels/document.xml.rels", "<Relationships>" + rel("styles", "styles.xml") + rel("numbering", "numbering.xml") + rel("footnotes", "footnotes.xml") + "</Relationships>"},
		{"word/document.xml", `<w:document ` + wordSpace + `><w:body>` + body + `</w:body></w:document>`},
		{"word/styles.xml", `<w:styles ` + wordSpace + `><w:style w:styleId="T"><w:name w:val="Title"/></w:style><w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style>` +
			`<w:style w:styleId="Own"><w:name w:val="My own"/><w:basedOn w:val="H1"/></w:style><w:style w:styleId="C"><w:name w:val="toc 1"/></w:style></w:styles>`},
		{"word/numbering.xml", `<w:numbering ` + wordSpace + `><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>` +
			`<w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num></w:numbering>`},
		{"word/footnotes.xml", `<w:footnotes ` + wordSpace + `><w:footnote w:type="separator" w:id="0">` + par("—") + `</w:footnote>` + notes + `</w:footnotes>`},
		{"docProps/core.xml", `<c>` + core + `</c>`},
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, p := range parts {
		w, err := z.Create(p[0])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(p[1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// lying is a file whose list of parts says that its text is of so many bytes.
func lying(t testing.TB, src []byte, size uint64) []byte {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(src), int64(len(src)))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range r.File {
		h := f.FileHeader
		if h.Name == "word/document.xml" {
			h.UncompressedSize64 = size
		}
		to, err := w.CreateRaw(&h)
		if err != nil {
			t.Fatal(err)
		}
		from, err := f.OpenRaw()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(to, from); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func run(s string) string { return `<w:r><w:t xml:space="preserve">` + s + `</w:t></w:r>` }
func par(s string) string { return `<w:p>` + run(s) + `</w:p>` }
func styled(style, s string) string {
	return `<w:p><w:pPr><w:pStyle w:val="` + style + `"/></w:pPr>` + run(s) + `</w:p>`
}

func TestDOCX(t *testing.T) {
	for _, c := range []struct{ name, body, notes, want string }{
		{"headings by style, its base and its outline", styled("H1", "One") + styled("Own", "Two") + `<w:p><w:pPr><w:outlineLvl w:val="2"/></w:pPr>` + run("Three") + `</w:p>`, "", "# One\n\n# Two\n\n### Three"},
		{"under a title headings go deeper", styled("T", "The calendar") + styled("H1", "One"), "", "# The calendar\n\n## One"},
		{"a run broken in a word", `<w:p>` + run("the dry do") + run("cks of the north") + `</w:p>`, "", "the dry docks of the north"},
		{"tabs, breaks and hyphens", `<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>long</w:t><w:softHyphen/><w:t>er` + "\u00ad" + `s</w:t><w:noBreakHyphen/><w:t>x</w:t></w:r></w:p>`, "", "a b longers-x"},
		{"positions of tabs are no text", `<w:p><w:pPr><w:tabs><w:tab w:val="left" w:pos="720"/></w:tabs></w:pPr>` + run("a") + `</w:p>`, "", "a"},
		{"inserted stays, deleted and moved away goes", `<w:p>` + run("The ") + `<w:ins w:id="1">` + run("four ") + `</w:ins><w:del w:id="2"><w:r><w:delText>three </w:delText></w:r></w:del><w:moveFrom w:id="3">` + run("old ") + `</w:moveFrom><w:moveTo w:id="4">` + run("ports") + `</w:moveTo></w:p>`, "", "The four ports"},
		{"a deleted end of a paragraph joins it to the next", `<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>` + run("The crews waited, ") + `</w:p>` + par("and left.") + par("Then rain."), "", "The crews waited, and left.\n\nThen rain."},
		{"a paragraph of which all was deleted is none", par("One.") + `<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:del w:id="2"><w:r><w:delText>Two.</w:delText></w:r></w:del></w:p>` + par("Three."), "", "One.\n\nThree."},
		{"a deleted row goes", `<w:tbl><w:tr><w:tc>` + par("a") + `</w:tc><w:tc>` + par("1") + `</w:tc></w:tr><w:tr><w:trPr><w:del w:id="1"/></w:trPr><w:tc>` + par("b") + `</w:tc><w:tc>` + par("2") + `</w:tc></w:tr></w:tbl>`, "", "| a | 1 |\n| --- | --- |"},
		{"cells that go over several, a bar in one", `<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>` + par("Docks|all") + `</w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>` + par("2023") + par("May") + `</w:tc><w:tc>` + par("38") + `</w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr>` + par("") + `</w:tc><w:tc>` + par("41") + `</w:tc></w:tr></w:tbl>`, "",
			"| Docks\\|all |  |\n| --- | --- |\n| 2023 May | 38 |\n|  | 41 |"},
		{"a table in a cell", `<w:tbl><w:tr><w:tc>` + par("a") + `<w:tbl><w:tr><w:tc>` + par("b") + `</w:tc><w:tc>` + par("c") + `</w:tc></w:tr></w:tbl>` + par("") + `</w:tc><w:tc>` + par("d") + `</w:tc></w:tr></w:tbl>`, "", "| a b c | d |\n| --- | --- |"},
		{"a frame of one cell is text", `<w:tbl><w:tr><w:tc>` + par("Key points") + par("Docks are few.") + `</w:tc></w:tr></w:tbl>`, "", "Key points Docks are few."},
		{"notes", `<w:p>` + run("Docks are few.") + `<w:r><w:footnoteReference w:id="7"/></w:r>` + run(" Crews wait.") + `<w:r><w:footnoteReference w:id="2"/></w:r></w:p>`,
			`<w:footnote w:id="2">` + par("Of the second.") + `</w:footnote><w:footnote w:id="7"><w:p><w:r><w:footnoteRef/></w:r>` + run(" Of the first,") + `</w:p>` + par("in two parts.") + `</w:footnote><w:footnote w:id="9">` + par("Of none.") + `</w:footnote>`,
			"Docks are few.[^1] Crews wait.[^2]\n\n[^1]: Of the first, in two parts.\n\n[^2]: Of the second."},
		{"lists with signs and numbers", `<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="5"/></w:numPr></w:pPr>` + run("c") + `</w:p><w:p><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="5"/></w:numPr></w:pPr>` + run("in it") + `</w:p><w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="5"/></w:numPr></w:pPr>` + run("d") + `</w:p>`, "", "3. c\n  - in it\n4. d"},
		{"text boxes once", `<w:p>` + run("Around.") + `<w:r><AlternateContent><Choice><drawing><anchor><posOffset>12700</posOffset></anchor><txbxContent>` + par("In the box.") + `</txbxContent></drawing></Choice><Fallback><pict><txbxContent>` + par("In the box.") + `</txbxContent></pict></Fallback></AlternateContent></w:r></w:p>`, "", "Around.\n\nIn the box."},
		{"figures above and below the line are none of the text's", `<w:p>` + `<w:r><w:t>The plan.</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>12</w:t></w:r><w:r><w:t> CO</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="subscript"/></w:rPr><w:t>2</w:t></w:r><w:r><w:t> 5 the 4</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>th</w:t></w:r></w:p>`, "", "The plan.¹² CO₂ 5 the 4th"},
		{"field codes and hidden text are none", `<w:p><w:r><w:instrText> PAGE </w:instrText></w:r>` + run("See page 4.") + `<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t> Shown.</w:t></w:r></w:p>`, "", "See page 4. Shown."},
		{"no table of contents", styled("C", "One ..... 3") + par("Text."), "", "Text."},
		{"readings over a word are none", `<w:p>` + run("会議は") + `<w:r><w:ruby><w:rt>` + run("ひらいずみ") + `</w:rt><w:rubyBase>` + run("平泉") + `</w:rubyBase></w:ruby></w:r>` + run("で開かれた。") + `</w:p>`, "", "会議は平泉で開かれた。"},
		{"what looks like a mark of Markdown is none", par("# no heading"), "", `\# no heading`},
	} {
		d, err := document.ReadDOCX(t.Context(), docx(t, c.body, c.notes, ""))
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if got, turns := d.Markdown(); got != c.want || turns != nil {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
}

// TestLibreOffice reads what LibreOffice 7.4 made of a page with its command
// `soffice --convert-to docx`.
func TestLibreOffice(t *testing.T) {
	src, err := os.ReadFile("testdata/libreoffice.docx")
	if err != nil {
		t.Fatal(err)
	}
	if !document.IsDOCX(src) {
		t.Error("not told as DOCX")
	}
	d, err := document.ReadDOCX(t.Context(), src)
	if err != nil {
		t.Fatal(err)
	}
	p, turns, err := d.Page()
	if err != nil {
		t.Fatal(err)
	}
	if p.Title != "A calendar for the dry docks" || len(p.Authors) != 1 || p.Authors[0] != "Ines Calder" || p.Published != "2025-03-03" || p.Language != "en" || len(p.Flags) > 0 || turns != nil {
		t.Errorf("%+v", p)
	}
	for _, want := range []string{"## What was agreed\n\n- One list of docks\n- One number to call\n1. First step\n2. Second step\n\n| Year | Docks |\n| --- | --- |\n| 2023 | 38 |", "About 62.5 percent of adults"} {
		if !strings.Contains(p.Text, want) {
			t.Errorf("no %q in\n%s", want, p.Text)
		}
	}
}

// TestStated holds that what a file says of itself counts only where its text says so.
func TestStated(t *testing.T) {
	body := par("The northern calendar of docks") + par("Ines Calder and Jonas Weil") + par("Arden, 4 May 2025") + par("The three port authorities agreed on Monday to share a calendar of their dry docks, after two years in which none of them would.")
	for _, c := range []struct{ core, title, author, day string }{
		{`<title>Northern Calendar of Docks</title><creator>Weil, Jonas</creator><created>2025-05-04T10:00:00Z</created>`, "Northern Calendar of Docks", "Jonas Weil", "2025-05-04"},
		{`<title>Microsoft Word - draft7</title><creator>admin</creator><created>2019-01-02T10:00:00Z</created>`, "The northern calendar of docks", "", "2025-05-04"},
	} {
		d, err := document.ReadDOCX(t.Context(), docx(t, body, "", c.core))
		if err != nil {
			t.Fatal(err)
		}
		p, _, err := d.Page()
		if err != nil {
			t.Fatal(err)
		}
		if p.Title != c.title || p.Published != c.day || c.author != "" && !strings.Contains(strings.Join(p.Authors, ";"), c.author) || strings.Contains(strings.Join(p.Authors, ";"), "admin") {
			t.Errorf("%q %q %q, want %+v", p.Title, p.Authors, p.Published, c)
		}
	}
}

func TestHostileDOCX(t *testing.T) {
	many := strings.Repeat("<w:p/>", document.MaxBlocks)
	for _, c := range []struct {
		name string
		src  []byte
		want error
	}{
		{"no zip", []byte("PK\x03\x04 and no more"), zipped.ErrNotZip},
		{"a bomb", docx(t, par(strings.Repeat(" ", zipped.MaxUnpacked)), "", ""), zipped.ErrTooLarge},
		{"a text that says it is a bomb", lying(t, docx(t, par("x"), "", ""), zipped.MaxUnpacked+1), zipped.ErrTooLarge},
		{"a bomb that says it is small", lying(t, docx(t, par(strings.Repeat(" ", 1<<20)), "", ""), 1000), zip.ErrFormat},
		{"deep", docx(t, strings.Repeat("<w:tbl><w:tr><w:tc>", 100), "", ""), zipped.ErrTooDeep},
		{"entities", docx(t, `</w:body></w:document><!DOCTYPE a [<!ENTITY b "c">]>`, "", ""), zipped.ErrDoctype},
		{"many paragraphs", docx(t, strings.Repeat(par("x"), document.MaxBlocks+2), "", ""), nil},
		{"many empty paragraphs", docx(t, many, "", ""), nil},
	} {
		d, err := document.ReadDOCX(t.Context(), c.src)
		if !errors.Is(err, c.want) || (err == nil) != (c.want == nil) {
			t.Errorf("%s: %v, want %v", c.name, err, c.want)
		}
		if c.name == "many paragraphs" && (len(d.Blocks) != document.MaxBlocks || len(d.Flags) != 1) {
			t.Errorf("%d blocks, %v", len(d.Blocks), d.Flags)
		}
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, err := document.ReadDOCX(ctx, docx(t, strings.Repeat(par("x"), 5000), "", "")); !errors.Is(err, context.Canceled) {
		t.Errorf("a context that has ended: %v", err)
	}
	d, err := document.ReadDOCX(t.Context(), docx(t, par(""), "", ""))
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := d.Page(); !errors.Is(err, document.ErrNoText) {
		t.Errorf("no text: %v", err)
	}
}

func FuzzDOCX(f *testing.F) {
	f.Add(styled("H1", "One")+par("Two"), `<w:footnote w:id="2">`+par("n")+`</w:footnote>`)
	f.Add(`<w:tbl><w:tr><w:tc>`+par("a")+`</w:tc></w:tr></w:tbl>`, "")
	f.Add(`<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:footnoteReference w:id="2"/></w:r></w:p></w:p></w:tbl></w:tc>`, "")
	f.Fuzz(func(t *testing.T, body, notes string) {
		d, err := document.ReadDOCX(t.Context(), docx(t, body, notes, ""))
		if err != nil {
			return
		}
		d.Passages()
		if _, _, err := d.Page(); err != nil && !errors.Is(err, document.ErrNoText) {
			t.Error(err)
		}
	})
}

func FuzzZip(f *testing.F) {
	f.Add(docx(f, par("a"), "", ""))
	f.Fuzz(func(t *testing.T, src []byte) {
		if document.IsDOCX(src) {
			if d, err := document.ReadDOCX(t.Context(), src); err == nil {
				d.Markdown()
			}
		}
	})
}

// BenchmarkDOCX reads documents of n, 2n and 4n paragraphs.
func BenchmarkDOCX(b *testing.B) {
	for _, n := range []int{1000, 2000, 4000} {
		src := docx(b, strings.Repeat(par("The three port authorities agreed on Monday to share a calendar of their dry docks, after two years in which none of them would."), n), "", "")
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				d, err := document.ReadDOCX(b.Context(), src)
				if err != nil {
					b.Fatal(err)
				}
				if _, _, err := d.Page(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
