package lex_test

import (
	"testing"

	"entente/evidence/lex"
)

// TestBounds holds which words bound a figure, before and behind it, and that one that is
// denied bounds the other side.
func TestBounds(t *testing.T) {
	for side, list := range map[int][]string{
		1: {"at least 300 boats", "in excess of 300 boats", "surpassed 300 boats", "300隻余り", "300隻を下らない", "300隻を上回る", "적어도 300척", "300척을 웃도는", "300척을 초과",
			"по крайней мере 300 судов", "превысило 300 судов", "300 судов и более", "выше 300 судов"},
		-1: {"did not reach 300 boats", "does not exceed 300 boats", "not above 300 boats", "capped at 300 boats", "short of 300 boats", "多くとも300隻", "せいぜい300隻", "300隻足らず", "300隻に届かない", "300隻を超えない", "300隻を切る",
			"최대 약 300척", "기껏해야 300척", "300척을 넘지 않는", "300척도 안 되는", "300척에도 못 미치는", "не превышает 300 судов", "не достигает 300 судов", "ниже 300 судов", "в лучшем случае 300 судов", "300 судов и менее"},
		0: {"300 boats", "300隻", "300척", "300 судов"},
	} {
		for _, s := range list {
			if got := lex.Counts(s); len(got) != 1 || got[0].Value != 300 || got[0].Bound != side {
				t.Errorf("%s: %+v, want 300 bounded %d", s, got, side)
			}
		}
	}
	for s, kind := range map[string]string{"17の機関": "agency", "17개 기관": "agency", "3,5 миллиарда кубометров": "cubic metre"} {
		if got := lex.Counts(s); len(got) != 1 || lex.Kind(got[0].Unit) != kind {
			t.Errorf("%s: %+v, want the kind %s", s, got, kind)
		}
	}
}
