package check_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
)

// TestMisspeltNames holds which names are told from those of the dossier, and which
// are others.
func TestMisspeltNames(t *testing.T) {
	if testing.Short() {
		t.Skip("many dossiers, each checked by the same threads")
	}
	for from, want := range map[string]map[string]string{
		filepath.Join("..", "examples", "trilateral"): {
			"The exercise Freedom Egde was held.":     "Freedom Edge",
			"The exercise Freedom's Edge was held.":   "Freedom Edge",
			"Members of Keidanran met.":               "Keidanren",
			"President Donald Trupm came.":            "Trump",
			"The exercise Freedom Edge was held.":     "",
			"Members of Keidanren met at the centre.": "",
			"The labor ministers met at the harbor.":  "",
			"Partners in South-East Asia met.":        "",
			"Partners in Southeast Asia met.":         "",
			"보고서는 기후환경에너지부의 것이다.":                     "기후에너지환경부",
			"보고서는 기후에너지환경부의 것이다.":                     "",
			"이재몽 대통령이 왔다.":                            "이재명",
			"이재용 의원이 왔다.":                             "",
			"이재명 대통령이 왔다.":                            "",
			"高市早笛首相が来た。":                              "高市早苗",
			"高市早苗首相が来た。":                              "",
			"高市早川町の人が来た。":                             "",
		},
		filepath.Join("testdata", "corpus", "other"): {
			"The Qush Tepa canal is long.": "Qosh Tepa",
			"The Qosh Tepa canal is long.": "",
			"Письмо подписал Токтосонов.":  "Токтосун",
			"Письмо передали Токтосунову.": "",
			"Письмо передали Мирзиееву.":   "",
		},
	} {
		texts, sentence := map[string]string{}, map[string]string{}
		for s := range want {
			file := fmt.Sprintf("pieces/s%03d.md", len(texts))
			texts[file], sentence[file] = "---\ntitle: A sentence\n---\n"+s+"\n", s
		}
		got := map[string]string{}
		for _, f := range run(t, dossierWith(t, from, texts), false) {
			if f.Rule == "name-variant" {
				got[sentence[f.File]] += f.Message
			}
		}
		for s, right := range want {
			if right == "" && got[s] != "" || !strings.Contains(got[s], right) {
				t.Errorf("%s\n    got  %q\n    want %q", s, got[s], right)
			}
		}
	}
}
