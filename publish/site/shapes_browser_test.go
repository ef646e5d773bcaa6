package site_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"entente/dossier/dossiertest"
)

// TestBrowserShapes opens pages of every kind of the generated dossiers: nothing
// sticks out at any width, the words of a chart do not lie upon each other nor outside
// of it, and pages from right to left begin at the right.
func TestBrowserShapes(t *testing.T) {
	ctx, _ := browser(t)
	for _, name := range []string{"one", "two", "four", "five", "eight", "twelve"} {
		s := dossiertest.Shapes()[name]
		_, files := shaped(t, s, false)
		out := t.TempDir()
		var pages []string
		of := map[string]int{}
		for _, file := range sorted(files) {
			p := filepath.Join(out, filepath.FromSlash(file))
			if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(p, files[file], 0o644); err != nil {
				t.Fatal(err)
			}
			// What grows with the members, and one page of each folder.
			many := slices.Contains([]string{"index.html", "members.html", "calendar.html", "opinion.html", "report.html", "relations.html", "timeline.html", "scenarios.html"}, file)
			if dir := filepath.Dir(file); many || dir != "." && strings.HasSuffix(file, ".html") && of[dir] == 0 {
				of[dir]++
				pages = append(pages, file)
			}
		}
		for _, width := range []int64{390, 768, 1280} {
			for _, p := range pages {
				var raw string
				run(t, ctx, emulation.SetDeviceMetricsOverride(width, 900, 1, width < 500), chromedp.Navigate("file://"+out+"/"+p), chromedp.Evaluate(laidOut, &raw))
				var got struct {
					Over   float64
					Charts []string
					Right  bool
				}
				if err := json.Unmarshal([]byte(raw), &got); err != nil {
					t.Fatal(err)
				}
				if got.Over > 1 {
					t.Errorf("%s: %s at %d px sticks out by %.0f px", name, p, width, got.Over)
				}
				for _, c := range got.Charts {
					t.Errorf("%s: %s at %d px: %s", name, p, width, c)
				}
				if got.Right != (s.Tongue == "ar") {
					t.Errorf("%s: %s: its heading begins at the right: %v", name, p, got.Right)
				}
			}
		}
	}
}

func sorted(files map[string][]byte) []string {
	var out []string
	for f := range files {
		out = append(out, f)
	}
	slices.Sort(out)
	return out
}

// laidOut measures a page: how far it is wider than the window, which words of its
// charts overlap or lie outside, and whether its heading stands at the right.
const laidOut = `(() => {
  const out = [];
  for (const s of document.querySelectorAll('svg.chart')) {
    const box = s.getBoundingClientRect();
    if (box.width < 1) continue;
    const texts = [...s.querySelectorAll('text')].filter(t => t.textContent.trim() && !t.closest('title,desc')).map(t => ({r: t.getBoundingClientRect(), s: t.textContent.trim(), turned: t.hasAttribute('transform')}));
    for (const a of texts) if (a.r.left < box.left - 2 && a.r.left < 0 || a.r.right > Math.max(box.right + 2, 0) && a.r.right > innerWidth) out.push('“' + a.s + '” lies outside');
    for (let i = 0; i < texts.length; i++) for (let j = i + 1; j < texts.length; j++) {
      const a = texts[i].r, b = texts[j].r;
      const w = Math.min(a.right, b.right) - Math.max(a.left, b.left), h = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (w > 3 && h > 0.4 * Math.min(a.height, b.height)) out.push('“' + texts[i].s + '” and “' + texts[j].s + '” overlap by ' + w.toFixed(0) + '×' + h.toFixed(0) + ' in ' + (s.closest('figure')?.querySelector('.ct')?.textContent || s.getAttribute('aria-label') || ''));
    }
  }
  const h = document.querySelector('h1'), range = document.createRange();
  range.selectNodeContents(h);
  const t = range.getBoundingClientRect(), b = h.getBoundingClientRect();
  return JSON.stringify({Over: document.documentElement.scrollWidth - document.documentElement.clientWidth, Charts: out.slice(0, 5), Right: getComputedStyle(h).textAlign === 'right' && b.right - t.right < 2});
})()`
