package crawler

import (
	"math"
	"slices"
)

// Reprinted is the part of both texts' runs of five words that two prints of
// one story share at least.
const Reprinted = 0.8

const (
	// printBands and bandRows make two texts that share Reprinted of their runs
	// meet in some band 999 times in 1,000, and those that share more nearly
	// always: (1 - 0.8³)¹⁰ is 0.0008. A simhash of 64 bits would differ in ten
	// of them there, which no index of a few tables finds.
	printBands = 10
	bandRows   = 3
	// runLength is how many words a run has.
	runLength = 5
)

// Print is a text as the set of its runs of five words: their hashes in order.
// A text of fewer words has none.
type Print []uint64

// NewPrint makes the print of a text.
func NewPrint(text string) Print {
	hashes := make([]uint64, 0, len(text)/5)
	for word := range wordsOf(text) {
		hashes = append(hashes, shingle(word))
	}
	if len(hashes) < runLength {
		return nil
	}
	p := make(Print, 0, len(hashes)-runLength+1)
	for i := range len(hashes) - runLength + 1 {
		h := uint64(0)
		for _, word := range hashes[i : i+runLength] {
			h = mix(h*0x9e3779b97f4a7c15 + word)
		}
		p = append(p, h)
	}
	slices.Sort(p)
	return slices.Compact(p)
}

// Overlap is the part of two prints' runs that is in both.
func (p Print) Overlap(o Print) float64 {
	both := 0
	for i, j := 0, 0; i < len(p) && j < len(o); {
		switch {
		case p[i] < o[j]:
			i++
		case p[i] > o[j]:
			j++
		default:
			i, j, both = i+1, j+1, both+1
		}
	}
	if both == 0 {
		return 0
	}
	return float64(both) / float64(len(p)+len(o)-both)
}

// Bands are by what a print is found: two prints of one story have one of them
// in common, and few others do. They are kept in records, so how they are made
// must never change. The empty print has none.
func (p Print) Bands() []int64 {
	if len(p) == 0 {
		return nil
	}
	var least [printBands * bandRows]uint64
	for i := range least {
		least[i] = math.MaxUint64
	}
	for _, h := range p {
		// Each order of all runs is that of their hash multiplied by another odd
		// number: one multiplication instead of a whole hash.
		x := h
		for i := range least {
			x = x*0xd1342543de82ef95 + 0x9e3779b97f4a7c15
			least[i] = min(least[i], x^x>>32)
		}
	}
	bands := make([]int64, printBands)
	for b := range bands {
		h := uint64(b)
		for _, l := range least[b*bandRows : (b+1)*bandRows] {
			h = mix(h*0x9e3779b97f4a7c15 + l)
		}
		bands[b] = int64(h)
	}
	return bands
}
