package fetch

import (
	"errors"
	"fmt"
	"net/url"
	"reflect"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

const rssFeed = `<?xml version="1.0" encoding="UTF-8"?>
<!-- a comment may say <!DOCTYPE x> -->
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel>
 <title> The Harbour Board </title><link>https://harbour.example/news/</link><language>en-gb</language>
 <item>
  <title>Dredging starts</title><link>2024/dredging.html</link><guid isPermaLink="false">n-17</guid>
  <description>&lt;p&gt;Work &lt;b&gt;starts&lt;/b&gt;&lt;/p&gt;</description>
  <content:encoded><![CDATA[<p>Whole text, and <!DOCTYPE not a type></p><img src="/count.gif">]]></content:encoded>
  <dc:creator>Ana Ruiz</dc:creator><category>Works</category><category>Works</category><category>Harbour</category>
  <pubDate>Tue, 05 Mar 2024 09:30:00 +0200</pubDate>
  <enclosure url="/img/a.jpg" type="image/jpeg" length="3"/>
 </item>
 <item><guid>https://harbour.example/p/18</guid><title>No date</title></item>
 <item><title>Bad link</title><link>javascript:alert(1)</link></item>
 <item><title>Root</title><link>/root</link></item>
</channel></rss>`

const atomFeed = `<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr">
 <title>Ministère</title><link rel="self" href="https://m.example/feed.atom"/><link href="https://m.example/a/"/>
 <id>urn:x</id><updated>2024-01-02T00:00:00Z</updated>
 <entry><title>Un</title><link href="un"/><id>urn:x:1</id><author><name>B. Petit</name></author><author><email>c@m.example</email></author>
  <published>2024-01-01T10:00:00+01:00</published><updated>2024-01-02T10:00:00+01:00</updated>
  <summary>court</summary><content type="html">&lt;p&gt;long</content><category term="eau"/></entry>
</feed>`

const jsonFeed = `{"version":"https://jsonfeed.org/version/1.1","title":"Board","home_page_url":"https://b.example/x/","language":"en",
"items":[{"id":7,"url":"../one","title":"One","summary":"s","content_html":"<p>c</p>","image":"i.png","tags":["a"],
"authors":[{"name":"D"}],"date_published":"2024-05-06T07:08:09-05:00"}]}`

func day(s string) time.Time {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		panic(err)
	}
	return t.UTC()
}

func TestParseFeed(t *testing.T) {
	for name, c := range map[string]struct {
		body string
		want Feed
	}{
		"RSS": {rssFeed, Feed{Title: "The Harbour Board", URL: "https://harbour.example/news/", Language: "en-gb", Items: []Item{
			{ID: "n-17", Title: "Dredging starts", URL: "https://harbour.example/news/2024/dredging.html", Summary: "<p>Work <b>starts</b></p>",
				Content: `<p>Whole text, and <!DOCTYPE not a type></p><img src="/count.gif">`, Authors: []string{"Ana Ruiz"},
				Published: day("2024-03-05T07:30:00Z"), Categories: []string{"Works", "Harbour"}, Image: "https://harbour.example/img/a.jpg"},
			{ID: "https://harbour.example/p/18", Title: "No date", URL: "https://harbour.example/p/18"},
			{Title: "Bad link"},
			{ID: "https://harbour.example/root", Title: "Root", URL: "https://harbour.example/root"},
		}}},
		"Atom": {atomFeed, Feed{Title: "Ministère", URL: "https://m.example/a/", Language: "fr", Items: []Item{
			{ID: "urn:x:1", Title: "Un", URL: "https://m.example/a/un", Summary: "court", Content: "<p>long", Authors: []string{"B. Petit", "c@m.example"},
				Published: day("2024-01-01T09:00:00Z"), Updated: day("2024-01-02T09:00:00Z"), Categories: []string{"eau"}},
		}}},
		"JSON Feed": {jsonFeed, Feed{Title: "Board", URL: "https://b.example/x/", Language: "en", Items: []Item{
			{ID: "7", Title: "One", URL: "https://b.example/one", Summary: "s", Content: "<p>c</p>", Authors: []string{"D"},
				Published: day("2024-05-06T12:08:09Z"), Categories: []string{"a"}, Image: "https://b.example/x/i.png"},
		}}},
	} {
		for start, body := range map[string]string{"as it is": c.body, "with a mark": "\xef\xbb\xbf" + c.body, "with space": " \n" + c.body} {
			f, err := ParseFeed([]byte(body))
			if err != nil {
				t.Errorf("%s %s: %v", name, start, err)
				continue
			}
			for i := range f.Items {
				// The moment is compared; TestFeedDays holds the zone.
				f.Items[i].Published, f.Items[i].Updated = f.Items[i].Published.UTC(), f.Items[i].Updated.UTC()
			}
			if !reflect.DeepEqual(*f, c.want) {
				t.Errorf("%s %s:\n got %+v\nwant %+v", name, start, *f, c.want)
			}
			if !IsFeed("text/plain", []byte(body)) {
				t.Errorf("%s %s is not known for a feed", name, start)
			}
		}
	}
}

