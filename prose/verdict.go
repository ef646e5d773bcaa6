package prose

import (
	"cmp"
	"strings"

	"entente/agenda"
	"entente/markup"
	"entente/words"
)

// rung gives the rung of an initiative that a directive asks for: its target where it
// names none.
func (e *Evaluator) rung(d markup.Directive) (*agenda.Initiative, *agenda.Rung, error) {
	i, err := e.initiative(d.Args[0])
	if err != nil {
		return nil, nil, err
	}
	rung := cmp.Or(d.Options["rung"], i.Target.Rung)
	var ids []string
	for n := range i.Rungs {
		if i.Rungs[n].ID == rung {
			return i, &i.Rungs[n], nil
		}
		ids = append(ids, i.Rungs[n].ID)
	}
	return nil, nil, problem("directive-value", "its rungs are: "+strings.Join(ids, ", "), "%s has no rung %q", i.ID, words.Clip(rung, 40))
}

func (e *Evaluator) carry(d markup.Directive) (Value, error) {
	i, r, err := e.rung(d)
	if err != nil {
		return Value{}, err
	}
	p := r.Joint
	if m := d.Options["member"]; m != "" {
		got, ok := r.ByMember[m]
		if !ok {
			return Value{}, problem("directive-value", "it concerns: "+strings.Join(i.Members, ", "), "%s does not concern %q", i.ID, words.Clip(m, 20))
		}
		p = got
	}
	v := Value{Href: "initiative:" + i.ID, Carry: p}
	switch {
	case r.InPlace:
		v.Text = "in place"
	case p == nil:
		v.Text = "not assessed"
	default:
		v.Text = words.InTen(*p) + " draws"
		// The record is of joint carry at the target, and of nothing else.
		if d.Options["member"] == "" && r.Target && i.Likelihood != "" {
			v.Likelihood = i.Likelihood
			v.Text += " (" + v.Likelihood + ")"
		}
	}
	return v, nil
}

// delivery gives how likely a rung is reached within the horizon once promised.
func (e *Evaluator) delivery(d markup.Directive) (Value, error) {
	i, r, err := e.rung(d)
	if err != nil {
		return Value{}, err
	}
	v := Value{Href: "initiative:" + i.ID}
	switch {
	case r.InPlace:
		v.Text = "in place"
	case r.Target:
		v.Text = SayDelivery(i)
	case r.Delivery == nil:
		v.Text = notWorkedOut
	default:
		v.Text = words.AboutInTen(*r.Delivery)
	}
	return v, nil
}

// sayVerdict says a verdict, and delivery beside it, so that no text names the one
// without the other.
func sayVerdict(i *agenda.Initiative) string {
	switch {
	case i.Verdict == agenda.Delivered:
		return string(i.Verdict)
	case i.Delivery == nil:
		return string(i.Verdict) + " (delivery " + notWorkedOut + ")"
	}
	s := string(i.Verdict) + " (delivery " + words.AboutInTen(i.Delivery.P)
	if i.Delivery.IfPromised {
		s += " if promised"
	}
	return s + ")"
}

// SayDelivery says an initiative's delivery in a cell, or why there is none.
func SayDelivery(i *agenda.Initiative) string {
	switch {
	case i.Delivery != nil:
		return i.Delivery.Figure()
	case i.Verdict == agenda.Delivered:
		return "in place"
	}
	return notWorkedOut
}

// notWorkedOut stands for a delivery of which nothing definite is on record.
const notWorkedOut = "not worked out"
