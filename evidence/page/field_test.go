package page

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"
	"golang.org/x/text/encoding/htmlindex"

	"entente/evidence/lex"
)

// fieldPage is a page of testdata/field: what it should be read as, and its
// markup. Nobody's page is copied there; names and places are made up.
type fieldPage struct {
	name, title, date, language string
	authors                     []string
	held                        bool // not looked at while the reader was written
	src                         []byte
	text                        string // what belongs to the article, in the words of the page
}

// fieldPages reads testdata/field. A file has lines of "key: value", a blank line
// and the markup, in which ⟦ and ⟧ stand around what belongs to the article.
func fieldPages(t testing.TB) []fieldPage {
	files, err := filepath.Glob("testdata/field/*.page")
	if err != nil || len(files) == 0 {
		t.Fatalf("no pages: %v", err)
	}
	var out []fieldPage
	for _, name := range files {
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		head, markup, ok := strings.Cut(string(src), "\n\n")
		if !ok {
			t.Fatalf("%s has no blank line", name)
		}
		p := fieldPage{name: strings.TrimSuffix(filepath.Base(name), ".page")}
		charset := ""
		for line := range strings.Lines(head) {
			key, value, _ := strings.Cut(strings.TrimSpace(line), ":")
			value = strings.TrimSpace(value)
			switch key {
			case "title":
				p.title = value
			case "authors":
				for a := range strings.SplitSeq(value, ";") {
					if a = strings.TrimSpace(a); a != "" {
						p.authors = append(p.authors, a)
					}
				}
			case "date":
				p.date = value
			case "language":
				p.language = value
			case "charset":
				charset = value
			case "held":
				p.held = true
			default:
				t.Fatalf("%s: the key %q is not known", name, key)
			}
		}
		if strings.Count(markup, "⟦") == 0 || strings.Count(markup, "⟦") != strings.Count(markup, "⟧") {
			t.Fatalf("%s: the marks of the article do not pair", name)
		}
		p.text = between(markup)
		plain := strings.NewReplacer("⟦", "", "⟧", "").Replace(markup)
		if m := regexp.MustCompile(`charset="?([\w-]+)`).FindStringSubmatch(markup); m != nil && charset == "" {
			charset = m[1]
		}
		enc, err := htmlindex.Get(charset)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if p.src, err = enc.NewEncoder().Bytes([]byte(plain)); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		out = append(out, p)
	}
	return out
}

// between gives the words between the marks: tags apart, ruby readings and soft
// hyphens left out.
func between(markup string) string {
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(markup))
	inside, skip := false, 0
	for {
		switch z.Next() {
		case html.ErrorToken:
			return strings.ReplaceAll(b.String(), "\u00ad", "")
		case html.TextToken:
			for _, r := range string(z.Text()) {
				switch {
				case r == '⟦' || r == '⟧':
					inside = r == '⟦'
					b.WriteByte(' ')
				case inside && skip == 0:
					b.WriteRune(r)
				}
			}
		case html.StartTagToken:
			switch name, _ := z.TagName(); string(name) {
			case "rt", "rp":
				skip++
			case "ruby", "sup", "b", "i", "a", "em", "strong":
			default:
				b.WriteByte(' ')
			}
		case html.EndTagToken:
			if name, _ := z.TagName(); string(name) == "rt" || string(name) == "rp" {
				skip--
			}
		}
	}
}

// shingles counts the runs of four words of a text, a character of Han, kana or
// Hangul being a word.
func shingles(text string) (out map[string]int, total int) {
	var words []string
	var b strings.Builder
	flush := func() {
		if b.Len() > 0 {
			words = append(words, b.String())
			b.Reset()
		}
	}
	for _, r := range text {
		switch {
		case lex.IsCJK(r):
			flush()
			words = append(words, string(r))
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteRune(r)
		default:
			flush()
		}
	}
	flush()
	out = map[string]int{}
	for i := range max(1, len(words)-3) {
		out[strings.Join(words[min(i, len(words)):min(i+4, len(words))], " ")]++
		total++
	}
	return out, total
}

