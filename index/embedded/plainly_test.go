package embedded

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"onrecord/index"
)

// answer is what a search and plain counting are compared by.
type answer struct {
	total    int
	facets   map[index.Field][]index.Count
	distinct map[index.Field]int
	bars     []index.Bar
	table    []index.Row
	every    index.Interval
	found    []string
}

// seen is a document as plain counting sees it.
type seen struct {
	id, unit string
	texts    map[index.Field][]string // what a bare word is looked for in, under ""
	values   values
	date     time.Time
}

// documents lists the documents of the kind that a query is for.
func documents(record map[string]plain, q index.Query) (list []seen) {
	for _, p := range record {
		story := cmp.Or(p.article.Story, p.article.ID)
		if q.Of == index.Articles {
			all := newValues()
			all.article(p.article)
			var said []string
			for _, e := range p.entries {
				all.statement(e)
				said = append(said, e.Words)
			}
			s := seen{id: p.article.ID, unit: p.article.ID, values: all, date: p.article.Published,
				texts: map[index.Field][]string{"": {p.article.Title, p.article.Text}, index.Content: said, index.Title: {p.article.Title}, index.Text: {p.article.Text}, index.Lead: {p.article.Text}}}
			if q.Count == index.ByStory {
				s.unit = story
			}
			list = append(list, s)
			continue
		}
		for _, e := range p.entries {
			own := newValues()
			own.article(e.Article)
			own.statement(e)
			source := e.Statement.Speaker.Name + " ; " + e.Statement.Speaker.For
			s := seen{id: e.Statement.ID, unit: e.Statement.ID, values: own, date: e.Article.Published,
				texts: map[index.Field][]string{"": {e.Words, e.Article.Title, source}, index.Content: {e.Words}, index.Title: {e.Article.Title}, index.Text: {p.article.Text}, index.Lead: {p.article.Text}}}
			switch q.Count {
			case index.ByArticle:
				s.unit = e.Article.ID
			case index.ByStory:
				s.unit = story
			case index.ByUtterance:
				s.unit = cmp.Or(e.Utterance, "alone "+s.id)
			}
			list = append(list, s)
		}
	}
	return list
}

// holds tells whether a document matches an expression.
func (s seen) holds(e index.Expr) bool {
	switch e := e.(type) {
	case index.Term:
		return s.has(e.Field, e.Word, stemOf)
	case index.Phrase:
		return s.has(e.Field, e.Text, func(w string) string { return w })
	case index.Prefix:
		return slices.ContainsFunc(s.texts[e.Field], func(in string) bool { return len(stands(e, cut(in))) > 0 })
	case index.Near:
		return slices.ContainsFunc(s.texts[e.Field], func(in string) bool { return isNear(e, cut(in)) })
	case index.Value:
		return slices.ContainsFunc(s.values[e.Field], func(v string) bool { return fold(v) == fold(e.Value) })
	case index.Dates:
		day := s.date.Format(time.DateOnly)
		return !s.date.IsZero() && (e.From == "" || day >= e.From) && (e.To == "" || day <= e.To)
	case index.And:
		return !slices.ContainsFunc(e, func(n index.Expr) bool { return !s.holds(n) })
	case index.Or:
		return slices.ContainsFunc(e, s.holds)
	case index.Not:
		return !s.holds(e.Expr)
	}
	return true
}

func (s seen) has(f index.Field, text string, form func(string) string) bool {
	write := func(text string) string {
		line := " "
		for _, w := range cut(text) {
			line += form(w.term) + " "
		}
		return line
	}
	return slices.ContainsFunc(s.texts[f], func(in string) bool { return strings.Contains(write(in), write(text)) })
}

// stands gives the first and last words of what is looked for.
func stands(e index.Expr, in []word) (list [][2]int) {
	switch e := e.(type) {
	case index.Or:
		for _, x := range e {
			list = append(list, stands(x, in)...)
		}
	case index.Phrase:
		for i, p := 0, cut(e.Text); i < len(in); i++ {
			if startsWith(in[i:], p) {
				list = append(list, [2]int{i, i + len(p) - 1})
			}
		}
	case index.Term:
		for i, w := range in {
			if stemOf(w.term) == stemOf(e.Word) {
				list = append(list, [2]int{i, i})
			}
		}
	case index.Prefix:
		for i, w := range in {
			if strings.HasPrefix(w.term, e.Word) {
				list = append(list, [2]int{i, i})
			}
		}
	}
	return list
}

func isNear(e index.Near, in []word) bool {
	for _, a := range stands(e.A, in) {
		for _, b := range stands(e.B, in) {
			if n := max(b[0]-a[1], a[0]-b[1]) - 1; n >= 0 && n <= e.Words {
				return true
			}
		}
	}
	return false
}

