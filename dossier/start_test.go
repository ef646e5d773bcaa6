package dossier_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"entente/country"
	"entente/dossier"
)

// TestNewFor holds that an empty dossier of any members loads without an error, with
// their names in the languages.
func TestNewFor(t *testing.T) {
	var all []string
	for _, c := range country.All() {
		all = append(all, c.Code)
	}
	for _, c := range []struct {
		members, languages []string
		notes              int
	}{
		{[]string{"KAZ"}, nil, 0}, {[]string{"KAZ", "KGZ"}, []string{"en", "ru"}, 0}, {[]string{"kaz", "kg", "Tjk", "TKM", "UZB"}, []string{"ru", "kk", "tg"}, 1},
		{[]string{"XKX", "CIV"}, []string{"fr"}, 2}, {all[:12], []string{"en", "ja", "ko"}, 0}, {all, []string{"uz", "en"}, 0},
	} {
		dir := filepath.Join(t.TempDir(), "d")
		notes, err := dossier.NewFor(dir, c.members, c.languages)
		if err != nil || len(notes) != c.notes {
			t.Errorf("%v: %v, %v", c.members, err, notes)
			continue
		}
		d, found, err := dossier.Load(dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range found {
			if f.Rule != "no-evidence" {
				t.Errorf("%v: %v", c.members, f)
			}
		}
		if len(d.Members) != len(c.members) || len(d.Initiatives) != 1 || len(d.Constraints) != 1 || len(d.Scenarios) != 1 {
			t.Errorf("%v: %d members, %d initiatives, %d constraints, %d scenarios", c.members, len(d.Members), len(d.Initiatives), len(d.Constraints), len(d.Scenarios))
		}
		for _, m := range d.Members {
			names, _ := d.Names.Get(m.Code.ID)
			for _, l := range c.languages {
				if want, ok := country.ByCode(m.Code.ID); ok && country.Named(l) && names.By[l] != want.Name(l) {
					t.Errorf("%s in %s is %q", m.Code.ID, l, names.By[l])
				}
			}
		}
		for _, table := range []string{"polls", "events", "acts", "facts", "calendar", "commitments", "cases", "quotes"} {
			if src, err := os.ReadFile(filepath.Join(dir, table+".csv")); err != nil || !strings.Contains(string(src), ",source") || strings.Count(string(src), "\n") != 1 {
				t.Errorf("%s.csv: %v, %q", table, err, src)
			}
		}
	}
}

func TestNewForRefuses(t *testing.T) {
	for _, c := range []struct {
		members, languages []string
		want               string
	}{
		{[]string{"KAS"}, nil, "did you mean KAZ (Kazakhstan)?"}, {[]string{"Kazachstan"}, nil, "did you mean KAZ"}, {[]string{"Казахстан"}, nil, "is a name; write the country's ISO 3166-1 code, KAZ"},
		{[]string{"Burma"}, nil, "MMR"}, {[]string{"EU"}, nil, "XAA to XZZ"}, {[]string{"ZZZZZ"}, nil, "three letters"}, {[]string{""}, nil, "three letters"}, {nil, nil, "at least one member"},
		{[]string{"KAZ", "kz"}, nil, "KAZ stands twice"}, {[]string{"KAZ"}, []string{"English"}, "no language code"}, {[]string{"KAZ"}, []string{"en", "en"}, "en stands twice"},
	} {
		dir := filepath.Join(t.TempDir(), "d")
		if _, err := dossier.NewFor(dir, c.members, c.languages); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v, %v: %v", c.members, c.languages, err)
		}
		if _, err := os.Stat(dir); err == nil {
			t.Errorf("%v: a folder was made", c.members)
		}
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "mine"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := dossier.NewFor(dir, []string{"KAZ"}, nil); err == nil {
		t.Error("a folder that holds something was taken")
	}
}
