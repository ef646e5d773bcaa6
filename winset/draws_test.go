package winset

import (
	"encoding/binary"
	"hash/fnv"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
	"pgregory.net/rapid"
)

func TestPERTMean(t *testing.T) {
	e := Estimate{0, 3, 10, 1}
	near(t, "mean", []float64{e.Mean()}, []float64{3.6667}, 5e-5)
	// The mean of the draws is the mean of the distribution.
	s := Source{Seed: 1, N: 200_000}
	z, x := make([]float32, s.N), make([]float32, s.N)
	s.Normal(z, "test")
	Apply(x, z, []Estimate{e}, nil, 0, 100)
	sum := 0.0
	for _, v := range x {
		sum += float64(v)
	}
	near(t, "mean of draws", []float64{sum / float64(s.N)}, []float64{e.Mean()}, 0.02)
}

// TestQuantileTable holds the table to the error that Quantile's comment states.
func TestQuantileTable(t *testing.T) {
	worst, at := 0.0, [2]float64{}
	for m := range 501 {
		ratio := float64(m) / 500
		beta := distuv.Beta{Alpha: 1 + 4*ratio, Beta: 5 - 4*ratio}
		e := Estimate{0, ratio, 1, 1}
		q := e.quantiles(0, 1)
		for k := -400; k <= 400; k += 3 {
			z := float64(k) / 100
			want := beta.Quantile(distuv.UnitNormal.CDF(z))
			if d := math.Abs(float64(q.of(float32(z))) - want); d > worst {
				worst, at = d, [2]float64{ratio, z}
			}
		}
	}
	t.Logf("largest error %.6f of the range, at mode ratio %v and score %v", worst, at[0], at[1])
	if worst > 0.0001 {
		t.Errorf("the table misses by %.6f of the range", worst)
	}
}

func TestQuantileEnds(t *testing.T) {
	e := Estimate{20, 40, 80, 1}
	for _, c := range [][2]float64{{-9, e.Quantile(-4.5, 0, 100)}, {9, e.Quantile(4.5, 0, 100)}, {math.NaN(), e.Quantile(-4.5, 0, 100)}} {
		if got := e.Quantile(c[0], 0, 100); got != c[1] {
			t.Errorf("at score %v the quantile is %v, want %v", c[0], got, c[1])
		}
	}
	if got := Exactly(30).Quantile(2, 0, 100); got != 30 {
		t.Errorf("a constant gives %v", got)
	}
}

func TestWiden(t *testing.T) {
	for _, c := range []struct{ in, want Estimate }{
		{Estimate{20, 40, 50, 1}, Estimate{20, 40, 50, 1}},
		{Estimate{20, 40, 50, 0.8}, Estimate{15, 40, 52.5, 1}},
		{Estimate{20, 40, 50, 0.5}, Estimate{0, 40, 60, 1}},
		{Estimate{20, 40, 50, 0}, Estimate{0, 40, 60, 1}},      // less than 0.5 counts as 0.5
		{Estimate{10, 40, 95, 0.5}, Estimate{0, 40, 100, 1}},   // clipped
		{Estimate{40, 40, 40, 0.5}, Estimate{40, 40, 40, 1}},   // nothing to widen
		{Estimate{-5, -5, 120, 1}, Estimate{0, 0, 100, 1}},     //
		{Estimate{20, 40, 50, 1.5}, Estimate{20, 40, 50, 1}},   //
		{Estimate{0, 100, 100, 0.7}, Estimate{0, 100, 100, 1}}, //
	} {
		got := c.in.Widen(0, 100)
		near(t, "widened", []float64{got.Low, got.Best, got.High, got.Confidence}, []float64{c.want.Low, c.want.Best, c.want.High, 1}, 1e-9)
	}
}

// TestQuantileRises holds that a draw rises with its score and stays in range.
func TestQuantileRises(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := []float64{rapid.Float64Range(0, 100).Draw(t, "a"), rapid.Float64Range(0, 100).Draw(t, "b"), rapid.Float64Range(0, 100).Draw(t, "c")}
		slices.Sort(v)
		e := Estimate{v[0], v[1], v[2], rapid.Float64Range(0.5, 1).Draw(t, "confidence")}
		z1, z2 := rapid.Float64Range(-6, 6).Draw(t, "z1"), rapid.Float64Range(-6, 6).Draw(t, "z2")
		z1, z2 = min(z1, z2), max(z1, z2)
		w := e.Widen(0, 100)
		q1, q2 := e.Quantile(z1, 0, 100), e.Quantile(z2, 0, 100)
		const eps = 1e-5 // single precision on 0-100
		if q1 > q2+eps || q1 < w.Low-eps || q2 > w.High+eps {
			t.Fatalf("%+v gives %v at %v and %v at %v", e, q1, z1, q2, z2)
		}
	})
}

