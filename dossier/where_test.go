package dossier

import "testing"

// A text without a head stands at its beginning, for what is found of it later.
func TestTextsWithoutAHeadHaveAPlace(t *testing.T) {
	for _, read := range []func(string, []byte) part{readInitiative, readConstraint, readCompanion, readPiece} {
		for src, want := range map[string]Pos{"no head": {"a/x.md", 1, 1}, "": {"a/x.md", 1, 1}, "---\ntitle: A\n---\n": {"a/x.md", 2, 1}} {
			p := read("a/x.md", []byte(src))
			if got := p.value.(interface{ Pos() Pos }).Pos(); got != want {
				t.Errorf("%T of %q: %v, want %v", p.value, src, got, want)
			}
		}
	}
}

// A constraint that nothing relieves says none.
func TestNothingRelieves(t *testing.T) {
	for src, want := range map[string]bool{"lever: none": true, "lever: {actor: A, instrument: B}": false, "lever: some": false} {
		c := readConstraint("a/x.md", []byte("---\ntitle: A\n"+src+"\n---\n")).value.(*Constraint)
		if c.Lever.Never != want || c.Fixed() != want {
			t.Errorf("%s: %v, %v, want %v", src, c.Lever.Never, c.Fixed(), want)
		}
		if c.Kind = "court"; !c.Fixed() {
			t.Errorf("%s: a court may be moved", src)
		}
	}
}
