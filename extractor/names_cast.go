package extractor

import (
	"slices"
	"sort"
)

// member is a party that an article names.
type member struct {
	name  string
	kind  Kind
	press bool
	// traits and home are the gazetteer's.
	traits []string
	// entry is the gazetteer's, or -1.
	entry int32
	// weak is set where little speaks for its being a company: it is listed as
	// one if it says something.
	weak bool
	// given tells by the given name who "he" and "she" may be.
	given lexical
	// of is the member whom a person speaks for, or -1; role is in what
	// capacity, its last word.
	of   int32
	role string
	// count is how often it is named, lead whether at the article's head.
	count int
	lead  bool
	// full is how often a person is named in full after the first time.
	full int
}

// appearance is one place where a member is named.
type appearance struct {
	stretch
	member int32
}

// cast is who is named in an article, and where, in order.
type cast struct {
	members     []member
	appearances []appearance
	byName      map[string]int32
	// at gives for each token the appearance that it is part of, plus one.
	at []int32
	// spoken are the speakers of the attributions resolved so far.
	spoken []spoken
}

// spoken is who was found to speak, and where.
type spoken struct {
	party  Party
	member int32
	token  int
}

// mentions lists the appearances of parties.
func (c *cast) mentions(d *document) []Mention {
	out := make([]Mention, len(c.appearances))
	for i, a := range c.appearances {
		m := &c.members[a.member]
		out[i] = Mention{Span: d.span(a.stretch), Kind: m.kind, Name: m.name}
	}
	return out
}

// companies lists the companies of an article, news outlets among them,
// sorted, each once.
func (c *cast) companies() []string {
	out := []string{}
	speaks := make(map[string]bool)
	for _, s := range c.spoken {
		speaks[s.party.For] = true
	}
	for i := range c.members {
		if m := &c.members[i]; m.count > 0 && (m.kind == Company && (!m.weak || speaks[m.name]) || m.press) && !slices.Contains(m.traits, "bourse") {
			out = append(out, m.name)
		}
	}
	sort.Strings(out)
	return slices.Compact(out)
}
