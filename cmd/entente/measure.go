package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"entente/country"
	"entente/dossier"
	"entente/event"
	"entente/publish/data"
	termview "entente/publish/term"
	"entente/series"
)

// measureFlags are the flags of measure.
type measureFlags struct {
	store, by, from, to, asOf, area, events, form, what string
	origins, dyads, types                               []string
	third, save                                         bool
	limit                                               int
}

func (a *app) measureCmd() *cobra.Command {
	var f measureFlags
	cmd := &cobra.Command{
		Use:   "measure DIR",
		Short: "Measure relations and opinion",
		Long: `Measure counts what the members of a dossier do to each other, by period: the
four counts first (cooperation and conflict, by word and by deed), then the ratio
of the two with its interval, and the level of opinion behind the polls. Without
--store the dossier's own events are counted. Data sets are never added up: where
a store holds several, each stands by itself.

--save writes the series into the dossier's series/ with the command and the
hashes of what they were made from; nothing else is changed.`,
		Example: `  entente measure examples/trilateral --by year
  entente measure DIR --events XAR/XBE@2019
  entente measure mygroup --store events.duckdb --by month --dyad XAR/XBE --save`,
		Args:              usage(1, "measure DIR"),
		ValidArgsFunction: completeDir(nil),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.measure(cmd.Context(), args[0], f)
		},
	}
	fl := cmd.Flags()
	fl.StringVar(&f.store, "store", "", "an event store: a file, or clickhouse://…; the dossier's own events if not given")
	fl.StringVar(&f.by, "by", "", "day, week, month, quarter or year (default: the dossier's, month)")
	fl.StringVar(&f.from, "from", "", "from this date on (YYYY, YYYY-MM or YYYY-MM-DD)")
	fl.StringVar(&f.to, "to", "", "until this date")
	fl.StringVar(&f.asOf, "as-of", "", "by what was known on this date (default: the dossier's as-of date; all that a store holds)")
	fl.StringSliceVar(&f.origins, "origin", nil, "data sets of the store, side by side (default: the dossier's, or all)")
	fl.StringSliceVar(&f.dyads, "dyad", nil, "ordered pairs such as XAR/XBE (default: all of the members)")
	fl.StringSliceVar(&f.types, "type", nil, "PLOVER types only, such as CONSULT,ACCUSE")
	fl.StringVar(&f.area, "area", "", "events of one area only")
	fl.StringVar(&f.events, "events", "", "list the events behind a point: XAR/XBE@2019-Q3")
	fl.IntVar(&f.limit, "limit", 200, "list at most so many events (0: all)")
	fl.BoolVar(&f.third, "third", false, "ask whether trouble between two precedes trouble with a third (by month or quarter)")
	fl.BoolVar(&f.save, "save", false, "write the series into the dossier")
	fl.StringVar(&f.what, "what", "all", "relations, opinion or all")
	fl.StringVar(&f.form, "format", "text", "text, json or csv")
	return cmd
}

// measuring is one run of measure.
type measuring struct {
	*app
	f      measureFlags
	dir    string
	d      *dossier.Dossier
	asOf   time.Time
	opt    series.RelationOptions
	reader series.Reader
	hashed *series.Hashed
	store  event.Store // nil: the dossier's own events
}

func (a *app) measure(ctx context.Context, dir string, f measureFlags) (err error) {
	if ctx == nil {
		ctx = context.Background()
	}
	if err := errors.Join(format(f.form, "text", "json", "csv"), oneOf("--what", f.what, "all", "relations", "opinion")); err != nil {
		return err
	}
	d, err := a.load(dir)
	if err != nil {
		return err
	}
	if f.what == "all" && len(d.Members) < 2 && len(d.Polls) > 0 && len(f.dyads) == 0 && f.events == "" {
		fmt.Fprintln(a.err, "note: relations need two members, and the dossier has one; its opinion is measured")
		f.what = "opinion"
	}
	m := &measuring{app: a, f: f, dir: dir, d: d}
	if err := m.options(); err != nil {
		return err
	}
	if err := m.open(ctx); err != nil {
		return err
	}
	if m.store != nil {
		defer func() { err = errors.Join(err, m.store.Close()) }()
	}
	if f.events != "" {
		return m.list(ctx)
	}
	result, rs, err := m.all(ctx)
	if err != nil {
		return err
	}
	if err := m.compare(ctx, rs); err != nil {
		return err
	}
	if f.save {
		if err := m.save(ctx, rs, result.Opinion); err != nil {
			return err
		}
	}
	switch {
	case f.form == "json":
		return data.Measurement(a.out, result)
	case f.form == "csv" && f.what == "opinion":
		return data.OpinionCSV(a.out, result)
	case f.form == "csv":
		return data.RelationsCSV(a.out, result)
	}
	return termview.Measured(a.out, result, a.style())
}

