package check

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"entente/country"
	"entente/dossier"
	"entente/evidence/lex"
	"entente/lazyregexp"
	"entente/record"
	"entente/words"
)

// likelihood are the words of ICD 203 (record.Likelihoods) with their near
// synonyms. Those that hold others come first.
var likelihood = []struct {
	form *lazyregexp.Regexp
	word string
}{
	{lazyregexp.New(`(?i)\b(?:almost|virtually|practically) no chance\b|\bremote(?: chance)?\b`), "almost no chance"},
	{lazyregexp.New(`(?i)\b(?:very unlikely|highly unlikely|highly improbable|very improbable)\b`), "very unlikely"},
	{lazyregexp.New(`(?i)\b(?:unlikely|improbabl[ey])\b`), "unlikely"},
	{lazyregexp.New(`(?i)\b(?:roughly even(?: chance| odds)?|even chance|even odds|toss-up|coin flip)\b`), "roughly even"},
	{lazyregexp.New(`(?i)\b(?:almost certain(?:ly)?|nearly certain|virtually certain|near[- ]certain(?:ty)?)\b`), "almost certain"},
	{lazyregexp.New(`(?i)\b(?:very likely|highly likely|highly probable|very probabl[ey]|most likely)\b`), "very likely"},
	{lazyregexp.New(`(?i)\b(?:likely|probabl[ey])\b`), "likely"},
}

// likelihoodIn gives the first word of likelihood in a sentence and its band.
func likelihoodIn(s string) (at lex.Span, lo, hi float64, ok bool) {
	if !strings.ContainsAny(s, "yY") && !strings.Contains(s, "e") {
		return at, 0, 0, false
	}
	for _, l := range likelihood {
		if m := l.form.FindStringIndex(s); m != nil {
			band := record.LikelihoodNamed(l.word)
			return lex.Span{Start: m[0], End: m[1]}, band.Low, band.High, true
		}
	}
	return at, 0, 0, false
}

var (
	confidence = lazyregexp.New(`(?i)\b(?:(?:high|moderate|medium|low|great|little|full|some) confidence|(?:highly|fairly|moderately|very|quite) confident|we are confident|with confidence)\b`)

	// framing is wording that takes a side. It is no finding inside quotations.
	framing = lazyregexp.New(`(?i)\b(?:so-called|(?:play(?:s|ed|ing)?|the) (?:the )?history card|play(?:s|ed|ing)? the victim|whin(?:e|es|ed|ing)|unreasonable (?:demands?|claims?|position)|obstina(?:te|cy)|stubborn(?:ly|ness)?|ungrateful|hysteri(?:a|cal|cally)|lackeys?|vassals?|kowtow(?:s|ed|ing)?|appeas(?:e|es|ed|ing|ement)|backstab\w*|stab(?:bed|s)? in the back|cav(?:e|es|ed|ing) in|free[- ]rid(?:e|er|ers|ing)|extort(?:s|ed|ing|ion)?|blackmail\w*|rogue (?:state|regime)|hermit kingdom|weaponi[sz](?:e|es|ed|ing) (?:history|the past|grievances?)|invented grievances?|brainwash\w*|bashing|brazen(?:ly)?|shameless(?:ly)?|arrogan(?:t|ce|tly)|hypocri(?:sy|tical|tically)|puppet (?:state|government|regime)|(?:north korean|kim(?: jong[- ]un)?(?:'s|’s)?|beijing(?:'s|’s)|moscow(?:'s|’s)|pyongyang(?:'s|’s)) regime|tantrums?|sulk(?:s|ed|ing)?|crybab(?:y|ies)|bull(?:y|ies|ied|ying)|grovel\w*|two-faced|intransigen(?:t|ce)|capitulat\w+|crocodile tears|lip service|(?:fake|hollow|insincere|half-hearted|empty) apolog(?:y|ies)|endless (?:provocations?|demands?|complaints?|apologies)|face up to (?:its|their|his|her) (?:crimes?|guilt|sins?)|drag(?:s|ged|ging)? (?:its|their|his|her) feet|obsess(?:ed|ion) with (?:history|the past)|emotional outbursts?|pander(?:s|ed|ing)?|scold(?:s|ed|ing)?|nag(?:s|ged|ging)|greed(?:y|ily)?|deceit(?:ful)?|humiliat\w+|revisionist (?:lies|fantas\w+))\b|いわゆる(?:慰安婦|徴用工)|逆ギレ|嘘つき|言いがかり|소위|억지 주장|생떼|망언`)
)

// aimed is wording that takes a side where it names a capital or a people.
var aimed = lazyregexp.New(`(?i)\b(?:lectur(?:es|ed|ing) (\p{L}+(?: \p{L}+)?)|anti-(\p{L}+) (?:hatred|fanatic\w*|propaganda))\b`)

