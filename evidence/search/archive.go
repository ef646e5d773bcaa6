package search

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"strings"
	"unicode/utf8"

	"entente/dossier"
)

// The limits of what is read: of a text, of the list of a folder's pages, and of
// a table or list of sources.
const (
	maxTextBytes = 8 << 20
	maxMetaBytes = 4 << 20
	maxFileBytes = 64 << 20
)

// page is a page of the archive as its meta.json lists it.
type page struct {
	Text      string `json:"text"`
	URL       string `json:"url"`
	Retrieved string `json:"retrieved"`
	Title     string `json:"title"`
	Published string `json:"published"`
}

// newest reads which page of a folder of the archive is the newest, and of which
// source it is. A folder without a page gives nil.
func newest(root *os.Root, meta string) (source string, p *page, err error) {
	src, err := readLimited(root, meta, maxMetaBytes)
	if err != nil {
		return "", nil, err
	}
	var m struct {
		Version int    `json:"version"`
		Source  string `json:"source"`
		Pages   []page `json:"pages"`
	}
	if err := json.Unmarshal(src, &m); err != nil {
		return "", nil, fmt.Errorf("%s is not what the archive writes: %w", meta, err)
	}
	if m.Version != 1 {
		return "", nil, fmt.Errorf("%s has version %d, which is not known", meta, m.Version)
	}
	if len(m.Pages) == 0 {
		return m.Source, nil, nil
	}
	p = &m.Pages[len(m.Pages)-1]
	if p.Text == "" {
		return m.Source, nil, nil
	}
	if p.Text == ".." || strings.ContainsAny(p.Text, "/\\\n") {
		return "", nil, fmt.Errorf("%s names a text outside its folder", meta)
	}
	return m.Source, p, nil
}

// documentOf reads the newest page of a folder; ok is false where there is none.
func documentOf(root *os.Root, meta string) (e entry, ok bool, err error) {
	source, p, err := newest(root, meta)
	if err != nil || p == nil {
		return entry{}, false, err
	}
	folder := path.Dir(meta)
	e = entry{kind: Document, id: cmp.Or(source, path.Base(folder)), source: source, file: path.Join(folder, p.Text), line: 1}
	if e.body, err = readText(root, e.file); err != nil {
		return entry{}, false, err
	}
	e.title = cmp.Or(oneLine(p.Title), heading(e.body), oneLine(p.URL), e.id)
	for _, s := range []string{p.Published, p.Retrieved} {
		if d, err := dossier.ParseDate(s[:min(len(s), len("2006-01-02"))]); err == nil {
			e.dated(d)
			break
		}
	}
	e.atLine = 1
	return e, true, nil
}

// pieceOf reads report.md or a file of pieces/.
func pieceOf(root *os.Root, file string) (entry, error) {
	e := entry{kind: Piece, id: strings.TrimSuffix(path.Base(file), ".md"), file: file, line: 1, atLine: 1}
	var err error
	if e.body, err = readText(root, file); err != nil {
		return e, err
	}
	e.title = cmp.Or(heading(e.body), e.id)
	return e, nil
}

// heading gives the first heading of a Markdown text, or the title of its YAML
// head; "" where it has neither.
func heading(text string) string {
	inHead := false
	n := 0
	for line := range strings.SplitSeq(text, "\n") {
		n++
		line = strings.TrimSpace(line)
		switch title, ok := strings.CutPrefix(line, "title:"); {
		case line == "---" && n == 1:
			inHead = true
		case line == "---" && inHead:
			inHead = false
		case inHead && ok && strings.TrimSpace(title) != "":
			return oneLine(strings.Trim(strings.TrimSpace(title), `"'`))
		case !inHead && strings.HasPrefix(line, "#"):
			return oneLine(strings.TrimLeft(line, "#"))
		}
		if n == 200 {
			break
		}
	}
	return ""
}

// errTooLarge is wrapped by the error for a file over its limit.
var errTooLarge = errors.New("it is too large to be searched")

// readLimited reads a file of the dossier, or refuses one over a limit.
func readLimited(root *os.Root, file string, limit int64) ([]byte, error) {
	f, err := root.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is no ordinary file", file)
	}
	src, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err != nil {
		return nil, err
	}
	if int64(len(src)) > limit {
		return nil, fmt.Errorf("%s: %w: over %d MB", file, errTooLarge, limit>>20)
	}
	return src, nil
}

// readText reads a Markdown text. What is not UTF-8 in it is passed over.
func readText(root *os.Root, file string) (string, error) {
	src, err := readLimited(root, file, maxTextBytes)
	if err != nil {
		return "", err
	}
	text := strings.TrimPrefix(string(src), "\ufeff")
	if !utf8.ValidString(text) {
		text = strings.ToValidUTF8(text, "\ufffd")
	}
	return strings.ReplaceAll(text, "\x00", " "), nil
}

// isPiece reports whether a file holds a text written from the dossier.
func isPiece(file string) bool {
	return file == "report.md" || path.Dir(file) == "pieces" && path.Ext(file) == ".md"
}

// relevant reports whether a file outside the archive may hold what is searched.
func relevant(file string) bool {
	if strings.Contains(file, "\n") {
		return false
	}
	switch path.Ext(file) {
	case ".yaml", ".csv", ".json", ".md":
		return true
	}
	return false
}

// walk lists the files outside the archive that may matter, and the lists of
// pages in it.
func walk(root *os.Root) (files, metas []string, err error) {
	err = fs.WalkDir(root.FS(), ".", func(p string, e fs.DirEntry, err error) error {
		if err != nil {
			if p == "." {
				return err
			}
			return nil // loading the dossier reports it
		}
		if e.IsDir() {
			if p != "." && (strings.HasPrefix(e.Name(), ".") || p == "archive" || strings.Count(p, "/") > 3) {
				return fs.SkipDir
			}
			return nil
		}
		if !strings.HasPrefix(e.Name(), ".") && relevant(p) {
			files = append(files, p)
		}
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	folders, err := fs.ReadDir(root.FS(), "archive")
	if errors.Is(err, fs.ErrNotExist) {
		return files, nil, nil
	}
	for _, f := range folders {
		if f.IsDir() && !strings.HasPrefix(f.Name(), ".") && !strings.Contains(f.Name(), "\n") {
			metas = append(metas, "archive/"+f.Name()+"/meta.json")
		}
	}
	return files, metas, err
}