// all measures what the flags ask for.
func (m *measuring) all(ctx context.Context) (result *series.Measurement, rs []series.Relation, err error) {
	d, f := m.d, m.f
	result = &series.Measurement{Version: series.MeasurementVersion, Dossier: d.Say(d.Title), AsOf: dossier.DateOf(m.asOf).String()}
	if f.store != "" {
		result.Store = storeName(f.store)
	}
	if f.what != "opinion" {
		if rs, err = series.Relations(ctx, m.reader, m.opt); err != nil {
			return nil, nil, err
		}
		result.By, result.Minimum, result.Relations = m.opt.By.String(), m.opt.Minimum, series.Results(rs)
		if f.third {
			for _, group := range byOrigin(rs) {
				for _, t := range series.Third(group, d.Header.Members.IDs(), m.opt.Minimum) {
					result.Third = append(result.Third, t.Result(d.MemberName))
				}
			}
			result.Weakness = series.ThirdWeakness
		}
	}
	if f.what != "relations" && (f.form != "csv" || f.what == "opinion") {
		for _, id := range d.PollSeriesIDs() {
			if t := series.Opinion(d, id, m.asOf); t != nil {
				result.Opinion = append(result.Opinion, t)
			}
		}
	}
	return result, rs, nil
}

func oneOf(flag, value string, allowed ...string) error {
	if slices.Contains(allowed, value) {
		return nil
	}
	return fmt.Errorf("%s %q is none of: %s", flag, value, strings.Join(allowed, ", "))
}

// options turns the flags into what is to be measured.
func (m *measuring) options() error {
	f := m.f
	m.opt = series.OptionsOf(m.d, f.area)
	m.asOf = m.d.AsOfDay()
	date := func(flag, s string) (dossier.Date, error) {
		if s == "" {
			return dossier.Date{}, nil
		}
		d, err := dossier.ParseDate(s)
		if err != nil {
			return d, fmt.Errorf("%s: %w", flag, err)
		}
		return d, nil
	}
	from, err1 := date("--from", f.from)
	to, err2 := date("--to", f.to)
	asOf, err3 := date("--as-of", f.asOf)
	if err := errors.Join(err1, err2, err3); err != nil {
		return err
	}
	if !from.IsZero() {
		m.opt.From = event.DayOf(from.First())
	}
	if !to.IsZero() {
		m.opt.To = event.DayOf(to.Last())
	}
	if m.opt.From != event.NoDay && m.opt.To != event.NoDay && m.opt.To < m.opt.From {
		return fmt.Errorf("--to %s lies before --from %s", f.to, f.from)
	}
	if !asOf.IsZero() {
		m.asOf = asOf.Last()
		m.opt.KnownBy = event.DayOf(m.asOf)
	}
	if f.by != "" {
		by, ok := series.ParseSpan(f.by)
		if !ok {
			return oneOf("--by", f.by, "day", "week", "month", "quarter", "year")
		}
		m.opt.By = by
	}
	if f.third && m.opt.By != series.ByMonth && m.opt.By != series.ByQuarter {
		return fmt.Errorf("--third goes with --by month or quarter, and this is by %s", m.opt.By)
	}
	if f.limit < 0 {
		return fmt.Errorf("--limit must be 0 (all) or more, and is %d", f.limit)
	}
	if err := m.choices(); err != nil {
		return err
	}
	if len(f.dyads) > 0 {
		m.opt.Pairs = nil
		for _, s := range f.dyads {
			pair, err := m.pair("--dyad", s)
			if err != nil {
				return err
			}
			m.opt.Pairs = append(m.opt.Pairs, pair)
		}
	}
	if len(m.opt.Pairs) == 0 && f.what != "opinion" && f.events == "" {
		return errors.New("relations need two members, and the dossier has one; --what opinion measures its polls, --dyad A/B any two countries")
	}
	return nil
}

// choices reads the names of data sets and types and of the area.
func (m *measuring) choices() error {
	f := m.f
	if len(f.origins) > 0 {
		m.opt.Origins = nil
		for _, name := range f.origins {
			o, ok := event.ParseOrigin(name)
			if !ok {
				var names []string
				for _, o := range event.Origins() {
					names = append(names, o.String())
				}
				return unknownID("data set", name, names)
			}
			m.opt.Origins = append(m.opt.Origins, o)
		}
	}
	for _, name := range f.types {
		if _, ok := event.ParseType(name); !ok {
			var names []string
			for t := event.Agree; t <= event.Assault; t++ {
				names = append(names, t.String())
			}
			return unknownID("PLOVER type", name, names)
		}
	}
	if f.area != "" {
		if m.d.Area(f.area) == nil {
			var ids []string
			for _, x := range m.d.Header.Areas {
				ids = append(ids, x.ID.ID)
			}
			return unknownID("area", f.area, ids)
		}
		if _, ok := m.d.Relations().Areas.Get(f.area); !ok && f.store != "" {
			return fmt.Errorf("dossier.yaml does not say which events belong to the area %q; add it under `relations: areas:` with types or words", f.area)
		}
	}
	return nil
}

