package dossier

import (
	"math"
	"path"
	"slices"
	"strings"

	"entente/country"
)

// validate reports what cannot be seen in one file alone: references, and
// values that do not go together. It runs on whatever could be read.
func (l *loader) validate() {
	l.validateHeader()
	for _, m := range l.d.Members {
		l.validateMember(m)
	}
	for _, i := range l.d.Initiatives {
		l.validateInitiative(i)
	}
	l.validateRequires()
	for _, c := range l.d.Constraints {
		l.validateConstraint(c)
	}
	l.acting()
	for _, s := range l.d.Scenarios {
		l.validateScenario(s)
	}
	l.validatePeople()
	l.validatePieces()
	l.validateSite()
	l.validateTables()
	l.validateQuestions()
	l.validateAssumptions()
	l.validateSeries()
	l.validateRelations()
	l.citations()
	l.validateEmpty()
}

func (l *loader) validateHeader() {
	h := l.d.Header
	if len(h.Members) == 0 && h.Has("members") {
		l.f.err("no-member", h.At("members"), "list the ISO 3166-1 codes of the members", "the dossier names no member")
	}
	for i, m := range h.Members {
		if slices.ContainsFunc(h.Members[:i], func(r Ref) bool { return strings.EqualFold(r.ID, m.ID) }) {
			l.f.err("duplicate-id", m.Pos, "delete one of them", "the member %q stands twice", m.ID)
		}
		_, named := h.Names.Get(m.ID)
		if _, ok := country.ByCode(m.ID); !ok && !named && !l.holds("name", m.ID, m.Pos) {
			l.f.err("unknown-country", m.Pos, "use an ISO 3166-1 alpha-3 code, or give the body a name under `names:`", "%q is no country code and has no name", m.ID)
		}
		if l.d.Member(m.ID) == nil && !l.memberFileUnread(m) {
			l.f.err("missing-member", m.Pos, "write "+memberFile(m.ID)+" with `code: "+m.ID+"`", "the member %q has no file in members/", m.ID)
		}
	}
	for _, c := range h.Languages {
		if !languageCode.MatchString(c) {
			l.f.err("unknown-language", h.At("languages"), "write codes such as en, ja or ko", "%q is no language code", c)
		}
	}
	seen := map[string]bool{}
	area := func(what, id string, at Pos) {
		if id == AllAreas && what == "area" {
			l.f.err("id-form", at, "choose another id", "%q stands for every area and cannot be one", id)
		}
		if id != "" && !kebab.MatchString(id) {
			l.f.err("id-form", at, "write it like "+suggestKebab(id), "the id %q is not kebab-case", id)
		}
		if seen[what+id] {
			l.f.err("duplicate-id", at, "delete one of them", "the %s %q stands twice", what, id)
		}
		seen[what+id] = true
	}
	for _, a := range h.Areas {
		area("area", a.ID.ID, a.ID.Pos)
	}
	for _, v := range h.Values {
		area("value", v.ID.ID, v.ID.Pos)
	}
	s := h.Settings()
	if s.LambdaMember*s.LambdaMember+s.LambdaCommon*s.LambdaCommon > 1 {
		l.f.err("out-of-range", h.Stated.At("lambda_member"), "lower one of them", "the squares of lambda_member and lambda_common add up to more than 1")
	}
	if u, err := safeURL(h.Site.Address); err != nil || u != nil && (u.RawQuery != "" || u.ForceQuery || u.Fragment != "" || u.User != nil) {
		l.f.err("address", h.Site.At("address"), "write the http or https address of the site's folder, such as https://example.org/agenda/", "%q is no address of a folder", shorten(h.Site.Address))
	}
	if _, err := safeURL(h.Convener.URL); err != nil {
		l.f.err("address", h.Convener.At("url"), "write an http or https address", "%v", err)
	}
}

