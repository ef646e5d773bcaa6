package dossier

import (
	"bytes"
	"encoding/csv"
	"errors"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestEditYAML(t *testing.T) {
	const src = "\ufeff# 川の規則\r\ntitle: {en: A river, ja: 三国の川}   # both\r\nplayers:\r\n  - id: a\r\n    name: 'It''s a'\r\n\r\n  - {id: b, name: \"B: two\", influence: 0.5}\r\nnote: |\r\n  long\r\n"
	for _, c := range []struct {
		path       string
		value, was string
		now        string
	}{
		{"title.ja", "四国の川", "三国の川", "四国の川"},
		{"players.id=b.influence", "0.75", "0.5", "0.75"},
		{"players.0.name", "Ann's", "'It''s a'", "'Ann''s'"},
		{"players.1.name", `say "x"`, `"B: two"`, `"say \"x\""`},
		{"title.en", "A: river", "A river", `"A: river"`},
	} {
		got, err := editYAML([]byte(src), strings.Split(c.path, "."), c.value)
		if err != nil {
			t.Errorf("%s: %v", c.path, err)
			continue
		}
		if want := strings.Replace(src, c.was, c.now, 1); string(got) != want {
			t.Errorf("%s gives\n%q, want\n%q", c.path, got, want)
		}
	}
	for path, want := range map[string]error{"players.id=c.name": ErrNoValue, "titel": ErrNoValue, "title": ErrNotEditable, "note": ErrNotEditable, "players.9": ErrNoValue} {
		if _, err := editYAML([]byte(src), strings.Split(path, "."), "x"); !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", path, err, want)
		}
	}
	front := "---\ntitle: One\n---\ntitle: not this\n"
	if got, err := editYAML([]byte(front), []string{"title"}, "Two"); err != nil || string(got) != strings.Replace(front, "One", "Two", 1) {
		t.Errorf("front matter: %q, %v", got, err)
	}
}

// TestEditChangesOneValue holds for any text: what is written is read again, and
// all other bytes are as they were.
func TestEditChangesOneValue(t *testing.T) {
	src, err := templateFiles.ReadFile("template/members/xar.yaml")
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		path := rapid.SampledFrom([][]string{
			{"players", "id=xar-president", "name", "ja"}, {"players", "id=xar-president", "influence", "best"}, {"players", "0", "stances", "0", "because"},
			{"priorities", "id=xar-jobs", "title"}, {"procedures", "id=agreement", "reversal"},
		}).Draw(t, "path")
		value := rapid.OneOf(rapid.StringMatching(`[ -~]{0,30}`), rapid.StringMatching(`[가-힣あ-ん 0-9:#,]{1,12}`)).Draw(t, "value")
		got, err := editYAML(src, path, value)
		if err != nil {
			t.Fatalf("%q: %v", value, err)
		}
		pre, post := 0, 0
		for pre < len(src) && pre < len(got) && src[pre] == got[pre] {
			pre++
		}
		for post < len(src)-pre && post < len(got)-pre && src[len(src)-1-post] == got[len(got)-1-post] {
			post++
		}
		if changed := src[pre : len(src)-post]; bytes.Contains(changed, []byte("\n")) {
			t.Fatalf("%q changed %q", value, changed)
		}
		again, err := editYAML(got, path, "back")
		if err != nil {
			t.Fatal(err)
		}
		direct, err := editYAML(src, path, "back")
		if err != nil {
			t.Fatal(err)
		}
		if strings.ReplaceAll(string(again), `"back"`, "back") != strings.ReplaceAll(string(direct), `"back"`, "back") {
			t.Fatalf("editing twice differs from editing once")
		}
	})
}

func TestEditCSV(t *testing.T) {
	src := "\ufeffid,what,note\r\n# a comment\r\na,\"one, two\",x\r\nb,three,\r\n"
	for _, c := range []struct{ key, column, value, was, now string }{
		{"a", "what", "four", `"one, two"`, "four"},
		{"a", "note", `say "y"`, "x\r", `"say ""y"""` + "\r"},
		{"b", "note", "new", "three,", "three,new"},
		{"b", "what", "", "three", ""},
	} {
		got, err := editCSV([]byte(src), "id", c.key, c.column, c.value)
		if want := strings.Replace(src, c.was, c.now, 1); err != nil || string(got) != want {
			t.Errorf("%+v gives %q, %v", c, got, err)
		}
	}
	if _, err := editCSV([]byte(src), "id", "c", "what", "x"); !errors.Is(err, ErrNoValue) {
		t.Errorf("a row that is not there: %v", err)
	}
	rapid.Check(t, func(t *rapid.T) {
		value := rapid.StringMatching(`[ -~가-힣\n]{0,20}`).Draw(t, "value")
		got, err := editCSV([]byte(src), "id", "a", "what", value)
		if err != nil {
			t.Fatal(err)
		}
		r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(got, []byte("\ufeff"))))
		r.Comment = '#'
		rows, err := r.ReadAll()
		if err != nil || rows[1][1] != value || rows[2][1] != "three" {
			t.Fatalf("%q reads as %q, %v", value, rows, err)
		}
	})
}

// FuzzEdit holds that an edit of any text ends without panic, and that one that
// succeeds can be read again.
func FuzzEdit(f *testing.F) {
	f.Add("a: {b: [c, 'd']}\n", "a.b.1", "x")
	f.Add("---\nt: 1\n---\nbody", "t", "2: 3")
	f.Add("\ufeffk: \"v\" # c\r\n", "k", "\x00")
	f.Fuzz(func(t *testing.T, src, path, value string) {
		if len(src) > 4096 || len(path) > 100 || len(value) > 200 {
			return
		}
		got, err := editYAML([]byte(src), strings.Split(path, "."), value)
		if err != nil {
			return
		}
		if _, err := editYAML(got, strings.Split(path, "."), "x"); err != nil && !errors.Is(err, ErrNoValue) {
			t.Fatalf("%q edited at %q to %q cannot be edited again: %v\n%q", src, path, value, err, got)
		}
	})
}
