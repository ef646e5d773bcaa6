// Mutant measures what the tests notice. It draws lines of the packages that
// hold the method, the rules and the pages, breaks each in one place, and runs
// the tests of the line's own package on it. No file of the tree is touched:
// the broken file reaches the compiler by its -overlay flag, and tests run in a
// copy. What lies beside the repository is not there.
//
//	.ci/mutate                     # fifty lines, seeded by the commit
//	.ci/mutate -seed practice-1    # others, while writing tests
//
// The same seed on the same commit draws the same mutants.
package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"time"
)

// packages are those whose lines are drawn, each line with the same chance.
const packages = "winset agenda series check evidence/page dossier publish/*"

// share is how many of the mutants must be caught: 45 of 50.
const share = 0.9

func main() {
	seed := flag.String("seed", "", "what decides the draw; the commit's hash unless given")
	n := flag.Int("n", 50, "how many lines are broken")
	in := flag.String("packages", packages, "folders, separated by spaces")
	jobs := flag.Int("jobs", runtime.GOMAXPROCS(0), "how many mutants are tested at a time")
	flag.Parse()
	if err := run(*seed, *n, *in, *jobs); err != nil {
		fmt.Fprintln(os.Stderr, "mutate:", err)
		os.Exit(1)
	}
}

func run(seed string, n int, in string, jobs int) error {
	if seed == "" {
		hash, err := exec.Command("git", "rev-parse", "HEAD").Output()
		if err != nil {
			return fmt.Errorf("the commit's hash: %w", err)
		}
		if changed, err := exec.Command("git", "status", "--porcelain").Output(); err != nil || len(changed) > 0 {
			return errors.New("the tree differs from the commit; commit first, or give -seed")
		}
		seed = strings.TrimSpace(string(hash))
	}
	lines, err := draw(seed, in)
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "mutate")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	started := time.Now()
	tree := filepath.Join(dir, "tree")
	if err := copyTree(tree); err != nil {
		return err
	}
	b := &bench{dir: dir, tree: tree, lines: lines, want: n, normal: map[string]func() (time.Duration, error){}}
	fmt.Printf("seed %s: %d lines can be broken\n", seed, len(lines))
	var wg sync.WaitGroup
	for range max(1, jobs) {
		wg.Go(b.work)
	}
	wg.Wait()
	if b.err != nil {
		return b.err
	}
	fmt.Printf("%d of %d caught (%d of them ran too long), in %s\n", b.caught, b.done, b.late, time.Since(started).Round(time.Second))
	for _, s := range b.survivors {
		fmt.Println("survived:", s)
	}
	if b.done < n || float64(b.caught) < share*float64(n) {
		return fmt.Errorf("%d of %d are asked for", int(share*float64(n)+0.999), n)
	}
	return nil
}

// draw gives the lines in the order in which they are taken, each with its
// mutants in the order in which they are tried.
func draw(seed, in string) ([][]mutant, error) {
	var lines [][]mutant
	for pattern := range strings.FieldsSeq(in) {
		files, err := filepath.Glob(pattern + "/*.go")
		if err != nil {
			return nil, err
		}
		for _, file := range files {
			if strings.HasSuffix(file, "_test.go") {
				continue
			}
			all, err := mutantsOf(file)
			if err != nil {
				return nil, err
			}
			byLine := map[int]int{}
			for _, m := range all {
				k, ok := byLine[m.line]
				if !ok {
					k = len(lines)
					byLine[m.line], lines = k, append(lines, nil)
				}
				lines[k] = append(lines[k], m)
			}
		}
	}
	if len(lines) == 0 {
		return nil, fmt.Errorf("no code in %s", in)
	}
	r := rand.New(rand.NewChaCha8(sha256.Sum256([]byte(seed))))
	r.Shuffle(len(lines), func(i, j int) { lines[i], lines[j] = lines[j], lines[i] })
	for _, l := range lines {
		r.Shuffle(len(l), func(i, j int) { l[i], l[j] = l[j], l[i] })
	}
	return lines, nil
}

// bench tests mutants until enough have compiled. It takes lines strictly in
// their order and never more than may still be needed, so that how many work at
// a time does not change what is drawn.
type bench struct {
	dir   string
	tree  string // a copy, in which tests run: those that fail may write
	lines [][]mutant
	want  int

	mu        sync.Mutex
	next      int // the line to take next
	open      int // lines taken and not decided
	done      int // mutants tested
	caught    int // those that ran too long among them
	late      int
	survivors []string
	normal    map[string]func() (time.Duration, error)
	err       error
}

// take gives the next line and its number; ok is false where no more is needed.
// It waits where the mutants in work may turn out to be enough.
func (b *bench) take() (line int, ok bool) {
	for {
		b.mu.Lock()
		switch {
		case b.err != nil || b.done >= b.want || b.next >= len(b.lines):
			b.mu.Unlock()
			return 0, false
		case b.done+b.open < b.want:
			line = b.next
			b.next++
			b.open++
			b.mu.Unlock()
			return line, true
		}
		b.mu.Unlock()
		time.Sleep(200 * time.Millisecond)
	}
}

