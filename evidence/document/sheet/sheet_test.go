package sheet_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"

	"entente/evidence/document/sheet"
	"entente/evidence/document/zipped"
)

// TestLibreOffice reads what LibreOffice 7.4 made of a table of values with commas.
func TestLibreOffice(t *testing.T) {
	for _, ext := range []string{".xlsx", ".ods"} {
		src, err := os.ReadFile("testdata/polls" + ext)
		if err != nil {
			t.Fatal(err)
		}
		if got := sheet.Is(src); got != ext {
			t.Errorf("%s is told as %q", ext, got)
		}
		got, err := sheet.Read(t.Context(), src)
		if err != nil {
			t.Errorf("%s: %v", ext, err)
			continue
		}
		want := []sheet.Sheet{{Name: "polls", Rows: []sheet.Row{
			{1, []string{"Polls of the lake group"}},
			{3, []string{"Date", "Country", "Question", "Pollster", "Sample", "Share"}},
			{4, []string{"2024-03-05", "XAR", "Do you trust, at all, the council?", "Lake Polls", "1002", "62.5%"}},
			{5, []string{"2025-03-09", "XAR", "Do you trust, at all, the council?", "Lake Polls", "998", "58%"}},
			{6, []string{"2025-09-07", "XAR", "Do you trust, at all, the council?", "Lake Polls", "1010", "40.25%"}},
		}}}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %v", ext, got)
		}
	}
}