var listNumber = regexp.MustCompile(`(?m)^\s*\d+\. |^\|(?: --- \|)+$`)

// agreement gives which shares of what was read belong, and of what belongs were
// read.
func agreement(got, want string) (precision, recall float64) {
	g, gn := shingles(listNumber.ReplaceAllString(got, ""))
	w, wn := shingles(want)
	both := 0
	for k, n := range g {
		both += min(n, w[k])
	}
	return float64(both) / float64(gn), float64(both) / float64(wn)
}

func library(src []byte) string {
	res, err := trafilatura.Extract(bytes.NewReader(src), trafilatura.Options{EnableFallback: true, ExcludeComments: true, HtmlDateMode: trafilatura.Disabled})
	if err != nil {
		return ""
	}
	return res.ContentText
}

// score sums the agreement of pages.
type score struct {
	n                 int
	precision, recall float64
	lost              []string // pages of which less than 70 percent is kept
}

func (s *score) add(name string, p, r float64) {
	s.n++
	s.precision += p
	s.recall += r
	if r < 0.7 {
		s.lost = append(s.lost, fmt.Sprintf("%s %.2f", name, r))
	}
}

func (s *score) f1() float64 {
	return 2 * s.precision * s.recall / (s.precision + s.recall) / float64(s.n)
}

func (s *score) String() string {
	return fmt.Sprintf("%d pages: F1 %.3f, precision %.3f, recall %.3f, lost %v", s.n, s.f1(), s.precision/float64(s.n), s.recall/float64(s.n), s.lost)
}

// notAsWanted are facts that a page is not read for, and why.
var notAsWanted = map[string]string{
	"en-statement-aside authors": "a site's name is no byline", "ja-statement authors": "a site's name is no byline",
}

// TestField reads pages of the shapes that this field has: statements of one
// paragraph, press lines, briefs, questions and answers, transcripts, lists of
// commitments, tables, live pages and pages in two languages, in four languages.
func TestField(t *testing.T) {
	var ours, theirs score
	missed := map[string]bool{}
	for _, f := range fieldPages(t) {
		if f.held {
			continue
		}
		p, err := Read(f.src, Options{})
		if err != nil {
			t.Errorf("%s: %v", f.name, err)
			continue
		}
		precision, recall := agreement(p.Text, f.text)
		ours.add(f.name, precision, recall)
		utf, _, _, _ := decode(f.src, "")
		lp, lr := agreement(library(utf), f.text)
		theirs.add(f.name, lp, lr)
		if precision < 0.85 || recall < 0.85 {
			t.Errorf("%s: precision %.2f, recall %.2f\n%s\nleft out %v", f.name, precision, recall, p.Text, p.LeftOut)
		}
		for _, c := range []struct{ fact, got, want string }{
			{"title", p.Title, oneLine(f.title)}, {"authors", strings.Join(p.Authors, "; "), strings.Join(f.authors, "; ")},
			{"date", p.Published, f.date}, {"language", p.Language, f.language},
		} {
			key := f.name + " " + c.fact
			if _, known := notAsWanted[key]; known && c.got != c.want {
				missed[key] = true
			} else if c.got != c.want {
				t.Errorf("%s: %s %q, want %q", f.name, c.fact, c.got, c.want)
			}
		}
		if strings.Contains(p.Text, "\u00ad") {
			t.Errorf("%s: a soft hyphen is left", f.name)
		}
	}
	if len(missed) != len(notAsWanted) {
		t.Errorf("%v are not as wanted, and %v are listed", missed, notAsWanted)
	}
	t.Logf("ours: %v\nthe library with its fallbacks: %v", &ours, &theirs)
	if len(ours.lost) > 0 || ours.n != 28 || ours.f1() < 0.97 || ours.precision < theirs.precision || ours.recall < theirs.recall {
		t.Errorf("ours: %v\nthe library with its fallbacks: %v", &ours, &theirs)
	}
}
