package bundle

import (
	"regexp"
	"strings"

	"entente/dossier"
	"entente/markup"
)

// The words of the Data Package standard (v1, which all its readers take).
type dataPackage struct {
	Profile     string        `json:"profile"`
	Name        string        `json:"name"`
	ID          string        `json:"id,omitempty"`
	Title       string        `json:"title"`
	Description string        `json:"description,omitempty"`
	Homepage    string        `json:"homepage,omitempty"`
	Version     string        `json:"version"`
	Created     string        `json:"created"`
	Licenses    []licence     `json:"licenses,omitempty"`
	Sources     []origin      `json:"sources,omitempty"`
	Contributor []contributor `json:"contributors,omitempty"`
	LeftOut     []leftOut     `json:"left_out,omitempty"` // ours: what may not be passed on
	Resources   []resource    `json:"resources"`
}

type licence struct {
	Name  string `json:"name,omitempty"`
	Path  string `json:"path,omitempty"`
	Title string `json:"title,omitempty"`
}

type origin struct {
	Title string `json:"title"`
	Path  string `json:"path,omitempty"`
}

type contributor struct {
	Title string `json:"title"`
	Path  string `json:"path,omitempty"`
	Role  string `json:"role"`
}

type resource struct {
	Profile     string `json:"profile"`
	Name        string `json:"name"`
	Description string `json:"description,omitempty"`
	Path        string `json:"path"`
	Format      string `json:"format"`
	Mediatype   string `json:"mediatype"`
	Encoding    string `json:"encoding"`
	Schema      schema `json:"schema"`
}

type schema struct {
	Fields        []field      `json:"fields"`
	MissingValues []string     `json:"missingValues"`
	PrimaryKey    []string     `json:"primaryKey,omitempty"`
	ForeignKeys   []foreignKey `json:"foreignKeys,omitempty"`
}

type field struct {
	Name        string         `json:"name"`
	Type        string         `json:"type"`
	Description string         `json:"description,omitempty"`
	TrueValues  []string       `json:"trueValues,omitempty"`
	FalseValues []string       `json:"falseValues,omitempty"`
	Constraints map[string]any `json:"constraints,omitempty"`
}

type foreignKey struct {
	Fields    []string  `json:"fields"`
	Reference reference `json:"reference"`
}

type reference struct {
	Resource string   `json:"resource"`
	Fields   []string `json:"fields"`
}

// datePattern is what a date of a dossier looks like: no type of the standard takes
// dates that are known to the year or month alone.
const datePattern = `[1-9][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?`

func packageOf(c Content, tables []table, left []leftOut) ([]byte, error) {
	d := c.Dossier
	p := dataPackage{Profile: "tabular-data-package", Name: slug(d), ID: d.Site.Address, Title: title(c), Description: d.Say(d.Header.Question), Homepage: d.Site.Address,
		Version: c.Agenda.Dossier.AsOf.String(), Created: c.Agenda.Dossier.AsOf.Last().UTC().Format("2006-01-02T15:04:05Z"), Licenses: licences(d.Say(d.Licence)), LeftOut: left}
	if name := d.Say(d.Convener.Name); name != "" {
		p.Contributor = append(p.Contributor, contributor{name, d.Convener.URL, "publisher"})
	}
	for _, s := range d.Sources {
		title := s.Title
		if title == "" {
			title = s.ID
		}
		o := origin{Title: title}
		if strings.HasPrefix(s.URL, "https://") || strings.HasPrefix(s.URL, "http://") {
			o.Path = s.URL
		}
		p.Sources = append(p.Sources, o)
	}
	for _, t := range tables {
		r := resource{Profile: "tabular-data-resource", Name: t.Name, Description: t.About, Path: t.Name + ".csv", Format: "csv", Mediatype: "text/csv", Encoding: "utf-8",
			Schema: schema{MissingValues: []string{""}, PrimaryKey: t.Key}}
		for _, col := range t.Columns {
			r.Schema.Fields = append(r.Schema.Fields, fieldOf(col))
		}
		for _, f := range t.Refs {
			r.Schema.ForeignKeys = append(r.Schema.ForeignKeys, foreignKey{[]string{f.Column}, reference{f.Table, []string{f.To}}})
		}
		p.Resources = append(p.Resources, r)
	}
	return pretty(p)
}

func fieldOf(c dossier.Column) field {
	f := field{Name: c.Name, Type: c.Type, Description: c.Doc, Constraints: map[string]any{}}
	switch c.Type {
	case "date":
		f.Type = "string"
		f.Constraints["pattern"] = datePattern
	case "boolean":
		f.TrueValues, f.FalseValues = []string{"yes"}, []string{"no"}
	}
	if c.Required {
		f.Constraints["required"] = true
	}
	if c.Words != nil {
		f.Constraints["enum"] = c.Words
	}
	if c.Low != nil {
		f.Constraints["minimum"] = *c.Low
	}
	if c.High != nil {
		f.Constraints["maximum"] = *c.High
	}
	if len(f.Constraints) == 0 {
		f.Constraints = nil
	}
	return f
}

// slug is the name of the package: small letters of ASCII, digits and hyphens.
func slug(d *dossier.Dossier) string {
	var b strings.Builder
	for _, r := range markup.Slug(d.Say(d.Title)) {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '-' {
			b.WriteRune(r)
		}
	}
	if s := strings.Trim(b.String(), "-"); s != "" {
		return s
	}
	var codes []string
	for _, m := range d.Members {
		codes = append(codes, strings.ToLower(m.Code.ID))
	}
	return "agenda-" + strings.Join(codes, "-")
}

var spdx = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9.-]*$`)

// licences gives the licence of the dossier's words: by its short name where it is one.
func licences(s string) []licence {
	switch {
	case s == "":
		return nil
	case !spdx.MatchString(s):
		return []licence{{Name: "other", Title: s}}
	}
	l := licence{Name: s, Title: s}
	if rest, ok := strings.CutPrefix(s, "CC-BY-4.0"); ok && rest == "" {
		l.Path = "https://creativecommons.org/licenses/by/4.0/"
	}
	return []licence{l}
}
