//go:build unix

package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"entente/dossier"
)

// told gathers what a command writes while it runs.
type told struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (t *told) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.b.Write(p)
}

func (t *told) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.b.String()
}

// TestWatch edits a dossier as people do while a build watches it: the words of a text, an
// editor's file that comes and goes, a new text, a fault and its mending.
func TestWatch(t *testing.T) {
	dir, out := filepath.Join(t.TempDir(), "d"), filepath.Join(t.TempDir(), "site")
	if err := dossier.New(dir); err != nil {
		t.Fatal(err)
	}
	var errs told
	ended := make(chan int)
	go func() {
		ended <- run([]string{"build", dir, "-o", out, "--watch"}, strings.NewReader(""), &bytes.Buffer{}, &errs)
	}()
	until := func(what string, is func() bool) {
		t.Helper()
		for range 600 {
			if is() {
				return
			}
			time.Sleep(50 * time.Millisecond)
		}
		t.Fatalf("%s: not in half a minute; it told:\n%s", what, errs.String())
	}
	says := func(words string, n int) func() bool {
		return func() bool { return strings.Count(errs.String(), words) == n }
	}
	shows := func(page, words string, want bool) func() bool {
		return func() bool {
			src, err := os.ReadFile(filepath.Join(out, page))
			return err == nil && strings.Contains(string(src), words) == want
		}
	}
	change := func(file string, edit func(string) string) {
		t.Helper()
		p := filepath.Join(dir, file)
		src, err := os.ReadFile(p)
		if err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
		// As editors save: another file, which takes the place of the first.
		if err := os.WriteFile(p+".new~", []byte(edit(string(src))), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(p+".new~", p); err != nil {
			t.Fatal(err)
		}
	}
	until("the first build", says("watching "+dir, 1))
	change("initiatives/clean-banks.md", func(s string) string { return s + "\nA heron came by.\n" })
	until("other words", shows("initiatives/clean-banks.html", "A heron came by.", true))
	until("what was written", says("initiatives/clean-banks.md: ", 1))
	if got := errs.String(); strings.Count(got, " pages in ") != 1 {
		t.Errorf("for other words all was built anew:\n%s", got)
	}
	change("pieces/heron.md", func(string) string { return "---\ntitle: The heron\nkind: note\ndate: 2026-01-02\n---\nIt stood.\n" })
	until("a new text", shows("pieces/heron.html", "It stood.", true))
	until("all anew", says(" pages in ", 2))
	change("pieces/heron.md", func(s string) string { return strings.Replace(s, "title: ", "titel: ", 1) })
	until("a fault", says(out+" is as it was before that change", 1))
	if !shows("pieces/heron.html", "It stood.", true)() || !strings.Contains(errs.String(), "titel") {
		t.Errorf("the fault changed the site, or was not told:\n%s", errs.String())
	}
	// While a file has a fault no other words are taken either: what a build refuses, a
	// watched one does.
	change("initiatives/clean-banks.md", func(s string) string { return s + "\nTwo herons came by.\n" })
	until("the fault again", says(out+" is as it was before that change", 2))
	change("pieces/heron.md", func(s string) string {
		return strings.Replace(strings.Replace(s, "titel: ", "title: ", 1), "It stood.", "It flew.", 1)
	})
	until("the mending", shows("pieces/heron.html", "It flew.", true))
	until("the words of meanwhile", shows("initiatives/clean-banks.html", "Two herons came by.", true))
	if err := os.Remove(filepath.Join(dir, "pieces", "heron.md")); err != nil {
		t.Fatal(err)
	}
	until("a text taken away", func() bool { _, err := os.Stat(filepath.Join(out, "pieces", "heron.html")); return os.IsNotExist(err) })
	me, err := os.FindProcess(os.Getpid())
	if err != nil {
		t.Fatal(err)
	}
	if err := me.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	select {
	case code := <-ended:
		if code != 0 {
			t.Errorf("it ended with %d", code)
		}
	case <-time.After(30 * time.Second):
		t.Error("it did not end")
	}
}
