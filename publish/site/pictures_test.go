package site

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/png"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"entente/dossier"
	"entente/publish/output"
)

// Two pictures whose names differ by their ending alone keep apart, one that two texts open
// with is drawn once, and what is too large or none is refused by its name.
func TestPicturesOfTexts(t *testing.T) {
	b := exampleBuilder(t)
	dir := t.TempDir()
	b.D.Root = dir
	var small bytes.Buffer
	if err := png.Encode(&small, image.NewNRGBA(image.Rect(0, 0, 500, 10))); err != nil {
		t.Fatal(err)
	}
	huge := bytes.Clone(small.Bytes()) // its head says that it is wider and higher than it is
	binary.BigEndian.PutUint32(huge[16:], 1<<15)
	binary.BigEndian.PutUint32(huge[20:], 1<<15)
	binary.BigEndian.PutUint32(huge[29:], crc32.ChecksumIEEE(huge[12:29]))
	if err := os.Mkdir(filepath.Join(dir, "pieces"), 0o755); err != nil {
		t.Fatal(err)
	}
	for name, src := range map[string][]byte{"a.png": small.Bytes(), "a.gif": small.Bytes(), "huge.png": huge, "none.png": []byte("x")} {
		if err := os.WriteFile(filepath.Join(dir, "pieces", name), src, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	load := func(names ...string) (map[string][]byte, error) {
		b.D.Pieces = nil
		for _, n := range names {
			b.D.Pieces = append(b.D.Pieces, &dossier.Piece{Image: &dossier.Image{File: "pieces/" + n}})
		}
		b.files = &output.Files{}
		if err := b.loadPictures(); err != nil {
			return nil, err
		}
		return b.files.All()
	}
	files, err := load("a.png", "a.gif", "a.png")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"pictures/a-480.png", "pictures/a-500.png", "pictures/a--480.png", "pictures/a--500.png"} {
		if c, err := png.DecodeConfig(bytes.NewReader(files[name])); err != nil || !strings.HasSuffix(name, "-480.png") && (c.Width != 500 || c.Height != 10) {
			t.Errorf("%s: %v, %v", name, c, err)
		}
	}
	if len(files) != 4 {
		t.Errorf("%d files", len(files))
	}
	if _, err := load("huge.png"); err == nil || !strings.HasPrefix(err.Error(), "the picture pieces/huge.png: 32768 × 32768 pixels are more than ") {
		t.Error(err)
	}
	if _, err := load("none.png"); !errors.Is(err, image.ErrFormat) {
		t.Error(err)
	}
	if _, err := load("away.png"); !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
}

// The fonts are handed on with the rules that name their files, each of which is there.
func TestFontsToHandOn(t *testing.T) {
	faces, files, err := Fonts()
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for line := range strings.Lines(faces) {
		_, at, ok := strings.Cut(line, "url(")
		file, _, _ := strings.Cut(at, ")")
		if !strings.HasPrefix(line, "@font-face{") || !ok {
			t.Errorf("%q", line)
		}
		if _, err := fs.Stat(files, strings.Trim(file, `"'`)); err != nil {
			t.Error(err)
		}
		n++
	}
	if n < 10 {
		t.Errorf("%d rules", n)
	}
}
