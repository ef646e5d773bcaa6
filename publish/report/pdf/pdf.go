// Package pdf prints documents with the Chromium of the system: tagged, with an
// outline, running heads and numbered sheets, its fonts embedded, charts as vectors.
package pdf

import (
	"context"
	_ "embed"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"os/exec"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/fetch"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"entente/lazyregexp"
	"entente/publish/report"
)

//go:embed style.css
var style string

// ErrNoBrowser says that no Chromium was found.
var ErrNoBrowser = errors.New("PDF is printed with Chromium, and none is installed: install it (Debian: apt install chromium), or name it in " + Variable)

// Variable is the environment variable that names the browser's program.
const Variable = "ENTENTE_CHROMIUM"

// programs are the names under which systems have Chromium and its relatives.
var programs = []string{
	"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge", "microsoft-edge",
	"/Applications/Chromium.app/Contents/MacOS/Chromium",
	"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
	`C:\Program Files\Google\Chrome\Application\chrome.exe`,
	`C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe`,
}

// Browser finds the program that prints. The error wraps ErrNoBrowser.
func Browser() (string, error) {
	if own := os.Getenv(Variable); own != "" {
		p, err := exec.LookPath(own)
		if err != nil {
			return "", fmt.Errorf("%w: %s is %s, and is no program", ErrNoBrowser, Variable, own)
		}
		return p, nil
	}
	for _, name := range programs {
		if p, err := exec.LookPath(name); err == nil {
			return p, nil
		}
	}
	return "", ErrNoBrowser
}

// Fonts are the letters of documents: the rules @font-face and the files that they
// name, by a path below their root. The zero value leaves all to the system.
type Fonts struct {
	Faces string
	Files fs.FS
}

// The longest that a start of the browser and one document may take.
const (
	startLimit = 30 * time.Second
	printLimit = 60 * time.Second
)

// Printer is a browser that prints. It may be used from several goroutines, and is
// to be closed.
type Printer struct {
	fonts Fonts
	ctx   context.Context
	close func()
}

// Open starts the browser. It fetches nothing: names are not resolved, and what a
// page asks for is answered from its fonts or not at all.
func Open(ctx context.Context, fonts Fonts) (*Printer, error) {
	bin, err := Browser()
	if err != nil {
		return nil, err
	}
	opts := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(bin), chromedp.DisableGPU,
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND"),
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-domain-reliability", true), chromedp.Flag("no-pings", true),
		chromedp.Flag("no-first-run", true))
	opts = append(opts, chromedp.WSURLReadTimeout(startLimit))
	if os.Geteuid() == 0 {
		opts = append(opts, chromedp.NoSandbox) // Chromium refuses root with it
	}
	ctx, stop := chromedp.NewExecAllocator(ctx, opts...)
	ctx, quit := chromedp.NewContext(ctx, chromedp.WithErrorf(func(string, ...any) {}))
	p := &Printer{fonts: fonts, ctx: ctx, close: func() { quit(); stop() }}
	if err := chromedp.Run(ctx); err != nil {
		p.close()
		return nil, fmt.Errorf("%s does not start: %w", bin, err)
	}
	return p, nil
}

// Close ends the browser.
func (p *Printer) Close() { p.close() }

// origin is where a document seems to lie. No such host exists (RFC 2606).
const origin = "http://document.invalid/"

// policy keeps a page in a sandbox (no script, no form, no going elsewhere) that takes
// fonts from itself and nothing else.
const policy = "sandbox; default-src 'none'; style-src 'unsafe-inline'; font-src " + origin + "; img-src data:; base-uri 'none'; form-action 'none'"

// Print prints a document. The same document, fonts and browser give the same words and
// sheets, and nearly always the same bytes: under load the browser was seen to pack one
// stream in another way.
func (p *Printer) Print(d report.Document) ([]byte, error) {
	src := printed(d, p.fonts.Faces)
	ctx, done := chromedp.NewContext(p.ctx)
	defer done()
	ctx, cancel := context.WithTimeout(ctx, printLimit)
	defer cancel()
	chromedp.ListenTarget(ctx, func(ev any) {
		if e, ok := ev.(*fetch.EventRequestPaused); ok {
			go p.answer(ctx, e, src)
		}
	})
	var out []byte
	err := chromedp.Run(ctx,
		fetch.Enable(),
		emulation.SetScriptExecutionDisabled(true),
		chromedp.Navigate(origin),
		chromedp.ActionFunc(func(ctx context.Context) error {
			var err error
			out, _, err = page.PrintToPDF().WithPrintBackground(true).WithPreferCSSPageSize(true).
				WithGenerateTaggedPDF(true).WithGenerateDocumentOutline(true).Do(ctx)
			return err
		}))
	if errors.Is(err, context.DeadlineExceeded) {
		err = fmt.Errorf("the browser took longer than %v", printLimit)
	}
	if err != nil {
		return nil, fmt.Errorf("“%s” is not printed: %w", d.Title, err)
	}
	return numbered(dated(out, d.Made)), nil
}

// answer gives what the page asks for: itself, and fonts. All else is refused.
func (p *Printer) answer(ctx context.Context, e *fetch.EventRequestPaused, src []byte) {
	ctx = cdp.WithExecutor(ctx, chromedp.FromContext(ctx).Target)
	body, kind := []byte(nil), ""
	if name, ok := strings.CutPrefix(e.Request.URL, origin); ok {
		switch name, err := url.PathUnescape(name); {
		case err != nil:
		case name == "":
			body, kind = src, "text/html; charset=utf-8"
		case p.fonts.Files != nil && fs.ValidPath(name):
			if b, err := fs.ReadFile(p.fonts.Files, name); err == nil {
				body, kind = b, "font/"+strings.TrimPrefix(path.Ext(name), ".")
			}
		}
	}
	// An answer that does not arrive leaves the page waiting, which ends at the limit.
	if body == nil {
		_ = fetch.FailRequest(e.RequestID, network.ErrorReasonBlockedByClient).Do(ctx)
		return
	}
	_ = fetch.FulfillRequest(e.RequestID, 200).
		WithResponseHeaders([]*fetch.HeaderEntry{
			{Name: "Content-Type", Value: kind},
			{Name: "Content-Security-Policy", Value: policy},
			{Name: "Access-Control-Allow-Origin", Value: "*"}, // a page in the sandbox is of no origin
		}).
		WithBody(base64.StdEncoding.EncodeToString(body)).Do(ctx)
}

var dates = lazyregexp.New(`/(CreationDate|ModDate) \(D:\d{14}[+-]\d{2}'\d{2}'\)`)

// dated writes the day of a document where the browser writes that of printing. The
// length stays, and with it the places that the file names.
func dated(pdf []byte, day time.Time) []byte {
	if day.IsZero() {
		day = time.Unix(0, 0)
	}
	stamp := "(D:" + day.UTC().Format("20060102150405") + "+00'00')"
	return []byte(dates.ReplaceAllString(string(pdf), "/$1 "+stamp))
}

var nodes = lazyregexp.New(`\(node\d{8}\)`)

// numbered counts the ids of the structure from one. The browser counts on from what its
// tab held before, which differs from run to run. Order and length stay.
func numbered(pdf []byte) []byte {
	src := string(pdf)
	ids := nodes.FindAllString(src, -1)
	slices.Sort(ids)
	ids = slices.Compact(ids)
	return []byte(nodes.ReplaceAllStringFunc(src, func(id string) string {
		n, _ := slices.BinarySearch(ids, id)
		return fmt.Sprintf("(node%08d)", n+1)
	}))
}
