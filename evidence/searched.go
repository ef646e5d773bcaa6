package evidence

import (
	"net/url"
	"strings"
)

// searchKeys are the parameters of addresses in which the services of search engines,
// archives and libraries put the words that were looked for; those that mean other
// things elsewhere count only where the path speaks of a search.
var searchKeys = []struct {
	key    string
	always bool
}{{"q", true}, {"query", true}, {"search", true}, {"keyword", true}, {"keywords", true}, {"search_query", true}, {"searchterm", true}, {"kw", true}, {"wd", true}, {"s", false}, {"p", false}, {"text", false}, {"term", false}}

// proposeSearch proposes a row of searches where a page is a list of results: its
// address holds the words that were looked for. What was looked for, and who did so,
// the person who accepts it adds; nil where the address holds no such words.
func proposeSearch(address, lang string) *Proposal {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return nil
	}
	values := map[string]string{}
	for k, v := range u.Query() {
		values[strings.ToLower(k)] = strings.Join(strings.Fields(v[0]), " ")
	}
	path := strings.ToLower(u.Path)
	for _, k := range searchKeys {
		if w := values[k.key]; w != "" && strings.Trim(w, "0123456789") != "" && (k.always || strings.Contains(path, "search")) {
			return &Proposal{Kind: ProposeSearch, Text: w, Where: u.Hostname(), Language: lang}
		}
	}
	return nil
}
