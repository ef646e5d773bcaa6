package dossier

import (
	"cmp"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
)

// AnExpert is who judged, where names are concealed.
const AnExpert = "an expert"

// FewestJudges is how many judges on a question it takes to show each of their
// probabilities where names are concealed: of fewer only the lowest and the highest are kept.
const FewestJudges = 5

// Conceal takes out of the dossier who took part, as the Chatham House Rule asks: names,
// pseudonyms and affiliations of the roster, of judges, coders and dissenters. What was
// said stays. Those who sign a text, and the authors of sources, are known from what they
// published and stay; strict takes them out too. It is called after the agenda is worked
// out, since draws hang on who judged, and before anything is shown: sources and texts
// that name people in their own words are left as they are, and what is given, the names
// that may no longer be printed, is for a search of what was made.
func (d *Dossier) Conceal(strict bool) []string {
	d.Unattributed = true
	hidden := map[string]bool{}
	hide := func(names ...string) {
		for _, n := range names {
			if n = strings.TrimSpace(n); n != "" && !d.IsEditors(n) && n != AnExpert {
				hidden[n] = true
			}
		}
	}
	inText := func(t Text, f func(...string)) {
		f(t.Plain)
		for _, s := range t.By {
			f(s)
		}
	}
	signs, published := d.signers(), func(*Person) bool { return false }
	if strict {
		for _, p := range d.Texts() {
			p.Authors = nil
		}
		signs = map[string]bool{}
		d.withholdAuthors(func(*Source) bool { return true })
		if d.People != nil && slices.ContainsFunc(d.People.People, func(p *Person) bool { return sameName(p.Name, d.Editors) }) {
			d.Editors = Text{}
		}
	} else {
		d.withholdAuthors((*Source).FromMemory)
		published = d.citedAuthor
	}
	if d.People != nil {
		for _, p := range d.People.People {
			if !signs[p.ID.ID] && !published(p) {
				hide(p.ID.ID)
				inText(p.Name, hide)
			}
		}
		d.People.People = slices.DeleteFunc(d.People.People, func(p *Person) bool { return !signs[p.ID.ID] })
		for _, p := range d.People.People {
			p.Note = Text{}
		}
		for _, g := range d.People.Groups {
			g.People, g.Note = nil, Text{}
		}
		d.People.Speaks = nil
		for _, x := range d.People.Dissent {
			x.Person = Ref{}
		}
	}
	d.fewJudgements(hide)
	seen := map[uintptr]bool{}
	judged(reflect.ValueOf(d).Elem(), seen, func(s string) string {
		if s == "" || d.IsEditors(s) {
			return s
		}
		hide(s)
		return AnExpert
	})
	d.withoutJudges(hide)
	var out []string
	for n := range hidden {
		out = append(out, n)
	}
	slices.Sort(out)
	return out
}

// IsEditors reports whether a name stands for the editors: the word, or what the header
// calls them. They publish, and are named by it.
func (d *Dossier) IsEditors(name string) bool {
	is := func(s string) bool { return strings.EqualFold(name, s) }
	for _, called := range d.Editors.By {
		if is(called) {
			return true
		}
	}
	return is("editors") || is("the editors") || is(d.Editors.Plain)
}

// signers gives the ids of those who sign a text.
func (d *Dossier) signers() map[string]bool {
	out := map[string]bool{}
	for _, p := range d.Texts() {
		for _, a := range p.Authors {
			out[a.ID] = true
		}
	}
	return out
}

// namesAuthor reports whether a person of the roster is the author of a source: the whole
// name, in one of its languages, in either order.
func namesAuthor(p *Person, a Name) bool {
	whole := a.String()
	turned := strings.TrimSpace(a.Family + " " + a.Given)
	is := func(s string) bool {
		return s != "" && (strings.EqualFold(s, whole) || strings.EqualFold(s, turned) || strings.EqualFold(s, strings.TrimSpace(a.Given+" "+a.Family)))
	}
	if is(p.Name.Plain) {
		return true
	}
	for _, s := range p.Name.By {
		if is(s) {
			return true
		}
	}
	return false
}

// sameName reports whether two texts share a word of a language.
func sameName(a, b Text) bool {
	in := func(s string, t Text) bool {
		return s != "" && (strings.EqualFold(s, t.Plain) || slices.ContainsFunc(slices.Collect(maps.Values(t.By)), func(x string) bool { return strings.EqualFold(s, x) }))
	}
	return in(a.Plain, b) || slices.ContainsFunc(slices.Collect(maps.Values(a.By)), func(s string) bool { return in(s, b) })
}

// citedAuthor reports whether a person of the roster is named by the record of a source,
// which is known from what it published. What somebody only said is not published.
func (d *Dossier) citedAuthor(p *Person) bool {
	return slices.ContainsFunc(d.Sources, func(s *Source) bool {
		return !s.FromMemory() && s.names(func(a Name) bool { return namesAuthor(p, a) })
	})
}

