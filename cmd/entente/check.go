package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"entente/check"
	"entente/dossier"
	"entente/publish/data"
	"entente/publish/edition"
	termview "entente/publish/term"
)

func (a *app) checkCmd() *cobra.Command {
	var form, asOf string
	var all bool
	var opt check.Options
	cmd := &cobra.Command{
		Use:   "check DIR",
		Short: "Check a dossier and list what is wrong, with places",
		Long: `Check reads the whole dossier, never stops at the first fault, and lists every
finding with file, line and column, what is wrong and what to do next: structure,
figures that their sources do not state, records and comparisons that do not hold,
rulings that were reversed, loaded words, editions that are not as they were kept,
and more (docs/checks.md). It exits with 1 if it found an error, or any warning under
--strict.`,
		Example:           "  entente check examples/trilateral\n  entente check examples/trilateral --format json",
		Args:              usage(1, "check DIR"),
		ValidArgsFunction: completeDir(nil),
		RunE: func(_ *cobra.Command, args []string) error {
			if err := format(form, "text", "json", "sarif"); err != nil {
				return err
			}
			if asOf != "" {
				var err error
				if opt.AsOf, err = dossier.ParseDate(asOf); err != nil {
					return fmt.Errorf("--as-of: %w", err)
				}
			}
			return a.check(args[0], opt, form, all)
		},
	}
	cmd.Flags().StringVar(&form, "format", "text", "text, json or sarif")
	cmd.Flags().BoolVar(&opt.Strict, "strict", false, "warnings count as errors; advice is left out")
	cmd.Flags().BoolVar(&all, "all", false, "print all findings, and not a screenful (text only)")
	cmd.Flags().StringVar(&asOf, "as-of", "", "judge rulings, offices and agencies as of a date")
	return cmd
}

// check checks a dossier and prints what it found.
func (a *app) check(dir string, opt check.Options, form string, all bool) error {
	useHeap(100)
	d, loaded, err := dossier.Load(dir)
	if err != nil {
		return err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	opt.Root = root
	res, err := check.Run(d, loaded, opt)
	if err != nil {
		return err
	}
	// check knows nothing of what was published; its command does.
	res.Findings = append(res.Findings, edition.Findings(dir)...)
	dossier.SortFindings(res.Findings)
	switch form {
	case "json":
		err = data.Check(a.out, len(d.Files), res)
	case "sarif":
		err = data.SARIF(a.out, res, fromRoot(dir))
	default:
		style := a.style()
		style.All = all
		err = errors.Join(termview.Findings(a.out, res.Findings, style), termview.Held(a.out, res.Held, style))
		if err == nil {
			err = termview.CheckSummary(a.out, d, res, style)
		}
	}
	if err != nil {
		return err
	}
	if errs, warns, _ := dossier.CountFindings(res.Findings); errs > 0 || opt.Strict && warns > 0 {
		return errFindings
	}
	return nil
}

// fromRoot gives the path of a folder from the root of the repository that it lies
// in, by which a code host knows its files; outside of one, from the folder that
// the program was started in, and "" where it does not lie below that.
func fromRoot(dir string) string {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return ""
	}
	root := abs
	for {
		if _, err := os.Stat(filepath.Join(root, ".git")); err == nil {
			break
		}
		up := filepath.Dir(root)
		if up == root {
			if root, err = os.Getwd(); err != nil {
				return ""
			}
			break
		}
		root = up
	}
	rel, err := filepath.Rel(root, abs)
	if err != nil || !filepath.IsLocal(rel) {
		return ""
	}
	return filepath.ToSlash(rel)
}
