package bib_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"entente/dossier"
	"entente/evidence/bib"
)

// TestFourExports holds that one library gives the same records whatever it was
// exported as.
func TestFourExports(t *testing.T) {
	dir := filepath.Join("testdata", "library")
	var want []map[string]any
	for _, name := range []string{"library.json", "library.bib", "library-biblatex.bib", "library.ris"} {
		src, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		lib := bib.Read(name, src)
		if len(lib.Found) > 0 || len(lib.Records) != 9 || lib.Entries() != 9 {
			t.Fatalf("%s: %d records, %v", name, len(lib.Records), lib.Found)
		}
		for i, raw := range lib.Records {
			var r map[string]any
			if err := json.Unmarshal(raw, &r); err != nil {
				t.Fatal(err)
			}
			if len(want) < 9 {
				want = append(want, r)
			} else if !reflect.DeepEqual(r, want[i]) {
				t.Errorf("%s gives\n     %v\nnot  %v", name, r, want[i])
			}
		}
	}
}

// TestDialects reads one record in the forms in which databases write RIS.
func TestDialects(t *testing.T) {
	const plain = "TY  - JOUR\nAU  - Berg, Anna\nTI  - Nets\nAB  - US - China talks\nPY  - 2019\nER  - \n"
	wide := func(order int) string {
		var b strings.Builder
		for _, u := range utf16.Encode([]rune(plain)) {
			pair := []byte{byte(u), byte(u >> 8)}
			if order > 0 {
				pair[0], pair[1] = pair[1], pair[0]
			}
			b.Write(pair)
		}
		return b.String()
	}
	want, _ := read("a.ris", []byte(plain))
	for name, src := range map[string]string{
		"one blank":            "TY - JOUR\nAU - Berg, Anna\nTI - Nets\nAB - US - China talks\nPY - 2019\nER -\n",
		"three blanks":         strings.ReplaceAll(plain, "  - ", "   - "),
		"no-break spaces":      strings.ReplaceAll(plain, "  - ", "\u00a0\u00a0- "),
		"tabs":                 strings.ReplaceAll(plain, "  - ", "\t- "),
		"indented":             "  " + strings.ReplaceAll(strings.TrimSuffix(plain, "\n"), "\n", "\n  "),
		"old head":             "Provider: ARCHIVE http://www.archive.example\nDatabase: ARCHIVE\nContent: text/plain; charset=\"us-ascii\"\n\n\n" + plain,
		"numbered":             "1.\n" + plain,
		"number in the line":   "12. " + plain,
		"brackets":             "[1]\n\n" + plain,
		"windows":              strings.ReplaceAll(plain, "\n", "\r\n"),
		"macintosh":            strings.ReplaceAll(plain, "\n", "\r"),
		"UTF-16":               "\xff\xfe" + wide(0),
		"UTF-16, big":          "\xfe\xff" + wide(1),
		"UTF-16, unmarked":     wide(0),
		"UTF-16, big unmarked": wide(1),
		"carried on":           strings.Replace(plain, "AB  - US - China", "AB  - US - \nChina", 1),
	} {
		if bib.Sniff([]byte(src)) != "ris" {
			t.Errorf("%s: not taken for RIS", name)
		}
		got, found := read("a.ris", []byte(src))
		if len(found) > 0 || len(got) != 1 || string(got[0]) != string(want[0]) {
			t.Errorf("%s: %s\n%v\nwant %s", name, got, found, want[0])
		}
	}
	if bib.Sniff([]byte("TY - that is my view, and I hold it\n")) != "" {
		t.Error("a sentence is taken for RIS")
	}
}

