package lex

import "strings"

// units of measurement in one spelling.
var units = map[string]string{"metre": "metre", "metres": "metre", "meter": "metre", "meters": "metre", "kilometre": "km", "kilometres": "km", "kilometer": "km", "kilometers": "km", "km": "km",
	"foot": "foot", "feet": "foot", "mile": "mile", "miles": "mile", "tonne": "tonne", "tonnes": "tonne", "ton": "ton", "tons": "ton", "barrel": "barrel", "barrels": "barrel",
	"litre": "litre", "litres": "litre", "liter": "litre", "liters": "litre", "megawatts": "mw", "megawatt": "mw", "mw": "mw", "gigawatts": "gw", "gigawatt": "gw", "gw": "gw",
	"kilograms": "kg", "kilogram": "kg", "kg": "kg", "acre": "acre", "acres": "acre", "hectare": "hectare", "hectares": "hectare", "kwh": "kwh", "twh": "twh"}

// Physical reports whether a word is a unit of measurement: feet, cubic metres.
func Physical(u string) bool { return physical(u) != "" }

// physical gives a unit of measurement in one spelling, or "".
func physical(u string) string {
	if first, rest, ok := strings.Cut(u, " "); ok {
		if p := units[rest]; p != "" {
			return first + " " + p
		}
		return ""
	}
	return units[u]
}
