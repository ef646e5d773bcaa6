package check_test

import (
	"strings"
	"testing"
)

// TestSigners holds whose missing stance and whose ceiling is reported, in a dossier of
// two, and what is left alone.
func TestSigners(t *testing.T) {
	const lead, pivot, joint = "lead-without-stance", "pivotal-no-owner", "joint-text-only"
	river := "initiatives/river-warnings.md"
	type change struct{ file, old, fresh string }
	for _, c := range []struct {
		name    string
		changes []change
		rule    string
		want    string // "" where nothing is found
	}{
		{"the lead has no stance", []change{{"members/xar.yaml", "      - areas: [water]\n", "      - areas: [trade]\n"}}, lead,
			`initiatives/river-warnings.md:18:15: warning: "Flood warnings on one line" is not assessed in Arden: no stance is on record for Ministry of the environment`},
		{"one that signs has none", []change{{river, "{lead: xar-environment, source", "{lead: xar-president, signs: [xar-environment], source"}, {"members/xar.yaml", "      - areas: [water]\n", "      - areas: [trade]\n"}}, lead,
			"add a stance in water to xar-environment"},
		{"one that helps has none", []change{{river, "{lead: xar-environment, source", "{lead: xar-president, helps: [xar-environment], source"}, {"members/xar.yaml", "      - areas: [water]\n", "      - areas: [trade]\n"}}, lead, ""},
		{"another who decides has none", []change{{"members/xar.yaml", "      - areas: [water, trade]\n", "      - areas: [trade]\n"}}, lead, ""}, // the agenda says whose
		{"an agency acts through nobody", []change{{river, "{lead: xar-environment, source", "{lead: xar-water-office, source"}, {"members/xar.yaml", "to: 2023-06, successor: xar-environment, ", ""}}, lead,
			"add a stance in water to xar-water-office, or acts_through:"},
		{"an agency acts through a player", []change{{river, "{lead: xar-environment, source", "{lead: xar-water-office, source"}, {"members/xar.yaml", "to: 2023-06, successor: xar-environment, ", "acts_through: xar-president, "}}, lead, ""},
		{"nobody of the state signs", []change{{river, "{lead: xar-environment, source", "{lead: xar-public, source"}}, lead, "name the public body that signs under signs:"},
		{"a text of leaders without a head", []change{{river, "area: water\n", "area: water\nlevel: leaders\n"}, {"members/xar.yaml", "    heads: government        # a text of leaders needs the head of each government\n", ""}}, lead,
			"initiatives/river-warnings.md:7:8: warning: \"Flood warnings on one line\" is not assessed in Arden"},
		{"a text of leaders with heads", []change{{river, "area: water\n", "area: water\nlevel: leaders\n"}}, lead, ""},
		{"another weighs most", []change{{"members/xbe.yaml", "    path: {players: [xbe-premier]}", "    path: {players: [xbe-premier, xbe-hill], quota: 0.9}"}}, pivot,
			"initiatives/river-warnings.md:19:15: warning: Hill party sets the ceiling of \"Flood warnings on one line\" in Belmora most often ("},
		{"it signs", []change{{"members/xbe.yaml", "    path: {players: [xbe-premier]}", "    path: {players: [xbe-premier, xbe-hill], quota: 0.9}"}, {river, "{lead: xbe-premier, source", "{lead: xbe-premier, signs: [xbe-hill], source"}}, pivot, ""},
		{"it has a stage to itself", []change{{"members/xbe.yaml", "    path: {players: [xbe-premier]}", "    path: {all: [{players: [xbe-premier]}, {players: [xbe-hill]}]}"}}, pivot, ""},
		{"it has seats", []change{{"members/xbe.yaml", "    path: {players: [xbe-premier]}", "    path: {seats: {xbe-hill: 60, xbe-valley: 40}, votes: 90}"}}, pivot, ""},
		{"it heads the government", []change{{"members/xbe.yaml", "    path: {players: [xbe-premier]}", "    path: {players: [xbe-premier, xbe-valley], quota: 0.9}"}, {"members/xbe.yaml", "best: 66, high: 80}", "best: 56, high: 57}"}, {river, "{lead: xbe-premier, source", "{lead: xbe-valley, source"}}, pivot, ""},
		{"the joint text alone", []change{{"members/xco.yaml", "[act:xco-council-2025-10, event:ev-2025-10-meeting]", "[event:ev-2025-10-meeting]"}}, joint,
			"members/xco.yaml:14:185: note: the stance of xco-council rests on the joint text of river-warnings alone"},
		{"of one that does not stand", []change{{"members/xbe.yaml", "because: Its motion of November 2025 backs the pilot., evidence: [act:xbe-valley-2025-11]", "because: It came along., evidence: [event:ev-2025-10-meeting]"}}, joint, ""},
		{"of one that does", []change{{"members/xbe.yaml", "because: Its motion of November 2025 backs the pilot., evidence: [act:xbe-valley-2025-11]", "because: It came along., evidence: [event:ev-2025-10-meeting]"}, {"members/xbe.yaml", "    path: {players: [xbe-premier]}", "    path: {players: [xbe-premier, xbe-valley], quota: 0.9}"}}, joint,
			"the stance of xbe-valley rests on the joint text of customs-window, river-warnings alone"},
	} {
		dir := template(t)
		for _, ch := range c.changes {
			edit(t, dir, ch.file, func(s string) string {
				if !strings.Contains(s, ch.old) {
					t.Fatalf("%s: %s lacks %q", c.name, ch.file, ch.old)
				}
				return strings.Replace(s, ch.old, ch.fresh, 1)
			})
		}
		var got []string
		for _, f := range run(t, dir, false) {
			if f.Rule == c.rule && (f.File == river || c.rule == joint) {
				got = append(got, f.String())
			}
		}
		if all := strings.Join(got, "\n"); (all == "") != (c.want == "") || !strings.Contains(all, c.want) {
			t.Errorf("%s:\n got %s\nwant %s", c.name, all, c.want)
		}
	}
}
