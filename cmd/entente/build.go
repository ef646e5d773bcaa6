package main

import (
	"bytes"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"entente/agenda"
	"entente/course"
	"entente/dossier"
	"entente/publish/data"
	"entente/publish/data/bundle"
	"entente/publish/edition"
	"entente/publish/report"
	"entente/publish/report/docx"
	"entente/publish/report/mail"
	"entente/publish/report/pdf"
	"entente/publish/site"
	termview "entente/publish/term"
)

// openPrinter starts the browser that prints, with the site's fonts.
func openPrinter(cmd *cobra.Command) (*pdf.Printer, error) {
	faces, files, err := site.Fonts()
	if err != nil {
		return nil, err
	}
	return pdf.Open(cmd.Context(), pdf.Fonts{Faces: faces, Files: files})
}

func (a *app) buildCmd() *cobra.Command {
	var flags agendaFlags
	var out string
	var force, asWord, asPDF, asSQLite bool
	var rules ruleFlags
	var name string
	cmd := &cobra.Command{
		Use:   "build DIR -o OUT",
		Short: "Publish the agenda as a website",
		Long: `Build works out the agenda and writes a static website: it opens from its folder,
with no server and no script. OUT must be new, empty, or an earlier build, and lie
outside the dossier. An earlier build is brought up to date; what others put there
(.git, CNAME, pages of their own) stays. Where a page would be written over that
no build wrote, or that was changed since, all such files are named and nothing is
written. --force writes over them, and takes a folder that holds other things.

OUT/` + site.Manifest + ` lists what build wrote. A build that was stopped is made whole by
the next one.`,
		Example:           "  entente build examples/trilateral -o site\n  open site/index.html",
		Args:              usage(1, "build DIR -o OUT"),
		ValidArgsFunction: completeDir(nil),
		RunE: func(cmd *cobra.Command, args []string) error {
			if out == "" {
				return fmt.Errorf("say where to write the site: entente build %s -o site", args[0])
			}
			keeps := cmd.Flags().Changed("edition")
			if keeps {
				if err := edition.CheckName(name); err != nil {
					return fmt.Errorf("--edition: %w", err)
				}
				if err := edition.Settled(args[0]); err != nil {
					return fmt.Errorf("no edition is kept: %w", err)
				}
			}
			start := time.Now()
			d, err := a.load(args[0])
			if err != nil {
				return err
			}
			var inputs map[string][]byte
			if keeps {
				if d, inputs, err = reread(d); err != nil {
					return err
				}
			}
			opt, err := flags.options(cmd, d)
			if err != nil {
				return err
			}
			if err := rules.read(cmd); err != nil {
				return err
			}
			opt.Unattributed = rules.conceals()
			if keeps && opt.Scenario != "" {
				return errors.New("--edition goes without --scenario: an edition says what holds, not what would")
			}
			result, err := agenda.Build(d, opt)
			if err != nil {
				return err
			}
			var draft *edition.Draft
			if keeps { // refused before anything is written
				if draft, err = prepareEdition(d, name, inputs, result, opt); err != nil {
					return err
				}
			}
			var editions []*edition.Edition
			if opt.Scenario == "" { // what would be is no change
				if editions, err = edition.List(args[0]); err != nil {
					return err
				}
			}
			past, err := course.PastOf(d, opt)
			if err != nil {
				return err
			}
			hidden := rules.conceal(d)
			var forms []report.Form
			if asWord {
				forms = append(forms, docx.Form)
			}
			noPDF := error(nil)
			if asPDF {
				printer, err := openPrinter(cmd)
				if noPDF = err; err == nil {
					defer printer.Close()
					forms = append(forms, report.Form{Name: "PDF", Ext: ".pdf", Write: printer.Print})
				} else if !errors.Is(err, pdf.ErrNoBrowser) {
					return err
				}
			}
			made, err := bundle.Make(bundle.Content{Dossier: d, Agenda: result, SQLite: asSQLite})
			if err != nil {
				return err
			}
			done, err := site.Write(site.Content{Dossier: d, Agenda: result, Past: past, Forms: forms, Embargo: rules.until, Editions: editions, Edition: name, Program: "entente " + programVersion(), Made: made}, out, site.WriteOptions{Force: force, Hidden: hidden})
			if err != nil {
				return err
			}
			if err := termview.Built(a.err, out, site.Manifest, done.Report); err != nil {
				return err
			}
			if draft != nil {
				kept, err := draft.Keep()
				if err != nil {
					return fmt.Errorf("the site is written, and %w", err)
				}
				termview.Edition(a.err, edition.Path(args[0], name), draft.Record, kept)
			}
			rules.tell(a)
			if d.Site.Address == "" {
				termview.Unaddressed(a.err)
			}
			if n := done.LongNewsletter; n > 0 {
				termview.LongNewsletter(a.err, n, mail.MostBytes)
			}
			fmt.Fprintf(a.err, "%d pages in %s in %.2f s; open %s\n", done.Pages, out, time.Since(start).Seconds(), filepath.Join(out, "index.html"))
			if noPDF != nil {
				return fmt.Errorf("all but PDF is built: %w", noPDF)
			}
			return nil
		},
	}
	flags.add(cmd)
	cmd.Flags().StringVarP(&out, "output", "o", "", "folder for the site")
	cmd.Flags().BoolVar(&asWord, "docx", false, "write report, summary, pieces and initiatives as files of Word too")
	cmd.Flags().BoolVar(&asPDF, "pdf", false, "print them as PDF too, with the system's Chromium")
	cmd.Flags().BoolVar(&asSQLite, "sqlite", false, "write all tables as one file of SQLite too")
	cmd.Flags().BoolVar(&force, "force", false, "write over files that others wrote or changed")
	rules.add(cmd)
	cmd.Flags().StringVar(&name, "edition", "", "keep agenda and inputs under DIR/editions/ by this name, such as 2026-03")
	cmd.RegisterFlagCompletionFunc("scenario", completeScenario)
	return cmd
}

// reread gives the bytes of a dossier's files, and the dossier that they are: what is saved
// while the agenda is worked out is not kept with it.
func reread(d *dossier.Dossier) (*dossier.Dossier, map[string][]byte, error) {
	inputs, err := d.Inputs()
	if err != nil {
		return nil, nil, err
	}
	d, found, err := dossier.LoadFiles(inputs, d.Root)
	if err != nil {
		return nil, nil, err
	}
	if errs, _, _ := dossier.CountFindings(found); errs > 0 {
		return nil, nil, fmt.Errorf("%s was changed while it was read; build it again", d.Root)
	}
	return d, inputs, nil
}

// prepareEdition makes up the edition that a build keeps.
func prepareEdition(d *dossier.Dossier, name string, inputs map[string][]byte, result *agenda.Agenda, opt agenda.Options) (*edition.Draft, error) {
	var src bytes.Buffer
	if err := data.Agenda(&src, result); err != nil {
		return nil, err
	}
	return edition.Prepare(d, name, edition.Made{
		Inputs: inputs, Agenda: src.Bytes(), Citation: bundle.Citation(bundle.Content{Dossier: d, Agenda: result}), Program: "entente " + programVersion(), ProgramCommit: programCommit(),
		Settings: edition.Settings{
			AsOf: result.Dossier.AsOf, Draws: result.Settings.Draws, Seed: result.Settings.Seed,
			WithoutJointText: opt.WithoutJointText, Unattributed: opt.Unattributed,
		},
	})
}
