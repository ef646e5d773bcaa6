package page

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	utf "golang.org/x/text/encoding/unicode"

	"entente/goldentest"
)

// TestLayouts reads generated stories in ten layouts: the whole article is read
// and nothing of the page around it.
func TestLayouts(t *testing.T) {
	for _, l := range layouts {
		t.Run(strings.ReplaceAll(l.name, " ", "-"), func(t *testing.T) {
			for seed := range uint64(6) {
				s := makeStory(seed)
				p, err := Read([]byte(l.write(s)), Options{URL: "https://strait.example/2020/a"})
				if err != nil {
					t.Fatal(err)
				}
				checkStory(t, l, s, p)
				if seed == 0 {
					wholePage(t, l.name, p)
				}
				if t.Failed() {
					t.Logf("seed %d\n%s\nleft out %v\nflags %v", seed, p.Text, p.LeftOut, p.Flags)
					return
				}
			}
		})
	}
}

// wholePage holds all that is read of one page of each layout, what was left out and
// flagged among it, as it was reviewed: go test -update writes it anew.
func wholePage(t *testing.T, name string, p *Page) {
	t.Helper()
	q := *p
	q.Text = ""
	facts, err := json.MarshalIndent(q, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	got := string(facts) + "\n\n" + p.Text + "\n"
	golden := filepath.Join("testdata", "layouts", strings.ReplaceAll(name, " ", "-")+".want")
	goldentest.Text(t, golden, got)
}

func checkStory(t *testing.T, l layout, s story, p *Page) {
	t.Helper()
	if p.Title != s.title {
		t.Errorf("title %q, want %q", p.Title, s.title)
	}
	if !l.noDek && p.Dek != s.dek {
		t.Errorf("dek %q, want %q", p.Dek, s.dek)
	}
	if !l.noAuthor && strings.Join(p.Authors, "; ") != strings.Join(s.authors, "; ") {
		t.Errorf("authors %q, want %q", p.Authors, s.authors)
	}
	if p.Published != s.published {
		t.Errorf("published %q, want %q", p.Published, s.published)
	}
	if !l.noImage && (p.Image == nil) {
		t.Error("no image")
	}
	for i, para := range s.paras {
		if !strings.Contains(p.Text, para) {
			t.Errorf("paragraph %d is missing: %s", i, para)
		}
	}
	if n := strings.Count(p.Text, "\n\n") + 1; n > len(s.paras)+5 {
		t.Errorf("%d blocks for %d paragraphs", n, len(s.paras))
	}
	for _, o := range s.others {
		for _, bad := range append([]string{o.title, o.section, o.credit}, o.paras...) {
			if strings.Contains(p.Text, bad) {
				t.Errorf("another story's words were read: %s", bad)
			}
		}
	}
	for _, bad := range []string{"Share", "Subscribe", "newsletter", "cookies", "Most read", "Most viewed", "Related", "keep reading", "All rights", "Donate", "Follow us", "Shutterstock", "on that dock", "is a fellow of"} {
		if strings.Contains(p.Text, bad) {
			t.Errorf("furniture was read: %q", bad)
		}
	}
}

// TestFlattened reads pages that were flattened to text; the .want files hold
// the articles alone.
func TestFlattened(t *testing.T) {
	files, err := filepath.Glob("testdata/flat/*.txt")
	if err != nil || len(files) < 5 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			src, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			p, err := Read(src, Options{})
			if err != nil {
				t.Fatal(err)
			}
			got := fmt.Sprintf("title: %s\ndek: %s\nauthors: %s\npublished: %s\nupdated: %s\nsection: %s\ntags: %s\nlanguage: %s\n\n%s\n",
				p.Title, p.Dek, strings.Join(p.Authors, "; "), p.Published, p.Updated, p.Section, strings.Join(p.Tags, "; "), p.Language, p.Text)
			golden := strings.TrimSuffix(file, ".txt") + ".want"
			goldentest.Text(t, golden, got)
		})
	}
}

