package country

import (
	"strings"
	"testing"
	"time"
)

func day(s string) int32 {
	if s == "" {
		return NoDay
	}
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return int32(t.Unix() / 86400)
}

func TestTablesAreSound(t *testing.T) {
	if _, err := build(); err != nil {
		t.Fatal(err)
	}
	for _, c := range All() {
		for _, name := range []string{c.Name("en"), c.Code} {
			s := Name
			if name == c.Code {
				s = ISO3
			}
			if iso, ok := isoOf(s, name, NoDay); !ok || iso != c.Code {
				t.Errorf("%s %q is %q, %v; want %s", s, name, iso, ok, c.Code)
			}
		}
	}
	former := map[string]bool{"SUN": true, "YUG": true, "SCG": true, "CSK": true, "DDR": true, "YMD": true, "VDR": true, "ANT": true, "XKX": true}
	for s := range systems {
		for code, e := range tables()[s] {
			for _, iso := range []string{e.ISO(NoDay), e.ISO(day("1980-01-01"))} {
				if _, ok := ByCode(iso); iso != "" && !ok && !former[iso] {
					t.Errorf("%s %q gives %q, which is no ISO code", s, code, iso)
				}
			}
		}
	}
	for s, least := range map[System]int{CAMEO: 250, FIPS: 240, ISO3: 250, Number: 249, GleditschWard: 195, COW: 195, Name: 350} {
		if n := len(tables()[s]); n < least {
			t.Errorf("%s has %d codes, fewer than %d", s, n, least)
		}
	}
}

func TestISO(t *testing.T) {
	for _, c := range []struct {
		s         System
		code, day string
		iso       string
		known     bool
	}{
		{CAMEO, "JPN", "2019-10-24", "JPN", true},
		{CAMEO, "ROM", "2019-10-24", "ROU", true},
		{CAMEO, "TMP", "1999-09-01", "TLS", true},
		{CAMEO, "MTN", "2019-10-24", "MNE", true},
		{CAMEO, "GZS", "2019-10-24", "PSE", true},
		{CAMEO, "EUR", "2019-10-24", "", true},
		{CAMEO, "QQQ", "2019-10-24", "", false},
		{CAMEO, "RUS", "1991-12-25", "SUN", true},
		{CAMEO, "RUS", "1991-12-26", "RUS", true},
		{CAMEO, "CZE", "1989-11-17", "CSK", true},
		{FIPS, "JA", "", "JPN", true},
		{FIPS, "KS", "", "KOR", true},
		{FIPS, "KN", "", "PRK", true},
		{FIPS, "AU", "", "AUT", true},
		{FIPS, "AS", "", "AUS", true},
		{FIPS, "CH", "", "CHN", true},
		{FIPS, "SZ", "", "CHE", true},
		{FIPS, "GM", "", "DEU", true},
		{FIPS, "GA", "", "GMB", true},
		{FIPS, "YI", "2004-01-01", "SCG", true},
		{FIPS, "YI", "2019-10-24", "SRB", true},
		{FIPS, "OS", "", "", true},
		{FIPS, "ja", "", "", false},
		{ISO3, "SUN", "1985-01-01", "SUN", true},
		{ISO3, "SUN", "2001-01-01", "RUS", true},
		{ISO3, "kor", "", "KOR", true},
		{Number, "392", "", "JPN", true},
		{Number, "036", "", "AUS", true},
		{Number, "36", "", "AUS", true},
		{Number, "278", "1989-01-01", "DDR", true},
		{Number, "278", "1991-01-01", "DEU", true},
		{Number, "891", "2003-01-01", "YUG", true},
		{Number, "0", "", "", true},
		{Number, "999", "", "", false},
		{Number, "x", "", "", false},
		{GleditschWard, "345", "1999-03-24", "YUG", true},
		{GleditschWard, "345", "2004-01-01", "SCG", true},
		{GleditschWard, "340", "2010-01-01", "SRB", true},
		{GleditschWard, "678", "1994-05-01", "YEM", true},
		{GleditschWard, "680", "1989-05-01", "YMD", true},
		{GleditschWard, "972", "", "TON", true},
		{GleditschWard, "260", "2015-01-01", "DEU", true},
		{COW, "255", "2015-01-01", "DEU", true},
		{COW, "955", "", "TON", true},
		{COW, "970", "", "NRU", true},
		{GleditschWard, "970", "", "KIR", true},
		{COW, "365", "1979-12-27", "SUN", true},
		{COW, "626", "2011-07-09", "SSD", true},
		{COW, "740", "", "JPN", true},
		{COW, "816", "1970-01-01", "VDR", true},
		{COW, "816", "1979-02-17", "VNM", true},
		{Name, "South Korea", "", "KOR", true},
		{Name, "Republic of Korea", "", "KOR", true},
		{Name, "Korea, Republic of", "", "KOR", true},
		{Name, "Korea, Democratic People's Republic of", "", "PRK", true},
		{Name, "Democratic People’s Republic of Korea", "", "PRK", true},
		{Name, "the former Yugoslav Republic of Macedonia", "", "MKD", true},
		{Name, "Moldova, Republic of", "", "MDA", true},
		{Name, "Côte d'Ivoire", "", "CIV", true},
		{Name, "Cote d'Ivoire", "", "CIV", true},
		{Name, "Türkiye", "", "TUR", true},
		{Name, "Turkey", "", "TUR", true},
		{Name, "St. Lucia", "", "LCA", true},
		{Name, "Trinidad & Tobago", "", "TTO", true},
		{Name, "DR Congo (Zaire)", "1996-10-01", "COD", true},
		{Name, "Republic of Congo", "", "COG", true},
		{Name, "Russia (Soviet Union)", "1990-01-13", "SUN", true},
		{Name, "Russia (Soviet Union)", "1995-01-13", "RUS", true},
		{Name, "Serbia (Yugoslavia)", "1999-01-13", "YUG", true},
		{Name, "Madagascar (Malagasy)", "", "MDG", true},
		{Name, "The Gambia", "", "GMB", true},
		{Name, "Vietnam", "", "VNM", true},
		{Name, "Vietnam (North Vietnam)", "1968-01-30", "VDR", true},
		{Name, "Federal Democratic Republic of Nepal", "", "NPL", true},
		{Name, "People's Democratic Republic of Algeria", "", "DZA", true},
		{Name, "Republic of China", "", "TWN", true},
		{Name, "People's Republic of China", "", "CHN", true},
		{Name, "Republic of the Congo", "", "COG", true},
		{Name, "Democratic Republic of the Congo", "", "COD", true},
		{Name, "Gulf of Nepal", "", "", false},
		{Name, "Republic of Atlantis", "", "", false},
		{Name, "Red Sea", "", "", true},
		{Name, "Atlantis", "", "", false},
		{Name, "", "", "", false},
	} {
		if iso, known := isoOf(c.s, c.code, day(c.day)); iso != c.iso || known != c.known {
			t.Errorf("%s %q on %q is %q, %v; want %q, %v", c.s, c.code, c.day, iso, known, c.iso, c.known)
		}
	}
}

