package site_test

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"entente/agenda"
	"entente/dossier"
	pubdata "entente/publish/data"
	"entente/publish/site"
)

// photo is a JPEG with words of a camera in it.
func photo(t testing.TB, w, h int) string {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			img.Set(x, y, color.RGBA{uint8(x), uint8(y), 120, 255})
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		t.Fatal(err)
	}
	words := "Exif\x00\x00taken at 48.2 north by Secret Camera"
	n := len(words) + 2
	src := b.Bytes()
	return string(src[:2]) + "\xff\xe1" + string([]byte{byte(n >> 8), byte(n)}) + words + string(src[2:])
}

const pieceHead = "---\ntitle: %s\nkind: analysis\nauthors: [ida-lorn, A guest]\ndate: 2026-02-10\nareas: [water]\nregions: [The Sella valley]\n"

func TestPieces(t *testing.T) {
	long := strings.Repeat("A sentence of eight words stands in here. ", 60)
	d := example(t, map[string]string{
		"pieces/river.jpg": photo(t, 1200, 600),
		"pieces/long.md": strings.Replace(pieceHead, "%s", "A long text", 1) + "related: [one-line]\nimage: {file: pieces/river.jpg, alt: A river at noon., caption: Below the weir., by: Ida Lorn, rights: CC BY 4.0}\n" +
			"corrections: [{date: 2026-02-20, what: The year was wrong.}]\n---\nIt opens so.\n\n" + long + "\n\nThird part.\n\n## A heading\n\nFourth.\n\nFifth.\n\nSixth.\n\nSeventh.\n",
		"people.yaml": "people:\n  - {id: ida-lorn, name: Ida Lorn, member: XAR, affiliations: [{title: Reader, at: Rivers Institute, from: 2020, to: 2026-02-15}, {title: Head, at: Weir Office, from: 2026-02-16}]}\n  - {id: ben-oslo, name: Ben Oslo}\n",
	})
	files := render(t, d)
	checkLinks(t, files)
	page := string(files["pieces/long.html"])
	for _, want := range []string{"Ida Lorn</a>, Reader, Rivers Institute; <span>A guest</span>", "10 February 2026", " · 2 min", `alt="A river at noon."`, "Below the weir. Ida Lorn, CC BY 4.0", "20 February 2026: The year was wrong.", `href="../pieces/one-line.html">One telephone line`,
		`../pictures/river-480.jpg 480w, ../pictures/river-960.jpg 960w, ../pictures/river-1200.jpg 1200w`, `width="1200" height="600"`, `href="../tags/kind-analysis.html"`, `href="../tags/area-water.html"`, `href="../tags/region-the-sella-valley.html"`} {
		if !strings.Contains(page, want) {
			t.Errorf("the text's page lacks %q", want)
		}
	}
	for _, n := range []string{"480", "960", "1200"} {
		src := files["pictures/river-"+n+".jpg"]
		c, err := jpeg.DecodeConfig(bytes.NewReader(src))
		if err != nil || bytes.Contains(src, []byte("Secret Camera")) {
			t.Errorf("at %s: %v, %+v; what the camera wrote stays in it: %v", n, err, c, bytes.Contains(src, []byte("Secret Camera")))
		}
	}
	list := string(files["pieces.html"])
	first := regexp.MustCompile(`(?s)A long text</a>.*?</article>`).FindString(list)
	if !strings.Contains(first, "<details>") || !strings.Contains(first, "Keep reading") || !strings.Contains(first, "Show less") || !strings.Contains(first, "It opens so.") || !strings.Contains(first, "Fifth.") || strings.Contains(first, "Seventh.") || !strings.Contains(first, "The whole text") || strings.Contains(first, "A heading") {
		t.Errorf("the teaser reads %s", first)
	}
	if notes := list[strings.Index(list, `class="stream"`):]; !strings.Contains(notes, "The level at the weir is published again") || strings.Contains(notes, "A long text</a>") {
		t.Error("the notes are not apart")
	}
	for name, want := range map[string]string{"authors/ida-lorn.html": "Head, Weir Office", "authors/ben-oslo.html": "The level at the weir", "tags/kind-note.html": "The level at the weir", "tags/area-water.html": "A long text", "index.html": "Keep reading"} {
		if !strings.Contains(string(files[name]), want) {
			t.Errorf("%s lacks %q", name, want)
		}
	}
	if strings.Contains(string(files["tags/kind-note.html"]), "A long text") {
		t.Error("a tag's page has what does not bear it")
	}
}

