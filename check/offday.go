package check

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"entente/dossier"
	"entente/evidence/lex"
	"entente/lazyregexp"
)

// offDay reports the day of a sentence that is one to three days off that of an event,
// act, ruling or date of the calendar that its source stands behind, or a slip of it (see
// slipOf): the sentence tells of that event, and no row of the cited sources, their pages
// or their own dates knows the other day. A sentence without a source may tell the day of
// what the next one cites. It tells whether there was any.
func (c *checker) offDay(t *text, s *sentence, n int) bool {
	if !strings.ContainsAny(s.words, "0123456789０１２３４５６７８９") {
		return false
	}
	r := reading{c: c, t: t, s: s}
	ahead := len(s.cites) == 0
	if ahead {
		if n+1 >= len(t.sentences) || t.sentences[n+1].block != s.block || len(t.sentences[n+1].cites) == 0 {
			return false
		}
		both := *s // told in two sentences
		next := &t.sentences[n+1]
		both.cites, both.sources, both.words = next.cites, next.sources, s.words+" "+next.words
		r.s = &both
	}
	foreign := s.lang != "en"
	dates := withYears(s.words)
	var own map[string]bool
	for _, d := range dates {
		day, err := dossier.ParseDate(d.ISO)
		if err != nil || day.Day == 0 || t.quoted(s.Start+d.Start) {
			continue
		}
		before := s.words[max(0, d.Start-spanWords):d.Start]
		ofSeveral := endsSpan.MatchString(before) || beginsSpan.MatchString(s.words[d.End:])
		if m := firstOf.FindStringSubmatch(before); m != nil {
			day.Day, _ = strconv.Atoi(m[1])
		}
		var near *stated
		behind := citedNext(r.s, s.Start+d.End)
		days := map[string]bool{} // on which the sources have something within days of it
		for _, x := range r.s.cites {
			src := c.d.Source(x.Key)
			if src == nil || src.Issued.String() == d.ISO && !c.toldBy(&r, x.Key, day) || daysOf(lex.Dates(src.Title))[d.ISO] || c.facts.of(x.Key).knowsDay(d.ISO) || c.facts.page(x.Key).knowsDay(d.ISO) {
				near = nil
				break
			}
			if !slices.Contains(behind, x.Key) {
				continue
			}
			list := c.facts.of(x.Key).list
			for i := range list[:min(len(list), mostRows)] {
				row := &list[i]
				if row.poll != nil || row.fact != nil || row.date.Day == 0 {
					continue
				}
				slip := slipOf(row.date, day)
				if !slip && (ahead || ofSeveral || !daysApart(row.date, day)) || ofSeveral && row.date.Year == day.Year && row.date.Month == day.Month {
					continue
				}
				days[row.date.String()] = true
				common := r.common(row.words)
				if slip && row.ahead && !row.date.Begun(c.day) {
					continue
				}
				if !foreign && (common < 2 || 4*common < len(contentWords(row.subject)) && 2*common < len(r.words)) {
					continue
				}
				if own == nil {
					own = daysTold(r.s.words)
				}
				if own[row.date.String()] {
					continue
				}
				if near == nil {
					near = row
				}
			}
		}
		// The words of a row are mostly not those of the sentence's language: there the
		// sources must know one day alone.
		if near == nil || foreign && len(days) > 1 || dayAfter.MatchString(r.s.words) {
			continue
		}
		c.report(t, "near-event", lex.Span{Start: s.Start + d.Start, End: s.Start + d.End}, "find out which day is right, and write it in both places",
			"the sentence says %s, and the row behind its source %s: %s (%s)", day.Words(), near.date.Words(), clip(near.words, 60), near.at)
		return true
	}
	return false
}

// dayAfter says that a sentence tells of the day after an event, or before it.
var dayAfter = lazyregexp.New(`(?i)\b(?:next day|following day|(?:days?|night|morning|eve) (?:after|before|later|earlier|of))\b|翌日|翌々日|翌朝|前日|前夜|다음 ?날|이튿날|전날|하루 ?(?:뒤|전|앞|만)|(?:на|в) следующий день|накануне|дн(?:ём|ем|я|ями) (?:позже|позднее|ранее|раньше|спустя)|(?:день|дня|дней) спустя`)

// spanWords is in how many bytes before a day it is told that it ends several.
const spanWords = 40

// firstOf is the first of several days, before the last, which alone names the month: from 15
// to 19 October.
var firstOf = lazyregexp.New(`(?:^|\D)(\d{1,2})(?:st|nd|rd|th|-?[гое]{1,2})?\s?(?:and|to|through|until|[–—-]|и|по|до)\s?(?:the )?$`)

// Days that are the first or last of several: from 20 to 23 October, 27 and 28 August.
var (
	endsSpan   = lazyregexp.New(`\d(?:st|nd|rd|th)?(?:[日일]|-?[гое]{1,2})?\s?(?:and|to|through|until|or|[–—~〜～-]|и|по|до|или|、|・|と|から|부터|과|와|에서|·)\s?(?:the )?$`)
	beginsSpan = lazyregexp.New(`^\s?(?:and|to|through|until|or|[–—~〜～-]|и|по|до|или|、|・|と|から|부터|과|와|에서|·)\s?(?:the )?\d`)
)

