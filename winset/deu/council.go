package deu

import (
	_ "embed"
	"encoding/csv"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"entente/winset"
)

// councilFile holds the votes of the member states in the Council by era, with
// the quota of a qualified majority: the Treaty of Accession of 1994 (15), the
// Treaty of Nice as of November 2004 (25) and of January 2007 (27). A state with
// no votes had not joined yet.
//
//go:embed council.csv
var councilFile string

// era is a time in which the Council had the same members and weights.
type era struct {
	members int                // states that have votes
	quota   int                // of the votes
	votes   map[string]int     // of every state, observers included
	power   map[string]float64 // their Shapley-Shubik index
}

// councils gives the eras, the smallest Council first.
var councils = sync.OnceValue(func() []era {
	rows, err := csv.NewReader(strings.NewReader(councilFile)).ReadAll()
	if err != nil {
		panic(err) // it is part of the program
	}
	var out []era
	for i := 1; i < len(rows); {
		var who []string
		var votes []int
		name, quota := rows[i][0], number(rows[i][1])
		e := era{quota: quota, votes: map[string]int{}, power: map[string]float64{}}
		for ; i < len(rows) && rows[i][0] == name; i++ {
			n := number(rows[i][3])
			who, votes = append(who, rows[i][2]), append(votes, n)
			e.votes[rows[i][2]] = n
			if n > 0 {
				e.members++
			}
		}
		for k, v := range winset.ShapleyShubik(votes, quota) {
			e.power[who[k]] = v
		}
		out = append(out, e)
	}
	return out
})

func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		panic(fmt.Sprintf("council.csv: %v", err))
	}
	return n
}

// eraOf gives the era of an issue: the latest that a state with a position
// belongs to and earlier ones do not know. Under a Council that a state has not
// joined it may have a position (an observer), and has no power.
func eraOf(council []era, given map[string]bool) era {
	best := 0
	for who, ok := range given {
		if !ok {
			continue
		}
		for n, e := range council {
			if _, in := e.power[who]; in {
				best = max(best, n)
				break
			}
		}
	}
	return council[best]
}
