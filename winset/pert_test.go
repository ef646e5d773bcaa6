package winset

import (
	"bytes"
	"encoding/binary"
	"math"
	"os"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"

	"entente/goldentest"
)

// TestPERTTable holds the table against the Beta distribution of gonum.
func TestPERTTable(t *testing.T) {
	var b bytes.Buffer
	for m := range modeSteps/2 + 1 {
		ratio := float64(m) / modeSteps
		beta := distuv.Beta{Alpha: 1 + 4*ratio, Beta: 5 - 4*ratio}
		for z := range zSteps + 1 {
			q := beta.Quantile(distuv.UnitNormal.CDF(float64(z)/zPerUnit - zMax))
			// Other processors may round the last bit otherwise.
			if got := pertTable()[m][z]; math.Abs(got-q) > 1e-12 && !*goldentest.Update {
				t.Fatalf("mode %d, score %d: the table has %v, gonum %v", m, z, got, q)
			}
			b.Write(binary.LittleEndian.AppendUint64(nil, math.Float64bits(q)))
		}
	}
	if *goldentest.Update {
		if err := os.WriteFile("pert.bin", b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if len(pertHalf) != b.Len() {
		t.Errorf("the table has %d bytes, want %d", len(pertHalf), b.Len())
	}
}
