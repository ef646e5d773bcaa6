package check

import (
	"strings"

	"entente/dossier"
	"entente/evidence/lex"
	"entente/markup"
)

// balance checks whether every member is served alike.
func (c *checker) balance() {
	c.owners()
	c.signers()
	c.jointTexts()
	c.evidence()
	c.roster()
	c.drift()
}

// evidence reports members whose stances all rest on no evidence.
func (c *checker) evidence() {
	for _, m := range c.d.Members {
		stances, with := 0, 0
		for _, p := range m.Players {
			for _, s := range p.Stances {
				stances++
				if len(s.Evidence) > 0 {
					with++
				}
			}
		}
		if stances > 0 && with == 0 {
			c.add("member-without-evidence", m.Code.Pos, 0, "add evidence: to its stances", "none of the %d stances of %s rests on evidence", stances, c.d.MemberName(m.Code.ID))
		}
	}
}

// roster notes a roster that leaves a member out, or is for the most part of one.
func (c *checker) roster() {
	if c.d.People == nil || len(c.d.Members) < 2 {
		return
	}
	count := map[string]int{}
	total := 0
	for _, p := range c.d.People.People {
		if p.Member.ID != "" {
			count[p.Member.ID]++
			total++
		}
	}
	if total < 2 {
		return
	}
	for _, m := range c.d.Members {
		n := count[m.Code.ID]
		at := c.d.People.Pos()
		switch {
		case n == 0:
			c.add("roster-balance", at, 0, "", "the roster has nobody of %s", c.d.MemberName(m.Code.ID))
		case n*3 > total*2 && total > 3:
			c.add("roster-balance", at, 0, "", "%d of the %d people on the roster are of %s", n, total, c.d.MemberName(m.Code.ID))
		}
	}
}

// drift reports a translation whose figures differ from the text's that it
// translates.
func (c *checker) drift() {
	if c.opt.Strict {
		return
	}
	for _, t := range textsOf(c.d) {
		if t.base == "" {
			continue
		}
		doc, err := markup.Parse(t.md)
		base, err2 := markup.Parse(t.base)
		if err != nil || err2 != nil {
			continue // reported with the text
		}
		var lost []string
		have := map[float64]bool{}
		for _, n := range lex.Numbers(struckOut(doc)) {
			have[n.Value] = true
		}
		words := struckOut(base)
		for _, f := range lex.Figures(words) {
			if !have[f.Value] {
				lost = append(lost, f.In(words))
			}
		}
		if len(lost) > 0 {
			c.add("language-drift", dossier.Pos{File: t.file, Line: t.line, Col: 1}, 0, "bring the translation up to date", "the translation lacks figures of the text: %s", clip(strings.Join(lost, ", "), 80))
		}
	}
}
