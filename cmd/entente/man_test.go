package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
)

// TestManPages writes the manual pages, into the folder that ENTENTE_MAN names for a
// release. It is a test so that what writes them is in no program.
func TestManPages(t *testing.T) {
	dir := os.Getenv("ENTENTE_MAN")
	if dir == "" {
		dir = t.TempDir()
		t.Setenv("SOURCE_DATE_EPOCH", "1700000000")
	}
	root := (&app{}).root()
	root.DisableAutoGenTag = true
	if err := doc.GenManTree(root, &doc.GenManHeader{Title: "ENTENTE", Section: "1", Source: "Entente"}, dir); err != nil {
		t.Fatal(err)
	}
	pages := func(c *cobra.Command) string { return strings.ReplaceAll(c.CommandPath(), " ", "-") + ".1" }
	for _, c := range append(root.Commands(), root) {
		if !c.IsAvailableCommand() {
			continue
		}
		src, err := os.ReadFile(filepath.Join(dir, pages(c)))
		if err != nil {
			t.Error(err)
			continue
		}
		if !strings.Contains(string(src), ".SH SYNOPSIS") || !strings.Contains(string(src), c.Short) {
			t.Errorf("%s says neither how to write it nor what it does", pages(c))
		}
	}
}
