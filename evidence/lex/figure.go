package lex

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"entente/lazyregexp"
)

// Figure is a quantity that stands in a text.
type Figure struct {
	Span             // the number with its sign, scale and unit
	Value    float64 // with its scale: "3.5 million" is 3.5e6
	Step     float64 // the place of its last digit: 0.1 for 26.7, 1e5 for 3.5 million
	Unit     string  // Percent, Points, Times, a currency by its key in units.txt (USD), the noun that follows, or ""
	Approx   bool    // "about", "nearly", "some"
	Bound    int     // 1 "at least", "more than"; -1 "at most", "as much as", "less than"
	Clash    bool    // bounded on both sides at once: "at least no more than"
	InWords  bool    // written in words
	Whole    bool    // the whole of which the figure before it is a part: 37 of 47
	Remark   bool    // needs no source where none is named: three countries, two rounds, 12 years
	Sentence Span    // zero unless set by the caller
}

// Figures finds the quantities of a text, in order. Dates, years, ordinals,
// times of day, ages, numbers that are names (Article 9, F-35, Resolution 2397, the
// 1718 Committee), marks of lists and notes, addresses and code are none. Remarks
// such as spans of time, and number words that count nothing measured, are left out.
func Figures(text string) []Figure {
	return slices.DeleteFunc(Counts(text), func(f Figure) bool { return f.Remark })
}

// Counts finds the quantities of a text as Figures does, with those that are
// remarks.
func Counts(text string) []Figure { return figures(text, true) }

// Numbers finds every number of a text, names and years and words too: what a
// source says is searched generously.
func Numbers(text string) []Figure { return figures(text, false) }

func figures(text string, strict bool) []Figure {
	f := foldNumbers(text)
	out := foldedFigures(f, strict)
	for i := range out {
		out[i].Span = f.place(out[i].Span)
	}
	return out
}

// foldedFigures finds the figures of a folded text, at their places in it.
func foldedFigures(f *folded, strict bool) []Figure {
	var skip []Span
	if strict && strings.ContainsAny(f.text, "0123456789") {
		for _, d := range datesIn(f.text) {
			skip = append(skip, d.Span)
		}
		skip = append(skip, Years(f.text)...)
		if strings.ContainsAny(f.text, "@`:/") {
			for _, m := range address.FindAllStringIndex(f.text, -1) {
				skip = append(skip, Span{m[0], m[1]})
			}
		}
		if strings.ContainsAny(f.text, "+-()") {
			for _, m := range numbered.FindAllStringIndex(f.text, -1) {
				skip = append(skip, Span{m[0], m[1]})
			}
		}
	}
	out := append(multiples(f.text), shares(f.text)...)
	out = append(out, digits(f, skip, strict)...)
	out = append(out, words(f.text, strict)...)
	slices.SortStableFunc(out, func(a, b Figure) int {
		return cmp.Or(a.Start-b.Start, whole(b)-whole(a), b.End-a.End)
	})
	kept := out[:0]
	for _, g := range out {
		if n := len(kept); n == 0 || kept[n-1].End <= g.Start {
			kept = append(kept, g)
		}
	}
	join(f.text, kept)
	for i := range kept {
		if after := f.text[kept[i].End:]; len(after) > 2 && (after[0] >= 0x80 || after[0] == ' ' || after[0] == '%') && roughlyAfter.MatchString(cutHead(after, 24)) {
			kept[i].Approx = true
		}
	}
	return kept
}

// roughlyAfter stands after a figure that is meant roughly.
var roughlyAfter = lazyregexp.New(`^(?:명|인|개|곳)?\s?(?:가까이|남짓|안팎|가량|꼴)|^(?:人|件|基|割|[%％])?(?:近く|前後|あまり|[弱強](?:[がのをにはで、。]|$))`)

// whole is 1 for a share or a multiple, which the numbers in it are parts of.
func whole(f Figure) int {
	if f.Unit == Times || f.Unit == Percent && f.InWords {
		return 1
	}
	return 0
}

// Same reports whether a figure of a text can be one that its source states:
// the same value, or the source's rounded to the text's last digit; a percentage
// only where the source's is one or bare, as cells of tables are.
func (f Figure) Same(source Figure) bool {
	return f.SameValue(source) && sameUnit(f.Unit, source.Unit)
}

// SameValue reports whether a figure of a text can be one of a source, whatever the
// units: a bound holds for what lies on its side and not far from it.
func (f Figure) SameValue(source Figure) bool {
	return (f.Bound == 0 || source.Bound != -f.Bound) && (f.sameValue(source) || f.holdsFor(source))
}

// SameUnit reports whether the units of two figures may be one.
func SameUnit(a, b string) bool { return sameUnit(a, b) }

