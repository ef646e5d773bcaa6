package check_test

import "testing"

// TestDenominatorVariants holds of what a percentage is said, on sentences of our own.
func TestDenominatorVariants(t *testing.T) {
	if testing.Short() {
		t.Skip("whole dossiers")
	}
	holdVariants(t, 5, []ownVariant{
		// the two figures of which it is the share stand beside it
		{"testing-office", "", "Fifty-two of the 82 went, which is 63.4 percent [@air-force-times-2025-05-28-reorg]."},
		{"testing-office", "", "94本が一覧の251本から外れ、37％である [@mdaa-2025-10-17-breaking-defense]。"},
		{"testing-office", "", "251개 가운데 94개가 빠져 37%다 [@mdaa-2025-10-17-breaking-defense]."},
		{"testing-office", "", "Из списка в 251 программу ушли 94: 37 % [@mdaa-2025-10-17-breaking-defense]."},
		// a whole is named as that against which it is held
		{"testing-office", "", "Measured by the 118 posts budgeted it comes to 74 percent [@usni-news-2025-06-02-budget-staff]."},
		{"testing-office", "", "Relative to the budget's 118 posts, the cut is 74 percent [@usni-news-2025-06-02-budget-staff]."},
		{"testing-office", "", "予算上の118の席を分母にすると74％になる [@usni-news-2025-06-02-budget-staff]。"},
		{"testing-office", "", "予算の118席に対しては74％である [@usni-news-2025-06-02-budget-staff]。"},
		{"testing-office", "", "예산상 직위 118개에 견주면 74%다 [@usni-news-2025-06-02-budget-staff]."},
		{"testing-office", "", "예산의 118개를 분모로 하면 74%가 된다 [@usni-news-2025-06-02-budget-staff]."},
		{"testing-office", "", "Если считать от 118 должностей бюджета, выходит 74 % [@usni-news-2025-06-02-budget-staff]."},
		{"testing-office", "", "По отношению к 118 должностям бюджета это 74 % [@usni-news-2025-06-02-budget-staff]."},
		{"egypt-gas", "", "2024年にエジプトが使ったガスのうち、イスラエルから来たのは15から20％だった [@reuters-2025-06-25-lng-plan]。"},
		{"egypt-gas", "", "이집트가 쓰는 가스 가운데 이스라엘에서 온 것은 15~20%다 [@reuters-2025-06-25-lng-plan]."},
		// a time of day and a decimal comma part no sentence
		{"poland-runoff", "", "Экзитпол в 21:00 дал 49,7 %, поздний опрос в 23:00 — 50,7 % [@polityka-2025-06-result]."},
		// the size of a difference
		{"poland-runoff", "", "두 후보는 1.78%포인트 차였다 [@radiofreee-2025-06-02-result]."},
		// the sentence behind or before says of what
		{"poland-runoff", "", "Nawrocki 50.89 percent, Trzaskowski 49.11 percent. The whole is that of valid votes [@radiofreee-2025-06-02-result]."},
		{"poland-runoff", "", "ナブロツキ50.89％、チャスコフスキ49.11％。有効票を母数とした値である [@radiofreee-2025-06-02-result]。"},
		{"poland-runoff", "", "나브로츠키 50.89%, 트샤스코프스키 49.11%. 유효표를 분모로 한 값이다 [@radiofreee-2025-06-02-result]."},
		{"poland-runoff", "", "Навроцкий — 50,89 %, Тшасковский — 49,11 %. Считали от числа голосов [@radiofreee-2025-06-02-result]."},
		{"testing-office", "", "The budget has 118 posts, and shares are of these. The cut came to 74 percent [@usni-news-2025-06-02-budget-staff]."},
		{"testing-office", "denominator", "The cut came to 74 percent. The paper is of June [@usni-news-2025-06-02-budget-staff]."},
		{"testing-office", "denominator", "Nobody resigned. The cut came to 74 percent [@usni-news-2025-06-02-budget-staff]."},
		// nothing of which it could be
		{"testing-office", "denominator", "The cut came to 74 percent [@usni-news-2025-06-02-budget-staff]."},
		{"testing-office", "denominator", "結果は74％である [@usni-news-2025-06-02-budget-staff]。"},
		{"testing-office", "denominator", "결과는 74%다 [@usni-news-2025-06-02-budget-staff]."},
		{"testing-office", "denominator", "Итог — 74 % [@usni-news-2025-06-02-budget-staff]."},
		{"testing-office", "denominator", "On 27 May 2025 the number stood at 37 percent [@mdaa-2025-10-17-breaking-defense]."},
		{"egypt-gas", "denominator", "2025年9月の値は91％を超えた [@nan-2025-q3-lng]。"},
		// of another whole than the source's
		{"egypt-gas", "denominator", "エジプトの輸入ガスの14％がイスラエル産だと当局者は述べた [@nan-2025-08-fourteen-percent]。"},
		{"egypt-gas", "denominator", "이집트가 수입하는 가스의 14%가 이스라엘산이라고 당국자는 말했다 [@nan-2025-08-fourteen-percent]."},
		{"egypt-gas", "denominator", "По словам чиновника, из Израиля идёт 14 % импорта газа Египтом [@nan-2025-08-fourteen-percent]."},
		{"egypt-gas", "denominator", "2025年第3四半期、エジプトが輸入したガスの91％超が米国産だった [@nan-2025-q3-lng]。"},
		{"egypt-gas", "denominator", "2025년 6월 이집트가 쓰는 가스의 최대 60%가 이스라엘에서 왔다 [@north-africa-post-2025-06-sixty-imports]."},
		{"egypt-gas", "", "エジプト市場に出回るガス全体の14％がイスラエル産だと当局者は述べた [@nan-2025-08-fourteen-percent]。"},
		{"egypt-gas", "", "이집트가 수입하는 가스의 최대 60%가 2025년 6월 이스라엘에서 왔다 [@north-africa-post-2025-06-sixty-imports]."},
		{"egypt-gas", "", "Египет получил из США более 91 % сжиженного газа в третьем квартале 2025 года [@nan-2025-q3-lng]."},
	})
}
