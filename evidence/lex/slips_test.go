package lex

import "testing"

// TestSlipsOfSpaces holds missing spaces behind marks and between words, and what only
// looks like them.
func TestSlipsOfSpaces(t *testing.T) {
	for text, want := range map[string]string{
		"It opened on 14 March 2025,and nobody came.":                           "run-together",
		"They met in July 2025 ,and it rained.":                                 "run-together",
		"The gauges work,the rest does not.":                                    "run-together",
		"It was late ;Lee left.":                                                "run-together",
		"It was so ,as they said.":                                              "run-together",
		"It was restored inJune 2023.":                                          "run-together",
		"Both sides agreedto meet.":                                             "run-together",
		"They agreed on a textand left.":                                        "run-together",
		"Суд пересмотрел дело,и часть освободил.":                               "run-together",
		"Они встретились вМоскве.":                                              "run-together",
		"ここで改めて改めて断る。":                                                          "doubled-word",
		"The text is alreadysigned.":                                            "run-together",
		"They wouldneed a year for it.":                                         "run-together",
		"Whichever of them would come, the evening was justified betweentimes.": "",
		"Они живут в в Омске.":                                                  "doubled-word",
		"Они и я, а в саду и в доме.":                                           "",
		"首脳が会談をを開いた。":                                                           "doubled-word",
		"정부는 합의를 합의를 발표했다.":                                                     "doubled-word",
		"It fell from 1,209 to 745 GWh; beforehand, they understand, operands and reprimands are herewith listed.": "",
		"いろいろな国が一人一人を、それぞれ様々に、ますます見る。":                                                                             "",
		"한국에서 독도, 일본에서 다케시마라고 부르는 섬은 독도(다케시마)다.":                                                                   "",
		"В 2025 году, по словам «КазМунайГаз», всё было готово.":                                                   "",
		"The iPhone and the eBay page, e.g. this one, need 2,5 GB.":                                                "",
	} {
		got := ""
		for _, s := range Slips(text, 10) {
			got += s.Kind
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
