package site_test

import (
	"bytes"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"entente/dossier"
)

// doubt sets everything that a dossier holds to confirmed: no, rows of tables and
// what YAML states.
func doubt(v reflect.Value, seen map[uintptr]bool) {
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() || seen[v.Pointer()] {
			return
		}
		seen[v.Pointer()] = true
		doubt(v.Elem(), seen)
	case reflect.Slice:
		for i := range v.Len() {
			doubt(v.Index(i), seen)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			f := v.Type().Field(i)
			switch {
			case !f.IsExported():
			case f.Type == reflect.TypeFor[dossier.Confirmed]():
				v.Field(i).SetBool(false)
			case f.Tag.Get("yaml") == "confirmed":
				v.Field(i).SetString("no")
			default:
				doubt(v.Field(i), seen)
			}
		}
	}
}

// stated gives what a dossier states in words of its own, by where it stands.
func stated(d *dossier.Dossier) map[string]string {
	out := map[string]string{}
	add := func(where, text string) {
		if text = strings.TrimRight(strings.Join(strings.Fields(text), " "), "."); len(text) > 15 && !strings.ContainsAny(text, "[{") {
			out[text] = where
		}
	}
	say := func(where string, t dossier.Text) { add(where, d.Say(t)) }
	for _, e := range d.Events {
		add("event "+e.ID, e.Summary)
	}
	for _, a := range d.Acts {
		add("act "+a.ID, a.Summary)
	}
	for _, c := range d.Cases {
		add("case "+c.ID, c.Outcome)
	}
	for _, c := range d.Commitments {
		add("promise "+c.ID, c.Text)
	}
	for _, c := range d.Calendar {
		add("date", c.Title)
	}
	for _, q := range d.Questions {
		add("question "+q.ID, q.Text)
	}
	for _, a := range d.Assumptions {
		say("assumption "+a.ID.ID, a.What)
	}
	for _, m := range d.Members {
		for _, p := range m.Priorities {
			say("priority "+p.ID.ID, p.Because)
		}
		for _, p := range m.Procedures {
			say("procedure "+p.ID.ID, p.Reversal)
		}
		for _, p := range m.Players {
			say("influence "+p.ID.ID, p.Because)
			for _, s := range p.Stances {
				say("stance "+p.ID.ID, s.Because)
			}
		}
	}
	for _, i := range d.Initiatives {
		for _, h := range i.History {
			say("history "+i.ID, h.What)
		}
		for _, a := range i.Alternatives {
			say("alternative "+i.ID, a.Gives)
		}
		for _, s := range i.Stances {
			say("stance on "+i.ID, s.Because)
		}
	}
	for _, i := range d.Initiatives { // a rung may be called what an event is: its name is no value
		for _, r := range i.Ladder {
			for text := range out {
				if strings.Contains(d.Say(r.Name), text) {
					delete(out, text)
				}
			}
		}
	}
	return out
}

// blocksOf gives the texts of a page by what a reader takes in at once: a row, an
// entry of a list, a figure, a paragraph.
func blocksOf(t *testing.T, src []byte) []string {
	t.Helper()
	doc, err := html.Parse(bytes.NewReader(src))
	if err != nil {
		t.Fatal(err)
	}
	of := map[*html.Node]*strings.Builder{}
	for n := range doc.Descendants() {
		if n.Type != html.TextNode {
			continue
		}
		at := n.Parent
		for p := n.Parent; p != nil; p = p.Parent {
			if slices.Contains([]string{"p", "h1", "h2", "h3", "h4", "summary"}, p.Data) && !slices.Contains([]string{"p", "h1", "h2", "h3", "h4", "summary"}, at.Data) {
				at = p
			}
			if slices.Contains([]string{"li", "tr", "dd", "figure", "blockquote"}, p.Data) {
				at = p
				break
			}
		}
		if of[at] == nil {
			of[at] = &strings.Builder{}
		}
		of[at].WriteString(n.Data + " ")
	}
	var out []string
	for _, b := range of {
		out = append(out, strings.ReplaceAll(strings.Join(strings.Fields(b.String()), " "), "\u00a0", " "))
	}
	return out
}

// restsOn says that a block of a page rests on measured or judged values; "" where not.
func restsOn(page, block string) string {
	has := func(words ...string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(block, w) })
	}
	switch {
	case strings.HasPrefix(page, "relations") && has("the level is another", "acts of cooperation and", "coded by hand"):
		return "a relation"
	case strings.HasPrefix(page, "members") && has("players by position, from nothing", "on an axis from nothing"):
		return "a stance"
	case (strings.HasPrefix(page, "scenarios") || page == "index.html" || strings.HasPrefix(page, "by/")) && has("Within reach", "Held back") && has("delivery about"):
		return "a verdict"
	}
	return ""
}

// TestEveryUnconfirmedValueHasItsMark sets all of a dossier to not confirmed and holds
// that, wherever a page prints what one of its rows states, the mark stands with it.
func TestEveryUnconfirmedValueHasItsMark(t *testing.T) {
	dossiers := map[string]*dossier.Dossier{"the sample": example(t, nil)}
	if !testing.Short() {
		d, found, err := dossier.Load("../../examples/trilateral")
		if err != nil || len(found) > 0 {
			t.Fatal(err, found)
		}
		dossiers["the flagship"] = d
	}
	for name, d := range dossiers {
		doubt(reflect.ValueOf(d), map[uintptr]bool{})
		texts := stated(d)
		files := render(t, d)
		met := map[string]bool{}
		for _, page := range slices.Sorted(maps.Keys(files)) {
			if !strings.HasSuffix(page, ".html") || page == "sources.html" { // which names rows, and prints no value
				continue
			}
			for _, block := range blocksOf(t, files[page]) {
				marked := strings.Contains(block, dossier.NotConfirmed)
				rests := restsOn(page, block)
				met[rests+" "] = true
				if rests != "" && !marked {
					t.Errorf("%s, %s: %s has no mark in %q", name, page, rests, block[:min(300, len(block))])
				}
				for text, where := range texts {
					if !strings.Contains(block, text) {
						continue
					}
					met[where] = true
					if !marked {
						t.Errorf("%s, %s: %s has no mark in %q", name, page, where, block[:min(300, len(block))])
					}
				}
			}
		}
		if name == "the sample" { // which has neither reasons of influence nor relations
			continue
		}
		for _, kind := range []string{"a relation ", "a stance ", "a verdict ", "event ", "act ", "case ", "promise ", "date", "priority ", "influence ", "stance ", "history ", "alternative "} {
			if !slices.ContainsFunc(slices.Collect(maps.Keys(met)), func(w string) bool { return strings.HasPrefix(w, kind) }) {
				t.Errorf("%s: no page prints any %s", name, kind)
			}
		}
	}
}
