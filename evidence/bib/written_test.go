package bib_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"entente/evidence/bib"
	"entente/nodetest"
)

// hard are records whose names, dates and letters are those that forms of bibliographies
// get wrong, and what each form has of them.
var hard = []struct {
	record   string
	tex, ris []string // lines that are there
	not      []string // what is in neither
}{
	{`{"id":"山田-2024","type":"book","title":"水資源の協力","author":[{"family":"山田","given":"太郎"},{"family":"Кузнецов","given":"Иван"}],"publisher":"岩波書店","issued":{"date-parts":[[2024]]},"language":"ja"}`,
		[]string{"  author = {山田, 太郎 and Кузнецов, Иван},", "  title = {{水資源の協力}},", "  publisher = {岩波書店},", "  year = {2024},"},
		[]string{"TY  - BOOK", "AU  - 山田, 太郎", "AU  - Кузнецов, Иван", "TI  - 水資源の協力", "PB  - 岩波書店", "PY  - 2024"}, []string{"month", "DA  - "}},
	{`{"id":"meti","type":"report","title":"White paper","author":[{"literal":"Ministry of Economy, Trade and Industry"},{"family":"Smith and Sons"}],"publisher":"METI"}`,
		[]string{"  author = {{Ministry of Economy, Trade and Industry} and {Smith and Sons}},", "  institution = {METI}"},
		[]string{"AU  - Ministry of Economy Trade and Industry,"}, []string{"year", "PY  - ", "DA  - ", "null", "0000"}},
	{`{"id":"odd","type":"article-journal","title":"Costs & gains: 50% of $5_000 #1 {a} ~ ^ \\ end","author":[{"family":"Doe, the Elder","given":"Ann"},{"family":"Berg","given":"Anna","suffix":"Jr."},{"non-dropping-particle":"van der","family":"Wal","given":"Jan"}],
	   "container-title":"Rivers & Seas","volume":"12","issue":"3","page":"4–19","DOI":"10.1000/a_b(c)<1>","URL":"https://example.org/a b?x={1}&y=%20","issued":{"date-parts":[[2026,3,31]]}}`,
		[]string{`  title = {{Costs \& gains: 50\% of \$5\_000 \#1 (a) \textasciitilde{} \textasciicircum{} \textbackslash{} end}},`, "  author = {{Doe, the Elder}, Ann and Berg, Jr., Anna and van der Wal, Jan},",
			`  journal = {Rivers \& Seas},`, "  volume = {12},", "  number = {3},", "  pages = {4--19},", "  month = mar,", "  day = {31},", "  doi = {10.1000/a_b(c)<1>},", "  url = {https://example.org/a%20b?x=%7B1%7D&y=%20}"},
		[]string{`TI  - Costs & gains: 50% of $5_000 #1 {a} ~ ^ \ end`, "AU  - Doe the Elder, Ann", "AU  - Berg, Anna, Jr.", "AU  - van der Wal, Jan", "JO  - Rivers & Seas", "VL  - 12", "IS  - 3", "SP  - 4", "EP  - 19", "PY  - 2026", "DA  - 2026/03/31/", "DO  - 10.1000/a_b(c)<1>"}, nil},
	{`{"id":"lines","type":"webpage","title":"One\nER  - \r\nTY  - two","author":[{"literal":"안보 연구소"}],"issued":{"date-parts":[[2025,2]]}}`,
		[]string{"  title = {{One ER - TY - two}},", "  author = {{안보 연구소}},", "  month = feb"}, []string{"TI  - One ER - TY - two", "AU  - 안보 연구소,", "DA  - 2025/02//"}, []string{"day = "}},
	{`{"id":"Lines","type":"chapter","title":"In a book","editor":[{"family":"Ōno","given":"Mari"}],"container-title":"A book","page":"7"}`,
		[]string{"  editor = {Ōno, Mari},", "  booktitle = {A book},", "  pages = {7}"}, []string{"A2  - Ōno, Mari", "T2  - A book", "SP  - 7"}, []string{"author", "AU  - "}},
}

func hardRecords() []json.RawMessage {
	var out []json.RawMessage
	for _, h := range hard {
		out = append(out, json.RawMessage(h.record))
	}
	return out
}

