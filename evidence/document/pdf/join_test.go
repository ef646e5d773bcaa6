package pdf

import "testing"

// TestJoin holds where a space stands between two lines.
func TestJoin(t *testing.T) {
	for _, c := range []struct{ last, next, want string }{
		{"成人の", "62.5パーセント", "成人の62.5パーセント"},
		{"総額 195", "億ドル", "総額 195億ドル"},
		{"둘째 항구의 성인", "62.5퍼센트", "둘째 항구의 성인 62.5퍼센트"},
		{"one of", "62.5 percent", "one of 62.5 percent"},
		{"共同の", "暦", "共同の暦"},
	} {
		j := joiner{words: newVocabulary()}
		j.add(c.last, nil)
		j.add(c.next, nil)
		if j.String() != c.want {
			t.Errorf("%q, want %q", j.String(), c.want)
		}
	}
}
