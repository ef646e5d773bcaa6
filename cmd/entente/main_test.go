package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"entente/event/duckdb"
	"entente/event/storetest"
	"golang.org/x/tools/txtar"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"entente": func() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) },
	})
}

// TestScript runs testdata/script: the command line's specification.
func TestScript(t *testing.T) {
	dir, some := filepath.Join("testdata", "script"), []string(nil)
	if testing.Short() { // for the race detector: those that work in several threads
		for _, name := range []string{"checks", "import", "read", "search"} {
			some = append(some, filepath.Join(dir, name+".txtar"))
		}
		dir = ""
	}
	testscript.Run(t, testscript.Params{
		Dir: dir, Files: some,
		Setup: func(e *testscript.Env) error {
			e.Setenv("HOME", e.WorkDir)
			examples, err := filepath.Abs("../../examples")
			e.Setenv("EXAMPLES", examples)
			if err != nil {
				return err
			}
			record, err := filepath.Abs("../../course/testdata/record.txtar")
			e.Setenv("RECORD", record)
			return err
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){"exits": exits, "unpack": unpack, "generate": generate},
		Condition: func(c string) (bool, error) {
			if c != "duckdb" {
				return false, fmt.Errorf("unknown condition %q", c)
			}
			return duckdb.Built, nil
		},
		UpdateScripts: os.Getenv("UPDATE_SCRIPTS") != "",
	})
}

// generate writes a file of events as GDELT 2.0 would: generate ROWS FILE.
func generate(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: generate ROWS FILE")
	}
	rows, err := strconv.Atoi(args[0])
	ts.Check(err)
	f, err := os.Create(ts.MkAbs(args[1]))
	ts.Check(err)
	ts.Check(storetest.WriteGDELT2(f, rows, 1))
	ts.Check(f.Close())
}

// exits runs the program and checks its exit code: exits 2 agenda nowhere.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 1 {
		ts.Fatalf("usage: exits CODE ARGS...")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec("entente", args[1:]...); err != nil {
		var ee *exec.ExitError
		if !errors.As(err, &ee) {
			ts.Fatalf("entente: %v", err)
		}
		got = ee.ExitCode()
	}
	if got != want {
		ts.Fatalf("entente %v exits with %d, not %d", args[1:], got, want)
	}
}

// unpack writes the files of an archive into a folder: unpack ARCHIVE DIR.
func unpack(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: unpack ARCHIVE DIR")
	}
	a, err := txtar.ParseFile(args[0])
	ts.Check(err)
	for _, f := range a.Files {
		path := filepath.Join(ts.MkAbs(args[1]), filepath.FromSlash(f.Name))
		ts.Check(os.MkdirAll(filepath.Dir(path), 0o755))
		ts.Check(os.WriteFile(path, f.Data, 0o644))
	}
}
