package event

// The years that a date may have.
const (
	firstYear = 1800
	lastYear  = 2199
)

var monthDays = [...]int{0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}

// dayOf gives a day of the proleptic Gregorian calendar, and false where there is
// no such day or the year is out of range. The arithmetic is Howard Hinnant's
// days_from_civil.
func dayOf(y, m, d int) (Day, bool) {
	if y < firstYear || y > lastYear || m < 1 || m > 12 || d < 1 || d > monthDays[m] && (m != 2 || d != 29 || y%4 != 0 || y%100 == 0 && y%400 != 0) {
		return NoDay, false
	}
	if m <= 2 {
		y--
		m += 12
	}
	era := y / 400
	yoe := y - era*400
	doy := (153*(m-3)+2)/5 + d - 1
	doe := yoe*365 + yoe/4 - yoe/100 + doy
	return Day(era*146097 + doe - 719468), true
}

// date8 reads 20191024.
func date8(s string) (Day, bool) {
	if len(s) != 8 {
		return NoDay, false
	}
	y, ok1 := digits(s[:4])
	m, ok2 := digits(s[4:6])
	d, ok3 := digits(s[6:])
	if !ok1 || !ok2 || !ok3 {
		return NoDay, false
	}
	return dayOf(y, m, d)
}

// digits reads up to nine digits and nothing else.
func digits(s string) (int, bool) {
	if s == "" || len(s) > 9 {
		return 0, false
	}
	n := 0
	for i := range len(s) {
		c := s[i] - '0'
		if c > 9 {
			return 0, false
		}
		n = n*10 + int(c)
	}
	return n, true
}
