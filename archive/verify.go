package archive

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"

	"entente/dossier"
	"entente/parallel"
)

// Verify compares every archived file with the hash taken when it was stored.
// A file that was changed or is gone is a finding; where only the text was
// changed by hand, that is one too.
func (a *Archive) Verify() []dossier.Finding {
	ids := a.Sources()
	results := make([][]dossier.Finding, len(ids))
	parallel.Each(len(ids), 0, func(i int) {
		m := a.metas[ids[i]]
		for _, k := range m.Pages {
			for _, f := range []struct{ name, sum, what string }{{k.File, k.SHA256, "page"}, {k.Text, k.TextSHA256, "text"}} {
				file := path.Join(Dir, FolderName(ids[i]), f.name)
				finding := dossier.Finding{Rule: "archive-changed", Severity: dossier.Error, Pos: dossier.Pos{File: file},
					Hint: "restore it from an earlier commit, or read the page again to keep both"}
				src, err := dossier.ReadFile(a.root, file, MaxPage)
				switch {
				case errors.Is(err, fs.ErrNotExist):
					finding.Message = fmt.Sprintf("the archived %s of %s is gone", f.what, ids[i])
				case err != nil:
					finding.Message = fmt.Sprintf("the archived %s of %s cannot be read: %v", f.what, ids[i], err)
				case Hash(src) != f.sum:
					finding.Message = fmt.Sprintf("the archived %s of %s was changed after it was stored: its SHA-256 is %s…, and %s… was recorded", f.what, ids[i], Hash(src)[:12], firstOf(f.sum, 12))
				default:
					continue
				}
				results[i] = append(results[i], finding)
			}
		}
	})
	return slices.Concat(results...)
}

func firstOf(s string, n int) string { return s[:min(n, len(s))] }

// Hash gives the SHA-256 of a file in hexadecimal, as a list of pages holds it.
func Hash(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}
