package names

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/country"
	"entente/dossier"
	"entente/evidence/lex"
)

// Term is who held an office of a player, with the names of both.
type Term struct {
	Player *dossier.Player
	Holder *dossier.Holder
	names  []name
	office *office
}

// office is a player whose holders are known, by its own names.
type office struct {
	words   [][]string // of each name in letters, folded
	signs   []string   // its names in Han, kana and Hangul
	russian [][]string // where it has no name in Cyrillic: the words by which Russian names it
	heads   bool       // a government is called by its holder
}

// Mention is a holder named with an office.
type Mention struct {
	lex.Span
	// Terms are those that the words may mean: of all who bear the name and held
	// such an office.
	Terms []*Term
}

// Offices finds holders named with their offices.
type Offices struct {
	terms   []*Term
	vocab   map[string]bool // the words of offices in letters, folded
	between []string        // what may stand between a name in Japanese or Korean and its title
}

// OfOffices derives the names and titles of a dossier's holders.
func OfOffices(d *dossier.Dossier) *Offices {
	x := &Offices{vocab: map[string]bool{}}
	for w := range strings.FieldsSeq("vice deputy parliamentary assistant under acting first second state prime foreign chief cabinet") {
		x.vocab[w] = true
	}
	x.between = []string{" ", "氏", "さん", "当時の", "の", "당시"}
	for _, lang := range []string{"ja", "ko"} {
		for _, c := range country.All() {
			x.between = append(x.between, c.Name(lang))
		}
		for _, m := range d.Members {
			x.between = append(x.between, d.CountryName(m.Code.ID, lang))
		}
	}
	for _, m := range d.Members {
		for _, p := range m.Players {
			if len(p.Holders) == 0 {
				continue
			}
			o := &office{heads: p.Kind == "executive"}
			all := texts(p.Name)
			for _, a := range p.Aliases {
				all = append(all, a.ID)
			}
			for _, s := range all {
				if r, _ := utf8.DecodeRuneInString(s); lex.IsCJK(r) {
					o.signs = append(o.signs, s)
					continue
				}
				ws := wordsOf(s)
				o.words = append(o.words, ws)
				for _, w := range ws {
					x.vocab[w] = true
				}
			}
			if !slices.ContainsFunc(all, isCyrillic) && len(o.words) > 0 {
				ws := inRussian(slices.Concat(o.words...))
				o.russian = [][]string{ws}
				for _, w := range ws {
					x.vocab[w] = true
				}
			}
			for _, h := range p.Holders {
				t := &Term{Player: p, Holder: h, office: o}
				all := texts(h.Name)
				for _, s := range all {
					n := read(s)
					if len(n.words) > 0 && !slices.ContainsFunc(all, isCyrillic) {
						n.hear()
					}
					t.names = append(t.names, n)
				}
				x.terms = append(x.terms, t)
			}
		}
	}
	return x
}

// Any reports whether there is any holder.
func (x *Offices) Any() bool { return len(x.terms) > 0 }

func wordsOf(s string) []string {
	var out []string
	for _, w := range strings.FieldsFunc(fold(s), func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '-' }) {
		out = append(out, usual(w))
	}
	return out
}

// usual gives one spelling for what is written in two.
func usual(w string) string {
	switch w {
	case "defence":
		return "defense"
	case "advisor":
		return "adviser"
	}
	return w
}

// In gives the mentions in a sentence of a text in a language, in order.
func (x *Offices) In(s, lang string) []Mention {
	if !x.Any() {
		return nil
	}
	var found []Mention
	switch lang {
	case "ja":
		found = x.signed(s, japanese)
	case "ko":
		found = x.signed(s, korean)
	case "ru":
		found = x.spelt(s, russian)
	default:
		found = x.spelt(s, english)
	}
	return x.amid(s, lang, found)
}
