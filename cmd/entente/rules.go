package main

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"entente/dossier"
	"entente/publish/site"
	termview "entente/publish/term"
)

// chathamHouse is the value of --chatham-house without one.
const chathamHouse = "names"

// ruleFlags are the rules under which something is passed on.
type ruleFlags struct {
	rule, embargo string

	now   time.Time
	until dossier.Date // of an embargo in force; zero without one
}

func (r *ruleFlags) add(cmd *cobra.Command) {
	cmd.Flags().StringVar(&r.embargo, "embargo", "", "until this day (YYYY-MM-DD) mark all as not for publication")
	cmd.Flags().StringVar(&r.rule, "chatham-house", "", "name nobody who took part; =strict: not as an author either")
	cmd.Flags().Lookup("chatham-house").NoOptDefVal = chathamHouse
}

// read holds what was asked for, and works out whether an embargo is in force.
func (r *ruleFlags) read(cmd *cobra.Command) error {
	if r.rule != "" && r.rule != chathamHouse && r.rule != "strict" {
		return fmt.Errorf("--chatham-house=%s: it is --chatham-house, or --chatham-house=strict", r.rule)
	}
	r.now = time.Now()
	if !cmd.Flags().Changed("embargo") {
		return nil
	}
	var err error
	if r.until, err = site.ParseEmbargo(r.embargo, r.now); err != nil {
		return fmt.Errorf("--embargo: %w", err)
	}
	return nil
}

// conceals reports whether nobody who took part is named.
func (r *ruleFlags) conceals() bool { return r.rule != "" }

// conceal takes the names out of a dossier whose agenda is worked out, since draws hang
// on who judged, and gives them.
func (r *ruleFlags) conceal(d *dossier.Dossier) []string {
	if !r.conceals() {
		return nil
	}
	return d.Conceal(r.rule == "strict")
}

// tell says what became of an embargo that was asked for.
func (r *ruleFlags) tell(a *app) {
	if r.embargo != "" {
		termview.Embargo(a.err, r.embargo, r.until, r.now)
	}
}
