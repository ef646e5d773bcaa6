package dossier

// Assumptions is assumptions.yaml: what the group takes for granted.
type Assumptions struct {
	Where
	Assumptions []*Assumption `yaml:"assumptions"`
}

// Assumption is something that the group takes for granted, and what would show it
// wrong.
type Assumption struct {
	Where
	ID          Ref    `yaml:"id,required"`
	What        Text   `yaml:"what,required" doc:"what is taken for granted, in a sentence"`
	Because     Text   `yaml:"because,required" doc:"why"`
	Test        Text   `yaml:"test,required" doc:"what would show it wrong"`
	Looked      Date   `yaml:"looked" doc:"when it was last held against the test"`
	NextLook    Date   `yaml:"next_look,required" doc:"when to look again"`
	Initiatives Refs   `yaml:"initiatives" doc:"those that rest on it; all if not stated"`
	By          string `yaml:"by" doc:"who assumes it; the editors if not stated"`
	Source      Refs   `yaml:"source"`
	Note        Text   `yaml:"note"`
	Sure        string `yaml:"confirmed" enum:"yes|no"`
	Publish     string `yaml:"publish" enum:"yes|no" doc:"no: it is kept out of all that is published"`
}
