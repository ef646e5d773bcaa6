package document_test

import (
	"os"
	"regexp"
	"testing"

	"entente/evidence/document"
)

// TestDocs reads the paragraph of Word in docs/reading.md.
func TestDocs(t *testing.T) {
	doc, err := os.ReadFile("../../docs/reading.md")
	if err != nil {
		t.Fatal(err)
	}
	m := regexp.MustCompile("(?s)```docx\n(.*?)\n```.*?```article\n(.*?)\n```").FindSubmatch(doc)
	if m == nil {
		t.Fatal("the page has no example")
	}
	d, err := document.ReadDOCX(t.Context(), docx(t, string(m[1]), `<w:footnote w:id="2">`+par("The audit of last spring.")+`</w:footnote>`, ""))
	if err != nil {
		t.Fatal(err)
	}
	if got, _ := d.Markdown(); got != string(m[2]) {
		t.Errorf("%s\nwant\n%s", got, m[2])
	}
}
