package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"entente/agenda"
	"entente/dossier"
	"entente/publish/paste"
	"entente/publish/report/docx"
	"entente/publish/report/md"
	"entente/publish/report/web"
	"entente/publish/site"
)

func (a *app) pasteCmd() *cobra.Command {
	var flags agendaFlags
	var rules ruleFlags
	var form string
	cmd := &cobra.Command{
		Use:   "paste DIR [ITEM]",
		Short: "One table, chart or passage for a memo, with its notes",
		Long: `Paste prints one thing of the dossier as it goes into a memo: with its notes, the
day that it stands at and what it rests on. ITEM is

  constraints      what holds each capital back: then, now, who could change it
  promises         what each country promised, and what became of it
  asks             office, instrument, next date, first deliverable
  chronology       what happened and was promised, day by day
  poll:SERIES      a series of polls: wording, mode, sample, breaks, its chart
  verdict:ID       one verdict with its reason in five lines
  dissent          what members of the group said against its texts

The first four take a member behind a colon, as in promises:CODE. Without ITEM all
are listed.`,
		Example: `  entente paste examples/trilateral verdict:commitment-to-consult
  entente paste examples/trilateral asks --format docx > asks.docx`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 1 {
				return nil
			}
			return usage(2, "paste DIR [ITEM]")(cmd, args)
		},
		ValidArgsFunction: completeDir(pasteItems),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := format(form, "md", "html", "docx"); err != nil {
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
			if err := rules.read(cmd); err != nil {
				return err
			}
			opt.Unattributed = rules.conceals()
			result, err := agenda.Build(d, opt)
			if err != nil {
				return err
			}
			rules.conceal(d)
			c := paste.Content{Dossier: d, Agenda: result}
			if len(args) == 1 {
				for _, i := range c.Items() {
					if _, err := fmt.Fprintf(a.out, "%-36s %s\n", i.Name, i.Title); err != nil {
						return err
					}
				}
				return nil
			}
			if c.Chart, err = site.PollCharts(d, result); err != nil {
				return err
			}
			doc, err := c.Make(args[1])
			if err != nil {
				return err
			}
			if !rules.until.IsZero() {
				doc.Mark = site.EmbargoWords(rules.until)
			}
			switch form {
			case "html":
				_, err = fmt.Fprintln(a.out, web.Write(doc, web.Options{}))
			case "docx":
				if a.isTTY {
					return errors.New("a file of Word is no text: send it to a file, as in entente paste … --format docx > memo.docx")
				}
				var file []byte
				if file, err = docx.Write(doc); err == nil {
					_, err = a.out.Write(file)
				}
			default:
				_, err = fmt.Fprint(a.out, md.Write(doc))
			}
			return err
		},
	}
	flags.add(cmd)
	rules.add(cmd)
	cmd.Flags().StringVar(&form, "format", "md", "md (Markdown), html or docx")
	cmd.RegisterFlagCompletionFunc("scenario", completeScenario)
	cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions([]string{"md", "html", "docx"}, cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

// pasteItems are the items that need no agenda to be named.
func pasteItems(d *dossier.Dossier) []string {
	a, err := agenda.Build(d, agenda.Options{Draws: agenda.MinDraws})
	if err != nil {
		return nil
	}
	var out []string
	for _, i := range (paste.Content{Dossier: d, Agenda: a}).Items() {
		out = append(out, i.Name)
	}
	return out
}
