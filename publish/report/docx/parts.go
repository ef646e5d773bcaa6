package docx

import (
	"fmt"
	"strings"
	"time"

	"entente/publish/report"
	"entente/words"
)

const packageRels = xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
	`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>` +
	`<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>` +
	`<Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties" Target="docProps/app.xml"/></Relationships>`

func (w *writer) contentTypes() string {
	var b strings.Builder
	b.WriteString(xmlHead + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>`)
	if len(w.media) > 0 {
		b.WriteString(`<Default Extension="png" ContentType="image/png"/><Default Extension="svg" ContentType="image/svg+xml"/>`)
	}
	const word = "application/vnd.openxmlformats-officedocument.wordprocessingml."
	for _, o := range [][2]string{
		{"/word/document.xml", word + "document.main+xml"}, {"/word/styles.xml", word + "styles+xml"}, {"/word/settings.xml", word + "settings+xml"},
		{"/word/fontTable.xml", word + "fontTable+xml"}, {"/word/numbering.xml", word + "numbering+xml"}, {"/word/footnotes.xml", word + "footnotes+xml"},
		{"/word/header1.xml", word + "header+xml"}, {"/word/footer1.xml", word + "footer+xml"},
		{"/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"}, {"/docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml"},
	} {
		fmt.Fprintf(&b, `<Override PartName="%s" ContentType="%s"/>`, o[0], o[1])
	}
	b.WriteString("</Types>")
	return b.String()
}

// element writes an element that holds words, or nothing where there are none.
func element(name, words string) string {
	if words == "" {
		return ""
	}
	bare, _, _ := strings.Cut(name, " ")
	return "<" + name + ">" + escape(words) + "</" + bare + ">"
}

func coreProperties(d report.Document) string {
	var names []string
	for _, a := range d.Byline {
		names = append(names, a.Name)
	}
	who := strings.Join(names, "; ")
	if who == "" {
		who = d.Convener
	}
	day := ""
	if !d.Made.IsZero() {
		day = d.Made.UTC().Format(time.RFC3339)
	}
	return xmlHead + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">` +
		element("dc:title", d.Title) + element("dc:subject", d.Site) + element("dc:creator", who) + element("cp:keywords", strings.Join(d.Keywords, ", ")) + element("dc:description", d.Deck) +
		element(`dcterms:created xsi:type="dcterms:W3CDTF"`, day) + element(`dcterms:modified xsi:type="dcterms:W3CDTF"`, day) +
		element("cp:category", d.Kind) + element("cp:contentStatus", d.Mark) + element("dc:language", d.Lang) + `</cp:coreProperties>`
}

func appProperties(d report.Document) string {
	return xmlHead + `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>Entente</Application>` + element("Company", d.Convener) + `</Properties>`
}

// langs gives the attributes of a language for each kind of letters.
func langs(lang string) string {
	val, east, bidi := "en-US", wordLang("ja"), wordLang("ar")
	switch scriptOf(lang) {
	case eastAsian:
		east = wordLang(lang)
	case complexScript:
		bidi = wordLang(lang)
	default:
		val = wordLang(lang)
	}
	return fmt.Sprintf(`w:val="%s" w:eastAsia="%s" w:bidi="%s"`, escape(val), escape(east), escape(bidi))
}

func settings(d report.Document) string {
	return xmlHead + `<w:settings ` + spaces + `><w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/><w:characterSpacingControl w:val="doNotCompress"/>` +
		`<w:footnotePr><w:footnote w:id="0"/><w:footnote w:id="1"/></w:footnotePr>` +
		`<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>` +
		`<w:themeFontLang ` + langs(d.Lang) + `/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>`
}

// The fonts that offices have, with what is near where one is missing.
const (
	serif = "Cambria"
	sans  = "Calibri"
	mono  = "Consolas"
)

var fonts = []struct{ name, near, family, pitch string }{
	{serif, "Caladea", "roman", "variable"}, {sans, "Carlito", "swiss", "variable"}, {mono, "DejaVu Sans Mono", "modern", "fixed"},
	{"Batang", "Noto Serif CJK KR", "roman", "variable"}, {"MS Mincho", "Noto Serif CJK JP", "roman", "variable"}, {"SimSun", "Noto Serif CJK SC", "roman", "variable"},
	{"Times New Roman", "Liberation Serif", "roman", "variable"},
}

// eastFont is the font of a language that is written in East Asian letters.
func eastFont(lang string) string {
	switch base, _, _ := strings.Cut(lang, "-"); base {
	case "ko":
		return "Batang"
	case "zh":
		return "SimSun"
	}
	return "MS Mincho"
}

func fontTable() string {
	var b strings.Builder
	b.WriteString(xmlHead + `<w:fonts ` + spaces + `>`)
	for _, f := range fonts {
		fmt.Fprintf(&b, `<w:font w:name="%s"><w:altName w:val="%s"/><w:family w:val="%s"/><w:pitch w:val="%s"/></w:font>`, f.name, f.near, f.family, f.pitch)
	}
	b.WriteString("</w:fonts>")
	return b.String()
}

func (w *writer) header() string {
	words := w.d.Site
	if words == "" {
		words = w.d.Title
	} else if words != w.d.Title {
		words = w.d.Title + " · " + words
	}
	var t text
	if w.d.Mark != "" {
		w.paragraph(&t, "Header", []report.Run{{Text: w.d.Mark, Bold: true}}, "")
	}
	w.paragraph(&t, "Header", report.Words(words), "")
	return t.finish("hdr")
}

func footer() string {
	return xmlHead + "<w:ftr " + spaces + `><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>` + field("PAGE", "1") + "</w:p></w:ftr>"
}

// numbering writes the numbering of the lists: number 1 is the bullets, then each
// ordered list with its first number.
func (w *writer) numbering() string {
	var b strings.Builder
	b.WriteString(xmlHead + `<w:numbering ` + spaces + `>`)
	marks := []string{"•", "–", "·"}
	for abstract, ordered := range []bool{false, true} {
		fmt.Fprintf(&b, `<w:abstractNum w:abstractNumId="%d"><w:multiLevelType w:val="hybridMultilevel"/>`, abstract)
		for level := range deepest {
			format, mark := "bullet", marks[level%len(marks)]
			if ordered {
				format, mark = []string{"decimal", "lowerLetter", "lowerRoman"}[level%3], fmt.Sprintf("%%%d.", level+1)
			}
			fmt.Fprintf(&b, `<w:lvl w:ilvl="%d"><w:start w:val="1"/><w:numFmt w:val="%s"/><w:lvlText w:val="%s"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="%d" w:hanging="%d"/></w:pPr></w:lvl>`, level, format, mark, indent*(level+1), indent)
		}
		b.WriteString("</w:abstractNum>")
	}
	b.WriteString(`<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`)
	for i, l := range w.lists {
		fmt.Fprintf(&b, `<w:num w:numId="%d"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="%d"><w:startOverride w:val="%d"/></w:lvlOverride></w:num>`, i+2, l.depth, max(0, l.first))
	}
	b.WriteString("</w:numbering>")
	return b.String()
}

// The colours of the pages, as in print.
const (
	ink    = "1C1B19"
	quiet  = "66625A"
	rule   = "DEDAD1"
	accent = "0F5C63"
)

// styles are how each kind of paragraph and word looks.
func styles(d report.Document) string {
	var b strings.Builder
	b.WriteString(xmlHead + `<w:styles ` + spaces + `><w:docDefaults><w:rPrDefault><w:rPr>` +
		fmt.Sprintf(`<w:rFonts w:ascii="%s" w:hAnsi="%s" w:eastAsia="%s" w:cs="Times New Roman"/><w:color w:val="%s"/><w:sz w:val="22"/><w:szCs w:val="22"/>`, serif, serif, eastFont(d.Lang), ink) +
		`<w:lang ` + langs(d.Lang) + `/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>` + onlyIf(words.Direction(d.Lang) == "rtl", "<w:bidi/>") + `<w:spacing w:after="140" w:line="288" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>`)
	b.WriteString(`<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>` +
		`<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>` +
		`<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>` +
		`<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/><w:semiHidden/></w:style>`)
	para := func(id, name, based, next, p, r string) {
		b.WriteString(`<w:style w:type="paragraph" w:styleId="` + id + `"><w:name w:val="` + name + `"/><w:basedOn w:val="` + based + `"/>` + onlyIf(next != "", `<w:next w:val="`+next+`"/>`) + `<w:qFormat/>` + onlyIf(p != "", "<w:pPr>"+p+"</w:pPr>") + onlyIf(r != "", "<w:rPr>"+r+"</w:rPr>") + `</w:style>`)
	}
	sansFont := fmt.Sprintf(`<w:rFonts w:ascii="%s" w:hAnsi="%s"/>`, sans, sans)
	size := func(half int) string { return fmt.Sprintf(`<w:sz w:val="%d"/><w:szCs w:val="%d"/>`, half, half) }
	colour := func(c string) string { return `<w:color w:val="` + c + `"/>` }
	const bold = "<w:b/><w:bCs/>"
	para("Kicker", "Kicker", "Normal", "Title", `<w:keepNext/><w:spacing w:before="0" w:after="60"/>`, sansFont+colour(accent)+size(20))
	para("Title", "Title", "Normal", "Subtitle", `<w:keepNext/><w:spacing w:before="0" w:after="120" w:line="240" w:lineRule="auto"/>`, bold+size(44))
	para("Subtitle", "Subtitle", "Normal", "Normal", `<w:spacing w:after="160"/>`, colour(quiet)+size(26))
	para("Byline", "Byline", "Normal", "Normal", `<w:spacing w:after="240"/>`, sansFont+colour(quiet)+size(19))
	para("Notice", "Notice", "Normal", "Normal", fmt.Sprintf(`<w:pBdr><w:left w:val="single" w:sz="12" w:space="8" w:color="%s"/></w:pBdr><w:spacing w:after="160"/>`, accent), sansFont+size(19))
	for level, half := range []int{32, 27, 24, 22, 22, 22} {
		para(fmt.Sprintf("Heading%d", level+1), fmt.Sprintf("heading %d", level+1), "Normal", "Normal", fmt.Sprintf(`<w:keepNext/><w:keepLines/><w:spacing w:before="%d" w:after="100" w:line="252" w:lineRule="auto"/><w:outlineLvl w:val="%d"/>`, 360-40*level, level), bold+onlyIf(level > 3, "<w:i/><w:iCs/>")+size(half))
	}
	para("TOCHeading", "TOC Heading", "Normal", "Normal", `<w:keepNext/><w:spacing w:before="240" w:after="80"/>`, sansFont+bold+size(24))
	for level := range contentsDepth {
		para(fmt.Sprintf("TOC%d", level+1), fmt.Sprintf("toc %d", level+1), "Normal", "Normal", fmt.Sprintf(`<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="%d"/></w:tabs><w:spacing w:after="40"/><w:ind w:left="%d"/>`, textWidth, 300*level), sansFont+size(20))
	}
	para("ListParagraph", "List Paragraph", "Normal", "", `<w:spacing w:after="80"/>`, "")
	para("Quote", "Quote", "Normal", "Normal", fmt.Sprintf(`<w:pBdr><w:left w:val="single" w:sz="8" w:space="10" w:color="%s"/></w:pBdr><w:ind w:left="425" w:right="425"/>`, rule), "")
	para("QuoteBy", "Quote By", "Quote", "Normal", "", sansFont+colour(quiet)+size(19))
	para("Code", "Code", "Normal", "Normal", `<w:spacing w:after="140" w:line="240" w:lineRule="auto"/>`, fmt.Sprintf(`<w:rFonts w:ascii="%s" w:hAnsi="%s" w:cs="%s"/>`, mono, mono, mono)+size(18))
	para("Rule", "Rule", "Normal", "Normal", fmt.Sprintf(`<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="1" w:color="%s"/></w:pBdr>`, rule), "")
	para("Caption", "caption", "Normal", "Normal", `<w:keepNext/><w:keepLines/><w:spacing w:before="240" w:after="80" w:line="252" w:lineRule="auto"/>`, sansFont+bold+size(20))
	para("ChartUnit", "Chart Unit", "Normal", "Picture", `<w:keepNext/><w:spacing w:after="80"/>`, sansFont+colour(quiet)+size(18))
	para("Picture", "Picture", "Normal", "Source", `<w:keepNext/><w:spacing w:after="60" w:line="240" w:lineRule="auto"/>`, "")
	para("Source", "Source", "Normal", "Normal", `<w:spacing w:before="60" w:after="200" w:line="252" w:lineRule="auto"/>`, sansFont+colour(quiet)+size(17))
	para("TableText", "Table Text", "Normal", "", `<w:spacing w:before="30" w:after="30" w:line="240" w:lineRule="auto"/>`, sansFont+size(18))
	para("TableHead", "Table Head", "TableText", "", `<w:keepNext/>`, bold)
	para("Bibliography", "Bibliography", "Normal", "", `<w:keepLines/><w:spacing w:after="80"/><w:ind w:left="425" w:hanging="425"/>`, size(20))
	para("FootnoteText", "footnote text", "Normal", "", `<w:spacing w:after="30" w:line="240" w:lineRule="auto"/>`, size(18))
	para("Colophon", "Colophon", "Normal", "", fmt.Sprintf(`<w:pBdr><w:top w:val="single" w:sz="6" w:space="6" w:color="%s"/></w:pBdr><w:spacing w:before="480"/>`, rule), sansFont+colour(quiet)+size(17))
	para("Header", "header", "Normal", "", `<w:spacing w:after="0"/>`, sansFont+colour(quiet)+size(17))
	para("Footer", "footer", "Normal", "", `<w:spacing w:after="0"/><w:jc w:val="center"/>`, sansFont+colour(quiet)+size(17))
	char := func(id, name, r string) {
		b.WriteString(`<w:style w:type="character" w:styleId="` + id + `"><w:name w:val="` + name + `"/><w:basedOn w:val="DefaultParagraphFont"/><w:rPr>` + r + `</w:rPr></w:style>`)
	}
	char("FootnoteReference", "footnote reference", `<w:vertAlign w:val="superscript"/>`)
	char("Hyperlink", "Hyperlink", colour(accent)+fmt.Sprintf(`<w:u w:val="single" w:color="%s"/>`, rule))
	char("CodeWords", "Code Words", fmt.Sprintf(`<w:rFonts w:ascii="%s" w:hAnsi="%s" w:cs="%s"/>`, mono, mono, mono)+size(19))
	char("Weak", "Weak", colour(quiet))
	line := func(side string) string {
		return fmt.Sprintf(`<w:%s w:val="single" w:sz="4" w:space="0" w:color="%s"/>`, side, rule)
	}
	b.WriteString(`<w:style w:type="table" w:styleId="Ruled"><w:name w:val="Ruled"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>` + line("top") + line("bottom") + line("insideH") + `</w:tblBorders><w:tblCellMar><w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>`)
	b.WriteString("</w:styles>")
	return b.String()
}
