package event

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
)

func allRecords(text string) (rows []record) {
	in := newRecords(strings.NewReader(text), ',', true)
	for {
		r, err := in.next()
		if err != nil {
			return rows
		}
		rows = append(rows, r)
	}
}

func TestRecords(t *testing.T) {
	for _, c := range []struct {
		text   string
		fields string // rows parted by ; and fields by |
		faults string // line:column of the rows that have one
	}{
		{"a,b\nc,d\n", "a|b;c|d", ""},
		{"a,b\r\nc,d", "a|b;c|d", ""},
		{"\n\na,\n\n", "a|", ""},
		{`"a,b","c""d"` + "\n", `a,b|c"d`, ""},
		{"\"a\nb\",c\nd,e\n", "a\nb|c;d|e", ""},
		{"\"a\r\nb\",\"c\"\r\nd,e\r\n", "a\r\nb|c;d|e", ""},
		{"a \"b\" c,d\n", `a "b" c|d`, ""},
		{"\"\",\"\"\n", "|", ""},
		{"\"a\"b,c\nd,e\n", ";d|e", "1:1"},
		{"x,\"open\nd,e\nf,g\n", ";d|e;f|g", "1:2"},
		{"\"", "", "1:1"},
	} {
		var rows, faults []string
		for _, r := range allRecords(c.text) {
			rows = append(rows, strings.Join(r.fields, "|"))
			if r.fault.reason != "" {
				faults = append(faults, fmt.Sprintf("%d:%d", r.line, r.fault.col))
			}
		}
		if got := strings.Join(rows, ";"); got != c.fields || strings.Join(faults, " ") != c.faults {
			t.Errorf("%q: %q, faults %v", c.text, got, faults)
		}
	}
}

func TestRecordsLimits(t *testing.T) {
	long := strings.Repeat("x", MaxRow+1)
	open := "a,\"" + strings.Repeat("line\n", maxRowLines+10)
	rows := allRecords("a,b\n" + long + "\nc,d\n" + open)
	if len(rows) < 4 || rows[1].fault.reason != tooLong || rows[1].line != 2 || rows[2].line != 3 || rows[2].fields[0] != "c" {
		t.Fatalf("%d rows", len(rows))
	}
	if r := rows[3]; r.line != 4 || r.fault.col != 2 || !strings.Contains(r.fault.reason, "not closed") {
		t.Errorf("%+v", r.fault)
	}
	if len(rows) != 4+maxRowLines+9 || rows[4].line != 5 { // each line after it is a row
		t.Errorf("%d rows", len(rows))
	}
	in := newRecords(io.MultiReader(strings.NewReader("a,b\n"), brokenReader{}), ',', true)
	if _, err := in.next(); err != nil {
		t.Error(err)
	}
	if _, err := in.next(); !errors.Is(err, errBroken) {
		t.Errorf("the reader's error: %v", err)
	}
}

var errBroken = errors.New("broken")

type brokenReader struct{}

func (brokenReader) Read([]byte) (int, error) { return 0, errBroken }

// FuzzRecords compares with encoding/csv on what that reads.
func FuzzRecords(f *testing.F) {
	f.Add("a,b\n\"c\"\"d\",\"e\nf\"\n")
	f.Add("a,\"b\nc,d\n")
	f.Fuzz(func(t *testing.T, text string) {
		if strings.HasPrefix(text, "\ufeff") || strings.ContainsRune(text, '\r') || len(text) > MaxRow {
			return
		}
		rows := allRecords(text)
		for i, r := range rows {
			if r.line < 1 || i > 0 && r.line <= rows[i-1].line || (r.fault.reason == "") != (r.fields != nil) {
				t.Fatalf("row %d: %+v", i, r)
			}
		}
		theirs := csv.NewReader(strings.NewReader(text))
		theirs.FieldsPerRecord = -1
		want, err := theirs.ReadAll()
		if err != nil {
			return
		}
		if len(rows) != len(want) {
			t.Fatalf("%q: %d rows, not %d", text, len(rows), len(want))
		}
		for i := range want {
			if !slices.Equal(rows[i].fields, want[i]) {
				t.Errorf("%q: %q, not %q", text, rows[i].fields, want[i])
			}
		}
	})
}
