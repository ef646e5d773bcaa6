package site

import (
	"html/template"
	"io/fs"
	"path"
	"regexp"
	"strings"

	"entente/recent"
)

// mostDone is how many bytes of parts of pages are kept for each of the two lots.
const mostDone = 8 << 20

// pageTemplates are the templates of the pages, with what they came to where it stands on
// several pages.
type pageTemplates struct {
	*template.Template
	done  recent.Values[any, template.HTML]
	wrote recent.Values[link, template.HTML]
}

// templates parses the templates: one page kind a file, named for it. Their
// indentation is for those who read them, and is left out of the pages.
func templates() (*pageTemplates, error) {
	t := &pageTemplates{Template: template.New("").Funcs(funcs), done: recent.Values[any, template.HTML]{Most: mostDone}, wrote: recent.Values[link, template.HTML]{Most: mostDone}}
	t.Funcs(template.FuncMap{"link": t.link, "links": t.links})
	names, err := fs.Glob(templateFiles, "templates/*.html")
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		src, err := templateFiles.ReadFile(name)
		if err != nil {
			return nil, err
		}
		if _, err := t.New(path.Base(name)).Parse(indentation.ReplaceAllString(string(src), "\n")); err != nil {
			return nil, err
		}
	}
	return t, nil
}

var indentation = regexp.MustCompile(`\n[ \t]+`)

// once executes a template, once for all that have the key, which all hangs on that data
// gives it.
func (t *pageTemplates) once(name string, key any, data func() any) (template.HTML, error) {
	if html, ok := t.done.Get(key); ok {
		return html, nil
	}
	html, err := t.execute(name, data())
	if err == nil {
		t.done.Keep(key, html, len(html))
	}
	return html, err
}

func (t *pageTemplates) execute(name string, data any) (template.HTML, error) {
	var out strings.Builder
	err := t.ExecuteTemplate(&out, name, data)
	return template.HTML(out.String()), err
}

// link writes a link: the same ones stand on many pages.
func (t *pageTemplates) link(l link) (template.HTML, error) {
	if html, ok := t.wrote.Get(l); ok {
		return html, nil
	}
	html, err := t.execute("link", l)
	if err == nil {
		t.wrote.Keep(l, html, len(html)+len(l.Href)+len(l.Text))
	}
	return html, err
}

// links writes several, with commas between them.
func (t *pageTemplates) links(all []link) (template.HTML, error) {
	var out strings.Builder
	for n, l := range all {
		if n > 0 {
			out.WriteString(", ")
		}
		html, err := t.link(l)
		if err != nil {
			return "", err
		}
		out.WriteString(string(html))
	}
	return template.HTML(out.String()), nil
}