// TestSpellings holds the spellings of event data sets and of the tables that they are
// joined with, by kind.
func TestSpellings(t *testing.T) {
	for iso, names := range map[string][]string{
		// those that event data print
		"VAT": {"Vatican City", "Holy See (Vatican City State)"}, "HKG": {"Hong Kong SAR China", "Hong Kong SAR, China", "China, Hong Kong SAR"},
		"MAC": {"Macao SAR China", "Macau SAR", "MACAO"}, "MMR": {"Burma/Myanmar", "Myanmar (Burma)", "Burma (Myanmar)", "Republic of the Union of Myanmar"},
		"VIR": {"US Virgin Islands", "U.S. Virgin Islands", "Virgin Islands, U.S.", "United States Virgin Islands"}, "VGB": {"British Virgin Islands", "Virgin Islands (British)"},
		"USA": {"USA", "U.S.A.", "US", "United States of America", "the United States"}, "SXM": {"Sint Maarten", "St. Maarten", "Sint Maarten (Dutch part)"},
		"MAF": {"Saint-Martin", "St. Martin (French part)"}, "PCN": {"Pitcairn Islands", "Pitcairn"}, "PSE": {"Palestine/Gaza", "Occupied Palestinian Territory", "West Bank and Gaza", "Gaza Strip"},
		"GGY": {"Bailiwick of Guernsey"}, "JEY": {"Bailiwick of Jersey"}, "ESH": {"Sahrawi Arab Democratic Republic", "Western Sahara"},
		// UCDP, Gleditsch-Ward, Correlates of War
		"RUS": {"Russia (Soviet Union)", "Russian Federation", "Russia"}, "YEM": {"Yemen (North Yemen)", "Yemen (Arab Republic of Yemen)", "Yemen Arab Republic", "Yemen, Rep."},
		"KHM": {"Cambodia (Kampuchea)"}, "COD": {"DR Congo (Zaire)", "Congo, Democratic Republic of (Zaire)", "Zaire", "Democratic Republic of Congo", "Congo, Dem. Rep.", "DRC", "Congo-Kinshasa", "D.R. Congo"},
		"COG": {"Congo", "Republic of Congo", "Congo, Rep.", "Congo (Brazzaville)", "Congo-Brazzaville"}, "ZWE": {"Zimbabwe (Rhodesia)"}, "MKD": {"Macedonia, FYR", "FYR Macedonia", "Macedonia (Former Yugoslav Republic of)", "North Macedonia"},
		"MDG": {"Madagascar (Malagasy)"}, "BIH": {"Bosnia-Herzegovina", "Bosnia & Herzegovina", "Bosnia and Herzegovina"}, "DEU": {"Germany (Prussia)", "German Federal Republic", "Prussia"},
		"VNM": {"Vietnam (Annam/Cochin China/Tonkin)", "Viet Nam", "Vietnam, Republic of", "Republic of Vietnam"}, "LKA": {"Sri Lanka (Ceylon)"}, "TUR": {"Turkey (Ottoman Empire)", "T\u00fcrkiye", "TURKIYE", "T\u00dcRK\u0130YE", "Turkey"},
		"IRN": {"Iran (Persia)", "Iran, Islamic Rep.", "Islamic Republic of Iran"}, "ITA": {"Italy/Sardinia"}, "TZA": {"Tanzania/Tanganyika", "United Republic of Tanzania"}, "WSM": {"Samoa/Western Samoa"},
		"BLR": {"Belarus (Byelorussia)"}, "BFA": {"Burkina Faso (Upper Volta)"}, "SWZ": {"Kingdom of eSwatini (Swaziland)", "Swaziland", "Eswatini"},
		// old and new names, orders of words, marks, abbreviations
		"CIV": {"Ivory Coast", "Cote d'Ivoire", "C\u00f4te d\u2019Ivoire", "Cote D'Ivoire", "Cote dIvoire", "COTE D`IVOIRE", "C\u00f4te d Ivoire"}, "CZE": {"Czechia", "Czech Republic"}, "CPV": {"Cabo Verde", "Cape Verde"},
		"TLS": {"Timor-Leste", "East Timor", "Timor Leste"}, "KOR": {"Korea, Republic of", "Korea, Rep.", "Korea (South)", "South Korea", "Korea, South", "S. Korea", "Republic of Korea"},
		"PRK": {"Korea, People's Republic of", "Korea, Dem. People\u2019s Rep.", "DPR Korea", "North Korea", "Korea (North)", "Democratic People's Republic of Korea"},
		"VCT": {"St. Vincent and the Grenadines", "Saint Vincent & the Grenadines", "Saint Vincent &amp; the Grenadines", "St Vincent"}, "KNA": {"St. Kitts and Nevis", "Saint Kitts & Nevis"},
		"STP": {"S\u00e3o Tom\u00e9 and Pr\u00edncipe", "Sao Tome and Principe", "Sao Tome & Principe"}, "CUW": {"Cura\u00e7ao", "Curacao"}, "REU": {"R\u00e9union", "Reunion"}, "ALA": {"\u00c5land", "Aland Islands"},
		"FSM": {"Micronesia, Fed. Sts.", "Federated States of Micronesia"}, "MHL": {"Marshall Is.", "Marshall Islands"}, "BHS": {"Bahamas, The", "The Bahamas"}, "VEN": {"Venezuela, RB", "Bolivarian Republic of Venezuela"},
		"EGY": {"Egypt, Arab Rep.", "Arab Republic of Egypt"}, "LAO": {"Lao PDR", "Lao People's Democratic Republic", "Laos"}, "SYR": {"Syrian Arab Republic"}, "KGZ": {"Kyrgyz Republic", "Kyrgyzstan"}, "SVK": {"Slovak Republic"},
		"FRA": {"French Republic"}, "CHE": {"Swiss Confederation"}, "URY": {"Oriental Republic of Uruguay"}, "TWN": {"Taiwan, China", "Taiwan (Republic of China)"}, "FLK": {"Falkland Islands (Malvinas)", "Falkland Islands/Malvinas"},
		"XKX": {"Kosovo", "Republic of Kosovo"},
	} {
		for _, name := range names {
			if got, ok := isoOf(Name, name, day("2019-10-24")); !ok || got != iso {
				t.Errorf("%q is %q, %v; want %s", name, got, ok, iso)
			}
		}
	}
	for _, name := range []string{"Georgia/Russia", "Serbia (Kosovo)", "Israel/Palestine", "Atlantis (Plato)", "Atlantis/Thule", "Congolese Republic", "Arab Republic", "Republic of", "Korea", "///", "((((", "QQQ", "a/(b/c)/,"} {
		if got, ok := isoOf(Name, name, NoDay); ok {
			t.Errorf("%q is %q", name, got)
		}
	}
}

