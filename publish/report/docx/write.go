package docx

import (
	"fmt"
	"strings"

	"entente/publish/report"
	"entente/words"
)

// spaces are the names of the vocabularies that parts use.
const spaces = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" ` +
	`xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"`

// writer writes one document.
type writer struct {
	d       report.Document
	rtl     bool
	body    text
	inNotes text
	media   []part

	marks  map[string]string // the bookmark of an id
	lists  []listNumber
	placed map[string]bool // the bookmarks that stand already
	noted  map[int]bool    // the notes that were marked already
	counts map[string]int
	unique int // of bookmarks and drawings
	tables int // with captions in the text; -1 before they are counted
}

// text is a part that is being written.
type text struct {
	b    strings.Builder
	rels rels
}

func (t *text) put(s string) { t.b.WriteString(s) }

// finish gives the part with its root around what was written.
func (t *text) finish(root string) string {
	return xmlHead + "<w:" + root + " " + spaces + ">" + t.b.String() + "</w:" + root + ">"
}

// textWidth is the width of the column of text, in twentieths of a point: A4 with
// margins of 2.5 cm.
const (
	pageWidth, pageHeight = 11906, 16838
	margin                = 1418
	textWidth             = pageWidth - 2*margin
)

func newWriter(d report.Document) *writer {
	if d.Lang == "" {
		d.Lang = "en"
	}
	w := &writer{d: d, rtl: words.Direction(d.Lang) == "rtl", marks: map[string]string{}, placed: map[string]bool{}, noted: map[int]bool{}, counts: map[string]int{}, tables: -1}
	for _, r := range [][2]string{{"styles", "styles.xml"}, {"settings", "settings.xml"}, {"fontTable", "fontTable.xml"}, {"numbering", "numbering.xml"}, {"footnotes", "footnotes.xml"}, {"header", "header1.xml"}, {"footer", "footer1.xml"}} {
		w.body.rels.add(r[0], r[1], false)
	}
	w.findMarks(d.Blocks)
	return w
}

// findMarks gives each heading, table and figure that has an id its bookmark, whose
// name may be of letters and digits alone.
func (w *writer) findMarks(blocks []report.Block) {
	for _, b := range blocks {
		id := ""
		switch b := b.(type) {
		case report.Heading:
			id = b.ID
		case report.Table:
			id = b.ID
		case report.Figure:
			id = b.ID
		case report.Quote:
			w.findMarks(b.Blocks)
		case report.List:
			for _, item := range b.Items {
				w.findMarks(item)
			}
		}
		if id != "" && w.marks[id] == "" {
			w.marks[id] = fmt.Sprintf("_Ref%06d", len(w.marks)+1)
		}
	}
}

// document writes the text of the document.
func (w *writer) document() error {
	t := &w.body
	t.put("<w:body>")
	d := w.d
	if d.Mark != "" {
		w.paragraph(t, "Notice", []report.Run{{Text: d.Mark, Bold: true}}, "")
	}
	if d.Kind != "" {
		w.paragraph(t, "Kicker", report.Words(d.Kind), "")
	}
	w.paragraph(t, "Title", report.Words(d.Title), "")
	if d.Deck != "" {
		w.paragraph(t, "Subtitle", report.Words(d.Deck), "")
	}
	if by := byline(d); by != "" {
		w.paragraph(t, "Byline", report.Words(by), "")
	}
	for _, n := range d.Notices {
		w.paragraph(t, "Notice", report.Words(n), "")
	}
	if d.Contents {
		w.contents()
	}
	if err := w.blocks(t, d.Blocks, place{}); err != nil {
		return err
	}
	if d.References != nil {
		w.heading(t, report.Heading{Level: 1, Text: report.Words(d.ListName)})
		for _, r := range d.References {
			w.paragraph(t, "Bibliography", r, "")
		}
	}
	if d.Corrections != nil {
		w.heading(t, report.Heading{Level: 1, Text: report.Words("Corrections")})
		for _, c := range d.Corrections {
			w.paragraph(t, "Normal", report.Words(c), "")
		}
	}
	w.behindCharts()
	if end := colophon(d); end != nil {
		w.paragraph(t, "Colophon", end, "")
	}
	t.put(`<w:sectPr><w:headerReference w:type="default" r:id="` + t.rels.add("header", "header1.xml", false) + `"/><w:footerReference w:type="default" r:id="` + t.rels.add("footer", "footer1.xml", false) + `"/>` +
		`<w:footerReference w:type="first" r:id="` + t.rels.add("footer", "footer1.xml", false) + `"/>` +
		fmt.Sprintf(`<w:pgSz w:w="%d" w:h="%d"/><w:pgMar w:top="%d" w:right="%d" w:bottom="%d" w:left="%d" w:header="709" w:footer="709" w:gutter="0"/>`, pageWidth, pageHeight, margin, margin, margin, margin) + `<w:titlePg/>` + onlyIf(w.rtl, "<w:bidi/>") + `</w:sectPr></w:body>`)
	return nil
}

