package dossier

import (
	"bytes"
	"cmp"
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"

	"entente/parallel"
)

// ErrNoDossier is wrapped by the error that Load gives for a folder that is no
// dossier or cannot be read at all.
var ErrNoDossier = errors.New("no dossier")

// maxFiles bounds how many files a dossier may hold outside its archive.
const maxFiles = 20000

// Load reads the dossier in a folder. It reads on after every fault and returns
// all findings, causes first and then by place; those that may follow only from a
// file that could not be read in full are not among them, but counted in Held. The
// dossier then holds what could be read, and is not fit for computing if any
// finding is an error. The error is non-nil
// only where there is nothing to read: no such folder, or no dossier.yaml in it
// (it then wraps ErrNoDossier).
//
// Nothing outside the folder is read, not even through a symbolic link.
func Load(dir string) (*Dossier, []Finding, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return nil, nil, fmt.Errorf("%w: there is no folder %s (`entente new %s` makes one)", ErrNoDossier, dir, dir)
		}
		return nil, nil, fmt.Errorf("%w: %s: %w", ErrNoDossier, dir, err)
	}
	defer root.Close()
	if _, err := root.Stat("dossier.yaml"); err != nil {
		return nil, nil, fmt.Errorf("%w: %s has no dossier.yaml (`entente new %s/NAME` makes a complete example)", ErrNoDossier, dir, strings.TrimRight(dir, "/"))
	}
	l := loadFS(root.FS())
	l.d.Root = dir
	return l.d, l.f.list, nil
}

// LoadFiles is Load of a dossier whose files are at hand, by path with slashes, as a commit
// or a packed file keeps them; name stands for its folder in messages. What is in folders
// that loading does not read is left alone.
func LoadFiles(files map[string][]byte, name string) (*Dossier, []Finding, error) {
	if files["dossier.yaml"] == nil {
		return nil, nil, fmt.Errorf("%w: %s has no dossier.yaml", ErrNoDossier, name)
	}
	x := edited{embed.FS{}, make(map[string]*editedFile, len(files))}
	for p, b := range files {
		x.files[p] = &editedFile{now: nonNil(b)}
	}
	l := loadFS(x)
	l.d.Root = name
	return l.d, l.f.list, nil
}

// loadFS reads the dossier in a file system.
func loadFS(fsys fs.FS) *loader {
	l := &loader{fsys: fsys, d: &Dossier{Header: &Header{}}, names: map[string]string{}}
	l.list()
	l.readAll()
	l.weighLosses()
	decoded := len(l.f.list)
	l.gather()
	l.index()
	l.validate()
	l.markCauses(decoded)
	l.withhold()
	l.d.pictures = l.pictures
	SortFindings(l.f.list)
	PlaceMends(fsys, l.f.list)
	return l
}

type loader struct {
	fsys  fs.FS
	d     *Dossier
	f     findings
	files []string
	parts []part
	// pictures are those that were looked for and are there.
	pictures []string
	names    map[string]string // folded paths, to the first that has each
	// misplaced are files and folders that are not read where they lie, each with
	// the path at which it would be, or "".
	misplaced [][2]string
	near      map[string]*Suggester // by what is named
}

// part is what one file gives.
type part struct {
	value any
	found []Finding
}

// list finds the files that belong to a dossier. The archive is not listed: it
// may be large, and only the evidence desk reads it.
func (l *loader) list() {
	err := fs.WalkDir(l.fsys, ".", func(p string, e fs.DirEntry, err error) error {
		if err != nil {
			l.noFile(p, "check its permissions", "cannot be read: %v", plainErr(err))
			return nil
		}
		if e.IsDir() {
			if !l.folder(p, e) {
				return fs.SkipDir
			}
			return nil
		}
		if !l.belongs(p, e) {
			return nil
		}
		if e.Type()&fs.ModeSymlink == 0 && !e.Type().IsRegular() {
			l.noFile(p, "put a plain file there", "this is no ordinary file")
			return nil
		}
		if len(l.files) == maxFiles {
			l.f.err("too-many", Pos{File: p}, "", "the dossier holds over %d files; the rest are not read", maxFiles)
			return fs.SkipAll
		}
		l.files = append(l.files, p)
		return nil
	})
	if err != nil {
		l.f.err("unreadable", Pos{File: "."}, "", "the folder cannot be listed: %v", err)
	}
	slices.Sort(l.files)
	l.d.Files = l.files
}

