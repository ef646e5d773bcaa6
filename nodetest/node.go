// Package nodetest holds what we write against the readers of others that run in node.
package nodetest

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// Run gives what a script of node prints of its standard input, with the modules of npm that
// it reads by. The test is skipped where ENTENTE_NODE_MODULES names no folder of modules, as
// .ci/readers does, and fails where a module is not in it: a test of ours holds what it
// holds too where they are missing.
func Run(t *testing.T, script string, modules ...string) func(stdin []byte) []byte {
	t.Helper()
	dir := os.Getenv("ENTENTE_NODE_MODULES")
	if dir == "" {
		t.Skip("ENTENTE_NODE_MODULES names no folder with the readers of others (" + strings.Join(modules, ", ") + "); .ci/readers installs them")
	}
	for _, m := range modules {
		if _, err := os.Stat(filepath.Join(dir, m)); err != nil {
			t.Fatalf("%s is not installed: %v", m, err)
		}
	}
	file := filepath.Join(t.TempDir(), "read.cjs")
	if err := os.WriteFile(file, []byte(script), 0o644); err != nil {
		t.Fatal(err)
	}
	return func(stdin []byte) []byte {
		t.Helper()
		cmd := exec.Command("node", file)
		cmd.Env = append(os.Environ(), "NODE_PATH="+dir)
		cmd.Stdin = bytes.NewReader(stdin)
		var errs bytes.Buffer
		cmd.Stderr = &errs
		out, err := cmd.Output()
		if err != nil {
			t.Fatalf("node: %v\n%s", err, errs.Bytes())
		}
		return out
	}
}
