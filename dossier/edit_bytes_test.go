package dossier

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
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

// TestEditYAMLRefuses holds what cannot be edited in place, and what is said of it.
func TestEditYAMLRefuses(t *testing.T) {
	for _, c := range []struct {
		src, path string
		is        error
		says      string
	}{
		{"a: [", "a", nil, ""},
		{"", "a", ErrNoValue, "there is no such value: the file is empty"},
		{"# a note\n", "a", ErrNoValue, "there is no such value: the file is empty"},
		{strings.Repeat("[", 41), "a", nil, "line 1 nests too deep"},
		{"a: 1\n", "", ErrNoValue, "there is no such value: "},
		{"a: 1\n", "b.c", ErrNoValue, "there is no such value: b.c"},
		{"a: 1\n", "a.0", ErrNoValue, "there is no such value: a.0"},
		{"a: [1]\n", "a.1", ErrNoValue, "there is no such value: a.1"},
		{"a: [1]\n", "a.-1", ErrNoValue, "there is no such value: a.-1"},
		{"a: [{b: 1}]\n", "a.id=x", ErrNoValue, "there is no such value: a.id=x"},
		{"a: {b: 1}\n", "a", ErrNotEditable, "the value cannot be edited in place: it is a map"},
		{"a: [1]\n", "a", ErrNotEditable, "the value cannot be edited in place: it is a list"},
		{"a:\n", "a", ErrNotEditable, "the value cannot be edited in place: it is empty"},
		{"a: &x 1\n", "a", ErrNotEditable, "the value cannot be edited in place: it is something else"},
		{"a: |\n  x\n", "a", ErrNotEditable, "the value cannot be edited in place: it is a text"},
		{"a: \"x\n  y\"\n", "a", ErrNotEditable, "the value cannot be edited in place: it runs over several lines"},
		{"a: x\n  y\n", "a", ErrNotEditable, "the value cannot be edited in place: it runs over several lines"},
	} {
		var path []string
		if c.path != "" {
			path = strings.Split(c.path, ".")
		}
		got, err := editYAML([]byte(c.src), path, "new")
		if err == nil || c.is != nil && !errors.Is(err, c.is) || c.says != "" && err.Error() != c.says {
			t.Errorf("%q at %s: %q, %v", c.src, c.path, got, err)
		}
	}
	for _, c := range []struct{ src, path, value, want string }{
		{"a: true\nb: 1\n", "a", "false", "a: false\nb: 1\n"}, {"a: 1.5\n", "a", "2", "a: 2\n"}, {"a: [x, y]\n", "a.0", "z", "a: [z, y]\n"}, {"a: \"x\\\"y\"\n", "a", "z", "a: \"z\"\n"},
		{"a: [{id: p, b: 1}, {id: q, b: 2}]\n", "a.id=q.b", "3", "a: [{id: p, b: 1}, {id: q, b: 3}]\n"}, {"ü: [ö, x]\n", "ü.1", "é", "ü: [ö, é]\n"},
		{"\ufeffa: x\n", "a", "y", "\ufeffa: y\n"}, {"---\r\na: x\r\n---\r\na: z\r\n", "a", "y", "---\r\na: y\r\n---\r\na: z\r\n"},
	} {
		if got, err := editYAML([]byte(c.src), strings.Split(c.path, "."), c.value); err != nil || string(got) != c.want {
			t.Errorf("%q at %s: %q, %v, want %q", c.src, c.path, got, err, c.want)
		}
	}
}

