// Package recent keeps what was worked out most lately, by what it was worked out from.
package recent

import "sync"

// Values are kept by key; those asked for most lately stay. They lie in two lots, and when
// that of now is full it becomes the old one. Several may use them at a time.
type Values[K comparable, V any] struct {
	Most int // the sizes that a lot holds

	mu       sync.Mutex
	now, old map[K]sized[V]
	size     int // of now
}

type sized[V any] struct {
	value V
	size  int
}

// Get gives the value of a key, and whether it is there.
func (r *Values[K, V]) Get(key K) (V, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	s, ok := r.now[key]
	if !ok {
		if s, ok = r.old[key]; ok {
			r.put(key, s)
		}
	}
	return s.value, ok
}

// Keep keeps a value of a size.
func (r *Values[K, V]) Keep(key K, value V, size int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.put(key, sized[V]{value, size})
}

func (r *Values[K, V]) put(key K, s sized[V]) {
	if r.now == nil || r.size > r.Most {
		r.now, r.old, r.size = map[K]sized[V]{}, r.now, 0
	}
	if _, ok := r.now[key]; !ok {
		r.now[key] = s
		r.size += s.size
	}
}
