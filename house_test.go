package entente

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// order is the one direction of the house: a package never imports one to its
// right. A package that stands on the same level as another does not import it.
var order = [][]string{
	{"lazyregexp", "parallel", "country", "words"},
	{"winset", "dossier"},
	{"archive", "event"},
	{"evidence"},
	{"series"},
	{"record"},
	{"agenda"},
	{"course"},
	{"prose"},
	{"check"},
	{"publish/chart", "publish/output"},
	{"publish/term", "publish/site", "publish/report", "publish/docx", "publish/feed"},
	{"server"},
	{"cmd/entente"},
}

func level(pkg string) int {
	return slices.IndexFunc(order, func(l []string) bool {
		return slices.ContainsFunc(l, func(p string) bool { return pkg == p || strings.HasPrefix(pkg, p+"/") })
	})
}

func top(pkg string) string {
	first, rest, _ := strings.Cut(pkg, "/")
	if first == "publish" || first == "cmd" {
		return first + "/" + rest
	}
	return first
}

// TestArrows holds the arrows of the design: imports go one way, and winset,
// country and words import nothing of ours.
func TestArrows(t *testing.T) {
	checked := 0
	err := filepath.WalkDir(".", func(p string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if e.IsDir() && p != "." && (strings.HasPrefix(e.Name(), ".") || e.Name() == "testdata" || e.Name() == "examples" || e.Name() == "third_party") {
			return fs.SkipDir
		}
		if !strings.HasSuffix(p, ".go") || strings.HasSuffix(p, "_test.go") {
			return nil
		}
		pkg := path.Dir(filepath.ToSlash(p))
		if pkg == "." {
			return nil
		}
		here := level(pkg)
		if here < 0 {
			t.Errorf("%s: the package %s has no place in the house; add it to the order", p, pkg)
			return nil
		}
		f, err := parser.ParseFile(token.NewFileSet(), p, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, imp := range f.Imports {
			name, _ := strconv.Unquote(imp.Path.Value)
			ours, ok := strings.CutPrefix(name, "entente/")
			if !ok {
				continue
			}
			checked++
			same := top(ours) == top(pkg) // a package and those below it go together
			if there := level(ours); !same && (there < 0 || there >= here) {
				t.Errorf("%s imports %s, which stands to its right or beside it", p, ours)
			}
			if pkg == "winset" || pkg == "country" || pkg == "words" {
				t.Errorf("%s imports %s; %s imports nothing of ours", p, ours, pkg)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if checked == 0 {
		t.Fatal("no import was checked")
	}
}

// TestLightChecks keeps databases, the network and the page reader out of what
// checks, weighs and builds.
func TestLightChecks(t *testing.T) {
	out, err := exec.Command("go", "list", "-deps", "./dossier", "./archive", "./series", "./record", "./agenda", "./course", "./prose", "./check", "./publish/site").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	for dep := range strings.FieldsSeq(string(out)) {
		for _, banned := range []string{"duckdb", "clickhouse", "sqlite", "database/sql", "net/http", "entente/evidence/page", "entente/evidence/fetch", "trafilatura", "gofeed"} {
			if strings.Contains(dep, banned) {
				t.Errorf("checking, weighing or building depends on %s", dep)
			}
		}
	}
}

// TestNoCountryInCode holds that nothing in the code but country knows the flagship's three.
func TestNoCountryInCode(t *testing.T) {
	for _, root := range []string{"words", "dossier", "event", "agenda", "record", "course", "series", "winset", "evidence", "prose", "check", "publish", "cmd"} {
		filepath.WalkDir(root, func(p string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() || !strings.HasSuffix(p, ".go") || strings.HasSuffix(p, "_test.go") || strings.HasPrefix(p, "event/storetest/") { // a suite of tests
				return nil
			}
			f, err := parser.ParseFile(token.NewFileSet(), p, nil, parser.SkipObjectResolution)
			if err != nil {
				t.Error(err)
				return nil
			}
			for _, s := range literals(f) {
				for _, name := range []string{"USA", "JPN", "KOR", "United States", "Japan", "Korea", "Washington", "Tokyo", "Seoul"} {
					if s == name {
						t.Errorf("%s has the literal %q", p, s)
					}
				}
			}
			return nil
		})
	}
}

func literals(f *ast.File) []string {
	var out []string
	ast.Inspect(f, func(n ast.Node) bool {
		if l, ok := n.(*ast.BasicLit); ok && l.Kind == token.STRING {
			if s, err := strconv.Unquote(l.Value); err == nil {
				out = append(out, s)
			}
		}
		return true
	})
	return out
}
