package event

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
)

// ImportOptions say how files are imported. The zero value recognises formats
// and counts rejected rows without writing them.
type ImportOptions struct {
	Format   Origin // of all files; NoOrigin: each file's is recognised by its content
	Settings Settings
	// Reject is told of every row that is not well-formed; nil: they are counted.
	Reject func(path string, row RejectedRow) error
	// Watch is told how far the import is, after every few thousand rows; nil:
	// nobody is.
	Watch func(ImportProgress)
	// BatchRows is how many records are added at a time; 0: 122,880, which is what
	// DuckDB keeps together.
	BatchRows int
}

const (
	defaultBatchRows = 122_880
	maxBatchFiles    = 1000
	// A file is refused where all its rows are rejected, or more than half of at least
	// refusedRows. It is judged when its first batch is full, before anything of it is
	// kept, or at its end; and once judgedRows were rejected.
	refusedRows = 10
	judgedRows  = 20_000
)

// ImportProgress says how far an import is.
type ImportProgress struct {
	Bytes, AllBytes int64 // on disk, read and to be read
	Rows            int64 // read
}

// Imported says what an import did.
type Imported struct {
	Files   []ImportedFile
	Passed  []string       // files of folders that are no tables by their names
	Unknown []UnknownCount // country codes that no table knows, the most frequent first
}

// ImportedFile says what became of the rows of one file, or of one member of an
// archive of several. Rows are the sum of the other three, but for a file that was
// refused since most of its rows were rejected.
type ImportedFile struct {
	Path                           string
	Origin                         Origin // NoOrigin: not recognised
	Rows, Kept, Repeated, Rejected int64
	// Known is set where the same file, by its contents, was imported to its end
	// before and had no rejected rows: it was not read again.
	Known bool
	// Err is why the file could not be read, or not to its end; what was read of it
	// stays. nil: it was read to its end.
	Err error
}

