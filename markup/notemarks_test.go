package markup

import "testing"

func TestNoteMarks(t *testing.T) {
	for md, want := range map[string]string{
		"Docks are few.[^1] Crews wait.[^n-2]\n\n[^1]: Of 2024.\n\n[^n-2]: So [^1]: it is.": "Docks are few. Crews wait.\n\nOf 2024.\n\nSo : it is.",
		"[^1]: Note.":              "Note.",
		"[^]":                      "[^]",
		"[^1":                      "[^1",
		"[^a b] [1]":               "[^a b] [1]",
		"[^123456789012345678901]": "[^123456789012345678901]",
		"plain":                    "plain",
	} {
		got, from := "", 0
		for _, m := range NoteMarks(md) {
			got, from = got+md[from:m[0]], m[1]
		}
		if got += md[from:]; got != want {
			t.Errorf("%q: %q, want %q", md, got, want)
		}
	}
}
