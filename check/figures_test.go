package check_test

import (
	"path/filepath"
	"strings"
	"testing"
)

// TestFigures holds what is found of the figures of sentences, in four languages, in a
// dossier with archived pages (other) and in one that has rows alone (flagship).
func TestFigures(t *testing.T) {
	type sentence struct{ dossier, text, rule string }
	var items []handItem
	var want []string
	for _, s := range []sentence{
		// sound: rounded, summed, subtracted, shared
		{"other", "Between January 2023 and June 2024 the estimate rose by about 45 percent, from $2.9bn to $4.2bn [@kambarata-2024].", ""},
		{"other", "Trade tripled, from 4.6 million dollars to 13.8 million [@borders-2025].", ""},
		{"other", "The Institute asked 2,000 adults in the two towns, 1,100 of them in Batken [@borders-2025].", ""},
		{"other", "Nine tenths of the burnt houses, 388 of 423, stood again by May 2025 [@borders-2025].", ""},
		{"other", "The reservoir lost 2.8 cubic kilometres within a year, from 14.7 to 11.9 [@toktogul-2021].", ""},
		{"other", "Of the 1,200 MW at Toktogul a quarter, 300 MW, stood still from March [@toktogul-2021].", ""},
		{"other", "Roughly 120 thousand people were moved, more than a third of them children [@floods-2024].", ""},
		{"other", "A loan of up to $110m at 2.9 percent a year is on offer [@ring-2023].", ""},
		{"other", "Из 423 сожжённых домов восстановлено 388, то есть около 92 процентов [@borders-2025].", ""},
		{"other", "Вывезли порядка 119 тысяч человек, среди них 44 тысячи детей [@floods-2024].", ""},
		{"flagship", "The lower house has 465 seats, and 310 of them make two thirds [@yomiuri-2026-02-09-final-lower-house].", ""},
		{"flagship", "Takaichi won by 29 votes, 185 to 156, in the run-off [@nation-thailand-2025-10-04-takaichi-wins-ldp].", ""},
		{"flagship", "The fund for 2026 comes to about KRW 1 trillion, some 68 percent of it for relief [@newspim-2026-fund-29].", ""},
		{"flagship", "Four of the fifteen winners had not accepted the money by September 2023 [@time-news-2023-actor-donates-victims].", ""},
		{"flagship", "日本の対米投資は5,500億ドル、関税は15％である [@yomiuri-reuters-2025-07-23-trump-announces-japan]。", ""},
		{"flagship", "2026년 남북협력기금은 1조 25억 원이며 그중 6,810억 원이 구호에 쓰인다 [@newspim-2026-fund-29].", ""},
		{"other", "Water fees should cover 33 percent of the cost of upkeep [@toktogul-2021].", ""},
		{"other", "Fewer than 40 of the 412 farmers asked had insurance [@toktogul-2021].", ""},
		{"other", "A post costs $18,000 to $25,000; the whole network, at most $3.4m [@floods-2024].", ""},
		{"other", "Каждый пятый трансформатор старше сорока лет [@ring-2023].", ""},
		{"flagship", "Washington ended 83 percent of the agency's programmes, leaving 17 percent of them [@ukragroconsult-2025-07-programmes-transferred-state].", ""},
		{"flagship", "2025年12月18日に署名された法は2万8,500人を下回る削減への支出を禁じる [@joongang-daily-2025-12-19-ndaa-signed]。", ""},
		{"flagship", "구금된 약 475명 가운데 300명 이상이 한국인이었다 [@principle-civics-2025-09-hyundai-lg-raid].", ""},
		// no figures
		{"other", "В первой половине 2024 года, на второй день переговоров, стороны вернулись к пункту 3 статьи 12.", ""},
		{"other", "The 500-kV line dates from Soviet years, and its engineer took office at 45, after the 1.5 track.", ""},
		{"flagship", "午後3時から2時間、5回目の会合が14階の会議室で開かれた。十年一昔である。", ""},
		{"other", "Статьи 2–5 договора, рейс 614 и кабинет 214 на ул. Чуй, 118, здесь ни при чём; встреча шла до 12 часов.", ""},
		{"flagship", "Resolutions 1718, 1874 and 2397, Articles 3 to 6, and paragraphs 2, 4 and 7 remain in force.", ""},
		{"flagship", "Park, 62, and her deputy, 58, came on the 17th at 0900 by KE 703 and met in Room 214.", ""},
		{"flagship", "外務省は東京都千代田区霞が関2-2-1、電話は03-3580-3311である。三人の首脳が第3条を読んだ。", ""},
		{"flagship", "세 나라는 두 차례 만났고 네 시간 동안 논의하였다. 제9조와 38선은 그대로다. 전화 02-2100-2114.", ""},
		// faults
		{"other", "The lorries that passed in ten weeks were 41,300 lorries in all [@borders-2025].", "number-not-in-source"},
		{"other", "В первые десять недель прошло 41 300 грузовиков [@borders-2025].", "number-not-in-source"},
		{"other", "Of the water at the intake 55 percent goes to Uzbekistan [@borders-2025].", "number-not-in-source"},
		{"other", "The Office asked sixty-nine engineers of the grid companies [@datka-2019].", "number-not-in-source"},
		{"flagship", "The Senate passed the act by 87 to 20 on 17 December 2025 [@news1-global-2025-12-senate-passes-ndaa].", "number-not-in-source"},
		{"flagship", "中国は2025年6月29日、47都道府県のうち27道府県の水産物を再び認めた [@salmon-business-2025-06-29-partial-lifting]。", "number-not-in-source"},
		{"flagship", "2026년 남북협력기금 가운데 6,180억 원이 구호에 쓰인다 [@newspim-2026-fund-29].", "number-not-in-source"},
		{"other", "The state company owed 103 billion somoni at the end of 2020 [@toktogul-2021].", "unit"},
		{"other", "Ремонт четвёртого агрегата обойдётся в 61 миллион долларов [@toktogul-2021].", "unit"},
		{"other", "The neutral road may cost at least 21 million somoni [@borders-2025].", "bound"},
		{"other", "Дорога обойдётся в 21 млн сомони [@borders-2025].", "bound"},
		{"other", "Losses in the grid fell from 19.3 to 16.1 percent of electricity supplied, a drop of four points [@ring-2023].", "percent-or-points"},
		{"other", "Потери сократились с 19,3 до 16,1 процента отпущенной энергии, на 3,2 процента [@ring-2023].", "percent-or-points"},
		{"other", "In Batken the treaty pleased 63 percent [@borders-2025].", "denominator"},
		{"other", "В Баткене договор справедливым сочли 63 процента [@borders-2025].", "denominator"},
		{"flagship", "2025年8月に韓国へ良い印象を持つ割合は24.8％だった [@dong-ilbo-2025-08-29-eai-api-kei]。", "denominator"},
		{"other", "The valley lost nearly two fifths of its orchards.", "unsourced-number"},
		{"other", "Канал потерял почти треть воды, долг вырос втрое.", "unsourced-number"},
		{"flagship", "新しい枠組みには二百三十人が加わり、予算は三倍になった。", "unsourced-number"},
		{"flagship", "회원은 삼백 명으로 늘었고 예산은 두 배가 되었다.", "unsourced-number"},
		{"flagship", "A hundred and twenty officials came, and the cost was two point four billion won.", "unsourced-number"},
	} {
		items = append(items, handItem{Dossier: s.dossier, Text: s.text})
		want = append(want, s.rule)
	}
	for i, found := range handFindings(t, items) {
		var rules []string
		for _, f := range found {
			rules = append(rules, f.Rule+": "+f.Message)
			if want[i] == "" || f.Rule != want[i] {
				t.Errorf("%s\n    %s: %s", items[i].Text, f.Rule, f.Message)
			}
		}
		if want[i] != "" && len(found) == 0 {
			t.Errorf("%s\n    no %s: %s", items[i].Text, want[i], strings.Join(rules, "; "))
		}
	}
}

// A finding names the source by its title, and the figure there that is meant.
func TestFigureMessage(t *testing.T) {
	for text, want := range map[string]string{
		"In the first instance the court granted 704 million tenge to the farmers [@rulings-2023].": "740,000,000",
		"The dam is to have a height of 265 metres [@kambarata-2024].":                              "256 metres",
	} {
		dir := dossierWith(t, filepath.Join("testdata", "corpus", "other"), map[string]string{"pieces/a.md": "---\ntitle: A\n---\n" + text + "\n"})
		seen := false
		for _, f := range run(t, dir, false) {
			if f.File == "pieces/a.md" {
				seen = f.Rule == "number-not-in-source" && strings.Contains(f.Message, want) && strings.Contains(f.Message, "“")
				t.Log(f.Message)
			}
		}
		if !seen {
			t.Errorf("%s: %s is not named", text, want)
		}
	}
}
