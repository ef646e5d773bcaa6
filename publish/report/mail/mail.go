// Package mail writes documents as mail: HTML that programs of mail show, whose styles
// stand at each element and whose layout is tables, and plain text.
package mail

import (
	"cmp"
	"fmt"
	"html"
	"strings"
	"unicode"

	"entente/publish/report"
	"entente/words"
)

// Options say how a mail looks.
type Options struct {
	// Accent is the colour of links as #RRGGBB, and OnDark the same on a dark ground.
	Accent, OnDark string
}

// MostBytes is how long a mail in HTML should be: some programs cut what is longer.
const MostBytes = 100_000

// The colours, and what stands for them where the reader's program is set to dark.
const (
	ground, groundDark = "#F3F0E9", "#171614"
	sheet, sheetDark   = "#FFFFFF", "#201F1C"
	ink, inkDark       = "#1C1B19", "#ECE8DF"
	quiet, quietDark   = "#5A564E", "#B5AFA3"
	hair, hairDark     = "#D9D4C8", "#45423B"
)

const (
	serif = `Georgia,'Times New Roman','Noto Serif CJK KR','Noto Serif CJK JP',serif`
	sans  = `-apple-system,'Segoe UI',Helvetica,Arial,'Noto Sans CJK KR','Noto Sans CJK JP',sans-serif`
)

// HTML gives a document as a mail in HTML. It loads nothing: no picture, no style, no
// font. The table behind a chart stands for it. Words never become markup, and links
// lead to the web or to mail addresses.
func HTML(d report.Document, opt Options) []byte {
	w := &htmlWriter{lang: cmp.Or(d.Lang, "en"), notes: len(d.Notes), accent: cmp.Or(opt.Accent, "#0F5C63")}
	w.start, w.end = "left", "right"
	if words.Direction(w.lang) == "rtl" {
		w.start, w.end = "right", "left"
	}
	esc := html.EscapeString
	w.put(`<!DOCTYPE html>
<html lang="%[1]s" dir="%[2]s">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="x-apple-disable-message-reformatting">
<meta name="format-detection" content="telephone=no, date=no, address=no">
<title>%[3]s</title>
<style>
:root{color-scheme:light dark}
@media (max-width:480px){.pad{padding:20px 18px !important}}
@media (prefers-color-scheme:dark){
.ground{background:%[4]s !important}.sheet{background:%[5]s !important}
.ink,.ink th,.ink td{color:%[6]s !important}.quiet{color:%[7]s !important}.hair{border-color:%[8]s !important}
.link{color:%[9]s !important}
}
</style>
</head>
<body class="ground" style="margin:0;padding:0;background:%[10]s">
`, esc(w.lang), words.Direction(w.lang), esc(d.Title), groundDark, sheetDark, inkDark, quietDark, hairDark, esc(cmp.Or(opt.OnDark, "#7FC4CB")), ground)
	if d.Deck != "" { // what lists of mails show beside the subject
		w.put(`<div style="display:none;max-height:0;overflow:hidden">%s</div>`+"\n", esc(d.Deck))
	}
	w.put(`<table role="presentation" class="ground" width="100%%" cellpadding="0" cellspacing="0" border="0" style="background:%s"><tr><td align="center" style="padding:16px 8px">
<!--[if mso]><table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->
<table role="presentation" class="sheet" width="100%%" cellpadding="0" cellspacing="0" border="0" style="max-width:600px;background:%s"><tr><td class="pad ink" dir="%s" style="padding:28px 32px;text-align:%s;font:16px/1.55 %s;color:%s;overflow-wrap:break-word">
`, ground, sheet, words.Direction(w.lang), w.start, serif, ink)
	w.head(d)
	w.blocks(d.Blocks)
	w.footnotes(d)
	w.foot(d)
	w.put("</td></tr></table>\n<!--[if mso]></td></tr></table><![endif]-->\n</td></tr></table>\n</body>\n</html>\n")
	return []byte(w.b.String())
}

type htmlWriter struct {
	b          strings.Builder
	lang       string
	start, end string // the sides where lines begin and end
	accent     string
	notes      int
}

func (w *htmlWriter) put(format string, args ...any) { fmt.Fprintf(&w.b, format, args...) }

