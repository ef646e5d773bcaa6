package main

import (
	"github.com/spf13/cobra"

	"entente/agenda"
	"entente/dossier"
	"entente/publish/data"
	termview "entente/publish/term"
)

func (a *app) explainCmd() *cobra.Command {
	var flags agendaFlags
	var form string
	cmd := &cobra.Command{
		Use:   "explain DIR INITIATIVE",
		Short: "Show one initiative in full",
		Long: `Explain shows one initiative in full: carry by rung and capital, who is pivotal,
what holds it back, what would have to change, which judgement matters most, and
the sources of every input.`,
		Example:           "  entente explain examples/trilateral commitment-to-consult",
		Args:              usage(2, "explain DIR INITIATIVE"),
		ValidArgsFunction: completeDir(initiativeIDs),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := format(form, "text", "json"); err != nil {
				return err
			}
			d, err := a.load(args[0])
			if err != nil {
				return err
			}
			opt, err := flags.options(cmd, d)
			if err != nil {
				return err
			}
			i, err := findInitiative(d, args[1])
			if err != nil {
				return err
			}
			opt.Only = i.ID
			result, err := agenda.Build(d, opt)
			if err != nil {
				return err
			}
			if form == "json" {
				return data.Agenda(a.out, result)
			}
			return termview.Explain(a.out, d, result, i, a.style())
		},
	}
	flags.add(cmd)
	cmd.Flags().StringVar(&form, "format", "text", "text or json")
	cmd.RegisterFlagCompletionFunc("scenario", completeScenario)
	return cmd
}

func findInitiative(d *dossier.Dossier, id string) (*dossier.Initiative, error) {
	if i := d.Initiative(id); i != nil {
		return i, nil
	}
	return nil, unknownID("initiative", id, initiativeIDs(d))
}