// TestEveryNumber holds that every number of the lists of Gleditsch and Ward and of
// the Correlates of War is known, states that are no more included.
func TestEveryNumber(t *testing.T) {
	common := `2 20 31 40 41 42 51 52 53 54 55 56 57 58 60 70 80 90 91 92 93 94 95 100 101 110 115 130 135 140 145 150 155 160
165 200 205 210 211 212 220 221 223 225 230 232 235 240 245 255 260 265 267 269 271 273 275 280 290 300 305 310 315 316 317
325 327 329 331 332 335 337 338 339 341 343 344 345 346 347 349 350 352 355 359 360 365 366 367 368 369 370 371 372 373 375
380 385 390 395 402 403 404 411 420 432 433 434 435 436 437 438 439 450 451 452 461 471 475 481 482 483 484 490 500 501 510
511 516 517 520 522 530 531 540 541 551 552 553 560 565 570 571 572 580 581 590 591 600 615 616 620 625 626 630 640 645 651
652 660 663 666 670 678 680 690 692 694 696 698 700 701 702 703 704 705 710 712 713 730 731 732 740 750 760 770 771 775 780
781 790 800 811 812 816 817 820 830 835 840 850 860 900 910 920 935 940 950 970 983 986 987 990`
	for s, numbers := range map[System]string{GleditschWard: common + " 89 99 340 396 397 563 564 711 751 815 971 972 973", COW: common + " 679 946 947 955"} {
		for n := range strings.FieldsSeq(numbers) {
			if e, ok := Lookup(s, n); !ok || e.ISO(NoDay) == "" && e.State() == "" {
				t.Errorf("%s %s is no country and no state", s, n)
			}
		}
	}
}