// TestDates reads dates as libraries write them; the year is what the author-date
// system has, the rest what a note has.
func TestDates(t *testing.T) {
	for _, c := range []struct{ in, long, year string }{
		{"May/June 2019", "May–June 2019", "2019"}, {"July–September 2015", "July–September 2015", "2015"},
		{"Jul-Sep 2015", "July–September 2015", "2015"}, {"Winter 2003/04", "Winter 2003–4", "2003–4"},
		{"Winter 2003-2004", "Winter 2003–4", "2003–4"}, {"Spring/Summer 2014", "Spring–Summer 2014", "2014"},
		{"Fall 2020", "Autumn 2020", "2020"}, {"2003–2004", "2003–4", "2003–4"}, {"1999–2001", "1999–2001", "1999–2001"}, {"2008–12", "2008–12", "2008–12"},
		{"2019-20", "2019–20", "2019–20"}, {"March 28–April 2, 2019", "March 28–April 2, 2019", "2019"}, {"3–7 March 2019", "March 3–7, 2019", "2019"},
		{"March 3–7, 2019", "March 3–7, 2019", "2019"}, {"December 2019/January 2020", "December 2019–January 2020", "2019–20"},
		{"Winter 2003/Spring 2004", "Winter 2003–Spring 2004", "2003–4"}, {"4th March 2019", "March 4, 2019", "2019"}, {"Sept. 2019", "September 2019", "2019"},
		{"15.11.2019", "November 15, 2019", "2019"}, {"9 августа 2024", "August 9, 2024", "2024"}, {"март 2019", "March 2019", "2019"},
		{"2024年8月9日", "August 9, 2024", "2024"}, {"2024년 8월", "August 2024", "2024"}, {"5 mars 2020", "March 5, 2020", "2020"}, {"3. März 2020", "March 3, 2020", "2020"},
		{"2003-24/2004-24", "Winter 2003–4", "2003–4"}, {"2003-24/2004-21", "Winter 2003–Spring 2004", "2003–4"}, {"ca. 1950", "ca. 1950", "ca. 1950"},
		{"2019-05/2019-06", "May–June 2019", "2019"}, {"forthcoming", "forthcoming", "forthcoming"}, {"June/May 2019", "June/May 2019", "June/May 2019"},
		{"31 February 2019", "31 February 2019", "31 February 2019"}, {"5-6-2019", "5-6-2019", "5-6-2019"},
	} {
		rec := fmt.Sprintf(`{"id":"x","type":"article-newspaper","title":"T","issued":{"raw":%q}}`, c.in)
		cite := bib.NewCiter(bib.Notes, shelf(t, rec))
		note, _ := cite.Cite("x", "")
		in, _ := bib.NewCiter(bib.AuthorDate, shelf(t, rec)).Cite("x", "")
		year := strings.NewReplacer("(“T” ", "", "(“T,” ", "", ")", "").Replace(in.String())
		if got := strings.TrimSuffix(strings.TrimPrefix(note.String(), "“T,” "), "."); got != c.long || year != c.year {
			t.Errorf("%s: %q and %q, want %q and %q", c.in, got, year, c.long, c.year)
		}
		// What a record keeps of it reads the same.
		for _, src := range []string{"@misc{x, title={T}, date={" + c.in + "}}", "TY  - NEWS\nID  - x\nTI  - T\nDA  - " + strings.ReplaceAll(c.in, "-", "–") + "\nER  - \n"} {
			got, _ := read("a.txt", []byte(src))
			cite := bib.NewCiter(bib.Notes, func(string) json.RawMessage {
				return []byte(strings.Replace(string(got[0]), `"type":"document"`, `"type":"article-newspaper"`, 1))
			})
			note, _ := cite.Cite("x", "")
			if s := strings.TrimSuffix(strings.TrimPrefix(note.String(), "“T,” "), "."); s != c.long && !strings.Contains(c.in, "-") {
				t.Errorf("%q comes back as %q, want %q", src, s, c.long)
			}
		}
	}
}

// TestMonthsOfRIS joins a day or month with the year that stands elsewhere.
func TestMonthsOfRIS(t *testing.T) {
	for _, c := range []struct{ tags, want string }{
		{"PY  - 2019\nDA  - NOV 15", `{"date-parts":[[2019,11,15]]}`}, {"DA  - NOV\nPY  - 2019", `{"date-parts":[[2019,11]]}`},
		{"PY  - 2019\nDA  - MAY-JUN", `{"date-parts":[[2019,5],[2019,6]]}`}, {"PY  - 2019\nDA  - SPR", `{"date-parts":[[2019]],"season":1}`},
		{"PY  - 2019/11/15/", `{"date-parts":[[2019,11,15]]}`}, {"Y1  - 2019/11//", `{"date-parts":[[2019,11]]}`}, {"PY  - 2019///Winter", `{"date-parts":[[2019]],"season":4}`},
		{"PY  - 2019\nDA  - 2019/03/04/", `{"date-parts":[[2019,3,4]]}`}, {"PY  - 2003-2004", `{"date-parts":[[2003],[2004]]}`}, {"PY  - 2019\nDA  - 3rd quarter", `{"date-parts":[[2019]]}`},
	} {
		got, _ := read("a.ris", []byte("TY  - JOUR\n"+c.tags+"\nER  - \n"))
		var r struct{ Issued json.RawMessage }
		if err := json.Unmarshal(got[0], &r); err != nil || string(r.Issued) != c.want {
			t.Errorf("%q gives %s, want %s", c.tags, r.Issued, c.want)
		}
	}
	got, _ := read("a.ris", []byte("TY  - JOUR\nPY  - 2019\nDA  - 3rd quarter\nER  - \n"))
	if !strings.Contains(string(got[0]), "DA: 3rd quarter") {
		t.Errorf("the words of the date are lost in %s", got[0])
	}
}

