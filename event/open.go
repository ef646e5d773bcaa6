package event

import (
	"archive/zip"
	"bufio"
	"compress/bzip2"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
)

// The limits of what is unpacked. They bound what one packed file can cost, and are
// far above what event data reach: GDELT's exports pack to a seventh or so.
const (
	MaxUnpacked = 256 << 30 // bytes of one file or member of an archive
	MaxRatio    = 200       // unpacked to packed bytes, past the first MiBs
	MaxMembers  = 100_000   // of an archive
	freeRatio   = 16 << 20  // unpacked bytes that are read whatever their ratio
)

// File is a file of event data on disk, plain or packed: .zip, .gz and .bz2 are told
// by their first bytes, whatever the name. It must be closed.
type File struct {
	Path  string
	Size  int64   // bytes on disk
	Parts []*Part // one, but for an archive of several tables
	f     *os.File
	read  atomic.Int64
	out   int64 // bytes unpacked from all parts

	hashing sync.Mutex
	hash    []byte // nil until Fingerprint has worked it out
}

// Part is one table of a file: the file itself, or a member of an archive.
type Part struct {
	Path   string // the file's, and "!" with the member's name where there are several
	file   *File
	member *zip.File // nil: the file itself
	out    int64     // bytes unpacked
}

// packing is how a file is packed.
type packing int

const (
	plainFile packing = iota
	zipFile
	gzipFile
	bzip2File
)

func packingOf(head []byte) packing {
	switch h := string(head); {
	case strings.HasPrefix(h, "PK\x03\x04"), strings.HasPrefix(h, "PK\x05\x06"):
		return zipFile
	case strings.HasPrefix(h, "\x1f\x8b"):
		return gzipFile
	case strings.HasPrefix(h, "BZh"):
		return bzip2File
	}
	return plainFile
}

// tableEndings are the names that tables of event data have inside an archive.
var tableEndings = []string{".csv", ".tsv", ".tab", ".txt"}

func isTable(name string) bool { return slices.Contains(tableEndings, strings.ToLower(path.Ext(name))) }

// Open opens a file. The error is a *FileError where the file is an archive that
// cannot be read or that holds no table, else the system's.
func Open(name string) (*File, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	file := &File{Path: name, f: f}
	if err := file.begin(); err != nil {
		f.Close()
		return nil, err
	}
	return file, nil
}

