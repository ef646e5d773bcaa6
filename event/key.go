package event

// keyOf gives the 64-bit FNV-1a hash of the parts that make a record unique, each
// followed by a unit separator. Among a hundred million records the chance that any
// two share a key is below one in a thousand.
func keyOf(parts ...string) uint64 {
	const offset, prime = 14695981039346656037, 1099511628211
	h := uint64(offset)
	for _, p := range parts {
		for i := range len(p) {
			h = (h ^ uint64(p[i])) * prime
		}
		h = (h ^ 0x1f) * prime
	}
	return h
}
