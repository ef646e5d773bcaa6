package data

import (
	"io"

	"entente/dossier"
)

// programVersion is the version of the form of a Program.
const programVersion = 1

// Program says what a program is and what it bounds.
type Program struct {
	Release  string          `json:"program"`
	Commit   string          `json:"commit"` // "" where it is not known
	Go       string          `json:"go"`
	Platform string          `json:"platform"`
	Stores   map[string]bool `json:"stores"` // of events: whether each is built in
	Limits   []dossier.Limit `json:"limits"`
}

// Version writes a program as JSON.
func Version(w io.Writer, p Program) error {
	return encode(w, struct {
		Version int `json:"version"`
		Program
	}{programVersion, p})
}
