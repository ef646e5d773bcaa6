package event

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// foreign says what a file is that holds no events in a format that is read, by its
// first bytes; the zero foreign is none that is known.
type foreign struct{ what, hint string }

const (
	unpackFirst = "unpack it, and import the tables that it holds"
	asCSV       = "open it in the program that wrote it and save the table as CSV in UTF-8, with its codes and dates unchanged; better, fetch the source's own text file"
	fromFrame   = "read it in R or Python and write the table as CSV in UTF-8, with codes as text"
)

// magics are first bytes that are those of one kind of file alone.
var magics = []struct {
	at    int
	bytes string
	foreign
}{
	{0, "PAR1", foreign{"a Parquet file", "write it as CSV, as DuckDB does: COPY (FROM 'file.parquet') TO 'file.csv'"}},
	{0, "ARROW1", foreign{"an Arrow (Feather) file", fromFrame}},
	{0, "FEA1", foreign{"a Feather file", fromFrame}},
	{0, "ORC", foreign{"an ORC file", fromFrame}},
	{0, "Obj\x01", foreign{"an Avro file", fromFrame}},
	{0, "\x89HDF\r\n\x1a\n", foreign{"an HDF5 file", fromFrame}},
	{0, "\x93NUMPY", foreign{"a NumPy array", fromFrame}},
	{0, "SQLite format 3\x00", foreign{"a SQLite database", "write its table of events as CSV: sqlite3 -header -csv FILE 'SELECT * FROM …'"}},
	{8, "DUCK", foreign{"a DuckDB database", "name a store of events with --store, or write its table as CSV: COPY … TO 'file.csv'"}},
	{0, "RDX", foreign{"R data (RData)", fromFrame}},
	{0, "RDA", foreign{"R data (RData)", fromFrame}},
	{0, "X\n\x00\x00\x00", foreign{"R data (RDS)", fromFrame}},
	{0, "<stata_dta>", foreign{"a Stata file (.dta)", "write it as CSV: export delimited, in Stata, with dates as %tdCCYY-NN-DD"}},
	{0, "$FL2", foreign{"an SPSS file (.sav)", fromFrame}},
	{0, "$FL3", foreign{"an SPSS file (.zsav)", fromFrame}},
	{12, "\xc2\xea\x81\x60\xb3\x14\x11\xcf\xbd\x92\x08\x00\x09\xc7\x31\x8c", foreign{"a SAS file (.sas7bdat)", fromFrame}},
	{0, "%PDF-", foreign{"a PDF document", "fetch the data set's own table of events; a PDF is evidence for `entente read`"}},
	{0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", foreign{"an old Office file (.xls or .doc)", asCSV}},
	{0, "7z\xbc\xaf\x27\x1c", foreign{"a 7-Zip archive", unpackFirst}},
	{0, "Rar!\x1a\x07", foreign{"a RAR archive", unpackFirst}},
	{0, "\xfd7zXZ\x00", foreign{"an xz archive", unpackFirst}},
	{0, "\x28\xb5\x2f\xfd", foreign{"a Zstandard archive", unpackFirst}},
	{0, "\x04\x22\x4d\x18", foreign{"an LZ4 archive", unpackFirst}},
	{0, "\x1f\x9d", foreign{"a file packed with compress (.Z)", unpackFirst}},
	{257, "ustar", foreign{"a tar archive", unpackFirst}},
	{0, "PK\x03\x04", foreign{"a zip archive inside another", unpackFirst}}, // the outer one was opened
	{0, "\x1f\x8b\x08", foreign{"a gzip archive inside another", unpackFirst}},
	{0, "BZh", foreign{"a bzip2 archive inside another", unpackFirst}},
	{0, "\x89PNG", foreign{"a picture (PNG)", "name a file of event data"}},
	{0, "\xff\xd8\xff", foreign{"a picture (JPEG)", "name a file of event data"}},
	{0, "GIF8", foreign{"a picture (GIF)", "name a file of event data"}},
	{0, "\x7fELF", foreign{"a program", "name a file of event data"}},
	{0, "version https://git-lfs.github.com/spec", foreign{"a pointer of Git LFS, not the file itself", "fetch the file: git lfs pull"}},
}

// foreignColumns are the columns that tell tables near to event data.
var foreignColumns = []struct {
	columns []string
	foreign
}{
	{[]string{"mentiontimedate", "mentionidentifier"}, gdeltMentions},
	{[]string{"mentiontimedate", "mentionsourcename"}, gdeltMentions},
	{[]string{"date", "numarts", "counttype"}, gkgCounts},
	{[]string{"date", "numarts", "themes", "locations"}, gkg1},
	{[]string{"gkgrecordid"}, gkg2},
	{[]string{"date", "source", "target", "cameocode", "numevents", "quadclass"}, foreign{"the reduced daily counts of GDELT 1.0, which have no events", "fetch GDELT's event exports (YYYYMMDD.export.CSV.zip)"}},
	{[]string{"conflict_id", "side_a", "intensity_level"}, foreign{"UCDP's table of conflicts or dyads by year, which has no events", "fetch the Georeferenced Event Dataset (GED) as CSV"}},
	{[]string{"week", "event_type", "events", "fatalities"}, foreign{"ACLED's aggregated counts by week, which have no events", "export the events themselves, one row each, as CSV"}},
}

var (
	gdeltMentions = foreign{"a mentions file of GDELT 2.0, which says where events were reported, not what they were", "import the exports of the same times (….export.CSV.zip)"}
	gkg1          = foreign{"a file of GDELT's Global Knowledge Graph 1.0 (GKG), which holds articles, not events", "import GDELT's event exports (….export.CSV.zip)"}
	gkg2          = foreign{"a file of GDELT's Global Knowledge Graph 2 (GKG), which holds articles, not events", "import the event exports of the same times (….export.CSV.zip)"}
	gkgCounts     = foreign{"a file of counts of GDELT's Global Knowledge Graph (GKG), which holds no events", "import GDELT's event exports (….export.CSV.zip)"}
)

// recogniseForeign looks at the first bytes of a table for what is no table of events.
func recogniseForeign(head []byte) (foreign, bool) {
	for _, m := range magics {
		if len(head) >= m.at+len(m.bytes) && string(head[m.at:m.at+len(m.bytes)]) == m.bytes {
			return m.foreign, true
		}
	}
	if f, ok := encoded(head); ok {
		return f, true
	}
	// Stata before version 117: 113, 114 or 115, then the order of bytes, then 1.
	if len(head) > 4 && head[0] >= 105 && head[0] <= 115 && (head[1] == 1 || head[1] == 2) && head[2] == 1 && head[3] == 0 {
		return foreign{"a Stata file (.dta)", "write it as CSV: export delimited, in Stata, with dates as %tdCCYY-NN-DD"}, true
	}
	text := strings.TrimLeft(strings.TrimPrefix(string(head), "\xef\xbb\xbf"), " \t\r\n")
	if f, ok := marked(text); ok {
		return f, true
	}
	if strings.HasPrefix(text, "{") || strings.HasPrefix(text, "[") {
		return asJSON(text), true
	}
	if f, ok := fileList(text); ok {
		return f, true
	}
	return nearTable(text)
}

// encoded recognises UTF-16 and UTF-32, with and without a byte-order mark, and other
// files of bytes that are no text.
func encoded(head []byte) (foreign, bool) {
	utf16 := foreign{"text in UTF-16", "save it as UTF-8: iconv -f UTF-16 -t UTF-8"}
	switch {
	case bytes.HasPrefix(head, []byte("\xff\xfe\x00\x00")), bytes.HasPrefix(head, []byte("\x00\x00\xfe\xff")):
		return foreign{"text in UTF-32", "save it as UTF-8: iconv -f UTF-32 -t UTF-8"}, true
	case bytes.HasPrefix(head, []byte("\xff\xfe")), bytes.HasPrefix(head, []byte("\xfe\xff")):
		return utf16, true
	}
	head = head[:min(len(head), 4096)]
	var zeros [2]int
	for i, c := range head {
		if c == 0 {
			zeros[i&1]++
		}
	}
	half := len(head) / 2
	switch {
	case half >= 8 && (zeros[0] > half*7/10 && zeros[1] < half/10 || zeros[1] > half*7/10 && zeros[0] < half/10):
		if zeros[0] > zeros[1] {
			utf16.hint = "save it as UTF-8: iconv -f UTF-16BE -t UTF-8"
		} else {
			utf16.hint = "save it as UTF-8: iconv -f UTF-16LE -t UTF-8"
		}
		return utf16, true
	case half >= 8 && zeros[0]+zeros[1] > half/5:
		return foreign{"no text: it is full of zero bytes", "fetch the source's own text file"}, true
	}
	return foreign{}, false
}

var pageTitle = regexp.MustCompile(`(?is)<title[^>]*>([^<]{1,200})`)

// marked recognises HTML and XML.
func marked(text string) (foreign, bool) {
	if !strings.HasPrefix(text, "<") {
		return foreign{}, false
	}
	lower := strings.ToLower(text[:min(len(text), 2048)])
	page := strings.HasPrefix(lower, "<!doctype html") || strings.Contains(lower, "<html") || strings.HasPrefix(lower, "<head") || strings.HasPrefix(lower, "<body")
	what := "XML"
	switch {
	case page:
		what = "a web page (HTML)"
		if m := pageTitle.FindStringSubmatch(text); m != nil {
			what += fmt.Sprintf(", titled %q", strings.Join(strings.Fields(strings.ToValidUTF8(m[1], "\ufffd")), " "))
		}
	case strings.Contains(lower, "<error>"), strings.Contains(lower, "<code>"):
		what = "an error message of a server (XML)"
	case strings.HasPrefix(lower, "<?xml"):
	default:
		return foreign{}, false
	}
	return foreign{what, "the server sent this in place of the data: check the address, and whether the source asks for an account, and fetch the file again"}, true
}

// asJSON says which interface JSON comes from.
func asJSON(text string) foreign {
	has := func(words ...string) bool {
		return !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(text, `"`+w+`"`) })
	}
	switch {
	case has("event_id_cnty"), has("sub_event_type"):
		return foreign{"JSON of ACLED's interface (API)", "ask the interface for CSV (_format=csv), or use ACLED's export tool"}
	case has("type_of_violence"), has("TotalCount", "Result"):
		return foreign{"JSON of UCDP's interface (API)", "fetch the GED as CSV from UCDP's download page"}
	case has("FeatureCollection"):
		return foreign{"GeoJSON", "fetch the data as CSV"}
	case has("articles", "url"):
		return foreign{"JSON of a search for articles", "import event data; a search for articles holds none"}
	case has("error"), has("message") && !strings.Contains(text, "\n{"):
		return foreign{"an error message of a server (JSON)", "the server sent this in place of the data: read it, then fetch the file again"}
	}
	return foreign{"JSON", "fetch the data as CSV, or write it as our own CSV (docs/events.md has its columns)"}
}