func onlyIf(yes bool, s string) string {
	if yes {
		return s
	}
	return ""
}

func byline(d report.Document) string {
	var names []string
	for _, a := range d.Byline {
		if a.At != "" {
			names = append(names, a.Name+" ("+a.At+")")
		} else {
			names = append(names, a.Name)
		}
	}
	var parts []string
	if len(names) > 0 {
		parts = append(parts, strings.Join(names, ", "))
	}
	if d.Date != "" {
		parts = append(parts, d.Date)
	}
	if d.AsOf != "" {
		parts = append(parts, "as of "+d.AsOf)
	}
	return strings.Join(parts, " · ")
}

// colophon says at the end what the document is from.
func colophon(d report.Document) []report.Run {
	var out []report.Run
	say := func(r report.Run) {
		if len(out) > 0 {
			out = append(out, report.Run{Text: " · "})
		}
		out = append(out, r)
	}
	if d.Site != "" && d.Site != d.Title {
		say(report.Run{Text: d.Site, Italic: true})
	}
	if d.Convener != "" {
		say(report.Run{Text: d.Convener})
	}
	if d.Address != "" {
		say(report.Run{Text: d.Address, Href: d.Address})
	}
	if d.Licence != "" {
		say(report.Run{Text: d.Licence})
	}
	return out
}

// place is where a block stands.
type place struct {
	depth  int    // of lists
	quoted bool   // in a quotation
	small  bool   // in a note
	mark   string // what the first paragraph begins with: the number of a note, or of an item
	note   string // the mark of a note, in its first paragraph
}

// blocks writes blocks one after another; a table is followed by a paragraph, as
// Word asks for.
func (w *writer) blocks(t *text, blocks []report.Block, at place) error {
	for i, b := range blocks {
		in := at
		if i > 0 {
			in.mark, in.note = "", ""
		}
		if _, ok := b.(report.Paragraph); !ok && in.note != "" {
			t.put(`<w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>` + in.note + `</w:p>`)
			in.note = ""
		}
		switch b := b.(type) {
		case report.Heading:
			w.heading(t, b)
		case report.Paragraph:
			w.plain(t, b, in)
		case report.List:
			if err := w.list(t, b, in); err != nil {
				return err
			}
		case report.Quote:
			in.quoted = true
			if err := w.blocks(t, b.Blocks, in); err != nil {
				return err
			}
			if b.By != "" {
				w.paragraph(t, "QuoteBy", report.Words(b.By), "")
			}
		case report.Code:
			t.put(`<w:p><w:pPr><w:pStyle w:val="Code"/></w:pPr>`)
			for n, line := range strings.Split(strings.TrimSuffix(b.Text, "\n"), "\n") {
				t.put("<w:r>" + onlyIf(n > 0, "<w:br/>") + `<w:t xml:space="preserve">` + escape(line) + "</w:t></w:r>")
			}
			t.put("</w:p>")
		case report.Rule:
			t.put(`<w:p><w:pPr><w:pStyle w:val="Rule"/></w:pPr></w:p>`)
		case report.Table:
			w.table(t, b)
		case report.Figure:
			if err := w.figure(t, b); err != nil {
				return err
			}
		}
	}
	return nil
}

