package event

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"
)

const pieceSize = 16 << 20

// Fingerprint gives a hash of the file's bytes as they are on disk, packed or not:
// the SHA-256 of the SHA-256 hashes of its pieces of 16 MiB, in hexadecimal, which
// all processors work out together. A part of an archive of several has the member's
// name added. Two files with the same contents have the same fingerprint, whatever
// their names; it holds against made-up contents as SHA-256 does.
func (p *Part) Fingerprint(ctx context.Context) (string, error) {
	f := p.file
	f.hashing.Lock()
	defer f.hashing.Unlock()
	if f.hash == nil {
		hash, err := f.hashPieces(ctx)
		if err != nil {
			return "", err
		}
		f.hash = hash
	}
	if len(f.Parts) > 1 {
		sum := sha256.Sum256(append(slices.Clone(f.hash), p.member.Name...))
		return hex.EncodeToString(sum[:]), nil
	}
	return hex.EncodeToString(f.hash), nil
}

func (f *File) hashPieces(ctx context.Context) ([]byte, error) {
	sums := make([][sha256.Size]byte, (f.Size+pieceSize-1)/pieceSize)
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i := range sums {
		g.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			h := sha256.New()
			from := int64(i) * pieceSize
			size := min(pieceSize, f.Size-from)
			n, err := io.CopyBuffer(struct{ io.Writer }{h}, io.NewSectionReader(f.f, from, size), make([]byte, 256<<10))
			if err != nil {
				return err
			}
			if n != size {
				return &FileError{Path: f.Path, Reason: "the file became shorter while it was read", Hint: "import it when it is complete"}
			}
			h.Sum(sums[i][:0])
			return nil
		})
	}
	if err := g.Wait(); err != nil {
		return nil, err
	}
	h := sha256.New()
	for i := range sums {
		h.Write(sums[i][:])
	}
	return h.Sum(nil), nil
}
