package lex

import (
	"fmt"
	"strings"
	"testing"
)

// TestGrammar holds what is read of numbers in four languages: digits, words, shares,
// multiples, ranges, scales, and what a part takes from its whole. A mark stands for
// about (~), a bound (+ -), both bounds (!) and a remark (?).
func TestGrammar(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"The line has thirty-nine cooks. Of 18 boats, fifteen passed.", "thirty-nine=39 cooks; 18=18 boats; fifteen=15 boats"},
		{"A third of the lawmakers abstained; three-quarters failed; one-tenth of its budget", "A third=33.333 percent ~; three-quarters=75 percent ~; one-tenth=10 percent ~"},
		{"It has doubled, in an eleven-fold rise, to three times as many and half as much.", "doubled=2 -fold ~; eleven-fold=11 -fold ~; three times as=3 -fold ~; half as much=0.5 -fold ~"},
		{"US$90m, €90m, $9.2bn, $412M and 17.3K soldiers; 90m dollars", "US$90m=9e+07 USD; €90m=9e+07 EUR; $9.2bn=9.2e+09 USD; $412M=4.12e+08 USD; 17.3K=17300 soldiers; 90m dollars=9e+07 USD"},
		{"two point four billion won, a hundred and twenty boats", "two point four billion won=2.4e+09 KRW; a hundred and twenty=120 boats"},
		{"between 15 and 18 million people; ₩70–90 million", "15=1.5e+07 people; 18 million=1.8e+07 people; ₩70=7e+07 KRW; 90 million=9e+07 KRW"},
		{"350 billion dollars, 200 in cash", "350 billion dollars=3.5e+11 USD; 200=2e+11 USD"},
		{"The bill passed by 226 to 8.", "226=226 votes; 8=8 votes"},
		{"40 percent or more; 300 Koreans at most; at least no more than 21 men; a floor of 28,500 troops", "40 percent=40 percent +; 300=300 koreans -; 21=21 men -!; 28,500=28500 troops +"},
		{"30 civilian posts, 12 years, the three states", "30=30 posts; 12=12 years ?; three=3 states ?"},
		// names and dates
		{"03-3580-3311, (202) 555-0100, 2-2-1 Kasumigaseki, DC 20005, Pub. L. 117-263, Rm 2170", ""},
		{"+33 1 70 18 99 00, +1 (202) 555-0100, +7 495 123-45-67", ""},
		{"Копия формы 4 лежит в графе 7; этаж 3, строка 12. See form 8.", ""},
		{"원자로 30기 가운데 17기를 닫았다. 제3기 위원회, 5기 지도부", "30기=30 기; 17기=17 기"},
		{"Articles 2 to 5, Nos. 3 and 4, Resolutions 2397 and 2375, UNSC 2397 or Resolution 1718", ""},
		{"The cook, 52, sings. He is 78. At 0615 in Reiwa 7 the PLH 31 met KE 703 by JIS Z 8301 and bought a Pixel 9 on 156.8 MHz.", ""},
		{"24 января 2027 года, с 27 марта по 20 мая, в 2016 году, дело № 3-88/17", ""},
		// Russian
		{"от 15 до 18 млн человек, 41 300 человек и 31,4 тыс. МВт", "15=1.5e+07 человек; 18 млн человек=1.8e+07 человек; 41 300 человек=41300 человек; 31,4 тыс. МВт=31400 mw"},
		{"не менее 3,4 млн долларов, около трети воды, на 3,2 процентного пункта", "3,4 млн долларов=3.4e+06 USD +; трети=33.333 percent ~; 3,2 процентного пункта=3.2 points"},
		{"восемьдесят четыре тысячи сомони; трое из каждых четырёх; вдвое; в полтора раза", "восемьдесят четыре тысячи сомони=84000 TJS; трое из каждых четырёх=75 percent ~; вдвое=2 -fold ~; полтора=1.5 -fold ~"},
		// Japanese and Korean
		{"六十一基のうち四十基、百億二千五百万ウォン、三分の二を超える議席、２４・８％", "六十一基=61 基; 四十基=40 基; 百億二千五百万ウォン=1.0025e+10 KRW; 三分の二=66.667 percent ~+; ２４・８％=24.8 percent"},
		{"六〇・二％から六六・〇％へ、五・八ポイント増え、十二・九倍", "六〇・二％=60.2 percent; 六六・〇％=66 percent; 五・八ポイント=5.8 points; 十二・九倍=12.9 -fold ~"},
		{"一・二兆円、三・五億ドル、〇．四ポイント、三・七割", "一・二兆円=1.2e+12 JPY; 三・五億ドル=3.5e+08 USD; 〇．四ポイント=0.4 points; 三・七割=37 percent"},
		{"三・一独立運動と八・一五演説、二・二六事件、九・一一、五・一八民主化運動、五・ポイント", ""},
		{"二・三人", "三人=3 人 ?"},
		{"三・五キロメートル、四・二ドル", "三・五キロメートル=3.5 キロメートル; 四・二ドル=4.2 USD"},
		{"米軍は2万8千5百人、補助金は３百万円。8千万ないし1億ウォン", "2万8千5百人=28500 人; ３百万円=3e+06 JPY; 8千万=8e+07 KRW; 1億ウォン=1e+08 KRW"},
		{"理事国十五のうち十二が賛成し、統一のうち一つは十分", "十五=15  ?; 十二=12  ?"},
		{"열다섯 분 가운데 열세 분이 왔다. 두 분기 연속. 8천만 내지 1억 원. 해마다 3국 공동 조사", "열다섯 분=15 명; 열세 분=13 명; 8천만=8e+07 KRW; 1억 원=1e+08 KRW"},
		{"Awards of KRW 80 to 100 million to each are upheld", "KRW 80=8e+07 KRW; 100 million=1e+08 KRW"},
		{"+1 202 555-0143, добавочный 31. 電話03-3580-3311、内線31。전화 내선 31, extension 31.", ""},
		{"二〇二四年十月に一部の統一、十分な一方", ""},
		{"300人に満たなかった。賛成77、反対20で可決", "300人=300 人 -; 77=77 votes; 20=20 votes"},
		{"세 배 늘었다. 1조 5천억 원, 2만 8,500명, 열한 나라, 응답자 5명 중 1명", "세 배=3 -fold ~; 1조 5천억 원=1.5e+12 KRW; 2만 8,500명=28500 명; 열한 나라=11 나라 ?; 5명 중 1=20 percent ~"},
		{"최소 2만 명 이하", "2만 명=20000 명 +!"},
	} {
		var got []string
		for _, f := range Counts(c.text) {
			s := fmt.Sprintf("%s=%.5g %s", f.In(c.text), f.Value, f.Unit)
			mark := ""
			for _, m := range []struct {
				on   bool
				mark string
			}{{f.Approx, "~"}, {f.Bound > 0, "+"}, {f.Bound < 0, "-"}, {f.Clash, "!"}, {f.Remark, "?"}} {
				if m.on {
					mark += m.mark
				}
			}
			got = append(got, strings.TrimSpace(s+" "+mark))
		}
		if g := strings.Join(got, "; "); g != c.want {
			t.Errorf("%q\n got %s\nwant %s", c.text, g, c.want)
		}
	}
}