// TestIds gives the ids of records, in order.
func TestIds(t *testing.T) {
	for _, c := range []struct{ name, file, src, want string }{
		{"Japanese and Korean", "a.ris", "TY  - BOOK\nAU  - 山田, 太郎\nPY  - 2004\nTI  - がんばる海\nER  - \nTY  - BOOK\nAU  - 佐藤, 花\nPY  - 2004\nER  - \nTY  - BOOK\nAU  - 김, 대중\nPY  - 2004\nTI  - 바다의 역사\nER  - \n",
			"[山田-2004-がんばる海 佐藤-2004 김-2004-바다의-역사]"},
		{"Russian", "a.ris", "TY  - BOOK\nAU  - Толстой, Лев\nTI  - Война и мир\nER  - \n", "[толстой-война-и-мир]"},
		{"one key, two works", "a.bib", "@book{kim, title={A}}\n@book{kim, title={B}}\n@book{kim-2, title={C}}\n@book{kim, title={A: Subtitle}}", "[kim kim-3 kim-2]"},
		{"numbers", "a.json", `[{"id":2004,"type":"book"},{"id":"2004","type":"book","title":"A"}]`, "[2004 2004-2]"},
		{"marks", "a.json", `[{"id":" a, b; [c]","type":"book"},{"id":"a-b-c","type":"book","title":"x"},{"id":"|","type":"book","title":"Nets"}]`, "[a-b-c a-b-c-2 nets]"},
	} {
		got, found := read(c.file, []byte(c.src))
		var ids []string
		for _, raw := range got {
			var r struct{ ID any }
			if err := json.Unmarshal(raw, &r); err != nil {
				t.Fatal(err)
			}
			ids = append(ids, fmt.Sprint(r.ID))
		}
		if fmt.Sprint(ids) != c.want {
			t.Errorf("%s: %v, want %s\n%v", c.name, ids, c.want, found)
		}
	}
}

func TestSameWork(t *testing.T) {
	const base = `{"id":"a","type":"book","title":"The Nets: A Tale","author":[{"family":"Kim","given":"Min-ji"}],"issued":{"date-parts":[[2019,3]]},"DOI":"10.1/A"}`
	for other, want := range map[string]bool{
		`{"title":"x","DOI":"https://doi.org/10.1/a"}`: true, `{"title":"The Nets: A Tale","DOI":"10.1/b"}`: false,
		`{"title":"The nets – a tale","issued":{"date-parts":[["2019"]]}}`: true, `{"title":"The Nets"}`: true, `{"title":"The Nets: Another Tale"}`: false,
		`{"title":"The Nets","issued":{"raw":"2020"}}`: false, `{"title":"The Nets","author":[{"literal":"Kim, M."}]}`: true, `{"title":"The Nets","author":[{"family":"Lee"}]}`: false,
	} {
		if got := bib.SameWork([]byte(base), []byte(other)); got != want || bib.SameWork([]byte(other), []byte(base)) != want {
			t.Errorf("%s: %v", other, got)
		}
	}
}

