package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/mattn/go-colorable"
	"github.com/spf13/cobra"
	"golang.org/x/term"

	"entente/agenda"
	"entente/dossier"
	"entente/evidence"
	"entente/publish/data"
	termview "entente/publish/term"
)

// The exit codes.
const (
	exitDone     = 0
	exitFindings = 1 // an error found, or any warning under --strict
	exitUnusable = 2 // unusable input or arguments
)

// app is one run of the program: its streams, and nothing else that is global.
type app struct {
	in       io.Reader
	out, err io.Writer
	isTTY    bool
	width    int
	color    bool
	refused  []dossier.Finding // that ended the command
}

// counter counts what is written through it.
type counter struct {
	io.Writer
	n int64
}

func (c *counter) Write(p []byte) (int, error) {
	n, err := c.Writer.Write(p)
	c.n += int64(n)
	return n, err
}

// errFindings ends a command whose findings have been printed.
var errFindings = errors.New("findings")

// run is the program as a function of its arguments and streams.
func run(args []string, in io.Reader, out, errw io.Writer) int {
	told := &counter{Writer: out}
	a := &app{in: in, out: told, err: errw}
	if f, ok := out.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		a.isTTY = true
		a.width, _, _ = term.GetSize(int(f.Fd()))
		var can bool // Windows is asked to understand colours, and may not
		defer colorable.EnableColorsStdout(&can)()
		a.color = can && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
	}
	if n, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil {
		a.width = n // as other programs take it, in a pipe too
	}
	cmd := a.root()
	cmd.SetArgs(args)
	cmd.SetIn(in)
	cmd.SetOut(told)
	cmd.SetErr(errw)
	ran, err := cmd.ExecuteC()
	if err != nil && told.n == 0 && asksJSON(ran, args) {
		err = cmp.Or(a.refuse(ran, err), err)
	}
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errFindings):
		return exitFindings
	}
	// An error may name files: no name forges a line of its own.
	lines := strings.Split(err.Error(), "\n")
	for i := range lines {
		lines[i] = dossier.Escaped(lines[i])
	}
	fmt.Fprintln(errw, "entente:", strings.Join(lines, "\n  "))
	return exitUnusable
}

// asksJSON reports whether a command is to print JSON, also where its flags could not
// be read to the end.
func asksJSON(cmd *cobra.Command, args []string) bool {
	f := cmd.Flags().Lookup("format")
	if f == nil || !strings.Contains(f.Usage, "json") {
		return false
	}
	i := slices.Index(args, "--format")
	return f.Value.String() == "json" || slices.Contains(args, "--format=json") || i >= 0 && i+1 < len(args) && args[i+1] == "json"
}

// refuse prints as JSON why a command ended before it had anything to tell, for
// programs that read nothing else.
func (a *app) refuse(cmd *cobra.Command, err error) error {
	dir := ""
	if args := cmd.Flags().Args(); len(args) > 0 {
		dir = args[0]
	}
	why := "the dossier has errors"
	if !errors.Is(err, errFindings) {
		why = err.Error()
	}
	found := a.refused
	if len(found) == 0 {
		found = []dossier.Finding{{Rule: "refused", Severity: dossier.Error, Pos: dossier.Pos{File: dir}, Message: why}}
	}
	if accept := cmd.Flags().Lookup("accept"); cmd.Name() == "read" && accept.Value.String() != "true" {
		return data.Readings(a.out, []*evidence.Reading{{Input: dir, Error: why, Found: found}})
	}
	return data.Refused(a.out, why, found)
}

func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:     "entente",
		Version: programVersion(),
		Short:   "A compiler for policy agendas",
		Long: `Entente turns a dossier, a folder of evidence about a group of countries, into
a joint agenda: which initiatives each capital can carry, what holds the others
back, and what would have to change, with every number traced to a source or to
a named judgement.`,
		Example: `  entente new mygroup            make a small, complete, commented dossier
  entente agenda mygroup         read its agenda
  entente build mygroup -o site  publish it as a website`,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          cobra.NoArgs,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.AddCommand(a.newCmd(), a.checkCmd(), a.agendaCmd(), a.explainCmd(), a.diffCmd(), a.whatIfCmd(), a.readCmd(), a.searchCmd(), a.importCmd(), a.measureCmd(), a.backtestCmd(), a.buildCmd(), a.pasteCmd(), a.versionCmd())
	return root
}

func (a *app) style() termview.Style { return termview.Style{Width: a.width, Color: a.color} }

// load reads a dossier for computing: any error in it is printed and ends the
// command.
func (a *app) load(dir string) (*dossier.Dossier, error) { return a.loadBut(dir) }

