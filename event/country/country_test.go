package country

import (
	"testing"
	"time"

	"entente/dossier"
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
	for _, c := range dossier.Countries() {
		for _, name := range []string{c.En, c.Code} {
			s := Name
			if name == c.Code {
				s = ISO3
			}
			if iso, ok := ISO(s, name, NoDay); !ok || iso != c.Code {
				t.Errorf("%s %q is %q, %v; want %s", s, name, iso, ok, c.Code)
			}
		}
	}
	former := map[string]bool{"SUN": true, "YUG": true, "SCG": true, "CSK": true, "DDR": true, "YMD": true, "VDR": true, "ANT": true, "XKX": true}
	for s := range systems {
		for code, e := range tables()[s] {
			for _, iso := range []string{e.ISO(NoDay), e.ISO(day("1980-01-01"))} {
				if _, ok := dossier.CountryByCode(iso); iso != "" && !ok && !former[iso] {
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
		if iso, known := ISO(c.s, c.code, day(c.day)); iso != c.iso || known != c.known {
			t.Errorf("%s %q on %q is %q, %v; want %q, %v", c.s, c.code, c.day, iso, known, c.iso, c.known)
		}
	}
}

func BenchmarkISO(b *testing.B) {
	for b.Loop() {
		ISO(CAMEO, "JPN", 18000)
		ISO(FIPS, "RS", 18000)
	}
}

func FuzzISO(f *testing.F) {
	f.Add(uint8(Name), "Korea, Republic of (South)", int32(0))
	f.Add(uint8(Number), "0036", int32(NoDay))
	f.Fuzz(func(t *testing.T, s uint8, code string, day int32) {
		iso, known := ISO(System(s), code, day)
		if !known && iso != "" || len(iso) != 0 && len(iso) != 3 {
			t.Errorf("%q is %q, %v", code, iso, known)
		}
	})
}
