package dossier

import (
	"fmt"
	"slices"
	"strings"
)

// Piece is a text of the group: report.md, or a file of pieces/ (analysis,
// notes, op-eds). Its body is Markdown with citations and directives.
type Piece struct {
	Where
	ID          string        // "report", or the file's name
	File        string        // its path in the dossier
	Title       Text          `yaml:"title,required"`
	Dek         Text          `yaml:"dek"`
	Kind        string        `yaml:"kind" enum:"report|analysis|note|op-ed|statement"`
	Authors     Refs          `yaml:"authors" doc:"ids of people, or names"`
	Date        Date          `yaml:"date" doc:"of publication"`
	Areas       Refs          `yaml:"areas"`
	Members     Refs          `yaml:"members"`
	Regions     Refs          `yaml:"regions" doc:"regions that it is about, in words"`
	Image       *Image        `yaml:"image" doc:"the picture that it opens with"`
	Related     Refs          `yaml:"related" doc:"ids of other texts to read beside it"`
	Corrections []*Correction `yaml:"corrections" doc:"what was corrected after publication"`
	From        Ref           `yaml:"from" doc:"the text that this one is derived from: report, or a piece"`
	Source      Refs          `yaml:"source"`
	Note        Text          `yaml:"note"`
	Publish     string        `yaml:"publish" enum:"yes|no" doc:"no: it is kept out of all that is published"`
	Body        string        // Markdown
	BodyLine    int           // the line of the file on which the body begins
}

// Image is a picture with what must stand beside it.
type Image struct {
	Where
	File    string `yaml:"file,required" doc:"its path in the dossier: a JPEG, PNG or GIF, such as pieces/harbour.jpg"`
	Alt     Text   `yaml:"alt" doc:"what it shows, for those who do not see it"`
	Caption Text   `yaml:"caption"`
	By      string `yaml:"by" doc:"who took or drew it"`
	Rights  string `yaml:"rights" doc:"by whose leave it is shown: a licence, or who granted it"`
	URL     string `yaml:"url" doc:"where it is from"`
}

// Correction is a dated note of what was corrected.
type Correction struct {
	Where
	Date Date `yaml:"date,required"`
	What Text `yaml:"what,required"`
}

func readPiece(file string, src []byte) part {
	p := &Piece{ID: stemOf(file), File: file}
	var found []Finding
	p.Body, p.BodyLine, found = readFront(file, src, p)
	return part{p, found}
}

// Text gives the report or a piece by its id or its file, or nil.
func (d *Dossier) Text(name string) *Piece {
	for _, p := range d.Texts() {
		if name != "" && (p.ID == name || p.File == name) {
			return p
		}
	}
	return nil
}

func (l *loader) validatePieces() {
	d := l.d
	for _, p := range d.Texts() {
		for _, r := range p.Related {
			if t := d.Text(r.ID); t == nil {
				var ids []string
				for _, x := range d.Texts() {
					ids = append(ids, x.ID)
				}
				l.unknown(r, "text", ids)
			} else if t == p {
				l.f.warn("repeated", r.Pos, "delete it", "the text names itself as related")
			}
		}
		if p.ID == "report" && p.File != "report.md" {
			l.f.err("duplicate-id", Pos{File: p.File, Line: 1}, "rename the file", "a piece cannot be called report: the report has that name")
		}
		for _, c := range p.Corrections {
			if !p.Date.IsZero() && !c.Date.IsZero() && c.Date.Last().Before(p.Date.First()) {
				l.f.err("date-order", c.At("date"), "", "the correction (%s) comes before the text (%s)", c.Date, p.Date)
			}
		}
		if p.Image != nil {
			l.image(p.Image)
		}
	}
}

// image reports a picture that cannot be shown, and words that it lacks.
func (l *loader) image(i *Image) {
	if i.File != "" {
		l.picture(i.File, i.At("file"))
	}
	if i.URL != "" {
		if _, err := safeURL(i.URL); err != nil {
			l.f.err("address", i.At("url"), "write an http or https address", "%v", err)
		}
	}
	var lacks []string
	for _, k := range []struct {
		key  string
		none bool
	}{{"alt", i.Alt.IsZero()}, {"caption", i.Caption.IsZero()}, {"by", i.By == ""}, {"rights", i.Rights == ""}} {
		if k.none {
			lacks = append(lacks, "`"+k.key+"`")
		}
	}
	if len(lacks) > 0 {
		at := i.At("file")
		l.f.warn("picture-words", at, fmt.Sprintf("add %s: what it shows, what it is, who took it, by whose leave it is shown", strings.Join(lacks, ", ")), "the picture lacks %s", strings.Join(slices.Clone(lacks), ", "))
	}
}
