package data

import (
	"io"

	"entente/event"
)

// importedVersion is the version of the form of Imported.
const importedVersion = 1

type imported struct {
	Version int            `json:"version"`
	Files   []importedFile `json:"files"`
	Store   *importedStore `json:"store"`             // null where nothing was kept and none was there
	Rejects string         `json:"rejects,omitempty"` // the file of rejected rows
	Unknown []unknownCode  `json:"unknown_codes"`
	Passed  []string       `json:"passed_over"` // files of folders that are no tables
}

type importedStore struct {
	Path  string `json:"path"`
	Rows  int64  `json:"rows"`
	Bytes int64  `json:"bytes"`
}

type importedFile struct {
	Path     string `json:"path"`
	Format   string `json:"format"`
	Read     int64  `json:"read"`
	Kept     int64  `json:"kept"`
	Repeated int64  `json:"repeated"`
	Rejected int64  `json:"rejected"`
	Known    bool   `json:"known,omitempty"` // by its contents; it was not read again
	Error    string `json:"error,omitempty"`
}

type unknownCode struct {
	System string `json:"system"`
	Code   string `json:"code"`
	Rows   int64  `json:"rows"`
}

// Imported writes what an import did as JSON. Address is the store as it may be
// shown, store what it holds, nil where none was made; rejects is the file of
// rejected rows, "" where there are none.
func Imported(w io.Writer, done event.Imported, address string, store *event.Stats, rejects string) error {
	j := imported{Version: importedVersion, Files: []importedFile{}, Unknown: []unknownCode{}, Passed: list(done.Passed), Rejects: rejects}
	if store != nil {
		j.Store = &importedStore{address, store.Rows, store.Bytes}
	}
	for _, f := range done.Files {
		of := importedFile{Path: f.Path, Format: f.Origin.String(), Read: f.Rows, Kept: f.Kept, Repeated: f.Repeated, Rejected: f.Rejected, Known: f.Known}
		if f.Err != nil {
			of.Error = f.Err.Error()
		}
		j.Files = append(j.Files, of)
	}
	for _, u := range done.Unknown {
		j.Unknown = append(j.Unknown, unknownCode{u.System.String(), u.Code, u.N})
	}
	return encode(w, j)
}
