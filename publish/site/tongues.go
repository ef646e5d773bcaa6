package site

import (
	"encoding/json"
	"fmt"
	"html/template"
	"slices"
	"strconv"
	"strings"

	"entente/agenda"
	"entente/dossier"
	"entente/words"
)

// tongues are the words of the frame of a page, and of the verdict on a page in another
// language, by language and by the English that templates and scripts have. A language
// that is not here has English words.
var tongues = map[string]map[string]string{
	"ja": {
		".":                   "。",
		"Skip to the content": "本文へ移る", "Menu": "メニュー", "Find": "検索", "Find in all pages": "全ページを検索", "Pages": "ページ", "More pages": "その他のページ",
		"Agenda": "アジェンダ", "Report": "報告書", "Pieces": "論考", "Members": "参加国", "Relations": "相互関係", "What holds back": "妨げているもの",
		"Opinion": "世論", "Promises": "約束", "Scenarios": "シナリオ", "Sources": "出典", "Method": "方法", "Events": "出来事",
		"Events and meetings by pair": "二者ごとの出来事と会合", "Calendar": "予定", "Acts and statements": "行動と発言", "Polls": "世論調査", "Facts": "数値",
		"Rulings": "判決", "Questions": "予測の問い", "Assumptions": "前提", "Editions": "版", "Searches": "調査記録", "Contested terms": "争いのある用語",
		"People": "人物", "Data": "データ", "All pages": "全ページ", "Tables of this page as CSV and JSON": "このページの表(CSV、JSON)", "Cite this page": "このページの引用",
		"As of %s": "%s現在", "under the scenario “%s”": "シナリオ「%s」による", "illustrative": "判定はすべて例示である。いずれの参加国の専門家も、自国の立場の評価を確認していない。",
		"A share of draws is not a probability of the world: see the": "抽出での割合は、現実に起こる確率ではない。参照:", "method": "方法",
		"Convened by %s.": "主催:%s。", "Funding:": "資金:", "Interests:": "利害関係:", "Follow:": "フォロー:", "The newsletter": "ニュースレター",
		"(your address of mail goes to %s)": "(メールアドレスは%sに送られる)", "Subscribe": "登録", "To follow in a program of yours:": "手元のソフトで購読:",
		"The newsletter that goes with these pages:": "このサイトのニュースレター:", "as mail": "メール版", "as text": "テキスト版",
		"ready": "着手可能", "within reach": "手の届く範囲", "held back": "阻まれている", "no gain shown": "利益が示されていない", "not assessed": "未評価", "delivered": "実施済み",
		"In short, in this language": "日本語の概要",
		"Members:":                   "参加国:",
		"To agree:":                  "同意を要する機関:",
		"How to read this":           "読み方",
		"The whole agenda":           "アジェンダ全体(元の言語)",
		"not confirmed":              "未確認",
		"Delivery: worked out mainly from how many promises of the same kind were kept in time so far.":  "実現の見込みは、主に、同じ種類の約束がこれまでどれだけ期限内に守られたかから求めている。",
		"Ready: all who must agree accept the target in at least 8 of 10 draws, and every member gains.": "着手可能:同意を要する全員が10回中8回以上目標を受け入れ、どの参加国にも利益がある。",
		"Within reach: they accept it in at least half of the draws, or one change makes it ready.":      "手の届く範囲:半分以上の回で受け入れられるか、一つの変化で着手可能になる。",
		"What has no title in this language stands in that of the pages, and so do the other pages.":     "日本語の題名がないものは元の言語で記した。他のページも元の言語である。",
		carryMeans: "受け入れる割合とは、同意を要する全員が目標を受け入れた回数を10回あたりで示したもの。判断ごとに幅の中から値を引き、計算を%s回くり返している。",
		"carry %s": "全員が受け入れる割合:%s", "delivery %s (%s to %s in 10)": "実現の見込み:%s(10回中%s〜%s回)", "delivery not worked out": "実現の見込み:未算出", "if promised": "約束された場合",
		"about %s": "約%s", "%s in 10": "10回中%s回", "over 9 in 10": "10回中9回超", "under 1 in 10": "10回中1回未満", "in place": "現状", "target": "目標",
		"Copy": "コピー", "Copied": "コピーした", "Not copied": "コピーできなかった", "%s found": "%s件", "Nothing found for “%s”.": "「%s」は見つからない。", "All %s": "全%s件",
	},
	"ko": {
		".":                   ".",
		"Skip to the content": "본문으로 건너뛰기", "Menu": "메뉴", "Find": "검색", "Find in all pages": "모든 페이지에서 검색", "Pages": "페이지", "More pages": "다른 페이지",
		"Agenda": "의제", "Report": "보고서", "Pieces": "글", "Members": "참가국", "Relations": "상호 관계", "What holds back": "가로막는 것",
		"Opinion": "여론", "Promises": "약속", "Scenarios": "시나리오", "Sources": "출처", "Method": "방법", "Events": "사건",
		"Events and meetings by pair": "둘씩 본 사건과 회의", "Calendar": "일정", "Acts and statements": "행동과 발언", "Polls": "여론조사", "Facts": "수치",
		"Rulings": "판결", "Questions": "예측 질문", "Assumptions": "전제", "Editions": "판", "Searches": "조사 기록", "Contested terms": "논쟁적 용어",
		"People": "인물", "Data": "데이터", "All pages": "모든 페이지", "Tables of this page as CSV and JSON": "이 페이지의 표(CSV, JSON)", "Cite this page": "이 페이지 인용하기",
		"As of %s": "%s 기준", "under the scenario “%s”": "시나리오 “%s” 가정", "illustrative": "모든 판정은 예시다. 어느 참가국의 전문가도 자국의 입장 평가를 검토하지 않았다.",
		"A share of draws is not a probability of the world: see the": "추출에서 나온 비율은 현실의 확률이 아니다. 참고:", "method": "방법",
		"Convened by %s.": "주최: %s.", "Funding:": "재원:", "Interests:": "이해관계:", "Follow:": "팔로우:", "The newsletter": "소식지",
		"(your address of mail goes to %s)": "(메일 주소를 받는 곳: %s)", "Subscribe": "구독", "To follow in a program of yours:": "프로그램으로 받아 보기:",
		"The newsletter that goes with these pages:": "이 사이트의 소식지:", "as mail": "메일", "as text": "텍스트",
		"ready": "착수 가능", "within reach": "실현 가시권", "held back": "막혀 있음", "no gain shown": "이익이 확인되지 않음", "not assessed": "평가되지 않음", "delivered": "이행됨",
		"In short, in this language": "한국어 요약",
		"Members:":                   "참가국:",
		"To agree:":                  "동의가 필요한 기관:",
		"How to read this":           "읽는 법",
		"The whole agenda":           "의제 전체(원래 언어)",
		"not confirmed":              "확인되지 않음",
		"Delivery: worked out mainly from how many promises of the same kind were kept in time so far.":  "이행 전망은 주로 같은 종류의 약속이 지금까지 얼마나 제때 지켜졌는지에서 구했다.",
		"Ready: all who must agree accept the target in at least 8 of 10 draws, and every member gains.": "착수 가능: 동의가 필요한 모두가 10번 중 8번 이상 목표를 받아들이고, 모든 참가국에 이익이 있다.",
		"Within reach: they accept it in at least half of the draws, or one change makes it ready.":      "실현 가시권: 절반 이상에서 받아들여지거나, 한 가지가 바뀌면 착수할 수 있게 된다.",
		"What has no title in this language stands in that of the pages, and so do the other pages.":     "한국어 제목이 없는 것은 원래 언어로 적었다. 다른 페이지도 원래 언어로 되어 있다.",
		carryMeans: "받아들이는 비율은 동의가 필요한 모두가 목표를 받아들인 횟수를 10번 기준으로 나타낸 것이다. 판단마다 범위 안에서 값을 뽑아 계산을 %s번 되풀이했다.",
		"carry %s": "모두가 받아들이는 비율: %s", "delivery %s (%s to %s in 10)": "이행 전망: %s(10번 중 %s~%s번)", "delivery not worked out": "이행 전망: 산출되지 않음", "if promised": "약속될 경우",
		"about %s": "약 %s", "%s in 10": "10번 중 %s번", "over 9 in 10": "10번 중 9번 넘게", "under 1 in 10": "10번 중 1번 미만", "in place": "현재", "target": "목표",
		"Copy": "복사", "Copied": "복사됨", "Not copied": "복사되지 않음", "%s found": "%s건", "Nothing found for “%s”.": "“%s”에 대한 결과가 없다.", "All %s": "%s건 모두",
	},
	"ru": {
		".":                   ".",
		"Skip to the content": "К содержанию", "Menu": "Меню", "Find": "Поиск", "Find in all pages": "Поиск по всем страницам", "Pages": "Страницы", "More pages": "Другие страницы",
		"Agenda": "Повестка", "Report": "Доклад", "Pieces": "Статьи", "Members": "Участники", "Relations": "Отношения", "What holds back": "Что сдерживает",
		"Opinion": "Общественное мнение", "Promises": "Обещания", "Scenarios": "Сценарии", "Sources": "Источники", "Method": "Метод", "Events": "События",
		"Events and meetings by pair": "События и встречи по парам", "Calendar": "Календарь", "Acts and statements": "Действия и заявления", "Polls": "Опросы", "Facts": "Показатели",
		"Rulings": "Решения судов", "Questions": "Вопросы", "Assumptions": "Допущения", "Editions": "Выпуски", "Searches": "Поиски", "Contested terms": "Спорные термины",
		"People": "Люди", "Data": "Данные", "All pages": "Все страницы", "Tables of this page as CSV and JSON": "Таблицы этой страницы в CSV и JSON", "Cite this page": "Как цитировать эту страницу",
		"As of %s": "По состоянию на %s", "under the scenario “%s”": "в сценарии «%s»", "illustrative": "Все выводы условны: ни один эксперт от участников не проверил оценки их позиций.",
		"A share of draws is not a probability of the world: see the": "Доля прогонов не есть вероятность события, см.", "method": "метод",
		"Convened by %s.": "Организатор: %s.", "Funding:": "Финансирование:", "Interests:": "Интересы:", "Follow:": "Следить:", "The newsletter": "Рассылка",
		"(your address of mail goes to %s)": "(ваш адрес получит %s)", "Subscribe": "Подписаться", "To follow in a program of yours:": "Следить из своей программы:",
		"The newsletter that goes with these pages:": "Рассылка этих страниц:", "as mail": "письмом", "as text": "текстом",
		"ready": "готово", "within reach": "достижимо", "held back": "сдерживается", "no gain shown": "выгода не показана", "not assessed": "не оценено", "delivered": "выполнено",
		"In short, in this language": "Кратко по-русски",
		"Members:":                   "Участники:",
		"To agree:":                  "Должны согласиться:",
		"How to read this":           "Как это читать",
		"The whole agenda":           "Вся повестка (на языке оригинала)",
		"not confirmed":              "не подтверждено",
		"Delivery: worked out mainly from how many promises of the same kind were kept in time so far.":  "Выполнение выведено главным образом из того, какая доля подобных обещаний до сих пор исполнялась в срок.",
		"Ready: all who must agree accept the target in at least 8 of 10 draws, and every member gains.": "Готово: все, чьё согласие нужно, принимают цель не менее чем в 8 прогонах из 10, и выигрывает каждый участник.",
		"Within reach: they accept it in at least half of the draws, or one change makes it ready.":      "Достижимо: цель принимают не менее чем в половине прогонов, или одно изменение делает её готовой.",
		"What has no title in this language stands in that of the pages, and so do the other pages.":     "Что не имеет русского названия, дано на языке оригинала; остальные страницы тоже на нём.",
		carryMeans: "Доля показывает, в скольких прогонах из десяти с целью согласны все, чьё согласие нужно. В каждом прогоне оценки берутся из своих диапазонов; всего прогонов: %s.",
		"carry %s": "все согласны: %s", "delivery %s (%s to %s in 10)": "выполнение: %s (от %s до %s из 10)", "delivery not worked out": "выполнение не рассчитано", "if promised": "если пообещают",
		"about %s": "примерно %s", "%s in 10": "%s из 10", "over 9 in 10": "более 9 из 10", "under 1 in 10": "менее 1 из 10", "in place": "уже есть", "target": "цель",
		"Copy": "Копировать", "Copied": "Скопировано", "Not copied": "Не скопировано", "%s found": "Найдено: %s", "Nothing found for “%s”.": "По запросу «%s» ничего не найдено.", "All %s": "Все: %s",
	},
}

