package dossier

// Header is dossier.yaml: what the group is and how its agenda is worked out.
type Header struct {
	Where
	Title           Text         `yaml:"title,required" doc:"the dossier's title"`
	Question        Text         `yaml:"question" doc:"the question that the group asks"`
	AsOf            Date         `yaml:"as_of,required" doc:"the day on which the agenda is worked out"`
	Languages       []string     `yaml:"languages" doc:"language codes; the first is the language of the pages"`
	Members         Refs         `yaml:"members,required" doc:"ISO 3166-1 alpha-3 codes, in the order used everywhere"`
	Names           Map[Text]    `yaml:"names" doc:"names that replace those of the country table"`
	Convener        Convener     `yaml:"convener" doc:"who convenes the group"`
	Editors         Text         `yaml:"editors" doc:"who the editors are: their judgements are marked so"`
	Citations       string       `yaml:"citations" enum:"chicago-notes|chicago-author-date" doc:"style of citations in texts; chicago-notes if not stated"`
	Licence         Text         `yaml:"licence" doc:"the licence of the dossier's own words"`
	Outside         []Outside    `yaml:"outside" doc:"parties that are not at the table"`
	Areas           []Area       `yaml:"areas,required" doc:"areas of work"`
	Values          []Value      `yaml:"values" doc:"shared values that the members have agreed"`
	Stated          SettingsSet  `yaml:"settings" doc:"settings of the method"`
	StatedRelations RelationsSet `yaml:"relations" doc:"how relations are measured"`
}

// Convener is who convenes the group.
type Convener struct {
	Where
	Name      Text   `yaml:"name,required"`
	Programme Text   `yaml:"programme"`
	Position  Text   `yaml:"position" doc:"its mission or position, stated"`
	URL       string `yaml:"url"`
}

// Outside is a party that is not at the table but accepts, refuses or reacts.
type Outside struct {
	Where
	ID     Ref  `yaml:"id,required"`
	Name   Text `yaml:"name"`
	Role   Refs `yaml:"role" enum:"accepts|refuses|reacts"`
	Note   Text `yaml:"note"`
	Source Refs `yaml:"source"`
}

// Area is an area of work.
type Area struct {
	Where
	ID   Ref  `yaml:"id,required"`
	Name Text `yaml:"name,required"`
}

// Value is a value that the members have agreed to share.
type Value struct {
	Where
	ID     Ref  `yaml:"id,required"`
	Name   Text `yaml:"name,required"`
	Agreed Date `yaml:"agreed"`
	Source Refs `yaml:"source"`
}

// SettingsSet are the method's settings as the file states them; Settings gives
// them with their defaults.
type SettingsSet struct {
	Where
	Draws          int     `yaml:"draws" range:"100..1000000"`
	Seed           uint64  `yaml:"seed"`
	Kappa          float64 `yaml:"kappa" range:"0..1"`
	LambdaMember   float64 `yaml:"lambda_member" range:"0..1"`
	LambdaCommon   float64 `yaml:"lambda_common" range:"0..1"`
	LeverCostLimit float64 `yaml:"lever_cost_limit" range:"0..1000"`
	Rounds         int     `yaml:"rounds" range:"1..12"`
	PerRound       int     `yaml:"per_round" range:"1..20"`
	DesignEffect   float64 `yaml:"design_effect" range:"1..20" doc:"of polls that state their sample; 1 where absent"`
	BacktestMonths int     `yaml:"backtest_months" range:"1..240"`
}

// Settings are the method's settings, all of them given.
type Settings struct {
	Draws          int     // number of draws, 100 to 1,000,000
	Seed           uint64  // the same seed gives the same bytes
	Kappa          float64 // 0-1: how far past its ideal point a player goes rather than stay
	LambdaMember   float64 // 0-1: weight of the factor common to a capital's players
	LambdaCommon   float64 // 0-1: weight of the factor common to all; squares sum to at most 1
	LeverCostLimit float64 // points: one lever below it makes a verdict "within reach"
	Rounds         int
	PerRound       int
	DesignEffect   float64 // 1-20: how many times its sampling variance a poll that states its sample has
	BacktestMonths int     // how long after its proposal an initiative has to reach its target
}

// Settings gives the settings, with defaults where the file is silent.
func (h *Header) Settings() Settings {
	s := Settings{Draws: 10000, Seed: 1, Kappa: 0.5, LambdaMember: 0.3, LambdaCommon: 0.2, LeverCostLimit: 15, Rounds: 3, PerRound: 4, DesignEffect: 1, BacktestMonths: 24}
	set := h.Stated
	if set.Has("draws") && set.Draws > 0 {
		s.Draws = set.Draws
	}
	if set.Has("seed") {
		s.Seed = set.Seed
	}
	if set.Has("kappa") {
		s.Kappa = set.Kappa
	}
	if set.Has("lambda_member") {
		s.LambdaMember = set.LambdaMember
	}
	if set.Has("lambda_common") {
		s.LambdaCommon = set.LambdaCommon
	}
	if set.Has("lever_cost_limit") {
		s.LeverCostLimit = set.LeverCostLimit
	}
	if set.Has("rounds") && set.Rounds > 0 {
		s.Rounds = set.Rounds
	}
	if set.Has("per_round") && set.PerRound > 0 {
		s.PerRound = set.PerRound
	}
	if set.Has("design_effect") && set.DesignEffect >= 1 {
		s.DesignEffect = set.DesignEffect
	}
	if set.Has("backtest_months") && set.BacktestMonths > 0 {
		s.BacktestMonths = set.BacktestMonths
	}
	return s
}
