package main

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"entente/agenda"
	"entente/publish/site"
)

func (a *app) buildCmd() *cobra.Command {
	var flags agendaFlags
	var out string
	cmd := &cobra.Command{
		Use:   "build DIR -o OUT",
		Short: "Publish the agenda as a website",
		Long: `Build works out the agenda and writes a static website: it opens from its folder,
with no server and no script. OUT must be new, empty, or an earlier build; an
earlier build is replaced as a whole.`,
		Example:           "  entente build examples/trilateral -o site\n  open site/index.html",
		Args:              usage(1, "build DIR -o OUT"),
		ValidArgsFunction: completeDir(nil),
		RunE: func(cmd *cobra.Command, args []string) error {
			if out == "" {
				return fmt.Errorf("say where to write the site: entente build %s -o site", args[0])
			}
			start := time.Now()
			d, err := a.load(args[0])
			if err != nil {
				return err
			}
			opt, err := flags.options(cmd, d)
			if err != nil {
				return err
			}
			result, err := agenda.Build(d, opt)
			if err != nil {
				return err
			}
			if err := agenda.AddPast(d, result, opt); err != nil {
				return err
			}
			n, err := site.Write(d, result, out)
			if err != nil {
				return err
			}
			fmt.Fprintf(a.err, "%d pages in %s in %.2f s; open %s/index.html\n", n, out, time.Since(start).Seconds(), out)
			return nil
		},
	}
	flags.add(cmd)
	cmd.Flags().StringVarP(&out, "output", "o", "", "folder for the site")
	cmd.RegisterFlagCompletionFunc("scenario", completeScenario)
	return cmd
}
