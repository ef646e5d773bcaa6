package event

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"io"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"entente/dossier"
)

func TestOntologyIsSound(t *testing.T) {
	if _, err := readOntology(cameoText, ploverText); err != nil {
		t.Fatal(err)
	}
	if n := len(Acts()); n != 313 {
		t.Errorf("%d acts: CAMEO has 312 codes in Goldstein's mapping, and 1214", n)
	}
	for _, a := range Acts() {
		if !cameoCode(a.Code) || a.Label == "" {
			t.Errorf("%+v", a)
		}
		if statement := (&Record{Origin: ICEWS, Code: a.Code}).Statement(); (a.typ == NoType) != statement {
			t.Errorf("%s has type %q", a.Code, a.typ)
		}
		if a.Code != "1214" && math.IsNaN(float64(a.Score)) {
			t.Errorf("%s has no score", a.Code)
		}
	}
}

// TestTypesAreTheDossiers holds that a dossier's events and these have the same types.
func TestTypesAreTheDossiers(t *testing.T) {
	var names []string
	for typ := Agree; typ <= Assault; typ++ {
		names = append(names, typ.String())
		if back, ok := ParseType(typ.String()); !ok || back != typ {
			t.Errorf("%s is read as %s", typ, back)
		}
		if Settings.QuadOf(Settings{}, typ) == NoQuad || math.IsNaN(float64(Settings{}.ScoreOf(typ, ""))) {
			t.Errorf("%s has no quad class or score", typ)
		}
	}
	var between []string
	for _, typ := range dossier.EventTypes() {
		if !typ.Domestic && typ.Name != "YIELD" { // of PLOVER's first version
			between = append(between, typ.Name)
		}
	}
	if !slices.Equal(names, between) {
		t.Errorf("%v\n%v", names, between)
	}
}

func TestOntology(t *testing.T) {
	// Goldstein's scores of the twenty roots, as FORMATS and the CAMEO manual have them.
	for i, want := range []float32{0, 3, 4, 1, 3.5, 6, 7, 5, -2, -5, -2, -4, -6, -6.5, -7.2, -4, -7, -9, -10, -10} {
		code := strconv.Itoa(i + 1)
		if len(code) == 1 {
			code = "0" + code
		}
		if got := GoldsteinOf(code); got != want {
			t.Errorf("%s: %v, not %v", code, got, want)
		}
	}
	for _, c := range []struct {
		code  string
		typ   Type
		quad  Quad
		score float32
	}{
		{"010", NoType, VerbalCooperation, 0}, {"10", Request, VerbalConflict, -5}, {"042", Consult, VerbalCooperation, 1.9},
		{"0874", Retreat, MaterialCooperation, 10}, {"080", Concede, MaterialCooperation, 5}, {"163", Coerce, MaterialConflict, -8},
		{"1712", Assault, MaterialConflict, -9.2}, {"1214", Reject, VerbalConflict, -4}, {"0429", Consult, VerbalCooperation, 1.9},
		{"09", Accuse, VerbalConflict, -2}, {"14", Protest, MaterialConflict, -6.5}, {"999", NoType, NoQuad, nan32}, {"", NoType, NoQuad, nan32}, {"x", NoType, NoQuad, nan32}, {"04200", NoType, VerbalCooperation, 1.9},
	} {
		if got := (Settings{}).TypeOf(c.code); got != c.typ {
			t.Errorf("%q: type %s", c.code, got)
		}
		if got := CAMEOQuad(c.code); got != c.quad {
			t.Errorf("%q: quad %d", c.code, got)
		}
		if got := GoldsteinOf(c.code); got != c.score && (got == got || c.score == c.score) {
			t.Errorf("%q: score %v", c.code, got)
		}
	}
}

func TestContestedChoices(t *testing.T) {
	var def Settings
	if def.QuadOf(Sanction) != MaterialConflict || (Settings{SanctionVerbal: true}).QuadOf(Sanction) != VerbalConflict {
		t.Error("the quad class of SANCTION")
	}
	if def.ScoreOf(Accuse, "") != -3 || (Settings{AccusePositive: true}).ScoreOf(Accuse, "") != 3 || def.ScoreOf(Accuse, "allege") != -3.5 {
		t.Error("the score of ACCUSE")
	}
	other := Settings{EmbargoSanction: true}
	if def.TypeOf("163") != Coerce || other.TypeOf("163") != Sanction || other.TypeOf("164") != Sanction || other.TypeOf("172") != Coerce {
		t.Error("the type of 163")
	}
	if def.ScoreOf(Assault, "drone") != -9.5 || def.ScoreOf(Assault, "no such mode") != -9 || def.ScoreOf(NoType, "") == 0 {
		t.Error("scores by mode")
	}
}

// TestOntologyAgainstItsSources compares the tables with the published ones: with
// rows of each kind that stand beside the test, and with all where they are there.
func TestOntologyAgainstItsSources(t *testing.T) {
	t.Run("some", func(t *testing.T) {
		againstSources(t, func(t *testing.T, name string) io.Reader {
			f, err := os.Open("testdata/ontology/" + name)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { f.Close() })
			return f
		})
	})
	t.Run("all", func(t *testing.T) {
		againstSources(t, func(t *testing.T, name string) io.Reader { return shared(t, "ontology/"+name) })
	})
}

func againstSources(t *testing.T, open func(t *testing.T, name string) io.Reader) {
	rows := func(name string) []map[string]string {
		all, err := csv.NewReader(bufio.NewReader(open(t, name))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		var out []map[string]string
		for _, r := range all[1:] {
			m := map[string]string{}
			for i, v := range r {
				m[all[0][i]] = v
			}
			out = append(out, m)
		}
		if len(out) == 0 {
			t.Errorf("%s has no rows", name)
		}
		return out
	}
	same := func(what string, got float32, want string) {
		if w, err := strconv.ParseFloat(want, 32); err != nil || got != float32(w) {
			t.Errorf("%s: %v, the source has %s", what, got, want)
		}
	}
	for _, r := range rows("goldstein_mappings.csv") {
		same(r["code"], GoldsteinOf(r["code"]), r["goldstein"])
	}
	for _, r := range rows("cameo_to_plover.csv") {
		if got := (Settings{}).TypeOf(r["cameo"]).String(); got != r["plover"] {
			t.Errorf("%s: %s, the source has %s", r["cameo"], got, r["plover"])
		}
	}
	for _, r := range rows("plover_scores.csv") {
		typ, _ := ParseType(r["event_type"])
		same(r["event_type"]+" "+r["mode"], Settings{AccusePositive: true}.ScoreOf(typ, r["mode"]), r["plover_score_as_printed"])
		if quad := strconv.Itoa(int(Settings{SanctionVerbal: true}.QuadOf(typ))); !strings.HasPrefix(r["quad"], quad) {
			t.Errorf("%s: quad %s, the source has %s", typ, quad, r["quad"])
		}
	}
	var printed map[string]float32
	if err := json.NewDecoder(open(t, "gdelt2_observed_code_goldstein.json")).Decode(&printed); err != nil {
		t.Fatal(err)
	}
	differ := map[string]float32{"016": -2, "022": 3.2}
	for code, score := range printed {
		if want, ok := differ[code]; ok && want != score || !ok && GoldsteinOf(code) != score {
			t.Errorf("%s: GDELT prints %v, the table has %v", code, score, GoldsteinOf(code))
		}
	}
}
