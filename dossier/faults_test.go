package dossier

import (
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"
)

// small is a dossier of two members that has something of every kind, and no fault.
const small = `
-- dossier.yaml --
title: Two
as_of: 2026-03-31
languages: [en]
members: [XAA, XBB]
names: {XAA: Arden, XBB: Belmora}
areas:
  - {id: water, name: Water}
  - {id: songs, name: Songs}
values:
  - {id: candour, name: Candour}
outside:
  - {id: XZZ, name: Zed}
settings: {draws: 1000}
-- members/xaa.yaml --
code: XAA
priorities:
  - {id: xaa-wells, title: Wells, weight: 0.9, from: 2024}
agencies:
  - {id: xaa-board, name: Board, from: 2020}
players:
  - id: xaa-head
    name: Head
    kind: executive
    role: [proposes, decides]
    influence: 0.9
    holders:
      - {name: Ana Ruel, from: 2020, to: 2024}
    stances:
      - {areas: [water], from: 2025, position: 50}
  - {id: xaa-court, name: Court, kind: court, role: [court]}
procedures:
  - id: decree
    name: Decree
    path: {players: [xaa-head]}
-- members/xbb.yaml --
code: XBB
players:
  - {id: xbb-one, name: One, kind: party, role: [decides], influence: 0.5}
  - {id: xbb-two, name: Two, kind: party, role: [ratifies], influence: 0.5}
  - {id: xbb-three, name: Three, kind: media, role: [audience]}
procedures:
  - id: vote
    name: Vote
    path: {seats: {xbb-one: 60, xbb-two: 40}, votes: 51}
  - {id: signed, name: Signed, path: {all: [{players: [xbb-one]}, {owners: yes}]}}
-- initiatives/gauge.md --
---
title: Gauge
area: water
ladder:
  - {rung: letters, level: 15, name: Letters}
  - {rung: line, level: 45, name: Line}
target: line
history:
  - {from: 2024, rung: letters, what: Letters}
stances:
  - {player: xbb-one, from: 2025, position: 40}
---
-- initiatives/candid.md --
---
title: Candid
kind: principle
area: songs
---
-- constraints/quarrel.md --
---
title: Quarrel
members: [XAA]
effect: shift
areas: [water]
indicator: {fact: rain, calm: 1, acute: 9}
shifts:
  - {players: [xaa-head], points: -12}
---
-- constraints/crew.md --
---
title: Crew
members: [XBB]
effect: capacity
pressure:
  - {from: 2025, low: 0.2, best: 0.4, high: 0.6}
capacity: {owners: [xbb-one], calm: 3, acute: 1}
---
-- constraints/vote.md --
---
title: Vote
members: [XBB]
effect: closed
areas: [water]
closed:
  - {from: 2026-05-02, until: 2026-06-14, why: The house has risen.}
---
-- scenarios/turn.yaml --
title: Turn
kind: other
supposes: A turn.
changes:
  - {stance: xaa-head, areas: [water], position: 70}
-- people.yaml --
people:
  - {id: ana, name: Ana, member: XAA, affiliations: [{title: Dean, from: 2020, to: 2021}]}
groups:
  - {id: core, name: Core, people: [ana]}
-- terms.yaml --
terms:
  - {id: river, concept: River, use: the river}
-- pieces/note.md --
---
title: A note
from: report
---
-- report.md --
---
title: The report
---
-- facts.csv --
id,series,what,value,unit,date,low,high,supersedes,confirmed,source
f-1,rain,Rain,5,mm,2025,4,6,,,gazette
-- polls.csv --
series,country,question,pollster,start,end,n,value,unit,source
trust,XAA,Trust?,Ask,2025-01-05,2025-01-09,1000,40,percent,gazette
-- events.csv --
id,date,source_actor,target_actor,type,area,summary,source
e-1,2025-02-01,XAA,XBB,AGREE,water,They agree.,gazette
-- acts.csv --
id,date,player,area,direction,summary,source
a-1,2025-02-01,xaa-head,water,1,It agrees.,gazette
-- cases.csv --
id,line,court,date,outcome,supersedes,source
c-1,wells,High Court,2025,upheld,,gazette
-- commitments.csv --
meeting,date,initiative,member,text,status,coder,assessed,source
First,2025-01,gauge,XAA,To read.,fulfilled,ed,2025-06,gazette
-- commitments/more.csv --
id,meeting,date,initiative,member,kind,rung,text,due,kept,status,coder,assessed,source
k-1,First,2025-01,gauge,XAA+XBB,once,letters,To write.,2025-03,2025-02,fulfilled,ed,2025-06,gazette
-- questions.csv --
id,text,initiative,opens,closes,resolves_by,outcome,resolved,source
g-1,Will they write by March?,gauge,2025-01-10,2025-03-31,The gazette,yes,2025-03-20,gazette
-- forecasts/r1.csv --
question,date,judge,probability
g-1,2025-02-01,ann,0.6
-- assumptions.yaml --
assumptions:
  - {id: peace, what: Peace., because: It holds., test: A war., looked: 2025-06, next_look: 2026-06, initiatives: [gauge], source: gazette}
-- calendar.csv --
date,member,kind,title
2026-05,ALL,summit,Summit
-- judgements.csv --
round,expert,target,low,best,high
r1,ann,position:xaa-head/water,30,40,60
-- quotes.csv --
id,text,source
q-1,We read.,gazette
-- series/gauges.csv --
series,from,date,value,unit,kind
height,2025-01,2025-01,3,percent,level
-- series/gauges.yaml --
command: entente measure
on: 2026-01-31
sha256: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
inputs: [{what: events, sha256: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa}]
store: {rows: 3, sha256: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa}
-- sources/s.json --
[{"id": "gazette", "type": "article", "title": "The gazette"},
 {"id": "memory", "type": "personal_communication", "note": "x\n weak: it relays. "}]
`

func smallFS() fstest.MapFS {
	m := fstest.MapFS{}
	for _, f := range txtar.Parse([]byte(small)).Files {
		m[f.Name] = &fstest.MapFile{Data: f.Data, Mode: 0o644}
	}
	return m
}

// with gives what loading small finds where old stands as fresh in a file.
func with(t *testing.T, file, old, fresh string) *loader {
	t.Helper()
	m := smallFS()
	was := string(m[file].Data)
	if !strings.Contains(was, old) {
		t.Fatalf("%s does not hold %q", file, old)
	}
	m[file].Data = []byte(strings.Replace(was, old, fresh, 1))
	return loadFS(m)
}

func TestSmallHasNoFault(t *testing.T) {
	if l := loadFS(smallFS()); len(l.f.list) > 0 {
		t.Fatal(l.f.list)
	}
}