// fileKind is how a file is read.
type fileKind struct {
	limit int64
	row   reflect.Type // of a table's rows; nil for what has none, or is written whole
	read  func(file string, src []byte) part
}

func yamlKind[T any]() *fileKind {
	return &fileKind{limit: maxYAMLBytes, read: func(file string, src []byte) part {
		v := new(T)
		found := decodeYAML(file, bytes.TrimPrefix(src, utf8BOM), 0, v)
		return part{v, found}
	}}
}

func csvKind[T any]() *fileKind {
	return &fileKind{limit: maxCSVBytes, row: reflect.TypeFor[T](), read: func(file string, src []byte) part {
		rows, found := readTable[T](file, src)
		return part{rows, found}
	}}
}

var jsonKind = &fileKind{limit: maxJSONBytes, read: func(file string, src []byte) part {
	s, found := readSources(file, src)
	return part{s, found}
}}

var (
	headerKind     = yamlKind[Header]()
	peopleKind     = yamlKind[People]()
	termsKind      = yamlKind[Terms]()
	silencesKind   = yamlKind[Silences]()
	assumedKind    = yamlKind[Assumptions]()
	memberKind     = yamlKind[Member]()
	scenarioKind   = yamlKind[Scenario]()
	madeKind       = yamlKind[Made]()
	initiativeKind = &fileKind{limit: maxYAMLBytes, read: readInitiative}
	constraintKind = &fileKind{limit: maxYAMLBytes, read: readConstraint}
	companionKind  = &fileKind{limit: maxYAMLBytes, read: readCompanion}
	pieceKind      = &fileKind{limit: maxYAMLBytes, read: readPiece}
	tableKinds     = map[string]*fileKind{
		"polls": csvKind[Poll](), "events": csvKind[Event](), "acts": csvKind[Act](), "facts": csvKind[Fact](),
		"calendar": csvKind[CalendarDate](), "commitments": csvKind[Commitment](), "cases": csvKind[Case](),
		"judgements": csvKind[Judgement](), "quotes": csvKind[Quote](), "searches": csvKind[Search](),
		"questions": csvKind[Question](), "forecasts": csvKind[Forecast](), "series": seriesKind,
	}
)

// kindOfFile tells how the file at a path is read; nil for files that a dossier
// may hold but loading does not read.
func kindOfFile(p string) *fileKind {
	switch p {
	case "dossier.yaml":
		return headerKind
	case "people.yaml":
		return peopleKind
	case "terms.yaml":
		return termsKind
	case "silences.yaml":
		return silencesKind
	case "assumptions.yaml":
		return assumedKind
	case "report.md":
		return pieceKind
	}
	dir, name := path.Split(p)
	dir = strings.TrimSuffix(dir, "/")
	ext := path.Ext(name)
	stem := strings.TrimSuffix(name, ext)
	switch {
	case ext == ".csv" && dir == "":
		return tableKinds[stem]
	case ext == ".csv":
		return tableKinds[dir]
	case ext == ".json" && dir == "sources":
		return jsonKind
	case ext == ".yaml" && dir == "members":
		return memberKind
	case ext == ".yaml" && dir == "scenarios":
		return scenarioKind
	case ext == ".yaml" && dir == "series":
		return madeKind
	case ext == ".md" && dir == "pieces" && path.Ext(stem) == "":
		return pieceKind
	case ext == ".md" && (dir == "initiatives" || dir == "constraints"):
		if path.Ext(stem) != "" {
			return companionKind
		}
		if dir == "initiatives" {
			return initiativeKind
		}
		return constraintKind
	}
	return nil
}

// readAll reads the files, as many at a time as there are CPUs.
func (l *loader) readAll() {
	l.parts = make([]part, len(l.files))
	parallel.Each(len(l.files), 0, func(i int) { l.parts[i] = l.readOne(l.files[i]) })
	for _, p := range l.parts {
		l.f.list = append(l.f.list, p.found...)
	}
}

func (l *loader) readOne(file string) part {
	kind := kindOfFile(file)
	src, found := readFile(l.fsys, file, kind.limit)
	if found != nil {
		return part{nil, []Finding{*found}}
	}
	p := kind.read(file, src)
	p.found = append(p.found, hiddenCharacters(file, src)...)
	return p
}

