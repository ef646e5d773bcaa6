package dossier

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"
)

// readPlain reads YAML as dossiers mostly write it: maps and lists by indentation, with
// plain keys, whose values stand on one line, as words, as a text in double quotes or in
// brackets. Of anything else it gives nil, which is the YAML library's to read; of what
// it does read, it gives the nodes that the library would, as far as the decoder looks
// at them (see TestReadPlain), in a tenth of the time.
func readPlain(src []byte) ast.Node {
	if bytes.ContainsAny(src, "\t\r\x00\u0085\u2028\u2029\ufeff") || !utf8.Valid(src) {
		return nil
	}
	p := &plainReader{src: string(src), line: 1}
	if p.next() != 0 {
		return nil
	}
	n := p.block(0)
	if p.failed || p.at < len(p.src) {
		return nil
	}
	return n
}

// plainReader reads a document from the beginning. at lies on the first character of
// what is read next; where that is not plain, failed is set, and what is read then does
// not count.
type plainReader struct {
	src       string
	at        int
	line      int // from 1
	lineStart int
	open      int // brackets
	failed    bool
	spare     []scalarNode
}

// scalarNode holds what a text or a key consists of, made many at a time.
type scalarNode struct {
	node  ast.StringNode
	token token.Token
	at    token.Position
}

func (p *plainReader) fail() ast.Node {
	p.failed = true
	return nil
}

// column is that of a place on the line, in characters, from 1.
func (p *plainReader) column(at int) int {
	return utf8.RuneCountInString(p.src[p.lineStart:at]) + 1
}

// next goes to the first character of the next line that has more than a comment, from
// the end or the beginning of a line, and gives its indentation; -1 at the end.
func (p *plainReader) next() int {
	for p.at < len(p.src) {
		if p.src[p.at] == '\n' {
			p.at++
			p.line++
			p.lineStart = p.at
			continue
		}
		indent := 0
		for p.at < len(p.src) && p.src[p.at] == ' ' {
			p.at++
			indent++
		}
		if p.at == len(p.src) {
			break
		}
		switch p.src[p.at] {
		case '\n':
		case '#':
			p.at += lineLength(p.src[p.at:])
		default:
			return indent
		}
	}
	return -1
}

// lineLength is the length of a line without its end.
func lineLength(s string) int {
	if i := strings.IndexByte(s, '\n'); i >= 0 {
		return i
	}
	return len(s)
}

// endLine goes from behind a value to the next line with content, and gives its
// indentation; nothing else may stand on the value's line.
func (p *plainReader) endLine() int {
	for p.at < len(p.src) && p.src[p.at] == ' ' {
		p.at++
	}
	if p.at < len(p.src) && p.src[p.at] != '\n' {
		p.failed = true
		return -1
	}
	return p.next()
}

func (p *plainReader) peek() byte {
	if p.at < len(p.src) {
		return p.src[p.at]
	}
	return '\n'
}

// dash reports whether an item of a list begins here.
func (p *plainReader) dash() bool { return strings.HasPrefix(p.src[p.at:], "- ") }

// block reads a map or a list whose first line begins here, at an indentation. It ends
// on the first character of a line that is less indented, or at the end.
func (p *plainReader) block(indent int) ast.Node {
	if p.dash() {
		return p.items(indent)
	}
	return p.pairs(indent)
}

// indent is that of the line on whose first character the reader lies; -1 at the end.
func (p *plainReader) indent() int {
	if p.at == len(p.src) {
		return -1
	}
	return p.at - p.lineStart
}

func (p *plainReader) items(indent int) ast.Node {
	out := ast.Sequence(p.mark("-"), false)
	for {
		if !p.dash() {
			return p.fail()
		}
		p.at += 2
		for p.peek() == ' ' {
			p.at++
		}
		var v ast.Node
		var here int
		if p.keyEnd() > 0 {
			v = p.pairs(p.at - p.lineStart)
			here = p.indent()
		} else {
			v = p.value()
			here = p.endLine()
		}
		if p.failed || here > indent {
			return p.fail()
		}
		out.Values = append(out.Values, v)
		if here < indent || !p.dash() {
			return out
		}
	}
}

