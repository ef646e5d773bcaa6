package page

import (
	"os"
	"regexp"
	"testing"
)

// TestPage reads the flattened page of docs/reading.md.
func TestPage(t *testing.T) {
	doc, err := os.ReadFile("../../docs/reading.md")
	if err != nil {
		t.Fatal(err)
	}
	m := regexp.MustCompile("(?s)```flat\n(.*?)```.*?```article\n(.*?)\n```").FindSubmatch(doc)
	if m == nil {
		t.Fatal("the page has no example")
	}
	p, err := Read(m[1], Options{})
	if err != nil || p.Text != string(m[2]) {
		t.Errorf("%v\n%s\nwant\n%s", err, p.Text, m[2])
	}
}
