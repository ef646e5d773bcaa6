package page

import (
	"fmt"
	"strings"
	"testing"
)

// Cards of other pages are told by their make, in any class or none; text that looks
// a little like them stays.
func TestCards(t *testing.T) {
	const text = "<p>The ferry sailed again on the third of May, and all were glad of it.</p>"
	card := func(tag, more string) string {
		return "<" + tag + `><a href="/b">A bridge on the river</a>` + more + "</" + tag + ">"
	}
	twice := func(s string) string { return s + " " + s }
	for _, c := range []struct{ name, src, left string }{
		{"two of them", twice(card("div", "<p>It is closed.</p>")), "map[teaser:2]"},
		{"one of them", card("div", "<p>It is closed.</p>"), "map[]"},
		{"with days", twice(card("div", " 3 March 2025")), "map[teaser:2]"},
		{"after their days", twice(`<div><time>3 March 2025</time><a href="/b">A bridge on the river</a><p>Closed.</p></div>`), "map[teaser:2]"},
		{"under their heading", "<h3>More news</h3>" + twice(card("div", "<p>It is closed.</p>")), "map[teaser:2]"},
		{"under a short line", "<p>More news</p>" + twice(card("div", "<p>It is closed.</p>")), "map[teaser:2]"},
		{"in links", twice(`<div><a href="/b"><h3>A bridge on the river</h3><p>It is closed.</p></a></div>`), "map[teaser:2]"},
		{"entries that are explained", "<ul>" + twice(card("li", ", which was closed for nine years")) + "</ul>", "map[]"},
		{"entries that are links alone", "<ul>" + twice(card("li", "")) + "</ul>", "map[navigation:1]"},
		{"links to this page", "<ul>" + twice(`<li><a href="#b">A bridge on the river</a></li>`) + "</ul>", "map[navigation:1]"},
		{"links of thirteen letters", twice(`<div><a href="/b">Next question</a><p>It is closed.</p></div>`), "map[]"},
		{"two paragraphs each", twice(card("div", strings.Repeat("<p>The river rose by three metres in one night, and no crew was warned.</p>", 2))), "map[]"},
		{"longer than a teaser", twice(card("div", "<p>"+strings.Repeat("The river rose in one night. ", 15)+"</p>")), "map[]"},
		{"of two tags", card("div", "<p>It is closed.</p>") + card("section", "<p>It is closed.</p>"), "map[]"},
		{"words between", card("div", "<p>It is closed.</p>") + " and so is " + card("div", "<p>It is closed.</p>"), "map[]"},
		{"a line that leads away", `<p><b>Read also:</b> <a href="/b">A bridge on the river</a></p>`, "map[teaser:1]"},
		{"in brackets", `<p>【関連】<a href="/b">川に架かる橋の話</a></p>`, "map[teaser:1]"},
		{"in one link", `<p><a href="/b">Читайте также: мост закрыт</a></p>`, "map[teaser:1]"},
		{"a sentence that ends in a link", `<p>The crews, who had waited for nine days at sea, told it to <a href="/b">a paper of the town</a></p>`, "map[]"},
		{"a linked sentence", `<p><a href="/b">The river rose by three metres in one night, and no crew of the ferry was warned of it by the office.</a></p>`, "map[]"},
		{"under headings that lead nowhere", twice(`<div><h3>A bridge on the river</h3><p>It is closed.</p></div>`), "map[]"},
		{"a linked subheading", `<h2><a href="/b">A bridge on the river</a></h2>`, "map[]"},
	} {
		n := body(t, text+c.src+text)
		p := &Page{Title: "A port by the sea", LeftOut: map[string]int{}}
		p.cards(n, true)
		if got := fmt.Sprint(p.LeftOut); got != c.left || strings.Count(textOf(n), "glad of it") != 2 || c.left != "map[]" && strings.Contains(textOf(n), "bridge") || strings.Contains(textOf(n), "More news") {
			t.Errorf("%s: left out %s, want %s: %s", c.name, got, c.left, textOf(n))
		}
	}
	// What stands over cards goes with them only if it is a label.
	for over, gone := range map[string]bool{"<h3>More</h3>": true, "<p>More</p>": true, "<p>More.</p>": false, "<div><p>More</p></div>": false, "<h3>A port by the sea</h3>": false, "<p>" + strings.Repeat("x", 31) + "</p>": false, "<h3>" + strings.Repeat("x", 61) + "</h3>": false} {
		n := body(t, text+over+twice(card("div", "<p>It is closed.</p>"))+text)
		p := &Page{Title: "A port by the sea", LeftOut: map[string]int{}}
		all := len(textOf(body(t, text+text)))
		if p.cards(n, true); (len(textOf(n)) == all) != gone {
			t.Errorf("%s over cards: %s", over, textOf(n))
		}
	}
	// A page that has nothing else keeps them; the tags of a page stay for its head.
	n := body(t, twice(card("div", "<p>It is closed.</p>")))
	p := &Page{LeftOut: map[string]int{}}
	if p.cards(n, true); len(p.LeftOut) > 0 {
		t.Errorf("a page of cards: %v", p.LeftOut)
	}
	n = body(t, text+`<div><a href="/a">Trade</a> <a href="/b">Ports</a></div>`)
	if p.cards(n, false); len(p.LeftOut) > 0 {
		t.Errorf("tags: %v", p.LeftOut)
	}
}

