package check_test

import (
	"strings"
	"testing"
)

// claimsOf gives the messages of the two rules of series for a sentence, in the sample
// with two series more: SHIPS, which broke in 2020, and BOATS, which follows it.
func claimsOf(t *testing.T, body string) string {
	t.Helper()
	dir := template(t)
	edit(t, dir, "polls.csv", func(string) string {
		return `series,country,question,pollster,end,published,n,value,unit,break,source,note
SHIPS,XAR,want ships,Arden Poll,2015-06,2015-07,1000,40.5,percent,,poll-2025,
SHIPS,XAR,want ships,Arden Poll,2017-06,2017-07,1000,51.5,percent,,poll-2025,
SHIPS,XAR,want ships,Arden Poll,2019-06,2019-07,1000,46.5,percent,,poll-2025,
SHIPS,XAR,want ships,Arden Poll,2020-06,2020-07,1000,33.5,percent,by mail instead of face to face,poll-2025,
SHIPS,XAR,want ships,Arden Poll,2021-06,2021-07,1000,36.5,percent,,poll-2025,
BOATS,XAR,want boats,Belmora Poll,2022-06,2022-07,1000,61.5,percent,,poll-2025,Succeeds SHIPS
XAR_TRUST_BELMORA,XAR,trust Belmora,Arden Poll,2023-06,2023-07,1000,47,percent,,poll-2025,
XAR_TRUST_BELMORA,XAR,trust Belmora,Arden Poll,2025-06,2025-07,1000,44,percent,,poll-2025,
`
	})
	edit(t, dir, "pieces/note.md", func(string) string { return "---\ntitle: A note\n---\n" + body + "\n" })
	var got []string
	for _, f := range run(t, dir, true) {
		if f.File == "pieces/note.md" && (f.Rule == "record-claim" || f.Rule == "series-break") {
			got = append(got, f.Rule+": "+f.Message)
		}
	}
	return strings.Join(got, "\n")
}

// A claim about a series is read whatever its verb and whoever is named between the
// superlative and its scope, in four languages; what limits itself is held to that.
func TestClaimsAboutSeries(t *testing.T) {
	for body, want := range map[string]string{
		"In June 2019, 46.5 percent of adults wanted ships, the highest value that the Arden Poll has ever found [@poll-2025].": "51.5",
		"The 46.5 percent of adults who wanted ships in June 2019 were the largest share of the whole series [@poll-2025].":     "51.5",
		"In June 2019 more adults wanted ships, 46.5 percent, higher than at any time since the poll began [@poll-2025].":       "51.5",
		"2019年6月の46.5％は、成人のうち船を望む割合として過去最高である [@poll-2025]。":                                                                    "51.5",
		"2019년 6월 배를 원한 성인은 46.5퍼센트로 역대 최고였다 [@poll-2025].":                                                                     "51.5",
		"Наибольшая за всю историю ряда доля взрослых, 46,5 процента, хотела судов в июне 2019 года [@poll-2025].":              "51.5",
		"In June 2017, 51.5 percent of adults wanted ships, the highest value of the waves held here [@poll-2025].":             "",
		"It was the largest fleet ever seen on the river.":                                                                      "no series of the dossier is tied to it",
		"The wish sank from 46.5 percent of adults in June 2019 to 33.5 percent in June 2020 [@poll-2025].":                     "series-break: the series SHIPS begins anew",
		"船を望む成人は2019年6月の46.5％から2020年6月の33.5％へと細った [@poll-2025]。":                                                                "series-break: the series SHIPS begins anew",
		"Доля взрослых рухнула с 46,5 процента в 2019 году до 33,5 процента в 2020 году [@poll-2025].":                          "series-break: the series SHIPS begins anew",
		"Interest tripled, from 36.5 percent of adults in June 2021 to 61.5 percent in June 2022 [@poll-2025].":                 "are two series",
		"The wish slid from 51.5 percent of adults in June 2017 to 46.5 percent in June 2019 [@poll-2025].":                     "",
		"Asked face to face, 46.5 percent of adults wanted ships in 2019, and by mail 33.5 percent in 2020 [@poll-2025].":       "",
	} {
		if got := claimsOf(t, body); (got == "") != (want == "") || !strings.Contains(got, want) {
			t.Errorf("%s\n%q, want %q", body, got, want)
		}
	}
}
