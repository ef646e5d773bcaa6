package output

// Made is a file that a build writes beside the pages, and what the pages say of it.
type Made struct {
	Path  string // in the site's folder, with slashes
	Body  []byte
	Type  string // media type, such as application/atom+xml
	Words string // what it is, as the pages' link to it; "" for a file that no page links to
	// Follow says that it is a feed, which the head of each page names.
	Follow bool
}
