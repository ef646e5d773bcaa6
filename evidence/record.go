package evidence

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"slices"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"entente/archive"
	"entente/dossier"
	"entente/evidence/lex"
	"entente/evidence/page"
	"entente/lazyregexp"
	"entente/words"
)

// OwnFile is the only file of sources/ that the program writes.
const OwnFile = "sources/entente.json"

// Record is a source record in CSL-JSON, in the order in which it is printed.
type Record struct {
	ID        string         `json:"id"`
	Type      string         `json:"type"`
	Title     string         `json:"title,omitempty"`
	Container string         `json:"container-title,omitempty"`
	Publisher string         `json:"publisher,omitempty"`
	Section   string         `json:"section,omitempty"`
	Author    []dossier.Name `json:"author,omitempty"`
	Issued    *cslDate       `json:"issued,omitempty"`
	Accessed  *cslDate       `json:"accessed,omitempty"`
	URL       string         `json:"URL,omitempty"`
	Language  string         `json:"language,omitempty"`
	Abstract  string         `json:"abstract,omitempty"`
	Keyword   string         `json:"keyword,omitempty"`
	Custom    map[string]any `json:"custom,omitempty"`
}

type cslDate struct {
	Parts [][]int `json:"date-parts"`
}

func dateParts(iso string) *cslDate {
	d, err := dossier.ParseDate(iso)
	if err != nil || d.IsZero() {
		return nil
	}
	parts := []int{d.Year}
	if d.Month > 0 {
		parts = append(parts, d.Month)
	}
	if d.Day > 0 {
		parts = append(parts, d.Day)
	}
	return &cslDate{[][]int{parts}}
}

// RecordOf makes the source record of a page. The id is made of site, date and
// title, in small letters; `taken` tells which are in use.
func RecordOf(p *page.Page, accessed time.Time, taken func(id string) bool) Record {
	r := Record{Type: cslType(p.Kind), Title: p.Title, Container: p.Site, Section: p.Section, URL: p.URL, Language: p.Language, Abstract: p.Dek,
		Keyword: strings.Join(p.Tags, ", "), Issued: dateParts(p.Published)}
	if p.Publisher != p.Site {
		r.Publisher = p.Publisher
	}
	if p.URL != "" {
		r.Accessed = dateParts(accessed.UTC().Format(time.DateOnly))
	}
	for _, a := range p.Authors {
		if p.IsBody(a) {
			r.Author = append(r.Author, dossier.Name{Literal: a})
		} else {
			r.Author = append(r.Author, nameOf(a))
		}
	}
	r.ID = newID(p, taken)
	return r
}

func cslType(kind string) string {
	switch {
	case strings.HasSuffix(kind, "newsarticle"):
		return "article-newspaper"
	case kind == "blogposting":
		return "post-weblog"
	case kind == "scholarlyarticle":
		return "article-journal"
	case kind == "report", kind == "document":
		return kind
	}
	return "webpage"
}

// nameOf parts a name. A name in Han, kana or Hangul without a space stays whole:
// where the family name ends cannot be told for sure.
func nameOf(s string) dossier.Name {
	f := strings.Fields(s)
	if strings.ContainsFunc(s, lex.IsCJK) {
		if len(f) == 2 {
			return dossier.Name{Family: f[0], Given: f[1]}
		}
		return dossier.Name{Literal: s}
	}
	if len(f) < 2 {
		return dossier.Name{Literal: s}
	}
	// KIM Min-ji, Kim Min-ji: the family name stands first where it alone is in
	// capitals, or the given one is of two parts that a hyphen joins, the second small.
	if capitals.MatchString(f[0]) && !capitals.MatchString(f[1]) {
		return dossier.Name{Family: words.Capital(strings.ToLower(f[0])), Given: strings.Join(f[1:], " ")}
	}
	if len(f) == 2 && givenParts.MatchString(f[1]) && !strings.Contains(f[0], "-") {
		return dossier.Name{Family: f[0], Given: f[1]}
	}
	i := len(f) - 1
	for i > 1 && particles[f[i-1]] {
		i--
	}
	return dossier.Name{Family: strings.Join(f[i:], " "), Given: strings.Join(f[:i], " ")}
}

var (
	capitals   = lazyregexp.New(`^\p{Lu}{2,}$`)
	givenParts = lazyregexp.New(`^\p{Lu}\p{Ll}+-\p{Ll}+$`)
	particles  = map[string]bool{"van": true, "von": true, "der": true, "den": true, "de": true, "del": true, "della": true, "di": true, "da": true, "dos": true, "du": true, "la": true, "le": true, "al": true, "bin": true, "ibn": true, "ter": true, "ten": true, "zu": true}
)

