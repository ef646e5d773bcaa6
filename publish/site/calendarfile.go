package site

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"entente/dossier"
	"entente/publish/feed"
	"entente/words"
)

// calendarFile is the calendar for programs that keep some; nil where nothing is ahead or
// it is withheld.
func (b *builder) calendarFile() []byte {
	if b.withheld(feed.CalendarFile) {
		return nil
	}
	c := feed.Calendar{
		ID: cmp.Or(b.D.Site.Address, b.Site()), Name: b.titled(b.Name()), About: "What is ahead " + b.titled("as of "+b.AsOf()) + ".", Home: b.address("calendar.html"), Day: b.A.Dossier.AsOf.Last(),
	}
	c.Events = b.ahead()
	return c.ICS()
}

// ahead gives all that is ahead and due.
func (b *builder) ahead() []feed.Event {
	return slices.Concat(b.datesAhead(), b.closedAhead(), b.promisesDue(), b.questionsClosing(), b.looksAhead())
}

// HasCalendar tells whether there is a calendar for programs.
func (b *builder) HasCalendar() bool { return len(b.ics) > 0 }

// onDays puts the days of a date into an event; of a month or a year it takes all days, and
// its title says so.
func onDays(id, title string, first, last dossier.Date) feed.Event {
	e := feed.Event{ID: id, Title: title, First: first.First(), Last: first.Last()}
	if !last.IsZero() && last.Last().After(e.Last) {
		e.Last = last.Last()
	}
	if first.Day == 0 || !last.IsZero() && last.Day == 0 {
		e.Tentative = true
		if last.IsZero() || last.Compare(first) == 0 {
			e.Title += " (some time in " + dateWords(first) + ")"
		} else {
			e.Title += " (some time from " + dateWords(first) + " to " + dateWords(last) + ")"
		}
	}
	return e
}

// fromSources names what something is from.
func (b *builder) fromSources(ids []string) string {
	var out []string
	for _, l := range b.sourceLinks("", ids) {
		if l.Note != "" {
			l.Text += " (" + l.Note + ")"
		}
		out = append(out, l.Text)
	}
	if out == nil {
		return ""
	}
	return "From: " + strings.Join(out, "; ")
}

func (b *builder) namesOf(codes []string) string {
	if slices.Contains(codes, "ALL") {
		codes = nil
		for _, m := range b.D.Members {
			codes = append(codes, m.Code.ID)
		}
	}
	var out []string
	for _, c := range codes {
		out = append(out, b.D.MemberName(c))
	}
	return words.List(out)
}

// datesAhead are the dates of the calendar that are not over. One is known by whom it
// concerns, its kind, its words and its year, so that it can be put off within it.
func (b *builder) datesAhead() []feed.Event {
	rows := slices.Clone(b.D.Calendar)
	slices.SortStableFunc(rows, func(x, y *dossier.CalendarDate) int { return x.Date.Compare(y.Date) })
	var out []feed.Event
	seen := map[string]int{}
	for _, c := range rows {
		id := fmt.Sprintf("date/%s/%s/%s/%d", strings.Join(c.Member, "+"), c.Kind, c.Title, c.Date.Year)
		if seen[id]++; seen[id] > 1 {
			id += fmt.Sprintf("/%d", seen[id])
		}
		if c.Ended(b.A.Dossier.AsOf.Last()) {
			continue
		}
		e := onDays(id, words.Capital(c.Title), c.Date, c.End)
		e.Kinds = []string{words.Capital(c.Kind)}
		e.Tentative = e.Tentative || !bool(c.Confirmed)
		e.Description = words.Join("\n", words.Capital(c.Kind)+" · "+b.namesOf(c.Member), c.Confirmed.Mark(), b.fromSources(c.Sources))
		out = append(out, e)
	}
	return out
}

