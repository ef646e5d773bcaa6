package main

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"entente/agenda"
	"entente/dossier"
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
				return writeJSON(a.out, result)
			case "csv":
				return writeCSV(a.out, result)
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

func writeJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}

// writeCSV writes a row an initiative: shares are of draws, 0-1, blank where not
// assessed.
func writeCSV(w io.Writer, a *agenda.Agenda) error {
	c := csv.NewWriter(w)
	head := []string{"id", "title", "area", "members", "target", "target_level", "status_quo", "verdict", "quick_win", "joint"}
	for _, m := range a.Dossier.Members {
		head = append(head, "carry_"+m, "gain_"+m)
	}
	head = append(head, "common_gain", "held_back_by", "lever", "lever_cost")
	if err := c.Write(head); err != nil {
		return err
	}
	num := func(v *float64) string {
		if v == nil {
			return ""
		}
		return strconv.FormatFloat(*v, 'f', 4, 64)
	}
	for _, i := range a.Initiatives {
		row := []string{i.ID, i.Title, i.Area, strings.Join(i.Members, "+"), i.Target.Rung,
			strconv.FormatFloat(i.Target.Level, 'f', -1, 64), strconv.FormatFloat(i.StatusQuo.Level, 'f', -1, 64),
			string(i.Verdict), yesNo(i.QuickWin), num(i.Joint.P)}
		for _, m := range a.Dossier.Members {
			if b := i.ByMember[m]; b != nil {
				row = append(row, num(b.P), num(b.Gain))
			} else {
				row = append(row, "", "")
			}
		}
		held, lever, cost := "", "", ""
		if len(i.HeldBackBy) > 0 {
			held = i.HeldBackBy[0].Constraint
		}
		if len(i.Levers) > 0 {
			lever, cost = i.Levers[0].Words, strconv.FormatFloat(i.Levers[0].Cost, 'f', 2, 64)
		}
		row = append(row, num(i.CommonGain), held, lever, cost)
		for k, cell := range row {
			row[k] = noFormula(cell)
		}
		if err := c.Write(row); err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}

// noFormula keeps a spreadsheet from running a text as a formula.
func noFormula(s string) string {
	if s != "" && strings.ContainsRune("=+@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}

func yesNo(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}
