package evidence

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"entente/dossier"
	"entente/evidence/page"
)

// The archive of a dossier: archive/FOLDER/ holds for each source the pages as
// they were received, the text of each, and meta.json.
const (
	archiveDir  = "archive"
	metaFile    = "meta.json"
	maxMeta     = 4 << 20
	maxText     = 8 << 20
	maxArchived = 64 << 20
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
}

// Document is the newest page of a source, with its text.
type Document struct {
	Source string
	Folder string
	Meta   Kept
	Text   string
}

// Archive is the archive of a dossier's folder.
type Archive struct {
	root *os.Root
	// metas by source id
	metas map[string]*Meta
}

// OpenArchive reads what the archive of a dossier holds; an archive that is not
// there is empty. Findings tell what cannot be read. The texts are read later.
func OpenArchive(root *os.Root) (*Archive, []dossier.Finding) {
	a := &Archive{root: root, metas: map[string]*Meta{}}
	dir, err := fs.ReadDir(root.FS(), archiveDir)
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return a, nil
		}
		return a, []dossier.Finding{{Rule: "unreadable", Severity: dossier.Error, Pos: dossier.Pos{File: archiveDir}, Message: fmt.Sprintf("the archive cannot be listed: %v", err)}}
	}
	type read struct {
		meta  *Meta
		found *dossier.Finding
	}
	results := make([]read, len(dir))
	parallel(len(dir), func(i int) {
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

// parallel calls f for every number below n, on all CPUs.
func parallel(n int, f func(int)) {
	var wg sync.WaitGroup
	next := make(chan int)
	for range min(runtime.GOMAXPROCS(0), n) {
		wg.Go(func() {
			for i := range next {
				f(i)
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	wg.Wait()
}

func (a *Archive) readMeta(folder string) (*Meta, *dossier.Finding) {
	file := path.Join(archiveDir, folder, metaFile)
	bad := func(hint, format string, args ...any) *dossier.Finding {
		return &dossier.Finding{Rule: "archive-meta", Severity: dossier.Error, Pos: dossier.Pos{File: file}, Message: fmt.Sprintf(format, args...), Hint: hint}
	}
	src, err := readLimited(a.root, file, maxMeta)
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return nil, bad("read the page again, or take the folder away", "the folder of an archived page has no meta.json")
		}
		return nil, bad("", "cannot be read: %v", err)
	}
	var m Meta
	if err := json.Unmarshal(src, &m); err != nil {
		return nil, bad("restore it from an earlier commit, or read the page again", "this is no valid record of an archived page: %v", err)
	}
	if m.Source == "" || FolderName(m.Source) != folder {
		return nil, bad("a folder of the archive is named after its source", "the record is of the source %q, which does not belong in this folder", m.Source)
	}
	for _, k := range m.Pages {
		if !plainName(k.File) || !plainName(k.Text) {
			return nil, bad("restore the record from an earlier commit", "the record names a file outside its folder: %q", k.File)
		}
	}
	return &m, nil
}

// plainName reports whether a name is that of a file in the same folder.
func plainName(s string) bool {
	return s != "" && !strings.ContainsAny(s, "/\\\x00") && s != "." && s != ".."
}

func readLimited(root *os.Root, file string, limit int64) ([]byte, error) {
	f, err := root.Open(file)
	if err != nil {
		var pe *fs.PathError
		if errors.As(err, &pe) {
			return nil, pe.Err
		}
		return nil, err
	}
	defer f.Close()
	src, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err == nil && int64(len(src)) > limit {
		return nil, fmt.Errorf("it is larger than %d MB", limit>>20)
	}
	return src, err
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

// Text gives the text of a source's newest page, and false where it has none or
// it cannot be read.
func (a *Archive) Text(source string) (string, bool) {
	texts := a.Texts(source)
	if len(texts) == 0 {
		return "", false
	}
	return texts[len(texts)-1], true
}

// Texts gives the texts of all versions of a source's page, oldest first.
func (a *Archive) Texts(source string) []string {
	m := a.metas[source]
	if m == nil {
		return nil
	}
	var out []string
	for _, k := range m.Pages {
		src, err := readLimited(a.root, path.Join(archiveDir, FolderName(source), k.Text), maxText)
		if err == nil {
			out = append(out, string(src))
		}
	}
	return out
}

// Verify compares every archived file with the hash taken when it was stored.
// A file that was changed or is gone is a finding; where only the text was
// changed by hand, that is one too.
func (a *Archive) Verify() []dossier.Finding {
	ids := a.Sources()
	results := make([][]dossier.Finding, len(ids))
	parallel(len(ids), func(i int) {
		m := a.metas[ids[i]]
		for _, k := range m.Pages {
			for _, f := range []struct{ name, sum, what string }{{k.File, k.SHA256, "page"}, {k.Text, k.TextSHA256, "text"}} {
				file := path.Join(archiveDir, FolderName(ids[i]), f.name)
				finding := dossier.Finding{Rule: "archive-changed", Severity: dossier.Error, Pos: dossier.Pos{File: file},
					Hint: "restore it from an earlier commit, or read the page again to keep both"}
				src, err := readLimited(a.root, file, maxArchived)
				switch {
				case errors.Is(err, fs.ErrNotExist):
					finding.Message = fmt.Sprintf("the archived %s of %s is gone", f.what, ids[i])
				case err != nil:
					finding.Message = fmt.Sprintf("the archived %s of %s cannot be read: %v", f.what, ids[i], err)
				case hash(src) != f.sum:
					finding.Message = fmt.Sprintf("the archived %s of %s was changed after it was stored: its SHA-256 is %s…, and %s… was recorded", f.what, ids[i], hash(src)[:12], firstOf(f.sum, 12))
				default:
					continue
				}
				results[i] = append(results[i], finding)
			}
		}
	})
	return slices.Concat(results...)
}

func firstOf(s string, n int) string { return s[:min(n, len(s))] }

func hash(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// Stored says what Store did.
type Stored int

// What Store did with a page.
const (
	Unchanged Stored = iota // the newest version is this very page
	NewPage                 // the source had none
	NewVersion
)

// Store keeps a page of a source as it was received, with its text. The same
// bytes again, or a page whose text has not changed, change nothing.
func (a *Archive) Store(source string, received []byte, text string, k Kept) (Stored, error) {
	m := a.metas[source]
	if m == nil {
		m = &Meta{Version: 1, Source: source}
	}
	k.SHA256, k.Bytes, k.TextSHA256 = hash(received), len(received), hash([]byte(text))
	for _, old := range m.Pages {
		if old.SHA256 == k.SHA256 || old.TextSHA256 == k.TextSHA256 {
			return Unchanged, nil
		}
	}
	ext := ".html"
	if !page.LooksHTML(received, k.ContentType) {
		ext = ".txt"
	}
	stem := k.Retrieved.UTC().Format("2006-01-02") + "-" + k.SHA256[:8]
	k.File, k.Text = stem+ext, stem+".md"
	folder := path.Join(archiveDir, FolderName(source))
	if err := dossier.WriteFile(a.root, path.Join(folder, k.File), received); err != nil {
		return Unchanged, err
	}
	if err := dossier.WriteFile(a.root, path.Join(folder, k.Text), []byte(text)); err != nil {
		return Unchanged, err
	}
	done := NewPage
	if len(m.Pages) > 0 {
		done = NewVersion
	}
	next := *m
	next.Pages = append(slices.Clone(m.Pages), k)
	if err := a.writeMeta(&next); err != nil {
		return Unchanged, err
	}
	return done, nil
}

func (a *Archive) writeMeta(m *Meta) error {
	src, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	if err := dossier.WriteFile(a.root, path.Join(archiveDir, FolderName(m.Source), metaFile), append(src, '\n')); err != nil {
		return err
	}
	a.metas[m.Source] = m
	return nil
}

// LinkCopy records that the text of a source was met elsewhere too.
func (a *Archive) LinkCopy(source, where string) error {
	m := a.metas[source]
	if m == nil || where == "" || slices.Contains(m.Copies, where) {
		return nil
	}
	next := *m
	next.Copies = append(slices.Clone(m.Copies), where)
	return a.writeMeta(&next)
}
