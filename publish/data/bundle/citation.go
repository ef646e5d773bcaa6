package bundle

import (
	"encoding/json"
	"fmt"
	"strings"
)

// Citation writes CITATION.cff (1.2.0): who is cited for the data, and of which day
// they are. Its texts are quoted as JSON, which YAML reads. Of what goes with an agenda
// it reads the day and the scenario.
func Citation(c Content) []byte {
	d := c.Dossier
	var b strings.Builder
	put := func(indent, key, value string) {
		if value == "" {
			return
		}
		q, _ := json.Marshal(value) // a string does not fail
		fmt.Fprintf(&b, "%s%s: %s\n", indent, key, q)
	}
	put("", "cff-version", "1.2.0")
	put("", "message", "If you use these data, please cite them as below.")
	put("", "title", title(c))
	put("", "type", "dataset")
	put("", "version", c.Agenda.Dossier.AsOf.String())
	put("", "date-released", c.Agenda.Dossier.AsOf.Last().Format("2006-01-02"))
	if l := licences(d.Say(d.Licence)); l != nil && l[0].Path != "" { // others may be none that the form knows
		put("", "license", l[0].Name)
	}
	put("", "url", d.Site.Address)
	put("", "abstract", d.Say(d.Header.Question))
	b.WriteString("authors:\n")
	if name := d.Say(d.Convener.Name); name != "" {
		put("  - ", "name", name)
		put("    ", "website", d.Convener.URL)
	} else {
		put("  - ", "name", "The editors of "+d.Say(d.Title))
	}
	return []byte(b.String())
}
