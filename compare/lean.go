package compare

import (
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
	var todo []leaning
	var sets [][]int // that were of use to one
	for n, a := range alone {
		if a != nil {
			continue
		}
		needs, ok := t.needs(n, sets, alone)
		if !ok {
			t.untried(t.units[n].name, "it does not load, whatever others that changed are beside it")
			continue
		}
		if !slices.ContainsFunc(sets, func(s []int) bool { return slices.Equal(s, needs) }) {
			sets = append(sets, needs)
		}
		todo = append(todo, leaning{n, needs})
	}
	t.leans = map[int][]int{}
	for len(todo) > 0 {
		// Those come first that need none which is not settled, else the fewest such.
		first := slices.MinFunc(todo, func(a, b leaning) int {
			return len(reach(a, todo)) - len(reach(b, todo))
		})
		group := reach(first, todo)
		beside := map[int]bool{}
		for _, x := range group {
			for _, n := range x.needs {
				for _, m := range append(slices.Clone(t.leans[n]), n) {
					beside[m] = true
				}
			}
		}
		one := unit{files: map[string][]byte{}}
		var called []string
		for _, x := range group {
			delete(beside, x.unit)
			u := t.units[x.unit]
			called = append(called, u.name)
			if len(group) == 1 {
				one = u
				break
			}
			for p, b := range u.files {
				one.files[p] = b
			}
		}
		one.name = words.List(called)
		var set []int
		for n := range t.units {
			if beside[n] {
				set = append(set, n)
			}
		}
		t.beyond(t.those(set), one)
		for _, x := range group {
			t.leans[x.unit] = set
			for _, y := range group {
				if y.unit != x.unit {
					t.leans[x.unit] = append(slices.Clone(t.leans[x.unit]), y.unit)
				}
			}
			todo = slices.DeleteFunc(todo, func(y leaning) bool { return y.unit == x.unit })
		}
	}
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

// needs gives the fewest other units beside which a unit loads: what another was found to
// need, else of those that move nothing, else of all. It reports false where it does not
// load beside all of them.
func (t *trials) needs(n int, sets [][]int, alone []*Agenda) ([]int, bool) {
	var movers, inert []int
	for m, a := range alone {
		switch {
		case m == n || len(t.units[m].files) == 0:
		case a != nil && len(Moves(t.base.agenda, a)) == 0:
			inert = append(inert, m)
		default:
			movers = append(movers, m)
		}
	}
	for _, set := range append(slices.Clone(sets), inert, slices.Concat(movers, inert)) {
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
