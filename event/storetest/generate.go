package storetest

import (
	"bufio"
	"fmt"
	"io"
	"math/rand/v2"
	"strconv"
	"strings"
	"time"
)

// WriteGDELT2 writes a file as GDELT 2.0 would, made up from a seed: the same
// rows and seed give the same bytes. It has the shape that matters to a store:
// 61 columns and some 400 bytes a row; few countries, places and actors in most
// of the rows; ten or so rows of one article, with one address; the same day,
// actors and code again and again; one row in five of two different countries;
// event numbers that grow, with gaps, some late; one row in 200 that repeats in
// full one of the last 100,000; one day in 30 that is false by a week, a month or a year.
// There are 5,000 rows for each day from 18 February 2015, a thirtieth of what
// GDELT has, so that a file of some million rows spans years.
func WriteGDELT2(w io.Writer, rows int, seed uint64) error {
	g := newGenerator(seed)
	out := bufio.NewWriterSize(w, 1<<20)
	for g.written < rows {
		g.article(min(1+int(g.rng.ExpFloat64()*9.5), rows-g.written))
		if _, err := out.Write(g.buf); err != nil {
			return err
		}
		g.buf = g.buf[:0]
	}
	return out.Flush()
}

// RowsADay is how many rows WriteGDELT2 writes for each day.
const RowsADay = 5000

// Countries are the CAMEO codes of the countries in generated files, the most
// frequent first. All but the regions stand for themselves in ISO 3166-1.
func Countries() []string {
	var out []string
	for _, c := range countries {
		out = append(out, c.code)
	}
	return out
}

type generator struct {
	rng     *rand.Rand
	buf     []byte
	written int
	id      uint64
	recent  [][]byte // rows that may be repeated, of the last 100,000
	oldest  int      // of recent

	country *rand.Zipf
	actors  [][]actor  // by country: blocks of ten columns
	places  [][]string // by country: blocks of eight columns
	place   *rand.Zipf
	act     *rand.Zipf
}

type actor struct{ code, block string }

var countries = []struct{ code, fips, name string }{
	{"USA", "US", "UNITED STATES"}, {"GBR", "UK", "UNITED KINGDOM"}, {"RUS", "RS", "RUSSIA"}, {"CHN", "CH", "CHINA"},
	{"ISR", "IS", "ISRAEL"}, {"AUS", "AS", "AUSTRALIA"}, {"IND", "IN", "INDIA"}, {"IRN", "IR", "IRAN"},
	{"CAN", "CA", "CANADA"}, {"FRA", "FR", "FRANCE"}, {"PAK", "PK", "PAKISTAN"}, {"TUR", "TU", "TURKEY"},
	{"JPN", "JA", "JAPAN"}, {"NGA", "NI", "NIGERIA"}, {"DEU", "GM", "GERMANY"}, {"SYR", "SY", "SYRIA"},
	{"KOR", "KS", "SOUTH KOREA"}, {"PRK", "KN", "NORTH KOREA"}, {"UKR", "UP", "UKRAINE"}, {"IRQ", "IZ", "IRAQ"},
	{"EGY", "EG", "EGYPT"}, {"SAU", "SA", "SAUDI ARABIA"}, {"ITA", "IT", "ITALY"}, {"ESP", "SP", "SPAIN"},
	{"MEX", "MX", "MEXICO"}, {"PHL", "RP", "PHILIPPINES"}, {"IDN", "ID", "INDONESIA"}, {"ZAF", "SF", "SOUTH AFRICA"},
	{"BRA", "BR", "BRAZIL"}, {"VNM", "VM", "VIETNAM"}, {"GRC", "GR", "GREECE"}, {"AFG", "AF", "AFGHANISTAN"},
	{"POL", "PL", "POLAND"}, {"KEN", "KE", "KENYA"}, {"THA", "TH", "THAILAND"}, {"MYS", "MY", "MALAYSIA"},
	{"SGP", "SN", "SINGAPORE"}, {"VEN", "VE", "VENEZUELA"}, {"YEM", "YM", "YEMEN"}, {"LBN", "LE", "LEBANON"},
	{"GHA", "GH", "GHANA"}, {"NZL", "NZ", "NEW ZEALAND"}, {"IRL", "EI", "IRELAND"}, {"NLD", "NL", "NETHERLANDS"},
	{"SWE", "SW", "SWEDEN"}, {"ARG", "AR", "ARGENTINA"}, {"COL", "CO", "COLOMBIA"}, {"BGD", "BG", "BANGLADESH"},
	{"LKA", "CE", "SRI LANKA"}, {"NPL", "NP", "NEPAL"}, {"QAT", "QA", "QATAR"}, {"ARE", "AE", "UNITED ARAB EMIRATES"},
	{"JOR", "JO", "JORDAN"}, {"LBY", "LY", "LIBYA"}, {"UGA", "UG", "UGANDA"}, {"ZWE", "ZI", "ZIMBABWE"},
	{"ETH", "ET", "ETHIOPIA"}, {"SDN", "SU", "SUDAN"}, {"CUB", "CU", "CUBA"}, {"EUR", "BE", "EUROPE"},
}

