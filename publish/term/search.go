package term

import (
	"fmt"
	"io"
	"strings"

	"entente/dossier"
	"entente/evidence/search"
)

// Characters of no script, which stand for the marks around a match until lines
// are broken.
const (
	markOn  = "\ue000"
	markOff = "\ue001"
)

// Search prints what was found, the best first: a line that says what it is, one
// that says where, and the words around what matched, which is bold or in
// brackets. filtered says whether filters left things out, for the hint where
// nothing was found.
func Search(w io.Writer, res *search.Results, filtered bool, s Style) error {
	p := &printer{Writer: w, Style: s}
	if res.Total == 0 {
		p.para(0, "", "Nothing found for “"+res.Query+"”.")
		hint := "All words must occur. Write OR between alternatives and an asterisk after the beginning of a word."
		if filtered {
			hint += " Filters leave out what has no date, member or area."
		}
		p.para(0, dim, hint)
		p.para(0, dim, "This searched the dossier’s own archive and texts, which backs no absence.")
		return p.err
	}
	for _, r := range res.Results {
		p.marked(0, bold, string(r.Kind)+"  ", r.Title, r.TitleMatches)
		where := []string{fmt.Sprintf("%s:%d", r.File, r.Line), r.ID}
		for _, x := range []string{r.Date, strings.Join(r.Members, " "), strings.ReplaceAll(r.Area, ",", ", ")} {
			if x != "" {
				where = append(where, x)
			}
		}
		if r.Unconfirmed {
			where = append(where, dossier.NotConfirmed)
		}
		p.para(2, dim, strings.Join(where, " · "))
		p.marked(2, "", "", r.Snippet, r.Matches)
		p.line()
	}
	if n := len(res.Results); n < res.Total {
		p.para(0, "", fmt.Sprintf("The best %d of %d found; --limit shows more.", n, res.Total))
	} else {
		p.line(fmt.Sprintf("%d found.", n))
	}
	return p.err
}

// marked prints a text wrapped and indented, behind a label in a style of its
// own, with its matches in bold or, without colour, in brackets.
func (p *printer) marked(indent int, labelCode, label, text string, matches [][2]int) {
	on, off := "[", "]"
	if p.Color {
		on, off = markOn, markOff
		text = strings.Map(func(r rune) rune {
			if r == 0xe000 || r == 0xe001 {
				return '\ufffd'
			}
			return r
		}, text)
	}
	colour := strings.NewReplacer(markOn, "\x1b["+bold+"m", markOff, "\x1b[0m")
	for n, l := range wrap(label+search.Mark(text, matches, on, off), p.width()-indent) {
		if rest, ok := strings.CutPrefix(l, strings.TrimSpace(label)); ok && n == 0 && label != "" {
			p.line(strings.Repeat(" ", indent), p.paint(labelCode, strings.TrimSpace(label)), colour.Replace(rest))
			continue
		}
		p.line(strings.Repeat(" ", indent), colour.Replace(l))
	}
}
