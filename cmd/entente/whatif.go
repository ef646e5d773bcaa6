package main

import (
	"bytes"
	"fmt"
	"os"
	"regexp"
	"strings"

	"github.com/spf13/cobra"

	"entente/agenda"
	"entente/dossier"
	"entente/publish/data"
	termview "entente/publish/term"
	"entente/words"
)

func (a *app) whatIfCmd() *cobra.Command {
	var flags agendaFlags
	var pressures, moves, procedures []string
	var rung, save, form string
	cmd := &cobra.Command{
		Use:   "what-if DIR INITIATIVE",
		Short: "Change something and see what it does to one initiative",
		Long: `What-if applies changes to one initiative and shows the agenda's answer before
and after, on the same draws. --save NAME writes them as scenarios/NAME.yaml.`,
		Example: `  entente what-if examples/trilateral commitment-to-consult --move kr-president=+15
  entente what-if examples/trilateral freedom-edge --pressure dokdo-defence=0.2 --save calmer-seas`,
		Args:              usage(2, "what-if DIR INITIATIVE"),
		ValidArgsFunction: completeDir(initiativeIDs),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := format(form, "text", "json"); err != nil {
				return err
			}
			d, err := a.load(args[0])
			if err != nil {
				return err
			}
			i, err := findInitiative(d, args[1])
			if err != nil {
				return err
			}
			opt, err := flags.options(cmd, d)
			if err != nil {
				return err
			}
			if i.Principle() {
				return fmt.Errorf("%s is a principle: it has no ladder to weigh", i.ID)
			}
			changes, err := parseChanges(d, i, pressures, moves, procedures, rung)
			if err != nil {
				return err
			}
			if len(changes) == 0 {
				return fmt.Errorf("nothing is changed: give --pressure, --move, --rung or --procedure")
			}
			opt.Only = i.ID
			before, err := agenda.Build(d, opt)
			if err != nil {
				return err
			}
			opt.Changes = changes
			after, err := agenda.Build(d, opt)
			if err != nil {
				return err
			}
			if form == "json" {
				err = data.WhatIf(a.out, before, after)
			} else {
				err = termview.WhatIf(a.out, d, before, after, changes, a.style())
			}
			if err != nil || save == "" {
				return err
			}
			return a.saveScenario(args[0], save, d, i, changes)
		},
	}
	flags.add(cmd)
	cmd.Flags().StringArrayVar(&pressures, "pressure", nil, "set a constraint's pressure: ID=0.2 (0 calm, 1 acute)")
	cmd.Flags().StringArrayVar(&moves, "move", nil, "move a player on the ladder: PLAYER=+10")
	cmd.Flags().StringVar(&rung, "rung", "", "weigh another rung")
	cmd.Flags().StringArrayVar(&procedures, "procedure", nil, "use another procedure: MEMBER=NAME")
	cmd.Flags().StringVar(&save, "save", "", "save the changes as a scenario of this name")
	cmd.Flags().StringVar(&form, "format", "text", "text or json")
	return cmd
}

