package agenda

import (
	"slices"

	"entente/dossier"
	"entente/record"
)

// Version is the version of the agenda's JSON. It changes when a field changes
// its meaning or goes; new fields do not change it.
const Version = 2

// Agenda is the result: what each capital can carry, what holds the rest back
// and what would have to change. Its JSON is stable (see Version).
type Agenda struct {
	Version     int            `json:"version"`
	Dossier     About          `json:"dossier"`
	Settings    Settings       `json:"settings"`
	Scenario    string         `json:"scenario,omitempty"` // the scenario under which all was worked out
	Record      *record.Record `json:"record"`             // what the backtest allows to be said of a carry
	Promises    record.Counts  `json:"promises"`           // how the members' promises stand on the day
	Initiatives []*Initiative  `json:"initiatives"`        // in the dossier's order of files
	Principles  []Principle    `json:"principles,omitempty"`
	Constraints []*Constraint  `json:"constraints"`
	Scenarios   []Scenario     `json:"scenarios"`
	Sequence    []Round        `json:"sequence"`
	// NearLine and Hangs are how many verdicts lie near a line, and how many hang on the
	// judges' error.
	NearLine int `json:"near_line"`
	Hangs    int `json:"hangs"`
}

// About says which dossier was weighed, and as of when.
type About struct {
	Title   string       `json:"title"`
	AsOf    dossier.Date `json:"as_of"`
	Members []string     `json:"members"` // codes, in the dossier's order
}

// Settings are those that the result depends on.
type Settings struct {
	Draws      int      `json:"draws"`
	Seed       uint64   `json:"seed"`
	Kappa      *float64 `json:"kappa"`       // 0-1 where it is fixed; nil: drawn evenly on 0-1, once a draw
	JudgeError float64  `json:"judge_error"` // points: the standard deviation of the error of a judge
	// Ageing is by how many points (a standard deviation) a stance may have moved from a
	// year and a half on; AgeingPairs is from how many pairs of stances that was fitted, 0
	// where it is stated, or the usual for want of pairs.
	Ageing      float64 `json:"ageing"`
	AgeingPairs int     `json:"ageing_pairs"`
	// WithoutJointText says that stances which rest on the joint text alone were left out.
	WithoutJointText bool `json:"without_joint_text,omitempty"`
}

// Verdict is what the agenda says of an initiative at its target rung.
type Verdict string

// The verdicts, in the order in which they are tried.
const (
	Delivered   Verdict = "delivered"
	NotAssessed Verdict = "not assessed"
	NoGain      Verdict = "no gain shown"
	Ready       Verdict = "ready"
	WithinReach Verdict = "within reach"
	HeldBack    Verdict = "held back"
)

// Verdicts gives all verdicts in the order in which an agenda shows them.
func Verdicts() []Verdict {
	return []Verdict{Ready, WithinReach, HeldBack, NoGain, NotAssessed, Delivered}
}

// Symbol is the shape that stands for the verdict, so that colour never has to.
func (v Verdict) Symbol() string {
	switch v {
	case Ready:
		return "●"
	case WithinReach:
		return "◐"
	case HeldBack:
		return "○"
	case NoGain:
		return "◇"
	case Delivered:
		return "✓"
	}
	return "–"
}

// Share is a share of draws with its Monte Carlo standard error (Wilson). Both
// are nil where it was not assessed.
type Share struct {
	P  *float64 `json:"p"`
	SE *float64 `json:"se"`
}

// Quantiles are those of a quantity over the draws.
type Quantiles struct {
	P10 float64 `json:"p10"`
	P50 float64 `json:"p50"`
	P90 float64 `json:"p90"`
}

