package dossier

import (
	"slices"
)

// EventType is a word that the type of an event may be.
type EventType struct {
	Name string
	// Domestic says that the act is one inside a country: an order, a law, a ruling. Such
	// events never enter relations between countries.
	Domestic bool
}

// eventTypes is the one vocabulary of event types: the sixteen of the PLOVER ontology
// (2021), in the order of their quad classes; YIELD, which its first version had for
// what is now split into CONCEDE and RETREAT; and ours for acts inside a country,
// which PLOVER leaves out. docs/eventtypes.md says what each means.
var eventTypes = []EventType{
	{"AGREE", false}, {"CONSULT", false}, {"SUPPORT", false}, {"CONCEDE", false},
	{"COOPERATE", false}, {"AID", false}, {"RETREAT", false}, {"YIELD", false},
	{"REQUEST", false}, {"ACCUSE", false}, {"REJECT", false}, {"THREATEN", false},
	{"PROTEST", false}, {"SANCTION", false}, {"MOBILIZE", false}, {"COERCE", false}, {"ASSAULT", false},
	{"ORDER", true}, {"LAW", true}, {"BUDGET", true}, {"RULING", true}, {"ELECTION", true}, {"OFFICE", true},
}

// EventTypes lists the words that the type of an event may be, in the order of the
// documentation.
func EventTypes() []EventType { return slices.Clone(eventTypes) }

// DomesticType reports whether a type is one of acts inside a country.
func DomesticType(name string) bool { return slices.Contains(eventTypes, EventType{name, true}) }

// betweenType reports whether a type is one of acts between countries.
func betweenType(name string) bool { return slices.Contains(eventTypes, EventType{name, false}) }

func eventTypeNames() []string {
	var out []string
	for _, t := range eventTypes {
		out = append(out, t.Name)
	}
	return out
}

// eventType checks the type of an event, and that a domestic act has no other country
// for its target.
func (l *loader) eventType(e *Event) {
	switch {
	case e.Type == "" || betweenType(e.Type):
	case !DomesticType(e.Type):
		l.f.err("unknown-word", e.Pos, didYouMeanOr(e.Type, eventTypeNames()), "%q is no event type; docs/eventtypes.md lists them", shorten(e.Type))
	case e.Target != "" && !slices.Equal(e.Target.Countries(), e.Actor.Countries()):
		l.f.err("domestic-event", e.Pos, "leave target_actor empty and name the other country in `about`, or take a type of acts between countries", "%s is an act inside a country, and %s acts on %s", e.Type, shorten(string(e.Actor)), shorten(string(e.Target)))
	}
}

// eventTypeRef checks a type that a file selects events by.
func (l *loader) eventTypeRef(t Ref) {
	if !betweenType(t.ID) && !DomesticType(t.ID) {
		l.f.err("unknown-word", t.Pos, didYouMeanOr(t.ID, eventTypeNames()), "%q is no event type; docs/eventtypes.md lists them", shorten(t.ID))
	}
}
