package check_test

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"entente/check"
	"entente/dossier"
	"entente/winset"
)

// unseenFlag scores the half of the hands' sentences that nobody looks at while the
// rules are made. Its first score stands in docs/checks.md.
var unseenFlag = flag.Bool("unseen", false, "score the sentences that are kept unseen")

// handItem is a text of one of the hands: people who had seen neither the rules nor
// their lists nor other sentences.
type handItem struct {
	ID      string
	Half    string // "a" or "b" of the later texts, whose halves were drawn
	Round   int    // of the later texts, from 3 on where fresh hands wrote once more
	Dossier string // "flagship", "other" or the name of an example
	Lang    string // "" is English
	Text    string
	Fault   string // the rule that it breaks, or ""
	At, Why string
}

// hand gives the part of an id before its first hyphen: who wrote it.
func (it handItem) hand() string { h, _, _ := strings.Cut(it.ID, "-"); return h }

// round tells for the how manieth time hands wrote: first, when the rules had been mended
// with those, and when they had been mended once more.
func (it handItem) round() int {
	switch {
	case it.Half == "":
		return 1
	case it.Round == 0:
		return 2
	}
	return it.Round
}

// unseen reports whether an item belongs to the half that is not looked at: of the
// first texts a matter of the id alone.
func (it handItem) unseen() bool {
	if it.Half != "" {
		return it.Half == "b"
	}
	return sha256.Sum256([]byte(it.ID))[0]&1 == 1
}

// hands reads the sentences of one half, of one round.
func hands(t *testing.T, unseen bool, round int) []handItem {
	t.Helper()
	half := "seen"
	if unseen {
		half = "unseen"
	}
	files, err := filepath.Glob(filepath.Join("testdata", "corpus", "hands", half, "*.jsonl"))
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	var out []handItem
	ids := map[string]bool{}
	for _, file := range files {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for n, line := range bytes.Split(bytes.TrimSpace(src), []byte("\n")) {
			var it handItem
			if err := json.Unmarshal(line, &it); err != nil {
				t.Fatalf("%s:%d: %v", file, n+1, err)
			}
			if it.Fault != "" && check.RuleByName(it.Fault) == nil || it.unseen() != unseen || ids[it.ID] {
				t.Fatalf("%s:%d: %s: no such rule, the wrong half, or twice", file, n+1, it.ID)
			}
			ids[it.ID] = true
			if it.round() == round {
				out = append(out, it)
			}
		}
	}
	return out
}

// flagshipThen unpacks the flagship as it was on 29 November 2026, when the hands of a
// round wrote on it: its sources come and go since, and what they say of it stays. It was
// packed by git archive --format=zip of examples/trilateral at 54e2ccc for the first two
// rounds, at cefcfb3 for the third, at 587ac5e for the fourth, and at cb79b37 (of the
// next day) for the fifth and the sixth.
func flagshipThen(t *testing.T, round int) string {
	t.Helper()
	z, err := zip.OpenReader(filepath.Join("testdata", "corpus", fmt.Sprintf("flagship-%d.zip", min(max(round, 2), 5))))
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	dir := filepath.Join(t.TempDir(), "flagship")
	if err := os.CopyFS(dir, z); err != nil {
		t.Fatal(err)
	}
	return dir
}

// handFindings checks texts, each a piece of its own in a copy of their dossier,
// and gives the findings of each. They are of one round.
func handFindings(t *testing.T, items []handItem) [][]dossier.Finding {
	t.Helper()
	out := make([][]dossier.Finding, len(items))
	names := map[string]bool{}
	for _, it := range items {
		names[it.Dossier] = true
	}
	for name := range names {
		from := filepath.Join("..", "examples", name)
		switch name {
		case "flagship":
			from = flagshipThen(t, items[0].round())
		case "other":
			from = filepath.Join("testdata", "corpus", "other")
		}
		texts := map[string]string{}
		at := map[string]int{}
		for n, it := range items {
			if it.Dossier == name {
				file := fmt.Sprintf("pieces/s%04d.md", n)
				texts[file], at[file] = "---\ntitle: A sentence\n---\n"+it.Text+"\n", n
			}
		}
		for _, f := range run(t, dossierWith(t, from, texts), false) {
			if n, ok := at[f.File]; ok {
				out[n] = append(out[n], f)
			}
		}
	}
	return out
}

// handScore counts for one set of sentences. A fault is found if its own rule
// reports it; any other finding is a false alarm, as is any in a sound text. anyRule
// counts the faults of which some rule says something.
type handScore struct {
	*score
	anyRule int
}

