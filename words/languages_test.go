package words

import "testing"

func TestLanguages(t *testing.T) {
	for _, c := range []struct {
		codes []string
		want  string
	}{{[]string{"ja", "ko", "en"}, "Japanese, Korean and English"}, {[]string{"xx"}, "xx"}, {nil, ""}} {
		if got := Languages(c.codes); got != c.want {
			t.Errorf("%v: %q, want %q", c.codes, got, c.want)
		}
	}
	if OwnLanguageName("ko") != "한국어" || OwnLanguageName("xx") != "xx" {
		t.Error("a language in its own words")
	}
}