// TestLinear reads texts of each format that are hard to end, at n, 2n and 4n.
func TestLinear(t *testing.T) {
	for name, piece := range map[string]string{
		"open.json": "{\"id\":\n", "nested.json": "[{", "quotes.json": "\"\n{", "same.json": `{"id":"a","type":"book","title":"t"},` + "\n",
		"other.bib": "@book{a, title={x", "same.bib": "@book{a, title={x}}\n@book{a, title={y}}\n", "open.bib": "@book{\n", "names.bib": " and A, B, C, D",
		"tags.ris": "TY  - BOOK\nTI  - x\n", "more.ris": "more\n", "stray.ris": "AB - x\nER  - \n", "ids.ris": "TY  - BOOK\nID  - a\nTI  - x\nER  - \n",
	} {
		head := map[string]string{".json": "[", ".ris": "TY  - BOOK\nTI  - x\n"}[filepath.Ext(name)]
		if name == "names.bib" {
			head = "@book{a, author={A"
		}
		n := 40_000 / len(piece)
		took := func(n int) time.Duration {
			src := []byte(head + strings.Repeat(piece, n))
			start := time.Now()
			bib.Read(name, src)
			return time.Since(start)
		}
		// On a busy machine a run can take any time, so the least of several counts; what
		// is quadratic takes sixteen times as long in every one.
		one, four := time.Hour, time.Hour
		linear := func() bool { return four <= 10*one+30*time.Millisecond }
		for k := range 20 {
			one, four = min(one, took(n)), min(four, took(4*n))
			if k >= 2 && linear() {
				break
			}
		}
		if !linear() {
			t.Errorf("%s: %v for %d pieces, %v for four times as many", name, one, n, four)
		}
	}
}

// TestCounts holds that entries are records, doubles or losses.
func TestCounts(t *testing.T) {
	lib := bib.Read("a.bib", []byte("@book{a, title={x}}\n@book{a, title={x}}\n@book{a, title={y}}\n@book{b, title={\n@book{c}\n@xdata{d, title={z}}"))
	if len(lib.Records) != 3 || lib.Twice != 1 || lib.LeftOut != 1 || lib.Renamed != 1 || lib.Entries() != 5 {
		t.Errorf("%d records, %d twice, %d left out, %d renamed", len(lib.Records), lib.Twice, lib.LeftOut, lib.Renamed)
	}
	if lib.At[1] != (dossier.Pos{File: "a.bib", Line: 3, Col: 1}) {
		t.Errorf("the second record stands at %v", lib.At[1])
	}
	if !slices.IsSortedFunc(lib.Found, func(a, b dossier.Finding) int { return a.Pos.Line - b.Pos.Line }) {
		t.Errorf("findings out of order: %v", lib.Found)
	}
}

// TestOneKey holds which of the works of one key are one: those of one DOI, or of one title
// with a subtitle and without.
func TestOneKey(t *testing.T) {
	src := "@book{k, title={Straits: A Sea}, doi={10.1/x}}\n@book{k, title={Other}, doi={10.1/X}}\n@book{k, title={Straits}}\n@book{k, title={Straits: A Lake}}\n"
	lib := bib.Read("a.bib", []byte(src))
	if len(lib.Records) != 2 || lib.Twice != 2 || lib.Renamed != 1 {
		t.Errorf("%d records, %d twice, %d renamed", len(lib.Records), lib.Twice, lib.Renamed)
	}
}