func (w *writer) plain(t *text, p report.Paragraph, at place) {
	style, props := "Normal", ""
	switch {
	case at.small:
		style = "FootnoteText"
	case at.depth > 0:
		style = "ListParagraph"
		props = at.mark
		if props == "" {
			props = fmt.Sprintf(`<w:ind w:left="%d"/>`, indent*at.depth)
		}
	case at.quoted:
		style = "Quote"
	case p.Small:
		style = "Source"
	}
	w.opened(t, style, report.Plain(p.Text), props)
	t.put(at.note)
	w.runs(t, p.Text)
	t.put("</w:p>")
}

// paragraph writes runs in a style; mark is the bookmark that they are in, or "".
func (w *writer) paragraph(t *text, style string, runs []report.Run, mark string) {
	w.opened(t, style, report.Plain(runs), "")
	end := w.bookmark(t, mark)
	w.runs(t, runs)
	t.put(end + "</w:p>")
}

// opened begins a paragraph, in the direction of its first letter.
func (w *writer) opened(t *text, style, words, props string) {
	dir := ""
	if rtl, any := first(words); any && rtl != w.rtl {
		dir = fmt.Sprintf(`<w:bidi w:val="%t"/>`, rtl)
	}
	numbered, rest := "", props
	if strings.HasPrefix(props, "<w:numPr>") {
		numbered, rest = props, ""
	}
	t.put(`<w:p><w:pPr><w:pStyle w:val="` + style + `"/>` + numbered + dir + rest + `</w:pPr>`)
}

// bookmark begins a bookmark, and gives what ends it: nothing where there is none, or
// where it stands already. Of two things with one id the first is led to.
func (w *writer) bookmark(t *text, name string) string {
	if name == "" || w.placed[name] {
		return ""
	}
	w.placed[name] = true
	w.unique++
	t.put(fmt.Sprintf(`<w:bookmarkStart w:id="%d" w:name="%s"/>`, w.unique, name))
	return fmt.Sprintf(`<w:bookmarkEnd w:id="%d"/>`, w.unique)
}

func (w *writer) heading(t *text, h report.Heading) {
	w.opened(t, fmt.Sprintf("Heading%d", min(6, max(1, h.Level))), report.Plain(h.Text), "")
	mark := w.bookmark(t, w.marks[h.ID])
	toc := ""
	if h.Level <= contentsDepth && t == &w.body {
		w.counts["toc"]++
		toc = w.bookmark(t, tocMark(w.counts["toc"]))
	}
	w.runs(t, h.Text)
	t.put(toc + mark + "</w:p>")
}

// contentsDepth is how many levels of headings the contents have.
const contentsDepth = 2

func tocMark(n int) string { return fmt.Sprintf("_Toc%06d", n) }

// contents writes the table of contents as a field that is filled already. It names
// no pages till a program that lays them out renews it: a number worked out here
// would be wrong.
func (w *writer) contents() {
	t := &w.body
	w.paragraph(t, "TOCHeading", report.Words("Contents"), "")
	heads := w.heads()
	for i, h := range heads {
		t.put(fmt.Sprintf(`<w:p><w:pPr><w:pStyle w:val="TOC%d"/></w:pPr>`, h.Level))
		if i == 0 {
			t.put(fieldBegin + fmt.Sprintf(`<w:r><w:instrText xml:space="preserve"> TOC \o "1-%d" \h \z \u </w:instrText></w:r>`, contentsDepth) + fieldMiddle)
		}
		t.put(`<w:hyperlink w:anchor="` + tocMark(i+1) + `" w:history="1">`)
		for _, r := range h.Text {
			r.Href, r.Note = "", 0
			w.run(t, r, "")
		}
		t.put("</w:hyperlink>")
		if i == len(heads)-1 {
			t.put(fieldEnd)
		}
		t.put("</w:p>")
	}
}

