package dossier

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// TestLimitsOfYAML holds which documents the parser is spared: more than forty brackets or
// steps of indentation, and more than five thousand marks on a line or entries of a list.
func TestLimitsOfYAML(t *testing.T) {
	steps := func(n int) (out string) {
		for k := range n {
			out += strings.Repeat(" ", k) + "a:\n"
		}
		return out
	}
	for n, c := range []struct {
		src  string
		line int
	}{
		{"", 0}, {strings.Repeat("[", 40), 0}, {strings.Repeat("[", 41), 1}, {"a: 1\nb: " + strings.Repeat("{", 41), 2}, {strings.Repeat("[]", 50), 0}, {strings.Repeat("]", 50) + strings.Repeat("[", 40), 0}, {strings.Repeat("]", 50) + strings.Repeat("[", 41), 1},
		{steps(40), 0}, {steps(41), 41}, {steps(40) + "b:\n c:\n", 0}, {steps(40) + steps(41), 81},
		{"a: " + strings.Repeat("[", 30) + "\nb: " + strings.Repeat("[", 30), 0}, {"a: " + strings.Repeat("[", 30) + "\n " + strings.Repeat("[", 11), 2}, {"a: " + strings.Repeat("[", 30) + "\n " + strings.Repeat("[", 10), 0},
	} {
		if got := tooDeep([]byte(c.src)); got != c.line {
			t.Errorf("%d: too deep on line %d, want %d", n, got, c.line)
		}
	}
	for n, c := range []struct {
		src  string
		line int
	}{
		{"", 0}, {"a: [" + strings.Repeat("x,", 5000) + "]", 0}, {"a: [" + strings.Repeat("x,", 5001) + "]", 1}, {strings.Repeat("x,", 6000), 0}, // outside brackets a comma parts nothing
		{strings.Repeat("- ", 2500), 0}, {strings.Repeat("- ", 2501), 1}, {"a\n" + strings.Repeat("- ", 2501), 2}, {strings.Repeat("- ", 2000) + "\n" + strings.Repeat("- ", 2000), 0},
		{"a: [" + strings.Repeat("x,", 3000) + "]\nb: [" + strings.Repeat("x,", 3000) + "]", 0}, {"a: [" + strings.Repeat("x,", 3000) + "\n " + strings.Repeat("x,", 2001), 2}, {"a: [" + strings.Repeat("x,", 3000) + "\nb: [" + strings.Repeat("x,", 3000), 0},
		{"a: [[" + strings.Repeat("x,", 3000) + "], " + strings.Repeat("x,", 2000), 1},
	} {
		if got := crowded([]byte(c.src)); got != c.line {
			t.Errorf("%d: crowded on line %d, want %d", n, got, c.line)
		}
	}
	// Stages within stages nest as deep as the types do, before their brackets are too many.
	step := "{players: [xaa-head]}"
	for range 15 {
		step = "{all: [" + step + "]}"
	}
	l := with(t, "members/xaa.yaml", "{players: [xaa-head]}", step)
	if len(l.f.list) != 1 || l.f.list[0].Rule != "yaml-depth" || l.f.list[0].Message != "the file nests deeper than 40 levels" {
		t.Errorf("%v", l.f.list)
	}
}