// acts are CAMEO codes with quad class and Goldstein score, the most frequent
// first, in roughly GDELT's shares.
var acts = []struct{ columns string }{}

func init() {
	for _, a := range [][2]string{
		{"042", "1\t1.9"}, {"043", "1\t2.8"}, {"010", "1\t0.0"}, {"051", "1\t3.4"}, {"040", "1\t1.0"}, {"036", "1\t4.0"}, {"020", "1\t3.0"},
		{"190", "4\t-10.0"}, {"112", "3\t-2.0"}, {"173", "4\t-5.0"}, {"046", "1\t7.0"}, {"111", "3\t-2.0"}, {"110", "3\t-2.0"}, {"120", "3\t-4.0"},
		{"193", "4\t-10.0"}, {"080", "2\t5.0"}, {"070", "2\t7.0"}, {"060", "2\t6.0"}, {"130", "3\t-4.4"}, {"013", "1\t0.4"}, {"030", "1\t4.0"},
		{"057", "1\t8.0"}, {"141", "3\t-6.5"}, {"180", "4\t-9.0"}, {"174", "4\t-5.0"}, {"163", "4\t-8.0"}, {"090", "3\t-2.0"}, {"172", "4\t-5.0"},
		{"1246", "3\t-5.0"}, {"150", "3\t-7.2"}, {"061", "2\t6.4"}, {"1056", "3\t-5.0"}, {"195", "4\t-10.0"}, {"072", "2\t8.3"}, {"160", "3\t-4.0"},
		{"0233", "1\t3.4"}, {"138", "3\t-7.0"}, {"154", "3\t-7.2"}, {"194", "4\t-10.0"}, {"202", "4\t-10.0"},
	} {
		code := a[0]
		acts = append(acts, struct{ columns string }{code + "\t" + code[:3] + "\t" + code[:2] + "\t" + a[1]})
	}
}

var roles = []struct{ code, name string }{
	{"", ""}, {"GOV", "GOVERNMENT"}, {"MIL", "MILITARY"}, {"COP", "POLICE"}, {"BUS", "COMPANY"}, {"EDU", "SCHOOL"}, {"MED", "JOURNALIST"},
	{"CVL", "CITIZEN"}, {"LEG", "PARLIAMENT"}, {"JUD", "COURT"}, {"OPP", "OPPOSITION"}, {"REB", "REBEL"}, {"CRM", "CRIMINAL"}, {"HLH", "HOSPITAL"},
	{"LAB", "WORKER"}, {"SPY", "INTELLIGENCE"}, {"ELI", "FORMER MINISTER"}, {"REF", "REFUGEE"}, {"ENV", "ENVIRONMENTALIST"}, {"UAF", "GUNMAN"},
}

func newGenerator(seed uint64) *generator {
	rng := rand.New(rand.NewPCG(seed, 61))
	g := &generator{rng: rng, id: 410_000_000}
	g.country = rand.NewZipf(rng, 1.25, 3, uint64(len(countries)-1))
	g.act = rand.NewZipf(rng, 1.3, 4, uint64(len(acts)-1))
	const placesACountry = 400
	g.place = rand.NewZipf(rng, 1.2, 2, placesACountry-1)
	for i, c := range countries {
		var as []actor
		for _, r := range roles {
			for variant := range 4 {
				name := c.name
				switch {
				case r.name != "" && variant > 0:
					name = c.name + " " + r.name + " " + word(rng, 2)
				case r.name != "":
					name = r.name
				case variant > 0:
					name = strings.ToUpper(word(rng, 3))
				}
				group := ""
				if variant == 3 && r.code != "" {
					group = strings.ToUpper(word(rng, 1) + "x")[:3]
				}
				code := c.code + group + r.code
				as = append(as, actor{c.code, strings.Join([]string{code, name, c.code, group, "", "", "", r.code, "", ""}, "\t")})
			}
		}
		g.actors = append(g.actors, as)
		var ps []string
		lat, lon := rng.Float64()*110-50, rng.Float64()*340-170
		for p := range placesACountry {
			adm := fmt.Sprintf("%s%02d", c.fips, p%30)
			full, kind := fmt.Sprintf("%s, %s, %s", word(rng, 3), word(rng, 2), title(c.name)), "4"
			if p == 0 {
				full, kind, adm = title(c.name), "1", c.fips
			}
			ps = append(ps, strings.Join([]string{kind, full, c.fips, adm, strconv.Itoa(10000 + i*100 + p%97),
				number(lat+rng.Float64()*8, 6), number(lon+rng.Float64()*8, 6), strconv.Itoa(-rng.IntN(3_000_000))}, "\t"))
		}
		g.places = append(g.places, ps)
	}
	return g
}

