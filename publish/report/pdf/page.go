package pdf

import (
	"cmp"
	"fmt"
	"html"
	"strings"

	"entente/publish/report"
	"entente/publish/report/web"
	"entente/words"
)

// printed writes a document as the page that is printed. Chromium sets no notes at the
// foot of a sheet, so that the notes of a part stand at its end.
func printed(d report.Document, faces string) []byte {
	lang := cmp.Or(d.Lang, "en")
	return fmt.Appendf(nil, `<!DOCTYPE html><html lang="%s" dir="%s"><head><meta charset="utf-8"><title>%s</title><style>%s%s%s</style></head><body>%s</body></html>`,
		html.EscapeString(lang), words.Direction(lang), html.EscapeString(d.Title), faces, style, running(d), web.Write(d, web.Options{NotesByPart: true}))
}

// running gives the heads and feet of sheets: the title, what it is from, the day that
// it speaks of, the number of the sheet, and what marks all of them.
func running(d report.Document) string {
	as := ""
	if d.AsOf != "" {
		as = "As of " + d.AsOf
	}
	site := d.Site
	if site == d.Title {
		site = ""
	}
	mark := ""
	if d.Mark != "" {
		mark = fmt.Sprintf(`@page{@bottom-center{content:%s;font:600 8pt/1.3 Inter,sans-serif;color:#111;vertical-align:top;padding-top:7mm}}`, cssString(d.Mark))
	}
	return mark + fmt.Sprintf(`@page{@top-left{content:%s}@top-right{content:%s}@bottom-left{content:%s}@bottom-right{content:counter(page) " / " counter(pages)}}`,
		cssString(clip(d.Title)), cssString(clip(site)), cssString(as)) +
		`@page :first{@top-left{content:none}@top-right{content:none}}`
}

// longestHead is how many letters of a title stand in a running head.
const longestHead = 60

func clip(s string) string {
	r := []rune(s)
	if len(r) <= longestHead {
		return s
	}
	return strings.TrimRight(string(r[:longestHead]), " ,;:") + "…"
}

// cssString writes a string of CSS that holds nothing but letters and their codes, so
// that no title ends the string or the style.
func cssString(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		if r < 0x20 || strings.ContainsRune(`"\<>&`, r) {
			fmt.Fprintf(&b, `\%x `, r)
		} else {
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
