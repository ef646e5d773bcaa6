package event

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Settings are the choices that the ontologies leave open or state twice. The zero
// value is the default; docs/events.md says what speaks for each.
type Settings struct {
	// SanctionVerbal puts PLOVER's SANCTION in quad class 3, as the table of its
	// manual does; by default it is in 4, as the manual's sections do.
	SanctionVerbal bool
	// AccusePositive gives ACCUSE the score of +3 that the manual prints; by
	// default its sign is that of the modes of ACCUSE: -3.
	AccusePositive bool
	// EmbargoSanction reads CAMEO 163 (embargo, boycott, sanctions) as SANCTION; by
	// default it is COERCE, as in the conversion table of 2021.
	EmbargoSanction bool
	// QuadByCode gives GDELT's events the quad class that CAMEO's manual gives their
	// code; by default it is as printed, and GDELT prints 2 for root 09 and 3 for 14.
	QuadByCode bool
}

// settingNames are the choices other than the default, as the command line has them.
var settingNames = map[string]func(*Settings){
	"sanction=verbal":  func(s *Settings) { s.SanctionVerbal = true },
	"accuse=positive":  func(s *Settings) { s.AccusePositive = true },
	"quad=cameo":       func(s *Settings) { s.QuadByCode = true },
	"embargo=sanction": func(s *Settings) { s.EmbargoSanction = true },
}

// ParseSettings reads choices parted by commas, such as "sanction=verbal"; "" is the
// default. The error names what may be chosen.
func ParseSettings(text string) (Settings, error) {
	var s Settings
	if text == "" {
		return s, nil
	}
	for name := range strings.SplitSeq(text, ",") {
		set, ok := settingNames[strings.TrimSpace(name)]
		if !ok {
			return Settings{}, fmt.Errorf("%q is no choice of the ontologies; choose %s, or leave the defaults", name, strings.Join(slices.Sorted(maps.Keys(settingNames)), ", "))
		}
		set(&s)
	}
	return s, nil
}