var smallWords = map[string]bool{"the": true, "a": true, "an": true, "of": true, "and": true, "in": true, "on": true, "to": true, "for": true, "is": true,
	"are": true, "with": true, "at": true, "by": true, "from": true, "as": true, "its": true, "how": true, "why": true, "what": true, "could": true, "s": true}

func newID(p *page.Page, taken func(string) bool) string {
	var parts []string
	site := kebab(p.Site, 3, false)
	if site == "" {
		if u, err := url.Parse(p.URL); err == nil {
			site = kebab(strings.TrimPrefix(u.Hostname(), "www."), 2, false)
		}
	}
	for _, s := range []string{site, p.Published, kebab(p.Title, 4, true)} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	id := strings.Join(parts, "-")
	if kebab(p.Title, 4, true) == "" || id == "" {
		sum := sha256.Sum256([]byte(p.Title + p.Text))
		id = strings.Join(append(parts, hex.EncodeToString(sum[:4])), "-")
	}
	base := id
	for n := 2; taken(id); n++ {
		id = fmt.Sprintf("%s-%d", base, n)
	}
	return id
}

// kebab gives the first words of a text in small Latin letters, joined by
// hyphens; "" where it has none.
func kebab(s string, words int, skipSmall bool) string {
	var out []string
	for _, w := range strings.FieldsFunc(norm.NFD.String(strings.ToLower(s)), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Mn, r) && r != '\'' && r != '’'
	}) {
		w = strings.Map(func(r rune) rune {
			if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
				return r
			}
			return -1
		}, w)
		if w == "" || skipSmall && smallWords[w] {
			continue
		}
		if out = append(out, w[:min(len(w), 24)]); len(out) == words {
			break
		}
	}
	return strings.Join(out, "-")
}

// SameAddress puts an address in a form in which two that lead to one page are
// equal: no scheme, "www.", fragment, tracking parameters or final slash. It is
// "" for what is no web address.
func SameAddress(raw string) string {
	u, err := url.Parse(strings.TrimSpace(raw))
	if err != nil || u.Host == "" {
		return ""
	}
	q := u.Query()
	for k := range q {
		if strings.HasPrefix(k, "utm_") || k == "fbclid" || k == "gclid" || k == "ref" || k == "mc_cid" || k == "mc_eid" {
			q.Del(k)
		}
	}
	s := strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.") + strings.TrimRight(u.EscapedPath(), "/")
	if e := q.Encode(); e != "" {
		s += "?" + e
	}
	return s
}

// hostOf gives the host of what SameAddress made.
func hostOf(address string) string {
	host, _, _ := strings.Cut(address, "/")
	return host
}

// addRecords writes records at the end of sources/entente.json, and leaves the
// bytes of those that are there.
func addRecords(root *os.Root, records []json.RawMessage) error {
	if len(records) == 0 {
		return nil
	}
	edit := dossier.NewEdit(root)
	old, err := edit.Bytes(OwnFile)
	if err != nil {
		return err
	}
	body := bytes.TrimRight(old, " \t\r\n")
	var b bytes.Buffer
	if len(body) == 0 {
		b.WriteString("[")
	} else {
		if body[len(body)-1] != ']' {
			return fmt.Errorf("%s is no list of records; mend it first", OwnFile)
		}
		rest := bytes.TrimRight(body[:len(body)-1], " \t\r\n")
		b.Write(rest)
		if !bytes.HasSuffix(rest, []byte("[")) {
			b.WriteString(",")
		}
	}
	for i, r := range records {
		if i > 0 {
			b.WriteString(",")
		}
		b.WriteString("\n  ")
		var one bytes.Buffer
		if json.Indent(&one, r, "  ", "  ") != nil {
			return fmt.Errorf("a record is no valid JSON")
		}
		b.Write(one.Bytes())
	}
	b.WriteString("\n]\n")
	if err := edit.Put(OwnFile, b.Bytes()); err != nil {
		return err
	}
	_, err = edit.Commit()
	return err
}

// marshal writes a record without escaping signs that only HTML minds.
func marshal(v any) (json.RawMessage, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSpace(b.Bytes()), nil
}

