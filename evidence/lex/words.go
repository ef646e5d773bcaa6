package lex

import (
	"strconv"
	"strings"

	"entente/lazyregexp"
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
		if i-start < 3 || i-start > 10 || start > 0 && !isPart(text[start:i]) && (text[start-1] == '-' && start > 1 && asciiLetter(text[start-2]) || text[start-1] >= 0x80) {
			continue
		}
		word := strings.ToLower(text[start:i])
		if _, ok := part(word); ok {
			if f, ok := fractionAt(text, start, i, strict); ok {
				out = append(out, f)
				i = max(i, f.End)
			}
			continue
		}
		v, ok := numberWords[word]
		if scale := scales[word]; scale >= 100 && len(word) > 2 && strings.HasSuffix(strings.ToLower(text[:start]), "a ") && (start == 2 || !asciiLetter(text[start-3])) {
			v, start = scale, start-2 // a hundred
		} else if !ok || word == "dozen" || word == "hundred" {
			continue
		}
		end := i
		if v >= 100 {
			if more, n := smallWords(strings.TrimPrefix(text[end:], " and")); more > 0 && strings.HasPrefix(text[end:], " and ") {
				v, end = v+more, end+len(" and")+n
			}
		}
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
		step := 1.0
		for strings.HasPrefix(text[end:], " point ") || step < 1 {
			// two point four
			more, n := smallWords(strings.TrimPrefix(text[end:], " point"))
			if n == 0 || more > 9 {
				break
			}
			if step == 1 {
				end += len(" point")
			}
			step /= 10
			v, end = v+step*more, end+n
		}
		if f, ok := wordFigure(text, start, end, v, strict); ok {
			if step < 1 {
				f.Step = step * f.Step
				f.Remark = false
			}
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

func isPart(word string) bool {
	_, ok := part(strings.ToLower(word))
	return ok
}

func asciiLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

// parts are the words for one of so many parts.
var parts = map[string]float64{"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "twelfth": 12, "twentieth": 20, "hundredth": 100}

// part gives of how many parts a word names one: thirds, 3.
func part(word string) (float64, bool) {
	if n, ok := parts[word]; ok {
		return n, true
	}
	n, ok := parts[strings.TrimSuffix(word, "s")]
	return n, ok && word != "halfs"
}

// fractionAt reads a share of something: "two-thirds of respondents". The word
// that names the share stands at start.
func fractionAt(text string, start, end int, strict bool) (Figure, bool) {
	den, _ := part(strings.ToLower(text[start:end]))
	num, from := 1.0, start
	if den > 2 {
		if start < 2 || text[start-1] != ' ' && text[start-1] != '-' {
			return Figure{}, false
		}
		k := start - 1
		for k > 0 && asciiLetter(text[k-1]) {
			k--
		}
		word := strings.ToLower(text[k : start-1])
		v, ok := numberWords[word]
		if !ok && word != "a" || v >= den {
			return Figure{}, false
		}
		if ok {
			num = v
		}
		from = k
	}
	if word := text[start:end]; strict && den == 2 && word[len(word)-1] == 's' {
		return Figure{}, false // the two halves
	}
	f := Figure{Span: Span{from, end}, Value: 100 * num / den, Step: partStep(den), Unit: Percent, Approx: true, InWords: true}
	m := wholeAfter.FindStringSubmatch(cutHead(text[end:], 60))
	if m == nil {
		// "three-quarters failed", "by a third"
		whole := num > 1 && !strings.HasPrefix(text[end:], "-") || den > 2 && byPart.MatchString(tail(text[:from], 12))
		if !whole || strict && legalShare.MatchString(nounAfter(cutHead(text[end:], 30))) {
			return Figure{}, false
		}
	} else if strict && legalShare.MatchString(m[1]) {
		return Figure{}, false
	}
	before := tail(text[:from], 40)
	f.Bound = boundBefore(before)
	return f, true
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
		if u, n := unitAt(after); Cash(u) {
			unit = u
			f.End += n
		}
	}
	noun := nounAfter(after)
	if unit == "" {
		unit = noun
	}
	f.Unit = unit
	before := tail(text[:start], 40)
	f.Approx = isApprox(before)
	f.bounds(before, cutHead(text[f.End:], 60))
	if strict {
		if compound.MatchString(after) || strings.HasPrefix(after, "-") && !scaled || namesNumber(before) {
			return f, false
		}
		measures := v >= 2 && (measured[noun] || directlyMeasured(after, v) || v > 12 && namesThing(noun) || v > 2 && Counted(noun) && !loosely[Kind(noun)]) && !(generic.MatchString(after) && v <= 20) && !spanAfter.MatchString(after)
		if !Fixed(unit) && !scaled && !measures {
			f.Remark = true
		}
	}
	return f, true
}

// namesThing reports whether the word after a number may be what it counts.
func namesThing(noun string) bool {
	first, _, _ := strings.Cut(noun, "-")
	_, number := numberWords[first]
	return noun != "" && !bareUnit(noun) && !number
}

// smallWords reads a number below a hundred in words that follows a space, and its
// length with the space; 0 where there is none.
func smallWords(s string) (float64, int) {
	if s == "" || s[0] != ' ' {
		return 0, 0
	}
	word := func(at int) (float64, int) {
		end := at
		for end < len(s) && asciiLetter(s[end]) {
			end++
		}
		v, ok := numberWords[strings.ToLower(s[at:end])]
		if !ok || v >= 100 || end == at || end < len(s) && s[end] == '-' && v < 20 {
			return 0, 0
		}
		return v, end
	}
	v, end := word(1)
	if v >= 20 && end < len(s) && (s[end] == '-' || s[end] == ' ') {
		if u, n := word(end + 1); n > 0 && u >= 1 && u <= 9 {
			return v + u, n
		}
	}
	return v, end
}

// loosely are the kinds of things that sentences count in words without a source.
var loosely = map[string]bool{"state": true, "meeting": true, "occasion": true, "place": true, "city": true, "item": true, "project": true}

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
	case den <= 2:
		return 4
	case den <= 5:
		return 5
	case den <= 10:
		return 2
	}
	return 1
}

var (
	wholeAfter = lazyregexp.New(`^ of (?:the |its |all |their |our |those |these |every |each |this |what )?([\p{L}’'-]+)`)
	byPart     = lazyregexp.New(`(?i)\bby (?:about |nearly |almost |over )?$`)
	oneIn      = lazyregexp.New(`(?i)^\w+ (?:in|out of)(?: every)? (two|three|four|five|six|seven|eight|nine|ten|twenty|10|20|100)\b( draws)?`)
	legalShare = lazyregexp.New(`(?i)^(?:an?|house|houses|senate|chamber|chambers|parliament|assembly|national|diet|members?|both|each|congress|votes?|seats?|states?|way|sentence|idea|story|problem|reason|battle|year|month|week|day|century|decade|it|them|us|which|whom|draws|majority|majorities|rule|vote)$`)
)
