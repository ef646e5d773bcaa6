package dossier

// Scenario is one file of scenarios/: a named set of changes to the dossier.
type Scenario struct {
	Where
	ID       string    // the file's name
	File     string    // its path in the dossier
	Title    Text      `yaml:"title,required"`
	Kind     string    `yaml:"kind" enum:"government|dispute|other"`
	Member   Ref       `yaml:"member" doc:"whose government changes"`
	Supposes Text      `yaml:"supposes,required" doc:"what it supposes, in a sentence"`
	Because  Text      `yaml:"because"`
	Evidence Refs      `yaml:"evidence"`
	By       string    `yaml:"by"`
	Source   Refs      `yaml:"source"`
	Note     Text      `yaml:"note"`
	Changes  []*Change `yaml:"changes,required"`
	Publish  string    `yaml:"publish" enum:"yes|no" doc:"no: it is kept out of all that is published"`
}

// Change is one change of a scenario. Just one of Stance, Move, Influence,
// Pressure, Procedure and Target is given, and the keys that go with it.
type Change struct {
	Where
	Stance     Ref      `yaml:"stance" doc:"a player whose stance is replaced"`
	Move       Ref      `yaml:"move" doc:"a player who moves by some points"`
	Influence  Ref      `yaml:"influence" doc:"a player whose influence changes"`
	Pressure   Ref      `yaml:"pressure" doc:"a constraint whose pressure changes"`
	Procedure  Ref      `yaml:"procedure" doc:"a procedure used instead, with member and initiative"`
	Target     Ref      `yaml:"target" doc:"another target rung, with initiative"`
	Areas      Refs     `yaml:"areas" doc:"where a stance or a move holds; [all] for every area"`
	Initiative Ref      `yaml:"initiative"`
	Member     Ref      `yaml:"member"`
	Position   Estimate `yaml:"position" range:"0..100"`
	Salience   Estimate `yaml:"salience" range:"0..1"`
	NoDeal     float64  `yaml:"no_deal" range:"0..100"`
	By         float64  `yaml:"by" range:"-100..100" doc:"points of a move"`
	To         Estimate `yaml:"to" range:"0..1" doc:"the new influence or pressure"`
	Because    Text     `yaml:"because"`
	Evidence   Refs     `yaml:"evidence"`
}

// Kinds gives which of the kinds of change the file states.
func (c *Change) Kinds() []string {
	var out []string
	for _, k := range []struct {
		name string
		ref  Ref
	}{{"stance", c.Stance}, {"move", c.Move}, {"influence", c.Influence}, {"pressure", c.Pressure}, {"procedure", c.Procedure}, {"target", c.Target}} {
		if k.ref.ID != "" {
			out = append(out, k.name)
		}
	}
	return out
}
