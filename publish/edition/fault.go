package edition

import (
	"errors"
	"path"

	"entente/dossier"
)

// fault is what is wrong at a place of the folder of editions.
type fault struct {
	at   dossier.Pos
	why  string
	line string // on which it stands; "" where it concerns no one place
}

func (f fault) Error() string { return f.at.String() + ": " + f.why }

// faultOf is a fault of a file or folder there as a whole.
func faultOf(name, why string) fault {
	return fault{at: dossier.Pos{File: path.Join(dossier.Editions, name)}, why: why}
}

// rule is that of the findings here. They cannot be silenced: a build ends by them.
const rule = "edition"

// Findings are what List fails by, each at its place: editions that are not as they were
// kept, what is none, and what is wrong in the table of corrections.
func Findings(dir string) []dossier.Finding {
	root, err := openFolder(dir)
	if errors.Is(err, errNoFolder) || err == nil && root == nil {
		return nil // loading says so
	}
	faults := []error{err}
	if err == nil {
		defer root.Close()
		_, faults = list(root, dir)
	}
	var out []dossier.Finding
	add := func(at dossier.Pos, says, hint, line string) {
		out = append(out, dossier.Finding{Rule: rule, Severity: dossier.Error, Pos: at, Message: says, Hint: hint, Excerpt: line})
	}
	for _, err := range faults {
		var here fault
		var tampered TamperedError
		switch {
		case errors.As(err, &here):
			add(here.at, here.why, "", here.line)
		case errors.As(err, &tampered):
			for _, a := range tampered.Altered {
				add(dossier.Pos{File: path.Join(dossier.Editions, tampered.Name, a.File)}, "the edition "+tampered.Name+" is not as it was kept: "+a.Says(), tamperedHint, "")
			}
		default:
			add(dossier.Pos{File: dossier.Editions}, err.Error(), "", "")
		}
	}
	return out
}
