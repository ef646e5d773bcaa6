package output

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

func hashOf(s string) string {
	b := sha256.Sum256([]byte(s))
	return hex.EncodeToString(b[:])
}

// read reads a folder as Read does, from its path.
func read(t *testing.T, dir string) (map[string][]byte, []Altered, error) {
	t.Helper()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	return Read(root, mark)
}

// What a write left is read back; what was changed, taken out or put in is named, in the
// order of paths and others' files after ours, and names that begin with a dot are nobody's.
func TestRead(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, first, options())
	if files, altered, err := read(t, dir); err != nil || len(altered) != 0 || !maps.EqualFunc(files, first, bytes.Equal) {
		t.Errorf("%q, %v, %v", files, altered, err)
	}
	put(t, dir, texts("a/y.html", "another", "more/n.txt", "n", "b.txt", "b", ".git/HEAD", "ref", ".x", "", "a/.x", ""))
	if err := os.Remove(filepath.Join(dir, "a", "x.html")); err != nil {
		t.Fatal(err)
	}
	files, altered, err := read(t, dir)
	if want := texts("index.html", "one", "site.css", "css", "gone/z.html", "z"); err != nil || !maps.EqualFunc(files, want, bytes.Equal) {
		t.Errorf("%q, %v", files, err)
	}
	x, y, other := hashOf("x"), hashOf("y"), hashOf("another")
	if want := []Altered{{"a/x.html", x, ""}, {"a/y.html", y, other}, {"b.txt", "", ""}, {"more/n.txt", "", ""}}; !reflect.DeepEqual(altered, want) {
		t.Errorf("%+v, want %+v", altered, want)
	}
	for n, want := range []string{
		"a/x.html: expected SHA-256 " + x + ", found no file",
		"a/y.html: expected SHA-256 " + y + ", found " + other,
		"b.txt: no such file was kept",
	} {
		if got := altered[n].String(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if err := os.RemoveAll(filepath.Join(dir, "a")); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Join(dir, "a", "x.html"), 0o755); err != nil {
		t.Fatal(err)
	}
	if _, _, err := read(t, dir); err == nil || err.Error() != "a/x.html: it is no ordinary file" {
		t.Errorf("a folder for a file: %v", err)
	}
}

