package dossiertest

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// Shape says what a generated dossier is like.
type Shape struct {
	Tongue  string   // en, ar, or ru with Kazakh beside it
	Members int      // 1 to 12
	Without []string // of polls, events, report: what it does not have
	// IDs replace the ids of initiatives (the first five), constraints (three), a scenario
	// and pieces (the rest), which share one space, and of things that have their own; Parts
	// those of the first member's priority, public,
	// party and agency, and of the first procedure of each; either all or none.
	IDs   []string
	Parts []string
}

// Shapes are those that all that publishes is held against: languages, numbers of
// members, what is missing, and ids that are names elsewhere.
func Shapes() map[string]Shape {
	return map[string]Shape{
		"one":           {Tongue: "en", Members: 1},
		"two":           {Tongue: "ar", Members: 2},
		"four":          {Tongue: "ru", Members: 4, Parts: []string{"priorities", "stances", "procedure-statute", "main", "players"}},
		"five":          {Tongue: "ar", Members: 5},
		"eight":         {Tongue: "en", Members: 8},
		"twelve":        {Tongue: "ru", Members: 12},
		"no polls":      {Tongue: "en", Members: 2, Without: []string{"polls"}},
		"no events":     {Tongue: "ru", Members: 4, Without: []string{"events"}},
		"no report":     {Tongue: "ar", Members: 1, Without: []string{"report"}},
		"none of three": {Tongue: "en", Members: 5, Without: []string{"polls", "events", "report"}},
		"nothing alone": {Tongue: "ru", Members: 1, Without: []string{"polls", "events", "report"}},
		"devices":       {Tongue: "en", Members: 2, IDs: []string{"con", "nul", "aux", "prn", "com1", "lpt9", "index", "main", "feed", "api", "data", "search"}},
		"pages":         {Tongue: "en", Members: 4, IDs: []string{"report", "index", "search", "members", "pieces", "opinion", "polls", "feed", "method", "con", "editions", "initiatives", "summary"}},
		"folders":       {Tongue: "ar", Members: 2, IDs: []string{"api", "data", "editions", "initiatives", "by", "constraints", "scenarios", "fonts", "relations", "aux", "index", "people", "site"}},
		"objects":       {Tongue: "ru", Members: 2, IDs: []string{"constructor", "prototype", "tostring", "hasownproperty", "valueof", "length", "null", "true", "nan", "constants", "find", "members", "pieces"}},
		"anchors":       {Tongue: "en", Members: 1, IDs: []string{"0", "main", "null", "roster", "find", "summary", "report", "1e3", "no", "by", "sources", "calendar"}},
	}
}

// spoken are the words of the generated dossiers in a language. Names begin with the
// longest, so that small groups have it too.
type spoken struct {
	names                                                  []string
	title, question, river, trade, songs                   string
	head, chamber, ministry, public, partyA, partyB        string // of %s, a member
	warnings, letters, line, centre, window, banks, shared string
	archive, quarrel, court, hands, change, said, body     string
	person, paper, study, trust                            string
}

