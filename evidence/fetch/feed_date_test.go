package fetch

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// TestFeedDates reads dates in the forms that feeds use.
func TestFeedDates(t *testing.T) {
	for _, c := range []struct{ in, language, want string }{
		{"Fri, 19 Nov 2021 01:45:08 +02:00", "", "2021-11-19T01:45:08+02:00"}, {"Fri, 19 Nov 2021 01:45:08 +0200", "", "2021-11-19T01:45:08+02:00"},
		{"Fri, 19 Nov 2021 01:45:08 +02", "", "2021-11-19T01:45:08+02:00"}, {"Fri, 19 Nov 2021 01:45:08 GMT+9", "", "2021-11-19T01:45:08+09:00"},
		{"WED,23 MAY 2012 02:23:01", "", "2012-05-23T02:23:01Z"}, {"Wed, 23 May 12 02:23:01 EST", "", "2012-05-23T02:23:01-05:00"},
		{"Wed, 23 May 2012 23:23 JST", "", "2012-05-23T23:23:00+09:00"}, {"Wednesday, 23-May-12 02:23:01 UTC", "", "2012-05-23T02:23:01Z"},
		{"Wed May 23 02:23:01 2012", "", "2012-05-23T02:23:01Z"}, {"May 23rd, 2012 2:23 PM", "", "2012-05-23T14:23:00Z"}, {"May 23, 2012, 12:05 a.m.", "", "2012-05-23T00:05:00Z"},
		{"05.03.2025", "", "2025-03-05T00:00:00Z"}, {"05.03.2025 14:30", "", "2025-03-05T14:30:00Z"}, {"5/3/2025", "en-GB", "2025-03-05T00:00:00Z"},
		{"5/3/2025", "en-us", "2025-05-03T00:00:00Z"}, {"5/3/2025", "", ""}, {"25/3/2025 08:00", "", "2025-03-25T08:00:00Z"}, {"3/25/2025", "", "2025-03-25T00:00:00Z"},
		{"2025-03-05", "", "2025-03-05T00:00:00Z"}, {"2025/03/05 14:30:15 +0900", "", "2025-03-05T14:30:15+09:00"}, {"2025-03-05T14:30:15.123Z", "", "2025-03-05T14:30:15Z"},
		{"2025-03-05T14:30:15-05:00", "", "2025-03-05T14:30:15-05:00"}, {"2025. 3. 5. 14:30", "", "2025-03-05T14:30:00Z"}, {"20250305", "", "2025-03-05T00:00:00Z"},
		{"20250305143015", "", "2025-03-05T14:30:15Z"}, {"20250305T143015Z", "", "2025-03-05T14:30:15Z"}, {"1741185015", "", "2025-03-05T14:30:15Z"},
		{"2025年3月5日", "", "2025-03-05T00:00:00Z"}, {"２０２５年３月５日 １４時３０分", "", "2025-03-05T14:30:00Z"}, {"2025年3月5日 午後2時30分", "", "2025-03-05T14:30:00Z"},
		{"令和7年3月5日", "", "2025-03-05T00:00:00Z"}, {"2025년 3월 5일 (수) 오후 2:30", "", "2025-03-05T14:30:00Z"}, {"2025년 3월 5일", "", "2025-03-05T00:00:00Z"},
		{"mer, 05 mar 2025 14:30:00 +0100", "it", "2025-03-05T14:30:00+01:00"}, {"5 marzo 2025", "it", "2025-03-05T00:00:00Z"}, {"mercoledì 5 marzo 2025, ore 14:30", "it", "2025-03-05T14:30:00Z"},
		{"Mi, 05 Mär 2025", "de", "2025-03-05T00:00:00Z"}, {"5. März 2025 14:30", "de", "2025-03-05T14:30:00Z"}, {"5 de marzo de 2025", "es", "2025-03-05T00:00:00Z"}, {"1er mars 2025", "fr", "2025-03-01T00:00:00Z"},
		{"5 марта 2025 г., 14:30", "ru", "2025-03-05T14:30:00Z"}, {"Ср, 05 мар 2025 14:30:00 +0300", "ru", "2025-03-05T14:30:00+03:00"}, {"5 марта 2025 года", "ru", "2025-03-05T00:00:00Z"},
		{"31 February 2025", "", ""}, {"yesterday", "", ""}, {"", "", ""}, {"0000-00-00", "", ""}, {"Wed, 23 May 2012 25:61:00 GMT", "", "2012-05-23T00:00:00Z"},
		{"Wed, 23 May 2012 02:23:01 +9900", "", "2012-05-23T02:23:01Z"}, {"2025-13-05", "", ""},
	} {
		got := ""
		if at := feedDate(c.in, c.language); !at.IsZero() {
			got = at.Format(time.RFC3339)
		}
		if got != c.want {
			t.Errorf("%q (%s) is read as %s, want %s", c.in, c.language, got, c.want)
		}
	}
}