var fileAddress = regexp.MustCompile(`(?i)^(?:\d+[ \t]+)?(?:[0-9a-f]{32,64}[ \t]+)?(?:\d+[ \t]+)?(?:https?://\S+|[^ \t,;]+\.(?:export|mentions|gkg|gkgcounts)\.csv(?:\.zip)?|[^ \t,;]+\.zip)\s*$`)

// fileList recognises a list of files, such as GDELT's master list.
func fileList(text string) (foreign, bool) {
	lines := 0
	for line := range strings.Lines(text) {
		if lines == 5 || !strings.HasSuffix(line, "\n") && lines > 0 { // the last may be cut
			break
		}
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		if !fileAddress.MatchString(clip(line, 2000)) {
			return foreign{}, false
		}
		lines++
	}
	if lines == 0 {
		return foreign{}, false
	}
	what := "a list of files, not the files"
	if strings.Contains(strings.ToLower(text), "gdelt") {
		what = "a list of GDELT's files (such as its master list), not the files"
	}
	return foreign{what, "fetch the files whose names end in .export.CSV.zip, and import them, or the folder that holds them"}, true
}

// nearTable recognises tables that are near to event data, by their header or by the
// shape of their first row.
func nearTable(text string) (foreign, bool) {
	line, _ := cutLine(text)
	mark := "\t"
	if !strings.Contains(line, "\t") {
		mark = ","
	}
	fields := strings.Split(line, mark)
	names := map[string]bool{}
	for _, f := range fields {
		names[plainName(f)] = true
	}
	for _, t := range foreignColumns {
		if !slices.ContainsFunc(t.columns, func(c string) bool { return !names[c] }) {
			return t.foreign, true
		}
	}
	moment := func(i int) bool { return i < len(fields) && len(fields[i]) == 14 && clock(fields[i][8:]) }
	day := func(i int) bool {
		if i >= len(fields) || len(fields[i]) < 8 {
			return false
		}
		_, ok := date8(fields[i][:8])
		return ok
	}
	switch _, number := gdeltID(fields[0]); {
	case number && len(fields) >= 14 && len(fields) <= 17 && moment(1) && day(1) && moment(2) && day(2):
		return gdeltMentions, true
	case len(fields) > 10 && day(0) && strings.Contains(fields[0], "-") && moment(1) && day(1):
		return gkg2, true
	case mark == "\t" && len(fields) == 11 && len(fields[0]) == 8 && day(0) && strings.Contains(fields[7], ","):
		return gkg1, true
	}
	if mark == "," && names["source"] && names["target"] && names["code"] && (names["eid"] || names["story_date"] || names["quad_class"] || names["goldstein"]) {
		return foreign{"a Phoenix data set written with commas and a header, as the Cline Center publishes its historical ones", "only Phoenix's daily files of 26 columns parted by tabs are read: write it so, or as our own CSV (docs/events.md has its columns)"}, true
	}
	return foreign{}, false
}

// looksLike describes the first line of a table that nothing recognises.
func looksLike(head []byte) string {
	line, _ := cutLine(strings.TrimPrefix(string(head), "\xef\xbb\xbf"))
	mark, most := delimiters[0], 0
	for _, d := range delimiters {
		if n := strings.Count(line, string(rune(d.mark))); n > most {
			mark, most = d, n
		}
	}
	begins := fmt.Sprintf("its first line begins %q", clip(strings.ToValidUTF8(line, "\ufffd"), 60))
	if most == 0 {
		return "it looks like no table: " + begins
	}
	what := fmt.Sprintf("it looks like a table of %d columns parted by %s: %s", most+1, mark.name, begins)
	if !utf8.ValidString(line) {
		what += ", which is not UTF-8"
	}
	return what
}
