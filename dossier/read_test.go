package dossier_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/unicode"

	"entente/dossier"
)

// TestPlacesAndHints holds that a fault is shown where it stands, with what to
// do next.
func TestPlacesAndHints(t *testing.T) {
	for _, c := range []struct{ name, file, old, fresh, at, rule, message, hint string }{
		{"misspelt key", "members/xar.yaml", "    influence: 0.5", "    influense: 0.5", "members/xar.yaml:29:5", "unknown-key", `unknown key "influense"`, `did you mean "influence"?`},
		{"misspelt id", "initiatives/customs-window.md", "exposure: {old-quarrel:", "exposure: {old-quarel:", "initiatives/customs-window.md:14:12", "unknown-id", `there is no constraint "old-quarel"`, `did you mean "old-quarrel"?`},
		{"quota above all votes", "members/xbe.yaml", "votes: 56", "votes: 111", "members/xbe.yaml:38:83", "quota", "above all 110 seats", "count the seats again"},
		{"low above high", "members/xbe.yaml", "{low: 55, best: 66, high: 80}", "{low: 90, best: 66, high: 80}", "members/xbe.yaml:14:60", "estimate-order", "low 90, best 66, high 80", "order them"},
		{"calm equal to acute", "constraints/old-quarrel.md", "acute: 30", "acute: 60", "constraints/old-quarrel.md:12:10", "indicator", "calm and acute are both 60", "at which the pressure is 0 and 1"},
		{"stance for nobody", "scenarios/new-premier.yaml", "{stance: xbe-premier", "{stance: xbe-premiere", "scenarios/new-premier.yaml:7:14", "unknown-id", `there is no player "xbe-premiere"`, `did you mean "xbe-premier"?`},
		{"an id that differs by case", "members/xbe.yaml", "id: xbe-hill", "id: XAR-President", "members/xbe.yaml:23:9", "duplicate-id", `the id "XAR-President" is taken: members/xar.yaml:10:9`, "without regard to case"},
		{"a tab", "people.yaml", "people:\n  -", "people:\n\t-", "people.yaml:3:1", "yaml-syntax", "a tab stands", "indent with spaces"},
		{"a key further left", "members/xar.yaml", "        salience: 0.7\n", "      salience: 0.7\n", "members/xar.yaml:22:7", "yaml-syntax", "no valid YAML", "it begins in column 7, and the line above in column 9"},
		{"a key further right than an item's first", "members/xar.yaml", "        from: 2025-09-01     # the day", "          from: 2025-09-01     # the day", "members/xar.yaml:20:11", "yaml-syntax", "no valid YAML", "it begins in column 11, and the line above in column 9"},
		{"no blank after a colon", "members/xar.yaml", "    influence: 0.5\n", "    influence:0.5\n", "members/xar.yaml:29:5", "yaml-syntax", "no valid YAML", "put a blank after `influence:`"},
		{"a colon in a text", "members/xar.yaml", "because: It drew up the plan", "because: It drew up: the plan", "members/xar.yaml:35:18", "yaml-syntax", "no valid YAML", "quote a text that holds ': '"},
		{"a date of day and month", "members/xar.yaml", "from: 2025-09-01     # the day", "from: 3/4/2019     # the day", "members/xar.yaml:20:15", "date", "write 2019-04-03 for 3 April 2019, 2019-03-04 for 4 March 2019", ""},
		{"a player that is none, of few", "acts.csv", "xbe-valley,water", "parliament,water", "acts.csv:3:1", "unknown-id", `there is no player "parliament"`, "it may be: xar-environment, xar-president, xar-public"},
		{"too few fields", "polls.csv", ",44,,,poll-2025,,", ",44,,,poll-2025", "polls.csv:5:1", "csv-row", "13 fields", "put a comma for each column"},
		{"after Korean text", "dossier.yaml", "ko: 코리엘}", "ko: 코리엘, xx1: a}", "dossier.yaml:13:40", "unknown-language", `"xx1" is no language code`, "en, ja or ko"},
		{"a date in a table", "events.csv", "2025-10-12", "2025-13-12", "events.csv:5:20", "date", "there is no month 13", ""},
		{"an area in a table", "acts.csv", "xbe-valley,water", "xbe-valley,wather", "acts.csv:3:1", "unknown-id", `there is no area "wather"`, `did you mean "water"?`},
		{"a wave that is not there", "members/xar.yaml", "XAR_TRUST_BELMORA@2025-06", "XAR_TRUST_BELMORA@2025-07", "members/xar.yaml:43:126", "unknown-id", `has no wave "2025-07"`, "its waves: 2022-06"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := example(t)
			text := read(t, dir, c.file)
			if !strings.Contains(text, c.old) {
				t.Fatalf("%s does not hold %q", c.file, c.old)
			}
			write(t, dir, c.file, strings.Replace(text, c.old, c.fresh, 1))
			found := load(t, dir)
			i := slices.IndexFunc(found, func(f dossier.Finding) bool { return f.Rule == c.rule && strings.Contains(f.Message, c.message) })
			if i < 0 {
				t.Fatalf("no %s with %q among %v", c.rule, c.message, found)
			}
			if got := found[i].Pos.String(); got != c.at {
				t.Errorf("the place is %s, want %s", got, c.at)
			}
			if !strings.Contains(found[i].Hint, c.hint) {
				t.Errorf("the hint %q lacks %q", found[i].Hint, c.hint)
			}
		})
	}
}