// carryMeans explains “carry” where a page first has it.
const carryMeans = "Carry: in how many of ten draws all who must agree accept the target. A draw is one run of the model, made %s times, each with a value from the range of every judgement."

// CarryMeans is that in English, as the bodies of pages are.
func (b *builder) CarryMeans() string { return fmt.Sprintf(carryMeans, thousands(b.A.Settings.Draws)) }

// scripted are the words that scripts write into the frame.
var scripted = []string{"Copy", "Copied", "Not copied", "%s found", "Nothing found for “%s”.", "All %s", "All pages"}

// framed is the language of what is around a body: its own where there are words in it,
// else that of the pages.
func (b *builder) framed(shown string) string {
	if tongues[shown] != nil {
		return shown
	}
	return b.Lang()
}

// Worded is the language that the words of the frame are in: English where there are none
// in its own.
func (f frame) Worded() string {
	if tongues[f.Framed] == nil {
		return "en"
	}
	return f.Framed
}

// Word gives the words of the frame in its language, with values put in.
func (f frame) Word(english string, values ...any) string {
	return inTongue(f.Framed, english, values...)
}

func inTongue(lang, english string, values ...any) string {
	s, ok := tongues[lang][english]
	if !ok {
		s = english
	}
	if len(values) == 0 {
		return s
	}
	return fmt.Sprintf(s, values...)
}