// capitalsAndPeoples are the capitals of all countries, and the last words of the
// adjectives of their peoples, in small letters.
var capitalsAndPeoples = sync.OnceValues(func() (capitals, peoples map[string]bool) {
	capitals, peoples = map[string]bool{}, map[string]bool{}
	for _, c := range country.All() {
		adjective := strings.ToLower(c.Adjective)
		capitals[strings.ToLower(c.Capital)] = true
		peoples[adjective[strings.LastIndexByte(adjective, ' ')+1:]] = true
	}
	return capitals, peoples
})

// aimedIn gives where a sentence has such wording.
func aimedIn(words string) (found [][]int) {
	for _, m := range aimed.FindAllStringSubmatchIndex(words, -1) {
		capitals, peoples := capitalsAndPeoples()
		if m[4] >= 0 {
			if peoples[strings.ToLower(words[m[4]:m[5]])] {
				found = append(found, m[:2])
			}
			continue
		}
		named := strings.ToLower(words[m[2]:m[3]])
		first, _, two := strings.Cut(named, " ")
		if r, _ := utf8.DecodeRuneInString(words[m[2]:]); !unicode.IsUpper(r) {
			continue // male students, not Male
		}
		switch {
		case capitals[named]:
			found = append(found, m[:2])
		case two && capitals[first]:
			found = append(found, []int{m[0], m[2] + strings.IndexByte(words[m[2]:m[3]], ' ')})
		}
	}
	return found
}

// find looks for a pattern in a sentence whose words may hold it.
func find(s *sentence, on triggers, form *lazyregexp.Regexp) []int {
	if !s.may(on) {
		return nil
	}
	return form.FindStringIndex(s.words)
}

// language checks the words of a sentence.
func (c *checker) language(t *text, s *sentence) {
	c.carryWords(t, s)
	if m := find(s, onConfidence, confidence); m != nil && !t.quoted(s.Start+m[0]) {
		word := ""
		if w, _, _, ok := likelihoodIn(s.words); ok {
			word = w.In(s.words)
		}
		for _, i := range s.printed {
			if word == "" {
				word = t.values[i].Likelihood // a directive prints it
			}
		}
		if word != "" {
			c.report(t, "confidence-with-likelihood", lex.Span{Start: s.Start + m[0], End: s.Start + m[1]}, "say how likely in one sentence, and how sure of the evidence in another", "confidence and likelihood (%q) stand in one sentence", word)
		}
	}
	if !s.may(onFraming | onOther) {
		c.terms(t, s)
		return
	}
	for _, m := range append(framing.FindAllStringIndex(s.words, -1), aimedIn(s.words)...) {
		if !t.quoted(s.Start + m[0]) {
			c.report(t, "framing", lex.Span{Start: s.Start + m[0], End: s.Start + m[1]}, "say what was done or said, and by whom; put the word in quotation marks if it is somebody's", "%q takes a side", s.words[m[0]:m[1]])
		}
	}
	c.terms(t, s)
}

// carryWords compares a word of likelihood with the carry that its sentence
// prints.
func (c *checker) carryWords(t *text, s *sentence) {
	var carries []float64
	for _, i := range s.printed {
		if p := t.values[i].Carry; p != nil {
			carries = append(carries, *p)
		}
	}
	if len(carries) == 0 {
		return
	}
	w, lo, hi, ok := likelihoodIn(s.words)
	if !ok || t.quoted(s.Start+w.Start) {
		return
	}
	for _, p := range carries {
		if p >= lo-0.005 && p <= hi+0.005 {
			return
		}
	}
	c.report(t, "carry-word", lex.Span{Start: s.Start + w.Start, End: s.Start + w.End}, "leave the word out, or write the one that stands for this share", "%q stands for %.0f-%.0f in 100, and the carry here is %.0f in 100 draws", w.In(s.words), lo*100, hi*100, math.Round(carries[0]*100))
}

// avoided are the phrases that terms.yaml says to avoid in one language.
type avoided struct {
	index *phrases
	terms []*dossier.Term // of each phrase
	words []string
}

// indexAvoided gives the phrases to avoid in a language, or nil.
func indexAvoided(d *dossier.Dossier, lang string) *avoided {
	x := &avoided{}
	for _, term := range d.Terms {
		list, _ := term.Avoid.Get(lang)
		for _, phrase := range list {
			x.terms, x.words = append(x.terms, term), append(x.words, phrase.ID)
		}
	}
	if len(x.words) == 0 {
		return nil
	}
	x.index = indexPhrases(x.words, true)
	return x
}