// readFile reads a file whole, within a limit, and refuses text that is not UTF-8.
func readFile(fsys fs.FS, file string, limit int64) ([]byte, *Finding) {
	fail := func(rule, hint, format string, args ...any) *Finding {
		return &Finding{Rule: rule, Severity: Error, Pos: Pos{File: file}, Message: fmt.Sprintf(format, args...), Hint: hint}
	}
	fh, err := fsys.Open(file)
	if err != nil {
		return nil, fail("unreadable", "check that it is a file inside the dossier and may be read", "cannot be read: %v", plainErr(err))
	}
	defer fh.Close()
	src, err := io.ReadAll(io.LimitReader(fh, limit+1))
	if err != nil {
		return nil, fail("unreadable", "", "cannot be read: %v", plainErr(err))
	}
	if int64(len(src)) > limit {
		return nil, fail("too-large", "large event data belongs in an event store; split a table into a folder", "the file is larger than %d MB, the limit for its kind", limit>>20)
	}
	if !utf8.Valid(src) {
		f := notUTF8(file, src)
		return nil, &f
	}
	if i := bytes.IndexByte(src, 0); i >= 0 {
		line := bytes.Count(src[:i], []byte("\n")) + 1
		f := fail("encoding", "save it as UTF-8 text", "the file holds a zero byte: it is no text")
		f.Line = line
		return nil, f
	}
	return src, nil
}

func plainErr(err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err
	}
	return err
}

// splitFront splits a Markdown file into its YAML head and its body, and tells
// the lines before each. A file without a head gives a nil head.
func splitFront(src []byte) (head, body []byte, headLine, bodyLine int) {
	src = bytes.TrimPrefix(src, utf8BOM)
	first, rest, ok := bytes.Cut(src, []byte("\n"))
	if !ok || strings.TrimRight(string(first), "\r ") != "---" {
		return nil, src, 0, 0
	}
	headLine = 1
	n := 0
	for pos := 0; pos < len(rest); {
		end := bytes.IndexByte(rest[pos:], '\n')
		line := rest[pos:]
		next := len(rest)
		if end >= 0 {
			line, next = rest[pos:pos+end], pos+end+1
		}
		if strings.TrimRight(string(line), "\r ") == "---" {
			return rest[:pos], rest[next:], headLine, headLine + n + 1
		}
		n++
		pos = next
	}
	return nil, src, 0, 0
}

func readFront(file string, src []byte, dst interface{ setWhere(Pos, []keyPos) }) (body string, bodyLine int, found []Finding) {
	head, b, headLine, bodyLine := splitFront(src)
	if head == nil {
		dst.setWhere(Pos{file, 1, 1}, nil)
		var f findings
		f.err("front-matter", Pos{file, 1, 1}, "begin the file with a line of three dashes, the keys, and three dashes again", "the file has no YAML head")
		return "", 0, f.list
	}
	found = decodeYAML(file, head, headLine, dst)
	return strings.ReplaceAll(string(b), "\r\n", "\n"), bodyLine + 1, found
}

func stemOf(file string) string {
	name := path.Base(file)
	stem, _, _ := strings.Cut(name, ".")
	return stem
}

func readInitiative(file string, src []byte) part {
	i := &Initiative{ID: stemOf(file), File: file}
	var found []Finding
	i.Body, i.BodyLine, found = readFront(file, src, i)
	return part{i, found}
}

func readConstraint(file string, src []byte) part {
	c := &Constraint{ID: stemOf(file), File: file}
	var found []Finding
	c.Body, c.BodyLine, found = readFront(file, src, c)
	c.renew()
	return part{c, found}
}

func readCompanion(file string, src []byte) part {
	c := &Companion{File: file}
	var found []Finding
	c.Body, c.BodyLine, found = readFront(file, src, c)
	return part{c, found}
}

