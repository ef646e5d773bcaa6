package event

import (
	"reflect"
	"strings"
	"testing"

	"entente/dossier"
)

// TestOriginNumbers pins the numbers that stores hold: an origin that moved would
// give its name to the rows of another.
func TestOriginNumbers(t *testing.T) {
	for name, number := range map[string]Origin{"gdelt1": 1, "gdelt2": 2, "icews": 3, "polecat": 4, "acled": 5, "ucdp": 6, "phoenix": 7, "csv": 8} {
		if o, ok := ParseOrigin(name); !ok || o != number {
			t.Errorf("%s is number %d, and stores hold %d", name, o, number)
		}
	}
	for _, o := range Origins() {
		if (o.Terms() == "") != (o == Own) {
			t.Errorf("%s: terms %q", o, o.Terms())
		}
	}
	if n := len(Origins()); n != 8 {
		t.Errorf("there are %d origins: pin the new one's number here", n)
	}
}

// TestOriginsOfDossiers holds that a dossier may name every origin, since what is
// measured from it is saved there.
func TestOriginsOfDossiers(t *testing.T) {
	var names []string
	for _, o := range Origins() {
		names = append(names, o.String())
	}
	want := strings.Join(names, "|")
	for _, c := range []struct {
		of    any
		field string
		want  string
	}{{dossier.RelationsSet{}, "Origins", want}, {dossier.Made{}, "Origin", want + "|polls"}} {
		f, ok := reflect.TypeOf(c.of).FieldByName(c.field)
		if !ok || f.Tag.Get("enum") != c.want {
			t.Errorf("%T.%s takes %q, not %q", c.of, c.field, f.Tag.Get("enum"), c.want)
		}
	}
}