// TestLinkedPages: a JSON Feed may give nothing but a page of another site, and RSS 0.91
// begins with the name of its public document type.
func TestLinkedPages(t *testing.T) {
	for body, want := range map[string]string{
		`{"version":"https://jsonfeed.org/version/1.1","title":"T","home_page_url":"https://a.example/","items":[{"id":"3","external_url":"https://b.example/z","title":"A"}]}`:                                                               "https://b.example/z",
		`{"version":"https://jsonfeed.org/version/1.1","title":"T","home_page_url":"https://a.example/","items":[{"id":"3","url":"https://a.example/3","external_url":"https://b.example/z","title":"A"}]}`:                                   "https://a.example/3",
		`{"version":"https://jsonfeed.org/version/1.1","title":"T","home_page_url":"https://a.example/","items":[{"id":"3","external_url":"file:///z","title":"A"}]}`:                                                                         "",
		`<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss version="0.91"><channel><item><title>A</title><link>http://a.example/1</link></item></channel></rss>`: "http://a.example/1",
	} {
		f, err := ParseFeed([]byte(body))
		if err != nil || len(f.Items) != 1 || f.Items[0].URL != want {
			t.Errorf("%s gives %+v, %v", body, f, err)
		}
	}
}

// TestFeedDays: the day of an item is that of its site, not that of Greenwich.
func TestFeedDays(t *testing.T) {
	for name, body := range map[string]string{
		"RSS":       `<rss version="2.0"><channel><title>T</title><item><title>A</title><guid>a</guid><pubDate>Fri, 03 Oct 2025 08:00:00 +0900</pubDate></item></channel></rss>`,
		"Atom":      `<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><id>t</id><entry><title>A</title><id>a</id><published>2025-10-03T08:00:00+09:00</published></entry></feed>`,
		"JSON Feed": `{"version":"https://jsonfeed.org/version/1.1","title":"T","items":[{"id":"a","content_text":"x","date_published":"2025-10-03T08:00:00+09:00"}]}`,
	} {
		f, err := ParseFeed([]byte(body))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := f.Items[0].Published.Format(time.DateOnly); got != "2025-10-03" {
			t.Errorf("%s: %s", name, got)
		}
	}
}

