package check_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"testing"
	"time"

	"entente/archive"
	"entente/check"
	"entente/dossier"
)

// item is a line of the corpus: a sentence, and the rule that it breaks, or "".
type item struct {
	rule, sentence, half string
	line                 int
}

// corpus reads one part of the sentences: "dev", "frozen" or "later".
func corpus(t *testing.T, half string) []item {
	t.Helper()
	var out []item
	for _, file := range []string{"sound.txt", "faults.txt"} {
		src, err := os.ReadFile(filepath.Join("testdata", "corpus", half, file))
		if err != nil {
			t.Fatal(err)
		}
		for n, line := range strings.Split(strings.TrimRight(string(src), "\n"), "\n") {
			it := item{sentence: line, half: half, line: n + 1}
			if file == "faults.txt" {
				rule, s, ok := strings.Cut(line, "\t")
				if !ok || check.RuleByName(rule) == nil {
					t.Fatalf("%s/%s:%d: no rule", half, file, n+1)
				}
				it.rule, it.sentence = rule, s
			}
			out = append(out, it)
		}
	}
	return out
}

// corpusDossier makes of each sentence a text of its own in the dossier of the
// corpus.
func corpusDossier(t *testing.T, items []item) string {
	t.Helper()
	texts := map[string]string{}
	for i, it := range items {
		text := "---\ntitle: A sentence\n---\n" + it.sentence + "\n"
		if strings.Contains(it.sentence, "[^") {
			text += "\n[^1]: A note.\n\n[^12]: Another note.\n"
		}
		texts[fmt.Sprintf("pieces/s%04d.md", i)] = text
	}
	return dossierWith(t, filepath.Join("testdata", "corpus", "dossier"), texts)
}