// Initiative is what the agenda says of one initiative.
type Initiative struct {
	ID         string              `json:"id"`
	Title      string              `json:"title"`
	Area       string              `json:"area"`
	Members    []string            `json:"members"` // codes, in the dossier's order
	Target     RungRef             `json:"target"`
	StatusQuo  RungRef             `json:"status_quo"`
	Verdict    Verdict             `json:"verdict"`
	Why        string              `json:"why"` // the verdict's reason in a sentence
	Remarks    []Remark            `json:"remarks"`
	QuickWin   bool                `json:"quick_win"`
	Joint      Share               `json:"joint"`                // joint carry at the target
	Likelihood string              `json:"likelihood,omitempty"` // its word, where the record backs one
	ByMember   map[string]*Capital `json:"by_member"`
	// Delivery is how likely the target is reached within the horizon once promised;
	// nil where it is in place, or where nothing definite is on record of what it asks.
	Delivery    *record.Delivery    `json:"delivery"`
	CommonGain  *float64            `json:"common_gain"` // smallest gain of a member, 0-1; nil where none was worked out
	Alternative *Alternative        `json:"alternative"` // the best other forum for any member
	Together    string              `json:"together"`    // why together: what it gives beyond the best alternatives
	Settlement  *Settlement         `json:"settlement"`
	Acting      []Acting            `json:"acting"`       // constraints that reach it, in the dossier's order
	HeldBackBy  []Hold              `json:"held_back_by"` // most first; none: no single thing
	Shares      []ConstraintShare   `json:"shapley"`
	Support     map[string]*Support `json:"support"`         // by member; none where it is not assessed
	Requires    []Required          `json:"requires"`        // in the initiative's order
	Waits       *Wait               `json:"waits,omitempty"` // a closed span that keeps it out on the day
	Levers      []LeverSet          `json:"levers"`
	Otherwise   []Otherwise         `json:"otherwise"` // lower rungs and other procedures
	Rungs       []Rung              `json:"rungs"`
	Scenarios   map[string]Outcome  `json:"scenarios"`
	NearLine    bool                `json:"near_line"` // other draws could give another verdict
	Hangs       []AtError           `json:"hangs"`     // other verdicts under other errors of the judges
	Inputs      []Input             `json:"inputs"`    // which judgement matters, by rank correlation with the joint ceiling
	Sources     []string            `json:"sources"`
	// Questions would test it, where it is ready or promised and not delivered; each
	// as a row of questions.csv may ask it.
	Questions []record.Offered `json:"questions,omitempty"`
	// Unconfirmed says that the initiative's own file reads confirmed: no.
	Unconfirmed bool `json:"unconfirmed,omitempty"`

	Doc *dossier.Initiative `json:"-"`

	deliveries map[string]*record.Delivery // by rung above what is in place
}

// AtError is the verdict with judges whose error is another than in the settings.
type AtError struct {
	JudgeError float64  `json:"judge_error"` // points
	Verdict    Verdict  `json:"verdict"`
	Joint      *float64 `json:"joint"`
}

// RungRef is a level with the rung it stands on; Rung is "" at a level that no
// rung names, such as 0.
type RungRef struct {
	Level float64 `json:"level"`
	Rung  string  `json:"rung"`
	Name  string  `json:"name"`
	// Unconfirmed says that the row which states the level reads confirmed: no.
	Unconfirmed bool `json:"unconfirmed,omitempty"`
}

// Kinds of remarks that other packages ask for.
const (
	RemarkNear  = "near-line"
	RemarkHangs = "hangs"
)

// Remark is something to know beside the verdict.
type Remark struct {
	Kind string `json:"kind"` // elsewhere, no-first-mover, near-line, hangs, wait, survives, does-not-survive, illustrative, …
	Text string `json:"text"`
}

// Capital is what one member can carry of one initiative. P, SE and Ceiling are
// nil where it was not assessed.
type Capital struct {
	Share
	Ceiling       *Quantiles `json:"ceiling"`
	Pivotal       []Pivot    `json:"pivotal"`           // who sets the ceiling, most often first
	Gain          *float64   `json:"gain"`              // 0-1
	Owners        []string   `json:"owners"`            // the lead, those that sign, those that help
	Lead          string     `json:"lead"`              // "" where none is named
	Signs         []string   `json:"signs"`             // players who sign for it, the lead's first; none outside the state
	Procedure     string     `json:"procedure"`         // id
	ProcedureName string     `json:"procedure_name"`    // in words
	Missing       []string   `json:"missing,omitempty"` // bodies without whose stance nothing can be said
	Lacks         string     `json:"lacks,omitempty"`   // in words, why it is not assessed
	Players       []Player   `json:"players"`           // those who stand in the procedure, in its order
	Reviewed      bool       `json:"reviewed"`
}

// Pivot is a player who sets a ceiling, and in which share of the draws.
type Pivot struct {
	Player string  `json:"player"`
	Share  float64 `json:"share"`
}

