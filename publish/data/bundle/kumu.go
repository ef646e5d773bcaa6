package bundle

import (
	"fmt"
	"strings"

	"entente/publish/data"
)

// element and connection are Kumu's: it joins them by label, so that labels differ.
type element struct {
	Label       string   `json:"label"`
	Type        string   `json:"type"`
	ID          string   `json:"id"`
	Description string   `json:"description,omitempty"`
	Tags        []string `json:"tags,omitempty"`
	Verdict     string   `json:"verdict,omitempty"`
	Carry       string   `json:"joint carry,omitempty"`
	Influence   string   `json:"influence,omitempty"`
}

type connection struct {
	From      string `json:"from"`
	To        string `json:"to"`
	Type      string `json:"type"`
	Direction string `json:"direction"`
	Accepts   string `json:"accepts,omitempty"` // share of draws
	Confirmed string `json:"confirmed,omitempty"`
}

// kumuOf gives players, initiatives and constraints with what joins them: who stands in
// an initiative's procedures and how often it accepts, what holds back, what requires what.
func kumuOf(c Content) ([]byte, error) {
	d := c.Dossier
	out := struct {
		Elements    []element    `json:"elements"`
		Connections []connection `json:"connections"`
	}{[]element{}, []connection{}}
	taken, label := map[string]bool{}, map[string]string{}
	add := func(id, name string, e element) {
		first := name
		for n := 1; name == "" || taken[strings.ToLower(name)]; n++ {
			if name = strings.TrimSpace(fmt.Sprintf("%s (%s)", first, id)); n > 1 {
				name = fmt.Sprintf("%s %d", name, n)
			}
		}
		taken[strings.ToLower(name)] = true
		label[e.Type+" "+id] = name
		e.Label, e.ID = name, id
		out.Elements = append(out.Elements, e)
	}
	player := "Player "
	for _, m := range d.Members {
		for _, p := range m.Players {
			e := element{Type: "Player", Description: d.Say(p.Note), Tags: []string{d.MemberName(m.Code.ID), p.Kind}, Influence: best(p.Influence)}
			add(p.ID.ID, d.Say(p.Name)+", "+d.MemberName(m.Code.ID), e)
		}
	}
	for _, i := range c.Agenda.Initiatives {
		add(i.ID, i.Title, element{Type: "Initiative", Description: i.Why, Tags: []string{i.Area}, Verdict: string(i.Verdict), Carry: data.Share(i.Joint.P)})
	}
	for _, k := range c.Agenda.Constraints {
		if doc := d.Constraint(k.ID); doc != nil {
			add(k.ID, d.Say(doc.Title), element{Type: "Constraint", Description: d.Say(doc.Dek), Tags: []string{doc.Kind}})
		}
	}
	join := func(x connection, from, to string) {
		if x.From, x.To = label[from], label[to]; x.From != "" && x.To != "" {
			x.Direction = "directed"
			out.Connections = append(out.Connections, x)
		}
	}
	for _, i := range c.Agenda.Initiatives {
		for _, m := range i.Members {
			b := i.ByMember[m]
			if b == nil {
				continue
			}
			for _, p := range b.Players {
				x := connection{Type: "decides", Accepts: data.Share(&p.Accepts)}
				if p.Unconfirmed {
					x.Confirmed = "no"
				}
				join(x, player+p.ID, "Initiative "+i.ID)
			}
		}
		for _, a := range i.Acting {
			join(connection{Type: "holds back"}, "Constraint "+a.Constraint, "Initiative "+i.ID)
		}
		for _, r := range i.Requires {
			join(connection{Type: "requires"}, "Initiative "+i.ID, "Initiative "+r.Initiative)
		}
	}
	return data.JSON(out)
}
