package site

import (
	"strings"
	"testing"

	"entente/dossier"
)

// TestCourtsStand holds that a court is nothing to be moved, whatever its file says of who
// could relieve it, on the page of what holds back and on its own, and that a quarrel is.
func TestCourtsStand(t *testing.T) {
	b := exampleBuilder(t)
	by := b.cons["old-quarrel"].Doc.Lever
	for _, lever := range []dossier.Lever{{Never: true}, {}, by} {
		b.cons["treaty-court"].Doc.Lever = lever
		d := b.constraintList("").(constraintsData)
		if len(d.Stand) != 1 || d.Stand[0].Link.Text != b.constraintLink("", "treaty-court").Text || len(d.Hold)+len(d.Rest) != len(b.A.Constraints)-1 {
			t.Errorf("%+v: %d stand, %+v", lever, len(d.Stand), d.Stand)
		}
		if got := b.constraint("", b.cons["treaty-court"]).Lever; !strings.HasPrefix(got, "This is never something to be moved") {
			t.Errorf("%+v: its page says %q", lever, got)
		}
	}
}
