package site

import (
	"image"
	"image/color"
	"slices"
	"strings"
	"testing"
	"time"

	"entente/agenda"
	"entente/compare"
	"entente/course"
	"entente/dossier"
	"entente/event"
	"entente/publish/chart"
	"entente/publish/edition"
	"entente/record"
	"entente/series"
)

func day(year int, rest ...int) dossier.Date {
	d := dossier.Date{Year: year}
	if len(rest) > 0 {
		d.Month = rest[0]
	}
	if len(rest) > 1 {
		d.Day = rest[1]
	}
	return d
}

// Words of dates: a post's, and a closed span's.
func TestWordsOfDates(t *testing.T) {
	b := exampleBuilder(t)
	post := func(from, to dossier.Date) *dossier.Affiliation {
		return &dossier.Affiliation{Title: dossier.Text{Plain: "Editor"}, At: dossier.Text{Plain: "Gazette"}, From: from, To: to}
	}
	none := dossier.Date{}
	for want, posts := range map[string][]*dossier.Affiliation{
		"":                                nil,
		"Editor, Gazette":                 {post(none, none)},
		"Editor, Gazette (2020 – 2022)":   {post(day(2020), day(2022))},
		"Editor, Gazette (since 2020)":    {post(day(2020), none)},
		"Editor, Gazette (until 2022)":    {post(none, day(2022))},
		"Gazette; Editor, Gazette":        {{At: dossier.Text{Plain: "Gazette"}}, {}, post(none, none)},
		"Editor, Gazette; Editor (2 – 3)": {post(none, none), {Title: dossier.Text{Plain: "Editor"}, From: day(2), To: day(3)}},
	} {
		if got := b.postWords(posts); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	for want, s := range map[string]dossier.Span{"": {}, " before 2022": {Until: day(2022)}, " from 2020 on": {From: day(2020)}, " from 2020 until 2022": {From: day(2020), Until: day(2022)}} {
		if got := spanWords(&s); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	// In a calendar a month or a year takes all its days, and says so.
	at := func(y, m, d int) time.Time { return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC) }
	for _, c := range []struct {
		first, last dossier.Date
		title       string
		from, to    time.Time
		tentative   bool
	}{
		{day(2026, 5, 3), none, "T", at(2026, 5, 3), at(2026, 5, 3), false},
		{day(2026, 5, 3), day(2026, 5, 4), "T", at(2026, 5, 3), at(2026, 5, 4), false},
		{day(2026, 5, 3), day(2026, 5, 1), "T", at(2026, 5, 3), at(2026, 5, 3), false},
		{day(2026, 5), none, "T (some time in May 2026)", at(2026, 5, 1), at(2026, 5, 31), true},
		{day(2026, 5), day(2026, 5), "T (some time in May 2026)", at(2026, 5, 1), at(2026, 5, 31), true},
		{day(2026), day(2026, 5, 3), "T (some time from 2026 to 3 May 2026)", at(2026, 1, 1), at(2026, 12, 31), true},
		{day(2026, 5, 3), day(2026, 6), "T (some time from 3 May 2026 to June 2026)", at(2026, 5, 3), at(2026, 6, 30), true},
	} {
		if e := onDays("id", "T", c.first, c.last); e.Title != c.title || !e.First.Equal(c.from) || !e.Last.Equal(c.to) || e.Tentative != c.tentative || e.ID != "id" {
			t.Errorf("%s to %s: %+v", c.first, c.last, e)
		}
	}
	// Of two dates alike each has an id of its own.
	row := func(d dossier.Date) *dossier.CalendarDate {
		return &dossier.CalendarDate{Date: d, Member: []string{"XAR"}, Kind: "meeting", Title: "Talks", Confirmed: true}
	}
	b.D.Calendar = []*dossier.CalendarDate{row(day(2026, 7, 2)), row(day(2026, 1, 2)), row(day(2026, 8, 2)), row(day(2027, 8, 2))}
	var ids []string
	for _, e := range b.datesAhead() {
		ids = append(ids, e.ID)
	}
	if want := []string{"date/XAR/meeting/Talks/2026/2", "date/XAR/meeting/Talks/2026/3", "date/XAR/meeting/Talks/2027"}; !slices.Equal(ids, want) {
		t.Errorf("%q, want %q", ids, want)
	}
}

// What the overview says and draws, by how many are ready and how their delivery lies.
func TestOverview(t *testing.T) {
	b := exampleBuilder(t)
	ready := func(ps ...float64) []*agenda.Initiative {
		out := []*agenda.Initiative{{Verdict: agenda.HeldBack}}
		for _, p := range ps {
			i := &agenda.Initiative{Title: "Line", Verdict: agenda.Ready, Joint: agenda.Share{P: new(0.9)}}
			if p >= 0 {
				i.Delivery = &record.Delivery{P: p}
			}
			out = append(out, i)
		}
		return out
	}
	for _, c := range []struct {
		of   []*agenda.Initiative
		want string
	}{
		{ready(), "Nothing is ready"},
		{ready(-1), "1 is ready; whether it gets done is not worked out"},
		{ready(-1, -1), "2 are ready; whether they get done is not worked out"},
		{ready(0.3, -1), "2 are ready; once promised, none is as likely as not to be done"},
		{ready(0.46), "1 is ready; once promised, delivery is just under even at best"},
		{ready(0.44, 0.2), "2 are ready; once promised, none is as likely as not to be done"},
		{ready(0.5, 0.46), "2 are ready; once promised, 1 of them is as likely as not to be done, or likelier"},
		{ready(0.5), "1 is ready, and once promised as likely as not to be done, or likelier"},
		{ready(0.5, 0.7), "2 are ready, each as likely as not to be done once promised, or likelier"},
		{ready(0.5, 0.7, 0.1), "3 are ready; once promised, 2 of them are as likely as not to be done, or likelier"},
	} {
		b.A.Initiatives = c.of
		if got := b.overviewTitle(); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
	at := func(v agenda.Verdict, p *float64) *agenda.Initiative {
		return &agenda.Initiative{ID: "x", Title: "T", Verdict: v, Joint: agenda.Share{P: p}}
	}
	// What is to be taken up first is named first, then what stands nearest to the line of ready.
	for _, c := range []struct {
		joint float64
		first int
		want  int
	}{{0.1, 3, 3}, {fallsShort, 0, 100}, {fallsShort + 0.125, 0, 225}, {fallsShort - 0.125, 0, 225}} {
		if got := rank(at(agenda.Ready, &c.joint), c.first); got != c.want {
			t.Errorf("%+v: %d", c, got)
		}
	}
	for v, want := range map[agenda.Verdict]chart.Fill{agenda.Ready: chart.FillSolid, agenda.WithinReach: chart.FillHalf, agenda.HeldBack: chart.FillHollow, agenda.NoGain: chart.FillHollow, agenda.NotAssessed: chart.FillLine, agenda.Delivered: chart.FillSolid} {
		m := overviewMark("../", at(v, new(0.9)), 0)
		if m.Fill != want || m.Slant != (v == agenda.NoGain) || m.Rank != rank(at(v, new(0.9)), 0) || m.Stem != nil || m.Href != "../initiatives/x.html" {
			t.Errorf("%s: %+v", v, m)
		}
		if m := overviewMark("", at(v, nil), 2); m.Fill != chart.FillLine || m.Rank != 0 {
			t.Errorf("%s without a carry: %+v", v, m)
		}
	}
	// All that are ready are named while they are few; what is in place has no mark.
	b.A.Sequence = nil
	for n, named := range map[int]int{mostNamed: mostNamed, mostNamed + 1: 0} {
		b.A.Initiatives = ready(slices.Repeat([]float64{0.5}, n)...)
		b.A.Initiatives[0].Verdict = agenda.Delivered
		p := b.overview("")
		if got := strings.Count(p.Narrow, ">Line<"); len(p.Rows) != n || got != named {
			t.Errorf("%d rows, want %d; %d names, want %d", len(p.Rows), n, got, named)
		}
	}
	if verdicts(0) != "no verdict stands" || verdicts(1) != "1 verdict stands" || verdicts(2) != "2 verdicts stand" || hang(0) != "none hangs" || hang(1) != "1 hangs" || hang(2) != "2 hang" {
		t.Error(verdicts(0), verdicts(1), verdicts(2), hang(0), hang(1), hang(2))
	}
	if quickWins(1) != "a quick win" || quickWins(2) != "quick wins" {
		t.Error(quickWins(1), quickWins(2))
	}
	held := func(kind, id string) *agenda.Initiative {
		return &agenda.Initiative{Verdict: agenda.WithinReach, HeldBackBy: []agenda.Hold{{Kind: kind, ID: id}}}
	}
	say := func() string {
		s := b.rest("", map[agenda.Verdict]int{agenda.NoGain: 1, agenda.HeldBack: 2})
		return marked(s)
	}
	b.A.Initiatives = []*agenda.Initiative{held("player", "xbe-premier"), held("player", "xbe-premier"), held("constraint", "election"), {Verdict: agenda.Ready, HeldBackBy: []agenda.Hold{{Kind: "constraint", ID: "election"}}}}
	if got, want := say(), "None is within reach and [2 are held back](by/held-back.html); what holds back first most often is the [stance of Premier (XBE)](members/xbe.html#xbe-premier) ([2 initiatives](members/xbe.html#holds-xbe-premier)). [1](by/no-gain-shown.html) is without a gain shown for some member."; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	b.A.Initiatives, b.D.Members = b.A.Initiatives[1:], b.D.Members[:1]
	if got, want := say(), "None is within reach and [2 are held back](by/held-back.html). [1](by/no-gain-shown.html) is without a gain shown."; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// Of a large group the first four who sign are named, and of its capitals those that fall
// shortest have a column.
func TestLargeGroups(t *testing.T) {
	b := exampleBuilder(t)
	i := b.A.Initiatives[0]
	for n, want := range map[int][2]int{5: {5, 0}, 6: {4, 2}} {
		i.Members = slices.Repeat([]string{"XAR"}, n)
		if r := b.roundItem("", i); len(r.Signs) != want[0] || r.Others != want[1] {
			t.Errorf("of %d: %d and %d others", n, len(r.Signs), r.Others)
		}
	}
	with := func(ps ...float64) *agenda.Initiative {
		i := &agenda.Initiative{ByMember: map[string]*agenda.Capital{}}
		for n, p := range ps {
			code := string(rune('A' + n))
			i.Members = append(i.Members, code)
			i.ByMember[code] = &agenda.Capital{}
			if p >= 0 {
				i.ByMember[code].Share.P = &p
			}
		}
		return i
	}
	if codes, note := b.ladderColumns(with(0.1, 0.2, 0.3, 0.4, 0.5)); len(codes) != 5 || note != "" {
		t.Error(codes, note)
	}
	codes, note := b.ladderColumns(with(0.9, 0.1, 0.95, 0.3, -1, 0.2, 0.8))
	if want := []string{"B", "D", "E", "F"}; !slices.Equal(codes, want) || note != "Of the other 3 capitals each carries the target in 8 of 10 draws or more." {
		t.Error(codes, note)
	}
	i = &agenda.Initiative{Members: []string{"XAR", "XBE"}, Support: map[string]*agenda.Support{"XBE": {Stage: "Chamber", Held: 0.414, Needed: 0.5, Players: []string{"xbe-valley"}}}}
	if s := b.support("", i); len(s) != 1 || s[0].Member != "Belmora" || s[0].Held != "41 percent" || s[0].Needed != "50 percent" || *s[0].P != 0.414 || s[0].Players[0].Text != "Valley party" {
		t.Errorf("%+v", s)
	}
	i.Support["XBE"].MoreThan = true
	if s := b.support("", i); s[0].Needed != "more than 50 percent" {
		t.Errorf("%+v", s)
	}
	i.Requires = []agenda.Required{{Initiative: "x", InPlace: true}, {Initiative: "x"}, {Initiative: "x", Joint: new(0.7)}}
	for n, want := range []string{"in place", "not in place, and not assessed", "not in place; carried in 7 of 10 draws"} {
		if got := b.requires("", i)[n].Says; got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if got := b.holdLink("", agenda.Hold{Kind: "player", ID: "xbe-premier", Initiative: "fish-stocks"}).Text; got != "Stance of Premier (XBE) on “Shared limits on fishing”" {
		t.Error(got)
	}
}

// The title of a course goes by the first and the last carry, the least and the most: less
// than 0.15 is hardly a move.
func TestTitleOfACourse(t *testing.T) {
	track := func(ps ...float64) *course.Track {
		h := &course.Track{}
		for _, p := range ps {
			x := course.Point{Joint: &p}
			if p < 0 {
				x = course.Point{Blank: course.NoReach}
			}
			h.Points = append(h.Points, x)
		}
		return h
	}
	const each = "Each step uses only what was published and in force by its last day."
	for _, c := range []struct {
		of          *course.Track
		title, says string
	}{
		{track(), "In place as far back as the record reaches", each},
		{track(0, 0.14), "Carry has hardly moved: 1 in 10", each},
		{track(0, 0.15), "Carry has risen from 0 in 10 to 2 in 10", each},
		{track(0.15, 0), "Carry has fallen from 2 in 10 to 0 in 10", each},
		{track(0.5, 0.9, 0.2, 0.6), "Carry has moved between 2 in 10 and 9 in 10", each},
		{track(-1, 0.5), "Carry has hardly moved: 5 in 10", each + " One step is blank: stances or procedures do not reach back, which is not “no”."},
		{track(-1, -1, 0.5), "Carry has hardly moved: 5 in 10", each + " 2 steps are blank: stances or procedures do not reach back, which is not “no”."},
		{&course.Track{Points: []course.Point{{Blank: course.NoVerdict, Joint: new(0.5)}, {Blank: course.NotProposed}}}, "Carry has hardly moved: 5 in 10", each + " Where no priority of a member is on record by then there is carry and no verdict."},
	} {
		if title, says := pastTitle(c.of); title != c.title || says != c.says {
			t.Errorf("%q, %q, want %q, %q", title, says, c.title, c.says)
		}
	}
	v := agenda.WithinReach
	for _, c := range []struct {
		p            course.Point
		state, shape string
		fill         chart.Fill
		words        string
	}{
		{course.Point{Blank: course.NoReach}, "not assessed", "", chart.FillNone, "not assessed"},
		{course.Point{Blank: course.NoVerdict, Joint: new(0.9)}, "no verdict", "", chart.FillLine, "no verdict: no priority on record"},
		{course.Point{Verdict: &v}, "within reach", "◐", chart.FillHalf, "within reach"},
	} {
		state, shape, fill, _ := stateOf(c.p)
		if state != c.state || shape != c.shape || fill != c.fill || pointWords(c.p) != c.words {
			t.Errorf("%+v: %q, %q, %v, %q", c.p, state, shape, fill, pointWords(c.p))
		}
	}
	if share(nil) != "–" || share(new(0.456)) != "0.46" {
		t.Error(share(nil), share(new(0.456)))
	}
	// A case stood unopposed from 8 in 10.
	b := exampleBuilder(t)
	cases := []course.Case{{Carry: 0.79, Came: true, Delivery: new(0.9)}}
	fared := func() string {
		b.Past.Backtest = &course.Backtest{Months: 24, Cases: cases}
		return b.Fared()
	}
	if got := fared(); got != "Of 1 initiative that can be judged none stood unopposed on the record when it was proposed." {
		t.Error(got)
	}
	cases = append(cases, course.Case{Carry: 0.8, Came: true}, course.Case{Carry: 1})
	if got := fared(); got != "Of 3 initiatives that can be judged 2 stood unopposed on the record when they were proposed (carry of 8 in 10 or more); of these 1 came about within two years." {
		t.Error(got)
	}
	cases[1].Delivery, cases[2].Delivery = new(0.2), new(0.6)
	if got := fared(); !strings.HasSuffix(got, "within two years. Delivery would have put them at about 4 in 10 on average.") {
		t.Error(got)
	}
	cases = nil
	if got := fared(); got != "" {
		t.Error(got)
	}
}

// wave is a wave of a poll in a year.
func wave(year int, value float64) series.TrendPoint {
	return series.TrendPoint{Point: series.Point{Date: day(year, 6), Value: value, SE: 2}, Year: float64(year) + 0.5}
}

// A series is drawn from four waves, three of them joined; of two that mirror each other
// that of more waves leads.
func TestWhatIsDrawn(t *testing.T) {
	of := func(unit string, segments ...int) *series.Trend {
		tr := &series.Trend{Series: "A", Unit: "percent"}
		year := 2000
		for _, n := range segments {
			s := series.TrendSegment{Unit: unit}
			for range n {
				s.Points = append(s.Points, wave(year, 50))
				year++
			}
			tr.Segments = append(tr.Segments, s)
		}
		return tr
	}
	for _, c := range []struct {
		of   *series.Trend
		want bool
	}{{of("percent", 4), true}, {of("percent", 3), false}, {of("percent", 3, 1), true}, {of("percent", 2, 2), false}, {of("percent", 1, 3), true}, {of("score", 9), false}} {
		if got := drawn(c.of); got != c.want {
			t.Errorf("%d segments: %v", len(c.of.Segments), got)
		}
	}
	long, short, other := of("percent", 4), of("percent", 3), of("percent", 4)
	other.Series = "B"
	if !leads(long, short) || leads(short, long) || !leads(long, other) || leads(other, long) {
		t.Error("which leads")
	}
	if markedWaves(1) != 4 || markedWaves(2) != 6 {
		t.Error(markedWaves(1), markedWaves(2))
	}
	if got := amount(44.5, "percent") + amount(3, "points") + unitWords("percent") + unitWords("mean score") + sentenceOf("a") + sentenceOf("b."); got != "44.5%3 pointsPercent of those askedMean scoreA.B." {
		t.Error(got)
	}
}

// The line of a series names the highest and the lowest of its waves but the latest, with
// the 80% of each, and where it goes on in another way it says so.
func TestLineOfASeries(t *testing.T) {
	one := series.TrendSegment{Unit: "percent", Points: []series.TrendPoint{wave(2010, 40), wave(2011, 60), wave(2012, 30), wave(2013, 70)}}
	marks := func(segments ...series.TrendSegment) (out []string) {
		for _, r := range trendLine(&series.Trend{Unit: "percent", Segments: segments}).Readings {
			out = append(out, r.Mark)
		}
		return out
	}
	if got := marks(one); !slices.Equal(got, []string{"", "", "low 30", ""}) { // the highest is the latest
		t.Errorf("%q", got)
	}
	one.Points[3].Value = 50
	if got := marks(one); !slices.Equal(got, []string{"", "high 60", "low 30", ""}) {
		t.Errorf("%q", got)
	}
	short := one
	short.Points = one.Points[:3]
	if got := marks(short); !slices.Equal(got, []string{"", "", ""}) {
		t.Errorf("three waves: %q", got)
	}
	two := series.TrendSegment{Unit: "percent", Break: "online", Points: []series.TrendPoint{wave(2014, 50), wave(2015, 52)}, Curve: []series.CurvePart{{Year: 2014.5, Level: series.Level{Value: 50, Low80: 46, High80: 54, Low95: 40, High95: 60}}, {Year: 2015.5}},
		Houses:   []series.House{{Name: "Institute", Waves: 2, Offset: series.Level{Value: 1, Low80: -1, High80: 3, Low95: -2, High95: 4}}},
		Forecast: &series.Forecast{Date: day(2016, 6), Years: 1, Level: series.Level{Value: 52, Low80: 45, High80: 59, Low95: 41, High95: 63}, Reading: series.Level{Value: 53, Low80: 43, High80: 61, Low95: 39, High95: 65}}}
	if got := marks(one, two); !slices.Equal(got, make([]string, 6)) { // of two segments four waves are too few
		t.Errorf("%q", got)
	}
	tr := &series.Trend{Unit: "percent", Pollster: "Institute", Question: "trust", Segments: []series.TrendSegment{one, two}}
	l := trendLine(tr)
	if r := l.Readings[0]; r.Low != 40-1.2816*2 || r.High != 40+1.2816*2 || r.Break != "" || l.Readings[4].Break != "online" || l.Readings[5].Break != "" {
		t.Errorf("%+v", l.Readings)
	}
	if p := l.Points; len(p) != 2 || p[0].Break != "online" || p[1].Break != "" || p[0].Low != 46 || p[0].High != 54 {
		t.Errorf("%+v", p)
	}
	if f, n := l.Forecast, l.Next; f == nil || f.Year != 2016.5 || f.Low != 45 || f.High != 59 || f.Mark != "Jun 2016\nlevel 45–59\npoll 43–61" || n.Year != 2016.5 || n.Value != 53 || n.Low != 43 || n.High != 61 {
		t.Errorf("%+v, %+v", f, n)
	}
	tr.Segments[0].Points[0].N, tr.Segments[0].Points[0].Pollster, tr.Segments[0].Points[0].Weak, tr.Segments[0].Points[0].Unconfirmed = 1200, "Other", true, true
	for n := range 2 {
		tr.Segments[1].Points[n].Pollster = "Institute"
	}
	_, rows := trendTable(tr)
	for n, want := range map[int]string{
		0: "June 2010|40%|1,200|0|0–0|0–0|Other; weak source; not confirmed",
		4: "June 2014|50%|not stated|0|0–0|0–0|begins anew: online",
		5: "June 2015|52%|not stated|0|0–0|0–0|",
		6: "||2 waves|1|-1–3|-2–4|Institute: reads so far above the average of the pollsters",
		7: "June 2016|||52|45–59|41–63|forecast of the level, one step",
		8: "June 2016|||53|43–61|39–65|what the next poll may read",
	} {
		if got := strings.ReplaceAll(strings.Join(rows[n], "|"), "−", "-"); got != want {
			t.Errorf("row %d: %q, want %q", n, got, want)
		}
	}
	if len(rows) != 9 {
		t.Errorf("%d rows", len(rows))
	}
}

// The title of a story counts the conflict, and names the one year that has most of it.
func TestTitleOfAStory(t *testing.T) {
	b := exampleBuilder(t)
	year := func(y int, conflict int64) series.StoryYear {
		return series.StoryYear{Year: y, Counts: series.Quads{VerbalConflict: conflict, VerbalCooperation: 1}}
	}
	for want, years := range map[string][]series.StoryYear{
		"none of 9 events that we found was conflict":                     {year(2020, 0)},
		"one of 9 events that we found was conflict":                      {year(2020, 1), year(2021, 0)},
		"2 of 9 events that we found were conflict":                       {year(2020, 1), year(2021, 1)},
		"3 of 9 events that we found were conflict, the most in 2021 (2)": {year(2020, 1), year(2021, 2)},
		"4 of 9 events that we found were conflict":                       {year(2020, 2), year(2021, 2)},
		"6 of 9 events that we found were conflict, the most in 2022 (3)": {year(2020, 1), year(2021, 2), year(2022, 3)},
		"3 of 9 events that we found were conflict, the most in 2020 (3)": {year(2020, 3), year(2021, 0)},
		"2 of 9 events that we found were conflict, the most in 2019 (2)": {year(2019, 2)},
		"one of 9 events that we found was conflict (not confirmed)":      {{Year: 2020, Counts: series.Quads{MaterialConflict: 1}, Unconfirmed: true}},
	} {
		v := b.storyView("", series.Story{Pair: [2]string{"XAR", "XBE"}, Events: 9, Years: years})
		if v.Picture.Title != "Arden and Belmora: "+want {
			t.Errorf("%q, want %q", v.Picture.Title, want)
		}
	}
	// Where a third or less is of the last three years, that is not said.
	for n, want := range map[int64]bool{2: false, 3: true} {
		years := []series.StoryYear{{Year: 2018, Counts: series.Quads{VerbalCooperation: 4}}, {Year: 2019}, {Year: 2020}, {Year: 2021, Counts: series.Quads{VerbalCooperation: n}}}
		b.told.Stories = []series.Story{{Years: years}}
		if got := b.collected(); strings.Contains(got, "of the last three years") != want {
			t.Errorf("%d: %q", n, got)
		}
	}
	b.told.Stories = nil
	if got := b.collected(); got != "" {
		t.Error(got)
	}
	v := b.relationsPage("", nil)
	if v.Story != nil || len(v.Lacks) != 1 || v.Lacks[0] != (lackView{"The dossier has no event of its own between its members.", "events.csv", "with a date, who, toward whom, a type, a summary and a source"}) {
		t.Errorf("%+v", v)
	}
}

// The charts of a pair show the years from six before the first with enough events, and one
// reach for both.
func TestReachOfAPair(t *testing.T) {
	point := func(year int, up, down int64, drawn bool) series.RelationPoint {
		from := event.DayOf(time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC))
		to := event.DayOf(time.Date(year, 12, 31, 0, 0, 0, 0, time.UTC))
		return series.RelationPoint{From: from, To: to, Counts: series.Quads{VerbalCooperation: up, MaterialConflict: down}, Drawn: drawn}
	}
	for _, c := range []struct {
		of          []series.Relation
		span, reach [2]float64
	}{
		{nil, [2]float64{}, [2]float64{}},
		{[]series.Relation{{}}, [2]float64{}, [2]float64{}},
		{[]series.Relation{{Points: []series.RelationPoint{point(2010, 2, 5, false), point(2011, 3, 1, true)}}, {Points: []series.RelationPoint{point(2012, 7, 0, true)}}}, [2]float64{2010, 2013}, [2]float64{7, 5}},
		{[]series.Relation{{Points: []series.RelationPoint{point(1990, 1, 1, false), point(2011, 3, 1, true)}}}, [2]float64{2005, 2012}, [2]float64{3, 1}},
		{[]series.Relation{{Points: []series.RelationPoint{point(1990, 1, 1, false), point(2011, 3, 1, false)}}}, [2]float64{1990, 2012}, [2]float64{3, 1}},
	} {
		if span, reach := reachOf(c.of); span != c.span || reach != c.reach {
			t.Errorf("%v, %v, want %v, %v", span, reach, c.span, c.reach)
		}
	}
	if got := yearOf(event.DayOf(time.Date(2024, 7, 2, 0, 0, 0, 0, time.UTC))); got != 2024.5 { // 183 of 366 days
		t.Error(got)
	}
	if got := lastDrawn([]series.RelationPoint{{Drawn: true}, {Drawn: true}, {}}); got != 1 || lastDrawn(nil) != -1 {
		t.Error(got)
	}
	// What ends more than five years before the agenda's day is folded.
	b := exampleBuilder(t) // as of 31 March 2026
	for year, want := range map[int]bool{2020: true, 2021: false} {
		if got := b.folded([]series.Relation{{}, {Points: []series.RelationPoint{point(year, 1, 1, true)}}}, nil); got != want {
			t.Errorf("%d: %v", year, got)
		}
		if got := b.folded(nil, []series.Score{{Points: []series.Point{{Date: day(year, 12, 31)}}}}); got != want {
			t.Errorf("scores of %d: %v", year, got)
		}
	}
	if b.folded(nil, nil) {
		t.Error("nothing is folded")
	}
}

// A newsletter tells as much as its size says, and how much more there is.
func TestSizesOfNewsletters(t *testing.T) {
	b := exampleBuilder(t)
	size := newsSize{2, 320}
	if takenUp(firstItems{}, size) != nil {
		t.Error("nothing is to be taken up")
	}
	for n, want := range map[int]int{2: 2, 3: 3} { // a list, how many more, and what carry says
		if got := takenUp(firstItems{Items: make([]firstItem, n)}, size); len(got) != want {
			t.Errorf("%d items came to %d blocks", n, len(got))
		}
	}
	if got := takenUp(firstItems{Items: make([]firstItem, 1), More: 1}, size); len(got) != 3 {
		t.Errorf("%d blocks", len(got))
	}
	if got := b.changeBlocks(edition.Step{}, size); len(got) != 1 {
		t.Errorf("%+v", got)
	}
	moves := func(n int) edition.Step {
		return edition.Step{Moves: slices.Repeat([]compare.Move{{ID: "x", Title: "T", Now: &compare.Reading{Verdict: agenda.Ready}}}, n)}
	}
	for n, want := range map[int]int{2: 3, 3: 4} { // a heading, a list, how many more, and what is not told
		if got := b.changeBlocks(moves(n), size); len(got) != want {
			t.Errorf("%d moves came to %d blocks", n, len(got))
		}
	}
	b.D.Calendar, b.D.Questions, b.D.Assumptions, b.D.Commitments, b.A.Constraints = nil, nil, nil, nil, nil
	if got := b.aheadBlocks(size); got != nil {
		t.Errorf("%+v", got)
	}
	b.D.Site.Colours.Accent = "#0F5C63"
	if got := b.mailColours(); !strings.EqualFold(got.Accent, "#0F5C63") || got.OnDark == "" {
		t.Errorf("%+v", got)
	}
	b.D.Site.Colours.Accent = ""
	if got := b.mailColours(); got.Accent != "" {
		t.Errorf("%+v", got)
	}
}

// A picture is narrowed by the mean of what each of its pixels stands for, and never widened.
func TestNarrowed(t *testing.T) {
	src := image.NewNRGBA(image.Rect(0, 0, 4, 2))
	for x := range 4 {
		for y := range 2 {
			src.Set(x, y, color.NRGBA{uint8(60 * x), uint8(100 * y), 0, 255})
		}
	}
	got := narrowed(src, 2)
	if got.Bounds() != image.Rect(0, 0, 2, 1) {
		t.Fatal(got.Bounds())
	}
	for x, want := range []color.NRGBA{{30, 50, 0, 255}, {150, 50, 0, 255}} {
		if c := color.NRGBAModel.Convert(got.At(x, 0)); c != want {
			t.Errorf("%d: %v, want %v", x, c, want)
		}
	}
	for _, w := range []int{4, 9} {
		same := narrowed(src, w)
		if same.Bounds() != src.Bounds() || color.NRGBAModel.Convert(same.At(3, 1)) != src.At(3, 1) {
			t.Errorf("%d: %v", w, same.Bounds())
		}
	}
	part := src.SubImage(image.Rect(2, 0, 4, 2))
	if c := color.NRGBAModel.Convert(narrowed(part, 1).At(0, 0)); c != (color.NRGBA{150, 50, 0, 255}) {
		t.Errorf("a part of a picture: %v", c)
	}
	if h := narrowed(image.NewNRGBA(image.Rect(0, 0, 1000, 1)), 10).Bounds().Dy(); h != 1 {
		t.Errorf("height %d", h)
	}
	if h := narrowed(image.NewNRGBA(image.Rect(0, 0, 10, 15)), 5).Bounds().Dy(); h != 8 { // 7.5 rounded
		t.Errorf("height %d", h)
	}
	for ext, want := range map[string]string{".jpg": ".jpg", ".JPEG": ".jpg", ".png": ".png", ".gif": ".png"} {
		if got := pictureExt(ext); got != want {
			t.Errorf("%s: %s", ext, got)
		}
	}
}