func (l *loader) validateMember(m *Member) {
	h := l.d.Header
	if m.Code.ID != "" && !h.Members.Has(m.Code.ID) && !l.holds("member", m.Code.ID, m.Code.Pos) {
		l.f.err("unknown-id", m.Code.Pos, didYouMeanOr(m.Code.ID, h.Members.IDs()), "%q is no member of this dossier", m.Code.ID)
	}
	for _, lang := range m.Languages {
		l.language(lang)
	}
	if file := m.pos.File; m.Code.ID != "" && file != memberFile(m.Code.ID) {
		l.f.warn("file-name", m.Code.Pos, "rename it", "the file of %s should be %s", m.Code.ID, memberFile(m.Code.ID))
	}
	for _, p := range m.Priorities {
		l.dated(p.Where, p.From, p.Until, "until")
	}
	for _, a := range m.Agencies {
		l.dated(a.Where, a.From, a.To, "to")
		l.areas(a.Remit)
		l.validateThrough(m, a)
		if s := a.Successor; s.ID != "" && l.d.Agency(s.ID) == nil && l.d.Player(s.ID) == nil {
			l.unknownOf(s, "agency or player", func() []string { return append(idsOf[*Agency](l.d), idsOf[*Player](l.d)...) })
		}
	}
	for _, p := range m.Players {
		l.validatePlayer(p)
	}
	l.validateHead(m)
	if len(m.Procedures) == 0 && m.Code.ID != "" && !l.holds("procedure of "+m.Code.ID, "", m.pos) {
		l.f.warn("no-procedure", m.pos, "add `procedures:`, with the stages that a commitment must pass", "%s has no procedure: nothing can be assessed for it", m.Code.ID)
	}
	for _, p := range m.Procedures {
		l.areas(p.Areas)
		if !kebab.MatchString(p.ID.ID) && p.ID.ID != "" {
			l.f.err("id-form", p.ID.Pos, "write it like "+suggestKebab(p.ID.ID), "the id %q of a procedure is not kebab-case", p.ID.ID)
		}
		l.dated(p.Where, p.From, p.Until, "until")
		if p.Path != nil {
			l.validateStep(m, p.Path)
		}
	}
}

// memberFileUnread holds a missing member back where its file is there and was not
// read as far as its code.
func (l *loader) memberFileUnread(m Ref) bool {
	for _, file := range l.d.unread.by["member file"] {
		if path.Ext(file) == "" || strings.EqualFold(stemOf(file), m.ID) {
			l.d.Held.Add(file)
			return true
		}
	}
	return false
}

func (l *loader) validatePlayer(p *Player) {
	l.evidence(p.Evidence)
	if p.Decides() && !p.Has("influence") {
		l.f.err("missing-key", p.pos, "add `influence:`, 0 to 1", "%q decides or ratifies, and has no influence", p.ID.ID)
	}
	if p.Decides() && !p.Movable() {
		l.f.err("role", p.At("role"), "courts make dated events; claimants are heard, not counted", "%q is a court or claimant and cannot decide or ratify", p.ID.ID)
	}
	for _, h := range p.Holders {
		l.dated(h.Where, h.From, h.To, "to")
	}
	for _, s := range p.Stances {
		if s.Player.ID != "" {
			l.f.err("unknown-key", s.Player.Pos, "delete it", "a stance in a member's file is its player's own")
		}
		if len(s.Areas) == 0 {
			l.f.err("missing-key", s.pos, "add `areas: [AREA]`, or `[all]`", "the stance names no area")
		}
		l.areas(s.Areas)
		l.validateStance(s)
	}
	for i, s := range p.Stances {
		for _, t := range p.Stances[:i] {
			for _, a := range s.Areas {
				if s.From == t.From && t.Areas.Has(a.ID) {
					l.f.err("duplicate-id", s.At("areas"), "date one of them, or delete it", "%q has two stances in %s from the same date", p.ID.ID, a.ID)
				}
			}
		}
	}
}

