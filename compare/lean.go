package compare

import (
	"maps"
	"slices"

	"entente/dossier"
	"entente/parallel"
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
	if !slices.Contains(alone, nil) {
		return nil
	}
	leads := t.leads(alone)
	var out []leaning
	for n, a := range alone {
		if a != nil {
			continue
		}
		if needs, ok := t.needs(n, leads); ok {
			out = append(out, leaning{n, needs})
		} else {
			t.untried(t.units[n].name, "it does not load, whatever others that changed are beside it")
		}
	}
	return out
}

// leads gives by unit those to which errors lead: in whose files there are some with it
// alone, and without which there are some in its own files on the newer side.
func (t *trials) leads(alone []*Agenda) [][]int {
	leads, without := make([][]int, len(t.units)), make([][]int, len(t.units))
	parallel.Each(len(t.units), mostAtOnce, func(n int) {
		if alone[n] == nil {
			leads[n] = t.faulty(t.base, t.units[n])
		}
		without[n] = t.faulty(t.now, t.units[n].back(t.base))
	})
	for n, those := range without {
		for _, m := range those {
			leads[m] = append(leads[m], n)
		}
	}
	return leads
}

// faulty gives the units in whose files a side has errors with one changed.
func (t *trials) faulty(s *side, u unit) []int {
	files, _ := changed(s, []unit{u})
	_, found, err := dossier.LoadFiles(files, s.Name)
	if err != nil {
		return nil
	}
	var out []int
	for n, x := range t.units {
		if slices.ContainsFunc(found, func(f dossier.Finding) bool {
			_, ours := x.files[f.File]
			return ours && f.Severity == dossier.Error
		}) {
			out = append(out, n)
		}
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

// needs gives the fewest other units beside which a unit loads: of those to which leads
// lead from it, else of all. It reports false where it does not load beside all.
func (t *trials) needs(n int, leads [][]int) ([]int, bool) {
	led := []int{n}
	for k := 0; k < len(led); k++ {
		for _, m := range leads[led[k]] {
			if !slices.Contains(led, m) {
				led = append(led, m)
			}
		}
	}
	var others []int
	for m := range t.units {
		if m != n {
			others = append(others, m)
		}
	}
	for _, set := range [][]int{led[1:], others} {
		if t.loads(set, n) {
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