// Player is a player's position on an initiative's ladder, over the draws.
type Player struct {
	ID       string       `json:"id"`
	Position Quantiles    `json:"position"` // 0-100, constraints included
	Required float64      `json:"required"` // the position at which it accepts the target
	Accepts  float64      `json:"accepts"`  // share of draws in which it does
	From     dossier.Date `json:"from"`     // the stance's date
	By       string       `json:"by"`
	Because  string       `json:"because"`
	Evidence []string     `json:"evidence"`
	// Unconfirmed says that the stance reads confirmed: no.
	Unconfirmed bool `json:"unconfirmed,omitempty"`
	// Aged is by how many points (a standard deviation) the stance may have moved since
	// its date; of several judges' the most.
	Aged float64 `json:"aged"`
	// JointText says that the stance rests on the joint text of the initiative alone.
	JointText bool `json:"joint_text,omitempty"`

	Stance *dossier.Stance `json:"-"`
}

// Alternative is the other forum that gives a member most.
type Alternative struct {
	Forum   string   `json:"forum"`
	Members []string `json:"members"`
	Level   float64  `json:"level"`
	Gives   string   `json:"gives"`
	Adds    string   `json:"adds"`
	Sources []string `json:"sources"`
	// Unconfirmed says that its row reads confirmed: no.
	Unconfirmed bool `json:"unconfirmed,omitempty"`
}

// Settlement is the compromise model's level: the spread from inputs, and the
// method's own error around the median.
type Settlement struct {
	Quantiles
	MethodP10 float64 `json:"method_p10"`
	MethodP90 float64 `json:"method_p90"`
}

// Acting is a constraint that reaches an initiative in one of its members.
type Acting struct {
	Constraint string   `json:"constraint"`
	Exposure   float64  `json:"exposure"`        // 0-1
	Under      *RungRef `json:"under,omitempty"` // effect cap: no ceiling of its members reaches this level
}

// Hold is what holds an initiative back: a player's stance, or a constraint.
type Hold struct {
	Kind   string `json:"kind"` // player, constraint
	ID     string `json:"id"`
	Title  string `json:"title"`            // a constraint's title, a player's name
	Member string `json:"member,omitempty"` // whose; "" for a constraint of several
	// Initiative is the required one whose carry the player's stance limits; "" for
	// the initiative itself.
	Initiative string `json:"initiative,omitempty"`
	// GivesBack is the joint carry that would be gained were the constraint calm, or
	// did the player accept in every draw: 0.05 or more.
	GivesBack float64 `json:"gives_back"`
	Evidence  bool    `json:"evidence"` // false: the pressure rests on none
}

// ConstraintShare is a constraint's Shapley share of the joint carry that would be
// gained if all were calm.
type ConstraintShare struct {
	Constraint string  `json:"constraint"`
	Title      string  `json:"title"`
	Share      float64 `json:"share"` // 0-1
	SE         float64 `json:"se,omitempty"`
}

// Support is the stage of a capital that most often limits it, and what of its weight
// accepts the target.
type Support struct {
	Stage   string   `json:"stage"` // in words; "" where it has no name
	Players []string `json:"players"`
	Held    float64  `json:"held"`   // share of its weight at the median over the draws, 0-1
	Needed  float64  `json:"needed"` // its quota, 0-1
	// MoreThan says that the quota must be exceeded, as by a majority.
	MoreThan bool `json:"more_than,omitempty"`
}

// Required is something that an initiative requires.
type Required struct {
	Initiative string   `json:"initiative"`
	Title      string   `json:"title"`
	Rung       RungRef  `json:"rung"`
	InPlace    bool     `json:"in_place"`
	Joint      *float64 `json:"joint"` // joint carry of that rung; nil where in place or not assessed
}

// What a set of moves asks for: a change, or certainty of what is estimated already.
const (
	ToChange = "change"
	MakeSure = "make-sure"
)

// LeverSet is a set of moves that would lift the joint carry to 0.80.
type LeverSet struct {
	// Decides says that the verdict is within reach because of this set.
	Decides bool    `json:"decides,omitempty"`
	To      string  `json:"to"` // change; make-sure where each mover accepts in half of the draws or more
	Moves   []Move  `json:"moves"`
	Cost    float64 `json:"cost"`  // points
	Joint   float64 `json:"joint"` // joint carry with the moves
	Words   string  `json:"words"`
	Brief   string  `json:"brief"` // without where several players stop now
}

// NoAdvice says, of a set that raises the cost of no deal, that no office is named that
// could; "" of others. It decides no verdict.
func (l *LeverSet) NoAdvice() string {
	if !slices.ContainsFunc(l.Moves, func(m Move) bool { return m.Kind == "no-deal" }) {
		return ""
	}
	return "No office is named that could make failure dearer: it tells how far off the target is, and is no advice."
}

