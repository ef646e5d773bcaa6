package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"entente/lazyregexp"
)

// furniture names the kind of an element that is no part of an article, judged
// by its tag, role and the words of its classes; "" where it may be one. Strong
// furniture is left out whatever it holds; the rest only where it holds but a
// small part of the page's paragraphs.
func furniture(n *html.Node, toks []string) (kind string, strong bool) {
	switch n.DataAtom {
	case atom.Nav:
		return "navigation", true
	case atom.Footer:
		if within(n, atom.Article, atom.Blockquote) == nil {
			return "navigation", true
		}
	case atom.Form, atom.Button, atom.Input, atom.Dialog:
		if n.DataAtom == atom.Dialog {
			return "notice", true
		}
		if hasAny(toks, "newsletter", "subscribe", "signup", "mailing") {
			return "newsletter", true
		}
		return "control", n.DataAtom != atom.Form
	case atom.Template:
		return "hidden", true
	}
	switch strings.ToLower(attr(n, "role")) {
	case "navigation", "banner", "contentinfo", "search", "menu", "menubar", "toolbar":
		return "navigation", true
	case "dialog", "alertdialog", "alert":
		return "notice", true
	case "complementary":
		return "teaser", false
	}
	if hidden(n, toks) {
		return "hidden", true
	}
	switch {
	case hasAny(toks, "pullquote") || hasPair(toks, "pull", "quote"):
		return "pull-quote", false
	case hasAny(toks, "cookie", "cookies", "consent", "gdpr", "onetrust", "paywall", "modal", "popup", "interstitial", "regwall", "cookiebar", "overlay"):
		return "notice", true
	case hasAny(toks, "newsletter", "newsletters", "subscribe", "subscription", "signup", "mailchimp", "optin", "mailing", "mailinglist") || hasPair(toks, "sign", "up") || hasPair(toks, "email", "capture"):
		return "newsletter", false
	case hasAny(toks, "share", "sharing", "sharedaddy", "social", "socials", "addtoany", "addthis", "follow", "sharethis", "sns", "sharebar"):
		return "share", false
	case hasAny(toks, "disqus", "comments", "commentlist", "respond") || hasPair(toks, "comment", "list") || hasPair(toks, "comment", "section"):
		return "comment", true
	case hasAny(toks, "ad", "ads", "advert", "adverts", "advertisement", "advertising", "adsbygoogle", "sponsored", "sponsor", "dfp", "adslot", "adunit", "banner-ad", "promoted", "outbrain", "taboola"):
		return "advertisement", false
	case hasAny(toks, "related", "recommended", "recommendations", "recirc", "recirculation", "teaser", "teasers", "popular", "trending", "latest", "readmore", "upnext", "morestories", "mostread", "promo", "promos", "infinite", "nextarticle", "crosslinks", "relatedposts", "sidebar") ||
		hasPair(toks, "most", "read") || hasPair(toks, "most", "viewed") || hasPair(toks, "read", "more") || hasPair(toks, "read", "next") || hasPair(toks, "more", "stories") || hasPair(toks, "more", "from") ||
		hasPair(toks, "up", "next") || hasPair(toks, "next", "post") || hasPair(toks, "also", "read") || hasPair(toks, "see", "also") || hasPair(toks, "editors", "picks") || hasPair(toks, "you", "may") || hasPair(toks, "keep", "reading"):
		return "teaser", false
	case hasAny(toks, "breadcrumb", "breadcrumbs", "menu", "navbar", "nav", "navigation", "pagination", "pager", "masthead", "topbar", "skip", "skiplink", "sitemap", "toolbar", "gnb", "lnb", "footer") && n.DataAtom != atom.Article:
		return "navigation", false
	case hasPair(toks, "author", "bio") || hasPair(toks, "author", "box") || hasPair(toks, "about", "author") || hasPair(toks, "author", "info") || hasPair(toks, "author", "description") || hasPair(toks, "author", "profile") || hasPair(toks, "author", "card") || hasAny(toks, "bio", "authorbio", "biography"):
		return "author-note", false
	case hasAny(toks, "credit", "photocredit", "imagecredit", "copyright", "photographer", "credits"):
		return "credit", false
	case hasAny(toks, "correction-link", "tooltip", "printfriendly", "listen", "audioplayer", "player", "textsize", "fontsize"):
		return "control", false
	case n.DataAtom == atom.Aside:
		return "teaser", false
	}
	return "", false
}