func (l *loader) validateStance(s *Stance) {
	l.dated(s.Where, s.From, s.Until, "until")
	l.evidence(s.Evidence)
	l.searches(s.Search)
	if s.From.IsZero() && !s.Has("from") { // one that is no date is a finding already
		l.f.warn("undated", s.pos, "add `from:`, the date on which it was observed", "the stance has no date")
	}
}

func (l *loader) validateStep(m *Member, s *Step) {
	forms := 0
	for _, given := range []bool{len(s.All) > 0, len(s.Any) > 0, len(s.Players) > 0, len(s.Seats) > 0, s.OfOwners()} {
		if given {
			forms++
		}
	}
	if forms != 1 {
		l.f.err("stage", s.pos, "give one of `all`, `any`, `players`, `seats` and `owners: yes`", "a step must say who passes it, once")
		return
	}
	if s.OfOwners() && (s.Quota.Set || s.Votes != 0 || s.Weigh != "") {
		l.f.err("stage", s.pos, "delete them", "each owner that signs is a veto: `quota`, `votes` and `weigh` do not go with `owners`")
		return
	}
	if len(s.All)+len(s.Any) > 0 && (s.Quota.Set || s.Votes != 0 || s.Weigh != "") {
		l.f.err("stage", s.pos, "move them to the stages inside", "`quota`, `votes` and `weigh` belong to a stage, not to `all` or `any`")
	}
	for _, c := range append(slices.Clone(s.All), s.Any...) {
		l.validateStep(m, c)
	}
	check := func(r Ref) {
		p := m.Player(r.ID)
		switch {
		case p == nil:
			var ids []string
			for _, q := range m.Players {
				ids = append(ids, q.ID.ID)
			}
			l.unknown(r, "player of "+m.Code.ID, ids)
		case !p.Decides():
			l.f.err("role", r.Pos, "give it the role, or take it out of the stage", "%q neither decides nor ratifies, so it cannot stand in a stage", r.ID)
		}
	}
	for _, r := range s.Players {
		check(r)
	}
	total := 0.0
	for _, e := range s.Seats {
		check(e.Ref)
		total += e.Value
	}
	if len(s.Seats) > 0 {
		if total <= 0 {
			l.f.err("quota", s.At("seats"), "", "the seats add up to nothing")
		}
		if s.Weigh != "" {
			l.f.err("stage", s.At("weigh"), "delete it", "a stage of seats weighs by seats")
		}
		if s.Votes > total {
			l.f.err("quota", s.At("votes"), "count the seats again, or list the missing players", "the quota of %v votes is above all %v seats listed: nothing could ever pass", s.Votes, total)
		}
	} else if s.Votes != 0 {
		l.f.err("quota", s.At("votes"), "use `quota:`, or list `seats:`", "`votes` needs seats to count")
	}
	if s.Votes != 0 && s.Quota.Set {
		l.f.err("quota", s.At("quota"), "keep one", "the stage states both votes and a quota")
	}
}