// TestQuoteScalar holds which words stand plain.
func TestQuoteScalar(t *testing.T) {
	for v, want := range map[string]string{
		"x": "x", "a b": "a b", "a:b": "a:b", "-a": "-a", "a-": "a-", "川": "川", "": `""`, " x": `" x"`, "x ": `"x "`, "a: b": `"a: b"`, "a:": `"a:"`, ":a": `":a"`, "- a": `"- a"`, "?": `"?"`, "?a": `"?a"`, "a?": "a?",
		"null": `"null"`, "~": `"~"`, "-": `"-"`, "---": `"---"`, "...": `"..."`, "nulls": "nulls", "a\tb": `"a\tb"`, "a\nb": `"a\nb"`, "a\rb": `"a\rb"`,
	} {
		if got := quoteScalar(v, 0); got != want {
			t.Errorf("%q is written %s, want %s", v, got, want)
		}
	}
	for _, mark := range "#,[]{}&*!|>%@`\"'" {
		if got := quoteScalar("a"+string(mark)+"b", 0); got[0] != '"' {
			t.Errorf("%c stands plain: %s", mark, got)
		}
	}
	for v, want := range map[string]string{"x": "'x'", "it's": "'it''s'", "a: b": "'a: b'", "": "''", "a\nb": `"a\nb"`, "a\rb": `"a\rb"`, "a\tb": `"a\tb"`} {
		if got := quoteScalar(v, '\''); got != want {
			t.Errorf("%q in single quotes is %s, want %s", v, got, want)
		}
	}
	if got := quoteScalar("x", '"'); got != `"x"` {
		t.Errorf("in double quotes: %s", got)
	}
}

// TestCells holds where cells end and how they are written.
func TestCells(t *testing.T) {
	for _, c := range []struct {
		src    string
		lo, hi int
	}{
		{`"a""b",c`, 0, 6}, {`"a",b`, 0, 3}, {`"ab`, 0, 3}, {`"a""`, 0, 4}, {"ab\r\nc", 0, 2}, {"ab\nc", 0, 2}, {"ab", 0, 2}, {"", 0, 0}, {"a,b", 2, 3}, {"a,,b", 2, 2}, {`a,"b"`, 2, 5}, {`a,b"c,d`, 2, 5},
	} {
		if got := endOfCell([]byte(c.src), c.lo); got != c.hi {
			t.Errorf("%q from %d ends at %d, want %d", c.src, c.lo, got, c.hi)
		}
	}
	for v, want := range map[string]string{"a": "a", "": "", "a b": "a b", "a,b": `"a,b"`, `a"b`: `"a""b"`, " a": `" a"`, "a ": `"a "`, "#a": `"#a"`, "a#": "a#", "a\nb": "\"a\nb\"", "a\rb": "\"a\rb\""} {
		if got := quoteCell(v); got != want {
			t.Errorf("%q is written %s, want %s", v, got, want)
		}
	}
	for _, c := range []struct {
		src, key, column, want string
		is                     error
	}{
		{"id,what\na,x\nb,y", "b", "what", "id,what\na,x\nb,new", nil},
		{" id , what \na,x\n", "a", "what", " id , what \na,new\n", nil},
		{"what,id\n\n\nx,a\ny,b\n", "b", "what", "what,id\n\n\nx,a\nnew,b\n", nil},
		{"id,what\na,\"x\ny\"\nb,z\n", "b", "what", "id,what\na,\"x\ny\"\nb,new\n", nil},
		{"id,what\na,x\na,y\n", "a", "what", "there is no such value: several rows have the id \"a\"", ErrNoValue},
		{"id,what\na,x\n", "A", "what", "there is no such value: no row with id \"A\"", ErrNoValue},
		{"key,what\na,x\n", "a", "what", "the table has no column \"id\": add it to the first line", ErrNoColumn},
		{"id,what\na,x\n", "a", "note", "the table has no column \"note\": add it to the first line", ErrNoColumn},
		{"", "a", "what", "EOF", io.EOF},
		{"id,what\na,\"x\n", "a", "what", "", csv.ErrQuote},
	} {
		got, err := editCSV([]byte(c.src), "id", c.key, c.column, "new")
		if c.is == nil && (err != nil || string(got) != c.want) || c.is != nil && (!errors.Is(err, c.is) || c.want != "" && err.Error() != c.want) {
			t.Errorf("%q: %q, %v, want %q", c.src, got, err, c.want)
		}
	}
}

// appendCSV adds one row to a table.
func appendCSV(src []byte, columns []string, row map[string]string) ([]byte, int, error) {
	t, err := openCSV(src, columns)
	if err != nil {
		return nil, 0, err
	}
	return t.add(row)
}

