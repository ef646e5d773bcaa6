package evidence

import (
	"strings"
	"testing"
)

func TestInboxLine(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{`[ ] fact value=1 what="a \"b\" c"`, `[ ] fact value=1 what="a \"b\" c"`},
		{`[X] quote text=short`, `[x] quote text=short`},
		{`[x] fact value`, "error"},
		{`[x] dragon a=b`, "error"},
		{`[?] fact a=b`, "error"},
		{`[x]`, "error"},
		{`[x] fact a="b`, "error"},
	} {
		l, err := parseInboxLine(c.in)
		got := l.String()
		if err != nil {
			got = "error"
		}
		if got != c.want {
			t.Errorf("%q: %q (%v), want %q", c.in, got, err, c.want)
		}
	}
}

func FuzzInbox(f *testing.F) {
	f.Add("# What was found in x\n[x] fact value=1 what=\"a b\"\n[-] quote text=y\n")
	f.Add("[x] fact a=\"\\")
	f.Fuzz(func(t *testing.T, s string) {
		_, lines, rest, found := parseInbox("i.txt", []byte(s))
		kept := strings.Join(rest, "\n")
		for _, l := range lines {
			again, err := parseInboxLine(l.String())
			if err != nil || again.String() != l.String() {
				t.Fatalf("%q does not come back: %q, %v", l.String(), again.String(), err)
			}
		}
		if len(found) > 0 && found[0].Line > 0 && kept == "" {
			t.Fatal("a line that cannot be read was lost")
		}
	})
}
