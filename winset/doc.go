// Package winset is the arithmetic of what a capital can carry: draws from
// judged ranges, acceptance by players, ceilings of procedures, carry, levers,
// attribution, settlement and power indices. Plain numbers go in and come out;
// it imports nothing of ours and knows nothing of files or countries.
//
// Levels and positions are on 0-100; influence, salience and pressures on 0-1.
// The method is described in docs/method.md.
package winset
