package term

import (
	"fmt"
	"io"
	"strings"
	"time"

	"entente/event"
)

// Progress shows how far an import is, on one line of a terminal that it writes over.
type Progress struct {
	w     io.Writer
	width int
	start time.Time
	last  time.Time
}

// NewProgress begins to show progress on a terminal of so many columns; where w is
// nil nothing is shown.
func NewProgress(w io.Writer, width int) *Progress {
	return &Progress{w: w, width: width, start: time.Now()}
}

// Show shows how far it is, at most ten times a second.
func (p *Progress) Show(at event.ImportProgress) {
	now := time.Now()
	if p.w == nil || now.Sub(p.last) < 100*time.Millisecond {
		return
	}
	p.last = now
	_, _ = fmt.Fprint(p.w, "\r\x1b[K"+progressLine(at, now.Sub(p.start), p.width))
}

// Clear takes the line away.
func (p *Progress) Clear() {
	if p.w != nil {
		_, _ = fmt.Fprint(p.w, "\r\x1b[K")
	}
}

// progressLine draws the bar with rate and time left, in at most width columns.
func progressLine(at event.ImportProgress, since time.Duration, width int) string {
	done := 1.0
	if at.AllBytes > 0 {
		done = min(1, float64(at.Bytes)/float64(at.AllBytes))
	}
	left := "?"
	if done > 0.005 {
		left = time.Duration(float64(since) * (1 - done) / done).Round(time.Second).String()
	}
	rate := float64(at.Rows) / max(since.Seconds(), 1e-3)
	text := fmt.Sprintf(" %3.0f%%  %s rows, %s a second, %s left", 100*done, grouped(at.Rows), grouped(int64(rate)), left)
	cells := min(30, width-len(text)-3)
	if cells < 5 {
		return text[1:min(len(text), max(1, width))]
	}
	full := int(done * float64(cells))
	return "[" + strings.Repeat("=", full) + strings.Repeat(" ", cells-full) + "]" + text
}
