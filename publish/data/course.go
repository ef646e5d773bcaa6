package data

import (
	"io"

	"entente/course"
	"entente/record"
	"entente/winset/deu"
)

// Course writes the agenda over time as JSON. Its form is the course's own: see
// course.Version.
func Course(w io.Writer, c *course.Course) error { return encode(w, c) }

// CourseCSV writes a row an initiative and step: cells are blank where nothing was
// assessed, and the column blank says why.
func CourseCSV(w io.Writer, c *course.Course) error {
	head := []string{"id", "title", "step", "day", "verdict", "blank", "joint"}
	for _, m := range c.Dossier.Members {
		head = append(head, "carry_"+m)
	}
	t := newTable(w, append(head, "level", "changed")...)
	for _, h := range c.Initiatives {
		says := map[int]string{}
		for _, x := range h.Changes {
			says[x.Step] = x.Says
		}
		for n, p := range h.Points {
			verdict, level := "", ""
			if p.Verdict != nil {
				verdict = string(*p.Verdict)
			}
			if p.Blank != course.NotProposed {
				level = Number(p.Level)
			}
			row := []string{h.ID, h.Title, c.Steps[n].Label, c.Steps[n].Day.String(), verdict, p.Blank, Share(p.Joint)}
			for _, m := range c.Dossier.Members {
				row = append(row, Share(p.ByMember[m]))
			}
			t.row(append(row, level, says[n])...)
		}
	}
	return t.end()
}

// Backtest writes the dossier's own record, the models on the DEU decisions, or
// both, as JSON; nil leaves one out. Its form is the backtest's: see
// course.BacktestVersion.
func Backtest(w io.Writer, b *course.Backtest, ledger *record.LedgerReport, models *deu.Report) error {
	return encode(w, struct {
		Version int `json:"version"`
		*course.Backtest
		Ledger *record.LedgerReport `json:"ledger,omitempty"`
		DEU    *deu.Report          `json:"deu,omitempty"`
	}{course.BacktestVersion, b, ledger, models})
}
