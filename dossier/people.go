package dossier

// People is people.yaml: the roster and who speaks for what.
type People struct {
	Where
	People  []*Person  `yaml:"people"`
	Groups  []*Group   `yaml:"groups"`
	Speaks  []*Speaks  `yaml:"speaks" doc:"who speaks for which text"`
	Dissent []*Dissent `yaml:"dissent"`
}

// Person is someone on the roster.
type Person struct {
	Where
	ID           Ref            `yaml:"id,required"`
	Name         Text           `yaml:"name,required"`
	Member       Ref            `yaml:"member"`
	Role         Text           `yaml:"role"`
	Affiliations []*Affiliation `yaml:"affiliations"`
	Source       Refs           `yaml:"source"`
	Note         Text           `yaml:"note"`
	Sure         string         `yaml:"confirmed" enum:"yes|no"`
	Publish      string         `yaml:"publish" enum:"yes|no" doc:"no: it is kept out of all that is published"`
}

// Affiliation is a post that someone holds or held.
type Affiliation struct {
	Where
	Title  Text `yaml:"title"`
	At     Text `yaml:"at"`
	From   Date `yaml:"from"`
	To     Date `yaml:"to"`
	Source Refs `yaml:"source"`
}

// Group is a subgroup with its remit.
type Group struct {
	Where
	ID     Ref  `yaml:"id,required"`
	Name   Text `yaml:"name,required"`
	Remit  Text `yaml:"remit"`
	People Refs `yaml:"people"`
	Source Refs `yaml:"source"`
	Note   Text `yaml:"note"`
}

// Speaks says who speaks for a text, and who does not.
type Speaks struct {
	Where
	Text   string `yaml:"text,required"`
	People Refs   `yaml:"people"`
	Not    Refs   `yaml:"not"`
	Source Refs   `yaml:"source"`
	Note   Text   `yaml:"note"`
}

// Dissent is a person's printed disagreement with a text.
type Dissent struct {
	Where
	Person Ref    `yaml:"person,required"`
	Text   string `yaml:"text,required"`
	Words  Text   `yaml:"words,required"`
	Date   Date   `yaml:"date"`
}

// Terms is terms.yaml: contested terms.
type Terms struct {
	Where
	Terms []*Term `yaml:"terms"`
}

// Term is a contested term: how each language says it, in which order, and
// which phrases the group avoids.
type Term struct {
	Where
	ID      Ref       `yaml:"id,required"`
	Concept Text      `yaml:"concept,required"`
	Use     Text      `yaml:"use,required"`
	Order   Text      `yaml:"order"`
	Avoid   Map[Refs] `yaml:"avoid" doc:"by language: phrases"`
	Note    Text      `yaml:"note"`
	Source  Refs      `yaml:"source"`
	Sure    string    `yaml:"confirmed" enum:"yes|no"`
	Publish string    `yaml:"publish" enum:"yes|no" doc:"no: it is kept out of all that is published"`
}

// Silences is silences.yaml: findings silenced with a reason.
type Silences struct {
	Where
	Silences []*Silence `yaml:"silences"`
}

// Silence silences the findings of a rule in one or several files, all of them or
// those whose message holds Key.
type Silence struct {
	Where
	Rule   string `yaml:"rule,required"`
	Files  Refs   `yaml:"file,required" doc:"a file's path in the dossier, or a list of them"`
	Key    string `yaml:"key"`
	Reason string `yaml:"reason,required"`
	By     string `yaml:"by,required"`
	Date   Date   `yaml:"date,required"`
}

// PersonName names a person in the dossier's first language; the id stands for one who
// is not on record, and "a participant" for one who is concealed.
func (d *Dossier) PersonName(id string) string {
	if p := d.Person(id); p != nil {
		return d.Say(p.Name)
	}
	if id == "" && d.Unattributed {
		return "a participant"
	}
	return id
}
