package lex

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// cashBefore gives the currency that a text ends with, and its length: US$, KRW.
func cashBefore(before string) (string, int) {
	m := beforeCash.FindString(before)
	if m == "" {
		return "", 0
	}
	switch r, _ := utf8.DecodeLastRuneInString(m); r {
	case '$':
		return "USD", len(m)
	case '¥':
		return "JPY", len(m)
	case '₩':
		return "KRW", len(m)
	case '€':
		return "EUR", len(m)
	case '£':
		return "GBP", len(m)
	case '₽':
		return "RUB", len(m)
	case '₹':
		return "INR", len(m)
	}
	code := strings.ToLower(strings.TrimSpace(m))
	if u := unitOf(code); u != nil && u.kind == "cash" && strings.EqualFold(u.key, code) {
		return u.key, len(m)
	}
	return "", 0
}

// unitAt gives the unit that the text after a number begins with, and its length:
// Percent, Points, a currency by its key, the counter of a script without spaces,
// or the Russian word that is counted; "" where it begins with another word.
func unitAt(after string) (string, int) {
	if !mayQualify(after) {
		return "", 0
	}
	if m := afterUnit.FindString(after); m != "" {
		low := strings.ToLower(m)
		switch {
		case strings.Contains(low, "basis"):
			return BasisPoints, len(m)
		case strings.Contains(low, "point") || strings.Contains(low, "pt") || strings.HasSuffix(low, "p") && len(low) > 1 ||
			strings.Contains(m, "ポイント") || strings.Contains(m, "포인트") || strings.Contains(low, "пункт") || strings.HasPrefix(strings.TrimLeft(low, " "), "п."):
			return Points, len(m)
		}
		return Percent, len(m)
	}
	i := 0
	if after[0] == ' ' || after[0] == '-' {
		i = 1
	}
	r, _ := utf8.DecodeRuneInString(after[i:])
	switch {
	case IsCJK(r):
		if u, n := counterAt(cutHead(after[i:], unitWords().longest+4)); u != nil {
			if u.kind == "cash" {
				return u.key, i + n
			}
			return after[i : i+n], i + n
		}
		for _, p := range [...]string{"の", "つの", "個の", "개 ", "개의 "} { // 17の機関, 17개 기관
			if rest, ok := strings.CutPrefix(after[i:], p); ok && rest != "" {
				if u, n := counterAt(cutHead(rest, unitWords().longest+4)); u != nil && u.kind == "count" && n > 3 {
					return rest[:n], i + len(p) + n
				}
			}
		}
		return "", 0
	case r >= 0x400 && r < 0x530:
		return russianUnit(after, i)
	}
	if strings.HasPrefix(strings.ToLower(after[i:]), "us ") {
		i += 3
	}
	end := i
	for end < len(after) && asciiLetter(after[end]) {
		end++
	}
	if u := unitOf(strings.ToLower(after[i:end])); u != nil && u.kind == "cash" && end > i && (end == len(after) || after[end] < 0x80 && after[end] != '-') {
		return u.key, end
	}
	return "", 0
}

// russianUnit reads what a Russian number counts: the next word, or the one after
// an adjective or a prefix such as куб.
func russianUnit(after string, i int) (string, int) {
	word := func(at int) (string, int) {
		end := at
		for end < len(after) {
			r, n := utf8.DecodeRuneInString(after[end:])
			if !unicode.IsLetter(r) && r != '·' && !(r == '-' && end > at) {
				break
			}
			end += n
		}
		return strings.ToLower(after[at:end]), end
	}
	w, end := word(i)
	pre := ""
	if p := prefixed[w]; p != "" {
		if end < len(after) && after[end] == '.' {
			end++
		}
		if end < len(after) && after[end] == ' ' {
			pre = p
			w, end = word(end + 1)
		}
	}
	if w == "с" && strings.HasPrefix(after[end:], " лишним ") {
		w, end = word(end + len(" лишним "))
	}
	first, firstEnd := w, end
	for range 3 { // разрушенных домов, опрошенных взрослых жителей
		if u := unitOf(w); u != nil {
			switch {
			case u.kind == "cash":
				return u.key, end
			case pre != "" || u.kind == "measure":
				return pre + u.key, end
			}
			return w, firstEnd
		}
		if !adjective(w) || end >= len(after) || after[end] != ' ' {
			break
		}
		w, end = word(end + 1)
	}
	if len(first) >= 8 {
		return first, firstEnd
	}
	return "", 0
}

// adjective reports a Russian word with the ending of one.
func adjective(w string) bool {
	for _, e := range [...]string{"ых", "их", "ые", "ие", "ого", "его", "ый", "ий", "ой", "ая", "ое", "ую", "ым", "им"} {
		if strings.HasSuffix(w, e) {
			return true
		}
	}
	return false
}

// qualifiers are the words of scales and units, by their first three letters.
var qualifiers = map[string]bool{"hun": true, "tho": true, "mil": true, "bil": true, "tri": true, "bn": true, "mn": true, "tn": true, "per": true, "pct": true, "poi": true, "bas": true,
	"us": true, "dol": true, "usd": true, "yen": true, "jpy": true, "won": true, "krw": true, "eur": true, "pou": true, "gbp": true, "pts": true, "pt": true, "p": true}

// mayQualify is a quick look at whether a scale or a unit may follow a number.
func mayQualify(after string) bool {
	if after == "" {
		return false
	}
	i := 0
	if after[0] == ' ' || after[0] == '-' {
		i = 1
	}
	if i < len(after) && (after[i] >= 0x80 || after[i] == '%') {
		return true
	}
	n := i
	for n < len(after) && asciiLetter(after[n]) {
		n++
	}
	if n-i < 1 || n-i > 10 {
		return n-i > 10 && after[i]|0x20 == 'p'
	}
	if w := strings.ToLower(after[i:min(n, i+3)]); qualifiers[w] {
		return true
	}
	u := unitOf(strings.ToLower(after[i:n]))
	return u != nil && u.kind == "cash"
}

// nounAfter gives the word that a number counts, in small letters: the next word,
// two where the first is half of a unit (cubic feet), or the one after it where that
// is what is counted (civilian posts). Of Russian text unitAt reads it.
func nounAfter(after string) string {
	m := unitNoun.FindStringSubmatchIndex(after)
	if m == nil {
		return ""
	}
	noun := strings.ToLower(after[m[2]:m[3]])
	if noun[0] >= 0xd0 && noun[0] <= 0xd4 {
		return ""
	}
	if bareUnit(noun) {
		return noun
	}
	if n := unitNoun.FindStringSubmatch(after[m[3]:]); n != nil && after[m[3]] == ' ' {
		second := strings.ToLower(n[1])
		switch {
		case prefixed[noun] != "":
			return noun + " " + second
		case noun == "metric":
			return second
		}
		if u := unitOf(second); u != nil && u.kind == "count" && singular(second) != second && !strings.HasSuffix(noun, "s") {
			return second
		}
	}
	return noun
}
