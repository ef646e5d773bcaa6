package site_test

import (
	"encoding/json"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"entente/agenda"
	"entente/publish/site"
)

// firstFound gives what is found first, once anything is; "" where nothing is for five
// seconds.
const firstFound = `(async () => {
  for (let n = 0; n < 50; n++) {
    const a = document.querySelector('.found li a');
    if (a) return a.href;
    await new Promise(r => setTimeout(r, 100));
  }
  return '';
})()`

func wait(p *runtime.EvaluateParams) *runtime.EvaluateParams { return p.WithAwaitPromise(true) }

// TestBrowserFind finds an initiative by words of four languages in a site that is
// opened as a folder, by keyboard, and without script by a link.
func TestBrowserFind(t *testing.T) {
	ctx, base := browser(t)
	d := example(t, map[string]string{"initiatives/four.md": "---\ntitle: {en: Cooperation agreements on rivers, ja: 日米韓の協力, ko: 한미일 협력 강화, ru: Соглашения о сотрудничестве}\narea: water\n" +
		"ladder: [{rung: a, level: 30, name: A}]\ntarget: a\n---\n"})
	a, err := agenda.Build(d, agenda.Options{Draws: 100})
	if err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(strings.TrimPrefix(base, "file://"), "..", "four")
	if _, err := site.Write(site.Content{Dossier: d, Agenda: a}, out, site.WriteOptions{}); err != nil {
		t.Fatal(err)
	}
	home, there := "file://"+filepath.Join(out, "method.html"), "initiatives/four.html"
	for _, q := range []string{"cooperation", "AGREEMENT river", "協力", "日米韓協力", "협력", "한미일은", "соглашение", "сотрудничества"} {
		var first string
		run(t, ctx, emulation.SetDeviceMetricsOverride(1280, 900, 1, false), chromedp.Navigate(home), chromedp.SendKeys("header .find input", q),
			chromedp.Evaluate(firstFound, &first, wait))
		if !strings.HasSuffix(first, there) {
			t.Errorf("%q finds %s first", q, first)
		}
	}
	var at, word, none string
	var shut bool
	run(t, ctx, chromedp.Navigate(home), chromedp.SendKeys("header .find input", "cooperation"), chromedp.WaitVisible(".found li a"),
		chromedp.KeyEvent(kb.ArrowDown), chromedp.Evaluate(`document.activeElement.textContent`, &word),
		chromedp.KeyEvent(kb.Escape), chromedp.Evaluate(`document.querySelector('.found').hidden && document.activeElement.type === 'search'`, &shut),
		chromedp.SendKeys("header .find input", " xyzzy"), chromedp.WaitVisible(".found [role=status]"), chromedp.Text(".found [role=status]", &none))
	if word != "Cooperation agreements on rivers" || !shut || !strings.HasPrefix(none, "Nothing found") {
		t.Errorf("by keyboard: at %q, shut %v, then %q", word, shut, none)
	}
	run(t, ctx, chromedp.Navigate(home), chromedp.SendKeys("header .find input", "cooperation"), chromedp.WaitVisible(".found li a"),
		chromedp.SendKeys("header .find input", kb.Enter), chromedp.Sleep(300*time.Millisecond), chromedp.Location(&at))
	if !strings.HasSuffix(at, there) {
		t.Errorf("enter leads to %s", at)
	}
	run(t, ctx, emulation.SetScriptExecutionDisabled(true), chromedp.Navigate(home), chromedp.Click("header .find a"), chromedp.WaitVisible("#kind-0"), chromedp.Location(&at),
		emulation.SetScriptExecutionDisabled(false))
	if !strings.HasSuffix(at, "find.html") {
		t.Errorf("without script the box leads to %s", at)
	}
}

