package raster

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"math"
	"slices"
	"strings"
	"testing"
)

func pixels(t *testing.T, body string) image.Image {
	t.Helper()
	src, _, err := PNG(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50"><title>x</title>`+body+`</svg>`, 2)
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(src))
	if err != nil {
		t.Fatal(err)
	}
	if img.Bounds().Dx() != 200 || img.Bounds().Dy() != 100 {
		t.Fatalf("it is %v", img.Bounds())
	}
	return img
}

// dark reports whether a point of the picture, in units, is ink.
func dark(img image.Image, x, y float64) bool {
	c := color.GrayModel.Convert(img.At(int(2*x), int(2*y))).(color.Gray)
	return c.Y < 100
}

// A picture begins where its box says.
func TestBoxBegins(t *testing.T) {
	src, _, err := PNG(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="-20 -10 100 50"><rect x="-20" y="-10" width="10" height="10" fill="#000000"/></svg>`, 2)
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(src))
	if err != nil {
		t.Fatal(err)
	}
	if !dark(img, 1, 1) || !dark(img, 9, 9) || dark(img, 11, 5) {
		t.Error("what stands at the beginning of the box is not at the picture's")
	}
}

func TestPNG(t *testing.T) {
	for _, c := range []struct {
		name, body string
		ink, paper [][2]float64
	}{
		{"a rectangle", `<rect x="10" y="10" width="20" height="10" fill="#000000"/>`, [][2]float64{{11, 11}, {29, 19}}, [][2]float64{{9, 11}, {31, 15}, {20, 21}}},
		{"without fill", `<rect x="10" y="10" width="20" height="10" fill="none" stroke="#000000" stroke-width="2"/>`, [][2]float64{{10, 15}, {20, 20}}, [][2]float64{{20, 15}}},
		{"transparent", `<rect x="10" y="10" width="20" height="10" fill="transparent"/>`, nil, [][2]float64{{20, 15}}},
		{"a circle", `<circle cx="50" cy="25" r="10" fill="var(--ink,#1C1B19)"/>`, [][2]float64{{50, 25}, {57, 25}, {50, 33}}, [][2]float64{{58, 33}, {61, 25}}},
		{"a ring", `<circle cx="50" cy="25" r="10" fill="none" stroke="#000000" stroke-width="2"/>`, [][2]float64{{40, 25}, {50, 15}}, [][2]float64{{50, 25}, {47, 20}}},
		{"two arcs", `<path d="M40 25A10 10 0 1 1 60 25A10 10 0 1 1 40 25Z" fill="#000000"/>`, [][2]float64{{50, 25}, {50, 17}, {50, 33}}, [][2]float64{{50, 13}, {38, 25}}},
		{"the left half", `<path d="M50 15A10 10 0 0 0 50 35Z" fill="#000000"/>`, [][2]float64{{45, 25}}, [][2]float64{{55, 25}}},
		{"the right half", `<path d="M50 15A10 10 0 0 1 50 35Z" fill="#000000"/>`, [][2]float64{{55, 25}}, [][2]float64{{45, 25}}},
		{"most of a circle", `<path d="M50 15A10 10 0 1 1 40 25L50 25Z" fill="#000000"/>`, [][2]float64{{55, 25}, {55, 30}, {45, 30}}, [][2]float64{{44, 19}}},
		{"a dashed line", `<line x1="0" y1="25" x2="100" y2="25" stroke="#000000" stroke-width="2" stroke-dasharray="10 10"/>`, [][2]float64{{5, 25}, {25, 25}, {85, 25}}, [][2]float64{{15, 25}, {95, 25}, {5, 28}}},
		{"a text from its end", `<text x="90" y="30" text-anchor="end" fill="#000000" font-size="20">||||</text>`, nil, [][2]float64{{92, 20}, {30, 20}}},
	} {
		img := pixels(t, c.body)
		for _, p := range c.ink {
			if !dark(img, p[0], p[1]) {
				t.Errorf("%s: %v is paper", c.name, p)
			}
		}
		for _, p := range c.paper {
			if dark(img, p[0], p[1]) {
				t.Errorf("%s: %v is ink", c.name, p)
			}
		}
	}
	// A text covers its width and no more, in Latin and Cyrillic.
	for _, s := range []string{"IIIIIIII", "ШШШШ", "ŁŁŁŁ"} {
		img, w := pixels(t, `<text x="10" y="40" fill="#000000" font-size="14" font-weight="600">`+s+`</text>`), Width(s, 14, "600")
		first, last := math.Inf(1), math.Inf(-1)
		for x := 0.0; x < 100; x += 0.5 {
			for y := 25.0; y < 42; y += 0.5 {
				if dark(img, x, y) {
					first, last = min(first, x), max(last, x)
				}
			}
		}
		if first < 10 || first > 13 || last > 10+w || last < 10+w-4 {
			t.Errorf("%q is %.1f wide, and inked from %.1f to %.1f", s, w, first, last)
		}
	}
}

// What is not drawn is an error, and nothing is left out in silence.
func TestPNGRefuses(t *testing.T) {
	for _, svg := range []string{
		"", "<p/>", `<svg viewBox="0 0 100"/>`, `<svg viewBox="0 0 1e9 10"/>`, `<svg viewBox="0 0 NaN 10"/>`, `<svg viewBox="0 0 10 10"><image/></svg>`,
		`<svg viewBox="0 0 10 10"><path d="M0 0C1 1 2 2 3 3"/></svg>`, `<svg viewBox="0 0 10 10"><path d="L1 1" fill="#000000"/></svg>`,
		`<svg viewBox="0 0 10 10"><rect width="5" height="5" fill="red"/></svg>`, `<svg viewBox="0 0 10 10"><rect`,
	} {
		if _, _, err := PNG(svg, 1); err == nil {
			t.Errorf("%q is drawn", svg)
		}
	}
	// A word in letters that no font has is named, and what can be written is drawn.
	src, left, err := PNG(`<svg viewBox="0 0 60 20"><text x="2" y="14" fill="#000000">Om<tspan>ск</tspan></text><text y="14" fill="#000000">水 A</text></svg>`, 1)
	alone, none, _ := PNG(`<svg viewBox="0 0 60 20"><text x="2" y="14" fill="#000000">Omск</text></svg>`, 1)
	if err != nil || !slices.Equal(left, []string{"水 A"}) || none != nil || !bytes.Equal(src, alone) {
		t.Errorf("left out: %q and %q; %v", left, none, err)
	}
	if Writes("水") || Writes("한") || Writes("نهر") || !Writes("Łódź, Ōno, Москва, Қазақстан, Тоҷикистон – 10 in 10") {
		t.Error("which letters the fonts have")
	}
}

func FuzzPNG(f *testing.F) {
	f.Add(`<path d="M40 25A10 10 0 1 1 60 25Z" fill="#000000" stroke="#ffffff" stroke-dasharray="1 2"/><text x="1" y="2" fill="#000000">a<tspan>b</tspan></text>`)
	f.Add(`<line x1="0" x2="1e5" stroke="#000000" stroke-dasharray="0.001"/>`)
	f.Fuzz(func(t *testing.T, body string) {
		if strings.Contains(body, "<svg") {
			return
		}
		_, _, _ = PNG(`<svg viewBox="0 0 20 20">`+body+`</svg>`, 1)
	})
}
