package check

import (
	"slices"
	"strings"

	"entente/dossier"
	"entente/evidence/lex"
	"entente/lazyregexp"
	"entente/markup"
)

// balance checks whether every member is served alike.
func (c *checker) balance() {
	c.owners()
	c.evidence()
	c.roster()
	c.drift()
}

var foreignOrDefence = lazyregexp.New(`(?i)\b(?:foreign|state department|department of state|secretary of state|defen[cs]e|war department|department of war|pentagon|joint chiefs|self-defense|armed forces|military|prime minister|president|white house|blue house|cabinet office|chief cabinet secretary|national security)\b|外務|防衛|自衛隊|首相|総理|官邸|외교부|국방부|대통령|국가안보실`)

// otherWork is that of bodies whose work is elsewhere, though they belong to a
// leader's office or the armed forces.
var otherWork = lazyregexp.New(`(?i)\b(?:coast guard|science|technology|space|health|food|trade|budget|intellectual property|gender|climate|disaster|emergency|digital|economic|development)\b`)

// owners reports initiatives that some member has no owner for, and those
// outside diplomacy and defence that only leaders, foreign and defence offices
// own.
func (c *checker) owners() {
	for _, i := range c.d.Initiatives {
		if i.Principle() || i.Lapsed != nil {
			continue
		}
		at := dossier.Pos{File: i.File, Line: 1, Col: 1}
		var missing []string
		owners, usual := 0, 0
		for _, m := range c.d.MembersOf(i) {
			all := i.OwnersOf(m.Code.ID).All()
			if len(all) == 0 {
				missing = append(missing, c.d.MemberName(m.Code.ID))
			}
			for _, o := range all {
				owners++
				if c.isForeignOrDefence(o) {
					usual++
				}
			}
		}
		if len(missing) > 0 && len(missing) < len(c.d.MembersOf(i)) {
			c.add("owner-missing", at, 0, "name who would carry it under owners:", "nobody owns %q in %s", c.d.Say(i.Title), strings.Join(missing, ", "))
		}
		if owners > 0 && owners == usual && !oneOf(i.Area.ID, "diplomacy", "defence", "defense", "security") {
			c.add("foreign-defence-only", at, 0, "name the ministries and bodies whose work it is", "only leaders, foreign and defence offices own %q, whose area is %s", c.d.Say(i.Title), i.Area.ID)
		}
	}
}

func oneOf(s string, list ...string) bool { return slices.Contains(list, s) }

func (c *checker) isForeignOrDefence(id string) bool {
	if p := c.d.Player(id); p != nil {
		if p.HeadsGovernment() {
			return true
		}
		if otherWork.MatchString(p.Name.In("en", c.d.Lang())) {
			return false
		}
		return p.Kind == "military" || (p.Kind == "executive" || p.Kind == "ministry") && foreignOrDefence.MatchString(p.Name.In("en", c.d.Lang()))
	}
	if a := c.d.Agency(id); a != nil {
		return foreignOrDefence.MatchString(a.Name.In("en", c.d.Lang()))
	}
	return false
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
