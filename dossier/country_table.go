package dossier

// countries is ISO 3166-1.
var countries = []Country{
	{"JPN", "JP", "Japan", "日本", "일본", "Tokyo", "Japanese"},
	{"KOR", "KR", "South Korea", "韓国", "대한민국", "Seoul", "South Korean"},
	{"USA", "US", "United States", "アメリカ合衆国", "미국", "Washington", "American"},
}
