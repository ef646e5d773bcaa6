package dossier

import (
	"slices"
	"strings"
)

func (l *loader) validateScenario(s *Scenario) {
	l.evidence(s.Evidence)
	if s.Member.ID != "" {
		l.memberRefs(Refs{s.Member})
	}
	if s.Kind == "government" && s.Member.ID == "" {
		l.f.err("missing-key", s.pos, "add `member:`", "a scenario of a changed government names its member")
	}
	for _, c := range s.Changes {
		l.validateChange(c)
	}
}

// changeKeys lists which keys go with which kind of change; those with a star
// are required.
var changeKeys = map[string]string{
	"stance":    "areas initiative position* salience no_deal",
	"move":      "areas initiative by*",
	"influence": "to*",
	"pressure":  "to*",
	"procedure": "member* initiative",
	"target":    "initiative*",
}

func (l *loader) validateChange(c *Change) {
	kinds := c.Kinds()
	if len(kinds) != 1 {
		l.f.err("change", c.pos, "give one of stance, move, influence, pressure, procedure and target", "a change states one thing, and this states %d", len(kinds))
		return
	}
	kind := kinds[0]
	allowed := strings.Fields(changeKeys[kind])
	for _, k := range []string{"areas", "initiative", "member", "position", "salience", "no_deal", "by", "to"} {
		var ok, needed bool
		for _, a := range allowed {
			ok = ok || strings.TrimSuffix(a, "*") == k
			needed = needed || a == k+"*"
		}
		if c.Has(k) && !ok {
			l.f.err("change", c.At(k), "delete it", "`%s` does not go with a change of %s", k, kind)
		}
		if needed && !c.Has(k) {
			l.f.err("missing-key", c.pos, "add `"+k+":`", "a change of %s lacks the key %q", kind, k)
		}
	}
	if (kind == "stance" || kind == "move") && len(c.Areas) == 0 && c.Initiative.ID == "" {
		l.f.err("missing-key", c.pos, "add `areas: [AREA]`, `areas: [all]` or `initiative:`", "the change says nowhere in which areas it holds")
	}
	l.areas(c.Areas)
	l.evidence(c.Evidence)
	l.playerRef(c.Stance)
	l.playerRef(c.Move)
	l.playerRef(c.Influence)
	l.pressureRef(c.Pressure)
	i := l.d.Initiative(c.Initiative.ID)
	if i == nil && c.Initiative.ID != "" {
		l.unknownOf(c.Initiative, "initiative", func() []string { return idsOf[*Initiative](l.d) })
	}
	if c.Member.ID != "" {
		l.memberRefs(Refs{c.Member})
	}
	if m := l.d.Member(c.Member.ID); m != nil && kind == "procedure" {
		var ids []string
		for _, p := range m.Procedures {
			ids = append(ids, p.ID.ID)
		}
		if !slices.Contains(ids, c.Procedure.ID) {
			l.unknown(c.Procedure, "procedure of "+c.Member.ID, ids)
		}
	}
	if i != nil && kind == "target" && i.Rung(c.Target.ID) == nil {
		l.unknown(c.Target, "rung of "+i.ID, rungIDs(i))
	}
}
