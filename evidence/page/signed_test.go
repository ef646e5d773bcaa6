package page

import (
	"strings"
	"testing"
)

// Who wrote a page and when stand in lines between its headline and its text, whatever
// stands before them and beside them; a room or a weekday is no author.
func TestSignedLines(t *testing.T) {
	for _, c := range []struct{ lines, note, authors, day, text string }{
		{"<p>（令和7年3月3日（月曜日）15時21分　於：本省会見室）</p>", noteJA, "", "2025-03-03", ""},
		{"<p>（令和７年３月３日　於：本省会見室）</p>", noteJA, "", "2025-03-03", ""},
		{"<p>編集委員　佐々木花子</p><p>2025年3月3日</p>", noteJA, "佐々木花子", "2025-03-03", ""},
		{"<p>笹川平和財団 主任研究員　佐々木 花子</p><p>2025年3月3日</p>", noteJA, "佐々木 花子", "2025-03-03", ""},
		{"<p>김도현·박선영 기자</p><p>2025.03.03 09:00</p>", noteKO, "김도현; 박선영", "2025-03-03", ""},
		{"<p>글 | 김도현 통일연구원 연구위원</p><p>2025.03.03 09:00</p>", noteKO, "김도현", "2025-03-03", ""},
		{"<p>박선영 (동아시아포럼 선임연구위원) | 2025년 03월 03일</p>", noteKO, "박선영", "2025-03-03", ""},
		{"<div>김도현 기자 <a href='mailto:dh@hanbit.example'>dh@hanbit.example</a></div><p>2025.03.03</p>", noteKO, "김도현", "2025-03-03", ""},
		{"<p>외교부</p><p>2025.03.03</p>", noteKO, "", "2025-03-03", "외교부"},
		{"<div>Линия у острова открыта</div><div><a href='/a'>Ольга Ветрова</a>, Токио <span>03.03.2025, 09:15</span></div>", noteRU, "Ольга Ветрова", "2025-03-03", "Линия у острова открыта"},
		{"<p>FOR IMMEDIATE RELEASE</p><p>March 3, 2025</p>", noteEN, "", "2025-03-03", "FOR IMMEDIATE RELEASE"},
		{"<p>Press Release No. 14/2025 – 3 March 2025</p>", noteEN, "", "2025-03-03", ""},
		{"<p>Press release | 3 March 2025</p>", noteEN, "", "2025-03-03", ""},
		{"<p>Posted: March 3rd 2025 | By Ines Calder</p>", noteEN, "Ines Calder", "2025-03-03", ""},
		{"<p>Ministry of Ports, 3 March 2025</p>", noteEN, "Ministry of Ports", "2025-03-03", ""},
		{"<p>Venue: Press Centre | 3 March 2025</p>", noteEN, "", "2025-03-03", ""},
		{"<p>By Dr. Ines Calder, Senior Fellow, and Prof. Jonas Weil, University of Arvana</p><p>March 3, 2025</p>", noteEN, "Ines Calder; Jonas Weil", "2025-03-03", ""},
	} {
		p := readSite(t, "Site", "<main><h1>A note of the ministry on the river</h1>"+c.lines+c.note+"</main>")
		if got := strings.Join(p.Authors, "; "); got != c.authors || p.Published != c.day || !strings.HasPrefix(p.Text, first(c.text, strings.TrimSuffix(c.note[3:], "</p>"))) {
			t.Errorf("%s: %q on %q, want %q on %q\n%s", c.lines, got, p.Published, c.authors, c.day, p.Text)
		}
	}
	// The cell of a table that lays out a page.
	p := readSite(t, "大臣会見", `<table><tr><td><a href="/">トップ</a></td><td><table><tr><td><b>防災大臣会見の概要</b></td></tr><tr><td>令和7年3月3日（月）<br>10時15分〜10時32分<br>於：記者会見室</td></tr></table>`+noteJA+`</td></tr></table>`)
	if p.Title != "防災大臣会見の概要" || p.Published != "2025-03-03" || len(p.Authors) != 0 {
		t.Errorf("%q of %q by %v", p.Title, p.Published, p.Authors)
	}
}

// Short days at the head of a page are read where they have one reading alone.
func TestShortDays(t *testing.T) {
	for line, day := range map[string]string{
		"Published on 03/03/2025": "2025-03-03", "03/13/2025": "2025-03-13", "13/03/2025": "2025-03-13", "03/04/2025": "",
		"R7.3.3": "2025-03-03", "H31.4.26": "2019-04-26", "게시일 : 25.03.03": "2025-03-03", "등록일시 25.03.03 09:15": "2025-03-03",
		"Version 25.03.03": "", "AR7.3.3": "", "R7.13.3": "",
	} {
		p := readSite(t, "Site", "<main><h1>A note of the ministry on the river</h1><p>"+line+"</p>"+noteEN+"</main>")
		if p.Published != day {
			t.Errorf("%s: %q, want %q", line, p.Published, day)
		}
	}
}
