package event

import (
	"bufio"
	"encoding/csv"
	"errors"
	"os"
	"path/filepath"
	"strconv"
)

// Rejects writes rejected rows to a CSV file with the columns path, line, column,
// reason and raw. The file appears whole when it is committed, in place of one of
// that name; without a rejected row none is made. It is used from one goroutine.
type Rejects struct {
	path string
	tmp  *os.File
	buf  *bufio.Writer
	csv  *csv.Writer
	n    int64
}

// NewRejects begins a file of rejected rows. Nothing is written before the first row.
func NewRejects(path string) *Rejects { return &Rejects{path: path} }

// Add writes a row that was rejected in a file.
func (r *Rejects) Add(file string, row RejectedRow) error {
	if r.tmp == nil {
		tmp, err := os.CreateTemp(filepath.Dir(r.path), "."+filepath.Base(r.path)+".*")
		if err != nil {
			return err
		}
		r.tmp, r.buf = tmp, bufio.NewWriterSize(tmp, 64<<10)
		r.csv = csv.NewWriter(r.buf)
		if err := r.csv.Write([]string{"path", "line", "column", "reason", "raw"}); err != nil {
			return err
		}
	}
	r.n++
	col := ""
	if row.Col > 0 {
		col = strconv.Itoa(row.Col)
	}
	return r.csv.Write([]string{file, strconv.FormatInt(row.Line, 10), col, row.Reason, clip(row.Raw, maxRaw)})
}

// Rows says how many rows were added.
func (r *Rejects) Rows() int64 { return r.n }

// Commit puts the file in its place, on disk. It is called once, at the end.
func (r *Rejects) Commit() error {
	if r.tmp == nil {
		return nil
	}
	r.csv.Flush()
	err := errors.Join(r.csv.Error(), r.buf.Flush(), r.tmp.Chmod(0o644), r.tmp.Sync())
	if err != nil {
		return errors.Join(err, r.Discard())
	}
	err = r.tmp.Close()
	if err == nil {
		err = os.Rename(r.tmp.Name(), r.path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(r.tmp.Name()))
	}
	r.tmp = nil
	return nil
}

// Discard leaves no file; after Commit it does nothing.
func (r *Rejects) Discard() error {
	if r.tmp == nil {
		return nil
	}
	err := errors.Join(r.tmp.Close(), os.Remove(r.tmp.Name()))
	r.tmp = nil
	return err
}
