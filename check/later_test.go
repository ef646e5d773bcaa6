package check_test

import (
	"fmt"
	"slices"
	"testing"
)

// TestOnFlagship holds what is found in Japanese, Korean and Russian, in texts on the
// flagship as it was: names of bodies before their time, rulings, bounds, records and phrases
// that stand in the name of something else.
func TestOnFlagship(t *testing.T) {
	cases := []struct{ text, want string }{
		{"질병관리청은 2018년 5월 회의를 열었다.", "anachronism"},
		{"질병관리청은 2022년 5월 회의를 열었다.", ""},
		{"2018년 5월의 질병관리본부는 지금의 질병관리청으로 개편됐다.", ""},
		{"2021년 4월 21일 소송은 각하로 끝났다 [@taipeitimes-2021-04-22-taipei-times-reuters].", "superseded"},
		{"2021년 4월 21일 소송은 각하됐으나 항소심에서 뒤집혔다 [@taipeitimes-2021-04-22-taipei-times-reuters].", ""},
		{"이 법은 주한미군을 2만8500명 이상 유지하는 지출을 금지한다 [@joongang-daily-2025-12-19-ndaa-signed].", "bound"},
		{"이 법은 주한미군을 2만8500명 미만으로 줄이는 지출을 금지한다 [@joongang-daily-2025-12-19-ndaa-signed].", ""},
		{"2019年10月に韓国に親しみを感じる回答者は26.7％で、これほど高かったことはない [@mainichi-2019-12-20-cabinet-office-lowest]。", "record-claim"},
		{"정신대 피해자 모임이 왔다.", "contested-term"},
		{"조선여자근로정신대 피해자 모임이 왔다.", ""},
		{"Это было постыдное решение.", "framing"},
		{"外務省筋によると、案は夏にまとまる。", ""},
		{"外交関係筋によると、案は夏にまとまる。", "vague-source"},
	}
	texts := map[string]string{}
	file := func(n int) string { return fmt.Sprintf("pieces/s%03d.md", n) }
	for n, c := range cases {
		texts[file(n)] = "---\ntitle: A sentence\n---\n" + c.text + "\n"
	}
	got := map[string][]string{}
	for _, f := range run(t, dossierWith(t, flagshipThen(t, 2), texts), false) {
		got[f.File] = append(got[f.File], f.Rule)
	}
	for n, c := range cases {
		if g := got[file(n)]; c.want == "" && len(g) > 0 || c.want != "" && !slices.Equal(g, []string{c.want}) {
			t.Errorf("%s\n    got %v, want %q", c.text, g, c.want)
		}
	}
}