// TestAllFaultsAreCollected holds that reading goes on after a fault.
func TestAllFaultsAreCollected(t *testing.T) {
	dir := example(t)
	write(t, dir, "members/xar.yaml", strings.NewReplacer("kind: ministry", "kind: office", "influence: 0.5", "influence: 5", "from: 2024-01-10", "from: soon").Replace(read(t, dir, "members/xar.yaml")))
	write(t, dir, "facts.csv", strings.ReplaceAll(read(t, dir, "facts.csv"), "people,of 130", "people,of,130"))
	rules := map[string]int{}
	for _, f := range load(t, dir) {
		rules[f.Rule]++
	}
	for rule, n := range map[string]int{"unknown-word": 1, "out-of-range": 1, "date": 1, "csv-row": 2} {
		if rules[rule] != n {
			t.Errorf("%d findings of %s, want %d: %v", rules[rule], rule, n, rules)
		}
	}
}

func TestEncodingsAreNamed(t *testing.T) {
	encode := func(s string, err error) string {
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	for name, text := range map[string]string{
		"Shift_JIS": encode(japanese.ShiftJIS.NewEncoder().String("terms:\n  - {id: a, concept: 三国の川についての用語, use: x}\n")),
		"EUC-JP":    encode(japanese.EUCJP.NewEncoder().String("terms:\n  - {id: a, concept: 三国の川についてのことば, use: x}\n")),
		"EUC-KR":    encode(korean.EUCKR.NewEncoder().String("terms:\n  - {id: a, concept: 세 나라의 강에 대한 말, use: x}\n")),
		"UTF-16":    encode(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String("terms: []\n")),
		"Latin-1":   "terms:\n  - {id: a, concept: Caf\xe9 cr\xe8me, use: x}\n",
	} {
		dir := example(t)
		write(t, dir, "terms.yaml", text)
		found := load(t, dir)
		if len(found) != 1 || found[0].Rule != "encoding" || !strings.Contains(found[0].Message, name) || found[0].Line == 0 {
			t.Errorf("%s: %v", name, found)
		}
	}
}

// TestBOMAndCRLF holds that both are accepted.
func TestBOMAndCRLF(t *testing.T) {
	dir := example(t)
	for _, f := range []string{"dossier.yaml", "members/xar.yaml", "initiatives/river-warnings.md", "polls.csv", "sources/example.json"} {
		write(t, dir, f, "\ufeff"+strings.ReplaceAll(read(t, dir, f), "\n", "\r\n"))
	}
	if found := load(t, dir); len(found) > 0 {
		t.Errorf("%v", found)
	}
	// Places are right in such files too.
	write(t, dir, "terms.yaml", "# 用語\r\n\r\nterms:\r\n  - {id: a, concept: 川, usage: x}   # a note\r\n")
	if found := load(t, dir); len(found) != 2 || found[1].Pos.String() != "terms.yaml:4:25" || found[1].Rule != "unknown-key" {
		t.Errorf("%v", found)
	}
	d, _, err := dossier.Load(dir)
	if err != nil || len(d.Polls) != 4 || !strings.Contains(d.Initiative("river-warnings").Body, "too late") {
		t.Errorf("%v, %d polls", err, len(d.Polls))
	}
}

// TestBombs holds that hostile files end quickly with a finding.
func TestBombs(t *testing.T) {
	bomb := "a: &a [x,x,x,x,x,x,x,x,x]\n"
	for c := 'b'; c < 'k'; c++ {
		bomb += string(c) + ": &" + string(c) + " [" + strings.TrimSuffix(strings.Repeat("*"+string(c-1)+",", 9), ",") + "]\n"
	}
	for name, text := range map[string]string{
		"aliases":  bomb,
		"brackets": "terms: " + strings.Repeat("[", 100_000),
		"maps":     "terms: " + strings.Repeat("{a: ", 50_000),
		"indent":   deepIndent(3000),
		"dashes":   "terms: " + strings.Repeat("- ", 100_000),
		"keys":     strings.Repeat("? ", 100_000),
		"values":   strings.Repeat("a: ", 100_000),
		"commas":   "terms: [" + strings.Repeat(", ", 100_000) + "]",
		"anchors":  "terms: " + strings.Repeat("&x ", 100_000),
		"tags":     "terms: " + strings.Repeat("!x ", 100_000),
		"quotes":   "terms: " + strings.Repeat(`"x" `, 100_000),
		"no space": "terms: [" + strings.Repeat("x,", 1<<20) + "]",
		"entries":  "terms: [\n" + strings.Repeat(" x,\n", 1<<20) + "]",
		"a line":   "terms: " + strings.Repeat("x", 4<<20),
	} {
		dir := example(t)
		write(t, dir, "terms.yaml", text)
		start := time.Now()
		found := load(t, dir)
		if len(found) == 0 {
			t.Errorf("%s: no finding", name)
		}
		if took := time.Since(start); took > 20*time.Second {
			t.Errorf("%s took %v", name, took)
		}
	}
}

func deepIndent(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat(" ", i) + "a:\n")
	}
	return b.String()
}

