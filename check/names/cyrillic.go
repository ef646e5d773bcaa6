package names

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A dossier without Russian has no names in Cyrillic, and texts in Russian write them by
// systems that differ by language and by writer (Polivanov's for Japanese, Kontsevich's for
// Korean, practical transcription for others). So that they can be told all the same, a
// word in either script is brought to the bones that all systems share: its consonants, by
// where they are made. Kishida and Кисида, Кишида are both KST.

// bones gives the bones of a word in Cyrillic.
func bones(w string) string {
	w = strings.NewReplacer("дз", "ц", "дж", "ц", "тс", "ц", "тц", "ц", "тч", "ц", "кс", "кс").Replace(fold(w))
	var b strings.Builder
	var before rune
	for _, r := range w {
		if r == before {
			continue
		}
		before = r
		switch {
		case strings.ContainsRune("бп", r):
			b.WriteByte('P')
		case strings.ContainsRune("вф", r):
			b.WriteByte('V')
		case strings.ContainsRune("гк", r):
			b.WriteByte('K')
		case strings.ContainsRune("жзсцчшщ", r):
			b.WriteByte('S')
		case strings.ContainsRune("дт", r):
			b.WriteByte('T')
		case r == 'л':
			b.WriteByte('L')
		case r == 'р':
			b.WriteByte('R')
		case r == 'м':
			b.WriteByte('M')
		case r == 'н':
			b.WriteByte('N')
		}
	}
	return b.String()
}

// sounds are the bones of letters in Latin words, the longest first; where one is read in
// several ways, all of them.
var sounds = []struct {
	letters string
	bones   []string
}{
	{"sch", []string{"S"}}, {"tch", []string{"S", "T"}}, {"tsu", []string{"S"}}, {"chi", []string{"T", "S"}}, {"shch", []string{"S"}},
	{"sh", []string{"S"}}, {"sz", []string{"S"}}, {"cz", []string{"S"}}, {"rz", []string{"S", "RS"}}, {"ts", []string{"S", "TS"}}, {"tz", []string{"S"}}, {"ch", []string{"S", "T", "K", ""}}, {"ck", []string{"K"}}, {"cki", []string{"SK"}}, {"th", []string{"T", "S"}},
	{"ph", []string{"V", "P"}}, {"kh", []string{"", "K"}}, {"gh", []string{"K", ""}}, {"dz", []string{"S"}}, {"dj", []string{"S"}}, {"ng", []string{"N", "NK"}},
	{"b", []string{"P"}}, {"p", []string{"P"}}, {"v", []string{"V"}}, {"f", []string{"V"}}, {"w", []string{"V", ""}}, {"g", []string{"K", "S"}}, {"k", []string{"K"}}, {"q", []string{"K"}}, {"c", []string{"K", "S"}},
	{"j", []string{"S", ""}}, {"z", []string{"S"}}, {"s", []string{"S"}}, {"x", []string{"KS"}}, {"d", []string{"T"}}, {"t", []string{"T"}}, {"l", []string{"L"}}, {"ł", []string{"L"}}, {"r", []string{"R"}}, {"m", []string{"M"}}, {"n", []string{"N"}},
}

// mostReadings is how many ways to read a word are kept.
const mostReadings = 16

// readings gives the bones of a word in Latin letters, in all ways to read it.
func readings(w string) []string {
	w = strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(strings.ToLower(w)))
	out := []string{""}
	for i := 0; i < len(w); {
		step, ways := 0, []string{""}
		switch {
		case strings.HasPrefix(w[i:], "cki"):
			step, ways = 2, []string{"SK"}
		default:
			for _, s := range sounds {
				if strings.HasPrefix(w[i:], s.letters) {
					step, ways = len(s.letters), s.bones
					break
				}
			}
		}
		if step == 0 {
			_, step = utf8.DecodeRuneInString(w[i:])
		}
		if i > 0 && step == 1 && w[i] == w[i-1] {
			ways = []string{""}
		}
		var next []string
		for _, o := range out {
			for _, way := range ways {
				if len(next) < mostReadings {
					next = append(next, o+way)
				}
			}
		}
		out = next
		i += step
	}
	return out
}

// soundsAs reports whether a word in Cyrillic, in any case, may be a word in Latin letters.
func soundsAs(w string, read []string) bool {
	b := bones(w)
	for _, r := range read {
		rest, ok := strings.CutPrefix(b, r)
		if ok && r != "" && (rest == "" || len(rest) == 1 && strings.Contains("MKV", rest)) {
			return true
		}
	}
	return false
}

// russianFields are the words of English names of offices in Russian.
var russianFields = [][2]string{
	{"president", "президент"}, {"prime", "премьер-министр премьер"}, {"chancellor", "канцлер"}, {"foreign", "иностранных дел мид"}, {"defense", "обороны"}, {"finance", "финансов"}, {"treasury", "финансов казначейства минфина"},
	{"economy", "экономики"}, {"trade", "торговли"}, {"industry", "промышленности"}, {"energy", "энергетики"}, {"petroleum", "нефти"}, {"electricity", "электроэнергетики"}, {"commerce", "торговли"}, {"interior", "внутренних дел"},
	{"justice", "юстиции"}, {"unification", "объединения"}, {"health", "здравоохранения"}, {"culture", "культуры"}, {"resources", "ресурсов"}, {"infrastructure", "инфраструктуры"}, {"secretary", "министр"}, {"representative", "представитель"}, {"director", "директор"},
}

// inRussian gives the words by which Russian names an office, from those of its name in
// English.
func inRussian(words []string) []string {
	has := map[string]bool{}
	for _, w := range words {
		has[w] = true
	}
	var out []string
	for _, of := range russianFields {
		if has[of[0]] {
			out = append(out, strings.Fields(of[1])...)
		}
	}
	if has["ministry"] || has["department"] || has["foreign"] && has["office"] {
		out = append(out, "министр", "министерство", "глава")
	}
	if has["department"] && has["state"] {
		out = append(out, "госсекретарь", "государственный")
	}
	if has["national"] && has["security"] {
		out = append(out, "советник", "национальной", "безопасности", "секретарь", "глава")
	}
	return out
}
