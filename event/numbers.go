package event

import (
	"math"
	"strconv"
)

var powers = [...]float64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22}

// decimal reads a decimal number such as -5.0 or 2.02774813233724; false for
// anything else, infinities and hexadecimal among it. Numbers of up to 19 digits
// are worked out here, to the last bit but one; they end as float32.
func decimal(s string) (float64, bool) {
	i, neg := 0, false
	if len(s) > 0 && (s[0] == '-' || s[0] == '+') {
		neg, i = s[0] == '-', 1
	}
	var mant uint64
	digits, scale, dot := 0, 0, false
	for ; i < len(s); i++ {
		switch c := s[i]; {
		case c-'0' <= 9:
			mant = mant*10 + uint64(c-'0')
			digits++
			if dot {
				scale++
			}
		case c == '.' && !dot:
			dot = true
		case (c == 'e' || c == 'E') && digits > 0:
			return slowDecimal(s)
		default:
			return 0, false
		}
		if digits > 19 {
			return slowDecimal(s)
		}
	}
	if digits == 0 {
		return 0, false
	}
	v := float64(mant) / powers[scale]
	if neg {
		v = -v
	}
	return v, true
}

func slowDecimal(s string) (float64, bool) {
	for i := range len(s) {
		if c := s[i]; c-'0' > 9 && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E' {
			return 0, false
		}
	}
	v, err := strconv.ParseFloat(s, 64)
	return v, err == nil
}

// float32Or reads a decimal number; NaN for an empty field.
func float32Or(s string) (float32, bool) {
	if s == "" {
		return nan32, true
	}
	v, ok := decimal(s)
	if !ok || math.Abs(v) > math.MaxFloat32 {
		return nan32, false
	}
	return float32(v), true
}

var nan32 = float32(math.NaN())

// count reads a number of things that fits an int32; 0 for an empty field.
func count(s string) (int32, bool) {
	if s == "" {
		return 0, true
	}
	n, ok := digits(s)
	return int32(n), ok
}

// coordinates reads a latitude and a longitude in degrees, NaN where both are
// empty. col is 0 for the first, 1 for the second that is wrong, -1 for none.
func coordinates(lat, lon string) (a, b float32, col int) {
	a, ok := float32Or(lat)
	if !ok || a < -90 || a > 90 {
		return nan32, nan32, 0
	}
	b, ok = float32Or(lon)
	if !ok || b < -180 || b > 180 {
		return nan32, nan32, 1
	}
	if a != a || b != b {
		return nan32, nan32, -1
	}
	return a, b, -1
}
