package dossier

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
	"pgregory.net/rapid"
)

// told writes all of a node that the decoder looks at.
func told(b *strings.Builder, n ast.Node) {
	d := &decoder{}
	at := d.pos(n)
	fmt.Fprintf(b, "%T@%d:%d ", n, at.Line, at.Col)
	switch n := n.(type) {
	case *ast.MappingNode:
		fmt.Fprintf(b, "%t{", n.Start.Value == "{")
		for _, p := range n.Values {
			told(b, p)
		}
		b.WriteString("}")
	case *ast.MappingValueNode:
		told(b, n.Key)
		b.WriteString(": ")
		told(b, n.Value)
		b.WriteString("\n")
	case *ast.SequenceNode:
		b.WriteString("[")
		for _, v := range n.Values {
			told(b, v)
		}
		b.WriteString("]\n")
	case *ast.StringNode:
		t := n.GetToken()
		fmt.Fprintf(b, "%q %q %t ", n.Value, t.Value, t.Type == token.DoubleQuoteType || t.Type == token.SingleQuoteType)
	default:
		fmt.Fprintf(b, "%q ", n.GetToken().Value)
	}
}

// samePlain holds what readPlain reads to what the library does, and reports whether it
// reads it.
func samePlain(t interface{ Fatalf(string, ...any) }, src []byte) bool {
	if tooDeep(src) > 0 || crowded(src) > 0 {
		return false
	}
	got := readPlain(src)
	if got == nil {
		return false
	}
	f, err := parser.ParseBytes(src, 0)
	if err != nil {
		t.Fatalf("the library refuses it: %v\n%s", err, src)
	}
	if len(f.Docs) != 1 || f.Docs[0].Body == nil {
		t.Fatalf("the library reads %d documents", len(f.Docs))
	}
	var ours, theirs strings.Builder
	told(&ours, got)
	told(&theirs, f.Docs[0].Body)
	if ours.String() != theirs.String() {
		t.Fatalf("of\n%s\nwe read\n%s\nand the library\n%s", src, ours.String(), theirs.String())
	}
	return true
}

// TestReadPlain reads all YAML of the examples as the library does, nearly all of it
// plainly.
func TestReadPlain(t *testing.T) {
	read, all := 0, 0
	err := filepath.WalkDir("../examples", func(p string, e os.DirEntry, err error) error {
		if ext := filepath.Ext(p); err != nil || ext != ".yaml" && ext != ".md" || strings.Contains(p, "/pieces/") {
			return err
		}
		src, err := os.ReadFile(p)
		if err != nil {
			return err
		}
		if filepath.Ext(p) == ".md" {
			if src, _, _, _ = splitFront(src); src == nil {
				return nil
			}
		}
		all++
		if samePlain(t, unixLines(src)) {
			read++
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if read < all*3/4 || all == 0 {
		t.Errorf("%d of %d files are read plainly", read, all)
	}
}

// TestReadPlainByChance writes lines of what plain YAML consists of, in any order.
func TestReadPlainByChance(t *testing.T) {
	words := strings.Split(`a|b|key|a: |b: |c: |- |- |\n|\n|\n  |\n  |\n    |\n      | | |, |, |,|[|]|{|}|: |:|"|"x"|"y z"|'|'s|#| #|# c\n|\n\n|日本|é|1|2026-01|-|-5|.5|1e3|0x1f|010|true|null|~|no|*|&|!|%|@|?|? ||>|event:x|\\|\"|_|+1|...|---`, "|")
	for n := range words {
		words[n] = strings.ReplaceAll(words[n], `\n`, "\n")
	}
	read := 0
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 1, 40).Draw(t, "words"), "")
		if samePlain(t, []byte("a: "+text)) {
			read++
		}
		samePlain(t, []byte(text))
	})
	if read == 0 {
		t.Error("nothing is read plainly")
	}
}

func FuzzReadPlain(f *testing.F) {
	for _, s := range []string{
		"a: 1\nb: [x, {c: d, e: \"f\\\"g\"}]\nc:\n  - a: b\n    c: 2026-01\n  - x\nd:\n- 日本 a\n", "a: b: c\n", "a:\n  b: 1\n c: 2\n", "a: 'x'\n",
		"a: x\n  y\n", "a: -5\nb: +.5\nc: 0x1f\nd: 1e3\ne: 1_000\nf: 010\n", "# x\n\na: b # c\n", "a: [event:ev-1, b]\n", "a: []\nb: {}\nc: [ ]\n", "null: a\n",
		"a: b\na: c\n", "a:\n", "- a\n- b: c\n  d: e\n", "a: {b: c}\n\n\n  # x\nd: e", "a: it's [b] {c}, \"d\" & *e\n", "a: 12:30\nb: 2026-01-01T00:00:00Z\n", "a: |\n  b\n",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) < 1<<12 {
			samePlain(t, []byte(text))
		}
	})
}
