package agenda

import (
	"encoding/binary"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"

	"entente/dossier"
	"entente/series"
	"entente/winset"
)

// draws holds the random vectors of a run. Cases that are compared (scenarios,
// levers, κ) share them; each is made once, whoever asks first.
type draws struct {
	source  winset.Source
	factors *winset.Factors
	pool    *pool

	mu       sync.Mutex
	products map[productKey]*product
	bases    map[baseKey]*vec
}

// pool holds vectors by what they are; workers share it.
type pool struct {
	mu    sync.Mutex
	vecs  map[string]*vec
	picks map[string]*pick
	kappa winset.Kappa // where it is drawn
	once  sync.Once    // behind kappa
}

// productKey names two shared vectors by where they are.
type productKey struct {
	pressure, points *float32
	exposure         float32
}

// product is pressure × points × exposure, draw by draw: what a shift adds to a
// position. It is made when its draws are asked for.
type product struct {
	vec
	number           uint64 // among those that are remembered
	pressure, points []float32
	exposure         float32
}

// baseKey names a position by the vector that it comes from and the numbers of the
// products that were taken off.
type baseKey struct {
	from *float32
	less string
}

type vec struct {
	once sync.Once
	v    []float32
}

type pick struct {
	once sync.Once
	v    []uint8
}

// kappa gives κ as the settings fix it, or else drawn once a draw, evenly on 0-1.
func (r *draws) kappa(set dossier.Settings) winset.Kappa {
	if set.Kappa != nil {
		return winset.FixedKappa(*set.Kappa)
	}
	r.pool.once.Do(func() { r.pool.kappa = winset.DrawnKappa(r.kappaDraws()) })
	return r.pool.kappa
}

// kappaOf is κ where one value has to stand for it: the middle one, where it is drawn.
func kappaOf(set dossier.Settings) float64 {
	if set.Kappa == nil {
		return 0.5
	}
	return *set.Kappa
}

func (r *draws) kappaDraws() []float32 {
	return r.shared("kappa", func(dst []float32) { r.source.Uniform(dst, "kappa") })
}

func newDraws(set dossier.Settings, members []string) *draws {
	s := winset.Source{Seed: set.Seed, N: set.Draws, LambdaMember: set.LambdaMember, LambdaCommon: set.LambdaCommon}
	return &draws{source: s, factors: s.Factors(members), pool: &pool{vecs: map[string]*vec{}, picks: map[string]*pick{}}, products: map[productKey]*product{}, bases: map[baseKey]*vec{}}
}

// again gives the same draws for another day: those of players, scores and
// pressures are shared, since most stay as they are; products and bases, which go
// with the day's pressures, are not kept beyond it.
func (r *draws) again() *draws {
	return &draws{source: r.source, factors: r.factors, pool: r.pool, products: map[productKey]*product{}, bases: map[baseKey]*vec{}}
}

// shared gives the vector of a key, and makes it where it is new.
func (r *draws) shared(key string, fill func([]float32)) []float32 {
	r.pool.mu.Lock()
	v := r.pool.vecs[key]
	if v == nil {
		v = new(vec)
		r.pool.vecs[key] = v
	}
	r.pool.mu.Unlock()
	return v.get(r.source.N, fill)
}

// get makes the vector where nobody has yet.
func (v *vec) get(n int, fill func([]float32)) []float32 {
	v.once.Do(func() {
		v.v = make([]float32, n)
		fill(v.v)
	})
	return v.v
}

func estimates(es []opinion) []winset.Estimate {
	out := make([]winset.Estimate, len(es))
	for i, e := range es {
		out[i] = winset.Estimate{Low: e.Low, Best: e.Best, High: e.High, Confidence: e.Confidence}
	}
	return out
}

// judges joins the names of several judges; "" for one, who is taken in every draw.
func judges(es []opinion) string {
	if len(es) < 2 {
		return ""
	}
	names := make([]string, len(es))
	for i, e := range es {
		names[i] = e.by
	}
	return strings.Join(names, "\x00")
}

