package page

import (
	"strings"
	"testing"
)

// What the data call a body is one.
func TestBodiesOfPages(t *testing.T) {
	p := &Page{bodies: map[string]bool{"Coastline": true}}
	if !p.IsBody("Coastline") || p.IsBody("Ines Calder") || !p.IsBody("Harbour Institute") {
		t.Error("what the data call a body is one")
	}
}

// Titles, agencies, sections and controls in a byline are no persons, and the name of
// a body is not parted.
func TestWhoIsInAByline(t *testing.T) {
	for in, want := range map[string]string{
		"Lena Osk, Associated Press": "Lena Osk", "Lena Osk, NW Diplomatic Writer": "Lena Osk", "By LENA OSK, Northern Wire": "Lena Osk", "By LENA OSK and JO O’NEIL-WHITE": "Lena Osk|Jo O’Neil-White", "Lena Osk, Senior Fellow": "Lena Osk",
		"Department of State and Trade": "Department of State and Trade", "Ministry of Foreign Affairs of Belmora": "Ministry of Foreign Affairs of Belmora", "Northern Wire": "Northern Wire", "Calder, Ines": "Ines Calder",
		"Print this article": "", "World": "", "Politics": "", "the crews were told of it": "", "Илья Сомов, старший научный сотрудник": "Илья Сомов", "이서준 선임연구위원": "이서준", "佐伯 透 主任研究員": "佐伯 透", "聞き手・大野美咲": "大野美咲", "작성자 : 외교부": "외교부", "Автор: Анна Вересова": "Анна Вересова",
		"Ludwig van der Berg": "Ludwig van der Berg", "García y Vega": "García y Vega", "Osk, Lena and Ada Finch": "Osk|Lena|Ada Finch",
	} {
		if got := strings.Join(splitAuthors(in), "|"); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// Authors of records are found by their @id wherever their own record stands, and
// organizations stay whole.
func TestAuthorsOfRecords(t *testing.T) {
	for src, want := range map[string]string{
		`{"@graph":[{"@type":"Article","author":{"@id":"#p"}},{"@type":"Person","@id":"#p","name":"Ines Calder"}]}`:                "Ines Calder",
		`{"@graph":[{"@type":"Person","@id":"#p","name":"Ines Calder"},{"@type":"Article","author":[{"@id":"#p"},{"@id":"#q"}]}]}`: "Ines Calder",
		`{"@type":"Article","author":{"@type":"Organization","name":"Rivers, Ports and Seas"}}`:                                    "Rivers, Ports and Seas (body)",
		`{"@type":"Article","author":{"@type":["Thing","NewsMediaOrganization"],"name":"Coastline"}}`:                              "Coastline",
		`{"@type":"Article","author":{"@type":"GovernmentOrganization","name":"Coastline"}}`:                                       "Coastline (body)",
		`{"@type":"Article","author":{"@type":"Person","name":"Ines Calder, Harbour Institute"}}`:                                  "Ines Calder",
		`{"@type":"Article","author":{"@type":"Organization","name":"https://a.example"}}`:                                         "",
		`{"@type":"LiveBlogPosting","author":"Ines Calder"}`:                                                                       "Ines Calder",
		`{"@type":"WebPage","creator":{"@type":"Organization","name":"Coastline"}}`:                                                "Coastline (body)",
	} {
		h := headOf(t, `<script type="application/ld+json">`+src+`</script>`)
		p := &Page{}
		p.apply(h, Options{})
		got := strings.Join(p.Authors, "; ")
		if len(p.Authors) > 0 && p.IsBody(p.Authors[0]) {
			got += " (body)"
		}
		if got != want {
			t.Errorf("%s: %q, want %q", src, got, want)
		}
	}
	// A record in another script than the article's is found too.
	h := headOf(t, ldScript(`{"@type":"Article","author":{"@id":"#p"}}`)+ldScript(`{"@type":"Person","@id":"#p","name":"Ines Calder"}`))
	if got := strings.Join(h.ld.authors, "; "); got != "Ines Calder" {
		t.Errorf("%q", got)
	}
}
