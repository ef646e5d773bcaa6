package site_test

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"entente/agenda"
	"entente/course"
	"entente/dossier"
	"entente/publish/site"
)

// browser builds the flagship's site and opens Chromium on it. The test is
// skipped unless ENTENTE_BROWSER is set, since it needs Chromium.
func browser(t *testing.T) (ctx context.Context, base string) {
	t.Helper()
	if os.Getenv("ENTENTE_BROWSER") == "" {
		t.Skip("set ENTENTE_BROWSER=1 to run the browser tests")
	}
	bin := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if p, err := exec.LookPath(name); err == nil {
			bin = p
			break
		}
	}
	if bin == "" {
		t.Fatal("ENTENTE_BROWSER is set and no Chromium is installed")
	}
	d, _, err := dossier.Load("../../examples/trilateral")
	if err != nil {
		t.Fatal(err)
	}
	a, err := agenda.Build(d, agenda.Options{Draws: 1000})
	if err != nil {
		t.Fatal(err)
	}
	past, err := course.PastOf(d, agenda.Options{Draws: 1000})
	if err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(t.TempDir(), "site")
	if _, err := site.Write(site.Content{Dossier: d, Agenda: a, Past: past}, out, site.WriteOptions{}); err != nil {
		t.Fatal(err)
	}
	opts := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(bin), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true))
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), opts...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	ctx, cancel = context.WithTimeout(ctx, 10*time.Minute)
	t.Cleanup(cancel)
	return ctx, "file://" + out
}

func run(t *testing.T, ctx context.Context, actions ...chromedp.Action) {
	t.Helper()
	if err := chromedp.Run(ctx, actions...); err != nil {
		t.Fatal(err)
	}
}

// TestBrowserPages opens pages of every kind from the folder, at three widths,
// light and dark: nothing is logged as an error, nothing sticks out sideways,
// and text is told from its ground by 4.5:1.
func TestBrowserPages(t *testing.T) {
	ctx, base := browser(t)
	var problems []string
	chromedp.ListenTarget(ctx, func(ev any) {
		switch e := ev.(type) {
		case *runtime.EventExceptionThrown:
			problems = append(problems, e.ExceptionDetails.Error())
		case *runtime.EventConsoleAPICalled:
			if e.Type == runtime.APITypeError {
				problems = append(problems, fmt.Sprint(e.Args))
			}
		}
	})
	pages := []string{"initiatives/secretariat.html", "initiatives/missile-warning-drills.html", "initiatives/not-containment.html", "constraints/dokdo-defence.html"}
	// Every page of the top folder, and one of each folder below it.
	for _, pattern := range []string{"*.html", "*/*.html"} {
		found, err := filepath.Glob(filepath.Join(strings.TrimPrefix(base, "file://"), pattern))
		if err != nil || len(found) < 5 {
			t.Fatal(found, err)
		}
		of := map[string]bool{}
		for _, f := range found {
			rel, err := filepath.Rel(strings.TrimPrefix(base, "file://"), f)
			if err != nil {
				t.Fatal(err)
			}
			if dir := filepath.Dir(rel); dir == "." || !of[dir] {
				of[dir] = true
				pages = append(pages, filepath.ToSlash(rel))
			}
		}
	}
	for _, scheme := range []string{"light", "dark"} {
		for _, width := range []int64{1440, 768, 390} {
			for _, p := range pages {
				var over float64
				var contrast string
				run(t, ctx,
					emulation.SetDeviceMetricsOverride(width, 900, 1, width < 500),
					emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}),
					chromedp.Navigate(base+"/"+p),
					chromedp.Evaluate(`document.documentElement.scrollWidth - document.documentElement.clientWidth`, &over),
					chromedp.Evaluate(lowContrast, &contrast),
				)
				if over > 1 {
					t.Errorf("%s at %d px sticks out by %.0f px", p, width, over)
				}
				if contrast != "" {
					t.Errorf("%s in %s: %s", p, scheme, contrast)
				}
			}
		}
	}
	for _, p := range problems {
		t.Errorf("the console says: %s", p)
	}
}

