package bib_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"entente/dossier"
	"entente/evidence/bib"
)

// same compares records with the JSON they should be, in whatever order.
func same(t *testing.T, got json.RawMessage, want string) {
	t.Helper()
	var g, w any
	if err := json.Unmarshal(got, &g); err != nil {
		t.Fatalf("%v in %s", err, got)
	}
	if err := json.Unmarshal([]byte(want), &w); err != nil {
		t.Fatalf("%v in %s", err, want)
	}
	if !reflect.DeepEqual(g, w) {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
}

// read gives the records of a bibliography and what was found in it, and holds that
// its counts add up.
func read(file string, src []byte) ([]json.RawMessage, []dossier.Finding) {
	lib := bib.Read(file, src)
	lost := 0
	for _, f := range lib.Found {
		if f.Severity == dossier.Error {
			lost++
		}
	}
	if len(lib.At) != len(lib.Records) || lib.LeftOut > lost && lost < 1000 || lib.Renamed > len(lib.Records) {
		panic(fmt.Sprintf("the counts of %+v do not add up", lib))
	}
	return lib.Records, lib.Found
}

func TestSniff(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		{"[]", "csl"}, {" \ufeff[", ""}, {"\ufeff\n[ {\"id\":1}]", "csl"}, {"{}", ""}, {"", ""}, {"plain text", ""},
		{"A comment [1]\n@book{a, title={x}}", "bibtex"}, {"write to me@example.org\n", ""}, {"  @Article(a,", "bibtex"},
		{"\ufeffTY  - JOUR\r\nER  - \r\n", "ris"}, {"TY  - JOUR\nAB  - x\n@book{", "ris"}, {"[1] see\nTY  - BOOK", "ris"},
	} {
		if got := bib.Sniff([]byte(c.src)); got != c.want {
			t.Errorf("%q is taken for %q, not %q", c.src, got, c.want)
		}
	}
}

func TestCSL(t *testing.T) {
	src, err := os.ReadFile(filepath.Join("testdata", "all-fields.json"))
	if err != nil {
		t.Fatal(err)
	}
	var want []json.RawMessage
	if err := json.Unmarshal(src, &want); err != nil {
		t.Fatal(err)
	}
	for _, text := range [][]byte{src, append([]byte("\ufeff"), src...), bytes.ReplaceAll(src, []byte("\n"), []byte("\r\n"))} {
		got, found := read("a.json", text)
		if len(found) > 0 || len(got) != len(want) {
			t.Fatalf("%d records, %v", len(got), found)
		}
		for i, g := range got {
			if !bytes.Contains(text, g) || !bytes.Equal(bytes.ReplaceAll(g, []byte("\r"), nil), want[i]) {
				t.Errorf("record %d came back as %s", i, g)
			}
		}
	}
}