// TestFaultsAreTold holds that each change makes one finding, at its place, in its
// words and with what to do next.
func TestFaultsAreTold(t *testing.T) {
	for _, c := range []struct{ file, old, fresh, want string }{
		{"dossier.yaml", "XBB]", "XBB, xaa]", "dossier.yaml:4:21: error: the member \"xaa\" stands twice [duplicate-id]\n    delete one of them\ndossier.yaml:4:21: error: \"xaa\" is no country code and has no name [unknown-country]\n    use an ISO 3166-1 alpha-3 code, or give the body a name under `names:`"},
		{"dossier.yaml", "[en]", "[en, English]", "dossier.yaml:3:12: error: \"English\" is no language code [unknown-language]\n    write codes such as en, ja or ko"},
		{"dossier.yaml", "id: songs", "id: all", "dossier.yaml:8:10: error: \"all\" stands for every area and cannot be one [id-form]\n    choose another id\ninitiatives/candid.md:4:7: error: there is no area \"songs\" [unknown-id]\n    it may be: water, all"},
		{"dossier.yaml", "id: songs", "id: The_Songs", "dossier.yaml:8:10: error: the id \"The_Songs\" is not kebab-case [id-form]\n    write it like the-songs\ninitiatives/candid.md:4:7: error: there is no area \"songs\" [unknown-id]\n    it may be: water, The_Songs"},
		{"dossier.yaml", "id: songs", "id: water", "dossier.yaml:8:10: error: the area \"water\" stands twice [duplicate-id]\n    delete one of them\ninitiatives/candid.md:4:7: error: there is no area \"songs\" [unknown-id]\n    it may be: water"},
		{"dossier.yaml", "id: candour", "id: Candour", "dossier.yaml:10:10: error: the id \"Candour\" is not kebab-case [id-form]\n    write it like candour"},
		{"dossier.yaml", "draws: 1000", "lambda_member: 0.8, lambda_common: 0.7", "dossier.yaml:13:27: error: the squares of lambda_member and lambda_common add up to more than 1 [out-of-range]\n    lower one of them"},
		{"dossier.yaml", "draws: 1000", "draws: 1000.5", "dossier.yaml:13:19: error: `draws` must be a whole number [yaml-type]"},
		{"dossier.yaml", "draws: 1000", "seed: 1.5", "dossier.yaml:13:18: error: `seed` must be a whole number, 0 or more [yaml-type]"},
		{"dossier.yaml", "draws: 1000", "seed: -1", "dossier.yaml:13:18: error: `seed` must be a whole number, 0 or more [yaml-type]"},
		{"dossier.yaml", "draws: 1000", "draws: 99", "dossier.yaml:13:19: error: `draws` must lie between 100 and 1e+06, and this is 99 [out-of-range]"},
		{"dossier.yaml", "draws: 1000}", "draws: 1000}\nrelations: {areas: {water: {words: [x]}}}", "dossier.yaml:14:36: error: \"x\" is too short to look for [missing-value]\n    write the whole word"},
		{"dossier.yaml", "draws: 1000}", "draws: 1000}\nrelations: {areas: {water: {words: []}}}", "dossier.yaml:14:21: error: nothing says which events belong to the area \"water\" [missing-key]\n    add `types:`, `words:` or both"},
		{"dossier.yaml", "draws: 1000}", "draws: 1000}\nrelations: {areas: {water: {types: [LAW]}}}", "dossier.yaml:14:37: error: LAW is an act inside a country, which never enters relations between countries [domestic-event]\n    an indicator of a constraint may count it (events: {types: …})"},
		{"dossier.yaml", "draws: 1000}", "draws: 1000}\nrelations: {areas: {wather: {types: [AID]}}}", "dossier.yaml:14:21: error: there is no area \"wather\" [unknown-id]\n    did you mean \"water\"?"},
		{"dossier.yaml", "{XAA: Arden, XBB: Belmora}", "{XAA: Arden, XBB: {en: Belmora, 1: B}}", "dossier.yaml:5:40: error: \"1\" is no language code [unknown-language]\n    write a code such as en, ja or ko; quote a text that holds ': '"},
		{"dossier.yaml", "title: Two", "title: Two\n<<: {question: x}", "dossier.yaml:2:1: error: merge keys are not used in a dossier [yaml-alias]\n    write the keys out"},
		{"dossier.yaml", "title: Two", "title: [Two]", "dossier.yaml:1:8: error: `title` must be a single value, and this is a list [yaml-type]"},
		{"dossier.yaml", "title: Two", "title: !!str Two", "dossier.yaml:1:8: error: tags are not used in a dossier [yaml-alias]\n    write the value without the tag; quote it if it is a text"},
		{"dossier.yaml", "title: Two", "title:", "dossier.yaml:1:1: error: the key \"title\" has no value [missing-key]\n    fill it in (the dossier's title)"},
		{"dossier.yaml", "title: Two", "title: \"\"", "dossier.yaml:1:1: error: the key \"title\" has no value [missing-key]\n    fill it in (the dossier's title)"},
		{"dossier.yaml", "title: Two", "title: \" \"", "dossier.yaml:1:1: error: the key \"title\" has no value [missing-key]\n    fill it in (the dossier's title)"},
		{"dossier.yaml", "title: Two", "title: {}", "dossier.yaml:1:1: error: the key \"title\" has no value [missing-key]\n    fill it in (the dossier's title)"},
		{"dossier.yaml", "title: Two", "title: {en: \"\"}", "dossier.yaml:1:1: error: the key \"title\" has no value [missing-key]\n    fill it in (the dossier's title)"},
		{"members/xaa.yaml", "id: decree", "id: \"\"", "members/xaa.yaml:18:5: error: the key \"id\" has no value [missing-key]\n    fill it in"},
		{"dossier.yaml", "draws: 1000}", "draws: 1000}\n---\ntitle: Again", "dossier.yaml:15:1: error: a second YAML document begins here [yaml-syntax]\n    keep one document a file"},
		{"members/xaa.yaml", "xaa-board, name: Board, from: 2020", "xaa-board, name: Board, from: 2020, to: 2019", "members/xaa.yaml:5:50: error: it ends (2019) before it begins (2020) [date-order]"},
		{"members/xaa.yaml", "xaa-board, name: Board, from: 2020", "xaa-board, name: Board, successor: nobody", "members/xaa.yaml:5:45: error: there is no agency or player \"nobody\" [unknown-id]\n    it may be: xaa-board, xaa-court, xaa-head, xbb-one, xbb-three, xbb-two"},
		{"members/xaa.yaml", "id: decree", "id: Decree", "members/xaa.yaml:18:9: error: the id \"Decree\" of a procedure is not kebab-case [id-form]\n    write it like decree"},
		{"members/xaa.yaml", "role: [court]", "role: [court, decides]", "members/xaa.yaml:16:5: error: \"xaa-court\" decides or ratifies, and has no influence [missing-key]\n    add `influence:`, 0 to 1\nmembers/xaa.yaml:16:53: error: \"xaa-court\" is a court or claimant and cannot decide or ratify [role]\n    courts make dated events; claimants are heard, not counted"},
		{"members/xaa.yaml", "role: [court]", "role: [court, court]", "members/xaa.yaml:16:61: warning: `role` names \"court\" twice [repeated]\n    delete one of them"},
		{"members/xaa.yaml", "[water], from", "[water], player: xaa-head, from", "members/xaa.yaml:15:34: error: a stance in a member's file is its player's own [unknown-key]\n    delete it"},
		{"members/xaa.yaml", "{areas: [water], from", "{from", "members/xaa.yaml:15:9: error: the stance names no area [missing-key]\n    add `areas: [AREA]`, or `[all]`"},
		{"members/xaa.yaml", "      - {areas: [water], from: 2025, position: 50}", "      - {areas: [water], from: 2025, position: 50}\n      - {areas: [songs, water], from: 2025, position: 60}", "members/xaa.yaml:16:17: error: \"xaa-head\" has two stances in water from the same date [duplicate-id]\n    date one of them, or delete it"},
		{"members/xaa.yaml", "2025, position: 50", "2025, until: 2024, position: 50", "members/xaa.yaml:15:45: error: it ends (2024) before it begins (2025) [date-order]"},
		{"members/xaa.yaml", "position: 50", "position: 101", "members/xaa.yaml:15:48: error: `position` must lie between 0 and 100, and this is 101 [out-of-range]"},
		{"members/xaa.yaml", "position: 50", "position: {low: 10, best: 50, high: 101}", "members/xaa.yaml:15:74: error: `position` must lie between 0 and 100 [out-of-range]"},
		{"members/xaa.yaml", "position: 50", "position: {low: -1, best: 50, high: 100}", "members/xaa.yaml:15:54: error: `position` must lie between 0 and 100 [out-of-range]"},
		{"members/xaa.yaml", "position: 50", "position: {low: 10, best: 50, high: 49}", "members/xaa.yaml:15:74: error: `position` has low 10, best 50, high 49 [estimate-order]\n    order them as low ≤ best ≤ high"},
		{"members/xaa.yaml", "position: 50", "position: {low: 51, best: 50, high: 60}", "members/xaa.yaml:15:54: error: `position` has low 51, best 50, high 60 [estimate-order]\n    order them as low ≤ best ≤ high"},
		{"members/xaa.yaml", "position: 50", "position: {low: 10, best: 50}", "members/xaa.yaml:15:48: error: `position` lacks the key \"high\" [missing-key]\n    add `high:`"},
		{"members/xaa.yaml", "position: 50", "position: fifty", "members/xaa.yaml:15:48: error: `position` must be a number, and \"fifty\" is none [yaml-type]\n    write digits only, with a point for decimals"},
		{"members/xaa.yaml", "from: 2020, to: 2024", "from: 2020, to: 2019", "members/xaa.yaml:13:42: error: it ends (2019) before it begins (2020) [date-order]"},
		{"members/xaa.yaml", "influence: 0.9", "note: x", "members/xaa.yaml:7:5: error: \"xaa-head\" decides or ratifies, and has no influence [missing-key]\n    add `influence:`, 0 to 1"},
		{"members/xaa.yaml", "path: {players: [xaa-head]}", "path: {players: [xaa-head], all: [{players: [xaa-head]}]}", "members/xaa.yaml:20:11: error: a step must say who passes it, once [stage]\n    give one of `all`, `any`, `players`, `seats` and `owners: yes`"},
		{"members/xaa.yaml", "path: {players: [xaa-head]}", "path: {all: [{players: [xaa-head]}], quota: majority}", "members/xaa.yaml:20:11: error: `quota`, `votes` and `weigh` belong to a stage, not to `all` or `any` [stage]\n    move them to the stages inside"},
		{"members/xaa.yaml", "path: {players: [xaa-head]}", "path: {any: [{players: [xaa-head]}], weigh: influence}", "members/xaa.yaml:20:11: error: `quota`, `votes` and `weigh` belong to a stage, not to `all` or `any` [stage]\n    move them to the stages inside"},
		{"members/xaa.yaml", "path: {players: [xaa-head]}", "path: {any: [{players: [xaa-head]}], votes: 2}", "members/xaa.yaml:20:11: error: `quota`, `votes` and `weigh` belong to a stage, not to `all` or `any` [stage]\n    move them to the stages inside\nmembers/xaa.yaml:20:49: error: `votes` needs seats to count [quota]\n    use `quota:`, or list `seats:`"},
		{"members/xaa.yaml", "path: {players: [xaa-head]}", "path: {players: [xaa-head], votes: 2}", "members/xaa.yaml:20:40: error: `votes` needs seats to count [quota]\n    use `quota:`, or list `seats:`"},
		{"members/xaa.yaml", "path: {players: [xaa-head]}", "path: {players: [xaa-court]}", "members/xaa.yaml:20:22: error: \"xaa-court\" neither decides nor ratifies, so it cannot stand in a stage [role]\n    give it the role, or take it out of the stage"},
		{"members/xaa.yaml", "path: {players: [xaa-head]}", "path: {players: [xbb-one]}", `members/xaa.yaml:20:22: error: there is no player of XAA "xbb-one" [unknown-id]`},
		{"members/xaa.yaml", "path: {players: [xaa-head]}", "path: {players: [xaa-head], quota: most}", "members/xaa.yaml:20:40: error: \"most\" is no quota: write `majority` or a share of the weight such as 0.6 [quota]\n    it may be: majority"},
		{"members/xaa.yaml", "path: {players: [xaa-head]}", "path: {players: [xaa-head], quota: 0}", "members/xaa.yaml:20:40: error: a quota is a share of the weight, above 0 and at most 1, and this is 0 [quota]\n    a number of votes goes under `votes:`"},
		{"members/xaa.yaml", "path: {players: [xaa-head]}", "path: {players: [xaa-head], quota: 1.5}", "members/xaa.yaml:20:40: error: a quota is a share of the weight, above 0 and at most 1, and this is 1.5 [quota]\n    a number of votes goes under `votes:`"},
		{"members/xaa.yaml", "path: {players: [xaa-head]}", "path: {players: [xaa-head], quota: [1]}", "members/xaa.yaml:20:40: error: `quota` must be a single value, and this is a list [yaml-type]"},
		{"members/xbb.yaml", "votes: 51", "votes: 101", "members/xbb.yaml:9:54: error: the quota of 101 votes is above all 100 seats listed: nothing could ever pass [quota]\n    count the seats again, or list the missing players"},
		{"members/xbb.yaml", "votes: 51", "votes: 51.5", "members/xbb.yaml:9:54: error: `votes` must be a whole number, and this is 51.5 [yaml-type]"},
		{"members/xbb.yaml", "votes: 51", "votes: 51, quota: 0.5", "members/xbb.yaml:9:65: error: the stage states both votes and a quota [quota]\n    keep one"},
		{"members/xbb.yaml", "votes: 51", "weigh: influence", "members/xbb.yaml:9:54: error: a stage of seats weighs by seats [stage]\n    delete it"},
		{"members/xbb.yaml", "{xbb-one: 60, xbb-two: 40}, votes: 51", "{xbb-one: 0}", "members/xbb.yaml:9:19: error: the seats add up to nothing [quota]"},
		{"members/xbb.yaml", "xbb-two: 40", "xbb-three: 40", "members/xbb.yaml:9:33: error: \"xbb-three\" neither decides nor ratifies, so it cannot stand in a stage [role]\n    give it the role, or take it out of the stage"},
		{"initiatives/gauge.md", "rung: letters, what", "what", "initiatives/gauge.md:9:5: error: an entry of the history states one level [missing-key]\n    give `rung:` or `level:`"},
		{"initiatives/gauge.md", "rung: letters, what", "rung: letters, level: 15, what", "initiatives/gauge.md:9:5: error: an entry of the history states one level [missing-key]\n    give `rung:` or `level:`"},
		{"initiatives/gauge.md", "rung: letters, what", "rung: latters, what", "initiatives/gauge.md:9:24: error: there is no rung of this ladder \"latters\" [unknown-id]\n    did you mean \"letters\"?"},
		{"initiatives/gauge.md", "player: xbb-one, from", "from", "initiatives/gauge.md:11:5: error: the override names no player [missing-key]\n    add `player:`"},
		{"initiatives/gauge.md", "player: xbb-one", "player: xbb-onne", "initiatives/gauge.md:11:14: error: there is no player \"xbb-onne\" [unknown-id]\n    did you mean \"xbb-one\"?"},
		{"initiatives/gauge.md", "xbb-one, from", "xbb-one, areas: [water], from", "initiatives/gauge.md:11:30: error: an override holds for its initiative, not for areas [unknown-key]\n    delete it"},
		{"initiatives/gauge.md", "level: 15", "level: 0", "initiatives/gauge.md:5:28: error: the rung \"letters\" at 0 is not above 0 [ladder]\n    order the rungs from low to high; 0 is nothing joint and is not listed"},
		{"initiatives/gauge.md", "level: 45", "level: 15", "initiatives/gauge.md:6:25: error: the rung \"line\" at 15 is not above 15 [ladder]\n    order the rungs from low to high; 0 is nothing joint and is not listed"},
		{"initiatives/gauge.md", "rung: line, level: 45", "rung: Letters, level: 45", "initiatives/gauge.md:6:12: error: the rung \"Letters\" stands twice [duplicate-id]\n    rename one\ninitiatives/gauge.md:7:9: error: there is no rung of this ladder \"line\" [unknown-id]"},
		{"initiatives/gauge.md", "target: line", "target: lime", "initiatives/gauge.md:7:9: error: there is no rung of this ladder \"lime\" [unknown-id]\n    did you mean \"line\"?"},
		{"initiatives/gauge.md", "target: line", "dek: x", "initiatives/gauge.md:2:1: error: the initiative has no target [missing-key]\n    add `target:` with a rung of the ladder"},
		{"initiatives/gauge.md", "target: line", "target: line\nowners: {XAA: nobody}", "initiatives/gauge.md:8:15: error: there is no player or agency \"nobody\" [unknown-id]\n    it may be: xaa-court, xaa-head, xbb-one, xbb-three, xbb-two, xaa-board"},
		{"initiatives/gauge.md", "target: line", "target: line\nprocedures: {XAA: vote}", `initiatives/gauge.md:8:19: error: there is no procedure of XAA "vote" [unknown-id]`},
		{"initiatives/gauge.md", "target: line", "target: line\nserves: {xaa-well: 0.5}", "initiatives/gauge.md:8:10: error: there is no priority \"xaa-well\" [unknown-id]\n    did you mean \"xaa-wells\"?"},
		{"initiatives/gauge.md", "target: line", "target: line\nvalues: candor", "initiatives/gauge.md:8:9: error: there is no shared value \"candor\" [unknown-id]\n    did you mean \"candour\"?"},
		{"initiatives/gauge.md", "target: line", "target: line\nrequires: gauge", "initiatives/gauge.md:8:11: error: initiatives require each other: gauge → gauge [requires-cycle]\n    take one of them out"},
		{"initiatives/gauge.md", "target: line", "target: line\nmembers: [XCC]", `initiatives/gauge.md:8:11: error: there is no member "XCC" [unknown-id]`},
		{"initiatives/gauge.md", "target: line", "target: line\nexposure: {quarel: 1}", "initiatives/gauge.md:8:12: error: there is no constraint \"quarel\" [unknown-id]\n    did you mean \"quarrel\"?"},
		{"initiatives/gauge.md", "target: line", "target: line\nexposure: {quarrel: 30}", "initiatives/gauge.md:8:21: error: `quarrel` must lie between 0 and 1, and this is 30 [out-of-range]\n    if it is 30 of 100, write 0.3"},
		{"initiatives/gauge.md", "target: line", "target: line\neases: [{constraint: quarrel, low: 0.5, best: 0.4, high: 0.6, mechanism: x}]", "initiatives/gauge.md:8:36: error: `eases` has low 0.5, best 0.4, high 0.6 [estimate-order]\n    order them as low ≤ best ≤ high"},
		{"initiatives/candid.md", "area: songs", "area: songs\ntarget: line", "initiatives/candid.md:3:7: error: a principle has no ladder and no target [ladder]\n    delete the ladder, or make it an initiative"},
		{"initiatives/candid.md", "area: songs", "area: song", "initiatives/candid.md:4:7: error: there is no area \"song\" [unknown-id]\n    did you mean \"songs\"?"},
		{"constraints/quarrel.md", "members: [XAA]", "members: [XAA]\nbetween: [XAA, XBB]", "constraints/quarrel.md:4:10: error: a constraint states `members` or `between`, not both [constraint]\n    keep one"},
		{"constraints/quarrel.md", "members: [XAA]", "dek: x", "constraints/quarrel.md:2:1: error: the constraint says nowhere whom it holds back [missing-key]\n    add `members: [CODE]` or `between: [CODE, CODE]`"},
		{"constraints/quarrel.md", "members: [XAA]", "between: [XAA]", "constraints/quarrel.md:3:10: error: `between` names two members [constraint]\n    use `members:` for one member or for more than two"},
		{"constraints/quarrel.md", "members: [XAA]", "between: [XAA, XBB, XAA]", "constraints/quarrel.md:3:21: warning: `between` names \"XAA\" twice [repeated]\n    delete one of them"},
		{"constraints/quarrel.md", "acute: 9}", "acute: 9}\npressure: [{from: 2025, low: 0, best: 0.5, high: 1}]", "constraints/quarrel.md:7:11: error: the constraint has both an indicator and a judged pressure [constraint]\n    keep one"},
		{"constraints/quarrel.md", "calm: 1", "calm: 9", "constraints/quarrel.md:6:41: error: calm and acute are both 9 [indicator]\n    give the values at which the pressure is 0 and 1"},
		{"constraints/quarrel.md", "{fact: rain", "{fact: rain, poll: trust", "constraints/quarrel.md:6:12: error: the indicator names 2 series [indicator]\n    give one of poll, fact, series, calendar and events"},
		{"constraints/quarrel.md", "{fact: rain", "{fact: rains", "constraints/quarrel.md:6:19: error: there is no series of facts \"rains\" [unknown-id]\n    did you mean \"rain\"?"},
		{"constraints/quarrel.md", "{fact: rain", "{poll: trusts", "constraints/quarrel.md:6:19: error: there is no poll series \"trusts\" [unknown-id]\n    did you mean \"trust\"?"},
		{"constraints/quarrel.md", "{fact: rain", "{series: heights", "constraints/quarrel.md:6:21: error: there is no measured series \"heights\" [unknown-id]\n    did you mean \"height\"?"},
		{"constraints/quarrel.md", "{fact: rain", "{series: height, measure: count", "constraints/quarrel.md:6:38: error: \"height\" is no series of counts [indicator]\n    use level or change, or a series whose unit is events"},
		{"constraints/quarrel.md", "{fact: rain", "{fact: rain, less: {fact: rain, series: height}", "constraints/quarrel.md:6:31: error: `less` names 2 series [indicator]\n    give one of poll, fact and series"},
		{"constraints/quarrel.md", "{fact: rain", "{fact: rain, over: {fact: snow}", "constraints/quarrel.md:6:38: error: there is no series of facts \"snow\" [unknown-id]"},
		{"constraints/quarrel.md", "{fact: rain", "{fact: rain, less: {fact: rain}, over: {fact: rain}", "constraints/quarrel.md:6:51: error: an indicator is a difference (less) or a ratio (over), not both [indicator]\n    keep the one that is meant"},
		{"constraints/quarrel.md", "{fact: rain", "{calendar: summit, over: {fact: rain}", "constraints/quarrel.md:6:37: error: a count or a number of days has no `over` [indicator]\n    delete it, or measure the level or change of a poll, fact or series"},
		{"constraints/quarrel.md", "{fact: rain", "{fact: rain, less: {series: height}", "constraints/quarrel.md:6:31: error: one series is in mm and the other in percent [indicator]\n    bring both to one unit, or divide by it with `over`"},
		{"constraints/quarrel.md", "{fact: rain", "{fact: rain, measure: days", "constraints/quarrel.md:6:34: error: the measure \"days\" does not go with fact [indicator]\n    it may be: level change"},
		{"constraints/quarrel.md", "{fact: rain", "{events: {types: [AGREEE]}", "constraints/quarrel.md:6:30: error: \"AGREEE\" is no event type; docs/eventtypes.md lists them [unknown-word]\n    did you mean \"AGREE\"?"},
		{"constraints/quarrel.md", "{fact: rain", "{events: {area: wather}", "constraints/quarrel.md:6:28: error: there is no area \"wather\" [unknown-id]\n    did you mean \"water\"?"},
		{"constraints/quarrel.md", "[xaa-head]", "[xbb-one]", "constraints/quarrel.md:8:16: error: \"xbb-one\" is a player of XBB, where this constraint does not act [constraint]\n    name a player of a member that the constraint holds back"},
		{"constraints/quarrel.md", "shifts:\n  - {players: [xaa-head], points: -12}\n", "", "constraints/quarrel.md:4:9: error: a constraint of effect shift must say what it does [missing-key]\n    add `shifts`"},
		{"constraints/quarrel.md", "effect: shift", "effect: cap", "constraints/quarrel.md:4:9: error: a constraint of effect cap must say what it does [missing-key]\n    add `cap` or `caps`\nconstraints/quarrel.md:8:3: error: `shifts` does not go with the effect cap [constraint]\n    delete it, or change the effect"},
		{"constraints/quarrel.md", "effect: shift", "effect: cap\ncap: {under: 40}", "constraints/quarrel.md:9:3: error: `shifts` does not go with the effect cap [constraint]\n    delete it, or change the effect"},
		{"constraints/quarrel.md", "effect: shift\nareas: [water]", "effect: shift\nareas: [water]\nlever: never", "constraints/quarrel.md:6:8: error: a lever is \"never\" [unknown-word]\n    write `none`, or a map with actor and instrument"},
		{"constraints/crew.md", "acute: 1", "acute: 4", "constraints/crew.md:7:47: error: an acute capacity of 4 is above the calm one of 3 [constraint]"},
		{"constraints/crew.md", "[xbb-one], calm", "[nobody], calm", "constraints/crew.md:7:21: error: there is no player or agency \"nobody\" [unknown-id]\n    it may be: xaa-court, xaa-head, xbb-one, xbb-three, xbb-two, xaa-board"},
		{"constraints/crew.md", "effect: capacity", "effect: capacity\nsince: 2025\nuntil: 2024", "constraints/crew.md:6:8: error: it ends (2024) before it begins (2025) [date-order]"},
		{"constraints/crew.md", "low: 0.2", "low: 0.5", "constraints/crew.md:6:23: error: `pressure` has low 0.5, best 0.4, high 0.6 [estimate-order]\n    order them as low ≤ best ≤ high"},
		{"constraints/crew.md", "effect: capacity", "effect: capacity\ncaps: {gauge: lime}", "constraints/crew.md:5:7: error: `caps` does not go with the effect capacity [constraint]\n    delete it, or change the effect\nconstraints/crew.md:5:15: error: there is no rung of gauge \"lime\" [unknown-id]\n    did you mean \"line\"?"},
		{"scenarios/turn.yaml", "kind: other", "kind: government", "scenarios/turn.yaml:1:1: error: a scenario of a changed government names its member [missing-key]\n    add `member:`"},
		{"scenarios/turn.yaml", "stance: xaa-head", "stance: xaa-head, move: xaa-head", "scenarios/turn.yaml:5:5: error: a change states one thing, and this states 2 [change]\n    give one of stance, move, influence, pressure, procedure and target"},
		{"scenarios/turn.yaml", "areas: [water], position: 70", "position: 70", "scenarios/turn.yaml:5:5: error: the change says nowhere in which areas it holds [missing-key]\n    add `areas: [AREA]`, `areas: [all]` or `initiative:`"},
		{"scenarios/turn.yaml", ", position: 70", "", "scenarios/turn.yaml:5:5: error: a change of stance lacks the key \"position\" [missing-key]\n    add `position:`"},
		{"scenarios/turn.yaml", "position: 70", "position: 70, to: 0.5", "scenarios/turn.yaml:5:58: error: `to` does not go with a change of stance [change]\n    delete it"},
		{"scenarios/turn.yaml", "{stance: xaa-head, areas: [water], position: 70}", "{procedure: vote, member: XAA}", `scenarios/turn.yaml:5:17: error: there is no procedure of XAA "vote" [unknown-id]`},
		{"scenarios/turn.yaml", "{stance: xaa-head, areas: [water], position: 70}", "{target: lime, initiative: gauge}", "scenarios/turn.yaml:5:14: error: there is no rung of gauge \"lime\" [unknown-id]\n    did you mean \"line\"?"},
		{"scenarios/turn.yaml", "{stance: xaa-head, areas: [water], position: 70}", "{target: line, initiative: gage}", "scenarios/turn.yaml:5:32: error: there is no initiative \"gage\" [unknown-id]\n    did you mean \"gauge\"?"},
		{"scenarios/turn.yaml", "{stance: xaa-head, areas: [water], position: 70}", "{pressure: quarel, to: 0.5}", "scenarios/turn.yaml:5:16: error: there is no constraint \"quarel\" [unknown-id]\n    did you mean \"quarrel\"?"},
		{"scenarios/turn.yaml", "{stance: xaa-head, areas: [water], position: 70}", "{influence: xbb-on, to: 0.5}", "scenarios/turn.yaml:5:17: error: there is no player \"xbb-on\" [unknown-id]\n    did you mean \"xbb-one\"?"},
		{"scenarios/turn.yaml", "{stance: xaa-head, areas: [water], position: 70}", "{move: xbb-one, areas: all}", "scenarios/turn.yaml:5:5: error: a change of move lacks the key \"by\" [missing-key]\n    add `by:`"},
		{"people.yaml", "  - {id: ana, name: Ana, member", "  - {id: ana, name: Ana}\n  - {id: ana, name: Ana, member", "people.yaml:3:10: error: the person \"ana\" stands twice [duplicate-id]\n    rename one of them"},
		{"people.yaml", "member: XAA", "member: XAB", "people.yaml:2:34: error: there is no member \"XAB\" [unknown-id]\n    did you mean \"XAA\"?"},
		{"people.yaml", "to: 2021", "to: 2019", "people.yaml:2:84: error: it ends (2019) before it begins (2020) [date-order]"},
		{"people.yaml", "people: [ana]", "people: [anna]", "people.yaml:4:37: error: there is no person \"anna\" [unknown-id]\n    did you mean \"ana\"?"},
		{"terms.yaml", "use: the river}", "use: the river}\n  - {id: river, concept: River, use: the river}", "terms.yaml:3:10: error: the term \"river\" stands twice [duplicate-id]\n    rename one of them"},
		{"pieces/note.md", "from: report", "from: rapport", "pieces/note.md:3:7: error: there is no text \"rapport\" [unknown-id]\n    did you mean \"report\"?"},
		{"pieces/note.md", "from: report", "areas: [wather]", "pieces/note.md:3:9: error: there is no area \"wather\" [unknown-id]\n    did you mean \"water\"?"},
		{"facts.csv", "f-1,rain,Rain,5,mm,2025,4,6,,,gazette", "f-1,rain,Rain,5,mm,2025,4,6,,,gazette\nf-1,rain,Rain,5,mm,2025,4,6,,,gazette", "facts.csv:3:1: error: the id \"f-1\" is taken: facts.csv:2:1 [duplicate-id]\n    rename one of them"},
		{"facts.csv", ",4,6,,", ",5.5,6,,", "facts.csv:2:1: error: the value 5 lies outside its own bounds [estimate-order]\n    order them as low ≤ value ≤ high"},
		{"facts.csv", ",4,6,,", ",4,4.5,,", "facts.csv:2:1: error: the value 5 lies outside its own bounds [estimate-order]\n    order them as low ≤ value ≤ high"},
		{"facts.csv", ",4,6,,", ",4,6,f-0,", "facts.csv:2:1: error: there is no fact \"f-0\" [unknown-id]\n    did you mean \"f-1\"?"},
		{"facts.csv", "6,,,gazette", "6,,maybe,gazette", "facts.csv:2:30: error: \"confirmed\" must be yes or no, and this is \"maybe\" [csv-value]\n    write yes or no"},
		{"facts.csv", "6,,,gazette", "6,,,gazete", "facts.csv:2:1: error: there is no source \"gazete\" in sources/ [unknown-source]\n    did you mean \"gazette\"?"},
		{"facts.csv", "mm,2025,4", "mm,2025-13,4", `facts.csv:2:20: error: "date": "2025-13" is no date: there is no month 13 [date]`},
		{"facts.csv", "Rain,5,mm", "Rain,five,mm", "facts.csv:2:15: error: \"value\" must be a number, and \"five\" is none [csv-value]\n    write digits only, with a point for decimals"},
		{"facts.csv", "Rain,5,mm", "Rain,,mm", `facts.csv:2:15: error: the column "value" is blank [missing-value]`},
		{"facts.csv", "gazette", "gazette,x", "facts.csv:2:1: error: this row has 12 fields and the header 11 [csv-row]\n    quote a field that holds a comma, and write decimals with a point"},
		{"facts.csv", "Rain,5", `Ra"in,5`, "facts.csv:2:12: error: this is no valid CSV: bare \" in non-quoted-field [csv-syntax]\n    a field with a quote is written \"like \"\"this\"\"\""},
		{"facts.csv", "confirmed,source", "source,source", "facts.csv:1:59: error: the column \"source\" stands twice [repeated]\n    delete one of them"},
		{"facts.csv", "confirmed,source", "sure,source", "facts.csv:1:52: error: unknown column \"sure\" [unknown-column]\n    it may be: id, series, what, value, unit, of, date, published, low, high, member, source, locator, supersedes, confirmed, note, publish"},
		{"facts.csv", "what,value", "valu,value", "facts.csv:1:1: error: the table lacks the column \"what\" [missing-column]\n    add it to the header\nfacts.csv:1:11: error: unknown column \"valu\" [unknown-column]\n    did you mean \"value\"?"},
		{"polls.csv", "2025-01-05,2025-01-09", "2025-01-10,2025-01-09", "polls.csv:2:1: error: fieldwork ends (2025-01-09) before it begins (2025-01-10) [date-order]"},
		{"polls.csv", "40,percent", "100.5,percent", "polls.csv:2:1: error: a share of 100.5 percent cannot be [out-of-range]\n    state another `unit`, or mend the value"},
		{"polls.csv", "40,percent", "-1,", "polls.csv:2:1: error: a share of -1 percent cannot be [out-of-range]\n    state another `unit`, or mend the value"},
		{"polls.csv", "40,percent", "101,degrees", "polls.csv:2:1: error: a feeling of 101 degrees cannot be: the scale is 0 to 100 [out-of-range]\n    state another `unit`, or mend the value"},
		{"polls.csv", "question,pollster,start,end,n,value,unit,source\ntrust,XAA,Trust?,Ask", "question,asks,pollster,start,end,n,value,unit,source\ntrust,XAA,Trust?,feelings,Ask", "polls.csv:2:18: error: \"asks\" is \"feelings\", which is none of its words [unknown-word]\n    did you mean \"feeling\"?"},
		{"polls.csv", "1000,", "1000.5,", `polls.csv:2:44: error: "n" must be a whole number, and this is 1000.5 [csv-value]`},
		{"polls.csv", "40,percent,gazette", "40,percent,gazette\ntrust,XAA,Trust again?,ASK,,2025-01-09,,41,,gazette", "polls.csv:3:1: error: the series \"trust\" has this wave of ASK already: polls.csv:2:1 [duplicate-id]\n    give another question or mode its own series"},
		{"events.csv", "AGREE", "AGREEE", "events.csv:2:1: error: \"AGREEE\" is no event type; docs/eventtypes.md lists them [unknown-word]\n    did you mean \"AGREE\"?"},
		{"events.csv", "AGREE", "LAW", "events.csv:2:1: error: LAW is an act inside a country, and XAA acts on XBB [domestic-event]\n    leave target_actor empty and name the other country in `about`, or take a type of acts between countries"},
		{"events.csv", ",water,", ",wather,", "events.csv:2:1: error: there is no area \"wather\" [unknown-id]\n    did you mean \"water\"?"},
		{"acts.csv", "xaa-head", "xaa-hed", "acts.csv:2:1: error: there is no player \"xaa-hed\" [unknown-id]\n    did you mean \"xaa-head\"?"},
		{"acts.csv", ",1,It", ",2.5,It", `acts.csv:2:31: error: "direction" must lie between -2 and 2, and this is 2.5 [out-of-range]`},
		{"cases.csv", "upheld,,", "upheld,c-2,", "cases.csv:2:1: error: there is no ruling \"c-2\" [unknown-id]\n    did you mean \"c-1\"?"},
		{"commitments.csv", ",gauge,", ",gage,", "commitments.csv:2:1: error: there is no initiative \"gage\" [unknown-id]\n    did you mean \"gauge\"?"},
		{"commitments.csv", ",XAA,", ",XAB,", "commitments.csv:2:1: error: there is no member \"XAB\" [unknown-id]\n    did you mean \"XAA\"?"},
		{"commitments.csv", "fulfilled", "done", "commitments.csv:2:34: error: \"status\" is \"done\", which is none of its words [unknown-word]\n    it may be: fulfilled, in-progress, not-fulfilled, no-evidence"},
		{"calendar.csv", ",ALL,", ",XAA+XQQ,", "calendar.csv:2:1: error: \"XQQ\" is no member, outside party or country code [unknown-country]\n    it may be: XAA, XBB"},
		{"calendar.csv", "date,member,kind,title\n2026-05,", "date,end,member,kind,title\n2026-05,2026-04,", "calendar.csv:2:1: error: it ends (2026-04) before it begins (2026-05) [date-order]"},
		{"judgements.csv", "position:xaa-head/water", "xaa-head", `judgements.csv:2:1: error: "xaa-head" is no target: write position:PLAYER/AREA, salience:PLAYER/AREA, influence:PLAYER or pressure:CONSTRAINT [judgement]`},
		{"judgements.csv", "position:xaa-head/water", "position:xaa-head", `judgements.csv:2:1: error: "position:xaa-head" names no area: write position:xaa-head/AREA [judgement]`},
		{"judgements.csv", "position:xaa-head/water", "influence:xaa-head/water", "judgements.csv:2:1: error: \"influence:xaa-head/water\": `influence` holds for all areas [judgement]"},
		{"judgements.csv", "position:xaa-head/water", "position:xaa-hed/water", "judgements.csv:2:1: error: there is no player \"xaa-hed\" [unknown-id]\n    did you mean \"xaa-head\"?"},
		{"judgements.csv", "position:xaa-head/water", "position:xaa-head/wather", "judgements.csv:2:1: error: there is no area or initiative \"wather\" [unknown-id]\n    did you mean \"water\"?"},
		{"judgements.csv", "position:xaa-head/water,30,40,60", "pressure:quarel,0.3,0.4,0.6", "judgements.csv:2:1: error: there is no constraint \"quarel\" [unknown-id]\n    did you mean \"quarrel\"?"},
		{"judgements.csv", "position:xaa-head/water,30,40,60", "influence:xaa-head,0.3,0.4,1.5", "judgements.csv:2:1: error: `influence` must lie between 0 and 1 [out-of-range]\n    if it is 1.5 of 100, write 0.015"},
		{"judgements.csv", "30,40,60", "41,40,60", "judgements.csv:2:1: error: the judgement has low 41, best 40, high 60 [estimate-order]\n    order them as low ≤ best ≤ high"},
		{"judgements.csv", "30,40,60", "30,61,60", "judgements.csv:2:1: error: the judgement has low 30, best 61, high 60 [estimate-order]\n    order them as low ≤ best ≤ high"},
		{"judgements.csv", "30,40,60", "-1,40,60", "judgements.csv:2:1: error: `position` must lie between 0 and 100 [out-of-range]"},
		{"quotes.csv", "gazette", "gazete", "quotes.csv:2:1: error: there is no source \"gazete\" in sources/ [unknown-source]\n    did you mean \"gazette\"?"},
		{"series/gauges.csv", ",3,percent", ",101,percent", "series/gauges.csv:2:1: error: a share of 101 percent cannot be [out-of-range]"},
		{"series/gauges.csv", ",3,percent", ",-1,percent", "series/gauges.csv:2:1: error: a share of -1 percent cannot be [out-of-range]"},
		{"series/gauges.csv", "2025-01,2025-01,3", "2025-02,2025-01,3", "series/gauges.csv:2:1: error: the value describes a time that ends (2025-01) before it begins (2025-02) [date-order]"},
		{"series/gauges.yaml", "what: events, sha256: a", "what: events, sha256: A", "series/gauges.yaml:4:33: error: \"Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…\" is no SHA-256: 64 hexadecimal digits in lower case [csv-value]\n    `entente measure --save` writes it"},
		{"series/gauges.yaml", "rows: 3, sha256: a", "rows: 3, sha256: g", "series/gauges.yaml:5:26: error: \"gaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…\" is no SHA-256: 64 hexadecimal digits in lower case [csv-value]\n    `entente measure --save` writes it"},
		{"series/gauges.yaml", "inputs", "source: gazete\ninputs", "series/gauges.yaml:4:9: error: there is no source \"gazete\" in sources/ [unknown-source]\n    did you mean \"gazette\"?"},
		{"sources/s.json", `"id": "memory"`, `"id": "gazette"`, "sources/s.json:2:2: error: the source id \"gazette\" is taken: sources/s.json:1:2 [duplicate-id]\n    keep one of the records"},
		{"sources/s.json", `"id": "memory", `, "", "sources/s.json:2:2: error: the record has no id [csl-json]\n    each record needs an id and a type"},
		{"sources/s.json", `"gazette",`, `"gazette"`, "sources/s.json:1:19: error: this is no valid JSON: invalid character '\"' after object key:value pair [json-syntax]\n    export it again as CSL JSON"},
		{"report.md", "title: The report", "title: The report\nmembers: [XCC]", `report.md:3:11: error: there is no member "XCC" [unknown-id]`},
		{"report.md", "---\ntitle", "title", "report.md:1:1: error: the file has no YAML head [front-matter]\n    begin the file with a line of three dashes, the keys, and three dashes again"},
		{"acts.csv", "id,date,player,area,direction,summary,source\na-1,2025-02-01,xaa-head,water,1,It agrees.,gazette\n", "", "acts.csv:1:1: error: the table is empty [csv-header]\n    the first line names the columns: id,date,player,area,direction,summary,source,confirmed,note,publish"},
		{"dossier.yaml", "draws: 1000", "kappa: 1.5", "dossier.yaml:13:19: error: `kappa` must lie between 0 and 1, and this is 1.5 [out-of-range]\n    if it is 1.5 of 100, write 0.015"},
		{"dossier.yaml", "draws: 1000", "judge_error: -1", "dossier.yaml:13:25: error: `judge_error` must lie between 0 and 50, and this is -1 [out-of-range]"},
		{"dossier.yaml", "draws: 1000", "promise_prior: 50", "dossier.yaml:13:27: error: `promise_prior` must lie between 0 and 1, and this is 50 [out-of-range]\n    if it is 50 of 100, write 0.5"},
		{"dossier.yaml", "draws: 1000", "promise_prior_law: {source: gazette}", "dossier.yaml:13:31: error: `promise_prior_law` lacks the key \"share\" [missing-key]\n    add `share:`"},
		{"dossier.yaml", "draws: 1000", "promise_prior: {share: 0.4, source: gazete}", "dossier.yaml:13:48: error: there is no source \"gazete\" in sources/ [unknown-source]\n    did you mean \"gazette\"?"},
		{"members/xaa.yaml", "role: [proposes, decides]", "role: [proposes, decides]\n    heads: state", "members/xaa.yaml:11:12: error: `heads` is \"state\", which is none of its words [unknown-word]\n    it may be: government"},
		{"members/xaa.yaml", "kind: court, role: [court]}", "kind: court, role: [court], heads: government}\n  - {id: xaa-chief, name: Chief, kind: executive, role: [proposes], heads: government}", "members/xaa.yaml:17:76: error: \"xaa-court\" and \"xaa-chief\" both head the government of XAA [role]\n    keep one; who held the office before stands under `holders:`"},
		{"members/xaa.yaml", "name: Board, from", "name: Board, acts_through: xaa-hed, from", "members/xaa.yaml:5:48: error: there is no player \"xaa-hed\" [unknown-id]\n    did you mean \"xaa-head\"?"},
		{"members/xaa.yaml", "name: Board, from", "name: Board, acts_through: xbb-one, from", "members/xaa.yaml:5:48: error: \"xbb-one\" is a player of XBB, and an agency of XAA cannot act through it [role]\n    name a player of XAA"},
		{"members/xaa.yaml", "path: {players: [xaa-head]}", "path: {owners: yes, players: [xaa-head]}", "members/xaa.yaml:20:11: error: a step must say who passes it, once [stage]\n    give one of `all`, `any`, `players`, `seats` and `owners: yes`"},
		{"members/xaa.yaml", "path: {players: [xaa-head]}", "path: {owners: yes, quota: 0.5}", "members/xaa.yaml:20:11: error: each owner that signs is a veto: `quota`, `votes` and `weigh` do not go with `owners` [stage]\n    delete them"},
		{"members/xaa.yaml", "path: {players: [xaa-head]}", "path: {owners: maybe}", "members/xaa.yaml:20:11: error: a step must say who passes it, once [stage]\n    give one of `all`, `any`, `players`, `seats` and `owners: yes`\nmembers/xaa.yaml:20:20: error: `owners` is \"maybe\", which is none of its words [unknown-word]\n    it may be: yes, no"},
		{"members/xaa.yaml", "path: {players: [xaa-head]}", "path: {owners: no}", "members/xaa.yaml:20:11: error: a step must say who passes it, once [stage]\n    give one of `all`, `any`, `players`, `seats` and `owners: yes`"},
		{"initiatives/gauge.md", "target: line", "target: line\nlevel: ministers", "initiatives/gauge.md:8:8: error: `level` is \"ministers\", which is none of its words [unknown-word]\n    it may be: leaders"},
		{"initiatives/gauge.md", "target: line", "target: line\nundoes: [xaa-hed]", "initiatives/gauge.md:8:10: error: there is no player \"xaa-hed\" [unknown-id]\n    did you mean \"xaa-head\"?"},
		{"initiatives/gauge.md", "name: Line}", "name: Line, asks: yearly}", "initiatives/gauge.md:6:47: error: `asks` is \"yearly\", which is none of its words [unknown-word]\n    it may be: once, standing, capability, law-or-money, general"},
		{"initiatives/gauge.md", "target: line", "target: line\nowners: {XAA: {lead: xaa-bord, signs: [xaa-heat], helps: [nobody]}}", "initiatives/gauge.md:8:22: error: there is no player or agency \"xaa-bord\" [unknown-id]\n    did you mean \"xaa-board\"?\ninitiatives/gauge.md:8:40: error: there is no player or agency \"xaa-heat\" [unknown-id]\n    did you mean \"xaa-head\"?\ninitiatives/gauge.md:8:59: error: there is no player or agency \"nobody\" [unknown-id]\n    it may be: xaa-court, xaa-head, xbb-one, xbb-three, xbb-two, xaa-board"},
		{"initiatives/gauge.md", "target: line", "target: line\nowners: {XCC: [xaa-board]}", "initiatives/gauge.md:8:10: error: there is no member \"XCC\" [unknown-id]"},
		{"initiatives/gauge.md", "target: line", "target: line\nowners: {XAA: {lead: xbb-one, by: editors}}", "initiatives/gauge.md:8:22: warning: \"xbb-one\" is a body of XBB, and stands among the owners of XAA [owner]\n    name it under XBB, or name a body of XAA"},
		{"initiatives/gauge.md", "target: line", "target: line\nowners: {XAA: [xaa-head, xbb-one]}", "initiatives/gauge.md:8:26: warning: \"xbb-one\" is a body of XBB, and stands among the owners of XAA [owner]\n    name it under XBB, or name a body of XAA"},
		{"initiatives/gauge.md", "target: line", "target: line\nowners: {XAA: {helps: [xaa-board], by: editors}}", "initiatives/gauge.md:8:10: warning: no lead is named for XAA [owner]\n    add `lead:` with the body that would lead"},
		{"initiatives/gauge.md", "target: line", "target: line\nowners: {XAA: {leads: xaa-board}}", "initiatives/gauge.md:8:16: error: unknown key \"leads\" [unknown-key]\n    did you mean \"lead\"?"},
		{"constraints/vote.md", "from: 2026-05-02, until: 2026-06-14", "from: 2026-05-02, until: soon", "constraints/vote.md:7:31: error: `until`: \"soon\" is no date: write YYYY, YYYY-MM or YYYY-MM-DD [date]"},
		{"initiatives/gauge.md", "target: line", "target: line\nowners: {XAA: {lead: xaa-board, source: gazete}}", "initiatives/gauge.md:8:41: error: there is no source \"gazete\" in sources/ [unknown-source]\n    did you mean \"gazette\"?"},
		{"initiatives/gauge.md", "target: line", "target: line\nprocedures: {XBB: signed}\nowners: {XBB: {lead: xbb-three, by: editors}}", "initiatives/gauge.md:9:22: warning: \"xbb-three\" leads for XBB and is no part of the state: nobody signs [owner]\n    name the public body that signs under `signs:`, or a procedure in which this body has a stage"},
		{"initiatives/gauge.md", "target: line", "target: line\nowners: {XBB: {lead: xbb-one, signs: [xbb-three], by: editors}}", "initiatives/gauge.md:8:39: warning: \"xbb-three\" is no part of the state, and does not sign an act of the state [owner]\n    put it under `helps:`, and the public body that signs under `signs:`"},
		{"initiatives/gauge.md", "target: line", "target: line\nprocedures: {XBB: signed}\nowners: {XBB: [xbb-three]}", "initiatives/gauge.md:9:16: warning: \"xbb-three\" leads for XBB and is no part of the state: nobody signs [owner]\n    name the public body that signs under `signs:`, or a procedure in which this body has a stage"},
		{"initiatives/candid.md", "area: songs", "area: songs\nmembers: [XAA]\nowners: {XBB: {lead: xbb-one, by: editors}}", "initiatives/candid.md:6:10: warning: owners are named for XBB, which the initiative does not concern [owner]\n    take it out, or name XBB under `members:`"},
		{"initiatives/candid.md", "area: songs", "area: songs\nrequires: [gage]", "initiatives/candid.md:5:12: error: there is no initiative \"gage\" [unknown-id]\n    did you mean \"gauge\"?"},
		{"initiatives/candid.md", "area: songs", "area: songs\nrequires: [{initiative: gauge, rung: lime}]", "initiatives/candid.md:5:38: error: there is no rung of gauge \"lime\" [unknown-id]\n    did you mean \"line\"?"},
		{"initiatives/candid.md", "area: songs", "area: songs\nrequires: [{initiative: candid, rung: line}]", "initiatives/candid.md:5:25: error: initiatives require each other: candid → candid [requires-cycle]\n    take one of them out\ninitiatives/candid.md:5:39: error: there is no rung of candid \"line\" [unknown-id]"},
		{"initiatives/candid.md", "area: songs", "area: songs\nrequires: [{rung: line}]", "initiatives/candid.md:5:12: error: `requires` lacks the key \"initiative\" [missing-key]\n    add `initiative:`"},
		{"initiatives/candid.md", "area: songs", "area: songs\nrequires: [gauge, {initiative: gauge, rung: line}]", "initiatives/candid.md:5:32: warning: `requires` names \"gauge\" twice [repeated]\n    delete one of them"},
		{"initiatives/candid.md", "area: songs", "area: songs\nrequires: [{initiative: gauge, rungs: line}]", "initiatives/candid.md:5:32: error: unknown key \"rungs\" [unknown-key]\n    did you mean \"rung\"?"},
		{"initiatives/gauge.md", "target: line", "target: line\neases: [{constraint: vote, low: 0, best: 0.1, high: 0.2, mechanism: It helps.}]", "initiatives/gauge.md:8:22: warning: \"vote\" is a closed span: it has dates and no pressure that could change [closed]\n    take it out, or state its dates in its own file"},
		{"constraints/vote.md", "from: 2026-05-02, until: 2026-06-14", "from: 2026-06-14, until: 2026-06-14", "constraints/vote.md:7:31: error: the span ends (2026-06-14) no later than it begins (2026-06-14) [date-order]\n    `until` is the first day on which work can start again"},
		{"constraints/vote.md", "from: 2026-05-02, until: 2026-06-14", "from: 2026-06-14, until: 2026", "constraints/vote.md:7:31: error: the span ends (2026) no later than it begins (2026-06-14) [date-order]\n    `until` is the first day on which work can start again"},
		{"constraints/vote.md", "until: 2026-06-14", "untill: 2026-06-14", "constraints/vote.md:7:24: error: unknown key \"untill\" [unknown-key]\n    did you mean \"until\"?"},
		{"constraints/vote.md", "closed:\n  - {from: 2026-05-02, until: 2026-06-14, why: The house has risen.}", "closed: []", "constraints/vote.md:4:9: error: a constraint of effect closed must say what it does [missing-key]\n    add `closed`"},
		{"constraints/vote.md", "areas: [water]", "areas: [water]\npressure: [{from: 2025, low: 0, best: 0.4, high: 1}]", "constraints/vote.md:6:11: warning: a closed span has dates and no pressure: `pressure` is not read [closed]\n    delete it; what has no dates is a shift or a cap"},
		{"constraints/vote.md", "areas: [water]", "areas: [water]\nindicator: {calendar: summit, calm: 90, acute: 10}", "constraints/vote.md:6:12: warning: a closed span has dates and no pressure: `indicator` is not read [closed]\n    delete it; what has no dates is a shift or a cap"},
		{"constraints/vote.md", "effect: closed", "effect: shift", "constraints/vote.md:4:9: error: a constraint of effect shift must say what it does [missing-key]\n    add `shifts`\nconstraints/vote.md:7:3: error: `closed` does not go with the effect shift [constraint]\n    delete it, or change the effect"},
		{"constraints/vote.md", "effect: closed\nareas: [water]\nclosed:\n  - {from: 2026-05-02, until: 2026-06-14, why: The house has risen.}", "effect: window\nareas: [water]\nwindow: {until: 2026-06-14}", "constraints/vote.md:6:9: note: `window` is an older form of `closed` [old-form]\n    write `effect: closed` and `closed: [{until: 2026-06-14, why: …}]`, with `from:` where it has a first day"},
		{"constraints/vote.md", "effect: closed\nareas: [water]\nclosed:\n  - {from: 2026-05-02, until: 2026-06-14, why: The house has risen.}", "effect: window", "constraints/vote.md:4:9: error: a constraint of effect closed must say what it does [missing-key]\n    add `closed`"},
		{"constraints/quarrel.md", "shifts:", "window: {until: 2027}\nshifts:", "constraints/quarrel.md:7:9: error: `window` does not go with the effect shift [constraint]\n    delete it, or change the effect"},
		{"scenarios/turn.yaml", "{stance: xaa-head, areas: [water], position: 70}", "{pressure: vote, to: 0.5}", "scenarios/turn.yaml:5:16: warning: \"vote\" is a closed span: it has dates and no pressure that could change [closed]\n    take it out, or state its dates in its own file"},
		{"commitments/more.csv", ",letters,To", ",latters,To", "commitments/more.csv:2:1: error: there is no rung of gauge \"latters\" [unknown-id]\n    did you mean \"letters\"?"},
		{"commitments/more.csv", ",once,", ",one,", "commitments/more.csv:2:33: error: \"kind\" is \"one\", which is none of its words [unknown-word]\n    did you mean \"once\"?"},
		{"commitments/more.csv", ",XAA+XBB,", ",XAA+XCC,", "commitments/more.csv:2:1: error: there is no member \"XCC\" [unknown-id]\n    it may be: XAA, XBB"},
		{"commitments/more.csv", ",2025-03,2025-02,", ",2024-12,2025-02,", "commitments/more.csv:2:1: error: it is due (2024-12) before it was made (2025-01) [date-order]"},
		{"commitments/more.csv", ",2025-03,2025-02,", ",2025-03,2024-12,", "commitments/more.csv:2:1: error: it was kept (2024-12) before it was made (2025-01) [date-order]"},
		{"commitments/more.csv", ",2025-03,2025-02,", ",2025-03,2025-07,", "commitments/more.csv:2:1: error: it was assessed (2025-06) before it was kept (2025-07) [date-order]"},
		{"commitments/more.csv", "fulfilled", "in-progress", "commitments/more.csv:2:1: warning: it was kept (2025-02), and its status is in-progress [commitment]\n    clear the column kept, or mend the status"},
		{"commitments/more.csv", ",gauge,XAA+XBB,once,letters,", ",candid,XAA+XBB,once,letters,", "commitments/more.csv:2:1: error: there is no rung of candid \"letters\" [unknown-id]"},
		{"initiatives/gauge.md", "target: line", "target: line\nmembers: [XAA]", "commitments/more.csv:2:1: warning: the promise binds XBB, which \"gauge\" does not concern [commitment]\n    mend the column member, or the initiative's `members:`"},
		{"questions.csv", ",gauge,", ",gage,", "questions.csv:2:1: error: there is no initiative \"gage\" [unknown-id]\n    did you mean \"gauge\"?"},
		{"questions.csv", "2025-01-10,2025-03-31", "2025-04-01,2025-03-31", "forecasts/r1.csv:2:1: error: the forecast is of 2025-02-01, before the question opened (2025-04-01) [forecast]\n    mend the date; a forecast is made while its question is open\nquestions.csv:2:1: error: it closes (2025-03-31) before it opens (2025-04-01) [date-order]\nquestions.csv:2:1: error: it was resolved (2025-03-20) before it opened (2025-04-01) [date-order]"},
		{"questions.csv", "yes,2025-03-20", ",2025-03-20", "questions.csv:2:1: error: it was resolved (2025-03-20), and has no outcome [question]\n    write yes or no in the column outcome, or clear resolved"},
		{"questions.csv", "yes,2025-03-20", "yes,", "questions.csv:2:1: error: its outcome is yes, and nothing says since when [question]\n    write in the column resolved when that was settled"},
		{"questions.csv", "yes,2025-03-20", "maybe,2025-03-20", "questions.csv:2:71: error: \"outcome\" is \"maybe\", which is none of its words [unknown-word]\n    it may be: yes, no"},
		{"questions.csv", "yes,2025-03-20", "yes,2025-01", "forecasts/r1.csv:2:1: error: the forecast is of 2025-02-01, after the question was resolved (2025-01) [forecast]\n    mend the date; what is known is no forecast"},
		{"questions.csv", "yes,2025-03-20", "yes,2025-01-09", "forecasts/r1.csv:2:1: error: the forecast is of 2025-02-01, after the question was resolved (2025-01-09) [forecast]\n    mend the date; what is known is no forecast\nquestions.csv:2:1: error: it was resolved (2025-01-09) before it opened (2025-01-10) [date-order]"},
		{"questions.csv", "yes,2025-03-20,gazette", "yes,2025-03-20,gazete", "questions.csv:2:1: error: there is no source \"gazete\" in sources/ [unknown-source]\n    did you mean \"gazette\"?"},
		{"questions.csv", "yes,2025-03-20,gazette", "yes,2025-03-20,gazette\ng-1,Again?,,2025,2026,It,,,", "questions.csv:3:1: error: the id \"g-1\" is taken: questions.csv:2:1 [duplicate-id]\n    rename one of them"},
		{"forecasts/r1.csv", "g-1,", "g-2,", "forecasts/r1.csv:2:1: error: there is no question \"g-2\" [unknown-id]\n    did you mean \"g-1\"?"},
		{"forecasts/r1.csv", "2025-02-01", "2025-01-09", "forecasts/r1.csv:2:1: error: the forecast is of 2025-01-09, before the question opened (2025-01-10) [forecast]\n    mend the date; a forecast is made while its question is open"},
		{"forecasts/r1.csv", "2025-02-01", "2025-04-01", "forecasts/r1.csv:2:1: error: the forecast is of 2025-04-01, after the question closed (2025-03-31) [forecast]\n    mend the date; a forecast is made while its question is open"},
		{"forecasts/r1.csv", "2025-02-01", "2025-03-21", "forecasts/r1.csv:2:1: error: the forecast is of 2025-03-21, after the question was resolved (2025-03-20) [forecast]\n    mend the date; what is known is no forecast"},
		{"forecasts/r1.csv", ",0.6", ",60", "forecasts/r1.csv:2:20: error: \"probability\" must lie between 0 and 1, and this is 60 [out-of-range]\n    if it is 60 of 100, write 0.6"},
		{"forecasts/r1.csv", ",0.6", ",1.01", "forecasts/r1.csv:2:20: error: \"probability\" must lie between 0 and 1, and this is 1.01 [out-of-range]\n    if it is 1.01 of 100, write 0.0101"},
		{"forecasts/r1.csv", ",0.6", ",-0.1", "forecasts/r1.csv:2:20: error: \"probability\" must lie between 0 and 1, and this is -0.1 [out-of-range]"},
		{"forecasts/r1.csv", ",0.6", ",60%", "forecasts/r1.csv:2:20: error: \"probability\" must be a number, and \"60%\" is none [csv-value]\n    write digits only, with a point for decimals: 60"},
		{"forecasts/r1.csv", "ann,0.6", "ann,0.6\ng-1,2025-02-01,ann,0.7", "forecasts/r1.csv:3:1: error: ann put a probability on \"g-1\" that day already: forecasts/r1.csv:2:1 [duplicate-id]\n    keep one of them"},
		{"assumptions.yaml", "initiatives: [gauge]", "initiatives: [gage]", "assumptions.yaml:2:116: error: there is no initiative \"gage\" [unknown-id]\n    did you mean \"gauge\"?"},
		{"assumptions.yaml", "next_look: 2026-06", "next_look: 2025-05", "assumptions.yaml:2:93: error: the next look (2025-05) is before the last one (2025-06) [date-order]"},
		{"assumptions.yaml", "id: peace", "id: Peace", "assumptions.yaml:2:10: error: the id \"Peace\" of an assumption is not kebab-case [id-form]\n    write it like peace"},
		{"assumptions.yaml", "source: gazette}", "source: gazette}\n  - {id: peace, what: Peace., because: It., test: No., next_look: 2026}", "assumptions.yaml:3:10: error: the assumption \"peace\" stands twice [duplicate-id]\n    rename one of them"},
		{"assumptions.yaml", "test: A war., ", "", "assumptions.yaml:2:5: error: `assumptions` lacks the key \"test\" [missing-key]\n    add `test:` (what would show it wrong)"},
		{"assumptions.yaml", "source: gazette", "source: gazete", "assumptions.yaml:2:132: error: there is no source \"gazete\" in sources/ [unknown-source]\n    did you mean \"gazette\"?"},
	} {
		var got []string
		for _, f := range with(t, c.file, c.old, c.fresh).f.list {
			got = append(got, f.String())
		}
		if got := strings.Join(got, "\n"); got != c.want {
			t.Errorf("%s: %q → %q\n got %s\nwant %s", c.file, c.old, c.fresh, got, c.want)
		}
	}
}

