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
	onSaying // with onVague
	onRecord
	onCompare
	onOffice
	onCourt
	onAbsence
	onOther // characters beyond ASCII: patterns in Japanese and Korean
)

var triggerWords = func() map[string]triggers {
	out := map[string]triggers{}
	for on, list := range map[triggers]string{
		onFraming: `so hist play whin unre obst stub ungr hyst lack vass kowt appe back stab cave cavi cavs free exto blac rogu herm weap inve brai bash braz sham arro hypo pupp nort
			kim beij mosc pyon tant sulk lect cryb revi anti bull grov two intr capi croc lip fake holl insi half empt drag obse emot pand scol nag nags nagg gree dece humi endl face`,
		onConfidence: `conf`,
		onLikelihood: `almo virt prac remo very high unli impr roug even toss coin near most like prob`,
		onOpinion:    `only clea obvi undo need evid cour ever alte unqu unde inev`,
		onVague:      `expe anal obse crit scho comm insi spec pund stud rese surv poll repo data evid wide gene sour offi many alle`,
		onSaying:     `say says said beli argu thin thou warn note clai sugg expe fear hold held show indi find know acce assu clos repo alle`,
		onRecord:     `year all reco hist unpr lowe high wors best smal larg neve low firs`,
		onCompare:    `rose rise fell fall incr decr decl drop grew grow clim jump reco rebo impr wors up down from comp than high lowe halv gain lost slip surg plun tren`,
		onOffice:     `pres mini secr chan prem repr advi chai gove admi cabi`,
		onAbsence:    `foun find trac loca evid reco sign turn ligh`,
		onCourt:      `cour ruli rule judg dism benc suit plai immu deci verd gran reje`,
	} {
		for w := range strings.FieldsSeq(list) {
			out[w] |= on
		}
	}
	out["doubt"[:4]] |= onOpinion
	out["agree"[:4]] |= onSaying
	out["doubled"[:4]] |= onCompare
	return out
}()

// triggersOf gives what the words of a sentence may trigger.
func triggersOf(s string) triggers {
	var out triggers
	var word [4]byte
	for i := 0; i < len(s); {
		c := s[i]
		if c >= 0x80 {
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

// may reports whether a sentence may hold what a rule looks for.
func (s *sentence) may(on triggers) bool { return s.on&on != 0 }
