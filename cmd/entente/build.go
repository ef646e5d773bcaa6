package main

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/spf13/cobra"

	"entente/agenda"
	"entente/course"
	"entente/publish/output"
	"entente/publish/site"
)

func (a *app) buildCmd() *cobra.Command {
	var flags agendaFlags
	var out string
	var force bool
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
			start := time.Now()
			d, err := a.load(args[0])
			if err != nil {
				return err
			}
			opt, err := flags.options(cmd, d)
			if err != nil {
				return err
			}
			result, err := agenda.Build(d, opt)
			if err != nil {
				return err
			}
			past, err := course.PastOf(d, opt)
			if err != nil {
				return err
			}
			done, err := site.Write(site.Content{Dossier: d, Agenda: result, Past: past}, out, site.WriteOptions{Program: "entente " + programVersion(), Force: force})
			if err != nil {
				return err
			}
			if err := writeBuilt(a.err, out, done.Report); err != nil {
				return err
			}
			fmt.Fprintf(a.err, "%d pages in %s in %.2f s; open %s\n", done.Pages, out, time.Since(start).Seconds(), filepath.Join(out, "index.html"))
			return nil
		},
	}
	flags.add(cmd)
	cmd.Flags().StringVarP(&out, "output", "o", "", "folder for the site")
	cmd.Flags().BoolVar(&force, "force", false, "write over files that others wrote or changed")
	cmd.RegisterFlagCompletionFunc("scenario", completeScenario)
	return cmd
}

// shownLeft is how many files that were left are named.
const shownLeft = 20

// writeBuilt says what a reader could not expect of a build.
func writeBuilt(w io.Writer, out string, r output.Report) error {
	say := func(format string, args ...any) error {
		_, err := fmt.Fprintf(w, format+"\n", args...)
		return err
	}
	var errs []error
	if r.Recovered {
		errs = append(errs, say("an earlier build of %s was stopped while it wrote; the site is whole again", out))
	}
	if r.Adopted {
		errs = append(errs, say("%s was built by a version that kept no list of its files; from now on %s keeps it", out, site.Manifest))
	}
	if r.Was != "" {
		errs = append(errs, say("%s held the site of %q until now", out, r.Was))
	}
	if len(r.Left) > 0 {
		errs = append(errs, say("left in %s, though no page of this site: an earlier build's files that were changed since, or that no list names; remove them if you do not need them:", out))
		for n, p := range r.Left {
			if n == shownLeft {
				errs = append(errs, say("  and %d more", len(r.Left)-n))
				break
			}
			errs = append(errs, say("  %s", printable(p)))
		}
	}
	for _, p := range r.Aside {
		errs = append(errs, say("%s is what a stopped build of an earlier version set aside; look into it and remove it", p))
	}
	return errors.Join(errs...)
}

// printable quotes a name that would do something to a terminal.
func printable(name string) string {
	if strings.ContainsFunc(name, func(r rune) bool { return !unicode.IsPrint(r) }) {
		return strconv.Quote(name)
	}
	return name
}
