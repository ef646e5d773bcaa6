package agenda

import (
	"entente/dossier"
	"entente/record"
)

// delivery sets how likely each rung that is not in place is reached within the
// horizon once promised, without regard to what the initiative requires.
func (b *builder) delivery(out *Initiative, t *trial) {
	if t.delivered() {
		return
	}
	joint := map[string]*float64{}
	for _, r := range out.Rungs {
		joint[r.ID] = r.Joint
	}
	out.deliveries = b.promises.Ladder(t.doc, b.day, t.q, func(r *dossier.Rung) *float64 { return joint[r.ID.ID] }, b.middle)
	out.showDeliveries()
}

func (i *Initiative) showDeliveries() {
	i.Delivery = i.deliveries[i.Target.Rung]
	for k := range i.Rungs {
		i.Rungs[k].Delivery = nil
		if d := i.deliveries[i.Rungs[k].ID]; d != nil {
			i.Rungs[k].Delivery = &d.P
		}
	}
}

// required keeps the delivery of each initiative at most at that of what it
// requires and is not in place. What the agenda leaves out, as where it is asked
// for one initiative only, is worked out for it.
func (b *builder) required(all []*Initiative) {
	known := map[string]map[string]*record.Delivery{}
	of := map[string]*Initiative{}
	for _, i := range all {
		of[i.ID] = i
	}
	var ladder func(i *dossier.Initiative) map[string]*record.Delivery
	ladder = func(i *dossier.Initiative) map[string]*record.Delivery {
		if l, ok := known[i.ID]; ok {
			return l
		}
		known[i.ID] = nil // an error of the dossier, should it require itself
		var own map[string]*record.Delivery
		if out := of[i.ID]; out != nil {
			own = out.deliveries
		} else {
			q, _ := i.StatusQuo(b.world.at(InLevel, i.ID).asOf)
			own = b.promises.Ladder(i, b.day, q, func(r *dossier.Rung) *float64 { return b.trialAt(b.world, i, r).joint() }, b.middle)
		}
		for _, need := range i.Requires {
			other := b.d.Initiative(need.Initiative.ID)
			if other == nil || other.Principle() || !b.world.stands(other) {
				continue
			}
			if r := need.RungOf(other); r != nil {
				if d := ladder(other)[r.ID.ID]; d != nil {
					for _, own := range own {
						own.Under(d, other.ID)
					}
				}
			}
		}
		known[i.ID] = own
		return own
	}
	for _, i := range all {
		ladder(i.Doc)
		i.showDeliveries()
		if i.QuickWin {
			i.QuickWin = i.Delivery != nil && i.Delivery.P >= EvenDelivery
			b.nearEven(i)
		}
	}
}

// EvenDelivery is the delivery that a quick win has at least.
const EvenDelivery = 0.5

// joint gives the joint carry of a trial's rung, or nil.
func (t *trial) joint() *float64 {
	if t.game == nil {
		return nil
	}
	p := t.game.Joint(0)
	return &p
}
