package term

import (
	"fmt"
	"io"

	"entente/publish/edition"
	"entente/words"
)

// Edition says that an edition is kept in a folder, or was there as it is.
func Edition(w io.Writer, dir string, r edition.Record, kept bool) {
	if !kept {
		fmt.Fprintf(w, "%s is as it was kept by %s: the same inputs give the same agenda\n", dir, r.Program)
		return
	}
	inputs := edition.InputsFile + ", " + words.Count(len(r.Inputs), "file")
	if r.Commit != "" {
		inputs += ", as commit " + r.Commit + " has them"
	}
	fmt.Fprintf(w, "the edition %s is kept in %s (agenda as of %s; inputs: %s)\n", r.Name, dir, r.AsOf, inputs)
	if r.Unattributed {
		fmt.Fprintf(w, "%s holds who took part: keep it to those who may know\n", edition.InputsFile)
	}
}
