package check

import (
	"slices"
	"strings"

	"entente/dossier"
	"entente/evidence/lex"
	"entente/lazyregexp"
)

// ofWhole is the whole behind an English percentage: of what Egypt imports.
var ofWhole = lazyregexp.New(`(?i)^,? of ([^.,;:()\[]{3,80})`)

// wholeWords gives the words that tell one whole from others, without their endings:
// imports, imported and import are one.
func wholeWords(s string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return r < 'a' || r > 'z' }) {
		if len(w) < 3 || stopWord[w] || w == "all" || w == "what" || w == "before" {
			continue
		}
		w = stem(w)
		for _, e := range [...]string{"ing", "ed", "e"} {
			w = strings.TrimSuffix(w, e)
		}
		if w == "consum" || w == "consumption" {
			w = "us"
		}
		out[w] = true
	}
	return out
}

// indexWholes gives the wholes of which facts give shares, each once.
func indexWholes(d *dossier.Dossier) (out []map[string]bool) {
	seen := map[string]bool{}
	for _, f := range d.Facts {
		if f.Of != "" && !seen[f.Of] {
			seen[f.Of] = true
			out = append(out, wholeWords(f.Of))
		}
	}
	return out
}

// wholeIn are words of wholes in other languages by the English that dossiers have for
// them, as wholeWords gives it.
var wholeIn = []struct {
	word string
	form *lazyregexp.Regexp
}{
	{"import", lazyregexp.New(`輸入|수입|(?i:импорт|вв(?:оз|ез|ёз))`)},
	{"export", lazyregexp.New(`輸出|수출|(?i:экспорт|выв(?:оз|ез))`)},
	{"us", lazyregexp.New(`使[用うっわいえ]|消費|需要|쓰는|쓴|쓰이는|사용|소비|(?i:потребл|использ|расход)`)},
	{"liquefi", lazyregexp.New(`液化|LNG|액화|(?i:сжиж|СПГ)`)},
	{"electricity", lazyregexp.New(`電力|電気|発電|전력|전기|발전|(?i:электр)`)},
	{"market", lazyregexp.New(`市場|시장|(?i:рынк|рынок)`)},
	{"output", lazyregexp.New(`生産|産出|생산|산출|(?i:добы|производ)`)},
	{"flow", lazyregexp.New(`流量|送られ|送る|흐름|보내|(?i:поток)`)},
	{"budget", lazyregexp.New(`予算|예산|(?i:бюджет)`)},
	{"board", lazyregexp.New(`在職|재직|(?i:работа(?:л|вш|ющ))`)},
	{"gas", lazyregexp.New(`ガス|가스|(?i:газ)`)},
	{"oil", lazyregexp.New(`石油|原油|석유|원유|(?i:нефт)`)},
}

// wholeWordsIn gives the words of wholes that words in a language name.
func wholeWordsIn(lang, s string) map[string]bool {
	if lang == "en" {
		return wholeWords(s)
	}
	out := map[string]bool{}
	for _, w := range wholeIn {
		if w.form.MatchString(s) {
			out[w.word] = true
		}
	}
	return out
}

// ofWholeRussian is the whole behind a Russian percentage, with what is told of it.
var ofWholeRussian = lazyregexp.New(`^,?\s(?:от\s)?([^.,;:()\[]{3,80}(?:,\s(?:\p{L}+(?:нн|щ|вш|[ео]м)\p{L}+|котор\p{L}+)[^.,;:()\[]{0,40})?)`)

// wholeSaid gives the words for that of which a sentence says a percentage to be: behind
// it in English and Russian, before it in Japanese and Korean; "" where there are none.
func (r *reading) wholeSaid(f lex.Figure) string {
	behind := map[string]*lazyregexp.Regexp{"en": ofWhole, "ru": ofWholeRussian}[r.s.lang]
	if behind != nil {
		if m := behind.FindStringSubmatch(r.t.plain[f.End:r.s.End]); m != nil {
			return m[1]
		}
		return ""
	}
	before := r.t.plain[r.s.Start:f.Start]
	if i := strings.LastIndexAny(before, "、，,;:("); i >= 0 && len(before)-i > 12 {
		before = before[i:]
	}
	if m := ofBefore.FindStringIndex(before); m != nil {
		return strings.TrimLeft(before[:m[1]], "、，,;:( ")
	}
	return ""
}

// ofOtherWhole reports a share that a sentence gives of a whole that the dossier knows as
// that of other shares: of what Egypt imports, where its source has it of the liquefied
// gas.
func (r *reading) ofOtherWhole(f lex.Figure) bool {
	words := r.wholeSaid(f)
	if words == "" {
		return false
	}
	said, sentence := wholeWordsIn(r.s.lang, words), wholeWordsIn(r.s.lang, r.s.words)
	var of *stated
	for _, id := range r.s.sources {
		x := r.c.facts.of(id)
		for _, n := range x.near(f, false) {
			row := &x.list[n.row]
			if n.n != 0 || !f.Same(n.Figure) {
				continue
			}
			if row.fact == nil || row.fact.Of == "" || !r.c.whole(wholeWords(row.fact.Of), wholeWords(row.fact.What), said, sentence) {
				return false
			}
			of = row
		}
	}
	if of == nil {
		return false
	}
	r.c.report(r.t, "denominator", f.Span, "say of what the source says: "+quoteOf(clip(of.fact.Of, 40)),
		"%q is said of %s, and the source gives it of %s", clip(f.In(r.t.plain), 40), clip(words, 40), clip(of.fact.Of, 40))
	return true
}

// whole reports whether what is said is another whole of the dossier than a source's: it
// has a word of the other that the source's lacks, and the sentence none of those of the
// source's that the other lacks.
func (c *checker) whole(source, subject, said, sentence map[string]bool) bool {
	return len(source) > 0 && slices.ContainsFunc(c.wholes[:min(len(c.wholes), mostRows)], func(other map[string]bool) bool {
		has, lacks := false, false
		for w := range said {
			has = has || other[w] && !source[w] && !subject[w]
		}
		for w := range source {
			if !other[w] {
				if sentence[w] {
					return false
				}
				lacks = true
			}
		}
		return has && lacks
	})
}
