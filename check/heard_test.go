package check_test

import "testing"

// TestHeardInRussian holds names of places and people that the dossiers have in Latin
// letters alone, in Russian texts.
func TestHeardInRussian(t *testing.T) {
	if testing.Short() {
		t.Skip("four dossiers, each checked by the same threads")
	}
	holdKinds(t, []kind{
		{"flagship", "ru", "Самолёты прошли у острова Токто, и Токио отказал в топливе [@ohmynews-2026-01-30-sarex].", "contested-term"},
		{"flagship", "ru", "Поездка на Докдо рассердила соседа.", "contested-term"},
		{"flagship", "ru", "У островов Такэсима прошли учения.", "contested-term"},
		{"flagship", "ru", "Учения прошли в Японском море.", "contested-term"},
		{"flagship", "ru", "Учения прошли у Токто/Такэсимы, в Восточном/Японском море.", ""},
		{"flagship", "ru", "Тактика сторон не изменилась, а Токио молчит.", ""},
		{"egypt-gas", "ru", "Премьер-министр Мустафа Мадбулли велел закрывать магазины раньше.", "name-variant"},
		{"egypt-gas", "ru", "Премьер-министр Мустафа Мадбули велел закрывать магазины раньше.", ""},
		{"poland-runoff", "ru", "Президент Навоцкий уехал в Киев.", "name-variant"},
		{"poland-runoff", "ru", "Министр Сикорский и канцлер Мерц уехали в Киев.", ""},
		{"poland-runoff", "ru", "Кароль Навротский принёс присягу.", "name-variant"},
		{"poland-runoff", "ru", "Кароль Навроцкий сменил Анджея Дуду, а Дональд Туск остался.", ""},
	})
}
