package embedded

import (
	"slices"
	"time"

	"onrecord/index"
)

// bars counts by the day of publication, as days since 1970; then, once it is
// known how wide the bars are, by their first days.
type bars struct {
	every  index.Interval
	most   int // that are wanted, 0 for any number
	chosen bool
	n      map[int32]int
	usual  []uint32 // by day, of those days that most coverage is of: not in n yet
}

// Coverage is mostly of these days, 2000-01-01 to 2044-11-08: they are counted
// in a plain list.
const (
	usualFirst = 10_957
	usualDays  = 1 << 14
)

func newBars(every index.Interval, most int) *bars {
	return &bars{every: every, most: most, n: map[int32]int{}}
}

// settle puts what was counted in the plain list to the rest.
func (b *bars) settle() {
	for i, n := range b.usual {
		if n > 0 {
			b.n[usualFirst+int32(i)] += int(n)
		}
	}
	b.usual = nil
}

const daySeconds = 24 * 60 * 60

// bar gives the first day of a day's bar.
func (b *bars) bar(day int32) int32 {
	switch b.every {
	case index.Weekly:
		const monday = 4 // the first one since 1970
		return day - ((day-monday)%7+7)%7
	case index.Monthly:
		return day - int32(time.Unix(int64(day)*daySeconds, 0).UTC().Day()-1)
	}
	return day
}

func dayOf(at int64) int32 {
	day := at / daySeconds
	if at%daySeconds < 0 {
		day--
	}
	return int32(day)
}

// choose chooses how wide the bars are between two days, and puts together what
// was counted by day.
func (b *bars) choose(first, last int32) {
	b.chosen = true
	for b.most > 0 && b.every != index.Monthly && b.between(first, last) > b.most {
		b.every = index.Intervals()[slices.Index(index.Intervals(), b.every)+1]
	}
	if b.every == index.Daily {
		return
	}
	wide := make(map[int32]int)
	for day, n := range b.n {
		wide[b.bar(day)] += n
	}
	b.n = wide
}

// between tells how many bars two days span, of days or weeks.
func (b *bars) between(first, last int32) int {
	days := int(b.bar(last)) - int(b.bar(first))
	if b.every == index.Weekly {
		days /= 7
	}
	return days + 1
}

// span gives the first and the last day that anything is counted for.
func (b *bars) span() (first, last int32) {
	first, last = 1<<31-1, -1<<31
	for day := range b.n {
		first, last = min(first, day), max(last, day)
	}
	return first, last
}

// add counts a part's documents.
func (b *bars) add(p *part, docs set, m *scratch) {
	m.docs = docs.collect(m.docs[:0], 0, len(docs))
	if len(m.docs) == 0 {
		return
	}
	if b.usual == nil {
		b.usual = make([]uint32, usualDays)
	}
	day := p.byDay.of(p.date)
	for _, d := range m.docs {
		a := p.article[d]
		if i := day[a]; i != unusual {
			b.usual[i]++
			continue
		}
		b.count(p.date[a], 1)
	}
}

// count counts n documents of a moment.
func (b *bars) count(at int64, n int) {
	if at == undated {
		return
	}
	day := dayOf(at)
	if i := day - usualFirst; i >= 0 && i < usualDays {
		if b.usual == nil {
			b.usual = make([]uint32, usualDays)
		}
		b.usual[i] += uint32(n)
		return
	}
	b.n[day] += n
}

// addGroups counts each group of members once in each bar. They are sorted by
// their groups.
func (b *bars) addGroups(v *view, members []member) {
	b.settle()
	first, last := b.span()
	days := make([]int32, len(members))
	for i, one := range members {
		p := &v.parts[one.part]
		if date := p.date[p.article[one.doc]]; date != undated {
			days[i] = dayOf(date)
			first, last = min(first, days[i]), max(last, days[i])
			continue
		}
		days[i] = noDay
	}
	b.choose(first, last)
	seen := map[int32]uint32{} // the last group that was in a bar
	at := uint32(0)
	for i, one := range members {
		if i == 0 || one.group != members[i-1].group {
			at++
		}
		if days[i] == noDay {
			continue
		}
		if bar := b.bar(days[i]); seen[bar] != at {
			seen[bar] = at
			b.n[bar]++
		}
	}
}

// noDay is the day of what has no date.
const noDay = -1 << 31

func (b *bars) merge(o *bars) {
	o.settle()
	for day, n := range o.n {
		b.n[day] += n
	}
}

// list gives the bars from the first with a match to the last, MaxBars of them
// at most.
func (b *bars) list(t *tally) []index.Bar {
	b.settle()
	if !b.chosen {
		b.choose(b.span())
	}
	if len(b.n) == 0 {
		return nil
	}
	first, last := b.span()
	all := b.all(t)
	var list []index.Bar
	for bar := last; bar >= first && len(list) < index.MaxBars; bar = b.bar(bar - 1) {
		list = append(list, index.Bar{Start: time.Unix(int64(bar)*daySeconds, 0).UTC(), Count: b.n[bar], All: all.n[bar]})
	}
	slices.Reverse(list)
	return list
}

// all counts everything that is on record, in the same unit.
func (b *bars) all(t *tally) *bars {
	whole := newBars(b.every, 0)
	m := t.view.library.memory.Get().(*scratch)
	defer t.view.library.memory.Put(m)
	if t.groups != nil {
		w := &tally{view: t.view, articles: t.articles, ways: []way{{lifted: -1}}, bars: whole,
			groups: t.groups.fresh(1)}
		for i := range t.view.parts {
			m.reset()
			w.add(i, t.view.parts[i].live(t.articles, m), m)
		}
		w.groups.count(w)
		return whole
	}
	for i := range t.view.parts {
		for _, d := range t.view.parts[i].days(t.articles, m) {
			whole.count(int64(d.day)*daySeconds, d.n)
		}
	}
	whole.settle()
	whole.choose(whole.span())
	return whole
}
