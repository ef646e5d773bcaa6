package event

import "strconv"

// position gives "path:line:col: ", leaving out what is not known.
func position(path string, line int64, col int) string {
	s := path
	if line > 0 {
		s += ":" + strconv.FormatInt(line, 10)
		if col > 0 {
			s += ":" + strconv.Itoa(col)
		}
	}
	if s == "" {
		return ""
	}
	return s + ": "
}

func hint(s string) string {
	if s == "" {
		return ""
	}
	return "; " + s
}
