// Package zipped reads the files of office programs, which are XML in a zip
// archive (ECMA-376, ISO 26300). Such a file is hostile input: what is unpacked,
// how deep its elements stand in each other and how many there are is bounded, and
// declarations of entities are refused.
package zipped

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
)

// Limits on what is read of one file.
const (
	MaxUnpacked = 64 << 20  // bytes of all parts that are read
	MaxFiles    = 20_000    // parts
	MaxDepth    = 200       // elements in each other
	MaxTokens   = 5_000_000 // tags and texts
	textTokens  = 4096      // between two looks at the context
)

// Errors of Open and Each.
var (
	ErrNotZip   = errors.New("the file cannot be unpacked")
	ErrTooLarge = errors.New("the file is too large unpacked")
	ErrTooDeep  = fmt.Errorf("elements stand in each other deeper than %d", MaxDepth)
	ErrDoctype  = errors.New("the file declares a document type, which no office program writes")
	ErrNoPart   = errors.New("the file lacks a part")
)

// File is an opened file.
type File struct {
	parts  map[string]*zip.File
	bytes  int64 // left to unpack
	tokens int   // left to read
}

// IsZip reports whether bytes begin as a zip archive does.
func IsZip(src []byte) bool { return bytes.HasPrefix(src, []byte("PK\x03\x04")) }

// IsCompound reports whether bytes begin as the older files of office programs do, in
// which those with a password are packed too.
func IsCompound(src []byte) bool {
	return bytes.HasPrefix(src, []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"))
}

// Open opens a file. It fails with ErrNotZip or ErrTooLarge (wrapped).
func Open(src []byte) (*File, error) {
	z, err := zip.NewReader(bytes.NewReader(src), int64(len(src)))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNotZip, err)
	}
	if len(z.File) > MaxFiles {
		return nil, fmt.Errorf("%w: it has %d parts, and the limit is %d", ErrTooLarge, len(z.File), MaxFiles)
	}
	f := &File{parts: make(map[string]*zip.File, len(z.File)), bytes: MaxUnpacked, tokens: MaxTokens}
	for _, p := range z.File {
		if name := clean(p.Name); f.parts[name] == nil {
			f.parts[name] = p
		}
	}
	return f, nil
}

// clean gives the name of a part as it is looked up: from the root, in one case.
func clean(name string) string {
	return strings.ToLower(strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(name, `\`, "/")), "/"))
}

// Has reports whether the file has a part.
func (f *File) Has(name string) bool { return f.parts[clean(name)] != nil }

// Head gives the first bytes of a part, at most n; nothing where it lacks it or the
// part cannot be unpacked.
func (f *File) Head(name string, n int64) []byte {
	p := f.parts[clean(name)]
	if p == nil {
		return nil
	}
	r, err := p.Open()
	if err != nil {
		return nil
	}
	defer func() { _ = r.Close() }()            // read only
	head, _ := io.ReadAll(io.LimitReader(r, n)) // what could be unpacked
	return head
}

// Each calls f with the start tags, end tags and texts of a part, in their order,
// until f fails. It fails with ErrNoPart, ErrTooLarge, ErrTooDeep, ErrDoctype or the
// context's error (wrapped), and where the part is no XML.
func (f *File) Each(ctx context.Context, name string, each func(xml.Token) error) error {
	p := f.parts[clean(name)]
	if p == nil {
		return fmt.Errorf("%w: %s", ErrNoPart, name)
	}
	if p.UncompressedSize64 > uint64(f.bytes) { // a part that says less than it holds ends in zip.ErrFormat
		return fmt.Errorf("%w: %s alone has %d bytes", ErrTooLarge, name, p.UncompressedSize64)
	}
	r, err := p.Open()
	if err != nil {
		return fmt.Errorf("%w: %s: %w", ErrNotZip, name, err)
	}
	defer func() { _ = r.Close() }() // read only
	dec := xml.NewDecoder(&bounded{r, &f.bytes})
	dec.CharsetReader = func(charset string, _ io.Reader) (io.Reader, error) {
		return nil, fmt.Errorf("the encoding %q is none that office programs write", charset)
	}
	depth := 0
	for {
		t, err := dec.Token()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case errors.Is(err, ErrTooLarge):
			return err
		case err != nil:
			line, col := dec.InputPos()
			return fmt.Errorf("%s:%d:%d: %w", name, line, col, err)
		}
		if f.tokens--; f.tokens < 0 {
			return fmt.Errorf("%w: more than %d tags and texts", ErrTooLarge, MaxTokens)
		}
		if f.tokens%textTokens == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		switch t.(type) {
		case xml.StartElement:
			if depth++; depth > MaxDepth {
				return fmt.Errorf("%s: %w", name, ErrTooDeep)
			}
		case xml.EndElement:
			depth--
		case xml.Directive:
			return fmt.Errorf("%s: %w", name, ErrDoctype)
		case xml.CharData:
		default:
			continue
		}
		if err := each(t); err != nil {
			return err
		}
	}
}

// bounded reads until nothing is left of what may be unpacked.
type bounded struct {
	r    io.Reader
	left *int64
}

func (b *bounded) Read(p []byte) (int, error) {
	if *b.left <= 0 {
		return 0, fmt.Errorf("%w: over %d MB", ErrTooLarge, MaxUnpacked>>20)
	}
	n, err := b.r.Read(p[:min(int64(len(p)), *b.left)])
	*b.left -= int64(n)
	return n, err
}

// Attr gives the value of an attribute by its name without prefix, or "".
func Attr(t xml.StartElement, name string) string {
	for _, a := range t.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// Related gives the parts to which a part leads, by the last word of the kind of the
// relation; of a kind that stands twice, the first. The part "" is the file itself.
func (f *File) Related(ctx context.Context, part string) (map[string]string, error) {
	dir, base := path.Split(part)
	list := path.Join(dir, "_rels", base+".rels")
	out := map[string]string{}
	if !f.Has(list) {
		return out, nil
	}
	err := f.Each(ctx, list, func(t xml.Token) error {
		s, ok := t.(xml.StartElement)
		if !ok || s.Name.Local != "Relationship" || Attr(s, "TargetMode") == "External" {
			return nil
		}
		target := Attr(s, "Target")
		if !strings.HasPrefix(target, "/") {
			target = dir + target
		}
		for _, key := range []string{path.Base(Attr(s, "Type")), "#" + Attr(s, "Id")} {
			if _, there := out[key]; !there {
				out[key] = clean(target)
			}
		}
		return nil
	})
	return out, err
}
