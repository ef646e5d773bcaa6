package page

import (
	"fmt"
	"html"
	"strings"
)

// layout writes a story as one kind of site does.
type layout struct {
	name  string
	write func(s story) string
	// what the layout does not state
	noAuthor, noDek, noImage bool
}

func ps(paras []string, class string) string {
	var b strings.Builder
	for _, p := range paras {
		b.WriteString("<p" + class + ">" + html.EscapeString(p) + "</p>\n")
	}
	return b.String()
}

func (s story) half() int { return len(s.paras) / 2 }

func (s story) others3(wrap func(t teaser) string) string {
	var b strings.Builder
	for _, t := range s.others {
		b.WriteString(wrap(t))
	}
	return b.String()
}

const navList = `<ul><li><a href="/a">Home</a></li><li><a href="/b">World</a></li><li><a href="/c">About us</a></li><li><a href="/d">Donate</a></li></ul>`

func ogHead(s story, more string) string {
	return fmt.Sprintf(`<meta property="og:site_name" content="%s"><meta property="og:title" content="%s"><meta property="og:type" content="article"><meta property="og:image" content="/img/lead.jpg">%s`,
		html.EscapeString(s.site), html.EscapeString(s.title), more)
}

var layouts = []layout{
	{name: "magazine with endless stories", write: func(s story) string {
		return `<!DOCTYPE html><html lang="en"><head><title>` + s.title + ` | ` + s.site + `</title>` + ogHead(s, `<meta property="article:published_time" content="`+s.published+`T09:00:00Z"><meta property="article:modified_time" content="`+s.updated+`T09:00:00Z"><meta property="article:section" content="`+s.section+`"><meta property="article:tag" content="`+s.region+`">`) + `</head><body class="has-sidebar">
<header class="site-header"><nav>` + navList + `</nav></header>
<div class="posts"><div class="post post-first"><h1 class="headline">` + s.title + `</h1><h2 class="sub-headline dek">` + s.dek + `</h2>
<div class="post-meta"><span class="section-tag">` + s.section + `</span> <span class="section-tag">` + s.region + `</span> <div class="social-author"><a rel="author" href="/u/1">` + s.authors[0] + `</a> <a rel="author" href="/u/2">` + s.authors[1] + `</a></div><span class="post-date">` + longDate(s.published) + `</span></div>
<div class="share-bar"><a href="#">Share</a><a href="#">Tweet</a></div>
<figure><img src="/img/lead.jpg" alt="` + s.alt + `"><figcaption>` + s.caption + ` <span class="photo-credit">` + s.credit + `</span></figcaption></figure>
<div class="body-description">` + ps(s.paras[:s.half()], "") + `<h3>` + s.subhead + `</h3><blockquote><p>` + s.quote + `</p></blockquote>` + ps(s.paras[s.half():], "") + `</div>
<div class="author-bio"><p>` + s.authors[0] + ` is a fellow of the Harbour Institute.</p></div></div>` +
			s.others3(func(t teaser) string {
				return `<div class="post post-next"><div class="credit">` + t.credit + `</div><span class="section-tag">` + t.section + `</span><h2 class="headline"><a href="/x">` + t.title + `</a></h2><div class="body-description">` + ps(t.paras, "") + `<a class="more" href="#">keep reading</a><a class="less" href="#">Show less</a></div></div>`
			}) + `</div><aside class="most-read"><h3>Most read</h3><ol><li><a href="/1">Ten ships that never sailed from port</a></li></ol></aside>
<div class="newsletter"><h3>Sign up for our newsletter</h3><form><input type="email"><button>Subscribe</button></form></div>
<footer><p>© 2026 The Strait Review. All rights reserved.</p></footer></body></html>`
	}},
	{name: "news site with JSON-LD", write: func(s story) string {
		return `<!DOCTYPE html><html lang="en-GB"><head><title>` + s.title + ` - ` + s.site + `</title><script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":"` + s.title + `","description":"` + s.dek + `","datePublished":"` + s.published + `T06:00:00+09:00","dateModified":"` + s.updated + `T06:00:00+09:00","author":[{"@type":"Person","name":"` + s.authors[0] + `"},{"@type":"Person","name":"` + s.authors[1] + `"}],"publisher":{"@type":"Organization","name":"` + s.site + `"},"articleSection":"` + s.section + `","keywords":["` + s.region + `"],"image":{"url":"/img/lead.jpg","caption":"` + s.caption + `","creditText":"` + s.credit + `"}}</script></head><body>
<div id="cookie-banner" class="cookie-consent"><p>We use cookies to make this site work. By continuing you agree to our use of them.</p><button>Accept</button></div>
<nav class="global-nav">` + navList + `</nav><main id="main-content"><article><header><h1>` + s.title + `</h1><p class="standfirst">` + s.dek + `</p><p class="byline">By <strong>` + s.authors[0] + `</strong> and <strong>` + s.authors[1] + `</strong></p><time datetime="` + s.published + `">` + longDate(s.published) + `</time></header>
<figure><img src="/img/lead.jpg" alt="` + s.alt + `"><figcaption>` + s.caption + ` (Photo: ` + s.credit + `)</figcaption></figure>` +
			ps(s.paras[:2], ` class="text"`) + `<div class="related-box"><h3>Related stories</h3><ul><li><a href="/r1">` + s.others[0].title + `</a></li><li><a href="/r2">` + s.others[1].title + `</a></li></ul></div>` +
			ps(s.paras[2:s.half()], ` class="text"`) + `<h2>` + s.subhead + `</h2><ul><li>` + strings.Join(s.list, "</li><li>") + `</li></ul>` + ps(s.paras[s.half():], ` class="text"`) + `</article>
<section class="more-stories"><h2>More from The Strait Review</h2>` + s.others3(func(t teaser) string {
			return `<article class="card"><h3>` + t.title + `</h3><p>` + t.paras[0] + `</p></article>`
		}) + `</section></main><footer>` + navList + `</footer></body></html>`
	}},
	{name: "government page without article marks", noAuthor: true, noDek: true, noImage: true, write: func(s story) string {
		rows := ""
		for i, r := range s.table {
			cell := "td"
			if i == 0 {
				cell = "th"
			}
			rows += "<tr><" + cell + ">" + strings.Join(r, "</"+cell+"><"+cell+">") + "</" + cell + "></tr>"
		}
		return `<html lang="en"><head><title>` + s.title + `</title><meta name="dc.date" content="` + s.published + `"><meta name="dc.publisher" content="` + s.site + `"></head><body><div id="header"><div class="logo">Ministry</div>` + navList + `</div><div class="breadcrumb"><a href="/">Home</a> &gt; <a href="/p">` + s.section + `</a></div><div id="wrapper"><div id="lnb">` + navList + `</div><div id="contents"><h1>` + s.title + `</h1><p class="date">` + longDate(s.published) + `</p><div class="detail">` + ps(s.paras[:s.half()], "") + `<h3>` + s.subhead + `</h3><table><caption>Ships by port</caption>` + rows + `</table>` + ps(s.paras[s.half():], "") + `</div><div class="sns"><a>Share</a></div></div></div><div id="footer"><p>Copyright Ministry of Ports</p></div></body></html>`
	}},
	{name: "blog", noDek: true, write: func(s story) string {
		return `<!doctype html><html lang="en"><head><title>` + s.title + ` – ` + s.site + `</title>` + ogHead(s, "") + `</head><body class="single no-sidebar"><header id="masthead"><a href="/">` + s.site + `</a><nav class="main-navigation">` + navList + `</nav></header><div id="primary"><main><article class="post type-post hentry category-` + "asia" + `"><header class="entry-header"><h1 class="entry-title">` + s.title + `</h1><div class="entry-meta"><span class="posted-on"><time class="entry-date published" datetime="` + s.published + `T08:00:00+00:00">` + longDate(s.published) + `</time><time class="updated" datetime="` + s.updated + `T08:00:00+00:00">` + longDate(s.updated) + `</time></span> <span class="byline">by <span class="author vcard"><a class="url fn n" href="/author/x">` + s.authors[0] + `</a>, <a class="url fn n" href="/author/y">` + s.authors[1] + `</a></span></span> <span class="cat-links"><a rel="category tag" href="/c">` + s.section + `</a></span></div></header><div class="entry-content"><div class="wp-caption"><img src="/img/lead.jpg" alt="` + s.alt + `"><p class="wp-caption-text">` + s.caption + `. Photo by ` + s.credit + `</p></div>` + ps(s.paras[:s.half()], "") + `<h2>` + s.subhead + `</h2><ol><li>` + strings.Join(s.list, "</li><li>") + `</li></ol>` + ps(s.paras[s.half():], "") + `<div class="sharedaddy sd-sharing-enabled"><h3>Share this:</h3><ul><li>Twitter</li><li>Facebook</li></ul></div><div id="jp-relatedposts" class="jp-relatedposts"><h3>Related</h3><p>` + s.others[0].title + `</p></div></div><footer class="entry-footer"><span class="tags-links">Tagged <a rel="tag" href="/t">` + s.region + `</a></span></footer></article><div id="comments" class="comments-area"><h2>3 thoughts</h2><ol class="comment-list"><li><p>I was on that dock in those years, and this is not how the crews remember the strike at all.</p></li></ol></div></main></div><aside id="secondary" class="widget-area"><section class="widget"><h2>Latest posts</h2><ul><li>` + s.others[1].title + `</li></ul></section></aside></body></html>`
	}},
	{name: "tables for layout", noDek: true, noImage: true, write: func(s story) string {
		body := ""
		for _, p := range s.paras {
			body += html.EscapeString(p) + "<br><br>\n"
		}
		return `<HTML><HEAD><TITLE>` + s.title + `</TITLE></HEAD><BODY><TABLE width="100%"><TR><TD class="menu">` + navList + `</TD><TD><TABLE><TR><TD><FONT size="5"><B><h1>` + s.title + `</h1></B></FONT></TD></TR><TR><TD><P class="byline">By ` + s.authors[0] + ` and ` + s.authors[1] + `</P><P class="date">` + longDate(s.published) + `</P></TD></TR><TR><TD>` + body + `</TD></TR></TABLE></TD></TR></TABLE></BODY></HTML>`
	}},
	{name: "think tank with footnotes", write: func(s story) string {
		return `<!doctype html><html lang="en"><head><title>` + s.title + ` | ` + s.site + `</title>` + ogHead(s, `<meta name="citation_publication_date" content="`+strings.ReplaceAll(s.published, "-", "/")+`"><meta name="citation_author" content="`+s.authors[0]+`"><meta name="citation_author" content="`+s.authors[1]+`">`) + `</head><body><div class="site-nav">` + navList + `</div><div class="layout"><div class="hero"><p class="eyebrow">` + s.section + `</p><h1>` + s.title + `</h1><p class="subtitle">` + s.dek + `</p><figure class="hero-image"><img alt="` + s.alt + `" src="/img/lead.jpg"><figcaption class="credit">Photo by ` + s.credit + `</figcaption></figure></div><div class="content-with-sidebar"><div class="article-body">` + ps(s.paras[:1], ` class="lead"`) + `<p>` + s.paras[1] + `<sup><a href="#n1">1</a></sup></p><div class="pull-quote">` + s.quote + `</div>` + ps(s.paras[2:s.half()], "") + `<h2>` + s.subhead + `</h2>` + ps(s.paras[s.half():], "") + `</div><div class="sidebar"><div class="newsletter-signup"><h4>Stay informed</h4><p>Get our weekly letter in your inbox.</p></div><div class="related-content"><h4>Related content</h4>` + s.others3(func(t teaser) string {
			return `<div class="teaser"><h5>` + t.title + `</h5><p>` + t.paras[0] + `</p></div>`
		}) + `</div></div></div><div class="topics"><a href="/t">` + s.region + `</a></div></div></body></html>`
	}},
	{name: "divs with hashed classes", noDek: true, write: func(s story) string {
		return `<!doctype html><html lang="en"><head><title>` + s.title + `</title>` + ogHead(s, `<meta name="author" content="`+s.authors[0]+`, `+s.authors[1]+`"><meta name="date" content="`+s.published+`">`) + `</head><body><div id="root"><div class="css-1x2y"><div class="css-a1">` + navList + `</div></div><div class="css-9zz"><div class="css-t"><h1>` + s.title + `</h1></div><div class="css-im"><img src="/img/lead.jpg" alt="` + s.alt + `"></div><div class="css-bd"><div class="css-p1"><p>` + strings.Join(escapeAll(s.paras[:3]), `</p></div><div class="css-p1"><p>`) + `</p></div><div class="css-r2"><p>Read more: ` + s.others[0].title + `</p></div><div class="css-p1"><p>` + strings.Join(escapeAll(s.paras[3:]), `</p></div><div class="css-p1"><p>`) + `</p></div></div><div class="css-cta"><p>Follow us on Twitter and Facebook</p></div></div><div class="css-more"><div><h4>More stories</h4></div>` + s.others3(func(t teaser) string { return `<div class="css-k"><h5>` + t.title + `</h5></div>` }) + `</div></div></body></html>`
	}},
	{name: "wire story", noDek: true, write: func(s story) string {
		return `<!doctype html><html lang="en"><head><title>` + s.title + ` | ` + s.site + `</title>` + ogHead(s, `<meta name="pubdate" content="`+s.published+`">`) + `</head><body><header role="banner">` + navList + `</header><div class="view-cont"><article class="story-news"><h1 class="tit">` + s.title + `</h1><p class="update-time" data-published-time="x">` + `Published ` + longDate(s.published) + `</p><div class="writer">` + s.authors[0] + `, ` + s.authors[1] + `</div><div class="comp-box photo-group"><figure><img src="/img/lead.jpg" alt="` + s.alt + `"><figcaption>` + s.caption + ` (` + s.credit + `)</figcaption></figure></div><p>BUSAN, March 3 (Wire) -- ` + html.EscapeString(s.paras[0]) + `</p>` + ps(s.paras[1:], "") + `<p>desk@strait.example</p><p>(END)</p></article><div class="popular-news"><h2>Most viewed</h2><ol><li>` + s.others[0].title + `</li></ol></div></div></body></html>`
	}},
	{name: "flattened to lines", write: func(s story) string { return s.flat(s.site, "\n") }},
	{name: "flattened with blank lines", write: func(s story) string { return s.flat("", "\n\n") }},
}

func escapeAll(list []string) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = html.EscapeString(s)
	}
	return out
}

// flat writes the page as text: the article, then the teasers of other stories.
func (s story) flat(site, sep string) string {
	var lines []string
	if site != "" {
		lines = append(lines, site)
	}
	lines = append(lines, s.section+" | "+s.region, s.title, s.dek, strings.Join(s.authors, ", "), longDate(s.published), "Top image credit: "+s.credit)
	lines = append(lines, s.paras[:s.half()]...)
	lines = append(lines, s.subhead)
	lines = append(lines, s.paras[s.half():]...)
	lines = append(lines, s.authors[0]+" is a fellow of the Harbour Institute and has written two books about ports.")
	for _, t := range s.others {
		lines = append(lines, t.credit, t.section, t.title)
		lines = append(lines, t.paras...)
		lines = append(lines, "keep reading", "Show less")
	}
	lines = append(lines, "Latest", s.others[0].title, s.others[1].title, "Subscribe to our newsletter", "Follow us on Twitter")
	return strings.Join(lines, sep) + "\n"
}
