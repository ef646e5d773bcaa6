package event

import (
	"errors"
	"fmt"
)

// ErrExport is why rows of an origin may not be passed on, to be told with errors.Is.
var ErrExport = errors.New("its rows may not be passed on")

// MayExport says whether rows of all these origins may be written out for others:
// nil where they may, else an error that wraps ErrExport and gives the reason.
// Whatever writes rows out asks first. Counts and other figures worked out from rows
// are no rows.
func MayExport(origins ...Origin) error {
	for _, o := range origins {
		switch o {
		case GDELT1, GDELT2, ICEWS, POLECAT, UCDP, Phoenix, Own:
		case ACLED:
			return fmt.Errorf("%s: %w: ACLED's terms of use forbid passing its data on; publish counts and ratios with attribution, and let others fetch the rows from ACLED themselves", o, ErrExport)
		default:
			return fmt.Errorf("%s: %w: nobody has looked at its terms of use", o, ErrExport)
		}
	}
	return nil
}

// Terms says in a sentence or two on which terms figures from the data of an origin,
// and its rows, may be used; "" for Own, whose terms only its owner knows.
func (o Origin) Terms() string {
	switch o {
	case GDELT1, GDELT2:
		return "Counts and ratios are facts. GDELT asks to be cited with a link to its site."
	case ICEWS:
		return "Counts and ratios are facts. For the rows see the terms at doi:10.7910/DVN/28075."
	case POLECAT:
		return "Counts and ratios are facts. For the rows see the terms at doi:10.7910/DVN/AJGVIT."
	case ACLED:
		return "Counts and ratios, with attribution to ACLED; its terms forbid passing its rows on."
	case UCDP:
		return "Counts and ratios are facts. UCDP GED is under CC BY 4.0."
	case Phoenix:
		return "Counts and ratios are facts. For the rows see the terms of the Phoenix data set that was imported."
	}
	return ""
}
