package site

import (
	"fmt"
	"path"
	"slices"
	"time"

	"entente/dossier"
	"entente/publish/feed"
)

// ParseEmbargo reads the day from which a site may be published, as YYYY-MM-DD. The zero
// date stands for an embargo that is over: now is that day or a later one, where now is.
func ParseEmbargo(day string, now time.Time) (until dossier.Date, err error) {
	until, err = dossier.ParseDate(day)
	if err != nil {
		return until, err
	}
	if until.Day == 0 {
		return until, fmt.Errorf("%q names no day: write YYYY-MM-DD, the first day on which it may be published", day)
	}
	if today := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, time.UTC); !today.Before(until.First()) {
		return dossier.Date{}, nil
	}
	return until, nil
}

// EmbargoWords are what marks all that is made before a day.
func EmbargoWords(until dossier.Date) string {
	return "Under embargo until " + dateWords(until) + ": not for publication"
}

// Embargo is what marks each page and file; "" where there is no embargo.
func (b *builder) Embargo() string {
	if b.until.IsZero() {
		return ""
	}
	return EmbargoWords(b.until)
}

// announcing are the files, as path.Match takes them, that are not written under an
// embargo, though they could be marked: what others fetch and show by themselves.
var announcing = []string{cardFile, "sitemap.xml", "feed.*", "newsletter.*", feed.CalendarFile}

// kept says how a kind of file is marked: by what stands before and after its text.
// Pages and documents are marked where they are made; fonts and the pictures of pages
// hold no words.
type kept struct{ before, after string }

var kinds = map[string]kept{
	".html":  {},
	".js":    {before: "/* %s */\n"},
	".css":   {before: "/* %s */\n"},
	".svg":   {after: "\n<!-- %s -->\n"}, // an XML declaration may stand before
	".woff2": {}, ".png": {}, ".jpg": {},
}

// licences of the fonts stand as others wrote them.
const licences = "fonts/*.txt"

// withheld reports whether a file is not written under an embargo: it announces the
// site, or is of a kind that has no way to be marked. It is the one rule; a page that
// leads to a file asks it first.
func (b *builder) withheld(name string) bool {
	if b.until.IsZero() {
		return false
	}
	is := func(pattern string) bool { ok, _ := path.Match(pattern, name); return ok }
	if slices.ContainsFunc(announcing, is) {
		return true
	}
	_, known := kinds[path.Ext(name)]
	for _, f := range b.forms {
		known = known || path.Ext(name) == f.Ext
	}
	return !known && !is(licences)
}

// underEmbargo marks what a file holds.
func (b *builder) underEmbargo(name string, src []byte) []byte {
	says := b.Embargo()
	switch k := kinds[path.Ext(name)]; {
	case says == "":
	case k.before != "":
		return slices.Concat(fmt.Appendf(nil, k.before, says), src)
	case k.after != "":
		return slices.Concat(src, fmt.Appendf(nil, k.after, says))
	}
	return src
}

// embargoRules mark each sheet of a page that is printed.
func (b *builder) embargoRules() string {
	if b.until.IsZero() {
		return ""
	}
	return fmt.Sprintf("\n@page{@top-center{content:%q}}\n", b.Embargo())
}
