package dossier

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// TestCitingVisitsEveryField puts an id of its own into every field of every type
// of a dossier that may hold ids, and holds that Citing gives those of sources and
// no others. A new field that holds ids is either visited or named here.
func TestCitingVisitsEveryField(t *testing.T) {
	// What holds ids of other things, by the key or column.
	others := []string{"languages", "search", "file", "aliases", "members", "between", "areas", "area", "target", "types", "players", "owners", "role", "values", "requires", "remit",
		"people", "not", "authors", "supersedes", "avoid", "origins", "serves", "signs", "helps", "undoes", "initiatives", "regions", "related"}
	d := &Dossier{}
	want := map[string]string{} // id -> field
	n := 0
	var fill func(v reflect.Value, path, key string, depth int)
	id := func(path, key string) string {
		n++
		s := fmt.Sprintf("id-%d", n)
		switch {
		case strings.HasSuffix(path, "EventFilter.Source"): // actors
		case key == "source":
			want[s] = path
		case key == "evidence":
			want[s] = path
			return "source:" + s
		case !slices.Contains(others, key):
			t.Errorf("%s holds ids under the key %q: of sources, or of what?", path, key)
		}
		return s
	}
	fill = func(v reflect.Value, path, key string, depth int) {
		if depth > 12 {
			return
		}
		switch x := v.Addr().Interface().(type) {
		case *Refs:
			*x = Refs{{ID: id(path, key)}}
			return
		case *IDs:
			*x = IDs{id(path, key)}
			return
		}
		switch v.Kind() {
		case reflect.Pointer:
			v.Set(reflect.New(v.Type().Elem()))
			fill(v.Elem(), path, key, depth+1)
		case reflect.Slice:
			v.Set(reflect.MakeSlice(v.Type(), 1, 1))
			fill(v.Index(0), path, key, depth+1)
		case reflect.Map:
			e := reflect.New(v.Type().Elem()).Elem()
			fill(e, path, key, depth+1)
			if v.Type().Key().Kind() == reflect.String {
				v.Set(reflect.MakeMap(v.Type()))
				v.SetMapIndex(reflect.ValueOf("x").Convert(v.Type().Key()), e)
			}
		case reflect.Struct:
			for i := range v.NumField() {
				sf := v.Type().Field(i)
				if !sf.IsExported() || v.Type() == reflect.TypeFor[SeriesFile]() && sf.Name == "Points" { // they are in Series
					continue
				}
				k, _, _ := strings.Cut(sf.Tag.Get("yaml")+sf.Tag.Get("csv"), ",")
				if k == "" {
					k = key
				}
				fill(v.Field(i), v.Type().Name()+"."+sf.Name, k, depth+1)
			}
		}
	}
	fill(reflect.ValueOf(d).Elem(), "", "", 0)
	if len(want) < 35 {
		t.Errorf("%d fields hold sources", len(want))
	}
	for c := range d.Citing() {
		if want[c.Source] == "" {
			t.Errorf("%q of %s is no source", c.Source, c.Kind)
		}
		if c.By == nil || c.Kind == "" {
			t.Errorf("%s: nobody names it", want[c.Source])
		}
		delete(want, c.Source)
	}
	for id, path := range want {
		t.Errorf("%s (%s) is not visited", path, id)
	}
}

// TestCiting says who names a source, where, and as what.
func TestCiting(t *testing.T) {
	x := &Player{ID: Ref{ID: "p"}, Source: Refs{{ID: "a", Pos: Pos{"m.yaml", 3, 9}}}, Stances: []*Stance{{Evidence: Refs{{ID: "source:b"}, {ID: "event:e"}}}}}
	f := &Fact{Row: Row{Pos: Pos{"facts.csv", 2, 1}}, ID: "f", Sources: IDs{"c", "d"}, Locator: "p. 4"}
	d := &Dossier{Header: &Header{}, Members: []*Member{{Code: Ref{ID: "XAR"}, Players: []*Player{x}}}, Facts: []*Fact{f}}
	want := []Citation{
		{Source: "b", By: x, Kind: "player", ID: "p", Part: "stances", Evidence: true},
		{Source: "a", By: x, Kind: "player", ID: "p", Pos: Pos{"m.yaml", 3, 9}},
		{Source: "c", Locator: "p. 4", By: f, Kind: "fact", ID: "f", Pos: Pos{"facts.csv", 2, 1}},
		{Source: "d", Locator: "p. 4", By: f, Kind: "fact", ID: "f", Pos: Pos{"facts.csv", 2, 1}},
	}
	got := slices.Collect(d.Citing())
	less := func(a, b Citation) int { return strings.Compare(a.Source, b.Source) }
	slices.SortFunc(got, less)
	slices.SortFunc(want, less)
	if !slices.Equal(got, want) {
		t.Errorf("%+v\nwant %+v", got, want)
	}
	for range d.Citing() {
		break // a reader may stop
	}
}