// toldBy reports whether a source of a day tells of what happened on the day before: a
// row of it, and none of its own day, is in much the words of an English sentence.
func (c *checker) toldBy(r *reading, id string, day dossier.Date) bool {
	if r.s.lang != "en" {
		return false
	}
	list := c.facts.of(id).list
	told := false
	for i := range list[:min(len(list), mostRows)] {
		row := &list[i]
		if row.poll != nil || row.fact != nil || row.date.Day == 0 {
			continue
		}
		if row.date == day {
			return false
		}
		told = told || day.First().Sub(row.date.First()) == 24*time.Hour && r.common(row.words) >= 3
	}
	return told
}

// citedNext gives the sources that are cited next behind a place, together; all of the
// sentence where none is.
func citedNext(s *sentence, at int) (out []string) {
	last := -1
	for _, x := range s.cites {
		if x.At >= at && (last < 0 || x.At-last <= 2) {
			out, last = append(out, x.Key), x.At
		}
	}
	if last < 0 {
		return s.sources
	}
	return out
}

// sameYear says of a day without a year that it is of the year that was named before it.
var sameYear = lazyregexp.New(`(?i)\b(?:same|that) year\b|同年|같은 해|그해|того же года`)

// withYears gives the dates of a sentence, with the year of the one before it for a day
// that is said to be of the same: 14 November 2016 and 23 November of that year.
func withYears(words string) []lex.Date {
	dates := slices.Clone(lex.Dates(words))
	year := ""
	for i, d := range dates {
		if d.ISO != "" {
			year = d.ISO[:4]
			continue
		}
		if year == "" || !sameYear.MatchString(words[max(0, d.Start-30):min(len(words), d.End+30)]) {
			continue
		}
		if iso := inYear(d.In(words), year); iso != "" {
			dates[i].ISO = iso
		}
	}
	return dates
}

// slipOf reports whether two days differ by a slip of one part: in the month alone (20
// December for 20 November), in the year alone by one, two or ten, or, in one month, in a
// digit of the day that was lost, added or mistaken for another (14 March for 4 March), or
// in the order of both.
func slipOf(a, b dossier.Date) bool {
	years := max(a.Year-b.Year, b.Year-a.Year)
	switch {
	case a.Day == b.Day:
		return years == 0 && a.Month != b.Month || a.Month == b.Month && (years > 0 && years <= 2 || years == 10)
	case years > 0 || a.Month != b.Month:
		return false
	}
	return a.Day%10 == b.Day%10 || a.Day > 9 && a.Day/10 == b.Day%10 && a.Day%10 == b.Day/10 || a.Day > 9 && a.Day/10 == b.Day || b.Day > 9 && b.Day/10 == a.Day
}

// daysApart reports whether two days differ by no more than makes events near.
func daysApart(a, b dossier.Date) bool {
	d := a.First().Sub(b.First()).Abs()
	return d > 0 && d <= nearDays*24*time.Hour
}

// daysTold gives the days that a text names; one without a year with that of each other.
func daysTold(words string) map[string]bool {
	dates := lex.Dates(words)
	out := daysOf(dates)
	for _, d := range dates {
		if d.ISO != "" {
			continue
		}
		for _, in := range dates {
			if in.ISO != "" {
				out[inYear(d.In(words), in.ISO[:4])] = true
			}
		}
	}
	return out
}

// inYear gives a day without a year as one of a year, or "".
func inYear(day, year string) string {
	for _, whole := range [...]string{day + " " + year, year + "年" + day, year + "년 " + day} {
		if read := lex.Dates(whole); len(read) == 1 && len(read[0].ISO) == len("2016-11-23") {
			return read[0].ISO
		}
	}
	return ""
}

func daysOf(dates []lex.Date) map[string]bool {
	out := map[string]bool{}
	for _, d := range dates {
		out[d.ISO] = true
	}
	return out
}

// daysNamed gives the days that a text of a source names; of one without a year, which is
// that of the source, month and day alone: -03-28.
func daysNamed(words string) map[string]bool {
	dates := lex.Dates(words)
	out := daysOf(dates)
	for _, d := range dates {
		if d.ISO != "" {
			continue
		}
		if iso := inYear(d.In(words), "2024"); iso != "" { // a leap year
			out[iso[4:]] = true
		}
	}
	return out
}

// knowsDay reports whether a row is of a day or names it.
func (r *rows) knowsDay(iso string) bool {
	r.dating.Do(func() {
		r.days = map[string]bool{}
		for _, row := range r.list {
			maps.Copy(r.days, daysNamed(row.words))
			r.days[row.date.String()] = true
			if row.poll != nil {
				r.days[row.poll.Start.String()] = true
			}
		}
	})
	return r.days[iso] || len(iso) > 4 && r.days[iso[4:]]
}

// knowsDay reports whether a page names a day; nil, which is no page, names none.
func (p *pageText) knowsDay(iso string) bool {
	if p == nil {
		return false
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.days == nil {
		p.days = daysNamed(p.all)
	}
	return p.days[iso] || len(iso) > 4 && p.days[iso[4:]]
}
