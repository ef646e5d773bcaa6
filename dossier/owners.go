package dossier

import (
	"reflect"
	"slices"

	"github.com/goccy/go-yaml/ast"
)

// Owners are the bodies of a member that would do an initiative's work: players or
// agencies of it. Who signs binds the member; who helps does not.
type Owners struct {
	Where
	Lead   Ref    `yaml:"lead" doc:"the body that would lead, and signs"`
	Signs  Refs   `yaml:"signs" doc:"others without whose signature it does not hold"`
	Helps  Refs   `yaml:"helps" doc:"others that would do part of the work"`
	Source Refs   `yaml:"source"`
	By     string `yaml:"by" doc:"who judged it, where no source says so"`

	// Listed says that the file gives a plain list, as older dossiers do: the first
	// leads and the others help.
	Listed bool
}

// All gives the ids of all owners, each once: the lead, those that sign, those
// that help.
func (o Owners) All() []string { return idsOnce(Refs{o.Lead}, o.Signs, o.Helps) }

// Signers gives the ids of the owners that sign, each once: the lead first.
func (o Owners) Signers() []string { return idsOnce(Refs{o.Lead}, o.Signs) }

func idsOnce(lists ...Refs) []string {
	var out []string
	for _, list := range lists {
		for _, r := range list {
			if r.ID != "" && !slices.Contains(out, r.ID) {
				out = append(out, r.ID)
			}
		}
	}
	return out
}

// OwnersOf gives who would do the work in a member; the zero value where nobody is
// named.
func (i *Initiative) OwnersOf(member string) Owners {
	o, _ := i.Owners.Get(member)
	return o
}

func (o *Owners) decodeYAML(d *decoder, n ast.Node, f fieldInfo) {
	switch n.(type) {
	case *ast.MappingNode, *ast.MappingValueNode:
		d.decodeStruct(reflect.ValueOf(o).Elem(), n, f)
		return
	}
	var list Refs
	list.decodeYAML(d, n, f)
	o.setWhere(d.pos(n), nil)
	o.Listed = true
	if len(list) > 0 {
		o.Lead, o.Helps = list[0], list[1:]
	}
}

func (o *Owners) schema(f fieldInfo) map[string]any {
	return map[string]any{"anyOf": []any{structSchema(reflect.TypeFor[Owners]()), schemaOf(reflect.TypeFor[Refs](), f)}}
}

// Requirement is an initiative that must be in place for another, or be carried
// with it.
type Requirement struct {
	Where
	Initiative Ref `yaml:"initiative,required"`
	Rung       Ref `yaml:"rung" doc:"how far it must have come; its target if not stated"`
}

// Requirements is a list of them; one alone may stand without brackets.
type Requirements []*Requirement

// RungOf gives the rung that is required of an initiative, which is the one named:
// its target where no rung is stated; nil where its ladder has no such rung.
func (r *Requirement) RungOf(i *Initiative) *Rung {
	if r.Rung.ID != "" {
		return i.Rung(r.Rung.ID)
	}
	return i.Rung(i.Target.ID)
}

func (r *Requirement) decodeYAML(d *decoder, n ast.Node, f fieldInfo) {
	switch n.(type) {
	case *ast.MappingNode, *ast.MappingValueNode:
		d.decodeStruct(reflect.ValueOf(r).Elem(), n, f)
		return
	}
	r.Initiative.decodeYAML(d, n, f)
	r.setWhere(r.Initiative.Pos, nil)
}

func (r *Requirement) schema(fieldInfo) map[string]any {
	return map[string]any{"anyOf": []any{map[string]any{"type": "string"}, structSchema(reflect.TypeFor[Requirement]())}}
}

func (rs *Requirements) decodeYAML(d *decoder, n ast.Node, f fieldInfo) {
	items := []ast.Node{n}
	if s, ok := n.(*ast.SequenceNode); ok {
		items = s.Values
	}
	for _, e := range items {
		r := &Requirement{}
		d.decode(reflect.ValueOf(r).Elem(), e, f)
		switch {
		case r.Initiative.ID == "":
		case slices.ContainsFunc(*rs, func(q *Requirement) bool { return q.Initiative.ID == r.Initiative.ID }):
			d.warn("repeated", r.Initiative.Pos, "delete one of them", "%s names %q twice", quoteKey(f.name), shorten(r.Initiative.ID))
		default:
			*rs = append(*rs, r)
		}
	}
}

func (rs *Requirements) schema(f fieldInfo) map[string]any {
	one := schemaOf(reflect.TypeFor[Requirement](), f)
	return map[string]any{"anyOf": []any{one, map[string]any{"type": "array", "items": one}}}
}