func TestBibTeX(t *testing.T) {
	for _, c := range []struct{ name, src, want string }{
		{"article", `@string{jos = "Journal of " # {Straits}}
@Article{Berg:2019, author = "Berg, Anna and {\O}rsted, Hans", title = {The {EU} and {\"O}land},
 journal = jos # { A}, volume = 12, number = "3", pages = {1--9}, year = 2019, month = mar, doi={https://doi.org/10.1/a_b}}`,
			`{"id":"Berg:2019","type":"article-journal","author":[{"family":"Berg","given":"Anna"},{"family":"Ørsted","given":"Hans"}],
"title":"The EU and Öland","container-title":"Journal of Straits A","volume":"12","issue":"3","page":"1-9","issued":{"date-parts":[[2019,3]]},"DOI":"10.1/a_b"}`},
		{"parentheses, unknown fields, day", `@book(a, title = "A ""# "B", year = {1999}, month = 4 # "~" # dec, custom = {x: y}, note = {Seen})`,
			`{"id":"a","type":"book","title":"A B","issued":{"date-parts":[[1999,12,4]]},"note":"custom: x: y\nSeen"}`},
		{"newspaper", `@article{a, title={T}, journaltitle={The Times}, date={2019-03-04}, urldate={2020-1-2}, url={https://a.org/~b\_c%20d}, entrysubtype={newspaper}, langid={korean}, keywords={x, y}}`,
			`{"id":"a","type":"article-newspaper","title":"T","container-title":"The Times","issued":{"date-parts":[[2019,3,4]]},"accessed":{"date-parts":[[2020,1,2]]},"URL":"https://a.org/~b_c%20d","language":"ko","keyword":"x, y"}`},
		{"magazine", `@article{a, title={T}, keywords={tides; Magazine}}`, `{"id":"a","type":"article-magazine","title":"T","keyword":"tides; Magazine"}`},
		{"range", `@online{a, title={T}, subtitle={S}, date={2019-03-04/2019-03-08}, howpublished={\url{http://a.org}}}`,
			`{"id":"a","type":"webpage","title":"T: S","issued":{"date-parts":[[2019,3,4],[2019,3,8]]},"URL":"http://a.org"}`},
		{"thesis", `@phdthesis{a, title={T}, school={U}, address={Oslo}, date={in press}}`,
			`{"id":"a","type":"thesis","title":"T","genre":"PhD diss.","publisher":"U","publisher-place":"Oslo","issued":{"raw":"in press"}}`},
		{"case", `@jurisdiction{a, title={B v. L}, institution={High Court}, number={12}, date={1999~}}`,
			`{"id":"a","type":"legal_case","title":"B v. L","authority":"High Court","number":"12","issued":{"date-parts":[[1999]],"circa":true}}`},
		{"eprint and twice", `@misc{a, title={T}, title={T2}, eprint={2101.00001}, archivePrefix={arXiv}}`,
			`{"id":"a","type":"webpage","title":"T","URL":"https://arxiv.org/abs/2101.00001","note":"title: T2\neprint: 2101.00001\narchiveprefix: arXiv"}`},
		{"series", `@report{a, title={T}, type={techreport}, number={R-1}, series={S}, institution={I}}`,
			`{"id":"a","type":"report","title":"T","genre":"technical report","number":"R-1","collection-title":"S","publisher":"I"}`},
		{"unknown type", `@dance{a, title={T}}`, `{"id":"a","type":"document","title":"T","note":"entrytype: dance"}`},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, _ := read("a.bib", []byte(strings.ReplaceAll(c.src, `""# "B`, ` " # "B`)))
			if len(got) != 1 {
				t.Fatalf("%d records", len(got))
			}
			same(t, got[0], c.want)
		})
	}
}

func TestLaTeX(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{`\'e\"{o}{\'\i}\c{c}\c c\v{s}\H{o}\^\i`, "éöíççšőî"}, {`\ss \o\ae{} \l\L`, "ßøæ łŁ"}, {`{\aa}ngstr{\"{o}}m`, "ångström"},
		{`R\&D 5\% \_ \$ \#`, "R&D 5% _ $ #"}, {`a--b---c`, "a–b—c"}, {"``x'' ~ y", "“x” y"}, {`{\it Title} \emph{of} \textbf{a} {B}`, "Title of a B"},
		{`\unknown{kept} \strange`, `kept \strange`}, {`\url{http://a.org}`, "http://a.org"}, {`$\alpha$-helix`, "α-helix"}, {`\noopsort{b}A`, "A"},
		{`\enquote{x} \ldots`, "“x” …"}, {`a\\b`, "a b"}, {`trailing\`, `trailing\`}, {`\'`, ""}, {`山田 \& 김`, "山田 & 김"}, {"a\n  b", "a b"},
	} {
		got, found := read("a.bib", []byte("@book{a, title = {"+c.in+"}}"))
		if len(got) != 1 {
			t.Errorf("%s: %v", c.in, found)
			continue
		}
		var r struct{ Title string }
		if err := json.Unmarshal(got[0], &r); err != nil || r.Title != c.want {
			t.Errorf("%s is read as %q, want %q", c.in, r.Title, c.want)
		}
	}
}