// terms reports phrases that terms.yaml says to avoid, in the text's language.
func (c *checker) terms(t *text, s *sentence) {
	x := c.avoid[t.lang]
	if x == nil {
		return
	}
	for _, h := range x.index.in(s.words) {
		if !wholeWord(s.words, h.start, h.end) || t.quoted(s.Start+h.start) {
			continue
		}
		term, hint := x.terms[h.phrase], ""
		if use := term.Use.In(t.lang, "en"); use != "" {
			hint = fmt.Sprintf("the group writes: %s", clip(use, 80))
		}
		instead := x.form(term, t.lang, s.words[h.start:h.end])
		c.reportMended(t, "contested-term", lex.Span{Start: s.Start + h.start, End: s.Start + h.end}, instead, hint, "the group avoids %q (%s)", x.words[h.phrase], term.ID.ID)
	}
}

// form gives the one form in which the group writes a term in a language, with the
// capital of what it replaces; "" where `use` says more than a form, has none of
// that language, or is itself avoided.
func (x *avoided) form(term *dossier.Term, lang, found string) string {
	use := term.Use.Plain
	if term.Use.Has(lang) {
		use = term.Use.By[lang]
	}
	if strings.ContainsAny(use, "\"'“”‘’«»「」『』(){}[]<>,;:.!?、。，；：（）*_`#\n") || utf8.RuneCountInString(use) > longestForm {
		return ""
	}
	for _, h := range x.index.in(use) {
		if wholeWord(use, h.start, h.end) {
			return ""
		}
	}
	first, _ := utf8.DecodeRuneInString(found)
	if unicode.IsUpper(first) {
		return words.Capital(use)
	}
	return use
}

// longestForm is how many characters a form has at most; what is longer describes.
const longestForm = 40

func wholeWord(s string, from, to int) bool {
	before, _ := utf8.DecodeLastRuneInString(s[:from])
	after, _ := utf8.DecodeRuneInString(s[to:])
	isWord := func(r rune) bool { return unicode.IsLetter(r) && !lex.IsCJK(r) || unicode.IsDigit(r) }
	return !isWord(before) && !isWord(after)
}

// slips reports slips of copying, and names that differ by a letter from those
// of the dossier.
func (c *checker) slips(t *text) {
	for _, s := range lex.Slips(t.plain, 200) {
		if t.quoted(s.Start) {
			continue
		}
		rule, hint := s.Kind, "write it once"
		switch s.Kind {
		case "two-spellings":
			rule, hint = "name-variant", "find out which is right, and write it so everywhere"
		case "run-together":
			hint = "put the space in"
		}
		c.reportMended(t, rule, s.Span, s.Mended, hint, "%s", s.Message)
	}
	c.variants(t)
}

var nameWord = lazyregexp.New(`\p{Lu}[\p{L}'’\-]{4,}`)

func (c *checker) variants(t *text) {
	if t.lang != "en" {
		return
	}
	seen := map[string]bool{}
	for _, m := range nameWord.FindAllStringIndex(t.plain, -1) {
		w := strings.TrimSuffix(strings.TrimSuffix(t.plain[m[0]:m[1]], "'s"), "’s")
		if seen[w] || c.names.known[w] || t.quoted(m[0]) {
			continue
		}
		seen[w] = true
		if near, alone := c.names.nearTo(w); near != "" && !strings.Contains(t.plain, strings.ToLower(w)) {
			instead := ""
			if alone && strings.Count(t.plain, w) == 1 { // what stands in several places is hardly a slip
				instead = near
			}
			c.reportMended(t, "name-variant", lex.Span{Start: m[0], End: m[0] + len(w)}, instead, fmt.Sprintf("did you mean %q?", near), "%q is spelt otherwise in the dossier: %q", w, near)
		}
	}
}

// nearTo gives the name of the dossier from which a word differs in one letter,
// neither its first nor its ending, the first of several; "" where there is none.
// alone says that no other name is as near.
func (x *nameIndex) nearTo(w string) (near string, alone bool) {
	rw := []rune(strings.ToLower(w))
	if len(rw) < 5 {
		return "", false
	}
	x.spelt.Near(string(rw), 0, func(n int) bool {
		if !oneLetter([]rune(strings.ToLower(x.order[n])), rw) {
			return true
		}
		alone = near == ""
		if alone {
			near = x.order[n]
		}
		return alone
	})
	return near, alone
}

