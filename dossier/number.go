package dossier

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"

	"entente/lazyregexp"
)

// MaxNumber bounds every number of a dossier that has no narrower bounds: up to
// it a float64 tells whole numbers apart, and what is added up or multiplied out
// of a dossier's numbers stays finite.
const MaxNumber = 1e15

// isDecimal reports whether a text is a number as it is written in tables and in
// YAML: digits with an optional sign and point. Neither hexadecimal, nor exponents,
// nor digits parted by underscores, nor words such as NaN and Inf.
func isDecimal(s string) bool {
	if s != "" && (s[0] == '+' || s[0] == '-') {
		s = s[1:]
	}
	whole, frac, point := strings.Cut(s, ".")
	return allDigits(whole) && allDigits(frac) && (frac != "" || !point && whole != "")
}

func allDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// NumberError says why a text is no number, and how it would be written.
type NumberError struct{ Text, Hint string }

func (e *NumberError) Error() string { return fmt.Sprintf("%q is no number", shorten(e.Text)) }

// ParseNumber reads a decimal number between -MaxNumber and MaxNumber: digits
// with an optional sign, and a point for decimals. The error is a *NumberError
// where the text is not written so, and wraps ErrOutOfBounds where it is too
// large.
func ParseNumber(s string) (float64, error) {
	if !isDecimal(s) {
		return 0, &NumberError{s, numberHint(s)}
	}
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || math.Abs(v) > MaxNumber {
		return 0, fmt.Errorf("%w: %s is beyond %s", ErrOutOfBounds, shorten(s), sayBound(MaxNumber))
	}
	return v + 0, nil // -0 is 0
}

// ErrOutOfBounds is wrapped where a number is larger than any may be.
var ErrOutOfBounds = errors.New("out of bounds")

var (
	exponent  = lazyregexp.New(`^[+-]?[0-9]*\.?[0-9]+[eE][+-]?[0-9]+$`)
	grouped   = lazyregexp.New(`^[+-]?[0-9]{1,3}(?:[, '_\x{a0}\x{2009}\x{202f}][0-9]{3})+(?:\.[0-9]+)?$`)
	withComma = lazyregexp.New(`^[+-]?[0-9]+,[0-9]+$`)
	separator = strings.NewReplacer(",", "", " ", "", "'", "", "_", "", "\u00a0", "", "\u2009", "", "\u202f", "")
)

// numberHint says how a number that is written otherwise should be written.
func numberHint(s string) string {
	const plain = "write digits only, with a point for decimals"
	like := func(v string) string { return plain + ": " + shorten(v) }
	ascii := strings.Map(func(r rune) rune {
		switch {
		case r >= '０' && r <= '９':
			return r - '０' + '0'
		case r == '．':
			return '.'
		case r == '，':
			return ','
		case r == '−' || r == '－' || r == '–':
			return '-'
		}
		return r
	}, s)
	bare := strings.TrimSpace(strings.TrimRight(ascii, "%％"))
	switch {
	case isDecimal(bare):
		return like(bare)
	case grouped.MatchString(bare) && withComma.MatchString(bare): // 1,234 may be either
		return like(separator.Replace(bare)) + ", or " + strings.Replace(bare, ",", ".", 1)
	case grouped.MatchString(bare):
		return like(separator.Replace(bare))
	case withComma.MatchString(bare):
		return like(strings.Replace(bare, ",", ".", 1))
	case exponent.MatchString(bare):
		if v, err := strconv.ParseFloat(bare, 64); err == nil && math.Abs(v) >= 1e-12 && math.Abs(v) <= MaxNumber {
			return "write the digits out, without an exponent: " + strconv.FormatFloat(v, 'f', -1, 64)
		}
		return "write the digits out, without an exponent"
	}
	return plain
}

// shareHint gives the value on 0-1 of one that stands on 0-100 where 0-1 is meant;
// "" where that is not what is wrong.
func shareHint(v, lo, hi float64) string {
	if lo < 0 || hi != 1 || v <= 1 || v > 100 {
		return ""
	}
	return "if it is " + strconv.FormatFloat(v, 'f', -1, 64) + " of 100, write " + strconv.FormatFloat(math.Round(v*1e4)/1e6, 'f', -1, 64)
}

// sayBound writes a bound: 0.5, 1e15 as 1,000,000,000,000,000.
func sayBound(v float64) string {
	s := strconv.FormatFloat(v, 'f', -1, 64)
	if math.Abs(v) < 10000 {
		return s
	}
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
