package main

import (
	"fmt"
	"io"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"entente/agenda"
	"entente/course"
	"entente/dossier"
	"entente/event"
	"entente/event/duckdb"
	"entente/evidence"
	"entente/evidence/search"
	"entente/publish/data"
	"entente/words"
)

// version and commit are stamped by the linker (-X main.version=…) in a release.
var version, commit string

// programVersion is the release, or what a build from a checkout knows of itself.
func programVersion() string {
	if version != "" {
		return version
	}
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" && info.Main.Version != "(devel)" {
		return info.Main.Version
	}
	return "development"
}

// programCommit is the commit that was built; "" where that is not known.
func programCommit() string {
	if commit != "" {
		return commit
	}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	revision, changed := "", ""
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			revision = s.Value
		case "vcs.modified":
			if s.Value == "true" {
				changed = ", changed since"
			}
		}
	}
	if revision == "" {
		return ""
	}
	return revision + changed
}

// thisProgram says what this program is and what it bounds.
func thisProgram() data.Program {
	limits := slices.Concat(dossier.Limits(), evidence.Limits(), []dossier.Limit{
		{Of: "a row of event data", Max: event.MaxRow, Unit: dossier.Bytes},
		{Of: "a packed file of event data, or a member, unpacked", Max: event.MaxUnpacked, Unit: dossier.Bytes},
		{Of: "unpacked to packed bytes, past the first MiBs", Max: event.MaxRatio, Unit: "to 1"},
		{Of: "members of an archive", Max: event.MaxMembers, Unit: "members"},
		{Of: "draws", Max: agenda.MaxDraws, Unit: "draws"},
		{Of: "steps of an agenda over time", Max: course.MaxSteps, Unit: "steps"},
		{Of: "results of a search", Max: search.MaxLimit, Unit: "results"},
	})
	return data.Program{
		Release: programVersion(), Commit: programCommit(), Go: runtime.Version(), Platform: runtime.GOOS + "/" + runtime.GOARCH,
		Stores: map[string]bool{"duckdb": duckdb.Built, "clickhouse": true},
		Limits: limits,
	}
}

func (a *app) versionCmd() *cobra.Command {
	var form string
	cmd := &cobra.Command{
		Use:   "version",
		Short: "Say which version this is, and what it bounds",
		Long: `Version says which release or commit this program is, with which Go and for which
platform it was built, which event stores are in it, and the limits on what it
reads.`,
		Example: "  entente version\n  entente version --format json",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			if err := format(form, "text", "json"); err != nil {
				return err
			}
			if form == "json" {
				return data.Version(a.out, thisProgram())
			}
			return writeVersion(a.out, thisProgram())
		},
	}
	cmd.Flags().StringVar(&form, "format", "text", "text or json")
	return cmd
}

func writeVersion(w io.Writer, p data.Program) error {
	var b strings.Builder
	fmt.Fprintf(&b, "entente %s\n", p.Release)
	if p.Commit != "" {
		fmt.Fprintf(&b, "commit %s\n", p.Commit)
	}
	fmt.Fprintf(&b, "%s, %s\nevent stores: ", p.Go, p.Platform)
	if p.Stores["duckdb"] {
		b.WriteString("DuckDB, ClickHouse\n")
	} else {
		b.WriteString("ClickHouse (no DuckDB: built without a C compiler)\n")
	}
	b.WriteString("limits:\n")
	for _, l := range p.Limits {
		fmt.Fprintf(&b, "  %-58s %s\n", l.Of, limitWords(l))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// limitWords writes a number of bytes by the largest unit that it is whole in.
func limitWords(l dossier.Limit) string {
	if l.Unit != dossier.Bytes {
		return strings.TrimSpace(words.Thousands(strconv.FormatInt(l.Max, 10)) + " " + l.Unit)
	}
	n, unit := l.Max, 0
	for unit < 3 && n%1024 == 0 && n > 0 {
		n /= 1024
		unit++
	}
	return fmt.Sprintf("%s %s", words.Thousands(strconv.FormatInt(n, 10)), []string{"bytes", "KiB", "MiB", "GiB"}[unit])
}