// TestFeedWords reads authors and titles of items, and what a feed hands down.
func TestFeedWords(t *testing.T) {
	rss := func(channel, item string) string {
		return `<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel><title>T</title>` + channel + `<item><guid>a</guid>` + item + `</item></channel></rss>`
	}
	atom := func(feed, entry string) string {
		return `<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><id>t</id>` + feed + `<entry><id>a</id>` + entry + `</entry></feed>`
	}
	for _, c := range []struct{ body, authors, title string }{
		{rss("", "<dc:creator>Calder, Ines</dc:creator>"), "Ines Calder", ""},
		{rss("", "<dc:creator>van den Berg, Anna M.</dc:creator><dc:creator>Jonas Weil</dc:creator>"), "Anna M. van den Berg|Jonas Weil", ""},
		{rss("", "<dc:creator>Calder, Ines; Weil, Jonas</dc:creator>"), "Ines Calder|Jonas Weil", ""},
		{rss("", "<dc:creator>Reuters, AFP</dc:creator>"), "Reuters, AFP", ""}, {rss("", "<dc:creator>Ines Calder, Jonas Weil</dc:creator>"), "Ines Calder, Jonas Weil", ""},
		{rss("", "<dc:creator>Calder, Jr.</dc:creator>"), "Calder, Jr.", ""}, {rss("", "<dc:creator>山田, 太郎</dc:creator>"), "山田 太郎", ""},
		{rss("<dc:creator>Board of Tides</dc:creator>", ""), "Board of Tides", ""}, {rss("<itunes:author>Coast Radio</itunes:author>", ""), "Coast Radio", ""},
		{rss("<dc:creator>Board of Tides</dc:creator>", "<dc:creator>Ines Calder</dc:creator>"), "Ines Calder", ""},
		{rss("<managingEditor>ed@t.example (Ed Iter)</managingEditor><webMaster>w@t.example (Web)</webMaster>", ""), "", ""},
		{rss("", "<author>i@t.example (Ines Calder)</author>"), "Ines Calder", ""},
		{atom("<author><name>Ministry of Tides</name></author>", "<title>x</title>"), "Ministry of Tides", "x"},
		{atom("<author><name>Ministry of Tides</name></author>", "<title>x</title><author><name>Ines Calder</name></author>"), "Ines Calder", "x"},
		{`{"version":"https://jsonfeed.org/version/1.1","title":"T","authors":[{"name":"Board"}],"items":[{"id":"a","title":"One <b>two</b>"}]}`, "Board", "One two"},
		{rss("", "<title>&lt;b&gt;Talks&lt;/b&gt; on &lt;i class=\"x\"&gt;nets&lt;/i&gt;&lt;br/&gt;begin</title>"), "", "Talks on nets begin"},
		{rss("", "<title><![CDATA[Fish &amp; <em>Chips</em> &#8217;24]]></title>"), "", "Fish & Chips ’24"},
		{rss("", "<title>Prices &lt; 5 and x&lt;y &gt; z, &lt;unknown&gt;</title>"), "", "Prices < 5 and x<y > z, <unknown>"},
		{atom("", `<title type="html">A &amp;lt;b&amp;gt;bold&amp;lt;/b&amp;gt; claim</title>`), "", "A bold claim"},
		{atom("", `<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">CO<sub>2</sub> falls</div></title>`), "", "CO2 falls"},
	} {
		f, err := ParseFeed([]byte(c.body))
		if err != nil || len(f.Items) != 1 {
			t.Errorf("%s: %v", c.body, err)
			continue
		}
		if it := f.Items[0]; strings.Join(it.Authors, "|") != c.authors || it.Title != c.title && c.title != "" {
			t.Errorf("%s:\n got %q, %q", c.body, it.Authors, it.Title)
		}
	}
	f, err := ParseFeed([]byte(rss("<language>de</language>", "<pubDate>5/3/2025</pubDate>")))
	if err != nil || f.Items[0].Published.Format(time.DateOnly) != "2025-03-05" {
		t.Errorf("the language of the feed does not tell its dates: %v, %v", f, err)
	}
}

func FuzzFeedDate(f *testing.F) {
	for _, s := range []string{"Fri, 19 Nov 2021 01:45:08 +02:00", "2025年3月5日 午後2時30分", "20250305T143015Z", "5/3/2025", "May 23rd, 2012 2:23 PM EST"} {
		f.Add(s, "en-us")
	}
	f.Fuzz(func(t *testing.T, s, language string) {
		at := feedDate(s, language)
		if !at.IsZero() && (at.Year() < 1799 || at.Year() > 2201) && len(s) != 10 && len(s) != 13 {
			t.Errorf("%q is %v", s, at)
		}
		plainTitle(s)
		givenFirst(s)
	})
}

// TestPlainTitleIsLinear holds that titles made to be slow are not. On a busy machine a
// run can take any time, so the least of several counts; what is quadratic takes sixteen
// times as long in every one.
func TestPlainTitleIsLinear(t *testing.T) {
	took := func(n int) time.Duration {
		s := strings.Repeat("<b ", n)
		start := time.Now()
		plainTitle(s)
		return time.Since(start)
	}
	one, four := time.Hour, time.Hour
	linear := func() bool { return four <= 10*one+20*time.Millisecond }
	for k := range 20 {
		one, four = min(one, took(50_000)), min(four, took(200_000))
		if k >= 2 && linear() {
			break
		}
	}
	if !linear() {
		t.Error(fmt.Sprint("a title takes ", one, ", one of four times its length ", four))
	}
}
