package site

import (
	"entente/compare"
	"entente/publish/edition"
	"entente/words"
)

// editionsPage is the page on which editions stand, with what each moved.
const editionsPage = "editions.html"

// sameWords say of an edition that nothing moved since the one before.
const sameWords = "No verdict, carry or delivery moved by more than the noise of the draws."

// stepView is an edition, or the agenda in hand, with what moved since the one before.
type stepView struct {
	ID, Title, Since string // ID is an anchor; Since "" for the first
	Same             string // what is said where nothing moved
	Untold           string // and what is not where something did
	Corrections      []string
	Groups           []moveGroup
}

type moveGroup struct {
	Title string
	Moves []saidMove
}

type saidMove struct {
	Link link // without an address where the initiative is no longer there
	Says string
}

// findHistory gives the editions up to this agenda, newest first, the agenda itself as first;
// none where no edition is kept.
func (b *builder) findHistory() []edition.Step {
	if len(b.editions) == 0 && b.edition == "" {
		return nil
	}
	return edition.Steps(b.editions, compare.Of(b.A), b.edition, b.program)
}

// HasEditions tells whether there is a page of editions.
func (b *builder) HasEditions() bool { return len(b.editions) > 0 || b.edition != "" }

// ChangedSince names the edition since which the first page says what changed; "" where
// there is no earlier one.
func (b *builder) ChangedSince() string {
	if steps := b.history(); len(steps) > 0 {
		return steps[0].Since
	}
	return ""
}

func (b *builder) editionSteps(root string) []stepView {
	var out []stepView
	for _, s := range b.history() {
		v := stepView{ID: "now", Title: "This agenda, as of " + dateWords(s.Day), Since: s.Since, Untold: s.Untold()}
		if s.Name != "" {
			v.ID, v.Title = "edition-"+encoded(s.Name), "Edition "+s.Name+", as of "+dateWords(s.Day)
		}
		if s.Since != "" && len(s.Moves) == 0 {
			v.Same = sameWords
		}
		for _, c := range b.editionCorrections(s.Name) {
			v.Corrections = append(v.Corrections, "Corrected "+dateWords(c.Date)+": "+c.What)
		}
		v.Groups = b.moveGroups(root, s.Moves)
		out = append(out, v)
	}
	return out
}

// editionCorrections gives the notes on an edition, oldest first; none of "".
func (b *builder) editionCorrections(name string) []edition.Correction {
	for _, e := range b.editions {
		if e.Name == name {
			return e.Corrections
		}
	}
	return nil
}

func (b *builder) moveGroups(root string, moves []compare.Move) []moveGroup {
	var groups [len(compare.Sorts)]moveGroup
	for n, title := range compare.Sorts {
		groups[n].Title = title
	}
	for _, m := range moves {
		v := saidMove{Link: link{Text: m.Title}, Says: words.End(m.Says(b.D.MemberName))}
		if b.byID[m.ID] != nil {
			v.Link = b.initiativeLink(root, m.ID)
		}
		groups[m.Sort()].Moves = append(groups[m.Sort()].Moves, v)
	}
	var out []moveGroup
	for _, g := range groups {
		if len(g.Moves) > 0 {
			out = append(out, g)
		}
	}
	return out
}
