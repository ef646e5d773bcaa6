package feed

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// CalendarFile is the name of the calendar, from the site's root.
const CalendarFile = "calendar.ics"

// Calendar is a set of days for programs that keep calendars.
type Calendar struct {
	// ID tells the calendar from those of others: equal events of two calendars are two.
	ID          string
	Name, About string
	Home        string    // the page on the web that has the same; may be empty
	Day         time.Time // of which the calendar is, in UTC
	Events      []Event
}

// Event is something on one or several whole days.
type Event struct {
	ID          string    // stays the same while it is the same event, whatever its day
	First, Last time.Time // its days, in UTC
	Title       string
	Description string // lines are kept
	Kinds       []string
	URL         string // may be empty
	Tentative   bool   // that it happens on those days is not certain
}

// ICS gives the calendar as iCalendar (RFC 5545), nil where it has no event: the form
// knows no empty one. The same calendar gives the same bytes, in whatever order the
// events come.
func (c Calendar) ICS() []byte {
	if len(c.Events) == 0 {
		return nil
	}
	var b strings.Builder
	put := func(name, value string) { b.WriteString(fold(name + ":" + value)) }
	put("BEGIN", "VCALENDAR")
	put("VERSION", "2.0")
	put("PRODID", "-//Entente//Calendar of a dossier//EN")
	put("CALSCALE", "GREGORIAN")
	put("METHOD", "PUBLISH")
	put("X-WR-CALNAME", text(c.Name))
	if c.About != "" {
		put("X-WR-CALDESC", text(c.About))
	}
	events := slices.Clone(c.Events)
	slices.SortStableFunc(events, func(x, y Event) int {
		return cmp.Or(x.First.Compare(y.First), strings.Compare(x.ID, y.ID))
	})
	for _, e := range events {
		put("BEGIN", "VEVENT")
		put("UID", uid(c.ID, e.ID))
		put("DTSTAMP", c.Day.UTC().Format("20060102T150405Z"))
		put("DTSTART;VALUE=DATE", e.First.Format("20060102"))
		if end := e.Last.AddDate(0, 0, 1); end.Year() <= 9999 { // the day after its last
			put("DTEND;VALUE=DATE", end.Format("20060102"))
		}
		put("SUMMARY", text(line(e.Title)))
		if e.Description != "" {
			put("DESCRIPTION", text(e.Description))
		}
		if len(e.Kinds) > 0 {
			var kinds []string
			for _, k := range e.Kinds {
				kinds = append(kinds, text(line(k)))
			}
			put("CATEGORIES", strings.Join(kinds, ","))
		}
		if u := cmp.Or(e.URL, c.Home); u != "" {
			put("URL", line(u))
		}
		if e.Tentative {
			put("STATUS", "TENTATIVE")
		} else {
			put("STATUS", "CONFIRMED")
		}
		put("TRANSP", "TRANSPARENT") // nobody is busy because of it
		put("END", "VEVENT")
	}
	put("END", "VCALENDAR")
	return []byte(b.String())
}

// uid makes a UUID (version 8, RFC 9562) of what an event is.
func uid(calendar, event string) string {
	h := sha256.Sum256([]byte(calendar + "\x00" + event))
	h[6], h[8] = h[6]&0x0f|0x80, h[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", h[:4], h[4:6], h[6:8], h[8:10], h[10:16])
}

var escaping = strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\n", `\n`)

// text writes words as a value of the type TEXT.
func text(s string) string {
	return escaping.Replace(clean(s))
}

// mostOctets is how long a line may be, without its end.
const mostOctets = 75

// fold writes a line with its end: beyond 75 octets it goes on after a line end and a
// blank, and no letter is cut.
func fold(s string) string {
	var b strings.Builder
	used := 0
	for len(s) > 0 {
		_, n := utf8.DecodeRuneInString(s)
		if used+n > mostOctets {
			b.WriteString("\r\n ")
			used = 1
		}
		b.WriteString(s[:n])
		s, used = s[n:], used+n
	}
	b.WriteString("\r\n")
	return b.String()
}
