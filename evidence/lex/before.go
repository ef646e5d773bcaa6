package lex

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/lazyregexp"
)

// What stands before a number says whether it is a name, and how exact it is.
// These are looked up word by word: a number is met in every sentence.

// lastWords gives the last three words before a place, the nearest first, in
// small letters. A mark between them and the place ends the search.
func lastWords(before string) (w [3]string) {
	s := strings.TrimRight(before, " \t\u00a0")
	for i := range w {
		if s == "" {
			return w
		}
		end := len(s)
		start := end
		for start > 0 {
			r, n := utf8.DecodeLastRuneInString(s[:start])
			if r == ' ' || r == '\n' || r == '(' || r == '"' || r == '“' || r == '\t' {
				break
			}
			start -= n
		}
		word := s[start:end]
		if i > 0 && strings.ContainsAny(word[len(word)-min(1, len(word)):], ",;:") {
			return w
		}
		w[i] = strings.ToLower(word)
		s = strings.TrimRight(s[:start], " \t\u00a0")
	}
	return w
}

// namers are words after which a number is a name: Article 9.
var namers = func() map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(`article articles art arts section sections sec secs chapter chapters part parts paragraph paragraphs para paras rule rules
		title titles clause clauses annex annexes appendix appendices table tables figure figures fig figs box boxes note notes footnote footnotes page pages p pp
		vol volume volumes no nos number numbers issue issues resolution resolutions res regulation regulations directive directives order orders decree decrees
		bill bills act acts law laws h.r h.res s case cases docket dockets category categories class type types model models mark mk phase phases stage stages
		track tracks tier tiers flight flights route routes highway highways line lines gate gates room rooms channel channels version versions windows grade grades
		protocol protocols amendment amendments camp camps pier piers building buildings apollo boeing airbus pl ordinance proclamation schedule item items question q eq
		equation step exhibit session plenum division brigade battalion regiment squadron fleet unit bureau platform block batch reactor formula rfc iso agenda vision
		horizon generation covid area zone district hill point pillar cluster goal sdg target level rung round wave day d l edition exit suite apt apartment floor ext extension доб room rm box tel phone fax unsc unscr pub scene act verse psalm reiwa heisei showa taisho meiji
		ст п стр гл ч сноска сноски примечание примечания 각주 주석 미주 脚注 注`) {
		out[w] = true
	}
	return out
}()

// namesNumber reports whether a number after this text is a name.
func namesNumber(before string) bool {
	r, _ := utf8.DecodeLastRuneInString(strings.TrimRight(before, " "))
	switch r {
	case '§', '#', '№', '第', '제':
		return true
	case utf8.RuneError, ',', ';', ')':
		return false
	}
	if endsWith(strings.TrimRight(before, " "), "조의", "条の", "内線", "내선") {
		return true
	}
	w := lastWords(before)
	word := strings.TrimRight(w[0], ".")
	if i := strings.LastIndexByte(word, '-'); i >= 0 {
		word = word[i+1:]
	}
	if word != "" && word[0] >= 0xd0 && word[0] <= 0xd1 && holdsPrefix(word, "стать", "стате", "пункт", "част", "глав", "раздел", "резолюц", "номер", "кабинет", "рейс", "страниц", "параграф", "указ", "постановлен", "закон", "приложен", "таблиц", "бланк", "строк", "этаж", "терминал", "корпус", "добавочн") && !strings.HasPrefix(word, "части") {
		return true
	}
	switch word {
	case "форма", "формы", "форме", "форму", "формой", "графа", "графы", "графе", "графу":
		return true
	case "form": // they form 20 groups
		return w[1] == "of" || w[1] == "on" || w[1] == "the" || w[1] == "in" || w[1] == "see"
	}
	return namers[word] || word == "law" || word == "of" && w[1] == "group"
}

var approximate = map[string]bool{"about": true, "around": true, "roughly": true, "approximately": true, "approx": true, "approx.": true, "some": true, "nearly": true,
	"почти": true, "около": true, "примерно": true, "приблизительно": true, "порядка": true, "almost": true, "circa": true, "ca.": true, "estimated": true, "almost.": true}

// isApprox reports whether a number after this text is meant roughly.
func isApprox(before string) bool {
	if before == "" {
		return false
	}
	trim := strings.TrimRight(before, " ")
	switch r, _ := utf8.DecodeLastRuneInString(trim); {
	case r == '~' || r == '≈' || r == '約' || r == '약':
		return true
	case r >= 0x80 && (strings.HasSuffix(trim, "およそ") || strings.HasSuffix(trim, "ほぼ") || strings.HasSuffix(trim, "대략")):
		return true
	case !unicode.IsLetter(r) && r != '.':
		return false
	}
	w := lastWords(before)
	for w[0] == "в" || w[0] == "на" || w[0] == "чем" {
		w = [3]string{w[1], w[2], ""}
	}
	if w[0] == "малого" && w[1] == "без" {
		return true
	}
	a, b := w[0], w[1]
	if a == "the" || a == "a" || a == "an" {
		a, b = w[1], w[2]
	}
	switch a {
	case "to":
		return b == "close"
	case "over", "under":
		return b == "just" || b == "well" || b == "slightly"
	}
	return approximate[a]
}

// bounds reads what bounds a figure, before it and after it.
func (f *Figure) bounds(before, after string) {
	f.Bound = boundBefore(before)
	late := boundAfter(after)
	f.Clash = f.Bound != 0 && (late == -f.Bound || clash.MatchString(before))
	if f.Bound == 0 {
		f.Bound = late
	}
}