func TestNames(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"Berg, Anna", `[{"family":"Berg","given":"Anna"}]`}, {"Anna Maria Berg", `[{"family":"Berg","given":"Anna Maria"}]`},
		{"van den Berg, Jr., Anna", `[{"non-dropping-particle":"van den","family":"Berg","suffix":"Jr.","given":"Anna"}]`},
		{"Ludwig van der Berg Lund", `[{"given":"Ludwig","non-dropping-particle":"van der","family":"Berg Lund"}]`},
		{"{Ministry of Tides and Nets} and others", `[{"literal":"Ministry of Tides and Nets"},{"literal":"others"}]`},
		{"Berg, Anna, and Lund, Per, and Roy, Ines", `[{"family":"Berg","given":"Anna"},{"family":"Lund","given":"Per"},{"family":"Roy","given":"Ines"}]`},
		{"Berg, Anna, Jr. and Lund, III, Per", `[{"family":"Berg","suffix":"Jr.","given":"Anna"},{"family":"Lund","suffix":"III","given":"Per"}]`},
		{"{\\'E}mile {de la Mare}", `[{"given":"Émile","family":"de la Mare"}]`},
		{"山田, 太郎 AND 山田太郎", `[{"family":"山田","given":"太郎"},{"literal":"山田太郎"}]`},
		{"Kim, Dae-jung\n and\n 김대중", `[{"family":"Kim","given":"Dae-jung"},{"literal":"김대중"}]`},
		{"family=Berg, given=Anna, prefix=de", `[{"family":"Berg","given":"Anna","non-dropping-particle":"de"}]`},
		{"A, B, C, D", `[{"literal":"A, B, C, D"}]`}, {"Plato", `[{"family":"Plato"}]`}, {"{\\OE}berg, {\\'E}. and and ", `[{"family":"Œberg","given":"É."}]`},
	} {
		got, _ := read("a.bib", []byte("@book{a, author = {"+c.in+"}}"))
		if len(got) != 1 {
			t.Errorf("%s: no record", c.in)
			continue
		}
		same(t, got[0], `{"id":"a","type":"book","author":`+c.want+`}`)
	}
}

func TestCrossref(t *testing.T) {
	got, found := read("a.bib", []byte(`
@incollection{c, crossref = {P}, title = {Nets}, author = {Berg, Anna}, pages = {4}}
@article{d, crossref = {issue}, title = {Tides}}
@book{p, title = {Straits}, subtitle = {A Reader}, editor = {Lund, Per}, publisher = {Harbour Press}, year = 2019, keywords = {k}}
@periodical{issue, title = {Shore}, volume = {3}, crossref = {lost}}
@book{e, xdata = {f}} @xdata{f, publisher = {Q}, xdata = {e}}`))
	if len(got) != 5 {
		t.Fatalf("%d records", len(got))
	}
	same(t, got[0], `{"id":"c","type":"chapter","title":"Nets","author":[{"family":"Berg","given":"Anna"}],"page":"4","container-title":"Straits: A Reader","editor":[{"family":"Lund","given":"Per"}],"publisher":"Harbour Press","issued":{"date-parts":[[2019]]}}`)
	same(t, got[1], `{"id":"d","type":"article-journal","title":"Tides","container-title":"Shore","volume":"3"}`)
	same(t, got[4], `{"id":"e","type":"book","publisher":"Q"}`)
	if len(found) == 0 || !strings.Contains(found[0].Message, "lost") {
		t.Errorf("the missing parent gives %v", found)
	}
}

func TestRIS(t *testing.T) {
	for _, c := range []struct{ name, src, want string }{
		{"journal", "\ufeffTY  - JOUR\r\nAU  - Berg, Anna, Jr.\r\nA1  - Ministry of Tides\r\nTI  - Nets\r\nT2  - Journal of Straits\r\nJA  - J. Str.\r\nVL  - 12\r\nIS  - 3\r\nSP  - 1\r\nEP  - 9\r\nPY  - 2019\r\nDA  - 2019/03/04/\r\nDO  - doi:10.1/a\r\nUR  - https://a.org\r\nSN  - 1234-5678\r\nKW  - nets\r\nKW  - law\r\nAB  - One\r\ntwo.\r\nC1  - odd\r\nN1  - seen\r\nID  - berg\r\nER  - \r\n",
			`{"id":"berg","type":"article-journal","author":[{"family":"Berg","given":"Anna","suffix":"Jr."},{"literal":"Ministry of Tides"}],"title":"Nets","container-title":"Journal of Straits","container-title-short":"J. Str.","volume":"12","issue":"3","page":"1-9","issued":{"date-parts":[[2019,3,4]]},"DOI":"10.1/a","URL":"https://a.org","ISSN":"1234-5678","keyword":"nets, law","abstract":"One two.","note":"C1: odd\nseen"}`},
		{"made id", "TY  - CHAP\nAU  - Ørsted, Hans\nTI  - The Nets of Épinal: A Tale\nBT  - Straits\nA2  - Lund, Per\nPB  - P\nCY  - Oslo\nY1  - 1999///Spring\nSP  - 3-5\nER  -",
			`{"id":"orsted-1999-nets-of-epinal","type":"chapter","author":[{"family":"Ørsted","given":"Hans"}],"title":"The Nets of Épinal: A Tale","container-title":"Straits","editor":[{"family":"Lund","given":"Per"}],"publisher":"P","publisher-place":"Oslo","issued":{"date-parts":[[1999]],"season":1},"page":"3-5"}`},
		{"no letters", "TY  - ODD\nTI  - 山田\nY2  - 2020/01/02\nPY  - unknown\nER  - ",
			`{"id":"山田","type":"document","title":"山田","accessed":{"date-parts":[[2020,1,2]]},"issued":{"raw":"unknown"},"note":"TY: ODD"}`},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, found := read("a.ris", []byte(c.src))
			if len(got) != 1 {
				t.Fatalf("%d records, %v", len(got), found)
			}
			same(t, got[0], c.want)
		})
	}
	types := map[string]string{"NEWS": "article-newspaper", "MGZN": "article-magazine", "RPRT": "report", "ELEC": "webpage", "CASE": "legal_case", "STAT": "legislation",
		"BILL": "bill", "CONF": "paper-conference", "THES": "thesis", "DATA": "dataset", "GEN": "document", "UNPB": "manuscript", "HEAR": "hearing"}
	for ris, csl := range types {
		got, _ := read("a.ris", []byte("TY  - "+ris+"\nID  - x\nER  - "))
		same(t, got[0], fmt.Sprintf(`{"id":"x","type":%q}`, csl))
	}
	got, _ := read("a.ris", []byte(strings.Repeat("TY  - BOOK\nTI  - Same\nER  - \n", 3)+"TY  - BOOK\nID  - same\nER  - \n"))
	var ids []string
	for _, g := range got {
		var r struct{ ID string }
		if err := json.Unmarshal(g, &r); err != nil {
			t.Fatal(err)
		}
		ids = append(ids, r.ID)
	}
	if fmt.Sprint(ids) != "[same-2 same-3 same-4 same]" {
		t.Errorf("the ids are %v", ids)
	}
}

