package event

import (
	"context"
	"fmt"
	"io"
	"strings"

	"entente/country"
)

// gdelt reads the event exports of the GDELT Project: tab-separated, without a
// header, without quoting. GDELT 1.0 has 57 columns, and 58 where SOURCEURL is
// added (since 2013-04-01; one file may hold both); GDELT 2.0 has 61.
// Columns: GDELT, "Data format codebook", versions 1.03 and 2.0.
type gdelt struct {
	o      Options
	origin Origin
}

var _ Format = gdelt{}

// The columns of the first part, which are the same in both versions, 0-based.
const (
	gID         = 0
	gDate       = 1
	gActor1     = 5 // code, name, country, group, ethnic, religion ×2, type ×3
	gActor2     = 15
	gIsRoot     = 25
	gCode       = 26
	gBase       = 27
	gRoot       = 28
	gQuad       = 29
	gGoldstein  = 30
	gMentions   = 31
	gSources    = 32
	gArticles   = 33
	gTone       = 34
	gSampleRows = 1000
)

// gdeltTail is where the columns are that differ: the action's place (type,
// name, country, first-level division, then its latitude and longitude) and what
// follows.
type gdeltTail struct{ place, lat, added, url int }

var (
	gdelt1Tail = gdeltTail{place: 49, lat: 53, added: 56, url: 57}
	gdelt2Tail = gdeltTail{place: 51, lat: 56, added: 59, url: 60}
)

func (g gdelt) Origin() Origin { return g.origin }

func (g gdelt) fits(n int) bool {
	if g.origin == GDELT1 {
		return n == 57 || n == 58
	}
	return n == 61
}

func (g gdelt) columns() string {
	if g.origin == GDELT1 {
		return "57 or 58"
	}
	return "61"
}

func (g gdelt) tail() (gdeltTail, int) {
	if g.origin == GDELT1 {
		return gdelt1Tail, 8
	}
	return gdelt2Tail, 14
}

// Recognise looks at the number of columns and at the first row's id and date.
func (g gdelt) Recognise(head []byte) int {
	line, _ := cutLine(strings.TrimPrefix(string(head), "\xef\xbb\xbf"))
	if parts := strings.FieldsFunc(line, func(r rune) bool { return r == ';' || r == ',' || r == '|' || r == '\t' }); len(parts) > 10 && strings.EqualFold(strings.Trim(parts[0], `"`), "GLOBALEVENTID") {
		return 60 // re-saved, which Scan explains
	}
	for _, mark := range []string{";", ",", "|"} {
		if f := strings.Split(line, mark); g.fits(len(f)) {
			if _, ok := date8(strings.Trim(f[gDate], `"`)); ok {
				return 60
			}
		}
	}
	var t tabs
	t.split(line, []byte(line))
	if !g.fits(t.n) {
		return 0
	}
	_, number := gdeltID(t.field(gID))
	_, date := date8(t.field(gDate))
	if number && date {
		return 95
	}
	return 40
}

func gdeltID(s string) (uint64, bool) {
	if s == "" || len(s) > 19 {
		return 0, false
	}
	var n uint64
	for i := range len(s) {
		c := s[i] - '0'
		if c > 9 {
			return 0, false
		}
		n = n*10 + uint64(c)
	}
	return n, true
}

// Scan reads a file. The key of a record is its GLOBALEVENTID.
func (g gdelt) Scan(ctx context.Context, in io.Reader, yield func([]Record) error, reject func(RejectedRow) error) error {
	s := newScan(ctx, g.o, yield, reject)
	return s.tabbed(in, g.inspect, func(t *tabs, r *Record) fault { return g.row(s, t, r) })
}

