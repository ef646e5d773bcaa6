package words

import "strings"

// Part is a piece of a passage. Of names what its figures count, for those who can lead to
// it; "" where it is words alone.
type Part struct{ Text, Of string }

// Passage is a sentence, or several, in pieces.
type Passage []Part

func (p Passage) String() string {
	var w strings.Builder
	for _, x := range p {
		w.WriteString(x.Text)
	}
	return w.String()
}
