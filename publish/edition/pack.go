package edition

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"slices"
	"time"
)

// packed is the date of all files of a packed edition, so that the same inputs are the
// same bytes: the earliest that the format knows.
var packed = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

// pack packs files, in the order of their paths.
func pack(files map[string][]byte) ([]byte, error) {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, p := range slices.Sorted(maps.Keys(files)) {
		w, err := z.CreateHeader(&zip.FileHeader{Name: p, Method: zip.Deflate, Modified: packed})
		if err == nil {
			_, err = w.Write(files[p])
		}
		if err != nil {
			return nil, err
		}
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// The limits on what is unpacked.
const (
	mostFiles = 40000
	mostBytes = 1 << 30
)

// unpack reads the files of a packed edition that want names, each whole.
func unpack(src []byte, want map[string]string) (map[string][]byte, error) {
	z, err := zip.NewReader(bytes.NewReader(src), int64(len(src)))
	if err != nil {
		return nil, err
	}
	if len(z.File) > mostFiles {
		return nil, fmt.Errorf("it packs more than %d files", mostFiles)
	}
	files := map[string][]byte{}
	left := int64(mostBytes)
	for _, f := range z.File {
		if want[f.Name] == "" || !fs.ValidPath(f.Name) {
			continue
		}
		if files[f.Name] != nil {
			return nil, fmt.Errorf("it packs %s twice", f.Name)
		}
		r, err := f.Open()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f.Name, err)
		}
		b, err := io.ReadAll(io.LimitReader(r, left+1))
		if err = errors.Join(err, r.Close()); err != nil {
			return nil, fmt.Errorf("%s: %w", f.Name, err)
		}
		if left -= int64(len(b)); left < 0 {
			return nil, fmt.Errorf("it unpacks to more than %d MB", mostBytes>>20)
		}
		files[f.Name] = b
	}
	return files, nil
}