func TestFindings(t *testing.T) {
	deep := strings.Repeat("{", 60) + strings.Repeat("}", 60)
	for _, c := range []struct {
		name, file, src string
		records         int
		want            string // place, severity and rule of the findings, each with a word of the message
		word            string
	}{
		{"unbalanced", "a.bib", "@book{one, title = {a,\n year = 1}\n@book{two, title={b}}", 1, "a.bib:3:1 error bibtex-syntax", `the entry "one" cannot be read: the closing bracket is missing`},
		{"open value", "a.bib", "@book{one, title = {a,\n year = {1}\n@book{two, title={b}}", 1, "a.bib:1:20 error bibtex-syntax", `the entry "one" cannot be read: the brace opened here`},
		{"cut off", "a.bib", "@book{two, title={b}}\n@book{one, title = {a}", 1, "a.bib:2:23 error bibtex-syntax", "file ends"},
		{"brace too many", "a.bib", "@book{one, title = {a}}, year = 1}\n@book{two,}", 2, "a.bib:1:24 error bibtex-syntax", `"one"`},
		{"quote", "a.bib", "@book{one, title = \"a}\n}\n@book{two,}", 1, "a.bib:1:22 error bibtex-syntax", "closes nothing"},
		{"deep", "a.bib", "@book{one, title = {" + deep + "}}\n@book{two,}", 1, "a.bib:1:61 error bibtex-syntax", "40 levels"},
		{"twice", "a.bib", "@book{one,}\n@book{one,}", 1, "a.bib:2:1 warning bib-record", "stands twice"},
		{"another work", "a.bib", "@book{one, title={a}}\n@book{one, title={b}}", 2, "a.bib:2:1 warning bib-record", "this record is one-2"},
		{"no key", "a.bib", "@book{title = {x}}\n@book{,title = {x}}", 2, "a.bib:1:1 warning bib-record; a.bib:2:1 warning bib-record", "has no id; the record is x-2"},
		{"no comma", "a.bib", "@book{one, title = {x} year = 1999}", 1, "a.bib:1:24 warning bibtex-syntax", "comma"},
		{"macro", "a.bib", "@book{one, title = x}", 1, "a.bib:1:20 warning bibtex-syntax", `"x"`},
		{"no equals", "a.bib", "@book{one, title {x}}", 0, "a.bib:1:18 error bibtex-syntax", "equals"},
		{"no brace", "a.bib", "@book one\n@book{two,}", 1, "a.bib:1:1 error bibtex-syntax", "brace"},
		{"comment", "a.bib", "@comment{x {y} @z} @preamble{\"x\" # {y}} me@example.org\n@book{two,}", 1, "", ""},
		{"names", "a.bib", "@book{a, author={A, B, C, D}}", 1, "a.bib:1:10 warning bibtex-syntax", "commas"},
		{"no ER", "a.ris", "TY  - BOOK\nID  - a\nTY  - BOOK\nID  - b\n", 2, "a.ris:1:1 warning ris-syntax; a.ris:3:1 warning ris-syntax", "no ER"},
		{"head and stray text", "a.ris", "Provider: x\n\nTY  - BOOK\nID  - a\nER  - \n2.\nhello\nTY  - BOOK\nID  - b\nER  - \n", 2, "a.ris:7:1 warning ris-syntax", "no part"},
		{"no TY", "a.ris", "TY  - BOOK\nID  - a\nER  - \nTI  - x\nER  -\n", 2, "a.ris:4:1 warning ris-syntax", "has no TY"},
		{"same ID", "a.ris", "TY  - BOOK\nID  - a\nER  - \nTY  - BOOK\nID  - a\nER  - \n", 1, "a.ris:4:1 warning bib-record", "stands twice"},
		{"id with blanks", "a.json", `[{"id":"Kim 2020, a","type":"book"}]`, 1, "a.json:1:2 warning bib-record", "the record is Kim-2020-a"},
		{"damaged byte", "a.bib", "@book{a, title={p\u00e9ch\u00e9 \u2013 \u00e9t\u00e9 \xe9}}", 1, "a.bib:1:29 warning bib-record", "read as 'é'"},
		{"broken between", "a.json", "[{\"id\":\"a\",\"type\":\"book\"},\n{\"id\":\"b\",\"type\":\"book,\n\"title\":\"x\"},\n{\"id\":\"c\",\"type\":\"book\"} {\"id\":\"d\",\"type\":\"book\"},]", 3, "a.json:2:24 error bib-record", "no CSL record"},
		{"latin 1", "a.bib", "@book{a,\n title={\xe9}}", 0, "a.bib:2:9 error bib-record", "0xE9"},
		{"no format", "a.txt", "hello", 0, "a.txt error bib-record", "no bibliography"},
		{"object", "a.json", `{"id":1}`, 0, "a.json:1:1 error bib-record", "must begin with ["},
		{"cut off", "a.json", `[{"id":"a","type":"book"},{"id`, 1, "a.json:1:27 error bib-record", "JSON"},
		{"sloppy", "a.json", "[{\"type\":\"book\"},\n {\"id\":\"a\"}, {\"id\":7,\"type\":\"book\"},{\"id\":\"7\",\"type\":\"book\"}] x", 3,
			"a.json:1:2 warning bib-record; a.json:2:2 warning bib-record; a.json:2:37 warning bib-record; a.json:2:63 warning bib-record", "no id"},
		{"deep record", "a.json", `[{"id":"a","type":"book","x":` + strings.Repeat("[", 50) + strings.Repeat("]", 50) + `}]`, 0, "a.json:1:2 error bib-record", "levels deep"},
		{"empty", "a.bib", " \n", 0, "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, found := read(c.file, []byte(c.src))
			var places, messages []string
			for _, f := range found {
				places = append(places, fmt.Sprintf("%s %s %s", f.Pos, f.Severity, f.Rule))
				messages = append(messages, f.Message)
			}
			if s := strings.Join(places, "; "); s != c.want || len(got) != c.records || !strings.Contains(strings.Join(messages, "\n"), c.word) {
				t.Errorf("%d records, want %d\n got %s\nwant %s\n%s", len(got), c.records, s, c.want, strings.Join(messages, "\n"))
			}
		})
	}
}