// ScriptWords are the words of the scripts, for a frame that is in no English; "" else.
func (f frame) ScriptWords() string {
	own := tongues[f.Framed]
	if own == nil {
		return ""
	}
	said := map[string]string{}
	for _, w := range scripted {
		said[w] = own[w]
	}
	raw, err := json.Marshal(said)
	if err != nil {
		return "" // it holds texts alone
	}
	return string(raw)
}

// Own gives a text of the dossier in the language of the frame, marked where it has it
// in another alone.
func (f frame) Own(t dossier.Text) template.HTML {
	s := t.In(f.Framed, f.Lang(), "en")
	html := template.HTMLEscapeString(s)
	if s == "" || f.Framed == f.Lang() || t.Has(f.Framed) {
		return template.HTML(html)
	}
	return template.HTML(`<span` + string(tongue(f.Lang())) + `>` + html + `</span>`)
}

// SiteName is the name of the site in the language of the frame where it has one in it.
func (f frame) SiteName() string {
	if n := f.D.Site.Name.By[f.Framed]; n != "" {
		return n
	}
	if f.D.Site.Name.IsZero() && f.D.Title.Has(f.Framed) {
		return f.D.Title.In(f.Framed)
	}
	return f.Name()
}

// Stands says as of when and under which scenario the pages are.
func (f frame) Stands() string {
	s := f.Word("As of %s", dateIn(f.Framed, f.A.Dossier.AsOf))
	if sc := f.D.Scenario(f.A.Scenario); sc != nil {
		s += ", " + f.Word("under the scenario “%s”", sc.Title.In(f.Framed, f.Lang(), "en"))
	}
	return s + f.Stop()
}

