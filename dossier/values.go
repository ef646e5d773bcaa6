package dossier

import (
	"math"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"
)

// This file holds the YAML forms of the small types: texts, dates, estimates,
// references, quotas, and values that may be one thing or a list.

func (t *Text) decodeYAML(d *decoder, n ast.Node, f fieldInfo) {
	switch n.(type) {
	case *ast.MappingNode, *ast.MappingValueNode:
		pairs, _ := d.pairs(n, whatOf(f))
		t.By = make(map[string]string, len(pairs))
		for _, p := range pairs {
			lang, at := d.key(p)
			if !languageCode.MatchString(lang) {
				d.err("unknown-language", at, "write a code such as en, ja or ko; quote a text that holds ': '", "%q is no language code", shorten(lang))
				continue
			}
			if p.Value == nil || !d.plain(p.Value) {
				continue
			}
			if s, ok := d.scalar(p.Value, quoteKey(f.name)); ok {
				t.By[lang] = strings.TrimSpace(s)
			}
		}
	default:
		if s, ok := d.scalar(n, quoteKey(f.name)); ok {
			t.Plain = strings.TrimSpace(s)
		}
	}
}

var languageCode = regexp.MustCompile(`^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$`)

func (t *Text) schema(fieldInfo) map[string]any { return map[string]any{"$ref": "#/$defs/text"} }

func (d *Date) decodeYAML(dec *decoder, n ast.Node, f fieldInfo) {
	s, ok := dec.scalar(n, quoteKey(f.name))
	if !ok {
		return
	}
	v, err := ParseDate(strings.TrimSpace(s))
	if err != nil {
		dec.err("date", dec.pos(n), "", "%s: %v", quoteKey(f.name), err)
		return
	}
	*d = v
}

func (d *Date) schema(fieldInfo) map[string]any { return map[string]any{"$ref": "#/$defs/date"} }

type estimateKeys struct {
	Where
	Low        float64 `yaml:"low,required"`
	Best       float64 `yaml:"best,required"`
	High       float64 `yaml:"high,required"`
	Confidence float64 `yaml:"confidence" range:"0.5..1"`
}

func (e *Estimate) decodeYAML(d *decoder, n ast.Node, f fieldInfo) {
	switch n.(type) {
	case *ast.MappingNode, *ast.MappingValueNode:
		var k estimateKeys
		before := len(d.list)
		d.decodeStruct(reflect.ValueOf(&k).Elem(), n, f)
		if len(d.list) > before {
			return
		}
		if !k.Has("confidence") {
			k.Confidence = DefaultConfidence
		}
		*e = Estimate{k.Low, k.Best, k.High, k.Confidence, true}
		d.checkEstimate(*e, k.Where, f)
	default:
		if v, ok := d.number(n, f); ok {
			*e = Exactly(v)
		}
	}
}

// checkEstimate reports an order or a range that cannot be.
func (fs *findings) checkEstimate(e Estimate, w Where, f fieldInfo) {
	if e.Low > e.Best || e.Best > e.High {
		key := "low"
		if e.Low <= e.Best {
			key = "high"
		}
		fs.err("estimate-order", w.At(key), "order them as low ≤ best ≤ high", "%s has low %v, best %v, high %v", quoteKey(f.name), e.Low, e.Best, e.High)
	}
	if !math.IsNaN(f.lo) && (e.Low < f.lo || e.High > f.hi) {
		key := "low"
		if e.Low >= f.lo {
			key = "high"
		}
		fs.err("out-of-range", w.At(key), shareHint(e.High, f.lo, f.hi), "%s must lie between %v and %v", quoteKey(f.name), f.lo, f.hi)
	}
}

func (e *Estimate) schema(f fieldInfo) map[string]any {
	num := map[string]any{"type": "number"}
	if !math.IsNaN(f.lo) {
		num["minimum"], num["maximum"] = f.lo, f.hi
	}
	return map[string]any{"anyOf": []any{num, map[string]any{"$ref": "#/$defs/estimate"}}}
}

func (r *Ref) decodeYAML(d *decoder, n ast.Node, f fieldInfo) {
	s, ok := d.scalar(n, quoteKey(f.name))
	if !ok {
		return
	}
	s = strings.TrimSpace(s)
	if len(f.enum) > 0 && !slices.Contains(f.enum, s) {
		d.err("unknown-word", d.pos(n), didYouMeanOr(s, f.enum), "%s is %q, which is none of its words", quoteKey(f.name), shorten(s))
		d.mend(Misspelling(s, f.enum))
		return
	}
	*r = Ref{s, d.pos(n)}
}

func (r *Ref) schema(fieldInfo) map[string]any { return map[string]any{"type": "string"} }

