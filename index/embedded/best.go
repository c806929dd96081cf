package embedded

import (
	"bytes"
	"container/heap"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"math"
	"slices"

	"onrecord/index"
)

// position is where a document stands in a view.
type position struct {
	part int
	doc  uint32
}

// candidate is a document that matches, with all that it is sorted by.
type candidate struct {
	score float64
	date  int64
	key   uint64
	at    position

	utterance uint64 // set where a search collapses, of what others repeat
}

// best keeps the first page's worth of candidates behind the cursor, and one
// more that tells whether there is a next page. It is a heap with the last in
// order on top.
type best struct {
	byDate bool
	after  *candidate
	limit  int
	list   []candidate
	one    *collapse // nil where each statement is a hit
}

func newBest(q index.Query) (*best, error) {
	b := &best{byDate: q.ByDate, limit: q.Limit}
	if b.limit == 0 {
		b.limit = index.DefaultLimit
	}
	if q.Collapse {
		b.one = &collapse{}
	}
	if q.Cursor == "" {
		return b, nil
	}
	c, err := decodeCursor(q.Cursor, q.ByDate)
	if err != nil {
		return nil, err
	}
	b.after = &c
	return b, nil
}

// fresh gives an empty one for the same page.
func (b *best) fresh() *best {
	f := &best{byDate: b.byDate, after: b.after, limit: b.limit}
	if b.one != nil {
		f.one = &collapse{}
	}
	return f
}

func (b *best) merge(o *best) {
	for _, c := range o.list {
		b.offer(c)
	}
	if b.one != nil {
		b.one.parts = append(b.one.parts, o.one.parts...)
	}
}

// before tells whether a comes before c: the better score first (or none of
// that when by date), then the later date, then the key, which is unique.
func (b *best) before(a, c *candidate) bool {
	switch {
	case !b.byDate && a.score != c.score:
		return a.score > c.score
	case a.date != c.date:
		return a.date > c.date
	}
	return a.key < c.key
}

// full tells whether a candidate has to be better than the last one to get in.
func (b *best) full() bool { return len(b.list) > b.limit }

func (b *best) offer(c candidate) {
	if b.after != nil && !b.before(b.after, &c) {
		return
	}
	if !b.full() {
		heap.Push(b, c)
		return
	}
	if b.before(&c, &b.list[0]) {
		b.list[0] = c
		heap.Fix(b, 0)
	}
}

// page gives the candidates in order and the cursor of the next page.
func (b *best) page() ([]candidate, string) {
	if b.one != nil {
		b.one.settle(b)
	}
	slices.SortFunc(b.list, func(a, c candidate) int {
		switch {
		case b.before(&a, &c):
			return -1
		case b.before(&c, &a):
			return 1
		}
		return 0
	})
	if len(b.list) <= b.limit {
		return b.list, ""
	}
	return b.list[:b.limit], encodeCursor(b.list[b.limit-1], b.byDate)
}

// Len, Less, Swap, Push and Pop are container/heap's.
func (b *best) Len() int           { return len(b.list) }
func (b *best) Less(i, j int) bool { return b.before(&b.list[j], &b.list[i]) }
func (b *best) Swap(i, j int)      { b.list[i], b.list[j] = b.list[j], b.list[i] }
func (b *best) Push(x any)         { b.list = append(b.list, x.(candidate)) }
func (b *best) Pop() any {
	last := b.list[len(b.list)-1]
	b.list = b.list[:len(b.list)-1]
	return last
}

// A cursor is the sort order and the last candidate's sort keys.
const cursorLength = 1 + 8 + 8 + 8

func encodeCursor(c candidate, byDate bool) string {
	out := []byte{order(byDate)}
	out = binary.BigEndian.AppendUint64(out, math.Float64bits(c.score))
	out = binary.BigEndian.AppendUint64(out, uint64(c.date))
	out = binary.BigEndian.AppendUint64(out, c.key)
	return base64.RawURLEncoding.EncodeToString(out)
}

func decodeCursor(text string, byDate bool) (candidate, error) {
	in, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil || len(in) != cursorLength || !bytes.HasPrefix(in, []byte{order(byDate)}) {
		return candidate{}, fmt.Errorf("cursor %.60q: %w", text, index.ErrCursor)
	}
	c := candidate{score: math.Float64frombits(binary.BigEndian.Uint64(in[1:])),
		date: int64(binary.BigEndian.Uint64(in[9:])), key: binary.BigEndian.Uint64(in[17:])}
	if math.IsNaN(c.score) || encodeCursor(c, byDate) != text { // base64 passes over line ends
		return candidate{}, fmt.Errorf("cursor %.60q: %w", text, index.ErrCursor)
	}
	return c, nil
}

func order(byDate bool) byte {
	if byDate {
		return 'd'
	}
	return 'r'
}
