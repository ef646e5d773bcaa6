package lex

import (
	"strconv"
	"strings"

	"entente/lazyregexp"
)

// multiple is a change or a comparison by a factor: in a verb, a number of times, a
// number and a half, and the same in Russian, Japanese and Korean.
var multiple = lazyregexp.New(`(?i)\b(doubl|trebl|tripl|quadrupl|quintupl|halv)(?:ed|es|ing)\b` +
	`|\b(\d+(?:\.\d+)?|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|fifty|hundred) times (?:as|more|higher|larger|greater|bigger|what|that of|those of|its|their|the (?:number|sum|size|amount|figure|share|rate|level|price|volume))\b` +
	`|\b(twice|half) (?:as|the) (?:much|many|large|big|high|long|number|sum|size|amount|figure|volume)\b` +
	`|\b(\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|hundred)-?fold\b` +
	`|(?:^|[^\p{L}])(?:(вдвое|втрое|вчетверо|впятеро)|в (полтора|\d+(?:\.\d+)?) раза?)(?:$|[^\p{L}])` +
	`|(\d+(?:\.\d+)?) ?(?:倍|배)`)

var factors = map[string]float64{"doubl": 2, "trebl": 3, "tripl": 3, "quadrupl": 4, "quintupl": 5, "halv": 0.5, "twice": 2, "half": 0.5,
	"вдвое": 2, "втрое": 3, "вчетверо": 4, "впятеро": 5, "полтора": 1.5}

// mayMultiply are parts of words without which no multiple stands in a text.
var mayMultiply = []string{"ubl", "ipl", "upl", "ebl", "alv", "times", "twice", "half", "fold", "倍", "배", "раз", "вд", "вт", "вч", "вп"}

// multiples finds the multiples of a folded text.
func multiples(text string) []Figure {
	if !holdsAny(text, mayMultiply) {
		return nil
	}
	var out []Figure
	for _, m := range multiple.FindAllStringSubmatchIndex(text, -1) {
		for g := 2; g < len(m); g += 2 {
			if m[g] < 0 {
				continue
			}
			word := strings.ToLower(text[m[g]:m[g+1]])
			v, ok := factors[word]
			if word == "halv" && nounHalves.MatchString(tail(text[:m[g]], 16)) && strings.HasPrefix(text[m[g]:], "halves") {
				continue
			}
			if !ok {
				v, ok = numberWords[word]
			}
			if !ok {
				var err error
				if v, err = strconv.ParseFloat(word, 64); err != nil {
					continue
				}
			}
			end := m[1]
			if m[10] >= 0 || m[12] >= 0 { // what follows the Russian words is not theirs
				end = m[g+1]
			}
			before := tail(text[:m[g]], 40)
			out = append(out, Figure{Span: Span{m[g], max(end, m[g+1])}, Value: v, Step: 0.5, Unit: Times, Approx: true, InWords: true, Bound: boundBefore(before)})
		}
	}
	return out
}

// nounHalves stands before the two halves of a thing.
var nounHalves = lazyregexp.New(`(?i)\b(?:the|two|both|other|equal|these|those|its|their|into|in|as)\s$`)

func holdsAny(text string, parts []string) bool {
	for _, p := range parts {
		if strings.Contains(text, p) {
			return true
		}
	}
	return false
}

// share is a part of a whole in Russian, Japanese and Korean: две трети воды, девять
// из каждых десяти, 3人に1人, 10명 중 9명. What is counted exactly (38 из 146 постов)
// is two figures.
var share = lazyregexp.New(`(?:^|[^\p{L}\d])(?:(\d+) )?(треть|трети|третью|третей|четверть|четверти|четвертью|четвертей)(?: \p{L}|[,.;:]|$)` +
	`|(?:^|[^\p{L}])(половина|половину|половины|половине|половиной)(?: \p{L}|[,.;:]|$)` +
	`|(?:^|[^\p{L}\d])(\d|один|одна|одно) из (?:каждых |каждого )?(\d|10)(?: |[,.;:]|$)` +
	`|(\d|10)人(?:に|中|のうち)(\d)人|(\d|10)명 ?(?:중|가운데|에) ?(\d)명`)

// shares finds those parts in a folded text.
func shares(text string) []Figure {
	if !holdsAny(text, []string{"трет", "четверт", "половин", " из ", "人", "명"}) {
		return nil
	}
	var out []Figure
	for _, m := range share.FindAllStringSubmatchIndex(text, -1) {
		group := func(i int) (float64, Span) {
			if m[2*i] < 0 {
				return 0, Span{}
			}
			v, _ := strconv.ParseFloat(text[m[2*i]:m[2*i+1]], 64)
			return v, Span{m[2*i], m[2*i+1]}
		}
		num, den, at := 1.0, 0.0, Span{}
		switch {
		case m[4] >= 0:
			_, at = group(2)
			den = 3
			if strings.HasPrefix(at.In(text), "чет") {
				den = 4
			}
			if v, s := group(1); v > 0 {
				num, at.Start = v, s.Start
			}
		case m[6] >= 0:
			_, at = group(3)
			den = 2
			if endsWith(strings.TrimRight(text[:at.Start], " "), "первой", "второй", "первая", "вторая", "первую", "вторую") {
				continue // of a year
			}
		default:
			for _, g := range [...][3]int{{4, 5, 0}, {7, 6, 1}, {9, 8, 1}} {
				n, a := group(g[0])
				d, b := group(g[1])
				if n == 0 {
					n = 1 // один
				}
				if d > 0 {
					num, den, at = n, d, Span{min(a.Start, b.Start), max(a.End, b.End)}
				}
			}
		}
		if num >= den {
			continue
		}
		before := tail(text[:at.Start], 40)
		out = append(out, Figure{Span: at, Value: 100 * num / den, Step: partStep(den), Unit: Percent, Approx: true, InWords: true, Bound: boundBefore(before)})
	}
	return out
}
