package lex

import "testing"

// A body is told by what bodies are called, and a person by not being so called.
func TestBodiesAndPersons(t *testing.T) {
	for _, name := range []string{"Ministry of External Relations", "Council on Foreign Affairs", "Harbour Institute", "Northern Wire", "The Quay Post", "Office of the Prime Minister", "International Maritime Weather Agency", "Coast Guard", "World Bank",
		"外務省", "内閣官房長官室", "海峡安全会議事務局", "北浜新聞", "国土港湾省 港湾局", "외교부", "통일부", "기상청", "국회", "국회사무처", "해양전략연구원", "북항일보", "대통령실",
		"Министерство иностранных дел", "Пресс-служба парламента", "Бюро статистики", "Правительство республики", "Совет министров"} {
		if !IsBody(name) {
			t.Errorf("%s is no body", name)
		}
	}
	for _, name := range []string{"Ines Calder", "Tomas Reyl", "Presley Newsome", "Sefa Officer-Marin", "佐藤花", "山本 花", "大野美咲", "김하원", "김민국", "이서준", "정민아", "Илья Сомов", "Анна Советова", "Мария Летова"} {
		if IsBody(name) {
			t.Errorf("%s is a body", name)
		}
	}
}
