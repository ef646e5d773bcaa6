package event

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"math/bits"
	"strings"
	"unicode/utf8"
)

const (
	blockSize = 256 << 10 // fits the caches; 1 MiB was slower
	// MaxRow is the length of the longest row that is read, in bytes; a longer one
	// is rejected as a whole.
	MaxRow = blockSize - 1
	maxRaw = 64 << 10 // of RejectedRow.Raw
)

// blocks cuts a stream into blocks of whole lines.
type blocks struct {
	in     io.Reader
	buf    []byte
	n      int   // bytes in buf
	used   int   // of them, the bytes that the last block took
	line   int64 // number of the first line of the block that next gives
	lines  int64 // lines in the block that it gave
	err    error // of in
	opened bool
}

func newBlocks(in io.Reader) *blocks {
	return &blocks{in: in, buf: make([]byte, blockSize), line: 1}
}

// block is a stretch of whole lines.
type block struct {
	text string
	raw  []byte // the same, valid until the next block is read
	line int64  // the number of its first line, 1-based
	long bool   // it is the beginning of one line that is longer than MaxRow
}

// next gives the next block of whole lines, without a byte-order mark. The rest of
// a line that is too long is passed over. After the last block the error is io.EOF.
func (b *blocks) next() (block, error) {
	b.line += b.lines
	b.lines = 0
	b.n = copy(b.buf, b.buf[b.used:b.n])
	b.used = 0
	for b.err == nil && b.n < len(b.buf) {
		var k int
		k, b.err = b.in.Read(b.buf[b.n:])
		b.n += k
	}
	if !b.opened {
		b.opened = true
		if rest, ok := bytes.CutPrefix(b.buf[:b.n], []byte("\xef\xbb\xbf")); ok {
			b.n = copy(b.buf, rest)
		}
	}
	if b.err != nil && !errors.Is(b.err, io.EOF) {
		return block{}, b.err
	}
	if b.n == 0 {
		return block{}, io.EOF
	}
	end := bytes.LastIndexByte(b.buf[:b.n], '\n') + 1
	switch {
	case b.err != nil: // the end of the file
		end = b.n
	case end == 0:
		return b.long()
	}
	b.used = end
	b.lines = int64(bytes.Count(b.buf[:end], []byte{'\n'}))
	return block{text: string(b.buf[:end]), raw: b.buf[:end], line: b.line}, nil
}

// long passes over a line that does not fit the buffer.
func (b *blocks) long() (block, error) {
	out := block{text: string(b.buf[:maxRaw]), line: b.line, long: true}
	out.raw = []byte(out.text)
	b.lines = 1
	for {
		b.n = 0
		for b.err == nil && b.n < len(b.buf) {
			var k int
			k, b.err = b.in.Read(b.buf[b.n:])
			b.n += k
		}
		if i := bytes.IndexByte(b.buf[:b.n], '\n'); i >= 0 {
			b.used = i + 1
			return out, nil
		}
		if b.err != nil {
			b.used = b.n
			if !errors.Is(b.err, io.EOF) {
				return block{}, b.err
			}
			return out, nil
		}
	}
}

// cutLine gives the first line of a text without its end, and the rest.
func cutLine(text string) (line, rest string) {
	i := strings.IndexByte(text, '\n')
	if i < 0 {
		line = text
	} else {
		line, rest = text[:i], text[i+1:]
	}
	if n := len(line); n > 0 && line[n-1] == '\r' {
		line = line[:n-1]
	}
	return line, rest
}

// tabs holds where the tabs of a line are.
type tabs struct {
	line string
	at   [maxTabs + 1]int32 // the first is before the line; the last is its end
	n    int                // columns
}

// maxTabs bounds the columns that are kept; further ones are counted.
const maxTabs = 64

// split finds the tabs of a line, eight bytes at a time. raw is the line's bytes.
func (t *tabs) split(line string, raw []byte) {
	const low7, tab = 0x7f7f7f7f7f7f7f7f, '\t' * 0x0101010101010101
	t.line, t.at[0] = line, -1
	n, i := 1, 0
	for ; i+8 <= len(raw); i += 8 {
		x := binary.LittleEndian.Uint64(raw[i:]) ^ tab
		// The high bit of each byte that is zero, exactly (Hacker's Delight, 6-1).
		for m := ^((x & low7) + low7 | x | low7); m != 0; m &= m - 1 {
			t.at[min(n, maxTabs)] = int32(i + bits.TrailingZeros64(m)>>3)
			n++
		}
	}
	for ; i < len(raw); i++ {
		if raw[i] == '\t' {
			t.at[min(n, maxTabs)] = int32(i)
			n++
		}
	}
	if n <= maxTabs {
		t.at[n] = int32(len(line))
	}
	t.n = n
}

// field gives a column, 0-based and less than both n and maxTabs.
func (t *tabs) field(i int) string { return t.line[t.at[i]+1 : t.at[i+1]] }

const notUTF8 = "the row is not UTF-8; it looks like Latin-1 or another old encoding"

// badText says what is wrong with the bytes of a text; "" where nothing is.
func badText(s string) string {
	switch {
	case strings.IndexByte(s, 0) >= 0:
		return "the row holds a NUL byte"
	case !utf8.ValidString(s):
		return notUTF8
	}
	return ""
}