// para prints a paragraph in HTML that is made already.
func (w *htmlWriter) para(style, inner string) {
	w.put(`<p style="margin:0 0 14px;%s">%s</p>`+"\n", style, inner)
}

func (w *htmlWriter) aside(inner string) {
	w.put(`<p class="quiet" style="margin:0 0 12px;font:13px/1.5 %s;color:%s">%s</p>`+"\n", sans, quiet, inner)
}

func (w *htmlWriter) head(d report.Document) {
	if d.Mark != "" {
		w.para("font-weight:bold", html.EscapeString(d.Mark))
	}
	as := ""
	if d.AsOf != "" {
		as = "As of " + d.AsOf
	}
	if line := words.Join(" · ", d.Kind, d.Site, as); line != "" {
		w.aside(w.plain(line))
	}
	w.put(`<h1 class="ink" style="margin:0 0 12px;font:bold 26px/1.25 %s;color:%s">%s</h1>`+"\n", serif, ink, w.plain(d.Title))
	if d.Deck != "" {
		w.para("font-size:18px", w.plain(d.Deck))
	}
	var by []string
	for _, a := range d.Byline {
		by = append(by, words.Join(", ", a.Name, a.At))
	}
	if line := words.Join(" · ", strings.Join(by, "; "), d.Date); line != "" {
		w.aside(w.plain(line))
	}
	for _, n := range d.Notices {
		w.aside(w.plain(n))
	}
}

func (w *htmlWriter) foot(d report.Document) {
	var said []string
	if d.Convener != "" {
		said = append(said, w.plain(d.Convener))
	}
	if d.Address != "" {
		said = append(said, w.runs([]report.Run{{Text: d.Address, Href: d.Address}}))
	}
	if d.Licence != "" {
		said = append(said, w.plain(d.Licence))
	}
	if len(said) > 0 {
		w.rule()
		w.aside(strings.Join(said, " · "))
	}
}

func (w *htmlWriter) rule() {
	w.put(`<table role="presentation" width="100%%" cellpadding="0" cellspacing="0" border="0" style="margin:22px 0 16px"><tr><td class="hair" style="border-top:1px solid %s;font-size:0;line-height:0">&nbsp;</td></tr></table>`+"\n", hair)
}

func (w *htmlWriter) blocks(blocks []report.Block) {
	for _, b := range blocks {
		switch b := b.(type) {
		case report.Heading:
			level, size := min(6, b.Level+1), max(16, 22-2*b.Level)
			w.put(`<h%d class="ink" style="margin:26px 0 10px;font:bold %dpx/1.3 %s;color:%s">%s</h%d>`+"\n", level, size, serif, ink, w.runs(b.Text), level)
		case report.Paragraph:
			if b.Small {
				w.aside(w.runs(b.Text))
			} else {
				w.para("", w.runs(b.Text))
			}
		case report.List:
			tag, first := "ul", ""
			if b.Ordered {
				tag = "ol"
				if b.First > 1 {
					first = fmt.Sprintf(` start="%d"`, b.First)
				}
			}
			w.put(`<%s%s style="margin:0 0 14px;padding:0;padding-%s:22px">`, tag, first, w.start)
			for _, item := range b.Items {
				w.put(`<li style="margin:0 0 8px">`)
				w.blocks(item)
				w.put(`</li>`)
			}
			w.put("</%s>\n", tag)
		case report.Quote:
			w.put(`<blockquote class="hair" style="margin:0 0 14px;padding:0;padding-%s:14px;border-%s:3px solid %s">`, w.start, w.start, hair)
			w.blocks(b.Blocks)
			if b.By != "" {
				w.aside(w.plain(b.By))
			}
			w.put("</blockquote>\n")
		case report.Code:
			w.put(`<pre style="margin:0 0 14px;font:13px/1.5 monospace;white-space:pre-wrap">%s</pre>`+"\n", html.EscapeString(b.Text))
		case report.Rule:
			w.rule()
		case report.Table:
			w.table(b)
		case report.Figure:
			w.table(b.Behind())
		}
	}
}

