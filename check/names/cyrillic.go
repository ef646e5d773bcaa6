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
		if i == 0 && w[0] == 'h' {
			ways = []string{"", "K"} // Говард
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

// letterWays are the letters by which texts in Russian write those of a name in Latin
// letters, the longest first.
var letterWays = [][2]string{
	{"shi", "(?:си|ши|щи)"}, {"chi", "(?:ти|чи)"}, {"tsu", "ц?у"}, {"sh", "[сш]"}, {"ch", "[тч]"}, {"ts", "(?:ц|тс)"}, {"ya", "[яа]"}, {"yu", "[юу]"}, {"yo", "(?:ё|е|йо|о)"}, {"ji", "(?:дзи|джи|жи)"}, {"kh", "х"}, {"ei", "[эе][йи]?"}, {"ai", "а[йи]"},
	{"d", "[дт]"}, {"t", "[тд]"}, {"k", "[кг]"}, {"g", "[гк]"}, {"b", "[бп]"}, {"p", "[пб]"}, {"j", "(?:дз|дж|ч|чж|ж)"}, {"z", "(?:дз|з)"}, {"a", "[ая]"}, {"e", "[еэ]"}, {"i", "[ийы]"}, {"o", "[оё]"}, {"u", "[уюо]"}, {"y", "[ийы]"},
	{"s", "[сш]"}, {"h", "х"}, {"f", "ф"}, {"v", "в"}, {"w", "[ву]"}, {"l", "[лр]ь?"}, {"r", "[рл]"}, {"m", "м"}, {"n", "нь?"}, {"c", "[кц]"}, {"q", "к"}, {"x", "кс"},
}

// InCyrillic gives a pattern of a name of one word in Latin letters as texts in Russian may
// write it, in any case; "" for one with letters that it does not know.
func InCyrillic(latin string) string {
	w := strings.TrimSuffix(fold(latin), "a") // declined: Такэсимы
	var b strings.Builder
	for w != "" {
		hit := false
		for _, way := range letterWays {
			if rest, ok := strings.CutPrefix(w, way[0]); ok {
				b.WriteString(way[1])
				w, hit = rest, true
				break
			}
		}
		if !hit {
			return ""
		}
	}
	return b.String() + "(?:[аоуыеиюя]|ой|ом|ам|ами|ах|е?й)?"
}

// Heard holds the people of a dossier without names in Cyrillic, so that misspelt ones in
// Russian texts can be told by the part that is right.
type Heard struct {
	parts [][]part
}

// part is a word of a name in Latin letters.
type part struct {
	word  string
	bones []string
}

// Add takes in a name in Latin letters.
func (h *Heard) Add(s string) {
	n := read(s)
	var parts []part
	for _, unit := range n.units {
		if unit[1]-unit[0] == 1 {
			w := n.words[unit[0]]
			parts = append(parts, part{w, readings(w)})
		}
	}
	if len(parts) > 1 {
		h.parts = append(h.parts, parts)
	}
}

// Misspelt gives the part of a name of which a word in Cyrillic is a misspelling, where the
// word beside it is another part of the same name, and "" where it is none: it has a bone
// too many, too few or another, a consonant twice where the name has it once, or тск for
// the ck of Polish. A word that some name beside has is right.
func (h *Heard) Misspelt(word, beside string) string {
	w, own := fold(word), bones(word)
	near := ""
	for _, parts := range h.parts {
		for i, known := range parts {
			if !soundsAs(fold(beside), known.bones) || len(bones(beside)) < 2 {
				continue
			}
			for k, p := range parts {
				if k == i {
					continue
				}
				if soundsAs(w, p.bones) {
					if twiceIn(w, p.word) || strings.Contains(p.word, "ck") && strings.Contains(w, "тск") {
						return p.word
					}
					return ""
				}
				for _, b := range p.bones {
					if len(b) >= 4 && near == "" && own != "" && own[0] == b[0] && oneBone(own, b) {
						near = p.word
					}
				}
			}
		}
	}
	return near
}

// Titled gives the part of a name of which a word in Cyrillic behind a title is a
// misspelling, where it is the one that is as near and no part sounds so; else "".
func (h *Heard) Titled(word string) string {
	w, own := fold(word), bones(word)
	near := ""
	for _, parts := range h.parts {
		for _, p := range parts {
			if soundsAs(w, p.bones) {
				if twiceIn(w, p.word) {
					return p.word
				}
				return ""
			}
			for _, b := range p.bones {
				if len(b) >= 4 && own != "" && own[0] == b[0] && oneBone(own, b) && near != p.word {
					if near != "" {
						return ""
					}
					near = p.word
				}
			}
		}
	}
	return near
}

// twiceIn reports whether a word in Cyrillic has a consonant twice where a name in Latin
// letters has none so.
func twiceIn(w, latin string) bool {
	for i := 1; i < len(latin); i++ {
		if latin[i] == latin[i-1] || strings.HasPrefix(latin[i-1:], "ck") {
			return false
		}
	}
	runes := []rune(w)
	for i := 1; i < len(runes)-1; i++ {
		if runes[i] == runes[i-1] && strings.ContainsRune("бвгдзклмнпрстфц", runes[i]) {
			return true
		}
	}
	return false
}

// oneBone reports whether two runs of bones differ in one, inside or at the end, or in the
// order of two.
func oneBone(a, b string) bool {
	i, p, q := Apart([]byte(a), []byte(b))
	return p <= 1 && q <= 1 && p+q > 0 || p == 2 && q == 2 && a[i] == b[i+1] && a[i+1] == b[i]
}

// Apart gives where two words begin to differ, and how much of each lies between what they
// begin and what they end with alike.
func Apart[T comparable](a, b []T) (at, inA, inB int) {
	end := 0
	for at < len(a) && at < len(b) && a[at] == b[at] {
		at++
	}
	for end < len(a)-at && end < len(b)-at && a[len(a)-1-end] == b[len(b)-1-end] {
		end++
	}
	return at, len(a) - at - end, len(b) - at - end
}