// row reads a row into a record, and gives what is wrong with it.
func (g gdelt) row(s *scan, t *tabs, r *Record) fault {
	if !g.fits(t.n) {
		return fault{0, fmt.Sprintf("the row has %d columns, and %s has %s", t.n, g.name(), g.columns())}
	}
	tail, addedLen := g.tail()
	var ok bool
	r.Origin, r.ID = g.origin, t.field(gID)
	if r.Key, ok = gdeltID(r.ID); !ok {
		return fault{gID + 1, "the event's number is no number"}
	}
	if r.Date, ok = date8(t.field(gDate)); !ok {
		return fault{gDate + 1, "the date is no day written as YYYYMMDD"}
	}
	r.Until = r.Date
	added := t.field(tail.added)
	if len(added) != addedLen {
		return fault{tail.added + 1, fmt.Sprintf("the date added has %d digits, not %d", len(added), addedLen)}
	}
	if r.Known, ok = date8(added[:8]); !ok || addedLen == 14 && !clock(added[8:]) {
		return fault{tail.added + 1, "the date added is no moment"}
	}
	if bad := g.act(s, t, r); bad.reason != "" {
		return bad
	}
	if r.Mentions, ok = count(t.field(gMentions)); !ok {
		return fault{gMentions + 1, notWhole}
	}
	if r.Sources, ok = count(t.field(gSources)); !ok {
		return fault{gSources + 1, notWhole}
	}
	if r.Articles, ok = count(t.field(gArticles)); !ok {
		return fault{gArticles + 1, notWhole}
	}
	if r.Tone, ok = float32Or(t.field(gTone)); !ok {
		return fault{gTone + 1, "the tone is no number"}
	}
	r.Deaths = -1
	g.actor(s, t, gActor1, r.Date, &r.Source)
	g.actor(s, t, gActor2, r.Date, &r.Target)
	p := &r.Place
	p.Name, p.Admin = t.field(tail.place+1), t.field(tail.place+3)
	p.Country = s.country(country.FIPS, t.field(tail.place+2), r.Date)
	var bad int
	if p.Lat, p.Lon, bad = coordinates(t.field(tail.lat), t.field(tail.lat+1)); bad >= 0 {
		return fault{tail.lat + bad + 1, notDegrees}
	}
	if tail.url < t.n {
		r.Ref = t.field(tail.url)
	}
	return fault{}
}

const (
	notWhole   = "the number is no whole number"
	notDegrees = "the coordinate is no number of degrees"
)

func (g gdelt) actor(s *scan, t *tabs, at int, day Day, a *Actor) {
	a.Code, a.Name, a.Sector = t.field(at), t.field(at+1), t.field(at+7)
	a.Country = s.country(country.CAMEO, t.field(at+2), day)
}

// act reads what was done: codes that agree with each other, quad class and score.
func (g gdelt) act(s *scan, t *tabs, r *Record) fault {
	code, base, root := t.field(gCode), t.field(gBase), t.field(gRoot)
	switch {
	case strings.Trim(code, "-") == "": // not coded
		code = ""
	case lostZero(code, base, root):
		return fault{gCode + 1, "the code has lost its leading zero; a spreadsheet does that"}
	case !cameoCode(code):
		return fault{gCode + 1, "the code is no CAMEO code of two to four digits"}
	case !strings.HasPrefix(code, base) || !strings.HasPrefix(base, root) || len(root) != 2:
		return fault{gCode + 1, "the code, its base and its root do not agree"}
	}
	switch quad := t.field(gQuad); quad {
	case "1", "2", "3", "4":
		r.Quad = Quad(quad[0] - '0')
	default:
		if code != "" {
			return fault{gQuad + 1, "the quad class is not 1 to 4"}
		}
	}
	if s.o.Settings.QuadByCode {
		r.Quad = CAMEOQuad(code)
	}
	switch t.field(gIsRoot) {
	case "1":
		r.Root = true
	case "0":
	default:
		return fault{gIsRoot + 1, "the mark of a root event is neither 0 nor 1"}
	}
	score, ok := float32Or(t.field(gGoldstein))
	if !ok || score < -10 || score > 10 {
		return fault{gGoldstein + 1, "the Goldstein score is no number from -10 to 10"}
	}
	r.Code, r.Score, r.Type = code, score, s.o.Settings.TypeOf(code)
	return fault{}
}

func (g gdelt) name() string {
	if g.origin == GDELT1 {
		return "GDELT 1.0"
	}
	return "GDELT 2.0"
}

// cameoCode reports whether a code has the shape of a CAMEO code.
func cameoCode(s string) bool { return typeIndex(s) >= 0 && CAMEOQuad(s) != NoQuad }

// lostZero reports whether a code, its base and its root agree only with a zero
// put back before one of them: 20, 20, 2 were 020, 020, 02.
func lostZero(code, base, root string) bool {
	if len(root) == 1 && root[0] >= '1' && root[0] <= '9' {
		return true
	}
	return len(root) == 2 && root[0] == '0' && !strings.HasPrefix(code, "0") && strings.HasPrefix("0"+code, root)
}

