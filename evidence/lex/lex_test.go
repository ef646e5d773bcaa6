package lex

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestFigures(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Only 26.7 percent felt close.", "26.7 percent=26.7 percent"},
		{"Only 26.7% felt close, 26.7 per cent of them old.", "26.7%=26.7 percent; 26.7 per cent=26.7 percent"},
		{"回答者の２６．７％が賛成した。", "２６．７％=26.7 percent"},
		{"응답자의 62.5퍼센트", "62.5퍼센트=62.5 percent"},
		{"It rose by 3 percentage points, or 3.5 points.", "3 percentage points=3 points; 3.5 points=3.5 points"},
		{"a fund of $3.5 billion and 12,500 people", "$3.5 billion=3.5e+09 USD; 12,500=12500 people"},
		{"350兆ウォン, 1億2000万円", "350兆ウォン=3.5e+14 KRW; 1億2000万円=1.2e+08 JPY"},
		{"about 27 percent, at least 300 troops, as much as 50 percent", "27 percent=27 percent ~; 300=300 troops +; 50 percent=50 percent -"},
		{"Twelve plaintiffs won; five percent did not.", "Twelve=12 plaintiffs; five percent=5 percent"},
		{"two-thirds of respondents agreed", "two-thirds=66.66666666666667 percent ~"},
		{"30 civilians and 15 officers", "30=30 civilians; 15=15 officers"},
		// none of these is a figure
		{"On 8 January 2021 and 2021-04-21, in October 2019, and in 2015-2020.", ""},
		{"Article 9, Section 301, Resolution 2397 and the 1718 Committee; the 1965 Treaty.", ""},
		{"An F-35, COVID-19, the G7, 5G, a 2+2 meeting, Track 1.5 talks, the 38th parallel, the 21st century.", ""},
		{"The three countries held two rounds at 10:30, or 9 a.m., for 12 years.", ""},
		{"A 41-year low, a five-year plan, a 52-year-old man.", ""},
		{"See https://a.example/2019/12345 and `x=15`, [12] or p. 45.", ""},
		{"1. First\n2. Second\n\n> 3) third", ""},
		{"a two-thirds majority; two-thirds of the house; half of it", ""},
		{"第9条と1965年の条約、3か国、2回目", ""},
		{"2016가합505092 판결, 제3조, 4월 27일, 3년", ""},
		{"In the 1990s, FY2024 and '98, the KF-21 and the H-1B; UN Security Council Resolution 1718 (2006).", ""},
		{"one of three ways, a dozen reasons, ten steps", ""},
		{"Nineteen Eighty-Four and Catch-22", ""},
	} {
		var got []string
		for _, f := range Figures(c.text) {
			s := fmt.Sprintf("%s=%v %s", f.In(c.text), f.Value, f.Unit)
			if f.Approx {
				s += " ~"
			}
			if f.Bound != 0 {
				s += map[int]string{1: " +", -1: " -"}[f.Bound]
			}
			got = append(got, s)
		}
		if g := strings.Join(got, "; "); g != c.want {
			t.Errorf("%q\n got %s\nwant %s", c.text, g, c.want)
		}
	}
}

func TestSame(t *testing.T) {
	for _, c := range []struct {
		text, source string
		want         bool
	}{
		{"26.7%", "26.7 percent of people", true},
		{"26.7 per cent", "２６．７％", true},
		{"about 27 percent", "it was 26.7 percent", true},
		{"27 percent", "it was 26.7 percent", true},
		{"26 percent", "it was 26.7 percent", false},
		{"26.7 percent", "about 27 percent", false},
		{"27 percent", "27 people", false},
		{"27 percent", "| 27 | 30 |", true},
		{"twelve plaintiffs", "12 plaintiffs", true},
		{"12 plaintiffs", "twelve former victims", true},
		{"12,500 people", "12500 people", true},
		{"$3.5 billion", "3.5 billion dollars", true},
		{"$3.5 billion", "3.5 billion yen", false},
		{"3 points", "3 percent", false},
		{"about 300 troops", "287 troops", true},
		{"about 300 troops", "187 troops", false},
		{"1.2億円", "120 million yen", true},
	} {
		f := Figures(c.text)
		if len(f) != 1 {
			t.Fatalf("%q: %v", c.text, f)
		}
		got := slices.ContainsFunc(Numbers(c.source), f[0].Same)
		if got != c.want {
			t.Errorf("%q in %q: %v, want %v (%+v %+v)", c.text, c.source, got, c.want, f, Numbers(c.source))
		}
	}
}

