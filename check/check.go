// Package check holds the rules by which a dossier is checked beyond its
// structure: whether every number leads to a source that states it, whether
// records and comparisons hold, whether rulings, offices and agencies are up to
// date, and whether the words are fair. The families are listed in rules.go; files
// go by what is read: a table, a sentence's numbers, its dates, its names, its words.
//
// The rules are described in docs/checks.md, each with an example that fails and
// one that passes.
package check

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"entente/agenda"
	"entente/archive"
	"entente/dossier"
	"entente/lazyregexp"
	"entente/parallel"
	"entente/prose"
)

// Options say what to check.
type Options struct {
	// Strict leaves the advisory rules out: under --strict warnings count, and an
	// advice is no fault.
	Strict bool
	// AsOf is the day as of which rulings, offices and agencies are judged; the
	// dossier's as-of date if zero.
	AsOf dossier.Date
	// Root is the dossier's folder, from which the archive and excerpts are read;
	// nil: no archive, no excerpts, no
	// mends of texts.
	Root *os.Root
}

// Result is what a check found.
type Result struct {
	Findings []dossier.Finding // sorted by place, without those silenced
	Silenced int
	// Held counts the findings that may follow only from files that could not be
	// read in full; they are not among Findings.
	Held dossier.HeldBack
	// Unchecked counts figures and quotations whose sources have no archived page
	// and no row of a table that states them; Checked those that were found.
	Checked, Unchecked int
	Sources, Archived  int // sources that texts cite, and those of them with an archived page
	// Waiting counts the directives of texts that print from the agenda and were
	// not checked, since a dossier with an error of the structure has none.
	Waiting int
}

// Run checks a dossier. The findings of loading it are passed in and come back
// among the rest.
func Run(d *dossier.Dossier, loaded []dossier.Finding, opt Options) (*Result, error) {
	c := newChecker(d, loaded, opt)
	c.archive()
	c.texts()
	c.tables()
	c.balance()
	res := &Result{Held: c.held, Checked: c.checked, Unchecked: c.unchecked, Sources: len(c.cited), Waiting: c.waiting}
	for id := range c.cited {
		if c.arch != nil && c.arch.Has(id) {
			res.Archived++
		}
	}
	res.Findings, res.Silenced = c.silence(c.found)
	if opt.Strict {
		res.Findings = slices.DeleteFunc(res.Findings, func(f dossier.Finding) bool {
			r := RuleByName(f.Rule)
			return r != nil && r.Family == Advisory
		})
	}
	dossier.SortFindings(res.Findings)
	res.Findings = most(res.Findings)
	c.excerpts(res.Findings)
	if opt.Root != nil {
		dossier.PlaceMends(opt.Root.FS(), res.Findings)
	}
	return res, nil
}

// checker is one run.
type checker struct {
	d    *dossier.Dossier
	opt  Options
	day  time.Time
	arch *archive.Archive
	eval *prose.Evaluator
	near *dossier.Suggester // of sources

	later      *later
	facts      *sourceIndex
	waves      map[waveKey][]*dossier.Poll
	asksOne    map[string]bool               // of each pollster, whether it asks the people of one country alone
	follows    map[string][]*dossier.Poll    // by series, the waves of those that follow it or that it follows
	wholes     []map[string]bool             // of which facts give shares, by their words
	asked      map[string]*lazyregexp.Regexp // by country, the words that say that its public was asked
	names      *nameIndex
	avoid      map[string]*avoided // by language
	heardSides []heardSide         // names of two sides that the dossier has in Latin letters alone
	titles     []title             // of initiatives and rungs
	cited      map[string]bool

	mu                 sync.Mutex
	found              []dossier.Finding
	checked, unchecked int
	waiting            int // directives that wait for an agenda
	held               dossier.HeldBack
	unread             map[string]bool // sources without an archived page that figures rest on

	read map[string][]string // the lines of files with findings, once texts and tables are through
}

// errUnfit stands for the agenda of a dossier whose structure has an error: what
// computes an agenda rests on references and values that hold.
var errUnfit = errors.New("the dossier has an error of the structure")

func newChecker(d *dossier.Dossier, loaded []dossier.Finding, opt Options) *checker {
	c := &checker{d: d, opt: opt, day: d.AsOfDay(), found: slices.Clone(loaded), held: d.Held, cited: map[string]bool{}, unread: map[string]bool{}, read: map[string][]string{}}
	if !opt.AsOf.IsZero() {
		c.day = opt.AsOf.Last()
	}
	c.later = indexLater(d, c.day)
	errs, _, _ := dossier.CountFindings(loaded)
	c.near = dossier.NewSuggester(func() []string {
		var ids []string
		for _, s := range d.Sources {
			ids = append(ids, s.ID)
		}
		return ids
	})
	c.eval = &prose.Evaluator{D: d, AsOf: c.day, Agenda: sync.OnceValues(func() (*agenda.Agenda, error) {
		if errs > 0 {
			return nil, errUnfit
		}
		return agenda.Build(d, agenda.Options{AsOf: opt.AsOf, Brief: true}) // what directives print
	})}
	return c
}

