package main

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"entente/agenda"
	"entente/compare"
	"entente/course"
	"entente/dossier"
	"entente/lazyregexp"
	"entente/publish/data"
	"entente/publish/edition"
	termview "entente/publish/term"
	"entente/repository"
)

func (a *app) diffCmd() *cobra.Command {
	var form string
	var asJSON bool
	var flags agendaFlags
	cmd := &cobra.Command{
		Use:   "diff OLD NEW",
		Short: "See what moved between two editions, commits, folders or days, and through what",
		Long: `Diff says which verdicts, carries and deliveries moved from OLD to NEW, by how much and
through which input. Each side is

  DIR#NAME   an edition that build --edition kept (or its folder, DIR/editions/NAME)
  DIR@REV    a commit of the repository in which the dossier lies: a hash, a branch, HEAD~1
  DIR@DATE   the dossier as of a day
  DIR        the dossier as it is

OLD is worked out again with this program first: where it says otherwise than was
published, that is told apart, as moves of the method. Then each input that differs is
put in OLD's place by itself: a file, a row of a table or a key of a file; what does not
load alone is put there beside those that it needs. Where what they do so does not add
up, that is said. What moves by less than the noise of the draws has not moved.

Two days of one dossier, DIR@DATE DIR[@DATE], are read by what was published and in
force by then, and on the same draws; without a date the second is the dossier's own.`,
		Example: `  entente diff examples/poland-runoff@2025-08-05 examples/poland-runoff@2025-08-07
  entente diff mygroup#2026-03 mygroup
  entente diff mygroup@HEAD~1 mygroup --format json`,
		Args:              usage(2, "diff OLD NEW"),
		ValidArgsFunction: completeDir(nil),
		RunE: func(cmd *cobra.Command, args []string) error {
			if asJSON {
				form = "json"
			}
			if err := format(form, "text", "json", "csv"); err != nil {
				return err
			}
			old, err := sideOf(args[0])
			if err != nil {
				return err
			}
			now, err := sideOf(args[1])
			if err != nil {
				return err
			}
			onDays := func(s diffSide) bool { return s.edition == "" && s.commit == "" }
			if onDays(old) && onDays(now) && sameFolder(old.dir, now.dir) {
				return a.diffDays(cmd, old, now, flags, form)
			}
			return a.diffSides(cmd, old, now, flags, form)
		},
	}
	cmd.Flags().IntVar(&flags.draws, "draws", 0, "number of draws (default: the dossier's, 10000, or the edition's)")
	cmd.Flags().Uint64Var(&flags.seed, "seed", 0, "seed of the draws (default: the dossier's, 1, or the edition's)")
	cmd.Flags().StringVar(&form, "format", "text", "text, json or csv")
	cmd.Flags().BoolVar(&asJSON, "json", false, "the same as --format json")
	cmd.MarkFlagsMutuallyExclusive("format", "json")
	return cmd
}

// diffDays says what moved between two days of one dossier.
func (a *app) diffDays(cmd *cobra.Command, old, now diffSide, flags agendaFlags, form string) error {
	if old.day.IsZero() {
		return errors.New("the first day is missing: write " + old.dir + "@2025-06-30, say; or name an edition (" + old.dir + "#NAME) or a commit (" + old.dir + "@HEAD~1)")
	}
	d, err := a.load(old.dir)
	if err != nil {
		return err
	}
	if now.day.IsZero() {
		now.day = d.AsOf
	}
	opt, err := flags.options(cmd, d)
	if err != nil {
		return err
	}
	start := time.Now()
	c, err := course.Between(d, opt, old.day, now.day)
	if err != nil {
		return err
	}
	a.took(start, "worked out")
	return a.printCourse(c, form, func() error { return termview.Diff(a.out, c, d.MemberName, a.style()) })
}

// diffSides says what moved between two sides that are not two days of one dossier.
func (a *app) diffSides(cmd *cobra.Command, old, now diffSide, flags agendaFlags, form string) error {
	asked, err := flags.options(cmd, nil)
	if err != nil {
		return err
	}
	var sides [2]compare.Side
	var kept *edition.Edition // the first; a side that is none takes its draws
	for n, s := range []diffSide{old, now} {
		side, e, err := a.read(s)
		if err != nil {
			return err
		}
		if sides[n] = side; kept == nil {
			kept = e
		}
	}
	for n := range sides {
		opt := &sides[n].Options
		if kept != nil && sides[n].Kept == nil {
			opt.Draws, opt.Seed, opt.WithoutJointText = kept.Draws, &kept.Seed, kept.WithoutJointText
		}
		onOthers := false // what was published is on other draws than are asked for
		if asked.Draws != 0 {
			onOthers = opt.Draws != asked.Draws
			opt.Draws = asked.Draws
		}
		if asked.Seed != nil {
			onOthers = onOthers || opt.Seed == nil || *opt.Seed != *asked.Seed
			opt.Seed = asked.Seed
		}
		if onOthers {
			sides[n].Kept = nil
		}
	}
	start := time.Now()
	r, err := compare.Between(sides[0], sides[1])
	if err != nil {
		return err
	}
	a.took(start, "compared")
	program := "entente " + programVersion()
	switch form {
	case "json":
		return data.Compared(a.out, r, program)
	case "csv":
		return data.ComparedCSV(a.out, r)
	}
	return termview.Compared(a.out, r, program, a.style())
}

