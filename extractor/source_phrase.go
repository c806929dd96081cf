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
	if t.form == formCC {
		q = d.underBracket(q, from)
	}
	if (t.tag == preposition || t.form == formTO) && d.chunkAt[q] == 0 && (d.tokens[q].tag == adjective || d.tokens[q].lower == "close") {
		q-- // people familiar with the matter, close to the talks
	}
	c, ok := d.chunkEnding(q, from)
	if !ok {
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
	if k := before - 1; d.tokens[start].tag == name && d.tokens[d.chunks[d.chunkAt[before]-1].head].form == formNN && k > from && places[d.tokens[k].lower] {
		return true // charged him with theft and Smith left
	}
	return comma && (before-1 <= from || d.tokens[before-1].lower != ",")
}

// places are the prepositions behind which a thing is seldom listed with
// somebody's name.
var places = set("with in on at under over into onto through during by as about against without")

// enumerated steps back over the names of a list from the one at start
// (carriers Norvik, Harbor Air and Bowline), to where the clause begins or to
// what opens the list. A place that only tells where belongs to no list (In
// Leeds, Norvik and Bowline).
func (d *document) enumerated(start, from int) int {
	k := start
	for n := 0; n < 8; n++ {
		c, ok := d.chunkEnding(d.underBracket(k-2, from), from)
		if !ok || d.tokens[k-1].lower != "," || d.tokens[c.head].tag != name || d.timeWord(c.Start) {
			break
		}
		if c.Start == from || opensList[d.tokens[c.Start-1].lower] {
			return c.Start
		}
		if b := c.Start - 1; d.tokens[b].lower != "," {
			if d.tokens[b].tag == preposition || d.groupAt[b] > 0 {
				break
			}
			return c.Start
		}
		k = c.Start
	}
	if k > from && d.tokens[k-1].lower == "," && k != start {
		return k // At noon, Norvik, Harbor Air and Bowline
	}
	return start
}

var opensList = set("between among including ; :")
