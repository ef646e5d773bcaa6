package check_test

import (
	"slices"
	"strings"
	"testing"
)

// TestOwnVariants holds the rules of figures on sentences that were written before the
// hands' texts were read: of each, the forms that a writer could choose in four languages.
// want is the rule that speaks, "" none.
func TestOwnVariants(t *testing.T) {
	if testing.Short() {
		t.Skip("whole dossiers")
	}
	var items []handItem
	for _, v := range ownVariants {
		items = append(items, handItem{Dossier: v.dossier, Text: v.text, Fault: v.want, Round: 3})
	}
	for n, found := range handFindings(t, items) {
		var got []string
		for _, f := range found {
			got = append(got, f.Rule+": "+f.Message)
		}
		want := items[n].Fault
		if len(got) > 0 && want == "" || want != "" && (len(got) == 0 || slices.ContainsFunc(got, func(g string) bool { return !strings.HasPrefix(g, want+":") })) {
			t.Errorf("%s\n    got %q, want %q", items[n].Text, got, want)
		}
	}
}

var ownVariants = []struct{ dossier, want, text string }{
	// record
	{"flagship", "record-claim", "At 43 days, the funding gap that ended on 12 November 2025 was the longest the country has ever known [@plus-2025-11-kyodo-inquirer-plus]."},
	{"flagship", "record-claim", "Never before had the two capitals signed so many papers in a single year as in 2025 [@kbs-world-2025-08-23-lee-ishiba-summit]."},
	{"flagship", "record-claim", "With 316 of 465 seats, the LDP won more in February 2026 than in any election before [@yomiuri-2026-02-09-final-lower-house]."},
	{"flagship", "record-claim", "The pledge of USD 550 billion is without precedent in the trade of the two countries [@yomiuri-reuters-2025-07-23-trump-announces-japan]."},
	{"flagship", "record-claim", "In October 2019 affinity for South Korea among adults in Japan hit its all-time floor, 26.7 percent [@mainichi-2019-12-20-cabinet-office-lowest]."},
	{"flagship", "record-claim", "Among adults asked in Japan, affinity for South Korea climbed to 56.3 percent in 2024, a level never seen before [@heraldk-2025-02-14-cabinet-office]."},
	{"flagship", "record-claim", "The 38 percent of adults in South Korea who saw Japan favourably in August 2025 were the most since Gallup Korea first asked [@segye-ilbo-17-aug-2025]."},
	{"flagship", "record-claim", "In August 2025 Gallup Korea found 38 percent of adults in South Korea favourable to Japan; no earlier wave had reached so high [@segye-ilbo-17-aug-2025]."},
	{"poland-runoff", "record-claim", "The 71.63 percent of those on the roll who voted in the runoff are a Polish record [@gazetaprawna-2025-06-places]."},
	{"poland-runoff", "record-claim", "No president of Poland was ever elected by so few votes more than his rival as in 2025, when 369,591 parted the two [@radiofreee-2025-06-02-result]."},
	{"poland-runoff", "record-claim", "Twenty laws refused by 19 December 2025 make him the most active head of state in the history of the republic [@se-2025-12-19-vetoes]."},
	{"egypt-gas", "record-claim", "Flows of 1,100 million cubic feet a day in early 2026 were the heaviest the line had ever carried [@ahlmasr-2026-02-28-force-majeure]."},
	{"egypt-gas", "record-claim", "Gas output of 3.54 billion cubic metres in May 2025 was the weakest month in Egypt's history [@nan-2025-05-imports]."},
	{"testing-office", "record-claim", "The order of 27 May 2025 was the deepest cut that any test office has suffered since the war [@memo-2025-05-27-copy]."},
	{"testing-office", "record-claim", "Seldom said and yet true: an unparalleled 94 programmes left the list in 2025 [@mdaa-2025-10-17-breaking-defense]."},
	{"flagship", "record-claim", "自民党が2026年2月に得た316議席は、同党にとって過去最多である [@yomiuri-2026-02-09-final-lower-house]。"},
	{"flagship", "record-claim", "5500億ドルの投資約束は、二国間の約束としては前例のない規模である [@yomiuri-reuters-2025-07-23-trump-announces-japan]。"},
	{"flagship", "record-claim", "2024年秋の調査で韓国に親しみを感じると答えた日本の成人は56.3％で、かつてない高さに達した [@heraldk-2025-02-14-cabinet-office]。"},
	{"flagship", "record-claim", "43日間に及んだ予算の空白は、米国史上例を見ない長さだった [@plus-2025-11-kyodo-inquirer-plus]。"},
	{"flagship", "record-claim", "2025年8月、韓国で日本に好感を持つ成人は38％と、これまでで最も高くなった [@segye-ilbo-17-aug-2025]。"},
	{"flagship", "record-claim", "2025년 8월 한국갤럽 조사에서 일본에 호감을 가진 한국 성인은 38%로, 조사를 시작한 뒤 가장 높았다 [@segye-ilbo-17-aug-2025]."},
	{"flagship", "record-claim", "5500억 달러의 투자 약속은 전례가 없는 규모다 [@yomiuri-reuters-2025-07-23-trump-announces-japan]."},
	{"flagship", "record-claim", "자민당이 2026년 2월에 얻은 316석은 창당 이래 최다 의석이다 [@yomiuri-2026-02-09-final-lower-house]."},
	{"flagship", "record-claim", "Обещание вложить 550 миллиардов долларов беспрецедентно для двух стран [@yomiuri-reuters-2025-07-23-trump-announces-japan]."},
	{"poland-runoff", "record-claim", "Такой высокой явки, 71,63 процента от списка избирателей, Польша ещё не знала [@gazetaprawna-2025-06-places]."},
	{"flagship", "record-claim", "В октябре 2019 года симпатию к Южной Корее испытывали 26,7 процента взрослых японцев: исторический минимум [@mainichi-2019-12-20-cabinet-office-lowest]."},
	{"egypt-gas", "record-claim", "Добыча в мае 2025 года, 3,54 миллиарда кубометров, оказалась самой низкой за всё время наблюдений [@nan-2025-05-imports]."},
	{"egypt-gas", "", "In 2024 gas from Israel came at 981 million cubic feet a day on average, a record [@baystreet-2025-09-record]."},
	{"flagship", "", "The 56.3 percent of adults in Japan who felt affinity for South Korea in 2024 are not the highest value of the series: in 2009 it was 63.1 percent [@heraldk-2025-02-14-cabinet-office] [@oana-kyodo-2009-12-12-friendly]."},
	{"flagship", "", "Whether 316 seats are a record the rows here cannot say [@yomiuri-2026-02-09-final-lower-house]."},
	{"flagship", "", "In October 2019 26.7 percent of adults in Japan felt affinity for South Korea, the lowest of the waves held here [@mainichi-2019-12-20-cabinet-office-lowest]."},
	{"flagship", "", "On 23 August 2025 the two leaders issued the first joint document of the two in 17 years [@kbs-world-2025-08-23-lee-ishiba-summit]."},
	{"flagship", "", "On 28 January 2026 Korean display jets took fuel at Naha for the first time [@khan-2026-01-28-defence-ministers]."},
	{"flagship", "", "The record of the talks was kept in two languages, and the highest officials of both sides signed it."},
	{"flagship", "", "2019年10月の26.7％は、日本の成人を対象にした手元の回のなかでは最低である [@mainichi-2019-12-20-cabinet-office-lowest]。"},
	{"flagship", "", "これが過去最高かどうかは、手元の資料からは分からない。"},
	{"flagship", "", "2026年1月28日、韓国の展示飛行隊が那覇で初めて給油を受けた [@khan-2026-01-28-defence-ministers]。"},
	{"flagship", "", "이것이 역대 최고인지는 이 자료로 알 수 없다."},
	{"flagship", "", "2025년 8월 23일 두 정상은 17년 만에 처음으로 공동 문서를 냈다 [@kbs-world-2025-08-23-lee-ishiba-summit]."},
	{"flagship", "", "Рекорд ли это, по имеющимся волнам сказать нельзя."},
	{"flagship", "", "56,3 процента взрослых японцев в 2024 году — не рекорд: в 2009 году было 63,1 процента [@heraldk-2025-02-14-cabinet-office] [@oana-kyodo-2009-12-12-friendly]."},
	{"egypt-gas", "", "В 2024 году из Израиля поступало в среднем 981 миллион кубических футов в сутки, это рекорд [@baystreet-2025-09-record]."},
	{"poland-runoff", "", "Turnout in the runoff was 71.63 percent of those on the roll, higher than the 68.18 percent of 2020 [@gazetaprawna-2025-06-places] [@wmeritum-2020-07-result]."},
	{"egypt-gas", "", "Gas output had its peak in March 2021, at 6.133 billion cubic metres in the month [@reuters-2025-06-25-lng-plan]."},
	{"poland-runoff", "", "In July 2025 the Supreme Court held the election valid, as it never has done otherwise, though three of 18 judges dissented [@gazetaprawna-2025-07-04-validity]."},
	{"testing-office", "", "Congress would have to act as it did on 1 January 2021, when it overrode the veto with 322 to 87 in the House [@govexec-2021-01-override]."},
	{"flagship", "", "最低賃金と最高裁の話はここではしない。"},
	{"flagship", "record-claim", "43일에 걸친 예산 공백은 미국에서 유례없는 기록이다 [@plus-2025-11-kyodo-inquirer-plus]."},
}
