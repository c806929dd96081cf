package extractor

// phraseEnding gives the noun phrase that ends with token p, with the phrases
// that hang on it by prepositions and "and".
func (d *document) phraseEnding(p, from int) (stretch, bool) {
	if p < from {
		return stretch{}, false
	}
	c := d.chunkAt[p]
	if c == 0 || d.quoted[p] > 0 && d.quoted[p] != d.quoted[max(from, d.chunks[c-1].Start)] {
		return stretch{}, false
	}
	start := d.chunks[c-1].Start
	for n := 0; n < 6; n++ {
		q := d.joins(start, from)
		if q < 0 {
			q = d.reduced(start, from)
		}
		if q < 0 {
			break
		}
		start = q
	}
	return d.trimTime(stretch{start, p + 1}), true
}

// reduced tells where the phrase begins that a participle before start tells
// more of (a document filed on Thursday, the man who called), or -1.
func (d *document) reduced(start, from int) int {
	q := start - 1
	if q > from && (d.tokens[q].tag == preposition || d.tokens[q].form == formTO) {
		q--
	}
	if q <= from || d.groupAt[q] == 0 {
		return -1
	}
	g := &d.groups[d.groupAt[q]-1]
	p := g.Start - 1
	if p < from {
		return -1
	}
	if t := &d.tokens[p]; g.kind == finiteGroup && p > from && (t.form == formWP || t.form == formWDT) {
		p--
	} else if g.kind != participleGroup && g.kind != gerundGroup {
		return -1
	}
	if d.chunkAt[p] == 0 || d.tokens[p].tag == pronoun {
		return -1
	}
	return d.chunks[d.chunkAt[p]-1].Start
}

// subordinates are the prepositions that rather open a clause behind a phrase
// than hang a phrase on it (six days after Harbor Air sued).
var subordinates = set("after before since until till because while as when once although though unless if whether")

// joins tells where the phrase begins to which the one at start hangs on, or
// -1.
func (d *document) joins(start, from int) int {
	q := start - 1
	if q <= from {
		return -1
	}
	t := &d.tokens[q]
	linked := t.tag == preposition || t.form == formTO || t.lower == "and" || t.lower == "or" || t.lower == "&"
	if !linked || t.tag == preposition && subordinates[t.lower] {
		return -1
	}
	q--
	comma := d.tokens[q].lower == "," && t.form == formCC
	if comma {
		q--
	}
	if q < from || d.chunkAt[q] == 0 {
		return -1
	}
	c := d.chunks[d.chunkAt[q]-1]
	if c.End != q+1 {
		return -1
	}
	if t.form == formCC && d.opensClause(start, c.Start, from, comma) {
		return -1
	}
	if t.form == formCC && (d.tokens[c.head].tag == pronoun || d.timeWord(c.head)) {
		return -1
	}
	if t.form == formCC && d.tokens[c.head].tag == name {
		return d.enumerated(c.Start, from)
	}
	return c.Start
}

// opensClause tells whether what follows a conjunction at start is the subject
// of a clause of its own: a pronoun is (a settlement, and it accused), and so is
// what a comma parts from a single phrase before it. Only a list has a comma
// there.
func (d *document) opensClause(start, before, from int, comma bool) bool {
	if d.chunkAt[start] > 0 && d.tokens[d.chunks[d.chunkAt[start]-1].head].tag == pronoun {
		return true
	}
	return comma && (before-1 <= from || d.tokens[before-1].lower != ",")
}

// enumerated steps back over the names of a list that opens a sentence or
// stands behind "between" (Norvik, Harbor Air and Bowline) from the one at start.
func (d *document) enumerated(start, from int) int {
	for k, n := start, 0; n < 6; n++ {
		c, ok := d.chunkEnding(k-2, from)
		if !ok || d.tokens[k-1].lower != "," || d.tokens[c.Start].tag != name || d.tokens[c.head].tag != name || d.timeWord(c.Start) {
			break
		}
		k = c.Start
		if k == from || d.tokens[k-1].lower == "between" || d.tokens[k-1].lower == "among" || d.tokens[k-1].lower == "including" {
			return k
		}
	}
	return start
}

// trimTime cuts a time off the end of a phrase (Smith on Tuesday).
func (d *document) trimTime(s stretch) stretch {
	c := d.chunks[d.chunkAt[s.End-1]-1]
	if c.Start <= s.Start || !d.timeWord(c.head) {
		return s
	}
	end := c.Start
	if d.tokens[end-1].tag == preposition {
		end--
	}
	if end <= s.Start {
		return s
	}
	return stretch{s.Start, end}
}