func TestHardRecords(t *testing.T) {
	for _, h := range hard {
		one := []json.RawMessage{json.RawMessage(h.record)}
		for _, f := range []struct {
			name, text string
			has        []string
		}{{"BibTeX", string(bib.BibTeXFile(one)), h.tex}, {"RIS", strings.ReplaceAll(string(bib.RISFile(one)), "\r\n", "\n"), h.ris}} {
			for _, line := range f.has {
				if !strings.Contains(f.text, "\n"+line) && !strings.HasPrefix(f.text, line) {
					t.Errorf("%s lacks %q:\n%s", f.name, line, f.text)
				}
			}
			for _, no := range h.not {
				if strings.Contains(f.text, no) {
					t.Errorf("%s has %q:\n%s", f.name, no, f.text)
				}
			}
		}
	}
}

// A range of pages is one range, whatever dashes its record has, and reads back so.
func TestPages(t *testing.T) {
	for page, want := range map[string]struct{ tex, ris, csl string }{
		"12-15": {"12--15", "SP  - 12\nEP  - 15\n", "12-15"}, "12--15": {"12--15", "SP  - 12\nEP  - 15\n", "12-15"}, "12---15": {"12--15", "SP  - 12\nEP  - 15\n", "12-15"},
		"12–15": {"12--15", "SP  - 12\nEP  - 15\n", "12-15"}, "12 — 15": {"12--15", "SP  - 12\nEP  - 15\n", "12-15"}, "S12−S15": {"S12--S15", "SP  - S12\nEP  - S15\n", "S12-S15"},
		"7": {"7", "SP  - 7\n", "7"}, "3–5, 9--11": {"3--5, 9--11", "SP  - 3-5, 9-11\n", "3-5, 9-11"}, "3-5, 9": {"3--5, 9", "SP  - 3-5, 9\n", "3-5, 9"}, "A-1–A-4": {"A--1--A--4", "SP  - A-1-A-4\n", "A-1-A-4"},
	} {
		rec, err := json.Marshal(map[string]string{"id": "a", "type": "article-journal", "title": "T", "container-title": "J", "page": page})
		if err != nil {
			t.Fatal(err)
		}
		all := []json.RawMessage{rec}
		tex, ris := bib.BibTeXFile(all), bib.RISFile(all)
		if !strings.Contains(string(tex), "\n  pages = {"+want.tex+"}") {
			t.Errorf("%s: BibTeX has\n%s", page, tex)
		}
		if plain := strings.ReplaceAll(string(ris), "\r\n", "\n"); !strings.Contains(plain, "\n"+want.ris) || strings.Count(plain, "EP  - ") != strings.Count(want.ris, "EP  - ") {
			t.Errorf("%s: RIS has\n%s", page, ris)
		}
		for name, src := range map[string][]byte{"x.bib": tex, "x.ris": ris} {
			var back struct{ Page string }
			lib := bib.Read(name, src)
			if len(lib.Records) != 1 || json.Unmarshal(lib.Records[0], &back) != nil || back.Page != want.csl {
				t.Errorf("%s: %s reads back as %q", page, name, back.Page)
			}
		}
	}
}

// Pages are read as CSL has them, whatever dashes a file has and wherever RIS has the range.
func TestPagesRead(t *testing.T) {
	for pages, want := range map[string]string{"12--15": "12-15", "12 – 15": "12-15", "12---15": "12-15", "12‐15": "12-15", "S1−S4": "S1-S4", "3--5, 9–11": "3-5, 9-11", "e17": "e17"} {
		for name, src := range map[string]string{
			"x.bib": "@article{a, title={T}, journal={J}, pages={" + pages + "}}",
			"x.ris": "TY  - JOUR\nTI  - T\nJO  - J\nSP  - " + pages + "\nER  - \n",
		} {
			var rec struct{ Page string }
			lib := bib.Read(name, []byte(src))
			if len(lib.Records) != 1 || json.Unmarshal(lib.Records[0], &rec) != nil || rec.Page != want {
				t.Errorf("%s: %q is read as %q, want %q", name, pages, rec.Page, want)
			}
		}
	}
}

// Records read back by our own reader with their names and dates, and none is lost or
// taken for another.
func TestHardRecordsReadBack(t *testing.T) {
	for _, c := range []struct {
		name, kept string
		src        []byte
	}{{"x.bib", "Ministry of Economy, Trade and Industry", bib.BibTeXFile(hardRecords())}, {"x.ris", "Ministry of Economy Trade and Industry", bib.RISFile(hardRecords())}} {
		lib := bib.Read(c.name, c.src)
		if len(lib.Records) != len(hard) || len(lib.Found) > 0 || lib.LeftOut+lib.Twice > 0 {
			t.Errorf("%s: %d records, %v", c.name, len(lib.Records), lib.Found)
			continue
		}
		for n, raw := range lib.Records {
			was, is := parsed(t, json.RawMessage(hard[n].record)), parsed(t, raw)
			if is.Issued != was.Issued && !(was.Issued == "" && is.Issued == "") {
				t.Errorf("%s: the date %s reads back as %s", c.name, was.Issued, is.Issued)
			}
			if n == 0 && !slices.Equal(is.Author, was.Author) || n == 3 && !slices.Equal(is.Author, was.Author) {
				t.Errorf("%s: the names %q read back as %q", c.name, was.Author, is.Author)
			}
			if n == 1 && is.Author[0] != "||"+c.kept {
				t.Errorf("%s: the body reads back as %q", c.name, is.Author[0])
			}
		}
	}
}