var tongues = map[string]spoken{
	"en": {
		names: []string{"Lower Sella and the Hill Marches", "Arden", "Belmora", "Coriel", "East Ostia", "Fennia", "Galdor", "Dunmark", "Istria Minor", "Jorvik", "Kalmar", "Osterwald"},
		title: "What can be done about the river Sella", question: "What can be done about the river, and what holds the rest back?", river: "Water", trade: "Trade on the river", songs: "Songs",
		head: "Head of government", chamber: "Assembly", ministry: "Ministry of water and the environment", public: "Public of %s", partyA: "Party of the valley", partyB: "Hill party",
		warnings: "Flood warnings on one line for everybody on the river", letters: "Readings are sent by letter", line: "Readings go out on one line within the hour", centre: "One centre reads and warns", window: "A customs window for goods on the river", banks: "Clean banks", shared: "Limits on fishing in the lower river",
		archive: "An archive of river songs", quarrel: "The quarrel over the island", court: "A case before the high court", hands: "Few hands in the ministry", change: "Another head of government",
		said: "A speech of 1 September 2025 asks for it.", body: "The treaty of 2021 asked for letters [@paper, art. 4]. They come too late", person: "Ana Ruel", paper: "The year on the river (invented)", study: "What people think of their neighbours (invented)", trust: "Do you trust them?",
	},
	"ru": {
		names: []string{"Объединённые области Нижней Селлы", "Ардения", "Белмора", "Кориэль", "Восточная Остия", "Фенния", "Галдор", "Дунмарк", "Малая Истрия", "Йорвик", "Калмар", "Остервальд"},
		title: "Что можно сделать вместе на реке Селла", question: "Что можно сделать на реке и что мешает остальному?", river: "Вода", trade: "Торговля на реке", songs: "Песни",
		head: "Глава правительства", chamber: "Народное собрание", ministry: "Министерство водного хозяйства и охраны окружающей среды", public: "Жители: %s", partyA: "Партия долины", partyB: "Горная партия",
		warnings: "Предупреждения о паводках по единой линии для всех, кто живёт на реке", letters: "Показания посылают письмом", line: "Показания в течение часа идут по одной линии", centre: "Один центр собирает показания и предупреждает", window: "Единое таможенное окно", banks: "Чистые берега", shared: "Пределы улова в нижнем течении",
		archive: "Собрание речных песен", quarrel: "Спор об острове", court: "Дело в высшем суде", hands: "Мало людей в министерстве", change: "Другой глава правительства",
		said: "Об этом просит речь 1 сентября 2025 года.", body: "Договор 2021 года требует писем [@paper, с. 4]. Они приходят поздно", person: "Анна Руэль", paper: "Год на реке (вымысел)", study: "Что думают о соседях (вымысел)", trust: "Доверяете ли вы им?",
	},
	"ar": {
		names: []string{"الولايات المتحدة لوادي سيلا الأدنى", "أردينيا", "بلمورا", "كوريال", "أوستيا الشرقية", "فينيا", "غالدور", "دونمارك", "إستريا الصغرى", "يورفيك", "كالمار", "أوسترفالد"},
		title: "ما الذي يمكن عمله معًا من أجل نهر سيلا", question: "ما الذي يمكن عمله، وما الذي يعوق الباقي؟", river: "المياه", trade: "التجارة على النهر", songs: "الأغاني",
		head: "رئيس الحكومة", chamber: "مجلس الشعب", ministry: "وزارة الموارد المائية وشؤون البيئة", public: "سكان %s", partyA: "حزب الوادي", partyB: "حزب الجبل",
		warnings: "إنذارات الفيضان على خط واحد لكل من يعيش على ضفاف النهر", letters: "ترسل القراءات بالبريد", line: "ترسل القراءات على خط واحد خلال ساعة", centre: "مركز واحد يقرأ وينذر", window: "نافذة جمركية واحدة", banks: "ضفاف نظيفة", shared: "حدود للصيد في المجرى الأدنى",
		archive: "أرشيف لأغاني النهر", quarrel: "الخلاف على الجزيرة", court: "قضية أمام المحكمة العليا", hands: "قلة الموظفين في الوزارة", change: "رئيس حكومة آخر",
		said: "طلب ذلك خطاب 1 سبتمبر 2025.", body: "طلبت معاهدة 2021 إرسال الرسائل [@paper, ص 4]. وهي تصل متأخرة", person: "آنا رويل", paper: "سنة على النهر (من نسج الخيال)", study: "رأي الناس في جيرانهم (من نسج الخيال)", trust: "هل تثق بهم؟",
	},
}

// kazakh are the names of the members in Kazakh.
var kazakh = []string{"Төменгі Селланың біріккен облыстары", "Ардения", "Белмора", "Кориэль", "Шығыс Остия", "Фенния", "Галдор", "Дунмарк", "Кіші Истрия", "Йорвик", "Қалмар", "Остервальд"}

