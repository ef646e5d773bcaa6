package event

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"sync"

	"entente/country"
)

// UnknownCode is a country code or name that no table knows.
type UnknownCode struct {
	System country.System
	Code   string
}

// Tally counts country codes that no table knows, so that an import can list them.
// It may be used from several goroutines. The nil Tally counts nothing.
type Tally struct {
	mu sync.Mutex
	n  map[UnknownCode]int64
}

// maxTally bounds the codes that are told apart; the rest is counted as "(others)".
const maxTally = 10_000

func (t *Tally) add(s country.System, code string) {
	if t == nil {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.n == nil {
		t.n = map[UnknownCode]int64{}
	}
	k := UnknownCode{s, code}
	if _, ok := t.n[k]; !ok {
		k.Code = strings.Clone(clip(code, 200)) // the code is part of a block
		if len(t.n) >= maxTally {
			k.Code = "(others)"
		}
	}
	t.n[k]++
}

// UnknownCount is an unknown code and how often it was met.
type UnknownCount struct {
	UnknownCode
	N int64
}

// List gives the unknown codes, the most frequent first.
func (t *Tally) List() []UnknownCount {
	if t == nil {
		return nil
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	var out []UnknownCount
	for _, k := range slices.SortedFunc(maps.Keys(t.n), func(a, b UnknownCode) int {
		return cmp.Or(cmp.Compare(t.n[b], t.n[a]), cmp.Compare(a.System, b.System), cmp.Compare(a.Code, b.Code))
	}) {
		out = append(out, UnknownCount{k, t.n[k]})
	}
	return out
}
