package evidence

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"entente/evidence/document"
	"entente/evidence/document/sheet"
	"entente/evidence/page"
)

// maxSheetRows is how many rows of one file are proposed.
const maxSheetRows = 5000

// readSheets reads a spreadsheet: rows of the sheets whose columns have a mapping are
// proposed as rows of the dossier's tables; where none has, nothing is stored, and the
// reading tells the columns and a mapping to confirm.
func (k *Desk) readSheets(ctx context.Context, ext, name string, in *input) *Reading {
	ctx, stop := context.WithTimeout(ctx, document.MaxTime)
	defer stop()
	sheets, err := sheet.Read(ctx, in.body)
	if err != nil {
		return failed(name, err)
	}
	known, err := k.loadMappings()
	if err != nil {
		return failed(name, err)
	}
	doc := &document.Document{}
	r := &Reading{Input: name}
	var rows []Proposal
	mapped := false
	for _, s := range sheets {
		table := make([][]string, len(s.Rows))
		for i, row := range s.Rows {
			table[i] = row.Cells
		}
		if len(table) == 0 {
			continue
		}
		doc.Blocks = append(doc.Blocks, document.Block{Kind: document.Heading, Level: 2, Text: s.Name}, document.Block{Kind: document.Table, Rows: table})
		head := headOf(table)
		if head < 0 {
			continue
		}
		columns := table[head]
		m, ok, err := k.mappingFor(columns, known)
		if err != nil {
			return failed(name, err)
		}
		if !ok {
			p := propose(columns, table[head+1])
			r.Columns = append(r.Columns, Columns{Sheet: s.Name, Columns: columns, First: table[head+1], Rows: len(table) - head - 1, Proposed: p, Missing: p.missing(), Command: p.command(cmp.Or(k.Folder, "DIR"), name)})
			continue
		}
		mapped = true
		rows = append(rows, k.rowsOf(doc, s, head, m)...)
	}
	if len(doc.Blocks) == 0 {
		return failed(name, errors.New("the spreadsheet holds no cells"))
	}
	if !mapped {
		if k.Map != nil {
			return failed(name, fmt.Errorf("no sheet has the columns of --map; there are: %s", strings.Join(seen(r.Columns), ", ")))
		}
		if len(r.Columns) == 0 {
			return failed(name, errors.New("no sheet has a row of headings with values under it"))
		}
		r.Outcome = "columns"
		return r
	}
	text, _ := doc.Markdown()
	p := page.OfText(text, "", page.Page{Title: strings.TrimSuffix(filepath.Base(in.file), filepath.Ext(in.file))})
	p.Flags = doc.Flags // a table has no byline
	for _, c := range r.Columns {
		p.Flags = append(p.Flags, page.Flag{Kind: "columns", Message: fmt.Sprintf("the columns of the sheet %s are not known; to have its rows: %s", c.Sheet, c.Command)})
	}
	if in.file != "" {
		in.known = k.sourceOfFile(in.file, ext)
	}
	if len(rows) > maxSheetRows {
		p.Flags = append(p.Flags, page.Flag{Kind: "cut", Message: fmt.Sprintf("%d rows are proposed, of %d; part the file for the others", maxSheetRows, len(rows))})
		rows = rows[:maxSheetRows]
	}
	if rows == nil {
		rows = []Proposal{}
	}
	in.rows = rows
	done := k.take(name, p, in, ext, nil, 0)
	done.Columns, done.passages = r.Columns, doc.Passages()
	return done
}

// mappingFor gives the mapping of a sheet's columns: the one that --map gives, which is
// remembered, where all its columns are there, else the one remembered.
func (k *Desk) mappingFor(columns []string, known *mappings) (Mapping, bool, error) {
	if k.Map != nil {
		for c := range k.Map.Map {
			if !slices.Contains(columns, c) {
				return Mapping{}, false, nil
			}
		}
		m := *k.Map
		m.Columns = columns
		if k.Root == nil {
			return m, true, nil
		}
		return m, true, k.remember(m)
	}
	i := slices.IndexFunc(known.Mappings, func(m Mapping) bool { return slices.Equal(m.Columns, columns) })
	if i < 0 || sheetTables[known.Mappings[i].Table].heads == nil {
		return Mapping{}, false, nil
	}
	return known.Mappings[i], true, nil
}

// rowsOf proposes the rows of a sheet that the dossier has not, and flags those that
// cannot be rows of the table.
func (k *Desk) rowsOf(doc *document.Document, s sheet.Sheet, head int, m Mapping) []Proposal {
	var out []Proposal
	bad, why, there := 0, "", rowKeys(k.Dossier, m.Table)
	for _, row := range s.Rows[head+1:] {
		cells, fault := m.cellsOf(s.Rows[head].Cells, row.Cells)
		if fault != "" {
			if bad++; bad == 1 {
				why = fmt.Sprintf("row %d: %s", row.N, fault)
			}
			continue
		}
		if m.Table == "facts" {
			cells["locator"] = fmt.Sprintf("%s, row %d", s.Name, row.N)
		}
		if !there[rowKey(m.Table, cells)] {
			out = append(out, Proposal{Kind: ProposeRow, Table: m.Table, Cells: cells})
		}
	}
	if bad > 0 {
		doc.Flags = append(doc.Flags, page.Flag{Kind: "rows", Message: fmt.Sprintf("%d of %d rows of %s cannot be rows of %s (%s)", bad, len(s.Rows)-head-1, s.Name, m.Table, why)})
	}
	return out
}

// sourceOfFile gives the source that a spreadsheet of the same name became before: a
// longer one is a new version of it.
func (k *Desk) sourceOfFile(file, ext string) string {
	if k.Root == nil {
		return ""
	}
	for _, id := range k.Archive.Sources() {
		pages := k.Archive.Meta(id).Pages
		if last := pages[len(pages)-1]; last.From == file && filepath.Ext(last.File) == ext && k.Dossier.Source(id) != nil {
			return id
		}
	}
	return ""
}

func seen(list []Columns) []string {
	var out []string
	for _, c := range list {
		out = append(out, c.Columns...)
	}
	return out
}
