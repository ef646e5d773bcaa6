package dossier

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"entente/words"
)

// AddScenario makes scenarios/NAME.yaml of changes of pressures, positions,
// procedures and targets, and gives its path. The title is made of the name, which
// is kebab-case and no id of the dossier yet: it wraps ErrTaken where it is one.
func (e *Edit) AddScenario(name, supposes string, changes []*Change) (file string, err error) {
	if !kebab.MatchString(name) {
		return "", fmt.Errorf("a scenario's name is kebab-case, such as calmer-courts")
	}
	file = "scenarios/" + name + ".yaml"
	d := loadFS(edited{e.root.FS(), e.files}).d
	if d.byID[name] != nil {
		return "", fmt.Errorf("the dossier has something of that id already: %w", ErrTaken)
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "title: %s\nkind: other\nsupposes: %s\nchanges:\n", quoteScalar(words.Capital(strings.ReplaceAll(name, "-", " ")), 0), quoteScalar(supposes, 0))
	for _, c := range changes {
		line, err := changeLine(c)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&b, "  - {%s}\n", line)
	}
	return file, e.Add(file, b.Bytes())
}

// changeLine writes a change as the pairs of a map on one line.
func changeLine(c *Change) (string, error) {
	var pairs []string
	put := func(key, value string) {
		if value != "" {
			pairs = append(pairs, key+": "+quoteScalar(value, 0))
		}
	}
	number := func(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }
	switch {
	case c.Pressure.ID != "":
		put("pressure", c.Pressure.ID)
		put("to", number(c.To.Best))
	case c.Move.ID != "":
		put("move", c.Move.ID)
		put("by", number(c.By))
		put("initiative", c.Initiative.ID)
	case c.Procedure.ID != "":
		put("procedure", c.Procedure.ID)
		put("member", c.Member.ID)
		put("initiative", c.Initiative.ID)
	case c.Target.ID != "":
		put("target", c.Target.ID)
		put("initiative", c.Initiative.ID)
	default:
		return "", fmt.Errorf("a change of this kind cannot be written")
	}
	return strings.Join(pairs, ", "), nil
}
