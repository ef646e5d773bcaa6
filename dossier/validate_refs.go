package dossier

import (
	"cmp"
	"fmt"
	"net/url"
	"strings"
)

// This file holds the checks of references that the validators share.

func (l *loader) unknown(r Ref, what string, known []string) {
	if l.holds(what, r.ID, r.Pos) {
		return
	}
	l.f.err("unknown-id", r.Pos, didYouMean(r.ID, known), "there is no %s %q", what, shorten(r.ID))
}

// unknownOf reports an id that is none of a kind of which a dossier may hold many.
func (l *loader) unknownOf(r Ref, what string, known func() []string) {
	if l.holds(what, r.ID, r.Pos) {
		return
	}
	l.f.err("unknown-id", r.Pos, l.suggest(what, r.ID, known), "there is no %s %q", what, shorten(r.ID))
}

// suggest asks which id of a kind was meant.
func (l *loader) suggest(what, id string, known func() []string) string {
	s := l.near[what]
	if s == nil {
		if l.near == nil {
			l.near = map[string]*Suggester{}
		}
		s = NewSuggester(known)
		l.near[what] = s
	}
	if n := s.Nearest(id); n != "" {
		return fmt.Sprintf("did you mean %q?", n)
	}
	if few := s.Few(); len(few) > 0 {
		return "it may be: " + strings.Join(few, ", ")
	}
	return ""
}

// citations reports sources that are named and have no record.
func (l *loader) citations() {
	for c := range l.d.Citing() {
		if l.d.sources[c.Source] != nil || l.holds("source", c.Source, c.Pos) {
			continue
		}
		hint := l.suggest("source", c.Source, func() []string { return mapKeys(l.d.sources) })
		l.f.err("unknown-source", c.Pos, cmp.Or(hint, "add its record to a file in sources/"), "there is no source %q in sources/", shorten(c.Source))
	}
}

// language reports what is no code of a language.
func (l *loader) language(r Ref) {
	if !languageCode.MatchString(r.ID) {
		l.f.err("unknown-language", r.Pos, "write codes such as en, ja or ko", "%q is no language code", shorten(r.ID))
	}
}

// searches reports searches that are named and are none of the table's.
func (l *loader) searches(rs Refs) {
	for _, r := range rs {
		if l.d.search[r.ID] == nil {
			l.unknownOf(r, "search", func() []string { return mapKeys(l.d.search) })
		}
	}
}

func (l *loader) areaIDs() []string {
	var ids []string
	for _, a := range l.d.Header.Areas {
		ids = append(ids, a.ID.ID)
	}
	return ids
}

func (l *loader) areas(rs Refs) {
	for _, r := range rs {
		if r.ID != AllAreas && l.d.Area(r.ID) == nil {
			l.unknownOf(r, "area", func() []string { return l.areaIDs() })
		}
	}
}

func (l *loader) memberRefs(rs Refs) {
	for _, r := range rs {
		if !l.d.Header.Members.Has(r.ID) {
			l.unknown(r, "member", l.d.Header.Members.IDs())
		}
	}
}

func (l *loader) constraintRef(r Ref) {
	if r.ID != "" && l.d.Constraint(r.ID) == nil {
		l.unknownOf(r, "constraint", func() []string { return idsOf[*Constraint](l.d) })
	}
}

// pressureRef checks a reference to a constraint whose pressure is to change: a
// closed span has none.
func (l *loader) pressureRef(r Ref) {
	l.constraintRef(r)
	if c := l.d.Constraint(r.ID); c != nil && c.Effect == EffectClosed {
		l.f.warn("closed", r.Pos, "take it out, or state its dates in its own file", "%q is a closed span: it has dates and no pressure that could change", r.ID)
	}
}

func (l *loader) playerRef(r Ref) *Player {
	p := l.d.Player(r.ID)
	if p == nil && r.ID != "" {
		l.unknownOf(r, "player", func() []string { return idsOf[*Player](l.d) })
	}
	return p
}

