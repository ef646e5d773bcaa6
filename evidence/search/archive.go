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

// documentOf reads the newest page of a folder; ok is false where there is none.
func documentOf(root *os.Root, list string) (e entry, ok bool, err error) {
	m, err := archive.ReadMeta(root, path.Base(path.Dir(list)))
	if err != nil || len(m.Pages) == 0 {
		return entry{}, false, err
	}
	p := m.Pages[len(m.Pages)-1]
	e = entry{kind: Document, id: m.Source, source: m.Source, file: m.TextFile(), line: 1}
	if e.body, err = readText(root, e.file); err != nil {
		return entry{}, false, err
	}
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
	doc, err := markup.Parse(text)
	if err != nil {
		return ""
	}
	return oneLine(doc.Heading())
}

// readText reads a Markdown text. What is not UTF-8 in it is passed over.
func readText(root *os.Root, file string) (string, error) {
	src, err := dossier.ReadFile(root, file, archive.MaxText)
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
	folders, err := fs.ReadDir(root.FS(), archive.Dir)
	for _, f := range folders {
		if f.IsDir() && !strings.HasPrefix(f.Name(), ".") && !strings.Contains(f.Name(), "\n") {
			metas = append(metas, path.Join(archive.Dir, f.Name(), archive.MetaFile))
		}
	}
	return files, metas, err
}
