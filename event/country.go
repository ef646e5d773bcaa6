package event

// System is a system of country codes.
type System uint8

// The systems that event data use.
const (
	CAMEOCodes    System = iota // three letters, with pseudo-regions and old codes
	FIPSCodes                   // FIPS 10-4, two letters
	ISOCodes                    // ISO 3166-1 alpha-3
	ISONumbers                  // ISO 3166-1 numeric
	GleditschWard               // numbers
	COW                         // Correlates of War numbers
	Names                       // English names as ICEWS, POLECAT, ACLED and UCDP print them
)