// TestStates holds that a state without an ISO code keeps its name, and that states
// are told apart by date.
func TestStates(t *testing.T) {
	for _, c := range []struct {
		s          System
		code, name string
	}{
		{Name, "Somaliland", "Somaliland"}, {Name, "Abkhazia", "Abkhazia"}, {Name, "Republic of Abkhazia", "Abkhazia"}, {Name, "Hyderabad", "Hyderabad"},
		{Name, "Austria-Hungary", "Austria-Hungary"}, {GleditschWard, "327", "Papal States"}, {COW, "327", "Papal States"}, {GleditschWard, "300", "Austria-Hungary"}, {COW, "337", "Tuscany"},
		{Name, "Wuerttemburg", "Wurttemberg"}, {Name, "Hesse-Kassel (Electoral)", "Hesse-Kassel"}, {Name, "Turkish Republic of Northern Cyprus", "Northern Cyprus"},
		{Name, "Japan", ""}, {Name, "Red Sea", ""},
	} {
		if e, ok := Lookup(c.s, c.code); !ok || e.State() != c.name || c.name != "" && e.ISO(NoDay) != "" {
			t.Errorf("%s %q is the state %q, %v; want %q", c.s, c.code, e.State(), ok, c.name)
		}
	}
	for _, c := range []struct{ code, day, iso string }{
		{"RUS", "1914-08-01", "RUS"}, {"RUS", "1922-12-30", "SUN"}, {"SUN", "1917-11-07", "RUS"}, {"YUG", "1914-07-28", "SRB"}, {"YUG", "1920-01-01", "YUG"},
		{"CZE", "1900-01-01", "CZE"}, {"DDR", "1930-01-01", "DEU"}, {"DDR", "1949-10-07", "DDR"}, {"VDR", "1900-01-01", "VNM"},
	} {
		if iso, _ := isoOf(ISO3, c.code, day(c.day)); iso != c.iso {
			t.Errorf("%s on %s is %q, want %q", c.code, c.day, iso, c.iso)
		}
	}
}

func BenchmarkISO(b *testing.B) {
	for b.Loop() {
		isoOf(CAMEO, "JPN", 18000)
		isoOf(FIPS, "RS", 18000)
	}
}

func FuzzISO(f *testing.F) {
	f.Add(uint8(Name), "Korea, Republic of (South)", int32(0))
	f.Add(uint8(Number), "0036", int32(NoDay))
	f.Add(uint8(Name), "Burma/Myanmar (Union of / the)", int32(0))
	f.Fuzz(func(t *testing.T, s uint8, code string, day int32) {
		iso, known := isoOf(System(s), code, day)
		if !known && iso != "" || len(iso) != 0 && len(iso) != 3 {
			t.Errorf("%q is %q, %v", code, iso, known)
		}
	})
}

// isoOf gives the alpha-3 code of the state that a code stood for on a day, and
// whether the code is known.
func isoOf(s System, code string, day int32) (iso string, known bool) {
	e, ok := Lookup(s, code)
	return e.ISO(day), ok
}
