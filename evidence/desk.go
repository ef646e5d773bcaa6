package evidence

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"entente/archive"
	"entente/dossier"
	"entente/evidence/bib"
	"entente/evidence/document"
	"entente/evidence/document/pdf"
	"entente/evidence/document/sheet"
	"entente/evidence/document/zipped"
	"entente/evidence/fetch"
	"entente/evidence/page"
)

// Desk reads what is brought to it into a dossier, or, dry, into nothing.
type Desk struct {
	Dossier *dossier.Dossier
	Root    *os.Root         // nil: dry, nothing is stored
	Archive *archive.Archive // nil where dry
	Names   *Names
	Client  *fetch.Client
	Stdin   io.Reader
	Now     func() time.Time
	Folder  string   // the dossier's folder as it was named, for the commands that are shown
	Map     *Mapping // of the columns of spreadsheets, to be remembered; nil where none is given

	records []json.RawMessage // for sources/entente.json
	taken   map[string]bool
	read    map[string]json.RawMessage // records of bibliographies of this run, by id
	works   *bib.Shelf                 // those of the dossier and of this run, once a bibliography is read
	feeds   *feedState
	dry     []sketch // of the pages of this run, where nothing is stored
}

// sketch is a page by which copies of it are told.
type sketch struct {
	id  string
	sig archive.Signature
}

// Reading is what came of one input; `--dry-run --format json` prints it.
type Reading struct {
	Input     string            `json:"input"`
	Outcome   string            `json:"outcome,omitempty"` // new, unchanged, new version, copy, records, columns, nothing new
	Source    json.RawMessage   `json:"source,omitempty"`  // CSL
	Sources   []json.RawMessage `json:"sources,omitempty"` // of a bibliography: those that the dossier has not
	Site      string            `json:"site"`
	Section   string            `json:"section"`
	Tags      []string          `json:"tags"`
	Language  string            `json:"language"`
	Published string            `json:"published"`
	Updated   string            `json:"updated"`
	Image     ImageWords        `json:"image"`
	Text      string            `json:"text"`
	LeftOut   map[string]int    `json:"left_out"`
	Flags     []FlagWords       `json:"flags"`
	Proposals []Proposal        `json:"proposals"`
	Columns   []Columns         `json:"columns,omitempty"` // of sheets without a mapping
	Counts    *Counts           `json:"counts,omitempty"`  // of a bibliography
	CopyOf    string            `json:"copy_of,omitempty"`
	Error     string            `json:"error,omitempty"`

	ID    string            `json:"-"`
	Title string            `json:"-"`
	Inbox int               `json:"-"`                  // lines put into the inbox
	Found []dossier.Finding `json:"findings,omitempty"` // of a bibliography, or of the archive
	Err   error             `json:"-"`

	passages []document.Passage // of a file with paragraphs
}

// ImageWords are the words that go with the lead image; all empty where the page
// has none.
type ImageWords struct {
	URL     string `json:"url,omitempty"`
	Alt     string `json:"alt"`
	Caption string `json:"caption"`
	Credit  string `json:"credit"`
	Rights  string `json:"rights,omitempty"`
}

// FlagWords is something that a person should look at.
type FlagWords struct {
	Kind    string `json:"kind"`
	Message string `json:"message"`
	Excerpt string `json:"excerpt,omitempty"`
}

// NewDesk opens the desk of a dossier. With dry, nothing is stored.
func NewDesk(d *dossier.Dossier, root *os.Root, client *fetch.Client, stdin io.Reader) (*Desk, []dossier.Finding) {
	k := &Desk{Dossier: d, Root: root, Client: client, Stdin: stdin, Now: time.Now, taken: map[string]bool{}}
	k.Names = NamesOf(d)
	for _, s := range d.Sources {
		k.taken[s.ID] = true
	}
	if root == nil {
		return k, nil
	}
	var found []dossier.Finding
	k.Archive, found = archive.Open(root)
	return k, found
}

