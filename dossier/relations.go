package dossier

// RelationsSet says how relations between members are measured, as dossier.yaml
// states it; Relations gives the settings with their defaults.
type RelationsSet struct {
	Where
	Origins   Refs             `yaml:"origins" enum:"gdelt1|gdelt2|icews|polecat|acled|ucdp|phoenix|csv" doc:"the data sets to measure, side by side; all that the store holds if not stated"`
	By        string           `yaml:"by" enum:"day|week|month|quarter|year" doc:"month if not stated"`
	Minimum   int              `yaml:"minimum" range:"1..10000" doc:"no index is drawn from fewer events; 10 if not stated"`
	Bootstrap int              `yaml:"bootstrap" range:"100..10000" doc:"resamples of an interval; 500 if not stated"`
	Sanction  string           `yaml:"sanction" enum:"material|verbal" doc:"the quad class of PLOVER's SANCTION; material conflict if not stated"`
	Accuse    string           `yaml:"accuse" enum:"conflict|as-printed" doc:"the sign of PLOVER's ACCUSE in scores; conflict (negative) if not stated"`
	Areas     Map[*AreaEvents] `yaml:"areas" doc:"which events belong to an area"`
}

// AreaEvents says which events of a data set belong to an area: those of any of
// the types, where types are given, whose text or place has any of the words,
// where words are given.
type AreaEvents struct {
	Where
	Types Refs     `yaml:"types" doc:"PLOVER types"`
	Words []string `yaml:"words" doc:"words, without regard to case"`
}

// Relations are the settings of relations, all of them given.
type Relations struct {
	Origins        []string // nil: all
	By             string
	Minimum        int // 1 or more
	Bootstrap      int // 100 or more
	SanctionVerbal bool
	AccusePrinted  bool
	Areas          Map[*AreaEvents]
}

// Relations gives the settings of relations, with defaults where the file is
// silent.
func (h *Header) Relations() Relations {
	set := &h.StatedRelations
	r := Relations{Origins: set.Origins.IDs(), By: "month", Minimum: 10, Bootstrap: 500, SanctionVerbal: set.Sanction == "verbal", AccusePrinted: set.Accuse == "as-printed", Areas: set.Areas}
	if set.By != "" {
		r.By = set.By
	}
	if set.Minimum > 0 {
		r.Minimum = set.Minimum
	}
	if set.Bootstrap > 0 {
		r.Bootstrap = set.Bootstrap
	}
	return r
}

func (l *loader) validateRelations() {
	for _, a := range l.d.StatedRelations.Areas {
		l.areas(Refs{a.Ref})
		if a.Value == nil {
			continue
		}
		if len(a.Value.Types)+len(a.Value.Words) == 0 {
			l.f.err("missing-key", a.Pos, "add `types:`, `words:` or both", "nothing says which events belong to the area %q", a.ID)
		}
		for _, t := range a.Value.Types {
			l.ploverType(t)
		}
		for _, w := range a.Value.Words {
			if len([]rune(w)) < 2 {
				l.f.err("missing-value", a.Value.At("words"), "write the whole word", "%q is too short to look for", w)
			}
		}
	}
}

// ploverType checks a type that selects acts between countries.
func (l *loader) ploverType(t Ref) {
	switch {
	case DomesticType(t.ID):
		l.f.err("domestic-event", t.Pos, "an indicator of a constraint may count it (events: {types: …})", "%s is an act inside a country, which never enters relations between countries", t.ID)
	default:
		l.eventTypeRef(t)
	}
}
