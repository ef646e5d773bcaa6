package dossier

import "reflect"

// schemaOf gives the JSON Schema of a type's YAML form.
func schemaOf(t reflect.Type, f fieldInfo) map[string]any {
	return map[string]any{}
}
