package feed

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// Node is node for the tests outside the package.
var Node = node

// node is where the readers of others are installed, which hold what we write; a test of
// ours holds it too where they are missing.
func node(t *testing.T, script string, modules ...string) func(stdin []byte) []byte {
	t.Helper()
	dir := os.Getenv("ENTENTE_NODE_MODULES")
	if dir == "" {
		t.Skip("ENTENTE_NODE_MODULES names no folder with the readers of others (" + strings.Join(modules, ", ") + "); .ci/feeds installs them")
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
