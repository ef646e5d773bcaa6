package site_test

import (
	"strings"
	"testing"

	"entente/agenda"
	"entente/dossier"
	"entente/publish/output"
	"entente/publish/site"
)

// TestData holds that a page leads to all that is handed on, and names what is not; under
// an embargo nothing of it is written that cannot be marked, and no page leads there.
func TestData(t *testing.T) {
	d := example(t, nil)
	a, err := agenda.Build(d, agenda.Options{Draws: 20})
	if err != nil {
		t.Fatal(err)
	}
	made := output.Made{LeftOut: []string{"3 rows of facts that rest on the source gauge: the <terms> of its keeper."}, Files: []output.File{
		{Path: "data/datapackage.json", Body: make([]byte, 2001), Words: "The data package"},
		{Path: "data/facts.csv", Body: []byte("row\n1\n"), Words: "figures", Table: "facts", Rows: 12},
	}}
	render := func(m output.Made, until dossier.Date) map[string][]byte {
		files, err := site.Render(site.Content{Dossier: d, Agenda: a, Made: m, Embargo: until})
		if err != nil {
			t.Fatal(err)
		}
		return files
	}
	open := render(made, dossier.Date{})
	page := string(open["data.html"])
	for _, want := range []string{`<a href="data/datapackage.json" download>datapackage.json</a>: The data package. <span class="by">3 kB</span>`, `<a href="data/facts.csv" download>facts.csv</a>`, `class="num">12</td>`, "the &lt;terms&gt; of its keeper."} {
		if !strings.Contains(page, want) {
			t.Errorf("the page of data lacks %s", want)
		}
	}
	for _, f := range made.Files {
		if string(open[f.Path]) != string(f.Body) {
			t.Errorf("%s is not there as it was made", f.Path)
		}
	}
	for _, from := range []string{"index.html", "sources.html", "initiatives/" + a.Initiatives[0].ID + ".html"} {
		if !strings.Contains(string(open[from]), `data.html">Data</a>`) {
			t.Errorf("%s does not lead to the data", from)
		}
	}
	under := render(made, dossier.Date{Year: 2999, Month: 3, Day: 3})
	if page := string(under["data.html"]); under["data/facts.csv"] != nil || under["data/datapackage.json"] != nil || strings.Contains(page, "data/") || !strings.Contains(page, "2 files of data are not written before the embargo is over") {
		t.Error("data are written or led to under an embargo")
	}
	if none := render(output.Made{}, dossier.Date{}); none["data.html"] != nil || strings.Contains(string(none["index.html"]), "data.html") {
		t.Error("a page leads to data that are not there")
	}
	made.Files[0].Path = "index.html"
	if _, err := site.Render(site.Content{Dossier: d, Agenda: a, Made: made}); err == nil || !strings.Contains(err.Error(), "the address index.html") {
		t.Errorf("two files on one address: %v", err)
	}
}
