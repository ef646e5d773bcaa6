package site

import (
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"entente/agenda"
	"entente/dossier"
	"entente/record"
)

// TestFrameHasAllItsWords holds that each language of the frame has all the words that
// the layout, the scripts and the verdict ask for, and none that nothing asks for.
func TestFrameHasAllItsWords(t *testing.T) {
	layout, err := templateFiles.ReadFile("templates/layout.html")
	if err != nil {
		t.Fatal(err)
	}
	source := func(name string) string {
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		return string(src)
	}
	want := append([]string{".", "illustrative", carryMeans}, scripted...)
	for _, m := range regexp.MustCompile(`\.Word "([^"]+)"`).FindAllStringSubmatch(string(layout), -1) {
		want = append(want, m[1])
	}
	if len(want) < 50 {
		t.Fatalf("only %d words were found in the layout", len(want))
	}
	for _, v := range agenda.Verdicts() {
		want = append(want, string(v))
	}
	for _, m := range regexp.MustCompile(`(?:inTongue\([a-z.A-Z]+, |Word\(|say\()"([^"]+)"`).FindAllStringSubmatch(source("tongues.go")+source("translation.go")+source("summary.go"), -1) {
		want = append(want, m[1])
	}
	slices.Sort(want)
	want = slices.Compact(want)
	for lang, own := range tongues {
		for _, w := range want {
			if s := own[w]; s == "" || strings.Count(s, "%s") != strings.Count(w, "%s") {
				t.Errorf("%s: %q is %q", lang, w, s)
			}
		}
		for w := range own {
			if !slices.Contains(want, w) {
				t.Errorf("%s: nothing asks for %q", lang, w)
			}
		}
	}
}

