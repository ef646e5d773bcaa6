package series

import (
	"errors"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"entente/dossier"
	"entente/event"
)

// TestList lists a store's events with the addresses of their rows, and the dossier's
// own, dated as they are there, with those of their sources.
func TestList(t *testing.T) {
	record := did(t, "2019-02-03", "AAA", "BBB", "042", event.Consult)
	record.Ref = "https://a.example/1"
	later := did(t, "2019-05-01", "AAA", "BBB", "042", event.Consult)
	m := memory{record, later}
	opt := RelationOptions{By: ByMonth, Minimum: 1}
	got, err := List(t.Context(), m, opt, [2]string{"AAA", "BBB"}, "2019-Q1", 0)
	if err != nil || got.Version != EventListVersion || got.Period != "2019-Q1" || got.More || len(got.Events) != 1 {
		t.Fatalf("%+v, %v", got, err)
	}
	if e := got.Events[0]; e.Date != "2019-02-03" || e.Source != "AAA" || e.Target != "BBB" || e.Class != "verbal cooperation" || e.Type != "CONSULT" || strings.Join(e.Addresses, " ") != record.Ref {
		t.Errorf("%+v", e)
	}
	if got, err = List(t.Context(), m, opt, [2]string{"AAA", "BBB"}, "2019", 1); err != nil || len(got.Events) != 1 || !got.More {
		t.Errorf("at most one: %+v, %v", got, err)
	}
	if got, err = List(t.Context(), m, opt, [2]string{"BBB", "AAA"}, "2019", 0); err != nil || got.Events == nil || len(got.Events) != 0 {
		t.Errorf("none: %+v, %v", got, err)
	}
	if _, err = List(t.Context(), m, opt, [2]string{"AAA", "BBB"}, "2019-Q5", 0); err == nil {
		t.Error("a fifth quarter is taken")
	}
	m[0].Origin = event.ACLED
	if _, err = List(t.Context(), m, opt, [2]string{"AAA", "BBB"}, "2019-Q1", 0); !errors.Is(err, event.ErrExport) {
		t.Errorf("rows of ACLED are listed: %v", err)
	}

	dir := filepath.Join(t.TempDir(), "d")
	if err := dossier.New(dir); err != nil {
		t.Fatal(err)
	}
	d, _, err := dossier.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	own := DossierEvents{D: d, AsOf: d.AsOfDay(), By: ByMonth}
	opt = OptionsOf(d, "")
	opt.Origins, opt.KnownBy = nil, event.NoDay
	listed := 0
	for _, e := range d.Events {
		as, ts := actorsOf(e.Actor), actorsOf(e.Target)
		if len(as) != 1 || len(ts) != 1 || as[0].Country == ts[0].Country {
			continue
		}
		// A year also lists what a month, by which the reader measures, has no place for.
		year := strconv.Itoa(e.Date.Year)
		got, err := List(t.Context(), own, opt, [2]string{as[0].Country, ts[0].Country}, year, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range got.Events {
			if row.ID != e.ID {
				continue
			}
			listed++
			if row.Date != e.Date.String() || len(row.Addresses) != len(e.Sources) || row.Text != e.Summary {
				t.Errorf("%s: %+v", e.ID, row)
			}
			for n, id := range e.Sources {
				if want := d.Source(id).URL; want != "" && row.Addresses[n] != want || want == "" && row.Addresses[n] != "source:"+id {
					t.Errorf("%s: its source %s is at %s", e.ID, id, row.Addresses[n])
				}
			}
		}
	}
	if listed == 0 {
		t.Error("no own event was listed")
	}
}