func (rs *Refs) decodeYAML(d *decoder, n ast.Node, f fieldInfo) {
	s, ok := n.(*ast.SequenceNode)
	if !ok {
		var r Ref
		r.decodeYAML(d, n, f)
		if r.ID != "" {
			*rs = Refs{r}
		}
		return
	}
	for _, e := range s.Values {
		if e == nil || !d.plain(e) {
			continue
		}
		var r Ref
		r.decodeYAML(d, e, f)
		if r.ID == "" {
			continue
		}
		if rs.Has(r.ID) {
			d.warn("repeated", r.Pos, "delete one of them", "%s names %q twice", quoteKey(f.name), shorten(r.ID))
			continue
		}
		*rs = append(*rs, r)
	}
}

func (rs *Refs) schema(f fieldInfo) map[string]any {
	one := map[string]any{"type": "string"}
	if len(f.enum) > 0 {
		one["enum"] = f.enum
	}
	return map[string]any{"anyOf": []any{one, map[string]any{"type": "array", "items": one}}}
}

func (m *Map[T]) decodeYAML(d *decoder, n ast.Node, f fieldInfo) {
	pairs, ok := d.pairs(n, whatOf(f))
	if !ok {
		return
	}
	for _, p := range pairs {
		id, at := d.key(p)
		if id == "" {
			continue
		}
		e := Entry[T]{Ref: Ref{id, at}}
		inner := f
		inner.name = id
		d.decode(reflect.ValueOf(&e.Value).Elem(), p.Value, inner)
		*m = append(*m, e)
	}
}

func (m *Map[T]) schema(f fieldInfo) map[string]any {
	return map[string]any{"type": "object", "additionalProperties": schemaOf(reflect.TypeFor[T](), f)}
}

// Quota is how much support a stage needs: a share of the weight, or more than half.
type Quota struct {
	Majority bool
	Share    float64 // (0, 1]; 0 where Majority holds or nothing is stated
	Set      bool
}

func (q *Quota) decodeYAML(d *decoder, n ast.Node, f fieldInfo) {
	s, ok := d.scalar(n, quoteKey(f.name))
	if !ok {
		return
	}
	if s == "majority" {
		*q = Quota{Majority: true, Set: true}
		return
	}
	if _, isText := n.(*ast.StringNode); isText {
		d.err("quota", d.pos(n), didYouMeanOr(s, []string{"majority"}), "%q is no quota: write `majority` or a share of the weight such as 0.6", shorten(s))
		d.mend(Misspelling(s, []string{"majority"}))
		return
	}
	v, ok := d.number(n, fieldInfo{name: f.name, lo: math.NaN()})
	if !ok {
		return
	}
	if v <= 0 || v > 1 {
		d.err("quota", d.pos(n), "a number of votes goes under `votes:`", "a quota is a share of the weight, above 0 and at most 1, and this is %v", v)
		return
	}
	*q = Quota{Share: v, Set: true}
}

func (q *Quota) schema(fieldInfo) map[string]any {
	return map[string]any{"anyOf": []any{
		map[string]any{"const": "majority"},
		map[string]any{"type": "number", "exclusiveMinimum": 0, "maximum": 1},
	}}
}

// Lever says who could relieve a constraint, with what, and when. Never is true
// where the file says `lever: none`: courts, constitutions, claimants'
// and adjudicated rights.
type Lever struct {
	Never bool
	LeverKeys
}

// LeverKeys are the keys of a lever that there is.
type LeverKeys struct {
	Where
	Actor      string `yaml:"actor,required" doc:"who could relieve it"`
	Instrument string `yaml:"instrument,required" doc:"with what"`
	Date       Date   `yaml:"date" doc:"the next date on which it could happen"`
	CostNote   string `yaml:"cost_note" doc:"what it would cost, in words"`
}

func (l *Lever) decodeYAML(d *decoder, n ast.Node, f fieldInfo) {
	switch n.(type) {
	case *ast.MappingNode, *ast.MappingValueNode:
		d.decodeStruct(reflect.ValueOf(&l.LeverKeys).Elem(), n, f)
	default:
		s, ok := d.scalar(n, quoteKey(f.name))
		if ok && s != "none" {
			d.err("unknown-word", d.pos(n), "write `none`, or a map with actor and instrument", "a lever is %q", shorten(s))
			return
		}
		l.Never = ok
	}
}

func (l *Lever) schema(fieldInfo) map[string]any {
	return map[string]any{"anyOf": []any{
		map[string]any{"const": "none"}, schemaOf(reflect.TypeFor[LeverKeys](), fieldInfo{}),
	}}
}
