package event

// Type is one of PLOVER's sixteen event types; NoType where an act has none.
type Type uint8

// The types, in the order of their quad classes.
const (
	NoType Type = iota
	Agree
	Consult
	Support
	Concede
	Cooperate
	Aid
	Retreat
	Request
	Accuse
	Reject
	Threaten
	Protest
	Sanction
	Mobilize
	Coerce
	Assault
)

var typeNames = [...]string{
	"", "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT",
	"REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
}

// String gives the name that PLOVER prints, in capitals; "" for NoType.
func (t Type) String() string {
	if int(t) < len(typeNames) {
		return typeNames[t]
	}
	return ""
}

// ParseType gives the type of a name in capitals; NoType and false where PLOVER
// has none.
func ParseType(name string) (Type, bool) {
	for t := Agree; t <= Assault; t++ {
		if typeNames[t] == name {
			return t, true
		}
	}
	return NoType, false
}
