package chart

// The size of a card, in units; twice as many pixels are what those that show links
// ask for.
const (
	CardWidth  = 600
	CardHeight = 315
)

// CardWords are what a card says; an empty text is left out.
type CardWords struct {
	Site, When, Says string
}

// Card draws the picture that stands for a site where others link to it: its name,
// what the agenda comes to, and every mark on one axis from 0 to 10 in ten. Marks
// without a value are left out.
func Card(words CardWords, marks []Mark, levels []Level) string {
	const left, right, base = 36.0, CardWidth - 36.0, CardHeight - 44.0
	k := newCanvas(CardWidth, CardHeight)
	k.text(left, 44, "start", quiet, 12, "", words.When)
	y := 44.0
	for _, line := range wrapText(words.Site, right-left, 26, 2) {
		y += 32
		k.text(left, y, "start", ink, 26, "600", line)
	}
	y += 6
	for _, line := range wrapText(words.Says, right-left, 15, 2) {
		y += 20
		k.text(left, y, "start", ink, 15, "", line)
	}
	top := y + 20
	X := func(v float64) float64 { return left + markR + min(1, max(0, v))*(right-left-2*markR) }
	var known []Mark
	for _, m := range marks {
		if m.Value != nil {
			known = append(known, m)
		}
	}
	at, lanes := stack(known, X, left, 1)
	step := min(2*markR+2.5, (base-top-2*markR)/float64(lanes))
	for _, l := range levels {
		k.line(X(l.Value), top, X(l.Value), base+4, ink, 1, "4 4")
		k.text(X(l.Value), base+18, "middle", ink, 11, "600", l.Label)
	}
	k.line(left, base+4, right, base+4, quiet, 1, "")
	k.text(left, base+18, "start", quiet, 11, "", "0 in 10 carry it")
	k.text(right, base+18, "end", quiet, 11, "", "10 in 10")
	for _, m := range at {
		k.shape(m, base-markR-float64(m.lane)*step)
	}
	return k.finish("card", words.Site, words.Says)
}
