package dossier

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"

	"entente/lazyregexp"
)

// syntax reports what is no YAML.
func (d *decoder) syntax(err error, src []byte) {
	p := Pos{d.file, 1 + d.offset, 1}
	msg := err.Error()
	type tokenError interface {
		GetToken() *token.Token
		GetMessage() string
	}
	if te, ok := err.(tokenError); ok {
		msg = te.GetMessage()
		if t := te.GetToken(); t != nil && t.Position != nil {
			p.Line, p.Col = t.Position.Line+d.offset, t.Position.Column
		}
	}
	msg, _, _ = strings.Cut(msg, "\n")
	hint := cmp.Or(lineFault(src, p.Line-d.offset, p.Col), "check the indentation, and quote a text that holds ': ' or ' #'")
	if strings.Contains(msg, "'\t'") || strings.Contains(msg, "\t") {
		msg, hint = "a tab stands where YAML wants spaces", "indent with spaces"
	}
	d.err("yaml-syntax", p, hint, "this is no valid YAML: %s", msg)
}

// lineFault says what is wrong with a line at which YAML ends, where the line shows
// it: a key whose colon has no blank after it, or one that begins in another column
// than the line above; "" where it does not. Both count from 1.
func lineFault(src []byte, line, col int) string {
	lines := strings.Split(string(src), "\n")
	if line < 1 || line > len(lines) {
		return ""
	}
	at := lines[line-1]
	if key, _, ok := strings.Cut(strings.TrimLeft(at, " -"), ":"); ok && noBlankRE.MatchString(at) {
		return fmt.Sprintf("put a blank after `%s:`", key)
	}
	column := func(s string) int { return len(s) - len(strings.TrimLeft(s, " ")) + 1 }
	for i := line - 2; i >= 0; i-- {
		above := lines[i]
		if t := strings.TrimSpace(above); t == "" || t[0] == '#' {
			continue
		}
		if key := strings.Index(above, "- ") + 1; key > 0 && key == column(above) {
			above = strings.Replace(above, "-", " ", 1) // the first key of an item of a list
		}
		if c := column(at); c == col && c != column(above) {
			return fmt.Sprintf("line it up with the keys that it goes with: it begins in column %d, and the line above in column %d", c, column(above))
		}
		return ""
	}
	return ""
}

// noBlankRE finds a key with its value close behind its colon.
var noBlankRE = lazyregexp.New(`^[ -]*[a-z_]+:[^ \t\r/]`)

// saysNothing reports whether a key has no value. As a text, "" and a map of
// languages without a word are none either.
func saysNothing(n ast.Node, asText bool) bool {
	switch n := n.(type) {
	case nil, *ast.NullNode:
		return true
	case *ast.StringNode:
		return asText && strings.TrimSpace(n.Value) == ""
	case *ast.MappingNode:
		return asText && !slices.ContainsFunc(n.Values, func(p *ast.MappingValueNode) bool { return !saysNothing(p.Value, true) })
	}
	return false
}

// isText reports whether values of a type are read from words.
func isText(t reflect.Type) bool {
	return t.Kind() == reflect.String || t == reflect.TypeFor[Text]() || t == reflect.TypeFor[Ref]()
}