// TestValuesOfOtherKinds names what stands where something else is asked for.
func TestValuesOfOtherKinds(t *testing.T) {
	for _, c := range []struct{ file, old, fresh, want string }{
		{"dossier.yaml", "settings: {draws: 1000}", "settings: true", "dossier.yaml:13:11: error: `settings` must be a map, and this is yes or no [yaml-type]\n    write `key: value` pairs"},
		{"dossier.yaml", "settings: {draws: 1000}", "settings: 5", "dossier.yaml:13:11: error: `settings` must be a map, and this is a number [yaml-type]\n    write `key: value` pairs"},
		{"dossier.yaml", "settings: {draws: 1000}", "settings: five", "dossier.yaml:13:11: error: `settings` must be a map, and this is a text [yaml-type]\n    write `key: value` pairs"},
		{"dossier.yaml", "settings: {draws: 1000}", "settings: [5]", "dossier.yaml:13:11: error: `settings` must be a map, and this is a list [yaml-type]\n    write `key: value` pairs"},
		{"dossier.yaml", "settings: {draws: 1000}", "settings: {draws: {a: 1}}", "dossier.yaml:13:19: error: `draws` must be a single value, and this is a map [yaml-type]"},
		{"dossier.yaml", "{XAA: Arden,", "{XAA: {en: , ja: x},", "dossier.yaml:5:18: error: `XAA` must be a single value, and this is empty [yaml-type]"},
		{"dossier.yaml", "title: Two", "title: |\n  Two", ""},
		{"dossier.yaml", "settings: {draws: 1000}", "settings:", ""},
		{"members/xaa.yaml", "position: 50}", "position: 50, evidence: [event:e-1, act:a-1, poll:trust@2025-01]}", ""},
		{"members/xaa.yaml", "position: 50}", "position: 50, evidence: [event: e-1]}", "members/xaa.yaml:15:63: error: `evidence` must be a single value, and this is a map [yaml-type]"},
		{"members/xaa.yaml", "position: 50}", "position: 50, evidence: [fact:f-2, event:e-2]}", "members/xaa.yaml:15:63: error: there is no fact \"f-2\" [unknown-id]\n    did you mean \"f-1\"?|members/xaa.yaml:15:73: error: there is no event \"e-2\" [unknown-id]\n    did you mean \"e-1\"?"},
		{"members/xaa.yaml", "position: 50}", "position: 50, evidence: [case:c-1, fact:f-1, case:c-9]}", "members/xaa.yaml:15:83: error: there is no case \"c-9\" [unknown-id]\n    did you mean \"c-1\"?"},
		{"members/xaa.yaml", "code: XAA", "code: XAA\nlanguages: [de, German]", "members/xaa.yaml:2:17: error: \"German\" is no language code [unknown-language]\n    write codes such as en, ja or ko"},
		{"initiatives/gauge.md", "what: Letters}", "what: Letters, search: s-1}", "initiatives/gauge.md:9:56: error: there is no search \"s-1\" [unknown-id]"},
	} {
		l := with(t, c.file, c.old, c.fresh)
		var got []string
		for _, f := range l.f.list {
			got = append(got, f.String())
		}
		if strings.Join(got, "|") != c.want || l.d.Title.Plain != "Two" {
			t.Errorf("%s: %s\n got %q\nwant %q", c.file, c.fresh, strings.Join(got, "|"), c.want)
		}
	}
	all := func(n int) (out []string) {
		for k := range n {
			out = append(out, fmt.Sprintf("word-%d-of-many", k+100))
		}
		return out
	}
	if got := didYouMeanOr("x", all(24)); !strings.HasPrefix(got, "it may be: word-100-of-many, ") || !strings.HasSuffix(got, "word-123-of-many") {
		t.Errorf("of 24: %q", got)
	}
	if got := didYouMeanOr("x", all(25)); got != "" {
		t.Errorf("of 25: %q", got)
	}
	for n, want := range map[int]int{12: 12, 13: 0} {
		if got := NewSuggester(func() []string { return all(n) }).Few(); len(got) != want {
			t.Errorf("of %d known words %d are shown", n, len(got))
		}
	}
}

// TestNearestBorders lets a third of the letters differ: one of up to five, two of six,
// three of nine and never more.
func TestNearestBorders(t *testing.T) {
	for _, c := range []struct {
		word, known string
		near        bool
	}{
		{"ab", "ac", true}, {"ab", "cd", false}, {"abcde", "abcdx", true}, {"abcde", "abcxy", false}, {"abcdef", "abcdxy", true}, {"abcdef", "abcxyz", false}, {"abcdefghi", "abcdefxyz", true}, {"abcdefghi", "abcdewxyz", false},
		{"abcdefghijklmno", "abcdefghijklxyz", true}, {"abcdefghijklmno", "abcdefghijkwxyz", false}, {"abc", "acb", true}, {"abc", "abcd", true}, {"abc", "abcde", false}, {"abc", "ABC", true}, {"abc", "abc", false}, {"川の水", "川の氷", true},
	} {
		if got := Nearest(c.word, []string{c.known}); (got != "") != c.near {
			t.Errorf("%s is near %s: %v", c.word, c.known, !c.near)
		}
	}
	if got := Nearest("abcdef", []string{"abcdxy", "abcdex", "abcdez"}); got != "abcdex" {
		t.Errorf("of three the nearest, the first of two as near: %q", got)
	}
}

