package site

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"entente/agenda"
	"entente/dossier"
	"entente/publish/chart"
	"entente/words"
)

// How much of each member the map of the table shows.
const (
	topPriorities = 3
	topStops      = 3
	topDates      = 4
	topNamed      = 3
)

// membersData is the map of the table: a column a member, and all players on one axis.
type membersData struct {
	Seats   []seatView
	Players picture
	Lacks   []lackView
	Alike   string // what is said of all of them alike
}

type seatView struct {
	Link       link
	Native     []link
	Head       *link // the office
	Holder     string
	Unsure     string // of the holder
	Since      string
	Priorities []priorityView
	More       *link // all priorities, where there are more
	Short      link  // how many initiatives it carries least of
	Of         link  // how many initiatives wait for it; no words where none does
	One        bool  // one waits
	Least      []shortView
	Stops      []stopView
	Dates      []calendarView
	Says       string // where those who decide and the public stand
}

// lackView is something that the dossier does not have, and where it goes.
type lackView struct {
	What string
	File string // as it is typed
	How  string
}

func (b *builder) membersList(root string) any {
	var d membersData
	var rows []chart.SeatRow
	for _, s := range b.A.Seats(b.D) {
		d.Seats = append(d.Seats, b.seatView(root, s))
		dots := b.dotsOf(root, s)
		b.nameFew(dots, s)
		rows = append(rows, chart.SeatRow{Name: b.D.MemberName(s.Member), Dots: dots})
	}
	d.Players = show(chart.Seats("table", b.tableTitle(d.Seats), "Each player at the average of its stances over all areas: how warm it is in general, and no rung of a ladder. Larger: more influence. Hollow below the line: a public; hollow above it: not confirmed", b.nothing(), rows))
	if says := d.Seats[0].Says; len(d.Seats) > 1 && !slices.ContainsFunc(d.Seats, func(s seatView) bool { return s.Says != says }) {
		d.Alike = says
	}
	if len(b.D.Calendar) == 0 {
		d.Lacks = append(d.Lacks, lackView{"No date is on record.", "calendar.csv", "with a date, the member, a kind and a title"})
	}
	return d
}

// nothing is what level 0 of a ladder is called.
func (b *builder) nothing() string {
	if b.D.Alone() {
		return "nothing"
	}
	return "nothing joint"
}

// tableTitle is the message of the map of players.
func (b *builder) tableTitle(seats []seatView) string {
	for _, s := range seats {
		if s.Says != "" {
			return "Where the players stand"
		}
	}
	return "Where the players stand; no public’s stance is on record beside those who decide"
}

func (b *builder) seatView(root string, s agenda.Seat) seatView {
	v := seatView{Link: b.memberLink(root, s.Member), Native: b.nativeNames(s.Member), Short: said("none"), Says: gapWords(s.Gap)}
	if s.Head != nil {
		l := b.bodyLink(root, s.Head.ID.ID)
		v.Head = &l
	}
	if h := s.Holder; h != nil {
		v.Holder, v.Unsure, v.Since = b.D.Say(h.Name), sure(h.Sure), dateWords(h.From)
	}
	for _, p := range s.Priorities[:min(topPriorities, len(s.Priorities))] {
		v.Priorities = append(v.Priorities, priorityView{Title: b.D.Say(p.Title), Unsure: sure(p.Sure)})
	}
	if n := len(s.Priorities); n > len(v.Priorities) {
		l := counted(v.Link.Href+"#priorities", fmt.Sprintf("All %d", n))
		v.More = &l
	}
	for _, i := range s.Short[:min(topStops, len(s.Short))] {
		v.Least = append(v.Least, shortView{Link: b.initiativeLink(root, i.ID), P: i.ByMember[s.Member].P})
	}
	if n := len(s.Short); n > 0 {
		v.Short = counted(v.Link.Href+"#short", strconv.Itoa(n))
	}
	if n := b.waits(s.Member).Count; n > 0 {
		v.Of, v.One = counted(root+b.waits(s.Member).Path, words.Count(n, "initiative")), n == 1
	}
	v.Stops = b.stopViews(root, s.Stops[:min(topStops, len(s.Stops))])
	for _, c := range s.Dates[:min(topDates, len(s.Dates))] {
		v.Dates = append(v.Dates, calendarView{whenOf(c), c.Kind, c.Title, c.Confirmed.Mark(), nil})
	}
	return v
}

// nativeNames gives a member's names in the dossier's other languages.
func (b *builder) nativeNames(code string) []link {
	var out []link
	names := b.D.OwnNames(code)
	for _, l := range b.D.Languages {
		if n := names[l]; n != "" {
			out = append(out, link{Text: n, Lang: l})
		}
	}
	return out
}

