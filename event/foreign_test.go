package event

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"
)

func utf16Text(s string, order binary.AppendByteOrder, mark bool) string {
	var b []byte
	if mark {
		b = order.AppendUint16(b, 0xfeff)
	}
	for _, u := range utf16.Encode([]rune(s)) {
		b = order.AppendUint16(b, u)
	}
	return string(b)
}

func gzipOf(s string) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, _ = z.Write([]byte(s))
	_ = z.Close()
	return b.String()
}

func zipOf(names ...string) string {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, n := range names {
		_, _ = z.Create(n)
	}
	_ = z.Close()
	return b.String()
}

const mentionsRow = "881990832\t20191024143000\t20191024144500\t1\texample.org\thttps://example.org/a\t3\t120\t-1\t200\t1\t60\t2400\t-3.5\t\t\n"

// gkgRow has the 27 columns of GKG 2.1; made up.
var gkgRow = "20191024143000-12\t20191024143000\t1\texample.org\thttps://example.org/a" + strings.Repeat("\t", 22) + "\n"

// foreignFiles are small files of our own making, one or more a kind, with what must
// be said of them.
var foreignFiles = []struct{ text, want string }{
	{mentionsRow, "mentions file of GDELT"},
	{"GLOBALEVENTID\tEventTimeDate\tMentionTimeDate\tMentionType\tMentionSourceName\tMentionIdentifier\tSentenceID\tActor1CharOffset\tActor2CharOffset\tActionCharOffset\tInRawText\tConfidence\tMentionDocLen\tMentionDocTone\n" + mentionsRow, "mentions file of GDELT"},
	{"GlobalEventID,EventTimeDate,MentionTimeDate,MentionType,MentionSourceName,MentionIdentifier\n1,2,3,4,5,6\n", "mentions file of GDELT"},
	{gkgRow, "Knowledge Graph 2"},
	{"20191024143000-T12\t20191024143000\t1\t" + strings.Repeat("x\t", 23) + "x\n", "Knowledge Graph 2"},
	{"GKGRECORDID\tDATE\tSourceCollectionIdentifier\n", "Knowledge Graph 2"},
	{"DATE\tNUMARTS\tCOUNTS\tTHEMES\tLOCATIONS\tPERSONS\tORGANIZATIONS\tTONE\tCAMEOEVENTIDS\tSOURCES\tSOURCEURLS\n", "Knowledge Graph 1.0"},
	{"20131024\t1\t\tTAX\t1#Japan#JA#JA#36#138#JA\ta person\ta body\t-3.5,1,4.5,5.5,20,0\t1234\texample.org\thttps://example.org/a\n", "Knowledge Graph 1.0"},
	{"DATE\tNUMARTS\tCOUNTTYPE\tNUMBER\tOBJECTTYPE\n", "counts of GDELT's Global Knowledge Graph"},
	{"Date\tSource\tTarget\tCAMEOCode\tNumEvents\tNumArts\tQuadClass\tGoldstein\n", "reduced daily counts"},
	{"150383 297a16b493de7cf6ca809a7cc31d0b93 http://data.gdeltproject.org/gdeltv2/20150218230000.export.CSV.zip\n318084 bb27f78ba45f69a17ea6ed7755e9f8ff http://data.gdeltproject.org/gdeltv2/20150218230000.mentions.CSV.zip\n", "list of GDELT's files"},
	{"20130401.export.CSV.zip\n20130402.export.CSV.zip\n", "list of files"},
	{"https://example.org/a.zip\nhttps://example.org/b.zip\n", "list of files"},
	{`{"status":200,"success":true,"count":1,"data":[{"event_id_cnty":"KOR7","event_date":"2019-07-20"}]}`, "JSON of ACLED"},
	{`{"TotalCount":1,"TotalPages":1,"PreviousPageUrl":"","NextPageUrl":"","Result":[{"id":7,"type_of_violence":1}]}`, "JSON of UCDP"},
	{`[{"a":1}]`, "this is JSON"},
	{"\ufeff  {\n\"a\": 1}", "this is JSON"},
	{`{"error":"invalid key"}`, "error message of a server (JSON)"},
	{`{"type":"FeatureCollection","features":[]}`, "GeoJSON"},
	{"PAR1\x15\x04\x15", "Parquet"}, {"ARROW1\x00\x00", "Arrow"}, {"FEA1", "Feather"}, {"ORC\x08", "ORC"}, {"Obj\x01", "Avro"}, {"\x89HDF\r\n\x1a\n", "HDF5"},
	{"SQLite format 3\x00\x10\x00", "SQLite"}, {"\x01\x02\x03\x04\x05\x06\x07\x08DUCK\x40", "DuckDB"},
	{"RDX3\nX\n", "RData"}, {gzipOf("RDX3\nX\n"), "RData"}, {gzipOf("X\n\x00\x00\x00\x03"), "RDS"},
	{"<stata_dta><header>", "Stata"}, {"\x73\x02\x01\x00\x05\x00", "Stata"}, {"$FL2@(#) SPSS", "SPSS"}, {"$FL3@(#)", "SPSS"},
	{strings.Repeat("\x00", 12) + "\xc2\xea\x81\x60\xb3\x14\x11\xcf\xbd\x92\x08\x00\x09\xc7\x31\x8c", "SAS"},
	{"%PDF-1.7\n", "PDF"}, {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Office"},
	{zipOf("[Content_Types].xml", "xl/workbook.xml"), "XLSX"}, {zipOf("[Content_Types].xml", "word/document.xml"), "DOCX"}, {zipOf("mimetype", "content.xml"), "OpenDocument"},
	{zipOf("inner.zip"), "holds no table"},
	{"7z\xbc\xaf\x27\x1c\x00", "7-Zip"}, {"Rar!\x1a\x07\x01", "RAR"}, {"\xfd7zXZ\x00", "xz archive"}, {"\x28\xb5\x2f\xfd", "Zstandard"}, {"\x04\x22\x4d\x18", "LZ4"}, {"\x1f\x9d\x90", "compress"},
	{"data.csv" + strings.Repeat("\x00", 249) + "ustar\x0000", "tar archive"}, {gzipOf("data.csv" + strings.Repeat("\x00", 249) + "ustar\x0000"), "tar archive"},
	{gzipOf(gzipOf("x")), "gzip archive inside"}, {gzipOf(zipOf("a.csv")), "zip archive inside"},
	{utf16Text("event_id_cnty,event_date\nKOR7,2019-07-20\n", binary.LittleEndian, true), "UTF-16"},
	{utf16Text("event_id_cnty,event_date\nKOR7,2019-07-20\n", binary.BigEndian, true), "UTF-16"},
	{utf16Text("event_id_cnty,event_date\nKOR7,2019-07-20\n", binary.LittleEndian, false), "UTF-16"},
	{utf16Text("event_id_cnty,event_date\nKOR7,2019-07-20\n", binary.BigEndian, false), "UTF-16"},
	{"\xff\xfe\x00\x00a\x00\x00\x00", "UTF-32"}, {strings.Repeat("\x00", 64), "zero bytes"},
	{"<!DOCTYPE html>\n<html><head><title>404 Not Found</title>", `web page (HTML), titled "404 Not Found"`}, {"\r\n <HTML><body>", "web page"}, {"<?xml version=\"1.0\"?>\n<!DOCTYPE html PUBLIC>\n<html>", "web page"},
	{"<?xml version=\"1.0\"?><Error><Code>NoSuchKey</Code></Error>", "error message of a server (XML)"}, {"<?xml version=\"1.0\"?><kml>", "this is XML"},
	{"\x89PNG\r\n", "picture"}, {"version https://git-lfs.github.com/spec/v1\noid sha256:0\n", "Git LFS"},
	{"eid,story_date,year,month,day,source,source_root,target,target_root,code,root_code,quad_class,goldstein\n", "Phoenix data set written with commas"},
	{"conflict_id,location,side_a,side_b,incompatibility,year,intensity_level\n", "UCDP's table of conflicts"},
	{"WEEK,REGION,COUNTRY,ADMIN1,EVENT_TYPE,EVENTS,FATALITIES\n", "ACLED's aggregated counts"},
}

// importOne imports a file into a store that keeps nothing, and counts what it was
// asked to keep.
func importOne(t *testing.T, name, text string, origin Origin) (ImportedFile, *countingStore) {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	store := &countingStore{}
	done, err := Import(context.Background(), store, []string{path}, ImportOptions{Format: origin, BatchRows: 64})
	if err != nil || len(done.Files) != 1 {
		t.Fatalf("%s: %v, %d files", name, err, len(done.Files))
	}
	return done.Files[0], store
}

type countingStore struct {
	Store
	kept, flushed int
}

func (s *countingStore) Progress(context.Context, string) (Progress, bool, error) {
	return Progress{}, false, nil
}
func (s *countingStore) Flush(context.Context) error { s.flushed++; return nil }
func (s *countingStore) Add(_ context.Context, batch []Record, files ...Progress) (Added, error) {
	s.kept += len(batch)
	a := Added{Kept: len(batch)}
	for _, f := range files {
		f.Kept += int64(f.InBatch)
		a.Files = append(a.Files, f)
	}
	return a, nil
}

// TestForeignFiles holds that a file that holds no events in a format that is read is
// called what it is, with what to do next, whatever it is named and whatever format is
// named for it, and that nothing of it is kept.
func TestForeignFiles(t *testing.T) {
	for _, c := range foreignFiles {
		for _, name := range []string{"x.csv", "x.zip"} {
			for _, origin := range []Origin{NoOrigin, GDELT1, ACLED} {
				f, store := importOne(t, name, c.text, origin)
				var fe *FileError
				if !errors.As(f.Err, &fe) || !strings.Contains(fe.Reason, c.want) || fe.Hint == "" {
					t.Errorf("%.40q as %s: %v; want %q", c.text, origin, f.Err, c.want)
					continue
				}
				if store.kept+store.flushed > 0 || strings.Contains(f.Err.Error(), "spreadsheet does") || !strings.HasPrefix(f.Err.Error(), fe.Path+": ") && !strings.HasPrefix(f.Err.Error(), fe.Path+":1: ") {
					t.Errorf("%.40q: %d kept; %v", c.text, store.kept, f.Err)
				}
			}
		}
	}
}

// TestNoEventsAreForeign holds that no format that is read is taken for another kind.
func TestNoEventsAreForeign(t *testing.T) {
	for origin, text := range map[Origin]string{
		GDELT1: gdeltRow(57, nil), GDELT2: gdeltRow(61, nil), ICEWS: tsv(icewsHead, icewsRow), POLECAT: tsv(polecatHead, polecatRow),
		ACLED: acledHead + acledRow, UCDP: ucdpRow(nil), Phoenix: tsv(phoenixRow), Own: "id,date,source_actor,target_actor,type\na,2019-07-01,JPN,KOR,COERCE\n",
	} {
		if f, ok := recogniseForeign([]byte(text)); ok {
			t.Errorf("%s is called %s", origin, f.what)
		}
		for _, format := range []Origin{NoOrigin, origin} {
			if f, store := importOne(t, "x.txt", text, format); f.Err != nil || store.kept != 1 || store.flushed != 1 {
				t.Errorf("%s: %v, %d kept", origin, f.Err, store.kept)
			}
		}
		if origin == GDELT1 {
			continue
		}
		if f, store := importOne(t, "x.txt", text, GDELT1); f.Err == nil || !strings.Contains(f.Err.Error(), "import it as "+origin.String()) || store.kept > 0 {
			t.Errorf("%s named gdelt1: %v", origin, f.Err)
		}
	}
}

// TestMostlyRejected holds the line at which a file is refused, and that nothing of it
// is kept then.
func TestMostlyRejected(t *testing.T) {
	head := "id,date,source_actor,target_actor,type\n"
	good := func(n int) string { return strings.Repeat("a,2019-07-01,JPN,KOR,COERCE\n", n) }
	bad := func(n int) string { return strings.Repeat("a,someday,JPN,KOR,COERCE\n", n) }
	for _, c := range []struct {
		name, text string
		kept       int
		want       string // "": not refused
	}{
		{"all of three", head + bad(3), 0, "3 of 3 rows were rejected, 3 of them because the date is no day"},
		{"one of one", head + bad(1), 0, "1 of 1 rows"},
		{"two of three", head + good(1) + bad(2), 1, ""},
		{"half of ten", head + good(5) + bad(5), 5, ""},
		{"six of ten", head + good(4) + bad(6), 0, "6 of 10 rows"},
		{"six of ten, the bad ones first", head + bad(6) + good(4), 0, "6 of 10 rows"},
		{"most of more than a batch", head + good(60) + bad(80), 0, "80 of 140 rows"},
		{"most, after the first batch", head + good(5000) + bad(20000), 5000, "what was kept until then stays"},
		{"few", head + good(200) + bad(20), 200, ""},
	} {
		f, store := importOne(t, "x.csv", c.text, NoOrigin)
		if store.kept != c.kept || (f.Err == nil) != (c.want == "") || f.Err != nil && !strings.Contains(f.Err.Error(), c.want) {
			t.Errorf("%s: %d kept, %v", c.name, store.kept, f.Err)
		}
		if c.kept == 0 && (f.Rejected == 0 || f.Kept != 0 || !strings.Contains(f.Err.Error(), "nothing of the file is kept")) {
			t.Errorf("%s: %+v", c.name, f)
		}
	}
	f, _ := importOne(t, "x.tab", tsv(icewsHead, strings.Replace(icewsRow, "Seoul", "Bogot\xe1", 1)), NoOrigin)
	if f.Err == nil || !strings.Contains(f.Err.Error(), "Latin-1") || !strings.Contains(f.Err.Error(), "iconv") {
		t.Errorf("Latin-1: %v", f.Err)
	}
}

// TestRefusedBesideOthers holds that a refused file takes nothing of others with it,
// however the batches fall.
func TestRefusedBesideOthers(t *testing.T) {
	head := "id,date,source_actor,target_actor,type\n"
	dir := t.TempDir()
	want := 0
	for i, n := range []int{60, 50, 3, 70, 130, 12} {
		text := head + strings.Repeat("a,2019-07-01,JPN,KOR,COERCE\n", n)
		if i%2 == 1 {
			text += strings.Repeat("a,someday,JPN,KOR,COERCE\n", n+1)
		} else {
			want += n
		}
		if err := os.WriteFile(filepath.Join(dir, string(rune('a'+i))+".csv"), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	store := &countingStore{}
	done, err := Import(context.Background(), store, []string{dir}, ImportOptions{BatchRows: 64})
	if err != nil {
		t.Fatal(err)
	}
	kept := 0
	for i, f := range done.Files {
		kept += int(f.Kept)
		if (f.Err != nil) != (i%2 == 1) {
			t.Errorf("%s: %v", f.Path, f.Err)
		}
	}
	if store.kept != want || kept != want {
		t.Errorf("%d records were added and %d are reported, want %d", store.kept, kept, want)
	}
}

func TestQuotedCells(t *testing.T) {
	quote := func(row string) string {
		f := strings.Split(row, "|")
		for i := range f {
			f[i] = `"` + strings.ReplaceAll(f[i], `"`, `""`) + `"`
		}
		return strings.Join(f, "|")
	}
	want, _, _ := read(t, icews{}, tsv(icewsHead, icewsRow))
	got, rejected, err := read(t, icews{}, tsv(quote(icewsHead), quote(icewsRow)))
	if err != nil || len(rejected) > 0 || len(got) != 1 || got[0].Target != want[0].Target || got[0].Key != want[0].Key || got[0].Place != want[0].Place {
		t.Errorf("%v, %v, %+v", err, rejected, got)
	}
	// Some cells quoted, one with a tab inside; slashes in quotes; quotes that are text.
	row := strings.Replace(icewsRow, "|An Agency|", "|\"An\tAgency\"|", 1)
	got, rejected, err = read(t, icews{}, tsv(icewsHead, row, strings.Replace(icewsRow, "2018-06-01", `"6/13/2018"`, 1), strings.Replace(icewsRow, `South "K" Korea`, `"K" and "L"`, 1), strings.Replace(icewsRow, `South "K" Korea`, `"K`, 1)))
	if err != nil || len(rejected) > 0 || len(got) != 4 || !strings.HasPrefix(got[0].Ref, "An\tAgency, story") || got[1].Date.String() != "2018-06-13" || got[2].Target.Name != `"K" and "L"` || got[3].Target.Name != `"K` {
		t.Errorf("%v, %v, %+v", err, rejected, got)
	}
	got, rejected, err = read(t, polecat{}, tsv(quote(polecatHead), quote(polecatRow)))
	if err != nil || len(rejected) > 0 || len(got) != 1 || got[0].Source.Name != "Ministry A" {
		t.Errorf("POLECAT: %v, %v, %+v", err, rejected, got)
	}
}

func TestICEWSDates(t *testing.T) {
	for _, s := range []string{"2017-01-04", "20170104", "04jan2017", "4jan2017", "04JAN2017", "04-Jan-2017", "4 January 2017", "2017-01-04 00:00:00", "04jan2017 00:00:00", "20170104 12:30"} {
		got, rejected, err := read(t, icews{}, tsv(icewsHead, strings.Replace(icewsRow, "2018-06-01", s, 1)))
		if err != nil || len(rejected) > 0 || len(got) != 1 || got[0].Date.String() != "2017-01-04" {
			t.Errorf("%s: %v, %v", s, err, rejected)
		}
	}
	for _, s := range []string{"04jan", "jan2017", "04jam2017", "00jan2017", "31feb2017", "20171301", "4jan17", "4jan2017x", "2017jan04"} {
		if got, rejected, _ := read(t, icews{}, tsv(icewsHead, strings.Replace(icewsRow, "2018-06-01", s, 1))); len(got) > 0 || len(rejected) != 1 {
			t.Errorf("%s is %v", s, got[0].Date)
		}
	}
}

func TestPhoenixHeader(t *testing.T) {
	head := "EventID|Date|Year|Month|Day|SourceActorFull|SourceActorEntity|SourceActorRole|SourceActorAttribute|TargetActorFull|TargetActorEntity|TargetActorRole|TargetActorAttribute|EventCode|EventRootCode|QuadClass|GoldsteinScore|Issues|Lat|Lon|LocationName|StateName|CountryCode|SentenceID|URLs|NewsSources"
	f, store := importOne(t, "x.txt", tsv(head, phoenixRow), NoOrigin)
	if f.Err != nil || f.Origin != Phoenix || store.kept != 1 || f.Rejected > 0 {
		t.Errorf("%+v, %d kept", f, store.kept)
	}
	if _, rejected, _ := read(t, phoenix{}, tsv(head, phoenixRow, "x")); len(rejected) != 1 || rejected[0].Line != 3 {
		t.Errorf("%+v", rejected)
	}
}

func FuzzForeign(f *testing.F) {
	for _, c := range foreignFiles {
		f.Add([]byte(c.text))
	}
	f.Fuzz(func(t *testing.T, head []byte) {
		if is, ok := recogniseForeign(head); ok && (is.what == "" || is.hint == "") {
			t.Errorf("%q is %+v", head, is)
		}
		format, err := Detect("x", head, Options{})
		if (format == nil) == (err == nil) {
			t.Errorf("%v, %v", format, err)
		}
		if err != nil && strings.ContainsAny(err.Error(), "\x1b\r\n\x00") {
			t.Errorf("the message holds bytes of the file as they stand: %q", err)
		}
	})
}