var hiddenStyle = lazyregexp.New(`(?i)display\s*:\s*none|visibility\s*:\s*hidden`)

func hidden(n *html.Node, toks []string) bool {
	for i := range n.Attr {
		switch n.Attr[i].Key {
		case "hidden":
			return true
		case "aria-hidden":
			// Pictures and icons are hidden from readers' machines; text that is
			// not shown to anybody is not an article's either.
			if n.Attr[i].Val == "true" && n.DataAtom != atom.Figure && n.DataAtom != atom.Img {
				return true
			}
		case "style":
			if hiddenStyle.MatchString(n.Attr[i].Val) {
				return true
			}
		}
	}
	return hasPair(toks, "sr", "only") || hasPair(toks, "visually", "hidden") || hasPair(toks, "screen", "reader") || hasAny(toks, "visuallyhidden")
}

// boxHeading is the heading of a box that is no part of the article.
var boxHeading = lazyregexp.New(`(?i)^(?:related(?: (?:articles?|stories|posts|content|reading|topics|news))?|read more|read next|keep reading|more (?:from|on|stories|news)\b.{0,40}|most (?:read|popular|viewed|shared)|(?:the )?latest(?: (?:news|stories|from .{1,30}|articles|posts))?|trending(?: now)?|popular(?: (?:now|posts|stories))?|recommended(?: for you| reading)?|you (?:may|might) (?:also )?(?:like|be interested in).*|see also|also read|up next|what to read next|editors?['’]?s?['’]? picks?|top stories|in case you missed it|further reading on .{1,40}|関連記事|関連ニュース|おすすめ(?:記事)?|人気記事|アクセスランキング|ランキング|あわせて読みたい|こちらもおすすめ|最新(?:ニュース|記事)|続きを読む|관련\s?기사|관련\s?뉴스|많이\s?본\s?(?:뉴스|기사)|추천\s?(?:기사|뉴스)|인기\s?(?:기사|뉴스)|최신\s?(?:기사|뉴스)|함께\s?(?:본|볼만한)\s?(?:뉴스|기사))\s*[:：]?$`)

// newsletterHeading is the heading or first line of a newsletter box.
var newsletterHeading = lazyregexp.New(`(?i)^(?:subscribe\b.{0,80}|sign up\b.{0,100}|get (?:our|the|daily|weekly)\b.{0,80}(?:inbox|newsletter|email|updates).{0,30}|join our (?:mailing list|newsletter).{0,60}|stay (?:informed|up to date|in touch)\b.{0,80}|don['’]t miss .{0,60}(?:newsletter|inbox).{0,40}|(?:our )?(?:free |daily |weekly )*newsletters?|email (?:address|updates).{0,40}|ニュースレター.{0,40}|メールマガジン.{0,40}|メルマガ.{0,40}|뉴스레터.{0,40}|구독(?:하기|신청).{0,20})\s*[.!:]?$`)

