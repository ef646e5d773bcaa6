package check

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/check/names"
	"entente/dossier"
	"entente/evidence/lex"
	"entente/lazyregexp"
	"entente/words"
)

// spelt holds the names of a dossier's bodies, exercises, firms and places, and of its
// people in Cyrillic, Japanese and Korean, so that misspelt ones can be told.
type spelt struct {
	// gaps leads from a name of several words without one of them to the words that
	// stand in its place: "* edge" to Freedom.
	gaps  map[string][]string
	whole map[string]bool // such names, in small letters

	stems    []string // of names in Cyrillic
	isStem   map[string]bool
	nearStem lex.Spellings

	signs   []string // names in Han, kana and Hangul of four characters or more
	halves  *phrases // their first halves
	isSign  map[string]bool
	ordered map[string]string // Korean names by their characters in order: a name whose parts changed places has the same
	lengths []int             // of those

	// persons are the names of people of three signs or more in Hangul and Han; gapped
	// leads from one without a sign, but for the first, to it.
	persons map[string]bool
	gapped  map[string][]string

	// units are the parts of the names of people that a dot or a space parts in katakana
	// and Hangul, each with the others of its name.
	units    map[string][]string
	unitList []string
	nearUnit lex.Spellings

	heard  names.Heard     // of people without a name in Cyrillic
	spoken names.Heard     // of two words in short texts, without a name in Cyrillic
	once   map[string]bool // those that spoken has
	dated  []datedName
}

// spacedName is the name of somebody in Hangul whose family and given name a space
// parts: 다카이치 사나에.
var spacedName = lazyregexp.New(`^\p{Hangul}{2,5} \p{Hangul}{2,5}$`)

// nameRun is two words or more that begin with capitals.
var nameRun = lazyregexp.New(`\p{Lu}[\p{L}\d'’\-]+(?: \p{Lu}[\p{L}\d'’\-]+)+`)

var cyrillicName = lazyregexp.New(`\p{Cyrillic}+(?:-\p{Cyrillic}+)*`)

func indexSpelt(d *dossier.Dossier) *spelt {
	x := &spelt{gaps: map[string][]string{}, whole: map[string]bool{}, isStem: map[string]bool{}, isSign: map[string]bool{}, ordered: map[string]string{}, persons: map[string]bool{}, gapped: map[string][]string{}, units: map[string][]string{}, once: map[string]bool{}}
	add := func(s string, named bool) {
		if r, _ := utf8.DecodeRuneInString(s); lex.IsCJK(r) {
			if named && utf8.RuneCountInString(s) >= 4 && !x.isSign[s] && !strings.ContainsAny(s, "（(・ ") || spacedName.MatchString(s) && !x.isSign[s] {
				x.isSign[s] = true
				x.signs = append(x.signs, s)
			}
			return
		}
		for _, run := range nameRun.FindAllString(s, -1) {
			x.addRun(strings.Fields(foldName(run)))
		}
		if !named {
			return
		}
		for _, w := range cyrillicName.FindAllString(s, -1) {
			if r, _ := utf8.DecodeRuneInString(w); unicode.IsUpper(r) && utf8.RuneCountInString(w) >= 6 {
				if st := twice(w); !x.isStem[st] {
					x.isStem[st] = true
					x.stems = append(x.stems, st)
				}
			}
		}
	}
	text := func(t dossier.Text, named bool) {
		for _, s := range append(mapValues(t.By), t.Plain) {
			add(s, named)
		}
	}
	for _, m := range d.Members {
		for _, p := range m.Players {
			text(p.Name, true)
			for _, a := range p.Aliases {
				add(a.ID, true)
			}
			for _, h := range p.Holders {
				text(h.Name, true)
				x.addPerson(h.Name)
				x.addDated(h)
			}
		}
		for _, a := range m.Agencies {
			text(a.Name, true)
			add(a.Native, true)
		}
	}
	if d.People != nil {
		for _, p := range d.People.People {
			text(p.Name, true)
			x.addPerson(p.Name)
		}
	}
	for _, t := range d.Terms {
		text(t.Use, false)
	}
	for _, i := range d.Initiatives {
		text(i.Title, false)
		for _, r := range i.Ladder {
			text(r.Name, false)
		}
	}
	for _, e := range d.Events {
		add(e.Summary, false)
		x.addSpoken(e.Summary)
	}
	for _, f := range d.Facts {
		x.addSpoken(f.What)
	}
	for _, s := range x.stems {
		x.nearStem.Add(s)
	}
	var halves []string
	for _, s := range x.signs {
		r := []rune(s)
		halves = append(halves, string(r[:len(r)/2]))
		if unicode.Is(unicode.Hangul, r[0]) && len(r) >= 5 && !strings.Contains(s, " ") {
			x.ordered[inOrder(r)] = s
			if !slices.Contains(x.lengths, len(r)) {
				x.lengths = append(x.lengths, len(r))
			}
		}
	}
	x.halves = indexPhrases(halves, false)
	for _, u := range x.unitList {
		x.nearUnit.Add(u)
	}
	return x
}