// TestBrowserTakes holds what a chart hands out: its table as CSV and JSON, itself as
// SVG with its title and source, as PNG, and all as text. No cell of CSV is one that a
// spreadsheet runs.
func TestBrowserTakes(t *testing.T) {
	ctx, base := browser(t)
	var raw string
	run(t, ctx, emulation.SetDeviceMetricsOverride(1280, 900, 1, false), chromedp.Navigate(base+"/index.html"), chromedp.Evaluate(`(async () => {
		const blobs = [], was = URL.createObjectURL;
		URL.createObjectURL = b => { blobs.push(b); return was.call(URL, b); };
		HTMLAnchorElement.prototype.click = () => {};
		const d = document.querySelector('figure figcaption details');
		d.open = true;
		const more = d.querySelector('table').insertRow();
		for (const c of ['=1+1', '-1+x', '-(1)', '@x', '＝1', '-7', '-0.5', '+3', 'a-b']) more.insertCell().textContent = c;
		await new Promise(r => setTimeout(r, 300));
		for (const b of d.querySelectorAll('.take button')) { if (b.textContent !== 'Copy') b.click(); await new Promise(r => setTimeout(r, 700)); }
		const out = {Buttons: [...d.querySelectorAll('.take button')].map(b => b.textContent), Types: blobs.map(b => b.type), Rows: d.querySelector('table').rows.length, Size: blobs.map(b => b.size)};
		out.CSV = await blobs[0].text(); out.JSON = await blobs[1].text(); out.SVG = await blobs[2].text();
		return JSON.stringify(out);
	})()`, &raw, wait))
	var got struct {
		Buttons, Types []string
		Rows           int
		Size           []int
		CSV, JSON, SVG string
	}
	if err := json.Unmarshal([]byte(raw), &got); err != nil {
		t.Fatal(err, raw)
	}
	var table struct {
		Title string
		Rows  []map[string]string
	}
	err := json.Unmarshal([]byte(got.JSON), &table)
	if strings.Join(got.Buttons, " ") != "CSV JSON SVG PNG Copy" || strings.Join(got.Types, " ") != "text/csv application/json image/svg+xml image/png" || got.Size[3] < 5000 {
		t.Errorf("it hands out %v as %v of %v bytes", got.Buttons, got.Types, got.Size)
	}
	if err != nil || len(table.Rows) != got.Rows-1 || strings.Count(got.CSV, "\r\n") != got.Rows || table.Title == "" || !strings.Contains(got.SVG, table.Title) || strings.Contains(got.SVG, "var(") {
		t.Errorf("%v: %d rows of %d, %.200q, %.300q", err, len(table.Rows), got.Rows, got.CSV, got.SVG)
	}
	if want := "\r\n'=1+1,'-1+x,'-(1),'@x,'＝1,-7,-0.5,+3,a-b\r\n"; !strings.HasSuffix(got.CSV, want) || !strings.Contains(got.JSON, `"=1+1"`) {
		t.Errorf("the last row is not %q: %q", want, got.CSV)
	}
}

// TestBrowserCopies holds what buttons put into the clipboard: a chart's table and a
// verdict, each as words and as markup, with its day and what it rests on.
func TestBrowserCopies(t *testing.T) {
	ctx, base := browser(t)
	var raw string
	const press = `(async (button) => {
		const taken = [];
		Object.defineProperty(navigator, 'clipboard', {value: {write: async items => { for (const i of items) for (const type of i.types) taken.push(await (await i.getType(type)).text()); }}});
		const fold = document.querySelector('figure figcaption details');
		if (fold) fold.open = true;
		await new Promise(r => setTimeout(r, 300));
		[...document.querySelectorAll('.take button')].find(b => b.textContent.startsWith(button)).click();
		await new Promise(r => setTimeout(r, 500));
		return JSON.stringify(taken);
	})`
	taken := func(page, button string) (html, text string) {
		t.Helper()
		run(t, ctx, chromedp.Navigate(base+page), chromedp.Evaluate(press+"("+strconv.Quote(button)+")", &raw, wait))
		var got []string
		if err := json.Unmarshal([]byte(raw), &got); err != nil || len(got) < 2 {
			t.Fatalf("%s, %s: %v %s", page, button, err, raw)
		}
		return got[0], got[1]
	}
	html, text := taken("/initiatives/secretariat.html", "Copy for a memo")
	for _, want := range []string{"As of 31 March 2026. Basis: the dossier's judged stances", "Secretariat"} {
		if !strings.Contains(text, want) || !strings.Contains(strings.ReplaceAll(html, "&#39;", "'"), want) {
			t.Errorf("the verdict lacks %q: %s\n%s", want, text, html)
		}
	}
	if html, text = taken("/index.html", "Copy"); !strings.HasPrefix(html, "<p><strong>") || !strings.Contains(html, `<table border="1"><tr><th>`) || !strings.Contains(text, "\t") || !strings.Contains(text, "March 31, 2026") {
		t.Errorf("the chart's table is %.400s\n%.400s", html, text)
	}
}