// TestAppendCSV adds a row with the table's own line ends, and tells on which line.
func TestAppendCSV(t *testing.T) {
	row := map[string]string{"id": "a", "what": "x", "note": ""}
	for _, c := range []struct {
		src, want string
		at        int
		is        error
	}{
		{"", "id,what\na,x\n", 2, nil},
		{" \n", " \nid,what\na,x\n", 3, nil},
		{"\ufeff", "\ufeffid,what\na,x\n", 2, nil},
		{"id,what\nb,y", "id,what\nb,y\na,x\n", 3, nil},
		{"id,what\r\nb,y\r\n", "id,what\r\nb,y\r\na,x\r\n", 3, nil},
		{"id,what\r\nb,y", "id,what\r\nb,y\r\na,x\r\n", 3, nil},
		{" what , id \nb\n", " what , id \nb\nx,a\n", 3, nil},
		{"id,what,of\n# a\n", "id,what,of\n# a\na,x,\n", 3, nil},
		{"id,what\nb,y\na,x\n", "the very same row is there already: line 3", 0, ErrSame},
		{"id,what\n A ,x\n", "it is there already: line 2 has the id \"a\"", 0, ErrTaken},
		{"id,what\na,y\n", "it is there already: line 2 has the id \"a\"", 0, ErrTaken},
		{"what\nx\n", "the table has no column \"id\": add it to the first line", 0, ErrNoColumn},
		{"\"id", "", 0, csv.ErrQuote},
		{"id,what\n\"b", "", 0, csv.ErrQuote},
	} {
		out, at, err := appendCSV([]byte(c.src), []string{"id", "what"}, row)
		if c.is == nil && (err != nil || string(out) != c.want || at != c.at) || c.is != nil && (!errors.Is(err, c.is) || c.want != "" && err.Error() != c.want) {
			t.Errorf("%q: %q at line %d, %v, want %q at %d", c.src, out, at, err, c.want, c.at)
		}
	}
	out, _, err := appendCSV([]byte("what\n"), nil, map[string]string{"what": " a\r\nb\rc "})
	if err != nil || string(out) != "what\n\"a\nb\nc\"\n" {
		t.Errorf("lines: %q, %v", out, err)
	}
	if out, _, err := appendCSV([]byte("id,what\n,x\n"), nil, map[string]string{"what": "x"}); err != nil || string(out) != "id,what\n,x\n,x\n" {
		t.Errorf("rows without an id: %q, %v", out, err)
	}
}

// TestAppendRows holds that rows which are added one after another are held against each
// other and against what was there, and that what changes the file between is seen.
func TestAppendRows(t *testing.T) {
	root, err := os.OpenRoot(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	if err := WriteFile(root, "facts.csv", []byte("\ufeffid,what\n# of old\nOne,\"a\n\nb\"\ntwo,b")); err != nil {
		t.Fatal(err)
	}
	e := NewEdit(root)
	add := func(id, what string, line int, is error) {
		t.Helper()
		at, err := e.AppendRow("facts", map[string]string{"id": id, "what": what})
		if !errors.Is(err, is) || at.Line != line {
			t.Errorf("%s: line %d, %v, want %d, %v", id, at.Line, err, line, is)
		}
	}
	add("three", "c\nd", 7, nil)
	add("four", "d", 9, nil)
	add("THREE", "e", 0, ErrTaken)
	add("three", "c\nd", 0, ErrSame)
	add("two", "b", 0, ErrSame)
	add("One", "a\n\nb", 0, ErrSame)
	add("one", "a", 0, ErrTaken)
	if err := e.SetCell("facts.csv", "four", "what", "f"); err != nil {
		t.Fatal(err)
	}
	add("four", "f", 0, ErrSame)
	add("", "g", 10, nil)
	add("five", "g", 11, nil)
	if err := e.Put("facts.csv", []byte("id,what\n")); err != nil {
		t.Fatal(err)
	}
	add("five", "h", 2, nil)
}

// BenchmarkAppendRows adds n, 2n and 4n rows to a table.
func BenchmarkAppendRows(b *testing.B) {
	root, err := os.OpenRoot(b.TempDir())
	if err != nil {
		b.Fatal(err)
	}
	defer root.Close()
	for _, n := range []int{2000, 4000, 8000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				e := NewEdit(root)
				for i := range n {
					if _, err := e.AppendRow("facts", map[string]string{"id": fmt.Sprint("id-", i), "what": "Posts filled"}); err != nil {
						b.Fatal(err)
					}
				}
			}
		})
	}
}
