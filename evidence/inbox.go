package evidence

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"entente/archive"
	"entente/dossier"
	"entente/words"
)

// The inbox holds what was proposed from each source, one file a source and one
// line a proposal. A person puts an x between the brackets of a line to accept
// it, a minus to reject it, and may edit the values first.
const inboxDir = "inbox"

const inboxHead = `# What was found in %s
# %s
#
# Nothing here is in the dossier yet. Mark a line [x] to accept it or [-] to
# reject it, edit its values where they need it, and run: entente read DIR --accept
`

// inboxLine is a line of an inbox file: its mark, its kind and its values.
type inboxLine struct {
	mark   byte // ' ', 'x' or '-'
	kind   string
	values [][2]string
	at     dossier.Pos
}

func (l inboxLine) get(key string) string {
	for _, v := range l.values {
		if v[0] == key {
			return v[1]
		}
	}
	return ""
}

func (l inboxLine) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "[%c] %s", l.mark, l.kind)
	for _, v := range l.values {
		if v[1] != "" {
			fmt.Fprintf(&b, " %s=%s", v[0], quoteValue(v[1]))
		}
	}
	return b.String()
}

func quoteValue(s string) string {
	if s != "" && !strings.ContainsAny(s, " \t\"=\\\n") {
		return s
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", " ").Replace(s) + `"`
}

// linesOf turns proposals into the lines of an inbox: a mention becomes `about`,
// a date `event`, a figure `fact`, a quotation `quote`.
func linesOf(source, published string, list []Proposal) []inboxLine {
	var out []inboxLine
	for _, p := range list {
		l := inboxLine{mark: ' '}
		add := func(k, v string) { l.values = append(l.values, [2]string{k, v}) }
		switch p.Kind {
		case ProposeMention:
			l.kind = "about"
			add("id", p.ID)
			add("what", p.What)
			add("times", strconv.Itoa(p.Count))
		case ProposeDate:
			l.kind = "event"
			add("date", p.Date)
			add("actor", "")
			add("summary", p.Sentence)
		case ProposeFigure:
			l.kind = "fact"
			add("value", strconv.FormatFloat(*p.Value, 'f', -1, 64))
			add("unit", p.Unit)
			add("of", p.Of)
			add("date", published)
			switch p.Bound {
			case "at least":
				add("low", strconv.FormatFloat(*p.Value, 'f', -1, 64))
			case "at most":
				add("high", strconv.FormatFloat(*p.Value, 'f', -1, 64))
			}
			add("what", p.Sentence)
		case ProposeQuote:
			l.kind = "quote"
			add("speaker", p.Speaker)
			add("date", published)
			add("text", p.Text)
		}
		out = append(out, l)
	}
	return out
}

// writeInbox adds the lines that a source's inbox does not hold yet.
func writeInbox(root *os.Root, source, title string, lines []inboxLine) (added int, err error) {
	if len(lines) == 0 {
		return 0, nil
	}
	file := path.Join(inboxDir, archive.FolderName(source)+".txt")
	old, err := dossier.ReadFile(root, file, archive.MaxText)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return 0, err
	}
	var b bytes.Buffer
	if len(old) == 0 {
		fmt.Fprintf(&b, inboxHead, source, strings.Join(strings.Fields(title), " "))
	}
	have := map[string]bool{}
	for line := range strings.SplitSeq(string(old), "\n") {
		if len(line) > 3 && line[0] == '[' {
			have[line[3:]] = true
		}
	}
	b.Write(old)
	for _, l := range lines {
		if s := l.String(); !have[s[3:]] {
			have[s[3:]] = true
			b.WriteString(s + "\n")
			added++
		}
	}
	if added == 0 {
		return 0, nil
	}
	return added, dossier.WriteFile(root, file, b.Bytes())
}

// parseInbox reads an inbox file. Lines that cannot be read are findings.
func parseInbox(file string, src []byte) (source string, lines []inboxLine, rest []string, found []dossier.Finding) {
	if !utf8.Valid(src) {
		return "", nil, nil, []dossier.Finding{{Rule: "inbox-syntax", Severity: dossier.Error, Pos: dossier.Pos{File: file}, Message: "the file is not UTF-8", Hint: "save it as UTF-8 text"}}
	}
	n := 0
	for line := range strings.SplitSeq(strings.TrimSuffix(string(src), "\n"), "\n") {
		n++
		line = strings.TrimRight(line, "\r")
		at := dossier.Pos{File: file, Line: n, Col: 1}
		if s, ok := strings.CutPrefix(line, "# What was found in "); ok && source == "" {
			source = strings.TrimSpace(s)
		}
		if strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#") {
			rest = append(rest, line)
			continue
		}
		l, err := parseInboxLine(line)
		if err != nil {
			found = append(found, dossier.Finding{Rule: "inbox-syntax", Severity: dossier.Error, Pos: at, Message: err.Error(), Hint: `a line is like: [x] fact value=26.7 unit=percent what="…"`})
			rest = append(rest, line)
			continue
		}
		l.at = at
		lines = append(lines, l)
		if l.mark == ' ' {
			rest = append(rest, line)
		}
	}
	return source, lines, rest, found
}

func parseInboxLine(s string) (inboxLine, error) {
	var l inboxLine
	if len(s) < 5 || s[0] != '[' || s[2] != ']' {
		return l, errors.New("the line does not begin with [ ], [x] or [-]")
	}
	switch s[1] {
	case ' ', '-':
		l.mark = s[1]
	case 'x', 'X':
		l.mark = 'x'
	default:
		return l, fmt.Errorf("%q is no mark: x accepts, - rejects", s[1])
	}
	s = strings.TrimLeft(s[3:], " ")
	l.kind, s, _ = strings.Cut(s, " ")
	if !slices.Contains([]string{"about", "event", "fact", "quote"}, l.kind) {
		return l, fmt.Errorf("%q is none of: about, event, fact, quote", l.kind)
	}
	for s = strings.TrimLeft(s, " "); s != ""; s = strings.TrimLeft(s, " ") {
		key, after, ok := strings.Cut(s, "=")
		if !ok || key == "" || strings.ContainsAny(key, " \"") {
			return l, fmt.Errorf("write key=value, and put values with spaces in quotes: %q", words.Clip(s, 40))
		}
		var val string
		if strings.HasPrefix(after, `"`) {
			var b strings.Builder
			i, closed := 1, false
			for ; i < len(after); i++ {
				if after[i] == '\\' && i+1 < len(after) {
					i++
				} else if after[i] == '"' {
					closed = true
					break
				}
				b.WriteByte(after[i])
			}
			if !closed {
				return l, fmt.Errorf("the value of %s lacks its closing quote", key)
			}
			val, s = b.String(), after[i+1:]
		} else {
			val, s, _ = strings.Cut(after, " ")
		}
		l.values = append(l.values, [2]string{key, val})
	}
	return l, nil
}

