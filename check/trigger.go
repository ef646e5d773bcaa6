package check

import "strings"

// Most sentences hold none of the words that a rule looks for. So that its
// pattern is not tried on them, each word of a sentence is looked up once by its
// first four letters, and a pattern is tried where one of its words may stand.

type triggers uint16

const (
	onFraming triggers = 1 << iota
	onConfidence
	onLikelihood
	onOpinion
	onVague
	onRecord
	onCompare
	onOffice
	onCourt
	onAbsence
	onNo
	onPerfect
	onOther // letters that are not Latin: patterns of other languages
)

var triggerWords = func() map[string]triggers {
	out := map[string]triggers{}
	for on, list := range map[triggers]string{
		onFraming: `so hist play whin unre unci obst stub ungr hyst lack vass kowt appe back stab cave cavi cavs free exto blac rogu herm weap inve brai bash braz sham arro hypo pupp nort
			kim beij mosc pyon tant sulk lect cryb revi anti bull grov two intr capi croc lip fake holl insi half empt drag obse emot pand scol nag nags nagg gree dece humi endl face
			crim gang band outl pari mafi terr evil murd bloo thug warm henc stoo mini cron toad syco para verm char croo liar trai tyra desp mega madm fana barb sava scro woul tinp pett wann
			imma chil infa prim lazy dish disg igno trea perf cunn sly irra serv cowa spin gutl vand host cliq caba grab stro slap sell sold abje betr mout witc shor ruth hear cyni stup idio fool clue inco dera craz insa delu crav petu vind`,
		onConfidence: `conf`,
		onLikelihood: `almo virt prac no remo chan very high most extr unli impr litt slim slig smal poor roug even toss coin fift near all like prob in odds good fair bett`,
		onOpinion:    `fool erro wron sham unac unfo inex must shou can ough dese righ foll absu scan high most wors best grea wise stup grav wort usel poin wast disa fail disg triu mist serv farc blun only clea obvi undo doub beyo need goes evid self cour ever no nobo unqu unde indi inco inev plai sure ther`,
		onVague:      `expe anal obse crit scho comm insi spec pund rese acad scie econ hist dipl watc poli offi sour circ repo stud surv poll data evid it wide gene comm well info gove unam unna anon reli many some peop rumo alle ther most othe not`,
		onRecord:     `ever only year all reco hist unpr lowe high wors best smal larg neve low firs grea weak stro peak bott top fewe more`,
		onCompare:    `rose rise fell fall incr decr decl drop grew grow clim jump reco rebo impr wors up down from comp than high lowe halv gain lost slip surg plun tren`,
		onOffice:     `pres mini secr chan prem repr advi chai gove admi cabi`,
		onNo:         `no none not neit nobo noth`,
		onPerfect:    `has have show says tell sugg indi conf prov poin sets set give name expl list stat reco ment exis`,
		onAbsence:    `empt drew foun find trac loca evid reco sign turn ligh sinc yet neve once date far`,
		onCourt:      `cour ruli rule judg dism benc suit plai immu deci verd gran reje`,
	} {
		for w := range strings.FieldsSeq(list) {
			out[w] |= on
		}
	}
	out["doubled"[:4]] |= onCompare
	return out
}()

// triggersOf gives what the words of a sentence may trigger.
func triggersOf(s string) triggers {
	var out triggers
	var word [4]byte
	for i := 0; i < len(s); {
		c := s[i]
		if c >= 0xCD && c != 0xE2 { // the first byte of Greek, Cyrillic and all behind, but for punctuation
			out |= onOther
		}
		n := 0
		for i < len(s) {
			c = s[i] | 0x20
			if c < 'a' || c > 'z' {
				break
			}
			if n < 4 {
				word[n] = c
			}
			n++
			i++
		}
		if n == 0 {
			i++
			continue
		}
		out |= triggerWords[string(word[:min(n, 4)])]
	}
	return out
}

// lack reports whether a text may say that something is not there.
func (on triggers) lack() bool {
	return on&(onAbsence|onOther) != 0 || on&onNo != 0 && on&onPerfect != 0
}

// may reports whether a sentence may hold what a rule looks for.
func (s *sentence) may(on triggers) bool { return s.on&on != 0 }