func (w *htmlWriter) table(t report.Table) {
	if t.Caption != "" {
		w.para("margin-bottom:6px;font-weight:bold", w.plain(t.Caption))
	}
	cell := func(tag, more string, i int, c []report.Run) {
		side := w.start
		if i < len(t.Right) && t.Right[i] {
			side = w.end
		}
		w.put(`<%s class="hair"%s style="padding:6px 8px 6px 0;border-bottom:1px solid %s;text-align:%s;vertical-align:top;font:14px/1.4 %s;%s">%s</%s>`, tag, more, hair, side, sans, bold(tag), w.runs(c), tag)
	}
	w.put(`<table width="100%%" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 14px;border-collapse:collapse">`)
	if len(t.Head) > 0 {
		w.put(`<tr>`)
		for i, c := range t.Head {
			cell("th", ` scope="col"`, i, c)
		}
		w.put("</tr>\n")
	}
	for _, row := range t.Rows {
		w.put(`<tr>`)
		for i, c := range row {
			more := ""
			if len(row) == 1 && len(t.Head) > 1 {
				more = fmt.Sprintf(` colspan="%d"`, len(t.Head))
			}
			cell("td", more, i, c)
		}
		w.put("</tr>\n")
	}
	w.put("</table>\n")
	if t.Sources != nil {
		w.aside(w.runs(t.Sources))
	}
}

func bold(tag string) string {
	if tag == "th" {
		return "font-weight:bold"
	}
	return ""
}

// footnotes prints the notes, what is cited and corrections.
func (w *htmlWriter) footnotes(d report.Document) {
	if len(d.Notes) > 0 {
		w.rule()
		w.blocks([]report.Block{report.List{Ordered: true, Items: d.Notes}})
	}
	if len(d.Notes) == 0 && len(d.References) > 0 {
		w.blocks(references(d))
	}
	for _, c := range d.Corrections {
		w.aside("Correction: " + w.plain(c))
	}
}

// references gives the list of what is cited, with its heading.
func references(d report.Document) []report.Block {
	var items [][]report.Block
	for _, r := range d.References {
		items = append(items, []report.Block{report.Paragraph{Text: r}})
	}
	return []report.Block{report.Heading{Level: 1, Text: report.Words(cmp.Or(d.ListName, "References"))}, report.List{Items: items}}
}

func (w *htmlWriter) plain(s string) string { return w.runs(report.Words(s)) }

func (w *htmlWriter) runs(runs []report.Run) string {
	var b strings.Builder
	for _, r := range report.Tongues(runs, w.lang) {
		switch {
		case r.Note > 0:
			if r.Note <= w.notes {
				fmt.Fprintf(&b, `<sup>%d</sup>`, r.Note)
			}
		case r.Break:
			b.WriteString(`<br>`)
		default:
			b.WriteString(w.set(r))
		}
	}
	return b.String()
}

func (w *htmlWriter) set(r report.Run) string {
	s := html.EscapeString(r.Text)
	wrap := func(is bool, open, shut string) {
		if is {
			s = open + s + shut
		}
	}
	if r.Lang != "" {
		style := ""
		if strings.HasPrefix(r.Lang, "ko") {
			style = ` style="word-break:keep-all"`
		}
		wrap(true, fmt.Sprintf(`<span lang="%s" dir="%s"%s>`, html.EscapeString(r.Lang), words.Direction(r.Lang), style), `</span>`)
	}
	wrap(r.Code, `<code>`, `</code>`)
	wrap(r.Strike, `<s>`, `</s>`)
	wrap(r.Italic, `<em>`, `</em>`)
	wrap(r.Bold, `<strong>`, `</strong>`)
	wrap(r.Weak, fmt.Sprintf(`<span class="quiet" style="color:%s">`, quiet), `</span>`)
	wrap(outward(r.Href), fmt.Sprintf(`<a class="link" href="%s" style="color:%s">`, html.EscapeString(r.Href), html.EscapeString(w.accent)), `</a>`)
	return s
}

// outward reports whether a link leads somewhere from a mail: to the web or a mail
// address, as one word.
func outward(href string) bool {
	if strings.ContainsFunc(href, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) || r == '<' || r == '>' }) {
		return false
	}
	return strings.HasPrefix(href, "https://") || strings.HasPrefix(href, "http://") || strings.HasPrefix(href, "mailto:")
}