// judges gives the keys that put judges into an order.
func judges(s Source, names ...string) [][]float32 {
	keys := make([][]float32, len(names))
	for k, n := range names {
		keys[k] = make([]float32, s.N)
		s.Uniform(keys[k], "judge", n)
	}
	return keys
}

// TestFirst holds that each comes first as often as the others, and that who comes
// first of many comes first of any of these.
func TestFirst(t *testing.T) {
	s := Source{Seed: 4, N: 60_000}
	all, some := make([]uint8, s.N), make([]uint8, s.N)
	First(all, judges(s, "a", "b", "c"))
	First(some, judges(s, "c", "a"))
	count := [3]int{}
	for d, k := range all {
		count[k]++
		if k == 0 && some[d] != 1 || k == 2 && some[d] != 0 {
			t.Fatalf("draw %d: of three judges number %d comes first, of two number %d", d, k, some[d])
		}
	}
	for k, n := range count {
		if math.Abs(float64(n)/float64(s.N)-1./3) > 0.01 {
			t.Errorf("judge %d comes first in %d of %d draws", k, n, s.N)
		}
	}
	pick := []uint8{9, 9, 9}
	if First(pick, [][]float32{{0.5, 0.2, 0.3}, {0.5, 0.1, 0.4}, {0.1, 0.1, 0.9}}); !slices.Equal(pick, []uint8{2, 1, 0}) {
		t.Errorf("%v", pick)
	}
}

// TestAddNormal holds that what is added follows its key, and is as wide as the
// deviation of the one who is taken.
func TestAddNormal(t *testing.T) {
	s := Source{Seed: 8, N: 4}
	z := make([]float32, s.N)
	s.Normal(z, "ageing", "a")
	one, two := []float32{10, 20, 30, 40}, []float32{10, 20, 30, 40}
	s.AddNormal(one, []float64{2}, nil, "ageing", "a")
	s.AddNormal(two, []float64{5, 0}, []uint8{0, 1, 1, 0}, "ageing", "a")
	for d := range z {
		from := float32(10 * (d + 1))
		want := from + 5*z[d]
		if d == 1 || d == 2 {
			want = from
		}
		if math.Abs(float64(one[d]-from-2*z[d])) > 1e-4 || math.Abs(float64(two[d]-want)) > 1e-4 {
			t.Errorf("draw %d of score %v: %v and %v", d, z[d], one[d], two[d])
		}
	}
}

func TestApplyTakesOneExpertADraw(t *testing.T) {
	s := Source{Seed: 3, N: 50_000}
	z, x, pick := make([]float32, s.N), make([]float32, s.N), make([]uint8, s.N)
	s.Normal(z, "z")
	First(pick, judges(s, "a", "b", "c"))
	es := []Estimate{Exactly(10), Exactly(20), {30, 40, 50, 1}}
	Apply(x, z, es, pick, 0, 100)
	count := map[string]int{}
	for i, v := range x {
		switch {
		case v == 10 && pick[i] == 0:
			count["first"]++
		case v == 20 && pick[i] == 1:
			count["second"]++
		case v >= 30 && v <= 50 && pick[i] == 2:
			count["third"]++
		default:
			t.Fatalf("draw %d of expert %d is %v", i, pick[i], v)
		}
	}
	for who, n := range count {
		if math.Abs(float64(n)/float64(s.N)-1./3) > 0.01 {
			t.Errorf("the %s expert is taken in %d of %d draws", who, n, s.N)
		}
	}
	Apply(x, z, nil, nil, 0, 100)
	if slices.Max(x) != 0 {
		t.Error("no estimate gives something")
	}
}

