package extractor

import (
	"encoding/json"
	"slices"
	"testing"
)

// wordingShelf finds utterances in memory as the record does: wordings are kept
// as they are saved, found by their marks, passed over by their sketches, and
// read again where they may be the same.
type wordingShelf struct {
	data     [][]byte
	sketches []Sketch
	group    []int32
	marks    markTable
	known    markTable // by ID
	// near counts the marks that each of the wordings found has in common with
	// the one that is put in.
	near     nearCount
	compared int
}

// shelfOfMark is how many wordings a mark finds.
const shelfOfMark = 32

func (s *wordingShelf) find(i int32) int32 {
	for s.group[i] != i {
		s.group[i] = s.group[s.group[i]]
		i = s.group[i]
	}
	return i
}

// groups gives the wordings of each utterance.
func (s *wordingShelf) groups() map[int32][]int32 {
	out := map[int32][]int32{}
	for i := range s.group {
		of := s.find(int32(i))
		out[of] = append(out[of], int32(i))
	}
	return out
}

// add puts a wording on the shelf, together with those of its utterance.
func (s *wordingShelf) add(t testing.TB, w Wording) {
	n := int32(len(s.data))
	id := w.ID()
	if len(s.known.of(id)) > 0 {
		return
	}
	s.known.add(id, n)
	s.group = append(s.group, n)
	marks := w.Marks()
	sketch := w.Sketch()
	s.near.clear()
	for _, m := range marks {
		for _, i := range s.marks.of(m) {
			s.near.add(i)
		}
		s.marks.add(m, n)
	}
	likely := s.near.likely(func(i int32) bool { return sketch.MayBe(&s.sketches[i]) })
	for _, i := range likely {
		if s.find(i) == s.find(n) {
			continue
		}
		other, err := ReadWording(s.data[i])
		if err != nil {
			t.Fatal(err)
		}
		s.compared++
		if SameUtterance(&w, &other) {
			s.group[s.find(i)] = s.find(n)
		}
	}
	data, err := json.Marshal(&w)
	if err != nil {
		t.Fatal(err)
	}
	s.data, s.sketches = append(s.data, data), append(s.sketches, sketch)
}

// markTable gives for each mark the first wordings that have it. Most marks
// have one, so that it stands in the table itself.
type markTable struct {
	keys  []uint64
	one   []int32 // 0 is none, from 1 a wording, below 0 a list of them
	lists [][]int32
	used  int
}

func (t *markTable) slot(key uint64) int {
	at := int(key & uint64(len(t.keys)-1))
	for t.one[at] != 0 && t.keys[at] != key {
		if at++; at == len(t.keys) {
			at = 0
		}
	}
	return at
}

func (t *markTable) of(key uint64) []int32 {
	if t.used == 0 {
		return nil
	}
	at := t.slot(key)
	switch n := t.one[at]; {
	case n == 0:
		return nil
	case n < 0:
		return t.lists[-n-1]
	}
	return []int32{t.one[at] - 1}
}

func (t *markTable) add(key uint64, wording int32) {
	if 4*t.used >= 3*len(t.keys) {
		t.grow()
	}
	at := t.slot(key)
	switch n := t.one[at]; {
	case n == 0:
		t.keys[at], t.one[at] = key, wording+1
		t.used++
	case n > 0:
		t.lists = append(t.lists, []int32{n - 1, wording})
		t.one[at] = -int32(len(t.lists))
	case len(t.lists[-n-1]) < shelfOfMark:
		t.lists[-n-1] = append(t.lists[-n-1], wording)
	}
}

func (t *markTable) grow() {
	old := *t
	size := max(1024, 2*len(old.keys))
	t.keys, t.one = make([]uint64, size), make([]int32, size)
	for i, n := range old.one {
		if n != 0 {
			at := t.slot(old.keys[i])
			t.keys[at], t.one[at] = old.keys[i], n
		}
	}
}

// nearCount counts how often each of a few hundred wordings is met.
type nearCount struct {
	seen  []int32 // the wordings met
	times []int32
	at    []int32 // a table of places in seen, from 1
}

func (c *nearCount) clear() {
	clear(c.at)
	c.seen, c.times = c.seen[:0], c.times[:0]
}

func (c *nearCount) slot(i int32) int {
	at := int(scramble(uint64(i)) & uint64(len(c.at)-1))
	for c.at[at] != 0 && c.seen[c.at[at]-1] != i {
		if at++; at == len(c.at) {
			at = 0
		}
	}
	return at
}

func (c *nearCount) add(i int32) {
	if 2*len(c.seen) >= len(c.at) {
		c.at = make([]int32, max(64, 2*len(c.at)))
		for n, i := range c.seen {
			c.at[c.slot(i)] = int32(n + 1)
		}
	}
	at := c.slot(i)
	if c.at[at] == 0 {
		c.seen, c.times = append(c.seen, i), append(c.times, 0)
		c.at[at] = int32(len(c.seen))
	}
	c.times[c.at[at]-1]++
}

// likely gives the wordings met that may be the same, those met most first.
func (c *nearCount) likely(may func(int32) bool) []int32 {
	var out []int32
	for n := range c.seen {
		if may(c.seen[n]) {
			out = append(out, int32(n))
		}
	}
	slices.SortFunc(out, func(a, b int32) int { return int(c.times[b] - c.times[a]) })
	for i, n := range out {
		out[i] = c.seen[n]
	}
	return out
}
