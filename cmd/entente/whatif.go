package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"entente/agenda"
	"entente/dossier"
	"entente/publish/data"
	termview "entente/publish/term"
)

func (a *app) whatIfCmd() *cobra.Command {
	var flags agendaFlags
	var w whatIf
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
			return w.run(cmd, a, args[0], args[1], &flags)
		},
	}
	flags.add(cmd)
	cmd.Flags().StringArrayVar(&w.pressures, "pressure", nil, "set a constraint's pressure: ID=0.2 (0 calm, 1 acute)")
	cmd.Flags().StringArrayVar(&w.moves, "move", nil, "move a player on the ladder: PLAYER=+10")
	cmd.Flags().StringVar(&w.rung, "rung", "", "weigh another rung")
	cmd.Flags().StringArrayVar(&w.procedures, "procedure", nil, "use another procedure: MEMBER=NAME")
	cmd.Flags().StringVar(&w.save, "save", "", "save the changes as a scenario of this name")
	cmd.Flags().StringVar(&w.form, "format", "text", "text or json")
	return cmd
}

// whatIf is what the command line says.
type whatIf struct {
	pressures, moves, procedures []string
	rung, save, form             string
}

func (w *whatIf) run(cmd *cobra.Command, a *app, dir, id string, flags *agendaFlags) error {
	if err := format(w.form, "text", "json"); err != nil {
		return err
	}
	d, err := a.load(dir)
	if err != nil {
		return err
	}
	i, err := findInitiative(d, id)
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
	changes, err := w.changes(d, i)
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
	if w.form == "json" {
		err = data.WhatIf(a.out, before, after)
	} else {
		err = termview.WhatIf(a.out, d, before, after, changes, a.style())
	}
	if err != nil || w.save == "" {
		return err
	}
	return a.saveScenario(dir, w.save, i, changes)
}

// changes reads the flags, in the order of the help.
func (w *whatIf) changes(d *dossier.Dossier, i *dossier.Initiative) ([]*dossier.Change, error) {
	var out []*dossier.Change
	read := func(flags []string, one func(*dossier.Dossier, *dossier.Initiative, string) (*dossier.Change, error)) error {
		for _, s := range flags {
			c, err := one(d, i, s)
			if err != nil {
				return err
			}
			out = append(out, c)
		}
		return nil
	}
	if err := read(w.pressures, pressureChange); err != nil {
		return nil, err
	}
	if err := read(w.moves, moveChange); err != nil {
		return nil, err
	}
	if err := read(w.procedures, procedureChange); err != nil {
		return nil, err
	}
	if w.rung != "" {
		if err := read([]string{w.rung}, rungChange); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// amount reads ID=NUMBER.
func amount(flag, s string, lo, hi float64) (id string, v float64, err error) {
	id, value, ok := strings.Cut(s, "=")
	v, perr := dossier.ParseNumber(value)
	if !ok || perr != nil || !(v >= lo && v <= hi) {
		return "", 0, fmt.Errorf("--%s %q: write ID=NUMBER with a number from %v to %v", flag, s, lo, hi)
	}
	return id, v, nil
}

func pressureChange(d *dossier.Dossier, _ *dossier.Initiative, s string) (*dossier.Change, error) {
	id, v, err := amount("pressure", s, 0, 1)
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
	return &dossier.Change{Pressure: dossier.Ref{ID: id}, To: dossier.Exactly(v)}, nil
}

func moveChange(d *dossier.Dossier, i *dossier.Initiative, s string) (*dossier.Change, error) {
	id, v, err := amount("move", s, -100, 100)
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
	return &dossier.Change{Move: dossier.Ref{ID: id}, Initiative: dossier.Ref{ID: i.ID}, By: v}, nil
}

func procedureChange(d *dossier.Dossier, i *dossier.Initiative, s string) (*dossier.Change, error) {
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
	return &dossier.Change{Procedure: dossier.Ref{ID: id}, Member: m.Code, Initiative: dossier.Ref{ID: i.ID}}, nil
}

func rungChange(_ *dossier.Dossier, i *dossier.Initiative, s string) (*dossier.Change, error) {
	if i.Rung(s) == nil {
		var ids []string
		for _, r := range i.Ladder {
			ids = append(ids, r.ID.ID)
		}
		return nil, unknownID("rung", s, ids)
	}
	return &dossier.Change{Target: dossier.Ref{ID: s}, Initiative: dossier.Ref{ID: i.ID}}, nil
}

// saveScenario writes the changes as a scenario of the dossier.
func (a *app) saveScenario(dir, name string, i *dossier.Initiative, changes []*dossier.Change) error {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	e := dossier.NewEdit(root)
	path, err := e.AddScenario(name, "Saved from a what-if on "+i.ID+".", changes)
	if err != nil {
		return fmt.Errorf("--save %q: %w", name, err)
	}
	if _, err := e.Commit(); err != nil {
		return err
	}
	fmt.Fprintf(a.err, "saved as %s\n", path)
	return nil
}