// TestTwins holds that a work that stands under two ids comes in once, and that what only
// looks alike stays apart.
func TestTwins(t *testing.T) {
	ris := func(title, more string) string {
		return "TY  - JOUR\nAU  - Lund, Per\nTI  - " + title + "\nPY  - 2020\n" + more + "\nER  - \n"
	}
	for _, c := range []struct {
		name, src  string
		ids, twice string
	}{
		{"DOI in two forms", "@article{a, author={Lund, P.}, title={Nets}, doi={10.5/ABC}, year=2020}\n@article{b, author={Lund, Per}, title={Nets again}, doi={https://DOI.org/10.5/abc}, year=2021}", "a", "1"},
		{"title, year, author", "@book{a, author={Lund, P.}, title={{Nets} of Ice}, year=2020}\n@book{b, author={Lund, Per}, title={Nets of ice.}, date={2020-03}}", "a", "1"},
		{"RIS", ris("Nets", "T2  - Straits") + ris("Nets", "T2  - Straits"), "lund-2020-nets", "1"},
		{"an id written goes first", ris("Nets", "") + ris("Nets", "ID  - own"), "own", "1"},
		{"CSL", `[{"id":"a","type":"book","title":"網","author":[{"family":"山田"}],"issued":{"date-parts":[[2020]]}},{"id":"b","type":"book","title":"網","author":[{"family":"山田"}],"issued":{"date-parts":[[2020]]}}]`, "a", "1"},
		{"three", ris("Nets", "") + ris("Nets", "") + ris("Nets", ""), "lund-2020-nets", "2"},
		{"other journal", ris("Foreword", "T2  - Straits") + ris("Foreword", "T2  - Bays"), "lund-2020-foreword lund-2020-foreword-2", "0"},
		{"other volume", ris("Foreword", "VL  - 1") + ris("Foreword", "VL  - 2"), "lund-2020-foreword lund-2020-foreword-2", "0"},
		{"other month", ris("Prices", "DA  - 2020/05") + ris("Prices", "DA  - 2020/06"), "lund-2020-prices lund-2020-prices-2", "0"},
		{"other day", ris("Prices", "DA  - 2020/05/03") + ris("Prices", "DA  - 2020/05/10"), "lund-2020-prices lund-2020-prices-2", "0"},
		{"a day and its month", ris("Prices", "DA  - 2020/05/03") + ris("Prices", "DA  - 2020/05"), "lund-2020-prices", "1"},
		{"another page of the site", "@report{a, author={{Harbour Office}}, title={Briefing}, year=2020, url={https://h.example/1}}\n@report{b, author={{Harbour Office}}, title={Briefing}, year=2020, url={https://www.h.example/2/}}", "a b", "0"},
		{"the same page", "@report{a, author={{Harbour Office}}, title={Briefing}, year=2020, url={https://h.example/1}}\n@report{b, author={{Harbour Office}}, title={Briefing}, year=2020, url={http://www.h.example/1/}}", "a", "1"},
		{"another site", "@article{a, author={Lund, P.}, title={Nets}, year=2020, url={https://h.example/1}}\n@article{b, author={Lund, P.}, title={Nets}, year=2020, url={https://store.example/9}}", "a", "1"},
		{"pages of two sites", "@online{a, author={Lund, P.}, title={Nets}, year=2020, url={https://h.example/1}}\n@online{b, author={Lund, P.}, title={Nets}, year=2020, url={https://i.example/1}}", "a b", "0"},
		{"other type", "@book{a, author={Lund, P.}, title={Nets}, year=2020}\n@article{b, author={Lund, P.}, title={Nets}, year=2020}", "a b", "0"},
		{"other given name", "@book{a, author={Lund, P.}, title={Nets}, year=2020}\n@book{b, author={Lund, Ines}, title={Nets}, year=2020}", "a b", "0"},
		{"other year", "@book{a, author={Lund, P.}, title={Nets}, year=2020}\n@book{b, author={Lund, P.}, title={Nets}, year=2021}", "a b", "0"},
		{"no year", "@book{a, author={Lund, P.}, title={Nets}}\n@book{b, author={Lund, P.}, title={Nets}}", "a b", "0"},
		{"no author", "@book{a, title={Nets}, year=2020}\n@book{b, title={Nets}, year=2020}", "a b", "0"},
		{"other DOI", "@article{a, author={Lund, P.}, title={Nets}, doi={10.5/a}, year=2020}\n@article{b, author={Lund, P.}, title={Nets}, doi={10.5/b}, year=2020}", "a b", "0"},
		{"chapters with the DOI of their book", "@incollection{a, author={Lund, P.}, title={Nets}, doi={10.5/a}, pages={1-9}}\n@incollection{b, author={Berg, A.}, title={Hooks}, doi={10.5/a}, pages={10-19}}\n@book{c, title={Gear}, doi={10.5/a}}", "a b c", "0"},
		{"a set is no work", "@set{s, entryset={a,b}}\n@book{a, author={Lund, P.}, title={Nets}, year=2020}", "a", "0"},
	} {
		lib := bib.Read("a.txt", []byte(c.src))
		var ids []string
		for _, raw := range lib.Records {
			var r struct{ ID string }
			if err := json.Unmarshal(raw, &r); err != nil {
				t.Fatal(err)
			}
			ids = append(ids, r.ID)
		}
		if got := strings.Join(ids, " "); got != c.ids || fmt.Sprint(lib.Twice) != c.twice {
			t.Errorf("%s: %s, %d twice; %v", c.name, got, lib.Twice, lib.Found)
		}
		told := 0
		for _, f := range lib.Found {
			if strings.Contains(f.Message, "stands twice; it is taken once, as ") {
				told++
			}
		}
		if fmt.Sprint(told) != c.twice {
			t.Errorf("%s: %v", c.name, lib.Found)
		}
	}
}