// TestCaptions parts captions from credits.
func TestCaptions(t *testing.T) {
	for _, c := range []struct{ text, caption, credit, rights string }{
		{"修理を待つ護衛艦＝1日、横須賀市、佐藤花撮影", "修理を待つ護衛艦", "佐藤花", ""},
		{"수리를 기다리는 함정. 연합뉴스 제공", "수리를 기다리는 함정", "연합뉴스", ""},
		{"Image Credit: Korea Coast Guard via Reuters", "", "Korea Coast Guard via Reuters", ""},
		{"A frigate waits. Photo: Jonas Weil/Harbor Pictures", "A frigate waits.", "Jonas Weil/Harbor Pictures", ""},
		{"The two ministers in Busan.", "The two ministers in Busan.", "", ""},
	} {
		if caption, credit, rights := splitCaption(c.text); caption != c.caption || credit != c.credit || rights != c.rights {
			t.Errorf("%s: %q, %q, %q", c.text, caption, credit, rights)
		}
	}
}

// TestBylines reads the names of a byline, without addresses and titles.
func TestBylines(t *testing.T) {
	for line, want := range map[string]string{
		"김민지 기자 kim@hangman.example": "김민지", "By Ines Calder (ines@harbor.example) and Tomas Weil": "Ines Calder; Tomas Weil", "佐藤花 記者": "佐藤花",
	} {
		if got := strings.Join(splitAuthors(line), "; "); got != want {
			t.Errorf("%s: %q", line, got)
		}
	}
	p, err := Read([]byte("<html><head><title>항만</title></head><body><article><h1>항만</h1>"+strings.Repeat("<p>(서울=항만일보) 김민지 기자 = 한국과 일본의 항만 당국이 부산에서 만나 합의했다고 밝혔다.</p>", 1)+strings.Repeat("<p>두 정부는 내년 봄까지 결론을 낼 방침이라고 관계자는 말했다.</p>", 4)+"</article></body></html>"), Options{})
	if err != nil || strings.Join(p.Authors, "; ") != "김민지" {
		t.Errorf("%+v, %v", p, err)
	}
}

