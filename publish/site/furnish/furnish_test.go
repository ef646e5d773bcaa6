package furnish

import (
	"strings"
	"testing"
)

func TestFinish(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"an id of its own", `<h2 id="a" class="x">All &amp; one</h2>`, `<h2 id="a" class="x"><a class="self" href="#a">All &amp; one</a></h2>`},
		{"an id from its words", `<h3>What binds?</h3>`, `<h3 id="what-binds"><a class="self" href="#what-binds">What binds?</a></h3>`},
		{"an id that is taken", `<p id="one"></p><h2>One</h2><h2>One</h2>`,
			`<p id="one"></p><h2 id="one-2"><a class="self" href="#one-2">One</a></h2><h2 id="one-3"><a class="self" href="#one-3">One</a></h2>`},
		{"a heading that leads elsewhere", `<h2>To <a href="x.html">x</a></h2>`, `<h2 id="to-x">To <a href="x.html">x</a></h2>`},
		{"of another script", `<h2>한미일 협력</h2>`, `<h2 id="한미일-협력"><a class="self" href="#한미일-협력"><span lang="ko">한미일 협력</span></a></h2>`},
		{"other levels and elements", `<h1>A</h1><h4>B</h4><hr><header>C</header>`, `<h1>A</h1><h4>B</h4><hr><header>C</header>`},
		{"without words", `<h2></h2>`, `<h2 id="section"></h2>`},
		{"that is not shut", `<h2>A`, `<h2>A`},
		{"contents of two", ContentsHere + `<h2 id="a">A</h2><h2 id="b">B</h2>`, `<h2 id="a"><a class="self" href="#a">A</a></h2><h2 id="b"><a class="self" href="#b">B</a></h2>`},
	} {
		if got := string(Finish([]byte(c.in), "en").Body); got != c.want {
			t.Errorf("%s: got\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
	p := Finish([]byte(ContentsHere+`<h2 id="a">A</h2><h3 id="x">X</h3><h2 id="b">B &lt;</h2><h2 id="c">C</h2>`), "en")
	if want := `<nav class="contents" aria-label="Contents"><ol><li><a href="#a">A</a></li><li><a href="#b">B &lt;</a></li><li><a href="#c">C</a></li></ol></nav>`; !strings.HasPrefix(string(p.Body), want) {
		t.Errorf("contents: %s", p.Body)
	}
	if len(p.Sections) != 3 || p.Sections[1] != (Section{"b", "B <"}) {
		t.Errorf("sections: %v", p.Sections)
	}
}

func TestSummary(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{`<p class="kicker">Small</p><h1>A</h1><p class="dek">First <b>one</b>.</p><p class="dek">Second &amp; last.</p><p>Not this.</p>`, "First one. Second & last."},
		{`<pre>x</pre><p class="note">Small</p><p>The first.</p><p>The second.</p>`, "The first."},
		{`<p class="meta">Small</p>`, ""},
		{`<p>So it is<sup class="fn"><a id="ref1" href="#note1">1</a></sup>, in m<sup>2</sup>.</p>`, "So it is, in m2."},
		{`<p>not shut`, ""},
		{`<p>` + strings.Repeat("word ", 100) + `</p>`, ""},
	} {
		got := Finish([]byte(c.in), "en").Summary
		if long := len(c.in) > 400; !long && got != c.want || long && (len(got) > longest+3 || !strings.HasPrefix(got, "word word") || !strings.HasSuffix(got, "…")) {
			t.Errorf("%.60s gives %q", c.in, got)
		}
	}
}

func TestTongues(t *testing.T) {
	for _, c := range []struct{ lang, in, want string }{
		{"en", `<td>중앙일보 2022 (x)</td>`, `<td><span lang="ko">중앙일보</span> 2022 (x)</td>`},
		{"en", `<a title="한">データベース『世界と日本』 2022</a>`, `<a title="한"><span lang="ja">データベース『世界と日本』</span> 2022</a>`},
		{"en", `a 한·미·일 3국, b`, `a <span lang="ko">한·미·일 3국</span>, b`},
		{"en", `日本経済新聞 2022`, `日本経済新聞 2022`}, // Chinese or Japanese: nothing tells
		{"en", `<p lang="ko">한국 <b>일본</b></p><br>한국`, `<p lang="ko">한국 <b>일본</b></p><br><span lang="ko">한국</span>`},
		{"en", `<p lang="ja">の한국</p>`, `<p lang="ja">の<span lang="ko">한국</span></p>`},
		{"ko", `<p>한국과 日本の水</p>`, `<p>한국과 <span lang="ja">日本の水</span></p>`},
		{"en", `<svg><title>한국</title><text x="1">한국 2</text></svg>한`, `<svg><title>한국</title><text x="1"><tspan lang="ko">한국</tspan> 2</text></svg><span lang="ko">한</span>`},
		{"en", `<p>In نهر سيلا, 9 in 10; 한국</p>`, `<p>In <bdi dir="rtl">نهر سيلا</bdi>, 9 in 10; <span lang="ko">한국</span></p>`},
		{"en", `“نهر&#34; 2025 نهر”`, `“<bdi dir="rtl">نهر</bdi>&#34; 2025 <bdi dir="rtl">نهر</bdi>”`},
		{"ar", `<p>نهر NATO في 2025</p><p>9 in نهر</p><svg><text>9 in نهر</text></svg>`, `<p>نهر NATO في 2025</p><p><bdi dir="ltr">9 in</bdi> <bdi dir="rtl">نهر</bdi></p><svg><text>9 in نهر</text></svg>`},
		{"ar", `<p>نهر · 31 March 2026 · 2 min</p><b>28%</b>`, `<p>نهر · <bdi dir="ltr">31 March 2026 · 2 min</bdi></p><b>28%</b>`},
		{"ar", `<a>نهر</a>: 28% in June 2025, the lowest.`, `<a>نهر</a>: <bdi dir="ltr">28% in June 2025, the lowest</bdi>.`},
		{"ar", `Ruel, “نهر (سد)” 2`, `Ruel, “<bdi dir="rtl">نهر (سد)</bdi>” 2`},
		{"en", `<p lang="fa">نهر</p>`, `<p lang="fa">نهر</p>`},
		{"en", `<p lang="ur" dir="ltr">9 in نهر</p>`, `<p lang="ur" dir="ltr">9 in <bdi dir="rtl">نهر</bdi></p>`},
		{"ar", `<p>نهر&#39;s 2 نهر</p><p>نهر, within 6 months</p>`, `<p>نهر&#39;s 2 نهر</p><p>نهر, <bdi dir="ltr">within 6 months</bdi></p>`},
		{"nqo", `<p>ߊߋ 9 in ߊߋ</p>`, `<p>ߊߋ <bdi dir="ltr">9 in</bdi> ߊߋ</p>`},
		{"en", `ﾃﾞｰﾀ 2`, `<span lang="ja">ﾃﾞｰﾀ</span> 2`},
		{"en", `<p>한국 < 미국`, `<p><span lang="ko">한국</span> < 미국`},
	} {
		if got := string(Tongues([]byte(c.in), c.lang)); got != c.want {
			t.Errorf("in %s, %s gives\n%s\nwant\n%s", c.lang, c.in, got, c.want)
		}
		if got := string(Tongues([]byte(c.want), c.lang)); got != c.want {
			t.Errorf("in %s, %s is marked again:\n%s", c.lang, c.want, got)
		}
	}
}

// Nothing of a share or a count goes onto the next line, wherever readers see it as text.
func TestFiguresStayTogether(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{`<p>about 7 in 10 (5 to 9 in 10)</p>`, `<p>about <span class="nb">7 in 10</span> <span class="nb">(5 to 9 in 10)</span></p>`},
		{`over 9.5 in 10; <b>1,017 of 2,125</b>.`, `over <span class="nb">9.5 in 10;</span> <b><span class="nb">1,017 of 2,125</span></b>.`},
		{`in 10 days, 3 in 100, May 2026 of all, 5 in 10 draws`, `in 10 days, 3 in 100, May 2026 of all, <span class="nb">5 in 10</span> draws`},
		{`<a title="8 in 10">x</a><svg><text>8 in 10</text></svg><option>3 of 4</option><pre>3 of 4</pre>3 of 4`, `<a title="8 in 10">x</a><svg><text>8 in 10</text></svg><option>3 of 4</option><pre>3 of 4</pre><span class="nb">3 of 4</span>`},
		{`<svg>8 in 10`, `<svg><span class="nb">8 in 10</span>`},
		{`8 in 10 <`, `<span class="nb">8 in 10</span> <`},
	} {
		if got := string(Finish([]byte(c.in), "en").Body); got != c.want {
			t.Errorf("%s gives\n%s\nwant\n%s", c.in, got, c.want)
		}
	}
}

