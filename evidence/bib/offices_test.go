package bib_test

import (
	"encoding/json"
	"strings"
	"testing"

	"entente/evidence/bib"
)

// TestJournalsOfRIS holds that a journal is never lost to its short name.
func TestJournalsOfRIS(t *testing.T) {
	for _, c := range []struct{ tags, long, short string }{
		{"JO  - Straits", "Straits", ""}, {"JF  - Straits", "Straits", ""}, {"JA  - Str.", "Str.", ""}, {"J1  - Straits", "Straits", ""}, {"J2  - Str.", "Str.", ""},
		{"JO  - J. Str.\nJF  - Journal of Straits", "Journal of Straits", "J. Str."}, {"JF  - Journal of Straits\nJO  - J. Str.", "Journal of Straits", "J. Str."},
		{"JO  - J. Str.\nT2  - Journal of Straits", "Journal of Straits", "J. Str."}, {"JA  - J STR\nJO  - Straits\nJF  - Straits", "Straits", "J STR"}, {"T2  - Straits\nJ2  - Str.", "Straits", "Str."},
	} {
		got, _ := read("a.ris", []byte("TY  - JOUR\nTI  - T\n"+c.tags+"\nER  - \n"))
		var r struct {
			Long  string `json:"container-title"`
			Short string `json:"container-title-short"`
		}
		if err := json.Unmarshal(got[0], &r); err != nil || r.Long != c.long || r.Short != c.short {
			t.Errorf("%q gives %+v", c.tags, r)
		}
	}
	// The short name of a book is no journal.
	got, _ := read("a.ris", []byte("TY  - BOOK\nTI  - The Nets of the North\nJ2  - Nets\nER  - \n"))
	if strings.Contains(string(got[0]), `"container-title":`) {
		t.Errorf("%s", got[0])
	}
}

// TestWrittenOtherwise reads what databases write in their own way.
func TestWrittenOtherwise(t *testing.T) {
	for _, c := range []struct{ name, src, want string }{
		{"entities", "TY  - JOUR\nAU  - O&apos;Dell, Zo&euml;\nTI  - Nets &amp; &#8220;ice&#8221;, a &lt; b\nUR  - https://a.example/?a=1&amp;b=2&copy=3\nER  - \n",
			`{"id":"odell-nets-ice-a-b","type":"article-journal","title":"Nets & “ice”, a < b","author":[{"family":"O'Dell","given":"Zoë"}],"URL":"https://a.example/?a=1&b=2&copy=3"}`},
		{"entities in BibTeX", `@article{a, title={Law \&amp; {Nets}}, journal={A &#38; B; C&D}}`, `{"id":"a","type":"article-journal","title":"Law & Nets","container-title":"A & B; C&D"}`},
		{"null, ISSN, pages", "TY  - JOUR\nTI  - T\nVL  - null\nSN  - 09512749 (ISSN)\nSP  - pp. 12-20\nER  - \n", `{"id":"t","type":"article-journal","title":"T","ISSN":"0951-2749","page":"12-20"}`},
		{"names of one tag", "TY  - JOUR\nTI  - T\nAU  - Lund, P.J.; Berg, A.\nAU  - {Council on Nets, Ice}\nER  - \n",
			`{"id":"lund-t","type":"article-journal","title":"T","author":[{"family":"Lund","given":"P.J."},{"family":"Berg","given":"A."},{"literal":"Council on Nets, Ice"}]}`},
		{"a point at the end", "TY  - JOUR\nID  - a\nTI  - Nets of the North.\nER  - \n", `{"id":"a","type":"article-journal","title":"Nets of the North"}`},
		{"an abbreviation at the end", "TY  - JOUR\nID  - a\nTI  - Nets and Ice, Inc.\nER  - \n", `{"id":"a","type":"article-journal","title":"Nets and Ice, Inc."}`},
		{"small letters", "ty  - JOUR\nau  - Lund, P.\nti  - Nets\npy  - 2020\ner  - \n", `{"id":"lund-2020-nets","type":"article-journal","title":"Nets","author":[{"family":"Lund","given":"P."}],"issued":{"date-parts":[[2020]]}}`},
		{"marks over marks", `@book{a, title={Nguy{\~{\^e}}n, Nguy{\^{\~e}}n, {\'{\^e}}, {\"\i}, {\'a}}}`, `{"id":"a","type":"book","title":"Nguyễn, Nguyễn, ế, ï, á"}`},
		{"single quotes", "@book{a, title={A `quiet' fleet of Lund's, and the crews' rest}}", `{"id":"a","type":"book","title":"A ‘quiet’ fleet of Lund's, and the crews' rest"}`},
		{"angles", `@book{a, title={О <<тихом>> флоте, $a < b$}}`, `{"id":"a","type":"book","title":"О «тихом» флоте, a < b"}`},
		{"sorted by a command", `@preamble{ "\newcommand{\sortkey}[1]{} \def\nix#1{}" }
@book{a, title={\sortkey {x{y}}Nets \sortkeys{kept}}, year={{\nix{1}}2003}}`, `{"id":"a","type":"book","title":"Nets kept","issued":{"date-parts":[[2003]]}}`},
		{"pages in other words", `@article{a, title={T}, pages={第12--20页}}`, `{"id":"a","type":"article-journal","title":"T","page":"12-20"}`},
		{"pages with letters", `@article{a, title={T}, pages={S12--S20}}`, `{"id":"a","type":"article-journal","title":"T","page":"S12-S20"}`},
	} {
		if bib.Sniff([]byte(c.src)) == "" {
			t.Errorf("%s: no bibliography", c.name)
		}
		got, _ := read("a.txt", []byte(c.src))
		if len(got) != 1 {
			t.Errorf("%s: %s", c.name, got)
			continue
		}
		same(t, got[0], c.want)
	}
}

