package embedded

import (
	"slices"
	"time"

	"onrecord/index"
)

// bars counts by the day of publication. A bar is known by its first day, as
// days since 1970.
type bars struct {
	every index.Interval
	n     map[int32]int
	usual []uint32 // by day, of those days that most coverage is of: not in n yet
}

// Coverage is mostly of these days, 2000-01-01 to 2044-11-08: they are counted
// in a plain list.
const (
	usualFirst = 10_957
	usualDays  = 1 << 14
)

func newBars(every index.Interval) *bars { return &bars{every: every, n: map[int32]int{}} }

// settle puts what was counted by day into the bars.
func (b *bars) settle() {
	for i, n := range b.usual {
		if n > 0 {
			b.n[b.bar((usualFirst+int64(i))*daySeconds)] += int(n)
		}
	}
	b.usual = nil
}

const daySeconds = 24 * 60 * 60

// bar gives the bar of a moment.
func (b *bars) bar(at int64) int32 {
	t := time.Unix(at, 0).UTC()
	switch b.every {
	case index.Weekly:
		t = t.AddDate(0, 0, -(int(t.Weekday())+6)%7)
	case index.Monthly:
		t = t.AddDate(0, 0, 1-t.Day())
	}
	return dayOf(t.Unix())
}

func dayOf(at int64) int32 {
	day := at / daySeconds
	if at%daySeconds < 0 {
		day--
	}
	return int32(day)
}

// add counts a part's documents, first by article, as those of one have the
// same date.
func (b *bars) add(p *part, docs set, m *scratch) {
	each := m.counts(len(p.date))
	m.docs = docs.collect(m.docs[:0], 0, len(docs))
	for _, d := range m.docs {
		each[p.article[d]]++
	}
	if b.usual == nil {
		b.usual = make([]uint32, usualDays)
	}
	for a, n := range each {
		if n == 0 || p.date[a] == undated {
			continue
		}
		if day := dayOf(p.date[a]) - usualFirst; day >= 0 && day < usualDays {
			b.usual[day] += n
			continue
		}
		b.n[b.bar(p.date[a])] += int(n)
	}
}

// addGroups counts each group of members once in each bar. They are sorted by
// their groups.
func (b *bars) addGroups(v *view, members []member) {
	seen := map[int32]uint32{} // the last group that was in a bar
	at := uint32(0)
	for i, one := range members {
		if i == 0 || one.group != members[i-1].group {
			at++
		}
		p := &v.parts[one.part]
		date := p.date[p.article[one.doc]]
		if date == undated {
			continue
		}
		if bar := b.bar(date); seen[bar] != at {
			seen[bar] = at
			b.n[bar]++
		}
	}
}

func (b *bars) merge(o *bars) {
	o.settle()
	for bar, n := range o.n {
		b.n[bar] += n
	}
}

// list gives the bars from the first with a match to the last, MaxBars of them
// at most.
func (b *bars) list(t *tally) []index.Bar {
	b.settle()
	if len(b.n) == 0 {
		return nil
	}
	first, last := int32(1<<31-1), int32(-1<<31)
	for bar := range b.n {
		first, last = min(first, bar), max(last, bar)
	}
	all := b.all(t)
	var list []index.Bar
	for bar := last; bar >= first && len(list) < index.MaxBars; bar = b.bar(int64(bar-1) * daySeconds) {
		list = append(list, index.Bar{Start: time.Unix(int64(bar)*daySeconds, 0).UTC(), Count: b.n[bar], All: all.n[bar]})
	}
	slices.Reverse(list)
	return list
}

// all counts everything that is on record, in the same unit.
func (b *bars) all(t *tally) *bars {
	whole := &tally{view: t.view, articles: t.articles, ways: []way{{lifted: -1}}, bars: newBars(b.every)}
	if t.groups != nil {
		whole.groups = &groups{unit: t.groups.unit, articles: t.articles, ways: make([][]member, 1)}
	}
	m := t.view.library.memory.Get().(*scratch)
	defer t.view.library.memory.Put(m)
	for i := range t.view.parts {
		m.reset()
		whole.add(i, t.view.parts[i].live(t.articles, m), m)
	}
	if whole.groups != nil {
		whole.groups.count(whole)
	}
	whole.bars.settle()
	return whole.bars
}