// heads gives the headings of the contents, in the order in which they are written.
func (w *writer) heads() []report.Heading {
	var out []report.Heading
	var walk func(blocks []report.Block)
	walk = func(blocks []report.Block) {
		for _, b := range blocks {
			switch b := b.(type) {
			case report.Heading:
				if b.Level <= contentsDepth {
					b.Level = max(1, b.Level)
					out = append(out, b)
				}
			case report.Quote:
				walk(b.Blocks)
			case report.List:
				for _, item := range b.Items {
					walk(item)
				}
			}
		}
	}
	walk(w.d.Blocks)
	add := func(words string) { out = append(out, report.Heading{Level: 1, Text: report.Words(words)}) }
	if w.d.References != nil {
		add(w.d.ListName)
	}
	if w.d.Corrections != nil {
		add("Corrections")
	}
	if len(figures(w.d.Blocks)) > 0 {
		add(chartsHeading)
	}
	return out
}

const (
	fieldBegin  = `<w:r><w:fldChar w:fldCharType="begin"/></w:r>`
	fieldMiddle = `<w:r><w:fldChar w:fldCharType="separate"/></w:r>`
	fieldEnd    = `<w:r><w:fldChar w:fldCharType="end"/></w:r>`
)

// field writes a field with what it comes to.
func field(code, result string) string {
	return fieldBegin + `<w:r><w:instrText xml:space="preserve"> ` + code + ` </w:instrText></w:r>` + fieldMiddle + `<w:r><w:t xml:space="preserve">` + escape(result) + `</w:t></w:r>` + fieldEnd
}

// indent is how far each depth of a list is set in.
const indent = 425

// listNumber is the numbering of a list: bullets share one, each ordered list has its
// own.
type listNumber struct {
	ordered      bool
	depth, first int
}

// deepest is how many depths of a list Word numbers.
const deepest = 9

func (w *writer) list(t *text, l report.List, at place) error {
	in := at
	in.depth++
	n := listNumber{ordered: l.Ordered, depth: min(in.depth, deepest) - 1, first: l.First}
	id := 1
	if l.Ordered {
		w.lists = append(w.lists, n)
		id = 1 + len(w.lists)
	}
	for _, item := range l.Items {
		in.mark = fmt.Sprintf(`<w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%d"/></w:numPr>`, n.depth, id)
		if at.small {
			in.mark = ""
		}
		if len(item) == 0 {
			w.plain(t, report.Paragraph{}, in)
			continue
		}
		if _, ok := item[0].(report.Paragraph); !ok && !at.small {
			w.plain(t, report.Paragraph{}, in)
		}
		if err := w.blocks(t, item, in); err != nil {
			return err
		}
	}
	return nil
}

// notes writes the footnotes. The first two are the lines above them.
func (w *writer) notes() (string, error) {
	t := &w.inNotes
	t.put(`<w:footnote w:type="separator" w:id="0"><w:p><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr><w:r><w:separator/></w:r></w:p></w:footnote>` +
		`<w:footnote w:type="continuationSeparator" w:id="1"><w:p><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>`)
	for n, blocks := range w.d.Notes {
		if !w.noted[n+1] {
			continue // nothing leads to it
		}
		t.put(fmt.Sprintf(`<w:footnote w:id="%d">`, n+1+firstNote))
		if len(blocks) == 0 {
			blocks = []report.Block{report.Paragraph{}}
		}
		mark := `<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> </w:t></w:r>`
		if err := w.blocks(t, blocks, place{small: true, note: mark}); err != nil {
			return "", err
		}
		t.put("</w:footnote>")
	}
	return t.finish("footnotes"), nil
}

// firstNote is what is added to a note's number to give its id.
const firstNote = 1

// runs writes words, with their links, notes and marks of language.
func (w *writer) runs(t *text, runs []report.Run) {
	runs = report.Tongues(runs, w.d.Lang)
	for i := 0; i < len(runs); i++ {
		r := runs[i]
		switch {
		case r.Note > 0:
			w.mark(t, r.Note)
			if i+1 < len(runs) && runs[i+1].Note > 0 {
				t.put(`<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:t>, </w:t></w:r>`)
			}
		case r.Href != "":
			end := i + 1
			for end < len(runs) && runs[end].Href == r.Href && runs[end].Note == 0 {
				end++
			}
			w.link(t, r.Href, runs[i:end])
			i = end - 1
		default:
			w.run(t, r, "")
		}
	}
}

