package docx

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"entente/publish/chart/raster"
	"entente/publish/report"
	"entente/words"
)

// mostColumns is how many columns a table has that can be read on a page; a wider one
// is parted, with its first column before each part. Word takes 63 at most.
const mostColumns = 12

// table writes a table with its caption above it and what it is from below.
func (w *writer) table(t *text, b report.Table) {
	columns := len(b.Head)
	for _, row := range b.Rows {
		columns = max(columns, len(row))
	}
	if columns == 0 {
		return
	}
	if b.Caption != "" {
		w.caption(t, "Table", w.marks[b.ID], "", report.Words(b.Caption))
	}
	for from := 0; from < columns; {
		var cols []int
		if from > 0 {
			cols = append(cols, 0)
		}
		for len(cols) < mostColumns && from < columns {
			cols = append(cols, from)
			from++
		}
		w.grid(t, b, cols)
		if from < columns {
			w.paragraph(t, "Source", nil, "")
		}
	}
	w.paragraph(t, "Source", b.Sources, "")
}

// grid writes some columns of a table.
func (w *writer) grid(t *text, b report.Table, cols []int) {
	t.put(`<w:tbl><w:tblPr><w:tblStyle w:val="Ruled"/>` + onlyIf(w.rtl, "<w:bidiVisual/>") + fmt.Sprintf(`<w:tblW w:w="%d" w:type="dxa"/>`, textWidth) + `<w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr><w:tblGrid>`)
	widths := columnWidths(b, cols)
	for _, x := range widths {
		t.put(fmt.Sprintf(`<w:gridCol w:w="%d"/>`, x))
	}
	t.put("</w:tblGrid>")
	row := func(cells [][]report.Run, props, style string) {
		t.put("<w:tr><w:trPr>" + props + "</w:trPr>")
		for n, col := range cols {
			t.put(fmt.Sprintf(`<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/></w:tcPr>`, widths[n]))
			var runs []report.Run
			if col < len(cells) {
				runs = cells[col]
			}
			align := ""
			if col < len(b.Right) && b.Right[col] {
				align = `<w:jc w:val="right"/>`
			}
			w.opened(t, style, report.Plain(runs), align)
			w.runs(t, runs)
			t.put("</w:p></w:tc>")
		}
		t.put("</w:tr>")
	}
	if len(b.Head) > 0 {
		row(b.Head, "<w:cantSplit/><w:tblHeader/>", "TableHead")
	}
	for _, cells := range b.Rows {
		row(cells, "<w:cantSplit/>", "TableText")
	}
	t.put("</w:tbl>")
}

// columnWidths parts the width of the text among columns by what stands in them: each
// has room for its longest word where that can be had, and what is left goes to those
// with longer texts.
func columnWidths(b report.Table, cols []int) []int {
	// In twentieths of a point, and in letters.
	const letter, beside, longestWord, longestText = 115, 150, 18, 60
	out, more := make([]int, len(cols)), make([]int, len(cols))
	least, sum := 0, 0
	for n, col := range cols {
		word, text := 2, 2
		see := func(cells [][]report.Run) {
			if col >= len(cells) {
				return
			}
			s := report.Plain(cells[col])
			text = max(text, min(longestText, words.Width(s)))
			if len(s) > 4*longestText { // its longest word is as good as sure to be long
				word = max(word, longestWord*2/3)
				return
			}
			for part := range strings.FieldsSeq(s) {
				word = max(word, min(longestWord, words.Width(part)))
			}
		}
		see(b.Head)
		for _, cells := range b.Rows {
			see(cells)
		}
		out[n], more[n] = word*letter+beside, 1+text-min(text, word)
		least, sum = least+out[n], sum+more[n]
	}
	left := textWidth
	for n := range out {
		if least > textWidth {
			out[n] = out[n] * textWidth / least
		} else {
			out[n] += (textWidth - least) * more[n] / sum
		}
		left -= out[n]
	}
	out[len(out)-1] += left
	return out
}

// caption writes a caption with its number, and gives the words of the number.
func (w *writer) caption(t *text, kind, mark, numbered string, runs []report.Run) string {
	w.counts[kind]++
	number := kind + " " + strconv.Itoa(w.counts[kind])
	w.opened(t, "Caption", report.Plain(runs), "")
	end := w.bookmark(t, mark)
	inner := w.bookmark(t, numbered)
	t.put(`<w:r><w:t xml:space="preserve">` + kind + ` </w:t></w:r>` + field("SEQ "+kind+` \* ARABIC`, strconv.Itoa(w.counts[kind])) + inner + end)
	t.put(`<w:r><w:t xml:space="preserve">. </w:t></w:r>`)
	w.runs(t, runs)
	t.put("</w:p>")
	return number
}

