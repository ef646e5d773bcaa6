package site

import (
	"testing"

	"entente/words"
)

func TestScriptLang(t *testing.T) {
	all := []string{"en", "ja", "ko"}
	for _, c := range []struct {
		name string
		in   []string
		want string
	}{
		{"내각", all, "ko"}, {"デジタル庁", all, "ja"}, {"内閣官房", all, "ja"}, {"内閣官房", []string{"en", "ja", "zh"}, ""},
		{"Bundestag", all, ""}, {"", all, ""},
	} {
		if got := scriptLang(c.name, c.in); got != c.want {
			t.Errorf("%s among %v: %q, want %q", c.name, c.in, got, c.want)
		}
	}
}

func TestNumbersInWords(t *testing.T) {
	for v, want := range map[float64]string{-14: "−14", 3: "+3", 0: "0", -0.2: "0"} {
		if got := signed(v); got != want {
			t.Errorf("%v: %s, want %s", v, got, want)
		}
	}
	if words.Count(1, "wave") != "1 wave" || words.Count(0, "wave") != "0 waves" {
		t.Error(words.Count(1, "wave"), words.Count(0, "wave"))
	}
}

func TestSayDates(t *testing.T) {
	for in, want := range map[string]string{
		"judged from 2026-01-12":    "judged from 12\u00a0January\u00a02026",
		"61 percent in 2024-05 (X)": "61 percent in May\u00a02024 (X)",
		"2024-13 is no month":       "2024-13 is no month",
		"1,000 in 2025":             "1,000 in 2025",
	} {
		if got := sayDates(in); got != want {
			t.Errorf("%q gives %q", in, got)
		}
	}
}

func TestAnchorsStayApart(t *testing.T) {
	seen := map[string]string{}
	for _, id := range []string{"a@b", "a\u040b", "a~40~b", "a b", "ab", "朝日", "a/b", "A@b"} {
		a := anchor(id)
		if other, ok := seen[a]; ok {
			t.Errorf("%q and %q have the same anchor %q", id, other, a)
		}
		seen[a] = id
	}
}
