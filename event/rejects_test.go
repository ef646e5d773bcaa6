package event

import (
	"encoding/csv"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestRejects(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "rejects.csv")
	r := NewRejects(name)
	rows := []RejectedRow{{3, 2, "the date is no day", "a\tb"}, {9, 0, "the row has \"two\" columns", strings.Repeat("é", maxRaw)}}
	for _, row := range rows {
		if err := r.Add("x.zip!y.csv", row); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := os.Stat(name); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the file is there before it is committed: %v", err)
	}
	if err := r.Commit(); err != nil || r.Rows() != 2 {
		t.Fatalf("%v, %d rows", err, r.Rows())
	}
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	got, err := csv.NewReader(f).ReadAll()
	if err != nil || len(got) != 3 {
		t.Fatalf("%v, %d rows", err, len(got))
	}
	if s := strings.Join(got[1], "|"); s != "x.zip!y.csv|3|2|the date is no day|a\tb" {
		t.Error(s)
	}
	if got[2][2] != "" || len(got[2][4]) != maxRaw {
		t.Errorf("column %q, raw of %d bytes", got[2][2], len(got[2][4]))
	}

	for what, end := range map[string]func(*Rejects) error{"none": (*Rejects).Commit, "discarded": func(r *Rejects) error {
		return errors.Join(r.Add("x", rows[0]), r.Discard(), r.Discard())
	}} {
		if err := end(NewRejects(filepath.Join(dir, what))); err != nil {
			t.Errorf("%s: %v", what, err)
		}
	}
	if left, _ := os.ReadDir(dir); len(left) != 1 {
		t.Errorf("left behind: %v", left)
	}
	if err := NewRejects(filepath.Join(dir, "absent", "r.csv")).Add("x", rows[0]); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a folder that is absent: %v", err)
	}
}

func TestMayExport(t *testing.T) {
	for _, o := range Origins() {
		err := MayExport(GDELT2, o)
		if (err != nil) != (o == ACLED) || err != nil && (!errors.Is(err, ErrExport) || !strings.Contains(err.Error(), "terms")) {
			t.Errorf("%s: %v", o, err)
		}
	}
	if err := MayExport(Own + 1); !errors.Is(err, ErrExport) {
		t.Errorf("an origin of which nobody knows the terms: %v", err)
	}
}