// gather puts the parts in their places.
func (l *loader) gather() {
	d := l.d
	companions := map[string]*Companion{}
	var made []*Made
	for i, p := range l.parts {
		switch v := p.value.(type) {
		case *Header:
			d.Header = v
		case *Member:
			d.Members = append(d.Members, v)
		case *Initiative:
			d.Initiatives = append(d.Initiatives, v)
		case *Constraint:
			d.Constraints = append(d.Constraints, v)
		case *Scenario:
			v.ID, v.File = stemOf(l.files[i]), l.files[i]
			d.Scenarios = append(d.Scenarios, v)
		case *Companion:
			companions[l.files[i]] = v
		case *People:
			d.People = v
		case *Terms:
			d.Terms = v.Terms
		case *Silences:
			d.Silences = v.Silences
		case []*Poll:
			d.Polls = append(d.Polls, v...)
		case []*Event:
			d.Events = append(d.Events, v...)
		case []*Act:
			d.Acts = append(d.Acts, v...)
		case []*Fact:
			d.Facts = append(d.Facts, v...)
		case []*CalendarDate:
			d.Calendar = append(d.Calendar, v...)
		case []*Commitment:
			d.Commitments = append(d.Commitments, v...)
		case []*Question:
			d.Questions = append(d.Questions, v...)
		case []*Forecast:
			d.Forecasts = append(d.Forecasts, v...)
		case *Assumptions:
			d.Assumptions = v.Assumptions
		case []*Case:
			d.Cases = append(d.Cases, v...)
		case *Piece:
			if v.File == "report.md" {
				d.Report = v
			} else {
				d.Pieces = append(d.Pieces, v)
			}
		case []*Quote:
			d.Quotes = append(d.Quotes, v...)
		case []*Search:
			d.Searches = append(d.Searches, v...)
		case []*Judgement:
			d.Judgements = append(d.Judgements, v...)
		case seriesTable:
			d.Series = append(d.Series, v.rows...)
			d.SeriesFiles = append(d.SeriesFiles, &SeriesFile{File: l.files[i], SHA256: v.sum, Points: v.rows})
		case *Made:
			v.File = l.files[i]
			made = append(made, v)
		case []*Source:
			d.Sources = append(d.Sources, v...)
		}
	}
	l.companions(companions)
	l.joinMade(made)
	order := map[string]int{}
	for i, m := range d.Header.Members {
		order[m.ID] = i
	}
	slices.SortStableFunc(d.Members, func(a, b *Member) int {
		ia, oka := order[a.Code.ID]
		ib, okb := order[b.Code.ID]
		if oka != okb {
			if oka {
				return -1
			}
			return 1
		}
		return cmp.Compare(ia, ib)
	})
	for _, m := range d.Members {
		for _, p := range m.Players {
			if p != nil {
				p.Member = m.Code.ID
			}
		}
		for _, a := range m.Agencies {
			a.Member = m.Code.ID
		}
	}
	slices.SortStableFunc(d.Calendar, func(a, b *CalendarDate) int { return a.Date.Compare(b.Date) })
	slices.SortStableFunc(d.Events, func(a, b *Event) int { return a.Date.Compare(b.Date) })
	slices.SortStableFunc(d.Acts, func(a, b *Act) int { return a.Date.Compare(b.Date) })
}

// companions hangs translations on what they translate.
func (l *loader) companions(all map[string]*Companion) {
	for _, file := range mapKeys(all) {
		c := all[file]
		name := strings.TrimSuffix(path.Base(file), ".md")
		stem, lang, _ := strings.Cut(name, ".")
		at := Pos{file, 1, 1}
		if !languageCode.MatchString(lang) {
			l.f.err("unknown-language", at, "name it NAME.ja.md for Japanese", "%q is no language code", lang)
			continue
		}
		found := false
		if strings.HasPrefix(file, "initiatives/") {
			for _, i := range l.d.Initiatives {
				if i.ID == stem {
					found = true
					if i.Translations == nil {
						i.Translations = map[string]Companion{}
					}
					i.Translations[lang] = *c
					for _, r := range c.Rungs {
						if i.Rung(r.ID) == nil && !l.holds("rung of "+i.ID, r.ID, r.Pos) {
							l.f.err("unknown-id", r.Pos, didYouMean(r.ID, rungIDs(i)), "the ladder has no rung %q", r.ID)
						}
					}
				}
			}
		} else {
			for _, k := range l.d.Constraints {
				if k.ID == stem {
					found = true
					if k.Translations == nil {
						k.Translations = map[string]Companion{}
					}
					k.Translations[lang] = *c
				}
			}
		}
		if !found && !l.holds("initiative or constraint", stem, at) {
			l.f.err("unknown-id", at, "name it as the file that it translates", "there is no %s.md beside it", stem)
		}
	}
}

func rungIDs(i *Initiative) []string {
	var out []string
	for _, r := range i.Ladder {
		out = append(out, r.ID.ID)
	}
	return out
}
