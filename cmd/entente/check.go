package main

import (
	"encoding/json"

	"github.com/spf13/cobra"

	"entente/dossier"
	termview "entente/publish/term"
)

func (a *app) checkCmd() *cobra.Command {
	var form string
	var strict bool
	cmd := &cobra.Command{
		Use:   "check DIR",
		Short: "Check a dossier and list what is wrong, with places",
		Long: `Check reads the whole dossier, never stops at the first fault, and lists every
finding with file, line and column, what is wrong and what to do next. It exits
with 1 if it found an error, or any warning under --strict.`,
		Example:           "  entente check examples/trilateral\n  entente check examples/trilateral --format json",
		Args:              usage(1, "check DIR"),
		ValidArgsFunction: completeDir(nil),
		RunE: func(_ *cobra.Command, args []string) error {
			if err := format(form, "text", "json"); err != nil {
				return err
			}
			d, found, err := dossier.Load(args[0])
			if err != nil {
				return err
			}
			errs, warns, notes := dossier.CountFindings(found)
			if form == "json" {
				if found == nil {
					found = []dossier.Finding{}
				}
				enc := json.NewEncoder(a.out)
				enc.SetIndent("", "  ")
				enc.SetEscapeHTML(false)
				err = enc.Encode(struct {
					Version  int               `json:"version"`
					Files    int               `json:"files"`
					Errors   int               `json:"errors"`
					Warnings int               `json:"warnings"`
					Notes    int               `json:"notes"`
					Findings []dossier.Finding `json:"findings"`
				}{1, len(d.Files), errs, warns, notes, found})
			} else {
				err = termview.Findings(a.out, found, a.style())
				if err == nil {
					err = termview.CheckSummary(a.out, d, found, a.style())
				}
			}
			if err != nil {
				return err
			}
			if errs > 0 || strict && warns > 0 {
				return errFindings
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&form, "format", "text", "text or json")
	cmd.Flags().BoolVar(&strict, "strict", false, "warnings count as errors")
	return cmd
}
