package check

import (
	"strings"

	"entente/markup"
)

// Most sentences hold none of the words that a rule looks for. So that its
// pattern is not tried on them, each word of a sentence is looked up once by its
// first four letters, and a pattern is tried where one of its words may stand.

type triggers uint16

const (
	onFraming triggers = 1 << iota
	onConfidence
	onLikelihood
	onOpinion
	onJudged
	onVague
	onRecord
	onOffice
	onCourt
	onAbsence
	onNo
	onPerfect
	onTold
	onSuch
	onEvidence
	onOther // letters that are not Latin: patterns of other languages
)

var triggerWords = func() map[string]triggers {
	out := map[string]triggers{}
	for on, list := range map[triggers]string{
		onFraming: `so  play whin unre unci obst stub ungr hyst lack vass kowt appe back stab cave cavi cavs  exto blac rogu herm weap inve brai bash braz sham arro hypo pupp
			tant sulk lect cryb revi anti bull grov two intr capi croc lip fake holl regi insi half empt drag obse emot pand scol nag nags nagg gree dece humi endl 
			crim gang band outl pari mafi terr evil murd bloo thug warm henc stoo mini cron toad syco para verm char croo liar trai tyra desp mega madm fana barb sava scro woul tinp pett wann
			imma chil infa prim lazy dish disg igno trea perf cunn sly irra serv cowa spin gutl vand host cliq caba grab stro slap sell sold abje betr mout witc shor ruth hear cyni stup idio fool clue inco dera craz insa delu crav petu vind dict empe auto wolv
			sled saw chai axe knif torc blow scyt kick punc poke fing teet gut eye gunp thro slei smok mirr snak card kang bana nann deep pois pant figl flun erra yesm fire rub trig fait craf inso blat flag egre bare jerk clim bent bend flip kneej anti shen mach cron klep dieh die free guil sins sin ride ridi tail mach appa armt arm axis bank begg begs bell bloa blun blus boot bow bowe bowi bows brow brut buck bung butc call cap chau chee circ conn cont corr crue danc dast deba defi dema devi bidd dikt dirt disl drac dupe dupi farc fawn fear feck fias fick fig flee glee gloa gran gras grot ham hapl hatc heav hect high hija hood hoth ideo impu iron jack jing knel knee lap lapd laug lily loat loos ludi lync meal medd meek merc mind mons naus noto obed obsc odio orwe outr pamp path pig piti pood post prep prop quis rabi rail ram ramm rams rant rapa reck rott rubb rubs sabe sabo sabr sanc scar sche self sens shad shak shee sini slav slip smea smug spit squa stea stit ston supi swin swol thie toot tram trav troj  ugly unde unhi vani vici vile want  warl wash  whit wily wind wrec xeno yes zeal
			pour flam insu muzz defa neut emas torp roug nose cold craw plun gasl bled blee robb rack pull slam drag bus`,
		onConfidence: `conf`,
		onLikelihood: `doom long doub boun sure cert almo virt prac no remo chan very high most extr unli impr litt slim slig smal poor roug even toss coin fift near all like prob in odds good fair bett`,
		onOpinion:    `fool erro wron sham unac unfo inex must shou can ough dese righ foll absu scan high most wors best grea wise stup grav wort usel poin wast disa fail disg triu mist serv farc blun only clea obvi undo doub beyo need goes evid self cour ever no nobo unqu unde indi inco inev plai sure ther`,
		onJudged: `moti calc aim aims purp inte goal obje alon noth call fars sabo ough unwi wise fool reck irre pett cyni cowa cour brav shre sens prud impr just unju unwa need unne poin usel absu ridi laug sham disg depl lame inex unfo unac inde disp prop heav high clum ill misg misc wron righ shor sigh coun self dish disi insi hypo timi spin over rich unde unfa immo mali spit vind exem admi laud comm prai mast outr scan cont hast rash holl wort naiv na
			mist blun miss misj mish erro foll trav inju betr farc char disa fias deba triu capi surr pret excu ploy stun gimm wast poor bad bold  grea terr clev soun succ achi vict fail dead fait vand stat reve veng arro weak wisd desp gene
			shou busi blam than guil faul dese owe owes vani envy piqu gree lazi true hidd ulte actu real neve care fear wors sile inti crip shie muzz rewa shut divi blac bull frig misl wrec put puts putt madn shee pity bett knew got bung botc lost squa unju fair hone simp sad trut trus lack forf inte seri sane dece resp conf hono easy only plea appe humi puni dist emba win scor save prov hide cove buy flat woun reas plai  char decen nerv`,
		onVague:    `comp put hint pred esti poin open say beli thin agre argu fear warn doub whis mutt insi main susp reck expe hold tell few hear wisd word clos fami acco pers seas vete outs expe anal obse crit scho comm insi spec pund rese acad scie econ hist dipl watc poli offi sour circ repo stud surv poll data evid it wide gene comm well info gove unam unna anon reli many some peop rumo alle ther most othe not`,
		onRecord:   `ever only year all reco hist unpr lowe high wors best smal larg neve low firs grea weak stro peak bott top fewe more none abov belo`,
		onOffice:   `pres mini secr chan prem repr advi chai gove admi cabi dire offi coun coll unde`,
		onNo:       `no none not neit nobo noth`,
		onPerfect:  `has have show says tell sugg indi conf prov poin sets set give name expl list stat reco ment exis`,
		onTold:     `know ask aske asks heard does coun publ test trie meas trac expl used uses repe foll disc set kept keep draw writ stud seen hear told said conf deni exis reco docu repo ment give made put prop offe name`,
		onSuch:     `ther nowh unkn unpu undi unre undo unan unus know rema yet exis neve`,
		onEvidence: `cite said told know hear reco docu atte repo read seen held own file far row rows unkn unre undo unat foun ente`,
		onAbsence:  `empt drew foun find trac loca evid reco sign turn ligh sinc yet neve once date far`,
		onCourt:    `cour ruli rule judg dism benc suit plai immu deci verd gran reje inju enjo stay`,
	} {
		for w := range strings.FieldsSeq(list) {
			out[w] |= on
		}
	}
	return out
}()

