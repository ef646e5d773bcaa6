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
		items = append(items, handItem{Dossier: v.dossier, Text: v.text, Fault: v.want, Half: "a", Round: 4})
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
	// superseded
	{"poland-runoff", "superseded", "The coalition has 242 deputies of 460, enough for confidence and too few for an override [@se-2025-06-11-confidence]."},
	{"poland-runoff", "superseded", "The President has refused 20 laws since 6 August 2025 [@se-2025-12-19-vetoes]."},
	{"poland-runoff", "superseded", "大統領がこれまでに拒んだ法律は13本である [@tvn24-2025-11-14-vetoes]。"},
	{"poland-runoff", "superseded", "Сейчас у коалиции 242 депутата из 460 [@se-2025-06-11-confidence]."},
	{"egypt-gas", "superseded", "Egypt pays 560 million dollars a month for imported gas [@egyptian-streets-2026-03-19-closures]."},
	{"egypt-gas", "superseded", "Egyptian firms still owe USD 1.76 billion under the award [@reuters-2015-12-06-award]."},
	{"egypt-gas", "superseded", "По решению арбитров египетские компании должны израильской энергокомпании 1,76 миллиарда долларов [@reuters-2015-12-06-award]."},
	{"flagship", "superseded", "Of the 15 who won in 2018, eleven have accepted the foundation's money [@shina-ilbo-2023-07-03-deposits]."},
	{"flagship", "superseded", "2018年に勝訴した15人のうち13人が財団の支払いを受け入れている [@news1-2024-10-30-lee-chun-sik-accepts]。"},
	{"flagship", "superseded", "2018년 승소자 15명 가운데 13명이 재단의 지급을 받아들인 상태다 [@news1-2024-10-30-lee-chun-sik-accepts]."},
	{"flagship", "superseded", "На сегодня выплату фонда приняли 13 из 15 победивших в 2018 году [@news1-2024-10-30-lee-chun-sik-accepts]."},
	{"flagship", "superseded", "The Seoul Central District Court's dismissal of 21 April 2021 stands [@taipeitimes-2021-04-22-taipei-times-reuters]."},
	{"flagship", "superseded", "The suit of twenty survivors and families was dismissed in April 2021, and that is the state of the law [@taipeitimes-2021-04-22-taipei-times-reuters]."},
	{"flagship", "superseded", "A Seoul court threw out the mass suit on wartime labour on 7 June 2021, and the plaintiffs have had no remedy since [@]."},
	{"flagship", "superseded", "2021年6月7日、ソウル中央地裁は徴用をめぐる集団訴訟を退けた。"},
	{"flagship", "superseded", "서울중앙지법은 2021년 6월 7일 강제동원 집단소송을 각하했다."},
	{"flagship", "superseded", "7 июня 2021 года суд в Сеуле отклонил коллективный иск о принудительном труде."},
	{"testing-office", "superseded", "The injunction of 22 May 2025 holds up the large cuts of staff [@daily-voice-2025-07-08-supreme-court]."},
	{"testing-office", "superseded", "A district judge's ruling of 22 May 2025 keeps the administration from large cuts of staff."},
	{"testing-office", "superseded", "The office oversees 251 programmes [@mdaa-2025-10-17-breaking-defense]."},
	{"testing-office", "superseded", "Money for test activities in fiscal 2026 comes to USD 318 million [@bloomberg-2026-01-boost-arcamax]."},
	{"flagship", "superseded", "China admits seafood from 37 of Japan's 47 prefectures [@salmon-business-2025-06-29-partial-lifting]."},
	{"flagship", "superseded", "中国は日本の47都道府県のうち37の水産物を受け入れている [@salmon-business-2025-06-29-partial-lifting]。"},
	{"flagship", "superseded", "중국은 지금도 일본 47개 도도부현 가운데 37곳의 수산물을 받아들이고 있다 [@salmon-business-2025-06-29-partial-lifting]."},
	{"egypt-gas", "superseded", "Arrears to foreign oil and gas firms amount to 6.1 billion dollars [@reuters-2026-01-21-arrears]."},
	{"poland-runoff", "", "In June 2025 the coalition had 242 deputies of 460 [@se-2025-06-11-confidence]."},
	{"poland-runoff", "", "The President had refused 20 laws by 19 December 2025 and 23 by 3 February 2026 [@se-2025-12-19-vetoes] [@konkret24-2026-02-03-vetoes]."},
	{"poland-runoff", "", "По состоянию на 19 декабря 2025 года президент отклонил 20 законов [@se-2025-12-19-vetoes]."},
	{"poland-runoff", "", "2025年12月19日までに大統領が拒んだ法律は20本だった [@se-2025-12-19-vetoes]。"},
	{"poland-runoff", "", "The coalition has 239 deputies [@gazetaprawna-2026-02-18-centrum]."},
	{"egypt-gas", "", "The award of 6 December 2015 was for USD 1.76 billion [@reuters-2015-12-06-award]; it was settled in 2019 for USD 500 million [@enterprise-2019-06-17-settlement]."},
	{"flagship", "", "By 3 July 2023 eleven of the 15 who won in 2018 had accepted the foundation's money [@shina-ilbo-2023-07-03-deposits]."},
	{"flagship", "", "2025년 2월 27일까지 2018년 승소자 15명 가운데 14명이 재단의 지급을 받아들였다 [@fnnews-2025-02-27-fourteenth]."},
	{"flagship", "", "The government asked for KRW 1,002.5 billion for the Inter-Korean Cooperation Fund on 29 August 2025 [@newspim-2026-fund-29]."},
	{"flagship", "", "2021年4月21日の却下は、2023年11月23日にソウル高裁で覆された [@taipeitimes-2021-04-22-taipei-times-reuters] [@img-2023-12-09-kuki-news]。"},
	{"testing-office", "", "The list held 251 programmes before the cut and 157 after it [@mdaa-2025-10-17-breaking-defense]."},
	{"testing-office", "", "On 22 May 2025 a district court held up the order; on 8 July the Supreme Court lifted the stay [@daily-voice-2025-07-08-supreme-court]."},
	{"flagship", "", "On 29 June 2025 China admitted seafood from 37 of 47 prefectures, and it stopped again on 19 November [@salmon-business-2025-06-29-partial-lifting]."},
	{"flagship", "", "2025年6月、中国は47都道府県のうち37の水産物を受け入れた [@salmon-business-2025-06-29-partial-lifting]。"},
	{"egypt-gas", "", "The bill for imported gas rose from 560 million dollars a month to 1,650 million [@egyptian-streets-2026-03-19-closures]."},
	{"flagship", "superseded", "2026년도 남북협력기금은 1조 25억 원으로 확정돼 있다 [@newspim-2026-fund-29]."},
	{"flagship", "", "2026년도 남북협력기금 정부안은 1조 25억 원이다 [@newspim-2026-fund-29]."},
}
