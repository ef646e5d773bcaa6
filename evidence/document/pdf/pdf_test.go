package pdf_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"entente/evidence/document"
	"entente/evidence/document/pdf"
)

func file(t testing.TB, name string) []byte {
	t.Helper()
	src, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return src
}

// paragraphs of the fixtures, which Chromium printed of a page in two columns with a
// running head, a page number and a table, and justified.
var paragraphs = map[string][]string{
	"en": {
		"The three port authorities agreed on Monday to share a calendar of their dry docks, after two years in which none of them would. Crews had waited in the strait for days because nobody knew which dock was free, and the audit of last spring said so plainly.[1]",
		"About 62.5 percent of adults in Belmora felt that the plan was right, and the long-term costs were shared in equal parts by the three authorities, whose internationalisation programme had begun in the year before.",
		"“We will share every warning that we have on this river,” President Ruel said in Arden that day, and nobody who had followed the negotiations over the preceding winter was surprised to hear the words.",
	},
	"ja": {
		"三つの港湾当局は月曜日、乾ドックの共同暦を作ることで合意した。二年のあいだ、どの当局もこれを拒んできた。乗員はどのドックが空いているか分からないまま海峡で何日も待たされ、昨春の監査はそのことをはっきりと指摘していた。[1]",
		"ベルモラの成人の62.5%がこの計画を正しいと感じており、長期の費用は三当局が等しく負担する。計画は前年に始まった国際化の取り組みの一部でもある。",
		"「この川についての警報はすべて分かち合う」とルエル大統領は同日アーデンで述べ、冬の交渉を見てきた人々は誰も驚かなかった。",
	},
	"ko": {
		"세 항만 당국은 월요일 건선거의 공동 달력을 만들기로 합의했다. 두 해 동안 어느 당국도 이를 받아들이지 않았다. 승무원들은 어느 선거가 비어 있는지 알지 못한 채 해협에서 며칠씩 기다려야 했고, 지난봄의 감사는 이를 분명히 지적했다.[1]",
		"벨모라 성인의 62.5%가 이 계획이 옳다고 느꼈으며, 장기 비용은 세 당국이 똑같이 나누어 낸다. 이 계획은 지난해 시작된 국제화 사업의 일부이기도 하다.",
		"“이 강에 관한 모든 경보를 함께 나누겠다”고 루엘 대통령은 같은 날 아덴에서 말했고, 겨울 협상을 지켜본 사람들은 아무도 놀라지 않았다.",
	},
	"ru": {
		"Три портовые администрации договорились в понедельник вести общий календарь своих сухих доков, хотя два года ни одна из них на это не соглашалась. Экипажи днями ждали в проливе, потому что никто не знал, какой док свободен, и прошлогодняя проверка прямо об этом сказала.[1]",
		"Около 62,5 процента взрослых в Бельморе сочли план верным, а долгосрочные расходы три администрации делят поровну; план входит в программу интернационализации, начатую годом ранее.",
		"«Мы будем делиться всеми предупреждениями об этой реке», — сказал президент Руэль в Ардене в тот же день, и никто из следивших за зимними переговорами не удивился.",
	},
}

// TestChromium holds that every paragraph of five sections in two columns over two
// pages comes out whole and in its order.
func TestChromium(t *testing.T) {
	for lang, want := range paragraphs {
		d, err := pdf.Read(t.Context(), file(t, "chromium-"+lang+".pdf"))
		if err != nil {
			t.Errorf("%s: %v", lang, err)
			continue
		}
		p, turns, err := d.Page()
		if err != nil {
			t.Errorf("%s: %v", lang, err)
			continue
		}
		if p.Language != lang || p.Published != "2025-03-03" || p.Title == "" || d.Pages != 2 || d.LeftOut["running-head"] != 2 || d.LeftOut["page-number"] != 2 {
			t.Errorf("%s: %q %s %s, %d pages, %v", lang, p.Title, p.Published, p.Language, d.Pages, d.LeftOut)
		}
		var got []string
		pages := map[int]int{}
		headings, tables := 0, 0
		for _, x := range d.Passages() {
			pages[x.Page]++
			switch x.Kind {
			case "heading":
				headings++
			case "table":
				tables++
				if x.Text != "| Year | Docks | Share |\n| --- | --- | --- |\n| 2023 | 38 | 12.5% |\n| 2024 | 41 | 14.0% |" {
					t.Errorf("%s: %s", lang, x.Text)
				}
			case "":
				got = append(got, x.Text)
			}
		}
		if headings != 5 || tables != 1 || pages[1] == 0 || pages[2] == 0 || len(pages) != 2 || len(turns) != 2 {
			t.Errorf("%s: %d headings, %d tables, pages %v, turns %v", lang, headings, tables, pages, turns)
		}
		if len(got) != 2+5*3 {
			t.Errorf("%s: %d paragraphs: %q", lang, len(got), got)
			continue
		}
		for i, text := range got[2:] {
			whole := strings.Replace(want[i%3], "[1]", fmt.Sprintf("[%d]", i/3+1), 1)
			if text != whole {
				t.Errorf("%s, paragraph %d:\n%s\nwant\n%s", lang, i, text, whole)
			}
		}
	}
}