// followLine asks readers to follow or share.
var followLine = lazyregexp.New(`(?i)^(?:(?:please )?(?:follow|like|find|join) (?:us|me|him|her|them|@?[\p{L}\d_ .]{2,40}) on (?:twitter|x|facebook|instagram|linkedin|youtube|bluesky|threads|telegram|substack|social media|google news|whatsapp).{0,80}|follow us.{0,40}|share (?:this|on|via)\b.{0,60}|share|tweet|copy link|print|email|save|comments?|advertisement|ad|sponsored(?: content)?|(?:google|donate|newsletter|subscribe|body) cta|skip to (?:main )?content|this (?:article|story|post) is shared|facebook|twitter|linkedin|whatsapp|reddit|シェア(?:する)?|ツイート|フォロー(?:する)?|印刷|공유(?:하기)?|기사\s?공유|스크랩|프린트|글자\s?크기.{0,10}|댓글.{0,8}|좋아요.{0,8})\s*[.!:]?$`)

// controlLine is the label of something to press.
var controlLine = lazyregexp.New(`(?i)^(?:(?:keep reading|show less|show more|read more|read the full (?:story|article|post).{0,20}|continue reading.{0,60}|view (?:more|all|comments)|load more|see (?:more|all)|learn more|click here.{0,60}|more|expand|close|back to top|listen to (?:this )?article.{0,20}|\d+ min(?:ute)?s? read|play|pause|menu|search|login|log in|register|(?:written |posted |reported )?by|words by|authors?|share this article|続きを読む|もっと見る|閉じる|더\s?보기|더보기|계속\s?읽기|접기|닫기|목록(?:으로|보기)?|이전|다음|맨\s?위로)(?:\s*[.…›»→↓▼|+-]+\s*|\s+|$))+$`)

// noticeLine is a notice of cookies, rights or terms.
var noticeLine = lazyregexp.New(`(?i)^(?:(?:we|this (?:web)?site|our (?:web)?site) uses? cookies.*|by (?:continuing|clicking|using) .{0,80}(?:cookies|terms|privacy).*|accept (?:all )?(?:cookies)?|cookie (?:policy|settings|preferences|notice).{0,40}|manage (?:cookies|preferences)|privacy (?:policy|notice).{0,40}|terms (?:of (?:use|service)|and conditions).{0,40}|your browser (?:does not|doesn['’]t) support\b.{0,80}|all rights reserved.{0,60}|(?:copyright\b|©|\(c\)|ⓒ|Ⓒ|<저작권자).{0,160}|.{0,80}(?:無断転載|無断複製|전재\s*(?:및|-)?\s*재?배포).{0,60}|저작권자.{0,80}|이 기사는 .{0,60}저작권.{0,40}|当サイトでは.{0,20}(?:cookie|クッキー).{0,80}|本ウェブサイトでは.{0,80}|you (?:have|['’]ve) (?:\d+|reached|read).{0,60}(?:free articles?|limit).{0,60}|(?:this|the full) (?:article|story|content) is (?:only )?(?:available |reserved )?(?:for|to) (?:paying |registered )?(?:subscribers|members).{0,80}|(?:already a subscriber|subscribe (?:now )?to (?:read|continue)|to (?:read|continue).{0,40}(?:subscribe|sign in|log in)).{0,80}|(?:この記事は)?有料(?:会員限定)?(?:の)?記事です.{0,80}|残り\s*\d+\s*文字.{0,60}|.{0,20}会員(?:登録|限定|になると).{0,60}|.{0,30}(?:유료|구독자|회원)\s*(?:전용|회원).{0,60}|.{0,40}공공누리.{0,80}|.{0,60}при (?:использовании|перепечатке|цитировании) материалов.{0,80}|.{0,60}\bmay be (?:freely )?(?:reproduced|republished|reprinted) (?:with|provided|if|free).{0,80})$`)