func parseChanges(d *dossier.Dossier, i *dossier.Initiative, pressures, moves, procedures []string, rung string) ([]*dossier.Change, error) {
	var out []*dossier.Change
	number := func(flag, s string, lo, hi float64) (id string, v float64, err error) {
		id, value, ok := strings.Cut(s, "=")
		v, perr := dossier.ParseNumber(value)
		if !ok || perr != nil || !(v >= lo && v <= hi) {
			return "", 0, fmt.Errorf("--%s %q: write ID=NUMBER with a number from %v to %v", flag, s, lo, hi)
		}
		return id, v, nil
	}
	for _, s := range pressures {
		id, v, err := number("pressure", s, 0, 1)
		if err != nil {
			return nil, err
		}
		if d.Constraint(id) == nil {
			var ids []string
			for _, c := range d.Constraints {
				ids = append(ids, c.ID)
			}
			return nil, unknownID("constraint", id, ids)
		}
		out = append(out, &dossier.Change{Pressure: dossier.Ref{ID: id}, To: dossier.Exactly(v)})
	}
	for _, s := range moves {
		id, v, err := number("move", s, -100, 100)
		if err != nil {
			return nil, err
		}
		p := d.Player(id)
		if p == nil {
			var ids []string
			for _, m := range d.Members {
				for _, p := range m.Players {
					ids = append(ids, p.ID.ID)
				}
			}
			return nil, unknownID("player", id, ids)
		}
		if !p.Movable() {
			return nil, fmt.Errorf("%s is a court or claimant, and never something to be moved", id)
		}
		out = append(out, &dossier.Change{Move: dossier.Ref{ID: id}, Initiative: dossier.Ref{ID: i.ID}, By: v})
	}
	for _, s := range procedures {
		code, id, ok := strings.Cut(s, "=")
		m := d.Member(code)
		if !ok || m == nil {
			return nil, fmt.Errorf("--procedure %q: write MEMBER=NAME with a member of: %s", s, strings.Join(d.Header.Members.IDs(), ", "))
		}
		var ids []string
		for _, p := range m.Procedures {
			ids = append(ids, p.ID.ID)
		}
		if m.ProcedureAt(id, d.AsOfDay()) == nil {
			return nil, unknownID("procedure of "+m.Code.ID, id, ids)
		}
		out = append(out, &dossier.Change{Procedure: dossier.Ref{ID: id}, Member: m.Code, Initiative: dossier.Ref{ID: i.ID}})
	}
	if rung != "" {
		if i.Rung(rung) == nil {
			var ids []string
			for _, r := range i.Ladder {
				ids = append(ids, r.ID.ID)
			}
			return nil, unknownID("rung", rung, ids)
		}
		out = append(out, &dossier.Change{Target: dossier.Ref{ID: rung}, Initiative: dossier.Ref{ID: i.ID}})
	}
	return out, nil
}

var scenarioName = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// saveScenario writes the changes as a scenario of the dossier.
func (a *app) saveScenario(dir, name string, d *dossier.Dossier, i *dossier.Initiative, changes []*dossier.Change) error {
	if !scenarioName.MatchString(name) {
		return fmt.Errorf("--save %q: a scenario's name is kebab-case, such as calmer-courts", name)
	}
	if d.Scenario(name) != nil || d.Initiative(name) != nil || d.Constraint(name) != nil || d.Player(name) != nil {
		return fmt.Errorf("--save %q: the dossier has something of that id already", name)
	}
	var b bytes.Buffer
	title := words.Capital(strings.ReplaceAll(name, "-", " "))
	fmt.Fprintf(&b, "title: %s\nkind: other\nsupposes: Saved from a what-if on %s.\nchanges:\n", title, i.ID)
	for _, c := range changes {
		switch {
		case c.Pressure.ID != "":
			fmt.Fprintf(&b, "  - {pressure: %s, to: %v}\n", c.Pressure.ID, c.To.Best)
		case c.Move.ID != "":
			fmt.Fprintf(&b, "  - {move: %s, by: %v, initiative: %s}\n", c.Move.ID, c.By, i.ID)
		case c.Procedure.ID != "":
			fmt.Fprintf(&b, "  - {procedure: %s, member: %s, initiative: %s}\n", c.Procedure.ID, c.Member.ID, i.ID)
		case c.Target.ID != "":
			fmt.Fprintf(&b, "  - {target: %s, initiative: %s}\n", c.Target.ID, i.ID)
		}
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	path := "scenarios/" + name + ".yaml"
	e := dossier.NewEdit(root)
	if err := e.Add(path, b.Bytes()); err != nil {
		return err
	}
	if _, err := e.Commit(); err != nil {
		return err
	}
	fmt.Fprintf(a.err, "saved as %s\n", path)
	return nil
}
