package site_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"maps"
	"math"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"entente/agenda"
	"entente/course"
	"entente/dossier"
	"entente/dossier/dossiertest"
	"entente/goldentest"
	"entente/publish/report"
	"entente/publish/report/md"
	"entente/publish/site"
)

// TestSampleFiles holds what is written of the sample beside its pages: documents, what is
// mailed and subscribed to, and what is searched.
func TestSampleFiles(t *testing.T) {
	files := withDocuments(t, announced(t, nil))
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if slices.Contains([]string{"newsletter.txt", "calendar.ics", "feed.json", "sitemap.xml", "find.js"}, name) {
			text := strings.ReplaceAll(string(files[name]), "\r\n", "\n")
			if name == "find.js" {
				text = strings.NewReplacer("],", "],\n", "},", "},\n").Replace(text)
			}
			fmt.Fprintf(&b, "== %s\n%s\n", name, text)
		}
	}
	goldentest.Text(t, filepath.Join("testdata", "sample-files.txt"), b.String()+documentsOf(files))
}

// TestAlone holds the pages and documents of a dossier of one member, whose words are
// others: nothing there is joint, and nobody is a capital among several.
func TestAlone(t *testing.T) {
	d, _, err := dossier.Load(dossiertest.Group(t, dossiertest.Names(1)))
	if err != nil {
		t.Fatal(err)
	}
	files := withDocuments(t, d)
	for _, long := range []string{"report.html", "sources.html", "find.html", "searches.html", "method.html"} {
		delete(files, long)
	}
	goldentest.Text(t, filepath.Join("testdata", "alone.txt"), told(t, files, func(string) bool { return false })+documentsOf(files))
}

// TestDoubtedDocuments holds the documents of a dossier of two of which nothing is
// confirmed.
func TestDoubtedDocuments(t *testing.T) {
	d, _, err := dossier.Load(dossiertest.Group(t, dossiertest.Names(2)))
	if err != nil {
		t.Fatal(err)
	}
	doubt(reflect.ValueOf(d), map[uintptr]bool{})
	goldentest.Text(t, filepath.Join("testdata", "doubted.txt"), documentsOf(withDocuments(t, d)))
}

// withDocuments gives a site with its documents, as the form says them that has nothing
// but words.
func withDocuments(t *testing.T, d *dossier.Dossier) map[string][]byte {
	t.Helper()
	a, err := agenda.Build(d, agenda.Options{Draws: 500})
	if err != nil {
		t.Fatal(err)
	}
	past, err := course.PastOf(d, agenda.Options{Draws: 500})
	if err != nil {
		t.Fatal(err)
	}
	form := report.Form{Name: "Markdown", Ext: ".md", Write: func(d report.Document) ([]byte, error) { return []byte(md.Write(d)), nil }}
	files, err := site.Render(site.Content{Dossier: d, Agenda: a, Past: past, Forms: []report.Form{form}})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func documentsOf(files map[string][]byte) string {
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if strings.HasSuffix(name, ".md") {
			fmt.Fprintf(&b, "== %s\n%s\n", name, files[name])
		}
	}
	return b.String()
}

// TestSampleCharts holds what the pages of the sample draw: the words of each picture with
// their places, where its parts lead, and how many shapes of each look there are, with the
// first and the last place across. How a picture is drawn of that, publish/chart holds.
func TestSampleCharts(t *testing.T) {
	files := render(t, example(t, nil))
	var b strings.Builder
	seen := map[string]bool{}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if !strings.HasSuffix(name, ".html") {
			continue
		}
		for _, svg := range pictures.FindAll(files[name], -1) {
			// The narrow drawing of a chart holds the same.
			if key := string(svg); !seen[key] && !narrow.Match(svg) {
				seen[key] = true
				fmt.Fprintf(&b, "== %s\n%s", name, sketch(t, svg))
			}
		}
	}
	goldentest.Text(t, filepath.Join("testdata", "sample-charts.txt"), b.String())
}

var (
	pictures = regexp.MustCompile(`(?s)<svg.*?</svg>`)
	narrow   = regexp.MustCompile(`aria-labelledby="[^"]*-n-t `)
	number   = regexp.MustCompile(`-?\d+(?:\.\d+)?`)
)

// sketch gives a picture in words.
func sketch(t *testing.T, svg []byte) string {
	t.Helper()
	var b strings.Builder
	type spread struct {
		n         int
		low, high float64
	}
	looks := map[string]*spread{}
	dec := xml.NewDecoder(bytes.NewReader(svg))
	head := ""
	for {
		tok, err := dec.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("%v: %s", err, svg)
		}
		switch x := tok.(type) {
		case xml.CharData:
			if s := strings.TrimSpace(string(x)); s != "" {
				fmt.Fprintf(&b, "%s %s\n", head, s)
			}
		case xml.StartElement:
			attr := map[string]string{}
			for _, a := range x.Attr {
				attr[a.Name.Local] = a.Value
			}
			round := func(s string) float64 {
				v, _ := strconv.ParseFloat(number.FindString(s), 64)
				return math.Round(v)
			}
			switch head = x.Name.Local; head {
			case "svg", "title", "desc", "g":
			case "text", "tspan":
				head = fmt.Sprintf("%v,%v %s", round(attr["x"]), round(attr["y"]), attr["text-anchor"])
			case "a":
				fmt.Fprintf(&b, "to %s\n", attr["href"])
			default:
				look := strings.TrimSpace(fmt.Sprintf("%s fill %s stroke %s %s", head, attr["fill"], attr["stroke"], attr["stroke-dasharray"]))
				at := round(attr["d"] + " " + attr["x"] + " " + attr["x1"] + " " + attr["cx"])
				if looks[look] == nil {
					looks[look] = &spread{low: at, high: at}
				}
				s := looks[look]
				s.n, s.low, s.high = s.n+1, min(s.low, at), max(s.high, at)
			}
		}
	}
	for _, look := range slices.Sorted(maps.Keys(looks)) {
		fmt.Fprintf(&b, "%d %s, at %v to %v\n", looks[look].n, look, looks[look].low, looks[look].high)
	}
	return b.String()
}