// Write writes a dossier of the shape into a new folder and gives the folder. Each
// member has a head of government, a ministry, two parties and a public; the first
// carries everything and each further one a little less. There is what is ready, what
// is held back, what is in place and what is not assessed.
func (s Shape) Write(t testing.TB) string {
	t.Helper()
	dir := t.TempDir()
	w, ok := tongues[s.Tongue]
	if !ok || s.Members < 1 || s.Members > len(w.names) {
		t.Fatalf("no dossier is made of %+v", s)
	}
	has := func(part string) bool { return !slices.Contains(s.Without, part) }
	parts := strings.NewReplacer()
	if first := strings.ToLower(Codes(s.Members)[0]); len(s.Parts) > 0 {
		parts = strings.NewReplacer(first+"-water", s.Parts[0], first+"-public", s.Parts[1], first+"-valley", s.Parts[2], first+"-library", s.Parts[3], "{id: decree", "{id: "+s.Parts[4])
	}
	put := into(t, dir)
	write := func(path, format string, args ...any) {
		t.Helper()
		put(path, "%s", parts.Replace(fmt.Sprintf(format, args...)))
	}
	// id gives the n-th of the ids that are stated, or else the kind's own. In YAML it
	// is quoted, since some would be no text there.
	id := func(n int, own string) string {
		if n < len(s.IDs) {
			return s.IDs[n]
		}
		return own
	}
	water, trade, songs := id(0, "water"), id(1, "trade"), id(2, "songs")
	warnings, window, banks, shared, archive := id(0, "warnings"), id(1, "window"), id(2, "banks"), id(3, "shared"), id(4, "archive")
	quarrel, court, hands, change := id(5, "quarrel"), id(6, "court"), id(7, "hands"), id(8, "change")
	pieces := []string{"one-line"}
	if len(s.IDs) > 9 {
		pieces = s.IDs[9:]
	}
	person := id(3, "ana-ruel")
	codes := Codes(s.Members)
	last := codes[len(codes)-1]
	low := strings.ToLower

	languages := s.Tongue
	if s.Tongue == "ru" {
		languages = "ru, kk"
	}
	var names, owners, serves, acts strings.Builder
	for i, c := range codes {
		fmt.Fprintf(&names, "  %s: {%s: %q", c, s.Tongue, w.names[i])
		if s.Tongue == "ru" {
			fmt.Fprintf(&names, ", kk: %q", kazakh[i])
		}
		names.WriteString("}\n")
		fmt.Fprintf(&owners, "  %s: {lead: %s-ministry, signs: [%s-head], source: paper}\n", c, low(c), low(c))
		fmt.Fprintf(&serves, "%s-water: 0.5, ", low(c))
		fmt.Fprintf(&acts, "%s-speech,2025-09-01,%[1]s-head,%s,1,%q,speech\n", low(c), water, w.said)
		best := 82 - 40*i/max(1, len(codes)-1)
		stance := func(by int) string {
			return fmt.Sprintf("{areas: [%q, %q], from: 2025-09-01, position: {low: %d, best: %d, high: %d}, salience: 0.6, because: %q, evidence: [act:%s-speech]}", water, trade, best+by-12, best+by, best+by+12, w.said, low(c))
		}
		write("members/"+low(c)+".yaml", `code: %[1]s
languages: [%[3]s]
priorities:
  - {id: %[2]s-water, title: %[4]q, weight: 0.9, from: 2024, source: paper}
agencies:
  - {id: %[2]s-library, name: %[17]q, from: 2020, source: paper}
players:
  - {id: %[2]s-head, name: %[5]q, kind: executive, role: [proposes, decides], heads: government, influence: 0.9, holders: [{name: %[6]q, from: 2024-01-10, source: paper}], stances: [%[7]s]}
  - {id: %[2]s-ministry, name: %[8]q, kind: ministry, role: [decides, implements], influence: 0.5, stances: [%[9]s]}
  - {id: %[2]s-valley, name: %[10]q, kind: party, role: ratifies, influence: 0.6, stances: [%[11]s]}
  - {id: %[2]s-hill, name: %[12]q, kind: party, role: ratifies, influence: 0.5, stances: [%[13]s]}
  - {id: %[2]s-public, name: %[14]q, kind: public, role: audience, influence: 0.3, stances: [%[15]s]}
procedures:
  - {id: decree, name: %[5]q, parliament: no, source: paper, path: {all: [{name: %[5]q, players: [%[2]s-head]}, {name: %[8]q, owners: yes}]}}
  - {id: statute, name: %[16]q, source: paper, path: {all: [{name: %[5]q, players: [%[2]s-head]}, {name: %[16]q, seats: {%[2]s-valley: 60, %[2]s-hill: 41}, votes: 51}]}}
`, c, low(c), s.Tongue, w.river, w.head, w.person, stance(0), w.ministry, stance(4), w.partyA, stance(2), w.partyB, stance(-30), fmt.Sprintf(w.public, w.names[i]), stance(-6), w.chamber, w.archive)
	}
	write("dossier.yaml", "title: %q\nquestion: %q\nas_of: 2026-03-31\nlanguages: [%s]\nmembers: [%s]\nnames:\n%seditors: The editors\nareas:\n  - {id: %q, name: %q}\n  - {id: %q, name: %q}\n  - {id: %q, name: %q}\nsettings: {draws: 500}\n",
		w.title, w.question, languages, strings.Join(codes, ", "), names.String(), water, w.river, trade, w.trade, songs, w.songs)
	write("acts.csv", "id,date,player,area,direction,summary,source\n%s", acts.String())

	initiative := func(id, title, area, target, more string) {
		write("initiatives/"+id+".md", "---\ntitle: %q\ndek: %q\narea: %q\nproposed: 2025-03-01\nladder:\n  - {rung: letters, level: 15, name: %q, asks: standing}\n  - {rung: line, level: 45, name: %q, asks: capability}\n  - {rung: centre, level: 88, name: %q, asks: law-or-money}\ntarget: %s\nowners:\n%sserves: {%s}\nsource: paper\njudged: {by: editors, on: 2026-03-31, because: %q}\n%s---\n%s.\n",
			title, w.question, area, w.letters, w.line, w.centre, target, owners.String(), strings.TrimSuffix(serves.String(), ", "), w.said, more, w.body)
	}
	initiative(warnings, w.warnings, water, "line", "history:\n  - {from: 2021-05, rung: letters, what: "+quoted(w.letters)+", source: paper}\nfirst_result: {what: "+quoted(w.line)+", months: 6}\neases:\n  - {constraint: "+quoted(quarrel)+", low: 0, best: 0.05, high: 0.1, lag: 12, mechanism: "+quoted(w.said)+"}\n")
	initiative(window, w.window, trade, "line", "procedures: {"+strings.Join(codes, ": statute, ")+": statute}\n")
	initiative(banks, w.banks, water, "letters", "history:\n  - {from: 2023-04, rung: letters, what: "+quoted(w.letters)+", source: paper}\n")
	initiative(shared, w.shared, water, "centre", "requires: [{initiative: "+quoted(warnings)+", rung: line}]\n")
	initiative(archive, w.archive, songs, "letters", "")
	if s.Tongue == "ru" {
		write("initiatives/"+warnings+".kk.md", "---\ntitle: Өзендегі су тасқыны туралы бірыңғай ескерту\ndek: Барлығына бір желі.\nrungs: {letters: Хатпен жіберіледі, line: Бір сағат ішінде бір желімен, centre: Бір орталық ескертеді}\n---\n2021 жылғы шарт хаттарды талап етеді [@paper].\n")
	}

	pressure := "pressure:\n  - {from: 2025-01, low: 0.4, best: 0.6, high: 0.8, because: " + quoted(w.said) + "}\n"
	wave := pressure
	if has("polls") {
		wave = "indicator: {poll: " + last + "_TRUST, calm: 60, acute: 30}\n"
	}
	write("constraints/"+quarrel+".md", "---\ntitle: %q\nmembers: [%s]\nkind: history\neffect: shift\nareas: [%q]\nsince: 1990\n%sshifts:\n  - {players: [%s-head], points: -14, because: %q}\nlever: {actor: %s-ministry, instrument: %q, date: 2026-09}\nsource: paper\n---\n%s.\n", w.quarrel, last, water, wave, low(last), w.said, low(last), w.line, w.body)
	write("constraints/"+court+".md", "---\ntitle: %q\nmembers: [%s]\nkind: court\neffect: cap\nareas: [%q]\ncap: {under: 85}\n%slever: none\nsource: paper\n---\n%s.\n", w.court, codes[0], water, pressure, w.body)
	write("constraints/"+hands+".md", "---\ntitle: %q\nmembers: [%s]\nkind: capacity\neffect: capacity\nareas: [all]\ncapacity: {owners: [%s-ministry], calm: 3, acute: 1}\nindicator: {fact: posts, calm: 120, acute: 60}\nsource: paper\n---\n%s.\n", w.hands, codes[0], low(codes[0]), w.body)
	write("scenarios/"+change+".yaml", "title: %q\nkind: government\nmember: %s\nsupposes: %q\nchanges:\n  - {stance: %s-head, areas: [%q, %q], position: {low: 10, best: 25, high: 40}, because: %q}\n", w.change, codes[0], w.said, low(codes[0]), water, trade, w.said)
	write("facts.csv", "id,series,what,value,unit,of,date,published,member,source\nposts-2024,posts,%q,110,people,of 130,2024-12,2025-01-20,%s,paper\n%s,posts,%[1]q,95,people,of 130,2025-12,2026-01-18,%[2]s,paper\n", w.hands, codes[0], id(1, "posts-2025"))
	write("calendar.csv", "date,member,kind,title,source\n2026-06-14,%s,election,%q,paper\n2026-10-10,ALL,summit,%q,paper\n2026-12-01,%[1]s,budget,%q,paper\n", last, w.chamber, w.title, w.ministry)
	write("commitments.csv", "id,meeting,date,initiative,kind,rung,text,due,status,coder,assessed,searched_until,source\n%s,%q,2025-10-12,%s,capability,line,%q,2026-10-12,in-progress,editors,2026-03-31,2026-03,paper\n", id(2, "promise"), w.title, warnings, w.line)
	write("questions.csv", "id,text,initiative,opens,closes,resolves_by,source\n%s,%q,%s,2026-01-05,2026-10-12,%q,paper\n", id(3, "question"), w.line, warnings, w.paper)
	write("forecasts/spring.csv", "question,date,judge,probability\n%s,2026-03-20,heron,0.7\n%[1]s,2026-03-21,otter,0.4\n", id(3, "question"))
	write("people.yaml", "people:\n  - {id: %q, name: %q, member: %s, affiliations: [{title: %q, at: %q, from: 2015}]}\ngroups:\n  - {id: %[1]q, name: %[6]q, people: [%[1]q]}\n", person, w.person, codes[0], w.head, w.ministry, w.river)
	write("terms.yaml", "terms:\n  - {id: %q, concept: %q, use: {%s: %q}, source: paper}\n", id(4, "island"), w.quarrel, s.Tongue, w.quarrel)
	write("sources/all.json", `[
  {"id": "paper", "type": "article-newspaper", "title": %q, "container-title": "Sella Gazette", "language": %q, "author": [{"family": "Ruel", "given": "Ana"}], "issued": {"date-parts": [[2025, 12, 28]]}, "URL": "https://example.org/gazette/2025/12/28/a-long-address-of-a-page-that-is-wider-than-a-line.html"},
  {"id": "speech", "type": "speech", "title": %[5]q, "issued": {"date-parts": [[2025, 9, 1]]}},
  {"id": "study", "type": "report", "title": %[3]q, "language": %[2]q, "issued": {"date-parts": [[2025, 7, 11]]}},
  {"id": %[4]q, "type": "treaty", "title": %[5]q, "issued": {"date-parts": [[2021, 5, 20]]}}
]
`, w.paper, s.Tongue, w.study, id(5, "treaty"), w.title)
	if has("polls") {
		var rows strings.Builder
		for i, c := range codes {
			about := codes[(i+1)%len(codes)]
			if about == c {
				about = "" // one member asks about itself alone
			}
			for n, year := range []int{2022, 2023, 2024, 2025} {
				fmt.Fprintf(&rows, "%s_TRUST,%[1]s,%s,%q,%q,%d-06,%[5]d-07-10,1000,%d,study\n", c, about, w.trust, w.study, year, 58-11*n+3*i%17)
			}
		}
		write("polls.csv", "series,country,about,question,pollster,end,published,n,value,source\n%s", rows.String())
	}
	if has("events") {
		var rows strings.Builder
		for i, c := range codes {
			to := codes[(i+1)%len(codes)]
			if to == c {
				fmt.Fprintf(&rows, "ev-%d,2025-08-19,%s,,LAW,%s,%q,paper\n", i, c, water, w.said)
				continue
			}
			fmt.Fprintf(&rows, "ev-%d,2025-08-%02d,%s,%s,PROTEST,%s,%q,paper\nev-%[1]d-met,2025-10-12,%[3]s,%[4]s,CONSULT,%[5]s,%[6]q,paper\n", i, i+1, c, to, water, w.said)
		}
		write("events.csv", "id,date,source_actor,target_actor,type,area,summary,source\n%s", rows.String())
	}
	if has("report") {
		directives := "{{table initiatives}}\n\n{{chart ladder " + warnings + "}}\n"
		if has("polls") {
			directives += "\n{{chart poll " + last + "_TRUST}}\n"
		}
		write("report.md", "---\ntitle: %q\ndek: %q\nkind: report\nauthors: [%q]\ndate: 2026-03-31\n---\n## %s\n\n%s: {{verdict %s}} ({{carry %[6]s}}).\n\n%s\n## %s\n\n%[5]s.\n\n> %[9]s\n\n* %[10]s\n* %[11]s\n\n## %[12]s\n\n%[5]s.\n",
			w.title, w.question, person, w.river, w.body, warnings, directives, w.trade, w.said, w.letters, w.line, w.songs)
		for n, p := range pieces {
			write("pieces/"+p+".md", "---\ntitle: %q\ndek: %q\nkind: note\nauthors: [%q]\ndate: 2026-02-10\nareas: [%q]\nregions: [%q]\n---\n%s.\n", w.line, w.question, person, water, id(n, w.river), w.body)
		}
	}
	return dir
}

func quoted(s string) string { return fmt.Sprintf("%q", s) }
