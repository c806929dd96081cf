package embedded

import (
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// standsAt is a posting as Bleve would give it back.
type standsAt struct {
	segment.Posting
	frequency uint64
	locations []segment.Location
}

func (p standsAt) Frequency() uint64             { return p.frequency }
func (p standsAt) Locations() []segment.Location { return p.locations }

type location struct {
	segment.Location
	at     uint64
	arrays []uint64
}

func (l location) Pos() uint64              { return l.at }
func (l location) ArrayPositions() []uint64 { return l.arrays }

// TestOccurrences holds what is read of a word's places to where it stands, in
// texts of any length.
func TestOccurrences(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 500 {
		var list []word
		want := map[string][]uint64{}
		for at := range 1 + r.IntN(1+r.IntN(3000)) {
			term := string(rune('a' + min(r.IntN(26), r.IntN(26))))
			if r.IntN(50) == 0 {
				term = "rare" + term
			}
			list = append(list, word{term: term})
			want[term] = append(want[term], uint64(at+1))
		}
		for term, c := range occurrences(list) {
			p := standsAt{frequency: uint64(c.Frequency())}
			for _, l := range c.Locations {
				p.locations = append(p.locations, location{at: uint64(l.Position), arrays: l.ArrayPositions})
			}
			if diff := cmp.Diff(want[term], places(nil, p)); diff != "" {
				t.Fatalf("%q in %d words: %s", term, len(list), diff)
			}
			early := uint64(0)
			for _, at := range want[term] {
				if early |= 1 << at; at > 63 || len(c.Locations) > 0 {
					early = 0
					break
				}
			}
			if got := earlyPlaces(p.frequency); got != early {
				t.Fatalf("%q at %v has early places %b", term, want[term], got)
			}
			if n := times(p.frequency); n != min(len(want[term]), mostTimes) {
				t.Fatalf("%q stands %d times, counted %d", term, len(want[term]), n)
			}
		}
	}
}