const (
	noActor = "\t\t\t\t\t\t\t\t\t"
	noPlace = "0\t\t\t\t\t\t\t"
)

// article writes the rows of one article.
func (g *generator) article(n int) {
	rng := g.rng
	day := time.Date(2015, 2, 18, 0, 0, 0, 0, time.UTC).AddDate(0, 0, g.written/RowsADay)
	quarter := g.written % RowsADay * 96 / RowsADay
	added := day.Format("20060102") + fmt.Sprintf("%02d%02d00", quarter/4, quarter%4*15)
	home := int(g.country.Uint64())
	away := home
	if rng.IntN(100) < 78 {
		away = int(g.country.Uint64())
	}
	// An article knows a few actors and places, and reports on them.
	var cast [4]string
	for i := range cast {
		of := g.actors[home]
		if i%2 == 1 {
			of = g.actors[away]
		}
		a := of[min(int(rng.ExpFloat64()*2.5), len(of)-1)]
		cast[i] = a.block
	}
	var scene [3]string
	for i := range scene {
		at := home
		if i == 2 {
			at = away
		}
		scene[i] = g.places[at][g.place.Uint64()]
	}
	tone := number(rng.NormFloat64()*3-2, 14)
	mentions := 1 + int(rng.ExpFloat64()*6)
	url := "https://www." + word(rng, 3) + ".com/" + day.Format("2006/01/02/") + word(rng, 2) + "-" + word(rng, 3) + "-" + word(rng, 2) + "-" + word(rng, 4) + "-" + strconv.Itoa(rng.IntN(1_000_000)) + ".html"
	for range n {
		g.written++
		if len(g.recent) > 1000 && rng.IntN(200) == 0 {
			g.buf = append(g.buf, g.recent[rng.IntN(len(g.recent))]...)
			continue
		}
		start := len(g.buf)
		g.id += 1 + uint64(rng.IntN(20)/19)
		id := g.id
		if rng.IntN(5000) == 0 { // a late one, whose number was left free
			id = g.id - 200_000_000
		}
		d := day
		switch rng.IntN(90) {
		case 0:
			d = day.AddDate(0, 0, -7)
		case 1:
			d = day.AddDate(0, -1, 0)
		case 2:
			d = day.AddDate(-1, 0, 0)
		}
		a, b := cast[rng.IntN(4)], cast[rng.IntN(4)]
		switch rng.IntN(10) {
		case 0:
			a = noActor
		case 1, 2, 3:
			b = noActor
		}
		b1 := append(g.buf, strconv.FormatUint(id, 10)...)
		b1 = append(b1, '\t')
		b1 = d.AppendFormat(b1, "20060102\t200601\t2006\t2006.")
		b1 = strconv.AppendInt(b1, int64(d.YearDay())*10000/366, 10)
		b1 = append(append(b1, '\t'), a...)
		b1 = append(append(b1, '\t'), b...)
		b1 = append(b1, '\t', byte('0'+rng.IntN(2)), '\t')
		b1 = append(b1, acts[g.act.Uint64()].columns...)
		b1 = append(b1, '\t')
		b1 = strconv.AppendInt(b1, int64(mentions), 10)
		b1 = append(b1, "\t1\t"...)
		b1 = strconv.AppendInt(b1, int64(mentions), 10)
		b1 = append(append(b1, '\t'), tone...)
		for _, with := range []bool{a != noActor, b != noActor, true} {
			b1 = append(b1, '\t')
			if with {
				b1 = append(b1, scene[rng.IntN(3)]...)
			} else {
				b1 = append(b1, noPlace...)
			}
		}
		b1 = append(append(b1, '\t'), added...)
		b1 = append(append(b1, '\t'), url...)
		g.buf = append(b1, '\n')
		if rng.IntN(20) == 0 {
			row := append([]byte(nil), g.buf[start:]...)
			if len(g.recent) < 5000 {
				g.recent = append(g.recent, row)
			} else {
				g.recent[g.oldest] = row
				g.oldest = (g.oldest + 1) % len(g.recent)
			}
		}
	}
}

var syllables = []string{"ba", "ko", "ri", "ten", "mar", "lo", "shi", "ver", "da", "nu", "pol", "gra", "is", "em", "tor", "wick", "san", "ol", "bur", "que"}

// word makes up a word of some syllables.
func word(rng *rand.Rand, n int) string {
	var b strings.Builder
	for range n {
		b.WriteString(syllables[rng.IntN(len(syllables))])
	}
	return b.String()
}

func title(s string) string {
	words := strings.Fields(strings.ToLower(s))
	for i, w := range words {
		words[i] = strings.ToUpper(w[:1]) + w[1:]
	}
	return strings.Join(words, " ")
}

// number prints up to some significant digits, without trailing zeros.
func number(f float64, digits int) string { return strconv.FormatFloat(f, 'g', digits, 64) }