// packed makes a file of parts.
func packed(t testing.TB, parts ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		w, err := z.Create(parts[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(parts[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func xlsx(t testing.TB, rows, prop string) []byte {
	return packed(t, "xl/workbook.xml", `<workbook><workbookPr `+prop+`/><sheets><sheet name="A" sheetId="1" id="r1"/><sheet name="B" sheetId="2" state="hidden" id="r1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels", `<R><Relationship Id="r1" Type="x/worksheet" Target="worksheets/one.xml"/><Relationship Id="r2" Type="x/styles" Target="styles.xml"/><Relationship Id="r3" Type="x/sharedStrings" Target="/xl/s.xml"/></R>`,
		"xl/s.xml", `<sst><si><t>one</t></si><si><r><t>平</t></r><r><t>泉</t></r><rPh><t>ひらいずみ</t></rPh></si></sst>`,
		"xl/styles.xml", `<s><numFmts><numFmt numFmtId="164" formatCode="[$-409]d\-mmm\-yy;@"/><numFmt numFmtId="165" formatCode="&quot;days&quot; 0"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="10"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></s>`,
		"xl/worksheets/one.xml", `<worksheet><sheetData>`+rows+`</sheetData></worksheet>`)
}

func TestCells(t *testing.T) {
	for _, c := range []struct{ cell, prop, want string }{
		{`<c><v>26.699999999999999</v></c>`, "", "26.7"},
		{`<c><v>0.1</v></c>`, "", "0.1"},
		{`<c><v>1e6</v></c>`, "", "1000000"},
		{`<c s="1"><v>45719</v></c>`, "", "2025-03-03"},
		{`<c s="1"><v>44257.75</v></c>`, `date1904="1"`, "2025-03-03"},
		{`<c s="1"><v>59</v></c>`, "", "1900-02-28"},
		{`<c s="3"><v>45719</v></c>`, "", "2025-03-03"},
		{`<c s="4"><v>45719</v></c>`, "", "45719"},
		{`<c s="2"><v>0.28999999999999998</v></c>`, "", "29%"},
		{`<c t="s"><v>0</v></c>`, "", "one"},
		{`<c t="s"><v>1</v></c>`, "", "平泉"},
		{`<c t="s"><v>7</v></c>`, "", ""},
		{`<c t="inlineStr"><is><t>in line</t></is></c>`, "", "in line"},
		{`<c t="b"><v>1</v></c>`, "", "yes"},
		{`<c t="e"><v>#DIV/0!</v></c>`, "", ""},
		{`<c t="str"><f>A1</f><v>made</v></c>`, "", "made"},
	} {
		got, err := sheet.Read(t.Context(), xlsx(t, `<row r="7">`+c.cell+`<c r="C7"><v>1</v></c></row>`, c.prop))
		if err != nil || len(got) != 1 || len(got[0].Rows) != 1 || got[0].Rows[0].N != 7 || len(got[0].Rows[0].Cells) != 3 || got[0].Rows[0].Cells[0] != c.want {
			t.Errorf("%s: %v %v, want %q", c.cell, got, err, c.want)
		}
	}
}

const ods = `<document-content><styles><style name="h"><table-properties display="false"/></style></styles><body><table name="A"><table-row number-rows-repeated="2"><table-cell value-type="float" value="1" number-columns-repeated="2"/></table-row>` +
	`<table-row number-rows-repeated="1000000"><table-cell number-columns-repeated="1000"/></table-row><table-row><covered-table-cell/><table-cell value-type="string"><annotation><p>a remark</p></annotation><p>two</p><p>lines</p></table-cell></table-row></table><table name="B" style-name="h"><table-row><table-cell><p>x</p></table-cell></table-row></table></body></document-content>`

func TestODS(t *testing.T) {
	got, err := sheet.Read(t.Context(), packed(t, "content.xml", ods))
	want := []sheet.Sheet{{Name: "A", Rows: []sheet.Row{{1, []string{"1", "1"}}, {2, []string{"1", "1"}}, {1000003, []string{"", "two lines"}}}}}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%v %v", err, got)
	}
}

func TestHostile(t *testing.T) {
	for _, c := range []struct {
		name string
		src  []byte
		want error
	}{
		{"rows", packed(t, "content.xml", `<a><table name="A"><table-row number-rows-repeated="1000000000"><table-cell value-type="float" value="1" number-columns-repeated="1000000000"/></table-row></table></a>`), sheet.ErrTooLarge},
		{"a bomb", packed(t, "content.xml", "<a>"+strings.Repeat(" ", zipped.MaxUnpacked)+"</a>"), zipped.ErrTooLarge},
		{"no part", packed(t, "a", "b"), sheet.ErrNotThis},
		{"no zip", []byte("PK\x03\x04"), zipped.ErrNotZip},
	} {
		if _, err := sheet.Read(t.Context(), c.src); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", c.name, err, c.want)
		}
	}
	got, err := sheet.Read(t.Context(), xlsx(t, `<row><c r="XFD1"><v>1</v></c><c r="ZZZZZZ1"><v>1</v></c><c r="A1"><v>2</v></c></row>`, ""))
	if err != nil || len(got[0].Rows[0].Cells) != 1 {
		t.Errorf("%v %v", err, got)
	}
}

func FuzzSheet(f *testing.F) {
	f.Add(`<row r="7"><c t="s"><v>0</v></c><c r="C7" s="1"><v>1</v></c></row>`, ods)
	f.Fuzz(func(t *testing.T, rows, content string) {
		for _, src := range [][]byte{xlsx(t, rows, ""), packed(t, "content.xml", content)} {
			sheets, err := sheet.Read(t.Context(), src)
			if err != nil {
				continue
			}
			for _, s := range sheets {
				for _, r := range s.Rows {
					if len(r.Cells) == 0 || len(r.Cells) > sheet.MaxColumns {
						t.Errorf("%d cells", len(r.Cells))
					}
				}
			}
		}
	})
}

// FuzzFile changes bytes of whole files.
func FuzzFile(f *testing.F) {
	f.Add(xlsx(f, `<row><c t="s"><v>0</v></c><c s="1"><v>45719</v></c></row>`, ""))
	f.Add(packed(f, "content.xml", ods))
	for _, name := range []string{"testdata/polls.xlsx", "testdata/polls.ods"} {
		src, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(src)
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		sheet.Is(src)
		sheets, err := sheet.Read(t.Context(), src)
		if err != nil {
			return
		}
		for _, s := range sheets {
			for _, r := range s.Rows {
				if n := len(r.Cells); n == 0 || n > sheet.MaxColumns || r.Cells[n-1] == "" {
					t.Errorf("%q", r.Cells)
				}
			}
		}
	})
}

// BenchmarkSheet reads tables of n, 2n and 4n rows.
func BenchmarkSheet(b *testing.B) {
	for _, n := range []int{1000, 2000, 4000} {
		src := xlsx(b, strings.Repeat(`<row><c t="s"><v>0</v></c><c><v>26.7</v></c><c s="1"><v>45719</v></c></row>`, n), "")
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				if _, err := sheet.Read(b.Context(), src); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
