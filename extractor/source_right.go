package extractor

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
