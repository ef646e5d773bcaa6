package main

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"strconv"
	"strings"
)

// A mutant is one change to one file: the bytes from From to To are replaced.
type mutant struct {
	file     string
	line     int
	from, to int // byte offsets
	with     string
	was      string // what stood there
}

func (m mutant) String() string {
	return fmt.Sprintf("%s:%d: %s → %s", m.file, m.line, brief(m.was), brief(m.with))
}

// brief shows code on one line.
func brief(code string) string {
	code = strings.Join(strings.Fields(code), " ")
	if code == "" {
		return "(nothing)"
	}
	if r := []rune(code); len(r) > 70 {
		code = string(r[:69]) + "…"
	}
	return "`" + code + "`"
}

// apply gives the file's text with the change made.
func (m mutant) apply(src []byte) []byte {
	return bytes.Join([][]byte{src[:m.from], src[m.to:]}, []byte(m.with))
}

// swaps are the operators and what each may become.
var swaps = map[token.Token][]token.Token{
	token.LSS: {token.LEQ, token.GEQ, token.GTR}, token.LEQ: {token.LSS, token.GTR},
	token.GTR: {token.GEQ, token.LEQ, token.LSS}, token.GEQ: {token.GTR, token.LSS},
	token.EQL: {token.NEQ}, token.NEQ: {token.EQL},
	token.ADD: {token.SUB}, token.SUB: {token.ADD}, token.MUL: {token.QUO}, token.QUO: {token.MUL},
	token.ADD_ASSIGN: {token.SUB_ASSIGN}, token.SUB_ASSIGN: {token.ADD_ASSIGN},
	token.MUL_ASSIGN: {token.QUO_ASSIGN}, token.QUO_ASSIGN: {token.MUL_ASSIGN},
	token.INC: {token.DEC}, token.DEC: {token.INC},
	token.LAND: {token.LOR}, token.LOR: {token.LAND},
	token.AND: {token.OR}, token.OR: {token.AND}, token.SHL: {token.SHR}, token.SHR: {token.SHL},
}

// names are the identifiers and what each becomes.
var names = map[string]string{"true": "false", "false": "true", "min": "max", "max": "min", "Min": "Max", "Max": "Min"}

// mutantsOf gives all changes that the operators make to a file, in the order of
// the syntax tree. Some of them do not compile: types are not looked at here.
// A generated file has none.
func mutantsOf(file string) ([]mutant, error) {
	src, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, file, src, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil || ast.IsGenerated(f) {
		return nil, err
	}
	var out []mutant
	at := func(p token.Pos) int { return fset.Position(p).Offset }
	change := func(from, to token.Pos, with string) {
		was := string(src[at(from):at(to)])
		out = append(out, mutant{file: file, line: fset.Position(from).Line, from: at(from), to: at(to), with: with, was: was})
	}
	text := func(n ast.Node) string { return string(src[at(n.Pos()):at(n.End())]) }
	operator := func(pos token.Pos, op token.Token) {
		for _, to := range swaps[op] {
			change(pos, pos+token.Pos(len(op.String())), to.String())
		}
	}
	shift := func(e ast.Expr) {
		if e == nil {
			return
		}
		for _, by := range []string{" + 1", " - 1"} {
			change(e.Pos(), e.End(), "("+text(e)+")"+by)
		}
	}
	negate := func(e ast.Expr) { change(e.Pos(), e.End(), "!("+text(e)+")") }
	drop := func(n ast.Stmt) { change(n.Pos(), n.End(), "") }

	depth := func(body *ast.BlockStmt) { // a return may be dropped where code follows it
		for i, s := range body.List {
			if block, ok := s.(*ast.IfStmt); ok && i < len(body.List)-1 && block.Else == nil {
				for _, r := range block.Body.List {
					if r, ok := r.(*ast.ReturnStmt); ok {
						drop(r)
					}
				}
			}
		}
	}
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ImportSpec, *ast.Field: // no code: imports, and types with their tags
			return false
		case *ast.BlockStmt:
			depth(n)
		case *ast.BinaryExpr:
			if x, ok := n.X.(*ast.BasicLit); ok && x.Kind == token.STRING {
				break
			}
			if y, ok := n.Y.(*ast.BasicLit); ok && y.Kind == token.STRING && n.Op == token.ADD {
				break
			}
			operator(n.OpPos, n.Op)
		case *ast.UnaryExpr:
			switch n.Op {
			case token.NOT:
				change(n.OpPos, n.OpPos+1, "")
			case token.SUB:
				change(n.OpPos, n.OpPos+1, "")
			}
		case *ast.IfStmt:
			negate(n.Cond)
		case *ast.ForStmt:
			if n.Cond != nil {
				negate(n.Cond)
			}
		case *ast.AssignStmt:
			operator(n.TokPos, n.Tok)
			if n.Tok != token.DEFINE {
				drop(n)
			}
		case *ast.IncDecStmt:
			operator(n.TokPos, n.Tok)
			drop(n)
		case *ast.ExprStmt:
			drop(n)
		case *ast.BranchStmt:
			if n.Label == nil && n.Tok == token.CONTINUE {
				change(n.Pos(), n.End(), "break")
			}
			if n.Label == nil && n.Tok == token.BREAK {
				change(n.Pos(), n.End(), "continue")
			}
			if n.Tok == token.CONTINUE || n.Tok == token.BREAK {
				drop(n)
			}
		case *ast.IndexExpr:
			shift(n.Index)
		case *ast.SliceExpr:
			shift(n.Low)
			shift(n.High)
		case *ast.Ident:
			if to := names[n.Name]; to != "" {
				change(n.Pos(), n.End(), to)
			}
		case *ast.BasicLit:
			for _, to := range numbers(n) {
				change(n.Pos(), n.End(), to)
			}
		}
		return true
	})
	return out, nil
}

// numbers gives what a number may become: one more, one less, nought, double.
func numbers(l *ast.BasicLit) []string {
	var out []string
	add := func(s string) {
		if s != l.Value {
			out = append(out, s)
		}
	}
	switch l.Kind {
	case token.INT:
		v, err := strconv.ParseInt(l.Value, 0, 64)
		if err != nil {
			return nil
		}
		add(strconv.FormatInt(v+1, 10))
		add(fmt.Sprintf("(%d)", v-1))
		if v > 1 {
			add("0")
			add(strconv.FormatInt(2*v, 10))
		}
	case token.FLOAT:
		v, err := strconv.ParseFloat(l.Value, 64)
		if err != nil {
			return nil
		}
		for _, to := range []float64{v + 1, v - 1, 0, 2 * v} {
			if to == v {
				continue
			}
			s := strconv.FormatFloat(to, 'g', -1, 64)
			if !strings.ContainsAny(s, ".e") {
				s += ".0" // so that it stays a float
			}
			add("(" + s + ")")
		}
	}
	return out
}
