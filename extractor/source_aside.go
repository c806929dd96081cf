package extractor

// subjectBehind finds the subject before an aside that ends at p (Smith, a
// lawyer for the firm, said).
func (d *document) subjectBehind(p, from int) (stretch, bool) {
	shut := d.tokens[p].lower
	for q := p - 1; q > from && p-q < longestSource; q-- {
		t := d.tokens[q].lower
		if t != shut && !(shut == ")" && t == "(") {
			continue
		}
		before := d.underBracket(d.underAdverbs(q-1, from), from)
		if before < from || d.chunkAt[before] == 0 {
			continue
		}
		if d.listed(q) || d.predicate(q+1, p) {
			continue
		}
		s, ok := d.phraseEnding(before, from)
		if !ok {
			return s, false
		}
		if d.appended(s, from) || d.isObject(s, from) {
			continue
		}
		if d.apposes(q + 1) {
			if shut == ")" {
				p++
			}
			return stretch{s.Start, p}, true
		}
		return s, true
	}
	return stretch{}, false
}

// predicate tells whether a verb with a tense stands at i, before p: what
// stands before it is its subject, no party with an aside behind it (Smith,
// whose town, Leeds, is small, said).
func (d *document) predicate(i, p int) bool {
	i = d.overAdverbs(i, p)
	return i < p && d.groupAt[i] > 0 && d.groups[d.groupAt[i]-1].Start == i && d.groups[d.groupAt[i]-1].kind == finiteGroup
}

// underBracket steps back from a closing bracket to what stands before the
// opening one (Smith (D-Ohio), who).
func (d *document) underBracket(p, from int) int {
	if p < from || d.tokens[p].lower != ")" {
		return p
	}
	for k := p - 1; k > from && p-k < 12; k-- {
		if d.tokens[k].lower == "(" {
			return k - 1
		}
	}
	return p
}

// titledSubject finds the subject that ends with the quotation that token p
// ends: a name or title in quotation marks, with what it belongs to (the
// party's “superdelegates”).
func (d *document) titledSubject(p, from int) (stretch, bool) {
	q := &d.quotations[d.quoted[p]-1]
	if q.End != p+1 || q.End-q.Start > 8 || q.Start < from {
		return stretch{}, false
	}
	for k := q.Start; k < q.End; k++ {
		if d.groupAt[k] > 0 || d.tokens[k].lower == "," {
			return stretch{}, false
		}
	}
	k := q.Start - 1
	if k > from && d.tokens[k].form == formPOS {
		k--
	}
	if _, ok := d.chunkEnding(k, from); ok {
		s, ok := d.phraseEnding(k, from)
		s.End = q.End
		return s, ok
	}
	return q.stretch, true
}

// isObject tells whether phrase s is the object of a verb or of a preposition
// (Smith, who lost her son in Leeds, Yorkshire, said), or belongs to somebody
// else (Smith, whose town, Leeds, is small): no subject of what comes.
func (d *document) isObject(s stretch, from int) bool {
	k := s.Start - 1
	if k < from {
		return false
	}
	t := &d.tokens[k]
	if n := d.groupAt[k]; n > 0 {
		w := d.word(d.groups[n-1].head)
		return w == nil || w.verb == nil
	}
	return t.form == formWPS || t.tag == preposition && !subordinates[t.lower] && t.lower != "that" && t.lower != "as" && t.lower != "than"
}

// appended tells whether phrase s is itself part of an aside: an age, a place
// behind a place (in Leeds, Yorkshire), what somebody is or where from (Smith,
// the head of the firm, Harbor Air, said).
func (d *document) appended(s stretch, from int) bool {
	k := s.Start - 1
	if k <= from {
		return false
	}
	if d.tokens[k].tag == preposition && d.tokens[k-1].lower == "," {
		_, ok := d.chunkEnding(k-2, from)
		return ok && d.tokens[k].lower == "of"
	}
	before, ok := d.chunkEnding(k-1, from)
	if !ok || d.tokens[k].lower != "," || d.tokens[before.head].tag != name || d.timeWord(before.head) {
		return false
	}
	c := d.chunks[d.chunkAt[s.Start]-1]
	hangs := before.Start > from && d.tokens[before.Start-1].tag == preposition
	switch d.tokens[c.head].tag {
	case number:
		return c.End == c.Start+1
	case name:
		return hangs && d.tokens[c.Start].tag == name && c.End == s.End
	case noun:
		return !hangs
	}
	return false
}

// listed tells whether the comma at q stands inside a list or before a clause
// of its own rather than before an aside.
func (d *document) listed(q int) bool {
	return d.tokens[q+1].form == formCC || d.tokens[q-1].tag == adverb || d.timeWord(q-1)
}

// apposes tells whether the words from i on say who somebody is.
func (d *document) apposes(i int) bool {
	t := d.tokens[i]
	return t.form == formWP || t.form == formWDT || d.chunkAt[i] > 0 && d.groupAt[i] == 0
}
