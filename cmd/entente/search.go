package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"entente/dossier"
	"entente/evidence/search"
	"entente/publish/data"
	termview "entente/publish/term"
)

func (a *app) searchCmd() *cobra.Command {
	var f searchFlags
	cmd := &cobra.Command{
		Use:   "search DIR QUERY",
		Short: "Find words in a dossier and its archive",
		Long: `Search finds words in the archived pages, initiatives, constraints, players,
rows and sources of a dossier and in the texts written from it. All words must
occur; "several words" in quotation marks occur as they stand; beginn* is a
beginning; -word leaves out; OR stands between alternatives. Japanese, Chinese
and Korean are found within running text. Put the query in single quotes; put
-- before one that begins with a minus.

The index is kept in the user's cache folder (or where --cache or the
environment variable ENTENTE_CACHE says), and follows the files; a page of the archive that
another program has changed in place is seen with --refresh.`,
		Example: `  entente search examples/trilateral 'shipbuild*'
  entente search examples/trilateral '"comfort women" -court' --since 2015
  entente search examples/trilateral 徴用 --kind event,case --format json`,
		Args:              usage(2, "search DIR QUERY"),
		ValidArgsFunction: completeDir(nil),
		RunE: func(cmd *cobra.Command, args []string) error {
			return f.run(cmd.Context(), a, args[0], args[1])
		},
	}
	cmd.Flags().StringVar(&f.q.Member, "member", "", "only what concerns this member (a code)")
	cmd.Flags().StringVar(&f.q.Area, "area", "", "only what is of this area (an id)")
	cmd.Flags().StringSliceVar(&f.kinds, "kind", nil, "only these kinds, separated by commas")
	cmd.Flags().StringVar(&f.since, "since", "", "nothing before this date (YYYY, YYYY-MM or YYYY-MM-DD)")
	cmd.Flags().StringVar(&f.until, "until", "", "nothing after this date (YYYY, YYYY-MM or YYYY-MM-DD)")
	cmd.Flags().IntVar(&f.q.Limit, "limit", search.DefaultLimit, "show at most this many")
	cmd.Flags().StringVar(&f.form, "format", "text", "text or json")
	cmd.Flags().BoolVar(&f.opt.Refresh, "refresh", false, "look over every page of the archive for what other programs have changed in place")
	cmd.Flags().StringVar(&f.opt.Cache, "cache", "", "folder in which indexes are kept")
	cmd.RegisterFlagCompletionFunc("kind", func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		var names []string
		for _, k := range search.Kinds() {
			names = append(names, string(k))
		}
		return names, cobra.ShellCompDirectiveNoFileComp
	})
	return cmd
}

// searchFlags is what the command line says.
type searchFlags struct {
	q                  search.Query
	opt                search.Options
	form, since, until string
	kinds              []string
}

func (f *searchFlags) run(ctx context.Context, a *app, dir, query string) (err error) {
	if err := format(f.form, "text", "json"); err != nil {
		return err
	}
	q := f.q
	q.Text = query
	if q.Limit < 1 || q.Limit > search.MaxLimit {
		return fmt.Errorf("--limit must lie between 1 and %d, and is %d", search.MaxLimit, q.Limit)
	}
	if q.Kinds, err = parseKinds(f.kinds); err != nil {
		return err
	}
	if q.Since, q.Until, err = span(f.since, f.until); err != nil {
		return err
	}
	start := time.Now()
	ix, err := search.Open(ctx, dir, f.opt)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, ix.Close()) }()
	if err := ix.Memory(); err != nil {
		fmt.Fprintf(a.err, "The index is not kept: %v\n", err)
	}
	for _, n := range ix.Notes() {
		fmt.Fprintln(a.err, "Note:", n)
	}
	res, err := ix.Search(ctx, q)
	if err != nil {
		return withKnown(err)
	}
	a.took(start, "searched")
	// What an error keeps from being read is not found: the error is shown first.
	var faulty error
	if ix.Errors() > 0 {
		if _, faulty = a.load(dir); faulty != nil && !errors.Is(faulty, errFindings) {
			return faulty
		}
	}
	if f.form == "json" {
		res.Findings = a.refused
		err = data.Search(a.out, res)
	} else {
		filtered := q.Member != "" || q.Area != "" || !q.Since.IsZero() || !q.Until.IsZero()
		err = termview.Search(a.out, res, filtered, a.style())
	}
	return cmp.Or(err, faulty)
}

// withKnown words an unknown name in a filter as other commands do.
func withKnown(err error) error {
	if u, ok := errors.AsType[*search.UnknownError](err); ok {
		return unknownID(u.What, u.ID, u.Known)
	}
	return err
}

func parseKinds(names []string) ([]search.Kind, error) {
	var out []search.Kind
	for _, n := range names {
		k, err := search.ParseKind(n)
		if err != nil {
			return nil, withKnown(err)
		}
		out = append(out, k)
	}
	return out, nil
}

// span reads two dates between which things must lie; each may be left out.
func span(since, until string) (from, to dossier.Date, err error) {
	if since != "" {
		if from, err = dossier.ParseDate(since); err != nil {
			return from, to, fmt.Errorf("--since: %w", err)
		}
	}
	if until != "" {
		if to, err = dossier.ParseDate(until); err != nil {
			return from, to, fmt.Errorf("--until: %w", err)
		}
	}
	if since != "" && until != "" && to.Last().Before(from.First()) {
		return from, to, fmt.Errorf("--since %s lies after --until %s", since, until)
	}
	return from, to, nil
}
