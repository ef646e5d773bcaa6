package dossier

import (
	"bytes"
	"io/fs"
	"reflect"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// Mend is the one change that mends a finding: in a file, the bytes from Start up
// to End give way to Text, and no others change. A finding has one only where the
// file leaves no choice; a mend may bring to light what its fault kept from being
// read. A Mend that was not yet placed (see PlaceMends) has no file.
type Mend struct {
	// Pos is where the bytes begin, and EndLine and EndCol the place behind them,
	// in lines and characters from 1.
	Pos
	EndLine int `json:"end_line"`
	EndCol  int `json:"end_col"`
	// Start and End are offsets in bytes from 0, a byte-order mark counted.
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`

	was string // what stands there
}

// Replacing is a mend that writes text for the words was, which begin where its
// finding stands.
func Replacing(was, text string) *Mend { return &Mend{was: was, Text: text} }

// Apply gives a file as the mend leaves it. The bytes of the file are those that
// the finding was made on.
func (m *Mend) Apply(src []byte) []byte {
	out := append([]byte{}, src[:m.Start]...)
	out = append(out, m.Text...)
	return append(out, src[m.End:]...)
}

// PlaceMends finds the bytes that the mends of findings are about, and takes off a
// mend whose words do not stand there to the letter: escaped, in parts, or over
// several lines with something between.
func PlaceMends(fsys fs.FS, found []Finding) {
	files := map[string][]byte{}
	for i := range found {
		f := &found[i]
		if f.Mend == nil || f.Mend.File != "" {
			continue
		}
		src, read := files[f.File]
		if !read {
			src, _ = fs.ReadFile(fsys, f.File)
			files[f.File] = src
		}
		m := *f.Mend
		if m.place(f.Pos, src) {
			f.Mend = &m
		} else {
			f.Mend = nil
		}
	}
}

// place finds the mend's words at a place of a file. A cell's blanks and the mark
// of quotation before a value are passed over.
func (m *Mend) place(at Pos, src []byte) bool {
	lo := len(src) - len(bytes.TrimPrefix(src, utf8BOM))
	for range at.Line - 1 {
		n := bytes.IndexByte(src[lo:], '\n')
		if n < 0 {
			return false
		}
		lo += n + 1
	}
	for range at.Col - 1 {
		_, size := utf8.DecodeRune(src[lo:])
		lo += size
	}
	if at.Line < 1 || at.Col < 1 || m.was == "" {
		return false
	}
	blanks := func() {
		for lo < len(src) && (src[lo] == ' ' || src[lo] == '\t') {
			lo, at.Col = lo+1, at.Col+1
		}
	}
	if !bytes.HasPrefix(src[lo:], []byte(m.was)) {
		blanks()
		if lo < len(src) && (src[lo] == '"' || src[lo] == '\'') {
			lo, at.Col = lo+1, at.Col+1
			blanks()
		}
	}
	hi := lo + len(m.was)
	if !bytes.HasPrefix(src[lo:], []byte(m.was)) {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(m.was)
	if next, _ := utf8.DecodeRune(src[hi:]); inWord(last) && hi < len(src) && inWord(next) {
		return false // the beginning of another word
	}
	m.Pos, m.Start, m.End = at, lo, hi
	m.EndLine, m.EndCol = at.Line, at.Col+utf8.RuneCountInString(m.was)
	if n := strings.Count(m.was, "\n"); n > 0 {
		m.EndLine += n
		m.EndCol = 1 + utf8.RuneCountInString(m.was[strings.LastIndexByte(m.was, '\n')+1:])
	}
	return true
}

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_' }

// mend gives the last finding a mend.
func (fs *findings) mend(m *Mend) { fs.list[len(fs.list)-1].Mend = m }

// shortestMended is how many letters a word has at least for which another is
// certain: of shorter ones, too many are near.
const shortestMended = 4

// Misspelling is the mend of a word that is none of those known: it is certain
// where one alone is near, and where the word is no word of the format elsewhere;
// nil where it is not.
func Misspelling(word string, known []string) *Mend {
	near := Nearest(word, known)
	if near == "" || utf8.RuneCountInString(word) < shortestMended || formatWords()[word] {
		return nil
	}
	for _, k := range known {
		if k != near && k != word && Nearest(word, []string{k}) != "" {
			return nil
		}
	}
	return Replacing(word, near)
}

// formatWords are the keys, columns and words of the whole format. They are set
// later than the tables' readers, which ask for them.
var formatWords func() map[string]bool

func init() { formatWords = sync.OnceValue(wordsOfFormat) }

func wordsOfFormat() map[string]bool {
	words := map[string]bool{}
	seen := map[reflect.Type]bool{}
	var walk func(t reflect.Type)
	walk = func(t reflect.Type) {
		if seen[t] {
			return
		}
		seen[t] = true
		switch t.Kind() {
		case reflect.Pointer, reflect.Slice, reflect.Map:
			walk(t.Elem())
		case reflect.Struct:
			for _, sf := range reflect.VisibleFields(t) {
				for _, tag := range []string{"yaml", "csv"} {
					name, _, _ := strings.Cut(sf.Tag.Get(tag), ",")
					words[name] = true
				}
				for w := range strings.SplitSeq(sf.Tag.Get("enum"), "|") {
					words[w] = true
				}
				walk(sf.Type)
			}
		}
	}
	for _, t := range yamlKinds() {
		walk(t)
	}
	for _, t := range rowKinds() {
		walk(t)
	}
	delete(words, "")
	return words
}
