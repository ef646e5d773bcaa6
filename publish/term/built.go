package term

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode"

	"entente/dossier"
	"entente/publish/output"
)

// shownLeft is how many files that were left are named.
const shownLeft = 20

// Built says what a reader could not expect of a build into a folder; manifest is
// the name of the file that lists what a build wrote.
func Built(w io.Writer, out, manifest string, r output.Report) error {
	var b strings.Builder
	if r.Recovered {
		fmt.Fprintf(&b, "an earlier build of %s was stopped while it wrote; the site is whole again\n", out)
	}
	if r.Adopted {
		fmt.Fprintf(&b, "%s was built by a version that kept no list of its files; from now on %s keeps it\n", out, manifest)
	}
	if r.Was != "" {
		fmt.Fprintf(&b, "%s held the site of %q until now\n", out, r.Was)
	}
	if len(r.Left) > 0 {
		fmt.Fprintf(&b, "left in %s, though no page of this site: an earlier build's files that were changed since, or that no list names; remove them if you do not need them:\n", out)
		for n, p := range r.Left {
			if n == shownLeft {
				fmt.Fprintf(&b, "  and %d more\n", len(r.Left)-n)
				break
			}
			fmt.Fprintf(&b, "  %s\n", printable(p))
		}
	}
	for _, p := range r.Aside {
		fmt.Fprintf(&b, "%s is what a stopped build of an earlier version set aside; look into it and remove it\n", p)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// Embargo says what a build did with an embargo, and by which day of the clock: until is
// its day, or zero where it is over.
func Embargo(w io.Writer, day string, until dossier.Date, now time.Time) {
	today := now.Format("2 January 2006, MST")
	if until.IsZero() {
		fmt.Fprintf(w, "the embargo until %s is over (today is %s): nothing is marked\n", day, today)
		return
	}
	fmt.Fprintf(w, "under embargo until %s (today is %s): all is marked; feeds, newsletter, sitemap, card and what cannot be marked are not written\n", until.Words(), today)
}

// Unaddressed says what a build lacks whose dossier does not say where the site will be.
func Unaddressed(w io.Writer) {
	fmt.Fprintln(w, "no feeds, newsletter or sitemap were written: they link to the site, and dossier.yaml does not say where it will be; add site: {address: https://example.org/agenda/}")
}

// LongNewsletter says of how many bytes the newsletter is, where some programs of mail will
// cut it: they do at so many.
func LongNewsletter(w io.Writer, bytes, most int) {
	fmt.Fprintf(w, "newsletter.html has %d bytes though it is told as short as it can be: some programs of mail cut what is over %d; shorten the addresses, the licence or the convener's name in dossier.yaml\n", bytes, most)
}

// printable quotes a name that would do something to a terminal.
func printable(name string) string {
	if strings.ContainsFunc(name, func(r rune) bool { return !unicode.IsPrint(r) }) {
		return strconv.Quote(name)
	}
	return name
}
