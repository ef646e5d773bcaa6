package page

import (
	"os"
	"regexp"
	"testing"
)

// TestPage reads the pages of docs/reading.md, of text and of markup.
func TestPage(t *testing.T) {
	doc, err := os.ReadFile("../../docs/reading.md")
	if err != nil {
		t.Fatal(err)
	}
	found := regexp.MustCompile("(?s)```(?:flat|page)\n(.*?)```.*?```article\n(.*?)\n```").FindAllSubmatch(doc, -1)
	if len(found) != 2 {
		t.Fatalf("the page has %d examples, want 2", len(found))
	}
	for _, m := range found {
		p, err := Read(m[1], Options{})
		if err != nil || p.Text != string(m[2]) {
			t.Errorf("%v\n%s\nwant\n%s", err, p.Text, m[2])
		}
	}
}