// TestBrowserManyMembers holds that nothing of a large group makes a page wider than
// the window.
func TestBrowserManyMembers(t *testing.T) {
	ctx, base := browser(t)
	d := group(t, 12)
	a, err := agenda.Build(d, agenda.Options{Draws: 500})
	if err != nil {
		t.Fatal(err)
	}
	out := strings.TrimPrefix(base, "file://") + "-many"
	if _, err := site.Write(site.Content{Dossier: d, Agenda: a}, out, site.WriteOptions{}); err != nil {
		t.Fatal(err)
	}
	for _, page := range []string{"index.html", "initiatives/rescue.html", "commitments.html"} {
		for _, width := range []int64{1440, 768, 390, 320} {
			var over float64
			run(t, ctx, emulation.SetDeviceMetricsOverride(width, 900, 1, width < 500), chromedp.Navigate("file://"+out+"/"+page),
				chromedp.Evaluate(`document.documentElement.scrollWidth - document.documentElement.clientWidth`, &over))
			if over > 1 {
				t.Errorf("twelve members: %s at %d px sticks out by %.0f px", page, width, over)
			}
		}
	}
}

// TestBrowserFewMembers holds that a matrix of one to five members never makes the
// page wider than the window.
func TestBrowserFewMembers(t *testing.T) {
	ctx, base := browser(t)
	for _, n := range []int{1, 3, 4, 5} {
		d := group(t, n)
		a, err := agenda.Build(d, agenda.Options{Draws: 200})
		if err != nil {
			t.Fatal(err)
		}
		out := fmt.Sprint(strings.TrimPrefix(base, "file://"), "-few-", n)
		if _, err := site.Write(site.Content{Dossier: d, Agenda: a}, out, site.WriteOptions{}); err != nil {
			t.Fatal(err)
		}
		for _, width := range []int64{390, 961, 1001, 1024, 1100, 1235, 1279, 1280, 1440} {
			var over float64
			run(t, ctx, emulation.SetDeviceMetricsOverride(width, 900, 1, width < 500), chromedp.Navigate("file://"+out+"/index.html"),
				chromedp.Evaluate(`document.documentElement.scrollWidth - document.documentElement.clientWidth`, &over))
			if over > 1 {
				t.Errorf("%d members at %d px stick out by %.0f px", n, width, over)
			}
		}
	}
}

// TestBrowserHyphens holds that a hyphen in a table's text is as narrow as in a
// paragraph.
func TestBrowserHyphens(t *testing.T) {
	ctx, base := browser(t)
	var by float64
	run(t, ctx, chromedp.Navigate(base+"/index.html"), chromedp.Evaluate(`(() => {
  const t = document.createElement('table'); t.innerHTML = '<tr><td><span>-----</span></td></tr>'; document.body.append(t);
  const s = t.querySelector('span'), in_ = s.getBoundingClientRect().width; s.style.fontVariantNumeric = 'normal';
  return in_ - s.getBoundingClientRect().width; })()`, &by))
	if by > 0.5 {
		t.Errorf("five hyphens in a table are %.1f px wider than elsewhere", by)
	}
}

// lowContrast gives the first text whose contrast with the page is below 4.5:1.
const lowContrast = `(() => {
  const lum = c => { const v = c.match(/[\d.]+/g).slice(0, 3).map(x => { x /= 255; return x <= 0.03928 ? x / 12.92 : Math.pow((x + 0.055) / 1.055, 2.4); }); return 0.2126 * v[0] + 0.7152 * v[1] + 0.0722 * v[2]; };
  const paper = getComputedStyle(document.body).backgroundColor;
  const seen = new Set();
  for (const e of document.querySelectorAll('main *, header *, footer *')) {
    if (e.closest('svg') || ![...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim())) continue;
    const s = getComputedStyle(e);
    if (seen.has(s.color) || s.visibility === 'hidden') continue;
    seen.add(s.color);
    const a = lum(s.color), b = lum(paper);
    const r = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (r < 4.5) return e.tagName + '.' + e.className + ' ' + s.color + ' on ' + paper + ' is ' + r.toFixed(2) + ':1';
  }
  return '';
})()`

