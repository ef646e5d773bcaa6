package main

import (
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/spf13/cobra"

	"entente/course"
	"entente/publish/data"
	termview "entente/publish/term"
	"entente/record"
	"entente/winset/deu"
)

func (a *app) backtestCmd() *cobra.Command {
	var f backtestFlags
	cmd := &cobra.Command{
		Use:   "backtest [DIR]",
		Short: "See how past verdicts fared",
		Long: `Backtest judges the initiatives whose outcome is known as of the day on which
they were proposed, by what was published and in force then, and compares carry
with what came about: Brier and log score against the base rate, a calibration
table, and the worst misses by name. What could not be judged is counted, with
why. Delivery is scored too, on the dossier's promises and on the same cases, and
questions once they resolve. With --ledger it scores delivery's form on promises
of other groups; with --deu it reruns the settlement models on the decisions of
the European Union in the DEU III data (doi 10.34810/data53).`,
		Example: `  entente backtest examples/trilateral
  entente backtest examples/trilateral --months 36 --rung next
  entente backtest --ledger record/ledger/promises.csv
  entente backtest --deu deu3.csv`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 1 || len(args) == 0 && f.deuFile == "" && f.ledgerFile == "" {
				return errors.New("write: entente backtest DIR, entente backtest --ledger FILE, or entente backtest --deu FILE (`entente backtest --help` shows an example)")
			}
			return nil
		},
		ValidArgsFunction: completeDir(nil),
		RunE: func(cmd *cobra.Command, args []string) error {
			return f.run(cmd, a, args)
		},
	}
	cmd.Flags().StringVar(&f.asOf, "as-of", "", "by what was known on a date (YYYY, YYYY-MM or YYYY-MM-DD)")
	cmd.Flags().IntVar(&f.opt.Months, "months", 0, "how long after its proposal an initiative has (default: the dossier's, 24)")
	cmd.Flags().StringVar(&f.opt.Rung, "rung", record.TargetRung, "what it has to reach: target, next (the lowest rung above what was in place), or a rung's id")
	cmd.Flags().StringVar(&f.ledgerFile, "ledger", "", "a ledger of promises, CSV")
	cmd.Flags().StringVar(&f.deuFile, "deu", "", "a file of the DEU III data, parted by tabs")
	cmd.Flags().IntVar(&f.draws, "draws", 0, "number of draws (default: the dossier's, 10000)")
	cmd.Flags().Uint64Var(&f.seed, "seed", 1, "seed of the draws and resamples (default: the dossier's; 1 with --deu)")
	cmd.Flags().StringVar(&f.form, "format", "text", "text or json")
	return cmd
}

// backtestFlags is what the command line says.
type backtestFlags struct {
	asOf, form, deuFile, ledgerFile string
	draws                           int
	seed                            uint64
	opt                             course.BacktestOptions
}

func (f *backtestFlags) run(cmd *cobra.Command, a *app, args []string) error {
	if err := format(f.form, "text", "json"); err != nil {
		return err
	}
	if cmd.Flags().Changed("months") && (f.opt.Months < 1 || f.opt.Months > 240) {
		return fmt.Errorf("--months must lie between 1 and 240, and is %d", f.opt.Months)
	}
	var models *deu.Report
	var ledger *record.LedgerReport
	var past *course.Backtest
	var err error
	start := time.Now()
	if f.deuFile != "" {
		if models, err = runDEU(f.deuFile, f.seed); err != nil {
			return err
		}
	}
	if f.ledgerFile != "" {
		if ledger, err = runLedger(f.ledgerFile, f.seed); err != nil {
			return err
		}
	}
	if len(args) == 1 {
		d, err := a.load(args[0])
		if err != nil {
			return err
		}
		flags := agendaFlags{asOf: f.asOf, draws: f.draws, seed: f.seed}
		if f.opt.Options, err = flags.options(cmd, d); err != nil {
			return err
		}
		if past, err = course.RunBacktest(d, f.opt); err != nil {
			return err
		}
	}
	a.took(start, "judged")
	if f.form == "json" {
		return data.Backtest(a.out, past, ledger, models)
	}
	return a.backtests(past, ledger, models)
}

// backtests prints what was asked for: the dossier's own record, a ledger's, the
// models on the DEU decisions.
func (a *app) backtests(past *course.Backtest, ledger *record.LedgerReport, models *deu.Report) error {
	var parts []func() error
	if past != nil {
		parts = append(parts, func() error { return termview.Backtest(a.out, past, a.style()) })
	}
	if ledger != nil {
		parts = append(parts, func() error { return termview.Ledger(a.out, ledger, a.style()) })
	}
	if models != nil {
		parts = append(parts, func() error { return termview.DEU(a.out, models, a.style()) })
	}
	for n, part := range parts {
		if n > 0 {
			fmt.Fprintln(a.out)
		}
		if err := part(); err != nil {
			return err
		}
	}
	return nil
}

func runLedger(path string, seed uint64) (*record.LedgerReport, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	rows, err := record.ReadLedger(f, path)
	if err != nil {
		return nil, err
	}
	return record.ScoreLedger(rows, seed), nil
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