func TestNoDossier(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{filepath.Join(t.TempDir(), "nowhere"), t.TempDir(), file} {
		if _, _, err := dossier.Load(dir); !errors.Is(err, dossier.ErrNoDossier) {
			t.Errorf("%s: %v", dir, err)
		}
	}
}

// TestNewIsWholeOrNothing holds that New refuses what is not empty and leaves
// nothing behind.
func TestNewIsWholeOrNothing(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "d/mine.txt", "mine")
	if err := dossier.New(filepath.Join(dir, "d")); !errors.Is(err, dossier.ErrNotEmpty) {
		t.Errorf("a folder that holds something: %v", err)
	}
	if got := read(t, dir, "d/mine.txt"); got != "mine" {
		t.Errorf("it was changed to %q", got)
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 1 {
		t.Errorf("left behind: %v, %v", entries, err)
	}
	if err := os.Mkdir(filepath.Join(dir, "empty"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := dossier.New(filepath.Join(dir, "empty")); err != nil {
		t.Errorf("an empty folder: %v", err)
	}
}

func TestWriteFileStaysInside(t *testing.T) {
	dir := t.TempDir()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	if err := dossier.WriteFile(root, "../out.txt", []byte("x")); err == nil {
		t.Error("a path out of the folder was written")
	}
	if err := dossier.WriteFile(root, "a/b.txt", []byte("one")); err != nil {
		t.Fatal(err)
	}
	if err := dossier.WriteFile(root, "a/b.txt", []byte("two")); err != nil || read(t, dir, "a/b.txt") != "two" {
		t.Errorf("writing again: %v", err)
	}
	if entries, _ := os.ReadDir(filepath.Join(dir, "a")); len(entries) != 1 {
		t.Errorf("left behind: %v", entries)
	}
}

func TestDate(t *testing.T) {
	day := func(s string) time.Time {
		d, err := dossier.ParseDate(s)
		if err != nil {
			t.Fatal(err)
		}
		return d.First()
	}
	for _, c := range []struct {
		date, day                 string
		begun, published, isEnded bool
	}{
		{"2019-10", "2019-09-30", false, false, false},
		{"2019-10", "2019-10-01", true, false, false},
		{"2019-10", "2019-10-31", true, true, false},
		{"2019-10", "2019-11-01", true, true, true},
		{"2019", "2019-12-30", true, false, false},
		{"2020-02-29", "2020-02-29", true, true, false},
	} {
		d, err := dossier.ParseDate(c.date)
		if err != nil {
			t.Fatal(err)
		}
		if d.Begun(day(c.day)) != c.begun || d.Published(day(c.day)) != c.published || d.Ended(day(c.day)) != c.isEnded || d.String() != c.date {
			t.Errorf("%s on %s: begun %v, published %v, ended %v", c.date, c.day, d.Begun(day(c.day)), d.Published(day(c.day)), d.Ended(day(c.day)))
		}
	}
	for _, bad := range []string{"", "19", "2019-1", "2019-13", "2019-02-29", "2019-00", "2019-10-00", "0999", "2019/10", "2019-10-1x", "２０１９"} {
		if d, err := dossier.ParseDate(bad); err == nil {
			t.Errorf("%q reads as %v", bad, d)
		}
	}
}

func TestNearest(t *testing.T) {
	words := []string{"influence", "salience", "stance", "confidence"}
	for in, want := range map[string]string{"influense": "influence", "saleince": "salience", "stanc": "stance", "quota": "", "": ""} {
		if got := dossier.Nearest(in, words); got != want {
			t.Errorf("nearest to %q is %q, want %q", in, got, want)
		}
	}
}
