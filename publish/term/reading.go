package term

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"entente/archive"
	"entente/evidence"
	"entente/words"
)

// Reading prints what was read from one input.
func Reading(w io.Writer, r *evidence.Reading, s Style, dry bool) error {
	p := &printer{Writer: w, Style: s}
	if r.Counts != nil {
		p.line(p.paint(bold, clean(r.Input)), ": ", counts(r.Counts))
		return p.err
	}
	if r.Outcome == "nothing new" {
		p.line(p.paint(bold, clean(r.Input)), ": nothing new")
		return p.err
	}
	if r.Outcome == "columns" {
		p.columns(r)
		return p.err
	}
	title := r.Title
	if title == "" {
		title = r.Input
	}
	p.line(p.paint(bold, clean(title)))
	var about []string
	for _, v := range []string{r.Site, r.Section, strings.Join(r.Tags, ", "), r.Language, date(r)} {
		if v != "" {
			about = append(about, clean(v))
		}
	}
	p.para(2, dim, strings.Join(about, " · "))
	switch {
	case dry:
		p.para(2, "", "read; nothing was stored")
	case r.CopyOf != "":
		p.para(2, "", "the same text as "+r.CopyOf+", and linked to it")
	case r.Outcome == "unchanged":
		p.para(2, "", r.ID+" is unchanged")
	case r.Outcome == "new version":
		p.para(2, "", r.ID+" has changed; both versions are kept")
	default:
		p.para(2, "", "stored as "+r.ID)
	}
	if out := leftOut(r.LeftOut); out != "" {
		p.para(2, "", "left out: "+out)
	}
	for _, f := range r.Flags {
		line := f.Message
		if f.Excerpt != "" {
			line += " (" + words.Clip(f.Excerpt, 60) + ")"
		}
		p.para(2, amber, "! "+clean(line))
	}
	if n := len(r.Proposals); n > 0 {
		counts := map[string]int{}
		for _, q := range r.Proposals {
			counts[q.Kind]++
		}
		line := fmt.Sprintf("proposed: %s, %s, %s, %s", words.Count(counts[evidence.ProposeMention], "subject"), words.Count(counts[evidence.ProposeDate], "date"),
			words.Count(counts[evidence.ProposeFigure], "figure"), words.Count(counts[evidence.ProposeQuote], "quotation"))
		if n := counts[evidence.ProposeRow]; n > 0 {
			line = "proposed: " + words.Count(n, "row")
		}
		if r.Inbox > 0 {
			line += "; see inbox/" + archive.FolderName(r.ID) + ".txt"
		}
		p.para(2, "", line)
		for _, q := range shortList(r.Proposals) {
			p.para(4, "", clean(q))
		}
	}
	return p.err
}

func date(r *evidence.Reading) string {
	if r.Updated != "" && r.Updated != r.Published {
		return r.Published + ", updated " + r.Updated
	}
	return r.Published
}

// counts says what came of a bibliography's entries.
func counts(c *evidence.Counts) string {
	s := words.Count(c.Entries, "record")
	if c.New == c.Entries && c.Renamed == 0 {
		return s
	}
	parts := []string{fmt.Sprintf("%d new", c.New)}
	if c.Renamed > 0 {
		parts[0] += fmt.Sprintf(" (%d renamed)", c.Renamed)
	}
	for _, p := range []struct {
		n    int
		what string
	}{{c.Known, "in the dossier already"}, {c.Twice, "twice in the file"}, {c.LeftOut, "left out"}} {
		if p.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", p.n, p.what))
		}
	}
	return s + ": " + strings.Join(parts, ", ")
}

func leftOut(m map[string]int) string {
	kinds := make([]string, 0, len(m))
	for k := range m {
		kinds = append(kinds, k)
	}
	slices.Sort(kinds)
	for i, k := range kinds {
		kinds[i] = fmt.Sprintf("%d %s", m[k], k)
	}
	return strings.Join(kinds, ", ")
}

// shortList gives the first proposals of each kind.
func shortList(list []evidence.Proposal) []string {
	var out []string
	n := map[string]int{}
	for _, q := range list {
		if n[q.Kind]++; n[q.Kind] > 3 {
			continue
		}
		switch q.Kind {
		case evidence.ProposeMention:
			out = append(out, fmt.Sprintf("%s %s (%q, %s)", q.What, q.ID, q.Text, words.Count(q.Count, "time")))
		case evidence.ProposeDate:
			out = append(out, "date "+q.Date+": "+words.Clip(q.Sentence, 90))
		case evidence.ProposeFigure:
			out = append(out, "figure "+q.Text+": "+words.Clip(q.Sentence, 90))
		case evidence.ProposeSearch:
			out = append(out, "search of "+q.Where+" for “"+words.Clip(q.Text, 80)+"”")
		case evidence.ProposeQuote:
			who := q.Speaker
			if who == "" {
				who = "unnamed"
			}
			out = append(out, "quotation of "+who+": “"+words.Clip(q.Text, 80)+"”")
		}
	}
	return out
}

// columns shows the columns of sheets that have no mapping yet, and how to confirm one.
func (p *printer) columns(r *evidence.Reading) {
	p.line(p.paint(bold, clean(r.Input)), ": nothing was stored; say first which column goes where")
	for _, c := range r.Columns {
		p.para(2, "", fmt.Sprintf("%s (%s) has the columns %s", clean(c.Sheet), words.Count(c.Rows, "row"), clean(strings.Join(c.Columns, " | "))))
		p.para(2, "", "its first row: "+clean(strings.Join(c.First, " | ")))
		line := "proposed: " + c.Proposed.Table
		if len(c.Missing) > 0 {
			line += "; no column was found for " + strings.Join(c.Missing, ", ") + ": name it, or put one value for all rows in place of …"
		}
		p.para(2, "", line)
		p.line("    ", clean(c.Command))
	}
}

// Accepted says what was written, by kind, and what became of the other lines.
func Accepted(w io.Writer, done evidence.Accepted) error {
	facts := words.Count(done.Facts, "fact")
	if done.Polls > 0 {
		facts += ", " + words.Count(done.Polls, "poll")
	}
	subjects := words.Count(done.About, "subject") + " of sources"
	quotes := words.Count(done.Quotes, "quotation")
	if done.Searches > 0 {
		quotes += ", " + words.Count(done.Searches, "search")
	}
	waits := "wait"
	if done.Waiting == 1 {
		waits = "waits"
	}
	var b strings.Builder
	fmt.Fprintf(&b, "accepted: %s, %s, %s, %s; %d rejected, %d %s", facts, words.Count(done.Events, "event"), quotes, subjects,
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
