package event

import (
	"bufio"
	"errors"
	"io"
	"strings"
)

// maxRowLines bounds the lines of a row with line ends inside quotes.
const maxRowLines = 1000

// records reads rows of fields as RFC 4180 has them: parted by a delimiter, quoted
// where need be, with quotes and line ends inside quotes. With quoting off, a quote
// is a character like any other and a line is a row.
//
// A row that cannot be read is given with what is wrong; where a quote is not
// closed, that is the one line in which it was opened, and reading goes on after it.
type records struct {
	in     *bufio.Reader
	delim  byte
	quotes bool
	line   int64 // number of the line that is read next
	ahead  []string
	buf    []byte
	ends   []int
}

func newRecords(in io.Reader, delim byte, quotes bool) *records {
	r := &records{in: bufio.NewReaderSize(in, 64<<10), delim: delim, quotes: quotes, line: 1}
	if head, err := r.in.Peek(3); err == nil && string(head) == "\xef\xbb\xbf" {
		_, _ = r.in.Discard(3) // just peeked at
	}
	return r
}

// record is a row: its fields, or what is wrong with it.
type record struct {
	line   int64
	raw    string // as it stands, without its line end; cut where it is too long
	fields []string
	fault  fault
}

// next gives the next row that is not blank. After the last one the error is io.EOF.
// The fields are the caller's.
func (r *records) next() (record, error) {
	for {
		start := r.line
		text, long, err := r.readLine()
		if err != nil {
			return record{}, err
		}
		row := record{line: start, raw: trimEnd(text)}
		switch {
		case row.raw == "":
			continue
		case long:
			row.fault = fault{0, tooLong}
			return row, nil
		}
		return row, r.parse(&row, text)
	}
}

// readLine gives the next line with its end, and whether it was too long and is cut.
func (r *records) readLine() (text string, long bool, err error) {
	r.line++
	if len(r.ahead) > 0 {
		text, r.ahead = r.ahead[0], r.ahead[1:]
		return text, false, nil
	}
	var line []byte
	for {
		part, err := r.in.ReadSlice('\n')
		if len(line)+len(part) > MaxRow {
			long = true
			line = append(line, part[:max(0, min(len(part), maxRaw-len(line)))]...)
			line = line[:min(len(line), maxRaw)]
		} else if !long {
			line = append(line, part...)
		}
		switch {
		case err == nil:
			return string(line), long, nil
		case errors.Is(err, bufio.ErrBufferFull):
		case errors.Is(err, io.EOF) && len(line) > 0:
			return string(line), long, nil
		default:
			return "", false, err
		}
	}
}

// parse cuts a line into fields, and reads further lines while a quote is open.
func (r *records) parse(row *record, text string) error {
	r.buf, r.ends = r.buf[:0], r.ends[:0]
	line := trimEnd(text)
	if !r.quotes {
		row.fields = strings.Split(line, string(rune(r.delim)))
		if strings.Contains(line, `"`) {
			unquote(row.fields)
		}
		return nil
	}
	var more []string // the lines after the first
	all := text
	for at := 0; ; {
		end, open, fault := r.field(all, at, len(r.ends)+1)
		if fault.reason != "" {
			row.fault = fault
			row.raw = trimEnd(all)
			return nil
		}
		if open {
			next, long, err := r.readLine()
			if err != nil && !errors.Is(err, io.EOF) {
				return err
			}
			if err == nil {
				more = append(more, next)
			}
			if err != nil || long || len(all)+len(next) > MaxRow || len(more) > maxRowLines {
				row.fault.col = len(r.ends) + 1
				row.fault.reason = "a quote is opened and not closed"
				r.ahead = append(more, r.ahead...)
				r.line = row.line + 1
				return nil
			}
			all += next
			r.buf = r.buf[:r.lastEnd()]
			continue // the field is read again, with what follows
		}
		r.ends = append(r.ends, len(r.buf))
		if end >= len(all) || all[end] != r.delim {
			break
		}
		at = end + 1
	}
	row.raw = trimEnd(all)
	joined, from := string(r.buf), 0
	row.fields = make([]string, len(r.ends))
	for i, end := range r.ends {
		row.fields[i], from = joined[from:end], end
	}
	return nil
}

func (r *records) lastEnd() int {
	if len(r.ends) == 0 {
		return 0
	}
	return r.ends[len(r.ends)-1]
}

// field reads the field that begins at a place into buf, and gives where it ends: at
// a delimiter or the end of the row. open says that a quote is still open there.
func (r *records) field(text string, at, col int) (end int, open bool, f fault) {
	if at >= len(text) || text[at] != '"' {
		for end = at; end < len(text) && text[end] != r.delim && text[end] != '\n'; end++ {
		}
		value := text[at:end]
		if end == len(text) || text[end] == '\n' {
			value = strings.TrimSuffix(value, "\r")
		}
		r.buf = append(r.buf, value...)
		return end, false, fault{}
	}
	for i := at + 1; ; {
		q := strings.IndexByte(text[i:], '"')
		if q < 0 {
			return 0, true, fault{}
		}
		r.buf = append(r.buf, text[i:i+q]...)
		i += q + 1
		switch {
		case i == len(text), text[i] == r.delim, text[i] == '\n', text[i:] == "\r\n":
			return i, false, fault{}
		case text[i] == '"':
			r.buf = append(r.buf, '"')
			i++
		default:
			return 0, false, fault{col, "text follows the closing quote"}
		}
	}
}

// unquote takes the quotes off the fields of a line that has them as some writers of
// tab-separated files put them: round a whole field, with those inside doubled. Any
// other quote stays.
func unquote(fields []string) {
	for i, f := range fields {
		if wholeQuote(f) {
			fields[i] = strings.ReplaceAll(f[1:len(f)-1], `""`, `"`)
		}
	}
}

// joined puts fields together again that are one quoted field with delimiters in it,
// until there are n.
func joined(line string, delim byte, n int) []string {
	fields := strings.Split(line, string(rune(delim)))
	var out []string
	for i := 0; i < len(fields); i++ {
		whole, k := fields[i], 0
		if strings.HasPrefix(whole, `"`) {
			for !wholeQuote(whole) && k < maxJoined && i+k+1 < len(fields) {
				k++
				whole += string(rune(delim)) + fields[i+k]
			}
		}
		if k > 0 && wholeQuote(whole) && len(out)+len(fields)-i > n {
			out = append(out, whole)
			i += k
		} else {
			out = append(out, fields[i])
		}
	}
	unquote(out)
	return out
}

// maxJoined is how many delimiters a quoted field of a file without quoting may hold.
const maxJoined = 8

// wholeQuote reports whether a text is quoted as a whole, those inside doubled.
func wholeQuote(f string) bool {
	if len(f) < 2 || f[0] != '"' || f[len(f)-1] != '"' {
		return false
	}
	inside := f[1 : len(f)-1]
	return !strings.Contains(strings.ReplaceAll(inside, `""`, ""), `"`)
}

func trimEnd(line string) string {
	return strings.TrimSuffix(strings.TrimSuffix(line, "\n"), "\r")
}
