package site

import (
	"entente/agenda"
	"entente/course"
	"entente/record"
	"entente/words"
)

func (b *builder) pages() []page {
	out := b.indexPages()
	out = append(out, b.initiativePages()...)
	out = append(out, b.memberPages()...)
	out = append(out, b.constraintPages()...)
	out = append(out, b.scenarioPages()...)
	out = append(out, b.relationPages()...)
	out = append(out, b.textPages()...)
	out = append(out, b.piecePages()...)
	out = append(out, b.countedPages()...)
	out = append(out, b.summaryPages()...)
	add := func(path, tmpl, title, section string, data func(root string) any) {
		out = append(out, page{path: path, template: tmpl, title: title, section: section, data: deferred(data)})
	}
	add("members.html", "members", "Members", "members", func(root string) any { return b.membersList(root) })
	add("constraints.html", "constraints", "What holds back", "constraints", func(root string) any { return b.constraintList(root) })
	if b.HasPolls() {
		add("opinion.html", "opinion", "Opinion", "opinion", func(root string) any { return b.opinion(root) })
	}
	add("scenarios.html", "scenarios", "Scenarios", "scenarios", func(root string) any { return b.scenarioList(root) })
	add("method.html", "method", "Method", "method", func(string) any { return methodData{b.A, b.Past} })
	add("sources.html", "sources", "Sources", "sources", func(root string) any { return b.sourceList() })
	add("events.html", "table", "Events", "sources", func(root string) any { return b.eventTable(root) })
	add("acts.html", "table", "Acts and statements", "sources", func(root string) any { return b.actTable(root) })
	add("facts.html", "table", "Facts", "sources", func(root string) any { return b.factTable(root) })
	add("cases.html", "table", "Rulings", "sources", func(root string) any { return b.caseTable(root) })
	add("commitments.html", "promises", "Promises", "promises", func(root string) any { return b.promises(root) })
	add("questions.html", "questions", "Questions", "promises", func(root string) any { return b.questionsPage(root) })
	add("assumptions.html", "assumptions", "Assumptions", "promises", func(root string) any { return b.assumptions(root) })
	add("searches.html", "table", "Searches", "sources", func(root string) any { return b.searchTable(root) })
	add("polls.html", "polls", "Polls", "sources", func(root string) any { return b.pollList(root) })
	add("terms.html", "terms", "Contested terms", "sources", func(root string) any { return b.termList(root) })
	add("calendar.html", "calendar", "Calendar", "members", func(root string) any { return b.calendar(root) })
	add("timeline.html", "timeline", "Events and meetings", "relations", func(root string) any { return b.timeline(root) })
	if b.HasEditions() {
		add(editionsPage, "editions", "Editions", "agenda", func(root string) any { return b.editionSteps(root) })
	}
	add("people.html", "people", "People", "sources", func(root string) any { return b.people(root) })
	if b.HasData() {
		add(dataPage, "made", "Data", "sources", func(string) any { return b.madeData() })
	}
	return out
}

// methodData is what the method page shows: the agenda's settings, and its past.
type methodData struct {
	*agenda.Agenda
	course.Past
}

// questionsData is the page of questions, with how the judges fared.
type questionsData struct {
	Questions []questionView
	Says      []string
	Judges    []record.Judge
}

func (b *builder) questionsPage(root string) questionsData {
	d := questionsData{Questions: b.questions(root)}
	if r := b.Past.Backtest; r != nil && r.Questions != nil {
		if d.Says = r.Questions.Says; !b.D.Unattributed {
			for _, j := range r.Questions.Judges {
				j.Name = words.Capital(judge(b.D, j.Name))
				d.Judges = append(d.Judges, j)
			}
		}
	}
	return d
}
