package pdf

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/archive"
	"entente/evidence/lex"
)

// vocabulary holds the words of a document that no end of a line has broken, by which
// what stands at such an end is told from a whole word.
type vocabulary struct {
	words map[string]bool
	// pairs counts two syllables of Korean beside each other: in a word, and less those
	// between which a word ends.
	pairs map[[2]rune]int
}

func newVocabulary() *vocabulary {
	return &vocabulary{words: map[string]bool{}, pairs: map[[2]rune]int{}}
}

const maxVocabulary = 200_000

// add takes the words of a line but its last, which may be broken.
func (v *vocabulary) add(text string) {
	fields := strings.Fields(text)
	for i, w := range fields {
		if i+1 < len(fields) && len(v.words) < maxVocabulary {
			v.words[bare(w)] = true
		}
	}
	var last rune
	ended := false
	for _, r := range text {
		switch {
		case r == ' ':
			ended = true
			continue
		case unicode.Is(unicode.Hangul, r) && unicode.Is(unicode.Hangul, last) && len(v.pairs) < maxVocabulary:
			if ended {
				v.pairs[[2]rune{last, r}]--
			} else {
				v.pairs[[2]rune{last, r}]++
			}
		}
		last, ended = r, false
	}
}

func bare(w string) string {
	return strings.ToLower(strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }))
}

// joiner joins the lines of a paragraph.
type joiner struct {
	text  []byte
	words *vocabulary
	turns []archive.Turn
	last  string // the line put last
}

func (j *joiner) String() string { return strings.TrimSpace(string(j.text)) }

// page tells on which page what is put next stands.
func (j *joiner) page(n int) {
	if k := len(j.turns); k == 0 || j.turns[k-1].Page != n {
		j.turns = append(j.turns, archive.Turn{At: len(j.text), Page: n})
	}
}

// add puts a line behind the others: a hyphen at the end of the last goes where the
// word has none of its own, and between lines of Japanese or Chinese, and these and a
// number, stands no space.
func (j *joiner) add(next string, turn func()) {
	spaced := strings.HasSuffix(j.last, " ")
	last := strings.TrimRight(j.last, " ")
	if last != "" {
		end, _ := utf8.DecodeLastRuneInString(last)
		begin, _ := utf8.DecodeRuneInString(next)
		switch {
		case (end == '-' || end == 0xAD || end == 0x2010) && unicode.IsLower(begin) && letterBefore(last):
			if j.splits(last, next) {
				j.text = bytes.TrimSuffix(j.text, []byte(string(end)))
			}
		case end == '-' && letterBefore(last): // of a name: Franco-German
		case unbroken(end) && (unbroken(begin) || unicode.IsDigit(begin)), unicode.IsDigit(end) && unbroken(begin):
		case lex.IsCJK(end) && lex.IsCJK(begin) && !spaced && j.joins(last, next):
		default:
			j.text = append(j.text, ' ')
		}
	}
	if turn != nil {
		turn()
	}
	j.text = append(j.text, strings.TrimRight(next, " ")...)
	j.last = next
}

// unbroken reports whether a character is of a script without spaces between words.
func unbroken(r rune) bool {
	return lex.IsCJK(r) && !unicode.Is(unicode.Hangul, r) || strings.ContainsRune("、。，．「」『』（）《》〈〉・：；？！々ー％", r)
}

func letterBefore(s string) bool {
	_, n := utf8.DecodeLastRuneInString(s)
	r, _ := utf8.DecodeLastRuneInString(s[:len(s)-n])
	return unicode.IsLetter(r)
}

// splits reports whether the hyphen at the end of a line parts a word that has none:
// unless the document elsewhere writes it with one, and not without.
func (j *joiner) splits(last, next string) bool {
	f, g := strings.Fields(last), strings.Fields(next)
	head, tail := strings.ToLower(f[len(f)-1]), bare(g[0])
	head = strings.TrimLeftFunc(strings.TrimRight(head, "-\u00ad\u2010"), func(r rune) bool { return !unicode.IsLetter(r) })
	return j.words == nil || !j.words.words[head+"-"+tail] || j.words.words[head+tail]
}

// joins reports whether a word of Korean goes on in the next line, which programs may
// break between any two syllables. The document tells by its other words, then whether
// the two syllables stand elsewhere in one word; else a single syllable that is no word
// goes on, and an ending begins no word.
func (j *joiner) joins(last, next string) bool {
	f, g := strings.Fields(last), strings.Fields(next)
	if j.words == nil || len(f) == 0 || len(g) == 0 {
		return false
	}
	head, tail := bare(f[len(f)-1]), bare(g[0])
	if j.words.words[head+tail] {
		return true
	}
	if j.words.words[head] && j.words.words[tail] {
		return false
	}
	end, _ := utf8.DecodeLastRuneInString(last)
	begin, _ := utf8.DecodeRuneInString(next)
	if n := j.words.pairs[[2]rune{end, begin}]; n != 0 {
		return n > 0
	}
	switch {
	case endings[tail]:
		return true
	case utf8.RuneCountInString(head) == 1:
		return !syllables[head]
	}
	return utf8.RuneCountInString(tail) == 1 && !syllables[tail] && !strings.ContainsRune(closing, end)
}

// endings of words in Korean that are none themselves; syllables that are words; and
// syllables in which most words end.
var (
	endings   = setOf("은 는 을 를 의 에 로 으로 와 과 도 만 씩 까지 부터 에서 에게 에는 에도 들 들이 들은 들의 들을 다 했다 한다 된다 됐다 였다 이다 하다 하고 하는 하기 하며 되는 되고 적 적인 적으로 히 님 라고 라는 이라고")
	syllables = setOf("이 그 저 수 것 두 세 네 한 등 및 더 또 안 못 잘 다 각 전 후 간 중 내 외 약 총 매 때 곳 말 년 월 일 명 개 원 온 새 큰 첫 본 양 즉 왜 늘 곧 참 꼭 좀 할 될 된 할 볼 본 준 줄")
	closing   = "은는을를의에로와과도만고며서게지면다된한할인들어아여야"
)

func setOf(list string) map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		out[w] = true
	}
	return out
}

// plainMarks takes the signs of what was raised out of a text.
func plainMarks(s string) string {
	return strings.NewReplacer(string(raised), "", string(lowered), "").Replace(s)
}
