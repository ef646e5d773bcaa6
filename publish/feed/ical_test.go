package feed

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"entente/nodetest"
)

func day(s string) time.Time {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return t
}

// unfold reads content lines as RFC 5545 has them, and reports what is wrong with them.
func unfold(t testing.TB, src []byte) []string {
	t.Helper()
	if !bytes.HasSuffix(src, []byte("\r\n")) {
		t.Fatalf("the last line has no end: %q", src)
	}
	lines := strings.Split(strings.TrimSuffix(string(src), "\r\n"), "\r\n")
	var out []string
	for n, l := range lines {
		if len(l) > 75 {
			t.Errorf("line %d has %d octets: %q", n+1, len(l), l)
		}
		if strings.ContainsAny(l, "\r\n") || !utf8.ValidString(l) || l == "" {
			t.Errorf("line %d is broken: %q", n+1, l)
		}
		if more, ok := strings.CutPrefix(l, " "); ok && n > 0 {
			out[len(out)-1] += more
			continue
		}
		out = append(out, l)
	}
	return out
}

// said reads a value of the type TEXT.
func said(t testing.TB, s string) string {
	t.Helper()
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == ',' || s[i] == ';' {
			t.Errorf("%q is not escaped in %q", s[i], s)
		}
		if s[i] != '\\' {
			b.WriteByte(s[i])
			continue
		}
		if i++; i == len(s) {
			t.Errorf("%q ends in an escape", s)
			break
		}
		switch s[i] {
		case 'n':
			b.WriteByte('\n')
		case '\\', ',', ';':
			b.WriteByte(s[i])
		default:
			t.Errorf("%q knows no \\%c", s, s[i])
		}
	}
	return b.String()
}

// properties reads a calendar into one map for each event.
func properties(t testing.TB, src []byte) []map[string]string {
	t.Helper()
	var out []map[string]string
	lines := unfold(t, src)
	if lines[0] != "BEGIN:VCALENDAR" || lines[len(lines)-1] != "END:VCALENDAR" {
		t.Errorf("no calendar: %q", lines)
	}
	var in map[string]string
	for _, l := range lines {
		name, value, ok := strings.Cut(l, ":")
		switch {
		case !ok:
			t.Errorf("%q has no value", l)
		case l == "BEGIN:VEVENT":
			in = map[string]string{}
		case l == "END:VEVENT":
			out, in = append(out, in), nil
		case in != nil:
			if _, twice := in[name]; twice {
				t.Errorf("%s stands twice", name)
			}
			in[name] = value
		}
	}
	return out
}

func diary() Calendar {
	return Calendar{
		ID: "https://example.org/agenda/", Name: "Rivers; banks, and \\ more", About: "Of three\nwith lines", Home: "https://example.org/agenda/calendar.html", Day: day("2026-03-31"),
		Events: []Event{
			{ID: "meeting/b", First: day("2026-06-20"), Last: day("2026-06-22"), Title: "Talks, on tolls; at \\home\\ 洪水の警報について三国の代表が話し合う会合（延期されることがある）", Description: "Line one.\r\nLine two; with, marks.\n", Kinds: []string{"meeting", "a,b"}, Tentative: true},
			{ID: "question/q1", First: day("2026-02-28"), Last: day("2026-02-28"), Title: "Closes: will \x07it\tbe so?", URL: "https://example.org/agenda/questions.html#q1"},
			{ID: "end", First: day("9999-12-31"), Last: day("9999-12-31"), Title: "اجتماع المجلس"},
		},
	}
}

// TestICS holds what a calendar says, read by the rules of RFC 5545.
func TestICS(t *testing.T) {
	src := diary().ICS()
	got := properties(t, src)
	if len(got) != 3 {
		t.Fatalf("%d events:\n%s", len(got), src)
	}
	for n, want := range []map[string]string{
		{"DTSTAMP": "20260331T000000Z", "DTSTART;VALUE=DATE": "20260228", "DTEND;VALUE=DATE": "20260301", "STATUS": "CONFIRMED", "TRANSP": "TRANSPARENT", "SUMMARY": "Closes: will it be so?", "URL": "https://example.org/agenda/questions.html#q1"},
		{"DTSTART;VALUE=DATE": "20260620", "DTEND;VALUE=DATE": "20260623", "STATUS": "TENTATIVE", "URL": "https://example.org/agenda/calendar.html", "CATEGORIES": `meeting,a\,b`,
			"SUMMARY": `Talks\, on tolls\; at \\home\\ 洪水の警報について三国の代表が話し合う会合（延期されることがある）`, "DESCRIPTION": `Line one.\nLine two\; with\, marks.\n`},
		{"DTSTART;VALUE=DATE": "99991231", "SUMMARY": "اجتماع المجلس", "DTEND;VALUE=DATE": ""},
	} {
		for name, v := range want {
			if got[n][name] != v {
				t.Errorf("event %d: %s is %q, want %q", n, name, got[n][name], v)
			}
		}
	}
	if !bytes.Contains(src, []byte("\r\nX-WR-CALNAME:Rivers\\; banks\\, and \\\\ more\r\n")) {
		t.Errorf("its name: %s", src)
	}
	if (Calendar{Name: "None"}).ICS() != nil {
		t.Error("a calendar without events is none")
	}
	d := diary()
	slices.Reverse(d.Events)
	if !bytes.Equal(d.ICS(), src) {
		t.Error("the calendar hangs on the order of its events")
	}
}

