//go:build unix

package agenda_test

import (
	"fmt"
	"strings"
	"syscall"
	"testing"
	"time"

	"entente/agenda"
	"entente/dossier"
	"entente/dossier/dossiertest"
)

// BenchmarkFlagship works out the flagship's whole agenda: all initiatives,
// 10,000 draws, all rungs, attribution, levers, scenarios and sequence.
func BenchmarkFlagship(b *testing.B) {
	d, _, err := dossier.Load("../examples/trilateral")
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := agenda.Build(d, agenda.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkFlagshipPlain is the baseline in the same run: the same agenda
// without scenarios, so that what they cost can be read off.
func BenchmarkFlagshipPlain(b *testing.B) {
	d, _, err := dossier.Load("../examples/trilateral")
	if err != nil {
		b.Fatal(err)
	}
	d.Scenarios = nil
	for b.Loop() {
		if _, err := agenda.Build(d, agenda.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

// generated writes a dossier of three members with some players each and some
// initiatives, for measuring growth. It is made up and meant for nothing else.
func generated(initiatives, players int) string {
	var b strings.Builder
	b.WriteString("\n-- dossier.yaml --\ntitle: Generated\nas_of: 2026-01-01\nmembers: [XAA, XBB, XCC]\nnames: {XAA: A, XBB: B, XCC: C}\nareas: [{id: a, name: A}, {id: b, name: B}, {id: c, name: C}]\n")
	for m, code := range []string{"xaa", "xbb", "xcc"} {
		fmt.Fprintf(&b, "-- members/%s.yaml --\ncode: %s\npriorities: [{id: %s-p, title: P, weight: 0.5, from: 2020}]\nplayers:\n", code, strings.ToUpper(code), code)
		var ids []string
		for p := range players {
			id := fmt.Sprintf("%s-%d", code, p)
			ids = append(ids, id)
			at := 30 + (p*17+m*7)%50
			fmt.Fprintf(&b, "  - {id: %s, name: %s, kind: ministry, role: decides, influence: 0.%d, stances: [{areas: [all], from: 2025, position: {low: %d, best: %d, high: %d}, salience: {low: 0.3, best: 0.5, high: 0.8}}]}\n", id, id, 2+p%7, at-15, at, at+15)
		}
		fmt.Fprintf(&b, "procedures: [{id: vote, name: Vote, path: {all: [{players: [%s]}, {players: [%s]}]}}]\n", ids[0], strings.Join(ids, ", "))
		fmt.Fprintf(&b, "-- constraints/%s-k.md --\n---\ntitle: K\nmembers: [%s]\neffect: shift\nareas: [all]\npressure: [{from: 2020, low: 0.2, best: 0.4, high: 0.6}, {from: 2025-06, low: 0.5, best: 0.7, high: 0.9}]\nshifts: [{players: [%s], points: -20}]\n---\n", code, strings.ToUpper(code), strings.Join(ids, ", "))
	}
	for i := range initiatives {
		fmt.Fprintf(&b, "-- initiatives/i-%d.md --\n---\ntitle: I\narea: %c\ntarget: t\nladder: [{rung: s, level: %d, name: S}, {rung: t, level: %d, name: T}]\nserves: {xaa-p: 0.5, xbb-p: 0.5, xcc-p: 0.5}\n---\n", i, 'a'+i%3, 20+i%15, 45+i%40)
	}
	b.WriteString("-- scenarios/s.yaml --\ntitle: S\nsupposes: S\nchanges: [{move: xaa-0, by: -10, areas: [all]}]\n")
	return b.String()
}

// BenchmarkGrowth works out generated dossiers one, three and ten times as
// large, by initiatives, by players and by draws, and gives nanoseconds of processor
// time per player, initiative and draw: they should not grow.
func BenchmarkGrowth(b *testing.B) {
	for _, c := range []struct{ initiatives, players, draws int }{
		{30, 6, 2000}, {90, 6, 2000}, {300, 6, 2000}, {30, 18, 2000}, {30, 60, 2000}, {30, 6, 6000}, {30, 6, 20_000},
	} {
		b.Run(fmt.Sprintf("initiatives=%d/players=%d/draws=%d", c.initiatives, 3*c.players, c.draws), func(b *testing.B) {
			d := dossiertest.Load(b, generated(c.initiatives, c.players))
			start := processor(b)
			for b.Loop() {
				if _, err := agenda.Build(d, agenda.Options{Draws: c.draws}); err != nil {
					b.Fatal(err)
				}
			}
			took := (processor(b) - start) / time.Duration(b.N)
			b.ReportMetric(took.Seconds(), "cpu-s/op")
			b.ReportMetric(float64(took.Nanoseconds())/float64(c.initiatives*3*c.players*c.draws), "cpu-ns/player-initiative-draw")
		})
	}
}

// processor is the processor time of the program so far, on all cores.
func processor(b *testing.B) time.Duration {
	var r syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &r); err != nil {
		b.Fatal(err)
	}
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}
