package term

import (
	"fmt"
	"io"
	"strings"

	"entente/dossier"
)

// screenful is how many findings are printed before the rest are only counted.
const screenful = 20

// Findings prints findings, at most a screenful of them; those beyond are
// counted by rule.
func Findings(w io.Writer, found []dossier.Finding, s Style) error {
	p := &printer{Writer: w, Style: s}
	shown := found[:min(len(found), screenful)]
	for _, f := range shown {
		code := map[dossier.Severity]string{dossier.Error: bold + ";" + rust, dossier.Warning: amber, dossier.Note: dim}[f.Severity]
		p.line(p.paint(bold, f.Pos.String()+":"), " ", p.paint(code, string(f.Severity)+":"), " ", clean(f.Message), " ", p.paint(dim, "["+f.Rule+"]"))
		if f.Hint != "" {
			p.line("    ", clean(f.Hint))
		}
	}
	if rest := found[len(shown):]; len(rest) > 0 {
		counts := map[string]int{}
		var order []string
		for _, f := range rest {
			if counts[f.Rule] == 0 {
				order = append(order, f.Rule)
			}
			counts[f.Rule]++
		}
		var parts []string
		for _, r := range order {
			parts = append(parts, fmt.Sprintf("%d %s", counts[r], r))
		}
		p.para(0, dim, fmt.Sprintf("… and %d more: %s. Use --format json for all of them.", len(rest), strings.Join(parts, ", ")))
	}
	return p.err
}

// CheckSummary prints one line on what was checked and found.
func CheckSummary(w io.Writer, d *dossier.Dossier, found []dossier.Finding, s Style) error {
	p := &printer{Writer: w, Style: s}
	e, warn, n := dossier.CountFindings(found)
	what := fmt.Sprintf("%d files, %d initiatives, %d constraints, %d sources: ", len(d.Files), len(d.Initiatives), len(d.Constraints), len(d.Sources))
	if e+warn+n == 0 {
		p.line(what, p.paint(green, "nothing found"))
	} else {
		p.line(what, fmt.Sprintf("%s, %s, %s", count(e, "error"), count(warn, "warning"), count(n, "note")))
	}
	return p.err
}

func count(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}
