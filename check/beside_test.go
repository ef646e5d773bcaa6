package check_test

import (
	"strings"
	"testing"
)

// TestBesideVariants holds what covers a figure whose source stands in another sentence of
// its paragraph, on sentences of our own.
func TestBesideVariants(t *testing.T) {
	if testing.Short() {
		t.Skip("whole dossiers")
	}
	holdVariants(t, 5, besideVariants)
	found := handFindings(t, []handItem{{Dossier: "flagship", Half: "a", Round: 5, Text: "The campaign cost 2.4 billion yen. The LDP won 316 seats [@yomiuri-2026-02-09-final-lower-house]."}})[0]
	if len(found) != 1 || !strings.HasSuffix(found[0].Message, "“Final lower house result”, cited in its paragraph, does not state it") {
		t.Errorf("%+v does not say what the paragraph cites", found)
	}
}

var besideVariants = []ownVariant{
	// sound: another sentence's source states the figure
	{"egypt-gas", "", "The grid was asked for 39,400 megawatts on the hottest day. That was on 27 July 2025 [@menafn-dne-2025-07-28-peak]."},
	{"egypt-gas", "", "Egypt put 6.8 billion cubic feet a day into its network in July 2025 [@nan-2025-08-fourteen-percent]. Of that supply, 14 percent came from Israel."},
	{"poland-runoff", "", "Poland may borrow up to 43.7 billion euros. It is the largest share of all [@businessinsider-2025-09-09-safe]."},
	{"poland-runoff", "", "Law and Justice sent 188 deputies to the Sejm. The Confederation has 16 [@dorzeczy-2025-09-09-seats]."},
	{"testing-office", "", "The office had 251 programmes to oversee. After the letter of October 2025 there were 157 [@mdaa-2025-10-17-breaking-defense]."},
	{"testing-office", "", "Before the order 82 civilians sat there. The order came on 27 May 2025, and officers told the press of it a day later [@air-force-times-2025-05-28-reorg]."},
	{"flagship", "", "The LDP alone has 316 seats. The chamber, elected on 8 February 2026, has 465 seats in all [@yomiuri-2026-02-09-final-lower-house]."},
	{"flagship", "", "日本の対米投資の約束は5500億ドルに上る。合意は2025年7月22日に発表された [@yomiuri-reuters-2025-07-23-trump-announces-japan]。"},
	{"flagship", "", "衆院選の投票率は有権者の56.26％だった。投票日は2026年2月8日である [@saitama-np-2026-02-09-turnout]。"},
	{"testing-office", "", "命令の前、部局には文民82人がいた。国防紙がその数を翌日に伝えている [@air-force-times-2025-05-28-reorg]。"},
	{"flagship", "", "한국은 석탄발전소 61기 가운데 40기를 2040년까지 닫는다. 발표는 2025년 11월 17일에 나왔다 [@korea-herald-2025-11-18-joins-powering-past]."},
	{"flagship", "", "통화스와프 규모는 100억 달러다. 두 장관은 2023년 6월 29일에 이를 되살리기로 했다 [@dong-ilbo-2023-06-30-swap-restored-after]."},
	{"poland-runoff", "", "연정은 하원 460석 가운데 239석을 가졌다. 2026년 2월 18일의 일이다 [@gazetaprawna-2026-02-18-centrum]."},
	{"poland-runoff", "", "Институт подал 26 заявок на поиски. Это было в 2025 году [@wpolityce-2026-01-26-ipn]."},
	{"egypt-gas", "", "На сетях рекорд: 39 400 мегаватт. Так было 27 июля 2025 года [@menafn-dne-2025-07-28-peak]."},
	{"testing-office", "", "До приказа в списке была 251 программа. Осталось 157, пишут Уоррен и Норкросс [@mdaa-2025-10-17-breaking-defense]."},
	// faults: nothing beside states it, or states the digits of another thing
	{"egypt-gas", "unsourced-number", "The grid was asked for 41,200 megawatts on the hottest day. It fell on 27 July 2025, a Sunday [@menafn-dne-2025-07-28-peak]."},
	{"egypt-gas", "unsourced-number", "Repairs took 12 billion pounds. The flow came back in July 2025, by the ministry's account, at 0.88 billion cubic metres [@nan-2025-08-fourteen-percent]."},
	{"poland-runoff", "unsourced-number", "Warsaw paid 9,000 drone crews. The president met his colleague on 19 December 2025 [@rmf24-2025-12-19-exhumations]."},
	{"poland-runoff", "unsourced-number", "He spent 188 million zlotys on posters. Law and Justice has 188 deputies [@dorzeczy-2025-09-09-seats]."},
	{"testing-office", "unsourced-number", "The order left 30 civilian posts [@memo-2025-05-27-copy]. Rents for the rooms came to USD 30 million."},
	{"testing-office", "unsourced-number", "Contractors filled 900 desks in the building. The order of 27 May 2025 did not count them [@memo-2025-05-27-copy]."},
	{"flagship", "unsourced-number", "The campaign cost 2.4 billion yen. The LDP won 316 seats on 8 February 2026 [@yomiuri-2026-02-09-final-lower-house]."},
	{"flagship", "unsourced-number", "選挙には24億円がかかった。自民党は2026年2月8日に316議席を得た [@yomiuri-2026-02-09-final-lower-house]。"},
	{"flagship", "unsourced-number", "석탄을 닫는 데 7조 원이 든다. 한국은 61기 가운데 40기를 2040년까지 닫는다 [@korea-herald-2025-11-18-joins-powering-past]."},
	{"poland-runoff", "unsourced-number", "Кампания обошлась в 61 млн злотых. Навроцкий получил 50,89 % действительных голосов [@radiofreee-2025-06-02-result]."},
	{"flagship", "unsourced-number", "The party won 316 seats [@yomiuri-2026-02-09-final-lower-house].\n\nIts rival in the chamber kept 49 seats."},
}
