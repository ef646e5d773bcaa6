package words

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestCapital(t *testing.T) {
	for in, want := range map[string]string{
		"":                      "",
		"japan falls short":     "Japan falls short",
		"“dokdo” and more":      "“Dokdo” and more",
		"“Dokdo/Takeshima”":     "“Dokdo/Takeshima”",
		"«наша» встреча":        "«Наша» встреча",
		"ёлка":                  "Ёлка",
		"écoles":                "Écoles",
		"e\u0301coles":          "E\u0301coles",
		"竹島をめぐる":                "竹島をめぐる",
		"독도":                    "독도",
		"ǆungla":                "ǅungla", // not Ǆ
		"ǆ":                     "ǅ",
		"საქართველო":            "საქართველო", // no large letter begins a word
		"ıstanbul":              "Istanbul",
		"ŋgazi":                 "Ŋgazi",
		"3 of 4 stances":        "3 of 4 stances",
		"12th meeting":          "12th meeting",
		"٣ of 4":                "٣ of 4",
		"(a note)":              "(A note)",
		"¿qué?":                 "¿Qué?",
		"iTaukei Land Trust":    "iTaukei Land Trust",
		"eGov":                  "eGov",
		"al-Shabaab":            "Al-Shabaab",
		"d'Ivoire":              "D'Ivoire",
		"\xff broken":           "\xff broken",
		"…":                     "…",
		"ﬁrst":                  "ﬁrst", // a ligature has no large form of one letter
		"ʻulu and others":       "ʻulu and others",
		"\U00010428 in Deseret": "\U00010400 in Deseret",
	} {
		if got := Capital(in); got != want {
			t.Errorf("Capital(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestSmall(t *testing.T) {
	for in, want := range map[string]string{"": "", "Report": "report", "NATO report": "NATO report", "Éditorial": "éditorial", "東京": "東京", "\xff": "\xff"} {
		if got := Small(in); got != want {
			t.Errorf("Small(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestLists(t *testing.T) {
	for _, c := range []struct {
		in   []string
		want string
	}{{nil, ""}, {[]string{"a"}, "a"}, {[]string{"a", "b"}, "a and b"}, {[]string{"a", "b", "c"}, "a, b and c"}} {
		if got := List(c.in); got != c.want {
			t.Errorf("List(%v) = %q, want %q", c.in, got, c.want)
		}
		if got, want := Or(c.in), strings.Replace(c.want, " and ", " or ", 1); got != want {
			t.Errorf("Or(%v) = %q, want %q", c.in, got, want)
		}
	}
}

func TestCounts(t *testing.T) {
	for want, c := range map[string]struct {
		n    int
		noun string
	}{
		"1 wave": {1, "wave"}, "0 waves": {0, "wave"}, "2 entries": {2, "entry"}, "1 entry": {1, "entry"},
		"3 days": {3, "day"}, "2 searches": {2, "search"}, "2 boxes": {2, "box"}, "4 losses": {4, "loss"}, "2 more questions": {2, "more question"},
	} {
		if got := Count(c.n, c.noun); got != want {
			t.Errorf("Count(%d, %q) = %q, want %q", c.n, c.noun, got, want)
		}
	}
	for n, want := range map[int]string{0: "none", 3: "three", 12: "twelve", 13: "13", -1: "-1"} {
		if got := Number(n); got != want {
			t.Errorf("Number(%d) = %q, want %q", n, got, want)
		}
	}
	for in, want := range map[string]string{"0": "0", "999": "999", "1000": "1,000", "-999": "-999", "-12400": "-12,400", "1234567": "1,234,567"} {
		if got := Thousands(in); got != want {
			t.Errorf("Thousands(%s) = %s, want %s", in, got, want)
		}
	}
}

func TestTenths(t *testing.T) {
	for _, c := range []struct {
		p            float64
		words, of, f string
	}{
		{0, "0 in 10", "0 of 10", "0"},
		{0.0001, "under 1 in 10", "under 1 of 10", "<1"},
		{0.04, "under 1 in 10", "under 1 of 10", "<1"},
		{0.0499, "under 1 in 10", "under 1 of 10", "<1"},
		{0.05, "1 in 10", "1 of 10", "1"},
		{0.84, "8 in 10", "8 of 10", "8"},
		{0.94, "9 in 10", "9 of 10", "9"},
		{0.95, "9 in 10", "9 of 10", "9"},
		{0.9501, "over 9 in 10", "over 9 of 10", ">9"},
		{0.96, "over 9 in 10", "over 9 of 10", ">9"},
		{0.999999, "over 9 in 10", "over 9 of 10", ">9"}, // all but one of a million draws
		{0.000001, "under 1 in 10", "under 1 of 10", "<1"},
		{1, "10 in 10", "10 of 10", "10"},
		{1 - 1e-12, "10 in 10", "10 of 10", "10"}, // a sum of shares
		{1e-12, "0 in 10", "0 of 10", "0"},
	} {
		if got := InTen(c.p); got != c.words {
			t.Errorf("InTen(%v) = %q, want %q", c.p, got, c.words)
		}
		about := c.words
		if !strings.HasPrefix(about, "over") && !strings.HasPrefix(about, "under") {
			about = "about " + about
		}
		if got := AboutInTen(c.p); got != about {
			t.Errorf("AboutInTen(%v) = %q, want %q", c.p, got, about)
		}
		if got := OfTen(c.p); got != c.of {
			t.Errorf("OfTen(%v) = %q, want %q", c.p, got, c.of)
		}
		if got := Figure(&c.p); got != c.f {
			t.Errorf("Figure(%v) = %q, want %q", c.p, got, c.f)
		}
	}
	if InTenOrDash(nil) != "–" || Figure(nil) != "–" {
		t.Error("what was not assessed is a dash")
	}
}

func TestClip(t *testing.T) {
	for _, c := range []struct {
		in   string
		cols int
		want string
	}{
		{"short", 5, "short"}, {"shorter", 5, "shor…"}, {"a, bcdef", 4, "a…"},
		{"日本語の文", 10, "日本語の文"}, {"日本語の文", 9, "日本語の…"}, {"日本語の文", 8, "日本語…"},
		{"e\u0301e\u0301e\u0301", 2, "e\u0301…"}, {"각각각", 3, "각…"}, {"각각", 3, "각…"},
		{"👩‍👩‍👧‍👦 family", 3, "👩‍👩‍👧‍👦…"}, {"", 3, ""}, {"abc", 1, "…"},
	} {
		got := Clip(c.in, c.cols)
		if got != c.want {
			t.Errorf("Clip(%q, %d) = %q, want %q", c.in, c.cols, got, c.want)
		}
		if Width(got) > c.cols {
			t.Errorf("Clip(%q, %d) takes %d columns", c.in, c.cols, Width(got))
		}
		if f := Fit(c.in, c.cols); Width(f) != c.cols {
			t.Errorf("Fit(%q, %d) takes %d columns", c.in, c.cols, Width(f))
		}
	}
}

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		in   string
		cols int
		want []string
	}{
		{"", 10, nil},
		{"one two three", 7, []string{"one two", "three"}},
		{"see https://example.org/a/long/path now", 16, []string{"see", "https://example.", "org/a/long/path", "now"}},
		{"竹島の日、式典。", 6, []string{"竹島の", "日、式", "典。"}},
		{"竹島の日、", 8, []string{"竹島の", "日、"}}, // no line begins with a comma
		{"독도 경비대 방문", 7, []string{"독도", "경비대", "방문"}},
		{"경비대방문", 4, []string{"경비", "대방", "문"}},
	} {
		if got := Wrap(c.in, c.cols); !slices.Equal(got, c.want) {
			t.Errorf("Wrap(%q, %d) = %q, want %q", c.in, c.cols, got, c.want)
		}
	}
}

// FuzzCut holds that no letter is broken and nothing lost, whatever the text.
func FuzzCut(f *testing.F) {
	for _, s := range []string{"plain words", "“竹島”をめぐる e\u0301 독도 👩‍👩‍👧", "https://example.org/" + strings.Repeat("x", 90), "ǆ\u0301", "\xff\xfe a"} {
		for _, n := range []int{1, 2, 7, 40} {
			f.Add(s, n)
		}
	}
	f.Fuzz(func(t *testing.T, s string, cols int) {
		if cols < 1 || cols > 200 {
			return
		}
		ok := utf8.ValidString(s)
		for _, got := range []string{Capital(s), Small(s), Clip(s, cols), Fit(s, cols)} {
			if ok && !utf8.ValidString(got) {
				t.Fatalf("%q at %d: a broken letter in %q", s, cols, got)
			}
		}
		if w := Width(Clip(s, cols)); w > cols {
			t.Fatalf("Clip(%q, %d) takes %d columns", s, cols, w)
		}
		lines := Wrap(s, cols)
		if got, want := strings.Join(strings.Fields(strings.Join(lines, "")), ""), strings.Join(strings.Fields(s), ""); got != want {
			t.Fatalf("Wrap(%q, %d) loses something: %q", s, cols, lines)
		}
		for _, l := range lines {
			if Width(l) > cols && len(Letters(l)) > 1 {
				t.Fatalf("Wrap(%q, %d): %q takes %d columns", s, cols, l, Width(l))
			}
			if ok && !utf8.ValidString(l) {
				t.Fatalf("Wrap(%q, %d): a broken letter in %q", s, cols, l)
			}
		}
	})
}

func TestWithUnit(t *testing.T) {
	for want, c := range map[string][2]string{"12 MW": {"12", "MW"}, "USD 550 billion": {"550", "USD billion"}, "JPY 3": {"3", "JPY"}, "5": {"5", ""}, "4 USD a day": {"4", "USD a day"}, "7 AUs": {"7", "AUs"}, "2 million dollars": {"2", "million dollars"}} {
		if got := WithUnit(c[0], c[1]); got != want {
			t.Errorf("WithUnit(%q, %q) = %q, want %q", c[0], c[1], got, want)
		}
	}
	if Several(1, "month")+Several(2, "month") != "month2 months" {
		t.Error(Several(1, "month"), Several(2, "month"))
	}
}

// 230 words a minute, 350 letters where words are not parted.
func TestReadingMinutes(t *testing.T) {
	for text, want := range map[string]int{"": 1, "one": 1, strings.Repeat("word ", 344): 1, strings.Repeat("word\n", 346): 2, strings.Repeat("語", 524): 1, strings.Repeat("語", 526): 2, strings.Repeat("낱말 ", 346): 2} {
		if got := ReadingMinutes(text); got != want {
			t.Errorf("%d bytes: %d minutes, want %d", len(text), got, want)
		}
	}
}

func TestJoin(t *testing.T) {
	for _, c := range [][]string{{"a, b", "a", "", "b"}, {"b", "", "b"}, {""}, {"", "", ""}} {
		if got := Join(", ", c[1:]...); got != c[0] {
			t.Errorf("%q of %q", got, c[1:])
		}
	}
}
