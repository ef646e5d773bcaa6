package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"entente/dossier"
)

func (a *app) newCmd() *cobra.Command {
	var members, languages []string
	cmd := &cobra.Command{
		Use:   "new DIR",
		Short: "Make a small, complete, commented dossier, or an empty one of your members",
		Long: `New makes a dossier of three invented countries: small, complete, with comments
that explain each part, and with schemas so that editors complete and underline.
Look at it, and change it file by file; check tells what is wrong.

With --members it makes an empty one to fill in: those members, named in the
languages, and one commented place of each kind. It assesses nothing until those
who decide have stances.`,
		Example: "  entente new mygroup\n  entente agenda mygroup\n  entente new ours --members KAZ,KGZ,TJK --languages en,ru",
		Args:    usage(1, "new DIR"),
		RunE: func(cmd *cobra.Command, args []string) error {
			dir := args[0]
			if !cmd.Flags().Changed("members") {
				if len(languages) > 0 {
					return errors.New("--languages goes with --members, such as --members KAZ,KGZ --languages en,ru")
				}
				if err := dossier.New(dir); err != nil {
					return err
				}
				fmt.Fprintf(a.err, "%s is a dossier. Next: entente agenda %s\n", dir, dir)
				return nil
			}
			notes, err := dossier.NewFor(dir, members, languages)
			if err != nil {
				return err
			}
			for _, n := range notes {
				fmt.Fprintf(a.err, "note: %s\n", n)
			}
			fmt.Fprintf(a.err, `%s is a dossier with nothing assessed yet. Fill in, in this order:
  dossier.yaml                      title, question, areas
  members/                          who decides in each, and where they stand
  initiatives/first-initiative.md   what could be done
What you do not need may be deleted. Next: entente check %s
`, dir, dir)
			return nil
		},
	}
	cmd.Flags().StringSliceVar(&members, "members", nil, "an empty dossier of these members, by ISO 3166-1 code: KAZ,KGZ,TJK")
	cmd.Flags().StringSliceVar(&languages, "languages", nil, "its languages, the first of them that of the pages: en,ru (default en)")
	return cmd
}
