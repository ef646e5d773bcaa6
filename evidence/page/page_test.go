package page

import (
	"strings"
	"testing"
)

// TestLayouts reads generated stories in ten layouts: the whole article is read
// and nothing of the page around it.
func TestLayouts(t *testing.T) {
	for _, l := range layouts {
		t.Run(strings.ReplaceAll(l.name, " ", "-"), func(t *testing.T) {
			for seed := range uint64(6) {
				s := makeStory(seed)
				p, err := Read([]byte(l.write(s)), Options{URL: "https://strait.example/2020/a"})
				if err != nil {
					t.Fatal(err)
				}
				checkStory(t, l, s, p)
				if t.Failed() {
					t.Logf("seed %d\n%s\nleft out %v\nflags %v", seed, p.Text, p.LeftOut, p.Flags)
					return
				}
			}
		})
	}
}

func checkStory(t *testing.T, l layout, s story, p *Page) {
	t.Helper()
	if p.Title != s.title {
		t.Errorf("title %q, want %q", p.Title, s.title)
	}
	if !l.noDek && p.Dek != s.dek {
		t.Errorf("dek %q, want %q", p.Dek, s.dek)
	}
	if !l.noAuthor && strings.Join(p.Authors, "; ") != strings.Join(s.authors, "; ") {
		t.Errorf("authors %q, want %q", p.Authors, s.authors)
	}
	if p.Published != s.published {
		t.Errorf("published %q, want %q", p.Published, s.published)
	}
	if !l.noImage && (p.Image == nil) {
		t.Error("no image")
	}
	for i, para := range s.paras {
		if !strings.Contains(p.Text, para) {
			t.Errorf("paragraph %d is missing: %s", i, para)
		}
	}
	if n := strings.Count(p.Text, "\n\n") + 1; n > len(s.paras)+5 {
		t.Errorf("%d blocks for %d paragraphs", n, len(s.paras))
	}
	for _, o := range s.others {
		for _, bad := range append([]string{o.title, o.section, o.credit}, o.paras...) {
			if strings.Contains(p.Text, bad) {
				t.Errorf("another story's words were read: %s", bad)
			}
		}
	}
	for _, bad := range []string{"Share", "Subscribe", "newsletter", "cookies", "Most read", "Most viewed", "Related", "keep reading", "All rights", "Donate", "Follow us", "Shutterstock", "on that dock", "is a fellow of"} {
		if strings.Contains(p.Text, bad) {
			t.Errorf("furniture was read: %q", bad)
		}
	}
}
