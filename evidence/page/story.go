package page

import (
	"strings"
	"unicode"

	"entente/evidence/lex"
	"entente/lazyregexp"
)

// A page that was flattened to text runs on from its article into the teasers of
// other stories. Each begins with lines that an article has only at its head: an
// image credit, tags of section and region, a headline, a byline or date. Where
// such a head stands after paragraphs of the article, and what follows it speaks
// of other things or ends in "keep reading", the article has ended.

// leastArticle is the length, in letters, below which no article ends.
const leastArticle = 240

// head roles of a block.
const (
	roleNone = iota
	roleCredit
	roleSection
	roleHeadline
	roleByline
	roleDate
	roleControl
)

// boundary gives the number of the first block that belongs to another story, or
// len(blocks).
func (p *Page) boundary(blocks []block) int {
	seen := 0 // letters of the article's paragraphs so far
	roles := make([]int, len(blocks))
	for i, b := range blocks {
		roles[i] = p.role(b)
	}
	for i, b := range blocks {
		// A dek and a caption stand before the byline of the article itself.
		if seen >= leastArticle && p.startsStory(blocks, roles, i) {
			return i
		}
		if b.kind == paragraph && isPara(b.text) {
			seen += weight(b.text)
		}
	}
	return len(blocks)
}

func (p *Page) role(b block) int {
	switch b.kind {
	case table, pre, quote:
		return roleNone
	}
	s := b.text
	switch {
	case weight(s) > 260:
		return roleNone
	case isControl(s):
		return roleControl
	case creditOf(s):
		return roleCredit
	case isDateLine(s):
		return roleDate
	case isBylineLine(s):
		return roleByline
	case sectionParts(s, p.knownTag) != nil:
		return roleSection
	case b.kind == item && b.order > 0:
		return roleNone
	case isHeadline(s):
		return roleHeadline
	}
	return roleNone
}

func (p *Page) knownTag(s string) bool {
	if strings.EqualFold(s, p.Section) {
		return true
	}
	for _, t := range p.Tags {
		if strings.EqualFold(s, t) {
			return true
		}
	}
	return false
}

const maxStoryHead = 9

// startsStory reports whether another story begins with block i, which stands
// after paragraphs of the article.
func (p *Page) startsStory(blocks []block, roles []int, i int) bool {
	if roles[i] == roleNone || roles[i] == roleControl || roles[i] == roleHeadline && continuesHead(roles, i) {
		return false
	}
	var has [roleControl + 1]bool
	headline, linked := "", false
	j := i
	for ; j < len(blocks) && j-i < maxStoryHead; j++ {
		r := roles[j]
		if r == roleHeadline {
			if headline != "" && weight(blocks[j].text) <= 40 {
				break // a second headline, too short for a dek: a list of them, or a subheading
			}
			if headline == "" {
				headline, linked = blocks[j].text, blocks[j].link
			}
		} else if r == roleNone {
			if len(namesOnly(blocks[j].text)) == 0 {
				break
			}
			r = roleByline
		}
		has[r] = true
	}
	if headline == "" || similarTitle(headline, p.Title) {
		return false
	}
	signs := 0 // two tell another story
	for _, sign := range []bool{has[roleCredit], has[roleSection], has[roleDate], has[roleByline], linked, roles[i-1] == roleControl} {
		if sign {
			signs++
		}
	}
	// What follows: paragraphs up to the next head, and how they end.
	var after strings.Builder
	after.WriteString(headline)
	paras, cut := 0, false
	for k := j; k < len(blocks) && paras < 8; k++ {
		if roles[k] == roleControl {
			cut = true
			break
		}
		if roles[k] == roleHeadline || roles[k] == roleCredit || roles[k] == roleSection {
			if paras > 0 {
				break
			}
			continue
		}
		if blocks[k].kind == paragraph {
			paras++
			after.WriteString(" " + blocks[k].text)
			if t := blocks[k].text; strings.HasSuffix(t, "…") || strings.HasSuffix(t, "...") || strings.HasSuffix(t, "[…]") {
				cut = true
			}
		}
	}
	if cut {
		signs++
	}
	var own strings.Builder
	own.WriteString(p.Title)
	for _, b := range blocks[:i] {
		own.WriteString(" " + b.text)
	}
	overlap, sure := topicOverlap(after.String(), own.String())
	strong := has[roleSection] && (has[roleCredit] || has[roleDate] || has[roleByline])
	switch {
	case !sure:
	case overlap < 0.3:
		signs++
	case overlap > 0.6 && !strong:
		signs--
	}
	return signs >= 2
}