// clash is a bound right after one of the other side.
var clash = lazyregexp.New(`(?i)(?:(?:at least|no fewer than|no less than|not less than|more than|over|above|upwards of|a minimum of) (?:up to|at most|no more than|not more than|fewer than|less than|under|below|a maximum of|as (?:much|many) as)|` +
	`(?:up to|at most|fewer than|less than|under|below|a maximum of) (?:at least|no fewer than|no less than|more than|over|above|upwards of|a minimum of)|` +
	`не менее,? (?:чем )?не более|не более,? (?:чем )?не менее|как минимум не более|как максимум не менее)\s(?:\S+\s)?$`)

// boundAfter gives the bound that stands after a number, as boundBefore does.
func boundAfter(after string) int {
	switch {
	case after == "":
		return 0
	case after[0] >= 0x80 || after[0] == ' ' && len(after) > 1 && after[1] >= 0x80:
		switch {
		case cjkAtMost.MatchString(after): // before the other: を超えない
			return -1
		case cjkAtLeast.MatchString(after):
			return 1
		}
	case after[0] != ' ' || !strings.Contains(after, " at ") && !strings.Contains(after, " or ") || notLate.MatchString(after):
		return 0
	case lateAtLeast.MatchString(after):
		return 1
	case lateAtMost.MatchString(after):
		return -1
	}
	return 0
}

// boundBefore gives 1 where a number after this text is "at least", -1 where it
// is "at most", else 0.
func boundBefore(before string) int {
	if before == "" {
		return 0
	}
	trim := strings.TrimRight(before, " ")
	for _, about := range [...]string{"約", "およそ", "약", "대략"} {
		trim = strings.TrimRight(strings.TrimSuffix(trim, about), " ")
	}
	switch {
	case endsWith(trim, "少なくとも", "最低", "最低でも", "최소", "적어도", "최소한", "최저", "못해도", "적게는"):
		return 1
	case endsWith(trim, "最大", "最大で", "最大でも", "最高", "多くて", "多くても", "多くとも", "高々", "せいぜい", "최대", "많아야", "많아도", "많게는", "최고", "고작", "기껏해야"):
		return -1
	}
	w := lastWords(before)
	if b := boundOf(w[0], w[1], w[2]); b != 0 {
		return b
	}
	// One word may stand between: "at least another 300"; не менее чем в 800.
	switch w[0] {
	case "another", "some", "a", "the", "an", "all":
		return boundOf(w[1], w[2], "")
	case "в", "на", "чем", "из", "по":
		if b := boundOf(w[1], w[2], ""); b != 0 || w[1] != "чем" {
			return b
		}
		if b := boundOf(w[2], "", ""); b != 0 {
			if strings.Contains(before, "не "+w[2]) {
				return -b
			}
			return b
		}
	case "до":
		if !rangeStart.MatchString(before) {
			return -1
		}
	}
	return 0
}

// rangeStart is the beginning of a range whose end follows.
var rangeStart = lazyregexp.New(`(?:^|\s)(?:от|с|со|из)\s[^;]*\d[^;]*до\s$`)

func holdsPrefix(s string, list ...string) bool {
	for _, p := range list {
		if strings.HasPrefix(s, p) {
			return true
		}
	}
	return false
}

func endsWith(s string, list ...string) bool {
	for _, e := range list {
		if strings.HasSuffix(s, e) {
			return true
		}
	}
	return false
}

func boundOf(a, b, c string) int {
	switch a {
	case "least":
		if b == "at" {
			return 1
		}
	case "most":
		if b == "at" || b == "the" {
			return -1
		}
	case "than":
		switch b {
		case "more":
			if c == "no" || c == "not" {
				return -1
			}
			return 1
		case "fewer", "less":
			if c == "no" || c == "not" {
				return 1
			}
			return -1
		}
	case "as":
		if (b == "much" || b == "many" || b == "high") && (c == "as" || c == "") {
			return -1
		}
	case "to":
		if b == "up" {
			return -1
		}
	case "of":
		switch b {
		case "upwards", "minimum", "floor", "excess", "north":
			return 1
		case "maximum", "cap", "ceiling", "limit", "short", "shy":
			return -1
		}
	case "at":
		if b == "capped" {
			return -1
		}
	case "even", "reach", "reached", "reaching", "best":
		if b == "not" || a == "best" && b == "at" {
			return -1
		}
	case "менее", "меньше":
		if b == "не" {
			return 1
		}
		return -1
	case "более", "больше", "свыше":
		if b == "не" {
			return -1
		}
		return 1
	case "минимум", "меньшее", "мере", "минимально":
		if a != "мере" || b == "меньшей" || b == "крайней" {
			return 1
		}
	case "максимум", "большее":
		return -1
	case "случае":
		if b == "лучшем" {
			return -1
		}
	case "over", "above", "exceed", "exceeds", "exceeded", "exceeding", "surpassed", "topped":
		if b == "not" || b == "never" {
			return -1
		}
		return 1
	case "under", "below", "ниже":
		return -1
	case "выше":
		return 1
	}
	switch {
	case strings.HasPrefix(a, "превы"):
		if b == "не" {
			return -1
		}
		return 1
	case b == "не" && holdsPrefix(a, "достиг", "дотянул", "дотягив"):
		return -1
	}
	return 0
}
