package page

import (
	"strings"
	"testing"
)

// Pairs of a label and what it says, at the head of a page, tell who wrote it and when;
// pairs that say more are text, and so are tables further down.
func TestPairsAtTheHead(t *testing.T) {
	for _, c := range []struct{ pairs, authors, day string }{
		{"<table><tr><th>Author</th><td>CHOI Wonsik, LEE Harim</td></tr><tr><th>Series</th><td>24-17</td></tr><tr><th>Date</th><td>2025.03.03</td></tr></table>", "CHOI Wonsik; LEE Harim", "2025-03-03"},
		{"<table><tr><th>Author</th><td>Ines Calder</td><th>Date</th><td>3 March 2025</td></tr></table>", "Ines Calder", "2025-03-03"},
		{"<dl><dt>Date</dt><dd>3 March 2025</dd><dt>Author</dt><dd>Ines Calder</dd></dl>", "Ines Calder", "2025-03-03"},
		{"<dl><dt>発表日</dt><dd>令和7年3月3日</dd></dl>", "", "2025-03-03"},
		{"<dl><dt>執筆者</dt><dd>佐々木 花子</dd><dt>公開日</dt><dd>2025年3月3日</dd></dl>", "佐々木 花子", "2025-03-03"},
		{"<ul><li>작성자 : 김도현</li><li>등록일 : 2025-03-03</li><li>조회수 : 12</li></ul>", "김도현", "2025-03-03"},
		{"<dl><dt>Дата публикации</dt><dd>3 марта 2025 года</dd><dt>Автор</dt><dd>Ольга Ветрова</dd></dl>", "Ольга Ветрова", "2025-03-03"},
	} {
		p := readSite(t, "Site", "<main><h1>A note of the ministry on the river</h1>"+c.pairs+noteEN+"</main>")
		if got := strings.Join(p.Authors, "; "); got != c.authors || p.Published != c.day || !strings.HasPrefix(p.Text, "The two ministries") {
			t.Errorf("%s: %q on %q, want %q on %q\n%s", c.pairs, got, p.Published, c.authors, c.day, p.Text)
		}
	}
	p := readSite(t, "Site", "<main><h1>A note of the ministry on the river</h1>"+noteEN+"<table><tr><th>Venue</th><td>Busan</td></tr><tr><th>Ships</th><td>12</td></tr><tr><th>Date</th><td>3 March 2025</td></tr></table></main>")
	if p.Published != "" || !strings.Contains(p.Text, "| Date | 3 March 2025 |") {
		t.Errorf("%q: %s", p.Published, p.Text)
	}
}

// A cell that reaches over rows keeps those beside it in their columns.
func TestRowspan(t *testing.T) {
	table := `<table><tr><th>Port</th><th>2022</th><th>2023</th></tr><tr><td rowspan="2">Busan</td><td>12</td><td rowspan=3>13</td></tr><tr><td>n/a</td></tr><tr><td>Kobe</td><td>9</td></tr><tr><td>Idris</td><td>7</td><td>8</td></tr></table>`
	p := readSite(t, "Site", "<main><h1>A note of the ministry on the river</h1><p>3 March 2025</p>"+noteEN+table+noteEN[:3]+"It holds until the end of the year.</p></main>")
	want := "| Port | 2022 | 2023 |\n| --- | --- | --- |\n| Busan | 12 | 13 |\n|  | n/a |  |\n| Kobe | 9 |  |\n| Idris | 7 | 8 |"
	if !strings.Contains(p.Text, want) {
		t.Errorf("%s\nwant\n%s", p.Text, want)
	}
	p = readSite(t, "Site", "<main><h1>A note of the ministry on the river</h1><p>3 March 2025</p>"+noteEN+strings.Replace(table, "<td>n/a</td>", "<td colspan=2>n/a</td>", 1)+noteEN[:3]+"It holds until the end of the year.</p></main>")
	if !strings.Contains(p.Text, "|  | n/a |") {
		t.Errorf("%s", p.Text)
	}
}

// A picture in a division with a line under it is a figure; a sentence beside a sign is
// text.
func TestPictureInADivision(t *testing.T) {
	p := readSite(t, "Site", `<main><h1>한미일, 사무국을 서울에 두기로 했다</h1><p>2025.03.03</p><div><div class="a"><img src="x.jpg"><div>서울 청사에서 열린 회의. 공동취재사진</div></div>`+noteKO+`<div><img src="i.png"><div>사무국은 내년 봄에 문을 연다.</div></div></div></main>`)
	if strings.Contains(p.Text, "공동취재사진") || !strings.Contains(p.Text, "사무국은 내년 봄에") || p.LeftOut["caption"]+p.LeftOut["credit"] == 0 || p.Image == nil || p.Image.URL != "x.jpg" && !strings.HasSuffix(p.Image.URL, "x.jpg") {
		t.Errorf("%s\nleft out %v, image %+v", p.Text, p.LeftOut, p.Image)
	}
}