// plain are words that begin as a loaded one does and are none, unless a hyphen joins
// them to another: ministers, and not minions; two, but for two-faced.
var plain = func() map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(`so two would back than council councils counts county counterpart counterparts impression impressions improve improved improvement plaintiff plaintiffs plain intelligence interview interviews interior integration post posts posted postponed lacking free freedom freedoms freeze freezes prepare prepares preparing high higher call called calls calling minister ministers ministry ministries ministerial prime under country countries count counted over overall
		missile missiles mission missions missing committee commission common commitment commitments commerce commercial commander community command comes contract contracts control controls continue continued continues contact contacts content contest controlled contained
		court courts course dispute disputes disputed display follow follows followed following proposal proposals proposed propose property proper  capitals point points pointed want wants wanted investment investments investor investors invest invested sanction sanctions sanctioned
		half appeal appeals appear appears appeared training trained train treaty treaties treat treated treatment short shortly shorter stood pandemic pandemics review reviewed reviews revised revision  faced faces host hosted hosts  historic historical sheet sheets  freedom freeze
		served serve serves service services need needs needed state states statement statements status statute statutes station general generally generation response  only rich district districts distance provision provides provided province province's provisional prove saved coverage  covered covers internal international interest interests interim series  simple simply     actually  higher  justices reserve reserved conference confirmed confidence character charge charges charged charter channel channels  deadline deadlines
		 fairly  heavily shown shows default`) {
		out[w] = true
	}
	return out
}()

// triggersOf gives what the words of a sentence may trigger.
func triggersOf(s string) triggers {
	var out triggers
	var word [4]byte
	for i := 0; i < len(s); {
		c := s[i]
		if c >= 0xCD && c != 0xE2 && !strings.HasPrefix(s[i:], markup.Printed) { // the first byte of Greek, Cyrillic and all behind, but for punctuation and what directives print
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
		on := triggerWords[string(word[:min(n, 4)])]
		if on&(onFraming|onJudged) != 0 && (i == len(s) || s[i] != '-') && plain[strings.ToLower(s[i-n:i])] {
			on &^= onFraming | onJudged
		}
		out |= on
	}
	return out
}

// lack reports whether a text may say that something is not there.
func (on triggers) lack() bool {
	return on&(onAbsence|onOther) != 0 || on&onNo != 0 && on&onPerfect != 0
}

// such reports whether a text may deny that there is something.
func (on triggers) such() bool {
	return on&onOther != 0 || on&onNo != 0 && on&onTold != 0 || on&onSuch != 0
}

// unattested reports whether a reason may say that there is no evidence of something.
func (on triggers) unattested() bool { return on&(onOther|onEvidence) != 0 }

// may reports whether a sentence may hold what a rule looks for.
func (s *sentence) may(on triggers) bool { return s.on&on != 0 }
