package lex_test

import (
	"testing"

	"entente/evidence/lex"
)

// What was not found is told in four languages, and told from what another did not
// find, what is no search at all and what was found.
func TestAbsence(t *testing.T) {
	for s, want := range map[string]string{
		"No second round was found up to March.":                             "No second round was found",
		"That the line opened was not found in any register.":                "was not found",
		"The names have never been traced.":                                  "have never been traced",
		"The list cannot be found.":                                          "cannot be found",
		"We found no such law.":                                              "We found no",
		"The editors could not find a later text.":                           "The editors could not find",
		"Nothing found since":                                                "Nothing found",
		"There is still no public evidence of a second shipment.":            "There is still no public evidence",
		"No record of the talks survives.":                                   "No record of the talks survives",
		"2回目の会合は見つからなかった。":                                                   "見つからな",
		"合意の記録はない。":                                                          "記録はない",
		"두 번째 회의는 찾을 수 없었다.":                                                 "찾을 수 없",
		"그 약속이 지켜졌다는 증거는 없다.":                                                "증거는 없",
		"Второй встречи найти не удалось: отчёт не найден.":                  "найти не удалось",
		"Сведений о второй встрече нет.":                                     "Сведений о второй встрече нет.",
		"The court found no fault in the permit.":                            "",
		"No agreement on the words could be found.":                          "",
		"A compromise on the fund has not been found.":                       "",
		"A second meeting was found in the register.":                        "",
		"Beijing gave no sign of relenting.":                                 "",
		"The two found common ground, and no minister objected.":             "",
		"No minister came. The minutes were found in a drawer.":              "",
		"記録を更新した。":                                                           "",
		"기록을 세웠다.":                                                           "",
		"Новый источник найден в архиве.":                                    "",
		"The fund was not used for what the founders had founded it to do.":  "",
		"The auditors reported that they found nothing wrong with the dyke.": "",
	} {
		at, _, ok := lex.Absence(s)
		if got := at.In(s); ok != (want != "") || got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
}
