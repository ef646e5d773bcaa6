package check_test

import "testing"

// TestForetoldInFourLanguages holds words of likelihood on what is to come, in forms of
// four languages, and those that need no share.
func TestForetoldInFourLanguages(t *testing.T) {
	if testing.Short() {
		t.Skip("four dossiers, each checked by the same threads")
	}
	const rule = "word-without-carry"
	holdKinds(t, []kind{
		{"egypt-gas", "en", "The line over land will most likely slip past the autumn.", rule},
		{"flagship", "en", "A second drill of the coast guards is bound to come before long.", rule},
		{"poland-runoff", "en", "It is doubtful whether the fund will reach a second year.", rule},
		{"flagship", "ja", "産業相の第2回会合は年内には難しそうだ。", rule},
		{"flagship", "ko", "두 번째 회의는 성사되기 힘들어 보인다.", rule},
		{"poland-runoff", "ru", "Закон, скорее всего, застрянет и будет отложен до осени.", rule},
		{"egypt-gas", "en", "The line will likely slip, the ministry said [@nan-2025-08-fourteen-percent].", ""},
		{"egypt-gas", "en", "The printed figure is probably a slip.", ""},
		{"egypt-gas", "ru", "Это, вероятно, описка.", ""},
	})
}
