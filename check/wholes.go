package check

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"entente/dossier"
	"entente/evidence/lex"
	"entente/lazyregexp"
)

// What stands between a part and its whole: 40 of the 61 plants, 61기 가운데 40기,
// 61基のうち40基, 40 из 61.
var (
	thenWhole = lazyregexp.New(`(?i)^(?:\s\p{L}+){0,2}?\s(?:out )?of (?:the |all |its |some )*$|^(?:\s\p{L}+)?\sиз(?:\s\p{L}+)?\s$`)
	thenPart  = lazyregexp.New(`^[^0-9。.;]{0,24}?(?:のうち|の中で|中、?|가운데|중에서?|중)[^。.;]{0,60}$`)
	ofPart    = lazyregexp.New(`\d (?:\p{L}+ )?(?:out )?(?:of|из) (?:the |all |its )?$`) // 243 of 435
	ofThem    = lazyregexp.New(`(?i)^(?:\s\p{L}+)?\s(?:of|out of) (?:them|these|those|which)\b|^(?:\s\p{L}+)?\sиз (?:них|которых)(?:$|[^\p{L}])`)
	ofThose   = lazyregexp.New(`(?:そのうち|このうち|うち|그중|그 가운데|이 가운데|이 중)[^。.;]{0,30}$`)
	noPart    = lazyregexp.New(`\b(?:short|ahead|instead|shy|because|independent)\b`)
	wholeHead = lazyregexp.New(`(?i)(?:^|[^\p{L}])(?:of|out of|из) (?:the |all |its )?$`)
)

// parts gives the pairs of a sentence of which one is a part of the other, as places in
// all.
func (r *reading) parts(all []lex.Figure) (out [][2]int) {
	for i := 1; i < len(all); i++ {
		a, b := all[i-1], all[i]
		if lex.Fixed(a.Unit) || lex.Fixed(b.Unit) || a.End > b.Start {
			continue
		}
		between := r.t.plain[a.End:b.Start]
		switch {
		case a.Value > b.Value && !slices.ContainsFunc(r.s.figures, func(f lex.Figure) bool { return f.Unit == lex.Percent }) && (ofThem.MatchString(r.t.plain[b.End:r.s.End]) || ofThose.MatchString(between)):
			out = append(out, [2]int{i, i - 1})
		case b.Value > a.Value && thenWhole.MatchString(between) && !noPart.MatchString(between):
			out = append(out, [2]int{i - 1, i})
		case a.Value > b.Value && (thenPart.MatchString(between) || len(between) < 60 && wholeHead.MatchString(r.t.plain[max(r.s.Start, a.Start-16):a.Start]) && !ofPart.MatchString(r.t.plain[max(r.s.Start, a.Start-40):a.Start])):
			out = append(out, [2]int{i, i - 1})
		}
	}
	return out
}

// pairsHeld gives the figures of a sentence that are a part and its whole of which a fact
// of the sources has both, whatever noun they count.
func (r *reading) pairsHeld() map[int]bool {
	all := append(slices.Clone(r.s.figures), r.s.remarks...)
	if len(all) < 2 || len(all) > mostCompared {
		return nil
	}
	slices.SortFunc(all, func(a, b lex.Figure) int { return cmp.Compare(a.Start, b.Start) })
	held := map[int]bool{}
	for _, pair := range r.parts(all) {
		part, whole := all[pair[0]], all[pair[1]]
		for _, id := range r.s.sources {
			list := r.c.facts.of(id).list
			if slices.ContainsFunc(list[:min(len(list), mostRows)], func(row stated) bool {
				return row.fact != nil && row.whole > 0 && row.whole < len(row.numbers) && part.SameValue(row.numbers[0]) && whole.SameValue(row.numbers[row.whole])
			}) {
				held[part.Start], held[whole.Start] = true, true
			}
		}
	}
	return held
}

