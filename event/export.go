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
