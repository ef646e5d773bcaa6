package entente

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"unicode"
)

// order reads the one direction of the house out of CONTRIBUTING.md: the packages
// of each level, and those that import nothing of ours.
var order = sync.OnceValues(func() (levels [][]string, leaves map[string]bool) {
	page, err := os.ReadFile("CONTRIBUTING.md")
	if err != nil {
		panic(err)
	}
	leaves = map[string]bool{}
	for line := range strings.Lines(string(page)) {
		if !strings.HasPrefix(line, "    ") || !strings.Contains(line, "→") {
			continue
		}
		for level := range strings.SplitSeq(line, "→") {
			var packages []string
			for p := range strings.SplitSeq(level, "·") {
				name, leaf := strings.CutSuffix(strings.TrimSpace(p), "*")
				leaves[name] = leaf
				packages = append(packages, name)
			}
			levels = append(levels, packages)
		}
		break
	}
	return levels, leaves
})

func level(pkg string) int {
	levels, _ := order()
	return slices.IndexFunc(levels, func(l []string) bool {
		return slices.ContainsFunc(l, func(p string) bool { return pkg == p || strings.HasPrefix(pkg, p+"/") })
	})
}

func top(pkg string) string {
	first, rest, _ := strings.Cut(pkg, "/")
	if first == "publish" || first == "cmd" {
		rest, _, _ = strings.Cut(rest, "/")
		return first + "/" + rest
	}
	return first
}

