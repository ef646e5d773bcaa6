package data

import (
	"io"

	"entente/evidence/search"
)

// Search writes what was found as JSON, in the form of the results themselves.
func Search(w io.Writer, res *search.Results) error { return encode(w, res) }
