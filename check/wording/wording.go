// Package wording holds the words by which texts take a side, put a judgement as a
// fact, name nobody for what is said, or say how likely and how sure something is, in
// English, Japanese, Korean and Russian.
//
// Where the lists come from:
//   - likelihood: the words of Intelligence Community Directive 203 (2015), with near
//     synonyms from Kent, Words of Estimative Probability (1964), and Kesselman,
//     Verbal Probability Expressions in National Intelligence Estimates (2008);
//   - confidence: the levels of ICD 203, in the forms in which sentences have them;
//   - a judgement as a fact: the boosters of Hyland, Metadiscourse (2005), those that
//     leave no room for another view, and "the only" with an adjective of approval;
//   - nobody named: the guidance on anonymous and vague sources of the Reuters Handbook
//     of Journalism, the AP Stylebook and the BBC Editorial Guidelines, and the weasel
//     words of Wikipedia's Manual of Style;
//   - framing: the one-sided terms of Recasens, Danescu-Niculescu-Mizil and Jurafsky,
//     Linguistic Models for Analyzing and Detecting Biased Language (2013); the ways of
//     belittling others in Haslam, Dehumanization (2006), as beasts, children or
//     criminals; and the loaded words that the style guides of Reuters, the BBC and
//     Kyodo advise against in a report's own voice.
//
// The other three languages have what a writer in them says in those places, and no
// translation of the English lists.
package wording

import (
	"entente/lazyregexp"
)

// Form is a pattern of words. Where it has a group, the words stand in it, and what is
// around them only parts them from others.
type Form struct{ *lazyregexp.Regexp }

// Find gives where the words stand, or nil.
func (f Form) Find(s string) []int {
	m := f.FindStringSubmatchIndex(s)
	switch {
	case m == nil:
		return nil
	case len(m) > 2:
		return m[2:4]
	}
	return m[:2]
}

// All gives every place of the words.
func (f Form) All(s string) [][]int {
	var out [][]int
	for _, m := range f.FindAllStringSubmatchIndex(s, -1) {
		if len(m) > 2 {
			out = append(out, m[2:4])
		} else {
			out = append(out, m[:2])
		}
	}
	return out
}

// Likelihood is a word of ICD 203 (see record.Likelihoods) with its near synonyms.
type Likelihood struct {
	Form
	Word string
}

// Lists are the words of one language.
type Lists struct {
	Likelihoods []Likelihood // those that hold others come first
	Confidence  Form
	Framing     Form
	Opinion     Form
	Judged      Form // a judgement of what somebody did
	Attributed  Form // whose judgement it is
	Vague       Form
	Agenda      Form // what members could do together
}

// In gives the lists of a language; those of English for one that has none.
func In(lang string) *Lists {
	switch lang {
	case "ja":
		return japanese
	case "ko":
		return korean
	case "ru":
		return russian
	}
	return English
}

func form(expr string) Form { return Form{lazyregexp.New(expr)} }

// parted is a pattern of Cyrillic words, at whose ends no letter stands: \b knows
// ASCII alone.
func parted(expr string) Form {
	return form(`(?i)(?:^|[^\p{L}])((?:` + expr + `))(?:$|[^\p{L}])`)
}
