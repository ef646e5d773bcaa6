package term

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"entente/country"
	"entente/event"
	"entente/evidence"
	"entente/publish/output"
	"entente/words"
)

func imported(t *testing.T, done event.Imported, store *event.Stats, rejects string) string {
	t.Helper()
	var b bytes.Buffer
	if err := Imported(&b, done, "e.duckdb", store, rejects, 1500*time.Millisecond); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestImported(t *testing.T) {
	var codes []event.UnknownCount
	for n := range 12 {
		codes = append(codes, event.UnknownCount{UnknownCode: event.UnknownCode{System: country.ISO3, Code: fmt.Sprintf("Q%02d", n)}, N: int64(3000 - n)})
	}
	got := imported(t, event.Imported{
		Files: []event.ImportedFile{
			{Path: "a.csv", Origin: event.ICEWS, Rows: 12400, Kept: 12000, Repeated: 390, Rejected: 10},
			{Path: "b.csv", Rows: 0, Known: true},
		},
		Passed: []string{"x.txt", "y.txt"}, Unknown: codes,
	}, &event.Stats{Rows: 1234567, Bytes: 2_500_000}, "e.rejects.csv")
	system := country.ISO3.String()
	want := "a.csv: icews, 12,400 rows read, 12,000 kept, 390 repeated, 10 rejected\n" +
		"b.csv: format not recognised, 0 rows read, 0 kept, 0 repeated, 0 rejected (imported before)\n" +
		"2 files: 12,400 rows read, 12,000 kept, 390 repeated, 10 rejected\n" +
		"2 files of the folders are no tables by their names and were passed over\n" +
		"The rejected rows are in e.rejects.csv\n" +
		"Country codes that no table knows (their rows are kept, without a country): " + system + " Q00 ×3,000, " + system + " Q01 ×2,999"
	if !strings.HasPrefix(got, want) {
		t.Errorf("%s\nwant\n%s", got, want)
	}
	if !strings.HasSuffix(got, " Q09 ×2,991, and 2 more (--format json lists all)\ne.duckdb holds 1,234,567 rows in 2.5 MB; this took 1.5 s\n") {
		t.Error(got)
	}
	got = imported(t, event.Imported{Files: make([]event.ImportedFile, 21)}, nil, "")
	if got != "21 files: 0 rows read, 0 kept, 0 repeated, 0 rejected\nNothing was kept, and no store was made\n" {
		t.Error(got)
	}
}

// The line never is wider than the terminal, and says how far it is.
func TestProgress(t *testing.T) {
	at := event.ImportProgress{Bytes: 250, AllBytes: 1000, Rows: 50000}
	if got := progressLine(at, 10*time.Second, 100); got != "["+strings.Repeat("=", 7)+strings.Repeat(" ", 23)+"]  25%  50,000 rows, 5,000 a second, 30s left" {
		t.Error(got)
	}
	for width := range 120 {
		if got := progressLine(at, 10*time.Second, width); words.Width(got) > max(width, 1) {
			t.Errorf("%d columns: %q", width, got)
		}
	}
	if got := progressLine(event.ImportProgress{AllBytes: 1000}, time.Second, 100); !strings.Contains(got, "? left") {
		t.Errorf("the time left is guessed from nothing: %s", got)
	}

	var b bytes.Buffer
	p := NewProgress(&b, 80)
	p.Show(at)
	p.Show(at) // too soon after the first
	p.Clear()
	if got := b.String(); strings.Count(got, "50,000 rows") != 1 || !strings.HasSuffix(got, "\r\x1b[K") {
		t.Errorf("%q", got)
	}
	none := NewProgress(nil, 0)
	none.Show(at)
	none.Clear()
}

func TestBuilt(t *testing.T) {
	say := func(r output.Report) string {
		t.Helper()
		var b bytes.Buffer
		if err := Built(&b, "out", ".list", r); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	if got := say(output.Report{Written: 3}); got != "" {
		t.Errorf("what is to be expected is told: %s", got)
	}
	got := say(output.Report{Recovered: true, Adopted: true, Was: "Arden", Left: []string{"a\x1b.html"}, Aside: []string{"out.old"}})
	for _, part := range []string{"the site is whole again\n", "from now on .list keeps it\n", "out held the site of \"Arden\" until now\n", "  \"a\\x1b.html\"\n", "out.old is what a stopped build"} {
		if !strings.Contains(got, part) {
			t.Errorf("%q does not say %q", got, part)
		}
	}
	left := make([]string, 23)
	if got := say(output.Report{Left: left}); strings.Count(got, "\n") != 22 || !strings.HasSuffix(got, "  and 3 more\n") {
		t.Error(got)
	}
}

func TestAccepted(t *testing.T) {
	var b bytes.Buffer
	if err := Accepted(&b, evidence.Accepted{Facts: 1, Events: 2, About: 1, Rejected: 3, Waiting: 1, Refused: 4, Already: 5}); err != nil {
		t.Fatal(err)
	}
	if got, want := b.String(), "accepted: 1 fact, 2 events, 0 quotations, 1 subject of sources; 3 rejected, 1 waits, 4 refused (they stay in inbox/), 5 in the dossier already\n"; got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errors.New("the disk is full") }

func TestErrorsOfSummariesComeBack(t *testing.T) {
	for name, err := range map[string]error{
		"imported": Imported(broken{}, event.Imported{}, "", nil, "", 0),
		"built":    Built(broken{}, "out", ".list", output.Report{Recovered: true}),
		"accepted": Accepted(broken{}, evidence.Accepted{}),
	} {
		if err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
