package check

import (
	"slices"
	"strings"

	"entente/dossier"
	"entente/lazyregexp"
)

var foreignOrDefence = lazyregexp.New(`(?i)\b(?:foreign|state department|department of state|secretary of state|defen[cs]e|war department|department of war|pentagon|joint chiefs|self-defense|armed forces|military|prime minister|president|white house|blue house|cabinet office|chief cabinet secretary|national security)\b|外務|防衛|自衛隊|首相|総理|官邸|외교부|국방부|대통령|국가안보실`)

// otherWork is that of bodies whose work is elsewhere, though they belong to a
// leader's office or the armed forces.
var otherWork = lazyregexp.New(`(?i)\b(?:coast guard|science|technology|space|health|food|trade|budget|intellectual property|gender|climate|disaster|emergency|digital|economic|development)\b`)

// owners reports initiatives that some member has no owner for, those outside
// diplomacy and defence that only leaders, foreign and defence offices own, and owners
// for whom neither a source nor a judge is named.
func (c *checker) owners() {
	for _, i := range c.d.Initiatives {
		if i.Principle() || i.Lapsed != nil {
			continue
		}
		at := i.At("owners")
		var missing []string
		owners, usual := 0, 0
		for _, m := range c.d.MembersOf(i) {
			o := i.OwnersOf(m.Code.ID)
			all := o.All()
			if len(all) == 0 {
				missing = append(missing, c.d.MemberName(m.Code.ID))
			} else if len(o.Source) == 0 && o.By == "" {
				c.unsourcedOwner(i, m.Code.ID, o)
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

// unsourcedOwner reports owners of a member for whom nobody answers.
func (c *checker) unsourcedOwner(i *dossier.Initiative, member string, o dossier.Owners) {
	hint := "add source: or by:"
	if o.Listed {
		hint = "write " + member + ": {lead: " + o.Lead.ID
		for _, k := range []struct {
			key  string
			refs dossier.Refs
		}{{"signs", o.Signs}, {"helps", o.Helps}} {
			if len(k.refs) > 0 {
				hint += ", " + k.key + ": [" + strings.Join(k.refs.IDs(), ", ") + "]"
			}
		}
		hint += ", source: KEY}, or by: WHO; who signs binds the member, who helps does not"
	}
	c.add("owner-unsourced", o.Pos(), 0, hint, "neither a source nor a judge is named for the owners of %q in %s", c.d.Say(i.Title), c.d.MemberName(member))
}
