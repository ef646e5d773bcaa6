package site

import (
	"io/fs"
	"strings"
)

// Fonts gives the rules that name the site's fonts, and the files that they name.
func Fonts() (faces string, files fs.FS, err error) {
	css, err := staticFiles.ReadFile("static/site.css")
	if err != nil {
		return "", nil, err
	}
	var b strings.Builder
	for line := range strings.Lines(string(css)) {
		if strings.HasPrefix(line, "@font-face") && strings.Contains(line, "url(") {
			b.WriteString(line)
		}
	}
	files, err = fs.Sub(staticFiles, "static")
	return b.String(), files, err
}