// TestBodiesAndOrder holds that names of bodies stay whole, and which part of a name
// without a comma is the family's, in four languages.
func TestBodiesAndOrder(t *testing.T) {
	for _, c := range []struct{ in, bibtex, ris string }{
		{"World Bank", `{"literal":"World Bank"}`, `{"literal":"World Bank"}`},
		{"Bank of Belmora", `{"literal":"Bank of Belmora"}`, `{"literal":"Bank of Belmora"}`},
		{"Harbour Corporation", `{"literal":"Harbour Corporation"}`, `{"literal":"Harbour Corporation"}`},
		{"Council of the Inner Straits", `{"literal":"Council of the Inner Straits"}`, `{"literal":"Council of the Inner Straits"}`},
		{"Friends of Ice", `{"literal":"Friends of Ice"}`, `{"literal":"Friends of Ice"}`},
		{"Ministry of Nets, Belmora", `{"literal":"Ministry of Nets, Belmora"}`, `{"literal":"Ministry of Nets, Belmora"}`},
		{"Институт Дальнего Севера РАН", `{"literal":"Институт Дальнего Севера РАН"}`, `{"literal":"Институт Дальнего Севера РАН"}`},
		{"国土港湾省 港湾局", `{"literal":"国土港湾省 港湾局"}`, `{"literal":"国土港湾省 港湾局"}`},
		{"외교부", `{"literal":"외교부"}`, `{"literal":"외교부"}`},
		{"Ada Press", `{"family":"Press","given":"Ada"}`, `{"literal":"Ada Press"}`},
		{"Jo R. Post", `{"family":"Post","given":"Jo R."}`, `{"literal":"Jo R. Post"}`},
		{"Press, Ada", `{"family":"Press","given":"Ada"}`, `{"family":"Press","given":"Ada"}`},
		{"山本 花", `{"family":"山本","given":"花"}`, `{"family":"山本","given":"花"}`},
		{"木村　花子", `{"family":"木村","given":"花子"}`, `{"family":"木村","given":"花子"}`},
		{"王 毅", `{"family":"王","given":"毅"}`, `{"family":"王","given":"毅"}`},
		{"홍 길동", `{"family":"홍","given":"길동"}`, `{"family":"홍","given":"길동"}`},
		{"길동 홍", `{"family":"홍","given":"길동"}`, `{"family":"홍","given":"길동"}`},
		{"남궁 민수", `{"family":"남궁","given":"민수"}`, `{"family":"남궁","given":"민수"}`},
		{"김 도실", `{"family":"김","given":"도실"}`, `{"family":"김","given":"도실"}`},
		{"Сомов И. А.", `{"family":"Сомов","given":"И. А."}`, `{"family":"Сомов","given":"И. А."}`},
		{"Сомов И.А.", `{"family":"Сомов","given":"И.А."}`, `{"family":"Сомов","given":"И.А."}`},
		{"И. А. Сомов", `{"family":"Сомов","given":"И. А."}`, `{"literal":"И. А. Сомов"}`},
		{"Сомов Илья Андреевич", `{"family":"Сомов","given":"Илья Андреевич"}`, `{"literal":"Сомов Илья Андреевич"}`},
		{"Илья Андреевич Сомов", `{"family":"Сомов","given":"Илья Андреевич"}`, `{"literal":"Илья Андреевич Сомов"}`},
	} {
		got, _ := read("a.bib", []byte("@book{a, author = {"+c.in+"}}"))
		same(t, got[0], `{"id":"a","type":"book","author":[`+c.bibtex+`]}`)
		got, _ = read("a.ris", []byte("TY  - BOOK\nID  - a\nAU  - "+c.in+"\nER  - \n"))
		same(t, got[0], `{"id":"a","type":"book","author":[`+c.ris+`]}`)
	}
}