func (b *builder) stopViews(root string, stops []agenda.Stop) []stopView {
	var out []stopView
	for _, s := range stops {
		l := b.constraintLink(root, s.ID)
		if s.Kind == "player" {
			l = b.bodyLink(root, s.ID)
			l.Text = "Stance of " + l.Text
		}
		out = append(out, stopView{l, b.heldCount(root, s.Hold, len(s.Initiatives))})
	}
	return out
}

// whenOf writes a date of the calendar, with its end where it has one.
func whenOf(c *dossier.CalendarDate) string {
	when := dateWords(c.Date)
	if !c.End.IsZero() {
		when += " to " + dateWords(c.End)
	}
	return when
}

// dotsOf gives a member's players as dots, publics last.
func (b *builder) dotsOf(root string, s agenda.Seat) []chart.Dot {
	var dots []chart.Dot
	for _, st := range s.Standings {
		d := chart.Dot{Name: b.D.Say(st.Player.Name), Row: roleWords[st.Role], Position: st.Best, Low: st.Low, High: st.High, Size: st.Player.Influence.Best,
			Href: b.bodyLink(root, st.Player.ID.ID).Href}
		if st.Unconfirmed {
			d.Unsure = dossier.NotConfirmed
		}
		if st.Public() {
			d.Public, d.Row = true, "Public"
		}
		dots = append(dots, d)
	}
	slices.SortStableFunc(dots, func(x, y chart.Dot) int { return b2i(x.Public) - b2i(y.Public) })
	return dots
}

// nameFew marks the dots whose names are written: the head of government, and those who
// stop most.
func (b *builder) nameFew(dots []chart.Dot, s agenda.Seat) {
	var names []string
	if s.Head != nil {
		names = append(names, b.D.Say(s.Head.Name))
	}
	for _, stop := range s.Stops {
		if p := b.D.Player(stop.ID); stop.Kind == "player" && p != nil && len(names) < topNamed {
			names = append(names, b.D.Say(p.Name))
		}
	}
	for n := range dots {
		dots[n].Named = slices.Contains(names, dots[n].Name)
	}
}

// gapWords says where those who decide and the public stand; "" where one is not known.
func gapWords(g *agenda.Gap) string {
	if g == nil {
		return ""
	}
	switch diff := g.Elite - g.Public; {
	case diff >= 10:
		return fmt.Sprintf("Those who decide stand %.0f points further along than the public, on average over areas", diff)
	case diff <= -10:
		return fmt.Sprintf("The public stands %.0f points further along than those who decide, on average over areas", -diff)
	}
	return "Those who decide and the public stand within ten points of each other, on average over areas"
}

// stakeholders draws a member's players by stance and influence, with lines to the
// procedures in whose stages they stand.
func (b *builder) stakeholders(root string, m *dossier.Member, s agenda.Seat) picture {
	title := gapWords(s.Gap)
	if title == "" {
		title = "Where its players stand, over all areas with a stance"
	}
	var ways []chart.Way
	day := b.A.Dossier.AsOf.Last()
	for _, p := range m.Procedures {
		if m.ProcedureAt(p.ID.ID, day) != p {
			continue
		}
		w := chart.Way{Name: b.D.Say(p.Name)}
		for _, id := range b.A.StandingIn(m, p) {
			if q := b.D.Player(id); q != nil {
				w.Players = append(w.Players, b.D.Say(q.Name))
			}
		}
		if len(w.Players) > 0 {
			ways = append(ways, w)
		}
	}
	return show(chart.Stakeholders("players", title, "Across: position on the ladders, mean of current stances over all areas. Upward: influence. Filled: stands in a stage of what it decides, ratifies or signs, to which lines lead on a wide screen; hollow: in no stage. The data below name all", b.nothing(), b.dotsOf(root, s), ways))
}

// memberLacks says what a member's file does not have.
func (b *builder) memberLacks(m *dossier.Member, s agenda.Seat) []lackView {
	file := "members/" + strings.ToLower(m.Code.ID) + ".yaml"
	var out []lackView
	add := func(none bool, what, file, how string) {
		if none {
			out = append(out, lackView{what, file, how})
		}
	}
	add(len(s.Priorities) == 0, "No priority is in force, so no initiative is shown to serve it.", file, "under priorities:, each with a title, a weight and a date")
	add(len(m.Players) == 0, "No player is on record.", file, "under players:, each with a kind, a role, its influence and its stances")
	add(len(m.Players) > 0 && len(s.Standings) == 0, "No player has a stance on the day, so nothing can be assessed.", file, "under a player's stances:, each with areas, a date and a position")
	add(len(m.Players) > 0 && s.Head == nil, "No player is said to head the government.", file, "with heads: government at the player who does")
	add(s.Head != nil && s.Holder == nil, "Who holds the office of the head of government is not on record.", file, "under holders: of that player, each with a name and a date")
	add(len(s.Standings) > 0 && s.Gap == nil, "No public has a stance beside those who decide.", file, "as a player of kind public")
	add(len(s.Dates) == 0, "No date ahead is on record.", "calendar.csv", "with a date, the member, a kind and a title")
	return out
}