// Read reads one input: a file, "-" for standard input, or an address. A feed
// gives a reading for each new item, a bibliography one for all its records. An
// input that cannot be read gives a reading with its error.
func (k *Desk) Read(ctx context.Context, input string) []*Reading {
	in, err := k.open(ctx, input)
	if err != nil {
		return []*Reading{failed(input, err)}
	}
	if in == nil {
		return []*Reading{{Input: input, Outcome: "nothing new"}}
	}
	switch {
	case sheet.Is(in.body) != "":
		return []*Reading{k.readSheets(ctx, sheet.Is(in.body), input, in)}
	case kindOf(in.body) != "":
		return []*Reading{k.readDocument(ctx, input, in)}
	case bib.Sniff(in.body) != "" && !in.isHTML():
		return []*Reading{k.readBibliography(input, in)}
	case fetch.IsFeed(in.contentType, in.body):
		return k.readFeed(ctx, input, in)
	}
	return []*Reading{k.readPage(input, in)}
}

func failed(input string, err error) *Reading {
	return &Reading{Input: input, Err: err, Error: err.Error()}
}

// input is what was opened: bytes and what is known of where they come from.
type input struct {
	body                []byte
	url, file           string
	contentType         string
	etag, modified      string
	retrieved           time.Time
	fallback            *fetch.Item // of a feed: what it says of the page
	carried             bool        // the text is what the feed itself carries
	feedTitle, feedLang string
	known               string     // the source that it is, where that is known
	rows                []Proposal // of a spreadsheet: what is proposed in place of what its text holds
}

func (in *input) isHTML() bool {
	ext := strings.ToLower(filepath.Ext(in.file))
	return strings.Contains(in.contentType, "html") || ext == ".html" || ext == ".htm"
}

const maxInput = 64 << 20

// Limits lists what is read as evidence.
func Limits() []dossier.Limit {
	return []dossier.Limit{
		{Of: "an input of read from disk or standard input", Max: maxInput, Unit: dossier.Bytes},
		{Of: "a page, as it is parsed", Max: page.MaxBytes, Unit: dossier.Bytes},
		{Of: "an answer of the web, packed and unpacked", Max: fetch.DefaultBytes, Unit: dossier.Bytes},
		{Of: "a request to the web, with its redirects", Max: int64(fetch.DefaultTimeout / time.Second), Unit: "seconds"},
		{Of: "a PDF, DOCX, XLSX or ODS file", Max: document.MaxBytes, Unit: dossier.Bytes},
		{Of: "a DOCX, XLSX or ODS file unpacked", Max: zipped.MaxUnpacked, Unit: dossier.Bytes},
		{Of: "rows of a spreadsheet", Max: sheet.MaxRows, Unit: "rows"},
		{Of: "pages of a PDF", Max: pdf.MaxPages, Unit: "pages"},
		{Of: "the time that one file may take", Max: int64(document.MaxTime / time.Second), Unit: "seconds"},
		{Of: "a bibliography", Max: bib.MaxBytes, Unit: dossier.Bytes},
		{Of: "records of a bibliography", Max: bib.MaxRecords, Unit: "records"},
	}
}

