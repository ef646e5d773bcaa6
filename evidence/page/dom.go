package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

func attr(n *html.Node, name string) string {
	for i := range n.Attr {
		if n.Attr[i].Key == name {
			return n.Attr[i].Val
		}
	}
	return ""
}

// each visits the elements and texts under a node, itself included, until f
// says no for a branch.
func each(n *html.Node, f func(*html.Node) bool) {
	if !f(n) {
		return
	}
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		each(c, f)
		c = next
	}
}

// textOf gives the words under a node, spaces collapsed; scripts do not count.
func textOf(n *html.Node) string {
	var b strings.Builder
	each(n, func(c *html.Node) bool {
		switch {
		case c.Type == html.TextNode:
			b.WriteString(c.Data)
		case c.Type == html.ElementNode && silent(c):
			return false
		case c.Type == html.ElementNode && (c.DataAtom == atom.Br || isBlock(c)):
			b.WriteByte(' ')
		}
		return true
	})
	return oneLine(b.String())
}

// silent elements hold nothing that is read.
func silent(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Iframe, atom.Object, atom.Svg, atom.Head, atom.Select, atom.Textarea, atom.Rt, atom.Rp, atom.Rtc: // readings of ruby stand over words, not in them
		return true
	}
	return false
}

func isBlock(n *html.Node) bool {
	switch n.DataAtom {
	case atom.P, atom.Div, atom.Section, atom.Article, atom.Main, atom.Aside, atom.Header, atom.Footer, atom.Nav, atom.H1, atom.H2,
		atom.H3, atom.H4, atom.H5, atom.H6, atom.Ul, atom.Ol, atom.Li, atom.Dl, atom.Dt, atom.Dd, atom.Blockquote, atom.Pre, atom.Table,
		atom.Thead, atom.Tbody, atom.Tfoot, atom.Tr, atom.Figure, atom.Figcaption, atom.Form, atom.Fieldset, atom.Hr, atom.Address,
		atom.Details, atom.Summary, atom.Center:
		return true
	}
	return false
}

func remove(n *html.Node) {
	if n.Parent != nil {
		n.Parent.RemoveChild(n)
	}
}

// within gives the nearest element above a node that is one of the tags, or nil.
func within(n *html.Node, tags ...atom.Atom) *html.Node {
	for p := n.Parent; p != nil; p = p.Parent {
		for _, t := range tags {
			if p.DataAtom == t {
				return p
			}
		}
	}
	return nil
}

// find gives the first element under a node for which f holds, or nil.
func find(n *html.Node, f func(*html.Node) bool) *html.Node {
	var out *html.Node
	each(n, func(c *html.Node) bool {
		if out != nil {
			return false
		}
		if c.Type == html.ElementNode && f(c) {
			out = c
		}
		return out == nil
	})
	return out
}

// bodyOf gives the body of a document, or all of it where it has none: frames.
func bodyOf(doc *html.Node) *html.Node {
	if body := find(doc, func(n *html.Node) bool { return n.DataAtom == atom.Body }); body != nil {
		return body
	}
	return doc
}

// tokens gives the words that the classes, the id and the data names of an
// element are made of, in lower case: "td-postSharing" is td, post, sharing.
// Classes that only say what the page has or lacks (has-sidebar) are left out.
func tokens(n *html.Node) []string {
	var out []string
	for i := range n.Attr {
		switch n.Attr[i].Key {
		case "class", "id", "data-component", "data-testid", "data-module", "itemprop", "data-type":
			out = appendTokens(out, n.Attr[i].Val)
		}
	}
	return out
}

func appendTokens(out []string, val string) []string {
	if len(val) > 1000 {
		val = val[:1000]
	}
	for word := range strings.FieldsSeq(val) {
		low := strings.ToLower(word)
		if strings.HasPrefix(low, "has-") || strings.HasPrefix(low, "no-") || strings.HasPrefix(low, "with-") || strings.HasPrefix(low, "without-") || strings.HasPrefix(low, "hide-") {
			continue
		}
		start := 0
		flush := func(end int) {
			if end > start {
				out = append(out, low[start:end])
			}
		}
		if len(low) != len(word) {
			continue
		}
		for i := 0; i < len(word); i++ {
			c := word[i]
			switch {
			case c == '-' || c == '_' || c == ':' || c == '/' || c == '.':
				flush(i)
				start = i + 1
			case c >= 'A' && c <= 'Z' && i > start && word[i-1] >= 'a' && word[i-1] <= 'z':
				flush(i)
				start = i
			}
		}
		flush(len(word))
	}
	return out
}

func hasAny(list []string, words ...string) bool {
	for _, l := range list {
		for _, w := range words {
			if l == w {
				return true
			}
		}
	}
	return false
}

// hasPair reports whether two words stand one after the other.
func hasPair(list []string, a, b string) bool {
	for i := 0; i+1 < len(list); i++ {
		if list[i] == a && list[i+1] == b {
			return true
		}
	}
	return false
}