// vecKey names a vector by what it is and by the estimates behind it.
func vecKey(kind, id, area string, opinions ...[]opinion) string {
	k := make([]byte, 0, 128)
	for _, s := range []string{kind, id, area} {
		k = append(append(k, s...), 0)
	}
	for _, es := range opinions {
		for _, e := range es {
			for _, v := range [...]float64{e.Low, e.Best, e.High, e.Confidence, e.sd} {
				k = binary.LittleEndian.AppendUint64(k, math.Float64bits(v))
			}
		}
		k = append(append(k, judges(es)...), 0)
	}
	return string(k)
}

// picks gives, where there are several judges, whom each draw takes: the first of
// them in the order into which the draw puts all judges.
func (r *draws) picks(es []opinion) []uint8 {
	names := judges(es)
	if names == "" {
		return nil
	}
	r.pool.mu.Lock()
	p := r.pool.picks[names]
	if p == nil {
		p = new(pick)
		r.pool.picks[names] = p
	}
	r.pool.mu.Unlock()
	p.once.Do(func() {
		keys := make([][]float32, len(es))
		for k, e := range es {
			keys[k] = r.shared("order "+e.by, func(dst []float32) { r.source.Uniform(dst, "order", e.by) })
		}
		p.v = make([]uint8, r.source.N)
		winset.First(p.v, keys)
	})
	return p.v
}

// position gives the draws of a player's ideal point as it is judged to be now, with the
// error of the judge and before constraints. Its scores are keyed by player and area, so
// an override reuses its player's; so are those by which it has aged.
func (r *draws) position(p *dossier.Player, area string, es []opinion, judgeError float64) []float32 {
	shift := r.shift(es, judgeError)
	key := vecKey("x", p.ID.ID, area, es)
	if shift != nil {
		key += shiftKey(es, judgeError)
	}
	return r.shared(key, func(dst []float32) {
		pick := r.picks(es)
		if len(es) > 1 || es[0].Low != es[0].High {
			r.factors.Position(dst, p.Member, p.ID.ID, area)
		}
		winset.Apply(dst, dst, estimates(es), pick, 0, 100)
		sd, aged := make([]float64, len(es)), false
		for k, e := range es {
			sd[k], aged = e.sd, aged || e.sd > 0
		}
		if aged {
			r.source.AddNormal(dst, sd, pick, "ageing", p.ID.ID, area)
		}
		for d, v := range shift {
			dst[d] += v
		}
	})
}

// shiftKey names the vector of a shift.
func shiftKey(es []opinion, points float64) string {
	names := judges(es)
	if names == "" {
		names = es[0].by
	}
	return "shift " + strconv.FormatFloat(points, 'g', -1, 64) + " " + names
}

// shift gives what the error of their judges adds to stances, with a standard
// deviation of some points; nil for none.
func (r *draws) shift(es []opinion, points float64) []float32 {
	if points == 0 {
		return nil
	}
	return r.shared(shiftKey(es, points), func(dst []float32) {
		scores, pick, by := make([][]float32, len(es)), r.picks(es), float32(points)
		for k, e := range es {
			scores[k] = r.shared("judge "+e.by, func(dst []float32) { r.source.Normal(dst, "judge", e.by) })
		}
		z := scores[0]
		for d := range dst {
			if pick != nil {
				z = scores[pick[d]]
			}
			dst[d] = by * z[d]
		}
	})
}

// top gives the top of a ladder in every draw.
func (r *draws) top() []float32 {
	return r.shared("top", func(dst []float32) {
		for d := range dst {
			dst[d] = 100
		}
	})
}

// independent gives the draws of a quantity that has its own scores.
func (r *draws) independent(kind, id string, es []opinion, lo, hi float64) []float32 {
	return r.shared(vecKey(kind, id, "", es), func(dst []float32) { r.fill(dst, kind, id, es, lo, hi) })
}

// fill is independent into a slice of the run's length.
func (r *draws) fill(dst []float32, kind, id string, es []opinion, lo, hi float64) {
	if len(es) != 1 || es[0].Low != es[0].High {
		r.source.Normal(dst, kind, id)
	}
	winset.Apply(dst, dst, estimates(es), r.picks(es), lo, hi)
}

// weight gives the draws of influence × salience, or of influence alone.
func (r *draws) weight(p *dossier.Player, area string, influence, salience []opinion, alone bool) []float32 {
	inf := r.independent("influence", p.ID.ID, influence, 0, 1)
	if alone {
		return inf
	}
	return r.shared(vecKey("w", p.ID.ID, area, influence, salience), func(dst []float32) {
		r.fill(dst, "salience", p.ID.ID+"/"+area, salience, 0, 1)
		for i := range dst {
			dst[i] *= inf[i]
		}
	})
}