// Accepted counts what Accept did: what it wrote by kind, and the lines that were
// rejected, that wait for a mark, that it refused or could not read, and whose rows
// the dossier had already.
type Accepted struct {
	Facts    int `json:"facts"`
	Events   int `json:"events"`
	Quotes   int `json:"quotes"`
	About    int `json:"about"` // subjects of sources
	Rejected int `json:"rejected"`
	Waiting  int `json:"waiting"`
	Refused  int `json:"refused"`
	Already  int `json:"already"`
}

// Accept puts the accepted lines of the inbox into the dossier's tables (facts,
// events, quotes; `about` into the source's record in sources/entente.json) and
// takes accepted and rejected lines out of the inbox. A line that cannot be accepted stays, with a
// finding that says why. Accepting twice adds nothing twice.
func Accept(root *os.Root, d *dossier.Dossier) (Accepted, []dossier.Finding, error) {
	var done Accepted
	var found []dossier.Finding
	entries, err := fs.ReadDir(root.FS(), inboxDir)
	if errors.Is(err, fs.ErrNotExist) {
		return done, nil, nil
	}
	if err != nil {
		return done, nil, err
	}
	tables := map[string]*table{}
	open := func(name string, header []string) (*table, error) {
		if tables[name] == nil {
			t, err := openTable(root, name, header)
			if err != nil {
				return nil, err
			}
			tables[name] = t
		}
		return tables[name], nil
	}
	rewritten := map[string][]byte{}
	about := map[string][]string{}
	own, err := ownRecords(root)
	if err != nil {
		return done, nil, err
	}
	for _, e := range entries {
		if e.IsDir() || path.Ext(e.Name()) != ".txt" {
			continue
		}
		file := path.Join(inboxDir, e.Name())
		src, err := dossier.ReadFile(root, file, archive.MaxText)
		if err != nil {
			return done, nil, fmt.Errorf("%s: %w", file, err)
		}
		source, lines, rest, bad := parseInbox(file, src)
		found = append(found, bad...)
		done.Refused += len(bad)
		refuse := func(l inboxLine, hint, format string, args ...any) {
			found = append(found, dossier.Finding{Rule: "inbox-line", Severity: dossier.Error, Pos: l.at, Message: fmt.Sprintf(format, args...), Hint: hint})
			rest = append(rest, l.String())
			done.Refused++
		}
		changed := false
		for _, l := range lines {
			switch {
			case l.mark == '-':
				done.Rejected++
				changed = true
				continue
			case l.mark == ' ':
				done.Waiting++
				continue
			case d.Source(source) == nil:
				refuse(l, "read the page again", "the source %q of this inbox is not in sources/", source)
				continue
			}
			id := "in-" + archive.Hash([]byte(source + l.String()[4:]))[:10]
			if want := l.get("id"); want != "" && l.kind != "about" {
				id = want
			}
			var row map[string]string
			var count *int
			var name string
			var header []string
			switch l.kind {
			case "about":
				if l.get("id") == "" {
					refuse(l, "write id=…", "the line names nothing")
					continue
				}
				if !own[source] {
					refuse(l, "put the subject into that record yourself, and mark the line [-]", "the record of %q is not in %s, the only file of sources/ that is written", source, OwnFile)
					continue
				}
				about[source] = append(about[source], l.get("id"))
				changed = true
				continue
			case "fact":
				if _, err := dossier.ParseNumber(l.get("value")); err != nil {
					refuse(l, "write value=26.7", "a fact needs a number as its value")
					continue
				}
				if l.get("date") == "" || l.get("unit") == "" {
					refuse(l, "add date=YYYY-MM-DD and unit=… to the line", "a fact needs a date and a unit")
					continue
				}
				name, header = "facts", []string{"id", "series", "what", "value", "unit", "of", "date", "published", "low", "high", "member", "source", "locator", "supersedes", "confirmed", "note"}
				row = map[string]string{"id": id, "what": l.get("what"), "value": l.get("value"), "unit": l.get("unit"), "of": l.get("of"), "date": l.get("date"), "published": l.get("published"),
					"low": l.get("low"), "high": l.get("high"), "member": l.get("member"), "source": source, "locator": l.get("locator"), "note": l.get("note")}
				count = &done.Facts
			case "event":
				if l.get("actor") == "" {
					refuse(l, "add actor=CODE to the line, and put the summary into your own words", "an event needs an actor")
					continue
				}
				name, header = "events", []string{"id", "date", "source_actor", "target_actor", "about", "type", "area", "summary", "source", "confirmed", "note"}
				row = map[string]string{"id": id, "date": l.get("date"), "source_actor": l.get("actor"), "target_actor": l.get("target"), "about": l.get("about"), "type": l.get("type"),
					"area": l.get("area"), "summary": l.get("summary"), "source": source, "note": l.get("note")}
				count = &done.Events
			case "quote":
				name, header = "quotes", []string{"id", "text", "speaker", "date", "language", "source", "locator", "note"}
				row = map[string]string{"id": id, "text": l.get("text"), "speaker": l.get("speaker"), "date": l.get("date"), "source": source, "locator": l.get("locator"), "note": l.get("note")}
				count = &done.Quotes
			}
			if date := row["date"]; date != "" {
				if _, err := dossier.ParseDate(date); err != nil {
					refuse(l, "write YYYY, YYYY-MM or YYYY-MM-DD", "%v", err)
					continue
				}
			}
			t, err := open(name, header)
			if err != nil {
				return done, found, err
			}
			switch t.add(row) {
			case rowAdded:
				*count++
			case rowThere:
				done.Already++
			case rowOther:
				refuse(l, "give the line another id, or mark it [-] if it is that row", "%s has another row with the id %q", t.file, id)
				continue
			}
			changed = true
		}
		if changed {
			rewritten[file] = []byte(strings.Join(rest, "\n") + "\n")
		}
	}
	// The tables first: if the program dies between, a second run finds the rows
	// there and adds none twice.
	for _, name := range slices.Sorted(mapKeys(tables)) {
		if err := tables[name].write(root); err != nil {
			return done, found, err
		}
	}
	subjects := 0
	for _, list := range about {
		subjects += len(list)
	}
	if done.About, err = markAbout(root, about); err != nil {
		return done, found, err
	}
	done.Already += subjects - done.About
	for _, file := range slices.Sorted(mapKeys(rewritten)) {
		if err := dossier.WriteFile(root, file, rewritten[file]); err != nil {
			return done, found, err
		}
	}
	return done, found, nil
}

