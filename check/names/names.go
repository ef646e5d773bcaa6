// Package names derives from one record of a dossier (a holder of an office, a
// player, a person) the forms in which texts write it, and finds them: family name
// first or last, title and family name, a government called by its head, apposition,
// in Latin and Cyrillic letters with their endings, and in Japanese and Korean.
//
// Which word of a name is the family's is not asked. In texts a title stands with the
// family name or with the whole, hardly ever with the given name alone, so that the
// first and the last word of a name may both be it, and one order need not be known.
package names

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/dossier"
	"entente/evidence/lex"
)

// name is a name in one script.
type name struct {
	words []string   // in small letters, parted at spaces and hyphens; of scripts with letters, and of Korean
	units [][2]int   // the words between spaces: Jae-in is one unit of two words
	parts []string   // of a name in Han, kana or Hangul: as it is parted by spaces or a middle dot
	heard [][]string // of a name in Latin letters whose holder has none in Cyrillic: the bones of each word
}

// read reads a name.
func read(s string) name {
	var n name
	s, _, _ = strings.Cut(s, " (") // acting
	if r, _ := utf8.DecodeRuneInString(strings.TrimSpace(s)); lex.IsCJK(r) {
		n.parts = strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || r == '・' || r == '＝' || r == '=' || r == '·' })
		return n
	}
	for unit := range strings.FieldsSeq(s) {
		from := len(n.words)
		for _, w := range strings.FieldsFunc(unit, func(r rune) bool { return r == '-' || r == '‐' || r == '.' || r == ',' }) {
			n.words = append(n.words, fold(w))
		}
		if len(n.words) > from {
			n.units = append(n.units, [2]int{from, len(n.words)})
		}
	}
	return n
}

func isCyrillic(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.Is(unicode.Cyrillic, r)
}

// hear makes a name in Latin letters ready to be told in Cyrillic.
func (n *name) hear() {
	for _, w := range n.words {
		n.heard = append(n.heard, readings(w))
	}
}

// fold gives a word in small letters, with one sign for what is spelt in two.
func fold(w string) string {
	return strings.NewReplacer("ё", "е", "’", "'").Replace(strings.ToLower(w))
}

// endings are those of Russian nouns and adjectives in the singular and plural.
var endings = func() map[string]bool {
	out := map[string]bool{}
	for e := range strings.FieldsSeq("а я у ю ом ем им ым е и ы о ой ей ою ею ый ий ого его ому ему ую юю ая яя ое ее ые ие ых их ыми ими ам ям ами ями ах ях ов ев ом ью ь й ия ию ии ием иям иями иях ием") {
		out[e] = true
	}
	out[""] = true
	return out
}()

// Inflects reports whether a word is a form of another, both folded: equal, with the
// genitive of English, or with another ending of Russian.
func Inflects(w, of string) bool {
	if w == of {
		return true
	}
	if r, _ := utf8.DecodeRuneInString(of); !unicode.Is(unicode.Cyrillic, r) {
		return strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "'") == of
	}
	stem := stemOf(of)
	if utf8.RuneCountInString(stem) < 3 || !strings.HasPrefix(w, stem) {
		return false
	}
	return endings[w[len(stem):]]
}

// stemOf gives a Russian word without the longest ending that leaves three letters.
func stemOf(w string) string {
	runes := []rune(w)
	for n := 3; n > 0; n-- {
		if len(runes)-n >= 3 && endings[string(runes[len(runes)-n:])] && string(runes[len(runes)-n:]) != "ов" && string(runes[len(runes)-n:]) != "ев" && string(runes[len(runes)-n:]) != "им" && string(runes[len(runes)-n:]) != "ом" {
			return string(runes[:len(runes)-n])
		}
	}
	return w
}

// bears reports whether the words that a text gives are of the name, the family's
// among them, and whether they are all of it.
func (n name) bears(ws []string) (some, all bool) {
	if len(n.units) == 0 || len(ws) == 0 {
		return false, false
	}
	used := make([]bool, len(n.words))
	for i, w := range ws {
		if utf8.RuneCountInString(strings.TrimSuffix(w, "'s")) == 1 && len(ws) > 1 && i < len(ws)-1 {
			continue // an initial
		}
		hit := false
		for i, own := range n.words {
			if !used[i] && (Inflects(w, own) || n.heard != nil && isCyrillic(w) && soundsAs(w, n.heard[i])) {
				used[i], hit = true, true
				break
			}
		}
		if !hit {
			return false, false
		}
	}
	for _, unit := range [][2]int{n.units[0], n.units[len(n.units)-1]} {
		if unit[1]-unit[0] > 1 && len(n.units) > 1 {
			continue // a given name of two words
		}
		whole := true
		for i := unit[0]; i < unit[1]; i++ {
			whole = whole && used[i]
		}
		some = some || whole
	}
	all = true
	for _, u := range used {
		all = all && u
	}
	return some, some && all
}

// ends reports how much of a name in Han, kana or Hangul stands at the end of a text:
// the whole, its family name, or nothing (0). A family name that is not parted from
// the rest is one or two characters, and of a name of five two or three.
func (n name) ends(text string) (length int, whole bool) {
	if len(n.parts) == 0 {
		return 0, false
	}
	for _, between := range []string{"", "・", " ", "·", "＝"} {
		if full := strings.Join(n.parts, between); strings.HasSuffix(text, full) {
			return len(full), true
		}
	}
	starts := func(family string) bool {
		before, _ := utf8.DecodeLastRuneInString(text[:len(text)-len(family)])
		first, _ := utf8.DecodeRuneInString(family)
		switch {
		case unicode.Is(unicode.Katakana, first):
			return !unicode.Is(unicode.Katakana, before) && before != 'ー'
		case unicode.Is(unicode.Hangul, first):
			return !unicode.Is(unicode.Hangul, before)
		}
		return utf8.RuneCountInString(family) > 1 || !unicode.Is(unicode.Han, before)
	}
	if len(n.parts) > 1 {
		for _, p := range []string{n.parts[len(n.parts)-1], n.parts[0]} {
			if strings.HasSuffix(text, p) && starts(p) {
				return len(p), false
			}
		}
		return 0, false
	}
	runes := []rune(n.parts[0])
	for _, k := range familyLengths(runes) {
		if family := string(runes[:k]); strings.HasSuffix(text, family) && starts(family) {
			return len(family), false
		}
	}
	return 0, false
}

// familyLengths gives how many characters the family name may have, the longest first.
func familyLengths(name []rune) []int {
	if unicode.Is(unicode.Hangul, name[0]) {
		if len(name) == 4 {
			return []int{2, 1}
		}
		return []int{1}
	}
	switch len(name) {
	case 0, 1:
		return nil
	case 2:
		return []int{1}
	case 3:
		return []int{2, 1}
	case 4:
		return []int{2}
	}
	return []int{3, 2}
}

// texts gives a text in every form in which it is written.
func texts(t dossier.Text) []string {
	var out []string
	if t.Plain != "" {
		out = append(out, t.Plain)
	}
	for _, s := range t.By {
		out = append(out, s)
	}
	return out
}