// TestLibreOffice reads what LibreOffice 7.4 printed of a file of Word: notes at the
// foot of two pages, with their marks.
func TestLibreOffice(t *testing.T) {
	d, err := pdf.Read(t.Context(), file(t, "libreoffice.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	text, turns := d.Markdown()
	for i, chapter := range []int{3, 6, 9, 12} {
		for _, want := range []string{
			fmt.Sprintf("Round %d.[^%d] The audit of last spring said so plainly, and the counter-proposal of", chapter, i+1),
			fmt.Sprintf("[^%d]: Audit of the ports, chapter %d, which runs on for so many words that it needs a second line at the foot of the page, as notes do.", i+1, chapter),
		} {
			if !strings.Contains(text, want) {
				t.Errorf("no %q in\n%s", want, text)
			}
		}
	}
	var pages []int
	for _, x := range d.Passages() {
		if x.Kind == "note" {
			pages = append(pages, x.Page)
		}
	}
	if fmt.Sprint(pages) != "[1 1 1 2]" || d.Blocks[0].Kind != document.Heading || d.Blocks[0].Text != "A calendar for the dry docks" || fmt.Sprint(turns) != "[{0 1} {2821 2} {2997 1} {3405 2}]" {
		t.Errorf("%v %v %+v", pages, turns, d.Blocks[0])
	}
}

// TestRotated reads text that runs up the page, and a page that is shown turned.
func TestRotated(t *testing.T) {
	turned := bytes.Replace(file(t, "chromium-en.pdf"), []byte("/StructParents 0"), []byte("/Rotate 90      "), 1)
	if !bytes.Contains(turned, []byte("/Rotate 90")) {
		t.Fatal("the page was not turned")
	}
	for name, src := range map[string][]byte{"up the page": file(t, "rotated.pdf"), "turned": turned} {
		d, err := pdf.Read(t.Context(), src)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		text, _ := d.Markdown()
		for _, want := range append(paragraphs["en"], "| 2023 | 38 | 12.5% |") {
			if !strings.Contains(text, want) {
				t.Errorf("%s: no %q in\n%s", name, want, text)
			}
		}
	}
}

// made writes a PDF file of pages with the streams given, each 600 points square.
func made(streams ...string) []byte {
	var b bytes.Buffer
	var at []int
	object := func(s string) {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", len(at), s)
	}
	b.WriteString("%PDF-1.4\n")
	object("<</Type/Catalog/Pages 2 0 R>>")
	var kids strings.Builder
	for i := range streams {
		fmt.Fprintf(&kids, "%d 0 R ", 4+2*i)
	}
	object(fmt.Sprintf("<</Type/Pages/Count %d/Kids[%s]>>", len(streams), kids.String()))
	object("<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")
	for i, s := range streams {
		object(fmt.Sprintf("<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 600]/Resources<</Font<</F 3 0 R>>>>/Contents %d 0 R>>", 5+2*i))
		object(fmt.Sprintf("<</Length %d>>stream\n%s\nendstream", len(s), s))
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, n := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", n)
	}
	fmt.Fprintf(&b, "trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, start)
	return b.Bytes()
}

// lines writes text, a line of twelve points each, from a place on.
func lines(x, y int, list ...string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "BT /F 12 Tf 14 TL %d %d Td\n", x, y)
	for _, l := range list {
		fmt.Fprintf(&b, "(%s) Tj T*\n", l)
	}
	b.WriteString("ET\n")
	return b.String()
}

const picture = "q 600 0 0 600 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x00 EI Q\n"

func TestWords(t *testing.T) {
	for _, c := range []struct {
		name string
		src  []byte
		want string
	}{
		{"a hyphen at the end of a line goes", made(lines(50, 500, "The crews waited in the negoti-", "ations of the winter.")), "The crews waited in the negotiations of the winter."},
		{"that of a word stays", made(lines(50, 500, "A long-term plan is no short one, and a long-", "term plan is what they want.")), "A long-term plan is no short one, and a long-term plan is what they want."},
		{"that of a name stays", made(lines(50, 500, "The talks of the Franco-", "German group went on and on and on.")), "The talks of the Franco-German group went on and on and on."},
		{"a paragraph that goes on over a page", made(lines(50, 100, "The three port authorities agreed to share a calendar"), lines(50, 500, "of their dry docks.")), "The three port authorities agreed to share a calendar of their dry docks."},
		{"bullets and numbers", made(lines(50, 500, "- One list of docks", "- One number to call", "1. The first step", "2. The second step")), "- One list of docks\n- One number to call\n1. The first step\n2. The second step"},
	} {
		d, err := pdf.Read(t.Context(), c.src)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if got, _ := d.Markdown(); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
}

// TestColumns holds that two columns are told where few lines of them are left for a page,
// and where words of justified lines stand far apart.
func TestColumns(t *testing.T) {
	var left, right []string
	for i := range 6 {
		left = append(left, fmt.Sprintf("the left column goes on with its line %d", i))
		right = append(right, fmt.Sprintf("the right one too, with the line %d of it", i))
	}
	full := lines(50, 580, left...) + lines(320, 580, right...)
	tail := lines(50, 580, "and ends on the second page, where", "there is little left for it to do, with") + lines(320, 580, "both columns.") + lines(50, 500, "A line that runs over the whole width of the page stands below them, as it did before, all over it.")
	d, err := pdf.Read(t.Context(), made(full, tail))
	if err != nil {
		t.Fatal(err)
	}
	if got, _ := d.Markdown(); !strings.Contains(got, "with the line 5 of it and ends on the second page, where there is little left for it to do, with both columns.") {
		t.Errorf("the end of two columns: %s", got)
	}
	// Lines of four words each, which gaps of 20 points part in a size of 12.
	wide := func(x int) string {
		var b strings.Builder
		for i := range 4 {
			fmt.Fprintf(&b, "BT /F 12 Tf %d %d Td [(word%d) -1700 (after) -1700 (word) -1700 (here)] TJ ET\n", x, 580-14*i, i)
		}
		return b.String()
	}
	d, err = pdf.Read(t.Context(), made(wide(50)+wide(320)))
	if err != nil {
		t.Fatal(err)
	}
	line := "word%d after word here"
	want := strings.TrimSpace(strings.Repeat(fmt.Sprintf(strings.TrimSpace(strings.Repeat(line+" ", 4)), 0, 1, 2, 3)+" ", 2))
	if got, _ := d.Markdown(); strings.Join(strings.Fields(got), " ") != want {
		t.Errorf("two justified columns: %s", got)
	}
}

// TestTurns holds that a paragraph over two pages says where the second begins.
func TestTurns(t *testing.T) {
	d, err := pdf.Read(t.Context(), made(lines(50, 100, "The three port authorities agreed to share a calendar"), lines(50, 500, "of their dry docks.")))
	if err != nil {
		t.Fatal(err)
	}
	text, turns := d.Markdown()
	if len(turns) != 2 || turns[1].Page != 2 || !strings.HasPrefix(text[turns[1].At:], "of their") {
		t.Errorf("%v in %q", turns, text)
	}
}

func TestRefused(t *testing.T) {
	locked := bytes.Replace(made(lines(50, 500, "x")), []byte("trailer<<"), []byte("trailer<</ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/O<0000000000000000000000000000000000000000000000000000000000000000>/U<0000000000000000000000000000000000000000000000000000000000000000>/P -4>>"), 1)
	for _, c := range []struct {
		name string
		src  []byte
		want error
	}{
		{"a scan", made(picture, picture), pdf.ErrScan},
		{"empty", made(""), document.ErrNoText},
		{"locked", locked, pdf.ErrLocked},
		{"no PDF", []byte("%PDF-1.7\nand no more"), pdf.ErrBroken},
	} {
		if _, err := pdf.Read(t.Context(), c.src); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", c.name, err, c.want)
		}
	}
	d, err := pdf.Read(t.Context(), made(lines(50, 500, "A page of text."), picture))
	if err != nil || len(d.Flags) != 1 || d.Flags[0].Kind != "scan" || !strings.HasPrefix(d.Flags[0].Message, "page 2 is a picture without text") {
		t.Errorf("%v %+v", err, d)
	}
	ctx, stop := context.WithTimeout(t.Context(), time.Millisecond)
	defer stop()
	if _, err := pdf.Read(ctx, made(lines(50, 500, "x"))); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("a millisecond: %v", err)
	}
	if !pdf.Is([]byte("\n%PDF-1.4")) || pdf.Is([]byte("<p>A file begins with %PDF-1.4</p>")) {
		t.Error("what is a PDF is not told from what speaks of one")
	}
}

// TestOffset holds that numbers are read off pages that do not begin with the first.
func TestOffset(t *testing.T) {
	var pages []string
	for i := range 5 {
		pages = append(pages, lines(50, 500, "The three port authorities agreed on Monday.")+lines(300, 20, fmt.Sprint(i+17)))
	}
	d, err := pdf.Read(t.Context(), made(pages...))
	if err != nil || d.Offset != 16 || d.LeftOut["page-number"] != 5 {
		t.Errorf("%v %+v", err, d)
	}
}

// TestDocs reads the lines of docs/reading.md.
func TestDocs(t *testing.T) {
	doc, err := os.ReadFile("../../../docs/reading.md")
	if err != nil {
		t.Fatal(err)
	}
	m := regexp.MustCompile("(?s)```pdf\n(.*?)\n```.*?```article\n(.*?)\n```").FindSubmatch(doc)
	if m == nil {
		t.Fatal("the page has no example")
	}
	var list []string
	for l := range strings.SplitSeq(string(m[1]), "\n") {
		list = append(list, strings.TrimSpace(l))
	}
	d, err := pdf.Read(t.Context(), made(lines(50, 500, list...)))
	if err != nil {
		t.Fatal(err)
	}
	if got, _ := d.Markdown(); got != string(m[2]) {
		t.Errorf("%s\nwant\n%s", got, m[2])
	}
}

// FuzzPDF changes bytes of files and the text on pages.
func FuzzPDF(f *testing.F) {
	f.Add(file(f, "libreoffice.pdf"))
	f.Add(made(lines(50, 500, "The crews waited in the negoti-", "ations."), picture))
	f.Add(made("BT /F 12 Tf 0 1 -1 0 300 50 Tm (up the page) Tj ET 10 10 100 50 re S 10 10 m 10 60 l 60 10 l S"))
	f.Fuzz(func(t *testing.T, src []byte) {
		ctx, stop := context.WithTimeout(t.Context(), 20*time.Second)
		defer stop()
		if d, err := pdf.Read(ctx, src); err == nil {
			d.Markdown()
			d.Passages()
		}
	})
}

// BenchmarkPDF reads files of n, 2n and 4n pages of forty lines, the start apart: the
// time of the smallest file is mostly it.
func BenchmarkPDF(b *testing.B) {
	var page []string
	for i := range 40 {
		page = append(page, fmt.Sprintf("In round %d the three port authorities agreed to share a calendar of docks,", i))
	}
	for _, n := range []int{1, 25, 50, 100} {
		streams := make([]string, n)
		for i := range streams {
			streams[i] = lines(50, 580, page...)
		}
		src := made(streams...)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				d, err := pdf.Read(b.Context(), src)
				if err != nil {
					b.Fatal(err)
				}
				d.Markdown()
			}
		})
	}
}

