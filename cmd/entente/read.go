package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"strings"

	"github.com/spf13/cobra"

	"entente/dossier"
	"entente/evidence"
	"entente/evidence/fetch"
	"entente/publish/data"
	termview "entente/publish/term"
)

func (a *app) readCmd() *cobra.Command {
	var form, table, columns string
	var dry, accept, private bool
	cmd := &cobra.Command{
		Use:   "read DIR SOURCE...",
		Short: "Read pages, documents, feeds and bibliographies into the dossier",
		Long: `Read takes HTML and text files, PDF, DOCX, XLSX and ODS, standard input (-), web
addresses, RSS, Atom and JSON feeds, and bibliographies (CSL-JSON, BibTeX, RIS, and what
PubMed, EndNote and the Web of Science export as text). Of a page it keeps what was
received, with its SHA-256, and the article alone as Markdown; it makes a source
record, and puts what the dossier might use into inbox/, one line a proposal.
Nothing of that is in the dossier before a person accepts it: mark lines with [x]
or [-] and run read --accept.

Of a spreadsheet the rows become lines of polls, facts or events, once --map has said
which column is which; without, read shows the columns and a command to confirm.

A line that cannot be accepted stays in inbox/, is named with its place, and makes
the exit code 1.

With --dry-run nothing is stored. --format json prints what was read from each
input, or what --accept did.`,
		Example: `  entente read mygroup page.html https://example.org/story feed.xml library.bib
  entente read mygroup --accept
  entente read mygroup pages/*.html --dry-run --format json`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 || len(args) == 1 && !accept {
				return fmt.Errorf("write: entente read DIR SOURCE... (`entente read --help` shows an example)")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := format(form, "text", "json"); err != nil {
				return err
			}
			if accept && (dry || len(args) > 1) {
				return fmt.Errorf("--accept takes the folder alone: entente read %s --accept", args[0])
			}
			d, err := a.loadBut(args[0], "unknown-source") // which reading it in mends
			if err != nil {
				return err
			}
			if accept {
				return a.acceptInbox(args[0], d, form)
			}
			var mapping *evidence.Mapping
			if columns != "" || table != "" {
				m, err := evidence.ParseMapping(table, columns)
				if err != nil {
					return err
				}
				mapping = &m
			}
			client := fetch.New(fetch.Options{AllowPrivate: private})
			return a.readInputs(cmd.Context(), args[0], d, client, args[1:], mapping, dry, form)
		},
	}
	cmd.Flags().StringVar(&form, "format", "text", "text or json")
	cmd.Flags().StringVar(&columns, "map", "", "which column of a spreadsheet is which, as Date=end,Share=value, and values for all rows, as unit:=percent; it is remembered")
	cmd.Flags().StringVar(&table, "table", "", "the table that rows of a spreadsheet go into: polls, facts or events")
	cmd.Flags().BoolVar(&dry, "dry-run", false, "store nothing")
	cmd.Flags().BoolVar(&accept, "accept", false, "take the accepted lines of inbox/ into the dossier")
	cmd.Flags().BoolVar(&private, "allow-private", false, "let addresses of private networks be read")
	return cmd
}

func (a *app) acceptInbox(dir string, d *dossier.Dossier, form string) error {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	done, found, err := evidence.Accept(root, d)
	if err != nil {
		return err
	}
	if form == "json" {
		err = data.Accepted(a.out, done, found)
	} else {
		err = errors.Join(termview.Findings(a.err, found, a.style()), termview.Accepted(a.out, done))
	}
	if err != nil {
		return err
	}
	if len(found) > 0 {
		return errFindings
	}
	return nil
}

func (a *app) readInputs(ctx context.Context, dir string, d *dossier.Dossier, client *fetch.Client, inputs []string, mapping *evidence.Mapping, dry bool, form string) error {
	if ctx == nil {
		ctx = context.Background()
	}
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt)
	defer stop()
	var root *os.Root
	if !dry {
		r, err := os.OpenRoot(dir)
		if err != nil {
			return err
		}
		defer r.Close()
		root = r
	}
	desk, found := evidence.NewDesk(d, root, client, a.in)
	if len(found) > 0 { // a page of the archive that cannot be told apart from new ones
		if form == "json" {
			return cmp.Or(data.Readings(a.out, []*evidence.Reading{{Input: dir, Found: found, Error: found[0].Message}}), errFindings)
		}
		return cmp.Or(termview.Findings(a.err, found, a.style()), errFindings)
	}
	desk.Folder, desk.Map = dir, mapping
	var all []*evidence.Reading
	failed := false
	for _, in := range inputs {
		for _, r := range desk.Read(ctx, in) {
			all = append(all, r)
			failed = failed || r.Err != nil
			if form == "json" {
				continue
			}
			if err := termview.Findings(a.err, r.Found, a.style()); err != nil {
				return err
			}
			if r.Err != nil {
				// Errors of the web name their address themselves.
				fmt.Fprintf(a.err, "%s: %s\n", r.Input, strings.TrimPrefix(r.Error, r.Input+": "))
				if r.Counts == nil {
					continue
				}
			}
			if err := termview.Reading(a.out, r, a.style(), dry); err != nil {
				return err
			}
		}
		if ctx.Err() != nil {
			break
		}
	}
	if err := desk.Close(); err != nil {
		return err
	}
	if form == "json" {
		if err := data.Readings(a.out, all); err != nil {
			return err
		}
	}
	if failed {
		return errFindings
	}
	return ctx.Err()
}