// A table of a text is stacked on phones where its columns would have a word a line
// there or run off, and is a table where it fits; others are left as they are.
func TestTablesFitAPhone(t *testing.T) {
	row := func(cell string, of ...string) string {
		return "<tr><" + cell + ">" + strings.Join(of, "</"+cell+"><"+cell+">") + "</" + cell + "></tr>"
	}
	table := func(rows ...string) string {
		return "<table><thead>" + rows[0] + "</thead><tbody>" + strings.Join(rows[1:], "") + "</tbody></table>"
	}
	wide := table(row("th", "", "A &amp; B", "Stated error", "Missed by", "Why"), row("td", "Late poll, half of the wards", "50.7%", "<b>2 points</b> in most reports", "0.19 points", ""))
	want := `<table class="stack"><thead><tr><th></th><th>A &amp; B</th><th>Stated error</th><th>Missed by</th><th>Why</th></tr></thead><tbody><tr><td>Late poll, half of the wards</td>` +
		`<td data-l="A &amp; B">50.7%</td><td data-l="Stated error"><b>2 points</b> in most reports</td><td data-l="Missed by">0.19 points</td><td data-l="Why"></td></tr></tbody></table>`
	narrow := table(row("th", "When", "Value", "n"), row("td", "March 2026", "41%", "1,000"))
	// It fits 390 pixels and not 320.
	cases := table(row("th", "Case", "Alike", "Not alike"), row("td", "The office closed in March", "The same Secretary", "A dozen people at most"))
	long := table(row("th", "Who", "What"), row("td", strings.Repeat("Donau", 6), strings.Repeat("dampf", 5)))
	for in, want := range map[string]string{
		wide: want, narrow: narrow, "a" + wide + "b" + narrow + "c": "a" + want + "b" + narrow + "c",
		`<table class="data">` + wide[7:]: `<table class="data">` + wide[7:], "<table><tr><td>not shut": "<table><tr><td>not shut",
		cases: strings.NewReplacer("<table>", `<table class="stack">`, "<td>The same", `<td data-l="Alike">The same`, "<td>A dozen", `<td data-l="Not alike">A dozen`).Replace(cases),
		long:  strings.Replace(strings.Replace(long, "<table>", `<table class="stack">`, 1), "<td>dampf", `<td data-l="What">dampf`, 1),
	} {
		if got := string(Finish([]byte(in), "en").Body); got != want {
			t.Errorf("%s gives\n%s\nwant\n%s", in, got, want)
		}
	}
}

func FuzzFinish(f *testing.F) {
	f.Add(`<h2 id="a">A</h2><p class="dek">B</p>` + ContentsHere + `<h3>C <a href="#a">d</a></h3>`)
	f.Add(`<h2><h3></h2>`)
	f.Add(`<table><tr><th>A</th><th>` + strings.Repeat("b", 60) + `</th></tr><tr><td>1</td><td>3 of 4<td></tr>`)
	f.Fuzz(func(t *testing.T, s string) {
		p := Finish([]byte(s), "ko")
		if again := Finish(p.Body, "ko"); len(again.Sections) > len(p.Sections) {
			t.Errorf("%q has %d sections, then %d", s, len(p.Sections), len(again.Sections))
		}
	})
}
