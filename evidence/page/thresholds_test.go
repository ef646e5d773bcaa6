package page

import (
	"strconv"
	"strings"
	"testing"
)

// paras makes some paragraphs, from one number on, each of its own words.
func paras(from, n int) string {
	words := []string{"harbour", "ferry", "crew", "dock", "tariff", "pilot", "beacon", "anchor", "cargo", "berth", "signal", "current"}
	var b strings.Builder
	for i := from; i < from+n; i++ {
		w, v := words[i%len(words)], words[(i*5+3)%len(words)]
		b.WriteString("<p>The " + w + " of the port was closed for " + strconv.Itoa(i+2) + " seasons, and the people who lived by the " + v + " said so to both of the ministers in turn.</p>")
	}
	return b.String()
}

func read(t *testing.T, body string) *Page {
	t.Helper()
	p, err := Read([]byte("<html><head><title>A port</title></head><body><main><h1>A port</h1>"+body+"</main></body></html>"), Options{ContentType: "text/html; charset=utf-8"})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// What nobody is shown is no part of the article, however it is hidden; what
// only looks like it is.
func TestHiddenText(t *testing.T) {
	const secret = "The secret sentence stands in the page and is shown to nobody at all."
	for tag, shown := range map[string]bool{
		`<p>`: true, `<p class="lead">`: true, `<div>`: true,
		`<div hidden>`: false, `<p hidden>`: false, `<div aria-hidden="true">`: false, `<div aria-hidden="false">`: true, `<div aria-hidden>`: true,
		`<div style="display:none">`: false, `<div style="color:red; display : none">`: false, `<div style="visibility:hidden">`: false, `<div style="visibility: visible">`: true, `<div style="display:block">`: true,
		`<div class="sr-only">`: false, `<div class="visually-hidden">`: false, `<div class="screen-reader-text">`: false, `<div class="visuallyhidden">`: false,
		`<template>`: false, `<noscript>`: false,
	} {
		name := strings.Trim(strings.Fields(tag)[0], "<>")
		p := read(t, paras(0, 4)+tag+secret+"</"+name+">"+paras(4, 4))
		if got := strings.Contains(p.Text, "secret sentence"); got != shown {
			t.Errorf("%s: shown %v, want %v", tag, got, shown)
		}
	}
	// A picture's words are hidden from nobody's eyes.
	p := read(t, `<figure aria-hidden="true"><img src="/a.jpg" alt="Two cranes over a dock"><figcaption>The dock in March</figcaption></figure>`+paras(0, 6))
	if p.Image == nil || p.Image.Alt != "Two cranes over a dock" {
		t.Errorf("%+v", p.Image)
	}
}

// Furniture is known by its role and the words of its class. What is no part of
// an article at all goes whatever it holds; the rest only where it is a small
// part of the page.
func TestFurniture(t *testing.T) {
	const box = "<p>The box says that there is more to see for those who care to look around here today.</p>"
	for tag, kind := range map[string]string{
		`<nav>`: "navigation", `<footer>`: "navigation", `<div role="navigation">`: "navigation", `<div role="Banner">`: "navigation", `<div role="dialog">`: "notice", `<div role="complementary">`: "teaser", `<aside>`: "teaser",
		`<div class="cookie-bar">`: "notice", `<div class="paywall">`: "notice", `<div class="newsletter-box">`: "newsletter", `<form class="signup">`: "newsletter", `<form>`: "control", `<button>`: "control", `<dialog>`: "notice",
		`<div class="share">`: "share", `<div class="social-links">`: "share", `<div class="comments">`: "comment", `<div class="comment-list">`: "comment", `<div class="ad">`: "advertisement", `<div class="sponsored">`: "advertisement",
		`<div class="related">`: "teaser", `<div class="read-more">`: "teaser", `<div class="most-read">`: "teaser", `<div class="you-may-like">`: "teaser", `<div class="breadcrumbs">`: "navigation", `<div class="menu">`: "navigation",
		`<div class="author-bio">`: "author-note", `<div class="pull-quote">`: "pull-quote", `<div class="pullquote">`: "pull-quote", `<div class="tooltip">`: "control",
	} {
		name := strings.Trim(strings.Fields(tag)[0], "<>")
		p := read(t, paras(0, 8)+tag+box+"</"+name+">"+paras(8, 8))
		if strings.Contains(p.Text, "box says") || p.LeftOut[kind] != 1 {
			t.Errorf("%s: %v\n%s", tag, p.LeftOut, p.Text)
		}
	}
	for _, tag := range []string{`<div>`, `<section>`, `<div class="body">`, `<div class="adjacent">`, `<div class="relative">`, `<div role="region">`, `<div class="story-text">`} {
		name := strings.Trim(strings.Fields(tag)[0], "<>")
		if p := read(t, paras(0, 8)+tag+box+"</"+name+">"+paras(8, 8)); !strings.Contains(p.Text, "box says") {
			t.Errorf("%s is left out: %v", tag, p.LeftOut)
		}
	}
}

// A box that holds less than three in ten of the page's prose is left out; one
// that holds more is the page's own text under a misleading name.
func TestABoxIsASmallPart(t *testing.T) {
	for _, c := range []struct {
		inside, around int
		kept           bool
	}{{1, 9, false}, {2, 8, false}, {3, 9, false}, {4, 8, true}, {5, 5, true}, {9, 3, true}} {
		inner := strings.ReplaceAll(paras(0, c.inside), "The ", "Boxed ")
		p := read(t, paras(20, c.around)+`<div class="related">`+inner+"</div>")
		if got := strings.Contains(p.Text, "Boxed "); got != c.kept {
			t.Errorf("a box of %d in %d paragraphs: kept %v, want %v", c.inside, c.inside+c.around, got, c.kept)
		}
	}
}
