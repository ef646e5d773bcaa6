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
	some := record.Counts{Dated: 9, Definite: 7, Scored: 6, Kept: 3}
	const fared = " Of 6 promises that can be scored, 3 were kept in time."
	for _, c := range []struct {
		name string
		rec  record.Counts
		all  []*Initiative
		want string
	}{
		{"nothing", some, nil, "No initiative is on the agenda yet."},
		{"none ready", some, []*Initiative{of(HeldBack, 0.9, "a", "a"), of(Delivered, 0.9, "a", "a")}, "None of 2 initiatives is ready." + fared},
		{"one, not ready", record.Counts{}, []*Initiative{of(HeldBack, 0.9, "a", "a")}, "The one initiative on the agenda is not ready."},
		{"no kind", some, []*Initiative{none, of(Delivered, 0.9, "a", "a")}, "Of 2 initiatives 1 is ready: no capital stands in the way on the record." + fared + " Whether they would be delivered cannot be said: nothing is on record of what they ask."},
		{"one", some, []*Initiative{of(Ready, 0.42, "a b", "b")}, "Of 1 initiative 1 is ready: no capital stands in the way on the record." + fared + " Of the 2 like the one that is ready, 1 was. Once promised, delivery within two years is put at about 4 in 10."},
		{"no promise like it", some, []*Initiative{of(Ready, 0.5, "", "")}, "Of 1 initiative 1 is ready: no capital stands in the way on the record." + fared + " None is like the one that is ready. Once promised, delivery within two years is put at about 5 in 10."},
		{"none scored", record.Counts{Dated: 3}, []*Initiative{of(Ready, 0.5, "", "")}, "Of 1 initiative 1 is ready: no capital stands in the way on the record. No promise can be scored yet. Once promised, delivery within two years is put at about 5 in 10."},
		// Promises behind two count once; what is not ready says nothing here.
		{"several", some, []*Initiative{of(Ready, 0.31, "a b", "b"), of(Ready, 0.5, "b c d", "b c"), none, of(HeldBack, 0.99, "e", "e")},
			"Of 4 initiatives 3 are ready: no capital stands in the way on the record." + fared + " Of the 4 like those that are ready, 2 were. Once promised, delivery within two years is put at 3 to 5 in 10, at least even for 1 of them."},
		{"none even", some, []*Initiative{of(Ready, 0.31, "a", ""), of(Ready, 0.49, "a", "")},
			"Of 2 initiatives 2 are ready: no capital stands in the way on the record." + fared + " Of the 1 like those that are ready, 0 were. Once promised, delivery within two years is put at 3 to 5 in 10, just under even at best."},
		// Two that print alike lie on either side of the line.
		{"on either side", some, []*Initiative{of(Ready, 0.51, "a", ""), of(Ready, 0.48, "a", "")},
			"Of 2 initiatives 2 are ready: no capital stands in the way on the record." + fared + " Of the 1 like those that are ready, 0 were. Once promised, delivery within two years is put at about 5 in 10, at least even for 1 of them and just under for 1."},
		{"none near even", some, []*Initiative{of(Ready, 0.31, "a", ""), of(Ready, 0.44, "a", "")},
			"Of 2 initiatives 2 are ready: no capital stands in the way on the record." + fared + " Of the 1 like those that are ready, 0 were. Once promised, delivery within two years is put at 3 to 4 in 10, at least even for none of them."},
		{"all even", some, []*Initiative{of(Ready, 0.61, "a b", "b"), of(Ready, 0.7, "a b", "b")},
			"Of 2 initiatives 2 are ready: no capital stands in the way on the record." + fared + " Of the 2 like those that are ready, 1 was. Once promised, delivery within two years is put at 6 to 7 in 10."},
	} {
		var all []string
		for _, s := range (&Agenda{Promises: c.rec, Initiatives: c.all}).Lead().Says() {
			all = append(all, s.String())
			for _, p := range s { // each figure of a count can be led to what it counts
				if figure := strings.ContainsAny(p.Text, "0123456789"); figure != (p.Of != "") && !strings.Contains(p.Text, "delivery") {
					t.Errorf("%s: %q counts %q", c.name, p.Text, p.Of)
				}
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
		"Promises like the one that is ready are those of the kind that delivery rests on (one act), on other initiatives, whose time is over and which somebody searched for to its end.":                           {of(Ready, record.Once), of(HeldBack, record.Standing)},
		"Promises like those that are ready are those of the kinds that delivery rests on (one act; a line, a link or a body), on other initiatives, whose time is over and which somebody searched for to its end.": {of(Ready, record.Once), of(Ready, record.Capability), of(Ready, record.Once)},
	} {
		if got := (&Agenda{Initiatives: all}).Lead().LikeMeans(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