// A manifest that is not there or cannot be read is told apart from one of a later program.
func TestReadWithoutManifest(t *testing.T) {
	dir := t.TempDir()
	for src, want := range map[string]string{
		`{"version":2}`: "its .made was written by a later version of the program; use that one",
		`{"version":0}`: "its .made cannot be read: it has no version",
		`{"version":1,"files":{"../a":"` + hashOf("") + `"}}`: `its .made cannot be read: "../a" is no path of an output`,
		`{"version":1,"files":{"a":"00"}}`:                    `its .made cannot be read: a: "00" is no SHA-256`,
		"x":                                                   "its .made cannot be read: invalid character",
		"":                                                    "its .made is missing",
		"/":                                                   "its .made is no manifest",
	} {
		p := filepath.Join(dir, mark)
		if err := os.RemoveAll(p); err != nil {
			t.Fatal(err)
		}
		var err error
		switch src {
		case "":
		case "/":
			err = os.Mkdir(p, 0o755)
		default:
			err = os.WriteFile(p, []byte(src), 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
		if files, altered, err := read(t, dir); err == nil || !strings.HasPrefix(err.Error(), want) || files != nil || altered != nil {
			t.Errorf("%s: %v, want %q", src, err, want)
		}
	}
}

// zipped packs one file.
func zipped(t *testing.T, name, text string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create(name)
	if err == nil {
		_, err = w.Write([]byte(text))
	}
	if err = errors.Join(err, z.Close()); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// A name is found in every form in which it is written, in names of files and in what is
// packed, but not as a part of another word, nor in pictures.
func TestHiddenNames(t *testing.T) {
	inner := zipped(t, "x.xml", "<p>Cyra Venn</p>")
	twice := zipped(t, "in.docx", inner)
	for _, c := range []struct {
		file, text, name, want string // want: the file named; "" for none
	}{
		{"a.html", "Cyra Venn", "Cyra Venn", "a.html"},
		{"a.html", "xCyra Venn, Cyra Venn7, Cyra Venn", "Cyra Venn", "a.html"},
		{"a.html", "xCyra Venn", "Cyra Venn", ""},
		{"a.html", "Cyra Venn7", "Cyra Venn", ""},
		{"a.html", "xCyra Venn Cyra Vennx", "Cyra Venn", ""},
		{"a.html", "(Cyra Venn)", "Cyra Venn", "a.html"},
		{"a.html", "cyra venn", "Cyra Venn", ""},
		{"a.bib", "Venn, Cyra", "Cyra Venn", "a.bib"},
		{"a.bib", "Venn, Ana Cyra", "Ana Cyra Venn", "a.bib"},
		{"a.html", "O&#39;Hara said", "O'Hara", "a.html"},
		{"a.json", `J\u00f6rn said`, "Jörn", "a.json"},
		{"a.html", "Jörn said", "Jörn", "a.html"},
		{"a.html", "花子氏", "花子", "a.html"},
		{"members/Venn.html", "", "Venn", "members/Venn.html"},
		{"a.png", "a Venn b", "Venn", "a.png"},
		{"a.docx", inner, "Cyra Venn", "a.docx: x.xml"},
		{"a.docx", twice, "Cyra Venn", "a.docx: in.docx: x.xml"},
		{"a.docx", inner, "Cyra", "a.docx: x.xml"},
		{"a.docx", zipped(t, "Venn.xml", ""), "Venn", "a.docx: Venn.xml"},
		{"Venn.docx", zipped(t, "x.xml", ""), "Venn", "Venn.docx"},
		{"a.docx", "PK\x03\x04 Venn", "Venn", ""}, // no archive: nobody opens it
		{"a.ics", `N:Venn\; Cyra`, "Venn; Cyra", "a.ics"},
		{"a.html", "anything", "", ""},
	} {
		got := Names(texts(c.file, c.text), []string{"Nobody", c.name})
		switch {
		case c.want == "" && len(got) == 0:
		case len(got) == 0 || got[0] != Naming{c.want, c.name}:
			t.Errorf("%s in %q: %v, want %q", c.name, c.text, got, c.want)
		}
	}
	if got := Names(texts("b.txt", "Venn Ross", "a.txt", "Venn Venn"), []string{"Ross", "Venn"}); !reflect.DeepEqual(got, []Naming{{"a.txt", "Venn"}, {"b.txt", "Ross"}, {"b.txt", "Venn"}}) {
		t.Errorf("%v", got)
	}
}

// Nothing is written where a name stands that may not; the first eight places are told.
func TestHiddenNamesStopAWrite(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	for _, n := range []int{1, 8, 9, 11} {
		files := map[string][]byte{}
		want := "nothing was written, since names that are to be left out still stand in what would be:"
		for i := range n {
			name := fmt.Sprintf("p%02d.html", i)
			files[name] = []byte("by Venn")
			if i < 8 {
				want += "\n  " + name + `: "Venn"`
			}
		}
		if n > 8 {
			want += fmt.Sprintf("\n  and %d more", n-8)
		}
		want += "\ntake them out of the texts, titles or notes of the dossier in which they stand (a search of its files finds them)"
		opt := options()
		opt.Hidden = []string{"Venn"}
		_, err := Write(dir, FilesOf(files), opt)
		var named NamedError
		if !errors.As(err, &named) || len(named) != n || err.Error() != want {
			t.Errorf("%d:\n%v\nwant\n%s", n, err, want)
		}
		if _, err := os.Stat(dir); err == nil {
			t.Error("the folder is made")
		}
	}
}
