package agenda_test

import (
	"testing"

	"entente/agenda"
	"entente/dossier"
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