// TestArrows holds the arrows of CONTRIBUTING.md: imports go one way, what has a
// star imports nothing of ours, and each package there exists and stands in its
// table.
func TestArrows(t *testing.T) {
	levels, leaves := order()
	page, err := os.ReadFile("CONTRIBUTING.md")
	if err != nil {
		t.Fatal(err)
	}
	_, publish, _ := strings.Cut(string(page), "| `publish/…` |")
	publish, _, _ = strings.Cut(publish, "\n")
	seen := map[string]bool{}
	for _, p := range slices.Concat(levels...) {
		if files, _ := filepath.Glob(p + "/*.go"); len(files) == 0 || seen[p] {
			t.Errorf("the order names %q, which has no file of Go or stands twice", p)
		}
		seen[p] = true
		part, row, _ := strings.Cut(p, "/")
		inPublish := part == "publish" && strings.Contains(publish, "`"+row+"`")
		if !inPublish && !strings.Contains(string(page), "| `"+p+"` |") {
			t.Errorf("CONTRIBUTING.md does not say what %s holds", p)
		}
	}
	checked := 0
	err = filepath.WalkDir(".", func(p string, e fs.DirEntry, err error) error {
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
			if leaves[pkg] {
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

// exampleWords name the countries of the examples, by code, name and capital.
// Languages have names too, and are not meant, nor the data set DEU; nor is the name of an example's folder.
var exampleWords = []string{
	"usa", "jpn", "kor", "united states", "japan", "korea", "koreas", "washington", "tokyo", "seoul",
	"egy", "isr", "egypt", "israel", "cairo", "jerusalem", "ukr", "poland", "germany", "ukraine", "warsaw", "berlin", "kyiv",
}

// languageNames begin as a country's name does, and name a language.
var languageNames = []string{"japanese", "korean", "ukrainian", "kore"} // and a script

// namesCountry reports whether a word, in small letters, begins with what names a
// country of an example: "jpnrow" and "warsawtime" do. Of "usa" it has to be the
// whole, since many words begin so.
func namesCountry(word, name string) bool {
	if name == "usa" {
		return word == name
	}
	return strings.HasPrefix(word, name) && !slices.Contains(languageNames, word)
}

var exampleFolder = regexp.MustCompile(`examples/[a-z-]+`)

// namedOnPurpose are words of exampleWords in files that may have them.
var namedOnPurpose = map[string]string{
	"evidence/page/credit.go": "usa",    // in the name of a picture agency
	"evidence/page/kinds.go":  "koreas", // among the regions of the world by which newspapers name their sections
}

// TestNoCountryInCode holds that nothing in the code but country, which knows all,
// knows those of the examples: no part of an identifier and no word of a string
// names them. What only tests import is left out.
func TestNoCountryInCode(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"parseJPNRow", "parse jpn row"}, {"USAid", "us aid"}, {"JP_CAO_2", "jp cao"}, {"toKorea2019", "to korea"}, {"United\tStates", "united states"},
	} {
		if got := strings.Join(partsOfWords(c.in), " "); got != c.want {
			t.Errorf("the parts of %q are %q, want %q", c.in, got, c.want)
		}
	}
	for _, c := range []struct {
		word, name string
		want       bool
	}{{"jpnrow", "jpn", true}, {"koreatime", "korea", true}, {"korean", "korea", false}, {"usage", "usa", false}, {"usa", "usa", true}, {"bonjpn", "jpn", false}} {
		if namesCountry(c.word, c.name) != c.want {
			t.Errorf("%q names %q: %v", c.word, c.name, !c.want)
		}
	}
	files, used := 0, map[string]bool{}
	read := map[string]bool{}
	err := filepath.WalkDir(".", func(p string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		p = filepath.ToSlash(p)
		if e.IsDir() {
			if p != "." && (strings.HasPrefix(e.Name(), ".") || slices.Contains([]string{"testdata", "examples", "third_party", "country", "event/storetest"}, p) || e.Name() == "testdata") {
				return fs.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(p, ".go") || strings.HasSuffix(p, "_test.go") {
			return nil
		}
		f, err := parser.ParseFile(token.NewFileSet(), p, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		files++
		read[top(path.Dir(p))] = true
		for _, s := range append(literals(f), identifiers(f)...) {
			parts := partsOfWords(exampleFolder.ReplaceAllString(s, ""))
			text := " " + strings.Join(parts, " ") + " "
			for _, name := range exampleWords {
				hit := name
				if i := slices.IndexFunc(parts, func(word string) bool { return namesCountry(word, name) }); i >= 0 {
					hit = parts[i]
				} else if !strings.Contains(text, " "+name+" ") {
					continue
				}
				if namedOnPurpose[p] == hit {
					used[p] = true
					continue
				}
				t.Errorf("%s names %q in %.120q", p, hit, s)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	levels, _ := order()
	for _, pkg := range slices.Concat(levels...) {
		if pkg != "country" && !read[pkg] {
			t.Errorf("no file of %s was read", pkg)
		}
	}
	if files < 200 || len(used) != len(namedOnPurpose) {
		t.Errorf("%d files were read, and of %d exceptions %d are needed", files, len(namedOnPurpose), len(used))
	}
}

// partsOfWords gives the words of an identifier or a text in small letters, parted
// where the case changes and at all that is no letter.
func partsOfWords(s string) []string {
	var out []string
	var part []rune
	flush := func() {
		if len(part) > 0 {
			out = append(out, strings.ToLower(string(part)))
			part = part[:0]
		}
	}
	rs := []rune(s)
	for i, r := range rs {
		if !unicode.IsLetter(r) {
			flush()
			continue
		}
		next := i+1 < len(rs) && unicode.IsLower(rs[i+1])
		if i > 0 && unicode.IsUpper(r) && (unicode.IsLower(rs[i-1]) || unicode.IsUpper(rs[i-1]) && next) {
			flush()
		}
		part = append(part, r)
	}
	flush()
	return out
}

func identifiers(f *ast.File) []string {
	var out []string
	ast.Inspect(f, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			out = append(out, id.Name)
		}
		return true
	})
	return out
}

// TestOneReaderOfMarkdown holds that texts are read in markup alone: no other
// package imports the parser, and none has an expression of its own that looks for
// citations, directives, notes or links. The page reader is left out: it reads
// what other people's pages were flattened to.
func TestOneReaderOfMarkdown(t *testing.T) {
	readers, files := 0, 0
	err := filepath.WalkDir(".", func(p string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if e.IsDir() && p != "." && (strings.HasPrefix(e.Name(), ".") || e.Name() == "testdata" || e.Name() == "third_party") {
			return fs.SkipDir
		}
		pkg := path.Dir(filepath.ToSlash(p))
		if !strings.HasSuffix(p, ".go") || strings.HasSuffix(p, "_test.go") || pkg == "evidence/page" {
			return nil
		}
		files++
		f, err := parser.ParseFile(token.NewFileSet(), p, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		for _, imp := range f.Imports {
			if name, _ := strconv.Unquote(imp.Path.Value); strings.Contains(name, "goldmark") {
				if readers++; pkg != "markup" {
					t.Errorf("%s imports %s; markup reads Markdown", p, name)
				}
			}
		}
		if pkg == "markup" {
			return nil
		}
		for _, s := range expressions(f) {
			for _, mark := range []string{`\[@`, `\{\{`, `\[\^`, `\]\(`, "```"} {
				if strings.Contains(s, mark) {
					t.Errorf("%s looks for %s by an expression of its own; markup reads Markdown", p, mark)
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if readers == 0 || files < 100 {
		t.Fatalf("%d files were looked at, %d imports of the parser found", files, readers)
	}
}

// expressions gives the literals that a file compiles as regular expressions.
func expressions(f *ast.File) []string {
	var out []string
	ast.Inspect(f, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok || len(call.Args) == 0 {
			return true
		}
		sel, ok := call.Fun.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		if x, ok := sel.X.(*ast.Ident); ok && (x.Name == "regexp" || x.Name == "lazyregexp") {
			ast.Inspect(call.Args[0], func(n ast.Node) bool {
				if l, ok := n.(*ast.BasicLit); ok && l.Kind == token.STRING {
					if s, err := strconv.Unquote(l.Value); err == nil {
						out = append(out, s)
					}
				}
				return true
			})
		}
		return true
	})
	return out
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