func TestSourceDependsOnKeysAlone(t *testing.T) {
	s := Source{Seed: 7, N: 100, LambdaMember: 0.4, LambdaCommon: 0.3}
	a, b, c := make([]float32, s.N), make([]float32, s.N), make([]float32, s.N)
	s.Normal(a, "k", "one")
	s.Normal(c, "k", "two")
	s.Normal(b, "k", "one")
	if !slices.Equal(a, b) || slices.Equal(a, c) {
		t.Error("the numbers do not follow the key")
	}
	s.Normal(b, "ko", "ne")
	if slices.Equal(a, b) {
		t.Error("keys that join to the same text share numbers")
	}
	s.Seed++
	s.Normal(b, "k", "one")
	if slices.Equal(a, b) {
		t.Error("another seed gives the same numbers")
	}
}

func TestFactorsCorrelate(t *testing.T) {
	s := Source{Seed: 11, N: 100_000, LambdaMember: 0.6, LambdaCommon: 0.3}
	f := s.Factors([]string{"A", "B"})
	z := map[string][]float32{}
	for _, k := range [][2]string{{"A", "a1"}, {"A", "a2"}, {"B", "b1"}} {
		z[k[1]] = make([]float32, s.N)
		f.Position(z[k[1]], k[0], k[1], "area")
	}
	moment := func(a, b []float32) float64 {
		sum := 0.0
		for i := range a {
			sum += float64(a[i]) * float64(b[i])
		}
		return sum / float64(len(a))
	}
	near(t, "moments", []float64{moment(z["a1"], z["a1"]), moment(z["a1"], z["a2"]), moment(z["a1"], z["b1"])}, []float64{1, 0.36 + 0.09, 0.09}, 0.02)
}

// TestMix holds the finalizer to the first numbers that SplitMix64 gives from a
// seed of 0, as published with it.
func TestMix(t *testing.T) {
	const step = 0x9e3779b97f4a7c15
	state := uint64(0)
	for _, want := range []uint64{0xe220a8397b1dcdaf, 0x6e789e6aa1b965f4, 0x06c45d188009454f, 0xf88bb8a8724c81ec, 0x1b39896a51a8749b} {
		state += step
		if got := mix(state); got != want {
			t.Errorf("of %#x: %#x, want %#x", state, got, want)
		}
	}
}

// TestStream holds the recipe by which a key gives its numbers, so that the
// same dossier and seed give the same agenda in every release: PCG, seeded by
// the two halves of the key's 128-bit FNV-1a hash, each with the seed mixed in.
func TestStream(t *testing.T) {
	h := fnv.New128a()
	h.Write([]byte("kind\x00one\x00two"))
	sum := h.Sum(nil)
	want := rand.New(rand.NewPCG(
		binary.BigEndian.Uint64(sum[:8])^mix(9),
		binary.BigEndian.Uint64(sum[8:])+mix(9+0x9e3779b97f4a7c15),
	))
	got := Source{Seed: 9}.stream("kind", "one", "two")
	for k := range 4 {
		if g, w := got.Uint64(), want.Uint64(); g != w {
			t.Errorf("number %d is %#x, want %#x", k, g, w)
		}
	}
}

// TestPositionByHand works the scores out from their three parts.
func TestPositionByHand(t *testing.T) {
	s := Source{Seed: 2, N: 3, LambdaMember: 0.6, LambdaCommon: 0.3}
	f := s.Factors([]string{"A"})
	member, common := make([]float32, 3), make([]float32, 3)
	s.Normal(member, "member", "A")
	s.Normal(common, "common")
	for _, c := range []struct {
		member string
		weight float32
	}{{"A", 0.6}, {"B", 0}} {
		own := s.stream("position", "player", "area")
		z := make([]float32, 3)
		f.Position(z, c.member, "player", "area")
		for i := range z {
			want := c.weight*member[i] + 0.3*common[i] + float32(math.Sqrt(0.55)*own.NormFloat64())
			if math.Abs(float64(z[i]-want)) > 1e-5 {
				t.Errorf("a player of %s has %v in draw %d, want %v", c.member, z[i], i, want)
			}
		}
	}
}

func TestUniform(t *testing.T) {
	s := Source{Seed: 1}
	u := make([]float32, 10_000)
	s.Uniform(u, "u")
	sum := 0.0
	for _, v := range u {
		sum += float64(v)
	}
	if low, high := slices.Min(u), slices.Max(u); low < 0 || low > 0.01 || high >= 1 || high < 0.99 || math.Abs(sum/1e4-0.5) > 0.02 {
		t.Errorf("%v to %v, with a mean of %v", low, high, sum/1e4)
	}
}