// TestDatesOfCatalogues reads years and days as catalogues and eras write them; a day that
// may be two stays as it is written.
func TestDatesOfCatalogues(t *testing.T) {
	for in, want := range map[string]string{
		"c2020": "[[2020]]", "©2020": "[[2020]]", "[2020]": "[[2020]]", "2020.": "[[2020]]", "2020 г.": "[[2020]]", "2020 год": "[[2020]]", "20200915": "[[2020,9,15]]", "9/15/2020": "[[2020,9,15]]",
		"15/9/2020": "[[2020,9,15]]", "令和2年9月15日": "[[2020,9,15]]", "昭和60年": "[[1985]]", "平成31年4月": "[[2019,4]]", "2020年": "[[2020]]", "2020. 5": "[[2020,5]]", "December/January 2001": "[[2000,12],[2001,1]]",
		"9/8/2020": "", "20201315": "", "99999999": "", "in press 2020": "", "2020 г. и позже": "", "令和2年以後": "",
	} {
		for _, src := range []string{"TY  - JOUR\nID  - a\nTI  - T\nPY  - " + in + "\nER  - \n", "@article{a, title={T}, date={" + in + "}}",
			`[{"id":"a","type":"book","title":"T","issued":{"raw":"` + in + `"}}]`, `[{"id":"a","type":"book","title":"T","issued":"` + in + `"}]`} {
			got, _ := read("a.txt", []byte(src))
			var r struct {
				Issued json.RawMessage
			}
			if err := json.Unmarshal(got[0], &r); err != nil {
				t.Fatal(err)
			}
			wanted := `{"date-parts":` + want + `}`
			if want == "" && strings.Contains(string(r.Issued), "date-parts") || want != "" && string(r.Issued) != wanted {
				t.Errorf("%s gives %s, want %s", src, r.Issued, wanted)
			}
		}
	}
}

// TestOneRecordOfCSL reads CSL that is one record, stands within an object, or is written
// as Crossref writes it.
func TestOneRecordOfCSL(t *testing.T) {
	const want = `{"id":"a","type":"article-journal","title":"Nets & ice","container-title":"Straits","author":[{"family":"Lund","given":"P."},{"literal":"Harbour Office"}],"issued":{"date-parts":[[2020,5]]},"ISSN":"0000-0001"}`
	const crossref = `{"id":"a","type":"journal-article","title":["Nets &amp; ice"],"container-title":["Straits"],"author":[{"family":"Lund","given":"P."},{"name":"Harbour Office"}],"issued":{"date-parts":[[2020,5,null]]},"ISSN":["0000-0001","0000-0002"]}`
	for _, src := range []string{want, crossref, "[" + crossref + "]", " \n" + want + "\n", `{"items":[` + want + `]}`, `{"status":"ok","message-type":"work","message":` + crossref + `}`, `{"status":"ok","message":{"total":1,"items":[` + crossref + `]}}`} {
		if bib.Sniff([]byte(src)) != "csl" {
			t.Errorf("no bibliography: %s", src)
		}
		got, found := read("a.json", []byte(src))
		if len(got) != 1 || len(found) > 0 {
			t.Fatalf("%s: %s, %v", src, got, found)
		}
		same(t, got[0], want)
	}
	for _, src := range []string{`{}`, `{"type":"FeatureCollection","id":"a","title":"T"}`, `{"version":"https://jsonfeed.org/version/1.1","items":[{"type":"book","id":"a"}]}`, `{"items":[{"id":1}]}`, `{"items":3}`, `{"type":"book"}`, `{"type":"book","id":`} {
		if got := bib.Sniff([]byte(src)); got != "" {
			t.Errorf("%s is taken for %s", src, got)
		}
	}
	got, _ := read("a.json", []byte(`[{"id":"a","type":"book","title":"T","issued":{"date-parts":[[null]]},"custom":{"x":[1]}}]`))
	if string(got[0]) != `{"id":"a","type":"book","title":"T","issued":{"date-parts":[[null]]},"custom":{"x":[1]}}` {
		t.Errorf("%s", got[0])
	}
}