// loadBut reads a dossier as load does; errors of some rules alone do not end the
// command, and are not printed.
func (a *app) loadBut(dir string, rules ...string) (*dossier.Dossier, error) {
	d, found, err := dossier.Load(dir)
	if err != nil {
		return nil, err
	}
	var errs []dossier.Finding
	ends := false
	for _, f := range found {
		if f.Severity == dossier.Error {
			errs = append(errs, f)
			ends = ends || !slices.Contains(rules, f.Rule)
		}
	}
	if ends {
		a.refused = errs
		if err := errors.Join(termview.Findings(a.err, errs, a.style()), termview.Held(a.err, d.Held, a.style())); err != nil {
			return nil, err
		}
		return nil, errFindings
	}
	return d, nil
}

// agendaFlags are the flags that several commands share.
type agendaFlags struct {
	asOf     string
	scenario string
	draws    int
	seed     uint64
	without  []string
}

func (f *agendaFlags) add(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.asOf, "as-of", "", "work out the agenda as of a date (YYYY, YYYY-MM or YYYY-MM-DD)")
	cmd.Flags().StringVar(&f.scenario, "scenario", "", "under a scenario of the dossier")
	cmd.Flags().IntVar(&f.draws, "draws", 0, "number of draws (default: the dossier's, 10000)")
	cmd.Flags().Uint64Var(&f.seed, "seed", 0, "seed of the draws (default: the dossier's, 1)")
	cmd.Flags().StringSliceVar(&f.without, "without", nil, "leave out stances that rest on the joint-text alone: the one before counts")
	cmd.RegisterFlagCompletionFunc("without", cobra.FixedCompletions([]string{withoutJointText}, cobra.ShellCompDirectiveNoFileComp))
}

// withoutJointText is what --without may name.
const withoutJointText = "joint-text"

// options turns the flags into the agenda's options.
func (f *agendaFlags) options(cmd *cobra.Command, d *dossier.Dossier) (agenda.Options, error) {
	opt := agenda.Options{Draws: f.draws, Scenario: f.scenario}
	if f.draws != 0 && (f.draws < agenda.MinDraws || f.draws > agenda.MaxDraws) {
		return opt, fmt.Errorf("--draws must lie between %d and %d, and is %d", agenda.MinDraws, agenda.MaxDraws, f.draws)
	}
	if cmd.Flags().Changed("seed") {
		opt.Seed = &f.seed
	}
	for _, w := range f.without {
		if w != withoutJointText {
			return opt, fmt.Errorf("--without may be %s, and is %q", withoutJointText, w)
		}
		opt.WithoutJointText = true
	}
	if f.asOf != "" {
		day, err := dossier.ParseDate(f.asOf)
		if err != nil {
			return opt, fmt.Errorf("--as-of: %w", err)
		}
		opt.AsOf = day
	}
	if f.scenario != "" && d.Scenario(f.scenario) == nil {
		var ids []string
		for _, s := range d.Scenarios {
			ids = append(ids, s.ID)
		}
		return opt, unknownID("scenario", f.scenario, ids)
	}
	return opt, nil
}

func unknownID(what, id string, known []string) error {
	if n := dossier.Nearest(id, known); n != "" {
		return fmt.Errorf("there is no %s %q; did you mean %q?", what, id, n)
	}
	if len(known) == 0 {
		return fmt.Errorf("there is no %s %q: the dossier has none", what, id)
	}
	if len(known) > 12 {
		return fmt.Errorf("there is no %s %q", what, id)
	}
	return fmt.Errorf("there is no %s %q; it may be: %s", what, id, strings.Join(known, ", "))
}

// completeDir completes a folder, then what the command's next argument is.
func completeDir(next func(d *dossier.Dossier) []string) func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
		if len(args) == 0 {
			return nil, cobra.ShellCompDirectiveFilterDirs
		}
		if len(args) == 1 && next != nil {
			if d, _, err := dossier.Load(args[0]); err == nil {
				return next(d), cobra.ShellCompDirectiveNoFileComp
			}
		}
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
}

func initiativeIDs(d *dossier.Dossier) []string {
	var ids []string
	for _, i := range d.Initiatives {
		ids = append(ids, i.ID)
	}
	return ids
}

// usage wraps a check of arguments so that its message says how to go on.
func usage(n int, form string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) != n {
			return fmt.Errorf("write: entente %s (`entente %s --help` shows an example)", form, cmd.Name())
		}
		return nil
	}
}

// format checks a --format flag.
func format(value string, allowed ...string) error {
	for _, f := range allowed {
		if value == f {
			return nil
		}
	}
	return fmt.Errorf("--format %q is none of: %s", value, strings.Join(allowed, ", "))
}

// took says how long something took, on standard error and a terminal only.
func (a *app) took(start time.Time, what string) {
	if a.isTTY {
		fmt.Fprintf(a.err, "%s in %.2f s\n", what, time.Since(start).Seconds())
	}
}
