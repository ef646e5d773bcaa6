package agenda_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"entente/agenda"
	"entente/agenda/agendatest"
	"entente/dossier/dossiertest"
)

// TestJointNeverRises holds on random dossiers that joint carry, as it is drawn now, does
// not rise when a stance falls, nor when weight moves to one who stands below all others.
func TestJointNeverRises(t *testing.T) {
	for n := range uint64(12) {
		r := rand.New(rand.NewPCG(n, 7))
		at, weight := make([]int, 4), []float64{0.5, 0.5, 0.5, 0.5}
		for k := range at {
			at[k] = 25 + r.IntN(50)
		}
		aged := []string{"2025-06", "2024-10", "2019"}[r.IntN(3)]
		joint := func(at []int, weight []float64) float64 {
			var b strings.Builder
			b.WriteString("\n-- dossier.yaml --\ntitle: Two\nas_of: 2026-01-01\nmembers: [XAA, XBB]\nnames: {XAA: A, XBB: B}\nareas: [{id: a, name: A}]\n")
			b.WriteString("-- members/xbb.yaml --\ncode: XBB\npriorities: [{id: xbb-p, title: P, weight: 0.5, from: 2020}]\nplayers: [{id: xbb-head, name: Head, kind: ministry, role: decides, influence: 0.8, stances: [{areas: [a], from: 2025-06, position: {low: 30, best: 50, high: 70}}]}]\nprocedures: [{id: decree, name: Decree, path: {players: [xbb-head]}}]\n")
			b.WriteString("-- members/xaa.yaml --\ncode: XAA\npriorities: [{id: xaa-p, title: P, weight: 0.5, from: 2020}]\nplayers:\n")
			for k, p := range at {
				if p == 0 { // an opponent, fresh
					fmt.Fprintf(&b, "  - {id: xaa-%d, name: P%d, kind: ministry, role: decides, influence: %.2f, stances: [{areas: [a], from: 2025-06, position: 0, salience: 1}]}\n", k, k, weight[k])
					continue
				}
				// Of one width, so that a lower one is lower in every draw.
				fmt.Fprintf(&b, "  - {id: xaa-%d, name: P%d, kind: ministry, role: decides, influence: %.2f, stances: [{areas: [a], from: %s, position: {low: %d, best: %d, high: %d, confidence: 1}, salience: 1}]}\n", k, k, weight[k], aged, p-10, p, p+10)
			}
			b.WriteString("procedures: [{id: vote, name: Vote, path: {players: [xaa-0, xaa-1, xaa-2, xaa-3]}}]\n-- initiatives/i.md --\n---\ntitle: I\narea: a\ntarget: t\nladder: [{rung: t, level: 60, name: T}]\nserves: {xaa-p: 0.5, xbb-p: 0.5}\n---\n")
			return *agendatest.One(t, agendatest.Build(t, dossiertest.Load(t, b.String()), agenda.Options{Seed: &n}), "i").Joint.P
		}
		before := joint(at, weight)
		fallen := append([]int{}, at...)
		fallen[r.IntN(4)]-- // by little, so that other draws would show
		if after := joint(fallen, weight); after > before {
			t.Errorf("%v to %v: joint carry rises from %v to %v", at, fallen, before, after)
		}
		// One that accepts in no draw takes weight from another.
		opposed := append([]int{}, at...)
		opposed[3] = 0
		before = joint(opposed, weight)
		if after := joint(opposed, []float64{0.2, 0.5, 0.5, 0.8}); after > before {
			t.Errorf("%v: with weight moved to the opponent joint carry rises from %v to %v", opposed, before, after)
		}
	}
}