// addSpoken takes in the names of two words that a short text has.
func (x *spelt) addSpoken(s string) {
	for _, run := range nameRun.FindAllString(s, -1) {
		if ws := strings.Fields(run); len(ws) == 2 && !x.once[run] {
			x.once[run] = true
			x.spoken.Add(run)
		}
	}
}

// foldName gives a name in small letters, with one sign for what is spelt in two.
func foldName(s string) string { return strings.ReplaceAll(strings.ToLower(s), "ё", "е") }

// twice takes the ending off a name in Cyrillic and then that of a surname, so that
// all its cases are alike.
func twice(w string) string { return stem(stem(foldName(w))) }

// oneSpelling gives one spelling to words that are spelt in two, which are no slips: in
// Britain and America, with a hyphen and without.
var oneSpelling = strings.NewReplacer("-", "", "our", "or", "z", "s", "tre", "ter", "nce", "nse", "mme", "m", "ll", "l")

// rareNames gives the words with a capital inside the short texts of a dossier that it
// nowhere writes without one, nor its texts: names of bodies, firms and places, and no
// common words; and how often each word without one stands there.
func rareNames(d *dossier.Dossier, texts []*text) (rare []string, small map[string]int) {
	var short []string
	add := func(t dossier.Text) { short = append(append(short, mapValues(t.By)...), t.Plain) }
	for _, m := range d.Members {
		for _, p := range m.Players {
			add(p.Name)
			add(p.Note)
		}
		for _, a := range m.Agencies {
			add(a.Name)
		}
	}
	for _, t := range d.Terms {
		add(t.Use)
	}
	for _, e := range d.Events {
		short = append(short, "· "+e.Summary)
	}
	for _, a := range d.Acts {
		short = append(short, "· "+a.Summary)
	}
	for _, f := range d.Facts {
		short = append(short, "· "+f.What)
	}
	small = map[string]int{}
	capital := map[string]bool{}
	see := func(s string, names bool) {
		for i, w := range strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) }) {
			if r, _ := utf8.DecodeRuneInString(w); !unicode.IsUpper(r) {
				small[w]++
			} else if names && (i > 0 || !strings.HasPrefix(s, "· ")) && len(w) >= 7 && w[0] < 0x80 && strings.ToUpper(w) != w {
				capital[w] = true
			}
		}
	}
	for _, s := range short {
		see(s, true)
	}
	for _, t := range texts {
		see(t.plain, false)
	}
	for _, w := range sorted(capital) {
		if small[strings.ToLower(w)] == 0 {
			rare = append(rare, w)
		}
	}
	return rare, small
}

func inOrder(r []rune) string {
	r = slices.Clone(r)
	slices.Sort(r)
	return string(r)
}