// pressure gives the draws of a constraint's pressure. Two pressures from the
// same measurement share their error; so do all judged ones of a constraint,
// since they have the same judges.
func (r *draws) pressure(c *dossier.Constraint, p series.Pressure, experts []opinion) []float32 {
	switch p.Basis {
	case series.FromJudge:
		if experts == nil {
			experts = []opinion{{Estimate: p.Estimate, by: editors}}
		}
		return r.independent("pressure", c.ID, experts, 0, 1)
	case series.FromSeries:
		return r.shared("indicator "+c.ID+" "+p.Key, func(dst []float32) {
			r.source.Normal(dst, "indicator", c.ID, p.Key)
			for i, z := range dst {
				dst[i] = float32(series.Scale(p.Value+p.SE*float64(z), p.Calm, p.Acute))
			}
		})
	}
	return r.shared("pressure-unknown "+c.ID, func(dst []float32) { r.source.Uniform(dst, "pressure-unknown", c.ID) })
}

// product gives what a shift adds to a position. It is remembered for vectors that
// are themselves shared: the same shift moves several players of several initiatives.
func (r *draws) product(pressure, points []float32, exposure float64, keep bool) *product {
	e := float32(exposure)
	if !keep {
		return &product{pressure: pressure, points: points, exposure: e}
	}
	key := productKey{&pressure[0], &points[0], e}
	r.mu.Lock()
	defer r.mu.Unlock()
	p := r.products[key]
	if p == nil {
		p = &product{number: uint64(len(r.products)), pressure: pressure, points: points, exposure: e}
		r.products[key] = p
	}
	return p
}

// at gives the product in a draw. Products are rounded before they are added, on
// every kind of processor.
func (p *product) at(d int) float32 { return float32(p.pressure[d] * float32(p.points[d]*p.exposure)) }

// draws gives the product in every draw.
func (p *product) draws() []float32 {
	return p.get(len(p.pressure), func(dst []float32) {
		for d := range dst {
			dst[d] = p.at(d)
		}
	})
}

// base gives a position without the products that moved it when it was observed:
// those of the only judge, or of the one whom the draw takes.
func (r *draws) base(x []float32, pick []uint8, less [][]*product) []float32 {
	if pick == nil || !slices.ContainsFunc(less, func(l []*product) bool { return !slices.Equal(l, less[0]) }) {
		pick, less = nil, less[:1]
	}
	if len(less) == 1 && len(less[0]) == 0 {
		return x
	}
	var numbers []byte
	for _, l := range less {
		numbers = binary.AppendUvarint(numbers, uint64(len(l)))
		for _, p := range l {
			numbers = binary.AppendUvarint(numbers, p.number)
		}
	}
	key := baseKey{&x[0], string(numbers)}
	r.mu.Lock()
	v := r.bases[key]
	if v == nil {
		v = new(vec)
		r.bases[key] = v
	}
	r.mu.Unlock()
	return v.get(len(x), func(dst []float32) {
		copy(dst, x)
		if pick != nil {
			for d, k := range pick {
				for _, p := range less[k] {
					dst[d] -= p.at(d)
				}
			}
			return
		}
		for _, p := range less[0] {
			for d := range dst {
				dst[d] -= p.at(d)
			}
		}
	})
}

// stands gives the draws in which a cap stands: those in which a number of its
// own, uniform on 0-1, is below pressure × exposure.
func (r *draws) stands(c *dossier.Constraint, pressure []float32, exposure float64) winset.Bits {
	u := r.shared("stands "+c.ID, func(dst []float32) { r.source.Uniform(dst, "stands", c.ID) })
	b, e := winset.NewBits(len(u)), float32(exposure)
	for w := range b {
		lo := w * 64
		at := u[lo:min(lo+64, len(u))]
		p := pressure[lo:][:len(at)]
		for i, v := range at {
			// Both are 0 or more, so that the sign says which is less.
			b[w] |= uint64(math.Float32bits(v-float32(p[i]*e))>>31) << (i & 63)
		}
	}
	return b
}
