// Package archive is the archive of a dossier: for each source the pages as they
// were received, the text of each, and a list of them with their hashes. The
// desk stores into it; checks and search read it.
package archive

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"time"

	"entente/dossier"
	"entente/parallel"
)

// Dir is the folder of a dossier that holds its archive: a folder a source, see
// FolderName, and in each MetaFile, which lists the pages kept of it.
const (
	Dir      = "archive"
	MetaFile = "meta.json"
)

// The limits of what is read, in bytes: a list of pages, a text, a page as it
// was received.
const (
	MaxMeta = 4 << 20
	MaxText = 8 << 20
	MaxPage = 64 << 20
)

// Meta is the meta.json of a source.
type Meta struct {
	Version int      `json:"version"`
	Source  string   `json:"source"`
	Pages   []Kept   `json:"pages"`             // oldest first
	Copies  []string `json:"copies,omitempty"`  // addresses and names of copies of the same text that were read
	CopyOf  string   `json:"copy_of,omitempty"` // the source of which this is a copy
}

// Kept is one version of a page.
type Kept struct {
	File        string    `json:"file"`   // the page as received
	Text        string    `json:"text"`   // its article as Markdown
	SHA256      string    `json:"sha256"` // of File
	TextSHA256  string    `json:"text_sha256"`
	Bytes       int       `json:"bytes"`
	URL         string    `json:"url,omitempty"`
	From        string    `json:"from,omitempty"` // the name of the file that it was read from
	Retrieved   time.Time `json:"retrieved"`
	ContentType string    `json:"content_type,omitempty"`
	Charset     string    `json:"charset,omitempty"`
	ETag        string    `json:"etag,omitempty"`
	Modified    string    `json:"last_modified,omitempty"`
	Title       string    `json:"title,omitempty"`
	Language    string    `json:"language,omitempty"`
	Published   string    `json:"published,omitempty"`
	Signature   Signature `json:"signature,omitempty"`
	Turns       []Turn    `json:"turns,omitempty"`       // where the pages of a file begin in Text; none where it has no pages
	PageOffset  int       `json:"page_offset,omitempty"` // what the numbers printed on pages are more than their places in the file
}

// Document is the newest page of a source, with its text.
type Document struct {
	Source string
	Folder string
	Meta   Kept
	Text   string
}

// TextFile gives the path of the newest text in a folder of the archive, and "" where it has none.
func (m *Meta) TextFile() string {
	if len(m.Pages) == 0 {
		return ""
	}
	return path.Join(Dir, FolderName(m.Source), m.Pages[len(m.Pages)-1].Text)
}

// Archive is the archive of a dossier's folder.
type Archive struct {
	root *os.Root
	// metas by source id
	metas map[string]*Meta
}

// Open reads what the archive of a dossier holds; an archive that is not
// there is empty. Findings tell what cannot be read. The texts are read later.
func Open(root *os.Root) (*Archive, []dossier.Finding) {
	a := &Archive{root: root, metas: map[string]*Meta{}}
	dir, err := fs.ReadDir(root.FS(), Dir)
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return a, nil
		}
		return a, []dossier.Finding{{Rule: "unreadable", Severity: dossier.Error, Pos: dossier.Pos{File: Dir}, Message: fmt.Sprintf("the archive cannot be listed: %v", err)}}
	}
	type read struct {
		meta  *Meta
		found *dossier.Finding
	}
	results := make([]read, len(dir))
	parallel.Each(len(dir), 0, func(i int) {
		if !dir[i].IsDir() || strings.HasPrefix(dir[i].Name(), ".") {
			return
		}
		m, f := a.readMeta(dir[i].Name())
		results[i] = read{m, f}
	})
	var found []dossier.Finding
	for _, r := range results {
		if r.found != nil {
			found = append(found, *r.found)
		}
		if r.meta != nil {
			a.metas[r.meta.Source] = r.meta
		}
	}
	return a, found
}

func (a *Archive) readMeta(folder string) (*Meta, *dossier.Finding) {
	m, err := ReadMeta(a.root, folder)
	if err == nil {
		return m, nil
	}
	f := &dossier.Finding{Rule: "archive-meta", Severity: dossier.Error, Pos: dossier.Pos{File: path.Join(Dir, folder, MetaFile)}, Message: err.Error()}
	switch {
	case errors.Is(err, errNoMeta):
		f.Hint = "read the page again, or take the folder away"
	case errors.Is(err, errForm):
		f.Hint = "restore it from an earlier commit, or read the page again"
	}
	return nil, f
}

// What a list of pages may lack.
var (
	errNoMeta = errors.New("the folder of an archived page has no " + MetaFile)
	errForm   = errors.New("this is no valid record of an archived page")
)

// ReadMeta reads the list of pages in a folder of the archive. It refuses one
// that is over MaxMeta, is not of version 1, is of a source that does not belong
// in the folder, or names a file outside of it.
func ReadMeta(root *os.Root, folder string) (*Meta, error) {
	src, err := dossier.ReadFile(root, path.Join(Dir, folder, MetaFile), MaxMeta)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, errNoMeta
	}
	if err != nil {
		return nil, fmt.Errorf("cannot be read: %w", err)
	}
	return ParseMeta(src, folder)
}

// ParseMeta reads the list of pages of a folder of the archive as ReadMeta does.
func ParseMeta(src []byte, folder string) (*Meta, error) {
	var m Meta
	if err := json.Unmarshal(src, &m); err != nil {
		return nil, fmt.Errorf("%w: %w", errForm, err)
	}
	if m.Version != 1 {
		return nil, fmt.Errorf("%w: it has version %d, and this program knows 1", errForm, m.Version)
	}
	if m.Source == "" || FolderName(m.Source) != folder {
		return nil, fmt.Errorf("the record is of the source %q, which belongs in the folder %s", m.Source, FolderName(m.Source))
	}
	for _, k := range m.Pages {
		if !plainName(k.File) || !plainName(k.Text) {
			return nil, fmt.Errorf("%w: it names a file outside its folder: %q", errForm, k.File)
		}
	}
	return &m, nil
}

// plainName reports whether a name is that of a file in the same folder.
func plainName(s string) bool {
	return s != "" && !strings.ContainsAny(s, "/\\\x00") && s != "." && s != ".."
}

// Sources gives the ids of the sources that have an archived page, sorted.
func (a *Archive) Sources() []string {
	out := make([]string, 0, len(a.metas))
	for id := range a.metas {
		out = append(out, id)
	}
	slices.Sort(out)
	return out
}

// Has reports whether a source has an archived page.
func (a *Archive) Has(source string) bool {
	m := a.metas[source]
	return m != nil && len(m.Pages) > 0
}

// Meta gives a source's record, or nil.
func (a *Archive) Meta(source string) *Meta { return a.metas[source] }

// Version is a version of a source's page, with its text.
type Version struct {
	Kept
	Body string
}

// Versions gives all versions of a source's page whose text can be read, oldest first.
func (a *Archive) Versions(source string) []Version {
	m := a.metas[source]
	if m == nil {
		return nil
	}
	var out []Version
	for _, k := range m.Pages {
		src, err := dossier.ReadFile(a.root, path.Join(Dir, FolderName(source), k.Text), MaxText)
		if err == nil {
			out = append(out, Version{k, string(src)})
		}
	}
	return out
}
