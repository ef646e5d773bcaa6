package dossier

import (
	"fmt"
	"image"
	_ "image/gif" // formats of pictures
	_ "image/jpeg"
	_ "image/png"
	"io"
	"math"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Site says how the pages are published.
type Site struct {
	Where
	Address    string     `yaml:"address" doc:"the http or https address at which the site's folder will be found"`
	Name       Text       `yaml:"name" doc:"what stands at the head of each page; the title if not stated"`
	Logo       string     `yaml:"logo" doc:"a picture of the dossier (JPEG, PNG or GIF), beside the name"`
	Colours    Colours    `yaml:"colours" doc:"two colours instead of those of the program"`
	Footer     Text       `yaml:"footer" doc:"a sentence at the foot of each page"`
	Mission    Text       `yaml:"mission" doc:"what the group is for"`
	Funding    Text       `yaml:"funding" doc:"who pays for the work"`
	Interests  Text       `yaml:"interests" doc:"interests that a reader should know of"`
	Follow     []Follow   `yaml:"follow" doc:"where the group can be followed"`
	Newsletter Newsletter `yaml:"newsletter" doc:"where a form sends addresses"`
}

// Colours are those that a dossier sets, as #RRGGBB; "" for the program's own.
type Colours struct {
	Where
	Accent string `yaml:"accent" doc:"#RRGGBB: links and the first line of a chart"`
	Second string `yaml:"second" doc:"#RRGGBB: conflict and the second line"`
}

// Follow is somewhere that a group can be followed.
type Follow struct {
	Where
	Text Text   `yaml:"text,required"`
	URL  string `yaml:"url,required"`
}

// Newsletter is a form that sends an address of mail somewhere.
type Newsletter struct {
	Where
	Action string `yaml:"action" doc:"the https address that the form sends to; no form without it"`
	Field  string `yaml:"field" doc:"the name of the field; email if not stated"`
	Words  Text   `yaml:"words" doc:"what readers subscribe to, in a sentence"`
}

// The papers of the pages, light and dark, on which colours must be readable.
var (
	LightPaper = Colour{0xFB, 0xFA, 0xF7}
	DarkPaper  = Colour{0x15, 0x16, 0x1A}
)

// ReadableContrast is the contrast that text needs against its ground (WCAG 2.2, AA).
const ReadableContrast = 4.5

// Colour is a colour of the screen, red, green and blue.
type Colour [3]uint8

var colourForm = regexp.MustCompile(`^#[0-9A-Fa-f]{6}$`)

// ParseColour reads a colour as #RRGGBB.
func ParseColour(s string) (Colour, error) {
	if !colourForm.MatchString(s) {
		return Colour{}, fmt.Errorf("%q is no colour", shorten(s))
	}
	n, err := strconv.ParseUint(s[1:], 16, 32)
	return Colour{uint8(n >> 16), uint8(n >> 8), uint8(n)}, err
}

func (c Colour) String() string { return fmt.Sprintf("#%02X%02X%02X", c[0], c[1], c[2]) }

// luminance is that of WCAG 2.2.
func (c Colour) luminance() float64 {
	l := 0.0
	for i, share := range []float64{0.2126, 0.7152, 0.0722} {
		v := float64(c[i]) / 255
		if v <= 0.04045 {
			v /= 12.92
		} else {
			v = math.Pow((v+0.055)/1.055, 2.4)
		}
		l += share * v
	}
	return l
}

// Contrast is the contrast of two colours, 1 to 21 (WCAG 2.2).
func Contrast(a, b Colour) float64 {
	x, y := a.luminance(), b.luminance()
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// OnDark gives the colour for the dark pages: mixed with white until it can be read there.
func (c Colour) OnDark() Colour {
	for step := range 20 {
		var out Colour
		for i := range out {
			out[i] = c[i] + uint8((255-int(c[i]))*step/20)
		}
		if Contrast(out, DarkPaper) >= ReadableContrast {
			return out
		}
	}
	return Colour{255, 255, 255}
}

func (l *loader) validateSite() {
	s := l.d.Header.Site
	for _, c := range []struct{ key, value string }{{"accent", s.Colours.Accent}, {"second", s.Colours.Second}} {
		if c.value == "" {
			continue
		}
		col, err := ParseColour(c.value)
		switch {
		case err != nil:
			l.f.err("colour", s.Colours.At(c.key), `write it as "#0F5C63"`, "%v", err)
		case Contrast(col, LightPaper) < ReadableContrast:
			l.f.err("colour", s.Colours.At(c.key), "take a darker one", "%s stands against the paper of the pages (%s) by %.1f to 1; text needs %.1f", col, LightPaper, Contrast(col, LightPaper), ReadableContrast)
		}
	}
	for _, f := range s.Follow {
		if _, err := safeURL(f.URL); err != nil {
			l.f.err("address", f.At("url"), "write an http or https address", "%v", err)
		}
	}
	if a := s.Newsletter.Action; a != "" {
		if _, err := safeURL(a); err != nil || !strings.HasPrefix(a, "https://") {
			l.f.err("address", s.Newsletter.At("action"), "write an https address: people will send their own to it", "the form would send to %q", shorten(a))
		}
	}
	if s.Logo != "" {
		l.picture(s.Logo, s.At("logo"))
	}
}

// Pictures that are shown have at most this many pixels, and their files this many bytes.
const (
	MostPixels       = 40_000_000
	MostPictureBytes = 32 << 20
)

// isPicture reports whether a file's name is that of a picture that pages can show.
func isPicture(file string) bool {
	return slices.Contains([]string{".jpg", ".jpeg", ".png", ".gif"}, strings.ToLower(path.Ext(file)))
}

// picture reports a picture that pages cannot show.
func (l *loader) picture(file string, at Pos) {
	const form = "name a JPEG, PNG or GIF of the dossier by its path, such as pieces/harbour.jpg"
	if !isPicture(file) || path.Clean(file) != file || strings.HasPrefix(file, "/") || strings.HasPrefix(file, "..") {
		l.f.err("picture", at, form, "%q is no picture of the dossier", shorten(file))
		return
	}
	fh, err := l.fsys.Open(file)
	if err != nil {
		l.f.err("picture", at, form, "the picture %s cannot be read: %v", shorten(file), plainErr(err))
		return
	}
	defer fh.Close()
	l.pictures = append(l.pictures, file)
	if info, err := fh.Stat(); err == nil && info.Size() > MostPictureBytes {
		l.f.err("picture", at, "save it smaller", "the picture %s has %d MB; at most %d are shown", file, info.Size()>>20, MostPictureBytes>>20)
		return
	}
	c, _, err := image.DecodeConfig(io.LimitReader(fh, MostPictureBytes))
	switch {
	case err != nil:
		l.f.err("picture", at, form, "the picture %s cannot be read: %v", file, err)
	case c.Width <= 0 || c.Height <= 0:
		l.f.err("picture", at, form, "the picture %s is empty", file)
	case int64(c.Width)*int64(c.Height) > MostPixels:
		l.f.err("picture", at, "save it with a long side of some 3,000 pixels", "the picture %s has %d × %d pixels; at most %d million are shown", file, c.Width, c.Height, MostPixels/1_000_000)
	}
}