func (k *Desk) open(ctx context.Context, name string) (*input, error) {
	now := k.Now()
	switch {
	case name == "-":
		body, err := io.ReadAll(io.LimitReader(k.Stdin, maxInput+1))
		if err == nil && len(body) > maxInput {
			err = fmt.Errorf("standard input is larger than %d MB", maxInput>>20)
		}
		return &input{body: body, file: "standard input", retrieved: now}, err
	case strings.HasPrefix(name, "http://") || strings.HasPrefix(name, "https://"):
		if k.Client == nil {
			return nil, errors.New("addresses are not read here")
		}
		res, err := k.Client.Get(ctx, name, k.condition(name))
		if err != nil {
			return nil, err
		}
		if res.NotModified {
			return nil, nil
		}
		return &input{body: res.Body, url: res.URL, contentType: res.ContentType, etag: res.ETag, modified: res.LastModified, retrieved: res.Retrieved}, nil
	}
	if scheme, _, ok := strings.Cut(name, "://"); ok && !strings.ContainsAny(scheme, "/\\.") {
		return nil, fmt.Errorf("%w: %q; only http and https are read", fetch.ErrScheme, scheme)
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	st, err := f.Stat()
	if err == nil && st.IsDir() {
		return nil, fmt.Errorf("%s is a folder; name its files", name)
	}
	body, err := io.ReadAll(io.LimitReader(f, maxInput+1))
	if err == nil && len(body) > maxInput {
		err = fmt.Errorf("the file is larger than %d MB", maxInput>>20)
	}
	return &input{body: body, file: filepath.Base(name), retrieved: now}, err
}

func (k *Desk) readPage(name string, in *input) *Reading {
	p, err := page.Read(in.body, page.Options{URL: in.url, ContentType: in.contentType})
	if in.carried && errors.Is(err, page.ErrNoText) {
		return k.readBare(name, p, in)
	}
	if p == nil || err != nil {
		r := failed(name, err)
		if p != nil {
			r.Title = p.Title
		}
		return r
	}
	if it := in.fallback; it != nil {
		fillFromFeed(p, in)
	}
	ext := ".html"
	if !page.LooksHTML(in.body, in.contentType) {
		ext = ".txt"
	}
	return k.take(name, p, in, ext, nil, 0)
}

// take makes a reading of a page, proposes what is in it, and stores it. Turns tell
// where the pages of its text begin, and offset what the numbers printed on them are
// more than their places in the file.
func (k *Desk) take(name string, p *page.Page, in *input, ext string, turns []archive.Turn, offset int) *Reading {
	r := &Reading{Input: name, Site: p.Site, Section: p.Section, Tags: p.Tags, Language: p.Language, Published: p.Published, Updated: p.Updated, Text: p.Text, LeftOut: p.LeftOut, Title: p.Title}
	if p.Image != nil {
		r.Image = ImageWords{p.Image.URL, p.Image.Alt, p.Image.Caption, p.Image.Credit, p.Image.Rights}
	}
	for _, f := range p.Flags {
		r.Flags = append(r.Flags, FlagWords{f.Kind, f.Message, f.Excerpt})
	}
	if in.rows != nil {
		r.Proposals = in.rows
	} else {
		r.Proposals = Propose(p.Text, turns, k.Names)
	}
	if s := proposeSearch(first(in.url, p.URL), p.Language); s != nil {
		r.Proposals = append(r.Proposals, *s)
	}
	k.settle(r, p, in, ext, turns, offset)
	return r
}

// settle finds the source that a page is, or makes one, and stores the page.
func (k *Desk) settle(r *Reading, p *page.Page, in *input, ext string, turns []archive.Turn, offset int) {
	id := first(in.known, findSource(k.Dossier, p, in.url))
	sig := SignatureOf(p.Text)
	if k.Root == nil {
		k.settleDry(r, p, in, id, sig)
		return
	}
	if k.Archive != nil && id == "" {
		if copyOf, share := k.Archive.CopyOf(sig, ""); copyOf != "" {
			m := k.Archive.Meta(copyOf)
			same := m.Pages[len(m.Pages)-1].TextSHA256 == archive.Hash([]byte(p.Text)) && (p.URL == "" || SameAddress(p.URL) == SameAddress(m.Pages[0].URL))
			switch {
			case same:
				r.ID, r.Outcome = copyOf, "unchanged"
				if k.Map != nil && len(in.rows) > 0 { // by another mapping, it may be
					k.fillInbox(r, p, in)
				}
				return
			case len(in.rows) == 0: // a table that is much like another one may yet have rows of its own
				r.ID, r.CopyOf, r.Outcome = copyOf, copyOf, "copy"
				r.copyFlag(share)
				if err := k.Archive.LinkCopy(copyOf, first(in.url, p.URL, in.file)); err != nil {
					r.Err, r.Error = err, err.Error()
				}
				return
			}
		}
	}
	rec := k.record(r, p, in, id)
	if id == "" {
		k.records = append(k.records, r.Source)
	}
	stored, err := k.Archive.Store(rec.ID, in.body, ext, p.Text, archive.Kept{
		URL: first(in.url, p.URL), From: in.file, Retrieved: in.retrieved.UTC().Truncate(time.Second), ContentType: in.contentType, Charset: p.Charset,
		ETag: in.etag, Modified: in.modified, Title: p.Title, Language: p.Language, Published: p.Published, Signature: sig, Turns: turns, PageOffset: offset,
	})
	if err != nil {
		r.Err, r.Error = err, err.Error()
		return
	}
	r.Outcome = [...]string{"unchanged", "new", "new version"}[stored]
	if stored != archive.Unchanged || k.Map != nil && len(in.rows) > 0 {
		k.fillInbox(r, p, in)
	}
}

// fillInbox puts the proposals of a reading into the inbox of its source.
func (k *Desk) fillInbox(r *Reading, p *page.Page, in *input) {
	var err error
	day := in.retrieved.UTC().Format(time.DateOnly)
	r.Inbox, err = writeInbox(k.Root, r.ID, p.Title, linesOf(first(p.Published, day), day, r.Proposals))
	if err != nil {
		r.Err, r.Error = err, err.Error()
	}
}

// settleDry finds the source that a page is, or makes one, and tells copies of
// pages that were read in the same run. It stores nothing.
func (k *Desk) settleDry(r *Reading, p *page.Page, in *input, id string, sig archive.Signature) {
	if id == "" {
		best := 0.0
		for _, s := range k.dry {
			if n := s.sig.Near(sig); n >= archive.NearEnough && n > best {
				r.CopyOf, best = s.id, n
			}
		}
		if r.CopyOf != "" {
			r.copyFlag(best)
		}
	}
	rec := k.record(r, p, in, id)
	if r.CopyOf == "" {
		k.dry = append(k.dry, sketch{rec.ID, sig})
	}
}

func (r *Reading) copyFlag(share float64) {
	r.Flags = append(r.Flags, FlagWords{"copy", fmt.Sprintf("about %.0f%% of its runs of words are those of %s", 100*share, r.CopyOf), ""})
}

// record gives the record of a page's source: the dossier's where id names one,
// else a new one, which later pages of the run will find.
func (k *Desk) record(r *Reading, p *page.Page, in *input, id string) Record {
	rec := RecordOf(p, in.retrieved, func(id string) bool { return k.taken[id] })
	if id != "" {
		rec.ID = id
		if s := k.Dossier.Source(id); s != nil {
			r.Source = s.Raw
		}
	}
	if r.Source == nil {
		raw, err := marshal(rec)
		if err != nil {
			r.Err, r.Error = err, err.Error()
		}
		r.Source = raw
	}
	r.ID = rec.ID
	if id == "" {
		k.taken[rec.ID] = true
		k.Dossier.Sources = append(k.Dossier.Sources, &dossier.Source{ID: rec.ID, Title: rec.Title, URL: rec.URL})
	}
	return rec
}

func first(list ...string) string {
	for _, s := range list {
		if s != "" {
			return s
		}
	}
	return ""
}

// Close writes what was gathered: the new records, and the state of feeds.
func (k *Desk) Close() error {
	if k.Root == nil {
		return nil
	}
	if err := addRecords(k.Root, k.records); err != nil {
		return err
	}
	k.records = nil
	return k.saveFeeds()
}

// Fill puts empty lists where there are none, so that the JSON form always has
// the same kinds of values, and the paragraphs of a file into its source.
func (r *Reading) Fill() {
	if r.passages != nil && r.Source != nil {
		if source, err := withPassages(r.Source, r.passages); err == nil {
			r.Source = source
		}
		r.passages = nil
	}
	if r.Tags == nil {
		r.Tags = []string{}
	}
	if r.Flags == nil {
		r.Flags = []FlagWords{}
	}
	if r.Proposals == nil {
		r.Proposals = []Proposal{}
	}
	if r.LeftOut == nil {
		r.LeftOut = map[string]int{}
	}
}
