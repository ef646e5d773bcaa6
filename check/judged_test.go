package check_test

import "testing"

// TestJudgedInFourLanguages holds judgements of what somebody did, and words that take a
// side, as writers may put them, and what only looks like it.
func TestJudgedInFourLanguages(t *testing.T) {
	if testing.Short() {
		t.Skip("four dossiers, each checked by the same threads")
	}
	holdKinds(t, []kind{
		{"flagship", "en", "Seoul was right to stay away from the ceremony on Sado [@ntv-2024-11-ceremony-held-amid].", "opinion-as-fact"},
		{"egypt-gas", "en", "The minister's refusal of 30 October 2025 was petty, and Cairo knew it [@globes-he-2025-10-31-cohen-refuses].", "opinion-as-fact"},
		{"poland-runoff", "en", "In refusing the act the President put party before country [@rmf24-2026-03-12-safe-veto].", "opinion-as-fact"},
		{"egypt-gas", "en", "Israel acted in bad faith when it held up the amendment [@enterprise-2025-09-07-halts-deal].", "opinion-as-fact"},
		{"poland-runoff", "en", "Nawrocki had no business refusing a loan for the army.", "opinion-as-fact"},
		{"testing-office", "en", "The order was a mistake from its first line to its last [@memo-2025-05-27-copy].", "opinion-as-fact"},
		{"testing-office", "en", "The Secretary should have asked Congress first.", "opinion-as-fact"},
		{"egypt-gas", "en", "The ministry deserves praise for the way in which it paid down its arrears.", "opinion-as-fact"},
		{"testing-office", "en", "The real aim of the reorganisation was to keep bad news from the public.", "opinion-as-fact"},
		{"flagship", "en", "Tokyo's answer to the ruling was out of all proportion.", "opinion-as-fact"},
		{"egypt-gas", "en", "For the dark summer Cairo has only itself to blame.", "opinion-as-fact"},
		{"flagship", "en", "A wiser government would have waited for the anniversary to pass.", "opinion-as-fact"},
		{"flagship", "en", "The third-party plan was a courageous step, whatever its fate.", "opinion-as-fact"},
		{"flagship", "en", "Seoul never meant to keep the agreement, and the foundation paid the price.", "opinion-as-fact"},
		{"poland-runoff", "en", "The veto was cast out of spite.", "opinion-as-fact"},
		{"flagship", "en", "Japan owes the victims of the mine a proper apology.", "opinion-as-fact"},
		{"testing-office", "en", "The cut makes no sense.", "opinion-as-fact"},
		{"poland-runoff", "en", "The chancellery wrongly refused to hear the minister.", "opinion-as-fact"},
		{"flagship", "en", "Whether Seoul was right to stay away is not judged here.", ""},
		{"testing-office", "en", "Senator Warren wrote that the order was a mistake and should have gone to Congress [@warren-norcross-2025-10-letter].", ""},
		{"egypt-gas", "en", "That figure was a mistake of the printer.", ""},
		{"flagship", "ja", "ソウルが追悼式を欠席したのは正しい判断だった [@ntv-2024-11-ceremony-held-amid]。", "opinion-as-fact"},
		{"flagship", "ja", "政府はもっと早く謝罪すべきだった。", "opinion-as-fact"},
		{"flagship", "ja", "財団の解散は約束を守る気がないことの表れであり、責任はソウルにある。", "opinion-as-fact"},
		{"flagship", "ja", "給油の中止は大人げない対応であった。", "opinion-as-fact"},
		{"flagship", "ja", "真の狙いは国内の支持率にあった。", "opinion-as-fact"},
		{"flagship", "ja", "第三者弁済は見せかけにすぎない。", "opinion-as-fact"},
		{"flagship", "ja", "趙氏は、追悼式の欠席は正しい判断だったと述べた [@ntv-2024-11-ceremony-held-amid]。", ""},
		{"flagship", "ko", "정부가 추도식에 불참한 것은 옳은 결정이었다.", "opinion-as-fact"},
		{"flagship", "ko", "일본은 처음부터 합의를 지킬 생각이 없었다.", "opinion-as-fact"},
		{"flagship", "ko", "급유 취소는 과잉 대응이었다.", "opinion-as-fact"},
		{"flagship", "ko", "외교부는 진작에 유족을 만났어야 했다.", "opinion-as-fact"},
		{"flagship", "ko", "제3자 변제는 면피에 불과하다.", "opinion-as-fact"},
		{"flagship", "ko", "책임은 전적으로 도쿄에 있다.", "opinion-as-fact"},
		{"flagship", "ko", "조 장관은 불참이 옳은 결정이었다고 말했다 [@ntv-2024-11-ceremony-held-amid].", ""},
		{"flagship", "ru", "Сеул был прав, отказавшись от церемонии на Садо.", "opinion-as-fact"},
		{"poland-runoff", "ru", "Президент поступил безответственно, отказав армии в займе [@rmf24-2026-03-12-safe-veto].", "opinion-as-fact"},
		{"egypt-gas", "ru", "Отказ министра был мелочной ошибкой.", "opinion-as-fact"},
		{"testing-office", "ru", "Министру следовало сначала спросить Конгресс.", "opinion-as-fact"},
		{"egypt-gas", "ru", "В тёмном лете Каир виноват сам.", "opinion-as-fact"},
		{"poland-runoff", "ru", "Настоящая цель вето — выборы следующего года.", "opinion-as-fact"},
		{"testing-office", "ru", "Сенатор Рид назвал сокращение безрассудным [@the-hill-2025-05-29-copy].", ""},

		{"poland-runoff", "en", "The palace and its cheerleaders said no in December.", "framing"},
		{"testing-office", "en", "With one stroke the Pentagon butchered its own watchdog [@memo-2025-05-27-copy].", "framing"},
		{"egypt-gas", "en", "Cairo came to the talks cap in hand.", "framing"},
		{"egypt-gas", "en", "Jerusalem's cynical refusal came on 30 October 2025 [@globes-he-2025-10-31-cohen-refuses].", "framing"},
		{"flagship", "en", "Seoul meekly signed in November.", "framing"},
		{"flagship", "en", "Washington strong-armed both allies into the tariff deal.", "framing"},
		{"poland-runoff", "en", "The farce of the vetoes went on into March.", "framing"},
		{"flagship", "ja", "首相は右翼に迎合して参拝を続けた。", "framing"},
		{"flagship", "ja", "東京は米国に尻尾を振って署名した。", "framing"},
		{"flagship", "ja", "裁判所の暴走が関係を壊した。", "framing"},
		{"flagship", "ja", "ソウルの執拗な蒸し返しが続いた。", "framing"},
		{"flagship", "ko", "정부는 미국의 눈치만 보며 서명했다.", "framing"},
		{"flagship", "ko", "일본의 뻔한 도발에 정부는 무릎을 꿇었다.", "framing"},
		{"flagship", "ko", "우익의 농간에 놀아난 회담이었다.", "framing"},
		{"poland-runoff", "ru", "Дворец закатил очередной скандал и завернул закон.", "framing"},
		{"egypt-gas", "ru", "Каир приполз на переговоры с протянутой рукой.", "framing"},
		{"testing-office", "ru", "Чиновники Пентагона разгромили собственный надзор [@memo-2025-05-27-copy].", "framing"},
		{"flagship", "ru", "Сеул прогнулся под Вашингтон и подписал.", "framing"},
	})
}
