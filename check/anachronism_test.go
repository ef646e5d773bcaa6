package check_test

import (
	"strings"
	"testing"
)

// A source cannot tell of what happened after it was published; it can tell of what
// was planned, and a later source behind the date covers it.
func TestAnachronism(t *testing.T) {
	for body, want := range map[string]string{
		"The three met in Arden in March 2023 [@treaty-2021].":                         "before March 2023",
		"The three met from March 4 to 6, 2023 [@treaty-2021].":                        "before 4 March 2023",
		"三者は2023年3月に会談した [@treaty-2021]。":                                              "before March 2023",
		"Стороны встретились в марте 2023 года [@treaty-2021].":                        "before March 2023",
		"The three will meet in March 2023 [@treaty-2021].":                            "",
		"The centre is due in March 2023 [@treaty-2021].":                              "",
		"In May 2020 letters were asked for [@treaty-2021].":                           "",
		"The three met in Arden in March 2023 [@gazette-2025].":                        "",
		"The treaty [@treaty-2021] was read out in March 2023 in the assembly.":        "",
		"The treaty [@treaty-2021] was read out in March 2023 [@gazette-2025].":        "",
		"The three met in March 2023 [@treaty-2021; @gazette-2025].":                   "",
		"“The three met in March 2023,” said the chair [@treaty-2021].":                "",
		"The three met in Arden in March 2023.":                                        "",
		"The three met in March 2023.[^n]\n\n[^n]: The minutes [@treaty-2021] say so.": "before March 2023",
	} {
		dir := template(t)
		edit(t, dir, "pieces/note.md", func(string) string { return "---\ntitle: A note\n---\n" + body + "\n" })
		var got []string
		for _, f := range run(t, dir, true) {
			if f.Rule == "anachronism" {
				got = append(got, f.Message)
			}
		}
		if (len(got) > 0) != (want != "") || len(got) > 1 || want != "" && !strings.Contains(got[0], want) {
			t.Errorf("%s: %q, want %q", body, got, want)
		}
	}
}
