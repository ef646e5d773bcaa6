package page

import "slices"

// OfText gives the page of a document whose text, as Markdown, was read elsewhere
// and stays as it is: title, byline and date are read from its head, its first
// lines. Known says what is known of it beforehand.
func OfText(text, head string, known Page) *Page {
	p := &known
	p.LeftOut = map[string]int{}
	p.head(paragraphs(head))
	p.Dek, p.LeftOut = "", map[string]int{} // nothing was left out
	p.Text = text
	p.finish(Options{})
	return p
}

// Escape gives the sign that keeps a paragraph of plain text from being read as a
// mark of Markdown, or "".
func Escape(text string) string {
	if needsEscape.MatchString(text) {
		return `\`
	}
	return ""
}

// NameAuthors takes the names of a byline that hold, and with them the flag that the
// page names no author away.
func (p *Page) NameAuthors(holds func(name string) bool, byline string) {
	for _, name := range splitAuthors(byline) {
		if holds(name) {
			p.Authors = append(p.Authors, name)
		}
	}
	if len(p.Authors) > 0 {
		p.unflag("no-byline")
	}
}

// Date sets the day of publication, unless it is "".
func (p *Page) Date(iso string) {
	if iso != "" {
		p.Published = iso
		p.unflag("no-date")
	}
}

func (p *Page) unflag(kind string) {
	p.Flags = slices.DeleteFunc(p.Flags, func(f Flag) bool { return f.Kind == kind })
}
