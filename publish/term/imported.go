package term

import (
	"cmp"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"entente/event"
	"entente/words"
)

const (
	shownFiles = 20 // imported files that are listed one by one
	shownCodes = 10 // codes that no table knows
)

// Imported prints what an import did. Address is the store as it may be shown, store
// what it holds, nil where none was made; rejects is the file of rejected rows, ""
// where there are none.
func Imported(w io.Writer, done event.Imported, address string, store *event.Stats, rejects string, took time.Duration) error {
	var b strings.Builder
	var sum event.ImportedFile
	for _, f := range done.Files {
		sum.Rows, sum.Kept, sum.Repeated, sum.Rejected = sum.Rows+f.Rows, sum.Kept+f.Kept, sum.Repeated+f.Repeated, sum.Rejected+f.Rejected
		if len(done.Files) <= shownFiles {
			known := ""
			if f.Known {
				known = " (imported before)"
			}
			fmt.Fprintf(&b, "%s: %s, %s%s\n", f.Path, cmp.Or(f.Origin.String(), "format not recognised"), rowsOf(f), known)
		}
	}
	if len(done.Files) != 1 {
		fmt.Fprintf(&b, "%s files: %s\n", grouped(int64(len(done.Files))), rowsOf(sum))
	}
	if n := len(done.Passed); n > 0 {
		fmt.Fprintf(&b, "%s files of the folders are no tables by their names and were passed over\n", grouped(int64(n)))
	}
	if rejects != "" {
		fmt.Fprintf(&b, "The rejected rows are in %s\n", rejects)
	}
	if len(done.Unknown) > 0 {
		fmt.Fprintf(&b, "Country codes that no table knows (their rows are kept, without a country): %s\n", unknownCodes(done.Unknown))
	}
	if store != nil {
		fmt.Fprintf(&b, "%s holds %s rows in %.1f MB; this took %.1f s\n", address, grouped(store.Rows), float64(store.Bytes)/1e6, took.Seconds())
	} else {
		b.WriteString("Nothing was kept, and no store was made\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func unknownCodes(all []event.UnknownCount) string {
	var parts []string
	for _, u := range all[:min(len(all), shownCodes)] {
		parts = append(parts, fmt.Sprintf("%s %s ×%s", u.System, u.Code, grouped(u.N)))
	}
	out := strings.Join(parts, ", ")
	if n := len(all) - len(parts); n > 0 {
		out += fmt.Sprintf(", and %d more (--format json lists all)", n)
	}
	return out
}

func rowsOf(f event.ImportedFile) string {
	return fmt.Sprintf("%s rows read, %s kept, %s repeated, %s rejected", grouped(f.Rows), grouped(f.Kept), grouped(f.Repeated), grouped(f.Rejected))
}

func grouped(n int64) string { return words.Thousands(strconv.FormatInt(n, 10)) }
