package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"entente/lazyregexp"
)

// Institutes and ministries say at the head of a page who wrote it and when in pairs of a
// label and what it says: rows of a table, terms and what they mean, lines with a colon.

type pair struct{ label, value string }

// pairsOf gives the pairs of a table, a list of terms or a list; nil where it is made of
// anything else.
func pairsOf(n *html.Node) []pair {
	var out []pair
	whole := true
	var cells []string
	row := func() {
		if len(cells)%2 != 0 {
			whole = false
		}
		for i := 0; i+1 < len(cells); i += 2 {
			out = append(out, pair{cells[i], cells[i+1]})
		}
		cells = nil
	}
	each(n, func(c *html.Node) bool {
		if c == n || c.Type != html.ElementNode {
			return true
		}
		switch c.DataAtom {
		case atom.Table, atom.Ul, atom.Ol:
			whole = false
		case atom.Tr:
			row()
		case atom.Dt:
			row()
			cells = append(cells, textOf(c))
			return false
		case atom.Th, atom.Td, atom.Dd:
			cells = append(cells, textOf(c))
			return false
		case atom.Li:
			label, value, ok := strings.Cut(strings.ReplaceAll(textOf(c), "：", ":"), ":")
			if !ok {
				whole = false
			}
			cells = append(cells, strings.TrimSpace(label), strings.TrimSpace(value))
			row()
			return false
		}
		return whole
	})
	row()
	if !whole {
		return nil
	}
	return out
}

var (
	dayLabel    = lazyregexp.New(`(?i)^(?:date(?: of (?:publication|issue|release))?|(?:publication|publishing|release|issue) date|(?:date )?(?:published|issued|posted|released)(?: on)?|発表日|発行日|公開日|掲載日|登録日|作成日|日付|日時|등록일[시자]?|작성일[시자]?|게시일[시자]?|발행일[시자]?|배포일[시자]?|날짜|дата(?: (?:публикации|выхода))?|опубликовано)$`)
	updateLabel = lazyregexp.New(`(?i)^(?:(?:date |last )?(?:updated|modified|revised)(?: on)?|更新日|수정일[시자]?|обновлено)$`)
	authorLabel = lazyregexp.New(`(?i)^(?:authors?(?:\(s\))?|(?:written )?by|writers?|著者|執筆者?|筆者|作成者|작성자|저자|글쓴이|필자|연구자|автор(?:ы)?)$`)
	otherLabel  = lazyregexp.New(`(?i)^(?:series|language|category|type|section|topics?|tags?|keywords?|department|views?|hits?|no\.?|number|volume|source|pages?|isbn|issn|doi|region|attachments?|files?|担当(?:課|部署)?|分類|言語|番号|カテゴリー?|添付|부서명?|담당부서|조회수?|첨부(?:파일)?|분류|번호|언어|시리즈|раздел|рубрика|просмотры|тема|источник|язык|серия)$`)
)

// pairs reads who wrote the page and when from pairs at its head, and takes them out where
// most of them say such things.
func (s *shown) pairs(n *html.Node) bool {
	if s.words >= 100 || s.title != nil && s.afterTitle == 0 || wordsBelow(n) > 900 {
		return false
	}
	list := pairsOf(n)
	known := 0
	var published, updated, by string
	for _, p := range list {
		switch label := strings.TrimRight(p.label, " :："); {
		case dayLabel.MatchString(label):
			published = first(published, isoDay(p.value))
		case updateLabel.MatchString(label):
			updated = first(updated, isoDay(p.value))
		case authorLabel.MatchString(label):
			if len(splitAuthors(p.value)) > 0 {
				by = first(by, p.value)
			}
		case otherLabel.MatchString(label):
		default:
			continue
		}
		known++
	}
	if first(published, updated, by) == "" || known*2 <= len(list) {
		return false
	}
	s.published, s.updated = first(s.published, published), first(s.updated, updated)
	s.addAuthors(by)
	s.p.left("byline", 1)
	s.drop = append(s.drop, n)
	return true
}
