package dossier

import (
	"regexp"
	"slices"
	"strings"
)

var kebab = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// index builds the look-ups and reports ids that are malformed or stand twice.
func (l *loader) index() {
	d := l.d
	d.byID = map[string]any{}
	where := map[string]Pos{}
	put := func(id string, at Pos, what string, v any) {
		if id == "" {
			return
		}
		key := strings.ToLower(id)
		if first, dup := where[key]; dup {
			l.f.err("duplicate-id", at, "rename one; ids are compared without regard to case", "the id %q is taken: %s", id, first)
			return
		}
		where[key] = at
		d.byID[key] = v
		if _, isMember := v.(*Member); !isMember && !kebab.MatchString(id) {
			l.f.err("id-form", at, "write it like "+suggestKebab(id), "the id %q of %s is not kebab-case", shorten(id), what)
		}
	}
	for _, m := range d.Members {
		put(m.Code.ID, m.Code.Pos, "a member", m)
		for _, p := range m.Players {
			put(p.ID.ID, p.ID.Pos, "a player", p)
		}
		for _, a := range m.Agencies {
			put(a.ID.ID, a.ID.Pos, "an agency", a)
		}
		for _, p := range m.Priorities {
			put(p.ID.ID, p.ID.Pos, "a priority", p)
		}
	}
	for _, i := range d.Initiatives {
		put(i.ID, Pos{i.File, 0, 0}, "an initiative", i)
	}
	for _, c := range d.Constraints {
		put(c.ID, Pos{c.File, 0, 0}, "a constraint", c)
	}
	for _, s := range d.Scenarios {
		put(s.ID, Pos{s.File, 0, 0}, "a scenario", s)
	}
	for _, p := range d.Pieces {
		put(p.ID, Pos{p.File, 0, 0}, "a text", p)
	}
	d.sources = map[string]*Source{}
	for _, s := range d.Sources {
		if first := d.sources[s.ID]; first != nil {
			l.f.err("duplicate-id", s.Pos, "keep one of the records", "the source id %q is taken: %s", s.ID, first.Pos)
			continue
		}
		d.sources[s.ID] = s
	}
	d.polls = map[string][]*Poll{}
	for _, p := range d.Polls {
		d.polls[p.Series] = append(d.polls[p.Series], p)
	}
	for _, waves := range d.polls {
		slices.SortStableFunc(waves, func(a, b *Poll) int { return a.End.Compare(b.End) })
	}
	d.events = indexRows(l, d.Events, func(e *Event) (string, Pos) { return e.ID, e.Pos })
	d.acts = indexRows(l, d.Acts, func(a *Act) (string, Pos) { return a.ID, a.Pos })
	d.facts = indexRows(l, d.Facts, func(f *Fact) (string, Pos) { return f.ID, f.Pos })
	d.quotes = indexRows(l, d.Quotes, func(q *Quote) (string, Pos) { return q.ID, q.Pos })
	d.search = indexRows(l, d.Searches, func(s *Search) (string, Pos) { return s.ID, s.Pos })
	d.asked = indexRows(l, d.Questions, func(q *Question) (string, Pos) { return q.ID, q.Pos })
	d.cases = indexRows(l, d.Cases, func(c *Case) (string, Pos) { return c.ID, c.Pos })
}

func indexRows[T any](l *loader, rows []*T, key func(*T) (string, Pos)) map[string]*T {
	out := make(map[string]*T, len(rows))
	for _, r := range rows {
		id, at := key(r)
		if first, dup := out[id]; dup {
			_, firstAt := key(first)
			l.f.err("duplicate-id", at, "rename one of them", "the id %q is taken: %s", id, firstAt)
			continue
		}
		out[id] = r
	}
	return out
}

func suggestKebab(id string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(id) {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	if s := strings.Trim(b.String(), "-"); s != "" {
		return s
	}
	return "low-affinity"
}
