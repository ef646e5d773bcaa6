package check_test

import "testing"

// TestRecordVariants holds claims that a value is the most of its series, and values that
// a break of their series parts, on sentences of our own.
func TestRecordVariants(t *testing.T) {
	if testing.Short() {
		t.Skip("whole dossiers")
	}
	holdVariants(t, 5, []ownVariant{
		{"flagship", "record-claim", "At 38 percent of adults asked in South Korea in August 2025, Gallup Korea stood above every earlier reading [@segye-ilbo-17-aug-2025]."},
		{"flagship", "record-claim", "In August 2025, 38 percent of adults asked in South Korea saw Japan favourably; no earlier wave of Gallup Korea came close [@segye-ilbo-17-aug-2025]."},
		{"flagship", "record-claim", "Of the waves held of Gallup Korea none is above the 38 percent of adults asked in South Korea in August 2025 [@segye-ilbo-17-aug-2025]."},
		{"flagship", "record-claim", "2025年8月に日本へ好感をもつ韓国の成人は38％で、手元にある波のどれよりも高い [@segye-ilbo-17-aug-2025]。"},
		{"flagship", "record-claim", "2025年8月の韓国ギャラップで日本に好感をもつ韓国の成人は38％、これまでの最高値を書き換えた [@segye-ilbo-17-aug-2025]。"},
		{"flagship", "record-claim", "2025年8月の韓国ギャラップで日本に好感をもつ韓国の成人は38％、以前のどの調査よりも高かった [@segye-ilbo-17-aug-2025]。"},
		{"flagship", "record-claim", "2025년 8월 일본에 호감을 가진 한국 성인은 38%로, 앞선 어느 조사보다 높았다 [@segye-ilbo-17-aug-2025]."},
		{"flagship", "record-claim", "2025년 8월 일본에 호감을 가진 한국 성인은 38%로 계열의 최고치를 갈아치웠다 [@segye-ilbo-17-aug-2025]."},
		{"flagship", "record-claim", "В августе 2025 года Японии симпатизировали 38 % взрослых в Южной Корее: прежде Gallup Korea такого уровня не фиксировал [@segye-ilbo-17-aug-2025]."},
		{"flagship", "record-claim", "Ни в одном из прежних опросов Gallup Korea доля не поднималась до 38 % взрослых в Южной Корее, как в августе 2025 года [@segye-ilbo-17-aug-2025]."},
		{"flagship", "record-claim", "38 % взрослых в Южной Корее в августе 2025 года: теплее к Японии за все имеющиеся волны Gallup Korea не относились [@segye-ilbo-17-aug-2025]."},
		{"flagship", "", "Gallup Korea found 38 percent of adults asked in South Korea favourable to Japan in August 2025; in April 2011 it had 41 [@segye-ilbo-17-aug-2025]."},
		{"flagship", "", "38 % взрослых в Южной Корее в августе 2025 года не рекорд: в апреле 2011 года было больше [@segye-ilbo-17-aug-2025]."},
		{"flagship", "", "2025年8月に日本へ好感をもつ韓国の成人は38％だった。手元にある系列では2011年4月が最も高い [@segye-ilbo-17-aug-2025]。"},
		// parted by a break
		{"poland-runoff", "series-break", "In February 2026, 58.3 percent of those asked in Poland wanted it signed [@dziennik-2026-02-25-safe-poll]; by March the number had slipped to 53 [@tvn24-2026-03-12-safe-poll]."},
		{"poland-runoff", "series-break", "58.3 percent of those asked in Poland, then 54.6, then 53: backing for a signature keeps falling [@dziennik-2026-02-25-safe-poll; @dorzeczy-2026-03-03-safe-poll; @tvn24-2026-03-12-safe-poll]."},
		{"poland-runoff", "series-break", "署名を望むポーランドの回答者は2026年2月に58.3％、3月には53に落ちた [@dziennik-2026-02-25-safe-poll; @tvn24-2026-03-12-safe-poll]。"},
		{"poland-runoff", "series-break", "서명을 바라는 폴란드 응답자는 2월 58.3%에서 3월 53으로 내려갔다 [@dziennik-2026-02-25-safe-poll; @tvn24-2026-03-12-safe-poll]."},
		{"poland-runoff", "series-break", "Доля опрошенных поляков за подпись снижается: 58,3 % в феврале 2026 года и 53 % в марте [@dziennik-2026-02-25-safe-poll; @tvn24-2026-03-12-safe-poll]."},
		{"poland-runoff", "series-break", "За подпись были 58,3 % опрошенных в Польше в феврале 2026 года, месяц спустя стало 53 [@dziennik-2026-02-25-safe-poll; @tvn24-2026-03-12-safe-poll]."},
		{"poland-runoff", "series-break", "In February 2026 it was 58.3 percent of those asked in Poland, in March 53 percent. That is 5.3 points gone in a month [@dziennik-2026-02-25-safe-poll; @tvn24-2026-03-12-safe-poll]."},
		{"poland-runoff", "", "58.3 percent of those asked in Poland by IBRiS in February 2026 and 53 asked by Opinia24 in March wanted it signed; the two cannot be compared [@dziennik-2026-02-25-safe-poll; @tvn24-2026-03-12-safe-poll]."},
		{"flagship", "", "Among adults asked in Japan affinity for South Korea went from 52.8 percent in 2023 to 56.3 in 2024 [@daum-news-21-jan-2024; @heraldk-2025-02-14-cabinet-office]."},
	})
}
