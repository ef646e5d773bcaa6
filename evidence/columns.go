package evidence

import (
	"cmp"
	"encoding/json"
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
	"entente/evidence/lex"
	"entente/lazyregexp"
)

// Mapping says which columns of a spreadsheet go into which of a table. A person
// confirms it once; it is then remembered for sheets with the same columns.
type Mapping struct {
	Columns []string          `json:"columns"`       // of the sheet, as they stand there
	Table   string            `json:"table"`         // polls, facts or events
	Map     map[string]string `json:"map"`           // by column of the sheet: the table's
	Set     map[string]string `json:"set,omitempty"` // by column of the table: a value for all rows
}

// Columns is what is seen of a sheet without a mapping, and the one proposed for it.
type Columns struct {
	Sheet    string   `json:"sheet"`
	Columns  []string `json:"columns"`
	First    []string `json:"first"` // the cells of the first row under them
	Rows     int      `json:"rows"`
	Proposed Mapping  `json:"proposed"`
	Missing  []string `json:"missing"` // columns of the table that need a value
	Command  string   `json:"command"` // confirms it, once what is missing is put in
}

// mappingsFile remembers the mappings that were confirmed.
var mappingsFile = path.Join(archive.Dir, "columns.json")

type mappings struct {
	Version  int       `json:"version"`
	Mappings []Mapping `json:"mappings"`
}

const maxMappings = 1000

func (k *Desk) loadMappings() (*mappings, error) {
	m := &mappings{Version: 1}
	root := k.Root
	if root == nil { // dry, yet what was confirmed is known
		if k.Folder == "" {
			return m, nil
		}
		r, err := os.OpenRoot(k.Folder)
		if err != nil {
			return nil, err
		}
		defer r.Close()
		root = r
	}
	src, err := dossier.ReadFile(root, mappingsFile, archive.MaxMeta)
	if errors.Is(err, fs.ErrNotExist) {
		return m, nil
	}
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(src, m); err != nil || m.Version != 1 {
		return nil, fmt.Errorf("%s is no list of mappings; mend it, or take it away and confirm them again", mappingsFile)
	}
	return m, nil
}

// remember puts a mapping in the place of one of the same columns.
func (k *Desk) remember(one Mapping) error {
	m, err := k.loadMappings()
	if err != nil {
		return err
	}
	m.Mappings = slices.DeleteFunc(m.Mappings, func(o Mapping) bool { return slices.Equal(o.Columns, one.Columns) })
	m.Mappings = append(m.Mappings, one)
	m.Mappings = m.Mappings[max(0, len(m.Mappings)-maxMappings):]
	src, err := marshalIndent(m)
	if err != nil {
		return err
	}
	return dossier.WriteFile(k.Root, mappingsFile, src)
}

// sheetTables are the tables into which sheets go: the columns that each row needs, and
// by column the words that head it in sheets of several languages.
var sheetTables = map[string]struct {
	required []string
	heads    map[string]string
}{
	"polls": {[]string{"series", "country", "question", "pollster", "end", "value"}, map[string]string{
		"series": "series", "country": "country|public|国|나라|국가|страна", "about": "about", "question": "question|wording|item|質問|設問|질문|문항|вопрос",
		"pollster": "pollster|institute|firm|organisation|organization|調査機関|조사기관|организация", "mode": "mode|method|方法|방법|метод",
		"start": "start|from|fieldwork start|開始", "end": "end|date|until|fieldwork|fieldwork end|day|調査日|日付|조사일|날짜|дата", "published": "published|publication|公表|발표일",
		"n": "n|sample|sample size|respondents|回答者数|표본|응답자|выборка", "value": "value|share|percent|%|per cent|result|approve|agree|support|yes|割合|回答率|値|비율|값|доля|процент",
		"unit": "unit|単位|단위", "population": "population|対象|대상", "note": "note|notes|remark|備考|비고"}},
	"facts": {[]string{"what", "value", "unit", "date"}, map[string]string{
		"series": "series", "what": "what|indicator|measure|item|description|指標|項目|지표|항목|показатель", "value": "value|amount|number|figure|値|数|값|значение",
		"unit": "unit|units|単位|단위|единица", "of": "of|base|denominator", "date": "date|year|day|period|as of|日付|年|날짜|연도|дата|год",
		"published": "published|publication", "low": "low|lower", "high": "high|upper", "member": "member|country|国|국가|страна", "note": "note|notes|remark|備考|비고"}},
	"events": {[]string{"date", "source_actor", "summary"}, map[string]string{
		"date": "date|day|when|日付|날짜|дата", "source_actor": "source_actor|actor|who|source actor|from|主体|행위자|кто", "target_actor": "target_actor|target|whom|to|対象|대상|кому",
		"about": "about", "type": "type", "area": "area|field", "summary": "summary|event|what|description|出来事|内容|사건|내용|событие|описание", "note": "note|notes|remark|備考|비고"}},
}

