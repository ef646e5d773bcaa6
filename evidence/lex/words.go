package lex

import (
	"strconv"
	"strings"
)

// words finds numbers written in words. Strictly, only those that count
// something measured; generously, all.
func words(text string, strict bool) []Figure {
	var out []Figure
	for i := 0; i < len(text); {
		if !asciiLetter(text[i]) {
			i++
			continue
		}
		start := i
		for i < len(text) && asciiLetter(text[i]) {
			i++
		}
		if i-start < 3 || i-start > 9 || start > 0 && !share[strings.ToLower(text[start:i])] && (text[start-1] == '-' && start > 1 && asciiLetter(text[start-2]) || text[start-1] >= 0x80) {
			continue
		}
		word := strings.ToLower(text[start:i])
		if share[word] {
			if f, ok := fractionAt(text, start, i, strict); ok {
				out = append(out, f)
				i = max(i, f.End)
			}
			continue
		}
		v, ok := numberWords[word]
		if !ok || word == "dozen" || word == "hundred" {
			continue
		}
		end := i
		if v >= 20 && v < 100 && end+3 < len(text) && (text[end] == '-' || text[end] == ' ') {
			k := end + 1
			for k < len(text) && asciiLetter(text[k]) {
				k++
			}
			if u, ok := numberWords[strings.ToLower(text[end+1:k])]; ok && u >= 1 && u <= 9 {
				v, end = v+u, k
			}
		}
		if v >= 1 && v <= 9 {
			if m := oneIn.FindStringSubmatchIndex(cutHead(text[start:], 40)); m != nil {
				den := smallNumber(text[start+m[2] : start+m[3]])
				if m[4] < 0 && v < den { // shares of draws are the program's own
					out = append(out, Figure{Span: Span{start, start + m[3]}, Value: 100 * v / den, Step: partStep(den), Unit: Percent, Approx: true, InWords: true})
					i = start + m[3]
					continue
				}
			}
		}
		if f, ok := wordFigure(text, start, end, v, strict); ok {
			out = append(out, f)
			i = max(i, f.End)
		} else {
			i = max(i, end)
		}
	}
	for at := 0; ; {
		k := strings.Index(text[at:], " dozen")
		if k < 0 {
			break
		}
		k += at
		at = k + 6
		start, v := -1, 12.0
		switch {
		case strings.HasSuffix(strings.ToLower(tail(text[:k], 7)), "half a"):
			start, v = k-6, 6
		case strings.HasSuffix(strings.ToLower(text[:k]), "a") && (k == 1 || !asciiLetter(text[k-2])):
			start = k - 1
		}
		if start >= 0 {
			if f, ok := wordFigure(text, start, at, v, strict); ok {
				out = append(out, f)
			}
		}
	}
	return out
}

func asciiLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

var share = map[string]bool{"half": true, "third": true, "thirds": true, "quarter": true, "quarters": true, "fifth": true, "fifths": true}

// fractionAt reads a share of something: "two-thirds of respondents". The word
// that names the share stands at start.
func fractionAt(text string, start, end int, strict bool) (Figure, bool) {
	if !strings.HasPrefix(text[end:], " of ") {
		return Figure{}, false
	}
	from := max(0, start-8)
	m := fraction.FindStringSubmatchIndex(cutHead(text[from:], end-from+60))
	if m == nil || from+m[1] < end {
		return Figure{}, false
	}
	group := func(i int) string {
		if m[2*i] < 0 {
			return ""
		}
		return strings.ToLower(text[from+m[2*i] : from+m[2*i+1]])
	}
	if strict && legalShare.MatchString(group(4)) {
		return Figure{}, false
	}
	num, den := 1.0, 2.0
	if v, ok := numberWords[group(1)]; ok {
		num = v
	}
	switch group(2) + group(3) {
	case "third":
		den = 3
	case "quarter":
		den = 4
	case "fifth":
		den = 5
	}
	if num >= den {
		return Figure{}, false
	}
	return Figure{Span: Span{from + m[0], end}, Value: 100 * num / den, Step: 5, Unit: Percent, Approx: true, InWords: true}, true
}

// wordFigure reads what a number in words counts.
func wordFigure(text string, start, end int, v float64, strict bool) (Figure, bool) {
	f := Figure{Span: Span{start, end}, Value: v, Step: 1, InWords: true}
	after := cutHead(text[end:], 60)
	if s := afterScale.FindStringSubmatch(after); s != nil {
		f.Value *= scales[s[1]+s[2]]
		f.Step *= scales[s[1]+s[2]]
		f.End += len(s[0])
		after = after[len(s[0]):]
	}
	scaled := f.Step > 1
	unit := ""
	if u := afterUnit.FindString(after); u != "" && !strings.HasPrefix(u, "-") {
		unit = Percent
		if strings.Contains(u, "point") {
			unit = Points
			// "three points" are usually remarks.
			if !strings.Contains(u, "percent") && !strings.Contains(u, "cent") {
				unit = ""
			}
		}
		if unit != "" {
			f.End += len(u)
		}
	}
	if unit == "" {
		if c := afterCash.FindString(after); c != "" {
			trim := strings.TrimRight(c, " .,;:)")
			unit = currency(strings.TrimSpace(trim))
			f.End += len(trim)
		}
	}
	noun := nounAfter(after)
	if unit == "" {
		unit = noun
	}
	f.Unit = unit
	before := tail(text[:start], 40)
	f.Approx, f.Bound = isApprox(before), boundBefore(before)
	if strict {
		isUnit := unit == Percent || unit == Points || isCurrency(unit)
		if !isUnit && !scaled && !(measured[noun] && v >= 2) && !directlyMeasured(after, v) {
			return f, false
		}
		if compound.MatchString(after) || strings.HasPrefix(after, "-") && !scaled {
			return f, false
		}
	}
	return f, true
}

func smallNumber(s string) float64 {
	if v, ok := numberWords[strings.ToLower(s)]; ok {
		return v
	}
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return 0
	}
	return v
}

func directlyMeasured(after string, v float64) bool {
	if v < 2 || !strings.HasPrefix(after, " ") {
		return false
	}
	word, _, _ := strings.Cut(strings.TrimLeft(after, " "), " ")
	return measured[strings.ToLower(strings.TrimRight(word, ".,;:)”\""))]
}

// partStep is how exactly "one in so many" is meant, in points: one in four may
// stand for 26.7 percent, one in twenty not for 7.
func partStep(den float64) float64 {
	switch {
	case den <= 5:
		return 5
	case den <= 10:
		return 2
	}
	return 1
}