// TestBrowserKeyboard reaches the filters and a row with the keyboard alone, and
// sorts and narrows the agenda.
func TestBrowserKeyboard(t *testing.T) {
	ctx, base := browser(t)
	run(t, ctx, emulation.SetDeviceMetricsOverride(1440, 900, 1, false), chromedp.Navigate(base+"/index.html"))
	reached := map[string]bool{}
	for range 160 {
		var what string
		run(t, ctx, chromedp.KeyEvent(kb.Tab), chromedp.Evaluate(`(() => { const e = document.activeElement; const s = getComputedStyle(e); return (e.className || e.tagName) + '|' + e.tagName + '|' + s.outlineStyle; })()`, &what))
		parts := strings.Split(what, "|")
		reached[parts[0]], reached[parts[1]] = true, true
		if parts[2] == "none" {
			t.Errorf("%s shows no focus", what)
		}
	}
	for _, want := range []string{"skip", "name", "SUMMARY", "BUTTON", "INPUT", "t"} {
		if !reached[want] {
			t.Errorf("the keyboard does not reach %q: %v", want, reached)
		}
	}
	var first, shown string
	run(t, ctx,
		chromedp.Click(`thead th[data-sort="title"] button`),
		chromedp.Evaluate(`document.querySelector('table.matrix tbody tr[data-title]').dataset.title`, &first),
		chromedp.SendKeys(`.filters input`, "secretariat"),
		chromedp.Evaluate(`[...document.querySelectorAll('[data-title]')].filter(r => r.offsetParent).map(r => r.dataset.title).join('|')`, &shown),
	)
	if first == "" || !strings.Contains(shown, "Secretariat") || strings.Contains(shown, "Cancer") {
		t.Errorf("sorting and narrowing give %q and %q", first, shown)
	}
}

// TestBrowserWithoutScript holds that the page and its filters work with scripts off.
func TestBrowserWithoutScript(t *testing.T) {
	ctx, base := browser(t)
	var href, heading string
	var rows int
	run(t, ctx, emulation.SetScriptExecutionDisabled(true), chromedp.Navigate(base+"/index.html"),
		chromedp.Click(`.filters details summary`), chromedp.Click(`.filters details[open] li a`), chromedp.WaitVisible(`h1`),
		chromedp.Location(&href), chromedp.Text(`h1`, &heading))
	run(t, ctx, emulation.SetScriptExecutionDisabled(false), chromedp.Evaluate(`document.querySelectorAll('[data-title]').length`, &rows))
	if !strings.Contains(href, "/by/") || heading == "" || rows == 0 {
		t.Errorf("a filter leads to %s, %q with %d rows", href, heading, rows)
	}
}

// TestBrowserPhoneMenu holds that the header of a phone is one row whose menu opens all
// pages and the search by the keyboard, without script too, and shuts by Escape; on wide
// screens all of it is in view.
func TestBrowserPhoneMenu(t *testing.T) {
	ctx, base := browser(t)
	const seen = `(() => [document.querySelector('header.top').offsetHeight < 70, document.querySelector('header .find').checkVisibility(), document.querySelector('header nav').checkVisibility(), document.querySelector('header .menu').checkVisibility()].join())()`
	see := func(what, want string) {
		t.Helper()
		var got string
		run(t, ctx, chromedp.Evaluate(seen, &got))
		if got != want {
			t.Errorf("%s: low, find, pages, menu are %s, want %s", what, got, want)
		}
	}
	run(t, ctx, emulation.SetDeviceMetricsOverride(390, 844, 1, true), chromedp.Navigate(base+"/report.html"))
	see("shut", "true,false,false,true")
	run(t, ctx, chromedp.KeyEvent(kb.Tab), chromedp.KeyEvent(kb.Tab), chromedp.KeyEvent(kb.Tab), chromedp.KeyEvent(kb.Enter))
	see("opened by keyboard", "false,true,true,true")
	run(t, ctx, chromedp.KeyEvent(kb.Tab), chromedp.KeyEvent("secretariat"), chromedp.WaitVisible(".found li a"), chromedp.KeyEvent(kb.Escape))
	see("after a search is left", "false,true,true,true")
	run(t, ctx, chromedp.KeyEvent(kb.Escape))
	see("shut by Escape", "true,false,false,true")
	run(t, ctx, emulation.SetScriptExecutionDisabled(true), chromedp.Navigate(base+"/report.html"), chromedp.Click("header .menu summary"), emulation.SetScriptExecutionDisabled(false))
	see("without script", "false,true,true,true")
	run(t, ctx, emulation.SetDeviceMetricsOverride(1280, 900, 1, false), chromedp.Navigate(base+"/report.html"))
	see("wide", "false,true,true,false")
}

