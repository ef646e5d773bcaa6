package check_test

import "testing"

// TestSupersededVariants holds what is said to be so today, or to be the latest, and the
// side of a bound, on sentences of our own.
func TestSupersededVariants(t *testing.T) {
	if testing.Short() {
		t.Skip("whole dossiers")
	}
	holdVariants(t, 5, []ownVariant{
		// as of today, at the head of the sentence or anywhere
		{"flagship", "superseded", "So far, 13 of the 15 winners of 2018 took the money of the foundation [@news1-2024-10-30-lee-chun-sik-accepts]."},
		{"flagship", "superseded", "At the time of writing, payment by the foundation was good enough for 11 of the 15 winners of 2018 [@shina-ilbo-2023-07-03-deposits]."},
		{"poland-runoff", "superseded", "As matters stand, the President refused 13 laws, by one channel's count [@tvn24-2025-11-14-vetoes]."},
		{"egypt-gas", "superseded", "As of this writing, arrears to foreign firms stood at 6.1 billion dollars [@reuters-2026-01-21-arrears]."},
		{"flagship", "superseded", "今のところ、2018年に勝訴した15人のうち13人が財団の支払いを受け入れた [@news1-2024-10-30-lee-chun-sik-accepts]。"},
		{"flagship", "superseded", "現時点で、勝訴した15人のうち財団の金を受け取ったのは13人だった [@news1-2024-10-30-lee-chun-sik-accepts]。"},
		{"flagship", "superseded", "지금까지 2018년 승소자 15명 가운데 13명이 재단의 돈을 받았다 [@news1-2024-10-30-lee-chun-sik-accepts]."},
		{"flagship", "superseded", "현 시점에서 승소자 열다섯 분 가운데 열세 분이 돈을 받았다 [@news1-2024-10-30-lee-chun-sik-accepts]."},
		{"poland-runoff", "superseded", "На сегодняшний день, как подсчитал телеканал, президент отклонил 13 законов [@tvn24-2025-11-14-vetoes]."},
		{"poland-runoff", "superseded", "К этому часу президент отклонил 13 законов [@tvn24-2025-11-14-vetoes]."},
		{"flagship", "superseded", "| Cooperation Fund for 2026, currently | KRW 1,002.5 billion [@newspim-2026-fund-29] |\n| --- | --- |\n| Currently, the Cooperation Fund for 2026 | KRW 1,002.5 billion [@newspim-2026-fund-29] |"},
		// the latest wave, under other names and with words between
		{"flagship", "superseded", "The latest Yomiuri and Hankook Ilbo survey, of May 2024, has 33 percent of adults asked in South Korea close to Japan [@yomiuri-2024-06-11-joint-survey-2024]."},
		{"flagship", "superseded", "In the newest mail survey of the Cabinet Office 56.3 percent of adults asked in Japan felt affinity for South Korea [@heraldk-2025-02-14-cabinet-office]."},
		{"flagship", "superseded", "内閣府の直近の郵送調査では、日本の成人の56.3％が韓国に親しみを感じた [@heraldk-2025-02-14-cabinet-office]。"},
		{"flagship", "superseded", "読売新聞と韓国日報の最新の共同世論調査で、日本に親しみを感じる韓国の成人は33％だった [@yomiuri-2024-06-11-joint-survey-2024]。"},
		{"flagship", "superseded", "내각부의 가장 최근 우편 조사에서 일본 성인의 56.3%가 한국에 친밀감을 느꼈다 [@heraldk-2025-02-14-cabinet-office]."},
		{"flagship", "superseded", "두 신문의 최신 공동 여론조사에서 일본을 가깝게 느끼는 한국 성인은 33%였다 [@yomiuri-2024-06-11-joint-survey-2024]."},
		{"flagship", "superseded", "Последний совместный опрос двух газет: 33 % взрослых в Южной Корее чувствуют близость к Японии [@yomiuri-2024-06-11-joint-survey-2024]."},
		{"poland-runoff", "superseded", "Согласно самым свежим данным CBOS, принимать беженцев готовы 50 % опрошенных [@businessinsider-2025-03-cbos]."},
		// told as of then, or with what came later
		{"flagship", "", "In what was then the latest wave, of autumn 2024, 56.3 percent of adults asked in Japan felt affinity for South Korea [@heraldk-2025-02-14-cabinet-office]."},
		{"flagship", "", "In May 2024, 33 percent of adults asked in South Korea felt close to Japan [@yomiuri-2024-06-11-joint-survey-2024]."},
		{"flagship", "", "By 30 October 2024, 13 of the 15 winners of 2018 had taken the money; a fourteenth followed in February 2025 [@news1-2024-10-30-lee-chun-sik-accepts]."},
		{"flagship", "", "当時最新だった2024年秋の調査で、日本の成人の56.3％が韓国に親しみを感じた [@heraldk-2025-02-14-cabinet-office]。"},
		{"flagship", "", "지금까지 2018년 승소자 15명 가운데 14명이 재단의 돈을 받았다 [@fnnews-2025-02-27-fourteenth]."},
		{"flagship", "", "So far, the foundation's money has reached 14 of the 15 winners of 2018 [@fnnews-2025-02-27-fourteenth]."},
		{"poland-runoff", "", "По состоянию на 14 ноября 2025 года президент отклонил 13 законов [@tvn24-2025-11-14-vetoes]."},
		{"poland-runoff", "", "Последний опрос IBRiS перед вторым туром дал Навроцкому 44,9 % всех опрошенных [@se-2025-05-ibris]."},
		{"testing-office", "", "Of the 251 programmes on the list, 94 are gone, which is 37 percent [@mdaa-2025-10-17-breaking-defense]."},
		{"testing-office", "", "94本が一覧の251本から外れ、37％である [@mdaa-2025-10-17-breaking-defense]。"},
		{"flagship", "", "Of those asked in South Korea 12.3 percent had a good impression of Japan in 2020 and 52.4 percent in 2025, while in Japan the share was lower in the last survey [@dong-ilbo-2025-08-29-eai-api-kei; @herald-business-29-aug-2025]."},
		// bounds
		{"flagship", "bound", "More than 60 percent of Americans asked in August 2025 trust South Korea, and 69 percent trust Japan [@kei-2025-09-10-american-attitudes-trilateral]."},
		{"flagship", "bound", "2025年8月、韓国を信頼すると答えた米国の成人は60％を超え、日本は69％だった [@kei-2025-09-10-american-attitudes-trilateral]。"},
		{"flagship", "bound", "2025년 8월 한국을 신뢰한다는 미국 응답자는 60%를 넘었고 일본은 69%였다 [@kei-2025-09-10-american-attitudes-trilateral]."},
		{"flagship", "bound", "Одобрение Южной Кореи в августе 2025 года — более 65 % опрошенных американцев, Японии — 78 % [@kei-2025-09-10-american-attitudes-trilateral]."},
		{"poland-runoff", "bound", "Fewer than 70 percent of those on the roll came out, after 67.31 percent in the first round [@gazetaprawna-2025-06-places; @geekweek-2025-05-19-first-round]."},
		{"flagship", "", "More than 55 percent of Americans asked in August 2025 trust South Korea, and 69 percent trust Japan [@kei-2025-09-10-american-attitudes-trilateral]."},
		{"flagship", "", "Свыше 60 % опрошенных американцев доверяли в августе 2025 года Японии [@kei-2025-09-10-american-attitudes-trilateral]."},
	})
}