// continuesHead reports whether the block before is of the head of a story too,
// so that the head was judged as a whole already.
func continuesHead(roles []int, i int) bool {
	switch roles[i-1] {
	case roleCredit, roleSection, roleDate, roleByline:
		return true
	}
	return false
}

var commonNames = map[string]bool{
	"The": true, "This": true, "That": true, "These": true, "Those": true, "But": true, "And": true, "For": true, "With": true,
	"His": true, "Her": true, "Its": true, "Their": true, "They": true, "When": true, "While": true, "After": true, "Before": true,
	"What": true, "Why": true, "How": true, "Who": true, "Where": true, "Here": true, "There": true, "Now": true, "Yet": true,
	"According": true, "Meanwhile": true, "However": true, "Although": true, "Since": true, "Even": true, "Not": true, "Will": true,
	"President": true, "Minister": true, "Prime": true, "January": true, "February": true, "March": true, "April": true, "May": true,
	"June": true, "July": true, "August": true, "September": true, "October": true, "November": true, "December": true,
	"Monday": true, "Tuesday": true, "Wednesday": true, "Thursday": true, "Friday": true, "Saturday": true, "Sunday": true,
	"Image": true, "Photo": true, "United": true, "States": true, "American": true, "America": true,
}

var wordForm = lazyregexp.New(`[\p{L}][\p{L}\p{N}'’-]*`)

// topicOverlap gives the share (0-1) of the names in one text that stand in
// another too, or of its longer words where it has few names; sure is false
// where there is too little to tell.
func topicOverlap(a, b string) (share float64, sure bool) {
	names, words := topicWords(a)
	if len(names) >= 4 {
		n := 0
		for w := range names {
			if strings.Contains(b, w) {
				n++
			}
		}
		return float64(n) / float64(len(names)), true
	}
	if len(words) < 6 {
		return 0, false
	}
	low := strings.ToLower(b)
	n := 0
	for w := range words {
		if strings.Contains(low, w) {
			n++
		}
	}
	// Longer words of one language are shared between any two stories.
	return max(0, float64(n)/float64(len(words))*1.5-0.3), true
}

func topicWords(s string) (names, words map[string]bool) {
	names, words = map[string]bool{}, map[string]bool{}
	if lex.ShareCJK(s) > 0.4 {
		// Runs of Han, katakana and Hangul stand for names and nouns.
		for _, run := range cjkRuns.FindAllString(s, -1) {
			r := []rune(run)
			if len(r) >= 2 && len(r) <= 6 {
				names[string(r[:2])] = true
			}
		}
		return names, words
	}
	at := 0
	for _, m := range wordForm.FindAllStringIndex(s, -1) {
		w := strings.TrimSuffix(strings.TrimSuffix(s[m[0]:m[1]], "'s"), "’s")
		start := at == 0 || strings.ContainsAny(s[at:m[0]], ".!?:;“\"")
		at = m[1]
		r := []rune(w)
		if len(r) < 3 {
			continue
		}
		if unicode.IsUpper(r[0]) && !start && !commonNames[w] {
			names[w] = true
		}
		if len(r) >= 6 {
			words[strings.ToLower(w)] = true
		}
	}
	return names, words
}

var cjkRuns = lazyregexp.New(`\p{Han}{2,}|[\p{Katakana}ー]{2,}|\p{Hangul}{2,}`)
