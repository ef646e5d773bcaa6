package check

import (
	"slices"
	"strings"
	"time"

	"entente/dossier"
	"entente/evidence/lex"
	"entente/lazyregexp"
)

var (
	// presentTense and pastTense tell when an English sentence is set, nowOther and thenOther
	// one in Japanese, Korean or Russian.
	presentTense = lazyregexp.New(`(?i)\b(?:has|have|is|are|holds?|employs?|stands?|counts?|keeps?|remains?|owes?|costs?|amounts?|faces?|still|pays|spends|buys|imports|exports|sends|gets|receives|produces|makes|uses|admits|allows|oversees|runs|comes|totals|numbers|reaches|bars|covers|owns|serves|supplies|needs|in force|lets|takes|gives|leaves|carries|draws|meets|earns)\b`)
	nowOther     = lazyregexp.New(`(?:て|で)い(?:る|ます)|(?:であ|にあ|とな|す|れ|とどま)る(?:[。、]|が|と|$)|[\p{Han}\p{Katakana}](?:だ|です)(?:[。、]|が|$)|今も|なお|(?:이|한|된|있|는|인 상태|상태|없|뿐이|이르른|달한)다(?:[.,]| |$)|지금도|여전히|(?i:сейчас|сегодня|ныне|по-прежнему|всё ещё|до сих пор|составля[ею]т|имеет|имеют|насчитыва[ею]т|остаётся|остаются|долж(?:ен|на|но|ны)|плат[ия]т|получает|равн[аоы]|действует|в силе|\p{L}{3,}(?:[ие]т|[юяуа]т)(?:ся)?(?:[ ,.;]|$))`)
	thenOther    = lazyregexp.New(`(?:た|だった|であった|でした)(?:[。、]|が|と|$)|当時|かつて|[았었였했됐]다|던 |당시|(?i:\p{L}{2,}(?:л|ла|ло|ли|лся|лась|лось|лись)(?:$|[^\p{L}])|тогда|раньше|прежде)`)
	pastTense    = lazyregexp.New(`(?i)\b(?:had|was|were|been|before|from|then|originally|once|earlier|budgeted|ago|(?:in|since|by|at|on|during|through) (?:[\p{L}\d]+ ){0,4}(?:19|20)\d\d)\b`)
	// pastVerb are the words of pastTense but for dates.
	pastVerb = lazyregexp.New(`(?i)\b(?:had|was|were|before|then|originally|once|earlier|budgeted|ago|asked|requested|proposed|planned|wanted|would|will|could)\b`)
	// sofar is said of what is so on the day on which a text is written.
	sofar = lazyregexp.New(`(?i)\b(?:so far|to date|until now|up to now|for now|now|as of (?:now|today|writing|this writing)|at (?:the time of|this) writing|at present|presently|today|currently|as (?:things|matters|it|they) (?:now )?stands?)\b|これまでに|(?:^|[^日月年])現在(?:まで|も|の|、|は|で)|今のところ|今も|[今い][まや](?:や|、)|現時点|目下|執筆時点|今日(?:まで|では|、)|지금(?:까지|은|도)|이제까지|현 시점|이 시각|현재(?:까지|는|도|로| )|오늘(?:까지|날| 현재)|(?i:на сегодня|сегодня|к настоящему|до сих пор|на (?:данный|этот|текущий|нынешний) момент|сейчас|теперь|пока (?:что|президент|он|она)|к этому (?:часу|дню|времени|моменту)|по состоянию на)`)
	// askedFor is said of money that somebody wants.
	askedFor = lazyregexp.New(`(?i)\b(?:ask(?:s|ed|ing)?|request\w*|propos\w+|plan(?:s|ned)?|want(?:s|ed)?|draft|bill)\b|要求|概算|提案|政府案|요구|요청|정부안|예산안|(?:^|[^\p{L}])(?i:запр[ао]с|проект|просил|предлож)`)
)

