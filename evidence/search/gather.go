package search

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"strconv"
	"strings"

	"entente/dossier"
	"entente/evidence"
	"entente/evidence/lex"
)

func tokensCJK(s string) bool {
	for _, r := range s {
		return lex.IsCJK(r)
	}
	return false
}

// entry is what the index holds of one thing.
type entry struct {
	key, hash             string
	kind, id, title, file string
	line                  int
	first, last           string // the days that its date covers; "" where it has none
	members, areas        []string
	source                string
	body                  string
	read                  func() (string, error) // of a document: its text, read when needed
}

func (e *entry) text() (string, error) {
	if e.read != nil {
		return e.read()
	}
	return e.body, nil
}

// gather lists everything that can be found in a dossier. Archived texts are
// only read where the index needs them: their hash stands in the archive.
func gather(d *dossier.Dossier, root *os.Root) ([]entry, error) {
	var out []entry
	say := d.Say
	all := func(ts ...dossier.Text) string {
		var parts []string
		for _, t := range ts {
			if t.Plain != "" {
				parts = append(parts, t.Plain)
			}
			for _, l := range append([]string{"en"}, d.Languages...) {
				if t.Has(l) {
					parts = append(parts, t.By[l])
				}
			}
		}
		return strings.Join(parts, " · ")
	}
	add := func(e entry, date dossier.Date) {
		if !date.IsZero() {
			e.first, e.last = date.First().Format("2006-01-02"), date.Last().Format("2006-01-02")
		}
		e.key = e.kind + ":" + e.id
		if e.kind == "poll" || e.id == "" {
			e.key += ":" + e.file + ":" + strconv.Itoa(e.line)
		}
		if e.hash == "" {
			sum := sha256.Sum256([]byte(strings.Join([]string{e.title, e.file, strconv.Itoa(e.line), e.first, e.last, list(e.members), list(e.areas), e.source, e.body}, "\x00")))
			e.hash = hex.EncodeToString(sum[:12])
		}
		out = append(out, e)
	}
	codes := func(rs dossier.Refs) []string {
		var s []string
		for _, r := range rs {
			s = append(s, r.ID)
		}
		return s
	}
	actors := func(cells ...string) []string {
		var s []string
		for _, c := range cells {
			for part := range strings.SplitSeq(c, "+") {
				code, _, _ := strings.Cut(part, ":")
				if code != "" {
					s = append(s, code)
				}
			}
		}
		return s
	}
	for _, i := range d.Initiatives {
		var ms []string
		for _, m := range d.MembersOf(i) {
			ms = append(ms, m.Code.ID)
		}
		body := all(i.Dek, i.Note) + "\n" + i.Body
		for _, r := range i.Ladder {
			body += "\n" + all(r.Name)
		}
		for _, t := range i.Translations {
			body += "\n" + all(t.Title, t.Dek) + "\n" + t.Body
		}
		add(entry{kind: "initiative", id: i.ID, title: say(i.Title), file: i.File, line: 1, members: ms, areas: []string{i.Area.ID}, body: all(i.Title) + "\n" + body}, i.Proposed)
	}
	for _, k := range d.Constraints {
		body := all(k.Title, k.Dek, k.Note) + "\n" + k.Body
		for _, t := range k.Translations {
			body += "\n" + all(t.Title, t.Dek) + "\n" + t.Body
		}
		add(entry{kind: "constraint", id: k.ID, title: say(k.Title), file: k.File, line: 1, members: append(codes(k.Members), codes(k.Between)...), areas: codes(k.Areas), body: body}, k.Since)
	}
	for _, m := range d.Members {
		for _, p := range m.Players {
			body := all(p.Name, p.Note, p.Because)
			for _, h := range p.Holders {
				body += "\n" + all(h.Name)
			}
			for _, s := range p.Stances {
				body += "\n" + all(s.Because)
			}
			add(entry{kind: "player", id: p.ID.ID, title: say(p.Name), file: p.ID.Pos.File, line: p.ID.Pos.Line, members: []string{m.Code.ID}, body: body}, dossier.Date{})
		}
	}
	for _, x := range d.Events {
		add(entry{kind: "event", id: x.ID, title: x.Summary, file: x.Pos.File, line: x.Pos.Line, members: actors(x.Source, x.Target, x.About), areas: []string{x.Area}, source: x.SourceIDs, body: x.Summary + " " + x.Note}, x.Date)
	}
	for _, x := range d.Acts {
		var ms []string
		if p := d.Player(x.Player); p != nil {
			ms = []string{p.Member}
		}
		add(entry{kind: "act", id: x.ID, title: x.Summary, file: x.Pos.File, line: x.Pos.Line, members: ms, areas: []string{x.Area}, source: x.Source, body: x.Summary + " " + x.Note}, x.Date)
	}
	for _, x := range d.Facts {
		add(entry{kind: "fact", id: x.ID, title: x.What, file: x.Pos.File, line: x.Pos.Line, members: actors(x.Member), source: x.Source, body: x.What + " " + x.Of + " " + x.Note}, x.Date)
	}
	for _, x := range d.Cases {
		add(entry{kind: "ruling", id: x.ID, title: x.Court + ": " + x.Outcome, file: x.Pos.File, line: x.Pos.Line, source: x.Source, body: strings.Join([]string{x.Court, x.Number, x.Plaintiffs, x.Defendant, x.Outcome, x.Status, x.Note}, " ")}, x.Date)
	}
	for _, x := range d.Commitments {
		add(entry{kind: "promise", id: x.ID, title: x.Text, file: x.Pos.File, line: x.Pos.Line, members: actors(x.Member), source: x.Source, body: x.Text + " " + x.Meeting + " " + x.Note}, x.Date)
	}
	for _, x := range d.Polls {
		add(entry{kind: "poll", id: x.Series, title: x.Question, file: x.Pos.File, line: x.Pos.Line, members: []string{x.Country}, source: x.Source, body: x.Question + " " + x.Pollster + " " + x.Note}, x.End)
	}
	for _, s := range d.Sources {
		var who []string
		for _, a := range s.Author {
			who = append(who, a.String())
		}
		add(entry{kind: "source", id: s.ID, title: s.Title, file: s.Pos.File, line: s.Pos.Line, source: s.ID, body: strings.Join([]string{s.Title, strings.Join(who, ", "), s.Container, s.Publisher, s.Note}, " ")}, s.Issued)
	}
	for _, t := range d.Terms {
		add(entry{kind: "term", id: t.ID.ID, title: say(t.Concept), file: t.ID.Pos.File, line: t.ID.Pos.Line, body: all(t.Concept, t.Use, t.Order, t.Note)}, dossier.Date{})
	}
	for _, t := range d.Texts() {
		add(entry{kind: "text", id: t.ID, title: say(t.Title), file: t.File, line: 1, members: codes(t.Members), areas: codes(t.Areas), body: all(t.Dek) + "\n" + t.Body}, t.Date)
	}
	arch, _ := evidence.OpenArchive(root) // what cannot be read is check's to tell
	for _, id := range arch.Sources() {
		pages := arch.Meta(id).Pages
		if len(pages) == 0 {
			continue
		}
		k := pages[len(pages)-1]
		day, _ := dossier.ParseDate(k.Published) // none: the zero date
		title := k.Title
		if title == "" {
			title = id
		}
		add(entry{kind: "document", id: id, title: title, file: "archive/" + evidence.FolderName(id) + "/" + k.Text, line: 1, source: id, hash: k.TextSHA256,
			read: func() (string, error) {
				t, ok := arch.Text(id)
				if !ok {
					return "", os.ErrNotExist
				}
				return t, nil
			}}, day)
	}
	return out, nil
}