// TestBrowserPrint holds that print leaves the navigation out and keeps the text.
func TestBrowserPrint(t *testing.T) {
	ctx, base := browser(t)
	var raw string
	run(t, ctx, emulation.SetEmulatedMedia().WithMedia("print"), chromedp.Navigate(base+"/initiatives/secretariat.html"),
		chromedp.Evaluate(`JSON.stringify({nav: getComputedStyle(document.querySelector('header nav')).display, h1: document.querySelector('h1').offsetHeight, charts: document.querySelectorAll('.chart-w svg, figure > svg').length})`, &raw))
	var got struct {
		Nav        string
		H1, Charts float64
	}
	if err := json.Unmarshal([]byte(raw), &got); err != nil {
		t.Fatal(err)
	}
	for _, p := range []string{"index.html", "report.html", "initiatives/secretariat.html", "members/kor.html", "opinion.html"} {
		var over float64 // A4 less its margins
		run(t, ctx, emulation.SetDeviceMetricsOverride(718, 1000, 1, false), chromedp.Navigate(base+"/"+p), chromedp.Evaluate(`document.documentElement.scrollWidth - document.documentElement.clientWidth`, &over))
		if over > 1 {
			t.Errorf("%s is %.0f px too wide for the paper", p, over)
		}
	}
	var sizes string
	run(t, ctx, chromedp.Navigate(base+"/index.html"), chromedp.Evaluate(`[...new Set([...document.querySelectorAll('table.matrix td, table.matrix td *:not(svg, svg *)')].filter(e => e.checkVisibility()).map(e => getComputedStyle(e).fontSize))].join()`, &sizes))
	if sizes == "" || strings.Contains(sizes, ",") {
		t.Errorf("the cells of the printed agenda have the sizes %s", sizes)
	}
	if got.Nav != "none" || got.H1 == 0 || got.Charts == 0 {
		t.Errorf("in print: %s", raw)
	}
}

// TestBrowserOpinion reads the page of opinion on a narrow phone without script:
// every chart fits, its labels stay readable, its table opens, and a link from a
// constraint leads to its chart.
func TestBrowserOpinion(t *testing.T) {
	ctx, base := browser(t)
	var raw string
	run(t, ctx, emulation.SetScriptExecutionDisabled(true), emulation.SetDeviceMetricsOverride(360, 800, 1, true), chromedp.Navigate(base+"/constraints/jpn-low-affinity.html"),
		chromedp.Click(`a[href^="../opinion.html#"]`), chromedp.WaitVisible(`#in-jpn`), emulation.SetScriptExecutionDisabled(false),
		chromedp.Evaluate(`JSON.stringify((() => {
			document.querySelectorAll('details').forEach(d => d.open = d.open || !d.closest('figcaption')); // what is folded away too
			const svgs = [...document.querySelectorAll('.pair svg')].filter(s => s.getBoundingClientRect().width > 0);
			const small = svgs.flatMap(s => [...s.querySelectorAll('text')].map(t => parseFloat(t.getAttribute('font-size')) * s.getBoundingClientRect().width / s.viewBox.baseVal.width));
			const out = svgs.filter(s => s.getBoundingClientRect().right > innerWidth + 1).length;
			const hidden = [...document.querySelectorAll('.pair figcaption table')].filter(t => t.checkVisibility()).length;
			document.querySelectorAll('figcaption details').forEach(d => d.open = true);
			const shown = [...document.querySelectorAll('.pair figcaption table')].filter(t => t.checkVisibility()).length;
			return {Charts: svgs.length, Out: out, Least: Math.min(...small), Hidden: hidden, Shown: shown, Over: document.documentElement.scrollWidth - innerWidth, Target: !!document.querySelector(':target figure')};
		})())`, &raw))
	var got struct {
		Charts, Out, Hidden, Shown int
		Least, Over                float64
		Target                     bool
	}
	if err := json.Unmarshal([]byte(raw), &got); err != nil {
		t.Fatal(err)
	}
	if got.Charts < 20 || got.Out > 0 || got.Least < 9.5 || got.Hidden != 0 || got.Shown != got.Charts || got.Over > 1 || !got.Target {
		t.Errorf("at 360 px: %s", raw)
	}
}
