package check_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
)

// TestHolders holds the forms in which texts name who holds an office, all from one
// record: what each sentence must be told, "" where it is right.
func TestHolders(t *testing.T) {
	if testing.Short() {
		t.Skip("many dossiers, each checked by the same threads")
	}
	for name, c := range map[string]struct {
		from string
		want map[string]string
	}{
		"flagship": {filepath.Join("..", "examples", "trilateral"), map[string]string{
			// family name first, family name alone, the other order
			"Prime Minister Suga wrote in March 2019.":                       "it was Abe Shinzo",
			"Prime Minister Suga wrote in March 2021.":                       "",
			"Prime Minister Yoshihide Suga wrote in March 2019.":             "it was Abe Shinzo",
			"Prime Minister Suga Yoshihide wrote in March 2019.":             "it was Abe Shinzo",
			"Japan's Prime Minister Suga wrote in March 2019.":               "it was Abe Shinzo",
			"Foreign Minister Park wrote in March 2024.":                     "it was Cho Tae-yul",
			"President Yoon Suk Yeol wrote in March 2021.":                   "it was Moon Jae-in",
			"President Jae-in Moon wrote in March 2023.":                     "it was Yoon Suk-yeol",
			"In 2023 President Lee came.":                                    "it was Yoon Suk-yeol",
			"In the spring of 2024 Foreign Minister Hayashi Yoshimasa came.": "it was Kamikawa Yoko or Iwaya Takeshi (from 1 October 2024)",
			"Former Prime Minister Suga wrote in March 2023.":                "",
			"In March 2010 President Lee Myung-bak came.":                    "",
			"President Lee visited Nara in January 2026.":                    "",
			"The then Prime Minister Suga wrote in March 2021.":              "",
			// ministers other than the first
			"Secretary of State Mike Pompeo met them in March 2023.":                    "it was Antony Blinken",
			"In May 2025 Treasury Secretary Janet Yellen sent flowers.":                 "it was Scott Bessent",
			"In May 2025 Finance Minister Suzuki Shunichi sent flowers.":                "it was Kato Katsunobu",
			"In May 2025 US Trade Representative Katherine Tai sent flowers.":           "it was Jamieson Greer",
			"Defense Secretary Lloyd Austin spoke in July 2025.":                        "it was Pete Hegseth",
			"The secretary of defense, Lloyd Austin, spoke in July 2025.":               "it was Pete Hegseth",
			"Commerce Secretary Raimondo spoke in July 2025.":                           "it was Howard Lutnick",
			"National Security Advisor Jake Sullivan spoke in July 2025.":               "it was Marco Rubio",
			"Defence Minister Kihara spoke in July 2025.":                               "it was Nakatani Gen",
			"Unification Minister Kim Yung-ho spoke in October 2025.":                   "it was Chung Dong-young",
			"Secretary Rubio spoke in October 2025.":                                    "",
			"Chief Cabinet Secretary Hayashi Yoshimasa spoke in July 2024.":             "",
			"Deputy Secretary of State Kurt Campbell spoke in July 2024.":               "",
			"Defense Minister Nakatani Gen and Foreign Minister Iwaya met in May 2025.": "",
			// governments by their head
			"The Biden administration sent flowers in July 2025.":         "it was Donald Trump",
			"In July 2025 the Yoon government sent flowers.":              "it was Lee Jae Myung",
			"Kishida's cabinet met in July 2025.":                         "it was Ishiba Shigeru",
			"The government of Moon Jae-in met in July 2023.":             "it was Yoon Suk-yeol",
			"The Trump administration left the accord in June 2017.":      "",
			"In July 2025 the policy of the Moon government was praised.": "",
			// apposition and inverted order
			"Yoon, the president, said in October 2025 that it rained.":          "it was Lee Jae Myung",
			"Kishida, Japan's prime minister, said in July 2025 that it rained.": "it was Ishiba Shigeru",
			"Suga was prime minister in March 2019.":                             "it was Abe Shinzo",
			"Kishida Fumio, then foreign minister, signed it in December 2015.":  "",
			"Lee Jae-myung, the president-elect, spoke in May 2025.":             "",
			// what dates a thing says nothing of who speaks
			"Prime Minister Kishida held to the agreement of 2015.": "",
			// other languages
			"岸田首相は2025年8月にソウルを訪れた。":         "it was Ishiba Shigeru",
			"岸田前首相は2025年8月にソウルを訪れた。":        "",
			"2025年8月、石破首相はソウルを訪れた。":         "",
			"2025年8月、首相の岸田文雄氏はソウルを訪れた。":     "it was Ishiba Shigeru",
			"バイデン政権は2025年8月に方針を変えた。":        "it was Donald Trump",
			"2025年8月、ブリンケン国務長官が述べた。":        "it was Marco Rubio",
			"2023年11月、西村経産相が述べた。":           "",
			"2024年11月、西村経産相が述べた。":           "it was Muto Yoji",
			"2025年8月、小林外相が述べた。":             "",
			"2025년 8월 윤석열 대통령은 도쿄를 방문했다.":   "it was Lee Jae Myung",
			"2025년 8월 윤 대통령은 도쿄를 방문했다.":     "it was Lee Jae Myung",
			"2025년 8월 윤 전 대통령은 재판을 받았다.":    "",
			"2025년 8월 기시다 총리가 서울을 방문했다.":    "it was Ishiba Shigeru",
			"2025년 8월 이시바 일본 총리가 서울을 방문했다.": "",
			"문재인 정부는 2023년 3월 이를 발표했다.":     "it was Yoon Suk-yeol",
			"2025년 8월 박진 외교부 장관이 말했다.":      "it was Cho Hyun",
			"2025년 8월 옐런 재무장관이 말했다.":        "it was Scott Bessent",
		}},
		"other": {filepath.Join("testdata", "corpus", "other"), map[string]string{
			"Foreign Minister Norov spoke in March 2024.":                                                     "it was Bakhtiyor Saidov",
			"The president of Kyrgyzstan, Almazbek Atambayev, spoke in March 2019.":                           "it was Sooronbay Jeenbekov",
			"Energy Minister Alisher Sultanov spoke in March 2024.":                                           "it was Jurabek Mirzamakhmudov",
			"The chairman of the Cabinet of Ministers, Akylbek Japarov, spoke in March 2024.":                 "",
			"В марте 2018 года президент Токаев принимал гостей.":                                             "it was Nursultan Nazarbayev",
			"В марте 2020 года президент Токаев принимал гостей.":                                             "",
			"Письмо передали президенту Кыргызстана Жээнбекову в марте 2024 года.":                            "it was Sadyr Japarov",
			"В марте 2024 года с министром иностранных дел Узбекистана Владимиром Норовым встретились послы.": "it was Bakhtiyor Saidov",
			"В марте 2024 года бывший президент Жээнбеков приехал в Ош.":                                      "",
			"Аскар Мамин, премьер-министр Казахстана, выступил в марте 2024 года.":                            "it was Olzhas Bektenov",
		}},
	} {
		texts := map[string]string{}
		sentence := map[string]string{}
		for s := range c.want {
			file := fmt.Sprintf("pieces/s%03d.md", len(texts))
			texts[file], sentence[file] = "---\ntitle: A sentence\n---\n"+s+"\n", s
		}
		got := map[string]string{}
		for _, f := range run(t, dossierWith(t, c.from, texts), false) {
			if f.Rule == "office-at-date" {
				got[sentence[f.File]] += f.Message + ": " + f.Hint
			}
		}
		for s, want := range c.want {
			if want == "" && got[s] != "" || !strings.Contains(got[s], want) {
				t.Errorf("%s: %s\n    got  %q\n    want %q", name, s, got[s], want)
			}
		}
	}
}
