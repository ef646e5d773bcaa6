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
)

// addPerson takes in the name of somebody in Han, kana and Hangul.
func (x *spelt) addPerson(t dossier.Text) {
	if _, ru := t.By["ru"]; !ru {
		x.heard.Add(t.In("en"))
	}
	for _, s := range append(mapValues(t.By), t.Plain) {
		x.addUnits(s)
		r := []rune(strings.ReplaceAll(s, " ", ""))
		if len(r) == 0 || len(r) > 6 || x.persons[string(r)] {
			continue
		}
		all := func(script *unicode.RangeTable) bool {
			return !slices.ContainsFunc(r, func(r rune) bool { return !unicode.Is(script, r) })
		}
		if !(len(r) >= 3 && len(r) <= 4 && all(unicode.Hangul)) && !(len(r) >= 3 && all(unicode.Han)) {
			continue
		}
		x.persons[string(r)] = true
		for i := 1; i < len(r); i++ {
			k := without(r, i)
			x.gapped[k] = append(x.gapped[k], string(r))
		}
	}
}

// addUnits takes in the parts of a name that a dot or a space parts: マルコ・ルビオ.
func (x *spelt) addUnits(s string) {
	parts := strings.FieldsFunc(s, func(r rune) bool { return r == '・' || r == ' ' })
	if len(parts) < 2 {
		return
	}
	for i, p := range parts {
		if r, _ := utf8.DecodeRuneInString(p); !unicode.In(r, unicode.Katakana, unicode.Hangul) {
			continue
		}
		if x.units[p] == nil {
			x.unitList = append(x.unitList, p)
		}
		x.units[p] = append(append(x.units[p], parts[:i]...), parts[i+1:]...)
	}
}

// unitMeant gives the part of somebody's name from which signs that are nobody's differ in
// one, not the first; "" where there is none. Beside another part of that name three signs
// are enough, and alone it takes four, and one name that is so near.
func (x *spelt) unitMeant(w string, beside []string) (meant string) {
	rw := []rune(w)
	if len(rw) < 3 || x.units[w] != nil {
		return ""
	}
	several := false
	x.nearUnit.Near(w, 0, func(n int) bool {
		u := x.unitList[n]
		ru := []rune(u)
		if len(ru) < 3 || ru[0] != rw[0] {
			return true
		}
		i, p, q := names.Apart(ru, rw)
		if p > 1 || q > 1 || p+q == 0 || unicode.Is(unicode.Hangul, rw[0]) && p == 1 && q == 1 && !oneJamo(ru[i], rw[i]) {
			return true
		}
		if slices.ContainsFunc(x.units[u], func(mate string) bool { return slices.Contains(beside, mate) }) {
			meant, several = u, false
			return false
		}
		if len(ru) > 3 && len(rw) > 3 && len(beside) == 0 {
			several = several || meant != ""
			meant = u
		}
		return true
	})
	if several {
		return ""
	}
	return meant
}

func without(r []rune, i int) string { return string(r[:i]) + "*" + string(r[i+1:]) }

// misnamed gives the person whose name signs that are nobody's are with one amiss, not
// the first, or "".
// Many in Korea have names of one sound that is another's: there what is amiss must be
// one letter of the sign.
func (x *spelt) misnamed(s string) string {
	r := []rune(s)
	for i := 1; i < len(r); i++ {
		for _, name := range x.gapped[without(r, i)] {
			if right := []rune(name)[i]; !unicode.Is(unicode.Hangul, r[i]) || oneJamo(r[i], right) {
				return name
			}
		}
	}
	return ""
}

// oneJamo reports whether two syllables of Hangul differ in one letter.
func oneJamo(a, b rune) bool {
	const vowels, finals = 21, 28
	parts := func(r rune) [3]rune {
		r -= 0xac00
		return [3]rune{r / (vowels * finals), r / finals % vowels, r % finals}
	}
	n, p, q := 0, parts(a), parts(b)
	for i := range p {
		if p[i] != q[i] {
			n++
		}
	}
	return n == 1
}

// titledHan is a name in Han with the title of an office behind it or before it, or, of
// four signs or more, what people are called by, or nothing.
var titledHan = lazyregexp.New(`(?:^|[^\p{Han}])(?:(\p{Han}{4,5})(?:氏|さん|前|元|\p{Han}{0,5}?(?:` + hanTitles + `))|(\p{Han}{3})(?:前|元|\p{Han}{0,4}?)(?:` + hanTitles + `))`)

const hanTitles = `首相|\p{Han}{1,3}相|大臣|長官|局長|大統領|次官|大使|補佐官|室長|代表|議員|総裁`

