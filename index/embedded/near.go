package embedded

import (
	"fmt"
	"math"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
	segment "github.com/blevesearch/scorch_segment_api/v2"

	"onrecord/index"
)

// near asks for two sides with at most so many words between them, in either
// order, in one place.
type near struct {
	place place
	words int
	sides [2][]row
	dicts []segment.TermDictionary
	value float64 // 0 doesn't score
}

func (c *compiler) near(e index.Near) (asked, error) {
	if e.Field == index.Cue {
		return c.cue(e)
	}
	var all anyOf
	for _, p := range c.places(e.Field) {
		dicts, err := c.dictionaries(p.field)
		if err != nil {
			return nil, err
		}
		n := &near{place: p, words: e.Words, sides: [2][]row{c.rows(e.A), c.rows(e.B)}, dicts: dicts}
		if c.scored {
			n.value = nearValue * p.boost
		}
		all = append(all, n)
	}
	return all, nil
}

// nearValue is what two sides together are worth: about as much as a word that
// one document in a hundred has.
const nearValue = 4.5

// find looks where the words stand only in documents with both sides.
func (n *near) find(j *job, scope set) (found, error) {
	f := found{docs: j.memory.set(j.part.size)}
	mark := j.memory.taken
	defer func() { j.memory.taken = mark }()
	look := &lookup{job: j, field: n.place.field, dict: n.dicts[j.at], lists: map[string]segment.PostingsList{}, bitmaps: map[string]*roaring.Bitmap{}, begin: map[string][]string{}}
	both := j.memory.set(j.part.size)
	copy(both, scope)
	for _, side := range n.sides {
		docs, err := look.holding(side)
		if err != nil {
			return f, fmt.Errorf("look up words in %s: %w", n.place.field, err)
		}
		both.and(docs)
	}
	if both.empty() {
		return f, nil
	}
	marks, err := n.marks(look, both)
	if err != nil {
		return f, fmt.Errorf("look where words stand in %s: %w", n.place.field, err)
	}
	for _, m := range marks {
		f.docs.add(m.doc)
	}
	if n.value > 0 {
		f.score = func(among set, worth []float32) error {
			for _, m := range marks {
				if among.has(m.doc) {
					worth[m.doc] += float32(n.value) * saturated(m.worth)
				}
			}
			return nil
		}
	}
	return f, nil
}

// marks gives the documents of both where the sides stand together, and how
// often.
func (n *near) marks(look *lookup, both set) (marks []mark, err error) {
	look.among = both
	if n.simple() {
		if marks, look.among, err = n.nearby(look, both); err != nil || look.among.empty() {
			return marks, err
		}
	}
	far, err := n.meet(look)
	return append(marks, far...), err
}

// meet gives the documents where the sides stand together, and how often.
func (n *near) meet(look *lookup) ([]mark, error) {
	var sides [2]standings
	for i, rows := range n.sides {
		var err error
		if sides[i], err = look.passages(rows); err != nil {
			return nil, err
		}
	}
	var possessives []uint64 // read when one may count
	var marks []mark
	for a, b := sides[0], sides[1]; len(a) > 0 && len(b) > 0; {
		switch doc := a.doc(); {
		case doc < b.doc():
			_, a = a.cut()
		case doc > b.doc():
			_, b = b.cut()
		default:
			var here, there []passage
			here, a = a.cut()
			there, b = b.cut()
			times := together(here, there, n.words, nil)
			if times == 0 && together(here, there, 2*n.words+1, nil) > 0 {
				if possessives == nil {
					var err error
					if possessives, err = look.places([]string{possessive}); err != nil {
						return nil, err
					}
					possessives = append(possessives, math.MaxUint64)
				}
				times = together(here, there, n.words, inDocument(possessives, doc))
			}
			if times > 0 {
				marks = append(marks, mark{doc, float32(times)})
			}
		}
	}
	return marks, nil
}

// inDocument gives where words stand in one document.
func inDocument(all []uint64, doc uint32) []uint64 {
	from, _ := slices.BinarySearch(all, packed(doc, 0))
	var list []uint64
	for _, at := range all[from:] {
		if at>>32 != uint64(doc) {
			break
		}
		list = append(list, at&math.MaxUint32)
	}
	return list
}

// passage is where a row stands: its first and its last word.
type passage struct{ start, end uint64 }

// together counts the passages of a with one of b at most so many words away,
// which they may not overlap. Both are in order of their starts. A possessive
// 's belongs to the word before it and isn't counted.
func together(a, b []passage, words int, possessives []uint64) int {
	reach := uint64(words + 1 + len(possessives))
	longest := uint64(0)
	for _, p := range b {
		longest = max(longest, p.end-p.start)
	}
	times, first := 0, 0
	for _, p := range a {
		for first < len(b) && b[first].start+longest+reach < p.start {
			first++
		}
		for _, q := range b[first:] {
			if q.start > p.end+reach {
				break
			}
			if apart(p, q, possessives) <= words {
				times++
				break
			}
		}
	}
	return times
}

// apart counts the words between two passages; those that overlap are out of
// reach.
func apart(p, q passage, possessives []uint64) int {
	if q.start < p.start {
		p, q = q, p
	}
	if q.start <= p.end {
		return math.MaxInt
	}
	n := int(q.start - p.end - 1)
	for _, at := range possessives {
		if at > p.end && at < q.start {
			n--
		}
	}
	return n
}
