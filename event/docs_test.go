package event

import (
	"os"
	"strings"
	"testing"
)

// TestEventsPage reads every example of docs/events.md as the format that it names.
func TestEventsPage(t *testing.T) {
	src, err := os.ReadFile("../docs/events.md")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[Origin]bool{}
	for i, part := range strings.Split(string(src), "```events ")[1:] {
		name, rest, _ := strings.Cut(part, "\n")
		text, _, _ := strings.Cut(rest, "```")
		want, ok := ParseOrigin(name)
		if !ok {
			t.Fatalf("example %d: %q is no format", i, name)
		}
		seen[want] = true
		unknown := new(Tally)
		f, err := Detect("docs/events.md", []byte(text), Options{Unknown: unknown})
		if err != nil || f.Origin() != want {
			t.Errorf("%s is recognised as %v, %v", name, f, err)
			continue
		}
		got, rejected, err := read(t, f, text)
		if err != nil || len(rejected) > 0 || len(got) == 0 || len(unknown.List()) > 0 {
			t.Errorf("%s: %v, %d records, rejected %v, unknown %v", name, err, len(got), rejected, unknown.List())
			continue
		}
		if r := got[0]; want != UCDP && (r.Source.Country == "" || r.Type == NoType) || r.Quad == NoQuad {
			t.Errorf("%s: %+v", name, r)
		}
	}
	for _, o := range Origins() {
		if !seen[o] {
			t.Errorf("the page has no example of %s", o)
		}
	}
}

// TestSettingsOnThePage holds that the page names every setting.
func TestSettingsOnThePage(t *testing.T) {
	src, err := os.ReadFile("../docs/events.md")
	if err != nil {
		t.Fatal(err)
	}
	for name := range settingNames {
		if !strings.Contains(string(src), "\n| `"+name+"` |") {
			t.Errorf("docs/events.md does not have the setting %s", name)
		}
	}
}

func TestParseSettings(t *testing.T) {
	for text, want := range map[string]Settings{
		"":                                 {},
		"sanction=verbal":                  {SanctionVerbal: true},
		"accuse=positive,embargo=sanction": {AccusePositive: true, EmbargoSanction: true},
	} {
		if got, err := ParseSettings(text); err != nil || got != want {
			t.Errorf("%q: %+v, %v", text, got, err)
		}
	}
	for _, text := range []string{"sanction", "sanction=material", "x=y", ","} {
		if _, err := ParseSettings(text); err == nil || !strings.Contains(err.Error(), "embargo=sanction") {
			t.Errorf("%q: %v", text, err)
		}
	}
}
