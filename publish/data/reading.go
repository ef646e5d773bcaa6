package data

import (
	"io"

	"entente/dossier"
	"entente/evidence"
)

// readingsVersion is the version of the form of Readings, acceptedVersion that of
// Accepted.
const (
	readingsVersion = 1
	acceptedVersion = 1
)

// Readings writes what was read as JSON: an element for each input, and for each new
// item of a feed.
func Readings(w io.Writer, all []*evidence.Reading) error {
	for _, r := range all {
		r.Fill()
	}
	return encode(w, struct {
		Version  int                 `json:"version"`
		Readings []*evidence.Reading `json:"readings"`
	}{readingsVersion, list(all)})
}

// Accepted writes what was taken from the inbox into the dossier, and the lines that
// could not be, as JSON.
func Accepted(w io.Writer, done evidence.Accepted, found []dossier.Finding) error {
	return encode(w, struct {
		Version int `json:"version"`
		evidence.Accepted
		Findings []dossier.Finding `json:"findings"`
	}{acceptedVersion, done, list(found)})
}
