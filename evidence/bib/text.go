package bib

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/words"
)

// Span is a piece of a citation set in one way.
type Span struct {
	Text   string
	Italic bool
	// URL is the address that the piece leads to, or "".
	URL string
}

// Text is a citation or an entry of a list. Nil is an empty text.
type Text []Span

// String gives the text without italics and links.
func (t Text) String() string {
	var b strings.Builder
	for _, s := range t {
		b.WriteString(s.Text)
	}
	return b.String()
}

// HTML gives the text as HTML: everything escaped, italics as <i>, addresses as
// links where they are http or https.
func (t Text) HTML() string {
	var b strings.Builder
	for _, s := range t {
		text := html.EscapeString(s.Text)
		if s.Italic {
			text = "<i>" + text + "</i>"
		}
		if isWeb(s.URL) {
			text = `<a href="` + html.EscapeString(s.URL) + `">` + text + "</a>"
		}
		b.WriteString(text)
	}
	return b.String()
}

// writer puts a text together and sees to the points between its parts.
type writer struct {
	t       Text
	pending string
}

// sep asks for a separator before whatever is written next; nothing comes of it
// at the beginning. The last one asked for counts.
func (w *writer) sep(s string) {
	if len(w.t) > 0 {
		w.pending = s
	}
}

// put writes a text behind the separator asked for; an empty text leaves the
// separator as it was.
func (w *writer) put(t Text) {
	if t.String() == "" {
		return
	}
	w.flush()
	for _, s := range t {
		w.span(s)
	}
}

// str writes plain text.
func (w *writer) str(s string) { w.put(Text{{Text: s}}) }

// part writes plain text behind a separator, or nothing where the text is empty.
func (w *writer) part(sep, s string) {
	if s != "" {
		w.sep(sep)
		w.str(s)
	}
}

func (w *writer) span(s Span) {
	if s.Text == "" {
		return
	}
	if n := len(w.t); n > 0 && w.t[n-1].Italic == s.Italic && w.t[n-1].URL == "" && s.URL == "" {
		w.t[n-1].Text += s.Text
		return
	}
	w.t = append(w.t, s)
}

func (w *writer) flush() {
	s := w.pending
	w.pending = ""
	if s == "" {
		return
	}
	if s[0] == ',' || s[0] == '.' {
		w.point(s[:1])
		s = s[1:]
	}
	w.span(Span{Text: s})
}

// point sets a full stop or a comma: inside closing quotation marks, and no full
// stop where the text already ends with one or with a question mark.
func (w *writer) point(p string) {
	if len(w.t) == 0 {
		return
	}
	last := &w.t[len(w.t)-1]
	head, ok := strings.CutSuffix(last.Text, "”")
	quotes := ""
	if ok {
		quotes = "”"
		if inner, ok := strings.CutSuffix(head, "’"); ok && strings.Contains(w.t.String(), "‘") {
			head, quotes = inner, "’”"
		}
	}
	before := head
	if before == "" && len(w.t) > 1 {
		before = w.t[len(w.t)-2].Text
	}
	c, _ := utf8.DecodeLastRuneInString(strings.TrimRight(before, "’”"))
	if p == "." && strings.ContainsRune(".?!…。？！", c) || p == "," && c == ',' {
		return
	}
	if quotes == "" {
		w.span(Span{Text: p})
		return
	}
	last.Text = head + p + quotes
}

// end closes the text with a full stop.
func (w *writer) end() Text {
	w.pending = ""
	w.point(".")
	return w.t
}

// tags are the elements of HTML that titles hold and that are taken out of them.
var tags = map[string]bool{
	"i": true, "em": true, "b": true, "strong": true, "sup": true, "sub": true, "span": true, "sc": true, "p": true, "br": true,
	"div": true, "u": true, "a": true, "code": true, "script": true, "style": true, "q": true, "cite": true, "nc": true,
	"jats:italic": true, "jats:bold": true, "jats:sup": true, "jats:sub": true, "jats:p": true, "inline-formula": true,
}

// rich reads the markup of a title: italics are kept, other marks dropped. In
// text that is italic already, italics turn upright.
func rich(s string, italic bool) Text {
	w := &writer{}
	open := 0
	write := func(t string) { w.span(Span{Text: entities.Replace(t), Italic: italic != (open > 0)}) }
	for {
		i := strings.IndexByte(s, '<')
		if i < 0 {
			break
		}
		j := strings.IndexAny(s[i+1:], "<>")
		if j < 0 {
			break
		}
		inner := s[i+1 : i+1+j]
		name, _, _ := strings.Cut(strings.Trim(inner, "/ "), " ")
		if s[i+1+j] != '>' || !tags[strings.ToLower(name)] {
			write(s[:i+1])
			s = s[i+1:]
			continue
		}
		write(s[:i])
		switch name = strings.ToLower(name); {
		case name != "i" && name != "em" && name != "jats:italic":
		case inner[0] == '/':
			open = max(0, open-1)
		default:
			open++
		}
		s = s[i+j+2:]
	}
	write(s)
	return w.t
}

var entities = strings.NewReplacer("&amp;", "&", "&lt;", "<", "&gt;", ">", "&quot;", `"`, "&apos;", "’", "&#39;", "’", "&#039;", "’", "&nbsp;", " ")

// bare gives a title without its markup.
func bare(s string) string { return rich(s, false).String() }

// quote sets a text between quotation marks; those inside become single ones.
func quote(t Text) Text {
	w := &writer{}
	w.span(Span{Text: "“"})
	before := ' '
	for _, s := range t {
		s.Text, before = curl(s.Text, before, "‘", "’")
		w.span(s)
	}
	w.span(Span{Text: "”"})
	return w.t
}

// curled gives a text with its straight double quotation marks turned.
func curled(t Text) Text {
	out := make(Text, 0, len(t))
	before := ' '
	for _, s := range t {
		s.Text, before = curl(s.Text, before, "“", "”")
		out = append(out, s)
	}
	return out
}

// curl replaces double quotation marks; before is the letter in front of s.
func curl(s string, before rune, open, shut string) (string, rune) {
	if !strings.ContainsAny(s, `"“”`) {
		if c, n := utf8.DecodeLastRuneInString(s); n > 0 {
			before = c
		}
		return s, before
	}
	var b strings.Builder
	for _, c := range s {
		switch {
		case c == '“', c == '"' && (unicode.IsSpace(before) || strings.ContainsRune("([—–-/‘“", before)):
			b.WriteString(open)
		case c == '”', c == '"':
			b.WriteString(shut)
		default:
			b.WriteRune(c)
		}
		before = c
	}
	return b.String(), before
}

// shortTitle gives the main title without its subtitle and its first article.
func shortTitle(s string) string {
	s = bare(s)
	if i := strings.Index(s, ": "); i > 0 {
		s = s[:i]
	} else if i := strings.IndexAny(s, "：—"); i > 0 {
		s = strings.TrimSpace(s[:i])
	}
	if t := noArticle(s); t != s {
		return words.Capital(t)
	}
	return s
}

func noArticle(s string) string {
	for _, a := range []string{"The ", "A ", "An "} {
		if len(s) > len(a) && strings.EqualFold(s[:len(a)], a) {
			return s[len(a):]
		}
	}
	return s
}