func (f *File) begin() error {
	info, err := f.f.Stat()
	if err != nil {
		return err
	}
	if !info.Mode().IsRegular() {
		return &FileError{Path: f.Path, Reason: "this is no regular file", Hint: "give a file, or a folder of files"}
	}
	f.Size = info.Size()
	head := make([]byte, 4)
	n, err := f.f.ReadAt(head, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	if packingOf(head[:n]) != zipFile {
		f.Parts = []*Part{{Path: f.Path, file: f}}
		return nil
	}
	z, err := zip.NewReader(readerAt(f.readAt), f.Size)
	if err != nil {
		return &FileError{Path: f.Path, Reason: "the zip archive cannot be read; it is cut short or damaged (" + err.Error() + ")", Hint: "fetch it again"}
	}
	if len(z.File) > MaxMembers {
		return &FileError{Path: f.Path, Reason: fmt.Sprintf("the archive has %d members, and the limit is %d", len(z.File), MaxMembers), Hint: "unpack it first"}
	}
	var others []string
	for _, m := range z.File {
		base := path.Base(m.Name)
		switch {
		case m.Mode().IsDir() || strings.HasSuffix(m.Name, "/"):
		case strings.HasPrefix(base, ".") || strings.HasPrefix(m.Name, "__MACOSX/"):
		case !isTable(m.Name) || !m.Mode().IsRegular():
			others = append(others, m.Name)
		default:
			f.Parts = append(f.Parts, &Part{Path: f.Path + "!" + m.Name, file: f, member: m})
		}
	}
	switch len(f.Parts) {
	case 0:
		reason := "the archive holds no table (" + strings.Join(tableEndings, ", ") + ")"
		if len(others) > 0 {
			reason += "; it holds " + clip(strings.Join(others[:min(3, len(others))], ", "), 200)
		}
		hint := "an archive inside an archive is not opened: unpack it first"
		if what := officeFile(z); what != "" {
			reason, hint = "this is "+what, asCSV
		}
		return &FileError{Path: f.Path, Reason: reason, Hint: hint}
	case 1:
		f.Parts[0].Path = f.Path
	}
	return nil
}

// officeFile names a document of an office program by what its archive holds; "" for
// any other archive.
func officeFile(z *zip.Reader) string {
	for _, m := range z.File {
		switch {
		case strings.HasPrefix(m.Name, "xl/workbook"):
			return "a spreadsheet (XLSX)"
		case strings.HasPrefix(m.Name, "word/document"):
			return "a text document (DOCX)"
		case m.Name == "content.xml":
			return "an OpenDocument file (such as ODS)"
		}
	}
	return ""
}

// Close closes the file.
func (f *File) Close() error { return f.f.Close() }

// Offset says how many bytes of the file on disk have been read by its parts so far,
// for a progress bar. It may be called from another goroutine.
func (f *File) Offset() int64 { return f.read.Load() }

// readAt reads from the file on disk and counts what it reads.
func (f *File) readAt(p []byte, off int64) (int, error) {
	n, err := f.f.ReadAt(p, off)
	f.read.Add(int64(n))
	return n, err
}

type readerAt func(p []byte, off int64) (int, error)

func (r readerAt) ReadAt(p []byte, off int64) (int, error) { return r(p, off) }

// Open opens the table for reading, unpacked. It reads as a stream: no more than a
// buffer is held. Reading fails with a *FileError where the data are cut short or
// damaged, or where they unpack to more than MaxUnpacked or MaxRatio allow. The
// parts of a file may be read one after the other, or one again, but not at the
// same time.
func (p *Part) Open() (io.ReadCloser, error) {
	f := p.file
	var before int64 // packed bytes of the parts before this one
	for _, q := range f.Parts {
		if q == p {
			break
		}
		before += int64(min(q.member.CompressedSize64, uint64(f.Size)))
	}
	f.read.Store(min(before, f.Size))
	f.out -= p.out
	p.out = 0
	if p.member != nil {
		r, err := p.member.Open()
		if err != nil {
			return nil, p.damaged(err)
		}
		return &unpacked{p: p, in: r, from: before}, nil
	}
	head := make([]byte, 4)
	n, err := f.f.ReadAt(head, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	disk := io.NewSectionReader(readerAt(f.readAt), 0, f.Size)
	switch packingOf(head[:n]) {
	case gzipFile:
		z, err := gzip.NewReader(bufio.NewReaderSize(disk, 64<<10))
		if err != nil {
			return nil, p.damaged(err)
		}
		return &unpacked{p: p, in: z}, nil
	case bzip2File:
		return &unpacked{p: p, in: io.NopCloser(bzip2.NewReader(bufio.NewReaderSize(disk, 64<<10)))}, nil
	}
	return io.NopCloser(disk), nil
}

func (p *Part) damaged(err error) error {
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		return &FileError{Path: p.Path, Reason: "the packed data end too early: the file is cut short", Hint: "fetch it again"}
	}
	var fe *FileError
	if errors.As(err, &fe) || errors.Is(err, context.Canceled) {
		return err
	}
	return &FileError{Path: p.Path, Reason: "the packed data cannot be read (" + err.Error() + ")", Hint: "fetch it again"}
}

// unpacked holds the limits while a packed table is read, and says which file is
// damaged.
type unpacked struct {
	p    *Part
	in   io.ReadCloser
	from int64 // Offset when it was opened
}

func (u *unpacked) Read(b []byte) (int, error) {
	n, err := u.in.Read(b)
	u.p.out += int64(n)
	u.p.file.out += int64(n)
	if u.bomb() {
		return 0, &FileError{Path: u.p.Path, Reason: fmt.Sprintf("the packed data unpack to more than %d GiB, or to more than %d times their size", int64(MaxUnpacked)>>30, MaxRatio), Hint: "unpack it yourself if you trust it"}
	}
	if err != nil && !errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return n, u.p.damaged(err)
	}
	return n, err
}

// bomb reports whether the part, or the parts of the file together (whose data may
// overlap), unpack to more than the limits.
func (u *unpacked) bomb() bool {
	f := u.p.file
	return u.p.out > MaxUnpacked || u.p.out > freeRatio && u.p.out/MaxRatio > f.Offset()-u.from || f.out > freeRatio && f.out/MaxRatio > f.Size
}

func (u *unpacked) Close() error { return u.in.Close() }

// Inputs lists the files behind paths, in their order: a file as it is, a folder by
// its files, sorted, those of the folders in it too. In a folder, hidden files and
// folders are passed over, links that lead out of it as well, and files whose names
// are not those of tables or packed tables, which are listed in passed.
func Inputs(paths []string) (files, passed []string, err error) {
	for _, name := range paths {
		info, err := os.Stat(name)
		if err != nil {
			return nil, nil, err
		}
		if !info.IsDir() {
			files = append(files, name)
			continue
		}
		n := len(files)
		if err := folder(name, &files, &passed); err != nil {
			return nil, nil, err
		}
		if len(files) == n {
			return nil, nil, &FileError{Path: name, Reason: "the folder holds no file of event data", Hint: "tables end in " + strings.Join(tableEndings, ", ") + ", and may be packed as .zip, .gz or .bz2"}
		}
	}
	return files, passed, nil
}

func folder(dir string, files, passed *[]string) error {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	return fs.WalkDir(root.FS(), ".", func(p string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if p != "." && strings.HasPrefix(e.Name(), ".") {
			if e.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if e.IsDir() {
			return nil
		}
		name := filepath.Join(dir, filepath.FromSlash(p))
		info, err := root.Stat(filepath.FromSlash(p)) // fails for a link that leads out
		if err != nil || !info.Mode().IsRegular() {
			if err == nil && info.IsDir() {
				return nil // a link to a folder, which is walked by its own name
			}
			*passed = append(*passed, name)
			return nil
		}
		ext := strings.ToLower(path.Ext(p))
		if !isTable(p) && ext != ".zip" && ext != ".gz" && ext != ".bz2" {
			*passed = append(*passed, name)
			return nil
		}
		*files = append(*files, name)
		return nil
	})
}