func (l *loader) validateInitiative(i *Initiative) {
	if i.Area.ID != "" && l.d.Area(i.Area.ID) == nil {
		l.unknownOf(i.Area, "area", func() []string { return l.areaIDs() })
	}
	l.memberRefs(i.Members)
	l.validateLadder(i)
	for _, h := range i.History {
		l.searches(h.Search)
		hasRung, hasLevel := h.Rung.ID != "", h.Has("level")
		if hasRung == hasLevel {
			l.f.err("missing-key", h.pos, "give `rung:` or `level:`", "an entry of the history states one level")
		}
		if hasRung && i.Rung(h.Rung.ID) == nil {
			l.unknown(h.Rung, "rung of this ladder", rungIDs(i))
		}
	}
	l.validateOwners(i)
	for _, r := range i.Undoes {
		l.playerRef(r)
	}
	for _, e := range i.Procedures {
		l.memberRefs(Refs{e.Ref})
		if m := l.d.Member(e.ID); m != nil {
			var ids []string
			for _, p := range m.Procedures {
				ids = append(ids, p.ID.ID)
			}
			if !slices.Contains(ids, e.Value.ID) {
				l.unknown(e.Value, "procedure of "+e.ID, ids)
			}
		}
	}
	for _, e := range i.Serves {
		if l.d.Priority(e.ID) == nil {
			l.unknownOf(e.Ref, "priority", func() []string { return idsOf[*Priority](l.d) })
		}
	}
	for _, v := range i.Values {
		if l.d.Value(v.ID) == nil {
			var ids []string
			for _, x := range l.d.Header.Values {
				ids = append(ids, x.ID.ID)
			}
			l.unknown(v, "shared value", ids)
		}
	}
	for _, a := range i.Alternatives {
		l.memberRefs(a.Members)
		l.searches(a.Search)
	}
	for _, s := range i.Stances {
		if s.Player.ID == "" {
			l.f.err("missing-key", s.pos, "add `player:`", "the override names no player")
		} else if l.d.Player(s.Player.ID) == nil {
			l.unknownOf(s.Player, "player", func() []string { return idsOf[*Player](l.d) })
		}
		if len(s.Areas) > 0 {
			l.f.err("unknown-key", s.At("areas"), "delete it", "an override holds for its initiative, not for areas")
		}
		l.validateStance(s)
	}
	for _, e := range i.Exposure {
		l.constraintRef(e.Ref)
	}
	for _, e := range i.Eases {
		l.pressureRef(e.Constraint)
		l.evidence(e.Evidence)
		l.f.checkEstimate(Estimate{e.Low, e.Best, e.High, 1, true}, e.Where, fieldInfo{name: "eases", lo: math.NaN()})
	}
	if i.Judged != nil {
		l.evidence(i.Judged.Evidence)
		l.searches(i.Judged.Search)
	}
}

func (l *loader) validateLadder(i *Initiative) {
	if i.Principle() {
		if len(i.Ladder) > 0 || i.Target.ID != "" {
			l.f.err("ladder", i.At("kind"), "delete the ladder, or make it an initiative", "a principle has no ladder and no target")
		}
		return
	}
	if len(i.Ladder) == 0 {
		l.f.err("ladder", i.pos, "add `ladder:`, levels from low to high, or `kind: principle`", "the initiative has no ladder")
		return
	}
	last := 0.0
	for n, r := range i.Ladder {
		if r.Level <= last {
			l.f.err("ladder", r.At("level"), "order the rungs from low to high; 0 is nothing joint and is not listed", "the rung %q at %v is not above %v", r.ID.ID, r.Level, last)
		}
		last = max(last, r.Level)
		for _, q := range i.Ladder[:n] {
			if strings.EqualFold(q.ID.ID, r.ID.ID) {
				l.f.err("duplicate-id", r.ID.Pos, "rename one", "the rung %q stands twice", r.ID.ID)
			}
		}
	}
	if i.Target.ID == "" {
		l.f.err("missing-key", i.pos, "add `target:` with a rung of the ladder", "the initiative has no target")
	} else if i.Rung(i.Target.ID) == nil {
		l.unknown(i.Target, "rung of this ladder", rungIDs(i))
	}
}

func (l *loader) validateEmpty() {
	d := l.d
	at := Pos{File: "dossier.yaml"}
	if len(d.Initiatives) == 0 && !l.holds("initiative", "", at) {
		l.f.warn("no-initiative", at, "write initiatives/NAME.md", "the dossier has no initiative: the agenda is empty")
	}
	players := 0
	for _, m := range d.Members {
		players += len(m.Players)
	}
	if players == 0 && len(d.Members) > 0 && !l.holds("player", "", at) {
		l.f.warn("no-player", at, "add `players:` to the members' files", "the dossier has no player: nothing can be assessed")
	}
	if len(d.Sources)+len(d.Events)+len(d.Acts)+len(d.Polls)+len(d.Facts) == 0 && !l.holds("source or event or act or poll or fact", "", at) {
		l.f.warn("no-evidence", at, "add sources/, events.csv, acts.csv, polls.csv or facts.csv", "the dossier holds no evidence")
	}
}
