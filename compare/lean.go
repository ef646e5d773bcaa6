package compare

import (
	"maps"
	"slices"

	"entente/words"
)

// leaning is a unit that does not load alone.
type leaning struct {
	unit  int
	needs []int // the fewest others beside which it loads
}

// lean tries the units that failed alone, each beside the others that it needs, and notes
// what it does beyond those. Where these need it in turn, they are tried as one.
func (t *trials) lean(alone []*Agenda) {
	todo := t.failed(alone)
	t.leans = map[int][]int{}
	for len(todo) > 0 {
		// Those come first that need none which is not settled, else the fewest such.
		group := reach(slices.MinFunc(todo, func(a, b leaning) int {
			return len(reach(a, todo)) - len(reach(b, todo))
		}), todo)
		var members, beside []int
		for _, x := range group {
			members = append(members, x.unit)
			for _, n := range x.needs {
				beside = append(append(beside, n), t.leans[n]...)
			}
		}
		slices.Sort(beside)
		beside = slices.DeleteFunc(slices.Compact(beside), func(n int) bool { return slices.Contains(members, n) })
		t.beyond(t.those(beside), together(t.those(members)))
		for _, n := range members {
			t.leans[n] = slices.DeleteFunc(slices.Concat(beside, members), func(m int) bool { return m == n })
		}
		todo = slices.DeleteFunc(todo, func(x leaning) bool { return slices.Contains(members, x.unit) })
	}
}

// failed lists the units that failed alone, with what each needs, and notes those that do
// not load beside all others.
func (t *trials) failed(alone []*Agenda) []leaning {
	var movers, inert []int
	for n, a := range alone {
		switch {
		case len(t.units[n].files) == 0:
		case a != nil && len(Moves(t.base.agenda, a)) == 0:
			inert = append(inert, n)
		default:
			movers = append(movers, n)
		}
	}
	// What another was found to need is tried first, else those that move nothing, else all.
	var out []leaning
	var found [][]int
	for n, a := range alone {
		if a != nil {
			continue
		}
		needs, ok := t.needs(n, append(slices.Clone(found), inert, slices.Concat(movers, inert)))
		if !ok {
			t.untried(t.units[n].name, "it does not load, whatever others that changed are beside it")
			continue
		}
		if !slices.ContainsFunc(found, func(s []int) bool { return slices.Equal(s, needs) }) {
			found = append(found, needs)
		}
		out = append(out, leaning{n, needs})
	}
	return out
}

// together makes one unit of several, or gives the one that there is.
func together(units []unit) unit {
	if len(units) == 1 {
		return units[0]
	}
	out := unit{name: words.List(names(units)), files: map[string][]byte{}}
	for _, u := range units {
		maps.Copy(out.files, u.files)
	}
	return out
}

// beyond notes what a unit does beyond those that it needs.
func (t *trials) beyond(beside []unit, u unit) {
	from, err := with(t.base, beside...)
	if err == nil {
		var a *Agenda
		if a, err = with(t.base, append(slices.Clone(beside), u)...); err == nil {
			t.tried(beside, u, from, a)
			return
		}
	}
	t.untried(u.name, "the agenda cannot be worked out with it and without the others that changed")
}

// reach gives a unit with those that it needs, and they need, among what is left to try.
func reach(x leaning, todo []leaning) []leaning {
	out := []leaning{x}
	for n := 0; n < len(out); n++ {
		for _, y := range todo {
			if slices.Contains(out[n].needs, y.unit) && !slices.ContainsFunc(out, func(z leaning) bool { return z.unit == y.unit }) {
				out = append(out, y)
			}
		}
	}
	slices.SortFunc(out, func(a, b leaning) int { return a.unit - b.unit })
	return out
}

// needs gives the fewest other units beside which a unit loads, of the first of some sets
// that will do. It reports false where none does.
func (t *trials) needs(n int, sets [][]int) ([]int, bool) {
	for _, set := range sets {
		if set = slices.DeleteFunc(slices.Clone(set), func(m int) bool { return m == n }); t.loads(set, n) {
			return t.fewest(set, n), true
		}
	}
	return nil, false
}

// fewest leaves out of a set all that a unit loads without: halves first, then ever smaller
// pieces. What is left is in order.
func (t *trials) fewest(set []int, n int) []int {
	for size := (len(set) + 1) / 2; size > 0; size /= 2 {
		for from := 0; from < len(set); {
			if less := slices.Concat(set[:from], set[min(from+size, len(set)):]); t.loads(less, n) {
				set = less
			} else {
				from += size
			}
		}
	}
	slices.Sort(set)
	return set
}

// loads reports whether the older side loads with a unit beside others.
func (t *trials) loads(beside []int, n int) bool {
	files, _ := changed(t.base, append(t.those(beside), t.units[n]))
	_, err := load(files, t.base.Name)
	return err == nil
}

func (t *trials) those(units []int) []unit {
	var out []unit
	for _, n := range units {
		out = append(out, t.units[n])
	}
	return out
}