// What readers are asked, whom they may ask and what they wrote is no text.
func TestBoxesOfReaders(t *testing.T) {
	long := strings.Repeat("<p>The ferry sailed again on the third of May, and all were glad of it.</p>", 6)
	for src, want := range map[string]string{
		`<div><h4>Press contact</h4><p>Erik Solm, media@imwa.example</p></div>`: "contact", `<div><p>お問い合わせ先</p><p>電話 00-0000-0000</p></div>`: "contact", `<div><b>Контакты для СМИ</b> тел. 555-01-00</div>`: "contact", `<div><h4>Press contact</h4><p>He never answered.</p></div>`: "",
		`<div><h3>2 comments</h3><p>About time.</p></div>`: "comment", `<div><p>コメント（2）</p><p>懐かしいです。</p></div>`: "comment", `<div><h3>댓글 2</h3><p>좋은 글입니다.</p></div>`: "comment", `<div><h3>Комментарии (2)</h3><p>Всё так.</p></div>`: "comment", `<div><h3>Comments on the treaty</h3><p>They are few.</p></div>`: "",
		`<div><p>Was this useful?</p><label>Yes</label><label>No</label></div>`: "control", `<div><p>One word.</p><label>Yes</label></div>`: "",
	} {
		n := body(t, long+src)
		p := &Page{LeftOut: map[string]int{}}
		p.prune(n.Parent)
		got := ""
		for kind := range p.LeftOut {
			got += kind
		}
		if got != want {
			t.Errorf("%s: %q, want %q", src, got, want)
		}
	}
}

// What is cut from between the paragraphs and is much beside them is flagged; what
// stands beside the article is not.
func TestCutsAreFlagged(t *testing.T) {
	some := func(n int, p string) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "<p>"+p+"</p>", i)
		}
		return b.String()
	}
	text := some(12, "The ferry sailed again on day %d of the month, and all were glad of it, for the harbour had been shut since the storm.")
	box := func(n int) string {
		return `<div class="related">` + some(n, "The audit of last spring said on page %d that the docks were full and that no crew had been told of it.") + "</div>"
	}
	for _, c := range []struct {
		name, src string
		want      bool
	}{
		{"a light box", "<article>" + text + box(3) + "</article>", false}, {"a heavy one", "<article>" + text + box(5) + "</article>", true}, {"beside it", "<div><article>" + text + "</article></div>" + box(5), false}, {"none", "<article>" + text + "</article>", false},
	} {
		p, err := Read([]byte("<html><body>"+c.src+"</body></html>"), Options{})
		if err != nil {
			t.Fatal(err)
		}
		got := false
		for _, f := range p.Flags {
			got = got || f.Kind == "left-out"
		}
		if got != c.want {
			t.Errorf("%s: flagged %v (%v)", c.name, got, p.LeftOut)
		}
		if c.name != "none" && p.LeftOut["teaser"] != 1 {
			t.Errorf("%s: left out %v", c.name, p.LeftOut)
		}
	}
}