// wholes holds the parts of the sentence that are given with their wholes against the
// facts of its sources that have both, whatever noun they count: 13 of 15 countries are
// 13 of 15 members. It reports a whole that is another than that of the part, and a part
// that is another than that of the whole, and gives the figures that need no other look.
func (r *reading) wholes() map[int]bool {
	all := append(slices.Clone(r.s.figures), r.s.remarks...)
	if len(all) < 2 || len(r.s.sources) == 0 || len(all) > mostCompared {
		return nil
	}
	slices.SortFunc(all, func(a, b lex.Figure) int { return cmp.Compare(a.Start, b.Start) })
	known := map[int]bool{}
	for _, pair := range r.parts(all) {
		part, whole := all[pair[0]], all[pair[1]]
		var ofPart, ofWhole *stated // the facts that have the one; looked at where none has both
		var both *stated            // the last that has part and whole
		dated := map[*stated]bool{}
		parts, wholes := 0, 0
		for _, id := range r.s.sources {
			list := r.c.facts.of(id).list
			for i := range list[:min(len(list), mostRows)] {
				row := &list[i]
				if row.fact == nil || row.whole == 0 || row.whole >= len(row.numbers) {
					continue
				}
				may, _ := r.on(part, row.date)
				dated[row] = may
				value := row.numbers[0]
				value.Bound = part.Bound // which has rules of its own
				isPart, isWhole := part.SameValue(value), whole.SameValue(row.numbers[row.whole])
				if isPart && isWhole {
					both = row
				}
				if isPart {
					parts++
					if ofPart == nil || may && !dated[ofPart] {
						ofPart = row
					}
				}
				if isWhole {
					wholes++
					if ofWhole == nil || may && !dated[ofWhole] {
						ofWhole = row
					}
				}
			}
		}
		unstated := func(f lex.Figure) bool { same, _ := r.stated(f); return len(same) == 0 }
		switch {
		case both != nil:
			r.c.bound(r.t, part, both.numbers[:1])
			r.outdated(part)
			known[part.Start], known[whole.Start] = true, true
		case ofPart != nil && (dated[ofPart] || parts == 1) && unstated(whole):
			known[part.Start], known[whole.Start] = true, true
			n := ofPart.numbers[ofPart.whole]
			r.c.report(r.t, "denominator", whole.Span, "write "+quoteOf(figureWords(n))+", or the figure that is of this whole",
				"the source gives %s of %s, and the sentence of %s", figureWords(ofPart.numbers[0]), ofPart.fact.Of, clip(whole.In(r.t.plain), 40))
		case ofWhole != nil && (dated[ofWhole] || wholes == 1) && unstated(part):
			known[part.Start] = true
			r.notStated(part)
		}
	}
	return known
}

// Those of whom a share of votes may be: who voted, who could have, and everybody.
var bases = []struct {
	name string
	form *lazyregexp.Regexp
}{
	{"the votes", lazyregexp.New(`(?i)\b(?:valid votes|votes? cast|ballots?|of the votes?|those who voted|valid ballots)\b|有効票|投票総数|投じられた票|유효표|유효 투표|투표수|действительн\p{L}+ голос|поданных голосов|пришедших на участки|проголосовавш`)},
	{"those who could vote", lazyregexp.New(`(?i)\b(?:registered voters|electorate|eligible voters|(?:those|all who were|people|everyone) (?:on the rolls?|entitled to vote|with a vote)|voting[- ]age)\b|有権者|名簿登録者|유권자|선거인|(?:внес[её]нн\p{L}+ в|включ[её]нн\p{L}+ в) спис|список избирателей|списках избирателей|имеющих право голоса|от всех избирателей|всех избирателей`)},
	{"those who had decided", lazyregexp.New(`(?i)\bdecided\b|\b(?:made|make|making) up (?:their|his|her) minds?\b|определивш|определил(?:ся|ась|ись)|(?:態度|投票先)を決め|(?:결정한|정한) (?:사람|유권자|응답자)`)},
	{"all asked", lazyregexp.New(`(?i)\ball (?:those |of those |adults )?(?:asked|respondents|polled)\b|всех опрошенных|全回答者|회답자 전체|응답자 전체|전체 응답자`)},
	{"everybody", lazyregexp.New(`(?i)\bof (?:all |the whole |the entire |the )?(?:people|population|nation|citizens|country)\b|\bof (?:all|every) (?:the )?(?-i:\p{Lu})\p{L}+(?:s|ese|sh|ch)\b|всех \p{L}+(?:ков|цев|ан|чан|ских граждан)(?:$|[^\p{L}])|全国民|国民全体|全人口|総人口|전체 국민|전 국민|국민 전체|전체 인구|всего населения|всех граждан|всех жителей`)},
}

