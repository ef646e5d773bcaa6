package prose

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"entente/lazyregexp"
)

// Directive is a place in a text where a value is to be printed:
// {{poll SERIES at=2019-10}}.
type Directive struct {
	Start, End int // bytes of the text
	Name       string
	Args       []string
	Options    map[string]string
	Err        error // the directive cannot be read as one
}

// String gives the directive as it would be written.
func (d Directive) String() string {
	var b strings.Builder
	b.WriteString("{{" + d.Name)
	for _, a := range d.Args {
		b.WriteString(" " + a)
	}
	b.WriteString("}}")
	return b.String()
}

var directiveForm = lazyregexp.New(`\{\{[^{}\n]{0,400}\}\}`)

// Directives finds the directives of a Markdown text, in order; those inside
// code are none. A pair of braces that is never closed is a directive with an
// error.
func Directives(md string) []Directive {
	if !strings.Contains(md, "{{") {
		return nil
	}
	code := codeSpans(md)
	inCode := func(i int) bool {
		for _, c := range code {
			if i >= c[0] && i < c[1] {
				return true
			}
		}
		return false
	}
	var out []Directive
	for at := 0; ; {
		i := strings.Index(md[at:], "{{")
		if i < 0 {
			return out
		}
		i += at
		at = i + 2
		if inCode(i) {
			continue
		}
		m := directiveForm.FindStringIndex(md[i:])
		if m == nil || m[0] != 0 {
			end := strings.IndexByte(md[i:], '\n')
			if end < 0 {
				end = len(md) - i
			}
			end = min(end, 40)
			for end > 0 && i+end < len(md) && !utf8.RuneStart(md[i+end]) {
				end--
			}
			out = append(out, Directive{Start: i, End: i + end, Err: fmt.Errorf("the braces are not closed on the same line")})
			at = i + end
			continue
		}
		d := parseDirective(md[i+2 : i+m[1]-2])
		d.Start, d.End = i, i+m[1]
		out = append(out, d)
		at = d.End
	}
}

// codeSpans gives the stretches of a Markdown text that are code: fences,
// indented blocks apart, and spans between backticks.
func codeSpans(md string) [][2]int {
	if !strings.ContainsAny(md, "`~") {
		return nil
	}
	var out [][2]int
	off, fence, start := 0, "", 0
	for line := range strings.SplitAfterSeq(md, "\n") {
		trim := strings.TrimLeft(line, " ")
		switch {
		case fence == "" && (strings.HasPrefix(trim, "```") || strings.HasPrefix(trim, "~~~")):
			fence, start = trim[:3], off
		case fence != "" && strings.HasPrefix(trim, fence):
			out = append(out, [2]int{start, off + len(line)})
			fence = ""
		case fence == "":
			for i := 0; i < len(line); i++ {
				if line[i] != '`' {
					continue
				}
				n := i
				for n < len(line) && line[n] == '`' {
					n++
				}
				end := strings.Index(line[n:], line[i:n])
				if end < 0 {
					i = n - 1
					continue
				}
				out = append(out, [2]int{off + i, off + n + end + n - i})
				i = n + end + n - i - 1
			}
		}
		off += len(line)
	}
	if fence != "" {
		out = append(out, [2]int{start, len(md)})
	}
	return out
}

// parseDirective reads what stands between the braces: a name, arguments, and
// options as key=value, with quotes around values that hold spaces.
func parseDirective(s string) Directive {
	d := Directive{Options: map[string]string{}}
	words, err := splitWords(s)
	switch {
	case err != nil:
		d.Err = err
	case len(words) == 0:
		d.Err = fmt.Errorf("the braces hold nothing")
	default:
		d.Name = words[0]
		for _, w := range words[1:] {
			k, v, ok := strings.Cut(w, "=")
			if !ok {
				d.Args = append(d.Args, w)
				continue
			}
			if _, dup := d.Options[k]; dup {
				d.Err = fmt.Errorf("%s stands twice", k)
			}
			d.Options[k] = v
		}
	}
	return d
}

func splitWords(s string) ([]string, error) {
	var out []string
	var b strings.Builder
	in, quoted := false, false
	for _, r := range s {
		switch {
		case r == '"' || r == '“' || r == '”':
			quoted = !quoted
			in = true
		case !quoted && (r == ' ' || r == '\t' || r == '\u00a0'):
			if in {
				out = append(out, b.String())
				b.Reset()
				in = false
			}
		default:
			b.WriteRune(r)
			in = true
		}
	}
	if quoted {
		return nil, fmt.Errorf("a quotation mark is not closed")
	}
	if in {
		out = append(out, b.String())
	}
	return out, nil
}