// The page's data and its words agree, or it is flagged; its data stand.
func TestTwoDates(t *testing.T) {
	text := strings.Repeat("<p>The ferry sailed again on the third of May, and all were glad of it.</p>", 4)
	for _, c := range []struct {
		name, stated, shown, inAddress string
		want, flag                     string
	}{
		{"they agree", "2025-03-03", "3 March 2025", "", "2025-03-03", ""}, {"by a time zone", "2025-03-02", "3 March 2025", "", "2025-03-02", ""}, {"by two days", "2025-03-01", "3 March 2025", "", "2025-03-01", "two-dates"},
		{"by the month", "2025-03-02", "March 2025", "", "2025-03-02", ""}, {"no data", "", "3 March 2025", "/2025/03/01/a", "2025-03-03", ""}, {"only in the address", "", "", "/2025/03/01/a", "2025-03-01", ""}, {"nothing", "", "", "", "", "no-date"},
		{"an era", "", "令和7年3月3日", "", "2025-03-03", ""}, {"a row", "", "등록일 : 2025. 3. 3.", "", "2025-03-03", ""}, {"another", "", "작성일 2025-03-03", "", "2025-03-03", ""}, {"Russian", "", "3 марта 2025 года", "", "2025-03-03", ""}, {"dots", "", "Published: 03.03.2025", "", "2025-03-03", ""}, {"with a place", "", "(Lakeburg, 3 March 2025)", "", "2025-03-03", ""},
		{"a change alone", "", "更新日：2025年3月3日", "", "2025-03-03", "updated-only"},
	} {
		meta := ""
		if c.stated != "" {
			meta = `<meta property="article:published_time" content="` + c.stated + `">`
		}
		url := ""
		if c.inAddress != "" {
			url = "https://a.example" + c.inAddress
		}
		p, err := Read([]byte("<html><head>"+meta+"</head><body><h1>A port by the sea</h1><p>"+c.shown+"</p>"+text+"</body></html>"), Options{URL: url})
		if err != nil {
			t.Fatal(err)
		}
		flag := ""
		for _, f := range p.Flags {
			if f.Kind == "two-dates" || f.Kind == "no-date" || f.Kind == "updated-only" {
				flag += f.Kind
			}
		}
		if p.Published != c.want || flag != c.flag || c.shown != "" && strings.Contains(p.Text, c.shown) {
			t.Errorf("%s: %q, flagged %q, want %q, %q\n%s", c.name, p.Published, flag, c.want, c.flag, p.Text)
		}
	}
}

// The language is the text's where it can be told, whatever the page says of itself.
func TestLanguageOfTheText(t *testing.T) {
	for _, c := range []struct{ stated, text, want string }{
		{"fr", "The ferry sailed again on the third of May, and all were glad of it.", "en"}, {"en", "Паром снова ходит через пролив, и все этому рады.", "ru"}, {"", "Паром снова ходит через пролив, и все этому рады.", "ru"}, {"ru", "Пором знову ходить через протоку, і всі цьому раді. Її чекали дев'ять днів.", ""}, {"uk", "Пором знову ходить через протоку, і всі цьому раді. Її чекали дев'ять днів.", "uk"},
		{"kk", "Паром бұғаз арқылы қайтадан жүреді, бұған бәрі қуанышты.", "kk"}, {"", "Паром бұғаз арқылы қайтадан жүреді, бұған бәрі қуанышты.", ""}, {"en", "船は再び海峡を渡り、皆がそれを喜んだ。", "ja"}, {"ja", "배는 다시 해협을 건넜고 모두가 기뻐했다.", "ko"}, {"de_DE", "Die Fähre fährt wieder durch die Meerenge.", "de"}, {"ja", "Die Fähre fährt wieder durch die Meerenge.", ""},
		{"en", strings.Repeat("Die Fähre fährt wieder durch die Meerenge. ", 10), ""}, {"kk", "Стороны намерены удвоить обмен студентами, и университеты начнут переговоры о нём.\n\nТараптар келісті.\n\nҚұттықтаймыз", "ru"}, {"english", "1 2 3", ""}, {"e1", "1 2 3", ""}, {"fr", "1 2 3", "fr"},
	} {
		p := &Page{Language: c.stated, Text: c.text}
		if p.settleLanguage(); p.Language != c.want {
			t.Errorf("%q of %.40s: %q, want %q", c.stated, c.text, p.Language, c.want)
		}
	}
}