// prune takes furniture off a document and counts it by kind.
func (p *Page) prune(doc *html.Node) {
	body := bodyOf(doc)
	total, prose := wordsBelow(body), proseBelow(body)
	// small reports whether an element holds but a small part of the page.
	hiddenProse := 0 // of a page whose text a script uncovers
	each(body, func(n *html.Node) bool {
		if n.Type == html.ElementNode && hidden(n, tokens(n)) {
			hiddenProse += proseBelow(n)
			return false
		}
		return true
	})
	most := func(n *html.Node) bool { return proseBelow(n)*2 > prose }
	small := func(n *html.Node) bool {
		return wordsBelow(n)*10 < total*4 && proseBelow(n)*10 <= prose*3 && !p.holdsTitle(n)
	}
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		for c := n.FirstChild; c != nil; {
			next := c.NextSibling
			switch {
			case c.Type == html.CommentNode:
				n.RemoveChild(c)
			case c.Type != html.ElementNode:
			case c.DataAtom == atom.Script || c.DataAtom == atom.Style || c.DataAtom == atom.Iframe || c.DataAtom == atom.Noscript || c.DataAtom == atom.Svg || c.DataAtom == atom.Video || c.DataAtom == atom.Audio || c.DataAtom == atom.Canvas || c.DataAtom == atom.Link || c.DataAtom == atom.Meta || c.DataAtom == atom.Rt || c.DataAtom == atom.Rp || c.DataAtom == atom.Rtc:
				n.RemoveChild(c)
			default:
				kind, strong := furniture(c, tokens(c))
				if kind == "hidden" && hiddenProse*2 > prose && c.DataAtom != atom.Template && !ofConsent(c) {
					kind = ""
				}
				if kind != "" && (strong && !p.holdsTitle(c) && (!most(c) || ofConsent(c)) || small(c)) && !holdsArticle(c) {
					p.leave(c, kind)
					break
				}
				if k := boxKind(c); k != "" && small(c) && !holdsArticle(c) {
					p.leave(c, k)
					break
				}
				walk(c)
			}
			c = next
		}
	}
	walk(body)
	p.cards(body, true)
}

// ofConsent reports whether an element asks whether a reader may be followed: of some
// pages the most is said there.
func ofConsent(n *html.Node) bool {
	return hasAny(tokens(n), "cookie", "cookies", "consent", "gdpr", "dsgvo", "onetrust", "cookiebar")
}

// proseBelow counts the bytes of paragraphs that are long enough to be prose.
func proseBelow(n *html.Node) int {
	sum := 0
	each(n, func(c *html.Node) bool {
		if c.Type == html.ElementNode && silent(c) {
			return false
		}
		if c.DataAtom == atom.P || c.DataAtom == atom.Blockquote {
			if w := wordsBelow(c); w >= 80 {
				sum += w
			}
			return false
		}
		return true
	})
	return sum
}

// holdsTitle reports whether the page's own first heading lies below.
func (p *Page) holdsTitle(n *html.Node) bool {
	return find(n, func(c *html.Node) bool { return c.DataAtom == atom.H1 && similarTitle(textOf(c), p.Title) }) != nil
}

// boxKind tells a box by its first line: its heading names what it is.
func boxKind(n *html.Node) string {
	switch n.DataAtom {
	case atom.Div, atom.Section, atom.Aside, atom.Ul, atom.Table:
	default:
		return ""
	}
	t := firstLine(n)
	switch {
	case len(t) > 160:
	case boxHeading.MatchString(t):
		return "teaser"
	case newsletterHeading.MatchString(t):
		return "newsletter"
	case commentHeading.MatchString(t):
		return "comment"
	case contactHeading.MatchString(t) && hasContact(textOf(n)):
		return "contact"
	}
	return asks(n)
}

// commentHeading stands over what readers wrote.
var commentHeading = lazyregexp.New(`(?i)^(?:\d+\s+(?:reader )?comments?|(?:reader )?comments?\s*[（(:：]?\s*\d+\s*[)）]?|コメント\s*[（(:：]?\s*\d+\s*件?\s*[)）]?|댓글\s*[（(:：]?\s*\d+\s*개?\s*[)）]?|комментари(?:и|ев|я)\s*[（(:：]?\s*\d+\s*[)）]?)$`)

