package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"entente/event"
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
	bar := a.progressBar()
	opt.Reject, opt.Watch = bad.Add, bar.show
	done, err := event.Import(ctx, store, paths, opt)
	bar.clear()
	if err != nil {
		return fmt.Errorf("%w; what was kept until then stays, and the same import goes on from there", err)
	}
	if err := bad.Commit(); err != nil {
		return fmt.Errorf("writing the rejected rows: %w", err)
	}
	stats, err := store.Stats(ctx)
	if err != nil {
		return err
	}
	made := store.Store != nil
	if err := store.Close(); err != nil {
		return err
	}
	if bad.Rows() == 0 {
		rejects = ""
	}
	if out == "json" {
		err = writeImportJSON(a.out, done, where, made, stats, rejects)
	} else {
		err = writeImport(a.out, done, where, made, stats, rejects, time.Since(start))
	}
	if err != nil {
		return err
	}
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

type importedJSON struct {
	Version int                `json:"version"`
	Files   []importedFileJSON `json:"files"`
	Store   *importedStoreJSON `json:"store"`             // null where nothing was kept and none was there
	Rejects string             `json:"rejects,omitempty"` // the file of rejected rows
	Unknown []unknownCodeJSON  `json:"unknown_codes"`
	Passed  []string           `json:"passed_over"` // files of folders that are no tables
}

type importedStoreJSON struct {
	Path  string `json:"path"`
	Rows  int64  `json:"rows"`
	Bytes int64  `json:"bytes"`
}

type importedFileJSON struct {
	Path     string `json:"path"`
	Format   string `json:"format"`
	Read     int64  `json:"read"`
	Kept     int64  `json:"kept"`
	Repeated int64  `json:"repeated"`
	Rejected int64  `json:"rejected"`
	Known    bool   `json:"known,omitempty"` // by its contents; it was not read again
	Error    string `json:"error,omitempty"`
}

type unknownCodeJSON struct {
	System string `json:"system"`
	Code   string `json:"code"`
	Rows   int64  `json:"rows"`
}

func writeImportJSON(w io.Writer, done event.Imported, where string, made bool, stats event.Stats, rejects string) error {
	j := importedJSON{Version: 1, Files: []importedFileJSON{}, Unknown: []unknownCodeJSON{}, Passed: append([]string{}, done.Passed...), Rejects: rejects}
	if made {
		j.Store = &importedStoreJSON{storeAddress(where), stats.Rows, stats.Bytes}
	}
	for _, f := range done.Files {
		of := importedFileJSON{Path: f.Path, Format: f.Origin.String(), Read: f.Rows, Kept: f.Kept, Repeated: f.Repeated, Rejected: f.Rejected, Known: f.Known}
		if f.Err != nil {
			of.Error = f.Err.Error()
		}
		j.Files = append(j.Files, of)
	}
	for _, u := range done.Unknown {
		j.Unknown = append(j.Unknown, unknownCodeJSON{u.System.String(), u.Code, u.N})
	}
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	return enc.Encode(j)
}

// shownFiles is how many files are listed one by one.
const shownFiles = 20

func writeImport(w io.Writer, done event.Imported, where string, made bool, stats event.Stats, rejects string, took time.Duration) error {
	var b strings.Builder
	var sum event.ImportedFile
	for _, f := range done.Files {
		sum.Rows, sum.Kept, sum.Repeated, sum.Rejected = sum.Rows+f.Rows, sum.Kept+f.Kept, sum.Repeated+f.Repeated, sum.Rejected+f.Rejected
		if len(done.Files) <= shownFiles {
			known := ""
			if f.Known {
				known = " (imported before)"
			}
			fmt.Fprintf(&b, "%s: %s, %s%s\n", f.Path, cmp.Or(f.Origin.String(), "format not recognised"), rowsOf(f), known)
		}
	}
	if len(done.Files) != 1 {
		fmt.Fprintf(&b, "%s files: %s\n", grouped(int64(len(done.Files))), rowsOf(sum))
	}
	if n := len(done.Passed); n > 0 {
		fmt.Fprintf(&b, "%s files of the folders are no tables by their names and were passed over\n", grouped(int64(n)))
	}
	if rejects != "" {
		fmt.Fprintf(&b, "The rejected rows are in %s\n", rejects)
	}
	if n := len(done.Unknown); n > 0 {
		fmt.Fprintf(&b, "Country codes that no table knows (their rows are kept, without a country):")
		for i, u := range done.Unknown {
			if i == 10 {
				fmt.Fprintf(&b, " and %d more (--format json lists all)", n-i)
				break
			}
			fmt.Fprintf(&b, " %s %s ×%s", u.System, u.Code, grouped(u.N))
			if i < n-1 {
				b.WriteString(",")
			}
		}
		b.WriteString("\n")
	}
	if made {
		fmt.Fprintf(&b, "%s holds %s rows in %.1f MB; this took %.1f s\n", storeAddress(where), grouped(stats.Rows), float64(stats.Bytes)/1e6, took.Seconds())
	} else {
		fmt.Fprintf(&b, "Nothing was kept, and no store was made\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func rowsOf(f event.ImportedFile) string {
	return fmt.Sprintf("%s rows read, %s kept, %s repeated, %s rejected", grouped(f.Rows), grouped(f.Kept), grouped(f.Repeated), grouped(f.Rejected))
}

// grouped writes a number with commas.
func grouped(n int64) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// progressBar shows how far an import is, on a terminal only.
type progressBar struct {
	w     io.Writer // nil: nothing is shown
	width int
	start time.Time
	last  time.Time
}

func (a *app) progressBar() *progressBar {
	p := &progressBar{start: time.Now()}
	if f, ok := a.err.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		p.w = f
		p.width, _, _ = term.GetSize(int(f.Fd()))
	}
	return p
}

func (p *progressBar) show(at event.ImportProgress) {
	now := time.Now()
	if p.w == nil || now.Sub(p.last) < 100*time.Millisecond {
		return
	}
	p.last = now
	_, _ = fmt.Fprint(p.w, "\r\x1b[K"+progressLine(at, now.Sub(p.start), p.width))
}

func (p *progressBar) clear() {
	if p.w != nil {
		_, _ = fmt.Fprint(p.w, "\r\x1b[K")
	}
}

// progressLine draws the bar with rate and time left, in at most width columns.
func progressLine(at event.ImportProgress, since time.Duration, width int) string {
	share := 1.0
	if at.AllBytes > 0 {
		share = min(1, float64(at.Bytes)/float64(at.AllBytes))
	}
	left := "?"
	if share > 0.005 {
		left = time.Duration(float64(since) * (1 - share) / share).Round(time.Second).String()
	}
	rate := float64(at.Rows) / max(since.Seconds(), 1e-3)
	text := fmt.Sprintf(" %3.0f%%  %s rows, %s a second, %s left", 100*share, grouped(at.Rows), grouped(int64(rate)), left)
	cells := min(30, width-len(text)-3)
	if cells < 5 {
		return text[1:min(len(text), max(1, width))]
	}
	full := int(share * float64(cells))
	return "[" + strings.Repeat("=", full) + strings.Repeat(" ", cells-full) + "]" + text
}
