package agenda_test

import (
	"errors"
	"io/fs"
	"os"
	"testing"

	"entente/agenda"
	"entente/dossier"
)

const exampleDir = "../examples/trilateral"

func example(b testing.TB) *dossier.Dossier {
	b.Helper()
	if _, err := os.Stat(exampleDir); errors.Is(err, fs.ErrNotExist) {
		b.Skipf("there is no dossier at %s", exampleDir)
	}
	d, _, err := dossier.Load(exampleDir)
	if err != nil {
		b.Fatal(err)
	}
	return d
}

// BenchmarkAgenda works out the whole agenda of the example dossier.
func BenchmarkAgenda(b *testing.B) {
	d := example(b)
	for b.Loop() {
		if _, err := agenda.Build(d, agenda.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkLoad reads it.
func BenchmarkLoad(b *testing.B) {
	example(b)
	for b.Loop() {
		if _, _, err := dossier.Load(exampleDir); err != nil {
			b.Fatal(err)
		}
	}
}
