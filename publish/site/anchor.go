package site

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"text/template/parse"
)

// ownIDs matches the ids that pages give to parts of themselves. They are read from the
// templates, so that one that is added there is known here; those of charts end as chart
// writes the ids of a title and a description, and those of citations begin as text writes
// them.
var ownIDs = sync.OnceValue(func() *regexp.Regexp {
	all := []string{".*-[td]", `ref\d+`, "ref-.+"}
	files, err := templateFiles.ReadDir("templates")
	if err != nil {
		panic(err) // they are compiled in
	}
	for _, f := range files {
		src, err := templateFiles.ReadFile("templates/" + f.Name())
		if err != nil {
			panic(err)
		}
		ids, err := templateIDs(f.Name(), string(src))
		if err != nil {
			panic(err)
		}
		all = append(all, ids...)
	}
	return regexp.MustCompile("^(?:" + strings.Join(all, "|") + ")$")
})

// templateIDs gives the ids that the templates of a source state, each as an expression;
// none for what is a value alone, which is a row's own.
func templateIDs(name, src string) ([]string, error) {
	t := parse.New(name)
	t.Mode = parse.SkipFuncCheck // the functions have anchor among them
	trees := map[string]*parse.Tree{}
	if _, err := t.Parse(src, "", "", trees); err != nil {
		return nil, err
	}
	var r idReader
	for _, t := range trees {
		r.list(t.Root)
	}
	slices.Sort(r.found)
	return slices.Compact(r.found), nil
}

// idReader reads the ids that templates state.
type idReader struct {
	open  []idWay // how the id that is being read may begin; nil outside of one
	found []string
}

// idWay is one way through the branches of an id.
type idWay struct {
	expr string
	own  bool // it has a text, which the template states
}

func (r *idReader) list(l *parse.ListNode) {
	if l == nil {
		return
	}
	for _, n := range l.Nodes {
		switch n := n.(type) {
		case *parse.TextNode:
			r.text(string(n.Text))
		case *parse.ActionNode:
			if len(n.Pipe.Decl) == 0 {
				r.add(idValue(n.Pipe), false)
			}
		case *parse.IfNode:
			r.branch(n.List, n.ElseList)
		case *parse.WithNode:
			r.branch(n.List, n.ElseList)
		case *parse.RangeNode:
			if r.add(".*", false); r.open == nil {
				r.branch(n.List, n.ElseList)
			}
		case *parse.TemplateNode:
			r.add(".*", false)
		}
	}
}

func (r *idReader) branch(a, b *parse.ListNode) {
	before := r.open
	r.list(a)
	after := r.open
	r.open = before
	r.list(b)
	r.open = slices.Concat(after, r.open)
}

func (r *idReader) text(s string) {
	for {
		if r.open != nil {
			id, rest, ends := strings.Cut(s, `"`)
			r.add(regexp.QuoteMeta(id), id != "")
			if !ends {
				return
			}
			for _, w := range r.open {
				if w.own {
					r.found = append(r.found, w.expr)
				}
			}
			r.open, s = nil, rest
		}
		_, rest, begins := strings.Cut(s, ` id="`)
		if !begins {
			return
		}
		r.open, s = []idWay{{}}, rest
	}
}

// add goes on with the id that is being read, if one is.
func (r *idReader) add(expr string, own bool) {
	ways := slices.Clone(r.open) // those before a branch stay
	for i := range ways {
		ways[i].expr += expr
		ways[i].own = ways[i].own || own
	}
	r.open = ways
}

// idValue is what an action writes into an id: a number, a member's code, or anything.
func idValue(p *parse.PipeNode) string {
	args := p.Cmds[len(p.Cmds)-1].Args
	if f, ok := args[0].(*parse.IdentifierNode); ok {
		switch {
		case f.Ident == "add":
			return `\d+`
		case f.Ident == "lower" && len(args) == 2 && strings.HasSuffix(args[1].String(), ".Code"):
			return "[a-z]{3}"
		}
	}
	return ".+"
}

// anchors keeps what anchor gives: pages ask for a source's as often as it is cited.
var anchors sync.Map

// anchor makes an id of the dossier fit for an address, and unlike those of the page itself.
func anchor(id string) string {
	if a, ok := anchors.Load(id); ok {
		return a.(string)
	}
	a := encoded(id)
	if ownIDs().MatchString(id) {
		a = "~" + a
	}
	anchors.Store(id, a)
	return a
}

// headingID makes the id of a heading unlike those of the page itself and of its members,
// and leaves others as the words have them.
func (b *builder) headingID(words string) string {
	if ownIDs().MatchString(words) || b.D.Member(strings.ToUpper(words)) != nil {
		return "~text-" + words
	}
	return words
}

// encoded makes an id fit for a part of an address or of an id.
func encoded(id string) string {
	var b strings.Builder
	for _, r := range id {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '-', r == '_', r == '.':
			b.WriteRune(r)
		default:
			fmt.Fprintf(&b, "~%x~", r)
		}
	}
	return b.String()
}
