package check_test

import "testing"

func TestDev(t *testing.T) {
	s := newScore()
	measure(t, corpus(t, "dev"), s)
	t.Logf("recall %.3f precision %.3f", s.recall(), s.precision())
}
