package entente

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// licences are those that what is linked may have, each known by words of its text,
// which stand in lower case and with single spaces. A text is of the first that fits.
var licences = []struct{ name, words string }{
	{"MPL-2.0", "mozilla public license version 2.0"},
	{"MPL-2.0", "mozilla public license, version 2.0"},
	{"OFL-1.1", "sil open font license version 1.1"},
	{"GPL", "gnu general public license"}, // and below those that are not taken
	{"LGPL", "gnu lesser general public license"},
	{"AGPL", "gnu affero general public license"},
	{"Apache-2.0", "apache license version 2.0"},
	{"Apache-2.0", "apache license, version 2.0"},
	{"MIT", "permission is hereby granted, free of charge, to any person obtaining a copy"},
	{"BSD", "redistribution and use in source and binary forms, with or without modification, are permitted"},
	{"ISC", "permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby granted"},
	{"ISC", "permission to use, copy, modify, and distribute this software for any purpose with or without fee is hereby granted"},
	{"Unlicense", "this is free and unencumbered software released into the public domain"},
	{"CC0-1.0", "cc0 1.0 universal"},
	{"public domain", "has been dedicated to the public domain"},
}

var allowed = []string{"MIT", "BSD", "Apache-2.0", "MPL-2.0", "ISC", "Unlicense", "CC0-1.0", "OFL-1.1", "public domain"}

// licenceOf names the licence that a text is, or "".
func licenceOf(text string) string {
	text = strings.Join(strings.Fields(strings.ToLower(text)), " ")
	for _, l := range licences {
		if strings.Contains(text, l.words) {
			return l.name
		}
	}
	return ""
}

var (
	licenceFile = regexp.MustCompile(`(?i)^(un)?licen[cs]e|^copying`)
	noticeFile  = regexp.MustCompile(`(?i)^notice|^patents|^licen[cs]e.*(3rd|third)-?party`)
	noLicence   = regexp.MustCompile(`(?i)logo|\.go$`) // of a picture, or code
)

// linked are modules by what go list says of the packages of the program.
type linked struct {
	Dir        string
	Standard   bool
	ImportPath string
	Module     *struct {
		Path, Version, Dir string
		Main               bool
	}
}

// TestLicences holds that all that is linked into a program, for any platform that
// releases are made for, may be passed on with it. For a release it writes the
// notices into the file that ENTENTE_NOTICES names.
func TestLicences(t *testing.T) {
	dirs := map[string]map[string]bool{} // module with version → folders of linked packages and those above
	roots := map[string]string{}
	for _, env := range [][]string{
		{"GOOS=linux", "CGO_ENABLED=0"}, {"GOOS=darwin", "CGO_ENABLED=0"}, {"GOOS=windows", "CGO_ENABLED=0"},
		{"GOOS=" + runtime.GOOS, "GOARCH=" + runtime.GOARCH, "CGO_ENABLED=1"},
	} {
		cmd := exec.Command("go", "list", "-deps", "-json=Dir,Standard,ImportPath,Module", "./cmd/entente")
		cmd.Env = append(os.Environ(), env...)
		out, err := cmd.Output()
		if err != nil {
			t.Fatalf("go list: %v", err)
		}
		for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
			var p linked
			if err := dec.Decode(&p); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatal(err)
			}
			if p.Standard || p.Module == nil || p.Module.Main {
				continue
			}
			m := strings.TrimSpace(p.Module.Path + " " + p.Module.Version)
			roots[m] = p.Module.Dir
			if dirs[m] == nil {
				dirs[m] = map[string]bool{}
			}
			for d := p.Dir; ; d = filepath.Dir(d) {
				dirs[m][d] = true
				if d == p.Module.Dir || len(d) <= len(p.Module.Dir) {
					break
				}
			}
		}
	}
	if len(roots) < 20 {
		t.Fatalf("only %d modules", len(roots))
	}
	goroot, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	std := "Go " + runtime.Version()
	roots[std] = strings.TrimSpace(string(goroot))
	dirs[std] = map[string]bool{roots[std]: true}
	fonts := "The fonts of the site"
	roots[fonts] = filepath.Join("publish", "site", "static", "fonts")
	dirs[fonts] = map[string]bool{roots[fonts]: true}

	var b strings.Builder
	b.WriteString("Entente is under the Apache License 2.0 (LICENSE). What is linked into it, and the fonts that a site takes along,\nare under the licences below. DuckDB, in programs that have it, brings libraries of its own: see third_party/ of\nhttps://github.com/duckdb/duckdb.\n")
	for _, m := range slices.Sorted(maps.Keys(roots)) {
		names, texts := []string{}, ""
		for _, d := range slices.Sorted(maps.Keys(dirs[m])) {
			entries, err := os.ReadDir(d)
			if err != nil {
				t.Fatal(err)
			}
			for _, e := range entries {
				notice := noticeFile.MatchString(e.Name())
				if e.IsDir() || !notice && !licenceFile.MatchString(e.Name()) || noLicence.MatchString(e.Name()) {
					continue
				}
				src, err := os.ReadFile(filepath.Join(d, e.Name()))
				if err != nil {
					t.Fatal(err)
				}
				if len(strings.TrimSpace(string(src))) == 0 {
					continue // says nothing
				}
				rel, _ := filepath.Rel(roots[m], filepath.Join(d, e.Name()))
				texts += fmt.Sprintf("\n--- %s\n\n%s\n", filepath.ToSlash(rel), strings.TrimSpace(string(src)))
				if notice {
					continue
				}
				name := licenceOf(string(src))
				if !slices.Contains(allowed, name) {
					t.Errorf("%s: %s is %q, none of: %s", m, rel, name, strings.Join(allowed, ", "))
				}
				if !slices.Contains(names, name) {
					names = append(names, name)
				}
			}
		}
		if len(names) == 0 {
			t.Errorf("%s has no licence", m)
		}
		fmt.Fprintf(&b, "\n%s\n%s (%s)\n%s", strings.Repeat("=", 78), m, strings.Join(names, ", "), texts)
	}
	if file := os.Getenv("ENTENTE_NOTICES"); file != "" {
		if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func TestLicenceOf(t *testing.T) {
	for text, want := range map[string]string{
		"Apache License\n   Version 2.0, January 2004":                                     "Apache-2.0",
		"Permission is hereby granted, free of charge,\nto any person obtaining a copy of": "MIT",
		"GNU GENERAL PUBLIC LICENSE\nVersion 3":                                            "GPL",
		"GNU LESSER GENERAL PUBLIC LICENSE":                                                "LGPL",
		"Mozilla Public License Version 2.0 … GNU General Public License":                  "MPL-2.0",
		"All rights reserved.":                                                             "",
	} {
		if got := licenceOf(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
