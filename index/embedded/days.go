package embedded

import (
	"math"
	"sync"

	"github.com/RoaringBitmap/roaring/v2"
)

// days remembers the days of a segment's articles, and how many documents of
// each kind it has of each day. Whoever draws a histogram asks for both, and a
// segment never changes, but that documents of it are deleted.
type days struct {
	once sync.Once
	day  []uint16 // of an article, among the usual ones

	mu    sync.Mutex
	kinds [2]counted // statements, articles
}

// unusual is the day of what was published on no usual one.
const unusual = math.MaxUint16

// of gives the days of a segment's articles.
func (d *days) of(date []int64) []uint16 {
	d.once.Do(func() {
		d.day = make([]uint16, len(date))
		for a, at := range date {
			d.day[a] = unusual
			if i := dayOf(at) - usualFirst; at != undated && i >= 0 && i < usualDays {
				d.day[a] = uint16(i)
			}
		}
	})
	return d.day
}

// counted are the documents of one kind that weren't deleted at the time, by
// day.
type counted struct {
	known   bool
	deleted *roaring.Bitmap
	list    []dayCount // is replaced, never changed
}

type dayCount struct {
	day int32
	n   int
}

// days counts a part's documents of one kind by their days of publication.
func (p *part) days(articles bool, m *scratch) []dayCount {
	kind := 0
	if articles {
		kind = 1
	}
	p.byDay.mu.Lock()
	defer p.byDay.mu.Unlock()
	c := &p.byDay.kinds[kind]
	gone, ok := c.since(p.deleted)
	if ok && gone == nil {
		return c.list
	}
	m.reset()
	b := newBars("", 0)
	if ok {
		docs := m.bitmap(gone, p.size)
		if articles {
			docs.and(p.articles)
		} else {
			docs.and(p.statements)
		}
		b.add(p, docs, m)
		b.settle()
		for day, n := range b.n {
			b.n[day] = -n
		}
		for _, d := range c.list {
			b.n[d.day] += d.n
		}
	} else {
		b.add(p, p.live(articles, m), m)
		b.settle()
	}
	m.reset()
	list := make([]dayCount, 0, len(b.n))
	for day, n := range b.n {
		list = append(list, dayCount{day, n})
	}
	*c = counted{known: true, deleted: p.deleted, list: list}
	return list
}

// since gives the documents that were deleted since the count, nil for none,
// and whether the count is of the same documents but for those.
func (c *counted) since(deleted *roaring.Bitmap) (gone *roaring.Bitmap, ok bool) {
	switch {
	case !c.known:
		return nil, false
	case c.deleted == deleted:
		return nil, true
	case deleted == nil:
		return nil, false
	case c.deleted == nil:
		return deleted, true
	case c.deleted.AndCardinality(deleted) != c.deleted.GetCardinality():
		return nil, false // an older view
	}
	return roaring.AndNot(deleted, c.deleted), true
}