// clock reports whether six digits are a time of day.
func clock(s string) bool {
	n, ok := digits(s)
	return ok && n/10000 < 24 && n/100%100 < 60 && n%100 < 60
}

// otherwiseParted says that a table of tabs is parted by something else.
const otherwiseParted = "the columns are parted by %s, not by tabs: the file was re-saved, as a spreadsheet does, and codes such as 020 may have lost their zeros"

const unspoilt = "import the file as the source publishes it"

// inspect looks at the first rows for what spoils a whole file.
func (g gdelt) inspect(text string) (header int, err error) {
	first, rest := cutLine(text)
	for first == "" && rest != "" {
		first, rest = cutLine(rest)
	}
	if first == "" {
		return 0, nil // no rows
	}
	if tabs := strings.Count(first, "\t"); tabs < 20 {
		for _, c := range []struct{ mark, name string }{{";", "semicolons"}, {",", "commas"}, {"|", "bars"}} {
			if strings.Count(first, c.mark) >= 20 {
				return 0, &FileError{Line: 1, Reason: fmt.Sprintf(otherwiseParted, c.name), Hint: unspoilt}
			}
		}
		return 0, &FileError{Line: 1, Reason: fmt.Sprintf("the row has %d columns parted by tabs, and %s has %s", tabs+1, g.name(), g.columns()), Hint: "see docs/events.md for the formats, or write auto for the format to have it recognised"}
	}
	return 0, g.sample(text)
}

func (g gdelt) sample(text string) error {
	var t tabs
	rows, fit, other := 0, 0, 0
	var zeros lostZeros
	for line := int64(1); text != "" && rows < gSampleRows; line++ {
		var row string
		row, text = cutLine(text)
		if row == "" {
			continue
		}
		rows++
		t.split(row, []byte(row))
		if line == 1 && strings.EqualFold(strings.Trim(t.field(0), `"' `), "GLOBALEVENTID") {
			return &FileError{Line: 1, Col: 1, Reason: "the file has a header, which GDELT's exports have not: it was re-saved, as a spreadsheet does, and codes such as 020 may have lost their zeros", Hint: unspoilt}
		}
		if f := t.field(0); t.n > 1 && strings.HasPrefix(f, `"`) && strings.HasSuffix(f, `"`) {
			return &FileError{Line: line, Col: 1, Reason: "the columns are quoted, which GDELT's are not: the file was re-saved, as a spreadsheet does", Hint: unspoilt}
		}
		if !g.fits(t.n) {
			other = t.n
			continue
		}
		fit++
		tail, _ := g.tail()
		if strings.Contains(strings.ToUpper(t.field(tail.added)), "E+") {
			return &FileError{Line: line, Col: tail.added + 1, Reason: "the date added is written with an exponent: the file was re-saved by a spreadsheet", Hint: unspoilt}
		}
		if t.field(gRoot) == "" {
			continue
		}
		zeros.add(line, gCode+1, lostZero(t.field(gCode), t.field(gBase), t.field(gRoot)))
	}
	if fit == 0 && rows > 0 {
		hint := "see docs/events.md for the formats"
		for _, g2 := range []gdelt{{origin: GDELT1}, {origin: GDELT2}} {
			if g2.fits(other) {
				hint = "rows of " + g2.name() + " have that many; import it as " + g2.origin.String()
			}
		}
		return &FileError{Line: 1, Reason: fmt.Sprintf("the rows have %d columns, and %s has %s", other, g.name(), g.columns()), Hint: hint}
	}
	return zeros.verdict()
}

// lostZeros counts codes that have lost their leading zero. A row in ten is more
// than slips: two in three codes begin with a zero.
type lostZeros struct {
	coded, lost int
	line        int64
	col         int
}

func (z *lostZeros) add(line int64, col int, lost bool) {
	z.coded++
	if lost {
		if z.lost++; z.lost == 1 {
			z.line, z.col = line, col
		}
	}
}

func (z *lostZeros) verdict() error {
	if z.lost == 0 || z.lost*10 < z.coded {
		return nil
	}
	return &FileError{Line: z.line, Col: z.col, Reason: "codes have lost their leading zeros (020 became 20, which is another code): the file was re-saved by a spreadsheet", Hint: unspoilt}
}