// TestFindingsInOrder puts causes first, then goes by file, line, column, rule and message.
func TestFindingsInOrder(t *testing.T) {
	at := func(file string, line, col int, rule, message string, cause bool) Finding {
		return Finding{Pos: Pos{file, line, col}, Rule: rule, Message: message, Cause: cause}
	}
	want := []Finding{
		at("z", 9, 9, "z", "z", true), at("a", 1, 1, "a", "a", false), at("a", 1, 1, "a", "b", false), at("a", 1, 1, "b", "a", false), at("a", 1, 2, "a", "a", false), at("a", 2, 1, "a", "a", false), at("a", 10, 1, "a", "a", false), at("b", 1, 1, "a", "a", false),
	}
	got := slices.Clone(want)
	slices.Reverse(got)
	SortFindings(got)
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("%v", got)
	}
}

// TestFronts parts heads from bodies, and tells on which lines they begin.
func TestFronts(t *testing.T) {
	for src, want := range map[string]string{
		"---\na: 1\n---\nbody\n": `"a: 1\n" "body\n" 1 3`, "---\r\na: 1\r\n---\r\nbody": `"a: 1\r\n" "body" 1 3`, "\ufeff---\na: 1\nb: 2\n---": `"a: 1\nb: 2\n" "" 1 4`, "---  \na: 1\n---  \nbody": `"a: 1\n" "body" 1 3`,
		"---\n---\nbody": `"" "body" 1 2`, "body\n---\na: 1\n---\n": `"" "body\n---\na: 1\n---\n" 0 0`, "---\na: 1\n": `"" "a: 1\n" 0 0`, "---": `"" "---" 0 0`, "----\na: 1\n---\n": `"" "----\na: 1\n---\n" 0 0`, "---\na: 1\n----\n---\nb": `"a: 1\n----\n" "b" 1 4`,
	} {
		head, body, headLine, bodyLine := splitFront([]byte(src))
		if got := fmt.Sprintf("%q %q %d %d", head, body, headLine, bodyLine); got != want && !(src == "---\na: 1\n" && head == nil) {
			t.Errorf("%q: %s, want %s", src, got, want)
		}
	}
}

// TestLineFaults says what a line shows of why YAML ends there.
func TestLineFaults(t *testing.T) {
	const lineUp = "line it up with the keys that it goes with: it begins in column %d, and the line above in column %d"
	for _, c := range []struct {
		src       string
		line, col int
		want      string
	}{
		{"a:1", 1, 1, "put a blank after `a:`"}, {"  - a:1", 1, 5, "put a blank after `a:`"}, {"a: 1", 1, 1, ""}, {"a:/x", 1, 1, ""}, {"A:1", 1, 1, ""}, {"https://x", 1, 1, ""},
		{"a: 1\n b: 2", 2, 2, fmt.Sprintf(lineUp, 2, 1)}, {"a: 1\n b: 2", 2, 3, ""}, {"a: 1\nb: 2", 2, 1, ""}, {"  a: 1\n\n  # note\nb: 2", 4, 1, fmt.Sprintf(lineUp, 1, 3)},
		{"- a: 1\n   b: 2", 2, 4, fmt.Sprintf(lineUp, 4, 3)}, {"- a: 1\n  b: 2", 2, 3, ""}, {"a: 1", 0, 1, ""}, {"a: 1", 2, 1, ""}, {"a: 1", -1, 1, ""},
	} {
		if got := lineFault([]byte(c.src), c.line, c.col); got != c.want {
			t.Errorf("%q at %d:%d: %q, want %q", c.src, c.line, c.col, got, c.want)
		}
	}
}

// TestSourcesThatAreNone holds what is said of records that cannot be read; others stay.
func TestSourcesThatAreNone(t *testing.T) {
	deep := func(n int) string {
		return `{"id": "deep", "x": ` + strings.Repeat("[", n-1) + strings.Repeat("]", n-1) + "}"
	}
	for records, want := range map[string]string{
		`{"id": "b", "type": "book"}`: "", `{"id": 7, "type": "book"}`: "", deep(40): "",
		deep(41): "sources/s.json:3:2: error: the record nests 41 levels deep [csl-json]", `"x"`: "sources/s.json:3:2: error: this is no CSL record: json: cannot unmarshal string into Go value of type struct { dossier.Source; AnyID json.RawMessage \"json:\\\"id\\\"\"; AnyIssued json.RawMessage \"json:\\\"issued\\\"\" } [csl-json]\n    each record needs an id and a type",
		`{"type": "book"}`: "sources/s.json:3:2: error: the record has no id [csl-json]\n    each record needs an id and a type", `{"id": null}`: "sources/s.json:3:2: error: the record has no id [csl-json]\n    each record needs an id and a type", `{"id": ""}`: "sources/s.json:3:2: error: the record has no id [csl-json]\n    each record needs an id and a type",
	} {
		m := smallFS()
		src := strings.Replace(string(m["sources/s.json"].Data), "]\n", ",\n "+records+",\n {\"id\": \"last\"}]\n", 1)
		m["sources/s.json"] = &fstest.MapFile{Data: []byte(src)}
		l := loadFS(m)
		var got []string
		for _, f := range l.f.list {
			got = append(got, f.String())
		}
		if strings.Join(got, "|") != want || l.d.Source("last") == nil || l.d.Source("last").Pos.Line != 4 {
			t.Errorf("%.40s: %q, want %q", records, got, want)
		}
	}
}

