package search

import (
	"cmp"
	"errors"
	"io/fs"
	"os"
	"path"
	"strings"
	"time"
	"unicode/utf8"

	"entente/archive"
	"entente/dossier"
	"entente/markup"
)

// maxFileBytes bounds what is read of a table or list of sources.
const maxFileBytes = 64 << 20

// documentOf reads a folder of the archive, its list of pages and the newest of
// them once each: how the two files are, and the entry of the page. The unit is nil
// where the folder has no list, ok false where there is no entry.
func documentOf(pages *os.Root, list string, now time.Time) (u unit, e entry, ok bool, err error) {
	dir := path.Dir(list)
	if pages == nil {
		return nil, e, false, nil
	}
	folder, err := pages.OpenRoot(path.Base(dir))
	if err != nil {
		return nil, e, false, nil
	}
	defer folder.Close()
	read := func(name string, limit int64) ([]byte, error) {
		s, src, err := readFile(folder, name, limit, now)
		s.Path = path.Join(dir, name)
		u = append(u, s)
		return src, err
	}
	src, err := read(archive.MetaFile, archive.MaxMeta)
	if u[0].Size < 0 {
		return nil, e, false, nil
	}
	if err != nil {
		return u, e, false, err
	}
	m, err := archive.ParseMeta(src, path.Base(dir))
	if err != nil || len(m.Pages) == 0 {
		return u, e, false, err
	}
	p := m.Pages[len(m.Pages)-1]
	e = entry{kind: Document, id: m.Source, source: m.Source, file: m.TextFile(), line: 1}
	if src, err = read(p.Text, archive.MaxText); err != nil {
		return u, e, false, err
	}
	e.body = textOf(src)
	if e.title = oneLine(p.Title); e.title == "" {
		e.title = cmp.Or(heading(e.body), oneLine(p.URL), e.id)
	}
	for _, s := range []string{p.Published, p.Retrieved.Format(time.DateOnly)} {
		if d, err := dossier.ParseDate(s[:min(len(s), len("2006-01-02"))]); err == nil {
			e.dated(d)
			break
		}
	}
	e.atLine = 1
	return u, e, true, nil
}

// pieceOf reads report.md or a file of pieces/.
func pieceOf(root *os.Root, file string) (entry, error) {
	e := entry{kind: Piece, id: strings.TrimSuffix(path.Base(file), ".md"), file: file, line: 1, atLine: 1}
	src, err := dossier.ReadFile(root, file, archive.MaxText)
	if err != nil {
		return e, err
	}
	e.body = textOf(src)
	e.title = cmp.Or(heading(e.body), e.id)
	return e, nil
}

// maxHead is how much of a text is looked through for its heading.
const maxHead = 16 << 10

// heading gives the title of a Markdown text's YAML head, or its first heading; ""
// where it has neither.
func heading(text string) string {
	text = strings.ReplaceAll(text[:min(len(text), maxHead)], "\r\n", "\n")
	if rest, ok := strings.CutPrefix(text, "---\n"); ok {
		head, body, _ := strings.Cut(rest, "\n---\n")
		for line := range strings.SplitSeq(head, "\n") {
			if title, ok := strings.CutPrefix(line, "title:"); ok && strings.TrimSpace(title) != "" {
				return oneLine(strings.Trim(strings.TrimSpace(title), `"'`))
			}
		}
		text = body
	}
	// Most texts begin with a plain heading, which needs no parser.
	first, _, _ := strings.Cut(strings.TrimLeft(text, "\n"), "\n")
	if h, ok := strings.CutPrefix(first, "# "); ok && !strings.ContainsAny(h, "\\`*_{}[]<>()#!|&^~$:@") {
		return oneLine(h)
	}
	doc, err := markup.Parse(text)
	if err != nil {
		return ""
	}
	return oneLine(doc.Heading())
}

// textOf gives a Markdown text. What is not UTF-8 in it is passed over.
func textOf(src []byte) string {
	text := strings.TrimPrefix(string(src), "\ufeff")
	if !utf8.ValidString(text) {
		text = strings.ToValidUTF8(text, "\ufffd")
	}
	return strings.ReplaceAll(text, "\x00", " ")
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
// pages in it, those not with own.
func walk(root *os.Root, own bool) (files, metas []string, err error) {
	err = fs.WalkDir(root.FS(), ".", func(p string, e fs.DirEntry, err error) error {
		if err != nil {
			if p == "." {
				return err
			}
			return nil // loading the dossier reports it
		}
		if e.IsDir() {
			if p != "." && (strings.HasPrefix(e.Name(), ".") || p == archive.Dir || strings.Count(p, "/") > 3) {
				return fs.SkipDir
			}
			if relevant(p) {
				files = append(files, p) // a folder in a file's place comes and goes with errors
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
	if info, err := root.Lstat(archive.Dir); errors.Is(err, fs.ErrNotExist) {
		return files, nil, nil
	} else if err == nil && !info.IsDir() {
		return append(files, archive.Dir), nil, nil // loading the dossier reports it
	}
	if own {
		return files, nil, nil
	}
	folders, err := fs.ReadDir(root.FS(), archive.Dir)
	for _, f := range folders {
		if f.IsDir() && !strings.HasPrefix(f.Name(), ".") && !strings.Contains(f.Name(), "\n") {
			metas = append(metas, path.Join(archive.Dir, f.Name(), archive.MetaFile))
		}
	}
	return files, metas, err
}
