// Package furnish finishes the body of a page once it is rendered: marks of
// language, headings that lead to themselves, contents of long pages, figures that stay
// on one line, tables that fit a phone, and the page in a sentence for those who have not opened it.
package furnish

import (
	"bytes"
	"fmt"
	"html"
	"slices"
	"strings"
	"sync"

	"entente/markup"
	"entente/words"
)

// ContentsHere stands in a template where the contents of a page go. It is taken
// out where a page has too few sections for them.
const ContentsHere = `<nav class="contents"></nav>`

// fewest is how many sections a page with contents has at least.
const fewest = 3

// longest is how many characters a summary has at most.
const longest = 240

// Page is a finished body.
type Page struct {
	Body     []byte
	Summary  string    // its dek or first sentences in plain text; "" where it has neither
	Sections []Section // its headings of the second level
}

// Section is a heading of the second level.
type Section struct{ ID, Text string }

// heading is where a heading of the levels 2 and 3 lies in a body.
type heading struct {
	level                  int
	start, attrs, in, shut int // of the tag, of what is in it, of the words, of the closing tag
}

// Finish marks Korean and Japanese on a page of another language and sets apart what runs the other way, gives headings of
// the levels 2 and 3 an id where they have none, makes their words a link to
// themselves where they hold no other link, keeps figures on one line, stacks the
// rows of wide tables on phones, and puts the contents where ContentsHere stands.
func Finish(body []byte, lang string) Page {
	body = stack(Tongues(body, lang))
	p := Page{Summary: summary(body)}
	heads := headings(body)
	var taken map[string]bool // ids of the page, where a heading has none
	out := scratch.Get().(*bytes.Buffer)
	defer scratch.Put(out)
	out.Reset()
	last := 0
	for _, h := range heads {
		attrs, in := body[h.attrs:h.in-1], body[h.in:h.shut]
		text := plain(in)
		id := string(attribute(attrs, ` id="`))
		out.Write(body[last : h.in-1])
		if id == "" {
			if taken == nil {
				taken = ids(body)
			}
			id = free(markup.Slug(text), taken)
			taken[id] = true
			out.WriteString(` id="` + id + `"`)
		}
		out.WriteByte('>')
		if h.level == 2 && text != "" {
			p.Sections = append(p.Sections, Section{id, text})
		}
		if text == "" || bytes.Contains(in, []byte("<a ")) {
			out.Write(in)
		} else {
			fmt.Fprintf(out, `<a class="self" href="#%s">%s</a>`, id, in)
		}
		last = h.shut
	}
	out.Write(body[last:])
	body = out.Bytes()
	if before, after, ok := bytes.Cut(body, []byte(ContentsHere)); ok {
		body = slices.Concat(before, contents(p.Sections), after)
	}
	p.Body = together(body)
	return p
}

// scratch are buffers for a body on its way.
var scratch = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// ids gives the ids of a body.
func ids(body []byte) map[string]bool {
	out := map[string]bool{}
	for {
		_, after, ok := bytes.Cut(body, []byte(` id="`))
		if !ok {
			return out
		}
		id, rest, ok := bytes.Cut(after, []byte{'"'})
		if !ok {
			return out
		}
		out[string(id)] = true
		body = rest
	}
}

// headings finds the headings of the levels 2 and 3.
func headings(body []byte) []heading {
	var out []heading
	for at := 0; ; {
		n := bytes.Index(body[at:], []byte("<h"))
		if n < 0 || at+n+4 > len(body) {
			return out
		}
		at += n
		level := body[at+2]
		if level != '2' && level != '3' || body[at+3] != '>' && body[at+3] != ' ' {
			at += 2
			continue
		}
		h := heading{level: int(level - '0'), start: at, attrs: at + 3}
		in := bytes.IndexByte(body[at:], '>')
		shut := bytes.Index(body[at:], []byte{'<', '/', 'h', level, '>'})
		if in < 0 || shut < in {
			return out
		}
		h.in, h.shut = at+in+1, at+shut
		out = append(out, h)
		at = h.shut
	}
}

// attribute gives the value of the attribute that begins so, as it is written; nothing where
// there is none.
func attribute(attrs []byte, begins string) []byte {
	_, rest, _ := bytes.Cut(attrs, []byte(begins))
	value, _, _ := bytes.Cut(rest, []byte{'"'})
	return value
}

// free gives the first of an id and its numbered forms that is not taken.
func free(id string, taken map[string]bool) string {
	for n, base := 2, id; taken[id]; n++ {
		id = fmt.Sprintf("%s-%d", base, n)
	}
	return id
}

// contents lists the sections of a page, or gives nothing where they are few.
func contents(sections []Section) []byte {
	if len(sections) < fewest {
		return nil
	}
	var b bytes.Buffer
	b.WriteString(`<nav class="contents" aria-label="Contents"><ol>`)
	for _, s := range sections {
		fmt.Fprintf(&b, `<li><a href="#%s">%s</a></li>`, s.ID, html.EscapeString(s.Text))
	}
	b.WriteString(`</ol></nav>`)
	return b.Bytes()
}

// summary gives the words of a page's dek, or else those of its first paragraph
// that is no small print.
func summary(body []byte) string {
	var said []string
	first := ""
	for len(said) < 3 {
		_, after, ok := bytes.Cut(body, []byte("<p"))
		if !ok {
			break
		}
		attrs, after, ok := bytes.Cut(after, []byte(">"))
		if !ok {
			break
		}
		text, after, ok := bytes.Cut(after, []byte("</p>"))
		if !ok {
			break
		}
		body = after
		switch class := string(attribute(attrs, ` class="`)); {
		case len(attrs) > 0 && attrs[0] != ' ': // another element
		case class == "dek":
			said = append(said, plain(text))
		case len(said) > 0:
			body = nil
		case first == "" && class == "":
			first = plain(text)
		}
	}
	if len(said) == 0 {
		said = []string{first}
	}
	return words.Clip(strings.Join(said, " "), longest)
}

// noteMark begins the number of a note, which is no word of a sentence.
var noteMark = []byte(`sup class="fn">`)

// plain gives the words of HTML on one line, without the marks of notes.
func plain(s []byte) string {
	var b bytes.Buffer
	for {
		text, rest, ok := bytes.Cut(s, []byte("<"))
		b.Write(text)
		if !ok {
			break
		}
		shut := ">"
		if bytes.HasPrefix(rest, noteMark) {
			shut = "</sup>"
		}
		_, s, ok = bytes.Cut(rest, []byte(shut))
		if !ok {
			break
		}
	}
	return strings.Join(strings.Fields(html.UnescapeString(b.String())), " ")
}
