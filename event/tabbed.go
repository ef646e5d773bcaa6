package event

import (
	"errors"
	"fmt"
	"io"
	"strings"
)

var tooLong = fmt.Sprintf("the row is longer than %d bytes", MaxRow)

// tabbed reads a file of rows whose columns are parted by tabs, without quoting.
// inspect sees the first block, may refuse the file, and gives how many bytes of the
// block are a header; row fills a record in, or says what is wrong. Blank lines are no
// rows.
func (s *scan) tabbed(in io.Reader, inspect func(text string) (header int, err error), row func(*tabs, *Record) fault) error {
	lines := newBlocks(in)
	var t tabs
	for first := true; ; first = false {
		if err := s.ctx.Err(); err != nil {
			return err
		}
		b, err := lines.next()
		if errors.Is(err, io.EOF) {
			return s.flush()
		}
		if err != nil {
			return err
		}
		if first {
			header, err := inspect(b.text)
			if err != nil {
				return err
			}
			b.line += int64(strings.Count(b.text[:header], "\n"))
			b.text, b.raw = b.text[header:], b.raw[header:]
		}
		if b.long {
			err = s.refuse(b.line, b.text, fault{0, tooLong})
		} else {
			err = s.rows(b, &t, row)
		}
		if err != nil {
			return err
		}
	}
}

func (s *scan) rows(b block, t *tabs, row func(*tabs, *Record) fault) error {
	sound := badText(b.text) == ""
	for line, at := b.line, 0; at < len(b.text); line++ {
		end := len(b.text)
		next := end
		if i := strings.IndexByte(b.text[at:], '\n'); i >= 0 {
			end, next = at+i, at+i+1
		}
		if end > at && b.text[end-1] == '\r' {
			end--
		}
		text := b.text[at:end]
		raw := b.raw[at:end]
		at = next
		if text == "" {
			continue
		}
		var f fault
		if !sound {
			f.reason = badText(text)
		}
		if f.reason == "" {
			t.split(text, raw)
			f = row(t, s.slot())
		}
		var err error
		if f.reason != "" {
			err = s.refuse(line, text, f)
		} else {
			err = s.keep()
		}
		if err != nil {
			return err
		}
	}
	return nil
}