var timeWords = set("monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight week month year morning afternoon evening night weekend january february march april june july august september october november december hour day days weeks months years hours decade decades minutes jan. feb. aug. sept. oct. nov. dec. a.m. p.m. 2015 2016 2017 noon")

func (d *document) timeWord(i int) bool { return timeWords[d.tokens[i].lower] }

// subjectBehind finds the subject before an aside that ends at p (Smith, a
// lawyer for the firm, said).
func (d *document) subjectBehind(p, from int) (stretch, bool) {
	shut := d.tokens[p].lower
	for q := p - 1; q > from && p-q < longestSource; q-- {
		t := d.tokens[q].lower
		open := t == shut || shut == ")" && t == "(" || shut == "," && t == ")" && false
		if !open {
			continue
		}
		before := d.underAdverbs(q-1, from)
		if before < from || d.chunkAt[before] == 0 {
			continue
		}
		if d.listed(q, p) {
			continue
		}
		s, ok := d.phraseEnding(before, from)
		if !ok {
			return s, false
		}
		if d.apposes(q+1, p) {
			if shut == ")" {
				p++
			}
			return stretch{s.Start, p}, true
		}
		return s, true
	}
	return stretch{}, false
}

// listed tells whether the comma at q stands inside a list or before a clause
// of its own rather than before an aside that ends at p.
func (d *document) listed(q, p int) bool {
	next := d.tokens[q+1]
	if next.form == formCC {
		return true
	}
	before := d.tokens[q-1]
	return before.tag == adverb || d.timeWord(q-1)
}

// apposes tells whether the words from i to p say who somebody is.
func (d *document) apposes(i, p int) bool {
	t := d.tokens[i]
	return t.form == formWP || t.form == formWDT || d.chunkAt[i] > 0 && d.groupAt[i] == 0
}

// phraseFrom gives the noun phrase that begins at token i, with what hangs on
// it: prepositional phrases, coordination, appositions between commas.
func (d *document) phraseFrom(i, end int) (stretch, bool) {
	if i >= end || d.chunkAt[i] == 0 {
		return stretch{}, false
	}
	c := d.chunks[d.chunkAt[i]-1]
	if c.Start != i {
		return stretch{}, false
	}
	s := stretch{i, c.End}
	for n := 0; n < 8; n++ {
		to := d.carriesOn(s.End, end)
		if to < 0 {
			break
		}
		s.End = to
	}
	return s, true
}

// carriesOn tells where the phrase ends that goes on at token i, or -1.
func (d *document) carriesOn(i, end int) int {
	if i+1 >= end {
		return -1
	}
	t := &d.tokens[i]
	next := d.chunkAt[i+1]
	switch {
	case t.lower == "(":
		for k := i + 1; k < end && k-i < 12; k++ {
			if d.tokens[k].lower == ")" {
				return k + 1
			}
		}
	case t.lower == "of", t.lower == "for", t.lower == "at", t.lower == "from", t.lower == "and" || t.lower == "with" || t.lower == "in":
		if next > 0 && d.chunks[next-1].Start == i+1 && !d.timeWord(d.chunks[next-1].head) {
			to := d.chunks[next-1].End
			if t.lower == "and" && to < end && d.groupAt[to] > 0 && d.groups[d.groupAt[to]-1].kind == finiteGroup {
				return -1
			}
			return to
		}
	case t.lower == ",":
		if next > 0 && d.chunks[next-1].Start == i+1 {
			return d.apposition(i+1, end)
		}
		if d.tokens[i+1].lower == "who" {
			return d.relative(i+1, end)
		}
	case t.lower == "who":
		return d.relative(i, end)
	}
	return -1
}

// apposition gives the end of an apposition that begins at i, or -1 where the
// words open a clause.
func (d *document) apposition(i, end int) int {
	c := d.chunks[d.chunkAt[i]-1]
	to := c.End
	if d.timeWord(c.head) || d.tokens[c.head].tag == pronoun {
		return -1
	}
	for to+1 < end && (d.tokens[to].tag == preposition || d.tokens[to].lower == "and") && d.chunkAt[to+1] > 0 {
		to = d.chunks[d.chunkAt[to+1]-1].End
	}
	if to < end && d.groupAt[to] > 0 && d.groups[d.groupAt[to]-1].kind == finiteGroup {
		return -1
	}
	return to
}

// relative gives the end of a relative clause that begins at i.
func (d *document) relative(i, end int) int {
	k := i + 1
	for k < end && k-i < 24 && d.tokens[k].lower != "," && d.tokens[k].lower != "." && d.tokens[k].lower != ";" {
		k++
	}
	return k
}