var (
	afterHanTitle = lazyregexp.New(`(?:` + hanTitles + `)(?:の|は、?|が、?|、)(\p{Han}{3,5})(?:氏|さん)`)
	aloneHan      = lazyregexp.New(`(?:^|[^\p{Han}])(\p{Han}{4,5})(?:$|[^\p{Han}])`)
	// followsTitle begins what stands behind a name that has a title.
	followsTitle = lazyregexp.New(`^(?:前|元|・|\p{Han}{0,8}?)?(?:` + hanTitles + `)`)
	// kanaName is words in katakana that a dot parts.
	kanaName = lazyregexp.New(`[\p{Katakana}ー]{2,}(?:・[\p{Katakana}ー]{2,})*`)
)

// hangulTitle ends a word that is the title of an office.
var (
	hangulTitle      = lazyregexp.New(`^\p{Hangul}*(?:` + hangulTitles + `)`)
	hangulTitleAlone = lazyregexp.New(`(?:` + hangulTitles + `)$`)
	// particles are what ends a name of three signs in Hangul.
	particles = lazyregexp.New(`^(?:이|가|은|는|을|를|의|와|과|도|에게|이다|이었다|였다|이며|이고|씨)?$`)
)

const hangulTitles = `대통령|장관|총리|실장|차관|대사|의원|총재|대표|외무상|방위상|재무상|위원장|보좌관|국장|청장`

// titledNames gives where a name may stand that has the title of an office behind it, in
// Han, and in Hangul next to it or with one word between, or before it.
func titledNames(s string) (out []lex.Span) {
	for _, m := range afterHanTitle.FindAllStringSubmatchIndex(s, -1) {
		out = append(out, lex.Span{Start: m[2], End: m[3]})
	}
	for _, m := range titledHan.FindAllStringSubmatchIndex(s, -1) {
		out = append(out, lex.Span{Start: max(m[2], m[4]), End: max(m[3], m[5])})
	}
	words := hangulRun.FindAllStringIndex(s, -1)
	for i, w := range words {
		if i > 0 && words[i-1][1]+1 == w[0] && s[words[i-1][1]] == ' ' && hangulTitleAlone.MatchString(s[words[i-1][0]:words[i-1][1]]) {
			name := cutRunes(s[w[0]:w[1]], 3)
			if len(name) == 9 && particles.MatchString(s[w[0]+9:w[1]]) {
				out = append(out, lex.Span{Start: w[0], End: w[0] + 9})
				continue
			}
		}
		if n := utf8.RuneCountInString(s[w[0]:w[1]]); n < 3 || n > 4 {
			continue
		}
		for k := i + 1; k < len(words) && k <= i+2 && words[k][0] == words[k-1][1]+1 && s[words[k-1][1]] == ' '; k++ {
			if hangulTitle.MatchString(s[words[k][0]:words[k][1]]) {
				out = append(out, lex.Span{Start: w[0], End: w[1]})
				break
			}
		}
	}
	return out
}

var hangulRun = lazyregexp.New(`\p{Hangul}+`)

// signs reports names in Japanese and Korean with one character amiss, not the last,
// or with parts that changed places.
func (c *checker) signs(t *text) {
	x := c.names.spelt
	for _, h := range x.halves.in(t.plain) {
		name := []rune(x.signs[h.phrase])
		rest := []rune(cutRunes(t.plain[h.start:], len(name)))
		if len(rest) != len(name) || x.isSign[string(rest)] || t.quoted(h.start) {
			continue
		}
		// At its end a word is inflected, where no space parts the name and no title follows.
		if a, b := rest[len(rest)-1], name[len(name)-1]; a != b && !followsTitle.MatchString(t.plain[h.start+len(string(rest)):]) && !(strings.Contains(string(name), " ") && unicode.Is(unicode.Hangul, a) && oneJamo(a, b)) {
			continue
		}
		amiss := 0
		for i := range name {
			if name[i] != rest[i] {
				amiss++
			}
		}
		if amiss == 1 && len(name) > 4 {
			c.report(t, "name-variant", lex.Span{Start: h.start, End: h.start + len(string(rest))}, fmt.Sprintf("did you mean %q?", string(name)), "%q is spelt otherwise in the dossier: %q", string(rest), string(name))
		}
	}
	if len(x.persons) > 0 {
		c.persons(t)
	}
	if len(x.unitList) > 0 {
		c.units(t)
	}
	for _, m := range hangulWord.FindAllStringIndex(t.plain, -1) {
		word := []rune(t.plain[m[0]:m[1]])
		for _, n := range x.lengths {
			if n > len(word) || x.isSign[string(word[:n])] {
				continue
			}
			if name, ok := x.ordered[inOrder(word[:n])]; ok && !t.quoted(m[0]) {
				c.report(t, "name-variant", lex.Span{Start: m[0], End: m[0] + len(string(word[:n]))}, fmt.Sprintf("did you mean %q?", name), "%q is spelt otherwise in the dossier: %q", string(word[:n]), name)
			}
		}
	}
}