// Stop ends a sentence of the frame.
func (f frame) Stop() string { return inTongue(f.Framed, ".") }

// Convened says who convenes the group.
func (f frame) Convened() template.HTML {
	who := template.HTML(template.HTMLEscapeString(f.Convener()))
	if tongues[f.Framed] != nil { // no article stands before it there
		who = f.Own(f.D.Convener.Name)
	}
	return template.HTML(f.Word("Convened by %s.", who))
}

// Caution is the notice that verdicts are illustrative, or "".
func (f frame) Caution() string {
	n := f.Notice()
	if own := tongues[f.Framed]; own != nil && n != "" {
		return own["illustrative"]
	}
	return n
}

// months are the genitives that Russian dates have.
var months = strings.Fields("января февраля марта апреля мая июня июля августа сентября октября ноября декабря")

// monthsAlone are what they are without a day.
var monthsAlone = strings.Fields("январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь")

// dateIn writes a date as a language does: Japanese, Korean, Russian, else English.
func dateIn(lang string, d dossier.Date) string {
	if d.IsZero() {
		return ""
	}
	year, unit := strconv.Itoa(d.Year), map[string][3]string{"ja": {"年", "月", "日"}, "ko": {"년", "월", "일"}}
	if u, ok := unit[lang]; ok {
		parts := []string{year + u[0]}
		if d.Month != 0 {
			parts = append(parts, strconv.Itoa(d.Month)+u[1])
		}
		if d.Month != 0 && d.Day != 0 {
			parts = append(parts, strconv.Itoa(d.Day)+u[2])
		}
		return strings.Join(parts, map[string]string{"ko": " "}[lang])
	}
	switch {
	case lang != "ru":
		return d.Words()
	case d.Month == 0:
		return year + " год"
	case d.Day == 0:
		return monthsAlone[d.Month-1] + " " + year + " года"
	}
	return fmt.Sprintf("%d %s %s года", d.Day, months[d.Month-1], year)
}

