package record_test

import (
	"encoding/csv"
	"fmt"
	"net/url"
	"os"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"entente/record"
)

// shipped reads all columns of the ledger that ships.
func shipped(t testing.TB) []map[string]string {
	t.Helper()
	f, err := os.Open("ledger/promises.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	table, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows []map[string]string
	for _, line := range table[1:] {
		row := map[string]string{}
		for k, column := range table[0] {
			row[column] = line[k]
		}
		rows = append(rows, row)
	}
	return rows
}

// page reads a page of docs with its white space made single.
func page(t testing.TB, path string) string {
	t.Helper()
	src, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(strings.Fields(string(src)), " ")
}

// TestLedgerWordings holds that a quotation is short, says in which language it is and
// where it stands, and that docs/ledger.md counts them.
func TestLedgerWordings(t *testing.T) {
	language := regexp.MustCompile(`^[a-z]{2}$`)
	rows := shipped(t)
	seen, all := map[string]int{}, 0
	for _, r := range rows {
		id, wording := r["id"], r["wording"]
		if wording == "" {
			if r["wording_seen"]+r["wording_language"]+r["wording_source"]+r["wording_note"] != "" {
				t.Errorf("%s tells of a wording and has none", id)
			}
			continue
		}
		all++
		seen[r["wording_seen"]]++
		words := strings.FieldsFunc(wording, unicode.IsSpace)
		n := 0
		for _, w := range words {
			if strings.ContainsFunc(w, func(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) }) {
				n++
			}
		}
		if n > 25 {
			t.Errorf("%s quotes %d words; 25 are allowed", id, n)
		}
		if strings.Contains(wording, "://") || strings.TrimSpace(wording) != wording {
			t.Errorf("%s: %q is not words alone", id, wording)
		}
		if !language.MatchString(r["wording_language"]) {
			t.Errorf("%s: the language of its wording is %q", id, r["wording_language"])
		}
		source := r["wording_source"]
		at, err := url.Parse(source[strings.LastIndex(source, " ")+1:])
		if err != nil || at.Scheme != "https" && at.Scheme != "http" || !strings.Contains(at.Host, ".") {
			t.Errorf("%s: its wording stands at %q, which does not end in an address", id, source)
		}
	}
	docs := page(t, "../docs/ledger.md")
	for _, want := range []string{
		fmt.Sprintf("%d of %d rows have a wording", all, len(rows)),
		fmt.Sprintf("%d of the text itself (`text`), %d of a report (`report`); for %d", seen["text"], seen["report"], seen[""]),
	} {
		if !strings.Contains(docs, want) {
			t.Errorf("docs/ledger.md does not say %q", want)
		}
	}
}

// kappa is Cohen's: the agreement of two coders beyond that which their shares would
// give by chance, and how often they agree.
func kappa(pairs [][2]string) (kappa, agreed float64) {
	left, right := map[string]float64{}, map[string]float64{}
	n := float64(len(pairs))
	for _, p := range pairs {
		left[p[0]]++
		right[p[1]]++
		if p[0] == p[1] {
			agreed++
		}
	}
	chance := 0.0
	for k, x := range left {
		chance += x * right[k] / n / n
	}
	agreed /= n
	return (agreed - chance) / (1 - chance), agreed
}

// TestLedgerAgreement works out again how well the coders of the ledger agree, and
// holds docs/ledger.md to it.
func TestLedgerAgreement(t *testing.T) {
	if k, agreed := kappa([][2]string{{"a", "a"}, {"a", "b"}, {"b", "b"}, {"b", "b"}}); !near(k, 0.5) || !near(agreed, 0.75) {
		t.Fatalf("by hand: %v of agreement %v", k, agreed)
	}
	pairs := func(rows []map[string]string, left, right string) (out [][2]string) {
		for _, r := range rows {
			if r[left] != "" && r[right] != "" {
				out = append(out, [2]string{r[left], r[right]})
			}
		}
		return out
	}
	// The rows added later have no first coder of their kind.
	var rows, added []map[string]string
	for _, r := range shipped(t) {
		if r["kind_first"] == "" {
			added = append(added, r)
			continue
		}
		rows = append(rows, r)
	}
	k, _ := kappa(pairs(rows, "kind_second", "kind_third"))
	ka, agreedAdded := kappa(pairs(added, "kind_second", "kind_third"))
	k2, _ := kappa(pairs(rows, "kind_first", "kind_second"))
	k3, _ := kappa(pairs(rows, "kind_first", "kind_third"))
	outcomes := pairs(rows, "outcome_first", "outcome_second")
	ko, agreed := kappa(outcomes)
	var both [][2]string
	for _, p := range outcomes {
		if p[0] != record.OutcomeUnknown && p[1] != record.OutcomeUnknown {
			both = append(both, [2]string{fmt.Sprint(p[0] == record.OutcomeKept), fmt.Sprint(p[1] == record.OutcomeKept)})
		}
	}
	kb, agreedBoth := kappa(both)
	docs := page(t, "../docs/ledger.md")
	for _, want := range []string{
		fmt.Sprintf("κ %.2f over these rows; κ %.2f and %.2f with the first coder", k, k2, k3),
		fmt.Sprintf("agreed on %.0f percent of the %d (κ %.2f)", 100*agreedAdded, len(added), ka),
		fmt.Sprintf("agreed on %.0f percent (κ %.2f)", 100*agreed, ko),
		fmt.Sprintf("in %.0f percent of %d (κ %.2f)", 100*agreedBoth, len(both), kb),
	} {
		if !strings.Contains(docs, want) {
			t.Errorf("docs/ledger.md does not say %q", want)
		}
	}
}
