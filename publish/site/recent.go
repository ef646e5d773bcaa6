package site

import "sync"

// recent keeps values by what they were made of; those asked for most lately stay. They lie
// in two lots, and when that of now is full it becomes the old one. Several may use it at a
// time.
type recent[K comparable, V any] struct {
	most int // bytes of each lot

	mu       sync.Mutex
	now, old map[K]stays[V]
	size     int // of now
}

// stays is a value, with the bytes that it counts for.
type stays[V any] struct {
	value V
	size  int
}

// get gives the value of a key, and whether it is there.
func (r *recent[K, V]) get(key K) (V, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	k, ok := r.now[key]
	if !ok {
		if k, ok = r.old[key]; ok {
			r.put(key, k)
		}
	}
	return k.value, ok
}

// keep keeps a value that counts for so many bytes.
func (r *recent[K, V]) keep(key K, value V, size int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.put(key, stays[V]{value, size})
}

func (r *recent[K, V]) put(key K, k stays[V]) {
	if r.now == nil || r.size > r.most {
		r.now, r.old, r.size = map[K]stays[V]{}, r.now, 0
	}
	if _, ok := r.now[key]; !ok {
		r.now[key] = k
		r.size += k.size
	}
}
