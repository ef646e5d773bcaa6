package dossier

import "slices"

// JointTextAlone reports whether a stance rests on what the members of an initiative
// said together and on nothing else, so that for this initiative it is cheap talk:
// each piece of its evidence shares a source with a commitment on the initiative or
// with an entry of its history, or is an event of all its members on the day on which it
// was proposed. A stance without evidence is none.
func (d *Dossier) JointTextAlone(s *Stance, i *Initiative) bool {
	if len(s.Evidence) == 0 {
		return false
	}
	var texts []string
	for _, c := range d.Commitments {
		if c.Initiative == i.ID {
			texts = append(texts, c.Sources...)
		}
	}
	for _, h := range i.History {
		texts = append(texts, h.Source.IDs()...)
	}
	for _, e := range s.Evidence {
		kind, id, _, err := ParseEvidence(e.ID)
		if err != nil || !slices.ContainsFunc(d.EvidenceSources(e.ID), func(s string) bool { return slices.Contains(texts, s) }) && !(kind == EvidenceEvent && d.ofAll(d.Event(id), i)) {
			return false
		}
	}
	return true
}

// ofAll reports whether an event is one of all members of an initiative, of two at
// least, on the day on which it was proposed.
func (d *Dossier) ofAll(e *Event, i *Initiative) bool {
	members := d.MembersOf(i)
	if e == nil || i.Proposed.IsZero() || e.Date != i.Proposed || len(members) < 2 {
		return false
	}
	for _, m := range members {
		if !e.Actor.Has(m.Code.ID) && !e.Target.Has(m.Code.ID) {
			return false
		}
	}
	return true
}

// EvidenceSources gives the ids of the sources behind a piece of evidence; nil where
// it is none, or what it names is not there.
func (d *Dossier) EvidenceSources(evidence string) []string {
	kind, id, date, err := ParseEvidence(evidence)
	if err != nil {
		return nil
	}
	switch kind {
	case EvidenceSource:
		return []string{id}
	case EvidenceEvent:
		if e := d.Event(id); e != nil {
			return e.Sources
		}
	case EvidenceAct:
		if a := d.Act(id); a != nil {
			return a.Sources
		}
	case EvidenceFact:
		if f := d.Fact(id); f != nil {
			return f.Sources
		}
	case EvidenceCase:
		if c := d.Case(id); c != nil {
			return c.Sources
		}
	case EvidencePoll:
		if p := d.PollWave(id, date); p != nil {
			return p.Sources
		}
	}
	return nil
}