// now reports whether the words around a figure say what is so on the day of writing.
func (r *reading) now(f lex.Figure) bool {
	clause := r.t.clause(r.s, f)
	if r.s.lang == "en" {
		return presentTense.MatchString(clause) && !pastVerb.MatchString(clause)
	}
	if r.s.lang != "ru" { // the verb stands at the end
		clause += r.t.plain[f.End:r.s.End]
	}
	return nowOther.MatchString(clause) && !thenOther.MatchString(clause)
}

// replaced reports a figure that only facts state which others have replaced, or
// that a sentence in the present tense takes from a page of its time.
func (c *checker) replaced(t *text, s *sentence, f lex.Figure, sources []string) {
	var old, by *dossier.Fact
	at := reading{c: c, t: t, s: s}
	if !slices.ContainsFunc(sources, func(id string) bool { return c.facts.of(id).replaced }) {
		return
	}
	for _, id := range sources {
		if p := c.facts.page(id); p != nil {
			there := !p.stated.Each(f, false, func(n lex.Figure) bool { return !f.Same(n) })
			if there && (!presentTense.MatchString(s.words) || pastTense.MatchString(s.words)) {
				return // the page may be quoted for what was so once
			}
		}
		of := c.facts.of(id)
		for _, n := range of.near(f, false) {
			if !f.Same(n.Figure) {
				continue
			}
			r := of.list[n.row]
			if r.fact == nil && (presentTense.MatchString(s.words) && !pastTense.MatchString(s.words) || at.now(f)) {
				continue // what was decreed once is said to be so
			}
			if r.fact == nil || c.later.facts[r.fact.ID] == nil {
				return
			}
			old, by = r.fact, c.later.facts[r.fact.ID]
		}
	}
	if old != nil && !overtaken.MatchString(s.words) {
		c.report(t, "superseded", f.Span, "use "+by.ID+", or say that it was replaced", "%q is of the fact %s, which %s has replaced: %s %s", clip(f.In(t.plain), 40), old.ID, by.ID, number(by.Value), by.Unit)
	}
}

// leading gives the first two words of what a fact is about, in small letters (laws
// refused, of the first hundred days as since August), or all where those say little.
func leading(what string) string {
	ws := strings.Fields(strings.ToLower(what))
	if len(ws) < 3 || len(ws[1]) < 5 { // share of, gas that
		return strings.Join(ws, " ")
	}
	return ws[0] + " " + ws[1]
}

// outdated reports a figure that a sentence gives as that of today, and of which the
// dossier has a later one: a fact of the same member and unit that begins in the same
// words, or is of the same series.
func (r *reading) outdated(f lex.Figure) {
	if r.t.quoted(f.Start) {
		return
	}
	r.fixDates()
	told := sofar.MatchString(r.t.clause(r.s, f)) || sofar.MatchString(opening(r.s.words))
	today := told || r.now(f) && len(r.s.printed) == 0
	if !today && len(r.dates) == 0 || overtaken.MatchString(r.s.words) || r.startsFrom(f) {
		return
	}
	for _, id := range r.s.sources {
		x := r.c.facts.of(id)
		for _, n := range x.near(f, false) {
			of := x.list[n.row].fact
			if of == nil || n.n != 0 || !f.Same(n.Figure) && !(lex.Counted(f.Unit) && f.SameValue(n.Figure)) {
				continue
			}
			if at, words := endedBy(of, r.c.day); today && !at.IsZero() && !r.dated(at) && !ends.MatchString(r.s.words) {
				r.c.report(r.t, "superseded", f.Span, "say that it ended, or of which day the figure is", "%q is of %s, and its row says: %s", clip(f.In(r.t.plain), 40), of.Date.Words(), clip(words, 60))
				return
			}
			var by *dossier.Fact
			mine := leading(of.What)
			for _, o := range r.c.d.Facts[:min(len(r.c.d.Facts), mostRows)] {
				if o.Unit != of.Unit || o.Member != of.Member || o.Of != of.Of || o.Value == of.Value || !laterFact(o, of) || o.Date == of.Date && !settled.MatchString(r.s.words) && (!told || askedFor.MatchString(r.s.words)) || !o.Known().Begun(r.c.day) || by != nil && !laterFact(o, by) || !today && !r.reaches(f, o) {
					continue
				}
				if o.Series != "" && o.Series == of.Series || mine != "" && mine == leading(o.What) {
					by = o
				}
			}
			if by != nil && !r.datedFor(of, by) && !r.alsoSays(by) {
				r.c.report(r.t, "superseded", f.Span, "use "+by.ID+", or say of which day the figure is", "%q is of %s, and the dossier has a later one: %s %s (%s)", clip(f.In(r.t.plain), 40), of.Date.Words(), number(by.Value), by.Unit, by.Date.Words())
				return
			}
		}
	}
}

