package main

import (
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"entente/event"
	"entente/publish/data"
	termview "entente/publish/term"
)

func formatNames() []string {
	names := []string{"auto"}
	for _, o := range event.Origins() {
		names = append(names, o.String())
	}
	return names
}

func (a *app) importCmd() *cobra.Command {
	var where, rejects, out, ontology string
	cmd := &cobra.Command{
		Use:   "import FORMAT FILE...",
		Short: "Bring event data into a store",
		Long: `Import reads event data (who did what to whom, on which day) into a store that
"entente measure" reads. FORMAT is one of ` + strings.Join(formatNames()[1:], ", ") + `,
or auto, which recognises each file by its content. A FILE may be packed (.zip,
.gz, .bz2) or a folder of files.

The store keeps every well-formed row once. Rows that are not well-formed go to a
file of rejected rows, with line, column, reason and the row as it stands: that is
STORE.rejects.csv unless --rejects names another. Importing a file again changes
nothing, and an import that was interrupted is begun again in the same words.

The store is a DuckDB file, ` + defaultStore + ` in the current folder unless --store names
another, or a ClickHouse server or cluster, clickhouse://….

A file of which all rows, or more than half of at least ten, are not well-formed is
refused, and nothing of it is kept. A store is made when something is kept.

Exit code 0: all files were read to their end; 2: some were refused or not read to
their end, or the store failed. What was kept until then stays.`,
		Example: `  entente import gdelt2 20191024143000.export.CSV.zip
  entente import auto downloads/ --store world.duckdb --format json`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) < 2 {
				return fmt.Errorf("write: entente import FORMAT FILE... (`entente import --help` shows an example)")
			}
			return nil
		},
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) == 0 {
				return formatNames(), cobra.ShellCompDirectiveNoFileComp
			}
			return nil, cobra.ShellCompDirectiveDefault
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := format(out, "text", "json"); err != nil {
				return err
			}
			origin, ok := event.ParseOrigin(args[0])
			if !ok && args[0] != "auto" {
				return fmt.Errorf("%q is no format; it may be: %s", args[0], strings.Join(formatNames(), ", "))
			}
			settings, err := event.ParseSettings(ontology)
			if err != nil {
				return err
			}
			return a.importFiles(cmd, where, args[1:], rejects, out, event.ImportOptions{Format: origin, Settings: settings})
		},
	}
	storeFlag(cmd, &where)
	cmd.Flags().StringVar(&rejects, "rejects", "", "file for rejected rows (default STORE.rejects.csv)")
	cmd.Flags().StringVar(&ontology, "ontology", "", "choices where the ontologies contradict themselves, such as sanction=verbal (see docs/events.md)")
	cmd.Flags().StringVar(&out, "format", "text", "text or json")
	return cmd
}

func (a *app) importFiles(cmd *cobra.Command, where string, paths []string, rejects, out string, opt event.ImportOptions) error {
	ctx, stop := signal.NotifyContext(cmd.Context(), os.Interrupt)
	defer stop()
	if rejects == "" {
		rejects = rejectsOf(where)
	}
	if _, _, err := event.Inputs(paths); err != nil {
		return err // before a store is made
	}
	store, err := openLater(ctx, where)
	defer func() { _ = store.Close() }()
	if err != nil {
		return err
	}
	bad := event.NewRejects(rejects)
	defer func() { _ = bad.Discard() }()
	start := time.Now()
	bar := a.progress()
	opt.Reject, opt.Watch = bad.Add, bar.Show
	done, err := event.Import(ctx, store, paths, opt)
	bar.Clear()
	if err != nil {
		return fmt.Errorf("%w; what was kept until then stays, and the same import goes on from there", err)
	}
	if err := bad.Commit(); err != nil {
		return fmt.Errorf("writing the rejected rows: %w", err)
	}
	kept, err := store.kept(ctx)
	if err != nil {
		return err
	}
	if err := store.Close(); err != nil {
		return err
	}
	if bad.Rows() == 0 {
		rejects = ""
	}
	if out == "json" {
		err = data.Imported(a.out, done, storeAddress(where), kept, rejects)
	} else {
		err = termview.Imported(a.out, done, storeAddress(where), kept, rejects, time.Since(start))
	}
	if err != nil {
		return err
	}
	return a.failures(done)
}

// failures names the files that were not read to their end; nil where there are none.
func (a *app) failures(done event.Imported) error {
	failed := 0
	for _, f := range done.Files {
		if f.Err != nil {
			failed++
			fmt.Fprintln(a.err, "entente:", f.Err)
		}
	}
	if failed > 0 {
		return fmt.Errorf("%d of %d files were refused or could not be read to their end", failed, len(done.Files))
	}
	return nil
}

func rejectsOf(where string) string {
	if isServer(where) {
		where = defaultStore
	}
	return strings.TrimSuffix(where, filepath.Ext(where)) + ".rejects.csv"
}

// progress shows how far an import is, on a terminal only.
func (a *app) progress() *termview.Progress {
	f, ok := a.err.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return termview.NewProgress(nil, 0)
	}
	width, _, _ := term.GetSize(int(f.Fd()))
	return termview.NewProgress(f, width)
}