// read reads the inputs of a side, and its edition where it is one.
func (a *app) read(s diffSide) (side compare.Side, e *edition.Edition, err error) {
	side.Name = s.name
	switch {
	case s.edition != "":
		if e, err = edition.Open(s.dir, s.edition); err != nil {
			return side, nil, err
		}
		side.Files, err = e.Inputs()
		side.Kept, side.Program = e.Agenda, e.Program
		side.Options = agenda.Options{AsOf: e.AsOf, Draws: e.Draws, Seed: &e.Seed, WithoutJointText: e.WithoutJointText, Unattributed: e.Unattributed}
		return side, e, err
	case s.commit != "":
		if _, err := os.Stat(s.dir); err != nil {
			return side, nil, fmt.Errorf("%s: there is no folder %s", s.name, s.dir)
		}
		side.Files, err = committed(s)
		return side, nil, err
	}
	if err := edition.Settled(s.dir); err != nil {
		return side, nil, fmt.Errorf("%s: %w", s.dir, err)
	}
	d, err := a.load(s.dir)
	if err != nil {
		return side, nil, err
	}
	side.Options.AsOf = s.day
	side.Files, err = d.Inputs()
	return side, nil, err
}

// committed reads the dossier of a side that is a commit.
func committed(s diffSide) (map[string][]byte, error) {
	repo, err := repository.Open(s.dir)
	if err != nil && s.noDate != nil {
		return nil, fmt.Errorf("%s: %w", s.name, s.noDate)
	}
	if err != nil {
		return nil, err
	}
	commit, err := repo.Commit(s.commit)
	if errors.Is(err, repository.ErrNoCommit) && s.noDate != nil {
		return nil, fmt.Errorf("%s: %w; and %w", s.name, s.noDate, err)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", s.name, err)
	}
	files, loose, err := repo.Files(commit, repo.Path, func(p string) bool {
		top, _, _ := strings.Cut(p, "/")
		return top != "archive" && top != dossier.Editions && top[0] != '.'
	})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", s.name, err)
	}
	if n := slices.IndexFunc(loose, dossier.Reads); n >= 0 {
		return nil, fmt.Errorf("%s: %s is a link that leads to no file of the dossier; put the file itself there", s.name, loose[n])
	}
	return files, nil
}

// sameFolder reports whether two paths lead to one folder.
func sameFolder(a, b string) bool {
	x, err1 := os.Stat(a)
	y, err2 := os.Stat(b)
	return a == b || err1 == nil && err2 == nil && os.SameFile(x, y)
}

// diffSide is a side of a diff as it was named: a dossier's folder, and an edition, a
// commit or a day of it, or none of these.
type diffSide struct {
	name, dir       string
	edition, commit string
	day             dossier.Date
	noDate          error // why what is taken for a commit is no date, where it looks like one
}

// sideOf reads DIR, DIR#EDITION, DIR/editions/EDITION, DIR@DATE and DIR@COMMIT. What is a
// folder as it stands is one, whatever its name holds, and so is DIR: names of folders and
// of branches may hold either mark.
func sideOf(arg string) (diffSide, error) {
	s := diffSide{name: arg, dir: trimStrokes(arg)}
	if arg == "" {
		return s, fmt.Errorf("%q names no dossier", arg)
	}
	if isFolder(arg) {
		up := filepath.Dir(s.dir)
		if _, err := os.Stat(filepath.Join(s.dir, "dossier.yaml")); err != nil && filepath.Base(up) == dossier.Editions {
			s.dir, s.edition = filepath.Dir(up), filepath.Base(s.dir)
		}
		return s, nil
	}
	if strings.HasSuffix(arg, "/") {
		return s, nil
	}
	at := strings.LastIndexAny(arg, "#@")
	for n := at; n > 0; n = strings.LastIndexAny(arg[:n], "#@") {
		if isFolder(arg[:n]) {
			at = n
			break
		}
	}
	if at <= 0 {
		return s, nil
	}
	dir, mark, rest := trimStrokes(arg[:at]), arg[at], arg[at+1:]
	s.dir = dir
	if mark == '#' {
		s.edition = rest
		return s, edition.CheckName(rest)
	}
	day, err := dossier.ParseDate(rest)
	switch {
	case err == nil:
		s.day = day
	case rest == "":
		return s, fmt.Errorf("%s: %w", arg, err)
	default:
		s.commit = rest
		if dateLike.MatchString(rest) {
			s.noDate = err
		}
	}
	return s, nil
}

func isFolder(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}

// trimStrokes takes the strokes off the end of a path, but for that of the top folder.
func trimStrokes(name string) string {
	return cmp.Or(strings.TrimRight(name, `/\`), name)
}

// dateLike may have been meant to be a date: a tag or a branch may look so too, and a hash
// does not.
var dateLike = lazyregexp.New(`^\d{1,4}[-/.]\d`)
