package search

import (
	"errors"
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"bridge", "bridge"},
		{"Bridge repair", "bridge repair"},
		{`"comfort women" issue`, `"comfort women" issue`},
		{`“comfort women”`, `"comfort women"`},
		{"「元徴用工」", `"元 徴 用 工"`},
		{"shipbuild*", "shipbuild*"},
		{`"joint ship"*`, `"joint ship"*`},
		{"bridge -toll", "bridge -toll"},
		{`bridge -"toll road"`, `bridge -"toll road"`},
		{"ship OR vessel korea", "(ship OR vessel) korea"},
		{"a OR b OR c", "(a OR b OR c)"},
		{"OR a OR", "a"},
		{"a OR -b c", "a c -b"},
		{`a "OR" b`, "a or b"},
		{"a or b", "a or b"},
		{"韓", "韓"},
		{"徴用", `"徴 用"`},
		{"위안부", `"위 안 부"`},
		{"2国間", `"2 国 間"`},
		{"ＡＢ１２", "ab12"},
		{"ｶﾞｽ", `"ガ ス"`},
		{"Café Ångström", "cafe angstrom"},
		{"cafe\u0301s", "cafes"},
		{"public-opinion", `"public opinion"`},
		{`"not closed`, `"not closed"`},
		{`a"b c"d`, `a "b c" d`},
		{"a* b", "a* b"},
		{"* a ** b", "a b"},
		{"NEAR(a b, 3) title:x ^y {z}", `"near a" b 3 "title x" y z`},
		{"---a b", "b -a"},
		{"a\x00b", `"a b"`},
	} {
		p, err := parse(c.in)
		if got := p.String(); err != nil || got != c.want {
			t.Errorf("%q is read as %s (%v), not %s", c.in, got, err, c.want)
		}
	}
	for _, in := range []string{"", "  ", `"`, `""`, "*", "-", "OR", "-a", "()", "!?", "-\"a b\""} {
		if p, err := parse(in); !errors.Is(err, ErrEmpty) {
			t.Errorf("%q is read as %s (%v), and there is nothing to look for in it", in, p, err)
		}
	}
	for _, in := range []string{strings.Repeat("a ", 65), strings.Repeat("韓", 1001)} {
		if _, err := parse(in); err == nil || errors.Is(err, ErrEmpty) {
			t.Errorf("a query of %d bytes is taken: %v", len(in), err)
		}
	}
}

func TestTokens(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"The Bridge's end.", "the bridge s end"},
		{"日韓請求権協定（1965年）", "日 韓 請 求 権 協 定 1965 年"},
		{"위안부 문제를", "위 안 부 \ue000 문 제 를"},
		{"\u110b\u1171안부", "위 안 부"}, // Hangul taken apart
		{"サーバーとﾃﾞｰﾀ", "サ ー バ ー と デ ー タ"},
		{"は\u3099", "ば"},
		{"ＮＡＴＯ㍿x½", "nato 株 式 会 社 x1 2"},
		{"Đà Nẵng STRASSE", "đa nang strasse"},
		{"々〆人々", "々 〆 人 々"},
		{"\U00020bb7野家", "\U00020bb7 野 家"},
		{"a\xffb\u200bc", "a b c"},
	} {
		if got := fold(c.in); got != c.want {
			t.Errorf("%q folds to %q, not %q", c.in, got, c.want)
		}
		before := token{}
		for _, tok := range tokens(c.in) {
			if tok.start >= tok.end || tok.end > len(c.in) || tok.start < before.start || tok.end < before.end {
				t.Errorf("%q: the token %+v is out of place", c.in, tok)
			}
			before = tok
		}
	}
}

func TestSnippet(t *testing.T) {
	long := strings.Repeat("Before it nothing was said of rivers. ", 20)
	for _, c := range []struct{ query, text, want string }{
		{"bridge", "The bridge\n\nis   old.", "The [bridge] is old."},
		{"bridge", "Nothing here.", "Nothing here."},
		{"bridge", "", ""},
		{`"old bridge" rail*`, "An old bridge, an Old\nBridge and railways; a bridge.", "An [old bridge], an [Old Bridge] and [railways]; a bridge."},
		{"徴用", "元徴用工問題の解決策", "元[徴用]工問題の解決策"},
		{"위안부", "위안부와 위안부를", "[위안부]와 [위안부]를"},
		{"cafe", "Le Café, cafe\u0301.", "Le [Café], [cafe\u0301]."},
		{"株式", "㍿と", "[㍿]と"},
		{"bridge", long + "The bridge is old.", "…it nothing was said of rivers. The [bridge] is old."},
		{"x", "\x1b[31m x\u202ey", "[31m [x] y"},
	} {
		p, err := parse(c.query)
		if err != nil {
			t.Fatal(err)
		}
		s, m, _ := snippet(c.text, p.find(c.text, len(c.text)))
		if got := Mark(s, m, "[", "]"); got != c.want && strings.TrimSpace(got) != c.want {
			t.Errorf("%q in %q: %q, not %q", c.query, c.text, got, c.want)
		}
	}
	p, _ := parse("bridge 韓")
	s, m, _ := snippet(long+"韓国 "+long+"bridge 韓 bridge "+long, p.find(long+"韓国 "+long+"bridge 韓 bridge "+long, 1<<20))
	if n := len([]rune(s)); n > 200 || len(m) != 3 || !strings.HasPrefix(s, "…") || !strings.HasSuffix(s, "…") {
		t.Errorf("%d characters with the matches %v: %s", n, m, s)
	}
}

// String writes the query in words of its own language:
// phrases in quotation marks, alternatives in parentheses.
func (p parsed) String() string {
	var parts []string
	for _, group := range p.all {
		var any []string
		for _, t := range group {
			any = append(any, t.String())
		}
		s := strings.Join(any, " OR ")
		if len(any) > 1 {
			s = "(" + s + ")"
		}
		parts = append(parts, s)
	}
	for _, t := range p.not {
		parts = append(parts, "-"+t.String())
	}
	return strings.Join(parts, " ")
}

func (t term) String() string {
	var words []string
	for _, tok := range t.tokens {
		words = append(words, tok.text)
	}
	s := strings.Join(words, " ")
	if len(words) > 1 {
		s = `"` + s + `"`
	}
	if t.prefix {
		s += "*"
	}
	return s
}

// FuzzFold holds that folding a text and taking its tokens say the same.
func FuzzFold(f *testing.F) {
	for _, s := range []string{"The é end 2025年 위안부 문제를 하는 日本 の。x", "한국\u3000정부가，한국", "가\u0301 나 b\u0301c ㍿ 국 ﾃﾞ 각", "й Й ё 한 1 국", "a\xff한 \xff국 \u1100 \u1161", "a\xff한 \xff국 \u1161", "한국〇\xec", "二〇二五年"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var want []string
		for _, tok := range tokens(s) {
			want = append(want, tok.text)
		}
		if got := fold(s); got != strings.Join(want, " ") {
			t.Errorf("%q folds to %q, and its tokens are %q", s, got, want)
		}
	})
}
