package check

import (
	"slices"
	"strings"
	"time"

	"entente/dossier"
	"entente/evidence/lex"
	"entente/lazyregexp"
)

// offDay reports the day of a sentence that is one to three days off that of an event,
// act, ruling or date of the calendar that its source stands behind: the sentence tells
// of that event, and no row of the cited sources, their pages or their own dates knows
// the other day.
func (c *checker) offDay(t *text, s *sentence) {
	if len(s.cites) == 0 || !strings.ContainsAny(s.words, "0123456789０１２３４５６７８９") {
		return
	}
	r := reading{c: c, t: t, s: s}
	foreign := s.lang != "en"
	for _, d := range lex.Dates(s.words) {
		day, err := dossier.ParseDate(d.ISO)
		if err != nil || day.Day == 0 || t.quoted(s.Start+d.Start) || endsSpan.MatchString(s.words[:d.Start]) || beginsSpan.MatchString(s.words[d.End:]) {
			continue
		}
		var near *stated
		behind := citedNext(s, s.Start+d.End)
		days := map[string]bool{} // on which the sources have something within days of it
		for _, x := range s.cites {
			src := c.d.Source(x.Key)
			if src == nil || src.Issued.String() == d.ISO || c.knowsDay(x.Key, day) {
				near = nil
				break
			}
			if !slices.Contains(behind, x.Key) {
				continue
			}
			list := c.facts.of(x.Key).list
			for i := range list[:min(len(list), mostRows)] {
				row := &list[i]
				if row.poll != nil || row.fact != nil || row.date.Day == 0 || !daysApart(row.date, day) {
					continue
				}
				days[row.date.String()] = true
				common := r.common(row.words)
				if !foreign && (common < 2 || 4*common < len(contentWords(row.subject))) || hasDay(s.words, row.date) {
					continue
				}
				if near == nil {
					near = row
				}
			}
		}
		// The words of a row are mostly not those of the sentence's language: there the
		// sources must know one day alone.
		if near == nil || foreign && len(days) > 1 {
			continue
		}
		c.report(t, "near-event", lex.Span{Start: s.Start + d.Start, End: s.Start + d.End}, "find out which day is right, and write it in both places",
			"the sentence says %s, and the row behind its source %s: %s (%s)", day.Words(), near.date.Words(), clip(near.words, 60), near.at)
		return
	}
}

// Days that are the first or last of several: from 20 to 23 October, 27 and 28 August.
var (
	endsSpan   = lazyregexp.New(`\d(?:st|nd|rd|th)?(?:[日일]|-?[гое]{1,2})?\s?(?:and|to|through|until|or|[–—~〜～-]|и|по|до|или|、|・|と|から|부터|과|와|에서|·)\s?(?:the )?$`)
	beginsSpan = lazyregexp.New(`^\s?(?:and|to|through|until|or|[–—~〜～-]|и|по|до|или|、|・|と|から|부터|과|와|에서|·)\s?(?:the )?\d`)
)

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

// daysApart reports whether two days differ by no more than makes events near.
func daysApart(a, b dossier.Date) bool {
	d := a.First().Sub(b.First()).Abs()
	return d > 0 && d <= nearDays*24*time.Hour
}

// hasDay reports whether a day stands in a sentence too.
func hasDay(words string, day dossier.Date) bool {
	for _, d := range lex.Dates(words) {
		if d.ISO == day.String() {
			return true
		}
	}
	return false
}

// knowsDay reports whether a source's page or title, or a row that names it, has a day.
func (c *checker) knowsDay(id string, day dossier.Date) bool {
	iso := day.String()
	if p := c.facts.page(id); p != nil && hasDay(p.all, day) {
		return true
	}
	if src := c.d.Source(id); src != nil && hasDay(src.Title, day) {
		return true
	}
	for _, row := range c.facts.of(id).list {
		if row.date.String() == iso || row.poll != nil && row.poll.Start.String() == iso || hasDay(row.words, day) {
			return true
		}
	}
	return false
}