type parsedRecord struct {
	Author []string
	Issued string
}

func parsed(t *testing.T, raw json.RawMessage) (out parsedRecord) {
	t.Helper()
	var rec struct {
		Author []struct{ Family, Given, Literal string }
		Issued json.RawMessage
	}
	if err := json.Unmarshal(raw, &rec); err != nil {
		t.Fatal(err)
	}
	for _, a := range rec.Author {
		out.Author = append(out.Author, a.Family+"|"+a.Given+"|"+a.Literal)
	}
	out.Issued = string(rec.Issued)
	return out
}

// Keys are unique in capital and small letters, and none is empty.
func TestBibTeXKeys(t *testing.T) {
	var all []json.RawMessage
	for _, id := range []string{"a b", "A-B", "a,b", "{}", "{}", "a-b-2"} {
		raw, err := json.Marshal(map[string]string{"id": id, "type": "book", "title": "T" + id})
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, raw)
	}
	seen := map[string]bool{}
	for line := range strings.Lines(string(bib.BibTeXFile(all))) {
		if key, ok := strings.CutPrefix(strings.TrimSpace(line), "@book{"); ok {
			key = strings.ToLower(strings.TrimSuffix(key, ","))
			if key == "" || seen[key] || strings.ContainsAny(key, " ,{}") {
				t.Errorf("the key %q stands twice or is none", key)
			}
			seen[key] = true
		}
	}
	if len(seen) != len(all) {
		t.Errorf("%d entries of %d", len(seen), len(all))
	}
}

func TestWithout(t *testing.T) {
	rec := json.RawMessage(`{"id":"a","abstract":"theirs","title":"<b>T</b> & co","note":"ours"}`)
	if got := string(bib.Without(rec, "abstract", "note")); got != `{"id":"a","title":"<b>T</b> & co"}` {
		t.Error(got)
	}
	for _, same := range []string{`{"id":  "a"}`, `[1]`, `{`} {
		if got := string(bib.Without(json.RawMessage(same), "abstract")); got != same {
			t.Errorf("%s gives %s", same, got)
		}
	}
}

// TestReadByOthers holds both forms against the reader of citation-js.
func TestReadByOthers(t *testing.T) {
	read := nodetest.Run(t, `const {Cite}=require('@citation-js/core');require('@citation-js/plugin-bibtex');require('@citation-js/plugin-ris');
const s=require('fs').readFileSync(0,'utf8');console.log(JSON.stringify(new Cite(s).data.map(d=>({title:d.title,author:d.author,issued:d.issued,page:d.page}))))`,
		"@citation-js/core", "@citation-js/plugin-bibtex", "@citation-js/plugin-ris")
	for name, src := range map[string][]byte{"BibTeX": bib.BibTeXFile(hardRecords()), "RIS": bib.RISFile(hardRecords())} {
		out := read(src)
		var got []struct {
			Title, Page string
			Author      []struct{ Family, Given, Literal string }
		}
		if err := json.Unmarshal(out, &got); err != nil || len(got) != len(hard) {
			t.Fatalf("%s: %v: %s", name, err, out)
		}
		if a := got[0].Author; len(a) != 2 || a[0].Family != "山田" || a[0].Given != "太郎" || a[1].Family != "Кузнецов" {
			t.Errorf("%s: the names are %+v", name, a)
		}
		if body := got[1].Author[0]; !strings.HasPrefix(body.Literal+body.Family, "Ministry of Economy") || !strings.HasSuffix(body.Literal+body.Family, "Industry") {
			t.Errorf("%s: the body is parted: %+v", name, body)
		}
		if !strings.Contains(got[2].Title, "Costs & gains: 50% of $5_000 #1") {
			t.Errorf("%s: the title is %q", name, got[2].Title)
		}
		if got[2].Page != "4-19" {
			t.Errorf("%s: the pages are %q", name, got[2].Page)
		}
	}
}