func (x *spelt) addRun(ws []string) {
	if len(ws) > 4 || x.whole[strings.Join(ws, " ")] {
		return
	}
	x.whole[strings.Join(ws, " ")] = true
	for i, w := range ws {
		key := gap(ws, i)
		x.gaps[key] = append(x.gaps[key], w)
	}
}

func gap(ws []string, i int) string {
	return strings.Join(ws[:i], " ") + "*" + strings.Join(ws[i+1:], " ")
}

var nameWord = lazyregexp.New(`\p{Lu}[\p{L}'’\-]{4,}`)

// variants reports names that differ from one of the dossier.
func (c *checker) variants(t *text) {
	other := false
	for i := range t.sentences {
		other = other || t.sentences[i].may(onOther)
	}
	if other {
		c.cyrillic(t)
		c.signs(t)
	}
	if t.lang != "en" {
		return
	}
	done := map[string]bool{}
	c.runs(t, done)
	c.datedNames(t)
	seen := map[string]bool{}
	for _, m := range nameWord.FindAllStringIndex(t.plain, -1) {
		w := strings.TrimRight(strings.TrimSuffix(strings.TrimSuffix(t.plain[m[0]:m[1]], "'s"), "’s"), "-")
		if seen[w] || done[w] || c.names.known[w] || t.quoted(m[0]) {
			continue
		}
		seen[w] = true
		if near, alone := c.names.nearTo(w); near != "" && oneSpelling.Replace(strings.ToLower(near)) != oneSpelling.Replace(strings.ToLower(w)) && !strings.Contains(t.plain, strings.ToLower(w)) {
			instead := ""
			if alone && strings.Count(t.plain, w) == 1 { // what stands in several places is hardly a slip
				instead = near
			}
			c.reportMended(t, "name-variant", lex.Span{Start: m[0], End: m[0] + len(w)}, instead, fmt.Sprintf("did you mean %q?", near), "%q is spelt otherwise in the dossier: %q", w, near)
		}
	}
}

// runs reports names of several words of which one is misspelt: Qush Tepa, Freedom's
// Edge. A word that the dossier knows otherwise is another name.
func (c *checker) runs(t *text, done map[string]bool) {
	x := c.names.spelt
	for _, m := range nameRun.FindAllStringIndex(t.plain, -1) {
		run := t.plain[m[0]:m[1]]
		ws := strings.Fields(run)
		for from := range ws {
			for n := 2; n <= 4 && from+n <= len(ws); n++ {
				part := ws[from : from+n]
				low := strings.Fields(foldName(strings.TrimSuffix(strings.TrimSuffix(strings.Join(part, " "), "'s"), "’s")))
				if len(low) != n || x.whole[strings.Join(low, " ")] {
					continue
				}
				for i, w := range low {
					right, ok := nearIn(x.gaps[gap(low, i)], w)
					if !ok || c.names.known[part[i]] || oneSpelling.Replace(right) == oneSpelling.Replace(w) {
						continue
					}
					at := m[0] + len(strings.Join(ws[:from+i], " "))
					if from+i > 0 {
						at++
					}
					if t.quoted(at) || done[part[i]] {
						continue
					}
					done[part[i]] = true
					wrong := strings.Join(part, " ")
					low[i] = right
					c.report(t, "name-variant", lex.Span{Start: at, End: at + len(part[i])}, fmt.Sprintf("did you mean %q?", capitalised(low)), "%q is spelt otherwise in the dossier: %q", wrong, capitalised(low))
				}
			}
		}
	}
}

func capitalised(ws []string) string {
	out := slices.Clone(ws)
	for i, w := range out {
		r, n := utf8.DecodeRuneInString(w)
		out[i] = string(unicode.ToUpper(r)) + w[n:]
	}
	return strings.Join(out, " ")
}