// TestHostilePages holds that pages made to cost much end in time.
func TestHostilePages(t *testing.T) {
	var scattered, notes, rules strings.Builder
	scattered.WriteString("BT /F 1 Tf\n")
	for i := range 30_000 {
		fmt.Fprintf(&scattered, "1 0 0 1 %d %d Tm (x) Tj\n", i*7919%600, i*104729%600)
	}
	scattered.WriteString("ET\n")
	notes.WriteString("BT /F 6 Tf 1 TL 10 590 Td\n")
	for range 10_000 {
		notes.WriteString("(1 n-) Tj T*\n")
	}
	notes.WriteString("ET\n")
	for i := range 3_000 {
		fmt.Fprintf(&rules, "%d %d m %d %d l S\n", i%600, 0, i%600, 600)
		fmt.Fprintf(&rules, "%d %d m %d %d l S\n", 0, i%600, 600, i%600)
	}
	for name, stream := range map[string]string{"scattered": scattered.String(), "notes": notes.String() + lines(10, 300, "A line of text that is larger than the notes."), "rules": rules.String() + lines(50, 500, "One")} {
		ctx, stop := context.WithTimeout(t.Context(), document.MaxTime)
		d, err := pdf.Read(ctx, made(stream, stream))
		if err == nil {
			_, _, err = d.Page()
		}
		stop()
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}