func TestFeedCharsets(t *testing.T) {
	const feed = `<?xml version="1.0" encoding="%s"?><rss version="2.0"><channel><title>Señal é</title><item><title>día</title></item></channel></rss>`
	latin, err := charmap.ISO8859_1.NewEncoder().String(fmt.Sprintf(feed, "ISO-8859-1"))
	if err != nil {
		t.Fatal(err)
	}
	bodies := map[string]string{"ISO-8859-1": latin}
	for name, e := range map[string]struct {
		end  unicode.Endianness
		mark unicode.BOMPolicy
	}{
		"UTF-16BE": {unicode.BigEndian, unicode.UseBOM}, "UTF-16LE": {unicode.LittleEndian, unicode.UseBOM},
		"UTF-16BE bare": {unicode.BigEndian, unicode.IgnoreBOM}, "UTF-16LE bare": {unicode.LittleEndian, unicode.IgnoreBOM},
	} {
		if bodies[name], err = unicode.UTF16(e.end, e.mark).NewEncoder().String(fmt.Sprintf(feed, "UTF-16")); err != nil {
			t.Fatal(err)
		}
	}
	for name, body := range bodies {
		f, err := ParseFeed([]byte(body))
		if err != nil || f.Title != "Señal é" || len(f.Items) != 1 || f.Items[0].Title != "día" {
			t.Errorf("%s: %+v, %v", name, f, err)
		}
	}
	if _, err := ParseFeed(fmt.Appendf(nil, feed, "no-such-set")); !errors.Is(err, ErrFeed) {
		t.Errorf("an unknown character set: %v", err)
	}
}

