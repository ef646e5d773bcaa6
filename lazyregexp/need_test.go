package lazyregexp

import (
	"regexp"
	"strings"
	"testing"
)

// TestNeeds holds which texts are searched: all that may hold a match, whatever its case
// and script, and few others.
func TestNeeds(t *testing.T) {
	for _, c := range []struct {
		expr, s string
		want    bool
	}{
		{`(?i)\b(?:very likely|highly probabl[ey])\b`, "It is VERY LIKELY.", true},
		{`(?i)\b(?:very likely|highly probabl[ey])\b`, "highly probab, very like", false},
		{`(?i)\b(?:very likely|highly probabl[ey])\b`, "Nothing of the kind is said.", false},
		{`(?i)kiss`, "\u212Ai\u017F\u017F", true}, // the sign of Kelvin and the long s
		{`(?i)скорее всего`, "СКОРЕЕ ВСЕГО нет", true},
		{`(?i)скорее всего`, "скоро всё", false},
		{`関係者によると`, "政府関係者によると", true},
		{`関係者によると`, "政府の関係者", false},
		{`\d{4}年`, "2025年", true},
		{`[0-9]+ (?:per cent|%)`, "no figures, per cent", false},
		{`[0-9]+ (?:per cent|%)`, "1 figure, per cent", true},
		{`[0-9]`, "no figures", false},
		{`[0-9]`, "no. 1", true},
		{`(a|b?)c*`, "", true},
		{`a*|bc`, "x", true},
		{`(?:ab){2,3}`, "xab", true}, // pairs, not their number
		{`(?:ab){0,3}`, "x", true},
		{`^$`, "x", true},
		{`[^a]`, "a", true},
		{`ab`, "ba a b", false},
		{`found`, "fo ou un nd", false}, // its pairs alone
	} {
		if got := needOf(c.expr).mayMatch(c.s); got != c.want {
			t.Errorf("%s in %q: %v", c.expr, c.s, got)
		}
	}
}

// FuzzNeeds holds that no text is passed over that holds a match.
func FuzzNeeds(f *testing.F) {
	for _, s := range [][2]string{{`(?i)kiss|\d`, "\u212Aiss 1"}, {`(?:a|bc)+[de]f{2}`, "bcdff"}, {`\pL{2}ß`, "ẞẞß\xff"}, {"(?i)\u03C3x", "\u03C2X"}, {"\ufffd", "\xff"}} {
		f.Add(s[0], s[1])
	}
	f.Fuzz(func(t *testing.T, expr, s string) {
		re, err := regexp.Compile(expr)
		if err != nil || len(expr) > 100 || len(s) > 1000 {
			return
		}
		if re.MatchString(s) && !needOf(expr).mayMatch(s) {
			t.Errorf("%q holds a match of %s", s, expr)
		}
	})
}

// BenchmarkNoMatch searches a sentence for phrases that it lacks, and the same without
// the glance before.
func BenchmarkNoMatch(b *testing.B) {
	const expr = `(?i)\b(?:almost no chance|virtually no chance|practically no chance|no chance|remote (?:chance|possibility)|chances? (?:is|are|remains?|seems?) remote)\b`
	s := strings.Repeat("The three ministers met in Seoul and agreed to meet each year. ", 3)
	for name, match := range map[string]func(string) bool{"glance": New(expr).MatchString, "search": regexp.MustCompile(expr).MatchString} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if match(s) {
					b.Fatal("found")
				}
			}
		})
	}
}
