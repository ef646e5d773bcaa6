package check_test

import (
	"fmt"
	"slices"
	"testing"
)

// TestKinds holds what rules tell apart by its kind, on the examples: what is said, and
// the one rule that answers, or none.
func TestKinds(t *testing.T) {
	if testing.Short() {
		t.Skip("four dossiers, each checked by the same threads")
	}
	holdKinds(t, []kind{
		// A share of votes, a rate, a change and a poll in one country have their whole.
		{"poland-runoff", "en", "Nawrocki won with 50.89 percent, and Trzaskowski conceded before lunch [@radiofreee-2025-06-02-result].", ""},
		{"poland-runoff", "en", "Trzaskowski led with 31.36 percent to 29.54 after the first round [@censor-2025-05-20-pledge].", ""},
		{"poland-runoff", "en", "Turnout, at 71.63 percent, was higher than in 2020 [@gazetaprawna-2025-06-places].", ""},
		{"poland-runoff", "en", "In CBOS's poll of September 2025, 48 percent were for taking in refugees and 45 against [@nczas-2025-10-09-cbos].", ""},
		{"poland-runoff", "en", "OGB's last poll had Nawrocki at 50.63 percent [@infor-2025-05-30-polls].", "denominator"},
		{"testing-office", "en", "The list shrank by 94 programmes, or 37 percent, from 251 [@mdaa-2025-10-17-breaking-defense].", ""},
		{"testing-office", "ru", "Сокращение составило 74 процента, если считать от бюджета [@usni-news-2025-06-02-budget-staff].", ""},
		{"flagship", "ja", "協力基金の事業費の執行率は2020年に3.7％にとどまった [@segye-2021-09-02-cooperation-fund]。", ""},
		{"flagship", "ko", "이재명 후보는 49.42%를 얻어 당선됐다 [@wikitree-2025-06-04-final-count].", ""},
		// Another whole than the source's.
		{"egypt-gas", "en", "American cargoes made 89 percent of all the gas that Egypt imported in the first half of 2025 [@nan-2025-05-imports].", "denominator"},
		{"egypt-gas", "en", "Of the liquefied gas that Egypt bought in the first half of 2025, 89 percent was American [@nan-2025-05-imports].", ""},
		{"testing-office", "en", "Senator King spoke of a cut of 70 percent of the staff [@king-2025-07-31-nominee].", ""},
		{"flagship", "ja", "韓国は90基の石炭火力のうち40基を2040年までに閉じる [@korea-herald-2025-11-18-joins-powering-past]。", "denominator"},
		// What a law takes, and halves of a thing, are no figures.
		{"flagship", "en", "A bill needs two-thirds of those present to override the President, which no party can muster alone.", ""},
		{"flagship", "en", "Some two-thirds of Japanese adults back amending the constitution.", "unsourced-number"},
		{"flagship", "ko", "재적 의원 3분의 2의 찬성이 있어야 거부권을 넘을 수 있고, 한 사람이 주 1회 3국 협력을 맡는다.", ""},
		{"poland-runoff", "en", "The two halves of the executive have not shared a table since the autumn.", ""},
		{"egypt-gas", "ru", "Египет задолжал иностранным компаниям более миллиарда долларов.", "unsourced-number"},
		// Bounds of rows.
		{"testing-office", "en", "The order saves exactly $300 million a year [@memo-2025-05-27-copy].", "bound"},
		{"flagship", "ja", "拘束された約475人のうち、韓国人はちょうど300人だった [@principle-civics-2025-09-hyundai-lg-raid]。", "bound"},
		{"flagship", "ja", "対米投資の総額3500万ドルのうち1500億ドルが造船に充てられる [@livemint-2025-11-14-korea-details]。", "unit"},
		// What is not there.
		{"flagship", "en", "Nothing in the public record shows that the hotline was ever used.", "unsearched-absence"},
		{"flagship", "en", "No stance is given when nothing on record says where somebody stands.", ""},
		{"testing-office", "en", "The internal review has never been published.", "unsearched-absence"},
		{"testing-office", "en", "The Pentagon has not published the review on which it says the order rests, Senator Warren wrote [@warren-norcross-2025-10-letter].", ""},
		{"poland-runoff", "ru", "Ни один немецкий министр так и не побывал в Пужниках.", "unsearched-absence"},
		{"flagship", "ko", "남북협력기금의 그 뒤 집행률은 찾지 못했다({{search s-coop-fund-rate-2}}).", ""},
		// Words run together, and names.
		{"egypt-gas", "en", "The pipeline isfull by noon on a summer day.", "run-together"},
		{"flagship", "ko", "청년들은 부산에서열린 모임에 왔다.", "run-together"},
		{"flagship", "ko", "다카이치 사나애 총리는 나라에서 이 대통령을 맞았다 [@yomiuri-2026-01-13-takaichi-lee-summit].", "name-variant"},
		{"flagship", "ko", "조현 장관의 전임은 조태렬 장관이었다.", "name-variant"},
		{"flagship", "ja", "李在命大統領は奈良を訪れた。", "name-variant"},
		{"flagship", "ja", "高市首相と石破前首相、岸田元首相は立場が異なる。", ""},
		// A body before its time, and days.
		{"flagship", "ja", "国家サイバー統括室は2023年にも警告を出していた。", "anachronism"},
		{"poland-runoff", "en", "Nawrocki took the oath on 5 August 2025 [@kurierwilenski-2025-08-06-oath].", "near-event"},
		{"flagship", "ko", "2026년 3월 13일, 법이 통과된 다음 날 정부는 시행령 작업에 들어갔다 [@korea-herald-2026-03-12-assembly-passes-investment].", ""},
		{"flagship", "en", "The long wait ended at sea: on 7 June 2026 the navies held a drill near Jeju [@warptechlab-copy-2026-06-press-explainer-korea].", "unconfirmed-printed"},
		// Quotations, records, and what another says.
		{"testing-office", "en", `The paper names an "exhaustive outside audit" of the office [@memo-2025-05-27-copy].`, "quote-not-in-source"},
		{"testing-office", "en", `The paper names a "comprehensive internal review" [@memo-2025-05-27-copy].`, ""},
		{"poland-runoff", "en", "Turnout in the runoff, at 71.63 percent, was the highest in any Polish election [@gazetaprawna-2025-06-places].", "record-claim"},
		{"flagship", "ja", "自民党の316議席は戦後最多である [@yomiuri-2026-02-09-final-lower-house]。", "record-claim"},
		{"egypt-gas", "en", "The gas that Israel sent in 2024 is a record number by the page that has it [@globes-2025-08-sisi-needs-gas].", ""},
		{"testing-office", "en", "The cut was reckless [@the-hill-2025-05-29-copy].", "opinion-as-fact"},
		{"testing-office", "en", "Senator Reed called the cut reckless [@the-hill-2025-05-29-copy].", ""},
		{"egypt-gas", "ru", "Отмены сделки Египет попросту не заметит [@egyptian-streets-2025-09-05-sis].", "opinion-as-fact"},
		// Overtaken.
		{"poland-runoff", "en", "So far the President has refused 13 laws [@tvn24-2025-11-14-vetoes].", "superseded"},
		{"poland-runoff", "en", "Within a hundred days he had refused 13 laws [@tvn24-2025-11-14-vetoes].", ""},
		{"flagship", "ja", "自民党は参議院では2026年1月26日現在、248議席のうち101議席を持つ [@gifu-2026-01-26-upper-house-groups]。", ""},
		// Loaded words as police and courts use them.
		{"flagship", "en", "Police in Seoul held two men on suspicion of blackmail.", ""},
		{"egypt-gas", "en", "Israel is holding Egyptians hostage with its taps.", "framing"},
	})
}

// kind is a text on a dossier, and the one rule that answers, or none.
type kind struct{ dossier, lang, text, want string }

func holdKinds(t *testing.T, kinds []kind) {
	t.Helper()
	items := make([]handItem, len(kinds))
	for n, k := range kinds {
		items[n] = handItem{ID: fmt.Sprint(n), Half: "a", Round: 3, Dossier: k.dossier, Lang: k.lang, Text: k.text}
	}
	for n, found := range handFindings(t, items) {
		var got []string
		for _, f := range found {
			if f.Rule != "unchecked" {
				got = append(got, f.Rule)
			}
		}
		if k := kinds[n]; k.want == "" && len(got) > 0 || k.want != "" && !slices.Equal(got, []string{k.want}) {
			t.Errorf("%s\n    got %v, want %q", k.text, got, k.want)
		}
	}
}
