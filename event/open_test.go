package event

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func zipped(t testing.TB, members ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(members); i += 2 {
		w, err := z.Create(members[i])
		if err == nil {
			_, err = io.WriteString(w, members[i+1])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func gzipped(t testing.TB, text string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := io.WriteString(z, text); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func write(t testing.TB, name string, data []byte) string {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, data, 0o644); err != nil {
		t.Fatal(err)
	}
	return name
}

// readAll gives the text of each part of a file.
func readAll(path string) (texts, names []string, err error) {
	f, err := Open(path)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	for _, p := range f.Parts {
		r, err := p.Open()
		if err != nil {
			return texts, names, err
		}
		text, err := io.ReadAll(r)
		if err != nil {
			return texts, names, err
		}
		r.Close()
		texts, names = append(texts, string(text)), append(names, p.Path)
	}
	if f.Offset() > f.Size {
		return nil, nil, fmt.Errorf("%d of %d bytes read", f.Offset(), f.Size)
	}
	return texts, names, nil
}

// bzip2 of "hello\n", since the standard library packs none.
const helloBzip2 = "BZh91AY&SY\xc1\xc0\x80\xe2\x00\x00\x01\x41\x00\x00\x10\x02\x44\xa0\x00\x30\xcd\x00\xc3\x46\x29\x97\x17\x72\x45\x38\x50\x90\xc1\xc0\x80\xe2"

func TestOpen(t *testing.T) {
	dir := t.TempDir()
	row := gdeltRow(61, nil)
	for _, c := range []struct {
		name         string
		data         []byte
		texts, paths []string
	}{
		{"plain.csv", []byte(row), []string{row}, []string{"plain.csv"}},
		{"empty.csv", nil, []string{""}, []string{"empty.csv"}},
		{"one.CSV.zip", zipped(t, "one.CSV", row), []string{row}, []string{"one.CSV.zip"}},
		{"two.zip", zipped(t, "a/", "", "a/1.csv", row, "readme.md", "x", "__MACOSX/1.csv", "x", "a/.2.csv", "x", "b.TAB", "y"), []string{row, "y"}, []string{"two.zip!a/1.csv", "two.zip!b.TAB"}},
		{"g.csv.gz", gzipped(t, row), []string{row}, []string{"g.csv.gz"}},
		{"packed-under-another-name.csv", gzipped(t, row), []string{row}, []string{"packed-under-another-name.csv"}},
		{"two-streams.gz", append(gzipped(t, row), gzipped(t, row)...), []string{row + row}, []string{"two-streams.gz"}},
		{"b.bz2", []byte(helloBzip2), []string{"hello\n"}, []string{"b.bz2"}},
	} {
		path := write(t, filepath.Join(dir, c.name), c.data)
		texts, names, err := readAll(path)
		for i := range names {
			names[i], _ = filepath.Rel(dir, names[i])
		}
		if err != nil || !slices.Equal(texts, c.texts) || !slices.Equal(names, c.paths) {
			t.Errorf("%s: %v, %d texts, %v", c.name, err, len(texts), names)
		}
	}
}

func TestOpenBadFiles(t *testing.T) {
	dir := t.TempDir()
	text := strings.Repeat(gdeltRow(61, nil), 200)
	whole, gz := zipped(t, "a.csv", text), gzipped(t, text)
	damaged := bytes.Clone(whole)
	damaged[len(damaged)/3] ^= 0xff
	bomb := strings.Repeat("0", 18<<20)
	for _, c := range []struct {
		name string
		data []byte
		want string
	}{
		{"truncated.zip", whole[:len(whole)/2], "cut short"},
		{"damaged.zip", damaged, "damaged.zip: the packed data"},
		{"no-table.zip", zipped(t, "picture.png", "x", "inner.zip", "y"), "holds no table (.csv, .tsv, .tab, .txt); it holds picture.png, inner.zip"},
		{"empty.zip", zipped(t), "holds no table"},
		{"bomb.zip", zipped(t, "a.csv", bomb), "200 times their size"},
		{"many-small-bombs.zip", zipped(t, "a.csv", bomb[:15<<20], "b.csv", bomb[:15<<20]), "200 times their size"},
		{"truncated.gz", gz[:len(gz)/2], "truncated.gz: the packed data end too early"},
		{"head-only.gz", gz[:5], "cut short"},
		{"bomb.gz", gzipped(t, bomb), "200 times their size"},
		{"damaged.bz2", []byte("BZh9 nonsense"), "cannot be read"},
	} {
		path := write(t, filepath.Join(dir, c.name), c.data)
		_, _, err := readAll(path)
		var fe *FileError
		if !errors.As(err, &fe) || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), path) || fe.Hint == "" {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	if _, err := Open(filepath.Join(dir, "absent")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("an absent file: %v", err)
	}
	if _, err := Open(dir); err == nil || !strings.Contains(err.Error(), "no regular file") {
		t.Errorf("a folder: %v", err)
	}
}

// TestScanOfTruncatedFile holds that the reader's error reaches the caller.
func TestScanOfTruncatedFile(t *testing.T) {
	gz := gzipped(t, gdeltText(3000))
	f, err := Open(write(t, filepath.Join(t.TempDir(), "x.gz"), gz[:len(gz)/2]))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r, err := f.Parts[0].Open()
	if err != nil {
		t.Fatal(err)
	}
	_, _, err = readFrom(t, gdelt{origin: GDELT2}, r)
	var fe *FileError
	if !errors.As(err, &fe) || fe.Path != f.Path {
		t.Errorf("%v", err)
	}
}

func TestInputs(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"in/b.CSV", "in/a.zip", "in/2019/c.export.CSV.zip", "in/2019/d.gz", "in/.hidden.csv", "in/.git/e.csv", "in/note.pdf", "out/f.csv", "none/x.pdf"} {
		write(t, filepath.Join(dir, name), []byte("x"))
	}
	for name, to := range map[string]string{"in/leads-out.csv": "../out/f.csv", "in/stays.csv": "b.CSV", "in/folder": "../out"} {
		if err := os.Symlink(to, filepath.Join(dir, name)); err != nil {
			t.Skip(err)
		}
	}
	files, passed, err := Inputs([]string{filepath.Join(dir, "out/f.csv"), filepath.Join(dir, "in")})
	if err != nil {
		t.Fatal(err)
	}
	rel := func(list []string) string {
		for i := range list {
			list[i], _ = filepath.Rel(dir, list[i])
		}
		return strings.Join(list, " ")
	}
	if got, want := rel(files), "out/f.csv in/2019/c.export.CSV.zip in/2019/d.gz in/a.zip in/b.CSV in/stays.csv"; got != want {
		t.Errorf("files: %s\n want: %s", got, want)
	}
	if got, want := rel(passed), "in/folder in/leads-out.csv in/note.pdf"; got != want {
		t.Errorf("passed: %s\n  want: %s", got, want)
	}
	if _, _, err := Inputs([]string{filepath.Join(dir, "none")}); err == nil || !strings.Contains(err.Error(), "no file of event data") {
		t.Errorf("a folder without files: %v", err)
	}
	if _, _, err := Inputs([]string{filepath.Join(dir, "absent")}); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("an absent path: %v", err)
	}
}

func TestFingerprint(t *testing.T) {
	dir := t.TempDir()
	big := bytes.Repeat([]byte("0123456789abcdef"), pieceSize/16+1)
	of := func(name string, data []byte) []string {
		f, err := Open(write(t, filepath.Join(dir, name), data))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		var out []string
		for _, p := range f.Parts {
			s, err := p.Fingerprint(context.Background())
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, s)
		}
		return out
	}
	seen := map[string]string{}
	for _, name := range []string{"small", "empty", "two pieces", "two pieces, the first byte changed", "two pieces, the last byte changed", "two pieces, one byte less"} {
		data := bytes.Clone(big)
		switch name {
		case "small":
			data = []byte("a")
		case "empty":
			data = nil
		case "two pieces, the first byte changed":
			data[0]++
		case "two pieces, the last byte changed":
			data[len(data)-1]++
		case "two pieces, one byte less":
			data = data[:len(data)-1]
		}
		h := of(name, data)[0]
		if other, ok := seen[h]; ok || len(h) != 64 {
			t.Errorf("%s has the fingerprint %s of %s", name, h, other)
		}
		seen[h] = name
		if again := of("renamed", data)[0]; again != h {
			t.Errorf("%s: renamed it has another fingerprint", name)
		}
	}
	if m := of("two.zip", zipped(t, "a.csv", "x", "b.csv", "x")); len(m) != 2 || m[0] == m[1] {
		t.Errorf("members: %v", m)
	}
}

func FuzzOpen(f *testing.F) {
	f.Add(zipped(f, "a.csv", gdeltRow(61, nil)))
	f.Add(gzipped(f, gdeltRow(58, nil)))
	f.Add([]byte(helloBzip2))
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, data []byte) {
		path := filepath.Join(dir, fmt.Sprint(os.Getpid()))
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		file, err := Open(path)
		if err != nil {
			return
		}
		defer file.Close()
		for _, p := range file.Parts {
			if r, err := p.Open(); err == nil {
				io.Copy(io.Discard, r)
				r.Close()
			}
		}
	})
}

func BenchmarkFingerprint(b *testing.B) {
	data := bytes.Repeat([]byte(gdeltRow(61, nil)), 500_000)
	f, err := Open(write(b, filepath.Join(b.TempDir(), "x"), data))
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	b.SetBytes(f.Size)
	for b.Loop() {
		f.hash = nil
		if _, err := f.Parts[0].Fingerprint(context.Background()); err != nil {
			b.Fatal(err)
		}
	}
}