// TestLimits holds the limits on lengths and numbers.
func TestLimits(t *testing.T) {
	long := strings.Repeat("x", 1<<20+1)
	for name, src := range map[string]string{
		"a.bib": "@book{a, title={" + long + "}}", "a.json": `[{"id":"a","type":"book","title":"` + long + `"}]`,
	} {
		if got, found := read(name, []byte(src)); len(got) != 0 || len(found) != 1 {
			t.Errorf("%s: %d records, %d findings", name, len(got), len(found))
		}
	}
	if got, found := read("a.bib", []byte(strings.Repeat("@misc\n", 2000))); len(got) != 0 || len(found) != 1001 || found[1000].Severity != dossier.Note {
		t.Errorf("%d records, %d findings", len(got), len(found))
	}
	if got, found := read("a.ris", []byte(strings.Repeat("TY  - BOOK\nER  - \n", 100_001))); len(got) != 100_000 || len(found) != 1 {
		t.Errorf("%d records, %d findings", len(got), len(found))
	}
	if _, found := read("a.bib", make([]byte, 64<<20+1)); len(found) != 1 || !strings.Contains(found[0].Message, "at most") {
		t.Errorf("a file too large gives %v", found)
	}
}

// checkRead holds what every reading must keep to.
func checkRead(t *testing.T, file, src string) []json.RawMessage {
	got, found := read(file, []byte(src))
	for _, g := range got {
		var r struct{ ID, Type any }
		if err := json.Unmarshal(g, &r); err != nil || !utf8.Valid(g) {
			t.Fatalf("%v in %q", err, g)
		}
		if r.ID == nil || r.ID == "" || r.Type == nil || r.Type == "" {
			t.Fatalf("no id or type in %s", g)
		}
	}
	for _, f := range found {
		if f.Message == "" || f.File == "" || f.Rule == "" {
			t.Fatalf("the finding says too little: %+v", f)
		}
	}
	return got
}

