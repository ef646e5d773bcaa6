package dossier

import (
	"encoding/json"
	"math"
	"reflect"
)

// schemaOf gives the JSON Schema of a type's YAML form.
func schemaOf(t reflect.Type, f fieldInfo) map[string]any {
	if v, ok := reflect.New(t).Interface().(yamlValue); ok {
		return v.schema(f)
	}
	switch t.Kind() {
	case reflect.Pointer:
		return schemaOf(t.Elem(), f)
	case reflect.Slice:
		return map[string]any{"type": "array", "items": schemaOf(t.Elem(), f)}
	case reflect.String:
		s := map[string]any{"type": []string{"string", "number"}}
		if len(f.enum) > 0 {
			return map[string]any{"enum": f.enum}
		}
		return s
	case reflect.Float64, reflect.Int, reflect.Uint64:
		s := map[string]any{"type": "number", "minimum": -MaxNumber, "maximum": MaxNumber}
		if t.Kind() != reflect.Float64 || f.whole {
			s = map[string]any{"type": "integer"}
		}
		if !math.IsNaN(f.lo) && f.lo < f.hi {
			s["minimum"], s["maximum"] = f.lo, f.hi
		}
		return s
	}
	if t == reflect.TypeFor[Step]() {
		return map[string]any{"$ref": "#/$defs/step"}
	}
	return structSchema(t)
}

func structSchema(t reflect.Type) map[string]any {
	props := map[string]any{}
	var required []string
	for _, f := range fieldsOf(t) {
		ft := t.FieldByIndex(f.index).Type
		s := schemaOf(ft, f)
		if f.doc != "" {
			s["description"] = f.doc
		}
		// A key without a value says nothing, and is accepted.
		props[f.name] = map[string]any{"anyOf": []any{s, map[string]any{"type": "null"}}}
		if f.required {
			props[f.name] = s
			required = append(required, f.name)
		}
	}
	out := map[string]any{"type": "object", "additionalProperties": false, "properties": props}
	if len(required) > 0 {
		out["required"] = required
	}
	return out
}

// schemaDefs are the types that many keys share.
func schemaDefs() map[string]any {
	return map[string]any{
		"text": map[string]any{
			"description": "a text, or a map by language",
			"anyOf": []any{
				map[string]any{"type": []string{"string", "number", "boolean"}},
				map[string]any{"type": "object", "patternProperties": map[string]any{languageCode.String(): map[string]any{"type": []string{"string", "number", "boolean"}}}, "additionalProperties": false},
			},
		},
		"date": map[string]any{
			"description": "YYYY, YYYY-MM or YYYY-MM-DD",
			"anyOf": []any{
				map[string]any{"type": "string", "pattern": `^[1-9][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$`},
				map[string]any{"type": "integer", "minimum": 1000, "maximum": 9999},
			},
		},
		"estimate": structSchema(reflect.TypeFor[estimateKeys]()),
		"step":     structSchema(reflect.TypeFor[Step]()),
	}
}

// rowKinds are the types of rows, by table.
func rowKinds() map[string]reflect.Type {
	rows := map[string]reflect.Type{"series": reflect.TypeFor[SeriesPoint]()} // not added to by hand
	for name, k := range tableKinds {
		if k.row != nil {
			rows[name] = k.row
		}
	}
	return rows
}

// yamlKinds are the types of YAML files and heads, by kind.
func yamlKinds() map[string]reflect.Type {
	return map[string]reflect.Type{
		"dossier": reflect.TypeFor[Header](), "member": reflect.TypeFor[Member](), "initiative": reflect.TypeFor[Initiative](),
		"constraint": reflect.TypeFor[Constraint](), "companion": reflect.TypeFor[Companion](), "scenario": reflect.TypeFor[Scenario](),
		"people": reflect.TypeFor[People](), "terms": reflect.TypeFor[Terms](), "silences": reflect.TypeFor[Silences](), "assumptions": reflect.TypeFor[Assumptions](), "made": reflect.TypeFor[Made](), "piece": reflect.TypeFor[Piece](),
	}
}

// tablesSchema gives the JSON Schema of all tables: a list of rows for each, with
// what a cell may hold. Lists in a cell are strings, as they stand in the file.
func tablesSchema() map[string]any {
	tables := map[string]any{}
	for name, t := range rowKinds() {
		props := map[string]any{}
		var required []string
		for _, c := range columnsOf(t) {
			s := c.schema(t.FieldByIndex(c.index).Type)
			if c.doc != "" {
				s["description"] = c.doc
			}
			props[c.name] = s
			if c.required {
				required = append(required, c.name)
			}
		}
		row := map[string]any{"type": "object", "additionalProperties": false, "properties": props, "required": required}
		tables[name] = map[string]any{"type": "array", "items": row}
	}
	return map[string]any{"type": "object", "additionalProperties": false, "properties": tables}
}

// schema gives the JSON Schema of what a column's cells hold; a blank cell is left
// out of its row.
func (c column) schema(t reflect.Type) map[string]any {
	switch {
	case len(c.enum) > 0:
		return map[string]any{"enum": c.enum}
	case t == reflect.TypeFor[Date]():
		return map[string]any{"$ref": "#/$defs/date"}
	case t == reflect.TypeFor[float64](), t == reflect.TypeFor[*float64]():
		kind := "number"
		if c.whole {
			kind = "integer"
		}
		return map[string]any{"type": kind, "minimum": c.lo, "maximum": c.hi}
	case t.Kind() == reflect.Bool:
		return map[string]any{"enum": []any{"yes", "no", "true", "false"}}
	}
	return map[string]any{"type": "string"}
}

// Schemas gives a JSON Schema for each YAML kind of a dossier, by name: dossier,
// member, initiative, constraint, companion, scenario, people, terms, silences,
// assumptions, made, piece; and one for all tables: tables.
// They are generated from the types, so that editors complete and underline
// what the reader accepts.
func Schemas() map[string][]byte {
	out := map[string][]byte{}
	all := map[string]map[string]any{"tables": tablesSchema()}
	for name, t := range yamlKinds() {
		all[name] = structSchema(t)
	}
	for name, s := range all {
		s["$schema"] = "http://json-schema.org/draft-07/schema#"
		s["title"] = "Entente: " + name
		s["$defs"] = schemaDefs()
		b, err := json.MarshalIndent(s, "", "  ")
		if err != nil {
			panic(err) // the maps above hold nothing that JSON cannot
		}
		out[name+".json"] = append(b, '\n')
	}
	return out
}
