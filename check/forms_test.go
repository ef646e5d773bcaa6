package check

import (
	"slices"
	"testing"

	"entente/dossier"
)

// The forms of a word have one stem; words that only look alike do not.
func TestStems(t *testing.T) {
	for _, c := range []struct{ word, want string }{
		{"ban", "ban"}, {"bans", "ban"}, {"ban's", "ban"}, {"bans’", "ban"}, {"nation’s", "nation"},
		{"party", "party"}, {"parties", "party"}, {"tie", "tie"}, {"ties", "tie"}, {"dies", "die"},
		{"tax", "tax"}, {"taxes", "tax"}, {"wash", "wash"}, {"washes", "wash"}, {"ashes", "ash"}, {"axes", "axe"},
		{"press", "press"}, {"presses", "press"}, {"march", "march"}, {"marches", "march"},
		{"virus", "virus"}, {"status", "status"}, {"as", "as"}, {"gas", "gas"}, {"seas", "sea"}, {"uses", "use"},
		{"республика", "республик"}, {"республики", "республик"}, {"республиками", "республик"}, {"республик", "республик"},
		{"среднеазиатских", "среднеазиатск"}, {"среднеазиатские", "среднеазиатск"},
		{"море", "мор"}, {"морями", "мор"}, {"дом", "дом"}, {"самолёт", "самолет"}, {"самолёта", "самолет"},
	} {
		if got := stem(c.word); got != c.want {
			t.Errorf("%s: %s, not %s", c.word, got, c.want)
		}
	}
}

// A text becomes the stems of its words, each with its place; what parts phrases
// stays between them, and a text without spaces between words stays as it is.
func TestStemmed(t *testing.T) {
	got, at := stemmed("Export bans, the East-Sea’s.", "en")
	if want := " export ban | the east sea | "; got != want {
		t.Errorf("%q, not %q", got, want)
	}
	var spans [][2]int
	for _, s := range at {
		spans = append(spans, [2]int{s.Start, s.End})
	}
	if want := [][2]int{{0, 6}, {7, 11}, {11, 12}, {13, 16}, {17, 21}, {22, 27 + len("’") - 1}, {27 + len("’") - 1, 28 + len("’") - 1}}; !slices.Equal(spans, want) {
		t.Errorf("%v, not %v", spans, want)
	}
	if got, at := stemmed("東海では", "ja"); got != "東海では" || at != nil {
		t.Errorf("%q %v", got, at)
	}
}

// A form that names two sides is parted into both names; what says more is not.
func TestSides(t *testing.T) {
	for _, c := range []struct {
		use  string
		want []string
	}{
		{"East Sea/Sea of Japan", []string{"East Sea", "Sea of Japan"}},
		{"Senkaku/Diaoyu islands", []string{"Senkaku", "Diaoyu"}},
		{"Dokdo / Takeshima", []string{"Dokdo", "Takeshima"}},
		{"one/both", []string{"one", "both"}},
		{"East Sea", nil}, {"a/b/c", nil}, {"Dokdo/Takeshima (both)", nil}, {"one, two/three", nil}, {"one; two/three", nil},
	} {
		if got := sides(c.use); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, not %q", c.use, got, c.want)
		}
	}
}

// A name with one letter amiss is told from its own forms and from other words.
func TestOneLetterAmiss(t *testing.T) {
	for _, c := range []struct {
		name, word string
		want       bool
	}{
		{"takaichi", "takaihi", true},   // one left out
		{"takaichi", "takaiichi", true}, // one twice
		{"takaichi", "takeichi", true},  // another
		{"takaichi", "taakichi", true},  // two changed about
		{"takaichi", "takaicho", true},  // the last
		{"takaichi", "takaichs", false}, // an ending
		{"takaichi", "takaichn", false},
		{"takaichi", "takaichi", false},
		{"takaichi", "takaichis", false}, // a form
		{"takaichi", "takaich", false},   // a beginning
		{"takaichi", "makaichi", false},  // another first letter
		{"takaichi", "tekaichi", false},  // too near the beginning
		{"takaichi", "takeiche", false},  // two amiss
		{"takaichi", "takaihci", true},
		{"takaichi", "takich", false},
		{"sasae", "sasse", false}, // a short name, one letter another
		{"sasae", "saase", true},  // a short name, two changed about
		{"sasae", "sasea", false}, // at its end
		{"sasae", "sassae", true}, // a short name, one twice
		{"sassae", "sasae", true}, // a short word
		{"sasa", "ssaa", false},   // shorter yet
		{"ishiba", "ishida", true},
		{"ishibe", "ishiba", false}, // a last letter, and too short
	} {
		if got := oneLetter([]rune(c.name), []rune(c.word)); got != c.want {
			t.Errorf("%s for %s: %v", c.word, c.name, got)
		}
	}
}

// Who was asked is read in four languages, and a country alone is not who was asked.
func TestPublicsAskedInFourLanguages(t *testing.T) {
	d := &dossier.Dossier{Header: &dossier.Header{}}
	d.Polls = []*dossier.Poll{{Series: "a", Country: "JPN"}, {Series: "b", Country: "KOR"}, {Series: "c", Country: "JPN"}}
	c := &checker{d: d}
	publics := c.indexPublics()
	if len(publics) != 2 || publics["JPN"] == nil || publics["KOR"] == nil {
		t.Fatalf("%v", publics)
	}
	for _, x := range []struct {
		country, text string
		want          bool
	}{
		{"JPN", "Of adults in Japan 40 percent agree", true},
		{"JPN", "1,000 people asked by telephone in Japan agree", true},
		{"JPN", "Half of those polled last spring in Japan agree", true},
		{"JPN", "In Japan, 40 percent agree", true},
		{"JPN", "In Japan only a third agree", true},
		{"JPN", "Japanese respondents agree", true},
		{"JPN", "Most Japanese adults agree", true},
		{"JPN", "A treaty with Japan was signed", false},
		{"JPN", "The plant in Japan was closed", false},
		{"JPN", "日本の成人の四割", true},
		{"JPN", "日本国民の四割", true},
		{"JPN", "日本では四割", true},
		{"JPN", "日本側では四割", true},
		{"JPN", "日本と韓国", false},
		{"JPN", "일본 응답자의 40%", true},
		{"JPN", "일본인의 40%", false},
		{"JPN", "일본에서는 40%", true},
		{"JPN", "среди взрослых жителей Японии", true},
		{"JPN", "в Японии сорок процентов", true},
		{"JPN", "о Японии сорок процентов", false},
		{"KOR", "South Koreans agree", true},
		{"KOR", "South Korean voters agree", true},
		{"KOR", "South Korean ships", false},
		{"KOR", "한국 응답자의 40%", true},
		{"KOR", "In Japan only a third agree", false},
	} {
		if got := publics[x.country].MatchString(x.text); got != x.want {
			t.Errorf("%s, %s: %v", x.country, x.text, got)
		}
	}
	for _, one := range []string{"E", "日"} { // a letter alone is no name
		if publicOf([]string{one, "Elbonia"}, "").MatchString("in " + one + ", 40 percent") {
			t.Errorf("%q", one)
		}
	}
}