// TestTaggedLines reads what PubMed, EndNote and the Web of Science export as text.
func TestTaggedLines(t *testing.T) {
	for _, c := range []struct{ format, src, want string }{
		{"nbib", "\nPMID- 123\nOWN - NLM\nIS  - 0000-0019 (Electronic)\nVI  - 7\nIP  - 2\nDP  - 2020 Dec 10\nTI  - Cold chains across\n      the bay.\nPG  - 12-20\nLID - 10.5/abc [doi]\nAID - S00 [pii]\nAID - 10.5/abc [doi]\nFAU - Lund, Per J\nAU  - Lund PJ\nAD  - Harbour\nCN  - Harbour Study Group\nPT  - Journal Article\nTA  - Str J\nJT  - The straits journal\nPMC - PMC9\nOT  - ice\n\nPMID- 124\nTI  - Second\nAU  - Berg A\nPT  - Journal Article\n",
			`[{"id":"lund-2020-cold-chains-across-the","type":"article-journal","title":"Cold chains across the bay","container-title":"The straits journal","container-title-short":"Str J","author":[{"family":"Lund","given":"Per J"},{"literal":"Harbour Study Group"}],
"issued":{"date-parts":[[2020,12,10]]},"volume":"7","issue":"2","page":"12-20","DOI":"10.5/abc","ISSN":"0000-0019","PMID":"123","PMCID":"PMC9","keyword":"ice"},
{"id":"berg-a-second","type":"article-journal","title":"Second","author":[{"literal":"Berg A"}],"PMID":"124"}]`},
		{"endnote", "%0 Journal Article\n%A Lund, Per\n%A Berg, Anna\n%T The ports of the north\n%J Straits\n%V 61\n%N 4\n%P 1-20\n%D 2021\n%8 May 3\n%R 10.5/x\n%X One.\n\nTwo.\n%F lund21\n\n%0 Book Section\n%A 山本, 花\n%E Roy, Ines\n%T 港\n%B Ports\n%I Quay Press\n%C Oslo\n%D 2020\n",
			`[{"id":"lund21","type":"article-journal","title":"The ports of the north","container-title":"Straits","author":[{"family":"Lund","given":"Per"},{"family":"Berg","given":"Anna"}],"issued":{"date-parts":[[2021,5,3]]},"volume":"61","issue":"4","page":"1-20","DOI":"10.5/x","abstract":"One. Two."},
{"id":"山本-2020-港","type":"chapter","title":"港","container-title":"Ports","author":[{"family":"山本","given":"花"}],"editor":[{"family":"Roy","given":"Ines"}],"publisher":"Quay Press","publisher-place":"Oslo","issued":{"date-parts":[[2020]]}}]`},
		{"wos", "FN Clarivate Analytics Web of Science\nVR 1.0\nPT J\nAU Lund, P\n   Berg, A\nAF Lund, Per\n   Berg, Anna\nTI The ports of\n   the north\nSO STRAITS\nC1 [Lund, Per] Harbour Univ\n   [Berg, Anna] Quay Univ\nPD MAY-JUN\nPY 2021\nBP 1\nEP 20\nDI 10.5/x\nER\n\nEF\n",
			`[{"id":"lund-2021-ports-of-the-north","type":"article-journal","title":"The ports of the north","container-title":"STRAITS","author":[{"family":"Lund","given":"Per"},{"family":"Berg","given":"Anna"}],"issued":{"date-parts":[[2021,5],[2021,6]]},"page":"1-20","DOI":"10.5/x"}]`},
	} {
		src := strings.ReplaceAll(c.src, "\n", "\r\n")
		if got := bib.Sniff([]byte(src)); got != c.format {
			t.Errorf("%s is taken for %q", c.format, got)
		}
		got, found := read("a.txt", []byte(src))
		if len(found) > 0 {
			t.Errorf("%s: %v", c.format, found)
		}
		all, err := json.Marshal(got)
		if err != nil {
			t.Fatal(err)
		}
		same(t, all, c.want)
	}
	for _, src := range []string{"FN 12\nThe ports\nVR 1.0\n", "%0 is nothing\n", "PMID- said so\n", "100 %\n%0 Book\n"} {
		if got := bib.Sniff([]byte(src)); got != "" {
			t.Errorf("%q is taken for %s", src, got)
		}
	}
	got, found := read("a.txt", []byte("%0 Book\n%T A\n%0 Tapestry\n%T B\n"))
	if len(got) != 2 || len(found) != 1 || !strings.Contains(found[0].Message, `"Tapestry" is not known`) {
		t.Errorf("%s, %v", got, found)
	}
}

func FuzzTagged(f *testing.F) {
	for _, s := range []string{"PMID- 1\nTI  - A\n      b\nFAU - C, D\n", "%0 Book\n%A C, D\nE, F\n%D 2020\n", "FN a\nVR 1.0\nPT J\nAU A, B\n   C, D\nER\nEF\n"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { cite(t, checkRead(t, "a.txt", s)) })
}
