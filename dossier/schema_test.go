package dossier_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v3"

	"entente/dossier"
	"entente/goldentest"
)

// TestSchemasAreShipped holds docs/schema to the types: go test -run Schemas -update.
func TestSchemasAreShipped(t *testing.T) {
	for name, want := range dossier.Schemas() {
		path := filepath.Join("..", "docs", "schema", name)
		if *goldentest.Update {
			if err := os.WriteFile(path, want, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if got, err := os.ReadFile(path); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s is not what the types say (%v); run with -update", path, err)
		}
	}
}

func schemas(t *testing.T) map[string]*jsonschema.Schema {
	t.Helper()
	out := map[string]*jsonschema.Schema{}
	for name, src := range dossier.Schemas() {
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(src))
		if err != nil {
			t.Fatal(err)
		}
		c := jsonschema.NewCompiler()
		if err := c.AddResource(name, doc); err != nil {
			t.Fatal(err)
		}
		s, err := c.Compile(name)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		out[strings.TrimSuffix(name, ".json")] = s
	}
	return out
}

// kind names the schema of a file of a dossier; "" where it has none.
func kind(file string) string {
	dir, name := filepath.Split(filepath.ToSlash(file))
	switch {
	case dir == "" && filepath.Ext(name) == ".yaml":
		return strings.TrimSuffix(name, ".yaml")
	case dir == "members/":
		return "member"
	case dir == "scenarios/":
		return "scenario"
	case strings.Count(name, ".") > 1 && filepath.Ext(name) == ".md":
		return "companion"
	case dir == "initiatives/":
		return "initiative"
	case dir == "constraints/":
		return "constraint"
	}
	return ""
}

// asJSON reads a file's YAML as an editor with the schema would.
func asJSON(t *testing.T, src []byte) any {
	t.Helper()
	if rest, ok := bytes.CutPrefix(src, []byte("---\n")); ok {
		src, _, _ = bytes.Cut(rest, []byte("\n---\n"))
	}
	var doc yaml.Node
	if err := yaml.Unmarshal(src, &doc); err != nil {
		t.Fatal(err)
	}
	var plain func(n *yaml.Node) any
	plain = func(n *yaml.Node) any {
		switch n.Kind {
		case yaml.DocumentNode:
			return plain(n.Content[0])
		case yaml.MappingNode:
			m := map[string]any{}
			for i := 0; i < len(n.Content); i += 2 {
				m[n.Content[i].Value] = plain(n.Content[i+1])
			}
			return m
		case yaml.SequenceNode:
			l := []any{}
			for _, c := range n.Content {
				l = append(l, plain(c))
			}
			return l
		}
		switch n.Tag {
		case "!!null":
			return nil
		case "!!int", "!!float":
			return json.Number(n.Value)
		case "!!bool":
			return n.Value == "true"
		}
		return n.Value
	}
	return plain(&doc)
}

// TestSchemasAccept holds that what the reader accepts the schemas accept: the
// example dossier and the flagship.
func TestSchemasAccept(t *testing.T) {
	all := schemas(t)
	for _, dir := range []string{example(t), "../examples/trilateral"} {
		d, found, err := dossier.Load(dir)
		if err != nil || len(found) > 0 {
			t.Fatal(err, found)
		}
		checked := 0
		for _, f := range d.Files {
			s := all[kind(f)]
			if s == nil {
				continue
			}
			src, err := os.ReadFile(filepath.Join(dir, f))
			if err != nil {
				t.Fatal(err)
			}
			if err := s.Validate(asJSON(t, src)); err != nil {
				t.Errorf("%s: %v", f, err)
			}
			checked++
		}
		if checked < 10 {
			t.Errorf("%s: only %d files were checked", dir, checked)
		}
	}
}

// TestSchemasRefuse holds that they underline what the reader refuses.
func TestSchemasRefuse(t *testing.T) {
	all := schemas(t)
	for kind, text := range map[string]string{
		"dossier":    "title: A\nas_of: 2026-13\nmembers: [XAR]\nareas: []\n",
		"member":     "code: XAR\nplayers: [{id: a, name: A, kind: king, role: decides}]\n",
		"initiative": "title: A\narea: b\nlader: []\n",
		"constraint": "title: A\neffect: shift\nshifts: [{players: [a], points: 200}]\n",
		"scenario":   "title: A\n",
	} {
		if err := all[kind].Validate(asJSON(t, []byte(text))); err == nil {
			t.Errorf("the schema of %s accepts %q", kind, text)
		}
	}
}