// pair reads an ordered pair of countries.
func (m *measuring) pair(flag, s string) ([2]string, error) {
	a, b, ok := strings.Cut(s, "/")
	if !ok || a == "" || b == "" || a == b {
		return [2]string{}, fmt.Errorf("%s %q is no ordered pair: write who acts and towards whom, such as %s", flag, s, m.example())
	}
	for _, code := range []string{a, b} {
		_, known := country.ByCode(code)
		if !known && m.d.Member(code) == nil {
			return [2]string{}, fmt.Errorf("%s %q: %w", flag, s, unknownID("country", code, m.d.Header.Members.IDs()))
		}
	}
	return [2]string{a, b}, nil
}

func (m *measuring) example() string {
	if ids := m.d.Header.Members.IDs(); len(ids) > 1 {
		return ids[0] + "/" + ids[1]
	}
	return "AAA/BBB"
}

// open opens the store, or takes the dossier's own events.
func (m *measuring) open(ctx context.Context) error {
	if m.f.store == "" {
		m.opt.Origins = nil
		own := series.DossierEvents{D: m.d, AsOf: m.asOf, By: m.opt.By, Area: m.f.area}
		m.opt.Types, m.opt.Words, m.opt.KnownBy = nil, nil, event.NoDay
		m.reader = own
	}
	if len(m.f.types) > 0 {
		m.opt.Types = nil
		for _, name := range m.f.types {
			t, _ := event.ParseType(name)
			m.opt.Types = append(m.opt.Types, t)
		}
	}
	if m.f.store == "" {
		return nil
	}
	if _, err := os.Stat(m.f.store); errors.Is(err, fs.ErrNotExist) && !isServer(m.f.store) {
		return fmt.Errorf("there is no event store %s; `entente import FORMAT FILE... --store %s` makes one", m.f.store, m.f.store)
	}
	store, err := openStore(ctx, m.f.store, true)
	if err != nil {
		return err
	}
	if err := store.Init(ctx); err != nil {
		return errors.Join(err, store.Close())
	}
	m.store = store
	m.hashed = &series.Hashed{Reader: store}
	m.reader = m.hashed
	return nil
}

func byOrigin(rs []series.Relation) [][]series.Relation {
	var out [][]series.Relation
	at := map[event.Origin]int{}
	for _, r := range rs {
		i, ok := at[r.Origin]
		if !ok {
			i = len(out)
			at[r.Origin] = i
			out = append(out, nil)
		}
		out[i] = append(out[i], r)
	}
	return out
}

// list prints the events behind a point.
func (m *measuring) list(ctx context.Context) error {
	dyad, period, ok := strings.Cut(m.f.events, "@")
	if !ok {
		return fmt.Errorf("--events %q: write a pair and a period, such as %s@2019-Q3", m.f.events, m.example())
	}
	pair, err := m.pair("--events", dyad)
	if err != nil {
		return err
	}
	list, err := series.List(ctx, m.reader, m.opt, pair, period, m.f.limit)
	if err != nil {
		return fmt.Errorf("--events: %w", err)
	}
	switch m.f.form {
	case "json":
		return data.Events(m.out, list)
	case "csv":
		return data.EventsCSV(m.out, list)
	}
	return termview.Events(m.out, list, m.style())
}

// command is what this run is written as in the record of a saved series: paths
// by their last part, so that it reads the same on another machine.
func (m *measuring) command() string {
	f := m.f
	abs, err := filepath.Abs(m.dir)
	if err != nil {
		abs = m.dir
	}
	parts := []string{"entente measure", filepath.Base(abs)}
	add := func(flag, value string) {
		if value != "" {
			parts = append(parts, "--"+flag, value)
		}
	}
	if f.store != "" {
		add("store", storeName(f.store))
		add("origin", strings.Join(f.origins, ","))
	}
	add("by", m.opt.By.String())
	add("from", f.from)
	add("to", f.to)
	add("as-of", f.asOf)
	add("dyad", strings.Join(f.dyads, ","))
	add("type", strings.Join(f.types, ","))
	add("area", f.area)
	if f.what != "all" {
		add("what", f.what)
	}
	return strings.Join(append(parts, "--save"), " ")
}

// storeName names a store without its folder, and a server without what stands
// before or after its name.
func storeName(where string) string {
	if isServer(where) {
		return storeAddress(where)
	}
	return filepath.Base(where)
}