// TestUID holds that what an event is makes its id, and not when it is or of what day
// the calendar is; and that ids are told apart.
func TestUID(t *testing.T) {
	ids := func(c Calendar) map[string]string {
		out := map[string]string{}
		for _, p := range properties(t, c.ICS()) {
			out[p["SUMMARY"]] = p["UID"]
		}
		return out
	}
	was := ids(diary())
	later := diary()
	later.Day = day("2027-01-01")
	for n := range later.Events {
		later.Events[n].First, later.Events[n].Last = later.Events[n].First.AddDate(-1, 0, 3), later.Events[n].Last.AddDate(-1, 0, 3)
		later.Events[n].Description = "Moved."
	}
	seen := map[string]bool{}
	for title, id := range ids(later) {
		if was[title] != id || seen[id] || len(id) != 36 || id[14] != '8' || !strings.ContainsRune("89ab", rune(id[19])) {
			t.Errorf("%s: %s, was %s", title, id, was[title])
		}
		seen[id] = true
	}
	other := diary()
	other.ID = "https://example.org/other/"
	for title, id := range ids(other) {
		if was[title] == id {
			t.Errorf("%s has the id of another calendar's", title)
		}
	}
	if was[`Closes: will it be so?`] != "1dcba2b8-1836-83f6-9936-30084c185856" {
		t.Errorf("an id that calendars know has changed: %s", was[`Closes: will it be so?`])
	}
}

// TestFold holds at every length and for letters of one to four octets that no line is
// too long, none shorter than it need be, no letter cut and nothing lost.
func TestFold(t *testing.T) {
	letters := []rune("aé漢😀\u0301, ")
	for n := range 400 {
		rnd := rand.New(rand.NewPCG(uint64(n), 1))
		var b strings.Builder
		b.WriteByte('X')
		for range n {
			b.WriteRune(letters[rnd.IntN(len(letters))])
		}
		s := b.String()
		folded := fold(s)
		if got := unfold(t, []byte(folded)); len(got) != 1 || got[0] != s {
			t.Fatalf("%q came back as %q", s, got)
		}
		parts := strings.Split(strings.TrimSuffix(folded, "\r\n"), "\r\n ")
		for i, p := range parts[:len(parts)-1] {
			_, next := utf8.DecodeRuneInString(parts[i+1])
			if long := len(p) + min(i, 1); long+next <= mostOctets {
				t.Fatalf("a line of %d octets was broken before a letter of %d: %q", long, next, folded)
			}
		}
	}
	for n, want := range map[int]string{75: strings.Repeat("a", 75) + "\r\n", 76: strings.Repeat("a", 75) + "\r\n a\r\n", 149: strings.Repeat("a", 75) + "\r\n " + strings.Repeat("a", 74) + "\r\n", 150: strings.Repeat("a", 75) + "\r\n " + strings.Repeat("a", 74) + "\r\n a\r\n"} {
		if got := fold(strings.Repeat("a", n)); got != want {
			t.Errorf("%d letters: %q", n, got)
		}
	}
}