// persons reports the names of office holders in Han and Hangul with one sign amiss.
func (c *checker) persons(t *text) {
	x := c.names.spelt
	for _, at := range titledNames(t.plain) {
		from := at.Start
		runes := []rune(at.In(t.plain))
		// Han run into their title: the name is what is near one.
		for n := len(runes); n >= 3; n-- {
			s := string(runes[:n])
			if x.persons[s] {
				break
			}
			name := x.misnamed(s)
			if name == "" || n == 3 && strings.ContainsRune("前元現新故両", runes[2]) { // 石破前首相
				continue
			}
			if !t.quoted(from) {
				c.report(t, "name-variant", lex.Span{Start: from, End: from + len(s)}, fmt.Sprintf("did you mean %q?", name), "%q is spelt otherwise in the dossier: %q", s, name)
			}
			break
		}
	}
	for _, m := range aloneHan.FindAllStringSubmatchIndex(t.plain, -1) {
		s := t.plain[m[2]:m[3]]
		if name := x.misnamed(s); name != "" && !x.persons[s] && !t.quoted(m[2]) {
			c.report(t, "name-variant", lex.Span{Start: m[2], End: m[3]}, fmt.Sprintf("did you mean %q?", name), "%q is spelt otherwise in the dossier: %q", s, name)
		}
	}
}

// units reports parts of names in katakana and Hangul with one sign amiss: beside another
// part of the name, or before a title.
func (c *checker) units(t *text) {
	x := c.names.spelt
	report := func(from int, w, meant string) {
		if meant != "" && !t.quoted(from) {
			c.report(t, "name-variant", lex.Span{Start: from, End: from + len(w)}, fmt.Sprintf("did you mean %q?", meant), "%q is spelt otherwise in the dossier: %q", w, meant)
		}
	}
	for _, m := range kanaName.FindAllStringIndex(t.plain, -1) {
		parts := strings.Split(t.plain[m[0]:m[1]], "・")
		at := m[0]
		for i, p := range parts {
			if len(parts) > 1 {
				report(at, p, x.unitMeant(p, slices.Concat(parts[:i], parts[i+1:])))
			} else if followsTitle.MatchString(t.plain[m[1]:]) {
				report(at, p, x.unitMeant(p, nil))
			}
			at += len(p) + len("・")
		}
	}
	words := hangulRun.FindAllStringIndex(t.plain, -1)
	for i, w := range words {
		for k := i + 1; k < len(words) && k <= i+2 && words[k][0] == words[k-1][1]+1 && t.plain[words[k-1][1]] == ' '; k++ {
			if hangulTitle.MatchString(t.plain[words[k][0]:words[k][1]]) {
				report(w[0], t.plain[w[0]:w[1]], x.unitMeant(t.plain[w[0]:w[1]], nil))
				break
			}
		}
	}
}

// datedName is the name of somebody whose given name is written in two words since a day:
// Lee Jae Myung. With a hyphen it is that of the time before.
type datedName struct {
	form  *lazyregexp.Regexp
	right string
	since dossier.Date
}

// sinceWritten says of a name since when it is so written.
var sinceWritten = lazyregexp.New(`(?i)\bwritten\b`)

// addDated takes in a holder of whom a note says since when his name is written as it is.
func (x *spelt) addDated(h *dossier.Holder) {
	name := h.Name.In("en")
	ws := strings.Fields(name)
	if len(ws) != 3 || !sinceWritten.MatchString(h.Note.In("en")) || slices.ContainsFunc(x.dated, func(n datedName) bool { return n.right == name }) {
		return
	}
	since, err := dossier.ParseDate(lex.FirstDate(h.Note.In("en")))
	if err != nil || since.IsZero() {
		return
	}
	x.dated = append(x.dated, datedName{lazyregexp.New(`\b(?:` + ws[0] + ` )?` + ws[1] + `-(?i:` + ws[2] + `)\b(?: ` + ws[0] + `\b)?`), name, since})
}

// thenCalled says of a sentence without a date that it tells of a time before an office.
var thenCalled = lazyregexp.New(`(?i)\b(?:then|at th(?:e|at) time|candidate|opposition|elect|elected|governor|mayor|before|had)\b`)

// datedNames reports a name with a hyphen that is told of a day since which it has none.
func (c *checker) datedNames(t *text) {
	for _, name := range c.names.spelt.dated {
		for i := range t.sentences {
			s := &t.sentences[i]
			m := name.form.FindStringIndex(s.words)
			if m == nil || t.quoted(s.Start+m[0]) {
				continue
			}
			at := lex.Span{Start: m[0], End: m[1]}
			when := datesIn(s.words)
			if len(when) == 0 && (thenCalled.MatchString(s.words) || !t.date.IsZero() && !name.since.Begun(t.date.Last())) || len(when) > 0 && nearest(when, s.words, at).First().Before(name.since.First()) {
				continue
			}
			c.report(t, "name-variant", lex.Span{Start: s.Start + m[0], End: s.Start + m[1]}, fmt.Sprintf("write %q", name.right), "%q is written otherwise since %s: %q", at.In(s.words), name.since.Words(), name.right)
		}
	}
}

var hangulWord = lazyregexp.New(`\p{Hangul}{5,}`)

func cutRunes(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}