// findSource gives the id of the source of the dossier that a page is: the one
// with its address, or with its title and date; "" where there is none.
func findSource(d *dossier.Dossier, p *page.Page, addresses ...string) string {
	want := map[string]bool{}
	for _, a := range append(addresses, p.URL) {
		if s := SameAddress(a); s != "" {
			want[s] = true
		}
	}
	for _, s := range d.Sources {
		if k := SameAddress(s.URL); k != "" && want[k] {
			return s.ID
		}
	}
	if p.Title == "" || p.Published == "" {
		return ""
	}
	// The same title and day is the same page, unless another site says so.
	hosts := map[string]bool{}
	for k := range want {
		hosts[hostOf(k)] = true
	}
	i := slices.IndexFunc(d.Sources, func(s *dossier.Source) bool {
		k := SameAddress(s.URL)
		return strings.EqualFold(s.Title, p.Title) && s.Issued.String() == p.Published && (k == "" || len(want) == 0 || hosts[hostOf(k)])
	})
	if i < 0 {
		return ""
	}
	return d.Sources[i].ID
}

// markAbout writes what sources are about into their records in
// sources/entente.json, under custom.about, and leaves the bytes of all other
// records. It tells how many subjects are new there.
func markAbout(edit *dossier.Edit, about map[string][]string) (added int, err error) {
	if len(about) == 0 {
		return 0, nil
	}
	src, err := edit.Bytes(OwnFile)
	if err != nil || src == nil {
		return 0, err
	}
	dec := json.NewDecoder(bytes.NewReader(src))
	if _, err := dec.Token(); err != nil {
		return 0, fmt.Errorf("%s: %w", OwnFile, err)
	}
	var out []byte
	from := 0
	for dec.More() {
		var raw json.RawMessage
		if err := dec.Decode(&raw); err != nil {
			return 0, fmt.Errorf("%s: %w", OwnFile, err)
		}
		var r struct {
			ID     string `json:"id"`
			Custom struct {
				About []string `json:"about"`
			} `json:"custom"`
		}
		if err := json.Unmarshal(raw, &r); err != nil {
			return 0, fmt.Errorf("%s: %w", OwnFile, err)
		}
		list := r.Custom.About
		for _, s := range about[r.ID] {
			if !slices.Contains(list, s) {
				list = append(list, s)
			}
		}
		if len(list) == len(r.Custom.About) {
			continue
		}
		added += len(list) - len(r.Custom.About)
		next, err := withAbout(raw, list)
		if err != nil {
			return 0, fmt.Errorf("%s: %w", OwnFile, err)
		}
		end := int(dec.InputOffset())
		out = append(append(out, src[from:end-len(raw)]...), next...)
		from = end
	}
	if added == 0 {
		return 0, nil
	}
	return added, edit.Put(OwnFile, append(out, src[from:]...))
}

// withAbout sets custom.about of a record, whose other keys stay in their order.
func withAbout(record json.RawMessage, about []string) (json.RawMessage, error) {
	list, err := marshal(about)
	if err != nil {
		return nil, err
	}
	var old struct {
		Custom json.RawMessage `json:"custom"`
	}
	if err := json.Unmarshal(record, &old); err != nil {
		return nil, err
	}
	custom, err := withKey(cmp.Or(string(old.Custom), "{}"), "about", string(list))
	if err != nil {
		return nil, err
	}
	next, err := withKey(string(record), "custom", custom)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := json.Indent(&b, []byte(next), "  ", "  "); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// withKey sets a key of a JSON object; the others stay as they are written.
func withKey(object, key, value string) (string, error) {
	dec := json.NewDecoder(strings.NewReader(object))
	if _, err := dec.Token(); err != nil {
		return "", err
	}
	for dec.More() {
		k, err := dec.Token()
		if err != nil {
			return "", err
		}
		var old json.RawMessage
		if err := dec.Decode(&old); err != nil {
			return "", err
		}
		if k == key {
			end := int(dec.InputOffset())
			return object[:end-len(old)] + value + object[end:], nil
		}
	}
	body := strings.TrimRight(strings.TrimSuffix(strings.TrimSpace(object), "}"), " \t\r\n")
	if !strings.HasSuffix(body, "{") {
		body += ","
	}
	name, err := marshal(key)
	return body + string(name) + ":" + value + "}", err
}

// ownRecords gives the ids of the records in OwnFile.
func ownRecords(root *os.Root) (map[string]bool, error) {
	ids := map[string]bool{}
	src, err := dossier.ReadFile(root, OwnFile, archive.MaxPage)
	if os.IsNotExist(err) {
		return ids, nil
	}
	if err != nil {
		return nil, err
	}
	var records []struct {
		ID string `json:"id"`
	}
	if err := json.Unmarshal(src, &records); err != nil {
		return nil, fmt.Errorf("%s: %w", OwnFile, err)
	}
	for _, r := range records {
		ids[r.ID] = true
	}
	return ids, nil
}

func marshalIndent(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	err := enc.Encode(v)
	return b.Bytes(), err
}