// mark writes the mark of a note. Word has each note once: a second mark is a
// reference to the first.
func (w *writer) mark(t *text, n int) {
	const look = `<w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>`
	name := fmt.Sprintf("_Note%06d", n)
	switch {
	case n > len(w.d.Notes) || t != &w.body:
	case w.noted[n]:
		t.put(strings.ReplaceAll(field("NOTEREF "+name+` \f \h`, fmt.Sprint(n)), "<w:r>", "<w:r>"+look))
	default:
		w.noted[n] = true
		end := w.bookmark(t, name)
		t.put(fmt.Sprintf(`<w:r>%s<w:footnoteReference w:id="%d"/></w:r>`, look, n+firstNote) + end)
	}
}

// link writes words that lead somewhere; as plain words where they may not.
func (w *writer) link(t *text, href string, runs []report.Run) {
	open := ""
	if id, ok := strings.CutPrefix(href, "#"); ok {
		if mark := w.marks[id]; mark != "" {
			open = `<w:hyperlink w:anchor="` + mark + `" w:history="1">`
		}
	} else if to, ok := outside(href); ok {
		open = `<w:hyperlink r:id="` + t.rels.add("hyperlink", to, true) + `" w:history="1">`
	}
	t.put(open)
	style := ""
	if open != "" {
		style = "Hyperlink"
	}
	for _, r := range runs {
		w.run(t, r, style)
	}
	t.put(onlyIf(open != "", "</w:hyperlink>"))
}

// run writes words set in one way. The order of the properties is that of the schema.
func (w *writer) run(t *text, r report.Run, style string) {
	if r.Break {
		t.put("<w:r><w:br/></w:r>")
		return
	}
	if r.Text == "" {
		return
	}
	for text, rtl := range directed(r.Text, w.rtl) {
		w.words(t, r, style, text, rtl)
	}
}

// words writes a part of a run that goes in one direction.
func (w *writer) words(t *text, r report.Run, style, words string, rtl bool) {
	var p strings.Builder
	switch {
	case style != "":
		p.WriteString(`<w:rStyle w:val="` + style + `"/>`)
	case r.Code:
		p.WriteString(`<w:rStyle w:val="CodeWords"/>`)
	case r.Weak:
		p.WriteString(`<w:rStyle w:val="Weak"/>`)
	}
	kind := scriptOf(r.Lang)
	if r.Lang != "" && kind == eastAsian {
		p.WriteString(`<w:rFonts w:hint="eastAsia" w:eastAsia="` + eastFont(r.Lang) + `"/>`)
	}
	p.WriteString(onlyIf(r.Bold, "<w:b/><w:bCs/>") + onlyIf(r.Italic && kind != eastAsian, "<w:i/><w:iCs/>") + onlyIf(r.Strike, "<w:strike/>"))
	p.WriteString(onlyIf(rtl, "<w:rtl/>"))
	if r.Lang != "" {
		attr := [...]string{western: "val", eastAsian: "eastAsia", complexScript: "bidi"}[kind]
		p.WriteString(`<w:lang w:` + attr + `="` + escape(wordLang(r.Lang)) + `"/>`)
	}
	t.put("<w:r>")
	if p.Len() > 0 {
		t.put("<w:rPr>" + p.String() + "</w:rPr>")
	}
	t.put(`<w:t xml:space="preserve">` + escape(words) + "</w:t></w:r>")
}

// figures gives the figures of blocks, in their order.
func figures(blocks []report.Block) []report.Figure {
	var out []report.Figure
	for _, b := range blocks {
		switch b := b.(type) {
		case report.Figure:
			if len(b.Chart.Rows) > 0 {
				out = append(out, b)
			}
		case report.Quote:
			out = append(out, figures(b.Blocks)...)
		case report.List:
			for _, item := range b.Items {
				out = append(out, figures(item)...)
			}
		}
	}
	return out
}
