package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// TestEditionsPage does what docs/editions.md says.
func TestEditionsPage(t *testing.T) {
	src := docsPage(t, "editions.md")
	t.Chdir(t.TempDir())
	t.Setenv("GIT_CEILING_DIRECTORIES", filepath.Dir(t.TempDir()))
	if err := follow(src); err != nil {
		t.Error(err)
	}
}

// step is a script of a workflow with what it is called.
type step struct{ name, script string }

// githubSteps gives the steps of a workflow of GitHub's that run something.
func githubSteps(t *testing.T, src string) []step {
	t.Helper()
	var w struct {
		On   map[string]any `yaml:"on"`
		Jobs map[string]struct {
			RunsOn string `yaml:"runs-on"`
			Steps  []struct {
				Name, Uses, Run string
			}
		}
	}
	if err := yaml.Unmarshal([]byte(src), &w); err != nil {
		t.Fatal(err)
	}
	var out []step
	for _, j := range w.Jobs {
		for _, s := range j.Steps {
			if (s.Uses == "") == (s.Run == "") {
				t.Errorf("a step has both or neither of uses and run: %+v", s)
			}
			if s.Run != "" {
				out = append(out, step{s.Name, s.Run})
			}
		}
	}
	if w.On["pull_request"] == nil {
		t.Error("it does not run on a change")
	}
	return out
}

// gitlabSteps gives the scripts of a workflow of GitLab's, by job, in the order of stages.
func gitlabSteps(t *testing.T, src string) []step {
	t.Helper()
	var all map[string]yaml.Node
	var w struct{ Stages []string }
	if err := yaml.Unmarshal([]byte(src), &all); err != nil {
		t.Fatal(err)
	}
	if err := yaml.Unmarshal([]byte(src), &w); err != nil {
		t.Fatal(err)
	}
	var out []step
	for _, name := range []string{"check", "preview", "moved"} {
		var job struct {
			Stage  string
			Script []string
		}
		n, ok := all[name]
		if !ok {
			t.Fatalf("there is no job %s", name)
		}
		if err := n.Decode(&job); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(strings.Join(w.Stages, " "), job.Stage) {
			t.Errorf("%s: there is no stage %s", name, job.Stage)
		}
		out = append(out, step{name, strings.Join(job.Script, "\n")})
	}
	return out
}

// TestWorkflows runs the scripts of the workflows of docs/ci.md on a dossier in a
// repository, of which a change moves a verdict; what talks to a host is a stand-in that
// keeps what it was given.
func TestWorkflows(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed")
	}
	var flows []string
	for _, b := range blockRE.FindAllStringSubmatch(docsPage(t, "ci.md"), -1) {
		if b[1] == "yaml" {
			flows = append(flows, b[2])
		}
	}
	if len(flows) != 2 {
		t.Fatalf("%d workflows", len(flows))
	}
	me, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for name, steps := range map[string][]step{"GitHub": githubSteps(t, flows[0]), "GitLab": gitlabSteps(t, flows[1])} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			bin, work := filepath.Join(dir, "bin"), filepath.Join(dir, "work")
			must := func(err error) {
				t.Helper()
				if err != nil {
					t.Fatal(err)
				}
			}
			must(os.MkdirAll(bin, 0o700))
			must(os.MkdirAll(work, 0o700))
			must(os.Symlink(me, filepath.Join(bin, "entente")))
			const host = "#!/bin/sh\necho \"$@\" >> posted\ncat moved.md >> posted\n"
			for _, h := range []string{"gh", "curl"} {
				must(os.WriteFile(filepath.Join(bin, h), []byte(host), 0o700))
			}
			base := ""
			sh := func(script string) string {
				t.Helper()
				cmd := exec.Command("bash", "-e", "-c", script)
				cmd.Dir = work
				cmd.Env = append(os.Environ(), "PATH="+bin+string(os.PathListSeparator)+os.Getenv("PATH"), "BASE="+base, "CI_MERGE_REQUEST_DIFF_BASE_SHA="+base, "NUMBER=7", "CI_MERGE_REQUEST_IID=7", "HOME="+dir)
				out, err := cmd.CombinedOutput()
				if err != nil {
					t.Fatalf("%s\n%v\n%s", script, err, out)
				}
				return strings.TrimSpace(string(out))
			}
			sh("entente new dossier && git init -q . && git config user.email a@example.org && git config user.name A && git add . && git commit -q -m one")
			base = sh("git rev-parse HEAD")
			sh(`sed -i.bak '14s/low: 50, best: 65, high: 80/low: 10, best: 25, high: 40/' dossier/members/xco.yaml && rm dossier/members/xco.yaml.bak && git commit -q -a -m two`)
			ran := map[string]bool{}
			for _, s := range steps {
				if s.name == "Install" {
					continue // a release is fetched
				}
				sh(s.script)
				for _, c := range []string{"check", "build", "diff"} {
					ran[c] = ran[c] || strings.Contains(s.script, "entente "+c)
				}
			}
			if len(ran) != 3 || !ran["check"] || !ran["build"] || !ran["diff"] {
				t.Errorf("it runs %v alone", ran)
			}
			for file, want := range map[string]string{
				"entente.sarif": `"$schema"`, "preview/index.html": "<h1>", "posted": "ready → within reach",
			} {
				src, err := os.ReadFile(filepath.Join(work, file))
				if err != nil || !strings.Contains(string(src), want) {
					t.Errorf("%s lacks %q: %v\n%.400s", file, want, err, src)
				}
			}
			if src, _ := os.ReadFile(filepath.Join(work, "posted")); !strings.Contains(string(src), "7") || !strings.Contains(string(src), "```text\n") {
				t.Errorf("the comment is\n%s", src)
			}
		})
	}
}
