package term

import (
	"fmt"
	"io"
	"strings"

	"entente/check"
	"entente/dossier"
	"entente/words"
)

// screenful is how many findings are printed before the rest are only counted, and
// fewAlike how many notes that ask for the same.
const (
	screenful = 20
	fewAlike  = 3
)

// Findings prints findings: all that others may follow from, and of the rest as
// many as make a screenful, unless the style asks for all; those beyond are counted
// by rule. Many notes that ask for the same stand together, a line each, with what they
// ask said once. The line with the place is never broken: editors read it.
func Findings(w io.Writer, found []dossier.Finding, s Style) error {
	p := &printer{Writer: w, Style: s}
	groups := gathered(found)
	n := screenful
	for n < len(groups) && (s.All || groups[n][0].Cause) {
		n++
	}
	var rest []dossier.Finding
	for i, g := range groups {
		shown := len(g)
		switch {
		case i >= n:
			shown = 0
		case shown > fewAlike && !s.All:
			shown = fewAlike
		}
		rest = append(rest, g[shown:]...)
		if shown == 0 {
			continue
		}
		for _, f := range g[:shown] {
			code := map[dossier.Severity]string{dossier.Error: bold + ";" + rust, dossier.Warning: amber, dossier.Note: dim}[f.Severity]
			p.line(p.paint(bold, f.Pos.String()+":"), " ", p.paint(code, string(f.Severity)+":"), " ", dossier.Escaped(f.Message), " ", p.paint(dim, "["+f.Rule+"]"))
			if len(g) == 1 {
				p.excerpt(f)
			}
		}
		if hint := g[0].Hint; hint != "" {
			p.para(4, "", dossier.Escaped(hint))
		}
	}
	if len(rest) > 0 {
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
		p.para(0, dim, fmt.Sprintf("… and %d more: %s. `entente check DIR --all` prints them, and --format json.", len(rest), strings.Join(parts, ", ")))
	}
	return p.err
}

// gathered puts more than a few notes of one rule with one hint together, where the
// first of them stands; every other finding stands alone.
func gathered(found []dossier.Finding) [][]dossier.Finding {
	type ask struct{ rule, hint string }
	alike := map[ask][]dossier.Finding{}
	for _, f := range found {
		if f.Severity == dossier.Note {
			alike[ask{f.Rule, f.Hint}] = append(alike[ask{f.Rule, f.Hint}], f)
		}
	}
	var out [][]dossier.Finding
	for _, f := range found {
		k := ask{f.Rule, f.Hint}
		switch group, noted := alike[k]; {
		case f.Severity != dossier.Note || noted && len(group) <= fewAlike:
			out = append(out, []dossier.Finding{f})
		case noted:
			out = append(out, group)
			delete(alike, k)
		}
	}
	return out
}

// Held says how many findings were held back, and which files they wait for.
func Held(w io.Writer, held dossier.HeldBack, s Style) error {
	p := &printer{Writer: w, Style: s}
	if says := held.String(); says != "" {
		p.para(0, "", strings.ToUpper(says[:1])+dossier.Escaped(says[1:])+".")
	}
	return p.err
}

// excerpt prints the line on which a finding stands, with a caret under it.
func (p *printer) excerpt(f dossier.Finding) {
	if strings.TrimSpace(f.Excerpt) == "" || f.Col < 1 {
		return
	}
	// Each character keeps its place, so that the caret stands under it.
	line := []rune(strings.ToValidUTF8(strings.ReplaceAll(f.Excerpt, "\t", " "), "�"))
	for i, r := range line {
		if dossier.Escaped(string(r)) != string(r) {
			line[i] = '�'
		}
	}
	from := min(f.Col-1, len(line))
	// A long line is cut around the place.
	cols := p.width() - 6
	start := 0
	if words.Width(string(line)) > cols {
		for start = from; start > 0 && words.Width(string(line[start-1:from])) <= cols/3; start-- {
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
	what := fmt.Sprintf("%s, %s, %s, %s: ", words.Count(len(d.Files), "file"), words.Count(len(d.Initiatives), "initiative"), words.Count(len(d.Constraints), "constraint"), words.Count(len(d.Sources), "source"))
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
	if res.Waiting > 0 {
		p.para(0, "", fmt.Sprintf("not checked: %s in texts that print from the agenda; mend the errors first", words.Count(res.Waiting, "directive")))
	}
	if res.Checked+res.Unchecked > 0 {
		held := "1 figure or quotation in texts found in its source"
		if res.Checked != 1 {
			held = fmt.Sprintf("%d figures or quotations in texts found in their sources", res.Checked)
		}
		p.line(fmt.Sprintf("%s, %d unchecked", held, res.Unchecked))
	}
	return p.err
}