// passes tells whether a document has one of the values of each filter but
// one.
func (s seen) passes(filters []index.Filter, lifted index.Field) bool {
	for _, f := range filters {
		if f.Field != lifted && !slices.ContainsFunc(f.Values, func(v string) bool { return s.holds(index.Value{Field: f.Field, Value: v}) }) {
			return false
		}
	}
	return true
}

// units is a set of units for each value.
type units map[string]map[string]bool

func (u units) add(value, unit string) {
	if u[value] == nil {
		u[value] = map[string]bool{}
	}
	u[value][unit] = true
}

// countPlainly answers a query by looking at everything.
func countPlainly(record map[string]plain, q index.Query) answer {
	a := answer{facets: map[index.Field][]index.Count{}, distinct: map[index.Field]int{}}
	total, bars, all := units{}, units{}, units{}
	facets := map[index.Field]units{}
	for _, f := range q.Facets {
		facets[f] = units{}
	}
	for _, s := range documents(record, q) {
		if !s.date.IsZero() {
			all.add(barOf(s.date, q.Every), s.unit)
		}
		if q.Expr != nil && !s.holds(q.Expr) {
			continue
		}
		for _, f := range q.Facets {
			if s.passes(q.Filters, f) {
				for _, v := range s.values[f] {
					facets[f].add(v, s.unit)
				}
			}
		}
		if s.passes(q.Filters, "") {
			a.found = append(a.found, s.id)
			total.add("", s.unit)
			if !s.date.IsZero() {
				bars.add(barOf(s.date, q.Every), s.unit)
			}
		}
	}
	slices.Sort(a.found)
	a.total = len(total[""])
	for _, f := range q.Facets {
		a.distinct[f], a.facets[f] = len(facets[f]), facets[f].counts(q.Filter(f))
	}
	if q.Every != "" {
		a.bars = bars.bars(all, q.Every)
	}
	if q.Table.Of != "" {
		a.table = tablePlainly(record, q, a.facets[q.Table.Of])
	}
	return a
}

// tablePlainly asks for each row alone.
func tablePlainly(record map[string]plain, q index.Query, counts []index.Count) []index.Row {
	var rows []index.Row
	for _, v := range q.Table.Values(q.Filter(q.Table.Of), counts) {
		one := q
		one.Filters = slices.DeleteFunc(slices.Clone(q.Filters), func(f index.Filter) bool { return f.Field == q.Table.Of })
		one = one.With(q.Table.Of, v)
		one.Facets, one.Table, one.Every = q.Table.Facets, index.Table{}, ""
		rows = append(rows, index.Row{Value: v, Facets: countPlainly(record, one).facets})
	}
	return rows
}

func (u units) counts(chosen []string) (list []index.Count) {
	for v, in := range u {
		list = append(list, index.Count{Value: v, Count: len(in)})
	}
	slices.SortFunc(list, func(a, b index.Count) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), strings.Compare(a.Value, b.Value))
	})
	for _, v := range chosen {
		if !slices.ContainsFunc(list, func(c index.Count) bool { return index.SameValue(c.Value, v) }) {
			list = append(list, index.Count{Value: v})
		}
	}
	return list
}

func (u units) bars(all units, every index.Interval) (list []index.Bar) {
	if len(u) == 0 {
		return nil
	}
	var days []string
	for day := range u {
		days = append(days, day)
	}
	slices.Sort(days)
	first, _ := time.Parse(time.DateOnly, days[0])
	for at := first; at.Format(time.DateOnly) <= days[len(days)-1]; at = at.AddDate(0, 0, 1) {
		if day := at.Format(time.DateOnly); barOf(at, every) == day {
			list = append(list, index.Bar{Start: at, Count: len(u[day]), All: len(all[day])})
		}
	}
	return list
}

// barOf names the bar of a date by its first day.
func barOf(date time.Time, every index.Interval) string {
	switch every {
	case index.Weekly:
		for date.Weekday() != time.Monday {
			date = date.AddDate(0, 0, -1)
		}
	case index.Monthly:
		return date.Format("2006-01") + "-01"
	}
	return date.Format(time.DateOnly)
}

// wide is how wide bars are that are wanted in no greater number than the
// query's, out of the bars of the interval that it asks for.
func wide(bars []index.Bar, q index.Query) index.Interval {
	if q.Bars == 0 || len(bars) <= q.Bars {
		return q.Every
	}
	weeks := map[string]bool{}
	for _, b := range bars {
		weeks[barOf(b.Start, index.Weekly)] = true
	}
	if q.Every == index.Daily && len(weeks) <= q.Bars {
		return index.Weekly
	}
	return index.Monthly
}
