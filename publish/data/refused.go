package data

import (
	"io"

	"entente/dossier"
)

// refusedVersion is the version of the form of Refused.
const refusedVersion = 1

// Refused writes why a command ended before it had anything to tell, as JSON.
func Refused(w io.Writer, why string, found []dossier.Finding) error {
	return encode(w, struct {
		Version  int               `json:"version"`
		Error    string            `json:"error"`
		Findings []dossier.Finding `json:"findings"`
	}{refusedVersion, why, bounded(found)})
}
