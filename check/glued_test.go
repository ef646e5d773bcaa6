package check_test

import "testing"

// TestGluedInFourLanguages holds spaces left out as writers leave them out, and words that
// only look like two.
func TestGluedInFourLanguages(t *testing.T) {
	if testing.Short() {
		t.Skip("four dossiers, each checked by the same threads")
	}
	const rule = "run-together"
	holdKinds(t, []kind{
		{"flagship", "en", "The leaders met at CampDavid in August 2023.", rule},
		{"flagship", "en", "The first FreedomEdge was held near Jeju.", rule},
		{"flagship", "en", "The three leaders met on13 January in Nara.", rule},
		{"egypt-gas", "en", "The flow was cut on 13June 2025.", rule},
		{"testing-office", "en", "The office has lost its head.It has no deputy.", rule},
		{"poland-runoff", "en", "The President said no in December 2025.The cabinet went on.", rule},
		{"flagship", "en", "The foreignministers met in the autumn.", rule},
		{"egypt-gas", "en", "The powerstations stood idle for a day.", ""},
		{"egypt-gas", "en", "QatarEnergy and NewMed are firms, and the lawmakers meet tomorrow.", ""},
		{"flagship", "ko", "세 나라 장관은 도쿄에서 회담을열었다.", rule},
		{"flagship", "ko", "정부는 예산을 국회에 냈다.국회는 그대로 통과시켰다.", rule},
		{"flagship", "ko", "대통령은 총리에게서한을 보냈다.", ""},
		{"flagship", "ko", "이를테면 가을에 마을을 찾는다.", ""},
		{"flagship", "ko", "장관은 공동성명을 총리에게전달했다.", rule},
		{"poland-runoff", "ru", "Закон вступил в силу 15 марта 2026года.", rule},
		{"poland-runoff", "ru", "Соглашение небыло подписано.", rule},
		{"poland-runoff", "ru", "Стороны встретились вмарте в Киеве.", ""}, // as many words begin
		{"poland-runoff", "ru", "Стороны встретились вдекабре в Киеве.", rule},
		{"poland-runoff", "ru", "Президент уехал послевстречи в Киеве.", rule},
		{"poland-runoff", "ru", "Последствия послевоенного международного порядка видны.", ""},
		{"poland-runoff", "ru", "Закон принят в2025 году.", rule},
	})
}