// dossierWith copies a dossier, archives the pages of its folder pages, if it has
// one, and writes texts by their paths.
func dossierWith(t *testing.T, from string, texts map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	arch, _ := archive.Open(root)
	pages, err := filepath.Glob(filepath.Join(dir, "pages", "*.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range pages {
		src, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		id := strings.TrimSuffix(filepath.Base(p), ".txt")
		if _, err := arch.Store(id, src, ".txt", string(src), archive.Kept{Retrieved: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)}); err != nil {
			t.Fatal(err)
		}
	}
	for file, text := range texts {
		file = filepath.Join(dir, filepath.FromSlash(file))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func run(t testing.TB, dir string, strict bool) []dossier.Finding {
	t.Helper()
	d, found, err := dossier.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	res, err := check.Run(d, found, check.Options{Root: root, Strict: strict})
	if err != nil {
		t.Fatal(err)
	}
	return res.Findings
}

// score is what the rules made of some sentences.
type score struct {
	planted, recalled, alarms map[string]int
	sound                     int
}

func newScore() *score {
	return &score{planted: map[string]int{}, recalled: map[string]int{}, alarms: map[string]int{}}
}

func sum(m map[string]int) int {
	n := 0
	for _, v := range m {
		n += v
	}
	return n
}

func (s *score) recall() float64 { return float64(sum(s.recalled)) / float64(max(1, sum(s.planted))) }
func (s *score) precision() float64 {
	return float64(sum(s.recalled)) / float64(max(1, sum(s.recalled)+sum(s.alarms)))
}

// measure checks the sentences and counts what was found. A finding of another
// rule than the one planted is a false alarm, as is any in a sound sentence.
func measure(t *testing.T, items []item, into ...*score) {
	t.Helper()
	dir := corpusDossier(t, items)
	byFile := map[string][]dossier.Finding{}
	for _, f := range run(t, dir, false) {
		byFile[f.File] = append(byFile[f.File], f)
		if !strings.HasPrefix(f.File, "pieces/") && f.Rule != "unchecked" && f.Rule != "unused-silence" {
			t.Errorf("outside the sentences: %v", f)
		}
	}
	for i, it := range items {
		hit := false
		for _, f := range byFile[fmt.Sprintf("pieces/s%04d.md", i)] {
			if f.Rule == it.rule {
				hit = true
				continue
			}
			t.Logf("false alarm in %s:%d: %s: %s\n    %s", it.half, it.line, f.Rule, f.Message, it.sentence)
			for _, s := range into {
				s.alarms[f.Rule]++
			}
		}
		for _, s := range into {
			if it.rule == "" {
				s.sound++
				continue
			}
			s.planted[it.rule]++
			if hit {
				s.recalled[it.rule]++
			}
		}
		if it.rule != "" && !hit {
			t.Logf("missed in %s:%d: %s\n    %s", it.half, it.line, it.rule, it.sentence)
		}
	}
}

// TestCorpus measures recall and precision of the rules, as they now are, on
// sentences of our own: those they were made with, those written after they were
// frozen, and those written when these had been mended. The figures stand in
// docs/checks.md, beside those of the first scoring of each part.
func TestCorpus(t *testing.T) {
	all, dev, frozen, later := newScore(), newScore(), newScore(), newScore()
	measure(t, corpus(t, "dev"), all, dev)
	measure(t, corpus(t, "frozen"), all, frozen)
	measure(t, corpus(t, "later"), all, later)
	table := scoreTable(all, dev, frozen, later)
	if n := sum(all.planted); n < 60 {
		t.Errorf("%d planted faults, want at least 60", n)
	}
	if all.sound < 200 {
		t.Errorf("%d sound sentences, want at least 200", all.sound)
	}
	for _, r := range check.Rules {
		if all.planted[r.Name] == 0 && sentenceRule(r) {
			t.Errorf("no fault is planted for %s", r.Name)
		}
	}
	if all.recall() < 0.95 || all.precision() < 0.95 {
		t.Errorf("recall %.3f, precision %.3f; want 0.95 of both\n%s", all.recall(), all.precision(), table)
	}
	page, err := os.ReadFile("../docs/checks.md")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(page), table) {
		t.Errorf("docs/checks.md does not hold this table:\n%s", table)
	}
}

// sentenceRule reports whether a rule can be broken by one sentence of a text, and
// is measured by the corpus: unconfirmed-printed is newer than its halves.
func sentenceRule(r check.Rule) bool {
	return !slices.Contains([]string{"unknown-directive", "directive-syntax", "directive-option", "directive-value", "unknown-citation", "text-too-large", "text-too-deep", "unsourced-judgement",
		"archive-changed", "archive-meta", "unchecked", "wrong-page", "no-page", "near-event", "stale", "anachronism", "language-drift", "unconfirmed-printed"}, r.Name) && r.Family != check.Balance && r.Family != check.Judgement
}

func scoreTable(all, dev, frozen, later *score) string {
	var b strings.Builder
	b.WriteString("| rule | planted | found | false alarms | recall | precision |\n| --- | --- | --- | --- | --- | --- |\n")
	names := map[string]bool{}
	for _, m := range []map[string]int{all.planted, all.alarms} {
		for k := range m {
			names[k] = true
		}
	}
	var order []string
	for _, r := range check.Rules {
		if names[r.Name] {
			order = append(order, r.Name)
			delete(names, r.Name)
		}
	}
	var rest []string
	for k := range names {
		rest = append(rest, k)
	}
	sort.Strings(rest)
	for _, k := range append(order, rest...) {
		n, hit, alarms := all.planted[k], all.recalled[k], all.alarms[k]
		fmt.Fprintf(&b, "| `%s` | %d | %d | %d | %.2f | %.2f |\n", k, n, hit, alarms, float64(hit)/float64(max(1, n)), float64(hit)/float64(max(1, hit+alarms)))
	}
	b.WriteString("\n| part | faults | sound sentences | recall | precision |\n| --- | --- | --- | --- | --- |\n")
	for _, h := range []struct {
		name string
		s    *score
	}{{"made with the rules", dev}, {"written after they were frozen", frozen}, {"written later", later}, {"all", all}} {
		fmt.Fprintf(&b, "| %s | %d | %d | %.3f | %.3f |\n", h.name, sum(h.s.planted), h.s.sound, h.s.recall(), h.s.precision())
	}
	return b.String()
}
