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
	for _, name := range []string{"check", "preview", "moved", "comment"} {
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

// hosted is a repository with a dossier, and a host that takes what is said under a change.
type hosted struct {
	dir, work string
	env       []string
}

// standIns are the programs that talk to a host: they keep what they are given. An archive
// that is fetched holds the program.
const standIns = `for h in gh curl; do
cat > bin/$h <<'EOF'
#!/bin/sh
case "$*" in
*-o*) cp ../archive.tar.gz "$3" ;;
*) { echo "$@"; cat moved.md; } > posted ;;
esac
EOF
chmod +x bin/$h
done
mkdir -p entente-1 runner
printf '#!/bin/sh\nexec "%s/real/entente" "$@"\n' "$PWD" > entente-1/entente
chmod +x entente-1/entente
tar -czf archive.tar.gz entente-1`

func host(t *testing.T) *hosted {
	t.Helper()
	for _, p := range []string{"git", "bash", "tar", "sha256sum"} {
		if _, err := exec.LookPath(p); err != nil {
			t.Skip(p + " is not installed")
		}
	}
	me, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for _, d := range []string{"bin", "work", "real"} {
		if err := os.Mkdir(filepath.Join(dir, d), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink(me, filepath.Join(dir, "real", "entente")); err != nil {
		t.Fatal(err)
	}
	h := &hosted{dir: dir, work: dir}
	h.env = append(os.Environ(), "HOME="+dir, "NUMBER=7", "CI_MERGE_REQUEST_IID=7", "RUNNER_TEMP="+filepath.Join(dir, "runner"), "GITHUB_PATH="+filepath.Join(dir, "path"), "ENTENTE_ARCHIVE=https://example.org/entente.tar.gz")
	h.path("bin")
	h.sh(t, standIns)
	sum, _, _ := strings.Cut(h.sh(t, "sha256sum archive.tar.gz"), " ")
	h.env = append(h.env, "ENTENTE_SHA256="+sum)
	h.work = filepath.Join(dir, "work")
	return h
}

// path puts a folder first where programs are looked for.
func (h *hosted) path(dir string) {
	was := os.Getenv("PATH")
	for _, v := range h.env {
		if p, ok := strings.CutPrefix(v, "PATH="); ok {
			was = p
		}
	}
	h.env = append(h.env, "PATH="+filepath.Join(h.dir, dir)+string(os.PathListSeparator)+was)
}

func (h *hosted) sh(t *testing.T, script string) string {
	t.Helper()
	cmd := exec.Command("bash", "-e", "-c", script)
	cmd.Dir, cmd.Env = h.work, h.env
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%s\n%v\n%s", script, err, out)
	}
	return strings.TrimSpace(string(out))
}

// holds fails where a file lacks words.
func (h *hosted) holds(t *testing.T, file string, want ...string) string {
	t.Helper()
	src, err := os.ReadFile(filepath.Join(h.work, file))
	if err != nil {
		t.Error(err)
	}
	for _, w := range want {
		if !strings.Contains(string(src), w) {
			t.Errorf("%s lacks %q\n%.400s", file, w, src)
		}
	}
	return string(src)
}

// TestWorkflows runs the scripts of the workflows of docs/ci.md on a dossier in a
// repository: a change that moves a verdict, while its target moved on, and one that adds
// the dossier. What talks to a host is a stand-in that keeps what it was given.
func TestWorkflows(t *testing.T) {
	var flows []string
	for _, b := range blockRE.FindAllStringSubmatch(docsPage(t, "ci.md"), -1) {
		if b[1] == "yaml" {
			flows = append(flows, b[2])
		}
	}
	if len(flows) != 2 {
		t.Fatalf("%d workflows", len(flows))
	}
	github, gitlab := githubSteps(t, flows[0]), gitlabSteps(t, flows[1])
	for _, c := range []struct {
		name, out string // what is checked out
		target    string // which GitLab tells of a merged result alone
		steps     []step
	}{
		{"GitHub", "merged", "", github}, {"GitLab", "change", "", gitlab}, {"GitLab, merged", "merged", "trunk", gitlab},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := host(t)
			if c.steps[0].name != "Install" {
				h.path("real")
			}
			run := func(steps []step) {
				t.Helper()
				for _, s := range steps {
					h.sh(t, s.script)
					if s.name == "Install" {
						added, err := os.ReadFile(filepath.Join(h.dir, "path"))
						if err != nil || strings.TrimSpace(string(added)) != filepath.Join(h.dir, "runner") {
							t.Fatalf("%q, %v", added, err)
						}
						h.path("runner")
					}
				}
			}
			h.sh(t, `"$HOME/real/entente" new dossier && git init -q -b trunk . && git config user.email a@example.org && git config user.name A
git commit -q --allow-empty -m zero && git tag empty && git add . && git commit -q -m one && git tag base
git checkout -q -b change
sed -i.bak '14s/low: 50, best: 65, high: 80/low: 10, best: 25, high: 40/' dossier/members/xco.yaml && rm dossier/members/xco.yaml.bak && git commit -q -a -m two
git checkout -q trunk && echo "# others wrote this" >> dossier/dossier.yaml && git commit -q -a -m other
git checkout -q -b merged && git merge -q --no-edit change`)
			h.sh(t, "git checkout -q --detach "+c.out)
			h.env = append(h.env, "CI_MERGE_REQUEST_DIFF_BASE_SHA="+h.sh(t, "git rev-parse base"), "CI_MERGE_REQUEST_TARGET_BRANCH_SHA=")
			if c.target != "" {
				h.env = append(h.env, "CI_MERGE_REQUEST_TARGET_BRANCH_SHA="+h.sh(t, "git rev-parse "+c.target))
			}
			run(c.steps)
			h.holds(t, "entente.sarif", `"$schema"`)
			h.holds(t, "preview/index.html", "<h1>")
			if posted := h.holds(t, "posted", "7", "```text\n", "ready → within reach", "members/xco.yaml"); strings.Contains(posted, "dossier.yaml") {
				t.Errorf("what others changed is laid to the change:\n%s", posted)
			}

			h.sh(t, `git checkout -q --detach empty && git merge -q --no-ff --no-edit base`)
			h.env = append(h.env, "CI_MERGE_REQUEST_DIFF_BASE_SHA="+h.sh(t, "git rev-parse empty"), "CI_MERGE_REQUEST_TARGET_BRANCH_SHA=")
			run(c.steps[len(c.steps)-2:])
			h.holds(t, "posted", "7", "```text\nThe dossier is new.\n")
		})
	}
}
