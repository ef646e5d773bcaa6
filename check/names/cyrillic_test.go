package names

import "testing"

// TestHeard holds which words in Cyrillic may be a name in Latin letters.
func TestHeard(t *testing.T) {
	for _, c := range []struct {
		latin, cyrillic string
		want            bool
	}{
		{"Kishida", "Кисида", true}, {"Kishida", "Кисидой", true}, {"Kishida", "Кишиды", true}, {"Kishida", "Киси", false},
		{"Takaichi", "Такаити", true}, {"Takaichi", "Такаичи", true}, {"Ishiba", "Исиба", true}, {"Ishiba", "Исибу", true}, {"Ishiba", "Ивая", false},
		{"Iwaya", "Ивая", true}, {"Motegi", "Мотэги", true}, {"Nakatani", "Накатани", true}, {"Koizumi", "Коидзуми", true}, {"Gen", "Гэн", true},
		{"Lee", "Ли", true}, {"Myung", "Мён", true}, {"Hyun", "Хён", true}, {"Tae-yul", "Тхэ", false}, {"yul", "Юля", true}, {"Yoon", "Юн", true}, {"Yoon", "Юном", true},
		{"Rubio", "Рубио", true}, {"Blinken", "Блинкеном", true}, {"Hegseth", "Хегсет", true}, {"Trump", "Трампа", true}, {"Biden", "Байден", true}, {"Biden", "Буш", false},
		{"Nawrocki", "Навроцкого", true}, {"Duda", "Дуды", true}, {"Tusk", "Туском", true}, {"Scholz", "Шольц", true}, {"Merz", "Мерц", true}, {"Merz", "Шольц", false},
		{"Kosiniak", "Косиняк", true}, {"Kamysz", "Камыш", true}, {"Zelensky", "Зеленским", true}, {"Cohen", "Коэн", true}, {"Katz", "Кац", true},
		{"Madbouly", "Мадбули", true}, {"Badawi", "Бадави", true}, {"Molla", "Моллу", true}, {"Waltz", "Уолц", true}, {"Sullivan", "Салливан", true},
	} {
		if got := soundsAs(fold(c.cyrillic), readings(fold(c.latin))); got != c.want {
			t.Errorf("%s, %s: %v (%s, %v)", c.latin, c.cyrillic, got, bones(c.cyrillic), readings(c.latin))
		}
	}
}

// TestMisspeltInCyrillic holds slips in names that a dossier has in Latin letters, and
// spellings that differ by the writer.
func TestMisspeltInCyrillic(t *testing.T) {
	var h Heard
	for _, n := range []string{"Mostafa Madbouly", "Karol Nawrocki", "Kishida Fumio", "Takaichi Sanae", "Donald Tusk", "Donald Trump", "Radosław Sikorski", "Volodymyr Zelensky", "Amy Henninger", "Eli Cohen"} {
		h.Add(n)
	}
	for _, c := range []struct{ word, beside, want string }{
		{"Мадбулли", "Мустафа", "madbouly"}, {"Мадбули", "Мустафа", ""}, {"Навротский", "Кароль", "nawrocki"}, {"Навроцкого", "Кароля", ""}, {"Навоцкий", "Кароль", "nawrocki"},
		{"Кисида", "Фумио", ""}, {"Кисуда", "Фумио", ""}, {"Такаити", "Санаэ", ""}, {"Туск", "Дональд", ""}, {"Трамп", "Дональд", ""}, {"Сикоский", "Радослав", "sikorski"}, {"Сикорским", "Радославом", ""},
		{"Зеленский", "Владимир", ""}, {"Хеннингер", "Эми", ""}, {"Польша", "Кароль", ""}, {"Дуда", "Анджей", ""},
	} {
		if got := h.Misspelt(c.word, c.beside); got != c.want {
			t.Errorf("%s beside %s: %q, not %q", c.word, c.beside, got, c.want)
		}
	}
}
