// Package htmldate stands in for github.com/markusmobius/go-htmldate, which
// go-trafilatura imports. Entente finds the dates of pages on its own
// (evidence/page) and always tells go-trafilatura not to look for any, so that of
// the real package only these declarations are reached; its tables of month names
// in all languages, and an engine for regular expressions, would cost a quarter of
// a second and 70 MB in every run.
//
// The declarations follow go-htmldate v1.9.1, Apache License 2.0, Copyright Markus
// Mobius; see LICENSE. The replace line in Entente's go.mod puts it in place. The
// tests of evidence/page hold which dates pages give.
package htmldate

import (
	"errors"
	"time"

	"golang.org/x/net/html"
)

// ErrNone is what FromDocument gives: there is no date finder here.
var ErrNone = errors.New("htmldate: this build finds no dates; evidence/page does")

// Options are those that go-trafilatura sets.
type Options struct {
	UseOriginalDate     bool
	URL                 string
	SkipExtensiveSearch bool
}

// Result is a date that was found.
type Result struct {
	DateTime time.Time
	HasTime  bool
}

// IsZero tells that no date was found.
func (r Result) IsZero() bool { return r.DateTime.IsZero() }

// FromDocument always gives ErrNone.
func FromDocument(*html.Node, Options) (Result, error) { return Result{}, ErrNone }