// baseOf tells which of the bases words speak of: -1 where none, or more than one.
func baseOf(words string) int {
	at := -1
	for i, b := range bases {
		if b.form.MatchString(words) {
			if at >= 0 {
				return -1
			}
			at = i
		}
	}
	return at
}

// ofOtherBase reports a share of votes whose source gives it of another base: of those
// on the roll where it is of the valid votes.
func (r *reading) ofOtherBase(f lex.Figure) bool {
	if f.Unit != lex.Percent || r.t.quoted(f.Start) {
		return false
	}
	said := baseOf(r.t.clause(r.s, f))
	if said < 0 && len(r.t.percentages(r.s, f)) == 0 {
		said = baseOf(opening(r.s.words)) // Of those on the roll, it was 71 percent
	}
	if said < 0 {
		return r.ofOtherWhole(f)
	}
	var of *stated
	for _, id := range r.s.sources {
		x := r.c.facts.of(id)
		for _, n := range x.near(f, false) {
			row := &x.list[n.row]
			whole := row.base()
			if whole == "" || n.n != 0 || !f.Same(n.Figure) {
				continue
			}
			base := baseOf("of " + whole)
			if base == said || base < 0 {
				return false
			}
			of = row
		}
	}
	if of == nil {
		return false
	}
	r.c.report(r.t, "denominator", f.Span, "say of what the source says: "+quoteOf(clip(of.base(), 40)),
		"%q is said of %s, and the source gives it of %s", clip(f.In(r.t.plain), 40), bases[said].name, clip(of.base(), 40))
	return true
}

// base gives the words for those of whom a row's share is; "" where it has none.
func (s *stated) base() string {
	switch {
	case s.fact != nil:
		return s.fact.Of
	case s.poll != nil:
		if _, in, ok := strings.Cut(s.poll.Question, "(share of "); ok {
			return strings.TrimSuffix(in, ")")
		}
	}
	return ""
}

// ofOtherPublic reports a share that the sources give of the public of another country
// than the sentence.
func (r *reading) ofOtherPublic(f lex.Figure) bool {
	if f.Unit != lex.Percent || f.Approx || r.t.quoted(f.Start) || len(r.whom()) != 1 {
		return false
	}
	var of *dossier.Poll
	for _, id := range r.s.sources {
		x := r.c.facts.of(id)
		for _, n := range x.near(f, false) {
			row := &x.list[n.row]
			switch {
			case !f.Same(n.Figure) || row.deed:
			case row.poll == nil || r.whom()[row.poll.Country]:
				return false
			case n.n == 0:
				of = row.poll
			}
		}
	}
	if of == nil || !slices.ContainsFunc(r.s.sources, func(id string) bool {
		return slices.ContainsFunc(r.c.facts.of(id).list, func(o stated) bool { return o.poll != nil && r.whom()[o.poll.Country] })
	}) {
		return false
	}
	names, adjective := r.c.namesOf(of.Country)
	after := r.t.plain[f.End:min(r.s.End, f.End+40)]
	if slices.ContainsFunc(append(names, adjective), func(n string) bool { return n != "" && strings.Contains(after, n) }) {
		return false // 24.8 percent of Japanese
	}
	public := r.c.d.CountryName(of.Country, "en")
	r.c.report(r.t, "denominator", f.Span, "say that it is of those asked in "+public+", or give the figure of the other", "the source gives %q of those asked in %s (%s)", clip(f.In(r.t.plain), 40), public, of.Series)
	return true
}

