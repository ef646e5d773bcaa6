package markup

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Directive is a place in a text where a value is to be printed:
// {{poll SERIES at=2019-10}}.
type Directive struct {
	Start, End int // bytes of the source
	At         int // where Printed stands for it in Text; of one that is not closed, where its braces do
	Name       string
	Args       []string
	Options    map[string]string
	Cited      []string // the keys of the citations right behind it
	Err        error    // the directive cannot be read as one
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

// IsBlock reports whether a directive prints a chart or table, which stands on
// its own.
func (d Directive) IsBlock() bool { return d.Name == "chart" || d.Name == "table" }

// closed gives the length of the directive at the beginning of a line, with its
// braces; 0 where they are not closed.
func closed(line []byte) int {
	for i := 2; i < len(line) && i <= 2+maxDirective; i++ {
		switch line[i] {
		case '}':
			if i+1 < len(line) && line[i+1] == '}' {
				return i + 2
			}
			return 0
		case '{', '\n':
			return 0
		}
	}
	return 0
}

// unclosed is a directive whose braces are not closed on its line.
func unclosed(line []byte, start int) Directive {
	return Directive{Start: start, End: start + reach(line), Err: fmt.Errorf("the braces are not closed on the same line")}
}

// reach gives how much of a line is marked of a fault that has no end: as far as
// a reader has to look.
func reach(line []byte) int {
	end := 0
	for end < len(line) && end < 40 && line[end] != '\n' {
		end++
	}
	for end > 0 && end < len(line) && !utf8.RuneStart(line[end]) {
		end--
	}
	return end
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