// opening gives what a sentence begins with, up to its first comma: As things stand.
func opening(words string) string {
	if i := strings.IndexAny(words, ",，、"); i >= 0 && i < 80 {
		return words[:i+1]
	}
	return ""
}

// startsFrom reports whether a figure is that from which something is taken or goes on:
// out of the 251, 251本から.
func (r *reading) startsFrom(f lex.Figure) bool {
	return fromBefore.MatchString(r.t.plain[max(r.s.Start, f.Start-24):f.Start]) || fromAfter.MatchString(r.t.plain[f.End:r.s.End])
}

var (
	fromBefore = lazyregexp.New(`(?i)\bout of\s(?:the |some |about )?$|(?:^|[^\p{L}])из\s$`)
	fromAfter  = lazyregexp.New(`^[^。、,\s\d]{0,3}(?:から|より|에서)`)
)

// latestWave says of a wave that none came after it.
var latestWave = lazyregexp.New(`(?i)\b(?:(?:latest|newest|most recent|freshest)(?: [\p{L}'’/-]+){0,7}?|last(?: [\p{L}'’/-]+)?) (?:wave|round|survey|poll|reading|value|figure|edition|data|result)s?\b|(?:最新|直近|最近)の[^。、]{0,18}?(?:調査|回|値|数字|結果|世論)|(?:최신|최근) ?(?:[\p{Hangul}·]+ ){0,3}?\p{Hangul}{0,6}(?:조사|값|수치|회차|결과|여론)|(?i:(?:последн|свеж|новейш)\p{L}+ (?:\p{L}+ ){0,3}?(?:опрос|волн|замер|данн|значени))`)

// latestThen says of a latest wave that it was so at some time.
var latestThen = lazyregexp.New(`(?i)\b(?:then|at the time|before|until then|back then|was the (?:latest|last)|year)\b|当時|時点|それまで|当時の|前の|당시|그때|시점|전 (?:마지막|최근)|(?:^|[^\p{L}])(?i:тогда|на тот момент|перед|до (?:выборов|второго)|к тому)`)

// overtakenWave reports the value of a wave that a sentence gives as the latest, and that
// another has followed.
func (c *checker) overtakenWave(t *text, s *sentence) {
	if len(s.figures) == 0 || len(s.sources) == 0 || !latestWave.MatchString(s.words) || latestThen.MatchString(s.words) {
		return
	}
	for _, w := range c.wavesOf(t, s) {
		at := slices.IndexFunc(s.figures, func(f lex.Figure) bool { return f.Value == w.Value })
		if at < 0 || t.quoted(s.figures[at].Start) {
			continue
		}
		var by *dossier.Poll
		for _, o := range c.d.PollSeries(w.Series) {
			if o.End.Compare(w.End) > 0 && o.Known().Begun(c.day) && o.Pollster == w.Pollster {
				by = o
			}
		}
		r := reading{c: c, t: t, s: s}
		if r.fixDates(); by != nil && (len(s.figures) == 1 || !r.dated(w.End)) && !slices.ContainsFunc(s.figures, func(f lex.Figure) bool { return f.Value == by.Value }) {
			c.report(t, "superseded", s.figures[at].Span, "print it with {{poll "+w.Series+"}}, or say of which wave it is", "%q is of the wave of %s, and a later one is held: %s (%s)", clip(s.figures[at].In(t.plain), 40), w.End.Words(), number(by.Value), by.End.Words())
			return
		}
	}
}

