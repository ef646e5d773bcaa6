package main

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"entente/agenda"
	"entente/dossier"
	"entente/publish/data"
	termview "entente/publish/term"
)

func (a *app) agendaCmd() *cobra.Command {
	var flags agendaFlags
	var form string
	var top int
	var over courseFlags
	cmd := &cobra.Command{
		Use:   "agenda DIR",
		Short: "Work out and show the agenda",
		Long: `Agenda works out which initiatives each capital can carry at their target, what
holds the others back and what would have to change. The same dossier and seed
give the same bytes. With --from, --to or --every it shows instead how the verdicts would
have read at each step, by what was published and in force by then; blank, where
stances do not reach back, is not "no".`,
		Example: `  entente agenda examples/trilateral
  entente agenda examples/trilateral --as-of 2026-06-30
  entente agenda examples/trilateral --scenario NAME --format json
  entente agenda examples/trilateral --without joint-text
  entente agenda examples/trilateral --from 2016 --to 2026 --every quarter`,
		Args:              usage(1, "agenda DIR"),
		ValidArgsFunction: completeDir(nil),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := format(form, "text", "json", "csv"); err != nil {
				return err
			}
			if top < 0 {
				return fmt.Errorf("--top must be 0 (all) or more, and is %d", top)
			}
			useHeap(50) // draws are large and die young: less memory, for no time that could be measured
			d, err := a.load(args[0])
			if err != nil {
				return err
			}
			opt, err := flags.options(cmd, d)
			if err != nil {
				return err
			}
			if over.asked() {
				return a.course(d, opt, over, cmd, form)
			}
			start := time.Now()
			result, err := agenda.Build(d, opt)
			if err != nil {
				return err
			}
			a.took(start, "worked out")
			switch form {
			case "json":
				return data.Agenda(a.out, result)
			case "csv":
				return data.AgendaCSV(a.out, result)
			}
			return termview.Agenda(a.out, d, result, a.style(), top)
		},
	}
	flags.add(cmd)
	over.add(cmd)
	cmd.Flags().StringVar(&form, "format", "text", "text, json or csv")
	cmd.Flags().IntVar(&top, "top", 0, "show at most this many of each verdict (0: all; text only)")
	cmd.RegisterFlagCompletionFunc("scenario", completeScenario)
	return cmd
}

func completeScenario(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	var ids []string
	if len(args) > 0 {
		if d, _, err := dossier.Load(args[0]); err == nil {
			for _, s := range d.Scenarios {
				ids = append(ids, s.ID)
			}
		}
	}
	return ids, cobra.ShellCompDirectiveNoFileComp
}
