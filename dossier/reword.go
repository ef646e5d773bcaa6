package dossier

import (
	"bytes"
	"unicode/utf8"
)

// Reword puts what a text says below its head in the place of what it said: was and now
// are the bytes of its file, before and now. The agenda rests on heads alone, so that it
// holds for the dossier as before. Reword reports false, and changes nothing, where the file
// is no text of the dossier, where more than its body changed, or where reading it would
// find a fault: the dossier is then to be loaded anew.
func (d *Dossier) Reword(file string, was, now []byte) bool {
	kind := kindOfFile(file)
	switch kind {
	case initiativeKind, constraintKind, companionKind, pieceKind:
	default:
		return false
	}
	head, _, _, line := splitFront(was)
	if newHead, _, _, newLine := splitFront(now); head == nil || !bytes.Equal(head, newHead) || line != newLine || bytes.HasPrefix(was, utf8BOM) != bytes.HasPrefix(now, utf8BOM) {
		return false
	}
	if int64(len(now)) > kind.limit || !utf8.Valid(now) || bytes.IndexByte(now, 0) >= 0 || len(hiddenCharacters(file, now)) > 0 {
		return false
	}
	p := kind.read(file, now)
	if len(p.found) > 0 {
		return false
	}
	body := d.bodyOf(file)
	if body == nil {
		return false
	}
	switch v := p.value.(type) {
	case *Initiative:
		body(v.Body)
	case *Constraint:
		body(v.Body)
	case *Companion:
		body(v.Body)
	case *Piece:
		body(v.Body)
	}
	return true
}

// bodyOf gives what sets the body of the text in a file; nil where no text of the dossier is.
func (d *Dossier) bodyOf(file string) func(body string) {
	companion := func(all map[string]Companion) func(string) {
		for lang, c := range all {
			if c.File == file {
				return func(body string) {
					c.Body = body
					all[lang] = c
				}
			}
		}
		return nil
	}
	for _, i := range d.Initiatives {
		if i.File == file {
			return func(body string) { i.Body = body }
		}
		if set := companion(i.Translations); set != nil {
			return set
		}
	}
	for _, c := range d.Constraints {
		if c.File == file {
			return func(body string) { c.Body = body }
		}
		if set := companion(c.Translations); set != nil {
			return set
		}
	}
	for _, p := range d.Texts() {
		if p.File == file {
			return func(body string) { p.Body = body }
		}
	}
	return nil
}