func TestFeedRefused(t *testing.T) {
	const bomb = `<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol1 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;">]>`
	const rest = `<rss version="2.0"><channel><title>&lol1;</title></channel></rss>`
	wide, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(`<?xml version="1.0" encoding="UTF-16"?>` + bomb + rest)
	if err != nil {
		t.Fatal(err)
	}
	for name, body := range map[string]string{
		"bomb":           bomb + rest,
		"declared":       `<?xml version="1.0"?>` + bomb + rest,
		"after spaces":   `<?xml version="1.0"?>` + strings.Repeat(" ", 9000) + bomb + rest,
		"after notes":    `<?xml version="1.0"?><!-- ` + strings.Repeat("x", 9000) + ` -->` + bomb + rest,
		"small letters":  `<!doctype rss>` + rest,
		"public, within": `<rss version="2.0"><channel><!DOCTYPE rss PUBLIC "-//A" "http://a.example/a.dtd"></channel></rss>`,
		"public, a file": `<!DOCTYPE rss PUBLIC "-//A" "file:///etc/passwd">` + rest,
		"public, more":   `<!DOCTYPE rss PUBLIC "-//A" "http://a.example/a.dtd" [<!ENTITY lol1 "x">]>` + rest,
		"external":       `<!DOCTYPE rss SYSTEM "file:///etc/passwd">` + rest,
		"inside":         `<rss version="2.0"><channel>` + bomb + `</channel></rss>`,
		"entity alone":   `<!ENTITY a "b">` + rest,
		"NULs between":   "<!DOC\x00TYPE rss>" + rest,
		"UTF-16":         wide,
		"7 bit":          "<?xml version=\"1.0\" encoding=\"ISO-2022-JP\"?><!DOC\x1b(BTYPE rss>" + rest,
	} {
		if _, err := ParseFeed([]byte(body)); !errors.Is(err, ErrFeed) || !strings.Contains(err.Error(), "entities that expand are refused") {
			t.Errorf("%s: %v", name, err)
		}
	}
	rss := func(inside string) string { return `<rss version="2.0"><channel>` + inside + `</channel></rss>` }
	jf := func(inside string) string {
		return `{"version":"https://jsonfeed.org/version/1.1","title":"t",` + inside + `}`
	}
	var names strings.Builder
	for i := range 300 {
		fmt.Fprintf(&names, ` xmlns:a%d="u:%d"`, i, i)
	}
	for name, body := range map[string]string{
		"items":      rss(strings.Repeat("<item/>", maxItems+1)),
		"JSON items": jf(`"ITEMS":[` + strings.Repeat("{},", maxItems) + `{}]`),
		"deep":       rss(strings.Repeat("<a>", 5000) + strings.Repeat("</a>", 5000)),
		"JSON deep":  jf(`"x":` + strings.Repeat("[", 5000) + strings.Repeat("]", 5000)),
		"names":      rss("<a" + names.String() + "/>"),
	} {
		if _, err := ParseFeed([]byte(body)); !errors.Is(err, ErrTooLarge) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, body := range map[string]string{
		"nothing": "", "text": "hello", "page": "<html><body>x</body></html>", "JSON": `{"a":1}`, "broken JSON": `{"version":`,
		"cut": rssFeed[:600], "bracket": "<", "list": "[1]", "NUL": "\x00<", "RDF": `<rdf:RDF xmlns:rdf="r"><a/></rdf:RDF>`,
	} {
		if _, err := ParseFeed([]byte(body)); !errors.Is(err, ErrFeed) {
			t.Errorf("%s: %v", name, err)
		}
		if name != "cut" && IsFeed("text/xml", []byte(body)) {
			t.Errorf("%s is taken for a feed", name)
		}
	}
	for name, body := range map[string]string{
		"most items": rss(strings.Repeat("<item><title>x</title></item>", maxItems)),
		"most JSON":  jf(`"items":[` + strings.Repeat("{},", maxItems-1) + `{}],"authors":[{},{}]`),
		"tail":       rss("<title>x</title>") + "</rss><b>Warning: line 3",
	} {
		if _, err := ParseFeed([]byte(body)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestIsFeed(t *testing.T) {
	for _, c := range []struct {
		kind, body string
		want       bool
	}{
		{"application/rss+xml; charset=x", "", true}, {"application/atom+xml", "", true}, {"application/feed+json", "", true},
		{"text/html", rssFeed, true}, {"", atomFeed, true}, {"application/json", jsonFeed, true},
		{"text/html", "<!doctype html><html>", false}, {"text/plain", "<rss", false}, {"application/json", `{"items":[]}`, false},
		{"text/xml", `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">`, true},
	} {
		if IsFeed(c.kind, []byte(c.body)) != c.want {
			t.Errorf("%s %.40q: not %v", c.kind, c.body, c.want)
		}
	}
}

func TestRelativeLinks(t *testing.T) {
	const feed = `<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><link>%s</link>%s<item><link>%s</link></item></channel></rss>`
	const self = `<atom:link rel="self" href="https://s.example/f/rss.xml"/>`
	for _, c := range [][4]string{
		{"https://a.example/b/", "", "c", "https://a.example/b/c"},
		{"https://a.example/b/", "", "//c.example/d", "https://c.example/d"},
		{"https://a.example/b/", "", "https://c.example/", "https://c.example/"},
		{"https://a.example/b/", "", "mailto:x@y.example", ""},
		{"/b/", self, "c", "https://s.example/b/c"},
		{"", self, "c", "https://s.example/f/c"},
		{"", "", "c/d", "c/d"},
		{"", "", "data:text/html,x", ""},
		{"", "", "//c.example/d", ""},
		{"javascript:x", "", "c", "c"},
	} {
		f, err := ParseFeed(fmt.Appendf(nil, feed, c[0], c[1], c[2]))
		if err != nil {
			t.Errorf("%q: %v", c, err)
		} else if f.Items[0].URL != c[3] {
			t.Errorf("%q: got %q", c, f.Items[0].URL)
		}
	}
}

func FuzzParseFeed(f *testing.F) {
	for _, s := range []string{rssFeed, atomFeed, jsonFeed, "\xff\xfe<\x00", "<!DOCTYPE a>", `<feed xml:base="http://[" ><entry><link href="x"/></entry></feed>`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		IsFeed("", body)
		feed, err := ParseFeed(body)
		if (feed == nil) == (err == nil) {
			t.Fatalf("feed %v and error %v", feed, err)
		}
		if err != nil {
			if !errors.Is(err, ErrFeed) && !errors.Is(err, ErrTooLarge) {
				t.Errorf("%v is of no kind", err)
			}
			return
		}
		if len(feed.Items) > maxItems {
			t.Errorf("%d items", len(feed.Items))
		}
		for _, it := range feed.Items {
			for _, s := range []string{it.URL, it.Image} {
				if u, err := url.Parse(s); err != nil || (u.Scheme != "" && u.Scheme != "http" && u.Scheme != "https") {
					t.Errorf("the address %q", s)
				}
			}
			for _, at := range []time.Time{it.Published, it.Updated} {
				if _, off := at.Zone(); off <= -24*3600 || off >= 24*3600 {
					t.Errorf("a zone of %d seconds", off)
				}
			}
		}
	})
}