// TestKinds holds that one thing has one kind in every language, and that what differs
// is told apart.
func TestKinds(t *testing.T) {
	for _, same := range [][]string{{"people", "人", "명", "человек", "plaintiffs"}, {"votes", "票", "표", "голосов"}, {"USD", "dollars", "ドル", "달러", "долларов"}, {"km", "kilometres", "километров"}, {"cubic kilometers", "cubic kilometres"}} {
		for _, u := range same {
			if Kind(u) != Kind(same[0]) || !SameUnit(u, same[0]) {
				t.Errorf("%s is %q, %s %q", u, Kind(u), same[0], Kind(same[0]))
			}
		}
	}
	for _, two := range [][2]string{{"people", "lorries"}, {"USD", "KRW"}, {"som", "tyiyn"}, {Percent, Points}, {"km", "cubic kilometres"}, {"seats", "votes"}, {Percent, "people"}} {
		if SameUnit(two[0], two[1]) {
			t.Errorf("%s and %s are one", two[0], two[1])
		}
	}
	for unit, want := range map[string]string{"USD billion": "1e+09 USD", "million tonnes": "1e+06 tonnes", "civilian posts": "1 posts", "percent": "1 percent", "percentage points": "1 points", "cubic kilometres": "1 cubic kilometres", "": "1 "} {
		if scale, u := ReadUnit(unit); fmt.Sprintf("%g %s", scale, u) != want {
			t.Errorf("%q: %g %s, want %s", unit, scale, u, want)
		}
	}
}

// TestHolds holds what a bound is said of, and what an exact figure is not.
func TestHolds(t *testing.T) {
	for _, c := range []struct {
		text, source string
		want         bool
	}{
		{"More than 70 percent", "71.6 percent", true}, {"Over 60 percent", "63 percent", true}, {"more than 60 percent", "58 percent", false},
		{"over 165 votes", "185 votes", false}, {"fewer than 300 people", "287 people", true}, {"fewer than 300 people", "over 300 people", false},
		{"more than 40 ships", "43 ships", true}, {"more than 40 ships", "80 ships", false},
	} {
		f, n := Figures(c.text), Numbers(c.source)
		if len(f) != 1 || len(n) != 1 {
			t.Fatalf("%q, %q: %v %v", c.text, c.source, f, n)
		}
		if got := f[0].Same(n[0]); got != c.want {
			t.Errorf("%q of %q: %v", c.text, c.source, got)
		}
	}
}

// TestRate holds that the unit of a table's rate counts what a text's does.
func TestRate(t *testing.T) {
	for _, u := range []string{"billion cubic feet a day", "million tonnes per year", "cubic metres/day", "people a month", "programmes for each civilian",
		"dollars a head", "percent a year", "per cent", "per cent per year", "votes", "млн тонн в год"} {
		n := Counts("It was 2.5 " + u)
		if len(n) == 0 {
			t.Errorf("%s: no figure", u)
			continue
		}
		if scale, unit := ReadUnit(u); Kind(unit) != Kind(n[0].Unit) || 2.5*scale != n[0].Value {
			t.Errorf("%s: a table has %v of %q, a text %v of %q", u, 2.5*scale, Kind(unit), n[0].Value, Kind(n[0].Unit))
		}
	}
}
