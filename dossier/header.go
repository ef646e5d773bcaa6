package dossier

import (
	"reflect"

	"github.com/goccy/go-yaml/ast"
)

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
	Site            Site         `yaml:"site" doc:"how the site is published"`
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
	Draws           int      `yaml:"draws" range:"100..1000000"`
	Seed            uint64   `yaml:"seed"`
	Kappa           *float64 `yaml:"kappa" range:"0..1" doc:"fixes how far past its ideal point a player goes; drawn evenly on 0-1 if not stated"`
	LambdaMember    float64  `yaml:"lambda_member" range:"0..1"`
	LambdaCommon    float64  `yaml:"lambda_common" range:"0..1"`
	JudgeError      float64  `yaml:"judge_error" range:"0..50" doc:"points: standard deviation of the error that all stances of one judge share; 5 if not stated"`
	Ageing          *float64 `yaml:"ageing" range:"0..100" doc:"points by which a stance may have moved in a year and a half; fitted if not stated"`
	LeverCostLimit  float64  `yaml:"lever_cost_limit" range:"0..1000"`
	Rounds          int      `yaml:"rounds" range:"1..12"`
	PerRound        int      `yaml:"per_round" range:"1..20"`
	Horizon         int      `yaml:"horizon" range:"1..240" doc:"months within which a promise is to be kept; 24 if not stated"`
	PromisePrior    *Prior   `yaml:"promise_prior" doc:"share of promises that are kept in time, before the dossier's own count"`
	PromisePriorLaw *Prior   `yaml:"promise_prior_law" doc:"the same where a parliament or a budget must act"`
	PollError       float64  `yaml:"poll_error" range:"0..20" doc:"points near 50 percent of the error that pollsters share; 1.8 if not stated"`
	DesignEffect    float64  `yaml:"design_effect" range:"1..20" doc:"of polls that state their sample; 1 where absent"`
	BacktestMonths  int      `yaml:"backtest_months" range:"1..240"`
}

// Prior is a share that holds before anything was counted, and whose it is. A number
// alone may stand for it.
type Prior struct {
	Where
	Share   float64 `yaml:"share,required" range:"0..1"`
	Source  Refs    `yaml:"source"`
	By      string  `yaml:"by"`
	Because Text    `yaml:"because"`
}

func (p *Prior) decodeYAML(d *decoder, n ast.Node, f fieldInfo) {
	switch n.(type) {
	case *ast.MappingNode, *ast.MappingValueNode:
		d.decodeStruct(reflect.ValueOf(p).Elem(), n, f)
		return
	}
	p.setWhere(d.pos(n), nil)
	if v, ok := d.number(n, fieldInfo{name: f.name, lo: 0, hi: 1}); ok {
		p.Share = v
	}
}

func (p *Prior) schema(fieldInfo) map[string]any {
	return map[string]any{"anyOf": []any{map[string]any{"type": "number", "minimum": 0, "maximum": 1}, structSchema(reflect.TypeFor[Prior]())}}
}

// Settings are the method's settings, all of them given.
type Settings struct {
	Draws           int      // number of draws, 100 to 1,000,000
	Seed            uint64   // the same seed gives the same bytes
	Kappa           *float64 // 0-1: how far past its ideal point a player goes rather than stay; nil: drawn
	LambdaMember    float64  // 0-1: weight of the factor common to a capital's players
	LambdaCommon    float64  // 0-1: weight of the factor common to all; squares sum to at most 1
	JudgeError      float64  // points: sd of the error that all stances of one judge share
	Ageing          *float64 // points: the s of docs/method.md; nil: fitted, or the flagship's
	LeverCostLimit  float64  // points: one lever below it makes a verdict "within reach"
	Rounds          int
	PerRound        int
	Horizon         int     // months within which delivery is asked for
	PromisePrior    float64 // 0-1: share of promises kept in time, before the dossier's own count
	PromisePriorLaw float64 // 0-1: the same where a parliament or a budget must act
	PollError       float64 // points near 50 percent of the error that pollsters share
	DesignEffect    float64 // 1-20: how many times its sampling variance a poll that states its sample has
	BacktestMonths  int     // how long after its proposal an initiative has to reach its target
}

// Settings gives the settings, with defaults where the file is silent.
func (h *Header) Settings() Settings {
	set := h.Stated
	s := Settings{Draws: 10000, Seed: 1, Kappa: set.Kappa, LambdaMember: 0.3, LambdaCommon: 0.2, JudgeError: 5, Ageing: set.Ageing, LeverCostLimit: 15, Rounds: 3, PerRound: 4,
		Horizon: 24, PromisePrior: 0.50, PromisePriorLaw: 0.37, PollError: 1.8, DesignEffect: 1, BacktestMonths: 24}
	if set.Has("draws") && set.Draws > 0 {
		s.Draws = set.Draws
	}
	if set.Has("seed") {
		s.Seed = set.Seed
	}
	if set.Has("lambda_member") {
		s.LambdaMember = set.LambdaMember
	}
	if set.Has("lambda_common") {
		s.LambdaCommon = set.LambdaCommon
	}
	if set.Has("judge_error") {
		s.JudgeError = set.JudgeError
	}
	if set.Has("horizon") && set.Horizon > 0 {
		s.Horizon = set.Horizon
	}
	if p := set.PromisePrior; p != nil {
		s.PromisePrior = p.Share
	}
	if p := set.PromisePriorLaw; p != nil {
		s.PromisePriorLaw = p.Share
	}
	if set.Has("poll_error") {
		s.PollError = set.PollError
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
