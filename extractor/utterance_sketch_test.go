package extractor

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestSketch compares every two of some random statements, of few speakers in
// few words so that much is alike, quoted in every way: whatever is one
// utterance may be by its sketches, and the shelf, which finds by marks and
// passes over by sketches, makes the groups that comparing all makes.
func TestSketch(t *testing.T) {
	for seed := range uint64(5) {
		all := randomWordings(rand.New(rand.NewPCG(seed, 5)), 400)
		var shelf wordingShelf
		for _, w := range all {
			shelf.add(t, w)
		}
		group := make([]int, len(all))
		pairs := 0
		for i := range all {
			group[i] = i
			for j := range i {
				a, b := &all[i], &all[j]
				x, y := a.Sketch(), b.Sketch()
				if !plainlySame(a, b) {
					continue
				}
				if pairs++; !x.MayBe(&y) {
					t.Errorf("passed over:\n  %s\n  %s", a.Words, b.Words)
				}
				if !shareMark(a, b) {
					continue
				}
				from := group[i]
				for k := range group {
					if group[k] == from {
						group[k] = group[j]
					}
				}
			}
		}
		want, got := map[int][]int{}, map[string]bool{}
		for i, g := range group {
			want[g] = append(want[g], i)
		}
		for _, members := range shelf.groups() {
			slices.Sort(members)
			got[fmt.Sprint(members)] = true
		}
		for _, members := range want {
			if !got[fmt.Sprint(members)] {
				t.Errorf("not a group of the shelf: %v", members)
			}
		}
		if len(got) != len(want) || pairs < 20 {
			t.Errorf("%d groups, want %d; %d pairs", len(got), len(want), pairs)
		}
	}
}

// plainlySame compares two wordings as if they had no sketches.
func plainlySame(a, b *Wording) bool {
	x, y := *a, *b
	for _, w := range []*Wording{&x, &y} {
		w.sketch.words = [sketchBits / 64]uint64{}
	}
	return SameUtterance(&x, &y)
}

// randomWordings are statements of three speakers, all different, half of them
// changed from an earlier one: cut, quoted in part, with a word put in, left
// out, changed, or moved.
func randomWordings(r *rand.Rand, n int) []Wording {
	small := []string{"the", "of", "we", "and", "that", "not", "may", "about", "…", "7,000", "twelve", "March"}
	known := map[uint64]bool{}
	var all []Wording
	var said [][]string
	for len(all) < n {
		var words []string
		if len(said) > 0 && r.IntN(2) == 0 {
			words = slices.Clone(said[r.IntN(len(said))])
			from := r.IntN(len(words))
			words = words[min(from, r.IntN(8)):max(from+1, len(words)-r.IntN(8))]
			for range r.IntN(3) {
				words[r.IntN(len(words))] = fmt.Sprint("Other", r.IntN(30))
			}
			if at := r.IntN(len(words)); r.IntN(3) == 0 {
				words = slices.Insert(words, at, small[r.IntN(len(small))])
			}
		} else {
			for range 2 + r.IntN(30) {
				words = append(words, fmt.Sprint("w", int(60*r.Float64()*r.Float64())))
				if r.IntN(2) == 0 {
					words = append(words, small[r.IntN(len(small))])
				}
			}
		}
		said = append(said, words)
		quote := []Quote{Direct, Indirect, Mixed}[r.IntN(3)]
		if from := r.IntN(len(words)); quote == Mixed {
			words = slices.Clone(words)
			to := from + r.IntN(len(words)-from)
			words[from], words[to] = "“"+words[from], words[to]+"”"
		}
		text := strings.Join(words, " ")
		w := WordingOf(Article{Text: text, Published: time.Unix(1.7e9, 0).Add(time.Duration(r.IntN(20*24)) * time.Hour)},
			Statement{ID: fmt.Sprint(len(all)), Quote: quote, Stance: Say, Content: []Span{{0, len(text)}},
				Speaker: Party{Name: []string{"Ada Quill", "Quill", "Bo Stern"}[r.IntN(3)], Kind: Person}})
		if id := w.ID(); !known[id] {
			known[id] = true
			all = append(all, w)
		}
	}
	return all
}