// asShare reports percentage points that the sources state as a percentage alone, of an
// amount: by 16 percent less.
func (r *reading) asShare(f lex.Figure) bool {
	if f.Unit != lex.Points || f.Approx || r.t.quoted(f.Start) || len(r.t.percentages(r.s, f)) > 1 {
		return false
	}
	share := false
	for _, id := range r.s.sources {
		list := r.c.facts.of(id).list
		for i := range list[:min(len(list), mostRows)] {
			for k, n := range list[i].numbers {
				switch {
				case n.Value != f.Value:
				case n.Unit == lex.Points:
					return false
				case n.Unit == lex.Percent && list[i].fact != nil && (k > 0 || !list[i].isWhole(k)) && lex.Kind(list[i].numbers[0].Unit) != lex.Percent:
					share = true
				}
			}
		}
	}
	if share {
		r.c.report(r.t, "percent-or-points", f.Span, fmt.Sprintf("write %s percent", number(f.Value)), "the source gives %s percent of an amount, not the difference of two shares", number(f.Value))
	}
	return share
}

// asDegrees reports a percentage that the sources give as a mean in degrees.
func (r *reading) asDegrees(f lex.Figure) bool {
	if f.Unit != lex.Percent || r.t.quoted(f.Start) {
		return false
	}
	degrees := false
	for _, id := range r.s.sources {
		x := r.c.facts.of(id)
		for _, n := range x.near(f, false) {
			if f.SameValue(n.Figure) {
				if !inDegrees(f, &x.list[n.row], n.n) {
					return false
				}
				degrees = true
			}
		}
	}
	if degrees {
		r.c.report(r.t, "unit", f.Span, "write "+number(f.Value)+" degrees", "the source gives a mean of %s degrees, and no share", number(f.Value))
	}
	return degrees
}

// asPoints reports a percentage that the sources state as percentage points alone.
func (r *reading) asPoints(f lex.Figure) bool {
	if f.Unit != lex.Percent || f.Approx || r.t.quoted(f.Start) {
		return false
	}
	points, row := false, ""
	r.c.facts.each(r.s.sources, f, false, func(n lex.Figure) bool {
		switch {
		case n.Value != f.Value:
		case n.Unit == lex.Points:
			points, row = true, figureWords(n)
		case n.Unit == lex.Percent:
			points = false
			return false
		}
		return true
	})
	if !points {
		return false
	}
	r.c.report(r.t, "percent-or-points", f.Span, fmt.Sprintf("write %s percentage points", number(f.Value)), "the source gives %s: the difference of two shares, not a share", row)
	return true
}

// asCount reports a percentage that the sources state as the count of a thing, and as no
// percentage: 94 percent of 94 programmes.
func (r *reading) asCount(f lex.Figure) bool {
	if f.Unit != lex.Percent || f.InWords || f.Bound != 0 || f.Value < 10 || f.Step != 1 || r.t.quoted(f.Start) {
		return false
	}
	share := false
	r.c.facts.each(r.s.sources, f, false, func(n lex.Figure) bool {
		share = n.Unit == lex.Percent && f.SameValue(n)
		return !share
	})
	if share {
		return false
	}
	for _, id := range r.s.sources {
		x := r.c.facts.of(id)
		for _, n := range x.near(f, false) {
			if row := &x.list[n.row]; row.fact == nil || n.n != 0 || n.Value != f.Value || n.Unit == "" || lex.Fixed(n.Unit) || lex.Timed(n.Unit) {
				continue
			}
			if r.s.lang == "en" && !strings.Contains(strings.ToLower(r.s.words), lex.Kind(n.Unit)) && r.common(x.list[n.row].subject) < 2 {
				continue
			}
			r.c.report(r.t, "unit", f.Span, "write "+quoteOf(figureWords(n.Figure)), "the source counts %s, and the sentence makes it %q", figureWords(n.Figure), clip(f.In(r.t.plain), 40))
			return true
		}
	}
	return false
}