// contactHeading stands over whom the press or a reader may ask.
var contactHeading = lazyregexp.New(`(?i)^(?:(?:press|media|news)\s*(?:contacts?|office|enquir(?:y|ies)|inquir(?:y|ies)|relations|service)\b.{0,40}|(?:contacts?|enquir(?:y|ies)|inquir(?:y|ies))(?: for (?:the )?(?:media|press|journalists))?|for (?:more|further) information,?(?: (?:please )?contact)?.{0,40}|(?:本件の?)?(?:お?問い?合わ?せ|連絡)先?.{0,12}|担当.{0,8}|문의(?:처| 사항)?.{0,12}|담당(?:부서|자)?|контакт(?:ы|ная информация)?(?: для (?:сми|прессы))?|пресс-служба)\s*[:：]?(?:\s.{0,160})?$`)

var (
	mailForm  = lazyregexp.New(`[\w.+-]+@[\w-]+\.[\w.-]+`)
	phoneForm = lazyregexp.New(`(?:\+\d|\(?0\d|\b\d{3})[\d()\s.‐–-]{5,}\d`)
	phoneWord = lazyregexp.New(`(?i)\b(?:tel|telephone|phone|fax)\b|電話|内線|ファクス|전화|팩스|тел\.|телефон`)
)

// hasContact reports whether a text gives an address of e-mail or a telephone number.
func hasContact(s string) bool {
	return mailForm.MatchString(s) || phoneForm.MatchString(s) || phoneWord.MatchString(s) && strings.ContainsAny(s, "0123456789")
}

// asks tells a box in which readers answer by pressing something.
func asks(n *html.Node) string {
	labels := 0
	each(n, func(c *html.Node) bool {
		if c.Type == html.ElementNode && (c.DataAtom == atom.Label || c.DataAtom == atom.Input || c.DataAtom == atom.Button) {
			labels++
		}
		return true
	})
	if labels >= 2 && wordsBelow(n) < 400 {
		return "control"
	}
	return ""
}

// firstLine gives the words of the first block under a node that has any.
func firstLine(n *html.Node) string {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.Type {
		case html.TextNode:
			if t := oneLine(c.Data); t != "" {
				return t
			}
		case html.ElementNode:
			if hasBlockChild(c) {
				if t := firstLine(c); t != "" {
					return t
				}
			} else if t := textOf(c); t != "" {
				return t
			}
		}
	}
	return ""
}

// hasBlockChild reports whether a block stands below a node, or below what is none,
// such as a span around paragraphs.
func hasBlockChild(n *html.Node) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode && (isBlock(c) || !silent(c) && hasBlockChild(c)) {
			return true
		}
	}
	return false
}

// holdsArticle reports whether the page's own heading or main part lies below.
func holdsArticle(n *html.Node) bool {
	if n.DataAtom == atom.Nav {
		return false
	}
	return find(n, func(c *html.Node) bool {
		return c.DataAtom == atom.Main || attr(c, "itemprop") == "articleBody"
	}) != nil
}

// wordsBelow counts the bytes of text under a node, scripts apart.
func wordsBelow(n *html.Node) int {
	total := 0
	each(n, func(c *html.Node) bool {
		if c.Type == html.TextNode {
			total += len(strings.TrimSpace(c.Data))
		}
		return c.Type != html.ElementNode || !silent(c)
	})
	return total
}

