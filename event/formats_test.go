package event

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
)

// tsv joins fields by tabs and rows by line ends; fields are written with bars.
func tsv(rows ...string) string {
	return strings.ReplaceAll(strings.Join(rows, "\n"), "|", "\t") + "\n"
}

const icewsHead = "Event ID|Event Date|Source Name|Source Sectors|Source Country|Event Text|CAMEO Code|Intensity|Target Name|Target Sectors|Target Country|Story ID|Sentence Number|Publisher|City|District|Province|Country|Latitude|Longitude"

const icewsRow = `32889836|2018-06-01|Foreign Affairs (Japan)|Executive,Foreign Ministry,Government|Japan|Consult|040|1|South "K" Korea|NA|South Korea|47400351|2|An Agency|Seoul|NA|Seoul|South Korea|37.5|127`

func TestICEWS(t *testing.T) {
	got, rejected, err := read(t, icews{}, tsv(icewsHead, icewsRow))
	if err != nil || len(rejected) > 0 || len(got) != 1 {
		t.Fatalf("%v, %v, %d records", err, rejected, len(got))
	}
	r := got[0]
	if r.Tone == r.Tone {
		t.Error("tone is not NaN")
	}
	r.Tone = 0
	want := Record{Origin: ICEWS, Key: keyOf("32889836", "2018-06-01"), ID: "32889836", Date: 17683, Until: 17683, Known: 17683,
		Source: Actor{"Foreign Affairs (Japan)", "Foreign Affairs (Japan)", "JPN", "Executive,Foreign Ministry,Government"},
		Target: Actor{`South "K" Korea`, `South "K" Korea`, "KOR", ""},
		Code:   "040", Type: Consult, Quad: VerbalCooperation, Root: true, Score: 1, Deaths: -1,
		Place: Place{"Seoul", "KOR", "Seoul", 37.5, 127}, Ref: "An Agency, story 47400351, sentence 2"}
	if r != want {
		t.Errorf("\n got %+v\nwant %+v", r, want)
	}
}