// add records a finding of a rule, at the rule's severity.
func (c *checker) add(rule string, at dossier.Pos, length int, hint, format string, args ...any) {
	c.addMended(rule, at, length, nil, hint, format, args...)
}

// addMended records a finding with the one change that mends it, or nil.
func (c *checker) addMended(rule string, at dossier.Pos, length int, m *dossier.Mend, hint, format string, args ...any) {
	severity := dossier.Warning
	if r := RuleByName(rule); r != nil { // a test holds that there is one
		severity = r.Severity
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if files := c.unreadFor(leansOn[rule]); len(files) > 0 {
		c.held.Add(files...)
		return
	}
	c.found = append(c.found, dossier.Finding{Rule: rule, Severity: severity, Pos: at, Len: length, Mend: m, Message: fmt.Sprintf(format, args...), Hint: hint})
}

// tablesThatState are those whose rows state figures and words.
var tablesThatState = []string{"poll", "fact", "event", "act", "case", "commitment", "calendar date", "quotation"}

// leansOn tells, for rules that may find something only because a thing was not
// read, which things those are.
var leansOn = map[string][]string{
	"unknown-citation":     {"source"},
	"number-not-in-source": tablesThatState, "quote-not-in-source": tablesThatState, "unit": tablesThatState, "record-claim": {"poll"},
	"superseded": {"as-of date"}, "assumption": {"as-of date"}, "delivery-unsaid": {"commitment", "initiative"}, "unsearched-absence": {"search", "as-of date"}, "stale": {"as-of date"}, "office-at-date": {"player", "agency", "as-of date"},
	"lead-without-stance": {"player", "agency"}, "pivotal-no-owner": {"player", "procedure"}, "joint-text-only": {"event", "commitment"}, "owner-missing": {"member", "member file"}, "foreign-defence-only": {"player"}, "member-without-evidence": {"player"}, "roster-balance": {"person", "member", "member file"},
}

// looksUp tells what a directive looks up by its first word, or may count.
var looksUp = map[string][]string{
	"poll": {"poll", "as-of date"}, "record": {"poll", "as-of date"}, "fact": {"fact"}, "ruling": {"ruling"}, "search": {"search"}, "commitment": {"commitment"},
	"chart": {"poll"}, "table": {"poll", "member", "member file", "area"}, "count": {"member", "member file", "area"},
}

// unreadFor gives the files that could not be read in full and may declare one of
// the things.
func (c *checker) unreadFor(things []string) []string {
	var files []string
	for _, t := range things {
		files = append(files, c.d.Unread(t, "")...)
	}
	return files
}

// archive opens the archive and compares what it holds with its hashes.
func (c *checker) archive() {
	if c.opt.Root == nil {
		return
	}
	arch, found := archive.Open(c.opt.Root)
	c.arch = arch
	c.found = append(c.found, found...)
	c.found = append(c.found, arch.Verify()...)
}

// silence takes out the findings that silences.yaml names, and counts them. An
// error of the structure cannot be silenced. A silence that silences nothing is
// a note.
func (c *checker) silence(found []dossier.Finding) (rest []dossier.Finding, silenced int) {
	of := map[[2]string]*silencer{} // by rule and file
	for _, s := range c.d.Silences {
		for _, file := range s.Files {
			group := of[[2]string{s.Rule, file.ID}]
			if group == nil {
				group = &silencer{}
				of[[2]string{s.Rule, file.ID}] = group
			}
			group.keys = append(group.keys, s.Key)
		}
	}
	for _, f := range found {
		if group := of[[2]string{f.Rule, f.File}]; group != nil && (f.Severity != dossier.Error || RuleByName(f.Rule) != nil) && group.silences(f.Message, c.line(f.Pos)) {
			silenced++
		} else {
			rest = append(rest, f)
		}
	}
	if c.held.Findings > 0 {
		return rest, silenced
	}
	unused := map[[2]string][]bool{}
	for of, group := range of {
		unused[of] = group.unused()
	}
	for _, s := range c.d.Silences {
		for _, file := range s.Files {
			of := [2]string{s.Rule, file.ID}
			if unused[of][0] {
				r := RuleByName("unused-silence")
				rest = append(rest, dossier.Finding{Rule: r.Name, Severity: r.Severity, Pos: file.Pos, Message: fmt.Sprintf("nothing is left to silence: no finding of %s in %s", s.Rule, file.ID), Hint: "take the file out of the entry, or the entry"})
			}
			unused[of] = unused[of][1:]
		}
	}
	return rest, silenced
}

// silencer holds the keys of the silences of one rule in one file, "" where a
// silence has none and takes all.
type silencer struct {
	keys  []string
	every bool     // one of them is ""
	index *phrases // made at the first finding
	met   []bool   // the index's nodes that findings held
}

// silences reports whether a silence takes a finding with this message on this line.
func (g *silencer) silences(message, line string) bool {
	if g.index == nil {
		g.index, g.every = indexPhrases(g.keys, false), slices.Contains(g.keys, "")
		g.met = make([]bool, len(g.index.nodes))
	}
	inMessage, inLine := g.index.mark(message, g.met), g.index.mark(line, g.met)
	return inMessage || inLine || g.every
}

// unused tells of each key whether it took no finding.
func (g *silencer) unused() []bool {
	out := make([]bool, len(g.keys))
	for i, key := range g.keys {
		out[i] = g.index == nil || key != ""
	}
	for n, met := range g.met {
		for _, i := range g.index.nodes[n].ends {
			out[i] = out[i] && !met
		}
	}
	return out
}

// mostOfRule is how many findings of one rule in one file are listed.
const mostOfRule = 1000

// most leaves out what goes beyond that of sorted findings, and says how many:
// a table with a hundred thousand faults has one cause or few.
func most(found []dossier.Finding) []dossier.Finding {
	count := map[[2]string]int{}
	kept := found[:0]
	for _, f := range found {
		of := [2]string{f.Rule, f.File}
		if count[of]++; count[of] <= mostOfRule {
			kept = append(kept, f)
		}
	}
	var more []dossier.Finding
	for _, f := range kept {
		of := [2]string{f.Rule, f.File}
		if n := count[of] - mostOfRule; n > 0 {
			delete(count, of)
			more = append(more, dossier.Finding{Rule: f.Rule, Severity: f.Severity, Pos: dossier.Pos{File: f.File}, Hint: "mend these first", Message: fmt.Sprintf("%d more findings of this rule in this file are not listed", n)})
		}
	}
	kept = append(kept, more...)
	dossier.SortFindings(kept)
	return kept
}

// line gives the line of a file on which a finding stands, or "".
func (c *checker) line(at dossier.Pos) string {
	if c.opt.Root == nil || at.Line == 0 {
		return ""
	}
	lines := c.lines(at.File)
	if at.Line > len(lines) {
		return ""
	}
	return lines[at.Line-1]
}

// lines gives the lines of a file, read once in a run; nil where it is no text.
func (c *checker) lines(file string) []string {
	if lines, read := c.read[file]; read {
		return lines
	}
	src, err := c.opt.Root.ReadFile(file)
	var lines []string
	if err == nil && utf8.Valid(src) && len(src) < 32<<20 {
		lines = strings.Split(strings.TrimPrefix(string(src), "\ufeff"), "\n")
	}
	c.read[file] = lines
	return lines
}

// excerpts puts the line of each finding beside it.
func (c *checker) excerpts(found []dossier.Finding) {
	for i := range found {
		found[i].Excerpt = strings.TrimRight(c.line(found[i].Pos), "\r")
	}
}

// texts runs the rules of texts on every text of the dossier, several at a time.
func (c *checker) texts() {
	all := textsOf(c.d)
	if len(all) == 0 {
		return
	}
	c.facts = indexSources(c)
	c.waves, c.asksOne = indexWaves(c.d), indexPollsters(c.d)
	c.wholes, c.follows = indexWholes(c.d), indexFollows(c.d)
	c.asked = c.indexPublics()
	c.titles = indexTitles(c.d)
	c.avoid, c.heardSides = map[string]*avoided{}, indexHeard(c.d)
	for _, lang := range []string{"en", "ja", "ko", "ru"} { // a sentence may be in another language than its text
		c.avoid[lang] = indexAvoided(c.d, lang)
	}
	for _, t := range all {
		if _, known := c.avoid[t.lang]; !known {
			c.avoid[t.lang] = indexAvoided(c.d, t.lang)
		}
	}
	read := make([]bool, len(all))
	parallel.Each(len(all), 0, func(i int) { read[i] = all[i].prepare(c) })
	c.names = indexNames(c.d, all)
	parallel.Each(len(all), 0, func(i int) {
		if read[i] {
			c.text(all[i])
		}
	})
	for _, t := range all {
		if t.doc == nil {
			continue
		}
		for _, x := range t.doc.Citations {
			c.cited[x.Key] = true
		}
	}
	if c.unchecked > 0 {
		c.add("unchecked", dossier.Pos{File: "archive"}, 0, "read their pages with entente read; the first are: "+strings.Join(sorted(c.unread)[:min(3, len(c.unread))], ", "),
			"%d figures or quotations in texts cite sources that have no archived page", c.unchecked)
	}
}

// text runs all rules of texts on one text.
func (c *checker) text(t *text) {
	c.directives(t)
	for i := range t.sentences {
		c.lend(t, i)
	}
	for i := range t.sentences {
		s := &t.sentences[i]
		c.provenance(t, s)
		c.numberSense(t, s)
		c.unconfirmed(t, s, i)
		c.absent(t, s, i)
		c.time(t, s, i)
		c.language(t, s)
		c.advice(t, s, i)
	}
	c.slips(t)
	c.quotes(t)
}

func sorted[K cmp.Ordered, V any](m map[K]V) []K {
	out := make([]K, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}