// TestManyHiddenCharacters lists twenty of a file and counts the rest, each where it stands
// in characters.
func TestManyHiddenCharacters(t *testing.T) {
	for n, more := range map[int]string{20: "", 21: "1 more characters in the file are not seen", 25: "5 more characters in the file are not seen"} {
		found := hiddenCharacters("a.md", []byte("\ufeff年\n川"+strings.Repeat("\u200b", n)))
		last := found[len(found)-1]
		if len(found) != min(n, 21) || found[0].Pos != (Pos{"a.md", 2, 2}) || found[19].Pos != (Pos{"a.md", 2, 21}) || found[0].Mend == nil {
			t.Errorf("%d: %d findings, from %v to %v", n, len(found), found[0].Pos, last.Pos)
		}
		if more != "" && (last.Message != more || last.Pos != (Pos{File: "a.md"}) || last.Hint != "delete them") {
			t.Errorf("%d: %v", n, last)
		}
	}
	for text, want := range map[string]string{
		"a\u202eb": "here stands U+202E, a character that turns the direction of the text", "a\u200eb": "here stands U+200E, a mark of direction in a line without letters that run to the left", "a\u200eא": "", "a\u200e\nא": "here stands U+200E, a mark of direction in a line without letters that run to the left",
		"a\u200db": "here stands U+200D, a character without width", "क\u200dष": "", "न\u200c": "", "a\u200cb": "here stands U+200C, a character without width", "👩\u200d💻": "", "👩🏽\u200d💻": "", "❤\ufe0f\u200d🔥": "", "👩\u200da": "here stands U+200D, a character without width",
		"ภ\u200bา": "", "a\u200bb": "here stands U+200B, a character without width", "a\u0007b": "here stands U+0007, a control character", "a\u007fb": "here stands U+007F, a control character", "a\u009fb": "here stands U+009F, a control character", "a\u00a0b": "", "a\u00adb": "here stands U+00AD, a character without width",
		"a\tb\r\n": "", "a\u2066b": "here stands U+2066, a character that turns the direction of the text", "a\u2069b": "here stands U+2069, a character that turns the direction of the text", "a\u2029b": "here stands U+2029, a character without width", "a\u206ab": "",
	} {
		got := ""
		for _, f := range hiddenCharacters("a.md", []byte(text)) {
			got += f.Message
		}
		if got != want {
			t.Errorf("%+q: %q, want %q", text, got, want)
		}
	}
}

// TestNumbersInOtherScripts are hinted at in plain digits.
func TestNumbersInOtherScripts(t *testing.T) {
	for text, want := range map[string]string{"１２": "12", "１．５": "1.5", "１，５": "1.5", "−５": "-5", "－5": "-5", "5％": "5", "５ %": "5"} {
		if got := numberHint(text); got != "write digits only, with a point for decimals: "+want {
			t.Errorf("%s: %q", text, got)
		}
	}
}

// TestColumnsOfTables turns bytes into characters, on a later line and then on one before.
func TestColumnsOfTables(t *testing.T) {
	src := []byte("a,b\n年,x\n年月,y\n")
	found := []Finding{{Pos: Pos{"a.csv", 3, 8}}, {Pos: Pos{"a.csv", 2, 5}}, {Pos: Pos{"a.csv", 3, 1}}, {Pos: Pos{"a.csv", 0, 0}}, {Pos: Pos{"a.csv", 1, 3}}}
	inCharacters(found, src)
	for n, want := range []int{4, 3, 1, 0, 3} {
		if found[n].Col != want {
			t.Errorf("%d: column %d, want %d", n, found[n].Col, want)
		}
	}
}
