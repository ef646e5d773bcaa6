package page

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A note of one paragraph, in four languages: what stands after it is short.
const (
	noteEN = "<p>The two ministries agreed on the water of the river and on its dams, and said so in a note of one page that both sides signed on the day.</p>"
	noteJA = "<p>両省は川の水とそのダムについて合意し、双方が署名した一枚の文書でその旨を明らかにした。次回の会合は来年の春に開かれる。</p>"
	noteKO = "<p>두 부처는 강물과 댐에 대해 합의하고, 양측이 서명한 한 쪽짜리 문서에서 이를 밝혔다. 다음 회의는 내년 봄에 열린다.</p>"
	noteRU = "<p>Министерства договорились о воде реки и её плотинах и заявили об этом в записке, которую подписали обе стороны в тот день.</p>"
)

// site is a page of a site with a menu and a foot, as its title says.
func site(title, body string) []byte {
	return []byte(`<html><head><meta charset="utf-8"><title>` + title + `</title></head><body><nav><a href="/">Home</a><a href="/n">News</a></nav>` +
		body + `<footer><p>© Site</p><a href="/p">Privacy</a></footer></body></html>`)
}

func readSite(t *testing.T, title, body string) *Page {
	t.Helper()
	p, err := Read(site(title, body), Options{})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// The end of a text is not decided by how long its last lines are.
func TestShortEnds(t *testing.T) {
	for _, c := range []struct{ note, end, want string }{
		{noteEN, "<p>So be it.</p>", "So be it."},
		{noteEN, "<p>The parties will:</p><ul><li>share data;</li><li>train crews.</li></ul>", "The parties will:\n\n- share data;\n- train crews."},
		{noteEN, "<p>Q: When does it begin?</p><p>A: In spring.</p>", "Q: When does it begin?\n\nA: In spring."},
		{noteEN, "<p><b>Question:</b> When?</p><p><b>Answer:</b> In spring.</p>", "Question: When?\n\nAnswer: In spring."},
		{noteEN, "<h2>Next steps</h2><p>They meet in June.</p>", "## Next steps\n\nThey meet in June."},
		{noteEN, "<p>Yours sincerely,</p><p>Ines Calder</p><p>Minister of Ports</p>", "Yours sincerely,\n\nInes Calder\n\nMinister of Ports"},
		{noteEN, "<p>The House divided: Ayes 312, Noes 204.</p><p>Motion agreed to.</p>", "The House divided: Ayes 312, Noes 204.\n\nMotion agreed to."},
		{noteEN, "<p>Seoul, 3 March 2025</p>", "Seoul, 3 March 2025"},
		{noteEN, "<blockquote>We share it.</blockquote>", "> We share it."},
		{noteJA, "<p>質疑はありません。</p>", "質疑はありません。"},
		{noteJA, "<p>双方は次の点で一致した。</p><ul><li>資料の共有</li><li>共同訓練</li></ul>", "双方は次の点で一致した。\n\n- 資料の共有\n- 共同訓練"},
		{noteJA, "<p>（記者）</p><p>いつですか。</p><p>（早野総理）</p><p>春です。</p>", "（記者）\n\nいつですか。\n\n（早野総理）\n\n春です。"},
		{noteKO, "<p>질문: 언제 시작합니까?</p><p>답변: 봄입니다.</p>", "질문: 언제 시작합니까?\n\n답변: 봄입니다."},
		{noteKO, "<p>동의했다.</p>", "동의했다."},
		{noteRU, "<p>Ответ: Весной.</p>", "Ответ: Весной."},
		{noteRU, "<p>Текст согласован.</p>", "Текст согласован."},
	} {
		text := strings.TrimSuffix(strings.TrimPrefix(c.note, "<p>"), "</p>")
		for _, tag := range []string{"main", "article", "div"} {
			p := readSite(t, "Site", "<"+tag+"><h1>A note of the ministry on the river</h1><p>3 March 2025</p>"+c.note+c.end+"</"+tag+">")
			if want := text + "\n\n" + c.want; p.Text != want {
				t.Errorf("in %s: %q, want %q (left out %v)", tag, p.Text, want, p.LeftOut)
			}
		}
	}
}

// Speeches in elements of one make belong together; what stands beside them in others
// does not, and neither do links at the end with their label.
func TestEndsBeside(t *testing.T) {
	speech := func(name, words string) string {
		return `<div class="speech"><h3>` + name + "</h3><p>" + words + "</p></div>"
	}
	long := strings.TrimSuffix(strings.TrimPrefix(noteEN, "<p>"), "</p>")
	p := readSite(t, "Site", "<main><h1>A debate on the river and its dams</h1><p>3 March 2025</p>"+speech("Ines Calder", long)+speech("Jonas Weil", "Hear, hear.")+
		`<div class="tools"><span>Send to a colleague</span></div></main>`)
	if want := "### Ines Calder\n\n" + long + "\n\n### Jonas Weil\n\nHear, hear."; p.Text != want {
		t.Errorf("%q, want %q", p.Text, want)
	}
	p = readSite(t, "Site", "<main><h1>A note of the ministry on the river</h1><p>3 March 2025</p>"+noteEN+`<p>It holds.</p><p>Further on the site</p><p><a href="/b">Dams</a></p></main>`)
	if want := long + "\n\nIt holds."; p.Text != want {
		t.Errorf("%q, want %q", p.Text, want)
	}
}

// Names that lead to their bearers are no titles of other pages where speeches stand
// under them, however short these are; cards that lead to pages are.
func TestLinkedSpeakers(t *testing.T) {
	speeches := []struct{ to, name, words string }{
		{"/m/1", "Alicia Fairweather (Rutland Vale) (Con)", "I beg to move, That this House has considered the ports of the strait."},
		{"/m/2", "Martin Oakes (Hullbridge) (Lab)", "Will she give way?"},
		{"/m/1", "Alicia Fairweather", "I will."},
	}
	want := speeches[0].words + " Martin Oakes (Hullbridge) (Lab) " + speeches[1].words + " Alicia Fairweather " + speeches[2].words
	for name, form := range map[string]string{
		"headings": `<div class="speech"><h2><a href="TO">NAME</a></h2><div><p>WORDS</p></div></div>`,
		"lines":    `<div class="speech"><p><b><a href="TO">NAME</a></b></p><div><p>WORDS</p></div></div>`,
		"articles": `<article><h3><a href="TO">NAME</a></h3><p>WORDS</p></article>`,
		"side":     `<p><a href="TO">NAME</a></p><p>WORDS</p>`,
	} {
		for _, same := range []bool{true, false} {
			var b strings.Builder
			for i, s := range speeches {
				to := s.to
				if !same {
					to += string(rune('a' + i))
				}
				b.WriteString(strings.NewReplacer("TO", to, "NAME", s.name, "WORDS", s.words).Replace(form))
			}
			p := readSite(t, "Site", "<main><div><h1>A debate on the ports of the strait</h1><p>3 March 2025</p></div><div>"+b.String()+"</div></main>")
			if got := strings.Join(strings.Fields(strings.ReplaceAll(p.Text, "#", "")), " "); !strings.HasSuffix(got, want) || !strings.Contains(got, speeches[0].name) {
				t.Errorf("%s: %q, left out %v", name, got, p.LeftOut)
			}
		}
	}
	card := func(to, title, words string) string {
		return `<div class="c"><h3><a href="` + to + `">` + title + "</a></h3><p>" + words + "</p></div>"
	}
	p := readSite(t, "Site", "<main><h1>A note of the ministry on the river</h1><p>3 March 2025</p>"+noteEN+noteEN[:3]+"It holds until the end of the year.</p><div>"+
		card("/1", "Yen slips on rate bets of the banks", "The currency fell again.")+card("/2", "Typhoon nears the southern islands", "Ferries stay in port.")+"</div></main>")
	if strings.Contains(p.Text, "Typhoon") || p.LeftOut["teaser"] != 2 {
		t.Errorf("%q, left out %v", p.Text, p.LeftOut)
	}
}

// What a page says after its text is none of it, and the day under which a text is signed
// is its day where it gives no other.
func TestAfterTheText(t *testing.T) {
	long := strings.TrimSuffix(strings.TrimPrefix(noteEN, "<p>"), "</p>")
	for _, c := range []struct{ head, end, text, day string }{
		{"", "<p>Done at Seoul, on 3 March 2025, in two copies.</p><p>For Belmora<br>Ines Calder</p>", long + "\n\nDone at Seoul, on 3 March 2025, in two copies.\n\nFor Belmora Ines Calder", "2025-03-03"},
		{"<p>4 March 2025</p>", "<p>Yours sincerely,</p><p>Ines Calder</p>", long + "\n\nYours sincerely,\n\nInes Calder", "2025-03-04"},
		{"<p>4 March 2025</p>", "<p>Ines Calder</p>", long, "2025-03-04"},
		{"", "<p>Seoul, 3 March 2025</p>", long + "\n\nSeoul, 3 March 2025", "2025-03-03"},
		{"", "<p>They meet on 3 March 2025 in Seoul and on the river.</p>", long + "\n\nThey meet on 3 March 2025 in Seoul and on the river.", ""},
		{"<p>4 March 2025</p>", "<p>Seoul, 3 March 2025</p>", long + "\n\nSeoul, 3 March 2025", "2025-03-04"},
		{"<p>4 March 2025</p>", "<p>Your browser does not support the video tag.</p>", long, "2025-03-04"},
		{"<p>4 March 2025</p>", "<p>Теги: <a href='/t'>Япония</a>, <a href='/u'>порты</a></p>", long, "2025-03-04"},
		{"<p>4 March 2025</p>", "<div><a href='/l'>목록으로</a></div><div>04383 서울특별시 용산구 이태원로 22</div>", long, "2025-03-04"},
		{"<p>4 March 2025</p>", "<p><a href='/s'>Our Standards: the trust and its principles are told here.</a></p>", long, "2025-03-04"},
		{"<pre>4 March 2025\n\nThe text follows.</pre>", "", "```\n4 March 2025\n\nThe text follows.\n```\n\n" + long, "2025-03-04"},
	} {
		p := readSite(t, "Site", "<main><h1>A note of the ministry on the river</h1>"+c.head+noteEN+c.end+"</main>")
		if p.Text != c.text || p.Published != c.day {
			t.Errorf("%s: %q of %q, want %q of %q", c.end, p.Text, p.Published, c.text, c.day)
		}
	}
}

// The site stands last in a title, the day that the page was made in its data.
func TestSiteAndDayOfTheHead(t *testing.T) {
	p, err := Read([]byte(`<html><head><meta charset="utf-8"><title>第211回国会 衆議院 外務委員会 令和7年3月22日 | 会議録検索</title><meta name="DC.Date.created" content="2025-03-23"><meta name="DC.date.modified" content="2025-03-29"></head><body><main><h1>第211回国会 衆議院 外務委員会</h1>`+noteJA+"</main></body></html>"), Options{})
	if err != nil || p.Site != "会議録検索" || p.Published != "2025-03-23" || p.Updated != "2025-03-29" {
		t.Errorf("%q, %q, %q (%v)", p.Site, p.Published, p.Updated, err)
	}
}

// Sentences below the headline that were not taken are flagged where they are more than
// half as much as the text and more than four hundred letters; those above it, links and
// lines are not.
func TestFlagBeside(t *testing.T) {
	line := func(of string, n int) block { return block{text: strings.Repeat(of+" and ", 9)[:n-9] + " it goes."} }
	head, text := block{kind: titled}, line("the ports", 70)
	texts := func(n int) []block {
		var out []block
		for i := range n {
			out = append(out, line(string(rune('a'+i))+" dock", 66))
		}
		return out
	}
	linked := texts(12)
	for i := range linked {
		linked[i].linked = true
	}
	for _, c := range []struct {
		name string
		all  []block
		kept []block
		want bool
	}{
		{"much", append([]block{head, text}, texts(12)...), []block{text}, true},
		{"above", append(texts(12), head, text), []block{text}, false},
		{"links", append([]block{head, text}, linked...), []block{text}, false},
		{"little", append([]block{head, text}, texts(4)...), []block{text}, false},
		{"less than half", append([]block{head}, texts(24)...), texts(17), false},
		{"all taken", append([]block{head}, texts(12)...), texts(12), false},
		{"no headline", texts(12), texts(1), false},
	} {
		p := &Page{}
		p.flagBeside(c.all, c.kept)
		if got := len(p.Flags) == 1; got != c.want {
			t.Errorf("%s: flagged %v, want %v (%v)", c.name, got, c.want, p.Flags)
		}
	}
}

// Links open no text and end none, nor does their label.
func TestLinksAtTheEnds(t *testing.T) {
	in := &html.Node{Type: html.ElementNode, DataAtom: atom.Div}
	(&html.Node{Type: html.DocumentNode}).AppendChild(in)
	line := func(text string, linked bool) block {
		p := &html.Node{Type: html.ElementNode, DataAtom: atom.P}
		in.AppendChild(p)
		return block{kind: paragraph, at: p, text: text, linked: linked}
	}
	all := []block{line("Rivers Dams", true), line("Mr Speaker,", false), line("The two ministries agreed.", false), line("So be it.", false), line("See also:", false), line("Dams", true)}
	if got := startOf(all, 2); got != 1 {
		t.Errorf("begins with %q", all[got].text)
	}
	if got := endOf(all, 2); got != 3 {
		t.Errorf("ends with %q", all[got].text)
	}
}

// A day in a long sentence near the end signs no page.
func TestNoSignature(t *testing.T) {
	long := "<p>Done at the request of both sides, the survey of the banks and of the eleven gauges that stand on them was begun by the engineers of the two ministries on 3 March 2025, and goes on.</p>"
	if p := readSite(t, "Site", "<main><h1>A note of the ministry on the river</h1>"+noteEN+long+"</main>"); p.Published != "" {
		t.Errorf("signed on %s", p.Published)
	}
}
