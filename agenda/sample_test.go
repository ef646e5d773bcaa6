package agenda_test

import (
	"bytes"
	"encoding/json"
	"path/filepath"
	"regexp"
	"testing"

	"entente/agenda"
	"entente/agenda/agendatest"
	"entente/dossier"
	"entente/dossier/dossiertest"
	"entente/goldentest"
)

// TestWhole holds all that an agenda says, of the sample on two days and under its
// scenario, and of a group of four of which much is not known.
func TestWhole(t *testing.T) {
	sample := filepath.Join(t.TempDir(), "sample")
	if err := dossier.New(sample); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, dir string
		opt       agenda.Options
	}{
		{"sample", sample, agenda.Options{}},
		{"sample-2025", sample, agenda.Options{AsOf: dossier.Date{Year: 2025}, Scenario: "new-premier", WithoutJointText: true, Brief: true}},
		{"sample-one", sample, agenda.Options{Only: "river-warnings", Kappa: new(float64)}},
		{"group", dossiertest.Group(t, dossiertest.Names(4)), agenda.Options{}},
	} {
		d, _, err := dossier.Load(c.dir)
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		enc := json.NewEncoder(&b)
		enc.SetIndent("", " ")
		enc.SetEscapeHTML(false)
		if err := enc.Encode(agendatest.Build(t, d, c.opt)); err != nil {
			t.Fatal(err)
		}
		// The last digits are those of the processor.
		got := regexp.MustCompile(`(\.\d{6})\d+`).ReplaceAllString(b.String(), "$1")
		goldentest.Text(t, filepath.Join("testdata", c.name+".json"), got)
	}
}
