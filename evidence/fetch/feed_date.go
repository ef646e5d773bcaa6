package fetch

import (
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"

	"entente/evidence/lex"
	"entente/lazyregexp"
)

var (
	yearFirst  = lazyregexp.New(`(?:^|\D)(\d{4})\s*[-./]\s*(\d{1,2})\s*[-./]\s*(\d{1,2})(?:\D|$)`)
	yearLast   = lazyregexp.New(`(?:^|\D)(\d{1,2})\s*([-./])\s*(\d{1,2})\s*[-./]\s*(\d{4})(?:\D|$)`)
	compact    = lazyregexp.New(`^(\d{4})(\d{2})(\d{2})(?:[T ]?(\d{2})(\d{2})(\d{2})?)?`)
	dayMonth   = lazyregexp.New(`(?:^|[^\d\pL])(\d{1,2})(?:st|nd|rd|th|er|\.|º)?[\s,-]*(?:(?:of|de|di)\s+)?(\pL{3,}\.?)[\s,-]*(?:(?:de|del)\s+)?(\d{4}|['’]?\d{2})(?:\D|$)`)
	monthDay   = lazyregexp.New(`(?:^|\PL)(\pL{3,}\.?)\s*(\d{1,2})(?:st|nd|rd|th)?\s*,?\s+(?:.*?\s)?(\d{4})(?:\D|$)`)
	clock      = lazyregexp.New(`(?i)(?:(am|pm|a\.m\.|p\.m\.|午前|午後|오전|오후)\s*|^|[^\d:.])(\d{1,2})(?::|\s*[時시]\s*)(\d{2})(?:\s*[分분])?(?::(\d{2}))?(?:[.,]\d+)?\s*(am|pm|a\.m\.|p\.m\.)?`)
	zoneHours  = lazyregexp.New(`([+-]|−)(\d{1,2})(?::?(\d{2}))?\b`)
	zoneLetter = lazyregexp.New(`\b([A-Z]{1,5})\b`)
)

// zones are the names of zones that mean one thing in feeds, in minutes east of
// Greenwich.
var zones = map[string]int{
	"Z": 0, "UT": 0, "UTC": 0, "GMT": 0, "WET": 0, "BST": 60, "CET": 60, "WEST": 60, "CEST": 120, "EET": 120, "EEST": 180, "MSK": 180,
	"JST": 540, "KST": 540, "HKT": 480, "SGT": 480, "AEST": 600, "AEDT": 660, "EST": -300, "EDT": -240, "CST": -360, "CDT": -300,
	"MST": -420, "MDT": -360, "PST": -480, "PDT": -420,
}

// feedDate reads a date as feeds write them: the forms of RSS, Atom and JSON Feed,
// years first or last, months in seven languages, Japanese and Korean forms and eras,
// seconds since 1970. It gives the time in the zone that the words name, in UTC where
// they name none, and the zero time for what cannot be told. In 5/3/2025 the day
// stands first unless the feed is American English; without a language that is not
// told.
func feedDate(words, language string) time.Time {
	s := strings.TrimSpace(norm.NFKC.String(words))
	if len(s) > 200 || len(s) < 6 {
		return time.Time{}
	}
	if n, err := strconv.ParseInt(s, 10, 64); err == nil && (len(s) == 10 || len(s) == 13) {
		if len(s) == 13 {
			n /= 1000
		}
		return time.Unix(n, 0).UTC()
	}
	year, month, day, rest := dayOf(s, language)
	if month == 0 || day < 1 || day > time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day() || year < 1800 || year > 2200 {
		return time.Time{}
	}
	h, m, sec, zone := clockOf(rest)
	return time.Date(year, time.Month(month), day, h, m, sec, 0, zone)
}