// withholdAuthors takes those of the roster out of the authors of some sources, and out of
// all lists of names of their records.
func (d *Dossier) withholdAuthors(of func(*Source) bool) {
	if d.People == nil {
		return
	}
	listed := func(a Name) bool {
		return slices.ContainsFunc(d.People.People, func(p *Person) bool { return namesAuthor(p, a) })
	}
	for _, s := range d.Sources {
		if of(s) {
			s.Author = slices.DeleteFunc(s.Author, listed)
			s.withoutNames(listed)
		}
	}
}

// fewJudgements leaves of each target that fewer than FewestJudges judged in a round the
// lowest and the highest, with the whole group's range and nothing that tells them apart,
// and puts the others in the order of what they say: that of the file tells who is who.
func (d *Dossier) fewJudgements(hide func(...string)) {
	type asked struct{ round, target string }
	of, experts := map[asked][]*Judgement{}, map[asked]map[string]bool{}
	var order []asked
	for _, j := range d.Judgements {
		hide(j.Expert)
		k := asked{j.Round, j.Target}
		if of[k] == nil {
			order, experts[k] = append(order, k), map[string]bool{}
		}
		of[k] = append(of[k], j)
		experts[k][j.Expert] = true
	}
	d.Judgements = nil
	for _, k := range order {
		all := of[k]
		slices.SortStableFunc(all, func(x, y *Judgement) int {
			return cmp.Or(cmp.Compare(x.Best, y.Best), cmp.Compare(x.Low, y.Low), cmp.Compare(x.High, y.High), x.Date.Compare(y.Date), strings.Compare(x.Rationale, y.Rationale))
		})
		if len(experts[k]) >= FewestJudges {
			d.Judgements = append(d.Judgements, all...)
			continue
		}
		low := slices.MinFunc(all, func(x, y *Judgement) int { return cmp.Compare(x.Low, y.Low) }).Low
		high := slices.MaxFunc(all, func(x, y *Judgement) int { return cmp.Compare(x.High, y.High) }).High
		kept := all[:1]
		if len(all) > 1 {
			kept = []*Judgement{all[0], all[len(all)-1]}
		}
		for _, j := range kept {
			d.Judgements = append(d.Judgements, &Judgement{Row: j.Row, Round: k.round, Expert: j.Expert, Target: k.target, Low: low, Best: j.Best, High: high})
		}
	}
}

// judgeKeys are the keys and columns that hold who judged, coded or searched.
var judgeKeys = map[string]bool{"by": true, "coder": true, "expert": true}

// judged gives every value of a key that holds who judged to say, and puts its answer there.
func judged(v reflect.Value, seen map[uintptr]bool, say func(string) string) {
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() || seen[v.Pointer()] {
			return
		}
		seen[v.Pointer()] = true
		judged(v.Elem(), seen, say)
	case reflect.Slice:
		for n := range v.Len() {
			judged(v.Index(n), seen, say)
		}
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[Image]() {
			return // who took a picture is part of what was published
		}
		for n := range v.NumField() {
			f := v.Type().Field(n)
			if !f.IsExported() {
				continue
			}
			key, _, _ := strings.Cut(cmp.Or(f.Tag.Get("yaml"), f.Tag.Get("csv")), ",")
			if f.Type.Kind() == reflect.String && judgeKeys[key] && f.Tag.Get("enum") == "" {
				v.Field(n).SetString(say(v.Field(n).String()))
				continue
			}
			judged(v.Field(n), seen, say)
		}
	}
}

// withoutJudges takes names and pseudonyms off the forecasts but published ones. Each
// question's are numbered by probability, so that nobody can be followed from one question
// to another.
func (d *Dossier) withoutJudges(hide func(...string)) {
	latest := map[string]map[string]*Forecast{}
	published := map[string][]*Forecast{}
	for _, f := range d.Forecasts {
		if f.Published() {
			published[f.Question] = append(published[f.Question], f)
			continue
		}
		hide(f.Judge)
		of := latest[f.Question]
		if of == nil {
			of = map[string]*Forecast{}
			latest[f.Question] = of
		}
		if l := of[f.Judge]; l == nil || !f.Date.Last().Before(l.Date.Last()) {
			of[f.Judge] = f
		}
	}
	var out []*Forecast
	for _, q := range d.Questions {
		out = append(out, published[q.ID]...)
		var fs []*Forecast
		for _, f := range latest[q.ID] {
			fs = append(fs, f)
		}
		slices.SortFunc(fs, func(x, y *Forecast) int {
			return cmp.Or(cmp.Compare(x.Probability, y.Probability), x.Date.Compare(y.Date), strings.Compare(x.Judge, y.Judge))
		})
		if n := len(fs); n > 0 && n < FewestJudges {
			// One day for both, and no reasons: they would tell who is who.
			day := slices.MaxFunc(fs, func(x, y *Forecast) int { return x.Date.Compare(y.Date) }).Date
			out = append(out,
				&Forecast{Row: fs[0].Row, Question: q.ID, Date: day, Judge: "the lowest", Probability: fs[0].Probability},
				&Forecast{Row: fs[n-1].Row, Question: q.ID, Date: day, Judge: "the highest", Probability: fs[n-1].Probability})
			continue
		}
		for n, f := range fs {
			f.Judge = fmt.Sprintf("judge %d of %d", n+1, len(fs))
			out = append(out, f)
		}
	}
	d.Forecasts = out
}
