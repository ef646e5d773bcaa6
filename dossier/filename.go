package dossier

import (
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// This file tells by its name whether a file belongs to the dossier.

// folders are those of a dossier whose files are read.
var folders = []string{"members", "initiatives", "constraints", "scenarios", "pieces", "sources", "series",
	"polls", "events", "acts", "facts", "calendar", "commitments", "cases", "judgements", "quotes", "searches", "questions", "forecasts"}

var rootFiles = []string{"dossier.yaml", "people.yaml", "terms.yaml", "silences.yaml", "assumptions.yaml", "report.md",
	"polls.csv", "events.csv", "acts.csv", "facts.csv", "calendar.csv", "commitments.csv", "cases.csv", "judgements.csv", "quotes.csv", "searches.csv", "questions.csv", "forecasts.csv", "series.csv"}

// Leftover reports whether a name is one that editors and systems leave beside
// files, and nobody means to be read.
func Leftover(name string) bool {
	switch strings.ToLower(name) {
	case "thumbs.db", "desktop.ini", "icon\r":
		return true
	}
	return strings.HasPrefix(name, "~$") || strings.HasSuffix(name, "~") || strings.HasPrefix(name, "#") && strings.HasSuffix(name, "#")
}

var (
	// What programs that keep folders in step put into the name of a copy, in the
	// languages in which they do.
	conflictMark = regexp.MustCompile(`(?i)[ _-]*[(\[（][^()（）\[\]]*(?:conflict|konflikt|conflit|conflicterend|конфликт|競合|충돌|冲突|衝突)[^()（）\[\]]*[)\]）]` +
		`|[._ -]sync-conflict-\d{8}-\d{6}(?:-\w+)?|[._ -]conflict-\d{8}-?\d{0,6}|[._ -]conflicted[ -]copy.*|_conf\([^()]*\)`)
	// What file managers put into the name of a copy.
	copyMark = regexp.MustCompile(`(?i)(?: ?[-–—] ?| )(?:copy|kopie|copie|copia|cópia|kopia|kopi|копия|көшірме|nusxa|コピー|복사본|副本)(?: ?\(?\d+\)?)?$|(?:のコピー|의 사본|的副本)(?: ?\d+)?$` +
		`|^(?:copy of|kopie von|kopie van|copie de|copia de|copia di|cópia de|копия) `)
	numberMark = regexp.MustCompile(` ?\(\d{1,3}\)$| \d{1,3}$`)
	hostMark   = regexp.MustCompile(`-(?:[A-Z][A-Z0-9]*-)?[A-Z0-9]{3,}(?: ?\d+)?$|-[A-Z][\w'’]*(?:[ -](?:MacBook|iMac|PC|Laptop|Desktop)[\w ]*)$`)
)

// Reads reports whether loading reads what lies at a path below a dossier's folder, with
// slashes: a file, or one of its folders.
func Reads(p string) bool { return kindOfFile(p) != nil || slices.Contains(folders, p) }

// copyOf gives the path of the file that a file is a copy of, as programs that
// keep folders in step and file managers name copies; "" where it is none. A name
// that ends in a number or a computer's name is a copy only where there is the
// other beside it.
func copyOf(p string, beside func(string) bool) string {
	dir, name := path.Split(p)
	ext := path.Ext(name)
	if !slices.Contains([]string{".md", ".yaml", ".yml", ".csv", ".json"}, strings.ToLower(ext)) {
		return ""
	}
	stem := strings.TrimSuffix(name, ext)
	head, lang := stem, "" // of a translation
	if l := path.Ext(stem); ext == ".md" && languageCode.MatchString(strings.TrimPrefix(l, ".")) {
		head, lang = strings.TrimSuffix(stem, l), l
	}
	for _, m := range []struct {
		form *regexp.Regexp
		sure bool
	}{{conflictMark, true}, {copyMark, true}, {numberMark, false}, {hostMark, false}} {
		if !m.form.MatchString(head) {
			continue
		}
		base := dir + strings.TrimSpace(m.form.ReplaceAllString(head, "")) + lang + ext
		if base != p && (m.sure || beside(base)) {
			return base
		}
	}
	return ""
}

// meant gives the path at which a file would be read that lies at one at which it
// is not, for a small difference: case, or a usual other ending.
func meant(p string) string {
	dir, name := path.Split(p)
	low := strings.ToLower(name)
	stem := strings.TrimSuffix(low, path.Ext(low))
	var try []string
	switch path.Ext(low) {
	case ".yml":
		try = []string{stem + ".yaml"}
	case ".markdown", ".mdown", ".mkd":
		try = []string{stem + ".md"}
	case ".txt":
		try = []string{stem}
	}
	for _, n := range append(try, low) {
		if q := strings.ToLower(dir) + n; q != p && kindOfFile(q) != nil {
			return q
		}
	}
	return ""
}

var reserved = regexp.MustCompile(`(?i)^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)`)

// DeviceName reports whether Windows keeps a file's name for a device.
func DeviceName(name string) bool { return reserved.MatchString(name) }

// portable reports names that other systems do not take.
func (l *loader) portable(p string) {
	name := path.Base(p)
	at := Pos{File: p}
	switch {
	case DeviceName(name):
		l.f.warn("portable-name", at, "rename it", "Windows keeps the name %q for a device", name)
	case strings.HasSuffix(name, ".") || strings.HasSuffix(name, " "):
		l.f.warn("portable-name", at, "rename it", "Windows takes no name that ends with a dot or a space")
	case strings.ContainsAny(name, `<>:"|?*\`):
		l.f.warn("portable-name", at, "rename it", "Windows takes no name with one of < > : \" | ? * \\")
	}
	key := strings.ToLower(norm.NFC.String(p))
	if first, ok := l.names[key]; ok {
		l.f.warn("portable-name", at, "rename one of them", "the name differs from %s in case or accents' form alone: other systems keep only one", first)
	} else {
		l.names[key] = p
	}
	// Line ends are sound in a text alone.
	found := hiddenCharacters(p, []byte(name))
	if i := strings.IndexAny(name, "\n\r\t"); i >= 0 {
		l.f.warn("hidden-character", at, "rename it", "in the file's name stands U+%04X, a control character", name[i])
	} else if len(found) > 0 {
		l.f.warn("hidden-character", at, "rename it", "in the file's name: %s", found[0].Message)
	}
}

// folder looks at a folder and reports whether to go into it.
func (l *loader) folder(p string, e fs.DirEntry) bool {
	if p == "." {
		return true
	}
	if strings.HasPrefix(e.Name(), ".") || p == "archive" || p == Editions || strings.Count(p, "/") > 3 {
		return false // an edition is as it was published, and no part of what is
	}
	l.portable(p)
	low := strings.ToLower(p)
	if slices.Contains(folders, p) {
		return true
	}
	if kindOfFile(p) != nil {
		l.noFile(p, "put the file itself there", "this is a folder, and the dossier has a file of that name")
		return false
	}
	for _, f := range folders {
		if low == f || low+"s" == f || low == "quote" || low == "series" && f == low {
			l.notRead(p, "name it "+f+"/", f, "the folder is not read: it is no folder of a dossier")
			return false
		}
	}
	return true
}

// notRead reports a file or folder that is not read where it may be meant to be;
// like is the path at which it would be, or "". Files of it that others rest on
// count as unread.
func (l *loader) notRead(p, hint, like, format string, args ...any) {
	l.f.warn("not-read", Pos{File: p}, hint, format, args...)
	l.misplaced = append(l.misplaced, [2]string{p, like})
}

// linked reports a folder of a dossier that is a link or a file: nothing in it is
// read.
func (l *loader) linked(p string, e fs.DirEntry) bool {
	if !slices.Contains(folders, p) && p != "archive" && p != "inbox" && p != Editions {
		return false
	}
	what := "this is a file, and the dossier has a folder of that name"
	if e.Type()&fs.ModeSymlink != 0 {
		what = "the folder is a link, and links to folders are not followed"
		if _, err := fs.Stat(l.fsys, p); err != nil {
			what = "the folder is a link that leads out of the dossier, or nowhere"
		}
	}
	l.noFile(p, "put the folder itself there", "%s", what)
	return true
}

// noFile reports what cannot be read though it has the place of a file or folder
// of a dossier: what others look for in it counts as unread.
func (l *loader) noFile(p, hint, format string, args ...any) {
	l.f.err("unreadable", Pos{File: p}, hint, format, args...)
	l.misplaced = append(l.misplaced, [2]string{p, p})
}

var aside = regexp.MustCompile(`(?i)^(?:readme|licen[cs]e|copying|notice|changelog|contributing|authors)(?:[.-]|$)`)

// belongs looks at a file and reports whether it is read.
func (l *loader) belongs(p string, e fs.DirEntry) bool {
	dir, name := path.Split(p)
	dir = strings.TrimSuffix(dir, "/")
	top, _, nested := strings.Cut(dir, "/")
	ours := dir == "" || slices.Contains(folders, top)
	switch {
	case l.linked(p, e):
		return false
	case Leftover(name) || !ours:
		return false
	case strings.HasPrefix(name, "."):
		// Editors and systems leave these; a whole name that is one of ours is meant.
		if dir != "" && strings.HasPrefix(name, "..") && kindOfFile(dir+"/x"+path.Ext(name)) != nil {
			l.notRead(p, "give it a name", "", "the file is not read: its name begins with a dot")
		}
		return false
	}
	l.portable(p)
	if base := copyOf(p, func(q string) bool { _, err := fs.Stat(l.fsys, q); return err == nil }); base != "" && (kindOfFile(base) != nil || meant(base) != "") {
		l.f.warn("copy", Pos{File: p}, "take what is new in it into "+path.Base(base)+", and delete it", "the file is not read: its name is that of a copy of %s", base)
		return false
	}
	if kindOfFile(p) != nil {
		return true
	}
	if dir == "pieces" && isPicture(name) {
		return false // a text may name it
	}
	if like := meant(p); like != "" {
		l.notRead(p, "name it "+like, like, "the file is not read: no file of that name is")
		return false
	}
	known := func(f string) bool {
		return strings.TrimSuffix(f, path.Ext(f)) == strings.ToLower(strings.TrimSuffix(name, path.Ext(name)))
	}
	switch {
	case aside.MatchString(name):
	case nested:
		l.notRead(p, "put it into "+top+"/ itself", "", "the file is not read: folders inside %s/ are not", top)
	case dir != "":
		l.notRead(p, "move it out, or save it as a file of its kind", "", "the file is not read: no file of this kind belongs into %s/", dir)
	case slices.ContainsFunc(rootFiles, known):
		i := slices.IndexFunc(rootFiles, known)
		l.notRead(p, "save it as "+rootFiles[i], rootFiles[i], "the file is not read: it is no %s", strings.TrimPrefix(path.Ext(rootFiles[i]), "."))
	}
	return false
}
