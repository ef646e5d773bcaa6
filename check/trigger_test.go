package check

import (
	"regexp/syntax"
	"slices"
	"testing"

	"entente/check/wording"
	"entente/lazyregexp"
)

// TestEveryWordTriggers holds that a pattern is tried wherever one of its words
// stands: of each pattern behind a trigger, sentences are made that between them
// use every alternative, and each must set its trigger. A word that is added to
// a pattern and not to its trigger would never be found.
func TestEveryWordTriggers(t *testing.T) {
	type gate struct {
		form *lazyregexp.Regexp
		any  triggers // one of these
		also triggers // and one of these, where not 0
	}
	gates := []gate{
		{wording.English.Confidence.Regexp, onConfidence, 0}, {wording.English.Framing.Regexp, onFraming | onOther, 0}, {aimed, onFraming | onOther, 0}, {wording.English.Opinion.Regexp, onOpinion, 0}, {wording.English.Judged.Regexp, onJudged, 0}, {wording.English.Vague.Regexp, onVague, 0},
		{claimYears, onRecord, 0}, {claimEver, onRecord, 0}, {claimSince, onRecord, 0}, {claimFirst, onRecord, 0}, {claimLevel, onRecord, 0},
		{courtWords, onCourt | onOther, 0},
	}
	for _, l := range wording.English.Likelihoods {
		gates = append(gates, gate{l.Regexp, onLikelihood, 0})
	}
	for _, g := range gates {
		re, err := syntax.Parse(g.form.String(), syntax.Perl)
		if err != nil {
			t.Fatal(err)
		}
		matched := 0
		for _, s := range sentencesOf(re) {
			if !g.form.MatchString(s) {
				continue // alternatives that exclude each other
			}
			matched++
			if on := triggersOf(s); on&g.any == 0 || g.also != 0 && on&g.also == 0 {
				t.Errorf("%.60s… finds %q, and nothing triggers it", g.form.String(), s)
			}
		}
		if all := len(sentencesOf(re)); matched*10 < all*9 {
			t.Errorf("%.60s…: only %d of %d sentences match it", g.form.String(), matched, all)
		}
	}
}

// sentencesOf gives strings that match a pattern and between them use each of
// its alternatives, one that differs at a time; the first is the plainest.
func sentencesOf(re *syntax.Regexp) []string {
	switch re.Op {
	case syntax.OpLiteral:
		return []string{string(lower(re))}
	case syntax.OpCharClass:
		return []string{string(sampleRune(re.Rune))}
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		return []string{"x"}
	case syntax.OpCapture, syntax.OpPlus:
		return sentencesOf(re.Sub[0])
	case syntax.OpQuest, syntax.OpStar:
		return append([]string{""}, sentencesOf(re.Sub[0])...)
	case syntax.OpRepeat:
		if re.Min == 0 {
			return append([]string{""}, sentencesOf(re.Sub[0])...)
		}
		one := sentencesOf(re.Sub[0])
		out := slices.Clone(one)
		for i := range out {
			for range re.Min - 1 {
				out[i] += one[0]
			}
		}
		return out
	case syntax.OpAlternate:
		var out []string
		for _, s := range re.Sub {
			out = append(out, sentencesOf(s)...)
		}
		return out
	case syntax.OpConcat:
		parts := make([][]string, len(re.Sub))
		for i, s := range re.Sub {
			parts[i] = sentencesOf(s)
		}
		join := func(at, with int) string {
			s := ""
			for i, p := range parts {
				if i == at {
					s += p[with]
				} else {
					s += p[0]
				}
			}
			return s
		}
		out := []string{join(0, 0)}
		for i, p := range parts {
			for k := 1; k < len(p); k++ {
				out = append(out, join(i, k))
			}
		}
		return out
	}
	return []string{""} // borders of words and lines
}

func lower(re *syntax.Regexp) []rune {
	out := slices.Clone(re.Rune)
	if re.Flags&syntax.FoldCase != 0 {
		for i, r := range out {
			if r >= 'A' && r <= 'Z' {
				out[i] = r + 'a' - 'A'
			}
		}
	}
	return out
}

// sampleRune gives a member of a class: a letter or figure where it has one.
func sampleRune(ranges []rune) rune {
	for _, want := range "a3K -z" {
		for i := 0; i < len(ranges); i += 2 {
			if want >= ranges[i] && want <= ranges[i+1] {
				return want
			}
		}
	}
	return ranges[0]
}