// closedAhead are the days on which a constraint begins to keep new things from starting,
// and those on which it no longer does. The time between them is no entry: it can be years.
// A span is known by its first day, so that its end can be put off; by its reason where it
// has none.
func (b *builder) closedAhead() []feed.Event {
	day := b.A.Dossier.AsOf.Last()
	var out []feed.Event
	for _, c := range b.A.Constraints {
		seen := map[string]int{}
		for _, s := range c.Doc.Closed {
			id := fmt.Sprintf("closed/%s/%s", c.ID, cmp.Or(s.From.String(), b.D.Say(s.Why)))
			if seen[id]++; seen[id] > 1 {
				id += fmt.Sprintf("/%d", seen[id])
			}
			l := b.constraintLink("", c.ID)
			put := func(what string, on dossier.Date, says string) {
				if on.IsZero() || !on.First().After(day) {
					return
				}
				e := onDays(id+"/"+what, "Wait "+what+": "+l.Text, on, dossier.Date{})
				e.Kinds, e.URL = []string{"What holds back"}, b.address(l.Href)
				e.Description = words.Join("\n", says, b.D.Say(s.Why), b.namesOf(c.Members))
				out = append(out, e)
			}
			until := ""
			if !s.Until.IsZero() {
				until = ", until it ends " + s.Until.In() + " " + dateWords(s.Until)
			}
			put("begins", s.From, "Nothing new that it bears on starts from then on"+until+".")
			put("ends", s.Until, "New things that it bears on can start again.")
		}
	}
	return out
}

// promisesDue are the ends of the promises made by the agenda's day that ask for something
// definite, whose time runs and that are not kept.
func (b *builder) promisesDue() []feed.Event {
	day := b.A.Dossier.AsOf.Last()
	all := b.promised()
	var out []feed.Event
	for n := range all {
		p := &all[n]
		c := p.Doc
		if p.Day.After(day) || stateOfPromise(p, day) != promiseOpen || !c.Kept.IsZero() && c.Kept.Published(day) {
			continue
		}
		id := cmp.Or(c.ID, strings.Join([]string{c.Meeting, c.Date.String(), c.Initiative, c.Text}, "/"))
		e := feed.Event{ID: "promise/" + id, First: p.End, Last: p.End, Title: "Due: " + c.Text, Kinds: []string{"Promise"}, URL: b.address("commitments.html"), Tentative: !bool(c.Confirmed)}
		if e.URL != "" && c.ID != "" {
			e.URL += "#" + anchor(c.ID)
		}
		unless := ""
		if c.Due.IsZero() {
			unless = "No day was named: its time is over then unless stated otherwise."
		}
		e.Description = words.Join("\n", "Promised: "+c.Meeting+", "+dateWords(c.Date), b.namesOf(c.Member), b.initiativeLink("", c.Initiative).Text, unless, c.Confirmed.Mark(), b.fromSources(c.Sources))
		out = append(out, e)
	}
	return out
}

// questionsClosing are the last days of the questions that are open on the agenda's day.
func (b *builder) questionsClosing() []feed.Event {
	var out []feed.Event
	for _, q := range b.D.Questions {
		if !b.open(q) {
			continue
		}
		last := q.Closes.Last()
		e := feed.Event{ID: "question/" + q.ID, First: last, Last: last, Title: "Closes: " + q.Text, Kinds: []string{"Question"}, URL: b.address("questions.html"), Tentative: !bool(q.Confirmed)}
		if e.URL != "" {
			e.URL += "#" + anchor(q.ID)
		}
		e.Description = words.Join("\n", "Settled by: "+q.ResolvesBy, q.Confirmed.Mark())
		out = append(out, e)
	}
	return out
}

// looksAhead are the days on which assumptions are to be held against their test again, as
// the last look by the agenda's day set them.
func (b *builder) looksAhead() []feed.Event {
	day := b.A.Dossier.AsOf.Last()
	var out []feed.Event
	for _, a := range b.D.Assumptions {
		if a.NextLook.IsZero() || a.NextLook.Ended(day) || !a.Looked.Begun(day) {
			continue
		}
		e := onDays("look/"+a.ID.ID, "Look again: "+b.D.Say(a.What), a.NextLook, dossier.Date{})
		e.Kinds, e.URL = []string{"Assumption"}, b.address("assumptions.html")
		if e.URL != "" {
			e.URL += "#" + anchor(a.ID.ID)
		}
		e.Description = words.Join("\n", "What would show it wrong: "+b.D.Say(a.Test))
		out = append(out, e)
	}
	return out
}
