package site_test

import (
	"strings"
	"testing"
)

// TestInShort holds the page of the agenda in another language of the dossier: its own
// titles and names where there are some, those of the pages marked as such elsewhere.
func TestInShort(t *testing.T) {
	title := changed(t, "initiatives/customs-window.md", "title: One customs window", "title: {en: One customs window, ko: 단일 통관 창구}")
	players := changed(t, "members/xar.yaml", "name: Ministry of the environment", "name: {en: Ministry of the environment, ko: 환경부}")
	ko := changed(t, "dossier.yaml", "languages: [en, ja, ko]", "languages: [en, ja, ko, ru, fr]", "title: {en: A river shared by three, ja: 三国の川, ko: 세 나라의 강}", "title: {en: A river shared by three, fr: Un fleuve}")
	files := render(t, example(t, map[string]string{"dossier.yaml": ko, "initiatives/customs-window.md": title, "members/xar.yaml": players}))
	checkLinks(t, files)
	followCounts(t, files)
	page := string(files["summary.ko.html"])
	for _, want := range []string{
		`<html lang="ko"`, ">2026년 3월 31일 기준<", `<h1 lang="en" dir="ltr">A river shared by three</h1>`, "● 1 착수 가능", "◐ 1 실현 가시권",
		`<a class="t" href="initiatives/river-warnings.html" lang="en" dir="ltr">Flood warnings on one line</a>`, `<a class="t" href="initiatives/customs-window.html">단일 통관 창구</a>`,
		`>환경부</a> (아덴)`, "동의가 필요한 기관:", "받아들이는 비율은 동의가 필요한 모두가", "500번 되풀이했다", "다른 페이지도 원래 언어로 되어 있다", "모든 판정은 예시다",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the summary lacks %q", want)
		}
	}
	for _, not := range []string{"Shared limits on fishing", "An archive of river songs", "Within reach", "Carry:"} {
		if body, _, _ := strings.Cut(page, "</main>"); strings.Contains(body, not) {
			t.Errorf("the summary has %q", not)
		}
	}
	// A text in the language has the way to it; the first page names both languages.
	for name, want := range map[string]string{
		"index.html": `<a href="summary.ko.html" lang="ko" dir="ltr">한국어 요약</a>`, "initiatives/river-warnings.ja.html": `<a href="../summary.ja.html" lang="ja" dir="ltr">日本語の概要</a>`,
		"summary.ja.html": `<a href="initiatives/river-warnings.ja.html">`,
	} {
		if !strings.Contains(string(files[name]), want) {
			t.Errorf("%s has no %s", name, want)
		}
	}
	// Without a title in a language there is none in it, nor in one that the program has no words in.
	if files["summary.ru.html"] != nil || files["summary.fr.html"] != nil {
		t.Error("a summary in a language without titles, or without words")
	}
}
