package search

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/kljensen/snowball/english"
	"github.com/kljensen/snowball/french"
	"github.com/kljensen/snowball/hungarian"
	"github.com/kljensen/snowball/norwegian"
	"github.com/kljensen/snowball/russian"
	"github.com/kljensen/snowball/spanish"
	"github.com/kljensen/snowball/swedish"
)

// stemmers cut the endings off words as Snowball has them, by language. Those of the
// Latin alphabet but English are for dossiers in these languages.
var stemmers = map[string]func(word string, stopWords bool) string{
	"en": english.Stem, "ru": russianStem, "fr": french.Stem, "es": spanish.Stem, "sv": swedish.Stem,
	"no": norwegian.Stem, "nb": norwegian.Stem, "hu": hungarian.Stem,
}

// russianStem cuts until nothing is left to cut: the algorithm takes the end of names
// such as Казахстан for an ending in some of their cases only.
func russianStem(word string, stopWords bool) string {
	for range 4 {
		stem := russian.Stem(word, stopWords)
		if stem == word {
			break
		}
		word = stem
	}
	return word
}

const (
	maxForms   = 60   // of a word that are looked for
	maxVocab   = 4000 // words of the index among which the forms of one are sought
	minStemmed = 3    // letters of a word that has forms
)

// inflect adds to each word of a query that stands alone its other forms in the
// index: those that have its stem. A quotation, a beginning and words of several
// tokens stay as they are written.
func (p *parsed) inflect(ctx context.Context, db *sql.Conn, languages []string) error {
	with := func(group []term) ([]term, error) {
		out := slices.Clone(group)
		for _, t := range group {
			if t.quoted || t.prefix || len(t.tokens) != 1 || t.tokens[0].cjk {
				continue
			}
			forms, err := formsOf(ctx, db, t.tokens[0].text, languages)
			if err != nil {
				return nil, err
			}
			for _, f := range forms {
				out = append(out, term{tokens: []token{{text: f}}})
			}
		}
		return out, nil
	}
	all := slices.Clone(p.all)
	for i, group := range all {
		var err error
		if all[i], err = with(group); err != nil {
			return err
		}
	}
	not, err := with(p.not)
	if err != nil {
		return err
	}
	p.all, p.not = all, not
	return nil
}

// formsOf gives the other words of the index that have the stem of a word, in any of
// the languages that its letters may be of.
func formsOf(ctx context.Context, db *sql.Conn, word string, languages []string) (out []string, err error) {
	seen := map[string]bool{word: true}
	for _, lang := range languagesOf(word, languages) {
		stem := stemmers[lang]
		want := stem(word, true)
		// Forms share the stem but for its last letter, which may change: policy, policies.
		head := []rune(common(word, want))
		if len(head) < minStemmed {
			continue
		}
		if len(head) > minStemmed {
			head = head[:len(head)-1]
		}
		from := string(head)
		found, err := vocabulary(ctx, db, from)
		if err != nil {
			return nil, err
		}
		for _, w := range found {
			if !seen[w] && len(out) < maxForms && stem(w, true) == want {
				seen[w] = true
				out = append(out, w)
			}
		}
	}
	return out, nil
}

// languagesOf gives the languages whose forms a word may have.
func languagesOf(word string, languages []string) []string {
	latin, cyrillic := true, true
	for _, r := range word {
		latin = latin && unicode.Is(unicode.Latin, r)
		cyrillic = cyrillic && unicode.Is(unicode.Cyrillic, r)
	}
	switch {
	case utf8.RuneCountInString(word) < minStemmed:
		return nil
	case cyrillic:
		return []string{"ru"}
	case !latin:
		return nil
	}
	out := []string{"en"}
	for _, lang := range languages {
		if _, ok := stemmers[lang]; ok && lang != "en" && lang != "ru" {
			out = append(out, lang)
		}
	}
	return out
}

// vocabulary gives the words of the index that begin so.
func vocabulary(ctx context.Context, db *sql.Conn, head string) (out []string, err error) {
	rows, err := db.QueryContext(ctx, "SELECT term FROM vocabulary WHERE term >= ? AND term < ? LIMIT ?", head, head+"\U0010ffff", maxVocab)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var w string
		if err := rows.Scan(&w); err != nil {
			return nil, err
		}
		out = append(out, w)
	}
	return out, rows.Err()
}

// common gives what two words begin with.
func common(a, b string) string {
	for i, r := range a {
		if q, _ := utf8.DecodeRuneInString(b[min(i, len(b)):]); i >= len(b) || q != r {
			return a[:i]
		}
	}
	return a
}