// Import reads files, and the files of folders, into a store that has been
// initialised. A file that cannot be read does not keep the others from being
// read: see ImportedFile.Err. The error is that of the store, of ctx, of Reject,
// or of a path that is not there; what was reported as kept until then is kept.
//
// A file of which all rows are rejected, or more than half of at least ten, is refused:
// its Err is a *FileError, and nothing of it is kept. Of a file that becomes so only
// after its first batch of records, what was kept until then stays.
//
// A file that was read to its end without rejected rows is known again by its
// contents and not read; any other is read from its beginning, and what the store
// holds of it counts as repeated. So an import may be interrupted at any time and
// begun again.
func Import(ctx context.Context, store Store, paths []string, o ImportOptions) (Imported, error) {
	files, passed, err := Inputs(paths)
	if err != nil {
		return Imported{}, err
	}
	if o.BatchRows <= 0 {
		o.BatchRows = defaultBatchRows
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	im := &importer{o: o, held: -1, store: store, unknown: &Tally{}, batches: make(chan *importBatch), free: make(chan *importBatch, 2), batch: newImportBatch(o.BatchRows)}
	im.free <- newImportBatch(o.BatchRows)
	for _, path := range files {
		if info, err := os.Stat(path); err == nil {
			im.allBytes += info.Size()
		}
	}
	read := make(chan struct{})
	go func() {
		defer close(read)
		defer close(im.batches)
		if err := im.read(ctx, files); err != nil {
			cancel(err)
		}
	}()
	noted := map[int]Progress{} // by the number of the file
	for b := range im.batches {
		for i := range b.files {
			was := noted[b.of[i]]
			b.files[i].Kept, b.files[i].Repeated = was.Kept, was.Repeated
		}
		added, err := store.Add(ctx, b.records, b.files...)
		if err != nil {
			cancel(err)
			break
		}
		for i, p := range added.Files {
			noted[b.of[i]] = p
		}
		b.reset()
		im.free <- b
	}
	for range im.batches { // after an error, so that the reader can end
	}
	<-read
	out := Imported{Files: im.files, Passed: passed, Unknown: im.unknown.List()}
	for i, p := range noted {
		f := &out.Files[i]
		f.Rows, f.Kept, f.Repeated, f.Rejected = p.Kept+p.Repeated+p.Rejected, p.Kept, p.Repeated, p.Rejected
	}
	if err := context.Cause(ctx); err != nil {
		return out, err
	}
	if len(noted) == 0 && !slices.ContainsFunc(out.Files, func(f ImportedFile) bool { return f.Known }) {
		return out, nil // nothing was added: the store stays as it was
	}
	return out, store.Flush(ctx)
}

// importer reads on one goroutine while the store writes on another.
type importer struct {
	o        ImportOptions
	store    Store
	unknown  *Tally
	files    []ImportedFile // in the order of reading
	batches  chan *importBatch
	free     chan *importBatch
	batch    *importBatch
	held     int // where the records of the present file begin in the batch; -1: it was judged well-formed, or none is read
	allBytes int64
	bytes    int64 // of the files before the present one
	rows     int64
}

// importBatch is what is added at a time: records of one file or several.
type importBatch struct {
	records []Record
	files   []Progress
	of      []int // of files: the number of the file among those of the import
}

// newImportBatch takes the room for all rows at once; what is not used costs nothing.
func newImportBatch(rows int) *importBatch { return &importBatch{records: make([]Record, 0, rows)} }

// reset empties the batch, whose text stays until other records take its place.
func (b *importBatch) reset() {
	b.records, b.files, b.of = b.records[:0], b.files[:0], b.of[:0]
}

// fatal marks an error that ends the import, not only the file.
type fatal struct{ error }

func (f fatal) Unwrap() error { return f.error }

func (im *importer) read(ctx context.Context, files []string) error {
	for _, path := range files {
		if err := im.file(ctx, path); err != nil {
			return err
		}
	}
	return im.send(ctx)
}

// send hands the batch on, if anything is in it, and takes another. Records that are
// held back stay, at the beginning of the other batch.
func (im *importer) send(ctx context.Context) error {
	if len(im.batch.files) == 0 {
		return nil
	}
	full := im.batch
	select {
	case im.batch = <-im.free:
	case <-ctx.Done():
		return ctx.Err()
	}
	if im.held >= 0 {
		im.batch.records = append(im.batch.records, full.records[im.held:]...)
		full.records = full.records[:im.held]
		im.held = 0
	}
	select {
	case im.batches <- full:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// note puts into the batch how far a file has been read with it.
func (im *importer) note(number int, p *Progress) {
	im.batch.files = append(im.batch.files, *p)
	im.batch.of = append(im.batch.of, number)
	p.InBatch = 0
}

func (im *importer) watch(f *File) {
	if im.o.Watch != nil {
		im.o.Watch(ImportProgress{Bytes: im.bytes + f.Offset(), AllBytes: im.allBytes, Rows: im.rows})
	}
}

// file reads the parts of a file. Its error ends the import.
func (im *importer) file(ctx context.Context, path string) error {
	f, err := Open(path)
	if err != nil {
		im.files = append(im.files, ImportedFile{Path: path, Origin: im.o.Format, Err: err})
		return nil
	}
	defer func() { _ = f.Close() }()
	for _, part := range f.Parts {
		im.files = append(im.files, ImportedFile{Path: part.Path, Origin: im.o.Format})
		if err := im.part(ctx, f, part, len(im.files)-1); err != nil {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			var end fatal
			if errors.As(err, &end) {
				return end.error
			}
			var fe *FileError
			if errors.As(err, &fe) && fe.Path == "" {
				fe.Path = part.Path
			}
			im.files[len(im.files)-1].Err = err
		}
	}
	im.bytes += f.Size
	return nil
}

// part reads one table. number is its place in im.files.
func (im *importer) part(ctx context.Context, f *File, part *Part, number int) error {
	file := &im.files[number]
	print, err := part.Fingerprint(ctx)
	if err != nil {
		return err
	}
	before, known, err := im.store.Progress(ctx, print)
	if err != nil {
		return fatal{err}
	}
	if known && before.Done && before.Rejected == 0 && (im.o.Format == NoOrigin || im.o.Format == before.Origin) {
		file.Origin, file.Known = before.Origin, true
		file.Rows, file.Repeated = before.Rows, before.Rows
		im.rows += before.Rows
		return nil
	}
	in, format, err := im.open(part)
	if err != nil {
		return err
	}
	defer func() { _ = in.Close() }()
	file.Origin = format.Origin()
	p := Progress{Fingerprint: print, Path: part.Path, Origin: format.Origin()}
	reasons := newReasons()
	im.held = len(im.batch.records)
	defer func() { im.held = -1 }()
	err = format.Scan(ctx, in, func(records []Record) error {
		im.rows += int64(len(records))
		im.watch(f)
		for len(records) > 0 {
			n := min(len(records), im.o.BatchRows-len(im.batch.records))
			im.batch.records = append(im.batch.records, records[:n]...)
			p.Rows += int64(n)
			p.InBatch += n
			records = records[n:]
			if len(im.batch.records) < im.o.BatchRows {
				continue
			}
			if im.held == 0 { // the batch is this file's alone
				if reasons.refused(p) {
					return reasons.error(p, im.held < 0)
				}
				im.held = -1
			}
			if im.held < 0 {
				im.note(number, &p)
			}
			if err := im.send(ctx); err != nil {
				return fatal{err}
			}
		}
		return nil
	}, func(row RejectedRow) error {
		p.Rows++
		p.Rejected++
		im.rows++
		reasons.add(row)
		if im.o.Reject != nil {
			if err := im.o.Reject(part.Path, row); err != nil {
				return fatal{fmt.Errorf("writing down a rejected row: %w", err)}
			}
		}
		if im.held >= 0 && p.Rejected%judgedRows == 0 && p.Rejected*2 > p.Rows+batchSize { // a batch may be on its way
			return reasons.error(p, im.held < 0)
		}
		return nil
	})
	if end := (fatal{}); errors.As(err, &end) || ctx.Err() != nil {
		return err
	}
	if err == nil && reasons.refused(p) {
		err = reasons.error(p, im.held < 0)
	}
	if im.held >= 0 && reasons.refused(p) {
		im.batch.records = im.batch.records[:im.held]
		file.Rows, file.Rejected = p.Rows, p.Rejected
		return err
	}
	p.Done = err == nil
	im.note(number, &p)
	im.watch(f)
	if len(im.batch.files) >= maxBatchFiles {
		if err := im.send(ctx); err != nil {
			return fatal{err}
		}
	}
	return err
}

// open opens a table and finds its format.
func (im *importer) open(part *Part) (io.ReadCloser, Format, error) {
	o := Options{Settings: im.o.Settings, Unknown: im.unknown}
	in, err := part.Open()
	if err != nil {
		return nil, nil, err
	}
	head := make([]byte, HeadSize)
	n, err := io.ReadFull(in, head)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, nil, errors.Join(err, in.Close())
	}
	var format Format
	if im.o.Format == NoOrigin {
		format, err = Detect(part.Path, head[:n], o)
	} else {
		format, err = asNamed(part.Path, head[:n], im.o.Format, o)
	}
	if err != nil {
		return nil, nil, errors.Join(err, in.Close())
	}
	return struct {
		io.Reader
		io.Closer
	}{io.MultiReader(bytes.NewReader(head[:n]), in), in}, format, nil
}
