package chart

import (
	"fmt"
	"testing"
)

// A table says which bounds it prints, and which values are not confirmed.
func TestTableOfBounds(t *testing.T) {
	p := Point{Year: 2025, Value: 12, Low: 8, High: 20, Label: "2025", Unsure: "not confirmed"}
	for bounds, want := range map[bool]string{
		true:  "[Date Series Value At least At most Note] [[2025 A fact 12 8 20 (not confirmed)]]",
		false: "[Date Series Value 80% low 80% high Note] [[2025 A fact 12 8 20 (not confirmed)]]",
	} {
		head, rows := timeTable([]Line{{Name: "A fact", Points: []Point{p}, Bounds: bounds}})
		if got := fmt.Sprint(head, " ", rows); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}
