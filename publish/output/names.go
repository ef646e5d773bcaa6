package output

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"html"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Naming is a file in which a name stands that may not be printed.
type Naming struct {
	File string // a path; of a file within a packed one "report.docx: word/document.xml"
	Name string
}

// NamedError is the error of Write for names that may not be printed and are.
type NamedError []Naming

// mostNamed is how many an error tells.
const mostNamed = 8

func (e NamedError) Error() string {
	var b strings.Builder
	b.WriteString("nothing was written, since names that are to be left out still stand in what would be:")
	for n, x := range e {
		if n == mostNamed {
			fmt.Fprintf(&b, "\n  and %d more", len(e)-n)
			break
		}
		fmt.Fprintf(&b, "\n  %s: %q", x.File, x.Name)
	}
	b.WriteString("\ntake them out of the texts, titles or notes of the dossier in which they stand (a search of its files finds them)")
	return b.String()
}

// mostUnpacked is how much of a packed file's part is searched, in bytes.
const mostUnpacked = 64 << 20

// Names searches what is about to be written, names of files and packed files included,
// for names: whole words, in capital and small letters as given, as they are and as HTML,
// XML, JSON and bibliographies write them, and over the end of a line. Pictures and PDF are not read: what they show
// stands in the pages too.
func Names(files map[string][]byte, names []string) []Naming {
	out, _ := namesOf(FilesOf(files), names) // all in memory, where nothing fails
	return out
}

// namesOf is Names of files that may lie on disk.
func namesOf(files *Files, names []string) ([]Naming, error) {
	if len(names) == 0 {
		return nil, nil
	}
	var out []Naming
	for _, file := range files.Paths() {
		body, err := files.Get(file)
		if err != nil {
			return nil, err
		}
		out = append(out, namesIn(file, file, body, names, 0)...)
	}
	return out, nil
}

func namesIn(file, path string, content []byte, names []string, deep int) []Naming {
	var out []Naming
	if packed := bytes.HasPrefix(content, []byte("PK\x03\x04")); packed && deep < 3 {
		z, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
		if err != nil {
			return nil // nobody else can open it either
		}
		for _, f := range z.File {
			r, err := f.Open()
			if err != nil {
				continue
			}
			part, err := io.ReadAll(io.LimitReader(r, mostUnpacked))
			if err = errors.Join(err, r.Close()); err != nil && len(part) == 0 {
				continue
			}
			out = append(out, namesIn(file+": "+f.Name, f.Name, part, names, deep+1)...)
		}
		content = nil
	}
	text := onOneLine(path, content)
	for _, name := range names {
		for _, form := range formsOf(name) {
			if hasWord(path, form) || hasWord(text, strings.Join(strings.Fields(form), " ")) {
				out = append(out, Naming{file, name})
				break
			}
		}
	}
	return out
}

// onOneLine gives what a file says with the lines put together that its form breaks, so
// that a name is found whose parts stand on two of them.
func onOneLine(path string, content []byte) string {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".png", ".jpg", ".woff2", ".pdf":
		return string(content)
	case ".ics": // lines are folded anywhere, and commas escaped
		content = []byte(strings.NewReplacer("\r\n ", "", `\,`, ",", `\;`, ";", `\n`, " ", `\\`, `\`).Replace(string(content)))
	case ".txt": // lines end within words of Chinese and Japanese
		content = slices.Concat(content, []byte(" "), []byte(strings.Join(strings.Fields(string(content)), "")))
	}
	return strings.Join(strings.Fields(string(content)), " ")
}

// formsOf gives the ways in which a name is written.
func formsOf(name string) []string {
	out := []string{name, html.EscapeString(name)}
	if all := strings.Fields(name); len(all) > 1 {
		last := all[len(all)-1]
		out = append(out, last+", "+strings.Join(all[:len(all)-1], " "))
	}
	ascii := ""
	for _, r := range name {
		if r < utf8.RuneSelf {
			ascii += string(r)
		} else {
			ascii += fmt.Sprintf(`\u%04x`, r)
		}
	}
	return append(out, ascii)
}

// hasWord reports whether a word stands in a text with no letter or digit beside it, where
// its own script parts words so.
func hasWord(text, word string) bool {
	if word == "" {
		return false
	}
	for at := 0; ; {
		n := strings.Index(text[at:], word)
		if n < 0 {
			return false
		}
		at += n
		before, _ := utf8.DecodeLastRuneInString(text[:at])
		after, _ := utf8.DecodeRuneInString(text[at+len(word):])
		if !joined(before) && !joined(after) {
			return true
		}
		at += len(word)
	}
}

// joined reports whether a letter beside a word makes it another word; in scripts without
// spaces any letter may stand beside a name.
func joined(r rune) bool {
	return (unicode.IsLetter(r) || unicode.IsDigit(r)) && !unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Thai)
}
