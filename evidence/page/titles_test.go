package page

import "testing"

// The headline is what stands over the text or the day, however short it is and whatever
// rank it has; the name of a section or series over it is none.
func TestShownTitle(t *testing.T) {
	for _, c := range []struct{ site, body, title, day string }{
		{"Site", "<main><h1>共同声明</h1><p>2025年3月3日</p>" + noteJA + "</main>", "共同声明", "2025-03-03"},
		{"Site", "<main><h1>회담 결과</h1><p>2025년 3월 3일</p>" + noteKO + "</main>", "회담 결과", "2025-03-03"},
		{"Site", "<main><h1>О реке</h1><p>3 марта 2025 года</p>" + noteRU + "</main>", "О реке", "2025-03-03"},
		{"Site", "<main><h1>Statement</h1><p>3 March 2025</p>" + noteEN + "</main>", "Statement", "2025-03-03"},
		{"Ministry of Ports", "<main><h1>On the dams</h1><p>3 March 2025</p>" + noteEN + "</main>", "On the dams", "2025-03-03"},
		{"The ports agree on a calendar of docks", "<main><h1>News</h1><p>3 March 2025</p>" + noteEN + "</main>", "The ports agree on a calendar of docks", ""},
		{"자료 상세보기 | 항만부", `<h2>보도자료</h2><div><div><h3>한·일 장관 통화 결과</h3><p>2025-03-03</p></div><div>` + noteKO + "</div></div>", "한·일 장관 통화 결과", "2025-03-03"},
		{"World Brief | Institute of Ports", `<h4>World Brief</h4><h3 class="tit">The docks of the strait in winter</h3><p>2025.03.03</p>` + noteEN, "The docks of the strait in winter", "2025-03-03"},
		{"항만부 - 연설문", `<div><div>제78주년 항만의 날 경축사</div><div><span>2025.03.03</span></div><div>` + noteKO + "</div></div>", "제78주년 항만의 날 경축사", "2025-03-03"},
		{"The harbour at dawn", "<div><div>All of the crews</div>" + noteEN + "</div>", "The harbour at dawn", ""},
		// Two headings over days are a list of other things.
		{"News of the ministry of ports", "<h3>The first of two notes</h3><p>1 March 2025</p><p>It was sent.</p><h3>The second of two notes</h3><p>3 March 2025</p>" + noteEN, "News of the ministry of ports", ""},
	} {
		p := readSite(t, c.site, c.body)
		if p.Title != c.title || c.day != "" && p.Published != c.day {
			t.Errorf("%s: %q of %q, want %q of %q", c.body[:40], p.Title, p.Published, c.title, c.day)
		}
	}
}