// TestBoundsMayBeReached holds that what lies on a bound is no fault.
func TestBoundsMayBeReached(t *testing.T) {
	for _, c := range []struct{ file, old, fresh string }{
		{"dossier.yaml", "draws: 1000", "lambda_member: 0.6, lambda_common: 0.8"},
		{"dossier.yaml", "draws: 1000", "draws: 100"},
		{"dossier.yaml", "draws: 1000", "draws: 1000000"},
		{"dossier.yaml", "draws: 1000", "seed: 0"},
		{"dossier.yaml", "draws: 1000}", "draws: 1000}\nrelations: {areas: {water: {words: [xy]}}}"},
		{"members/xaa.yaml", "from: 2020, to: 2024", "from: 2024-12-31, to: 2024"},
		{"members/xaa.yaml", "position: 50", "position: {low: 0, best: 0, high: 100}"},
		{"members/xaa.yaml", "position: 50", "position: {low: 100, best: 100, high: 100}"},
		{"members/xaa.yaml", "path: {players: [xaa-head]}", "path: {players: [xaa-head], quota: 1}"},
		{"members/xaa.yaml", "path: {players: [xaa-head]}", "path: {players: [xaa-head], quota: majority, weigh: influence}"},
		{"members/xaa.yaml", "path: {players: [xaa-head]}", "path: {all: [{players: [xaa-head]}]}"},
		{"members/xaa.yaml", "      - {areas: [water], from: 2025, position: 50}", "      - {areas: [water], from: 2025, position: 50}\n      - {areas: [water], from: 2025-01, position: 60}\n      - {areas: [songs], from: 2025, position: 60}"},
		{"members/xbb.yaml", "votes: 51", "votes: 100"},
		{"members/xbb.yaml", "votes: 51", "quota: 0.5"},
		{"initiatives/gauge.md", "level: 45", "level: 15.5"},
		{"initiatives/gauge.md", "rung: letters, what", "level: 20, what"},
		{"initiatives/gauge.md", "target: line", "target: line\nrequires: candid"},
		{"initiatives/gauge.md", "target: line", "target: line\nprocedures: {XAA: decree}\nowners: {XAA: [xaa-board, xaa-head]}\nvalues: candour\nserves: {xaa-wells: 1}"},
		{"constraints/quarrel.md", "members: [XAA]", "between: [XAA, XBB]"},
		{"constraints/quarrel.md", "{fact: rain", "{poll: trust, measure: change"},
		{"constraints/quarrel.md", "{fact: rain", "{series: height, measure: level"},
		{"constraints/quarrel.md", "{fact: rain", "{events: {types: [AGREE, LAW], area: water}, measure: count"},
		{"constraints/quarrel.md", "effect: shift\nareas: [water]", "effect: shift\nareas: [all]\nlever: none"},
		{"constraints/crew.md", "acute: 1", "acute: 3"},
		{"constraints/crew.md", "calm: 3, acute: 1", "calm: 0, acute: 0"},
		{"constraints/crew.md", "low: 0.2, best: 0.4, high: 0.6", "low: 0.4, best: 0.4, high: 0.4"},
		{"scenarios/turn.yaml", "kind: other", "kind: government\nmember: XAA"},
		{"scenarios/turn.yaml", "areas: [water], position", "initiative: gauge, position"},
		{"scenarios/turn.yaml", "{stance: xaa-head, areas: [water], position: 70}", "{procedure: decree, member: XAA}"},
		{"scenarios/turn.yaml", "{stance: xaa-head, areas: [water], position: 70}", "{target: letters, initiative: gauge}"},
		{"facts.csv", ",4,6,,", ",5,5,,"},
		{"facts.csv", ",4,6,,", ",,,,"},
		{"polls.csv", "40,percent", "100,percent"},
		{"polls.csv", "question,pollster,start,end,n,value,unit,source\ntrust,XAA,Trust?,Ask", "question,asks,pollster,start,end,n,value,unit,source\ntrust,XAA,Trust?,dislike,Ask"},
		{"polls.csv", "40,percent", "0,"},
		{"polls.csv", "40,percent", "100,degrees"},
		{"polls.csv", "40,percent", "0,degrees"},
		{"polls.csv", "40,percent", "250,persons"},
		{"polls.csv", "2025-01-05,2025-01-09", "2025-01-09,2025-01"},
		{"polls.csv", "40,percent,gazette", "40,percent,gazette\ntrust,XAA,Trust?,Ask,,2025-01-10,,41,,gazette"},
		{"acts.csv", ",1,It", ",-2,It"},
		{"events.csv", "XBB,AGREE", "XAA:GOV,LAW"},
		{"calendar.csv", ",ALL,", ",XZZ+FRA:PAR,"},
		{"judgements.csv", "30,40,60", "0,0,100"},
		{"judgements.csv", "position:xaa-head/water,30,40,60", "salience:xaa-head/gauge,0,1,1"},
		{"judgements.csv", "position:xaa-head/water,30,40,60", "pressure:quarrel,0,1,1"},
		{"series/gauges.csv", ",3,percent", ",100,percent"},
		{"series/gauges.csv", ",3,percent", ",0,percent"},
		{"dossier.yaml", "draws: 1000", "kappa: 0, judge_error: 0, ageing: 0, poll_error: 0, horizon: 1, promise_prior: 1, promise_prior_law: {share: 0, source: gazette}"},
		{"members/xaa.yaml", "role: [proposes, decides]", "role: [proposes, decides]\n    heads: government"},
		{"members/xaa.yaml", "name: Board, from", "name: Board, acts_through: xaa-head, from"},
		{"members/xaa.yaml", "path: {players: [xaa-head]}", "path: {any: [{players: [xaa-head]}, {name: Signed, owners: yes}]}"},
		{"initiatives/gauge.md", "target: line", "target: line\nlevel: leaders\nundoes: xaa-head\nowners: {XAA: {lead: xaa-board, signs: [xaa-head], source: gazette}, XBB: {lead: xbb-one, helps: [xbb-three], by: editors}}"},
		{"initiatives/gauge.md", "name: Line}", "name: Line, asks: law-or-money}"},
		{"initiatives/gauge.md", "target: line", "target: line\nowners: {XBB: [xbb-three]}"}, // no owner is asked to sign
		{"initiatives/gauge.md", "target: line", "target: line\nprocedures: {XBB: signed}\nowners: {XBB: {lead: xbb-three, signs: [xbb-two], by: editors}}"},
		{"initiatives/candid.md", "area: songs", "area: songs\nrequires: [{initiative: gauge, rung: letters}]"},
		{"constraints/vote.md", "{from: 2026-05-02, until: 2026-06-14", "{until: 2026-06-14"},
		{"constraints/vote.md", "{from: 2026-05-02, until: 2026-06-14", "{from: 2026-05-02"},
		{"constraints/vote.md", "{from: 2026-05-02, until: 2026-06-14, why: The house has risen.}", "{why: Shut.}"},
		{"constraints/vote.md", "from: 2026-05-02, until: 2026-06-14", "from: 2026-06-13, until: 2026-06-14"},
		{"commitments/more.csv", ",2025-03,2025-02,", ",2025-01-01,2025-01,"},
		{"commitments/more.csv", ",2025-03,2025-02,", ",,2025-06,"},
		{"questions.csv", "yes,2025-03-20,gazette", ",,"},
		{"questions.csv", "2025-01-10,2025-03-31", "2025-01-10,2025-03"},
		{"questions.csv", "yes,2025-03-20", "no,2025-02-01"},
		{"forecasts/r1.csv", "2025-02-01,ann,0.6", "2025-01-10,ann,0\ng-1,2025-03-20,ann,1\ng-1,2025-03-20,bo,0.5"},
		{"assumptions.yaml", "looked: 2025-06, next_look: 2026-06", "looked: 2025-06, next_look: 2025"},
	} {
		if l := with(t, c.file, c.old, c.fresh); len(l.f.list) > 0 {
			t.Errorf("%s: %q → %q: %v", c.file, c.old, c.fresh, l.f.list)
		}
	}
}
