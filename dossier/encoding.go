package dossier

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
)

// notUTF8 says where a file ceases to be UTF-8 and which encoding it looks like.
func notUTF8(file string, src []byte) Finding {
	off := 0
	for off < len(src) {
		r, n := utf8.DecodeRune(src[off:])
		if r == utf8.RuneError && n <= 1 {
			break
		}
		off += n
	}
	head := src[:off]
	line := bytes.Count(head, []byte("\n")) + 1
	col := utf8.RuneCount(head[bytes.LastIndexByte(head, '\n')+1:]) + 1
	return Finding{
		Rule: "encoding", Severity: Error, Pos: Pos{file, line, col},
		Message: "the file is not UTF-8: it looks like " + guessEncoding(src),
		Hint:    "save it as UTF-8 in your editor",
	}
}

// guessEncoding names the encoding in which most of the text makes sense.
func guessEncoding(src []byte) string {
	switch {
	case bytes.HasPrefix(src, []byte{0xff, 0xfe}), bytes.HasPrefix(src, []byte{0xfe, 0xff}):
		return "UTF-16"
	}
	src = src[:min(len(src), 64<<10)]
	best, bestScore := "Latin-1 (Windows-1252)", 0.0
	for _, c := range []struct {
		name   string
		enc    encoding.Encoding
		native func(rune) bool
	}{
		{"Shift_JIS", japanese.ShiftJIS, isJapanese},
		{"EUC-JP", japanese.EUCJP, isJapanese},
		{"EUC-KR", korean.EUCKR, func(r rune) bool { return r >= 0xac00 && r <= 0xd7a3 }}, // whole syllables
	} {
		out, _ := c.enc.NewDecoder().Bytes(src) // what they cannot read they replace
		native, wide, broken, kana := 0, 0, 0, 0
		for _, r := range string(out) {
			if unicode.In(r, unicode.Hiragana, unicode.Katakana) {
				kana++
			}
			switch {
			case r == utf8.RuneError:
				broken++
			case r < 0x80:
			case c.native(r):
				native++
				wide++
			default:
				wide++
			}
		}
		// Han alone is no sign of Japanese: Korean text read as Japanese gives it too.
		if wide == 0 || broken > 1 || c.name != "EUC-KR" && kana*10 < wide {
			continue
		}
		if score := float64(native) / float64(wide+5*broken); score > 0.6 && score > bestScore {
			best, bestScore = c.name, score
		}
	}
	return best
}

func isJapanese(r rune) bool {
	return unicode.In(r, unicode.Hiragana, unicode.Katakana) && r < 0xff00 || unicode.Is(unicode.Han, r)
}
