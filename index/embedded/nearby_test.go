package embedded

import (
	"math/bits"
	"math/rand/v2"
	"testing"
)

// TestAround holds what bits of places tell to what going along the places does.
func TestAround(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 20_000 {
		a, b := r.Uint64()&r.Uint64()&^1, r.Uint64()&r.Uint64()&r.Uint64()&^1
		words := r.IntN(70)
		want := together(passagesOf(a), passagesOf(b), words, nil)
		if got := bits.OnesCount64(a & around(b, words+1)); got != want {
			t.Fatalf("%b near %b with %d words between: %d, want %d", a, b, words, got, want)
		}
	}
}

func passagesOf(places uint64) (list []passage) {
	for ; places != 0; places &= places - 1 {
		at := uint64(lowest(places))
		list = append(list, passage{at, at})
	}
	return list
}
