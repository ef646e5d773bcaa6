package compare

import (
	"bytes"
	"cmp"
	"maps"
	"path"
	"slices"
	"strings"

	"entente/agenda"
	"entente/words"
)

// unit is an input that differs, as it is tried: files to be put in the place of the older
// side's (nil for one that is gone), and settings.
type unit struct {
	name  string
	files map[string][]byte
	set   func(*agenda.Options)
	parts []part // of its one file
}

// mostInputs is how many files are tried one by one; of more, those of a folder together.
const mostInputs = 60

// back is the unit that undoes another on the newer side.
func (u unit) back(old *side) unit {
	out := unit{name: u.name, files: map[string][]byte{}}
	for p := range u.files {
		out.files[p] = old.Files[p]
	}
	if u.set != nil {
		was := old.opt
		out.set = func(o *agenda.Options) {
			switch u.name {
			case unitDraws:
				o.Draws, o.Seed = was.Draws, was.Seed
			case unitJoint:
				o.WithoutJointText = was.WithoutJointText
			}
		}
	}
	return out
}

// The settings that are inputs of their own.
const (
	unitDay   = "the as-of date"
	unitDraws = "number and seed of the draws"
	unitJoint = "leaving joint texts out, or not"
)

// unitsOf lists what differs between two sides.
func unitsOf(old, now *side) []unit {
	var out []unit
	if old.opt.Draws != now.opt.Draws || *old.opt.Seed != *now.opt.Seed {
		out = append(out, unit{name: unitDraws, set: func(o *agenda.Options) { o.Draws, o.Seed = now.opt.Draws, now.opt.Seed }})
	}
	if old.opt.WithoutJointText != now.opt.WithoutJointText {
		out = append(out, unit{name: unitJoint, set: func(o *agenda.Options) { o.WithoutJointText = now.opt.WithoutJointText }})
	}
	all := maps.Clone(old.Files)
	maps.Copy(all, now.Files)
	var changed []string
	for _, p := range slices.Sorted(maps.Keys(all)) {
		a, before := old.Files[p]
		b, after := now.Files[p]
		if before != after || !bytes.Equal(a, b) {
			changed = append(changed, p)
		}
	}
	folders := map[string]int{}
	for _, p := range changed {
		a, before := old.Files[p]
		b, after := now.Files[p]
		u := unit{name: p, files: map[string][]byte{p: b}}
		switch {
		case !before:
			u.name += " (new)"
		case !after:
			u.name, u.files[p] = p+" (gone)", nil
		default:
			u.parts = partsOf(p, a, b)
		}
		if len(changed) <= mostInputs {
			out = append(out, u)
			continue
		}
		dir := cmp.Or(strings.TrimSuffix(path.Dir(p), "."), p)
		if n, ok := folders[dir]; ok {
			maps.Copy(out[n].files, u.files)
			out[n].parts = nil
			out[n].name = dir + "/ (" + words.Count(len(out[n].files), "file") + ")"
			continue
		}
		folders[dir] = len(out)
		out = append(out, u)
	}
	return out
}
