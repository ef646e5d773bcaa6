package evidence

import (
	"bytes"
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
// a date `event`, a figure `fact`, a quotation `quote`, a list of results `search`,
// which was made on the day on which it was received.
func linesOf(published, received string, list []Proposal) []inboxLine {
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
			add("locator", p.Locator)
			add("what", p.Sentence)
		case ProposeQuote:
			l.kind = "quote"
			add("speaker", p.Speaker)
			add("date", published)
			add("locator", p.Locator)
			add("text", p.Text)
		case ProposeRow:
			l = rowLine(p)
		case ProposeSearch:
			l.kind = "search"
			add("date", received)
			add("where", p.Where)
			add("languages", p.Language)
			add("words", p.Text)
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
	if !slices.Contains([]string{"about", "event", "fact", "poll", "quote", "search"}, l.kind) {
		return l, fmt.Errorf("%q is none of: about, event, fact, poll, quote, search", l.kind)
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
	Polls    int `json:"polls"`
	Events   int `json:"events"`
	Quotes   int `json:"quotes"`
	Searches int `json:"searches"`
	About    int `json:"about"` // subjects of sources
	Rejected int `json:"rejected"`
	Waiting  int `json:"waiting"`
	Refused  int `json:"refused"`
	Already  int `json:"already"`
}

// Accept puts the accepted lines of the inbox into the dossier's tables (facts,
// polls, events, quotes, searches; `about` into the source's record in sources/entente.json) and
// takes accepted and rejected lines out of the inbox. A line that cannot be
// accepted, or with which the dossier would not load, stays, with a finding that
// says why. Accepting twice adds nothing twice.
func Accept(root *os.Root, d *dossier.Dossier) (Accepted, []dossier.Finding, error) {
	a := &accepting{d: d}
	entries, err := fs.ReadDir(root.FS(), inboxDir)
	if errors.Is(err, fs.ErrNotExist) {
		return a.done, nil, nil
	}
	if err != nil {
		return a.done, nil, err
	}
	if a.own, err = ownRecords(root); err != nil {
		return a.done, nil, err
	}
	for _, e := range entries {
		if e.IsDir() || path.Ext(e.Name()) != ".txt" {
			continue
		}
		file := path.Join(inboxDir, e.Name())
		src, err := dossier.ReadFile(root, file, archive.MaxText)
		if err != nil {
			return a.done, nil, fmt.Errorf("%s: %w", file, err)
		}
		a.readInbox(file, src)
	}
	// What the dossier refuses goes back, until it refuses nothing.
	var edit *dossier.Edit
	for {
		places := map[dossier.Pos]*wanted{}
		if edit, err = a.rows(root, places); err != nil {
			return a.done, a.found, err
		}
		again := false
		for _, f := range edit.Check() {
			w := places[dossier.Pos{File: f.File, Line: f.Line, Col: 1}]
			if w == nil {
				return a.done, a.found, fmt.Errorf("%w: %s", dossier.ErrWouldBreak, f)
			}
			if !w.out {
				a.refuse(w.file, w.line, f.Hint, "%s", f.Message)
				w.out, again = true, true
			}
		}
		if !again {
			break
		}
	}
	return a.finish(edit)
}

// accepting is an inbox on its way into the dossier.
type accepting struct {
	d      *dossier.Dossier
	own    map[string]bool // sources whose record is ours
	files  []*inboxFile
	wanted []*wanted
	about  map[string][]string
	done   Accepted
	found  []dossier.Finding
}

// inboxFile is a file of the inbox: rest are the lines that stay in it.
type inboxFile struct {
	name    string
	rest    []string
	changed bool
}

// wanted is a line that asks for a row.
type wanted struct {
	file  *inboxFile
	line  inboxLine
	table string
	cells map[string]string
	out   bool // refused
	there bool // the table has that row
}

func (a *accepting) refuse(in *inboxFile, l inboxLine, hint, format string, args ...any) {
	a.found = append(a.found, dossier.Finding{Rule: "inbox-line", Severity: dossier.Error, Pos: l.at, Message: fmt.Sprintf(format, args...), Hint: hint})
	in.rest = append(in.rest, l.String())
	a.done.Refused++
}

// readInbox sorts the lines of a file into those that stay, that ask for a row,
// and that say what a source is about.
func (a *accepting) readInbox(file string, src []byte) {
	source, lines, rest, bad := parseInbox(file, src)
	in := &inboxFile{name: file, rest: rest}
	a.files = append(a.files, in)
	a.found = append(a.found, bad...)
	a.done.Refused += len(bad)
	for _, l := range lines {
		switch {
		case l.mark == '-':
			a.done.Rejected++
			in.changed = true
		case l.mark == ' ':
			a.done.Waiting++
		case a.d.Source(source) == nil:
			a.refuse(in, l, "read the page again", "the source %q of this inbox is not in sources/", source)
		case l.kind == "about":
			a.subject(in, l, source)
		default:
			a.row(in, l, source)
		}
	}
}

// subject takes a line that says what a source is about.
func (a *accepting) subject(in *inboxFile, l inboxLine, source string) {
	switch {
	case l.get("id") == "":
		a.refuse(in, l, "write id=…", "the line names nothing")
	case !a.own[source]:
		a.refuse(in, l, "put the subject into that record yourself, and mark the line [-]", "the record of %q is not in %s, the only file of sources/ that is written", source, OwnFile)
	default:
		if a.about == nil {
			a.about = map[string][]string{}
		}
		a.about[source] = append(a.about[source], l.get("id"))
		in.changed = true
	}
}

// tableOf tells into which table a line goes.
var tableOf = map[string]string{"event": "events", "fact": "facts", "poll": "polls", "quote": "quotes", "search": "searches"}

// row takes a line that asks for a row of a table.
func (a *accepting) row(in *inboxFile, l inboxLine, source string) {
	w := &wanted{file: in, line: l, table: tableOf[l.kind], cells: map[string]string{}}
	for _, v := range l.values {
		w.cells[v[0]] = v[1]
	}
	switch l.kind {
	case "fact":
		if _, err := dossier.ParseNumber(l.get("value")); err != nil {
			a.refuse(in, l, "write value=26.7", "a fact needs a number as its value")
			return
		}
		if l.get("date") == "" || l.get("unit") == "" {
			a.refuse(in, l, "add date=YYYY-MM-DD and unit=… to the line", "a fact needs a date and a unit")
			return
		}
	case "event":
		if l.get("actor") == "" {
			a.refuse(in, l, "add actor=CODE to the line, and put the summary into your own words", "an event needs an actor")
			return
		}
		w.cells["source_actor"], w.cells["target_actor"] = l.get("actor"), l.get("target")
		delete(w.cells, "actor")
		delete(w.cells, "target")
	case "search":
		for _, key := range []string{"date", "where", "languages", "words", "what", "by"} {
			if l.get(key) == "" {
				a.refuse(in, l, "add "+key+"=… to the line", "a search needs its date, where, in which languages and with which words it was made, for what, and by whom; this one lacks %s", key)
				return
			}
		}
	}
	if date := l.get("date"); date != "" {
		if _, err := dossier.ParseDate(date); err != nil {
			a.refuse(in, l, "write YYYY, YYYY-MM or YYYY-MM-DD", "%v", err)
			return
		}
	}
	if w.cells["id"] == "" && l.kind != "poll" { // a poll has its series
		w.cells["id"] = "in-" + archive.Hash([]byte(source + l.String()[4:]))[:10]
	}
	if l.kind != "search" { // a search names where it was made
		w.cells["source"] = source
	}
	a.wanted = append(a.wanted, w)
}

// rows makes an edit of the rows that are wanted, and tells where each stands.
func (a *accepting) rows(root *os.Root, places map[dossier.Pos]*wanted) (*dossier.Edit, error) {
	e := dossier.NewEdit(root)
	for _, w := range a.wanted {
		if w.out {
			continue
		}
		at, err := e.AppendRow(w.table, w.cells)
		switch {
		case err == nil:
			places[at] = w
		case errors.Is(err, dossier.ErrSame):
			w.there = true
		case errors.Is(err, dossier.ErrTaken):
			w.out = true
			a.refuse(w.file, w.line, "give the line another id, or mark it [-] if it is that row", "%s has another row with the id %q", at.File, w.cells["id"])
		case errors.Is(err, dossier.ErrNoColumn):
			w.out = true
			a.refuse(w.file, w.line, "", "%v", err)
		default:
			return nil, err
		}
	}
	return e, nil
}

// finish writes the tables, the records of sources and the inbox, in this order:
// if the program dies between, a second run finds the rows there and adds none
// twice.
func (a *accepting) finish(edit *dossier.Edit) (Accepted, []dossier.Finding, error) {
	for _, w := range a.wanted {
		switch {
		case w.out:
			continue
		case w.there:
			a.done.Already++
		case w.table == "facts":
			a.done.Facts++
		case w.table == "polls":
			a.done.Polls++
		case w.table == "events":
			a.done.Events++
		case w.table == "searches":
			a.done.Searches++
		default:
			a.done.Quotes++
		}
		w.file.changed = true
	}
	added, err := markAbout(edit, a.about)
	if err != nil {
		return Accepted{}, a.found, err
	}
	a.done.About = added
	for _, list := range a.about {
		a.done.Already += len(list)
	}
	a.done.Already -= added
	for _, in := range a.files {
		if in.changed {
			if err := edit.Put(in.name, []byte(strings.Join(in.rest, "\n")+"\n")); err != nil {
				return Accepted{}, a.found, err
			}
		}
	}
	if _, err := edit.Commit(); err != nil {
		return Accepted{}, a.found, err
	}
	return a.done, a.found, nil
}
