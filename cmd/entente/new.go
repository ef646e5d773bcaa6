package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"entente/dossier"
)

func (a *app) newCmd() *cobra.Command {
	return &cobra.Command{
		Use:   "new DIR",
		Short: "Make a small, complete, commented dossier",
		Long: `New makes a dossier of three invented countries: small, complete, with comments
that explain each part, and with schemas so that editors complete and underline.
Change it into your own, file by file; check tells what is wrong.`,
		Example: "  entente new mygroup\n  entente agenda mygroup",
		Args:    usage(1, "new DIR"),
		RunE: func(_ *cobra.Command, args []string) error {
			if err := dossier.New(args[0]); err != nil {
				return err
			}
			fmt.Fprintf(a.err, "%s is a dossier. Next: entente agenda %s\n", args[0], args[0])
			return nil
		},
	}
}
