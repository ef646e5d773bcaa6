package agenda

import (
	"strings"
	"testing"

	"entente/record"
)

func TestLead(t *testing.T) {
	of := func(v Verdict, p float64, like, kept string) *Initiative {
		return &Initiative{Verdict: v, Delivery: &record.Delivery{P: p, Months: 24, Like: strings.Fields(like), LikeKept: strings.Fields(kept)}}
	}
	none := &Initiative{Verdict: Ready}
	for _, c := range []struct {
		name string
		all  []*Initiative
		want string
	}{
		{"nothing", nil, "No initiative is on the agenda yet."},
		{"none ready", []*Initiative{of(HeldBack, 0.9, "a", "a"), of(Delivered, 0.9, "a", "a")}, "None of 2 initiatives is ready."},
		{"one, not ready", []*Initiative{of(HeldBack, 0.9, "a", "a")}, "The one initiative on the agenda is not ready."},
		{"no kind", []*Initiative{none, of(Delivered, 0.9, "a", "a")}, "Of 2 initiatives 1 is ready: no capital stands in the way on the record. Whether they would be delivered cannot be said: nothing is on record of what they ask."},
		{"one", []*Initiative{of(Ready, 0.42, "a b", "b")}, "Of 1 initiative 1 is ready: no capital stands in the way on the record. Of promises like it, 1 of 2 were kept in time. Once promised, delivery within two years is put at about 4 in 10."},
		{"no promise", []*Initiative{of(Ready, 0.5, "", "")}, "Of 1 initiative 1 is ready: no capital stands in the way on the record. No promise like it has had its time and been searched to its end. Once promised, delivery within two years is put at about 5 in 10."},
		// Promises behind two count once; what is not ready says nothing here.
		{"several", []*Initiative{of(Ready, 0.31, "a b", "b"), of(Ready, 0.5, "b c d", "b c"), none, of(HeldBack, 0.99, "e", "e")},
			"Of 4 initiatives 3 are ready: no capital stands in the way on the record. Of promises like them, 2 of 4 were kept in time. Once promised, delivery within two years is put at 3 to 5 in 10, at least even for 1 of them."},
		{"none even", []*Initiative{of(Ready, 0.31, "a", ""), of(Ready, 0.49, "a", "")},
			"Of 2 initiatives 2 are ready: no capital stands in the way on the record. Of promises like them, 0 of 1 were kept in time. Once promised, delivery within two years is put at 3 to 5 in 10, just under even at best."},
		// Two that print alike lie on either side of the line.
		{"on either side", []*Initiative{of(Ready, 0.51, "a", ""), of(Ready, 0.48, "a", "")},
			"Of 2 initiatives 2 are ready: no capital stands in the way on the record. Of promises like them, 0 of 1 were kept in time. Once promised, delivery within two years is put at about 5 in 10, at least even for 1 of them and just under for 1."},
		{"none near even", []*Initiative{of(Ready, 0.31, "a", ""), of(Ready, 0.44, "a", "")},
			"Of 2 initiatives 2 are ready: no capital stands in the way on the record. Of promises like them, 0 of 1 were kept in time. Once promised, delivery within two years is put at 3 to 4 in 10, at least even for none of them."},
	} {
		var all []string
		for _, s := range (&Agenda{Initiatives: c.all}).Lead().Says() {
			all = append(all, s.String())
			if names := strings.Contains(s.String(), "like "); names != strings.Contains(s.Like, "like ") {
				t.Errorf("%s: %q names promises by %q", c.name, s, s.Like)
			}
		}
		if got := strings.Join(all, " "); got != c.want {
			t.Errorf("%s:\n%s, not\n%s", c.name, got, c.want)
		}
	}
}

// Of one member nobody else's capital can stand in the way.
func TestLeadOfOneMember(t *testing.T) {
	for n, want := range map[int]string{1: "Of 3 initiatives 1 is ready: nobody who must agree stands in the way on the record.", 2: "Of 3 initiatives 2 are ready: nobody who must agree stands in the way on the record."} {
		if got := (Lead{Alone: true, Initiatives: 3, Ready: n}).Says()[0].String(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// "Like them" is spelled out by what the ready ask, each kind once.
func TestLikeMeans(t *testing.T) {
	of := func(v Verdict, kind string) *Initiative {
		return &Initiative{Verdict: v, Delivery: &record.Delivery{Kind: kind}}
	}
	for want, all := range map[string][]*Initiative{
		"": {{Verdict: Ready}, of(HeldBack, record.Once)},
		"Promises like it are those of the kind that delivery rests on (one act), on other initiatives, whose time is over and which somebody searched for to its end.":                              {of(Ready, record.Once), of(HeldBack, record.Standing)},
		"Promises like them are those of the kinds that delivery rests on (one act; a line, a link or a body), on other initiatives, whose time is over and which somebody searched for to its end.": {of(Ready, record.Once), of(Ready, record.Capability), of(Ready, record.Once)},
	} {
		if got := (&Agenda{Initiatives: all}).Lead().LikeMeans(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
