package check_test

import (
	"strings"
	"testing"
)

// A ruling that was replaced is known by its day, and without it by its year and a
// figure of its outcome beside its source; what says what became of it is sound.
func TestReplacedRulings(t *testing.T) {
	for body, want := range map[string]string{
		"The court of Arden granted 740 villages a fee in 2016 [@gazette-2025].":                                   "Cuts it to 415 villages",
		"The court of Arden granted 740 villages a fee in 2016, which the higher court later cut [@gazette-2025].": "",
		"In the first instance the court granted 740 villages a fee in 2016 [@gazette-2025].":                      "",
		"The court of Arden granted 740 villages a fee in 2016 [@treaty-2021].":                                    "",
		"The court of Arden heard 12 villages in 2016 [@gazette-2025].":                                            "",
		"Решение суда от 30 ноября 2016 года остаётся в силе [@gazette-2025].":                                     "Cuts it to 415 villages",
		"Решение суда от 30 ноября 2016 года было отменено [@gazette-2025].":                                       "",
	} {
		dir := template(t)
		edit(t, dir, "cases.csv", func(string) string {
			return "id,line,court,date,outcome,supersedes,source\n" +
				"fee-2016,Fees,Court of Arden,2016-11-30,Grants 740 villages a fee,,gazette-2025\n" +
				"fee-2017,Fees,Higher Court of Arden,2017-05-17,Cuts it to 415 villages,fee-2016,gazette-2025\n"
		})
		edit(t, dir, "pieces/note.md", func(string) string { return "---\ntitle: A note\n---\n" + body + "\n" })
		var got []string
		for _, f := range run(t, dir, true) {
			if f.Rule == "superseded" && f.File == "pieces/note.md" {
				got = append(got, f.Message)
			}
		}
		if (len(got) > 0) != (want != "") || len(got) > 1 || want != "" && !strings.Contains(got[0], want) {
			t.Errorf("%s: %q, want %q", body, got, want)
		}
	}
}