// holdsFor reports whether a figure that is a bound ("more than 70 percent") is
// said of a source's value: on the side of the bound and within its reach.
func (f Figure) holdsFor(source Figure) bool {
	if f.Bound == 0 || f.Clash {
		return false
	}
	d := (source.Value - f.Value) * float64(f.Bound)
	return d >= 0 && d <= f.reach()
}

// reach is how far from a bound lies what it is said of: a tenth of it, or the place
// of its last digit that is not 0, but a fifth at most.
func (f Figure) reach() float64 {
	v := math.Abs(f.Value)
	place := f.Step
	for place > 0 && place*10 <= v && math.Mod(math.Round(v/f.Step), math.Round(place*10/f.Step)) == 0 {
		place *= 10
	}
	return max(v/10, min(place, v/5))
}

func (f Figure) sameValue(source Figure) bool {
	d := math.Abs(f.Value - source.Value)
	if d <= f.equal() {
		return true
	}
	if source.Step > f.Step && !f.Approx {
		return source.InWords && source.Unit == Percent && d < 0.7 // 33 percent of a third
	}
	return (f.Approx || source.Step < f.Step) && d <= f.rounding()
}

// Slack gives how far at most from the figure's value that of a source lies where
// they are the Same.
func (f Figure) Slack() float64 {
	s := math.Max(f.equal(), f.rounding())
	if f.Bound != 0 {
		s = math.Max(s, f.reach())
	}
	return s
}

// equal is by how much equal values may differ.
func (f Figure) equal() float64 { return 1e-9 * math.Max(1, math.Abs(f.Value)) }

// rounding is by how much the figure may differ from the value that it rounds.
func (f Figure) rounding() float64 {
	step := f.Step
	if !f.Approx {
		return step/2 + 1e-9
	}
	if f.Unit != Percent && f.Unit != Points && f.Unit != Times {
		// "about 300" for 287: within the place of its last digit that is not 0.
		for step*10 <= math.Abs(f.Value) && math.Mod(f.Value, step*10) == 0 {
			step *= 10
		}
	}
	return step*0.75 + 1e-9
}

func sameUnit(a, b string) bool {
	fa, fb := fixedKind(a), fixedKind(b)
	if fa != "" && fb != "" {
		return fa == fb
	}
	if a == Percent && b != "" && !bareUnit(b) {
		return false
	}
	if ca, cb := countKind(a), countKind(b); ca != "" && cb != "" {
		return ca == cb
	} else if fa != "" && cb != "" || fb != "" && ca != "" {
		return false
	}
	return true
}

// bareUnit reports whether the word after a number may be any word of a table or
// list rather than what the number counts.
func bareUnit(u string) bool {
	switch u {
	case "in", "and", "to", "of", "from", "the", "or", "for", "as", "on", "at", "by", "was", "were", "a", "an", "per", "pct", "said", "with", "but",
		"it", "they", "he", "she", "we", "that", "which", "who", "have", "has", "had", "is", "are", "will", "would", "than", "because", "when", "while", "if", "then", "after", "before", "into", "since", "until", "against", "not", "내지", "또는":
		return true
	}
	return false
}

var (
	shared    = lazyregexp.New(`^\s(?:to|and|or|up to|down to|through|до|по|и|или)\s(?:(?:some|about|nearly|almost|around)\s)?$|^\s?[-–—~〜～]\s?$|^(?:から|、|と|에서|부터) ?$|^\s?(?:ないし|乃至|または|내지|또는)\s?$`)
	beforeTwo = lazyregexp.New(`(?i)(?:between|from|of|by|at|to|от|с|со|между)\s(?:(?:some|about|the|nearly)\s)?$`)
	// 226 votes to 18, 賛成77、反対20, 11対2, 찬성 77 대 반대 20
	ballot   = lazyregexp.New(`^(?:\svotes?)?\s(?:to|against)\s$|^票?(?:対|、反対(?:が)?)$|^표? ?대 ?(?:반대 ?)?$|^표?,? 반대 $|^\s(?:голос\p{L}*\s)?против\s$`)
	balloted = lazyregexp.New(`(?i)\b(?:by|was|of|voted?|wins?|won|passe[ds]|carried|majority|upheld)\b[^.;]{0,40}$|賛成$|찬성 $`)
	result   = lazyregexp.New(`^票?(?:の|で)|^표?(?:로|의)`)
	inCash   = lazyregexp.New(`^,\s(?:of which\s|including\s|with\s)?$`)
	side     = lazyregexp.New(`^\s(?:in favou?r|for|against|for the other)\b|^\s(?:за|против)(?:$|[^\p{L}])`)
	partOf   = lazyregexp.New(`(?i)\bof\swhich\s$|\bof\s(?:the\s|all\s|its\s|some\s)?\S+\s[^.;]{0,80}?,\s(?:only\s|just\s)?$|(?:うち|가운데|중|из)\s?\S{0,12}$`)
	wholeOf  = lazyregexp.New(`^\sof\s(?:the\s|its\s|all\s|some\s|those\s)?(?:[\p{L}’'-]+\s){0,3}$`)
)