func mapKeys[V any](m map[string]V) func(func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

// table is a CSV file to which rows are added; its own bytes stay.
type table struct {
	file   string
	old    []byte
	header []string
	ids    map[string][]string // the rows by id
	added  bytes.Buffer
}

// openTable opens X.csv, or X/inbox.csv where the table is a folder.
func openTable(root *os.Root, name string, header []string) (*table, error) {
	t := &table{file: name + ".csv", header: header, ids: map[string][]string{}}
	if _, err := root.Stat(t.file); err != nil {
		if st, err := root.Stat(name); err == nil && st.IsDir() {
			t.file = path.Join(name, "inbox.csv")
		}
	}
	old, err := dossier.ReadFile(root, t.file, archive.MaxPage)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s: %w", t.file, err)
	}
	t.old = old
	if len(bytes.TrimSpace(old)) == 0 {
		t.old = []byte(strings.Join(header, ",") + "\n")
		return t, nil
	}
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(old, []byte("\ufeff"))))
	r.FieldsPerRecord = -1
	rows, err := r.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", t.file, err)
	}
	t.header = rows[0]
	if at := slices.Index(t.header, "id"); at >= 0 {
		for _, row := range rows[1:] {
			if at < len(row) {
				t.ids[row[at]] = row
			}
		}
	}
	return t, nil
}

// What add found.
const (
	rowAdded = iota
	rowThere // the same row
	rowOther // another row of this id
)

func (t *table) add(row map[string]string) int {
	cells := make([]string, len(t.header))
	for i, h := range t.header {
		cells[i] = row[h]
	}
	if old, ok := t.ids[row["id"]]; ok {
		if slices.Equal(old, cells) {
			return rowThere
		}
		return rowOther
	}
	t.ids[row["id"]] = cells
	w := csv.NewWriter(&t.added)
	w.UseCRLF = bytes.Contains(t.old, []byte("\r\n"))
	_ = w.Write(cells) // a bytes.Buffer does not fail
	w.Flush()
	return rowAdded
}

func (t *table) write(root *os.Root) error {
	if t.added.Len() == 0 {
		return nil
	}
	out := slices.Clone(t.old)
	if !bytes.HasSuffix(out, []byte("\n")) {
		out = append(out, '\n')
	}
	return dossier.WriteFile(root, t.file, append(out, t.added.Bytes()...))
}