func TestSentences(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"The U.S. said no. Tokyo agreed.", "The U.S. said no.|Tokyo agreed."},
		{"Mr. Abe met J. Doe on Jan. 5 in Washington, D.C. He left.", "Mr. Abe met J. Doe on Jan. 5 in Washington, D.C.|He left."},
		{"It was 26.7 percent. In 2020 it rose.", "It was 26.7 percent.|In 2020 it rose."},
		{"会合を開いた。合意は3年ぶりだ。", "会合を開いた。|合意は3年ぶりだ。"},
		{"합의했다. 이번이 처음이다.", "합의했다.|이번이 처음이다."},
		{"A line\nbroken here. Next.\n\nNew paragraph without end\n\nLast.", "A line\nbroken here.|Next.|New paragraph without end|Last."},
		{"\"Why?\" he asked. \"No.\" She left.", "\"Why?\" he asked.|\"No.\"|She left."},
	} {
		var got []string
		for _, s := range Sentences(c.text) {
			got = append(got, s.In(c.text))
		}
		if g := strings.Join(got, "|"); g != c.want {
			t.Errorf("%q\n got %s\nwant %s", c.text, g, c.want)
		}
	}
}

func TestDates(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"8 January 2021; January 8, 2021; 2021-01-08; 2021.1.8.", "2021-01-08 2021-01-08 2021-01-08 2021-01-08"},
		{"October 2019, 2019年10月, 2019년 10월", "2019-10 2019-10 2019-10"},
		{"令和3年1月8日 and 平成元年", "2021-01-08 1989"},
		{"2021년 1월 8일", "2021-01-08"},
		{"Feb. 1st, 2021 and 31 February 2021", "2021-02-01 2021-02"},
		{"in 2019", ""},
	} {
		var got []string
		for _, d := range Dates(c.text) {
			if d.ISO != "" {
				got = append(got, d.ISO)
			}
		}
		if g := strings.Join(got, " "); g != c.want {
			t.Errorf("%q: %s, want %s", c.text, g, c.want)
		}
	}
}

func TestSlips(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"The the two sides met.", "doubled-word"},
		{"They had had enough. That that was so is known.", ""},
		{"He said it. It was so. Walla Walla and New York, New York.", ""},
		{"They met in TokyoThe two sides agreed.", "run-together"},
		{"The end of relations.The next day it rained.", "run-together"},
		{"Strategic relations matter; the strategicrelations of both.", "run-together"},
		{"McDonald and MacArthur withdrew; within a week they withheld it. The policymakers' policy.", ""},
		{"Mr. Kishida met Mr. Yoon. Later Kisihda left.", "two-spellings"},
		{"Prime Minister Kishida and the Korean and Chinese ministers of Korea and China met Japanese and Japan hands.", ""},
	} {
		var got []string
		for _, s := range Slips(c.text, 40, Known{}) {
			got = append(got, s.Kind)
		}
		if g := strings.Join(got, " "); g != c.want {
			t.Errorf("%q: %s, want %s", c.text, g, c.want)
		}
	}
}

func FuzzLex(f *testing.F) {
	for _, s := range []string{"26.7％ of １２人", "1億2000万円 at 10:30", "令和3年", "“a「b", "Mr. A. B.C said \"x", "two-thirds of us 2+2 1.2.3"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, g := range append(Figures(s), Numbers(s)...) {
			if g.Start < 0 || g.End > len(s) || g.Start > g.End {
				t.Fatalf("%q: %+v", s, g)
			}
		}
		at := 0
		for _, x := range Sentences(s) {
			if x.Start < at || x.End < x.Start {
				t.Fatalf("%q: %+v", s, x)
			}
			at = x.End
		}
		for _, d := range Dates(s) {
			_ = d.In(s)
		}
		for _, q := range Quotes(s) {
			_ = q.In(s)
		}
		Slips(s, 40, Known{})
	})
}

// TestSlipsOfLongWords holds that a text without spaces is not taken apart at each
// of its letters.
func TestSlipsOfLongWords(t *testing.T) {
	for _, unit := range []string{"abcde", "abcdeThe", "内閣府の調査で五十パーセント"} {
		start := time.Now()
		Slips(strings.Repeat(unit, 400<<10/len(unit)), 200, Known{})
		if d := time.Since(start); d > 20*time.Second { // a tenth of a second; some minutes where each part is tried
			t.Errorf("%q in a row takes %v", unit, d)
		}
	}
}
