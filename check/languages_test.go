package check_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestLanguages checks each sentence of the table of docs/checks.md that says which
// rule reads which language: its rule finds it, or does not where the table says no.
func TestLanguages(t *testing.T) {
	page, err := os.ReadFile(filepath.Join("..", "docs", "checks.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, table, ok := strings.Cut(string(page), "| rule | English | Japanese | Korean | Russian | Kazakh | Arabic |\n")
	table, _, _ = strings.Cut(table, "\n\n")
	if !ok {
		t.Fatal("docs/checks.md has no table of languages")
	}
	var rules, sentences []string
	var found []bool
	for line := range strings.Lines(table) {
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
		rule := strings.TrimSpace(cells[0])
		if strings.HasPrefix(rule, "---") {
			continue
		}
		for _, c := range cells[1:] {
			s, no := strings.CutPrefix(strings.TrimSpace(c), "no: ")
			if s == "" {
				t.Fatalf("%s has an empty cell", rule)
			}
			rules, sentences, found = append(rules, rule), append(sentences, strings.Trim(s, "`")), append(found, !no)
		}
	}
	if len(sentences) < 40 || len(sentences)%6 != 0 {
		t.Fatalf("%d cells were read", len(sentences))
	}
	for i, got := range findings(t, sentences...) {
		if got[rules[i]] != found[i] {
			t.Errorf("%q is found by %s: %v, and the table says otherwise", sentences[i], rules[i], !found[i])
		}
	}
}