// propose guesses a mapping from the words that head columns, and from a row of cells: of
// a table without a column of values the only one of percents has them.
func propose(columns, first []string) Mapping {
	best, score := Mapping{}, -1
	for _, table := range []string{"polls", "facts", "events"} {
		t := sheetTables[table]
		m := Mapping{Columns: columns, Table: table, Map: map[string]string{}}
		used := map[string]bool{}
		points := 0
		for _, c := range columns {
			low := strings.ToLower(strings.TrimSpace(c))
			for _, field := range fieldsOf(table) {
				if !used[field] && c != "" && slices.Contains(strings.Split(t.heads[field], "|"), low) {
					used[field] = true
					m.Map[c] = field
					points++
					if slices.Contains(t.required, field) {
						points++
					}
					break
				}
			}
		}
		var shares []string
		for i, c := range columns {
			share := strings.ContainsAny(c, "%％")
			if i < len(first) && !share {
				_, share = numberOf(first[i])
			}
			if share && c != "" && m.Map[c] == "" {
				shares = append(shares, c)
			}
		}
		if t.heads["value"] != "" && !used["value"] && len(shares) == 1 {
			m.Map[shares[0]] = "value"
			points += 2
		}
		if points -= len(t.required) / 2; points > score {
			best, score = m, points
		}
	}
	return best
}

// missing lists the columns of the table that a mapping gives no value for.
func (m Mapping) missing() []string {
	have := map[string]bool{}
	for _, f := range m.Map {
		have[f] = true
	}
	for f := range m.Set {
		have[f] = true
	}
	out := []string{}
	for _, f := range sheetTables[m.Table].required {
		if !have[f] {
			out = append(out, f)
		}
	}
	return out
}

// command writes the command that confirms a mapping; what is missing stands as "…".
func (m Mapping) command(folder, input string) string {
	var parts []string
	for _, c := range m.Columns {
		if f := m.Map[c]; f != "" {
			parts = append(parts, quoteColumn(c)+"="+f)
		}
	}
	for _, f := range m.missing() {
		parts = append(parts, f+":=…")
	}
	return fmt.Sprintf("entente read %s %s --table %s --map %s", shellWord(folder), shellWord(input), m.Table, shellWord(strings.Join(parts, ",")))
}

var plainWord = lazyregexp.New(`^[\w./:@%+-]+$`)

