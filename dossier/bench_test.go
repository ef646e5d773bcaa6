package dossier_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/goccy/go-yaml/parser"

	"entente/dossier"
)

// BenchmarkLoad reads and checks the flagship.
func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, found, err := dossier.Load("../examples/trilateral"); err != nil || len(found) > 0 {
			b.Fatal(err, found)
		}
	}
}

// BenchmarkParseAlone is the baseline in the same run: the YAML parser alone over
// the members' files, one after the other.
func BenchmarkParseAlone(b *testing.B) {
	files, err := filepath.Glob("../examples/trilateral/members/*.yaml")
	if err != nil || len(files) == 0 {
		b.Fatal(err)
	}
	var srcs [][]byte
	total := 0
	for _, f := range files {
		src, err := os.ReadFile(f)
		if err != nil {
			b.Fatal(err)
		}
		srcs = append(srcs, src)
		total += len(src)
	}
	b.SetBytes(int64(total))
	for b.Loop() {
		for _, src := range srcs {
			if _, err := parser.ParseBytes(src, 0); err != nil {
				b.Fatal(err)
			}
		}
	}
}
