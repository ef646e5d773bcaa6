package lex_test

import (
	"testing"

	"entente/evidence/lex"
)

// A reason denies that there is evidence with no subject who denies it, in four
// languages; what somebody does not say or want, what one text does not hold, what is a
// quotation and what another says are told from it.
func TestUnattested(t *testing.T) {
	for s, want := range map[string]string{
		// en
		"A word of his own on the drill is not cited.":                        "is not cited",
		"She met the minister; of work of the four nothing is said.":          "nothing is said",
		"No word of its own stands behind it, so the range is wide.":          "No word of its own stands",
		"On cyber nothing has been reported.":                                 "nothing has been reported",
		"He joined the text, and no later word of it on the pledge is cited.": "no later word of it on the pledge is cited",
		"No vote of the chamber is on record.":                                "No vote of the chamber is on record",
		"The month of the oath is not known":                                  "is not known",
		"Whether a successor sits is not known.":                              "is not known",
		"The ministry did so twice; a word on the third is not held.":         "word on the third is not held",
		"It has asked for nothing that was found.":                            "nothing that was found",
		"The last of its kind as far as is known.":                            "as far as is known",
		"Closed with no successor known.":                                     "no successor known.",
		"Of aid he says nothing in what was read.":                            "nothing in what was read",
		"Its part in what was read is one speech.":                            "in what was read is one",
		"The rows have nothing of her on the mine.":                           "The rows have nothing",
		"A promise of that name is in no row.":                                "in no row",
		"The year of the founding remains unknown.":                           "remains unknown",
		"Nobody from the islands is known to have come.":                      "Nobody from the islands is known",
		"“Nothing is known”, he wrote; of the second ship nothing is known.":  "nothing is known",
		// ja
		"自らの発言は引かれていない。":     "自らの発言は引かれていない",
		"三国については何も伝えられていない。": "何も伝えられていない",
		"その後の声明は知られていない。":    "声明は知られていない",
		"日付は記録にない。":          "記録にない",
		"読んだ限りでは言及がない。":      "読んだ限りでは言及がない",
		// ko
		"자체 성명은 없다.":              "자체 성명은 없",
		"3국에 관해서는 아무것도 전해지지 않았다.": "아무것도 전해지지 않",
		"그 뒤의 발언은 알려지지 않았다.":      "발언은 알려지지 않",
		"그 날짜는 기록에 없다.":           "기록에 없",
		// ru
		"Слов его самого о трёх не приведено.":      "Слов его самого о трёх не приведено",
		"О помощи ничего не сказано.":               "ничего не сказано",
		"Последний, насколько известно.":            "насколько известно",
		"Собственного заявления министерства нет.":  "Собственного заявления министерства нет.",
		"Заявление союза по этому делу не известно": "Заявление союза по этому делу не известно",
		// sound: a policy, an act, a text, a quotation, another's word, what may or may not be
		"The party does not oppose the drill and has no minister of its own.":  "",
		"It says nothing of the pledge there.":                                 "",
		"Of the pledge nothing is said there.":                                 "",
		"No date is named in the statement, and no word of it is cited in it.": "",
		"The drill is not held in February.":                                   "",
		"No meeting of the two was held, and nobody was asked.":                "",
		"The word was not searched, nor was the year looked up.":               "",
		"He wrote that “nothing is known of the ship”.":                        "",
		"The minister said that nothing was known of it.":                      "",
		"If nothing is known by May, the table stays empty.":                   "",
		"An initiative that is not known for speed.":                           "",
		"The plan is not seen as a threat and not said to be one.":             "",
		"Work of three is not in it, and neither opposes it.":                  "",
		"No compromise is known to please both.":                               "",
		"首相は反対していない。":                                                          "",
		"政府は何も決めていない。":                                                         "",
		"정부는 반대하지 않는다.":                                                        "",
		"대통령은 가지 않았다.":                                                         "",
		"Правительство не возражает и ничего не меняет.":                       "",
		"Он не поехал в столицу.":                                              "",
	} {
		at, ok := lex.Unattested(s)
		got := ""
		if ok {
			got = at.In(s)
		}
		if got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
}
