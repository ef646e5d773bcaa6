package check_test

import "testing"

// TestOfficesInFourLanguages holds offices given to others than had them, in the forms of
// texts, and offices rightly given.
func TestOfficesInFourLanguages(t *testing.T) {
	if testing.Short() {
		t.Skip("four dossiers, each checked by the same threads")
	}
	const rule = "office-at-date"
	holdKinds(t, []kind{
		{"flagship", "ru", "30 января 2026 года министр обороны Японии Накатани Гэн принял гостя в Йокосуке [@jiji-2026-01-30-koizumi-ahn-yokosuka].", rule},
		{"flagship", "ru", "30 января 2026 года министр обороны Японии Коидзуми Синдзиро принял гостя в Йокосуке [@jiji-2026-01-30-koizumi-ahn-yokosuka].", ""},
		{"flagship", "ru", "29 октября 2025 года глава МИД Чо Тхэ Юль принял коллег в Кёнджу [@kbs-world-2025-10-trilateral-ministers-gyeongju].", rule},
		{"flagship", "ru", "23 августа 2025 года премьер-министр Кисида подписал с гостем общий документ [@kbs-world-2025-08-23-lee-ishiba-summit].", rule},
		{"flagship", "ru", "23 августа 2025 года премьер-министр Исиба подписал с гостем общий документ [@kbs-world-2025-08-23-lee-ishiba-summit].", ""},
		{"flagship", "ru", "В августе 2025 года бывший премьер-министр Кисида промолчал.", ""},
		{"poland-runoff", "ru", "В октябре 2025 года президент Дуда отклонил закон.", rule},
		{"poland-runoff", "ru", "В июле 2025 года канцлер Шольц приехал в Варшаву.", rule},
		{"egypt-gas", "ru", "30 октября 2025 года министр энергетики Исраэль Кац отказался подписать разрешение [@globes-he-2025-10-31-cohen-refuses].", rule},
		{"egypt-gas", "en", "Doha, 4 January 2026. For Egypt the Minister of Petroleum, Tarek El Molla, signed [@shorouk-2026-01-04-qatar].", rule},
		{"flagship", "ko", "2025년 9월 22일 뉴욕. 조태열 외교부 장관이 자리에 앉았다 [@mofa-japan-2025-09-22-foreign-ministers].", rule},
		{"flagship", "ko", "이재명 대통령은 2025년 6월 3일 선거에서 당선됐다 [@wikitree-2025-06-04-final-count].", ""},
		{"flagship", "ru", "29 октября 2025 года в Кёнджу за столом трёх министров иностранных дел Японию представлял Ивая Такэси [@mofa-japan-2025-10-29-foreign-ministers-gyeongju].", rule},
		{"flagship", "en", "When the foreign ministers met on 29 October 2025, Iwaya Takeshi spoke for Japan [@mofa-japan-2025-10-29-foreign-ministers-gyeongju].", rule},
		{"flagship", "en", "When the foreign ministers met on 29 October 2025, Motegi Toshimitsu spoke for Japan [@mofa-japan-2025-10-29-foreign-ministers-gyeongju].", ""},
		{"flagship", "ja", "2025年10月29日の外相会合には、日本から岩屋毅氏が出席した [@mofa-japan-2025-10-29-foreign-ministers-gyeongju]。", rule},
		{"flagship", "ko", "2025년 10월 29일 외교장관회의에는 일본에서 이와야 다케시가 나왔다 [@mofa-japan-2025-10-29-foreign-ministers-gyeongju].", rule},
		{"flagship", "en", "In May 2023, when the foreign ministers met, Kishida Fumio was their host.", ""},
		{"testing-office", "ru", "В октябре 2025 года управлением временно руководил Рэймонд О'Тул [@warren-norcross-2025-10-letter].", rule},
		{"testing-office", "en", "In October 2025 the office was run by Raymond O'Toole.", rule},
		{"testing-office", "en", "In October 2025 the office was run by Carroll Quade.", ""},
		{"testing-office", "en", "On 27 May 2025 Director Douglas Schmidt made way for Carroll Quade [@air-force-times-2025-05-28-reorg].", rule},
	})
}
