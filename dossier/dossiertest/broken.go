package dossiertest

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// Breakage is one way to break a file: its name, and the file's text then.
// Unreadable says that the file cannot be read as it is meant then.
type Breakage struct {
	What, Text string
	Unreadable bool
}

var keyInHead = regexp.MustCompile(`(^|[{,]|- )( *)([a-z_A-Z][\w-]*):( |$)`)

// breakYAML breaks every key of a YAML text in turn.
func breakYAML(head string) []Breakage {
	var out []Breakage
	lines := strings.Split(head, "\n")
	with := func(from, to int, fresh ...string) string {
		return strings.Join(slices.Concat(lines[:from], fresh, lines[to:]), "\n")
	}
	indent := func(s string) int { return len(s) - len(strings.TrimLeft(s, " ")) }
	for n, line := range lines {
		if strings.HasPrefix(strings.TrimSpace(line), "#") || strings.TrimSpace(line) == "" {
			continue
		}
		end := n + 1 // of what stands under the line
		for end < len(lines) && (indent(lines[end]) > indent(line) || strings.HasPrefix(strings.TrimLeft(lines[end], " "), "- ") && indent(lines[end]) == indent(line) && !strings.HasPrefix(strings.TrimLeft(line, " "), "- ")) {
			end++
		}
		at := fmt.Sprintf("line %d: ", n+1)
		out = append(out,
			Breakage{at + "deleted", with(n, n+1), false},
			Breakage{at + "deleted with what is under it", with(n, end), false},
			Breakage{at + "indented", with(n, n+1, " "+line), false},
			Breakage{at + "indented by much", with(n, n+1, "      "+line), false},
			Breakage{at + "not indented", with(n, n+1, strings.TrimLeft(line, " ")), false},
			Breakage{at + "a tab", with(n, n+1, "\t"+line), true},
		)
		for _, m := range keyInHead.FindAllStringSubmatchIndex(line, -1) {
			key, after := line[m[6]:m[7]], m[9]
			stop, depth := after, 0 // of the value
			for ; stop < len(line); stop++ {
				if c := line[stop]; c == '{' || c == '[' {
					depth++
				} else if (c == '}' || c == ']') && depth > 0 {
					depth--
				} else if depth == 0 && line[m[2]:m[3]] != "" && line[m[2]:m[3]] != "- " && (c == ',' || c == '}') {
					break
				}
			}
			below := n + 1
			if strings.TrimSpace(line[after:stop]) == "" {
				below = end
			}
			put := func(name, value string) string { return line[:m[6]] + name + ":" + value + line[stop:] }
			at := at + key + ": "
			out = append(out,
				Breakage{at + "misspelt", with(n, n+1, put(key[:1]+"x"+key[1:], line[m[8]:stop])), false},
				Breakage{at + "without a value", with(n, below, put(key, "")), false},
				Breakage{at + "a second colon", with(n, n+1, put(key, " it is: so "+line[after:stop])), false},
			)
			for _, v := range []string{"[a, b]", "[]", "{a: b}", "{}", "7", "-1e9", `""`, "2020-02-30", "[[1], {a: [b]}]", "all", "XAR", strings.Repeat("long ", 2000)} {
				out = append(out, Breakage{at + v[:min(len(v), 9)], with(n, below, put(key, " "+v)), false})
			}
		}
	}
	return out
}

// breakTable breaks every column and some cells of a CSV text in turn.
func breakTable(text string) []Breakage {
	var out []Breakage
	rows := strings.Split(strings.TrimSpace(text), "\n")
	cells := make([][]string, len(rows))
	for i, r := range rows {
		cells[i] = strings.Split(r, ",")
	}
	join := func(change func(r, c int, cell string) (string, bool)) string {
		var b strings.Builder
		for r, row := range cells {
			var kept []string
			for c, cell := range row {
				if s, ok := change(r, c, cell); ok {
					kept = append(kept, s)
				}
			}
			b.WriteString(strings.Join(kept, ",") + "\n")
		}
		return b.String()
	}
	for c, name := range cells[0] {
		out = append(out,
			Breakage{name + ": dropped", join(func(_, k int, s string) (string, bool) { return s, k != c }), false},
			Breakage{name + ": misspelt", join(func(r, k int, s string) (string, bool) {
				if r == 0 && k == c {
					return s + "x", true
				}
				return s, true
			}), true},
		)
		for _, v := range []string{"", "?", "1e308", "-7", "XAR", "2020-13-40", "a;b;;c", `"`, "\u202e"} {
			out = append(out, Breakage{name + ": " + v, join(func(r, k int, s string) (string, bool) {
				if r == len(cells)-1 && k == c {
					return v, true
				}
				return s, true
			}), false})
		}
	}
	return out
}

// Breakages gives the ways to break a file.
func Breakages(file, text string) []Breakage {
	yes := path.Ext(file) != ".json"
	out := []Breakage{
		{"empty", "", true},
		{"no text", "\x00\x01\x02", true},
		{"Latin-1", text + "# caf\xe9\n", true},
		{"only a list", "- a\n- b\n", yes},
		{"only a word", "word\n", true},
	}
	for _, part := range []int{1, 2, 3, 5, 7, 9} {
		out = append(out, Breakage{fmt.Sprintf("cut at %d tenths", part), text[:len(text)*part/10], false})
	}
	switch path.Ext(file) {
	case ".yaml":
		out = append(out, breakYAML(text)...)
	case ".md":
		head, body, _ := strings.Cut(strings.TrimPrefix(text, "---\n"), "\n---\n")
		for _, b := range breakYAML(head) {
			b.Text = "---\n" + b.Text + "\n---\n" + body
			out = append(out, b)
		}
		out = append(out, Breakage{"without a head", body, true})
	case ".csv":
		out = append(out, breakTable(text)...)
	case ".json":
		for _, w := range []string{`"id"`, `"type"`, `"issued"`, `"title"`, "[", "]", "{", "}", ",", ":"} {
			for _, with := range []string{"", `"x"`, "[", "7"} {
				out = append(out, Breakage{w + " as " + with, strings.Replace(text, w, with, 2), false})
			}
		}
	}
	return out
}

// Broken is a file of a dossier with one way to break it.
type Broken struct {
	File string
	Breakage
	Gone bool // the file is taken away
}

// AllBroken gives every way to break the files of a dossier, and each but its header
// taken away. Saved pages and schemas are left alone.
func AllBroken(t testing.TB, dir string) []Broken {
	t.Helper()
	var out []Broken
	err := fs.WalkDir(os.DirFS(dir), ".", func(file string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if e.IsDir() {
			if e.Name() == "archive" || e.Name() == ".schema" {
				return fs.SkipDir
			}
			return nil
		}
		src, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(file)))
		if err != nil {
			return err
		}
		for _, b := range Breakages(file, string(src)) {
			out = append(out, Broken{File: file, Breakage: b})
		}
		if file != "dossier.yaml" {
			out = append(out, Broken{File: file, Breakage: Breakage{What: "gone"}, Gone: true})
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// While breaks the file in a copy of the dossier, calls f, and mends it.
func (b Broken) While(t testing.TB, dir string, f func()) {
	t.Helper()
	file := filepath.Join(dir, filepath.FromSlash(b.File))
	was, err := os.ReadFile(file)
	switch {
	case err != nil:
	case b.Gone:
		err = os.Remove(file)
	default:
		err = os.WriteFile(file, []byte(b.Text), 0o644)
	}
	if err != nil {
		t.Error(err)
		return
	}
	f()
	if err := os.WriteFile(file, was, 0o644); err != nil {
		t.Error(err)
	}
}
