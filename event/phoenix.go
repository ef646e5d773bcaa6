package event

import (
	"context"
	"fmt"
	"io"
	"strings"

	"entente/country"
)

// phoenix reads the daily files of the Phoenix data sets (Open Event Data Alliance,
// Cline Center): 26 tab-separated columns without a header. The key of a record is
// its id and date.
type phoenix struct{ o Options }

var _ Format = phoenix{}

const (
	pID, pDate, pYear     = 0, 1, 2
	pSource, pTarget      = 5, 9 // actor, root, agent, others
	pCode, pRoot, pQuad   = 13, 14, 15
	pGoldstein, pIssues   = 16, 17
	pLat, pPlace, pState  = 18, 20, 21
	pCountry, pURLs, pOut = 22, 24, 25
	phoenixColumns        = 26
)

func (phoenix) Origin() Origin { return Phoenix }

// Recognise looks at the number of columns and at the first row's date.
func (phoenix) Recognise(head []byte) int {
	line, _ := cutLine(strings.TrimPrefix(string(head), "\xef\xbb\xbf"))
	var t tabs
	t.split(line, []byte(line))
	if t.n != phoenixColumns {
		return 0
	}
	if _, ok := phoenixDate(t.field(pDate)); ok && strings.HasPrefix(t.field(pDate), t.field(pYear)) || phoenixHeader(&t) {
		return 95
	}
	return 40
}

// phoenixHeader reports whether a row of 26 columns is the names of Phoenix's columns,
// which some who pass its files on put before the first row.
func phoenixHeader(t *tabs) bool {
	if t.n != phoenixColumns {
		return false
	}
	like := func(i int, word string) bool { return strings.Contains(plainName(t.field(i)), word) }
	return like(pDate, "date") && like(pYear, "year") && like(pCode, "code") && like(pQuad, "quad") && like(pGoldstein, "gold")
}

func phoenixDate(s string) (Day, bool) {
	if d, ok := date8(s); ok {
		return d, true
	}
	return isoDate(s)
}

// Scan reads a file.
func (f phoenix) Scan(ctx context.Context, in io.Reader, yield func([]Record) error, reject func(RejectedRow) error) error {
	s := newScan(ctx, f.o, yield, reject)
	return s.tabbed(in, f.inspect, func(t *tabs, r *Record) fault { return f.row(s, t, r) })
}

func (phoenix) inspect(text string) (header int, err error) {
	rows, fit, whole := 0, 0, len(text)
	var zeros lostZeros
	var t tabs
	for line := int64(1); text != "" && rows < gSampleRows; line++ {
		var row string
		row, text = cutLine(text)
		if row == "" {
			continue
		}
		rows++
		t.split(row, []byte(row))
		if line == 1 && t.n != phoenixColumns {
			if other := otherDelimiter(row, '\t'); other != "" && t.n < 5 {
				return 0, &FileError{Line: 1, Reason: fmt.Sprintf(otherwiseParted, other), Hint: unspoilt}
			}
		}
		if rows == 1 && phoenixHeader(&t) {
			header = whole - len(text)
			continue
		}
		if t.n != phoenixColumns {
			continue
		}
		fit++
		code, root := t.field(pCode), t.field(pRoot)
		zeros.add(line, pCode+1, !strings.HasPrefix(code, "0") && lostZero(code, root, root))
	}
	if fit == 0 && rows > 0 && header == 0 {
		return 0, &FileError{Line: 1, Reason: fmt.Sprintf("no row has %d columns, which Phoenix has", phoenixColumns), Hint: "see docs/events.md for the formats"}
	}
	return header, zeros.verdict()
}

func (f phoenix) row(s *scan, t *tabs, r *Record) fault {
	if t.n != phoenixColumns {
		return fault{0, fmt.Sprintf("the row has %d columns, and Phoenix has %d", t.n, phoenixColumns)}
	}
	var ok bool
	r.Origin, r.Root, r.Deaths, r.Tone = Phoenix, true, -1, nan32
	if r.ID = t.field(pID); r.ID == "" {
		return fault{pID + 1, "the row has no event id"}
	}
	if r.Date, ok = phoenixDate(t.field(pDate)); !ok {
		return fault{pDate + 1, "the date is no day written as YYYYMMDD"}
	}
	r.Until, r.Known = r.Date, r.Date
	r.Key = keyOf(r.ID, r.Date.String())
	code, root := t.field(pCode), t.field(pRoot)
	switch {
	case !strings.HasPrefix(code, "0") && lostZero(code, root, root):
		return fault{pCode + 1, "the code has lost its leading zero; a spreadsheet does that"}
	case !cameoCode(code):
		return fault{pCode + 1, "the code is no CAMEO code of two to four digits"}
	case !strings.HasPrefix(code, root) && !strings.HasPrefix(code, "0"+root):
		return fault{pCode + 1, "the code and its root do not agree"}
	}
	r.Code, r.Type = code, s.o.Settings.TypeOf(code)
	switch quad := t.field(pQuad); quad {
	case "0", "1", "2", "3", "4":
		r.Quad = Quad(quad[0] - '0')
	case "":
		r.Quad = CAMEOQuad(code)
	default:
		return fault{pQuad + 1, "the quad class is not 0 to 4"}
	}
	if r.Score, ok = float32Or(t.field(pGoldstein)); !ok || r.Score < -10 || r.Score > 10 {
		return fault{pGoldstein + 1, "the Goldstein score is no number from -10 to 10"}
	}
	r.Source = f.actor(s, t, pSource, r.Date)
	r.Target = f.actor(s, t, pTarget, r.Date)
	r.Place = Place{Name: t.field(pPlace), Admin: t.field(pState)}
	where := t.field(pCountry)
	s.lies(r, land(where), where)
	var bad int
	if r.Place.Lat, r.Place.Lon, bad = coordinates(t.field(pLat), t.field(pLat+1)); bad >= 0 {
		return fault{pLat + bad + 1, notDegrees}
	}
	r.Text, r.Ref = t.field(pIssues), t.field(pURLs)
	if r.Ref == "" {
		r.Ref = t.field(pOut)
	}
	return fault{}
}

// actor reads one side. Its country is its root, a code of three letters; roots such
// as IGO and NGO are no countries.
func (phoenix) actor(s *scan, t *tabs, at int, day Day) Actor {
	code := strings.Trim(t.field(at), "-")
	return Actor{Code: code, Name: code, Country: s.country(country.CAMEO, strings.Trim(t.field(at+1), "-"), day), Sector: t.field(at + 2)}
}