// TestFrameInItsLanguage holds what stands around a text in Korean, and around one in
// Kazakh in a Russian dossier, which has no words of its own.
func TestFrameInItsLanguage(t *testing.T) {
	b := exampleBuilder(t)
	b.D.Languages = []string{"en", "ko"}
	b.D.Title.By = map[string]string{"en": "Three on a river", "ko": "강의 세 나라"}
	pageIn := func(lang string) page {
		return page{path: "initiatives/x." + lang + ".html", template: "translation", title: "제목", lang: lang, data: translationData{Lang: "ko", Title: "제목", Verdict: agenda.Ready, Stands: "모두"}}
	}
	var err error
	if b.tmpl, err = templates(); err != nil {
		t.Fatal(err)
	}
	page, _, err := b.page(pageIn("ko"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`<html lang="ko" dir="ltr">`, `<header class="top">`, "강의 세 나라", ">약속</a>", `title="모든 페이지에서 검색"`, "● 착수 가능", b.D.Title.By["ko"], "2026년", "&#34;Copy&#34;:&#34;복사&#34;"} {
		if !strings.Contains(string(page), want) {
			t.Errorf("the page in Korean has no %q", want)
		}
	}
	if strings.Contains(string(page), "Promises") {
		t.Error("the page in Korean has an English frame")
	}
	if got := (frame{builder: b, Framed: "ko"}).Own(dossier.Text{Plain: "Ours"}); got != `<span lang="en" dir="ltr">Ours</span>` {
		t.Errorf("what the dossier has in English alone: %s", got)
	}

	b.D.Languages = []string{"ru", "kk"}
	page, _, err = b.page(pageIn("kk"))
	if err != nil || !strings.Contains(string(page), `<header class="top" lang="ru" dir="ltr">`) || !strings.Contains(string(page), ">Обещания</a>") {
		t.Error("the page in Kazakh has no frame in Russian", err)
	}
	b.D.Languages = []string{"en"}
	page, _, err = b.page(pageIn(""))
	if err != nil || strings.Contains(string(page), "data-words") || !strings.Contains(string(page), ">Promises</a>") {
		t.Error("an English page hands words to its scripts, or has other words", err)
	}
}

// TestTongueLinks holds that the first page names up to three texts of a language, with
// principles and without what was not proposed yet, and leads to the rest.
func TestTongueLinks(t *testing.T) {
	b := exampleBuilder(t)
	// In a language with a page of the agenda in short that page names its texts.
	if got := b.tongueLinks("../"); len(got) != 2 || got[1].Name != "" || len(got[1].Links) != 1 || got[1].Links[0].Href != "../summary.ko.html" {
		t.Errorf("%+v", got)
	}
	b.D.Initiatives, b.D.Languages = nil, b.D.Languages[:1]
	in := func(id string, principle bool) {
		i := &dossier.Initiative{ID: id, Translations: map[string]dossier.Companion{"ko": {Title: dossier.Text{By: map[string]string{"ko": "글 " + id}}}}}
		if principle {
			i.Kind = "principle"
		} else if id != "later" {
			b.byID[id] = &agenda.Initiative{ID: id}
		}
		b.D.Initiatives = append(b.D.Initiatives, i)
	}
	says := func() string {
		all := b.tongueLinks("../")
		if len(all) != 1 || all[0].Lang != "ko" || all[0].Name != "한국어" {
			t.Fatalf("%+v", all)
		}
		var out []string
		for _, l := range all[0].Links {
			out = append(out, l.Text+" "+l.Href)
		}
		return strings.Join(out, "; ")
	}
	in("a", false)
	in("later", false)
	in("p", true)
	in("b", false)
	if got, want := says(), "글 a ../initiatives/a.ko.html; 글 p ../initiatives/p.ko.html; 글 b ../initiatives/b.ko.html"; got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	in("c", false)
	if got, want := says(), "글 b ../initiatives/b.ko.html; 모든 페이지 ../find.html"; !strings.HasSuffix(got, want) {
		t.Errorf("%s\nends not in %s", got, want)
	}
}

// TestScrolledByKeyboard holds that what scrolls sideways takes the focus and has a name.
func TestScrolledByKeyboard(t *testing.T) {
	names, err := fs.Glob(templateFiles, "templates/*.html")
	if err != nil || len(names) < 20 {
		t.Fatal(names, err)
	}
	for _, name := range names {
		src, err := templateFiles.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(string(src), `class="scroll"`); n != strings.Count(string(src), `class="scroll" tabindex="0" role="region" aria-label="`) {
			t.Errorf("%s has a box that scrolls and takes no focus", name)
		}
	}
}

func TestDateIn(t *testing.T) {
	for _, c := range []struct{ lang, date, want string }{
		{"ja", "2026-03-31", "2026年3月31日"}, {"ja", "2026-03", "2026年3月"}, {"ko", "2026-03-31", "2026년 3월 31일"}, {"ko", "2026", "2026년"},
		{"ru", "2026-03-31", "31 марта 2026 года"}, {"ru", "2026-03", "март 2026 года"}, {"ru", "2026", "2026 год"}, {"en", "2026-03-31", "31 March 2026"}, {"ja", "", ""},
	} {
		d, _ := dossier.ParseDate(c.date)
		if got := dateIn(c.lang, d); got != c.want {
			t.Errorf("%s in %s: %q, want %q", c.date, c.lang, got, c.want)
		}
	}
}

// TestStandsIn holds that a share near none or all of the draws is not rounded to it in
// any language, and that a delivery that nobody promised says so.
func TestStandsIn(t *testing.T) {
	p := 0.97
	i := &agenda.Initiative{Verdict: agenda.Ready, Delivery: &record.Delivery{P: 0.62, Low: 0.4, High: 0.8, IfPromised: true}}
	i.Joint.P = &p
	for lang, want := range map[string]string{
		"en": "carry over 9 in 10 · delivery about 6 in 10 (4 to 8 in 10), if promised",
		"ko": "모두가 받아들이는 비율: 10번 중 9번 넘게 · 이행 전망: 약 10번 중 6번(10번 중 4~8번), 약속될 경우",
		"ru": "все согласны: более 9 из 10 · выполнение: примерно 6 из 10 (от 4 до 8 из 10), если пообещают",
	} {
		if got := standsIn(lang, i); got != want {
			t.Errorf("%s: %s\nwant %s", lang, got, want)
		}
	}
	i.Joint.P, i.Delivery.P = nil, 0.01
	if got, want := standsIn("ja", i), "全員が受け入れる割合:– · 実現の見込み:10回中1回未満(10回中4〜8回), 約束された場合"; got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
}
