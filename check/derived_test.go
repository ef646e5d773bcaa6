package check_test

import "testing"

// TestDerivedVariants holds figures that follow from others, also from those of the
// sentence before, and a percentage that is a count, on sentences of our own.
func TestDerivedVariants(t *testing.T) {
	if testing.Short() {
		t.Skip("whole dossiers")
	}
	holdVariants(t, 5, []ownVariant{
		{"poland-runoff", "", "Nawrocki won 10,606,877 votes and Trzaskowski 10,237,286 [@radiofreee-2025-06-02-result]. That leaves 369,591 votes between them [@gazetaprawna-2025-06-places]."},
		{"poland-runoff", "", "The exit poll had 49.7 percent for Nawrocki of those asked [@polityka-2025-06-result], the count 50.89 of the valid votes [@radiofreee-2025-06-02-result]. A miss of 1.19 points lies within the 2 points stated [@onet-2025-06-exit-poll-error]."},
		{"poland-runoff", "", "出口調査はナブロツキ氏を49.7％とし [@polityka-2025-06-result]、開票では有効票の50.89％だった [@radiofreee-2025-06-02-result]。外れた1.19ポイントは、示された誤差2ポイントの内にある [@onet-2025-06-exit-poll-error]。"},
		{"flagship", "", "The government asked for KRW 1,002.5 billion [@newspim-2026-fund-29]. The Assembly voted KRW 0.2 billion less, 1,002.3 [@yonhap-2025-12-02-unification-budget]."},
		{"flagship", "", "정부는 1조 25억 원을 요구했다 [@newspim-2026-fund-29]. 국회가 의결한 1조 23억 원은 [@yonhap-2025-12-02-unification-budget] 그보다 2억 원이 적다 [@yonhap-2025-12-02-unification-budget]."},
		{"testing-office", "", "Из 82 гражданских сотрудников осталось 30 должностей [@air-force-times-2025-05-28-reorg]. Ушло, стало быть, 52 человека, а всего на борту было 94 [@air-force-times-2025-05-28-reorg]."},
		{"poland-runoff", "number-not-in-source", "Nawrocki won 10,606,877 votes and Trzaskowski 10,237,286 [@radiofreee-2025-06-02-result]. That leaves 412,000 votes between them [@radiofreee-2025-06-02-result]."},
		{"flagship", "number-not-in-source", "정부는 1조 25억 원을 요구했다 [@newspim-2026-fund-29]. 국회는 2026년 예산으로 9천억 원을 의결했다 [@yonhap-2025-12-02-unification-budget]."},
		{"flagship", "number-not-in-source", "理事国十五のうち十二が延長に賛成した。中国は棄権した [@localnews8-2024-03-28-ap-local-news]。"},
		{"flagship", "number-not-in-source", "Из пятнадцати членов Совета двенадцать были за. Россия наложила вето [@localnews8-2024-03-28-ap-local-news]."},
		{"flagship", "", "理事国十五のうち十三が延長に賛成した。中国は棄権した [@localnews8-2024-03-28-ap-local-news]。"},
		// a count that is called a percentage, and the other way round
		{"testing-office", "unit", "The two lawmakers say that 94 percent of the programmes are off the list [@mdaa-2025-10-17-breaking-defense]."},
		{"testing-office", "unit", "二人の議員によれば、事業の94％が一覧から外れた [@mdaa-2025-10-17-breaking-defense]。"},
		{"testing-office", "unit", "두 의원에 따르면 사업의 94%가 목록에서 빠졌다 [@mdaa-2025-10-17-breaking-defense]."},
		{"testing-office", "unit", "По словам двух законодателей, из списка убрали 94 % программ [@mdaa-2025-10-17-breaking-defense]."},
		{"poland-runoff", "unit", "Law and Justice holds 188 percent of the deputies' seats [@dorzeczy-2025-09-09-seats]."},
		{"testing-office", "", "The two lawmakers say that 37 percent of the programmes are off the list [@mdaa-2025-10-17-breaking-defense]."},
		{"poland-runoff", "", "Refused were 23 laws, some 25 percent of those that the count covers [@konkret24-2026-02-03-vetoes]."},
		// of whom, in other forms
		{"poland-runoff", "denominator", "За неделю до второго тура IBRiS давал Навроцкому 44,9 % от определившихся [@se-2025-05-ibris]."},
		{"poland-runoff", "denominator", "IBRiS давал Навроцкому 44,9 % среди тех, кто уже определился [@se-2025-05-ibris]."},
		{"flagship", "", "衆院465議席の三分の二は310で、自民党は316を得た。選挙は2026年2月8日にあった [@yomiuri-2026-02-09-final-lower-house]。"},
		{"poland-runoff", "denominator", "Among those who had made up their minds, IBRiS gave Nawrocki 44.9 percent [@se-2025-05-ibris]."},
	})
}
