package embedded

import (
	"cmp"
	"context"
	"math"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"onrecord/index"
)

// stroll is one goroutine's way through the parts of a view.
type stroll struct {
	asked asked  // nil for everything
	key   string // what asked asks for
	tally *tally
	best  *best
	err   error

	gathered *atomic.Int64 // by all strolls of a walk
	own      int64         // of that
}

// walk searches all parts, as many at a time as there are processors, the
// largest first, and puts together what was found.
func walk(ctx context.Context, w *view, q index.Query, a asked, b *best) (*stroll, error) {
	order := make([]int, len(w.parts))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(w.parts[j].size, w.parts[i].size) })
	t, key := newTally(w, q), againKey(q)
	list := make([]*stroll, max(1, min(runtime.GOMAXPROCS(0), len(order))))
	var next, gathered atomic.Int64
	var all sync.WaitGroup
	for i := range list {
		s := &stroll{asked: a, key: key, tally: t.fresh(), best: b.fresh(), gathered: &gathered}
		list[i] = s
		all.Go(func() {
			for n := next.Add(1) - 1; n < int64(len(order)) && s.err == nil; n = next.Add(1) - 1 {
				s.err = guarded(func() error { return s.part(ctx, w, order[n]) })
			}
		})
	}
	all.Wait()
	for i, s := range list {
		if s.err != nil {
			return nil, s.err
		}
		if i > 0 {
			list[0].tally.merge(s.tally)
			list[0].best.merge(s.best)
		}
	}
	return list[0], ctx.Err()
}

// part searches one part.
func (s *stroll) part(ctx context.Context, w *view, at int) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	m := w.library.memory.Get().(*scratch)
	p := &w.parts[at]
	matched := found{docs: p.live(s.tally.articles, m)}
	gone := p.gone()
	if s.asked != nil && !(s.best.byDate && p.again.recall(s.key, gone, matched.docs)) {
		scope := matched.docs
		var err error
		if matched, err = s.asked.find(&job{ctx, p, at, m}, scope); err != nil {
			return err
		}
		matched.docs.and(scope)
		p.again.keep(s.key, gone, matched.docs)
	}
	hits := s.tally.add(at, matched.docs, m)
	if err := s.bounded(w); err != nil {
		return err
	}
	if hits.empty() {
		m.reset()
		w.library.memory.Put(m)
		return nil
	}
	var worth []float32
	if matched.score != nil && !s.best.byDate {
		worth = m.scores(p.size)
		if err := matched.score(hits, worth); err != nil {
			return err // and let the memory go, which may not be clean
		}
	}
	if s.best.one != nil {
		hits = s.best.one.take(at, p, hits, worth, m)
		if err := s.bounded(w); err != nil {
			return err
		}
	}
	s.best.look(at, p, hits, worth)
	m.reset()
	w.library.memory.Put(m)
	return nil
}

// bounded refuses to gather more than a search may hold: what is counted or
// shown together has to be known all at once. It is looked at part by part.
func (s *stroll) bounded(w *view) error {
	var n int64
	if s.tally.groups != nil {
		for _, members := range s.tally.groups.ways {
			n += int64(len(members))
		}
	}
	if s.best.one != nil {
		for _, r := range s.best.one.parts {
			n += int64(len(r.list))
		}
	}
	more := n - s.own
	s.own = n
	if s.gathered.Add(more) > w.library.most {
		return index.ErrTooMany
	}
	return nil
}

// look offers a part's hits, with what their words are worth; nil where all are
// worth the same. Once there is a page of them, most are passed over by that or
// by their date alone.
func (b *best) look(at int, p *part, hits set, worth []float32) {
	worst, oldest := float32(math.Inf(-1)), int64(math.MinInt64)
	for i, w := range hits {
		for ; w != 0; w &= w - 1 {
			doc := uint32(i*wordBits) + lowest(w)
			score := float32(0)
			if worth != nil {
				if worth[doc]*p.mostRecent < worst {
					continue
				}
				if score = p.score(doc, worth[doc]); score < worst {
					continue
				}
			}
			date := p.date[p.article[doc]]
			if score == worst && date < oldest {
				continue
			}
			b.offer(candidate{score: float64(score), date: date, key: p.key[doc], at: position{at, doc}})
			if b.full() {
				worst, oldest = float32(b.list[0].score), b.list[0].date
			}
		}
	}
}