func (b *bench) work() {
	for {
		line, ok := b.take()
		if !ok {
			return
		}
		b.test(line)
	}
}

// test tries a line's mutants until one compiles and reports what the tests
// make of it.
func (b *bench) test(line int) {
	outcome, shown := "", ""
	var err error
	for i, m := range b.lines[line] {
		outcome, err = b.try(m, filepath.Join(b.dir, fmt.Sprintf("%d-%d", line, i)))
		if shown = m.String(); outcome != "" || err != nil {
			break
		}
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.open--
	if err != nil {
		b.err = errors.Join(b.err, err)
		return
	}
	if outcome == "" {
		return // no mutant of the line compiles
	}
	b.done++
	if outcome == survived {
		b.survivors = append(b.survivors, shown)
	} else {
		b.caught++
		if outcome == timedOut {
			b.late++
		}
	}
	fmt.Printf("%3d %-9s %s\n", b.done, outcome, shown)
}

const (
	survived = "SURVIVED"
	timedOut = "timed out"
)

// try gives what became of a mutant, and "" where it does not compile.
func (b *bench) try(m mutant, dir string) (string, error) {
	pkg := filepath.ToSlash(filepath.Dir(m.file))
	normal, err := b.baseline(pkg)
	if err != nil {
		return "", err
	}
	if err := os.Mkdir(dir, 0o755); err != nil {
		return "", err
	}
	defer os.RemoveAll(dir)
	overlay, err := writeOverlay(m, dir)
	if err != nil {
		return "", err
	}
	binary := filepath.Join(dir, "tests")
	if _, err := compile(pkg, binary, "-overlay", overlay); err != nil {
		return "", nil
	}
	// A mutant may run for ever. The limit is far off, so that a busy machine does
	// not pass for a mutant that was caught.
	limit := time.Minute + 6*normal
	took, failed := runTests(binary, filepath.Join(b.tree, pkg), limit)
	switch {
	case !failed:
		return survived, nil
	case took >= limit:
		return timedOut, nil
	}
	return "caught", nil
}

func writeOverlay(m mutant, dir string) (string, error) {
	path, err := filepath.Abs(m.file)
	if err != nil {
		return "", err
	}
	src, err := os.ReadFile(path)
	if err != nil {
		return "", err
	}
	broken := filepath.Join(dir, "mutant.go")
	if err := os.WriteFile(broken, m.apply(src), 0o644); err != nil {
		return "", err
	}
	text, err := json.Marshal(map[string]map[string]string{"Replace": {path: broken}})
	if err != nil {
		return "", err
	}
	overlay := filepath.Join(dir, "overlay.json")
	return overlay, os.WriteFile(overlay, text, 0o644)
}

// compile makes a package's tests into a binary; a package without tests gives none.
func compile(pkg, binary string, flags ...string) ([]byte, error) {
	args := append([]string{"test", "-c", "-vet=off", "-o", binary}, flags...)
	return exec.Command("go", append(args, "./"+pkg)...).CombinedOutput()
}

// memory is what a test process may map, in KiB: a mutant that eats all of it
// must not take the machine along.
const memory = 8 << 20

// copyTree copies what git holds, and what is new and not ignored.
func copyTree(to string) error {
	list, err := exec.Command("git", "ls-files", "-coz", "--exclude-standard").Output()
	if err != nil {
		return fmt.Errorf("the files of the tree: %w", err)
	}
	for name := range strings.SplitSeq(strings.TrimRight(string(list), "\x00"), "\x00") {
		src, err := os.ReadFile(name)
		if errors.Is(err, fs.ErrNotExist) {
			continue // taken out since
		}
		if err != nil {
			return err
		}
		path := filepath.Join(to, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, src, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// runTests runs compiled tests in a folder of their own package, as go test does.
func runTests(binary, folder string, limit time.Duration) (took time.Duration, failed bool) {
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	script := fmt.Sprintf(`ulimit -v %d 2>/dev/null; exec "$0" -test.failfast`, memory)
	cmd := exec.CommandContext(ctx, "sh", "-c", script, binary)
	cmd.Dir = folder
	cmd.WaitDelay = time.Second
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	started := time.Now()
	err := cmd.Run()
	return time.Since(started), err != nil
}

// baseline is how long a package's tests take as they are; an error where they
// fail, since then they would catch anything.
func (b *bench) baseline(pkg string) (time.Duration, error) {
	b.mu.Lock()
	once := b.normal[pkg]
	if once == nil {
		once = sync.OnceValues(func() (time.Duration, error) {
			binary := filepath.Join(b.dir, strings.ReplaceAll(pkg, "/", "-")+".test")
			if out, err := compile(pkg, binary); err != nil {
				return 0, fmt.Errorf("%s: %w\n%s", pkg, err, out)
			}
			if _, err := os.Stat(binary); err != nil {
				return 0, fmt.Errorf("%s has no tests, so that nothing would be caught", pkg)
			}
			took, failed := runTests(binary, filepath.Join(b.tree, pkg), 10*time.Minute)
			if failed {
				return 0, fmt.Errorf("the tests of %s fail without any mutant", pkg)
			}
			return took, nil
		})
		b.normal[pkg] = once
	}
	b.mu.Unlock()
	return once()
}
