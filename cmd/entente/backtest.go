package main

import (
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/spf13/cobra"

	"entente/course"
	termview "entente/publish/term"
	"entente/record"
	"entente/winset/deu"
)

// backtestResult is what backtest prints as JSON: the dossier's own record, the
// models on the DEU decisions, or both.
type backtestResult struct {
	Version int `json:"version"`
	*course.Backtest
	DEU *deu.Report `json:"deu,omitempty"`
}

func (a *app) backtestCmd() *cobra.Command {
	var asOf, form, deuFile string
	var draws int
	var seed uint64
	opt := course.BacktestOptions{}
	cmd := &cobra.Command{
		Use:   "backtest [DIR]",
		Short: "See how past verdicts fared",
		Long: `Backtest judges the initiatives whose outcome is known as of the day on which
they were proposed, by what was published and in force then, and compares carry
with what came about: Brier and log score against the base rate, a calibration
table, and the worst misses by name. What could not be judged is counted, with
why. With --deu it reruns the settlement models on the decisions of the European
Union in the DEU III data (doi 10.34810/data53).`,
		Example: `  entente backtest examples/trilateral
  entente backtest examples/trilateral --months 36 --rung next
  entente backtest --deu deu3.csv`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 1 || len(args) == 0 && deuFile == "" {
				return errors.New("write: entente backtest DIR, or entente backtest --deu FILE (`entente backtest --help` shows an example)")
			}
			return nil
		},
		ValidArgsFunction: completeDir(nil),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := format(form, "text", "json"); err != nil {
				return err
			}
			if cmd.Flags().Changed("months") && (opt.Months < 1 || opt.Months > 240) {
				return fmt.Errorf("--months must lie between 1 and 240, and is %d", opt.Months)
			}
			out := backtestResult{Version: course.BacktestVersion}
			start := time.Now()
			if deuFile != "" {
				r, err := runDEU(deuFile, seed)
				if err != nil {
					return err
				}
				out.DEU = r
			}
			if len(args) == 1 {
				d, err := a.load(args[0])
				if err != nil {
					return err
				}
				flags := agendaFlags{asOf: asOf, draws: draws, seed: seed}
				if opt.Options, err = flags.options(cmd, d); err != nil {
					return err
				}
				if out.Backtest, err = course.RunBacktest(d, opt); err != nil {
					return err
				}
			}
			a.took(start, "judged")
			if form == "json" {
				return writeJSON(a.out, out)
			}
			if out.Backtest != nil {
				if err := termview.Backtest(a.out, out.Backtest, a.style()); err != nil {
					return err
				}
			}
			if out.DEU != nil {
				if out.Backtest != nil {
					fmt.Fprintln(a.out)
				}
				return termview.DEU(a.out, out.DEU, a.style())
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&asOf, "as-of", "", "by what was known on a date (YYYY, YYYY-MM or YYYY-MM-DD)")
	cmd.Flags().IntVar(&opt.Months, "months", 0, "how long after its proposal an initiative has (default: the dossier's, 24)")
	cmd.Flags().StringVar(&opt.Rung, "rung", record.TargetRung, "what it has to reach: target, next (the lowest rung above what was in place), or a rung's id")
	cmd.Flags().StringVar(&deuFile, "deu", "", "a file of the DEU III data, parted by tabs")
	cmd.Flags().IntVar(&draws, "draws", 0, "number of draws (default: the dossier's, 10000)")
	cmd.Flags().Uint64Var(&seed, "seed", 1, "seed of the draws and resamples (default: the dossier's; 1 with --deu)")
	cmd.Flags().StringVar(&form, "format", "text", "text or json")
	return cmd
}

func runDEU(path string, seed uint64) (*deu.Report, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	decisions, err := deu.Read(f, path)
	if err != nil {
		return nil, err
	}
	r := deu.Score(decisions, seed)
	return &r, nil
}
