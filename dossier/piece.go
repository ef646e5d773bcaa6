package dossier

// Piece is a text of the group: report.md, or a file of pieces/ (analysis,
// notes, op-eds). Its body is Markdown with citations and directives.
type Piece struct {
	Where
	ID       string // "report", or the file's name
	File     string // its path in the dossier
	Title    Text   `yaml:"title,required"`
	Dek      Text   `yaml:"dek"`
	Kind     string `yaml:"kind" enum:"report|analysis|note|op-ed|statement"`
	Authors  Refs   `yaml:"authors" doc:"ids of people, or names"`
	Date     Date   `yaml:"date" doc:"of publication"`
	Areas    Refs   `yaml:"areas"`
	Members  Refs   `yaml:"members"`
	From     Ref    `yaml:"from" doc:"the text that this one is derived from: report, or a piece"`
	Source   Refs   `yaml:"source"`
	Note     Text   `yaml:"note"`
	Body     string // Markdown
	BodyLine int    // the line of the file on which the body begins
}

func readPiece(file string, src []byte) part {
	p := &Piece{ID: stemOf(file), File: file}
	var found []Finding
	p.Body, p.BodyLine, found = readFront(file, src, p)
	return part{p, found}
}
