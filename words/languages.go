package words

// languages are the names of languages by ISO 639-1 code: in English, and their own.
var languages = map[string][2]string{
	"ar": {"Arabic", "العربية"}, "az": {"Azerbaijani", "Azərbaycanca"}, "bg": {"Bulgarian", "Български"}, "bn": {"Bengali", "বাংলা"},
	"cs": {"Czech", "Čeština"}, "da": {"Danish", "Dansk"}, "de": {"German", "Deutsch"}, "el": {"Greek", "Ελληνικά"}, "en": {"English", "English"},
	"es": {"Spanish", "Español"}, "et": {"Estonian", "Eesti"}, "fa": {"Persian", "فارسی"}, "fi": {"Finnish", "Suomi"}, "fr": {"French", "Français"},
	"he": {"Hebrew", "עברית"}, "hi": {"Hindi", "हिन्दी"}, "hr": {"Croatian", "Hrvatski"}, "hu": {"Hungarian", "Magyar"}, "hy": {"Armenian", "Հայերեն"},
	"id": {"Indonesian", "Bahasa Indonesia"}, "it": {"Italian", "Italiano"}, "ja": {"Japanese", "日本語"}, "ka": {"Georgian", "ქართული"},
	"kk": {"Kazakh", "Қазақша"}, "km": {"Khmer", "ភាសាខ្មែរ"}, "ko": {"Korean", "한국어"}, "ky": {"Kyrgyz", "Кыргызча"}, "lt": {"Lithuanian", "Lietuvių"},
	"lv": {"Latvian", "Latviešu"}, "mn": {"Mongolian", "Монгол"}, "ms": {"Malay", "Bahasa Melayu"}, "my": {"Burmese", "မြန်မာ"}, "nl": {"Dutch", "Nederlands"},
	"no": {"Norwegian", "Norsk"}, "pl": {"Polish", "Polski"}, "pt": {"Portuguese", "Português"}, "ro": {"Romanian", "Română"}, "ru": {"Russian", "Русский"},
	"sk": {"Slovak", "Slovenčina"}, "sl": {"Slovene", "Slovenščina"}, "sr": {"Serbian", "Српски"}, "sv": {"Swedish", "Svenska"}, "sw": {"Swahili", "Kiswahili"},
	"tg": {"Tajik", "Тоҷикӣ"}, "th": {"Thai", "ไทย"}, "tk": {"Turkmen", "Türkmençe"}, "tl": {"Tagalog", "Tagalog"}, "tr": {"Turkish", "Türkçe"},
	"uk": {"Ukrainian", "Українська"}, "ur": {"Urdu", "اردو"}, "uz": {"Uzbek", "Oʻzbekcha"}, "vi": {"Vietnamese", "Tiếng Việt"}, "zh": {"Chinese", "中文"},
}

// LanguageName is a language in English by its code; the code where it is not known.
func LanguageName(code string) string {
	if n, ok := languages[code]; ok {
		return n[0]
	}
	return code
}

// OwnLanguageName is a language in its own words; the code where it is not known.
func OwnLanguageName(code string) string {
	if n, ok := languages[code]; ok {
		return n[1]
	}
	return code
}

// Languages lists languages by their codes: "Japanese, Korean and English".
func Languages(codes []string) string {
	names := make([]string, len(codes))
	for n, c := range codes {
		names[n] = LanguageName(c)
	}
	return List(names)
}
