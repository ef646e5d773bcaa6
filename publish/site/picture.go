package site

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	_ "image/gif" // a format that dossiers may have
	"image/jpeg"
	"image/png"
	"os"
	"strings"

	"entente/dossier"
)

// The widths in which a picture is shown, as far as it has them, and that of a logo.
var pictureWidths = []int{480, 960, 1600}

const (
	logoWidth   = 192
	jpegQuality = 82
)

// pictureView is a picture of a piece with what stands beside it.
type pictureView struct {
	Src, Set      string
	Width, Height int
	Alt, Caption  string
	By, Rights    string
	URL           string
}

// pictureExt is the ending of a picture as it is published: photographs stay JPEG, the
// rest becomes PNG.
func pictureExt(ext string) string {
	switch strings.ToLower(ext) {
	case ".jpg", ".jpeg":
		return ".jpg"
	}
	return ".png"
}

// sized is a picture in one width.
type sized struct {
	path          string
	width, height int
	src           []byte
}

// loadPictures draws the pictures of the pieces and the logo anew, in the widths in which
// they are shown: nothing of what a camera wrote into a file is kept. What check refuses
// is left out.
func (b *builder) loadPictures() error {
	b.pictures = map[string][]sized{}
	var named []string
	for _, p := range b.D.Texts() {
		if p.Image != nil && p.Image.File != "" {
			named = append(named, p.Image.File)
		}
	}
	if b.D.Site.Logo == "" && named == nil {
		return nil
	}
	root, err := os.OpenRoot(b.D.Root)
	if err != nil {
		return fmt.Errorf("the pictures of the dossier: %w", err)
	}
	defer root.Close()
	taken := map[string]bool{}
	put := func(file, stem string, widths []int) error {
		all, err := sizes(root, file, stem, widths)
		if err != nil {
			return fmt.Errorf("the picture %s: %w", file, err)
		}
		for _, s := range all {
			if err := b.put(s.path, s.src); err != nil {
				return err
			}
		}
		b.pictures[file] = all
		return nil
	}
	for _, file := range named {
		if b.pictures[file] != nil {
			continue
		}
		stem := encoded(strings.TrimPrefix(file[:strings.LastIndex(file, ".")], "pieces/"))
		for taken[stem] { // two pictures whose names differ by their ending alone
			stem += "-"
		}
		taken[stem] = true
		if err := put(file, "pictures/"+stem, pictureWidths); err != nil {
			return err
		}
	}
	if file := b.D.Site.Logo; file != "" {
		if err := put(file, "pictures/logo", []int{logoWidth}); err != nil {
			return err
		}
		s := b.pictures[file][0]
		b.logo = &pictureView{Src: s.path, Width: s.width, Height: s.height}
	}
	return nil
}

// sizes reads a picture and draws it in some widths; in its own where it is narrower.
func sizes(root *os.Root, file, stem string, widths []int) ([]sized, error) {
	src, err := dossier.ReadFile(root, file, dossier.MostPictureBytes)
	if err != nil {
		return nil, err
	}
	c, _, err := image.DecodeConfig(bytes.NewReader(src))
	if err != nil {
		return nil, err
	}
	if int64(c.Width)*int64(c.Height) > dossier.MostPixels {
		return nil, fmt.Errorf("%d × %d pixels are more than %d million", c.Width, c.Height, dossier.MostPixels/1_000_000)
	}
	full, _, err := image.Decode(bytes.NewReader(src))
	if err != nil {
		return nil, err
	}
	ext := pictureExt(file[strings.LastIndex(file, "."):])
	var out []sized
	for _, w := range widths {
		last := w >= full.Bounds().Dx()
		img := narrowed(full, w)
		var buf bytes.Buffer
		if ext == ".jpg" {
			err = jpeg.Encode(&buf, img, &jpeg.Options{Quality: jpegQuality})
		} else {
			err = png.Encode(&buf, img)
		}
		if err != nil {
			return nil, err
		}
		b := img.Bounds()
		out = append(out, sized{fmt.Sprintf("%s-%d%s", stem, b.Dx(), ext), b.Dx(), b.Dy(), buf.Bytes()})
		if last {
			break
		}
	}
	return out, nil
}

// narrowed draws a picture in a width that is less than its own, each pixel the mean of
// those that it stands for; in its own size where it is no wider.
func narrowed(src image.Image, width int) image.Image {
	from := src.Bounds()
	w, h := from.Dx(), from.Dy()
	if width < w {
		h = max(1, (h*width+w/2)/w)
		w = width
	}
	out := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		y0, y1 := from.Min.Y+y*from.Dy()/h, from.Min.Y+max((y+1)*from.Dy()/h, y*from.Dy()/h+1)
		for x := range w {
			x0, x1 := from.Min.X+x*from.Dx()/w, from.Min.X+max((x+1)*from.Dx()/w, x*from.Dx()/w+1)
			var r, g, b, a, n uint64
			for j := y0; j < y1; j++ {
				for i := x0; i < x1; i++ {
					pr, pg, pb, pa := src.At(i, j).RGBA()
					r, g, b, a, n = r+uint64(pr), g+uint64(pg), b+uint64(pb), a+uint64(pa), n+1
				}
			}
			out.Set(x, y, color.RGBA64{uint16(r / n), uint16(g / n), uint16(b / n), uint16(a / n)})
		}
	}
	return out
}

// pictureView gives the picture of a text; nil where it has none.
func (b *builder) pictureView(root string, p *dossier.Piece) *pictureView {
	if p.Image == nil || len(b.pictures[p.Image.File]) == 0 {
		return nil
	}
	all := b.pictures[p.Image.File]
	widest := all[len(all)-1]
	v := &pictureView{Src: root + widest.path, Width: widest.width, Height: widest.height, Alt: b.D.Say(p.Image.Alt), Caption: b.D.Say(p.Image.Caption), By: p.Image.By, Rights: p.Image.Rights, URL: webAddress(p.Image.URL)}
	var set []string
	for _, s := range all {
		set = append(set, fmt.Sprintf("%s%s %dw", root, s.path, s.width))
	}
	v.Set = strings.Join(set, ", ")
	return v
}
