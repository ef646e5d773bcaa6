package check_test

import "testing"

// TestNoSuchInFourLanguages holds ways to deny that there is something, and what is no
// absence to be searched for.
func TestNoSuchInFourLanguages(t *testing.T) {
	if testing.Short() {
		t.Skip("four dossiers, each checked by the same threads")
	}
	const rule = "unsearched-absence"
	holdKinds(t, []kind{
		{"egypt-gas", "en", "There is no joint calendar of planned work.", rule},
		{"egypt-gas", "en", "A protocol for sudden stops does not exist.", rule},
		{"egypt-gas", "en", "No pollster has asked Egyptians about the gas.", rule},
		{"flagship", "en", "The hotline was installed in 2023 [@kbs-world-2023-10-16-hotline-established]. Nothing more was heard of it.", rule},
		{"flagship", "en", "The second meeting of the finance ministers never took place.", rule},
		{"poland-runoff", "en", "No German minister has come to the graves to this day.", rule},
		{"testing-office", "en", "The working behind the figure remains unpublished.", rule},
		{"testing-office", "en", "It is not known whether any post was given back.", rule},
		{"testing-office", "en", "The Senate has yet to be asked.", rule},
		{"testing-office", "en", "Nowhere is the saving shown.", rule},
		{"flagship", "ja", "財務相会合の第2回は開かれていない。", rule},
		{"flagship", "ja", "ホットラインの使用例はない。", rule},
		{"flagship", "ja", "三カ国の世論を同じ問いで測った調査は存在しない。", rule},
		{"flagship", "ja", "その手順を記した文書はどこにもない。", rule},
		{"flagship", "ko", "두 번째 재무장관회의는 열리지 않았다.", rule},
		{"flagship", "ko", "핫라인이 쓰인 적은 없다.", rule},
		{"flagship", "ko", "그런 절차를 적은 문서는 존재하지 않는다.", rule},
		{"flagship", "ko", "아무도 세 나라 국민에게 같은 질문을 하지 않았다.", rule},
		{"egypt-gas", "ru", "Совместного календаря работ не существует.", rule},
		{"egypt-gas", "ru", "Египтян о газе никто не спрашивал.", rule},
		{"flagship", "ru", "Второй встречи министров финансов не было.", rule},
		{"poland-runoff", "ru", "Продолжения не последовало.", rule},
		{"egypt-gas", "en", "We searched in three languages ({{search s-joint-calendar}}). A joint calendar was not found.", ""},
		{"egypt-gas", "en", "If no joint calendar is found, the operators may keep one in private.", ""},
		{"egypt-gas", "en", "Whether there is a calendar nobody has searched.", ""},
		{"egypt-gas", "ru", "Общего календаря нет ({{search s-joint-calendar}}).", ""},
		{"flagship", "ko", "두 번째 회의는 열리지 않았다({{search s-finance-second}}).", ""},
	})
}
