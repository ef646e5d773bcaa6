package main

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"entente/course"
	"entente/dossier"
	termview "entente/publish/term"
)

func (a *app) diffCmd() *cobra.Command {
	var form string
	var flags agendaFlags
	cmd := &cobra.Command{
		Use:   "diff DIR@DATE DIR[@DATE]",
		Short: "See which verdicts moved between two days, and through what",
		Long: `Diff reads one dossier's agenda on two days, each by what was published and in
force by then and on the same draws, and prints which verdicts moved, which
initiatives came in between, where carry moved though the verdict stays, and the
inputs that did it: each changed one is put back by itself, to see which decided.
Without a date the second day is the dossier's as-of date.`,
		Example: `  entente diff examples/poland-runoff@2025-08-05 examples/poland-runoff@2025-08-07
  entente diff examples/trilateral@2025-06-03 examples/trilateral --format json`,
		Args:              usage(2, "diff DIR@DATE DIR[@DATE]"),
		ValidArgsFunction: completeDir(nil),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := format(form, "text", "json", "csv"); err != nil {
				return err
			}
			dir, from, err := dirOn(args[0])
			if err != nil {
				return err
			}
			later, to, err := dirOn(args[1])
			switch {
			case err != nil:
				return err
			case dir != later:
				return fmt.Errorf("%s and %s are two folders; diff reads one dossier on two days", dir, later)
			case from.IsZero():
				return errors.New("the first day is missing: write " + dir + "@2025-06-30, say")
			}
			d, err := a.load(dir)
			if err != nil {
				return err
			}
			if to.IsZero() {
				to = d.AsOf
			}
			opt, err := flags.options(cmd, d)
			if err != nil {
				return err
			}
			start := time.Now()
			c, err := course.Between(d, opt, from, to)
			if err != nil {
				return err
			}
			a.took(start, "worked out")
			return a.printCourse(c, form, func() error { return termview.Diff(a.out, c, d.MemberName, a.style()) })
		},
	}
	cmd.Flags().IntVar(&flags.draws, "draws", 0, "number of draws (default: the dossier's, 10000)")
	cmd.Flags().Uint64Var(&flags.seed, "seed", 0, "seed of the draws (default: the dossier's, 1)")
	cmd.Flags().StringVar(&form, "format", "text", "text, json or csv")
	return cmd
}

// dirOn parts DIR@DATE; without a date the date is zero. A folder whose own name holds
// an @ is written with a slash at its end where no date follows.
func dirOn(arg string) (dir string, day dossier.Date, err error) {
	at := strings.LastIndexByte(arg, '@')
	if at < 0 || strings.ContainsAny(arg[at:], `/\`) {
		return strings.TrimRight(arg, `/\`), day, nil
	}
	if day, err = dossier.ParseDate(arg[at+1:]); err != nil {
		return "", day, fmt.Errorf("%s: %w", arg, err)
	}
	return strings.TrimRight(arg[:at], `/\`), day, nil
}
