package fetch

import (
	"errors"
	"fmt"
	"net/http"
)

// The kinds of failure. Every error of this package that is not a
// [StatusError] or the caller's own cancelled context wraps one of them or the
// error of the network below.
var (
	// ErrPrivate: the address leads to a machine that is not on the public
	// Internet.
	ErrPrivate = errors.New("not a public address")
	// ErrScheme: the address is not one that is read: another scheme, another
	// port, a password inside it, no host.
	ErrScheme = errors.New("not an address that is read")
	// ErrTooLarge: the body, the feed or a part of it is over its limit.
	ErrTooLarge = errors.New("too large")
	// ErrRobots: the site's robots.txt forbids the page or could not be read.
	ErrRobots = errors.New("robots.txt does not allow it")
	// ErrRedirects: too many redirects, or one that leads where none may.
	ErrRedirects = errors.New("redirects cannot be followed")
	// ErrType: the content is of a kind that is not read.
	ErrType = errors.New("not a type that is read")
	// ErrTimeout: the answer took longer than the time limit.
	ErrTimeout = errors.New("took too long")
	// ErrFeed: the text is not a feed that can be read.
	ErrFeed = errors.New("not a readable feed")
)

// Error says what went wrong with one address and what to do next.
type Error struct {
	URL   string // the address in question, without a password; empty for ParseFeed
	Text  string // what is wrong and what to do
	Kind  error  // one of the sentinel errors, or nil
	Cause error  // what lies below, or nil
}

// Error gives the address and the text.
func (e *Error) Error() string {
	if e.URL == "" {
		return e.Text
	}
	return e.URL + ": " + e.Text
}

// Unwrap gives the kind and the cause, for errors.Is and errors.As.
func (e *Error) Unwrap() []error {
	var out []error
	if e.Kind != nil {
		out = append(out, e.Kind)
	}
	if e.Cause != nil {
		out = append(out, e.Cause)
	}
	return out
}

func fail(kind error, format string, args ...any) *Error {
	return &Error{Kind: kind, Text: fmt.Sprintf(format, args...)}
}

// at puts the address to an error that has none yet.
func at(url string, err error) error {
	if e, ok := errors.AsType[*Error](err); ok {
		if e.URL == "" {
			c := *e
			c.URL = url
			return &c
		}
		return err
	}
	if _, ok := errors.AsType[*StatusError](err); ok {
		return err
	}
	return &Error{URL: url, Text: err.Error(), Cause: err}
}

// StatusError is an answer other than the page: a status outside 200 to 299.
type StatusError struct {
	URL        string
	Status     int
	RetryAfter string // the header of that name, if any
}

// Error names the status and what to do.
func (e *StatusError) Error() string {
	name := http.StatusText(e.Status)
	if name == "" {
		name = "no known status"
	}
	return fmt.Sprintf("%s: the server answered %d (%s); %s", e.URL, e.Status, name, e.advice())
}

func (e *StatusError) advice() string {
	switch {
	case e.Status == http.StatusUnauthorized || e.Status == http.StatusForbidden || e.Status == http.StatusPaymentRequired:
		return "it does not give the page to programs or without an account; save the text by hand"
	case e.Status == http.StatusNotFound || e.Status == http.StatusGone:
		return "check the address, or look for the page in a web archive"
	case e.Status == http.StatusTooManyRequests || e.Status == http.StatusServiceUnavailable:
		if e.RetryAfter != "" {
			return fmt.Sprintf("try again later (it says to wait: %q)", e.RetryAfter)
		}
		return "try again later"
	case e.Status == http.StatusUnavailableForLegalReasons:
		return "the page is withheld for legal reasons; save the text by hand if you have it"
	case e.Status >= 500:
		return "the fault is on the server's side; try again later"
	case e.Status == http.StatusNotModified:
		return "it was not asked whether the page had changed; try again later"
	}
	return "open the address in a browser to see what it wants"
}
