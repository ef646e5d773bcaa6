package archive

import (
	"encoding/json"
	"path"
	"slices"
	"time"

	"entente/dossier"
)

// Stored says what Store did.
type Stored int

// What Store did with a page.
const (
	Unchanged Stored = iota // the newest version is this very page
	NewPage                 // the source had none
	NewVersion
)

// Store keeps a page of a source as it was received, with its text. ext is the
// ending of the received file's name, with its stop. The same bytes again, or a
// page whose text has not changed, change nothing.
func (a *Archive) Store(source string, received []byte, ext, text string, k Kept) (Stored, error) {
	m := a.metas[source]
	if m == nil {
		m = &Meta{Version: 1, Source: source}
	}
	k.SHA256, k.Bytes, k.TextSHA256 = Hash(received), len(received), Hash([]byte(text))
	for _, old := range m.Pages {
		if old.SHA256 == k.SHA256 || old.TextSHA256 == k.TextSHA256 {
			return Unchanged, nil
		}
	}
	stem := k.Retrieved.UTC().Format("2006-01-02") + "-" + k.SHA256[:8]
	k.File, k.Text = stem+ext, stem+".md"
	folder := path.Join(Dir, FolderName(source))
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
	if err := dossier.WriteFile(a.root, path.Join(Dir, FolderName(m.Source), MetaFile), append(src, '\n')); err != nil {
		return err
	}
	// The folder of the archive says that something in it has changed, so that a search
	// need not look into each. Where the system does not let it, it says less.
	now := time.Now()
	_ = a.root.Chtimes(Dir, now, now)
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
