package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/signal"
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

// building is one build command.
type building struct {
	*app
	dir, out                                string
	flags                                   agendaFlags
	rules                                   ruleFlags
	force, asWord, asPDF, asSQLite, watches bool
	name                                    string // of the edition that is kept
	keeps                                   bool

	printer *pdf.Printer // nil without a browser
	noPDF   error        // why there is none

	d      *dossier.Dossier
	inputs map[string][]byte // of d, where it is an edition's or watched
	hidden []string
	site   *site.Site // as it was written last; nil before that
}

func (a *app) buildCmd() *cobra.Command {
	b := &building{app: a}
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
the next one. With --watch the site follows the dossier until you press Ctrl-C: other
words in a text take a moment, all else as long as a build.`,
		Example:           "  entente build examples/trilateral -o site\n  open site/index.html",
		Args:              usage(1, "build DIR -o OUT"),
		ValidArgsFunction: completeDir(nil),
		RunE: func(cmd *cobra.Command, args []string) error {
			b.dir = args[0]
			if err := b.mayBuild(cmd); err != nil {
				return err
			}
			if b.asPDF {
				b.printer, b.noPDF = openPrinter(cmd)
				if b.noPDF == nil {
					defer b.printer.Close()
				} else if !errors.Is(b.noPDF, pdf.ErrNoBrowser) {
					return b.noPDF
				}
			}
			err := b.whole(cmd)
			defer func() {
				if b.site != nil {
					_ = b.site.Close() // what it holds is written
				}
			}()
			if b.watches {
				ctx, stop := signal.NotifyContext(cmd.Context(), os.Interrupt)
				defer stop()
				return b.watch(ctx, cmd, err)
			}
			if err == nil && b.noPDF != nil {
				return fmt.Errorf("all but PDF is built: %w", b.noPDF)
			}
			return err
		},
	}
	b.flags.add(cmd)
	cmd.Flags().StringVarP(&b.out, "output", "o", "", "folder for the site")
	cmd.Flags().BoolVar(&b.asWord, "docx", false, "write report, summary, pieces and initiatives as files of Word too")
	cmd.Flags().BoolVar(&b.asPDF, "pdf", false, "print them as PDF too, with the system's Chromium")
	cmd.Flags().BoolVar(&b.asSQLite, "sqlite", false, "write all tables as one file of SQLite too")
	cmd.Flags().BoolVar(&b.force, "force", false, "write over files that others wrote or changed")
	cmd.Flags().BoolVar(&b.watches, "watch", false, "go on, and bring the site up to date when the dossier changes")
	b.rules.add(cmd)
	cmd.Flags().StringVar(&b.name, "edition", "", "keep agenda and inputs under DIR/editions/ by this name, such as 2026-03")
	cmd.RegisterFlagCompletionFunc("scenario", completeScenario)
	return cmd
}

// mayBuild holds what was asked for, before anything is read.
func (b *building) mayBuild(cmd *cobra.Command) error {
	if b.out == "" {
		return fmt.Errorf("say where to write the site: entente build %s -o site", b.dir)
	}
	if b.keeps = cmd.Flags().Changed("edition"); b.keeps {
		if err := edition.CheckName(b.name); err != nil {
			return fmt.Errorf("--edition: %w", err)
		}
		if b.watches {
			return errors.New("--edition goes without --watch: an edition is kept once")
		}
		if err := edition.Settled(b.dir); err != nil {
			return fmt.Errorf("no edition is kept: %w", err)
		}
	}
	return b.rules.read(cmd)
}

// whole reads the dossier, works the agenda out, and makes and writes the site.
func (b *building) whole(cmd *cobra.Command) error {
	start := time.Now()
	d, err := b.load(b.dir)
	if err != nil {
		return err
	}
	if b.keeps || b.watches {
		if d, b.inputs, err = reread(d); err != nil {
			return err
		}
	}
	opt, err := b.flags.options(cmd, d)
	if err != nil {
		return err
	}
	opt.Unattributed = b.rules.conceals()
	if b.keeps && opt.Scenario != "" {
		return errors.New("--edition goes without --scenario: an edition says what holds, not what would")
	}
	result, err := agenda.Build(d, opt)
	if err != nil {
		return err
	}
	var draft *edition.Draft
	if b.keeps { // refused before anything is written
		if draft, err = prepareEdition(d, b.name, b.inputs, result, opt); err != nil {
			return err
		}
	}
	var editions []*edition.Edition
	if opt.Scenario == "" { // what would be is no change
		if editions, err = edition.List(b.dir); err != nil {
			return err
		}
	}
	past, err := course.PastOf(d, opt)
	if err != nil {
		return err
	}
	hidden := b.rules.conceal(d)
	made, err := bundle.Make(bundle.Content{Dossier: d, Agenda: result, SQLite: b.asSQLite})
	if err != nil {
		return err
	}
	s, err := site.Make(site.Content{Dossier: d, Agenda: result, Past: past, Forms: b.forms(), Embargo: b.rules.until, Editions: editions, Edition: b.name, Program: "entente " + programVersion(), Made: made})
	if err != nil {
		return err
	}
	if b.site != nil {
		_ = b.site.Close() // of before
	}
	b.d, b.hidden, b.site = d, hidden, s
	done, err := b.write()
	if err != nil {
		return err
	}
	if draft != nil {
		kept, err := draft.Keep()
		if err != nil {
			return fmt.Errorf("the site is written, and %w", err)
		}
		termview.Edition(b.err, edition.Path(b.dir, b.name), draft.Record, kept)
	}
	b.rules.tell(b.app)
	if d.Site.Address == "" {
		termview.Unaddressed(b.err)
	}
	if n := done.LongNewsletter; n > 0 {
		termview.LongNewsletter(b.err, n, mail.MostBytes)
	}
	fmt.Fprintf(b.err, "%d pages in %s in %.2f s; open %s\n", done.Pages, b.out, time.Since(start).Seconds(), filepath.Join(b.out, "index.html"))
	return nil
}

// forms are those in which documents are written.
func (b *building) forms() []report.Form {
	var out []report.Form
	if b.asWord {
		out = append(out, docx.Form)
	}
	if b.printer != nil {
		out = append(out, report.Form{Name: "PDF", Ext: ".pdf", Write: b.printer.Print})
	}
	return out
}

// write writes the site as it is.
func (b *building) write() (site.Written, error) {
	done, err := b.site.Write(b.out, site.WriteOptions{Force: b.force, Hidden: b.hidden})
	if err != nil {
		return done, err
	}
	return done, termview.Built(b.err, b.out, site.Manifest, done.Report)
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
