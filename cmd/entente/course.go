package main

import (
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"entente/agenda"
	"entente/course"
	"entente/dossier"
	"entente/publish/data"
	termview "entente/publish/term"
)

// courseFlags ask for the agenda over time.
type courseFlags struct{ from, to, every string }

func (f *courseFlags) add(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.from, "from", "", "over time: the first step holds this date (default: as far as stances reach back)")
	cmd.Flags().StringVar(&f.to, "to", "", "over time: the last step holds this date (default: the as-of date)")
	cmd.Flags().StringVar(&f.every, "every", "", "over time: month, quarter (the default) or year")
	cmd.RegisterFlagCompletionFunc("every", cobra.FixedCompletions([]string{course.EveryMonth, course.EveryQuarter, course.EveryYear}, cobra.ShellCompDirectiveNoFileComp))
}

func (f *courseFlags) asked() bool { return f.from != "" || f.to != "" || f.every != "" }

func (f *courseFlags) options(opt agenda.Options) (course.Options, error) {
	out := course.Options{Options: opt, Every: f.every}
	switch f.every {
	case "", course.EveryMonth, course.EveryQuarter, course.EveryYear:
	case "week", "day":
		return out, fmt.Errorf("--every %s: a dossier's stances and levels are not dated finely enough for that; write month, quarter or year", f.every)
	default:
		return out, fmt.Errorf("--every %q is none of: month, quarter, year", f.every)
	}
	for _, x := range []struct {
		name, value string
		date        *dossier.Date
	}{{"from", f.from, &out.From}, {"to", f.to, &out.To}} {
		if x.value == "" {
			continue
		}
		day, err := dossier.ParseDate(x.value)
		if err != nil {
			return out, fmt.Errorf("--%s: %w", x.name, err)
		}
		*x.date = day
	}
	return out, nil
}

// course shows the agenda over time.
func (a *app) course(d *dossier.Dossier, opt agenda.Options, f courseFlags, cmd *cobra.Command, form string) error {
	if opt.Scenario != "" || cmd.Flags().Changed("top") {
		return errors.New("--from, --to and --every go with neither --scenario nor --top: a course over time has one line of history and shows all initiatives")
	}
	o, err := f.options(opt)
	if err != nil {
		return err
	}
	start := time.Now()
	c, err := course.Read(d, o)
	if err != nil {
		return err
	}
	a.took(start, "worked out")
	return a.printCourse(c, form, func() error { return termview.Course(a.out, c, a.style()) })
}

// printCourse prints a course in a form that programs read, or by text.
func (a *app) printCourse(c *course.Course, form string, text func() error) error {
	switch form {
	case "json":
		return data.Course(a.out, c)
	case "csv":
		return data.CourseCSV(a.out, c)
	}
	return text()
}
