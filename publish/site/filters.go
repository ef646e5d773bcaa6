package site

import (
	"html/template"
	"slices"
	"strings"

	"entente/agenda"
	"entente/words"
)

// filterGroup is a menu of the filter row.
type filterGroup struct {
	Name  string
	Items []filterItem
}

// filterItem is one filter: a page of its own, so that it works without script.
type filterItem struct {
	Path  string
	Text  string
	Count int
	match func(*agenda.Initiative) bool
}

func (b *builder) makeFilters() []filterGroup {
	var out []filterGroup
	add := func(name string, items []filterItem) {
		var kept []filterItem
		for _, it := range items {
			for _, i := range b.A.Initiatives {
				if it.match(i) {
					it.Count++
				}
			}
			if it.Count > 0 {
				kept = append(kept, it)
			}
		}
		if len(kept) > 0 {
			out = append(out, filterGroup{name, kept})
		}
	}
	var verdicts, areas, members, owners []filterItem
	for _, v := range agenda.Verdicts() {
		verdicts = append(verdicts, filterItem{Path: verdictPath(v), Text: v.Symbol() + " " + words.Capital(string(v)),
			match: func(i *agenda.Initiative) bool { return i.Verdict == v }})
	}
	for _, a := range b.D.Areas {
		areas = append(areas, filterItem{Path: "by/area-" + a.ID.ID + ".html", Text: b.D.Say(a.Name), match: func(i *agenda.Initiative) bool { return i.Area == a.ID.ID }})
	}
	for _, m := range b.D.Members {
		members = append(members, filterItem{Path: "by/member-" + strings.ToLower(m.Code.ID) + ".html", Text: b.D.MemberName(m.Code.ID),
			match: func(i *agenda.Initiative) bool { return slices.Contains(i.Members, m.Code.ID) }})
	}
	seen := map[string]bool{}
	for _, m := range b.D.Members {
		for _, i := range b.A.Initiatives {
			if c := i.ByMember[m.Code.ID]; c != nil {
				for _, o := range c.Owners {
					if seen[o] {
						continue
					}
					seen[o] = true
					owners = append(owners, filterItem{Path: "by/owner-" + o + ".html", Text: b.bodyLink("", o).Text + " (" + m.Code.ID + ")",
						match: func(i *agenda.Initiative) bool {
							for _, c := range i.ByMember {
								if slices.Contains(c.Owners, o) {
									return true
								}
							}
							return false
						}})
				}
			}
		}
	}
	slices.SortStableFunc(owners, func(x, y filterItem) int { return strings.Compare(x.Text, y.Text) })
	add("Quick wins", []filterItem{{Path: "by/quick-wins.html", Text: "Quick wins", match: func(i *agenda.Initiative) bool { return i.QuickWin }}})
	add("Verdict", verdicts)
	add("Area", areas)
	if len(members) > 1 {
		add("Member", members)
	}
	add("Owner", owners)
	return out
}

// filterKey is all that a filter on a page hangs on.
type filterKey struct {
	root, path string
	here       bool
}

// Menu writes the filters of a group as items of a list. All pages have all of them.
func (d indexData) Menu(g filterGroup) (template.HTML, error) {
	var out strings.Builder
	for _, it := range g.Items {
		key := filterKey{d.Root, it.Path, it.Path == d.Path}
		html, err := d.b.tmpl.once("filter", key, func() any { return map[string]any{"Item": it, "Root": key.root, "Here": key.here} })
		if err != nil {
			return "", err
		}
		out.WriteString(string(html))
	}
	return template.HTML(out.String()), nil
}

// waits is a filter beside the menus: what is held back or within reach and needs a member.
func (b *builder) waits(code string) filterItem {
	it := filterItem{Path: "by/waits-" + strings.ToLower(code) + ".html", Text: "What waits for " + words.InSentence(b.D.MemberName(code)),
		match: func(i *agenda.Initiative) bool { return heldBack(i) && slices.Contains(i.Members, code) }}
	for _, i := range b.A.Initiatives {
		if it.match(i) {
			it.Count++
		}
	}
	return it
}
