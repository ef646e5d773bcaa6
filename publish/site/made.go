package site

import (
	"fmt"
	"path"

	"entente/publish/output"
)

// dataPage is the page that leads to what is handed on.
const dataPage = "data.html"

// HasData reports whether there is a page that leads to files of data.
func (b *builder) HasData() bool { return len(b.made.Files) > 0 }

// madeData is what that page shows: what is for programs, then the tables.
type madeData struct {
	Files, Tables []madeFile
	LeftOut       []string
	Withheld      int // files that are not written under the embargo
}

type madeFile struct {
	output.File
	Name, Size string
}

func (b *builder) madeData() madeData {
	d := madeData{LeftOut: b.made.LeftOut}
	for _, file := range b.made.Files {
		f := madeFile{file, path.Base(file.Path), fmt.Sprintf("%d kB", (len(file.Body)+999)/1000)}
		switch {
		case b.withheld(f.Path):
			d.Withheld++
		case f.Table != "":
			d.Tables = append(d.Tables, f)
		default:
			d.Files = append(d.Files, f)
		}
	}
	return d
}

// writeMade puts what is handed on beside the pages.
func (b *builder) writeMade() error {
	for _, f := range b.made.Files {
		if b.files.Has(f.Path) {
			return fmt.Errorf("two files would have the address %s", f.Path)
		}
		if err := b.put(f.Path, f.Body); err != nil {
			return err
		}
	}
	return nil
}
