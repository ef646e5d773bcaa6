package dossier

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"math"
	"strings"
	"testing"
	"testing/fstest"
)

// png is the head of a picture of so many pixels, which is all of it that is read.
func png(width, height int) []byte {
	head := binary.BigEndian.AppendUint32([]byte("IHDR"), uint32(width))
	head = append(binary.BigEndian.AppendUint32(head, uint32(height)), 8, 2, 0, 0, 0)
	out := append([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0d"), head...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(head))
}

func gif(width, height byte) []byte {
	return []byte{'G', 'I', 'F', '8', '9', 'a', width, 0, height, 0, 0, 0, 0, ';'}
}

// TestPictures holds which pictures pages can show: at most 40 million pixels and 32 MB.
func TestPictures(t *testing.T) {
	const form = "\n    name a JPEG, PNG or GIF of the dossier by its path, such as pieces/harbour.jpg"
	long := func(n int) []byte { return append(png(3, 4), make([]byte, n-len(png(3, 4)))...) }
	for _, c := range []struct {
		file string
		data []byte
		want string
	}{
		{"pieces/a.png", png(8000, 5000), ""},
		{"pieces/a.png", png(8001, 5000), "error: the picture pieces/a.png has 8001 × 5000 pixels; at most 40 million are shown [picture]\n    save it with a long side of some 3,000 pixels"},
		{"pieces/a.png", long(32 << 20), ""},
		{"pieces/a.png", long(32<<20 + 1), "error: the picture pieces/a.png has 32 MB; at most 32 are shown [picture]\n    save it smaller"},
		{"pieces/A.PNG", png(1, 1), ""},
		{"a.gif", gif(1, 1), ""},
		{"a.gif", gif(0, 1), "error: the picture a.gif is empty [picture]" + form},
		{"a.gif", gif(1, 0), "error: the picture a.gif is empty [picture]" + form},
		{"a.jpeg", []byte("no picture"), "error: the picture a.jpeg cannot be read: image: unknown format [picture]" + form},
		{"a.jpg", nil, "error: the picture a.jpg cannot be read: file does not exist [picture]" + form},
		{"a.svg", []byte("<svg/>"), "error: \"a.svg\" is no picture of the dossier [picture]" + form},
		{"pieces/../a.png", nil, "error: \"pieces/../a.png\" is no picture of the dossier [picture]" + form},
		{"/a.png", nil, "error: \"/a.png\" is no picture of the dossier [picture]" + form},
		{"../a.png", nil, "error: \"../a.png\" is no picture of the dossier [picture]" + form},
	} {
		m := smallFS()
		m["dossier.yaml"].Data = []byte(string(m["dossier.yaml"].Data) + "site: {logo: " + c.file + "}\n")
		if c.data != nil {
			m[c.file] = &fstest.MapFile{Data: c.data}
		}
		l := loadFS(m)
		want := c.want
		if want != "" {
			want = "dossier.yaml:14:14: " + want
		}
		var got []string
		for _, f := range l.f.list {
			got = append(got, f.String())
		}
		if strings.Join(got, "|") != want {
			t.Errorf("%s: %q, want %q", c.file, got, want)
		}
		if looked := len(l.d.pictures) > 0; looked != (c.data != nil && c.file != "a.svg") {
			t.Errorf("%s: %q", c.file, l.d.pictures)
		}
	}
}

// TestColours holds the arithmetic of WCAG 2.2: red, green and blue weigh 0.2126, 0.7152
// and 0.0722, and up to 0.04045 of full a channel is linear.
func TestColours(t *testing.T) {
	for text, want := range map[string]Colour{"#0F5C63": {15, 92, 99}, "#ffffff": {255, 255, 255}, "#000001": {0, 0, 1}, "#010000": {1, 0, 0}} {
		if c, err := ParseColour(text); err != nil || c != want || c.String() != strings.ToUpper(text) {
			t.Errorf("%s: %v, %v", text, c, err)
		}
	}
	for _, text := range []string{"", "0F5C63", "#0F5C6", "#0F5C6G", "#0F5C633", "red"} {
		if c, err := ParseColour(text); err == nil || err.Error() != fmt.Sprintf("%q is no colour", text) {
			t.Errorf("%q: %v, %v", text, c, err)
		}
	}
	black := Colour{}
	for c, want := range map[Colour]float64{
		{255, 255, 255}: 21, {}: 1, {255, 0, 0}: 0.2626 / 0.05, {0, 255, 0}: 0.7652 / 0.05, {0, 0, 255}: 0.1222 / 0.05,
		{10, 10, 10}: (10.0/255/12.92 + 0.05) / 0.05, {11, 11, 11}: 1.0669307, {128, 128, 128}: 5.3172100,
	} {
		if got := Contrast(c, black); math.Abs(got-want) > 1e-6 || got != Contrast(black, c) {
			t.Errorf("%v stands against black by %v, want %v", c, got, want)
		}
	}
	// In steps of a twentieth towards white: 126 stands by 4.45 against the dark paper, 127 by 4.52.
	for c, want := range map[Colour]Colour{
		{0, 0, 0}: {127, 127, 127}, {15, 92, 99}: {87, 140, 145}, {0, 0, 255}: {114, 114, 255}, {126, 126, 126}: {132, 132, 132}, {127, 127, 127}: {127, 127, 127}, {255, 255, 255}: {255, 255, 255},
	} {
		if got := c.OnDark(); got != want {
			t.Errorf("%v on dark pages is %v, want %v", c, got, want)
		}
	}
}

// TestTheSitesHead holds what may stand under `site:` and `convener:`.
func TestTheSitesHead(t *testing.T) {
	const address = "\n    write an http or https address"
	for in, want := range map[string]string{
		`site: {colours: {accent: "#737373"}}`:               "", // 4.54 to 1
		`site: {colours: {accent: "#747474"}}`:               "dossier.yaml:14:26: error: #747474 stands against the paper of the pages (#FBFAF7) by 4.5 to 1; text needs 4.5 [colour]\n    take a darker one",
		`site: {colours: {second: "#747474"}}`:               "dossier.yaml:14:26: error: #747474 stands against the paper of the pages (#FBFAF7) by 4.5 to 1; text needs 4.5 [colour]\n    take a darker one",
		`site: {colours: {second: teal}}`:                    "dossier.yaml:14:26: error: \"teal\" is no colour [colour]\n    write it as \"#0F5C63\"",
		`site: {colours: {accent: teal, second: "#000000"}}`: "dossier.yaml:14:26: error: \"teal\" is no colour [colour]\n    write it as \"#0F5C63\"",
		`site: {follow: [{text: A, url: "https://example.org/a"}, {text: B, url: "mailto:a@example.org"}, {text: C, url: "http://example.org"}]}`: "dossier.yaml:14:73: error: \"mailto:a@example.org\" is no web address [address]" + address,
		`site: {newsletter: {action: "https://example.org/a"}}`:                                                                                   "",
		`site: {newsletter: {action: "http://example.org/a"}}`:                                                                                    "dossier.yaml:14:29: error: the form would send to \"http://example.org/a\" [address]\n    write an https address: people will send their own to it",
		`site: {newsletter: {action: "https://"}}`:                                                                                                "dossier.yaml:14:29: error: the form would send to \"https://\" [address]\n    write an https address: people will send their own to it",
		`site: {address: "https://example.org/agenda/"}`:                                                                                          "",
		`site: {address: "http://example.org"}`:                                                                                                   "",
		`site: {address: "https://example.org/?a=b"}`:                                                                                             "a folder",
		`site: {address: "https://example.org/?"}`:                                                                                                "a folder",
		`site: {address: "https://example.org/#a"}`:                                                                                               "a folder",
		`site: {address: "https://me@example.org/"}`:                                                                                              "a folder",
		`site: {address: "example.org"}`:                                                                                                          "a folder",
		`convener: {name: A, url: "https://example.org"}`:                                                                                         "",
		`convener: {name: A, url: "ftp://example.org"}`:                                                                                           "dossier.yaml:14:26: error: \"ftp://example.org\" is no web address [address]" + address,
	} {
		l := with(t, "dossier.yaml", "draws: 1000}", "draws: 1000}\n"+in)
		if want == "a folder" {
			_, value, _ := strings.Cut(strings.TrimSuffix(in, "}"), "address: ")
			want = "dossier.yaml:14:17: error: " + value + " is no address of a folder [address]\n    write the http or https address of the site's folder, such as https://example.org/agenda/"
		}
		var got bytes.Buffer
		for _, f := range l.f.list {
			fmt.Fprintln(&got, f)
		}
		if strings.TrimSuffix(got.String(), "\n") != want {
			t.Errorf("%s\n got %s\nwant %s", in, got.String(), want)
		}
	}
}

// TestTextsFaults holds what pieces may say of pictures, other texts and corrections.
func TestTextsFaults(t *testing.T) {
	m := smallFS()
	m["pieces/a.png"] = &fstest.MapFile{Data: png(3, 4)}
	m["pieces/note.md"].Data = []byte("---\ntitle: A note\ndate: 2025-06\nrelated: [note, notte, report]\nimage: {file: pieces/a.png, url: here, caption: A, rights: B}\ncorrections:\n  - {date: 2025-05-31, what: Before.}\n  - {date: 2025-06, what: The same month.}\n---\n")
	m["report.md"].Data = []byte("---\ntitle: The report\nrelated: [note]\nimage: {file: pieces/a.png, url: \"https://example.org/a\", alt: D, caption: A, by: C, rights: B}\n---\n")
	m["pieces/report.md"] = &fstest.MapFile{Data: []byte("---\ntitle: Another\n---\n")}
	var got []string
	for _, f := range loadFS(m).f.list {
		got = append(got, f.String())
	}
	want := []string{
		"pieces/note.md:4:11: warning: the text names itself as related [repeated]\n    delete it",
		"pieces/note.md:4:17: error: there is no text \"notte\" [unknown-id]\n    did you mean \"note\"?",
		"pieces/note.md:5:15: warning: the picture lacks `alt`, `by` [picture-words]\n    add `alt`, `by`: what it shows, what it is, who took it, by whose leave it is shown",
		"pieces/note.md:5:34: error: \"here\" is no web address [address]\n    write an http or https address",
		"pieces/note.md:7:12: error: the correction (2025-05-31) comes before the text (2025-06) [date-order]",
		"pieces/report.md:1: error: a piece cannot be called report: the report has that name [duplicate-id]\n    rename the file",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("%s", strings.Join(got, "\n"))
	}
}
