package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"

	"github.com/spf13/cobra"

	"entente/dossier"
	"entente/evidence"
	"entente/evidence/fetch"
	termview "entente/publish/term"
	"entente/words"
)

func (a *app) readCmd() *cobra.Command {
	var form string
	var dry, accept, private bool
	cmd := &cobra.Command{
		Use:   "read DIR SOURCE...",
		Short: "Read pages, feeds and bibliographies into the dossier",
		Long: `Read takes HTML and text files, standard input (-), web addresses, RSS, Atom and
JSON feeds, and bibliographies (CSL-JSON, BibTeX, RIS). Of a page it keeps what was
received, with its SHA-256, and the article alone as Markdown; it makes a source
record, and puts what the dossier might use into inbox/, one line a proposal.
Nothing of that is in the dossier before a person accepts it: mark lines with [x]
or [-] and run read --accept.

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
			d, _, err := dossier.Load(args[0])
			if err != nil {
				return err
			}
			if accept {
				return a.acceptInbox(args[0], d, form)
			}
			client := fetch.New(fetch.Options{AllowPrivate: private})
			return a.readInputs(cmd.Context(), args[0], d, client, args[1:], dry, form)
		},
	}
	cmd.Flags().StringVar(&form, "format", "text", "text or json")
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
		if found == nil {
			found = []dossier.Finding{}
		}
		err = writeJSON(a.out, acceptedJSON{1, done, found})
	} else {
		err = errors.Join(termview.Findings(a.err, found, a.style()), writeAccepted(a.out, done))
	}
	if err != nil {
		return err
	}
	if len(found) > 0 {
		return errFindings
	}
	return nil
}

// acceptedJSON is what read --accept prints as JSON.
type acceptedJSON struct {
	Version int `json:"version"`
	evidence.Accepted
	Findings []dossier.Finding `json:"findings"`
}

// writeAccepted says what was written, by kind, and what became of the other lines.
func writeAccepted(w io.Writer, done evidence.Accepted) error {
	subjects := words.Count(done.About, "subject") + " of sources"
	waits := "wait"
	if done.Waiting == 1 {
		waits = "waits"
	}
	var b strings.Builder
	fmt.Fprintf(&b, "accepted: %s, %s, %s, %s; %d rejected, %d %s", words.Count(done.Facts, "fact"), words.Count(done.Events, "event"), words.Count(done.Quotes, "quotation"), subjects,
		done.Rejected, done.Waiting, waits)
	if done.Refused > 0 {
		fmt.Fprintf(&b, ", %d refused (they stay in inbox/)", done.Refused)
	}
	if done.Already > 0 {
		fmt.Fprintf(&b, ", %d in the dossier already", done.Already)
	}
	_, err := io.WriteString(w, b.String()+"\n")
	return err
}

// readingsJSON is what read prints as JSON: an element for each input, and for each
// new item of a feed.
type readingsJSON struct {
	Version  int                 `json:"version"`
	Readings []*evidence.Reading `json:"readings"`
}

func (a *app) readInputs(ctx context.Context, dir string, d *dossier.Dossier, client *fetch.Client, inputs []string, dry bool, form string) error {
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
	if err := termview.Findings(a.err, found, a.style()); err != nil {
		return err
	}
	all := []*evidence.Reading{}
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
				continue
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
		for _, r := range all {
			r.Fill()
		}
		if err := writeJSON(a.out, readingsJSON{1, all}); err != nil {
			return err
		}
	}
	if failed {
		return errFindings
	}
	return ctx.Err()
}
