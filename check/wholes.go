package check

import (
	"cmp"
	"fmt"
	"slices"

	"entente/evidence/lex"
	"entente/lazyregexp"
)

// What stands between a part and its whole: 40 of the 61 plants, 61기 가운데 40기,
// 61基のうち40基, 40 из 61.
var (
	thenWhole = lazyregexp.New(`(?i)^(?:\s\p{L}+){0,2}?\s(?:out )?of (?:the |all |its |some )*$|^(?:\s\p{L}+)?\sиз(?:\s\p{L}+)?\s$`)
	thenPart  = lazyregexp.New(`^[^0-9。.;]{0,24}?(?:のうち|の中で|中、?|가운데|중에서?|중)[^0-9。.;]{0,24}$`)
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
		case b.Value > a.Value && thenWhole.MatchString(between):
			out = append(out, [2]int{i - 1, i})
		case a.Value > b.Value && (thenPart.MatchString(between) || len(between) < 60 && wholeHead.MatchString(r.t.plain[max(r.s.Start, a.Start-16):a.Start])):
			out = append(out, [2]int{i, i - 1})
		}
	}
	return out
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
		both, dated := false, map[*stated]bool{}
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
				isPart, isWhole := part.SameValue(row.numbers[0]), whole.SameValue(row.numbers[row.whole])
				both = both || isPart && isWhole
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
		case both:
			known[part.Start], known[whole.Start] = true, true
		case ofPart != nil && (dated[ofPart] || parts == 1) && unstated(whole):
			known[part.Start], known[whole.Start] = true, true
			n := ofPart.numbers[ofPart.whole]
			r.c.report(r.t, "number-not-in-source", whole.Span, "write "+quoteOf(figureWords(n))+", or the figure that is of this whole",
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
	{"those who could vote", lazyregexp.New(`(?i)\b(?:registered voters|electorate|eligible voters|(?:those|all who were|people|everyone) (?:on the rolls?|entitled to vote|with a vote)|voting[- ]age)\b|有権者|名簿登録者|유권자|선거인|список избирателей|списках избирателей|имеющих право голоса|от всех избирателей|всех избирателей`)},
	{"everybody", lazyregexp.New(`(?i)\bof (?:all |the whole |the entire |the )?(?:people|population|nation|citizens|country)\b|全国民|国民全体|全人口|総人口|전체 국민|전 국민|국민 전체|전체 인구|всего населения|всех граждан|всех жителей`)},
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
	if said < 0 {
		return false
	}
	var of *stated
	for _, id := range r.s.sources {
		x := r.c.facts.of(id)
		for _, n := range x.near(f, false) {
			row := &x.list[n.row]
			if row.fact == nil || row.fact.Of == "" || n.n != 0 || !f.Same(n.Figure) {
				continue
			}
			base := baseOf("of " + row.fact.Of)
			if base == said || base < 0 {
				return false
			}
			of = row
		}
	}
	if of == nil {
		return false
	}
	r.c.report(r.t, "denominator", f.Span, "say of what the source says: "+quoteOf(clip(of.fact.Of, 40)),
		"%q is said of %s, and the source gives it of %s", clip(f.In(r.t.plain), 40), bases[said].name, clip(of.fact.Of, 40))
	return true
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