// nearIn gives the word of a list from which another differs in one letter, or in the
// genitive.
func nearIn(list []string, w string) (string, bool) {
	for _, right := range list {
		a, b := []rune(right), []rune(w)
		if strings.TrimSuffix(strings.ReplaceAll(w, "’", "'"), "'s") == right {
			return right, true
		}
		if len(a) < 4 || a[0] != b[0] || strings.HasPrefix(w, right) && len(b) == len(a)+1 && strings.ContainsAny(w[len(right):], "sn") || strings.HasPrefix(right, w) {
			continue
		}
		i, p, q := names.Apart(a, b)
		if p+q == 1 || p == 1 && q == 1 || p == 2 && q == 2 && a[i] == b[i+1] && a[i+1] == b[i] {
			if !strings.ContainsAny(string(a[i:i+p])+string(b[i:i+q]), "0123456789'’") {
				return right, true
			}
		}
	}
	return "", false
}

// cyrillic reports names in Cyrillic that differ in a letter from one of the dossier,
// in any case.
func (c *checker) cyrillic(t *text) {
	x := c.names.spelt
	seen := map[string]bool{}
	c.heard(t, seen)
	for _, m := range cyrillicName.FindAllStringIndex(t.plain, -1) {
		w := t.plain[m[0]:m[1]]
		r, _ := utf8.DecodeRuneInString(w)
		if seen[w] || !unicode.IsUpper(r) || utf8.RuneCountInString(w) < 6 || t.quoted(m[0]) {
			continue
		}
		seen[w] = true
		st := twice(w)
		if x.isStem[st] {
			continue
		}
		x.nearStem.Near(st, 0, func(n int) bool {
			if !oneLetter([]rune(x.stems[n]), []rune(st)) {
				return true
			}
			c.report(t, "name-variant", lex.Span{Start: m[0], End: m[1]}, "mend the name, or write it as the dossier does", "%q is spelt otherwise in the dossier: a name that begins with %q", w, capitalised([]string{x.stems[n]}))
			return false
		})
	}
}

// nameInCyrillic is two words with capitals.
var nameInCyrillic = lazyregexp.New(`\p{Lu}\p{Ll}{2,} \p{Lu}\p{Ll}{2,}`)

// heard reports misspelt names of people whom the dossier has in Latin letters alone.
func (c *checker) heard(t *text, seen map[string]bool) {
	report := func(word, name string, at int) {
		seen[word] = true
		c.report(t, "name-variant", lex.Span{Start: at, End: at + len(word)}, "mend the name", "%q is not how %s sounds, the name that the dossier has", word, words.Capital(name))
	}
	for _, m := range titledInCyrillic.FindAllStringSubmatchIndex(t.plain, -1) {
		word := t.plain[m[2]:m[3]]
		if name := c.names.spelt.heard.Titled(word); name != "" && !seen[word] && !t.quoted(m[2]) {
			report(word, name, m[2])
		}
	}
	for from := 0; ; {
		m := nameInCyrillic.FindStringIndex(t.plain[from:])
		if m == nil {
			break
		}
		m[0], m[1] = m[0]+from, m[1]+from
		one, other, _ := strings.Cut(t.plain[m[0]:m[1]], " ")
		from = m[1] - len(other) // which may be the first of the next two
		if r, _ := utf8.DecodeRuneInString(one); !unicode.Is(unicode.Cyrillic, r) || t.quoted(m[0]) {
			continue
		}
		for _, w := range []struct {
			word, beside string
			at           int
		}{{other, one, m[1] - len(other)}, {one, other, m[0]}} {
			if seen[w.word] || utf8.RuneCountInString(w.word) < 5 {
				continue
			}
			name := c.names.spelt.heard.Misspelt(w.word, w.beside)
			if name == "" {
				name = c.names.spelt.spoken.Misspelt(w.word, w.beside)
			}
			if name != "" {
				report(w.word, name, w.at)
				break
			}
		}
	}
}

// titledInCyrillic is a name behind the title of an office.
var titledInCyrillic = lazyregexp.New(`(?i:президент|премьер|министр|канцлер|сенатор|госсекретар|директор|судь)\p{L}* (\p{Lu}\p{Ll}{4,})(?:$|[^\p{L} -]| [^\p{Lu}])`)