// oneLetter reports whether a word is a name with one letter amiss, both in small
// letters.
func oneLetter(rk, rw []rune) bool {
	if len(rk) < 5 || rk[0] != rw[0] || len(rk)-len(rw) > 1 || len(rw)-len(rk) > 1 || strings.HasPrefix(string(rw), string(rk)) || strings.HasPrefix(string(rk), string(rw)) {
		return false
	}
	i := 0
	for i < len(rk) && i < len(rw) && rk[i] == rw[i] {
		i++
	}
	j := 0
	for j < len(rk)-i && j < len(rw)-i && rk[len(rk)-1-j] == rw[len(rw)-1-j] {
		j++
	}
	a, b := len(rk)-i-j, len(rw)-i-j
	swapped := a == 2 && b == 2 && rk[i] == rw[i+1] && rk[i+1] == rw[i]
	doubled := a == 0 && b == 1 && i > 0 && rw[i] == rw[i-1] || a == 1 && b == 0 && i > 0 && rk[i] == rk[i-1]
	inside := j >= 1 && i >= 2 && (a+b == 1 || a == 1 && b == 1 || swapped) && (len(rk) >= 6 || doubled || swapped)
	last := j == 0 && a == 1 && b == 1 && len(rk) >= 7 && rw[len(rw)-1] != 's' && rw[len(rw)-1] != 'n'
	return inside || last
}

var (
	opinion     = lazyregexp.New(`(?i)\b(?:the only (?:realistic|sensible|viable|responsible|possible|serious|way forward)|clearly|obviously|undoubtedly|without (?:a )?doubt|needless to say|it is (?:clear|obvious|evident|undeniable) that|of course|everyone knows|there is no alternative|unquestionabl[ey]|undeniabl[ey]|inevitabl[ey])\b`)
	attributed  = lazyregexp.New(`(?i)\b(?:judges?|judge[sd]|argue[sd]?|holds?|in (?:our|the editors'?|their|his|her) (?:view|judgement|judgment|reading)|we (?:think|believe|judge)|says?|said|according to|believes?|believed|sees?|writes?|wrote|maintains?|contends?)\b`)
	vagueSource = lazyregexp.New(`(?i)\b(?:(?:many |most |some |several )?(?:experts?|analysts?|observers?|critics|scholars|commentators|insiders|specialists|pundits) (?:say|says|said|believe|agree|argue|think|warn|note|claim|suggest|expect|fear|hold)|(?:studies|research|surveys|polls|reports|data|evidence) (?:show|shows|suggest|suggests|indicate|indicates|find|finds)|it is (?:widely|generally|commonly) (?:believed|thought|said|known|accepted|held|assumed)|(?:sources|officials) (?:say|said|close to)|many (?:say|believe|think|argue)|reportedly|allegedly)\b`)
)

// advice gives the advisory findings of a sentence.
func (c *checker) advice(t *text, s *sentence) {
	if c.opt.Strict {
		return
	}
	if m := find(s, onOpinion, opinion); m != nil && !attributed.MatchString(s.words) && len(s.cites) == 0 && !t.quoted(s.Start+m[0]) {
		c.report(t, "opinion-as-fact", lex.Span{Start: s.Start + m[0], End: s.Start + m[1]}, "say whose judgement it is", "%q puts a judgement as a fact", s.words[m[0]:m[1]])
	}
	if len(s.sources) == 0 && s.may(onSaying) {
		if m := find(s, onVague, vagueSource); m != nil && !t.quoted(s.Start+m[0]) {
			c.report(t, "vague-source", lex.Span{Start: s.Start + m[0], End: s.Start + m[1]}, "name one and cite it", "%q: who, and where?", s.words[m[0]:m[1]])
		}
	}
	if t.kind == "report" || t.kind == "piece" || t.kind == "initiative" {
		if !s.may(onLikelihood) {
			return
		}
		w, _, _, ok := likelihoodIn(s.words)
		if ok && !t.quoted(s.Start+w.Start) && !slices.ContainsFunc(s.printed, func(i int) bool { return t.doc.Directives[i].Name == "carry" }) && c.aboutInitiative(s.words) {
			c.report(t, "word-without-carry", lex.Span{Start: s.Start + w.Start, End: s.Start + w.End}, "print its share with {{carry …}}", "%q is said of an initiative without its carry", w.In(s.words))
		}
	}
}

var agendaWords = lazyregexp.New(`(?i)\b(?:initiatives?|secretariat|joint (?:drill|patrol|fund|exercise|channel|statement|declaration|centre|center|project)|the three (?:will|can|could|would|are)|trilateral|all three|three (?:capitals|countries|governments))\b|\b(?:be (?:agreed|carried|adopted|signed|reached|delivered|kept)|(?:will|would|to|not|can|could) (?:carry|accept|join|adopt|deliver|keep))\b`)

// aboutInitiative reports whether a sentence speaks of what members could do
// together: it has words of the agenda, or an initiative's title.
func (c *checker) aboutInitiative(words string) bool {
	if agendaWords.MatchString(words) {
		return true
	}
	low := strings.ToLower(words)
	return slices.ContainsFunc(c.d.Initiatives, func(i *dossier.Initiative) bool {
		title := strings.ToLower(c.d.Say(i.Title))
		return len(title) > 8 && strings.Contains(low, title)
	})
}
