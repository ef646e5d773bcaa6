package site

import (
	"strconv"
	"strings"

	"entente/dossier"
	"entente/series"
)

// calendarMonths is how far the calendar looks ahead.
const calendarMonths = 18

// calendarData is the months ahead by capital.
type calendarData struct {
	Members []link // those with a column: up to five all, else those for whom something is on record
	Without []link // the others
	Months  []monthView
	Several bool // some date is of several members
	Empty   bool
	Lacks   []lackView
}

type monthView struct {
	Name  string
	Cells []monthCell // one for each member
	Joint []calendarView
	Any   bool
}

type monthCell struct {
	Name   string
	Dates  []calendarView
	Closed []link // the constraints whose closed spans reach into the month
}

func (b *builder) calendar(root string) calendarData {
	d := calendarData{Empty: true}
	ahead := b.A.Ahead(b.D, calendarMonths)
	var columns []string
	for _, m := range b.D.Members {
		code, held := m.Code.ID, len(b.D.Members) <= 5
		for _, x := range ahead {
			held = held || len(x.Own[code])+len(x.Closed[code]) > 0
			d.Several = d.Several || len(x.Joint) > 0 && !b.D.Alone()
		}
		if held {
			columns = append(columns, code)
			d.Members = append(d.Members, b.memberLink(root, code))
		} else {
			d.Without = append(d.Without, b.memberLink(root, code))
		}
	}
	views := func(cs []*dossier.CalendarDate) []calendarView {
		var out []calendarView
		for _, c := range cs {
			out = append(out, calendarView{whenOf(c), c.Kind, c.Title, c.Confirmed.Mark(), b.sourceLinks(root, c.Sources)})
		}
		return out
	}
	for _, m := range ahead {
		v := monthView{Name: dateWords(m.Month), Joint: views(m.Joint), Any: len(m.Joint) > 0}
		for _, code := range columns {
			c := monthCell{Name: b.D.MemberName(code), Dates: views(m.Own[code])}
			if b.D.Alone() {
				c.Dates = append(c.Dates, v.Joint...) // what is of all is its own
			}
			for _, k := range m.Closed[code] {
				c.Closed = append(c.Closed, b.constraintLink(root, k.ID))
			}
			v.Any = v.Any || len(c.Dates)+len(c.Closed) > 0
			v.Cells = append(v.Cells, c)
		}
		d.Empty = d.Empty && !v.Any
		d.Months = append(d.Months, v)
	}
	if d.Empty {
		d.Lacks = append(d.Lacks, lackView{"No date of the next eighteen months is on record.", "calendar.csv", "with a date, a member or ALL, a kind and a title"})
	}
	return d
}

// timelineData is what happened and where members met, by dyad.
type timelineData struct {
	Dyads []dyadView
	Lacks []lackView
}

type dyadView struct {
	ID, Name  string
	Relations string
	Count     int
	Years     []yearView
}

type yearView struct {
	Year   int
	Open   bool
	Events []eventLine
}

func (b *builder) timeline(root string) timelineData {
	var d timelineData
	for _, x := range b.told.Dyads {
		v := dyadView{ID: "three", Name: "Three or more together", Count: len(x.Entries)}
		if x.Members != nil {
			pair := [2]string{x.Members[0], x.Members[1]}
			v.ID, v.Name, v.Relations = pairID(pair), b.both(pair), b.pairHref(root, pair[0], pair[1])
		}
		for _, e := range x.Entries {
			if n := len(v.Years); n == 0 || v.Years[n-1].Year != e.Date.Year {
				v.Years = append(v.Years, yearView{Year: e.Date.Year, Open: n < 2})
			}
			y := &v.Years[len(v.Years)-1]
			y.Events = append(y.Events, b.entryLine(root, e))
		}
		d.Dyads = append(d.Dyads, v)
	}
	if len(d.Dyads) == 0 {
		d.Lacks = append(d.Lacks, lackView{"No event between members and no meeting is on record.", "events.csv", "with a date, who, toward whom, a summary and a source; meetings go into calendar.csv"})
	}
	return d
}

// afterDay is the mark of what comes after the as-of day.
const afterDay = "after the as-of date"

func (b *builder) entryLine(root string, e series.Entry) eventLine {
	var l eventLine
	if e.Event != nil {
		l = b.eventLine(root, e.Event.ID)
	} else {
		c := e.Meeting
		l = eventLine{Date: cellDate(c.Date), Summary: c.Title, Type: c.Kind, Sources: b.sourceLinks(root, c.Sources), Unsure: c.Confirmed.Mark()}
	}
	if e.After {
		l.Unsure = strings.TrimPrefix(l.Unsure+", "+afterDay, ", ")
	}
	return l
}

// facet is a way to narrow a list, which works without script: what bears another value
// is hidden by the style sheet.
type facet struct {
	Name   string
	Values []facetValue
}

type facetValue struct {
	N     int // its number on the page
	Text  string
	Count int
}

// mostFacets is how many values the style sheet knows; those beyond it are not offered.
const mostFacets = 60

// facets numbers the values of a page's rows: names[i] is the name of the i-th way, and
// each row has a value for it. Ways in which all rows agree are left out. The numbers of each
// row come as the attribute that the style sheet reads. Rows without a value are the last, “not stated”.
func facets(names []string, rows [][]string) (out []facet, marks []string) {
	marks = make([]string, len(rows))
	next := 1
	for i, name := range names {
		f := facet{Name: name}
		at := map[string]int{}
		unstated := 0
		for _, r := range rows {
			v := r[i]
			if v == "" {
				unstated++
				continue
			}
			n, ok := at[v]
			if !ok {
				n = len(f.Values)
				at[v] = n
				f.Values = append(f.Values, facetValue{Text: v})
			}
			f.Values[n].Count++
		}
		if unstated > 0 { // last, so that the counts add up to all
			at[""] = len(f.Values)
			f.Values = append(f.Values, facetValue{Text: "not stated", Count: unstated})
		}
		if len(f.Values) < 2 || next+len(f.Values) > mostFacets {
			continue
		}
		for n := range f.Values {
			f.Values[n].N = next
			next++
		}
		for n, r := range rows {
			marks[n] = strings.TrimSpace(marks[n] + " " + strconv.Itoa(f.Values[at[r[i]]].N))
		}
		out = append(out, f)
	}
	return out, marks
}

// facetRules are the rules of the style sheet by which facets narrow a list.
func facetRules() string {
	var b strings.Builder
	for n := 1; n <= mostFacets; n++ {
		s := strconv.Itoa(n)
		b.WriteString(".faceted:has(.f" + s + `:checked) [data-f]:not([data-f~="` + s + `"])` + "{display:none}")
	}
	return b.String() + "\n"
}
