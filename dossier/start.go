package dossier

import (
	"bytes"
	"cmp"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"text/template"
	"time"

	"entente/country"
	"entente/words"
)

// startFiles are the files of an empty dossier, as templates.
//
//go:embed all:start
var startFiles embed.FS

// StartMember is a member of a dossier that is begun.
type StartMember struct {
	Code string // ISO 3166-1 alpha-3, or a code that the standard leaves to users
	ID   string // the code as ids have it
	Name string // in English, as the words around it are; the code where no table has a name
	Year string // of the day on which the dossier is begun
	// Names are those in the dossier's languages, as a YAML map.
	Names string
}

// start is what the templates are filled with.
type start struct {
	Title     string
	AsOf      string
	Languages []string
	Codes     []string
	Members   []StartMember
}

// NewFor writes an empty dossier of members into a folder that is new or empty: one
// commented place of each kind, tables with their headers, and the schemas for editors.
// It loads without an error and assesses nothing. Members are ISO codes of three
// letters, or of two, in any case, or codes that the standard leaves to users, such as
// XKX; languages are codes such as en (en if there is none). The notes say what was
// understood and what is to be filled in. It writes all of it or nothing.
func NewFor(dir string, members, languages []string) (notes []string, err error) {
	s := start{AsOf: time.Now().Format(time.DateOnly), Languages: languages}
	if len(s.Languages) == 0 {
		s.Languages = []string{"en"}
	}
	for i, l := range s.Languages {
		switch {
		case !languageCode.MatchString(l):
			return nil, fmt.Errorf("%q is no language code; write codes such as en, ja or ru", shorten(l))
		case slices.Contains(s.Languages[:i], l):
			return nil, fmt.Errorf("the language %s stands twice", l)
		case !country.Named(l):
			notes = append(notes, fmt.Sprintf("the program has no names of countries in %s: give them under `names:` in dossier.yaml (it has %s)", l, strings.Join(country.Languages(), ", ")))
		}
	}
	for _, text := range members {
		m, note, err := s.member(text)
		if err != nil {
			return nil, err
		}
		if slices.Contains(s.Codes, m.Code) {
			return nil, fmt.Errorf("the member %s stands twice", m.Code)
		}
		s.Codes, s.Members = append(s.Codes, m.Code), append(s.Members, m)
		if note != "" {
			notes = append(notes, note)
		}
	}
	if len(s.Members) == 0 {
		return nil, errors.New("name at least one member, by its ISO 3166-1 code of three letters")
	}
	s.Title = strconv.Quote("An agenda of " + namesOf(s.Members))
	files, err := s.files()
	if err != nil {
		return nil, err
	}
	return notes, writeNew(dir, files)
}

// namesOf lists names: A, B and C.
func namesOf(members []StartMember) string {
	var names []string
	for _, m := range members {
		names = append(names, words.InSentence(m.Name))
	}
	if n := len(names); n > 1 {
		return strings.Join(names[:n-1], ", ") + " and " + names[n-1]
	}
	return names[0]
}

// member reads a member's code, and says in a note what was understood.
func (s *start) member(text string) (StartMember, string, error) {
	text = strings.TrimSpace(text)
	code, note := strings.ToUpper(text), ""
	c, ok := country.ByCode(code)
	if !ok && len(code) == 2 {
		if i := slices.IndexFunc(country.All(), func(c country.Country) bool { return c.Code2 == code }); i >= 0 {
			c, ok = country.All()[i], true
			note = fmt.Sprintf("%s is read as %s, %s", text, c.Code, c.Name("en"))
		}
	}
	if !ok && !userCode(code) {
		return StartMember{}, "", unknownMember(text)
	}
	if !ok {
		note = code + " is none of the standard's countries but a code that it leaves to users: give it a name under `names:` in dossier.yaml"
		m := StartMember{Code: code, ID: strings.ToLower(code), Name: code, Year: s.AsOf[:4], Names: "{" + s.Languages[0] + ": " + code + "}"}
		return m, note, nil
	}
	var names []string
	for _, l := range s.Languages {
		if country.Named(l) {
			names = append(names, l+": "+strconv.Quote(c.Name(l)))
		}
	}
	if names == nil { // the name is shown in English until there is another
		names = []string{"en: " + strconv.Quote(c.Name("en"))}
	}
	return StartMember{Code: c.Code, ID: strings.ToLower(c.Code), Name: c.Name("en"), Year: s.AsOf[:4], Names: "{" + strings.Join(names, ", ") + "}"}, note, nil
}

// userCode reports whether ISO 3166-1 leaves a code of three capitals to users: AAA to
// AAZ, QMA to QZZ, XAA to XZZ, ZZA to ZZZ.
func userCode(code string) bool {
	if len(code) != 3 || strings.Trim(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
		return false
	}
	return strings.HasPrefix(code, "AA") || code[0] == 'Q' && code[1] >= 'M' || code[0] == 'X' || strings.HasPrefix(code, "ZZ")
}

func unknownMember(text string) error {
	codes, names := []string{}, map[string]string{}
	for _, c := range country.All() {
		codes = append(codes, c.Code)
		for _, l := range country.Languages() {
			names[strings.ToLower(c.Name(l))] = c.Code
		}
	}
	named := names[strings.ToLower(text)]
	if e, ok := country.Lookup(country.Name, text); ok {
		named = cmp.Or(named, e.ISO(country.NoDay))
	}
	if named != "" {
		return fmt.Errorf("%q is a name; write the country's ISO 3166-1 code, %s", shorten(text), named)
	}
	near := ""
	if len(text) > 2 {
		near = cmp.Or(Nearest(strings.ToUpper(text), codes), names[Nearest(strings.ToLower(text), mapKeys(names))])
	}
	if c, ok := country.ByCode(near); ok {
		return fmt.Errorf("%q is no ISO 3166-1 code of a country; did you mean %s (%s)?", shorten(text), c.Code, c.Name("en"))
	}
	return fmt.Errorf("%q is no ISO 3166-1 code of a country; write its three letters; a body that is no country takes three that the standard leaves to users, XAA to XZZ", shorten(text))
}

// files gives the files of the dossier by name.
func (s *start) files() (map[string][]byte, error) {
	out := map[string][]byte{}
	fill := func(name, as string, data any) error {
		t, err := template.New(name).Funcs(template.FuncMap{"inSentence": words.InSentence, "join": func(list []string) string { return strings.Join(list, ", ") }}).ParseFS(startFiles, "start/"+name)
		if err != nil {
			return err
		}
		var b bytes.Buffer
		if err := t.ExecuteTemplate(&b, name[strings.LastIndex(name, "/")+1:], data); err != nil {
			return err
		}
		out[as] = b.Bytes()
		return nil
	}
	err := fs.WalkDir(startFiles, "start", func(p string, e fs.DirEntry, err error) error {
		name := strings.TrimPrefix(p, "start/")
		if err != nil || e.IsDir() || name == "member.yaml" {
			return err
		}
		return fill(name, name, s)
	})
	for _, m := range s.Members {
		if err == nil {
			err = fill("member.yaml", "members/"+m.ID+".yaml", m)
		}
	}
	for name, row := range map[string]any{"polls": Poll{}, "events": Event{}, "acts": Act{}, "facts": Fact{}, "calendar": CalendarDate{}, "commitments": Commitment{}, "cases": Case{}, "quotes": Quote{}, "searches": Search{}, "questions": Question{}} {
		var names []string
		for _, c := range columnsOf(reflect.TypeOf(row)) {
			names = append(names, c.name)
		}
		out[name+".csv"] = []byte(strings.Join(names, ",") + "\n")
	}
	return out, err
}