// TestBareImage reads a lead image and its caption without a figure element, the
// site's name off the title of the window, and leaves out the note on the author.
func TestBareImage(t *testing.T) {
	src := `<html><head><title>The islands and the rest of us - The Strait Post</title></head><body><div class="content"><h1>The islands and the rest of us</h1>
<div class="meta"><span class="author">By KIM Min-ji</span> <span>Posted: 5 October 2025</span></div>
<img src="/a.jpg" alt="Two fishing boats off the islands"><p class="wp-caption-text">Two fishing boats, Sept. 30. [Yonhap]</p>` +
		strings.Repeat("<p>The islands are small, and the quarrel over them is not, as the people in the harbour of the town say.</p><p>It would take a telephone to turn that round, and nobody has given the two captains the number.</p>", 1) +
		`<p>[Photo by Kyodo]</p><p>The two ministries promised a line last year, which was to open in the summer and has not opened.</p><p><em>Kim Min-ji is a columnist for The Strait Post.</em></p></div></body></html>`
	p, err := Read([]byte(src), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if p.Image == nil || p.Image.Alt != "Two fishing boats off the islands" || p.Image.Caption != "Two fishing boats, Sept. 30." || p.Image.Credit != "Yonhap" {
		t.Errorf("%+v", p.Image)
	}
	if p.Site != "The Strait Post" || strings.Contains(p.Text, "columnist") {
		t.Errorf("site %q\n%s", p.Site, p.Text)
	}
}

// TestShort reads texts as short as feeds carry: paragraphs stay apart, and one
// stays one.
func TestShort(t *testing.T) {
	for src, want := range map[string]string{
		"<article><p>The ferry will sail twice a week from March, with room for 500 passengers.</p><p>Bookings open in January.</p></article>": "The ferry will sail twice a week from March, with room for 500 passengers.\n\nBookings open in January.",
		"<article><p>해협 여객선이 5년 만에 다시 운항한다고 운영사가 월요일 밝혔다. 정원은 500명이다.</p></article>":                                                           "해협 여객선이 5년 만에 다시 운항한다고 운영사가 월요일 밝혔다. 정원은 500명이다.",
	} {
		if p, err := Read([]byte(src), Options{ContentType: "text/html; charset=utf-8"}); err != nil || p.Text != want {
			t.Errorf("%v\n%s\nwant:\n%s", err, p.Text, want)
		}
	}
}

// TestEncodings reads one story in every encoding that pages of Japan, Korea
// and the West come in, declared rightly, wrongly and not at all.
func TestEncodings(t *testing.T) {
	ja := "<html><head><title>港湾当局の会合</title>%s</head><body><article><h1>港湾当局の会合</h1>" + strings.Repeat("<p>日本と韓国の港湾当局は四日、釜山で会合を開き、共同訓練の日程で合意した。</p>", 4) + "</article></body></html>"
	ko := "<html><head><title>항만 당국 회의</title>%s</head><body><article><h1>항만 당국 회의</h1>" + strings.Repeat("<p>한국과 일본의 항만 당국이 사일 부산에서 만나 공동 훈련 일정에 합의했다고 밝혔다.</p>", 4) + "</article></body></html>"
	fr := "<html><head><title>Les chantiers navals</title>%s</head><body><article><h1>Les chantiers navals</h1>" + strings.Repeat("<p>La société a déclaré que les chantiers seraient modernisés dès l’été, à l’échéance prévue.</p>", 4) + "</article></body></html>"
	ru := "<html><head><title>Портовые власти</title>%s</head><body><article><h1>Портовые власти</h1>" + strings.Repeat("<p>Представитель порта рассказал о паромах, которые снова ходят через пролив с марта. Совет МИД и ООН их поддержал.</p>", 4) + "</article></body></html>"
	for _, c := range []struct {
		name, text, want string
		enc              encoding.Encoding
		meta, header     string
		note             bool
	}{
		{"shift_jis declared", ja, "共同訓練の日程で合意した", japanese.ShiftJIS, "Shift_JIS", "", false},
		{"shift_jis in the header", ja, "共同訓練の日程で合意した", japanese.ShiftJIS, "", "text/html; charset=Shift_JIS", false},
		{"shift_jis not declared", ja, "共同訓練の日程で合意した", japanese.ShiftJIS, "", "", true},
		{"shift_jis called utf-8", ja, "共同訓練の日程で合意した", japanese.ShiftJIS, "utf-8", "", true},
		{"shift_jis called latin", ja, "共同訓練の日程で合意した", japanese.ShiftJIS, "iso-8859-1", "", true},
		{"euc-jp", ja, "共同訓練の日程で合意した", japanese.EUCJP, "EUC-JP", "", false},
		{"euc-jp called shift_jis", ja, "共同訓練の日程で合意した", japanese.EUCJP, "shift_jis", "", true},
		{"iso-2022-jp", ja, "共同訓練の日程で合意した", japanese.ISO2022JP, "iso-2022-jp", "", false},
		{"euc-kr", ko, "공동 훈련 일정에 합의했다고", korean.EUCKR, "euc-kr", "", false},
		{"ks_c_5601", ko, "공동 훈련 일정에 합의했다고", korean.EUCKR, "ks_c_5601-1987", "", false},
		{"euc-kr not declared", ko, "공동 훈련 일정에 합의했다고", korean.EUCKR, "", "", true},
		{"euc-kr called utf-8", ko, "공동 훈련 일정에 합의했다고", korean.EUCKR, "utf-8", "", true},
		{"windows-1252", fr, "seraient modernisés dès l’été", charmap.Windows1252, "windows-1252", "", false},
		{"windows-1252 not declared", fr, "seraient modernisés dès l’été", charmap.Windows1252, "", "", true},
		{"utf-8 called euc-kr", ko, "공동 훈련 일정에 합의했다고", encoding.Nop, "euc-kr", "", true},
		{"windows-1251", ru, "рассказал о паромах", charmap.Windows1251, "windows-1251", "", false},
		{"windows-1251 not declared", ru, "рассказал о паромах", charmap.Windows1251, "", "", true},
		{"koi8-r", ru, "рассказал о паромах", charmap.KOI8R, "koi8-r", "", false},
		{"koi8-r not declared", ru, "рассказал о паромах", charmap.KOI8R, "", "", true},
		{"koi8-r called windows-1251", ru, "рассказал о паромах", charmap.KOI8R, "windows-1251", "", true},
		{"windows-1251 called koi8-r", ru, "рассказал о паромах", charmap.Windows1251, "koi8-r", "", true},
		{"iso-8859-5 not declared", ru, "рассказал о паромах", charmap.ISO8859_5, "", "", true},
		{"utf-16", ko, "공동 훈련 일정에 합의했다고", utf.UTF16(utf.LittleEndian, utf.UseBOM), "", "", false},
	} {
		t.Run(strings.ReplaceAll(c.name, " ", "-"), func(t *testing.T) {
			meta := ""
			if c.meta != "" {
				meta = `<meta charset="` + c.meta + `">`
			}
			src, err := c.enc.NewEncoder().Bytes([]byte(fmt.Sprintf(c.text, meta)))
			if err != nil {
				t.Fatal(err)
			}
			p, err := Read(src, Options{ContentType: c.header})
			if err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(p.Text, c.want) {
				t.Errorf("read as %s: %.200s", p.Charset, p.Text)
			}
			noted := slices.ContainsFunc(p.Flags, func(f Flag) bool { return f.Kind == "charset" })
			if noted != c.note {
				t.Errorf("a note on the encoding: %v, want %v (%v)", noted, c.note, p.Flags)
			}
		})
	}
}

// TestBadInput: what is broken, huge or hostile is read as far as it goes, or
// refused with a reason; it never hangs.
func TestBadInput(t *testing.T) {
	para := "<p>The port authority said on Monday that the crews would sail again, and that no berth would be closed before the audit.</p>"
	for _, c := range []struct {
		name, src, want string
		err             error
	}{
		{"empty", "", "", ErrNoText},
		{"spaces", " \n\t\n", "", ErrNoText},
		{"no text", "<html><body><script>var a = 1</script></body></html>", "", ErrNoText},
		{"pdf", "%PDF-1.7\n%\xe2\xe3\xcf\xd3", "", ErrBinary},
		{"zero bytes", "a\x00b\x00c", "", ErrBinary},
		{"too large", strings.Repeat("a", MaxBytes+1), "", ErrTooLarge},
		{"cut in a tag", "<html><body><article><h1>Ports</h1>" + strings.Repeat(para, 3) + "<p>And th<a hre", "no berth would be closed", nil},
		{"cut in an attribute", `<html><body><article>` + strings.Repeat(para, 3) + `<img alt="`, "no berth would be closed", nil},
		{"10,000 nested tags", "<html><body>" + strings.Repeat("<div>", 10000) + strings.Repeat(para, 3) + strings.Repeat("</div>", 10000), "no berth would be closed", nil},
		{"10,000 nested quotations", "<html><body>" + strings.Repeat("<blockquote><p>", 10000) + strings.Repeat(para, 3), "no berth would be closed", nil},
		{"10,000 nested lists", "<html><body><article>" + strings.Repeat(para, 3) + strings.Repeat("<ul><li>x", 10000), "no berth would be closed", nil},
		{"a table of 100,000 cells", "<html><body><article>" + strings.Repeat(para, 3) + "<table><tr>" + strings.Repeat("<td>1", 100000), "no berth would be closed", nil},
		{"invalid bytes in UTF-8", "<html><head><meta charset=utf-8></head><body><article>" + strings.Repeat("<p>한국과 일본의 항만 당국이 사일 부산에서 만나 합의했다.</p>", 5) + "<p>\xff\xfe damaged</p></article></body></html>", "항만 당국이", nil},
	} {
		t.Run(strings.ReplaceAll(c.name, " ", "-"), func(t *testing.T) {
			p, err := Read([]byte(c.src), Options{})
			if !errors.Is(err, c.err) {
				t.Fatalf("error %v, want %v", err, c.err)
			}
			if c.err == nil && !strings.Contains(p.Text, c.want) {
				t.Errorf("read: %.300s", p.Text)
			}
		})
	}
}

func FuzzRead(f *testing.F) {
	for i := range uint64(len(layouts)) {
		f.Add([]byte(layouts[i].write(makeStory(i))), "")
	}
	f.Add([]byte("\xff\xfea\x00"), "text/html; charset=utf-16")
	f.Add(site("Site", `<h1>合意</h1><dl><dt>作成日</dt><dd>R7.3.3</dd></dl>`+noteJA+`<div class=s><h2><a href=/m>Ida Lorn (Con)</a></h2><p>I will.</p></div><table><tr><td rowspan=9 colspan=9>a<td>b<tr><td>c</table><p>Done at Seoul, on 3 March 2025.`), "")
	f.Add([]byte("<table><tr><td><ul><li><blockquote>"), "text/html")
	f.Add([]byte("Photo: A/ReutersThe two\n\nkeep reading\n\nShow less"), "text/plain")
	f.Fuzz(func(t *testing.T, src []byte, contentType string) {
		p, err := Read(src, Options{ContentType: contentType})
		if err == nil && !utf8.ValidString(p.Text) {
			t.Error("the text is not UTF-8")
		}
		if p != nil && len(p.Flags) > maxFlagged+8 {
			t.Errorf("%d flags", len(p.Flags))
		}
	})
}
