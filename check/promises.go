package check

import "entente/dossier"

// promises notes what delivery rests on and the dossier does not say: what a promise
// asks, and when it was kept; and of an initiative that nobody has promised, what a
// promise of its target would ask.
func (c *checker) promises() {
	promised := map[string]bool{}
	for _, k := range c.d.Commitments {
		promised[k.Initiative] = promised[k.Initiative] || k.Kind != "" && k.Kind != "general"
		if k.Kind == "" {
			c.add("delivery-unsaid", k.Pos, 0, "fill in the column kind: once, standing, capability, law-or-money or general", "this promise says not what it asks, and counts for no delivery")
		}
		if k.Status == "fulfilled" && k.Kept.IsZero() {
			c.add("delivery-unsaid", k.Pos, 0, "fill in the column kept: the day by which all that it binds had kept it", "this promise was fulfilled, and says not when")
		}
	}
	for _, i := range c.d.Initiatives {
		r := i.Rung(i.Target.ID)
		if i.Principle() || r == nil || r.Asks != "" || promised[i.ID] {
			continue
		}
		if c.inPlace(i) {
			continue // nothing is left to deliver
		}
		c.add("delivery-unsaid", r.Pos(), 0, "add asks: once, standing, capability, law-or-money or general", "nobody has promised %q, and its target says not what a promise of it would ask: no delivery is worked out", c.d.Say(i.Title))
	}
}

// inPlace reports whether an initiative's target is reached on the as-of day.
func (c *checker) inPlace(i *dossier.Initiative) bool {
	r := i.Rung(i.Target.ID)
	level, _ := i.StatusQuo(c.day)
	return r != nil && level+1e-9 >= r.Level
}

// assumptions reports what is taken for granted and was to be looked at again by now.
func (c *checker) assumptions() {
	for _, a := range c.d.Assumptions {
		if a.NextLook.IsZero() || !a.NextLook.Ended(c.day) {
			continue
		}
		since := "never looked at so far"
		if !a.Looked.IsZero() {
			since = "last looked at: " + a.Looked.Words()
		}
		c.add("assumption", a.At("next_look"), 0, "hold it against its test ("+clip(c.d.Say(a.Test), 80)+"), then set looked: and the next look", "%q was to be looked at again by %s (%s)", clip(c.d.Say(a.What), 80), a.NextLook.Words(), since)
	}
}

// priors reports shares of the settings that neither a source nor a judge stands
// behind.
func (c *checker) priors() {
	set := c.d.Header.Stated
	for _, p := range []struct {
		key   string
		prior *dossier.Prior
	}{{"promise_prior", set.PromisePrior}, {"promise_prior_law", set.PromisePriorLaw}} {
		if p.prior != nil && len(p.prior.Source) == 0 && p.prior.By == "" {
			c.add("unsourced-judgement", set.At(p.key), 0, "write "+p.key+": {share: "+number(p.prior.Share)+", source: KEY}, or by: and because:", "%s gives neither a source nor a judge", p.key)
		}
	}
}
