package check

import (
	"fmt"
	"path/filepath"
	"regexp/syntax"
	"slices"
	"strings"
	"testing"

	"entente/check/wording"
	"entente/dossier"
)

// TestEveryWordFires holds that each word of each list, in each language, leads to a
// finding of its rule in a text, and not only to a match.
func TestEveryWordFires(t *testing.T) {
	frame := map[string]string{"en": "Then the trilateral %s there.", "ja": "そこで三か国は%s。", "ko": "그때 세 나라는 %s 있었다.", "ru": "Тогда все четыре страны %s там."}
	mixed := map[string]string{"en": " likely", "ja": "おそらく", "ko": " 아마 ", "ru": " вероятно"}
	type sample struct{ rule, words string }
	d, found, err := dossier.Load(filepath.Join("testdata", "corpus", "dossier"))
	if err != nil {
		t.Fatal(err)
	}
	want := map[string][]sample{} // by file: a paragraph each
	for _, lang := range []string{"en", "ja", "ko", "ru"} {
		lists := wording.In(lang)
		forms := map[string][]wording.Form{"framing": {lists.Framing}, "opinion-as-fact": {lists.Opinion}, "vague-source": {lists.Vague}, "confidence-with-likelihood": {lists.Confidence}}
		for _, l := range lists.Likelihoods {
			forms["word-without-carry"] = append(forms["word-without-carry"], l.Form)
		}
		for rule, list := range forms {
			file := "pieces/" + lang + "-" + rule + ".md"
			for _, form := range list {
				re, err := syntax.Parse(form.String(), syntax.Perl)
				if err != nil {
					t.Fatal(err)
				}
				for _, s := range sentencesOf(re) {
					m := form.Find(s)
					if m == nil || strings.ContainsAny(s, "'’") {
						continue // alternatives that exclude each other; what would read as a quotation
					}
					words := s[m[0]:m[1]]
					if rule == "confidence-with-likelihood" {
						words += mixed[lang]
					}
					want[file] = append(want[file], sample{rule, fmt.Sprintf(frame[lang], words)})
				}
			}
			if len(want[file]) < 5 {
				t.Errorf("%s: only %d sentences", file, len(want[file]))
			}
			// A file of its own for each run of findings that are not cut.
			for n, part := range slices.Collect(slices.Chunk(want[file], mostOfRule)) {
				name := strings.Replace(file, ".md", fmt.Sprintf("-%d.md", n), 1)
				want[name] = part
				var body []string
				for _, s := range part {
					body = append(body, s.words)
				}
				p := &dossier.Piece{Body: strings.Join(body, "\n\n") + "\n", BodyLine: 1}
				p.ID, p.File = strings.TrimSuffix(strings.TrimPrefix(name, "pieces/"), ".md"), name
				d.Pieces = append(d.Pieces, p)
			}
			delete(want, file)
		}
	}
	res, err := Run(d, found, Options{})
	if err != nil {
		t.Fatal(err)
	}
	fired := map[string]bool{}
	for _, f := range res.Findings {
		fired[fmt.Sprint(f.Rule, f.File, f.Line)] = true
	}
	for file, list := range want {
		for n, s := range list {
			if !fired[fmt.Sprint(s.rule, file, 1+2*n)] {
				t.Errorf("%s does not find %q", s.rule, s.words)
			}
		}
	}
}