// body checks a reference to a player or an agency.
func (l *loader) body(r Ref) {
	if l.d.Player(r.ID) == nil && l.d.Agency(r.ID) == nil {
		l.unknownOf(r, "player or agency", func() []string { return append(idsOf[*Player](l.d), idsOf[*Agency](l.d)...) })
	}
}

// dated checks that an end does not come before its beginning.
func (l *loader) dated(w Where, from, to Date, key string) {
	if !from.IsZero() && !to.IsZero() && to.Last().Before(from.First()) {
		l.f.err("date-order", w.At(key), "", "it ends (%s) before it begins (%s)", to, from)
	}
}

// EvidenceKind is what a piece of evidence refers to.
type EvidenceKind string

// The kinds of evidence.
const (
	EvidenceEvent  EvidenceKind = "event"
	EvidenceAct    EvidenceKind = "act"
	EvidenceFact   EvidenceKind = "fact"
	EvidencePoll   EvidenceKind = "poll"
	EvidenceCase   EvidenceKind = "case"
	EvidenceSource EvidenceKind = "source"
)

// ParseEvidence reads `event:ID`, `poll:SERIES@DATE` and the like. Date is ""
// for every kind but polls.
func ParseEvidence(s string) (kind EvidenceKind, id, date string, err error) {
	k, id, ok := strings.Cut(s, ":")
	switch kind = EvidenceKind(k); {
	case !ok || id == "":
		return "", "", "", fmt.Errorf("%q is no evidence: write event:ID, act:ID, fact:ID, poll:SERIES@DATE, case:ID or source:ID", s)
	case kind == EvidencePoll:
		id, date, ok = strings.Cut(id, "@")
		if !ok || date == "" {
			return "", "", "", fmt.Errorf("%q names no wave: write poll:SERIES@DATE", s)
		}
		return kind, id, date, nil
	case kind == EvidenceEvent, kind == EvidenceAct, kind == EvidenceFact, kind == EvidenceCase, kind == EvidenceSource:
		return kind, id, "", nil
	}
	return "", "", "", fmt.Errorf("%q is no kind of evidence: it may be event, act, fact, poll, case or source", k)
}

func (l *loader) evidence(rs Refs) {
	d := l.d
	for _, r := range rs {
		kind, id, date, err := ParseEvidence(r.ID)
		if err != nil {
			l.f.err("evidence", r.Pos, "", "%v", err)
			continue
		}
		var known func() []string
		switch kind {
		case EvidenceEvent:
			if d.events[id] == nil {
				known = func() []string { return mapKeys(d.events) }
			} else {
				continue
			}
		case EvidenceAct:
			if d.acts[id] == nil {
				known = func() []string { return mapKeys(d.acts) }
			} else {
				continue
			}
		case EvidenceFact:
			if d.facts[id] == nil {
				known = func() []string { return mapKeys(d.facts) }
			} else {
				continue
			}
		case EvidenceCase:
			if d.cases[id] == nil {
				known = func() []string { return mapKeys(d.cases) }
			} else {
				continue
			}
		case EvidenceSource:
			continue // see citations
		case EvidencePoll:
			if d.polls[id] == nil {
				known = func() []string { return mapKeys(d.polls) }
				break
			}
			if d.PollWave(id, date) == nil && !l.holds("poll", id, r.Pos) {
				var ends []string
				for _, p := range d.polls[id] {
					ends = append(ends, p.End.String())
				}
				l.f.err("unknown-id", r.Pos, "its waves: "+strings.Join(ends, ", "), "the series %q has no wave %q", id, date)
			}
			continue
		}
		l.unknownOf(Ref{id, r.Pos}, string(kind), known)
	}
}

// safeURL accepts an empty address or an absolute http or https one.
func safeURL(s string) (*url.URL, error) {
	if s == "" {
		return nil, nil
	}
	u, err := url.Parse(s)
	if err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") {
		return nil, fmt.Errorf("%q is no web address", shorten(s))
	}
	return u, nil
}