func scoreHands(t *testing.T, items []handItem, log bool) map[string]*handScore {
	t.Helper()
	out := map[string]*handScore{}
	for n, found := range handFindings(t, items) {
		it := items[n]
		lang := it.Lang
		if lang == "" {
			lang = "en"
		}
		of := func(key string) *handScore {
			if out[key] == nil {
				out[key] = &handScore{score: newScore()}
			}
			return out[key]
		}
		set := []*handScore{of("all"), of(lang), of(lang + " " + it.Dossier), of(lang + " " + it.hand())}
		hit := slices.ContainsFunc(found, func(f dossier.Finding) bool { return f.Rule == it.Fault })
		for _, s := range set {
			if it.Fault == "" {
				s.sound++
			} else {
				s.planted[it.Fault]++
				if hit {
					s.recalled[it.Fault]++
				}
				if len(found) > 0 {
					s.anyRule++
				}
			}
			for _, f := range found {
				if f.Rule != it.Fault {
					s.alarms[f.Rule]++
				}
			}
		}
		if !log {
			continue
		}
		if it.Fault != "" && !hit {
			t.Logf("missed %s (%s): %q: %s\n    %s", it.Fault, it.ID, it.At, it.Why, it.Text)
		}
		for _, f := range found {
			if f.Rule != it.Fault {
				t.Logf("false alarm %s (%s, planted %q): %s\n    %s", f.Rule, it.ID, it.Fault, f.Message, it.Text)
			}
		}
	}
	return out
}

// handTable writes scores by rule, with Wilson's 95% intervals.
func handTable(scores map[string]*handScore, lang string) string {
	share := func(k, n int) string {
		if n == 0 {
			return "–"
		}
		i := winset.WilsonInterval(k, n)
		return fmt.Sprintf("%.2f (%.2f–%.2f)", float64(k)/float64(n), i.Low, i.High)
	}
	var b strings.Builder
	s := scores[lang]
	b.WriteString("| rule | planted | found | false alarms | recall | precision |\n| --- | --- | --- | --- | --- | --- |\n")
	line := func(name string, n, hit, alarms int) {
		fmt.Fprintf(&b, "| %s | %d | %d | %d | %s | %s |\n", name, n, hit, alarms, share(hit, n), share(hit, hit+alarms))
	}
	for _, r := range check.Rules {
		if n, a := s.planted[r.Name], s.alarms[r.Name]; n+a > 0 {
			line("`"+r.Name+"`", n, s.recalled[r.Name], a)
		}
	}
	line("all", sum(s.planted), sum(s.recalled), sum(s.alarms))
	fmt.Fprintf(&b, "\nOf %d faults some rule said something of %d; there were %d sound texts.\n", sum(s.planted), s.anyRule, s.sound)
	return b.String()
}

// TestHandsCounted holds the numbers of texts that docs/checks.md prints.
func TestHandsCounted(t *testing.T) {
	src, err := os.ReadFile("../docs/checks.md")
	if err != nil {
		t.Fatal(err)
	}
	page := strings.Join(strings.Fields(string(src)), " ")
	for i, says := range []string{
		"wrote %d texts of one to three sentences, half with one fault and half sound (%d in English",
		"wrote %d texts more, half with one fault and half sound (%d in English",
		"wrote %d texts once more, half with one fault and half sound (%d in English",
		"wrote %d texts a fourth time, half with one fault and half sound (%d in English",
		"wrote %d texts a fifth time, half with one fault and half sound (%d in English",
		"wrote %d texts a sixth time, half with one fault and half sound (%d in English",
	} {
		n, english := 0, 0
		for _, it := range append(hands(t, false, i+1), hands(t, true, i+1)...) {
			if n++; it.Lang == "" || it.Lang == "en" {
				english++
			}
		}
		if want := fmt.Sprintf(says, n, english); !strings.Contains(strings.ReplaceAll(page, "1,220", "1220"), want) {
			t.Errorf("docs/checks.md does not say: %s", want)
		}
	}
}

// TestHands scores the rules on the hands' sentences: those that may be looked at,
// with what was missed, and with -unseen the others, by figures alone.
func TestHands(t *testing.T) {
	if testing.Short() {
		t.Skip("many dossiers, each checked by the same threads")
	}
	for _, of := range []struct {
		name  string
		round int
		want  map[string]float64 // recall and precision on the half that the rules were mended with
	}{
		{"first", 1, map[string]float64{"en": 0.95, "ja": 0.9, "ko": 0.9, "ru": 0.9}},
		{"later", 2, map[string]float64{"en": 0.8, "ja": 0.75, "ko": 0.75, "ru": 0.55}},
		{"third", 3, map[string]float64{"en": 0.85, "ja": 0.85, "ko": 0.85, "ru": 0.75}},
		{"fourth", 4, map[string]float64{"en": 0.95, "ja": 0.85, "ko": 0.9, "ru": 0.85}},
		{"fifth", 5, map[string]float64{"en": 0.9, "ja": 0.85, "ko": 0.85, "ru": 0.85}},
		{"sixth", 6, map[string]float64{}}, // scored, and mended with by nobody
	} {
		t.Run(of.name, func(t *testing.T) {
			scores := scoreHands(t, hands(t, *unseenFlag, of.round), !*unseenFlag)
			for _, lang := range []string{"en", "ja", "ko", "ru", "all"} {
				s := scores[lang]
				if s == nil {
					t.Errorf("no sentences in %s", lang)
					continue
				}
				t.Logf("%s\n%s", lang, handTable(scores, lang))
				if want := of.want[lang]; !*unseenFlag && (s.recall() < want || s.precision() < want) {
					t.Errorf("%s: recall %.3f, precision %.3f; want %.2f of both on texts that the rules were mended with", lang, s.recall(), s.precision(), want)
				}
			}
			for key, s := range scores {
				t.Logf("%s: recall %.3f, precision %.3f (%d faults, %d sound)", key, s.recall(), s.precision(), sum(s.planted), s.sound)
			}
		})
	}
}