// Move is one change by a named actor.
type Move struct {
	Kind   string `json:"kind"` // player, constraint, no-deal
	ID     string `json:"id"`
	Member string `json:"member"`
	// Initiative is the required one in whose capital the move is; "" for the
	// initiative itself.
	Initiative string `json:"initiative,omitempty"`
	// From and To are, for a player, the medians of where it stands and of what is
	// required over the draws in which it falls short; for a constraint its pressure;
	// for no-deal To is the points.
	From float64 `json:"from"`
	To   float64 `json:"to"`
	// Sure says that a player accepts in half of the draws or more already, and is to
	// be made sure of; Accepts is in which share.
	Sure       bool         `json:"make_sure,omitempty"`
	Accepts    float64      `json:"accepts,omitempty"`
	Cost       float64      `json:"cost"`
	Actor      string       `json:"actor"`
	Instrument string       `json:"instrument"`
	Date       dossier.Date `json:"date"`
	Words      string       `json:"words"`
	// DateUnconfirmed says that the date's row of the calendar reads confirmed: no.
	DateUnconfirmed bool `json:"date_unconfirmed,omitempty"`

	target string // what it would have to accept, in words
	stands string // where the player now stands, in words
}

// Otherwise is another way to go: a lower rung, or another procedure.
type Otherwise struct {
	Kind      string  `json:"kind"` // rung, procedure
	ID        string  `json:"id"`
	Name      string  `json:"name"`
	Member    string  `json:"member,omitempty"`
	Joint     float64 `json:"joint"`
	Reversal  string  `json:"reversal,omitempty"`
	GoesRound bool    `json:"goes_round_parliament,omitempty"`
}

// Rung is the carry of one level.
type Rung struct {
	ID       string              `json:"id"`
	Level    float64             `json:"level"`
	Name     string              `json:"name"`
	InPlace  bool                `json:"in_place"`
	Target   bool                `json:"target"`
	Joint    *float64            `json:"joint"`
	ByMember map[string]*float64 `json:"by_member"`
	Delivery *float64            `json:"delivery"` // nil where Initiative.Delivery would be
}

// Outcome is the verdict under a scenario.
type Outcome struct {
	Verdict Verdict  `json:"verdict"`
	Joint   *float64 `json:"joint"`
}

// Input is one input and how far it moves the joint ceiling.
type Input struct {
	Kind        string  `json:"kind"` // position, weight, pressure, kappa (no ID)
	ID          string  `json:"id"`
	Correlation float64 `json:"correlation"` // Spearman, -1 to 1
}

// Principle is a principle, which has no ladder and no verdict.
type Principle struct {
	ID      string              `json:"id"`
	Title   string              `json:"title"`
	Area    string              `json:"area"`
	Members []string            `json:"members"`
	Sources []string            `json:"sources"`
	Doc     *dossier.Initiative `json:"-"`
}

// Constraint is a constraint with its pressure on the as-of day.
type Constraint struct {
	ID        string     `json:"id"`
	Title     string     `json:"title"`
	Members   []string   `json:"members"`
	Effect    string     `json:"effect"`
	Pressure  *Quantiles `json:"pressure"` // 0-1; nil where the effect is closed, which goes by dates
	Basis     string     `json:"basis"`    // series, judged, no evidence, dates
	Says      string     `json:"says"`     // what the pressure rests on, in words
	Evidence  bool       `json:"evidence"`
	HoldsBack []string   `json:"holds_back"` // initiatives, those held back most first
	// Unconfirmed says that the constraint's own file reads confirmed: no; what its
	// pressure rests on has its mark in Says.
	Unconfirmed bool                `json:"unconfirmed,omitempty"`
	Doc         *dossier.Constraint `json:"-"`
}

// Scenario names a scenario and what it supposes.
type Scenario struct {
	ID       string            `json:"id"`
	Title    string            `json:"title"`
	Kind     string            `json:"kind"`
	Member   string            `json:"member,omitempty"`
	Supposes string            `json:"supposes"`
	Doc      *dossier.Scenario `json:"-"`
}

// Round is one round of the sequence.
type Round struct {
	Round       int      `json:"round"`
	Initiatives []string `json:"initiatives"`
	Lifted      []string `json:"lifted"` // those that are held back today, and that an earlier round lifts
	Value       float64  `json:"value"`  // Σ common gain × delivery
	Gap         float64  `json:"gap"`    // at most this much of the whole sequence's value may be missed; 0: none
}