// otherArticles takes out the article elements of other stories, before, after or
// inside the page's own: cards, whose heading leads to another page, and whole
// stories with a first heading of their own. What else is marked as an article, such
// as a post of a live page, is a part of it. It gives the page's own, or nil.
func (p *Page) otherArticles(doc *html.Node, title string) *html.Node {
	var all []*html.Node
	each(doc, func(n *html.Node) bool {
		if n.Type == html.ElementNode && n.DataAtom == atom.Article {
			all = append(all, n)
		}
		return true
	})
	var best *html.Node
	var bestScore int // the first scores 200 at least
	inAll := 0
	for i, a := range all {
		if within(a, atom.Article) == nil {
			inAll += wordsBelow(a)
		}
		s := min(wordsBelow(a), 3000)
		h := find(a, func(n *html.Node) bool { return n.DataAtom == atom.H1 })
		if h == nil {
			h = find(a, func(n *html.Node) bool { return n.DataAtom == atom.H2 })
		} else {
			s += 500
		}
		if h != nil && similarTitle(textOf(h), title) {
			s += 20000
		}
		if i == 0 {
			s += 200
		}
		if s > bestScore && (s >= 20000 || wordsBelow(a) > 3*mostTeaser || !leadsAway(a)) {
			best, bestScore = a, s
		}
	}
	if best == nil && inAll*2 > wordsBelow(bodyOf(doc)) {
		return nil // a page of cards, or whose one article begins with a link
	}
	parts := false
	for _, a := range all {
		switch {
		case best != nil && (a == best || contains(a, best)):
		case leadsAway(a) && !isSpeech(a) || bestScore >= 20000 && !contains(best, a) && find(a, func(n *html.Node) bool { return n.DataAtom == atom.H1 }) != nil:
			p.leave(a, "teaser")
		case best != nil && !contains(best, a):
			parts = true
		}
	}
	if parts {
		return nil
	}
	return best
}

// leadsAway reports whether an element is the card of another page: the first words
// of it, or its first heading, are those of a link to that page.
func leadsAway(n *html.Node) bool {
	if a := within(n, atom.A); a != nil && attr(a, "href") != "" {
		return true
	}
	h := find(n, func(c *html.Node) bool {
		switch c.DataAtom {
		case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
			return textOf(c) != ""
		case atom.A:
			return attr(c, "href") != "" && textOf(c) != ""
		}
		return false
	})
	if h == nil {
		return false
	}
	if h.DataAtom != atom.A {
		return weight(textOf(h)) >= leastTitle && (isLinkAway(h, textOf(h)) || within(h, atom.A) != nil)
	}
	lead, _, ok := strings.Cut(textOf(n), textOf(h)) // a day may stand before the link
	return ok && !strings.HasPrefix(attr(h, "href"), "#") && weight(textOf(h)) >= leastTitle && len(lead) < 60 && letters(withoutDates(lead)) == ""
}

// nextStories takes out the elements that follow the one with the page's title
// and are of the same make: pages that go on without end put one story after
// another.
func (p *Page) nextStories(doc *html.Node) {
	own := find(doc, func(n *html.Node) bool {
		return (n.DataAtom == atom.H1 || n.DataAtom == atom.H2) && similarTitle(textOf(n), p.Title)
	})
	if own == nil {
		return
	}
	for n := own.Parent; n != nil; n = n.Parent {
		class := strings.Fields(attr(n, "class"))
		if len(class) == 0 {
			continue
		}
		for s := n.NextSibling; s != nil; {
			next := s.NextSibling
			if s.Type == html.ElementNode && s.DataAtom == n.DataAtom && hasAny(strings.Fields(attr(s, "class")), class[0]) && holdsStory(s) && proseBelow(s) <= 3*proseBelow(n) {
				p.leave(s, "teaser")
			}
			s = next
		}
	}
}

// holdsStory reports whether a heading and a paragraph stand below.
func holdsStory(n *html.Node) bool {
	isHead := func(c *html.Node) bool {
		return c.DataAtom == atom.H1 || c.DataAtom == atom.H2 || c.DataAtom == atom.H3
	}
	h := find(n, isHead)
	return h != nil && (h.DataAtom == atom.H1 || isLinkAway(h, textOf(h))) && find(n, func(c *html.Node) bool { return c.DataAtom == atom.P }) != nil
}

func contains(outer, inner *html.Node) bool {
	for n := inner.Parent; n != nil; n = n.Parent {
		if n == outer {
			return true
		}
	}
	return false
}
