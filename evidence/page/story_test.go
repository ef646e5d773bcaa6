package page

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// story is what a generated page says, so that a test knows what should be read.
type story struct {
	lang, site, section, region, title, dek string
	authors                                 []string
	published, updated                      string // ISO
	alt, caption, credit                    string
	paras                                   []string
	subhead                                 string // before the middle paragraph
	quote                                   string
	list                                    []string
	table                                   [][]string
	others                                  []teaser
}

type teaser struct {
	section, credit, title, author, date string
	paras                                []string
}

// Words of our own from which stories are put together; each topic has its own
// names, as real stories do.
type topic struct {
	section, region string
	titles, names   []string
	nouns, verbs    []string
}

var topics = []topic{
	{"Analysis", "Asia-Pacific", []string{"How three capitals could share the work at sea", "A quiet bargain over export rules in the north", "What the shipyards want from the next accord"},
		[]string{"Seo-yeon Baek", "Haruka Onodera", "Minister Kuroda", "the Busan yards", "the Yokosuka accord", "Ambassador Harlan"},
		[]string{"the shipyard talks", "a joint patrol", "the export rules", "the working group", "the accord", "the fishing ground"},
		[]string{"slowed", "carried on with", "put off", "argued about", "welcomed"}},
	{"QiOSK", "Middle East", []string{"Gas from a neighbour keeps the lights on in Alexandria", "The pipeline that two cabinets would rather not name", "Why the canal towns pay more for power"},
		[]string{"Nadia Fahmy", "the Ashdod terminal", "Minister Galal", "the Damietta plant", "Yossi Barak", "the Port Said grid"},
		[]string{"the gas deal", "the summer shortage", "a pipeline contract", "the power stations", "the tariff"},
		[]string{"cut", "raised", "delayed", "signed", "defended"}},
	{"Politics", "Europe", []string{"A coalition in the valley turns to its eastern partner", "After the vote, Lubova weighs her alliances", "The party of pensioners holds the balance again"},
		[]string{"Petra Lubova", "the Civic Union", "Tomas Ferenc", "the Brno congress", "President Halas"},
		[]string{"the coalition", "the confidence vote", "the pension law", "an early election", "the border fund"},
		[]string{"split", "survived", "rejected", "courted", "endured"}},
	{"Reporting", "Washington Politics", []string{"The testing office loses its engineers", "Who checks the weapons when the checkers go?", "Thirty desks where ninety stood"},
		[]string{"Colonel Ridley", "the Dahlgren range", "Senator Okafor", "the audit bureau", "Marian Teller"},
		[]string{"the testing office", "the staff cut", "the audit", "a budget line", "the radar programme"},
		[]string{"halved", "questioned", "ordered", "criticised", "reviewed"}},
}

func (t topic) sentence(r *rand.Rand) string {
	pick := func(l []string) string { return l[r.IntN(len(l))] }
	forms := []string{
		"According to %s, %s %s %s before the season ended.",
		"On that day %s said that %s %s %s without much notice.",
		"Officials close to %s insist that %s %s %s for reasons of their own.",
		"Nobody around %s had expected that %s %s %s so soon.",
		"A note from %s shows how %s %s %s over the years.",
	}
	return fmt.Sprintf(pick(forms), pick(t.names), pick(t.nouns), pick(t.verbs), pick(t.nouns))
}

func (t topic) para(r *rand.Rand, n int) string {
	var s []string
	for range n {
		s = append(s, t.sentence(r))
	}
	return strings.Join(s, " ")
}

// makeStory generates a story with teasers of others.
func makeStory(seed uint64) story {
	r := rand.New(rand.NewPCG(seed, 7))
	ti := r.IntN(len(topics))
	t := topics[ti]
	s := story{lang: "en", site: "The Strait Review", section: t.section, region: t.region, title: t.titles[r.IntN(len(t.titles))],
		dek: "The means are at hand; what is missing is somebody at home who gains from it", authors: []string{"Ines Calder", "Tomoko Arai"},
		published: fmt.Sprintf("20%02d-%02d-%02d", 15+r.IntN(10), 1+r.IntN(12), 1+r.IntN(28)), alt: "Two cranes over a dock at dusk", caption: "Cranes over the dry dock in March", credit: "Marta Lindqvist/Shutterstock",
		subhead: "What would have to change", quote: "We have the ships and the crews, and what we lack is a reason that a voter would recognise."}
	s.updated = s.published[:8] + "28"
	for i := range 7 + r.IntN(4) {
		s.paras = append(s.paras, fmt.Sprintf("%s In the %d count there were %d.%d percent.", t.para(r, 2+r.IntN(3)), 2000+i, 10+r.IntN(80), r.IntN(10)))
	}
	s.list = []string{"a shared calendar of the dry docks", "one form for the crews of all three", "a fund for the towns that lose work"}
	s.table = [][]string{{"Port", "Ships", "Crew"}, {"Northhaven", "12", "340"}, {"Eastmouth", "7", "205"}}
	for k := range 3 {
		o := topics[(ti+1+k)%len(topics)]
		w := teaser{section: o.section + " | " + o.region, credit: "Top image credit: Jonas Weil (Shutterstock)", title: o.titles[r.IntN(len(o.titles))], author: "Paul Vance", date: "Mar 4, 2026"}
		for range 2 {
			w.paras = append(w.paras, o.para(r, 2))
		}
		s.others = append(s.others, w)
	}
	return s
}

func longDate(iso string) string {
	m := []string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}
	var y, mo, d int
	fmt.Sscanf(iso, "%d-%d-%d", &y, &mo, &d)
	return fmt.Sprintf("%s %d, %d", m[mo-1], d, y)
}
