package output

// Made is what a build hands on beside its pages, and what a page says of it.
type Made struct {
	Files []File
	// LeftOut says in sentences what may not be handed on, and why.
	LeftOut []string
}

// File is a file that a build hands on.
type File struct {
	Path  string // in the folder of the site, with slashes
	Body  []byte
	Words string // what it is
	Table string // the table that it holds, and Rows how many rows of it; "": it is no table
	Rows  int
}