// FuzzICS holds that whatever the words are, they come back, in lines that are sound.
func FuzzICS(f *testing.F) {
	f.Add("a\\nb", "x;y,z\r\n\r", "\xff\x00")
	f.Add("", "\n", ":")
	f.Add("", "x\r\r\n", "")
	f.Add(strings.Repeat("漢", 80), "\u2028\u0085", "END:VEVENT\r\nBEGIN:VEVENT")
	f.Fuzz(func(t *testing.T, title, about, kind string) {
		c := Calendar{ID: "x", Name: title, About: about, Day: day("2026-01-01"), Events: []Event{{ID: title, First: day("2026-01-01"), Last: day("2026-01-02"), Title: title, Description: about, Kinds: []string{kind}}}}
		got := properties(t, c.ICS())
		if len(got) != 1 {
			t.Fatalf("%d events", len(got))
		}
		if s := said(t, got[0]["SUMMARY"]); s != line(title) {
			t.Errorf("%q came back as %q", title, s)
		}
		if s := said(t, got[0]["DESCRIPTION"]); s != clean(about) {
			t.Errorf("%q came back as %q", about, s)
		}
	})
}

// TestCalendarReadByOthers reads a calendar with a reader that is not ours.
func TestCalendarReadByOthers(t *testing.T) {
	read := nodetest.Run(t, `(async () => {
const I = (await import(require("url").pathToFileURL(process.env.NODE_PATH + "/ical.js/dist/ical.js").href)).default;
let s = ""; process.stdin.setEncoding("utf8").on("data", d => s += d).on("end", () => {
  const c = new I.Component(I.parse(s));
  console.log(JSON.stringify(c.getAllSubcomponents("vevent").map(v => { const e = new I.Event(v); return {
    UID: e.uid, Title: e.summary, Description: e.description || "", First: e.startDate.toString(), End: e.endDate.toString(), Whole: e.startDate.isDate,
    Kinds: v.getFirstProperty("categories") ? v.getFirstProperty("categories").getValues() : [], URL: v.getFirstPropertyValue("url"), Status: v.getFirstPropertyValue("status"), Stamp: v.getFirstPropertyValue("dtstamp").toString()} })));
});
})();`, "ical.js")
	var got []struct {
		UID, Title, Description, First, End, URL, Status, Stamp string
		Whole                                                   bool
		Kinds                                                   []string
	}
	c := diary()
	if err := json.Unmarshal(read(c.ICS()), &got); err != nil {
		t.Fatal(err)
	}
	if len(got) != 3 {
		t.Fatalf("%+v", got)
	}
	talks, asked := got[1], got[0]
	if talks.Title != c.Events[0].Title || talks.Description != "Line one.\nLine two; with, marks.\n" || talks.First != "2026-06-20" || talks.End != "2026-06-23" || !talks.Whole ||
		!slices.Equal(talks.Kinds, []string{"meeting", "a,b"}) || talks.Status != "TENTATIVE" || talks.URL != c.Home || talks.Stamp != "2026-03-31T00:00:00Z" || talks.UID != uid(c.ID, "meeting/b") {
		t.Errorf("%+v", talks)
	}
	if asked.Title != "Closes: will it be so?" || asked.First != "2026-02-28" || asked.End != "2026-03-01" || asked.Status != "CONFIRMED" {
		t.Errorf("%+v", asked)
	}
	if last := got[2]; last.First != "9999-12-31" || last.Title != "اجتماع المجلس" {
		t.Errorf("%+v", last)
	}
}

// TestLineEnds holds that what parts words parts them still: a lone carriage return, as old
// files have, a form feed and a vertical tab become blanks, and no word runs into another.
func TestLineEnds(t *testing.T) {
	s := "one\rtwo\ffour\vfive\r\nsix"
	f := Feed{Title: s, Home: "https://example.org/", Base: "https://example.org/", Day: day("2026-03-31"), Entries: []Entry{{ID: "a", Link: "https://example.org/a", Title: s, Summary: s, HTML: "<p>" + s + "</p>", Date: day("2026-03-30")}}}
	files, err := f.Files()
	if err != nil {
		t.Fatal(err)
	}
	files[CalendarFile] = Calendar{ID: "x", Name: s, Events: []Event{{ID: "e", Title: s, Description: s, First: day("2026-03-31"), Last: day("2026-03-31")}}}.ICS()
	for name, src := range files {
		for _, want := range map[string][]string{
			CalendarFile: {"SUMMARY:one two four five six\r\n", `DESCRIPTION:one two four five\nsix`},
			JSONFile:     {`"title": "one two four five six"`, `<p>one two four five\nsix</p>`},
			RSSFile:      {"<title>one two four five six</title>", "<p>one two four five\nsix</p>"},
			AtomFile:     {"<title>one two four five six</title>", "<p>one two four five\nsix</p>"},
		}[name] {
			if !strings.Contains(string(src), want) {
				t.Errorf("%s lacks %q:\n%s", name, want, src)
			}
		}
	}
}
