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
		"Cairo bought early(and paid for it), with its partner(s).":                                                "run-together",
		"두 정상은 부산에서 만났다.회담은 3.1운동 기념일에 열렸다.":                                                                       "run-together",
		"The iPhone and the eBay page, e.g. this one, need 2,5 GB.":                                                "",
	} {
		got := ""
		for _, s := range Slips(text, 10, Known{}) {
			got += s.Kind
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestHeaded holds that a small word run into another is told where texts of its kind
// have the other, and not where the whole is a word.
func TestHeaded(t *testing.T) {
	common := map[string]int{"government": 3, "sides": 1, "staff": 2, "land": 5, "ten": 4, "able": 2, "hold": 2, "rapist": 1, "isolate": 2, "olate": 1}
	for word, want := range map[string]int{"thegovernment": 3, "twosides": 3, "withoutstaff": 7, "hasno": 3, "island": 0, "hasten": 0, "notable": 0, "withhold": 0, "therapist": 0, "isolate": 0, "thesecond": 0, "Thestaff": 0} {
		if got := headed(word, common); got != want {
			t.Errorf("%s: %d, want %d", word, got, want)
		}
	}
	if headed("thegovernment", nil) != 0 {
		t.Error("nothing is known of the texts")
	}
}
