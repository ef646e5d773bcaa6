package bundle

import (
	"cmp"
	"slices"
	"strings"

	"entente/agenda"
	"entente/dossier"
	"entente/markup"
	"entente/publish/data"
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
	Profile     string   `json:"profile"`
	Name        string   `json:"name"`
	Description string   `json:"description,omitempty"`
	Path        string   `json:"path"`
	Format      string   `json:"format"`
	Mediatype   string   `json:"mediatype"`
	Encoding    string   `json:"encoding"`
	Sources     []origin `json:"sources,omitempty"`
	Schema      schema   `json:"schema"`
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
	p := dataPackage{Profile: "tabular-data-package", Name: slug(d), ID: d.Site.Address, Title: title(c), Description: strings.TrimSpace(d.Say(d.Header.Question) + " " + agenda.IllustrativeNotice(d)), Homepage: d.Site.Address,
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
		if t.Name == "series" {
			r.Sources = measuredFrom(d)
		}
		for _, col := range t.Columns {
			r.Schema.Fields = append(r.Schema.Fields, fieldOf(col))
		}
		for _, f := range t.Refs {
			r.Schema.ForeignKeys = append(r.Schema.ForeignKeys, foreignKey{[]string{f.Column}, reference{f.Table, []string{f.To}}})
		}
		p.Resources = append(p.Resources, r)
	}
	return data.JSON(p)
}

// measuredFrom names the data sets of the series, with their terms.
func measuredFrom(d *dossier.Dossier) []origin {
	var out []origin
	for _, f := range d.SeriesFiles {
		if f.Made == nil {
			continue
		}
		says := cmp.Or(d.Say(f.Made.Data), d.Say(f.Made.Title))
		if l := d.Say(f.Made.Licence); l != "" {
			says = strings.TrimPrefix(says+". "+l, ". ")
		}
		if o := (origin{Title: says}); says != "" && !slices.Contains(out, o) {
			out = append(out, o)
		}
	}
	return out
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

// open are the licences that the standard's readers and those of CITATION.cff know by a
// short name, and where each stands.
var open = map[string]string{
	"CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/", "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
	"CC-BY-SA-4.0": "https://creativecommons.org/licenses/by-sa/4.0/", "CC-BY-ND-4.0": "https://creativecommons.org/licenses/by-nd/4.0/",
	"CC-BY-NC-4.0": "https://creativecommons.org/licenses/by-nc/4.0/", "CC-BY-NC-SA-4.0": "https://creativecommons.org/licenses/by-nc-sa/4.0/",
	"CC-BY-NC-ND-4.0": "https://creativecommons.org/licenses/by-nc-nd/4.0/", "CC-BY-3.0": "https://creativecommons.org/licenses/by/3.0/",
	"PDDL-1.0": "https://opendatacommons.org/licenses/pddl/1-0/", "ODC-By-1.0": "https://opendatacommons.org/licenses/by/1-0/",
	"ODbL-1.0": "https://opendatacommons.org/licenses/odbl/1-0/",
}

// licences gives the licence of the dossier's own words, by its short name where it has one.
func licences(s string) []licence {
	name := strings.ReplaceAll(strings.TrimSpace(s), " ", "-")
	for short, path := range open {
		if strings.EqualFold(short, name) {
			return []licence{{Name: short, Path: path, Title: s}}
		}
	}
	if s == "" {
		return nil
	}
	return []licence{{Name: "other", Title: s}}
}
