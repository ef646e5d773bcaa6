package event

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"sync"
)

// Act is an entry of the CAMEO ontology.
type Act struct {
	Code  string // two to four digits; a string, since 010 and 10 are two codes
	Label string
	Score float32 // of Goldstein's scale; NaN where it has none
	typ   Type
}

//go:embed cameo.txt
var cameoText string

//go:embed plover.txt
var ploverText string

type ontology struct {
	acts   map[string]Act
	list   []Act
	scores map[string]float32 // by type, and by type and mode: ASSAULT, ASSAULT drone
	types  [11_100]Type       // by typeIndex
}

// typeIndex gives a place of its own to each text of two to four digits, and -1 to
// any other.
func typeIndex(code string) int {
	n, ok := digits(code)
	switch {
	case !ok:
		return -1
	case len(code) == 2:
		return n
	case len(code) == 3:
		return 100 + n
	case len(code) == 4:
		return 1_100 + n
	}
	return -1
}

func (o *ontology) typeOf(code string) Type {
	for n := len(code); n >= 2; n-- {
		if a, ok := o.acts[code[:n]]; ok {
			return a.typ
		}
	}
	return NoType
}

var tables = sync.OnceValue(func() *ontology {
	o, err := readOntology(cameoText, ploverText)
	if err != nil {
		panic("package event: its own tables: " + err.Error()) // a test holds that they are sound
	}
	return o
})

func readOntology(cameo, plover string) (*ontology, error) {
	o := &ontology{acts: map[string]Act{}, scores: map[string]float32{}}
	for line := range strings.Lines(cameo) {
		f := strings.SplitN(strings.TrimSpace(line), " ", 4)
		if f[0] == "#" {
			continue
		}
		if len(f) != 4 {
			return nil, fmt.Errorf("cameo.txt: %q", line)
		}
		a := Act{Code: f[0], Label: f[3], Score: nan32}
		var err error
		if a.Score, err = tableScore(f[1]); err != nil {
			return nil, fmt.Errorf("cameo.txt: %w", err)
		}
		if f[2] != "-" {
			var ok bool
			if a.typ, ok = ParseType(f[2]); !ok {
				return nil, fmt.Errorf("cameo.txt: %q is no type", f[2])
			}
		}
		o.acts[a.Code] = a
		o.list = append(o.list, a)
	}
	for line := range strings.Lines(plover) {
		f := strings.Fields(line)
		if f[0] == "#" {
			continue
		}
		score, err := tableScore(f[len(f)-1])
		if _, ok := ParseType(f[0]); !ok || len(f) != 3 || err != nil {
			return nil, fmt.Errorf("plover.txt: %q", line)
		}
		if f[1] == "-" {
			o.scores[f[0]] = score
			continue
		}
		o.scores[f[0]+" "+f[1]] = score
	}
	for n, width := range map[int]int{100: 2, 1_000: 3, 10_000: 4} {
		for i := range n {
			code := fmt.Sprintf("%0*d", width, i)
			o.types[typeIndex(code)] = o.typeOf(code)
		}
	}
	return o, nil
}

func tableScore(s string) (float32, error) {
	if s == "-" {
		return nan32, nil
	}
	v, err := strconv.ParseFloat(s, 32)
	return float32(v), err
}

// Acts gives the CAMEO ontology in the order of its codes. It must not be changed.
func Acts() []Act { return tables().list }

// TypeOf gives the PLOVER type of a CAMEO code: of the code, else of the base code
// (three digits) or the root code (two digits) above it. NoType for statements and
// appeals (01, 02) and for what is no CAMEO code.
func (s Settings) TypeOf(code string) Type {
	i := typeIndex(code)
	if i < 0 {
		return NoType
	}
	if s.EmbargoSanction && strings.HasPrefix(code, "163") {
		return Sanction
	}
	return tables().types[i]
}

// CAMEOQuad gives the quad class of a CAMEO code by its first two digits: 01-05, 06-08,
// 09-13 and 14-20 (Schrodt, CAMEO manual 1.1b3). NoQuad for anything else.
func CAMEOQuad(code string) Quad {
	if len(code) < 2 {
		return NoQuad
	}
	root, ok := digits(code[:2])
	switch {
	case !ok || root < 1 || root > 20:
		return NoQuad
	case root <= 5:
		return VerbalCooperation
	case root <= 8:
		return MaterialCooperation
	case root <= 13:
		return VerbalConflict
	}
	return MaterialConflict
}

// GoldsteinOf gives the Goldstein score of a CAMEO code, else of the base or root
// code above it; NaN for what is no CAMEO code. GDELT prints other scores for 016
// (-2) and 022 (3.2); a record keeps what its source prints.
func GoldsteinOf(code string) float32 {
	for n := min(len(code), 4); n >= 2; n-- {
		if a, ok := tables().acts[code[:n]]; ok && a.Score == a.Score {
			return a.Score
		}
	}
	return nan32
}

// QuadOf gives the quad class of a PLOVER type; NoQuad for NoType.
func (s Settings) QuadOf(t Type) Quad {
	switch {
	case t == NoType || t > Assault:
		return NoQuad
	case t <= Concede:
		return VerbalCooperation
	case t <= Retreat:
		return MaterialCooperation
	case t <= Threaten:
		return VerbalConflict
	case t == Sanction && s.SanctionVerbal:
		return VerbalConflict
	}
	return MaterialConflict
}

// ScoreOf gives the score of a PLOVER type and mode (in small letters, "" for the
// type as such), on a scale of -10 to 10; that of the type where the mode has none
// of its own; NaN for NoType.
func (s Settings) ScoreOf(t Type, mode string) float32 {
	name := t.String()
	if v, ok := tables().scores[name+" "+mode]; ok {
		return v
	}
	v, ok := tables().scores[name]
	if !ok {
		return nan32
	}
	if t == Accuse && !s.AccusePositive {
		return -v
	}
	return v
}
