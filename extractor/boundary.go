package extractor

// boundary gives where content that begins at token i ends; what was found for
// the same cue once isn't looked for again.
func (m *matcher) boundary(i int, c complement) int {
	for _, k := range m.known {
		if k.from == i && k.takes == c {
			return k.end
		}
	}
	end := m.likeliestEnd(i, c)
	m.known = append(m.known, knownEnd{i, end, c})
	return end
}

// knownEnd is where content from a token on was found to end.
type knownEnd struct {
	from, end int
	takes     complement
}

// likeliestEnd finds where content that begins at token i ends. Each place of
// its sentence where it could is weighed by its signs; taken is the one whose
// content shares most with what the places together make likely, so that of
// two doubtful ends the middle ground wins.
func (m *matcher) likeliestEnd(i int, c complement) int {
	end := m.contentLimit(i)
	m.ends = m.ends[:0]
	on := 1.0 // how likely it is that the content goes on to here
	e := brink{matcher: m, from: i, limit: end, takes: c}
	e.begin()
	for k := i + 1; k < end && on > 0.02 && len(m.ends) < 60; k++ {
		e.pass(k - 1)
		if !e.place(k) {
			continue
		}
		if c == takesNP && e.verbs == 0 && m.uses != nil && m.uses[takesClause] == nil && m.uses[objectClause] == nil && m.subordinate() && m.outerVerb(i, k) {
			return k
		}
		if e.whole() && e.subordinate && e.verbs <= 0 {
			continue // the main clause is still to come
		}
		if e.stops(k) {
			end = k
			break
		}
		p := likelihood(e.score(k))
		m.ends = append(m.ends, likelyEnd{k, on * p})
		on *= 1 - p
	}
	m.ends = append(m.ends, likelyEnd{end, on})
	return m.middle(i)
}

// whole tells whether the content is a clause with a verb of its own.
func (e *brink) whole() bool {
	switch e.takes {
	case takesThat, takesClause, objectThat, objectClause:
		return true
	}
	return false
}

// stops tells whether no content goes on past token k: another attribution
// begins there, another sentence, or the way in which it was said.
func (e *brink) stops(k int) bool {
	if k+1 >= e.limit || e.quoted[k] > 0 && e.quoted[k] == e.quoted[e.from] {
		return false
	}
	phrase := e.takes == takesNP || e.takes == takesGer || e.takes >= takesOf && e.takes < takesNone
	switch t := &e.tokens[k]; {
	case t.lower == "according":
		return e.tokens[k+1].lower == "to"
	case t.lower == ";":
		return true
	case dash(t.lower) && t.lower != "-":
		return e.verbs > 0 && (e.tokens[k+1].lower == "but" || subordinators[e.tokens[k+1].lower])
	case phrase && t.form == formCC && t.lower != "or":
		return e.subjectAndVerb(k + 1)
	case t.lower == "," && e.tokens[k+1].lower == "with" && (phrase || e.takes == takesInf || e.takes == objectInf):
		return true
	case phrase && t.lower == "in":
		c := e.chunkAt[k+1]
		return c > 0 && channels[e.tokens[e.chunks[c-1].head].lower]
	case phrase && t.lower == "through":
		return k+2 < e.limit && e.tokens[k+1].form == formPRPS && speakers[e.tokens[k+2].lower]
	case phrase && t.lower == "on":
		return networks[e.tokens[k+1].lower] && e.tokens[k+1].tag != noun
	}
	return false
}

// channels are what somebody says something in, networks where it is
// posted, speakers through whom.
var (
	channels = set("post tweet statement interview letter email e-mail memo update blog briefing note filing video message")
	speakers = set("lawyer lawyers attorney attorneys spokesman spokeswoman spokesperson agent publicist aide")
	networks = set("x twitter facebook instagram linkedin reddit youtube truth")
)

// subjectAndVerb tells whether a noun phrase and its verb stand at k.
func (e *brink) subjectAndVerb(k int) bool {
	if k >= e.limit || e.chunkAt[k] == 0 {
		return false
	}
	g := e.groupStarting(e.overAdverbs(e.chunks[e.chunkAt[k]-1].End, e.limit))
	return g != nil && g.kind == finiteGroup
}

// likelyEnd is a place where content may end, and how likely it does.
type likelyEnd struct {
	at int
	p  float64
}

// halfShared is what it counts, beside the share itself, that contents have half
// of their words in common.
const halfShared = 0.5

// middle picks from the likely ends of content that begins at i.
func (m *matcher) middle(i int) int {
	best, at := -1.0, i+1
	for _, a := range m.ends {
		if a.p < 0.03 {
			continue
		}
		sum := 0.0
		for _, b := range m.ends {
			short, long := float64(min(a.at, b.at)-i), float64(max(a.at, b.at)-i)
			share := short / long
			if share >= 0.5 {
				sum += b.p * halfShared
			}
			sum += b.p * share
		}
		if sum > best {
			best, at = sum, a.at
		}
	}
	return at
}

// outerVerb tells whether the verb at token k is no part of the noun phrase
// from i on, but has the clause before it for its subject (why they refused the
// help | has fed doubts): nothing but noun phrases and prepositions stands
// between, and no two phrases side by side, of which the latter would be its
// subject (the help | the port wanted).
func (d *document) outerVerb(i, k int) bool {
	g := d.groupStarting(k)
	if g == nil || g.kind != finiteGroup || d.chunkAt[i] == 0 || d.chunkAt[k-1] == 0 || d.tokens[k].tag != auxiliary && d.tokens[k].tag != modal {
		return false
	}
	for n := i; n < k; n++ {
		t := &d.tokens[n]
		switch {
		case d.chunkAt[n] == 0 && t.tag != preposition && t.form != formTO:
			return false
		case t.tag == pronoun && n > i:
			return false
		case n > i && d.chunkAt[n] > 0 && d.chunks[d.chunkAt[n]-1].Start == n && d.chunkAt[n-1] > 0:
			return false
		case d.quoted[n] != d.quoted[k]:
			return false
		}
	}
	return true
}

// subordinate tells whether the cue's source opens a clause within another one
// (why they refused, that they refused).
func (m *matcher) subordinate() bool {
	k := m.source.Start - 1
	return !m.source.empty() && k >= m.from && (m.tokens[k].tag == wh || m.tokens[k].tag == complementizer)
}

// place tells whether token k is one that the content may end before: none
// within a quotation of its own.
func (e *brink) place(k int) bool {
	if q := e.quoted[k]; q > 0 && e.quotations[q-1].Start < k && e.quotations[q-1].Start >= e.from {
		return false
	}
	return e.shutAt(k) || e.mayEnd(k)
}

// shutAt tells whether a quotation of the content ends before token k.
func (e *brink) shutAt(k int) bool {
	q := e.quoted[k-1]
	return q > 0 && e.quotations[q-1].End == k && e.quotations[q-1].Start >= e.from
}

// mayEnd tells whether content may end before token k.
func (d *document) mayEnd(k int) bool {
	switch t := &d.tokens[k]; t.tag {
	case punctuation, conjunction, preposition, complementizer, wh, to, adverb:
		return true
	case verb, modal, auxiliary:
		return d.groupAt[k] > 0 && d.groups[d.groupAt[k]-1].Start == k
	case gerund, participle:
		return d.groupAt[k] > 0 && d.groups[d.groupAt[k]-1].Start == k
	default:
		return d.timeWord(k) || t.shape.is(mark)
	}
}
