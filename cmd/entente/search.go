package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"entente/dossier"
	"entente/evidence/search"
	termview "entente/publish/term"
)

func (a *app) searchCmd() *cobra.Command {
	var form, since, until, cache string
	var opt search.Options
	cmd := &cobra.Command{
		Use:   "search DIR QUERY...",
		Short: "Search the dossier and its archive",
		Long: `Search finds words in archived pages, texts, initiatives, constraints, players,
events, acts, facts, rulings, promises, polls and sources, best first.

All words must occur. "A phrase" stands in quotation marks, a word that may go on
ends in *, a word that must not occur begins with -, and OR joins two. Japanese and
Korean are found inside running text. The index lies in a cache folder and is kept
up to date by itself.`,
		Example: `  entente search examples/trilateral "comfort women" --since 2015
  entente search examples/trilateral 위안부 --kind ruling,event
  entente search examples/trilateral shipbuild* --member KOR --format json`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) < 2 || strings.TrimSpace(strings.Join(args[1:], " ")) == "" {
				return fmt.Errorf("write: entente search DIR QUERY (`entente search --help` shows an example)")
			}
			return nil
		},
		ValidArgsFunction: completeDir(nil),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := format(form, "text", "json"); err != nil {
				return err
			}
			d, _, err := dossier.Load(args[0])
			if err != nil {
				return err
			}
			if err := searchFilters(d, &opt, since, until); err != nil {
				return err
			}
			root, err := os.OpenRoot(args[0])
			if err != nil {
				return err
			}
			defer root.Close()
			if cache == "" {
				cache = os.Getenv("ENTENTE_CACHE")
			}
			if cache == "" {
				if dir, err := os.UserCacheDir(); err == nil {
					cache = filepath.Join(dir, "entente")
				}
			}
			x, err := search.Open(d, root, cache)
			if err != nil {
				return err
			}
			defer func() { _ = x.Close() }()
			if x.InMemory {
				fmt.Fprintf(a.err, "the cache folder %s cannot be written; the index was built in memory\n", cache)
			}
			ctx := cmd.Context()
			if ctx == nil {
				ctx = context.Background()
			}
			query := quoteArgs(args[1:])
			hits, total, err := x.Search(ctx, query, opt)
			if err != nil {
				return err
			}
			if form == "json" {
				if hits == nil {
					hits = []search.Hit{}
				}
				enc := json.NewEncoder(a.out)
				enc.SetIndent("", "  ")
				enc.SetEscapeHTML(false)
				return enc.Encode(struct {
					Version int          `json:"version"`
					Query   string       `json:"query"`
					Total   int          `json:"total"`
					Results []search.Hit `json:"results"`
				}{1, query, total, hits})
			}
			return termview.Hits(a.out, query, hits, total, a.style())
		},
	}
	cmd.Flags().StringVar(&form, "format", "text", "text or json")
	cmd.Flags().StringVar(&opt.Member, "member", "", "only what concerns a member (its code)")
	cmd.Flags().StringVar(&opt.Area, "area", "", "only an area")
	cmd.Flags().StringSliceVar(&opt.Kinds, "kind", nil, "only these kinds: "+strings.Join(search.Kinds, ", "))
	cmd.Flags().StringVar(&since, "since", "", "only from a date on")
	cmd.Flags().StringVar(&until, "until", "", "only up to a date")
	cmd.Flags().IntVar(&opt.Limit, "limit", 20, "how many results (1-1000)")
	cmd.Flags().StringVar(&cache, "cache", "", "folder for the index (default: ENTENTE_CACHE, or the user's cache folder)")
	return cmd
}

// quoteArgs joins the words of the command line; one that the shell kept
// together with its spaces is a phrase.
func quoteArgs(args []string) string {
	if len(args) == 1 {
		return args[0]
	}
	out := slices.Clone(args)
	for i, a := range out {
		if strings.Contains(a, " ") && !strings.ContainsAny(a, `"“`) {
			out[i] = `"` + a + `"`
		}
	}
	return strings.Join(out, " ")
}

func searchFilters(d *dossier.Dossier, opt *search.Options, since, until string) error {
	if opt.Limit < 1 || opt.Limit > 1000 {
		return fmt.Errorf("--limit must lie between 1 and 1000, and is %d", opt.Limit)
	}
	for _, k := range opt.Kinds {
		if !slices.Contains(search.Kinds, k) {
			return unknownID("kind", k, search.Kinds)
		}
	}
	if opt.Member != "" && d.Member(opt.Member) == nil {
		var codes []string
		for _, m := range d.Members {
			codes = append(codes, m.Code.ID)
		}
		return unknownID("member", opt.Member, codes)
	}
	if opt.Member != "" {
		opt.Member = d.Member(opt.Member).Code.ID
	}
	if opt.Area != "" && d.Area(opt.Area) == nil {
		var ids []string
		for _, x := range d.Header.Areas {
			ids = append(ids, x.ID.ID)
		}
		return unknownID("area", opt.Area, ids)
	}
	for flag, v := range map[string]struct {
		text string
		to   *dossier.Date
	}{"since": {since, &opt.Since}, "until": {until, &opt.Until}} {
		if v.text == "" {
			continue
		}
		day, err := dossier.ParseDate(v.text)
		if err != nil {
			return fmt.Errorf("--%s: %w", flag, err)
		}
		*v.to = day
	}
	return nil
}