// laterFact reports whether a fact is of a later date than another, or, of one date, was
// known later.
func laterFact(a, b *dossier.Fact) bool {
	if n := a.Date.Compare(b.Date); n != 0 {
		return n > 0
	}
	return a.Known().Compare(b.Known()) > 0
}

// settled says of a figure that it is the last one: voted, and not asked for.
var settled = lazyregexp.New(`(?i)\b(?:final|enacted|voted|approved|adopted|passed|settled|definite|fixed)\b|確定|成立|可決|決定|확정|통과|의결|(?i:утвержд|принят|окончательн)`)

// reaches reports whether the sentence gives a figure as that of a day on which a later
// fact had begun: by March, of a count of November that one of February follows.
func (r *reading) reaches(f lex.Figure, o *dossier.Fact) bool {
	near := r.dateOf(f)
	return near != nil && near.on.Month > 0 && o.Date.Month > 0 && !near.on.Last().Before(o.Date.First()) && !sinceBefore.MatchString(r.t.plain[max(r.s.Start, near.Start-24):near.Start])
}

var sinceBefore = lazyregexp.New(`(?i)\b(?:since|from|after|of)\s(?:\w+\s)?$|(?:^|[^\p{L}])(?:с|после|от)\s$`)

// dated reports whether the sentence names a date, whole or in part.
func (r *reading) dated(d dossier.Date) bool {
	return slices.ContainsFunc(r.dates, func(o dateAt) bool {
		return o.on.Year == d.Year && (o.on.Month == 0 || d.Month == 0 || o.on.Month == d.Month)
	})
}

// datedFor reports whether the sentence names the date of a fact and none that is as well
// that of the later one.
func (r *reading) datedFor(of, by *dossier.Fact) bool {
	return slices.ContainsFunc(r.dates, func(o dateAt) bool {
		fits := func(d dossier.Date) bool {
			return o.on.Year == d.Year && (o.on.Month == 0 || d.Month == 0 || o.on.Month == d.Month)
		}
		return (fits(of.Date) || fits(of.Known())) && !fits(by.Date)
	})
}

// alsoSays reports whether the sentence gives the later figure too.
func (r *reading) alsoSays(by *dossier.Fact) bool {
	v := valueOf(by.Value, by.Unit)
	return slices.ContainsFunc(append(slices.Clone(r.s.figures), r.s.remarks...), func(f lex.Figure) bool { return f.SameValue(v) })
}

// ended is said in a note of what did not last, with its day.
var ended = lazyregexp.New(`(?i)\b(?:stopped|ended|lapsed|suspended|withdrawn|revoked|closed|cancelled|reversed|lifted|expired|repealed|annulled|dropped)\b[^.;]{0,12} (?:on|in|since) `)

// ends is ended in a sentence.
var ends = lazyregexp.New(`(?i)\b(?:stop\w*|end(?:s|ed)?|laps\w+|suspen\w+|withdr\w+|revok\w+|clos\w+|cancel\w*|lift\w*|expir\w+|repeal\w*|dropp?\w*|briefly|again)\b|再び止|再停止|停止|止め|중단|멈|막았|(?i:прекрат|приостанов|закры|остановл|снова)`)

// endedBy gives the day on which a fact ended by its note, and what the note says; zero
// where it says nothing of the kind.
func endedBy(f *dossier.Fact, today time.Time) (dossier.Date, string) {
	m := ended.FindStringIndex(f.Note)
	if m == nil {
		return dossier.Date{}, ""
	}
	for _, d := range lex.Dates(f.Note[m[0]:]) {
		if on, err := dossier.ParseDate(d.ISO); err == nil && on.Compare(f.Date) > 0 && on.Begun(today) {
			return on, f.Note
		}
	}
	return dossier.Date{}, ""
}