// figure writes a chart: its caption, the picture, and what it is from with the table
// behind it.
func (w *writer) figure(t *text, f report.Figure) error {
	c := f.Chart
	w.counts["figures"]++
	n := w.counts["figures"]
	w.caption(t, "Figure", w.marks[f.ID], figureMark(n), report.Words(c.Title))
	if c.Subtitle != "" {
		w.paragraph(t, "ChartUnit", report.Words(c.Subtitle), "")
	}
	if c.SVG != "" {
		if err := w.picture(t, f, n); err != nil {
			return err
		}
	}
	var runs []report.Run
	if c.Source != "" {
		runs = append(runs, report.Run{Text: "Source: " + strings.TrimSuffix(c.Source, ".") + ". "})
	}
	runs = append(runs, f.Sources...)
	if len(f.Sources) > 0 {
		runs = append(runs, report.Run{Text: ". "})
	}
	w.opened(t, "Source", report.Plain(runs), "")
	w.runs(t, runs)
	if len(c.Rows) > 0 {
		w.counts["behind"]++
		k := w.counts["behind"]
		t.put(`<w:r><w:t xml:space="preserve">Data: </w:t></w:r>` + field("REF "+dataMark(k)+` \h`, fmt.Sprintf("Table %d", w.tablesBefore()+k)) + `<w:r><w:t>.</w:t></w:r>`)
	}
	t.put("</w:p>")
	return nil
}

func figureMark(n int) string { return fmt.Sprintf("_Figure%04d", n) }
func dataMark(n int) string   { return fmt.Sprintf("_Data%04d", n) }

// tablesBefore counts the tables with captions of the text: those behind charts follow
// them.
func (w *writer) tablesBefore() int {
	if w.tables >= 0 {
		return w.tables
	}
	n := 0
	var walk func([]report.Block)
	walk = func(blocks []report.Block) {
		for _, b := range blocks {
			switch b := b.(type) {
			case report.Table:
				if b.Caption != "" {
					n++
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
	w.tables = n
	return n
}

// chartsHeading heads the tables behind the charts.
const chartsHeading = "Data behind the charts"

// behindCharts writes the tables behind the charts at the end of the document.
func (w *writer) behindCharts() {
	all := figures(w.d.Blocks)
	if len(all) == 0 {
		return
	}
	t := &w.body
	w.heading(t, report.Heading{Level: 1, Text: report.Words(chartsHeading)})
	for k, f := range all {
		w.caption(t, "Table", "", dataMark(k+1), []report.Run{{Text: f.Chart.Title}})
		b := report.Table{}
		for _, h := range f.Chart.Header {
			b.Head = append(b.Head, report.Words(h))
		}
		for _, row := range f.Chart.Rows {
			var cells [][]report.Run
			for _, c := range row {
				cells = append(cells, report.Words(c))
			}
			b.Rows = append(b.Rows, cells)
		}
		w.table(t, b)
	}
}

var (
	pageColour = regexp.MustCompile(`var\(--[a-z]+,(#[0-9A-Fa-f]{3,8})\)`)
	anchors    = regexp.MustCompile(`<a [^>]*>|</a>`)
	viewBox    = regexp.MustCompile(`viewBox="-?[0-9.]+ -?[0-9.]+ ([0-9.]+) ([0-9.]+)"`)
)

// pixels is how many the PNG has for a unit of the picture.
const pixels = 2

// picture writes a chart as a drawing: SVG for those programs that know it, PNG for
// the others. The PNG lacks the words that its fonts cannot write; the chart's table has them.
func (w *writer) picture(t *text, f report.Figure, n int) error {
	size := viewBox.FindStringSubmatch(f.Chart.SVG)
	if size == nil {
		return fmt.Errorf("the chart “%s” states no size", f.Chart.Title)
	}
	width, _ := strconv.ParseFloat(size[1], 64)
	height, _ := strconv.ParseFloat(size[2], 64)
	if width <= 0 || height <= 0 {
		return fmt.Errorf("the chart “%s” states no size", f.Chart.Title)
	}
	svg := anchors.ReplaceAllString(pageColour.ReplaceAllString(f.Chart.SVG, "$1"), "")
	svg = strings.Replace(svg, "<svg ", fmt.Sprintf(`<svg width="%s" height="%s" `, size[1], size[2]), 1)
	png, _, err := raster.PNG(f.Chart.SVG, pixels)
	if err != nil {
		return fmt.Errorf("the chart “%s”: %w", f.Chart.Title, err)
	}
	name := fmt.Sprintf("media/chart%d", n)
	w.media = append(w.media, part{"word/" + name + ".svg", xmlHead + svg}, part{"word/" + name + ".png", string(png)})
	// A picture is as wide as the text, and no higher than most of a page.
	const unit = 635 // EMU in a twentieth of a point
	wide, high := float64(textWidth*unit), float64(textWidth*unit)*height/width
	if most := float64(12500 * unit); high > most {
		wide, high = wide*most/high, most
	}
	says := escape(words.Clip(strings.TrimSpace(f.Chart.Title+". "+f.Chart.Desc), 2000))
	w.unique++
	id := w.unique
	t.put(`<w:p><w:pPr><w:pStyle w:val="Picture"/></w:pPr><w:r><w:drawing>` +
		fmt.Sprintf(`<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="%d" cy="%d"/><wp:docPr id="%d" name="Chart %d" descr="%s"/>`, int(wide), int(high), id, n, says) +
		`<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>` +
		fmt.Sprintf(`<pic:nvPicPr><pic:cNvPr id="%d" name="Chart %d" descr="%s"/><pic:cNvPicPr/></pic:nvPicPr>`, id, n, says) +
		`<pic:blipFill><a:blip r:embed="` + t.rels.add("image", name+".png", false) + `"><a:extLst><a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}"><asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="` + t.rels.add("image", name+".svg", false) + `"/></a:ext></a:extLst></a:blip><a:stretch><a:fillRect/></a:stretch></pic:blipFill>` +
		fmt.Sprintf(`<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="%d" cy="%d"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`, int(wide), int(high)))
	return nil
}