// dayOf finds the day in a date, and gives what is left for the time. The month is 0
// where there is none.
func dayOf(s, language string) (year, month, day int, rest string) {
	num := func(t string) int { n, _ := strconv.Atoi(strings.Trim(t, "'’")); return n }
	cut := func(m []int, last int) string { return s[:m[2]] + " \x00 " + s[m[2*last+1]:] }
	get := func(m []int, i int) string { return s[m[2*i]:m[2*i+1]] }
	if m := compact.FindStringSubmatchIndex(s); m != nil && len(s) > m[1] || m != nil && (m[1] == 8 || m[1] >= 12) {
		rest = s[m[7]:]
		if m[8] >= 0 {
			rest = get(m, 4) + ":" + get(m, 5)
			if m[12] >= 0 {
				rest += ":" + get(m, 6)
			}
			rest += s[m[1]:]
		}
		if n := num(get(m, 2)); n >= 1 && n <= 12 {
			return num(get(m, 1)), n, num(get(m, 3)), " " + strings.TrimPrefix(rest, "T")
		}
	}
	if m := yearFirst.FindStringSubmatchIndex(s); m != nil && num(get(m, 2)) <= 12 {
		return num(get(m, 1)), num(get(m, 2)), num(get(m, 3)), strings.Replace(cut(m, 3), "\x00 T", " ", 1)
	}
	if m := yearLast.FindStringSubmatchIndex(s); m != nil {
		d, mon := num(get(m, 1)), num(get(m, 3))
		switch low := strings.ToLower(strings.ReplaceAll(language, "_", "-")); {
		case d > 12 && mon <= 12 || get(m, 2) == "." && mon <= 12 || d == mon:
		case mon > 12 && d <= 12:
			d, mon = mon, d
		case low == "en-us":
			d, mon = mon, d
		case low == "" || low == "en" || mon > 12:
			return 0, 0, 0, ""
		}
		return num(get(m, 4)), mon, d, cut(m, 4)
	}
	for _, form := range []struct {
		re     *lazyregexp.Regexp
		d, mon int
	}{{dayMonth, 1, 2}, {monthDay, 2, 1}} {
		m := form.re.FindStringSubmatchIndex(s)
		if m == nil {
			continue
		}
		mon := lex.Month(get(m, form.mon))
		if mon == 0 {
			continue
		}
		y := num(get(m, 3))
		if y < 100 { // as in RFC 822
			y += 2000
			if y > 2068 {
				y -= 100
			}
		}
		left := s[:m[2]] + " \x00 " + s[m[7]:]
		if form.d == 2 { // the time may stand between day and year
			left = s[:m[2]] + " \x00 " + s[m[5]:m[6]] + " " + s[m[7]:]
		}
		return y, mon, num(get(m, form.d)), left
	}
	for _, d := range lex.Dates(s) {
		if t, err := time.Parse(time.DateOnly, d.ISO); err == nil {
			return t.Year(), int(t.Month()), t.Day(), s[d.End:]
		}
	}
	return 0, 0, 0, ""
}

// clockOf reads the time and the zone of a date.
func clockOf(s string) (h, m, sec int, zone *time.Location) {
	zone = time.UTC
	at := clock.FindStringSubmatchIndex(" " + s)
	if at == nil {
		return 0, 0, 0, zone
	}
	s = " " + s
	part := func(i int) string {
		if at[2*i] < 0 {
			return ""
		}
		return s[at[2*i]:at[2*i+1]]
	}
	h, _ = strconv.Atoi(part(2))
	m, _ = strconv.Atoi(part(3))
	sec, _ = strconv.Atoi(part(4))
	switch half := strings.ToLower(part(1) + part(5)); {
	case half == "":
	case half[0] == 'p' || half == "午後" || half == "오후":
		if h < 12 {
			h += 12
		}
	case h == 12:
		h = 0
	}
	if h > 23 || m > 59 || sec > 60 {
		return 0, 0, 0, zone
	}
	return h, m, sec, zoneOf(s[at[1]:])
}

// zoneOf reads what stands behind a time: +09:00, +0900, +02, GMT-5, EST, Z.
func zoneOf(s string) *time.Location {
	if m := zoneHours.FindStringSubmatch(s); m != nil {
		hours, _ := strconv.Atoi(m[2])
		minutes, _ := strconv.Atoi(m[3])
		if off := (hours*60 + minutes) * 60; off > 0 && off <= 14*3600 && minutes < 60 {
			if m[1] != "+" {
				off = -off
			}
			return time.FixedZone("", off)
		}
		return time.UTC
	}
	for _, m := range zoneLetter.FindAllString(s, -1) {
		if off, ok := zones[m]; ok && off != 0 {
			return time.FixedZone(m, off*60)
		}
	}
	return time.UTC
}
