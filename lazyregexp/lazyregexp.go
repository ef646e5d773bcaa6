// Package lazyregexp compiles a regular expression when it is first used, so that
// packages may keep many in their variables and a program that asks for none
// starts without them. It follows internal/lazyregexp of Go's own source. A text that
// lacks what every match has is told from a glance, without a search.
package lazyregexp

import (
	"os"
	"regexp"
	"strings"
	"sync"
)

// Regexp is an expression that is compiled once, when first used. Several
// goroutines may use it. Its methods are those of regexp.Regexp.
type Regexp struct {
	get func() *compiled
}

type compiled struct {
	*regexp.Regexp
	*need
}

// inTest makes tests compile all expressions at once: a wrong one must not wait
// for its first use.
var inTest = len(os.Args) > 0 && strings.HasSuffix(strings.TrimSuffix(os.Args[0], ".exe"), ".test")

// New gives the expression. One that does not compile panics when first used.
func New(expr string) *Regexp {
	r := &Regexp{sync.OnceValue(func() *compiled { return &compiled{regexp.MustCompile(expr), needOf(expr)} })}
	if inTest {
		r.get()
	}
	return r
}

// String gives the expression.
func (r *Regexp) String() string { return r.get().String() }

// search gives the expression for a search in a text, nil where the text holds no match.
func (r *Regexp) search(s string) *regexp.Regexp {
	if c := r.get(); c.mayMatch(s) {
		return c.Regexp
	}
	return nil
}

func (r *Regexp) MatchString(s string) bool {
	re := r.search(s)
	return re != nil && re.MatchString(s)
}

func (r *Regexp) FindString(s string) string {
	if re := r.search(s); re != nil {
		return re.FindString(s)
	}
	return ""
}

func (r *Regexp) FindStringIndex(s string) []int {
	if re := r.search(s); re != nil {
		return re.FindStringIndex(s)
	}
	return nil
}

func (r *Regexp) FindStringSubmatch(s string) []string {
	if re := r.search(s); re != nil {
		return re.FindStringSubmatch(s)
	}
	return nil
}

func (r *Regexp) FindStringSubmatchIndex(s string) []int {
	if re := r.search(s); re != nil {
		return re.FindStringSubmatchIndex(s)
	}
	return nil
}

func (r *Regexp) FindAllString(s string, n int) []string {
	if re := r.search(s); re != nil {
		return re.FindAllString(s, n)
	}
	return nil
}

func (r *Regexp) FindAllStringIndex(s string, n int) [][]int {
	if re := r.search(s); re != nil {
		return re.FindAllStringIndex(s, n)
	}
	return nil
}

func (r *Regexp) FindAllStringSubmatchIndex(s string, n int) [][]int {
	if re := r.search(s); re != nil {
		return re.FindAllStringSubmatchIndex(s, n)
	}
	return nil
}

func (r *Regexp) FindSubmatch(b []byte) [][]byte { return r.get().FindSubmatch(b) }

func (r *Regexp) ReplaceAllString(src, repl string) string {
	if re := r.search(src); re != nil {
		return re.ReplaceAllString(src, repl)
	}
	return src
}

func (r *Regexp) ReplaceAllStringFunc(src string, f func(string) string) string {
	if re := r.search(src); re != nil {
		return re.ReplaceAllStringFunc(src, f)
	}
	return src
}

func (r *Regexp) Split(s string, n int) []string { return r.get().Split(s, n) }
