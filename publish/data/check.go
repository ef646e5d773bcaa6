package data

import (
	"io"

	"entente/check"
	"entente/dossier"
)

// checkVersion is the version of the form of Check.
const checkVersion = 1

// Check writes what a check of a dossier of so many files found, as JSON.
func Check(w io.Writer, files int, res *check.Result) error {
	errs, warns, notes := dossier.CountFindings(res.Findings)
	held := res.Held
	held.Files = list(held.Files)
	return encode(w, struct {
		Version   int               `json:"version"`
		Files     int               `json:"files"`
		Errors    int               `json:"errors"`
		Warnings  int               `json:"warnings"`
		Notes     int               `json:"notes"`
		Silenced  int               `json:"silenced"`
		Checked   int               `json:"checked"`
		Unchecked int               `json:"unchecked"`
		Waiting   int               `json:"waiting"`
		HeldBack  dossier.HeldBack  `json:"held_back"`
		Findings  []dossier.Finding `json:"findings"`
	}{checkVersion, files, errs, warns, notes, res.Silenced, res.Checked, res.Unchecked, res.Waiting, held, bounded(res.Findings)})
}

// bounded gives findings with the excerpts that are written: a long line is not
// repeated with each finding in it.
func bounded(found []dossier.Finding) []dossier.Finding {
	out := make([]dossier.Finding, len(found))
	for i, f := range found {
		f.Excerpt = snippet(f)
		out[i] = f
	}
	return out
}