// shellWord quotes a word for a shell where it needs it.
func shellWord(s string) string {
	if plainWord.MatchString(s) {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}

func quoteColumn(s string) string {
	if !strings.ContainsAny(s, `,=":`) {
		return s
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}

// ParseMapping reads what --map gives: pairs such as Date=end, a sheet's column and the
// table's, and values for all rows such as unit:=percent, parted by commas. Words with
// commas or equal signs stand in quotes. The table may be "": then it is the one that
// has all the columns named; it fails where that is none.
func ParseMapping(table, s string) (Mapping, error) {
	m := Mapping{Table: table, Map: map[string]string{}, Set: map[string]string{}}
	var fields []string
	for rest := strings.TrimSpace(s); rest != ""; {
		key, after, err := word(rest, "=:,")
		if err != nil {
			return m, err
		}
		set := strings.HasPrefix(after, ":=")
		after, ok := strings.CutPrefix(strings.TrimPrefix(after, ":"), "=")
		if !ok || key == "" {
			return m, fmt.Errorf("--map %q: write pairs such as Date=end, parted by commas, and values for all rows as unit:=percent", s)
		}
		value, after, err := word(after, ",")
		if err != nil {
			return m, err
		}
		switch {
		case value == "…" || value == "":
			return m, fmt.Errorf("--map: put a value behind %s", key)
		case set:
			m.Set[key] = value
			fields = append(fields, key)
		default:
			m.Map[key] = value
			fields = append(fields, value)
		}
		rest = strings.TrimSpace(strings.TrimPrefix(after, ","))
	}
	if len(m.Map) == 0 {
		return m, errors.New("--map names no column; write pairs such as Date=end")
	}
	if m.Table == "" {
		for _, t := range []string{"polls", "facts", "events"} {
			m.Table = t
			if len(m.missing()) == 0 && m.unknown(fields) == "" {
				break
			}
			m.Table = ""
		}
		if m.Table == "" {
			return m, errors.New("which table do the rows go into? add --table polls, --table facts or --table events")
		}
	}
	if _, ok := sheetTables[m.Table]; !ok {
		return m, fmt.Errorf("rows go into polls, facts or events, and not into %q", m.Table)
	}
	if f := m.unknown(fields); f != "" {
		return m, fmt.Errorf("%s have no column %q; they have %s", m.Table, f, strings.Join(fieldsOf(m.Table), ", "))
	}
	if list := m.missing(); len(list) > 0 {
		return m, fmt.Errorf("%s need %s: name the column, as Column=%s, or one value for all rows, as %s:=…", m.Table, strings.Join(list, ", "), list[0], list[0])
	}
	return m, nil
}

func (m Mapping) unknown(fields []string) string {
	for _, f := range fields {
		if sheetTables[m.Table].heads[f] == "" {
			return f
		}
	}
	return ""
}

func fieldsOf(table string) []string {
	var out []string
	for f := range sheetTables[table].heads {
		out = append(out, f)
	}
	slices.Sort(out)
	return out
}

// word reads a word up to one of the marks, or in quotes.
func word(s, marks string) (value, rest string, err error) {
	s = strings.TrimLeft(s, " ")
	if !strings.HasPrefix(s, `"`) {
		i := strings.IndexAny(s, marks)
		if i < 0 {
			i = len(s)
		}
		return strings.TrimSpace(s[:i]), s[i:], nil
	}
	var b strings.Builder
	for i := 1; i < len(s); i++ {
		switch {
		case s[i] == '\\' && i+1 < len(s):
			i++
		case s[i] == '"':
			return b.String(), strings.TrimLeft(s[i+1:], " "), nil
		}
		b.WriteByte(s[i])
	}
	return "", "", fmt.Errorf("--map: the closing quote of %s is missing", s)
}

// cellsOf gives the cells of the table's row that a row of a sheet becomes, and what
// keeps it from being one.
func (m Mapping) cellsOf(columns, row []string) (map[string]string, string) {
	cells := map[string]string{}
	for f, v := range m.Set {
		cells[f] = v
	}
	for i, c := range columns {
		f := m.Map[c]
		if f == "" || i >= len(row) || row[i] == "" {
			continue
		}
		v := row[i]
		switch f {
		case "value", "low", "high", "n":
			n, isShare := numberOf(v)
			if n == "" && f == "n" {
				n = peopleIn(v)
			}
			if n == "" {
				return nil, fmt.Sprintf("%q in the column %s is no number", v, c)
			}
			if v = n; isShare && f == "value" && cells["unit"] == "" && m.Table == "facts" {
				cells["unit"] = "percent"
			}
		case "date", "end", "start", "published":
			d := dateOfCell(v)
			if d == "" {
				return nil, fmt.Sprintf("%q in the column %s is no date", v, c)
			}
			v = d
		}
		cells[f] = v
	}
	for _, f := range sheetTables[m.Table].required {
		if cells[f] == "" {
			return nil, "it has no " + f
		}
	}
	return cells, ""
}

var (
	thousands    = lazyregexp.New(`^-?\d{1,3}(?:[, \x{00a0}\x{2009}\x{202f}]\d{3})+(?:\.\d+)?$`)
	decimalComma = lazyregexp.New(`^-?\d+,\d{1,2}$`)
	// commaAfter has thousands parted by blanks or points, and a comma before its decimals.
	commaAfter = lazyregexp.New(`^-?\d{1,3}(?:(?:[ \x{00a0}\x{2009}\x{202f}]\d{3})+|(?:\.\d{3})+),\d+$`)
	// points part thousands where there are two and more: 1.204.700.
	points = lazyregexp.New(`^-?\d{1,3}(?:\.\d{3}){2,}$`)
	// counted is a number of people with their word: the one that a sample is stated in.
	counted = lazyregexp.New(`^(\d.*?)[\s\x{00a0}\x{2009}\x{202f}]*(?:명|名|人|people|persons|respondents|adults|человек|чел\.?)$`)
)

// peopleIn gives how many people a cell counts: 1,002명, 1 204 чел.; "" where it says
// anything else.
func peopleIn(s string) string {
	m := counted.FindStringSubmatch(strings.TrimSpace(s))
	if m == nil {
		return ""
	}
	n, _ := numberOf(m[1])
	return n
}

var noBlanks = strings.NewReplacer(" ", "", "\u00a0", "", "\u2009", "", "\u202f", "")

// numberOf reads the number of a cell: with a percent sign, with thousands parted by
// commas, blanks or points, with a comma before its decimals; "" where it is none.
func numberOf(s string) (number string, share bool) {
	s = strings.TrimSpace(strings.NewReplacer("−", "-", "％", "%").Replace(s))
	s, share = strings.CutSuffix(s, "%")
	s = strings.TrimSpace(s)
	switch {
	case thousands.MatchString(s):
		s = strings.ReplaceAll(noBlanks.Replace(s), ",", "")
	case commaAfter.MatchString(s):
		s = strings.NewReplacer(".", "", ",", ".").Replace(noBlanks.Replace(s))
	case points.MatchString(s):
		s = strings.ReplaceAll(s, ".", "")
	case decimalComma.MatchString(s):
		s = strings.Replace(s, ",", ".", 1)
	}
	if _, err := dossier.ParseNumber(s); err != nil {
		return "", share
	}
	return s, share
}

// dateOfCell reads the date of a cell as ISO 8601, or gives "".
func dateOfCell(s string) string {
	if d, err := dossier.ParseDate(s); err == nil && !d.IsZero() {
		return d.String()
	}
	if len(s) > 200 {
		return ""
	}
	for _, d := range lex.Dates(s) {
		if d.ISO != "" {
			return d.ISO
		}
	}
	return ""
}

// headOf finds the row that heads a table: the first with two or more cells that are
// no numbers and differ, and a row of two or more cells under it. -1 where none does.
func headOf(rows [][]string) int {
	for i := 0; i+1 < len(rows) && i < 50; i++ {
		seen := map[string]bool{}
		n := 0
		for _, c := range rows[i] {
			if c == "" {
				continue
			}
			if num, _ := numberOf(c); num != "" && utf8.RuneCountInString(c) != 4 || seen[c] {
				n = -1
				break
			}
			seen[c] = true
			n++
		}
		under := 0
		for _, c := range rows[i+1] {
			if c != "" {
				under++
			}
		}
		if n >= 2 && under >= 2 {
			return i
		}
	}
	return -1
}

// rowKey tells a row of a table from others: two of one key are one row.
func rowKey(table string, cells map[string]string) string {
	value := ""
	if n, err := dossier.ParseNumber(cells["value"]); err == nil {
		value = keyOfNumber(n)
	}
	switch table {
	case "polls":
		return strings.Join([]string{cells["series"], cells["end"], cells["question"], value}, "\x00")
	case "facts":
		return strings.Join([]string{cells["what"], cells["date"], cells["unit"], value}, "\x00")
	}
	return cells["summary"] + "\x00" + cells["date"]
}

func keyOfNumber(n float64) string { return strconv.FormatFloat(n, 'g', -1, 64) }

// rowKeys gives the keys of the rows that a dossier has in a table.
func rowKeys(d *dossier.Dossier, table string) map[string]bool {
	out := map[string]bool{}
	add := func(parts ...string) { out[strings.Join(parts, "\x00")] = true }
	switch table {
	case "polls":
		for _, p := range d.Polls {
			add(p.Series, p.End.String(), p.Question, keyOfNumber(p.Value))
		}
	case "facts":
		for _, f := range d.Facts {
			add(f.What, f.Date.String(), f.Unit, keyOfNumber(f.Value))
		}
	default:
		for _, e := range d.Events {
			add(e.Summary, e.Date.String())
		}
	}
	return out
}

// rowLine gives the line of an inbox that asks for a row.
func rowLine(p Proposal) inboxLine {
	l := inboxLine{mark: ' ', kind: strings.TrimSuffix(p.Table, "s")}
	for _, f := range rowOrder[p.Table] {
		key := f
		if l.kind == "event" {
			key = cmp.Or(map[string]string{"source_actor": "actor", "target_actor": "target"}[f], f)
		}
		if v := p.Cells[f]; v != "" {
			l.values = append(l.values, [2]string{key, v})
		}
	}
	return l
}

var rowOrder = map[string][]string{
	"polls":  {"series", "country", "about", "question", "pollster", "mode", "start", "end", "published", "n", "value", "unit", "population", "note"},
	"facts":  {"series", "value", "unit", "of", "date", "published", "low", "high", "member", "locator", "what", "note"},
	"events": {"date", "source_actor", "target_actor", "about", "type", "area", "summary", "note"},
}