// A dossier sets name, logo, two colours, footer, newsletter and more.
func TestLook(t *testing.T) {
	var logo bytes.Buffer
	if err := png.Encode(&logo, image.NewGray(image.Rect(0, 0, 400, 100))); err != nil {
		t.Fatal(err)
	}
	set := "site:\n  name: Sella Papers\n  logo: logo.png\n  colours: {accent: \"#7A1F4B\", second: \"#3B4A12\"}\n  footer: Printed on the river.\n  mission: To share a river.\n  funding: By nobody.\n  interests: None.\n" +
		"  follow: [{text: The channel, url: \"https://example.org/c\"}]\n  newsletter: {action: \"https://post.example.org/s?a=1\", field: mail, words: One letter a month.}\n"
	src := changed(t, "dossier.yaml", "outside:", set+"outside:")
	files := render(t, example(t, map[string]string{"dossier.yaml": src, "logo.png": logo.String()}))
	checkLinks(t, files)
	page := string(files["members/xar.html"])
	for _, want := range []string{"Sella Papers", `<img src="../pictures/logo-192.png" width="192" height="48" alt="">`, "Printed on the river.", "To share a river.", "Funding: By nobody.", "Interests: None.", `<a href="https://example.org/c" rel="noopener noreferrer">The channel</a>`,
		`action="https://post.example.org/s?a=1"`, `name="mail" required`, "One letter a month.", "form-action https://post.example.org"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	css := string(files["site.css"])
	dark := regexp.MustCompile(`prefers-color-scheme:dark\)\{:root\{--accent:(#[0-9A-F]{6});--rust:(#[0-9A-F]{6})`).FindStringSubmatch(css)
	if !strings.Contains(css, ":root{--accent:#7A1F4B;--rust:#3B4A12;}") || dark == nil {
		t.Fatalf("the colours are not set: %s", css[max(0, len(css)-300):])
	}
	for _, c := range dark[1:] {
		col, err := dossier.ParseColour(c)
		if err != nil || dossier.Contrast(col, dossier.DarkPaper) < dossier.ReadableContrast {
			t.Errorf("%s cannot be read on dark: %v", c, err)
		}
	}
	plain := string(render(t, example(t, nil))["index.html"])
	if strings.Contains(plain, "<form") || !strings.Contains(plain, "form-action &#39;none&#39;") {
		t.Error("a form stands where none is set")
	}
}

// What reads publish: no is in no output: neither site nor JSON nor CSV.
func TestNothingUnpublishedIsPublished(t *testing.T) {
	const secret = "Zyxomma"
	row := func(file, cells string) string {
		src := changed(t, file)
		head, rest, _ := strings.Cut(src, "\n")
		n := strings.Count(head, ",") - strings.Count(cells, ",")
		return head + ",publish\n" + strings.ReplaceAll(strings.TrimRight(rest, "\n"), "\n", ",\n") + ",\n" + cells + strings.Repeat(",", n) + ",no\n"
	}
	d := example(t, map[string]string{
		"events.csv":                  row("events.csv", "ev-zyxomma,2026-01-02,XAR,XBE,,CONSULT,water,"+secret+" meets,gazette-2025"),
		"facts.csv":                   row("facts.csv", "fact-zyxomma,,"+secret+" count,5,people,of 9,2025-12,,,,XAR,gazette-2025,,"),
		"acts.csv":                    row("acts.csv", "act-zyxomma,2026-01-02,xar-president,water,1,"+secret+" speaks,gazette-2025"),
		"pieces/zyx-piece.md":         "---\ntitle: " + secret + "\npublish: no\n---\n" + secret + " writes.\n",
		"initiatives/secret.md":       "---\ntitle: " + secret + " plan\nkind: principle\narea: water\npublish: no\n---\n" + secret + "\n",
		"scenarios/zyx-scenario.yaml": "title: " + secret + " comes\nkind: other\nsupposes: " + secret + "\npublish: no\nchanges:\n  - {influence: xco-council, to: 0.4}\n",
		"terms.yaml":                  "terms:\n  - {id: kept, concept: Kept, use: {en: Kept}}\n  - {id: zyx, concept: " + secret + ", use: {en: " + secret + "}, publish: no}\n",
		"assumptions.yaml":            "assumptions:\n  - {id: kept, what: Rain falls., because: It did., test: A dry year., next_look: 2027}\n  - {id: zyx, what: " + secret + " holds., because: So., test: Not., next_look: 2027, publish: no}\n",
		"constraints/zyx-law.md":      "---\ntitle: " + secret + " law\nmembers: [XAR]\neffect: cap\ncap: {under: 90}\npressure: [{from: 2025, low: 0.1, best: 0.2, high: 0.3}]\npublish: no\n---\n" + secret + "\n",
	})
	if d.Withheld != 9 {
		t.Errorf("%d were withheld", d.Withheld)
	}
	a, err := agenda.Build(d, agenda.Options{Draws: 300})
	if err != nil {
		t.Fatal(err)
	}
	files, err := site.Render(site.Content{Dossier: d, Agenda: a})
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := pubdata.Agenda(&out, a); err != nil {
		t.Fatal(err)
	}
	files["agenda.json"] = bytes.Clone(out.Bytes())
	out.Reset()
	if err := pubdata.AgendaCSV(&out, a); err != nil {
		t.Fatal(err)
	}
	files["agenda.csv"] = out.Bytes()
	for name, src := range files {
		if bytes.Contains(bytes.ToLower(src), []byte(strings.ToLower(secret))) || strings.Contains(strings.ToLower(name), "secret") || strings.Contains(name, "zyx") {
			t.Errorf("%s has it", name)
		}
	}
	if !strings.Contains(string(files["terms.html"]), "Kept") || !strings.Contains(string(files["assumptions.html"]), "Rain falls.") {
		t.Error("what is published is gone too")
	}
}

// Bad input gives pages or a finding, and never a broken page.
func TestBadInput(t *testing.T) {
	title := strings.Repeat("A title without an end ", 13) + "!"
	files := render(t, example(t, map[string]string{
		"pieces/one-line.md":    "---\ntitle: \"" + title + "\"\nkind: op-ed\nauthors: [ida-lorn]\ndate: 2026-02-10\n---\n<script>alert(1)</script> [nowhere](javascript:alert(1)) [gone](../nothing.html) <img src=x onerror=alert(1)>\n",
		"pieces/water-level.md": "---\ntitle: مستوى النهر عند السد\nkind: note\nauthors: [بن أوسلو]\nregions: [وادي]\ndate: 2026-03-02\n---\nارتفع مستوى النهر.\n",
	}))
	page := string(files["pieces/one-line.html"])
	if strings.Contains(page, "<script>alert") || strings.Contains(page, "<img src=x") || strings.Contains(page, "javascript:") {
		t.Errorf("a script stands in the page")
	}
	if len(title) < 300 || !strings.Contains(page, "A title without an end A title") {
		t.Error("the long title is not shown")
	}
	if !strings.Contains(string(files["pieces/water-level.html"]), "ارتفع مستوى النهر.") {
		t.Error("text from right to left is not shown")
	}
	for name, src := range files {
		if strings.HasSuffix(name, ".html") {
			parse(t, src) // no id twice, no handler
		}
	}
	for _, gone := range []map[string]string{{"report.md": ""}, {"polls.csv": ""}, {"pieces": ""}} {
		dir := filepath.Join(t.TempDir(), "d")
		if err := dossier.New(dir); err != nil {
			t.Fatal(err)
		}
		for name := range gone {
			if err := os.RemoveAll(filepath.Join(dir, name)); err != nil {
				t.Fatal(err)
			}
		}
		d, _, err := dossier.Load(dir)
		if err != nil {
			t.Fatal(err)
		}
		files := render(t, d)
		checkLinks(t, files)
		if _, ok := files["pieces.html"]; ok != (gone["pieces"] != "" || len(d.Pieces) > 0) {
			t.Error("the page of pieces stands without pieces, or not with them")
		}
	}
}

func TestTwoPagesOnOneAddress(t *testing.T) {
	d := example(t, nil)
	d.Pieces = append(d.Pieces, &dossier.Piece{ID: "One-Line", File: "pieces/One-Line.md", Title: dossier.Text{Plain: "Another"}})
	a, err := agenda.Build(d, agenda.Options{Draws: 100})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := site.Render(site.Content{Dossier: d, Agenda: a}); err == nil || !strings.Contains(err.Error(), "two pages would have the address pieces/One-Line.html") {
		t.Errorf("%v", err)
	}
}

// Tables stand newest first, mark what comes after the day, and each row bears the numbers
// by which the style sheet narrows them.
func TestNarrowedTables(t *testing.T) {
	files := render(t, group(t, 2, [2]string{"events.csv", "id,date,source_actor,target_actor,type,area,summary,source\n" +
		"e-1,2019-05-01,BRN,KHM,CONSULT,sea,They talk,paper\ne-2,2026-01-05,KHM,BRN,ACCUSE,,It accuses,paper\ne-3,2026-06-01,BRN,KHM,CONSULT,sea,They will talk,paper\n"},
		[2]string{"sources/s.json", `[{"id":"paper","type":"article-newspaper","title":"A paper","issued":{"date-parts":[[2019]]},"language":"en"},{"id":"relay","type":"webpage","title":"A relay","issued":{"date-parts":[[2026]]},"language":"ms","note":"weak: a copy"}]`},
		[2]string{"calendar.csv", "date,end,member,kind,title\n2026-05-02,,BRN,budget,The budget\n2026-07-01,,ALL,summit,The summit\n"},
		[2]string{"constraints/rest.md", "---\ntitle: The chamber rests\nmembers: [BRN]\neffect: closed\nclosed: [{from: 2026-06-01, until: 2026-08-01}]\n---\n"}))
	checkLinks(t, files)
	page := string(files["events.html"])
	if a, b, c := strings.Index(page, "They will talk"), strings.Index(page, "It accuses"), strings.Index(page, "They talk"); !(0 < a && a < b && b < c) || !strings.Contains(shows(files["events.html"]), "(after the as-of date)") {
		t.Error("the events do not stand newest first, or what comes later has no mark")
	}
	radio := regexp.MustCompile(`class="f(\d+)"> 2015–2019`).FindStringSubmatch(page)
	if radio == nil || !regexp.MustCompile(`id="e-1" data-f="[^"]*\b`+radio[1]+`\b`).MatchString(page) || !strings.Contains(string(files["site.css"]), `.faceted:has(.f`+radio[1]+`:checked) [data-f]:not([data-f~="`+radio[1]+`"]){display:none}`) {
		t.Errorf("the rows of 2019 cannot be picked: %v", radio)
	}
	// What states no area can be picked too, so that the counts add up.
	if !regexp.MustCompile(`(?s)> not stated.{0,80}?\b1\b`).MatchString(page) {
		t.Error("the event without an area cannot be picked")
	}
	if src := string(files["sources.html"]); strings.Index(src, "A paper") > strings.Index(src, "A relay") {
		t.Error("a source that relays another stands first, for being newer")
	}
	line := shows(files["timeline.html"])
	if !strings.Contains(line, "BRN") && !strings.Contains(line, "Brunei") || !strings.Contains(line, "They will talk (after the as-of date)") || !strings.Contains(line, "The summit (after the as-of date)") {
		t.Errorf("%s", line)
	}
	cal := shows(files["calendar.html"])
	for _, want := range []string{"May 2026 The budget 2 May 2026 · budget", "June 2026 waits for: The chamber rests", "July 2026 waits for: The chamber rests The summit"} {
		if !strings.Contains(cal, want) {
			t.Errorf("the calendar lacks %q: %s", want, cal)
		}
	}
}

// TestManyPieces holds that a long list of pieces is parted, each part under 300 kB with
// the way to the others, and that a text is followed by those that share most with it,
// the newest of equals first.
func TestManyPieces(t *testing.T) {
	files := map[string]string{}
	for i := range 130 {
		region := ""
		if i%13 == 0 {
			region = "regions: [Delta]\n"
		}
		files[fmt.Sprintf("pieces/many-%03d.md", i)] = fmt.Sprintf("---\ntitle: Text %03d\nkind: analysis\ndate: 20%02d-%02d-03\nareas: [water]\n%s---\n%s", i, 10+i/12, 1+i%12, region, strings.Repeat("The river rose and fell again. ", 60))
	}
	made := render(t, example(t, files))
	checkLinks(t, made)
	for name, want := range map[string]string{"pieces.html": "Text 129", "pieces_2.html": "Text 069", "pieces_3.html": "Text 009", "tags/area-water_3.html": "Text 009", "tags/region-delta.html": "Text 000"} {
		page := string(made[name])
		if !strings.Contains(page, want) || len(page) > 300e3 {
			t.Errorf("%s has %d bytes, or no %q", name, len(page), want)
		}
		if parted := strings.Contains(page, `aria-label="Parts"`); parted != (name != "tags/region-delta.html") {
			t.Errorf("%s leads to other parts: %v", name, parted)
		}
	}
	if strings.Contains(string(made["pieces.html"]), "Text 069") || made["pieces_4.html"] != nil {
		t.Error("a part holds more than it should, or there is one too many")
	}
	beside := regexp.MustCompile(`(?s)id="related".*?</ul>`).FindString(string(made["pieces/many-026.html"]))
	got := regexp.MustCompile(`Text \d+`).FindAllString(beside, -1)
	if want := []string{"Text 117", "Text 104", "Text 091", "Text 078"}; !slices.Equal(got, want) {
		t.Errorf("beside it stand %q, want %q", got, want)
	}
	beside = regexp.MustCompile(`(?s)id="related".*?</ul>`).FindString(string(made["pieces/many-129.html"]))
	if !strings.Contains(beside, "Text 128") || strings.Contains(beside, "Text 129") {
		t.Errorf("beside the newest stand %s", beside)
	}
}