// join lets the figures of a text, in order, share what they are written with only
// once: the scale and unit of a range ("15 to 18 million people"), the noun of a
// whole and its part ("38 of the 146 gauges"), the votes of a division.
func join(text string, figures []Figure) {
	for i := range figures {
		f := &figures[i]
		if f.Unit == "" || bareUnit(f.Unit) || f.Unit == "votes" {
			if i > 0 && f.Start > figures[i-1].End && ballot.MatchString(text[figures[i-1].End:f.Start]) && figures[i-1].Step == 1 && !Fixed(figures[i-1].Unit) && (Kind(figures[i-1].Unit) == "vote" || balloted.MatchString(tail(text[:figures[i-1].Start], 80)) || result.MatchString(cutHead(text[f.End:], 12))) {
				f.Unit, figures[i-1].Unit = "votes", "votes"
				f.Remark, figures[i-1].Remark = false, false
			}
		}
		if i == 0 {
			continue
		}
		a := &figures[i-1]
		if a.End > f.Start {
			continue
		}
		between := text[a.End:f.Start]
		if len(between) > 60 {
			continue
		}
		switch {
		case a.scaled(text) > f.scaled(text) && f.scaled(text) > 1 && Cash(f.Unit) && !Fixed(a.Unit) && (between == " and " || between == " "):
			// one trillion and 2.5 billion won
			f.Value += a.Value
			f.Start = a.Start
			a.Value, a.Remark = f.Value, true
			a.Unit, a.Step = f.Unit, f.Step
		case inCash.MatchString(between) && Cash(a.Unit) && f.Step == 1 && (f.Unit == "in" || f.Unit == "of" || f.Unit == "as"):
			// 350 billion dollars, 200 in cash
			s := a.scaled(text)
			f.Value, f.Step, f.Unit = f.Value*s, f.Step*s, a.Unit
		case between == " to " && a.Value > f.Value && !beforeTwo.MatchString(tail(text[:a.Start], 20)):
			// 157 to 30 posts: one set against the other
		case shared.MatchString(between):
			and := strings.TrimSpace(between) == "and" || strings.TrimSpace(between) == "и" || strings.TrimSpace(between) == "or"
			loose := a.Unit == "" || bareUnit(a.Unit) || a.Unit == "to"
			if and && !beforeTwo.MatchString(tail(text[:a.Start], 20)) || !loose && a.Unit != f.Unit && !(Fixed(a.Unit) && (f.Unit == "" || bareUnit(f.Unit))) {
				break
			}
			if s := f.scaled(text); s > 1 && a.scaled(text) == 1 && a.Value < 1000 {
				a.Value *= s
				a.Step *= s
			}
			if s := a.scaled(text); Cash(a.Unit) && f.Unit == "" && s > 1 && f.scaled(text) == 1 {
				f.Value *= s
				f.Step *= s
			}
			if loose && f.Unit != "" {
				a.Unit = f.Unit
				a.Remark = a.Remark || f.Remark
			} else if Fixed(a.Unit) && (f.Unit == "" || bareUnit(f.Unit)) {
				f.Unit = a.Unit
			}
		case wholeOf.MatchString(between) && (a.Unit == "" || bareUnit(a.Unit)) && !Fixed(f.Unit):
			a.Unit = f.Unit
			a.Remark = a.Remark && f.Remark
			f.Whole = true
		}
	}
	for i := range figures {
		f := &figures[i]
		if f.Unit != "" && !bareUnit(f.Unit) && (Fixed(f.Unit) || Counted(f.Unit)) || i == 0 {
			continue
		}
		if figures[i-1].End <= f.Start && partOf.MatchString(tail(text[:f.Start], 120)) && Counted(figures[i-1].Unit) {
			f.Unit = figures[i-1].Unit
		}
	}
	for i := range figures {
		if f := &figures[i]; bareUnit(f.Unit) && side.MatchString(cutHead(text[f.End:], 20)) && i > 0 && Kind(figures[i-1].Unit) == "vote" {
			f.Unit = "votes"
		}
	}
}

// scaled gives the scale that a figure is written with, or 1.
func (f *Figure) scaled(text string) float64 {
	words := strings.ToLower(f.In(text))
	for _, s := range [...]float64{1e12, 1e9, 1e8, 1e6, 1e4, 1e3} {
		if f.Step < s/1e3 {
			continue
		}
		for w, v := range scales {
			if v == s && len(w) > 1 && strings.Contains(words, w) {
				return s
			}
		}
		for w, v := range russianScale {
			if v == s && strings.Contains(words, w) {
				return s
			}
		}
	}
	if letterScaled.MatchString(words) {
		return scales[letterScaled.FindStringSubmatch(words)[1]]
	}
	return 1
}

var letterScaled = lazyregexp.New(`\d([kmbt])$`)
