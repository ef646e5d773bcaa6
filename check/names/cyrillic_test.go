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