func (p *plainReader) pairs(indent int) ast.Node {
	out := &ast.MappingNode{BaseNode: noBase}
	var keys keySet
	for {
		end := p.keyEnd()
		if end == 0 || !keys.add(p.src[p.at:end]) {
			return p.fail()
		}
		key := p.text(p.src[p.at:end], p.at)
		p.at = end + 1
		if out.Start == nil {
			out.Start = key.Token
		}
		var v ast.Node
		var here int
		for p.peek() == ' ' {
			p.at++
		}
		if p.peek() == '\n' {
			here = p.next()
			if here < indent || here == indent && !p.dash() {
				return p.fail() // a key without a value
			}
			v = p.block(here)
			here = p.indent()
		} else {
			v = p.value()
			here = p.endLine()
		}
		if p.failed || here > indent {
			return p.fail()
		}
		out.Values = append(out.Values, &ast.MappingValueNode{BaseNode: noBase, Start: key.Token, Key: key, Value: v})
		if here < indent {
			return out
		}
		if p.dash() { // a list that a pair of the same indentation interrupts
			return p.fail()
		}
	}
}

// keyEnd gives where a plain key ends that begins here, with a colon and a blank behind
// it; 0 where none does.
func (p *plainReader) keyEnd() int {
	end := p.at
	for end < len(p.src) && isKeyByte(p.src[end]) {
		end++
	}
	if end == p.at || end+1 > len(p.src)-1 || p.src[end] != ':' || p.src[end+1] != ' ' && p.src[end+1] != '\n' {
		return 0
	}
	if word := p.src[p.at:end]; !isLetter(word[0]) || isReserved(word) {
		return 0
	}
	return end
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

func isKeyByte(c byte) bool { return isLetter(c) || c >= '0' && c <= '9' || c == '-' || c == '_' }

// isReserved reports whether a word is none to YAML: yes and no are words.
func isReserved(word string) bool {
	switch len(word) {
	case 4, 5:
		switch strings.ToLower(word) {
		case "null", "true", "false":
			return true
		}
	}
	return false
}

// value reads what stands on a line: in brackets up to a comma or bracket, else up to
// the end of the line.
func (p *plainReader) value() ast.Node {
	switch p.peek() {
	case '"':
		return p.quoted()
	case '[':
		return p.list()
	case '{':
		return p.dict()
	}
	stop := "\n"
	switch {
	case p.open == 1:
		stop = ",[]{}#\n"
	case p.open > 1:
		stop = ",[]{}#:\n" // see joined
	}
	end := len(p.src)
	if i := strings.IndexAny(p.src[p.at:], stop); i >= 0 {
		end = p.at + i
	}
	word := p.src[p.at:end]
	if !isPlain(word) {
		return p.fail()
	}
	at := p.at
	p.at += len(word)
	if c := word[0]; isLetter(c) || c >= utf8.RuneSelf || strings.IndexByte(word[1:], '-') > 0 && !strings.ContainsAny(word, "eE") { // as in a date
		return p.text(word, at)
	}
	t := token.New(word, word, &token.Position{Line: p.line, Column: p.column(at)})
	switch t.Type {
	case token.IntegerType:
		return &ast.IntegerNode{BaseNode: noBase, Token: t}
	case token.FloatType:
		return &ast.FloatNode{BaseNode: noBase, Token: t}
	case token.StringType:
		return p.text(word, at)
	}
	return p.fail()
}

// isPlain reports whether words begin with a letter or digit and hold nothing that
// means something to YAML.
func isPlain(s string) bool {
	if s == "" || isReserved(s) || s[len(s)-1] == ':' || s[len(s)-1] == ' ' || strings.Contains(s, ": ") || strings.Contains(s, " #") {
		return false
	}
	if c := s[0]; c == '-' || c == '+' || c == '.' {
		return len(s) > 1 && s[1] >= '0' && s[1] <= '9'
	}
	return isLetter(s[0]) || s[0] >= '0' && s[0] <= '9' || s[0] >= utf8.RuneSelf
}

// quoted reads a text in double quotes.
func (p *plainReader) quoted() ast.Node {
	start := p.at
	escaped := false
	for p.at++; p.at < len(p.src); p.at++ {
		switch p.src[p.at] {
		case '\n':
			return p.fail()
		case '\\':
			if !strings.HasPrefix(p.src[p.at:], `\"`) {
				return p.fail()
			}
			escaped = true
			p.at++
		case '"':
			value := p.src[start+1 : p.at]
			p.at++
			if escaped {
				value = strings.ReplaceAll(value, `\"`, `"`)
			}
			n := p.text(value, start)
			n.Token.Type = token.DoubleQuoteType
			return n
		}
	}
	return p.fail()
}

// list reads a list in brackets.
func (p *plainReader) list() ast.Node {
	out := ast.Sequence(p.mark("["), true)
	p.bracketed(']', func() bool {
		v := p.value()
		out.Values = append(out.Values, v)
		return !p.failed
	})
	return out
}

// dict reads a map in brackets.
func (p *plainReader) dict() ast.Node {
	out := &ast.MappingNode{BaseNode: noBase, Start: p.mark("{"), IsFlowStyle: true}
	var keys keySet
	p.bracketed('}', func() bool {
		end := p.keyEnd()
		if end == 0 || p.src[end+1] != ' ' || !keys.add(p.src[p.at:end]) {
			return false
		}
		key := p.text(p.src[p.at:end], p.at)
		for p.at = end + 1; p.peek() == ' '; {
			p.at++
		}
		v := p.value()
		out.Values = append(out.Values, &ast.MappingValueNode{BaseNode: noBase, Start: key.Token, Key: key, Value: v})
		return !p.failed
	})
	return out
}

// bracketed reads what stands between a bracket, which lies here, and the one that
// closes it, with a comma between each two.
func (p *plainReader) bracketed(end byte, one func() bool) {
	p.open++
	defer func() { p.open-- }()
	for p.at++; ; p.at++ {
		for p.peek() == ' ' {
			p.at++
		}
		if p.peek() == end && p.src[p.at-1] != ' ' && p.src[p.at-1] != ',' { // nothing in it
			p.at++
			return
		}
		if !one() {
			p.failed = true
			return
		}
		for p.peek() == ' ' {
			p.at++
		}
		switch p.peek() {
		case end:
			p.at++
			return
		case ',':
		default:
			p.failed = true
			return
		}
	}
}

// text gives the node of a word that begins at a place of the line.
func (p *plainReader) text(value string, at int) *ast.StringNode {
	if len(p.spare) == 0 {
		p.spare = make([]scalarNode, 32)
	}
	s := &p.spare[0]
	p.spare = p.spare[1:]
	s.at = token.Position{Line: p.line, Column: p.column(at)}
	s.token = token.Token{Type: token.StringType, Value: value, Position: &s.at}
	s.node = ast.StringNode{BaseNode: noBase, Token: &s.token, Value: value}
	return &s.node
}

// mark gives the token of a mark that stands here.
func (p *plainReader) mark(value string) *token.Token { return p.text(value, p.at).Token }

// noBase is what nodes have of comments and paths, which nobody here asks for.
var noBase = &ast.BaseNode{}

// keySet finds keys that stand twice.
type keySet struct {
	few  []string
	many map[string]bool
}

func (s *keySet) add(key string) bool {
	if s.many == nil {
		for _, k := range s.few {
			if k == key {
				return false
			}
		}
		if s.few = append(s.few, key); len(s.few) > 24 {
			s.many = make(map[string]bool, 2*len(s.few))
			for _, k := range s.few {
				s.many[k] = true
			}
		}
		return true
	}
	if s.many[key] {
		return false
	}
	s.many[key] = true
	return true
}
