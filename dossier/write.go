package dossier

import (
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"runtime"
)

// WriteFile writes a file of a dossier whole or not at all: to a temporary file
// in the same folder, synced, and renamed. Folders on the way are made. Nothing
// outside root is written, not even through a symbolic link.
func WriteFile(root *os.Root, name string, data []byte) (err error) {
	dir := path.Dir(name)
	if dir != "." {
		if err := root.MkdirAll(dir, 0o755); err != nil {
			return err
		}
	}
	var b [8]byte
	if _, err := rand.Read(b[:]); err != nil {
		return err
	}
	tmp := path.Join(dir, "."+path.Base(name)+"."+hex.EncodeToString(b[:])+".tmp")
	f, err := root.OpenFile(tmp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, ignoreMissing(root.Remove(tmp)))
		}
	}()
	if _, err = f.Write(data); err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	if err = root.Rename(tmp, name); err != nil {
		return err
	}
	if runtime.GOOS == "windows" {
		return nil // it syncs no folders, and keeps renames in its journal
	}
	d, err := root.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// ErrTooLarge is wrapped by the error of ReadFile for a file over its limit.
var ErrTooLarge = errors.New("it is too large")

// ReadFile reads a file of a dossier whole. It refuses what is no ordinary file
// and one of more than limit bytes (it then wraps ErrTooLarge). Its errors do not
// name the file.
func ReadFile(root *os.Root, name string, limit int64) ([]byte, error) {
	f, err := root.Open(name)
	if err != nil {
		return nil, plainErr(err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, plainErr(err)
	}
	if !info.Mode().IsRegular() {
		return nil, errors.New("it is no ordinary file")
	}
	var src bytes.Buffer
	src.Grow(int(min(info.Size(), limit)) + bytes.MinRead) // what stat says is read at once
	if _, err := src.ReadFrom(io.LimitReader(f, limit+1)); err != nil {
		return nil, plainErr(err)
	}
	if int64(src.Len()) > limit {
		return nil, fmt.Errorf("%w: over %d MB", ErrTooLarge, limit>>20)
	}
	return src.Bytes(), nil
}

func ignoreMissing(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}
