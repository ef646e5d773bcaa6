package document

import (
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"entente/evidence/document/zipped"
	"entente/evidence/page"
)

// IsDOCX reports whether bytes are a file of Word or of a program that writes its
// form.
func IsDOCX(src []byte) bool {
	if !zipped.IsZip(src) {
		return false
	}
	f, err := zipped.Open(src)
	return err == nil && f.Has("[Content_Types].xml") && (f.Has("word/document.xml") || strings.Contains(string(f.Head("[Content_Types].xml", 1<<16)), "wordprocessingml.document"))
}

// ReadDOCX reads a file of Word (ECMA-376): headings, lists, tables, footnotes and
// endnotes, text boxes; tracked changes as if all were accepted. Headers, footers,
// comments, hidden text and tables of contents are left out. It fails with
// the errors of zipped or that of the context (wrapped).
func ReadDOCX(ctx context.Context, src []byte) (*Document, error) {
	f, err := zipped.Open(src)
	if err != nil {
		return nil, err
	}
	root, err := f.Related(ctx, "")
	if err != nil {
		return nil, err
	}
	main := root["officeDocument"]
	if !f.Has(main) {
		main = "word/document.xml"
	}
	parts, err := f.Related(ctx, main)
	if err != nil {
		return nil, err
	}
	styles, err := readStyles(ctx, f, parts["styles"])
	if err != nil {
		return nil, err
	}
	lists, err := readLists(ctx, f, parts["numbering"])
	if err != nil {
		return nil, err
	}
	d := &Document{}
	notes := map[string][]Block{} // by mark
	for _, kind := range []string{"footnotes", "endnotes"} {
		if !f.Has(parts[kind]) {
			continue
		}
		w := &wordReader{d: d, styles: styles, lists: lists, notes: notes}
		if err := f.Each(ctx, parts[kind], w.token); err != nil && !errors.Is(err, errEnough) {
			return nil, err
		}
	}
	w := &wordReader{d: d, styles: styles, lists: lists, named: map[string]string{}}
	if err := f.Each(ctx, main, w.token); err != nil && !errors.Is(err, errEnough) {
		return nil, err
	} else if err != nil {
		d.Flags = append(d.Flags, page.Flag{Kind: "cut", Message: fmt.Sprintf("the document has more than %d paragraphs or %d MB of text; the rest was not read", MaxBlocks, MaxText>>20)})
	}
	w.endParagraph()
	d.Blocks = w.out
	for _, id := range w.cited {
		for _, n := range notes[id] {
			d.Blocks = append(d.Blocks, Block{Kind: Note, Mark: w.named[id], Text: n.Text})
		}
	}
	if w.title {
		for i := range d.Blocks {
			if b := &d.Blocks[i]; b.Kind == Heading {
				b.Level++
			}
		}
	}
	for i := range d.Blocks {
		d.Blocks[i].Level = max(0, d.Blocks[i].Level)
	}
	return d, readStated(ctx, f, root["core-properties"], &d.Stated)
}

var errEnough = errors.New("enough")

// style is what a paragraph's style says of it.
type style struct {
	based    string
	level    int // of a heading from 1, 0 of a title, -1 in others
	contents bool
	list     string
}

func readStyles(ctx context.Context, f *zipped.File, part string) (map[string]style, error) {
	out := map[string]style{}
	if !f.Has(part) {
		return out, nil
	}
	var id string
	var s style
	err := f.Each(ctx, part, func(t xml.Token) error {
		switch t := t.(type) {
		case xml.StartElement:
			switch val := zipped.Attr(t, "val"); t.Name.Local {
			case "style":
				id, s = zipped.Attr(t, "styleId"), style{level: -1}
			case "name":
				s = named(s, val)
			case "basedOn":
				s.based = val
			case "outlineLvl":
				if n, err := strconv.Atoi(val); err == nil && n >= 0 && n < 9 {
					s.level = n + 1
				}
			case "numId":
				s.list = val
			}
		case xml.EndElement:
			if t.Name.Local == "style" && id != "" && len(out) < 20_000 {
				out[id] = s
				id = ""
			}
		}
		return nil
	})
	for id := range out { // what it is based on says the rest
		s, from := out[id], out[id].based
		for range 12 {
			base, ok := out[from]
			if !ok || s.level >= 0 || s.contents {
				break
			}
			s.level, s.contents, from = base.level, base.contents, base.based
			if s.list == "" {
				s.list = base.list
			}
		}
		out[id] = s
	}
	return out, err
}

// named reads the built-in name of a style, which is English in every language of
// the program.
func named(s style, name string) style {
	low := strings.ToLower(name)
	if n, ok := strings.CutPrefix(low, "heading "); ok {
		if n, err := strconv.Atoi(n); err == nil && n >= 1 && n <= 9 {
			s.level = n
		}
	}
	switch {
	case low == "title":
		s.level = 0
	case low == "toc heading" || strings.HasPrefix(low, "toc ") || low == "table of figures" || strings.HasPrefix(low, "contents ") && low != "contents heading text":
		s.contents = true
	}
	return s
}

// readLists tells which lists are numbered: by list and level, the number at which it
// begins; 0 where its items have signs.
func readLists(ctx context.Context, f *zipped.File, part string) (map[string]map[string]int, error) {
	out := map[string]map[string]int{}
	if !f.Has(part) {
		return out, nil
	}
	abstract := map[string]map[string]int{}
	var in, num, level string
	start, numbered := 1, false
	err := f.Each(ctx, part, func(t xml.Token) error {
		switch t := t.(type) {
		case xml.StartElement:
			switch val := zipped.Attr(t, "val"); t.Name.Local {
			case "abstractNum":
				in = zipped.Attr(t, "abstractNumId")
				abstract[in] = map[string]int{}
			case "lvl":
				level, start, numbered = zipped.Attr(t, "ilvl"), 1, false
			case "start":
				if n, err := strconv.Atoi(val); err == nil && n >= 0 && n < 1e6 {
					start = n
				}
			case "numFmt":
				numbered = strings.HasPrefix(val, "decimal")
			case "num":
				num = zipped.Attr(t, "numId")
			case "abstractNumId":
				if num != "" {
					out[num] = abstract[val]
				}
			}
		case xml.EndElement:
			if t.Name.Local == "lvl" && in != "" && abstract[in] != nil && numbered {
				abstract[in][level] = max(1, start)
			}
		}
		return nil
	})
	return out, err
}

func readStated(ctx context.Context, f *zipped.File, part string, s *Stated) error {
	if !f.Has(part) {
		return nil
	}
	var text strings.Builder
	return f.Each(ctx, part, func(t xml.Token) error {
		switch t := t.(type) {
		case xml.StartElement:
			text.Reset()
		case xml.CharData:
			if text.Len() < 4096 {
				text.Write(t)
			}
		case xml.EndElement:
			switch v := strings.TrimSpace(text.String()); t.Name.Local {
			case "title":
				s.Title = v
			case "creator":
				s.Author = v
			case "language":
				s.Language = v
			case "created", "modified":
				if d, err := time.Parse(time.RFC3339, v); err == nil {
					s.Dates = append(s.Dates, d)
				}
			}
			text.Reset()
		}
		return nil
	})
}
