package embedded

import (
	"slices"
	"sync"
	"time"

	"onrecord/index"
)

// What a statement's score is multiplied by, whatever was asked.
const (
	briefWorth = 0.7  // of a few words, which say little alone
	yearWorth  = 0.04 // each year after the first counts so much more
)

// The years between which it matters when something was published. What is
// undated counts as in between.
const firstYear, lastYear, undatedYear = 2000, 2040, 2012

// score turns what the words of a hit are worth into its score. That depends on
// the query and the document alone, not on the hour or on what else is new: the
// pages of an answer fit together.
func (p *part) score(doc uint32, worth float32) float32 {
	worth *= p.recent[p.article[doc]]
	if p.brief.has(doc) {
		worth *= briefWorth
	}
	return worth
}

// recency is a mild factor: a year is worth two hundredths of a score these
// days.
func recency(at int64) float32 {
	const year = 365.25 * daySeconds
	years := float32(undatedYear - firstYear)
	if at != undated {
		years = float32(at-begin.Unix()) / year
	}
	return 1 + yearWorth*min(max(years, 0), lastYear-firstYear)
}

var begin = time.Date(firstYear, 1, 1, 0, 0, 0, 0, time.UTC)

// leadingBoost is how much more a speaker's name counts who is named first:
// who asks for two parties means the first about the second.
const leadingBoost = 1.5

func leading(places []place) []place {
	list := slices.Clone(places)
	for i := range list {
		if list[i].field == sourceField {
			list[i].boost *= leadingBoost
		}
	}
	return list
}

// What it is worth that two words stand one behind the other as they were asked
// for, and how many documents may hold either for that to be looked into: two
// words that half the record has are no pair that anybody means.
const (
	pairWorth = 0.35
	mostPairs = 8_000
)

// pairs gives the words of a query that follow each other, two by two.
func (c *compiler) pairs(list []index.Expr) ([]*phrase, error) {
	if !c.scored || c.articles {
		return nil, nil
	}
	var pairs []*phrase
	var last []word
	for _, e := range list {
		t, ok := e.(index.Term)
		if !ok || t.Field != "" {
			last = nil
			continue
		}
		next := cut(t.Word)
		if len(last) == 1 && len(next) == 1 {
			a, err := c.row([]word{last[0], next[0]}, place{wordsField, 1, 20})
			if err != nil {
				return nil, err
			}
			if p, ok := a.(*phrase); ok && p.rarest() <= mostPairs {
				p.value *= pairWorth
				pairs = append(pairs, p)
			}
		}
		last = next
	}
	return pairs, nil
}

// rarest is in how many documents the rarest of the words is.
func (p *phrase) rarest() int {
	least := p.terms[0].count
	for _, t := range p.terms {
		least = min(least, t.count)
	}
	return least
}

// targetBoost is what it is worth that a statement is directed at somebody of
// the name asked for.
const targetBoost = 0.5

// mostNames is how many different names a word may stand for.
const mostNames = 32

// directed gives, for a word, the names among the targets that hold it. They
// add to the score of a statement that is found, and find none.
func (c *compiler) directed(word string) ([]*term, error) {
	at, _ := facet(index.Target)
	names := c.view.library.targets.holding(word, c.view.library.names(at))
	if len(names) > mostNames {
		return nil, nil
	}
	list := make([]*term, len(names))
	for i, name := range names {
		var err error
		if list[i], err = c.term(string(index.Target), name); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// namings tells which names hold a word.
type namings struct {
	mu   sync.Mutex
	read int // of the names
	by   map[string][]string
}

func (n *namings) holding(word string, names []string) []string {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.by == nil {
		n.by = map[string][]string{}
	}
	for ; n.read < len(names); n.read++ {
		name := names[n.read]
		for _, w := range cut(name) {
			if len(n.by[w.term]) <= mostNames && !slices.Contains(n.by[w.term], name) {
				n.by[w.term] = append(n.by[w.term], name)
			}
		}
	}
	return n.by[word]
}
