package term

import (
	"fmt"
	"io"
	"strings"

	"entente/check"
	"entente/dossier"
	"entente/words"
)

// screenful is how many findings are printed before the rest are only counted.
const screenful = 20

// Findings prints findings, at most a screenful of them; those beyond are
// counted by rule. The line with the place is never broken: editors read it.
func Findings(w io.Writer, found []dossier.Finding, s Style) error {
	p := &printer{Writer: w, Style: s}
	shown := found[:min(len(found), screenful)]
	for _, f := range shown {
		code := map[dossier.Severity]string{dossier.Error: bold + ";" + rust, dossier.Warning: amber, dossier.Note: dim}[f.Severity]
		p.line(p.paint(bold, f.Pos.String()+":"), " ", p.paint(code, string(f.Severity)+":"), " ", clean(f.Message), " ", p.paint(dim, "["+f.Rule+"]"))
		p.excerpt(f)
		if f.Hint != "" {
			p.para(4, "", f.Hint)
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

// excerpt prints the line on which a finding stands, with a caret under it.
func (p *printer) excerpt(f dossier.Finding) {
	if strings.TrimSpace(f.Excerpt) == "" || f.Col < 1 {
		return
	}
	line := []rune(clean(strings.ReplaceAll(f.Excerpt, "\t", " ")))
	from := min(f.Col-1, len(line))
	// A long line is cut around the place.
	cols := p.width() - 6
	start := 0
	if words.Width(string(line)) > cols {
		for start < from && words.Width(string(line[start:from])) > cols/3 {
			start++
		}
	}
	end := start
	for end < len(line) && words.Width(string(line[start:end+1])) <= cols {
		end++
	}
	marked := min(from+max(1, f.Len), end)
	p.line("    ", p.paint(dim, string(line[start:end])))
	pad := strings.Repeat(" ", words.Width(string(line[start:min(from, end)])))
	p.line("    ", pad, p.paint(bold, strings.Repeat("^", max(1, words.Width(string(line[min(from, end):max(marked, min(from, end))]))))))
}

// CheckSummary prints one line on what was checked and found, and one on the
// figures and quotations that were held against their sources.
func CheckSummary(w io.Writer, d *dossier.Dossier, res *check.Result, s Style) error {
	p := &printer{Writer: w, Style: s}
	e, warn, n := dossier.CountFindings(res.Findings)
	what := fmt.Sprintf("%d files, %d initiatives, %d constraints, %d sources: ", len(d.Files), len(d.Initiatives), len(d.Constraints), len(d.Sources))
	silenced := ""
	if res.Silenced > 0 {
		silenced = fmt.Sprintf(", %d silenced", res.Silenced)
	}
	if e+warn+n == 0 {
		what += "nothing found"
	} else {
		what += fmt.Sprintf("%s, %s, %s", words.Count(e, "error"), words.Count(warn, "warning"), words.Count(n, "note"))
	}
	p.para(0, "", what+silenced)
	if res.Checked+res.Unchecked > 0 {
		p.line(fmt.Sprintf("%s in texts found in their sources, %d unchecked", words.Count(res.Checked, "figure or quotation"), res.Unchecked))
	}
	return p.err
}
