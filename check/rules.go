package check

import "entente/dossier"

// Family is a family of rules.
type Family string

// The families of rules beyond the structure.
const (
	Provenance  Family = "provenance"
	NumberSense Family = "number sense"
	Time        Family = "time"
	Language    Family = "language"
	Absence     Family = "absence"
	Judgement   Family = "judgement"
	Balance     Family = "balance"
	Advisory    Family = "advisory"
)

// Rule is a rule by name, with its family, its severity and what it says in a
// line.
type Rule struct {
	Name     string
	Family   Family
	Severity dossier.Severity
	Says     string
}

// Rules are all rules beyond the structure, by family.
var Rules = []Rule{
	{"unknown-directive", Provenance, dossier.Error, "There is no directive of that name."},
	{"directive-syntax", Provenance, dossier.Error, "A directive cannot be read."},
	{"directive-option", Provenance, dossier.Error, "A directive is given words or options that it does not take."},
	{"directive-value", Provenance, dossier.Error, "A directive names something that the dossier does not hold."},
	{"unknown-citation", Provenance, dossier.Error, "A citation names a source that is not in sources/."},
	{"text-too-large", Provenance, dossier.Error, "A text beyond a limit of what is read."},
	{"text-too-deep", Provenance, dossier.Error, "A text whose lists and quotations stand in each other too deep."},
	{"unsourced-number", Provenance, dossier.Warning, "A figure in a text that no directive printed and no citation in its sentence covers."},
	{"number-not-in-source", Provenance, dossier.Error, "A figure that its cited sources do not state."},
	{"quote-not-in-source", Provenance, dossier.Error, "A quotation whose words its cited source does not hold."},
	{"wrong-page", Provenance, dossier.Warning, "A quotation or figure that stands on other pages of its source than is cited."},
	{"no-page", Provenance, dossier.Note, "A quotation or figure whose citation does not say on which page of its source it stands."},
	{"unsourced-judgement", Provenance, dossier.Warning, "A judgement without a reason or evidence."},
	{"archive-changed", Provenance, dossier.Error, "An archived page was changed after it was stored."},
	{"archive-meta", Provenance, dossier.Error, "The record of an archived page cannot be read."},
	{"unchecked", Provenance, dossier.Note, "Figures or quotations whose sources have no archived page."},

	{"record-claim", NumberSense, dossier.Warning, "A superlative about a figure that the waves held do not confirm."},
	{"series-break", NumberSense, dossier.Warning, "Two values are compared across a break in their series."},
	{"denominator", NumberSense, dossier.Warning, "A percentage without what it is a share of."},
	{"unit", NumberSense, dossier.Error, "A figure with another unit or scale than its source gives."},
	{"bound", NumberSense, dossier.Warning, "A bound of the source stated as a level."},
	{"percent-or-points", NumberSense, dossier.Warning, "A difference of percentages called percent where it is points."},

	{"superseded", Time, dossier.Warning, "A ruling or fact that another has replaced by the as-of date."},
	{"office-at-date", Time, dossier.Error, "A holder of an office at a date outside the term."},
	{"near-event", Time, dossier.Warning, "Two events that look like one, or one event with two dates."},
	{"stale", Time, dossier.Note, "A measure or assessment that has not been renewed for long."},
	{"anachronism", Time, dossier.Warning, "A body before or after its time, or a text that cites what was published after its own date, or before what it tells of."},

	{"carry-word", Language, dossier.Error, "A probability word that does not match the carry in its sentence."},
	{"confidence-with-likelihood", Language, dossier.Warning, "Confidence and likelihood in one sentence."},
	{"framing", Language, dossier.Warning, "Loaded words for one side, outside quotations."},
	{"contested-term", Language, dossier.Warning, "A phrase that the group has agreed to avoid."},
	{"name-variant", Language, dossier.Warning, "A name spelt otherwise than in the dossier, or in two ways."},
	{"doubled-word", Language, dossier.Warning, "A word that stands twice."},
	{"run-together", Language, dossier.Warning, "Two words without a space between them."},

	{"unsearched-absence", Absence, dossier.Warning, "Something is said not to have been found, and no search of the last year in its members' languages backs it."},
	{"unconfirmed-printed", Absence, dossier.Warning, "A text prints as plain fact what a row states that is not confirmed."},

	{"lead-without-stance", Judgement, dossier.Warning, "A capital that is not assessed since no stance is known of a body that would sign."},
	{"pivotal-no-owner", Judgement, dossier.Warning, "A body that sets a capital's ceiling most often, and neither signs, nor heads the government, nor has a stage of its own."},
	{"joint-text-only", Judgement, dossier.Note, "A stance that rests on the joint text of an initiative alone."},
	{"owner-unsourced", Judgement, dossier.Warning, "Owners of an initiative for whom neither a source nor a judge is named."},
	{"delivery-unsaid", Judgement, dossier.Note, "What delivery rests on and nobody has said: what a promise asks, or when it was kept."},
	{"assumption", Judgement, dossier.Warning, "Something taken for granted that was to be looked at again by now."},
	{"scale", Judgement, dossier.Warning, "A value on another scale than is meant: a position of 0.72 where 72 is."},

	{"owner-missing", Balance, dossier.Warning, "An initiative without an owner in one of its members."},
	{"foreign-defence-only", Balance, dossier.Warning, "An initiative outside diplomacy and defence whose owners are leaders, foreign and defence offices alone."},
	{"member-without-evidence", Balance, dossier.Warning, "A member whose stances rest on no evidence."},
	{"roster-balance", Balance, dossier.Note, "A roster that leaves a member out or is mostly of one."},
	{"unused-silence", Balance, dossier.Note, "A silence that silences nothing."},

	{"opinion-as-fact", Advisory, dossier.Note, "An opinion put as a fact."},
	{"vague-source", Advisory, dossier.Note, "Unnamed experts, studies or observers."},
	{"word-without-carry", Advisory, dossier.Note, "A probability word about an initiative without its carry."},
	{"language-drift", Advisory, dossier.Note, "A translation whose figures differ from the text that it translates."},
}

var ruleByName = func() map[string]*Rule {
	out := map[string]*Rule{}
	for i := range Rules {
		out[Rules[i].Name] = &Rules[i]
	}
	return out
}()

// RuleByName gives a rule, or nil where there is none of that name beyond the
// structure.
func RuleByName(name string) *Rule { return ruleByName[name] }
