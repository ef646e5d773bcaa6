// Package site publishes an agenda as a static website: it opens from its
// folder with no server, and needs no script.
package site

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"entente/agenda"
	"entente/dossier"
	"entente/series"
)

//go:embed templates/*.html
var templateFiles embed.FS

//go:embed static
var staticFiles embed.FS

// marker is the file by which a folder is known as an earlier build.
const marker = ".entente-site"

// ErrNotOurs is wrapped by the error for a folder that holds something else.
var ErrNotOurs = errors.New("the folder holds something that is no earlier build")

// Write publishes the agenda of a dossier into the folder out, which must be
// new, empty, or an earlier build; an earlier build is replaced as a whole. It
// returns how many pages it wrote. On an error out is as it was.
func Write(d *dossier.Dossier, a *agenda.Agenda, out string) (pages int, err error) {
	out = filepath.Clean(out)
	if err := replaceable(out); err != nil {
		return 0, err
	}
	files, err := Render(d, a)
	if err != nil {
		return 0, err
	}
	if err := os.MkdirAll(filepath.Dir(out), 0o755); err != nil {
		return 0, err
	}
	tmp, err := os.MkdirTemp(filepath.Dir(out), ".entente-build-")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(tmp)
	// The pages are not synced one by one: a site is made anew from its dossier in
	// a second, and syncing hundreds of files takes longer than that.
	for _, name := range sortedKeys(files) {
		path := filepath.Join(tmp, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return 0, err
		}
		if err := os.WriteFile(path, files[name], 0o644); err != nil {
			return 0, err
		}
		if strings.HasSuffix(name, ".html") {
			pages++
		}
	}
	if err := os.Chmod(tmp, 0o755); err != nil {
		return 0, err
	}
	return pages, swap(tmp, out)
}

// replaceable reports whether a build may be written to a path.
func replaceable(out string) error {
	if out == "." || out == string(filepath.Separator) {
		return fmt.Errorf("%w: %s (name a folder for the site)", ErrNotOurs, out)
	}
	info, err := os.Lstat(out)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case !info.IsDir():
		return fmt.Errorf("%w: %s is no folder", ErrNotOurs, out)
	}
	entries, err := os.ReadDir(out)
	if err != nil {
		return err
	}
	if len(entries) == 0 {
		return nil
	}
	if _, err := os.Stat(filepath.Join(out, marker)); err != nil {
		return fmt.Errorf("%w: %s (name a new folder, or empty this one)", ErrNotOurs, out)
	}
	return nil
}

// swap puts a finished build in the place of an earlier one.
func swap(tmp, out string) error {
	old := tmp + "-old"
	err := os.Rename(out, old)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	had := err == nil
	if err := os.Rename(tmp, out); err != nil {
		if had {
			return errors.Join(err, os.Rename(old, out))
		}
		return err
	}
	if had {
		return os.RemoveAll(old)
	}
	return nil
}

// page is one page to be rendered.
type page struct {
	path     string // with slashes
	template string
	title    string
	section  string // which entry of the navigation is current
	data     any
}

// frame is what the layout gets.
type frame struct {
	*builder
	Root    string // the way to the site's root: "" or "../"
	Path    string
	Title   string
	Section string
	Data    any
}

// Render gives all files of the site by path. The same input gives the same bytes.
func Render(d *dossier.Dossier, a *agenda.Agenda) (map[string][]byte, error) {
	b := newBuilder(d, a)
	var err error
	if b.relations, err = series.Groups(d, a.Dossier.AsOf.Last()); err != nil {
		return nil, err
	}
	pages := b.pages()
	files := map[string][]byte{marker: []byte("An earlier build is replaced as a whole.\n")}
	err = fs.WalkDir(staticFiles, "static", func(p string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		src, err := staticFiles.ReadFile(p)
		files[strings.TrimPrefix(p, "static/")] = src
		return err
	})
	if err != nil {
		return nil, err
	}
	tmpl, err := template.New("").Funcs(template.FuncMap{}).Funcs(funcs).ParseFS(templateFiles, "templates/*.html")
	if err != nil {
		return nil, err
	}
	b.tmpl = tmpl
	// One set of templates a page's kind, each with its own body.
	kinds := map[string]*template.Template{}
	for _, p := range pages {
		if kinds[p.template] == nil {
			t, err := tmpl.Clone()
			if err != nil {
				return nil, err
			}
			if _, err := t.New("body").Parse(`{{template "` + p.template + `" .}}`); err != nil {
				return nil, err
			}
			kinds[p.template] = t
		}
	}
	results := make([][]byte, len(pages))
	errs := make([]error, len(pages))
	next := make(chan int)
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for n := range next {
				p := pages[n]
				var buf bytes.Buffer
				root := strings.Repeat("../", strings.Count(p.path, "/"))
				errs[n] = kinds[p.template].ExecuteTemplate(&buf, "layout", frame{b, root, p.path, p.title, p.section, b.resolve(p.data, root)})
				results[n] = buf.Bytes()
			}
		})
	}
	for n := range pages {
		next <- n
	}
	close(next)
	wg.Wait()
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	for n, p := range pages {
		files[p.path] = results[n]
	}
	return files, nil
}

func sortedKeys[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}
