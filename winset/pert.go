package winset

import (
	_ "embed"
	"encoding/binary"
	"math"
	"sync"
)

// The table of PERT quantiles: since α+β = 6, one row for each mode ratio
// (best−low)/(high−low), by standard normal score. The distribution of mode 1−m is
// the mirror image of that of m, so that half the rows are kept: 64-bit floating
// point numbers, the lower byte first, row by row. TestPERTTable works them out
// anew and writes the file with -update.
const (
	modeSteps = 64
	zMax      = 4.5
	zPerUnit  = 32
	zSteps    = int(2 * zMax * zPerUnit)
)

//go:embed pert.bin
var pertHalf string

var pertTable = sync.OnceValue(readPERT)

func readPERT() *[modeSteps + 1][zSteps + 1]float64 {
	t := new([modeSteps + 1][zSteps + 1]float64)
	rest := []byte(pertHalf)
	for m := range modeSteps/2 + 1 {
		for z := range zSteps + 1 {
			q := math.Float64frombits(binary.LittleEndian.Uint64(rest))
			rest = rest[8:]
			t[m][z] = q
			t[modeSteps-m][zSteps-z] = 1 - q
		}
	}
	return t
}