func FuzzBibTeX(f *testing.F) {
	for _, s := range []string{"@book{a, author={A and B}, title={\\'{e}}, year=2019}", "@string{a=\"x\"}@misc{b, c=a#{d}}", "@a{b,c={\\c{\\v{\\H", "@incollection{a,crossref=a}", "@book(a,b=\"{\"}\")"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { cite(t, checkRead(t, "a.bib", s)) })
}

func FuzzRIS(f *testing.F) {
	for _, s := range []string{"TY  - JOUR\nAU  - A, B\nPY  - 2019///\nER  - \n", "TY  - \nTI  -\n", "ty  - JOUR\nau  - A B.; C, D\npy  - 令和2年\nja  - &amp;\ner  - \n", "ER  - \nTY  - BOOK\nx\n"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { cite(t, checkRead(t, "a.ris", s)) })
}

func FuzzCite(f *testing.F) {
	for _, w := range works {
		f.Add("["+w.record+"]", w.locator)
	}
	f.Add(`[{"id":"a","type":"book","title":"<i></i><b>","author":[{"family":1},{}],"issued":{"date-parts":[["x"],[]],"season":"9"}}]`, "p. --")
	f.Add(`{"message":{"items":[{"type":"journal-article","title":["A"],"author":[{"name":"B"}],"issued":{"date-parts":[[2020,null]]}}]}}`, "")
	f.Add(`[{"id":"a","type":"book","title":"A"}]`, "0\xcf.-$\x94")
	f.Fuzz(func(t *testing.T, s, locator string) {
		cite(t, checkRead(t, "a.json", s), locator)
	})
}

// cite cites the records in both styles and checks the texts.
func cite(t *testing.T, list []json.RawMessage, locators ...string) {
	byID := map[string]json.RawMessage{}
	var ids []string
	for _, raw := range list[:min(len(list), 20)] {
		id := fmt.Sprint(len(ids))
		ids = append(ids, id)
		byID[id] = raw
	}
	for _, style := range []bib.Style{bib.Notes, bib.AuthorDate} {
		c := bib.NewCiter(style, func(id string) json.RawMessage { return byID[id] })
		c.Prepare(ids)
		for _, id := range ids {
			for _, loc := range append(locators, "", "p. 3-9") {
				text, ok := c.Cite(id, loc)
				for _, x := range []bib.Text{text, c.Reference(id)} {
					if h := x.HTML(); !ok || len(x) == 0 || !utf8.ValidString(x.String()) || !utf8.ValidString(h) || strings.Contains(h, "<script") {
						t.Fatalf("%q", x)
					}
				}
			}
		}
		if len(c.References()) != len(ids) {
			t.Fatal("the list is not whole")
		}
	}
}

func BenchmarkReadBibTeX(b *testing.B) {
	var src strings.Builder
	for i := range 5000 {
		fmt.Fprintf(&src, "@article{key%d,\n  author = {Berg, Anna and Lund, Per and {\\O}rsted, Hans},\n  title = {The {Nets} of R\\&D -- Number %d},\n  journal = {Journal of Straits},\n  year = %d, month = mar, volume = {%d}, pages = {1--9},\n  doi = {10.1234/js.%d}\n}\n\n", i, i, 1950+i%70, i%40, i)
	}
	text := []byte(src.String())
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if got, found := read("a.bib", text); len(got) != 5000 || len(found) > 0 {
			b.Fatal(len(got), found)
		}
	}
}
