package check

import (
	"math"
	"slices"
	"strings"

	"entente/evidence/lex"
)

// notStated reports a figure that its sources do not state, with the nearest that
// they do.
func (r *reading) notStated(f lex.Figure) {
	names := r.c.titlesOf(r.s.sources)
	hint := "compare it with the source, or cite the one that states it"
	n, words := r.nearest(f)
	if n == nil {
		r.c.report(r.t, "number-not-in-source", f.Span, hint, "%s does not state %q", names, clip(f.In(r.t.plain), 40))
		return
	}
	r.c.report(r.t, "number-not-in-source", f.Span, hint, "%s does not state %q; nearest there: %s (%s)", names, clip(f.In(r.t.plain), 40), figureWords(*n), clip(words, 80))
}

// titlesOf names sources by their titles, two at most.
func (c *checker) titlesOf(sources []string) string {
	var names []string
	for _, id := range sources {
		n := id
		if s := c.d.Source(id); s != nil && s.Title != "" {
			n = "“" + clip(s.Title, 60) + "”"
		}
		if !slices.Contains(names, n) {
			names = append(names, n)
		}
	}
	if len(names) > 2 {
		return strings.Join(names[:2], ", ") + " or another of the cited sources"
	}
	return strings.Join(names, " or ")
}

// figureWords writes a figure of a source.
func figureWords(n lex.Figure) string {
	s := map[int]string{1: "at least ", -1: "at most "}[n.Bound]
	if n.Unit == lex.Percent && n.InWords && n.Approx {
		s += "about " + lex.Rounded(math.Round(n.Value)) // a third
	} else {
		s += lex.Rounded(n.Value)
	}
	if n.Unit != "" {
		s += " " + n.Unit
	}
	return s
}

// nearest gives the figure of the sources that the sentence most likely means, of
// the same kind and in words that have most in common, and those words; or nil.
func (r *reading) nearest(f lex.Figure) (*lex.Figure, string) {
	var best *lex.Figure
	var words string
	score := -1.0
	kind := lex.Kind(f.Unit)
	look := func(n lex.Figure, in string, dated bool) {
		if lex.Kind(n.Unit) != kind || n.Value == f.Value {
			return
		}
		v := float64(r.common(in))
		if dated {
			v += 2
		}
		if a, b := math.Abs(n.Value), math.Abs(f.Value); a > 0 && b > 0 {
			v += min(a, b) / max(a, b)
		}
		if v > score {
			best, words, score = &n, in, v
		}
	}
	for _, id := range r.s.sources {
		list := r.c.facts.of(id).list
		for i := range list[:min(len(list), mostRows)] {
			row := &list[i]
			may, names := r.on(f, row.date)
			if !may || row.poll != nil && len(r.whom()) > 0 && !r.whom()[row.poll.Country] {
				continue
			}
			for k, n := range row.numbers {
				if !row.isWhole(k) {
					look(n, row.words, names)
				}
			}
		}
		if p := r.c.facts.page(id); p != nil {
			for _, n := range p.stated.All() {
				if lex.Kind(n.Unit) == kind {
					before, after := p.stated.Around(n)
					look(n, before+p.stated.In(n)+after, false)
				}
			}
		}
	}
	return best, strings.TrimSpace(words)
}