// tenthsIn says a share in a language as words.InTen does in English.
func tenthsIn(lang string, p float64) string {
	switch f := words.Figure(&p); f {
	case ">9":
		return inTongue(lang, "over 9 in 10")
	case "<1":
		return inTongue(lang, "under 1 in 10")
	default:
		return inTongue(lang, "%s in 10", f)
	}
}

// standsIn says an initiative's carry and delivery in a language.
func standsIn(lang string, i *agenda.Initiative) string {
	carry := "–"
	if i.Joint.P != nil {
		carry = tenthsIn(lang, *i.Joint.P)
	}
	out := []string{inTongue(lang, "carry %s", carry)}
	switch d := i.Delivery; {
	case i.Verdict == agenda.Delivered:
	case d == nil:
		out = append(out, inTongue(lang, "delivery not worked out"))
	default:
		p := tenthsIn(lang, d.P)
		if n := words.Figure(&d.P); n != ">9" && n != "<1" {
			p = inTongue(lang, "about %s", p)
		}
		s := inTongue(lang, "delivery %s (%s to %s in 10)", p, strconv.Itoa(words.Tenths(d.Low)), strconv.Itoa(words.Tenths(d.High)))
		if d.IfPromised {
			s += ", " + inTongue(lang, "if promised")
		}
		out = append(out, s)
	}
	return strings.Join(out, " · ")
}

// tongueLinks are the pages in another language, for those who come by the home page.
type tongueLinks struct {
	Lang, Name string // Name is "" where the link says it
	Links      []link
}

// fewTongues is how many pages of a language the home page names.
const fewTongues = 3

func (b *builder) tongueLinks(root string) []tongueLinks {
	by := map[string][]link{}
	for _, i := range b.D.Initiatives {
		if b.byID[i.ID] == nil && !i.Principle() {
			continue
		}
		for lang, c := range i.Translations {
			by[lang] = append(by[lang], link{Href: root + translationPath(i.ID, lang), Text: c.Title.In(lang)})
		}
	}
	var out []tongueLinks
	short := b.summaries()
	for _, lang := range short { // it names the texts in its language
		out = append(out, tongueLinks{Lang: lang, Links: []link{summaryLink(root, lang)}})
	}
	for _, lang := range sortedKeys(by) {
		if slices.Contains(short, lang) {
			continue
		}
		l := tongueLinks{lang, words.OwnLanguageName(lang), by[lang]}
		if len(l.Links) > fewTongues {
			l.Links = append(l.Links[:fewTongues:fewTongues], link{Href: root + "find.html", Text: inTongue(lang, "All pages")})
		}
		out = append(out, l)
	}
	return out
}