func TestICEWSTraps(t *testing.T) {
	set := func(field, value string) string {
		f, names := strings.Split(icewsRow, "|"), strings.Split(icewsHead, "|")
		for i, n := range names {
			if n == field {
				f[i] = value
			}
		}
		return strings.Join(f, "|")
	}
	// A year with m/d/Y dates and no CAMEO column; the code comes from its label.
	cut := func(row string) string {
		f := strings.Split(row, "|")
		return strings.Join(append(f[:6:6], f[7:]...), "|")
	}
	got, rejected, err := read(t, icews{}, tsv(cut(icewsHead), cut(set("Event Date", "6/1/2018")), cut(set("Event Date", "6/30/2018"))))
	if err != nil || len(rejected) > 0 || len(got) != 2 || got[0].Code != "040" || got[0].Date.String() != "2018-06-01" {
		t.Errorf("m/d/Y without codes: %v, %v, %+v", err, rejected, got)
	}
	// Repeats of an id on other days are other records; a repeated row is the same.
	got, _, err = read(t, icews{}, tsv(icewsHead, icewsRow, icewsRow, set("Event Date", "2018-06-02")))
	if err != nil || len(got) != 3 || got[0].Key != got[1].Key || got[0].Key == got[2].Key {
		t.Errorf("keys: %v, %+v", err, got)
	}
	for _, c := range []struct {
		name, row, reason string
		col               int
	}{
		{"id", set("Event ID", "x"), "number", 1},
		{"date", set("Event Date", "2018-02-30"), "no day", 2},
		{"slashes in a file of ISO dates", set("Event Date", "6/1/18"), "no day", 2},
		{"code", set("CAMEO Code", "999"), "CAMEO", 7},
		{"intensity", set("Intensity", "strong"), "intensity", 8},
		{"longitude", set("Longitude", "1270"), "degrees", 20},
		{"columns", icewsRow + "|x", "21 columns", 0},
		{"Latin-1", set("City", "Bogot\xe1"), "UTF-8", 0},
	} {
		got, rejected, err := read(t, icews{}, tsv(icewsHead, icewsRow, c.row))
		if err != nil || len(got) != 1 || len(rejected) != 1 || rejected[0].Line != 3 || rejected[0].Col != c.col || !strings.Contains(rejected[0].Reason, c.reason) {
			t.Errorf("%s: %v, %d records, %+v", c.name, err, len(got), rejected)
		}
	}
	for _, c := range []struct{ name, text, want string }{
		{"semicolons", strings.ReplaceAll(tsv(icewsHead, icewsRow), "\t", ";"), "parted by semicolons"},
		{"lost zeros", tsv(icewsHead, set("CAMEO Code", "40")), "leading zeros"},
		{"ambiguous dates", tsv(icewsHead, set("Event Date", "6/1/2018")), "day first or the month first"},
		{"two orders", tsv(icewsHead, set("Event Date", "6/13/2018"), set("Event Date", "13/6/2018")), "two orders"},
		{"a column twice", tsv(icewsHead+"|Event Date", icewsRow+"|x"), "twice"},
		{"a column missing", tsv(strings.Replace(icewsHead, "Intensity", "Power", 1), icewsRow), "lacks intensity"},
	} {
		var fe *FileError
		if got, _, err := read(t, icews{}, c.text); !errors.As(err, &fe) || !strings.Contains(err.Error(), c.want) || len(got) > 0 {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

// TestStatesWithoutCode holds that a state that no ISO code has keeps its name in
// every format that gives countries by name or number.
func TestStatesWithoutCode(t *testing.T) {
	acledPlace := strings.Replace(strings.Replace(acledRow, ",410,", ",0,", 1), ",South Korea,Seoul", ",Somaliland,Seoul", 1)
	for _, c := range []struct {
		f                   Format
		text, place, source string
	}{
		{icews{}, tsv(icewsHead, strings.Replace(strings.Replace(icewsRow, "|South Korea|37.5", "|Somaliland|37.5", 1), "|Japan|Consult", "|Abkhazia|Consult", 1)), "Seoul, Somaliland", "Foreign Affairs (Japan) (Abkhazia)"},
		{polecat{}, tsv(polecatHead, strings.Replace(strings.Replace(polecatRow, "|KOR|37.5", "|Northern Cyprus|37.5", 1), "|JPN;KOR|", "|Transnistria|", 1)), "Seoul, Northern Cyprus", "Ministry A (Transnistria)"},
		{acled{}, acledHead + acledPlace, "Seoul, Somaliland", ""},
		{ucdp{}, ucdpRow(map[string]string{"country_id": "751", "gwnoa": "751", "side_a": "Government of Hyderabad"}), ", Hyderabad", "Government of Hyderabad"},
		{own{}, "id,date,source_actor,target_actor,type,place,place_country\na,1867-01-02,JPN,,AGREE,Rome,Papal States\n", "Rome, Papal States", "JPN"},
	} {
		unknown := new(Tally)
		for _, f := range Formats(Options{Unknown: unknown}) {
			if f.Origin() != c.f.Origin() {
				continue
			}
			got, rejected, err := read(t, f, c.text)
			if err != nil || len(rejected) > 0 || len(got) != 1 || len(unknown.List()) > 0 {
				t.Errorf("%s: %v, %v, %v", f.Origin(), err, rejected, unknown.List())
				continue
			}
			r := got[0]
			if !strings.HasSuffix(r.Place.Name, c.place) || r.Place.Country != "" || c.source != "" && r.Source.Name != c.source {
				t.Errorf("%s: it lies in %q (%q), and %q acts", f.Origin(), r.Place.Name, r.Place.Country, r.Source.Name)
			}
		}
	}
}

func TestICEWSRealFile(t *testing.T) {
	unknown := new(Tally)
	got, rejected, err := readFrom(t, icews{Options{Unknown: unknown}}, shared(t, "events/events.2018.sample.tab"))
	if err != nil || len(rejected) > 0 || len(got) != 3705 {
		t.Fatalf("%v, %v, %d records", err, rejected, len(got))
	}
	keys := map[uint64]bool{}
	for _, r := range got {
		keys[r.Key] = true
		if r.Score != GoldsteinOf(r.Code) && r.Code != "016" && r.Code != "022" {
			t.Errorf("%s: the file prints %v, the table has %v", r.Code, r.Score, GoldsteinOf(r.Code))
		}
	}
	if len(keys) != 3705 || len(unknown.List()) > 0 {
		t.Errorf("%d keys; unknown %v", len(keys), unknown.List())
	}
}

const polecatHead = "Event ID|Event Date|Event Type|Event Mode|Intensity|Quad Code|Contexts|Actor Name|Actor Country|Actor COW|Primary Actor Sector|Actor Sectors|Actor Title|Actor Name Raw|Wikipedia Actor ID|Recipient Name|Recipient Country|Recipient COW|Primary Recipient Sector|Recipient Sectors|Recipient Title|Recipient Name Raw|Wikipedia Recipient ID|Placename|City|District|Province|Country|Latitude|Longitude|GeoNames ID|Raw Placename|Feature Type|Source|Publication Date|Story People|Story Organizations|Story Locations|Language|Version"

const polecatRow = "20230102-1-a|2023-01-02|CONSULT|visit|4.0|VERBAL COOPERATION|diplomatic;economic|Ministry A;Ministry B|JPN;KOR|740|GOV|GOV|None|Ministry A|None|Seoul|KOR|732|GOV|GOV|None|Seoul|None|Seoul|Seoul|None|Seoul|KOR|37.5|127.0|1835848|Seoul|PPLC|A Paper|2023-01-03|None|None|None|en|1.0"

func TestPOLECAT(t *testing.T) {
	set := func(field, value string) string {
		f := strings.Split(polecatRow, "|")
		for i, n := range strings.Split(polecatHead, "|") {
			if n == field {
				f[i] = value
			}
		}
		return strings.Join(f, "|")
	}
	got, rejected, err := read(t, polecat{}, tsv(polecatHead, polecatRow, polecatRow+"||", set("Placename", "M\xe1laga"), set("Recipient Name", "Other"), set("Quad Code", "None"), set("Intensity", "None")))
	if err != nil || len(rejected) > 0 || len(got) != 6 {
		t.Fatalf("%v, %v, %d records", err, rejected, len(got))
	}
	r := got[0]
	r.Tone = 0
	want := Record{Origin: POLECAT, Key: r.Key, ID: "20230102-1-a", Date: 19359, Until: 19359, Known: 19360,
		Source: Actor{"Ministry A;Ministry B", "Ministry A", "JPN", "GOV"}, Target: Actor{"Seoul", "Seoul", "KOR", "GOV"},
		Code: "visit", Type: Consult, Quad: VerbalCooperation, Root: true, Score: 4, Deaths: -1,
		Place: Place{"Seoul", "KOR", "Seoul", 37.5, 127}, Text: "diplomatic;economic", Ref: "A Paper"}
	if r != want {
		t.Errorf("\n got %+v\nwant %+v", r, want)
	}
	if got[1].Key != r.Key || got[3].Key == r.Key {
		t.Error("a repeated row has another key, or another recipient the same")
	}
	if got[2].Place.Name != "Málaga" {
		t.Errorf("Latin-1: %q", got[2].Place.Name)
	}
	if got[4].Quad != VerbalCooperation || got[5].Score != 4 {
		t.Errorf("quad %d and score %v from the ontology", got[4].Quad, got[5].Score)
	}
	for _, c := range []struct {
		name, row, reason string
	}{
		{"a tab inside", strings.Replace(polecatRow, "Ministry A|None", "Ministry|A|None", 1), "41 columns"},
		{"type", set("Event Type", "YELL"), "sixteen"},
		{"quad", set("Quad Code", "5"), "quad"},
		{"date", set("Event Date", "soon"), "no day"},
		{"published", set("Publication Date", "soon"), "no day"},
		{"no id", set("Event ID", "None"), "no event id"},
	} {
		got, rejected, err := read(t, polecat{}, tsv(polecatHead, polecatRow, c.row))
		if err != nil || len(got) != 1 || len(rejected) != 1 || !strings.Contains(rejected[0].Reason, c.reason) {
			t.Errorf("%s: %v, %d records, %+v", c.name, err, len(got), rejected)
		}
	}
	// Read by names: other names, further columns, another order.
	head := "Headline|" + strings.Replace(polecatHead, "|Intensity|", "|Event Intensity|", 1)
	got, rejected, err = read(t, polecat{}, tsv(head, "The headline|"+polecatRow))
	if err != nil || len(rejected) > 0 || len(got) != 1 || got[0].Text != "The headline" || got[0].Score != 4 {
		t.Errorf("other names: %v, %v, %+v", err, rejected, got)
	}
}

const acledHead = "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,latitude,longitude,geo_precision,source,source_scale,notes,fatalities,tags,timestamp\n"

const acledRow = `KOR1,16 May 2025,2025,1,Demonstrations,Protests,Peaceful protest,Protesters (South Korea),,Protesters,Military Forces of Japan (2024-),,State Forces,60,,410,East Asia,South Korea,Seoul,,,Seoul,37.5,127.0,1,A Paper,National,"They said ""no"",
and went home.",0,crowd size=100,1747785600` + "\n"

func TestACLED(t *testing.T) {
	got, rejected, err := read(t, acled{}, "\ufeff"+acledHead+acledRow)
	if err != nil || len(rejected) > 0 || len(got) != 1 {
		t.Fatalf("%v, %v, %d records", err, rejected, len(got))
	}
	r := got[0]
	r.Tone, r.Score = 0, 0
	want := Record{Origin: ACLED, Key: keyOf("KOR1"), ID: "KOR1", Date: 20224, Until: 20224, Known: 20229,
		Source: Actor{"Protesters (South Korea)", "Protesters (South Korea)", "KOR", "Protesters"},
		Target: Actor{"Military Forces of Japan (2024-)", "Military Forces of Japan (2024-)", "JPN", "State Forces"},
		Code:   "Peaceful protest", Type: Protest, Quad: MaterialConflict, Root: true,
		Place: Place{"Seoul", "KOR", "Seoul", 37.5, 127}, Text: "They said \"no\",\nand went home.", Ref: "A Paper"}
	if r != want {
		t.Errorf("\n got %+v\nwant %+v", r, want)
	}
	// Numbers for the kinds of actors, ISO dates, and a sea for a country.
	other := strings.NewReplacer("16 May 2025", "2025-05-16", ",Protesters,", ",6,", ",State Forces,", ",1,", ",410,East Asia,South Korea,", ",0,East Asia,Red Sea,").Replace(acledRow)
	got, rejected, err = read(t, acled{}, acledHead+other)
	if err != nil || len(rejected) > 0 || len(got) != 1 || got[0].Date != want.Date || got[0].Source.Sector != "Protesters" || got[0].Target.Sector != "State Forces" || got[0].Place.Country != "" {
		t.Errorf("%v, %v, %+v", err, rejected, got)
	}
	got, rejected, err = read(t, acled{}, acledHead+strings.Replace(acledRow, "KOR1,", ",", 1)+strings.Replace(acledRow, `""no""`, `"no"`, 1)+acledRow)
	if err != nil || len(got) != 1 || len(rejected) < 2 || rejected[0].Line != 2 || rejected[0].Reason != "the row has no event id" || rejected[1].Line != 4 || rejected[1].Col != 28 {
		t.Errorf("%v, %d records, %+v", err, len(got), rejected)
	}
	var fe *FileError
	if _, _, err := read(t, acled{}, strings.ReplaceAll(acledHead+acledRow, ",", ";")); !errors.As(err, &fe) || !strings.Contains(err.Error(), "semicolons") {
		t.Errorf("semicolons: %v", err)
	}
}

func ucdpRow(set map[string]string) string {
	f := make([]string, len(ucdpColumns))
	for i, name := range ucdpColumns {
		f[i] = map[string]string{
			"id": "244657", "year": "2017", "type_of_violence": "1", "side_a": "Government of Afghanistan", "side_b": "IS", "number_of_sources": "-1",
			"source_article": `"A Paper, ""2017-07-31"", on
two lines"`, "source_headline": "Attack", "where_coordinates": "Kabul city", "adm_1": "Kabul province", "latitude": "34.531094", "longitude": "69.162796",
			"country": "Afghanistan", "country_id": "700", "date_start": "2017-07-31 00:00:00.000", "date_end": "2017-08-01 00:00:00.000", "best": "6", "gwnoa": "700",
		}[name]
		if v, ok := set[name]; ok {
			f[i] = v
		}
	}
	return strings.Join(f, ",") + "\n"
}

func TestUCDP(t *testing.T) {
	head := strings.Join(ucdpColumns, ",") + "\n"
	for _, text := range []string{head + ucdpRow(nil), ucdpRow(nil)} {
		got, rejected, err := read(t, ucdp{}, text)
		if err != nil || len(rejected) > 0 || len(got) != 1 {
			t.Fatalf("%v, %v, %d records", err, rejected, len(got))
		}
		r := got[0]
		r.Tone, r.Score = 0, 0
		want := Record{Origin: UCDP, Key: keyOf("244657"), ID: "244657", Date: 17378, Until: 17379, Known: 17379,
			Source: Actor{"Government of Afghanistan", "Government of Afghanistan", "AFG", "government"}, Target: Actor{"IS", "IS", "", ""},
			Code: "state-based", Type: Assault, Quad: MaterialConflict, Root: true, Deaths: 6,
			Place: Place{"Kabul city", "AFG", "Kabul province", 34.531094, 69.162796}, Text: "Attack", Ref: "A Paper, \"2017-07-31\", on\ntwo lines"}
		if r != want {
			t.Errorf("\n got %+v\nwant %+v", r, want)
		}
		if d, err := Detect("x.csv", []byte(text), Options{}); err != nil || d.Origin() != UCDP {
			t.Errorf("recognised as %v, %v", d, err)
		}
	}
	open := ucdpRow(map[string]string{"source_headline": `"never closed`})
	got, rejected, err := read(t, ucdp{}, head+ucdpRow(nil)+open+strings.Repeat(ucdpRow(nil), 3))
	if err != nil || len(got) < 2 || len(rejected) == 0 || rejected[0].Line != 4 {
		t.Errorf("an open quote: %v, %d records, %+v", err, len(got), rejected)
	}
	for field, value := range map[string]string{"id": "x", "type_of_violence": "4", "date_start": "2017", "date_end": "2016-01-01", "best": "-2", "number_of_sources": "many", "latitude": "north"} {
		_, rejected, err := read(t, ucdp{}, head+ucdpRow(map[string]string{field: value}))
		if err != nil || len(rejected) != 1 || ucdpColumns[max(0, rejected[0].Col-1)] != field {
			t.Errorf("%s: %v, %+v", field, err, rejected)
		}
	}
	unknown := new(Tally)
	if _, _, err := read(t, ucdp{Options{Unknown: unknown}}, head+ucdpRow(map[string]string{"gwnoa": "999"})); err != nil || len(unknown.List()) != 1 {
		t.Errorf("unknown: %v, %v", err, unknown.List())
	}
}

const phoenixRow = "123|20140620|2014|06|20|JPNGOV|JPN|GOV||KOR|KOR|||036|03|1|4.0|DIPLOMACY,1|37.5|127.0|Seoul|Seoul|KOR|abc_1|https://example.org/a|wire"

func TestPhoenix(t *testing.T) {
	got, rejected, err := read(t, phoenix{}, tsv(phoenixRow, strings.Replace(phoenixRow, "|1|4.0", "|0|4.0", 1)))
	if err != nil || len(rejected) > 0 || len(got) != 2 {
		t.Fatalf("%v, %v, %d records", err, rejected, len(got))
	}
	r := got[0]
	r.Tone = 0
	want := Record{Origin: Phoenix, Key: keyOf("123", "2014-06-20"), ID: "123", Date: 16241, Until: 16241, Known: 16241,
		Source: Actor{"JPNGOV", "JPNGOV", "JPN", "GOV"}, Target: Actor{"KOR", "KOR", "KOR", ""},
		Code: "036", Type: Agree, Quad: VerbalCooperation, Root: true, Score: 4, Deaths: -1,
		Place: Place{"Seoul", "KOR", "Seoul", 37.5, 127}, Text: "DIPLOMACY,1", Ref: "https://example.org/a"}
	if r != want {
		t.Errorf("\n got %+v\nwant %+v", r, want)
	}
	if got[1].Quad != NoQuad {
		t.Errorf("quad 0 is %d", got[1].Quad)
	}
	lost := strings.Replace(phoenixRow, "|036|03|", "|36|3|", 1)
	var fe *FileError
	if _, _, err := read(t, phoenix{}, tsv(phoenixRow, lost)); !errors.As(err, &fe) || !strings.Contains(err.Error(), "leading zeros") {
		t.Errorf("lost zeros: %v", err)
	}
	if _, _, err := read(t, phoenix{}, tsv("a|b")); !errors.As(err, &fe) {
		t.Errorf("two columns: %v", err)
	}
	for _, bad := range []string{strings.Replace(phoenixRow, "20140620", "20140631", 1), strings.Replace(phoenixRow, "|1|4.0", "|7|4.0", 1), strings.Replace(phoenixRow, "|4.0|", "|40|", 1), strings.Replace(phoenixRow, "|037.5|", "|97|", 1) + "|x", strings.TrimPrefix(phoenixRow, "123")} {
		got, rejected, err := read(t, phoenix{}, tsv(phoenixRow, bad))
		if err != nil || len(got) != 1 || len(rejected) != 1 {
			t.Errorf("%s: %v, %d records, %+v", bad, err, len(got), rejected)
		}
	}
}

func TestOwn(t *testing.T) {
	head := "id,date,source_actor,target_actor,type,code,summary,source,deaths,known,until,place,place_country\n"
	got, rejected, err := read(t, own{}, head+
		"a,2019-07-01,JPN:METI,KOR,COERCE,,Licences are required,s1,,2019-07-02,2019-07-04,Tokyo,JPN\n"+
		"b,2019-07-01,JPN+USA,KOR,,042,,,3,,,,\n")
	if err != nil || len(rejected) > 0 || len(got) != 2 {
		t.Fatalf("%v, %v, %d records", err, rejected, len(got))
	}
	r := got[0]
	if r.Source.Country != "JPN" || r.Source.Code != "JPN:METI" || r.Type != Coerce || r.Quad != MaterialConflict || r.Until.String() != "2019-07-04" || r.Known.String() != "2019-07-02" || r.Deaths != -1 || r.Text != "Licences are required" || r.Place.Country != "JPN" {
		t.Errorf("%+v", r)
	}
	if r := got[1]; r.Type != Consult || r.Quad != VerbalCooperation || r.Deaths != 3 || r.Source.Country != "JPN" {
		t.Errorf("%+v", r)
	}
	for _, bad := range []string{",2019-07-01,JPN,KOR,AID,,,,,,,,", "c,2019-07,JPN,KOR,AID,,,,,,,,", "c,7/1/2019,JPN,KOR,AID,,,,,,,,", "c,2019-07-01,JPN,KOR,HELP,,,,,,,,", "c,2019-07-01,JPN,KOR,,99,,,,,,,", "c,2019-07-01,JPN,KOR,AID,,,,,,2019-06-01,,", "c,2019-07-01,JPN,KOR,AID,,,,x,,,,"} {
		_, rejected, err := read(t, own{}, head+bad+"\n")
		if err != nil || len(rejected) != 1 || rejected[0].Line != 2 || rejected[0].Raw != bad {
			t.Errorf("%s: %v, %+v", bad, err, rejected)
		}
	}
}

// TestOwnReadsADossiersEvents holds that a dossier's table of events is a file of ours.
// TestOwnDomestic holds that an act inside a country is kept without a PLOVER type.
func TestOwnDomestic(t *testing.T) {
	got, rejected, err := read(t, own{}, "id,date,source_actor,target_actor,type\na,2019-07-01,JPN:GOV,,ORDER\nb,2019-07-01,JPN,JPN:DIET,LAW\nc,2019-07-01,JPN,KOR,LAW\n")
	if err != nil || len(got) != 2 || len(rejected) != 1 || rejected[0].Col != 4 {
		t.Fatalf("%v, %+v, %+v", err, got, rejected)
	}
	if r := got[0]; r.Code != "ORDER" || r.Type != NoType || r.Quad != NoQuad || r.Source.Country != "JPN" {
		t.Errorf("%+v", r)
	}
}

func TestOwnReadsADossiersEvents(t *testing.T) {
	f, err := os.Open("../examples/trilateral/events.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	got, rejected, err := readFrom(t, own{}, f)
	if err != nil || len(got) == 0 {
		t.Fatalf("%v, %d records", err, len(got))
	}
	for _, r := range rejected { // partial dates, and the type of PLOVER's first version
		if !strings.Contains(r.Reason, "no day") && !strings.Contains(r.Raw, "YIELD") {
			t.Errorf("%+v", r)
		}
	}
}

func TestDetect(t *testing.T) {
	for want, text := range map[Origin]string{
		GDELT1: gdeltRow(57, nil), GDELT2: gdeltRow(61, nil), ICEWS: tsv(icewsHead, icewsRow), POLECAT: tsv(polecatHead, polecatRow),
		ACLED: acledHead + acledRow, UCDP: ucdpRow(nil), Phoenix: tsv(phoenixRow), Own: "id,date,source_actor,target_actor,type\n",
	} {
		for _, variant := range []string{text, "\ufeff" + text, strings.ReplaceAll(text, "\n", "\r\n")} {
			if f, err := Detect("x", []byte(variant), Options{}); err != nil || f.Origin() != want {
				t.Errorf("%s: %v, %v", want, f, err)
			}
		}
	}
	if f, err := Detect("x", []byte(strings.ReplaceAll(gdeltRow(61, nil), "\t", ";")), Options{}); err != nil || f.Origin() != GDELT2 {
		t.Errorf("re-saved: %v, %v", f, err)
	}
	for _, text := range []string{"", "\n\n", "a,b,c\n1,2,3\n"} {
		_, err := Detect("x.csv", []byte(text), Options{})
		var fe *FileError
		if !errors.As(err, &fe) || !strings.HasPrefix(err.Error(), "x.csv:1: ") || !strings.Contains(fe.Hint, "polecat") {
			t.Errorf("%q: %v", text, err)
		}
	}
	for _, o := range Origins() {
		if f := formatOf(o, Options{}); f == nil || f.Origin() != o {
			t.Errorf("no format for %s", o)
		}
	}
	if formatOf(NoOrigin, Options{}) != nil {
		t.Error("a format for no origin")
	}
}

func TestEmptyFiles(t *testing.T) {
	for _, f := range Formats(Options{}) {
		for _, text := range []string{"", "\n", "\ufeff", "\r\n\r\n"} {
			if got, rejected, err := read(t, f, text); err != nil || len(got)+len(rejected) > 0 {
				t.Errorf("%s: %q: %v, %d records, %v", f.Origin(), text, err, len(got), rejected)
			}
		}
	}
}

func FuzzICEWS(f *testing.F) {
	f.Add(tsv(icewsHead, icewsRow))
	f.Add(strings.Replace(tsv(icewsHead, icewsRow, icewsRow), "2018-06-01", "6/13/2018", 1))
	f.Fuzz(func(t *testing.T, text string) { fuzzFormat(t, icews{}, text) })
}

func FuzzPOLECAT(f *testing.F) {
	f.Add(tsv(polecatHead, polecatRow))
	f.Add(strings.Replace(tsv(polecatHead, polecatRow+"||"), "Seoul", "Se\xf3ul", 2))
	f.Fuzz(func(t *testing.T, text string) { fuzzFormat(t, polecat{}, text) })
}

func FuzzACLED(f *testing.F) {
	f.Add(acledHead + acledRow)
	f.Add("\ufeff" + acledHead + strings.Replace(acledRow, `"They`, `They`, 1))
	f.Fuzz(func(t *testing.T, text string) { fuzzFormat(t, acled{}, text) })
}

func FuzzUCDP(f *testing.F) {
	f.Add(strings.Join(ucdpColumns, ",") + "\n" + ucdpRow(nil))
	f.Add(ucdpRow(map[string]string{"source_headline": `"open`}) + ucdpRow(nil))
	f.Fuzz(func(t *testing.T, text string) { fuzzFormat(t, ucdp{}, text) })
}

func FuzzPhoenix(f *testing.F) {
	f.Add(tsv(phoenixRow))
	f.Fuzz(func(t *testing.T, text string) { fuzzFormat(t, phoenix{}, text) })
}

func FuzzOwn(f *testing.F) {
	f.Add("id,date,source_actor,target_actor,type,code\na,2019-07-01,JPN:METI,KOR,COERCE,163\n")
	f.Fuzz(func(t *testing.T, text string) { fuzzFormat(t, own{}, text) })
}

// TestICEWSFileOfOurOwn reads a file with a row for each act of CAMEO, made
// here, with several countries: nothing is lost, each row has a key of its own,
// and acts, scores and actors come out as the rows print them. So it is for a
// file of ICEWS's own, which TestICEWSRealFile reads where it is at hand.
func TestICEWSFileOfOurOwn(t *testing.T) {
	countries := []struct{ name, code string }{{"Japan", "JPN"}, {"South Korea", "KOR"}, {"United States", "USA"}, {"Germany", "DEU"}}
	rows := []string{icewsHead}
	var acts []Act
	for _, a := range Acts() {
		if len(a.Code) < 3 {
			continue
		}
		n := len(acts)
		acts = append(acts, a)
		rows = append(rows, fmt.Sprintf("%d|2018-%02d-%02d|Cabinet (%[4]s)|Government|%[4]s|%[5]s|%[6]s|%[7]g|Senate (%[8]s)|NA|%[8]s|%[9]d|1|An Agency|NA|NA|NA|%[8]s|NA|NA",
			1000+n, 1+n%12, 1+n%28, countries[n%4].name, a.Label, a.Code, GoldsteinOf(a.Code), countries[(n+1)%4].name, 5000+n))
	}
	unknown := new(Tally)
	got, rejected, err := readFrom(t, icews{Options{Unknown: unknown}}, strings.NewReader(tsv(rows...)))
	if err != nil || len(rejected) > 0 || len(got) != len(acts) || len(acts) < 200 || len(unknown.List()) > 0 {
		t.Fatalf("%v, %v, %d records of %d, unknown %v", err, rejected, len(got), len(acts), unknown.List())
	}
	keys := map[uint64]bool{}
	for n, r := range got {
		keys[r.Key] = true
		if r.Code != acts[n].Code || r.Score != GoldsteinOf(acts[n].Code) || r.Quad != CAMEOQuad(acts[n].Code) {
			t.Errorf("%s: read as %s with %v in class %d", acts[n].Code, r.Code, r.Score, r.Quad)
		}
		if from, to := countries[n%4], countries[(n+1)%4]; r.Source.Country != from.code || r.Target.Country != to.code || r.Source.Name != "Cabinet ("+from.name+")" {
			t.Errorf("row %d: %+v to %+v", n, r.Source, r.Target)
		}
		if want := fmt.Sprintf("2018-%02d-%02d", 1+n%12, 1+n%28); r.Date.String() != want || r.Until != r.Date {
			t.Errorf("row %d: of %s, want %s", n, r.Date, want)
		}
	}
	if len(keys) != len(acts) {
		t.Errorf("%d rows have %d keys", len(acts), len(keys))
	}
}
