package extractor

// contentLimit gives the end of the sentence of token i without its full stop,
// and within a quotation no further than that goes.
func (d *document) contentLimit(i int) int {
	s := d.sentences[d.tokens[i].sentence]
	end := s.End
	if q := d.quoted[i]; q > 0 {
		q := d.quotations[q-1]
		if i > q.Start && q.End <= end {
			end = q.End
		}
	}
	for end > i+1 && (d.tokens[end-1].lower == "." || d.tokens[end-1].lower == ",") {
		end--
	}
	return end
}

// trailer tells whether "he said" or "said Smith" stands at i, up to the end.
func (d *document) trailer(i, end int) bool {
	if d.chunkAt[i] > 0 {
		i = d.chunks[d.chunkAt[i]-1].End
	}
	if i >= end {
		return false
	}
	g := d.groupStarting(d.overAdverbs(i, end))
	if g == nil || g.kind != finiteGroup {
		return false
	}
	w := d.word(g.head)
	return w != nil && w.verb != nil && w.verb[takesQuote] != nil
}

// groupStarting gives the verb group that begins at token i, or nil.
func (d *document) groupStarting(i int) *group {
	if i >= len(d.tokens) || d.groupAt[i] == 0 {
		return nil
	}
	g := &d.groups[d.groupAt[i]-1]
	if g.Start != i {
		return nil
	}
	return g
}

// startsClause tells whether a subject and its verb stand at i.
func (d *document) startsClause(i, end int) bool {
	for n := 0; n < 3 && i < end && (d.tokens[i].tag == adverb || d.passable(i)); n++ {
		i++
	}
	if i >= end || d.chunkAt[i] == 0 && !d.opensSubject(i) {
		return false
	}
	limit := min(end, i+farthestVerb)
	loose := false // a form that may be a past tense or a participle
	for k := i; k < limit; k++ {
		t := &d.tokens[k]
		switch {
		case t.lower == ";", t.lower == ":", t.lower == "—", t.lower == "--":
			return false
		case t.lower == "according":
			return false
		}
		if t.form == formPRP && subjectPronouns[t.lower] && k == i && k+1 < end && (d.tokens[k+1].tag != punctuation || d.quoted[k+1] > d.quoted[k]) {
			return true
		}
		g := d.groupStarting(k)
		if g == nil {
			continue
		}
		k = g.End - 1
		if g.kind == participleGroup && g.Start > i && d.chunkAt[g.Start-1] > 0 && k+1 < end && d.tokens[k+1].lower != "by" {
			loose = true
		}
		if g.kind != finiteGroup {
			continue
		}
		if k := d.underAdverbs(g.Start-1, i); k >= i && d.opensRelative(k) {
			limit = min(end, limit+8)
			continue
		}
		return true
	}
	return loose
}

var subjectPronouns = set("he she they we i")

// farthestVerb is how many tokens a clause's verb may stand from its start.
const farthestVerb = 22

// passable tells whether token i is a mark that may stand anywhere.
func (d *document) passable(i int) bool {
	switch d.tokens[i].lower {
	case ",", "“", "\"", "''", "‘":
		return true
	}
	return false
}

// opensSubject tells whether a clause may begin with token i though no noun
// phrase does.
func (d *document) opensSubject(i int) bool {
	switch d.tokens[i].form {
	case formJJ, formJJR, formJJS, formVBG, formWP, formWRB, formDT, formPDT, formCD, formIN, formNN, formNNS:
		return true
	}
	return false
}

// opensRelative tells whether token k is a relative pronoun.
func (d *document) opensRelative(k int) bool {
	switch d.tokens[k].form {
	case formWDT, formWP, formWRB:
		return true
	}
	return d.tokens[k].lower == "that" && k > 0 && d.chunkAt[k-1] > 0
}

// overAdverbials steps over when and where something was said: adverbs, times,
// short prepositional phrases without a message of their own.
func (d *document) overAdverbials(i, end int) int {
	for n := 0; n < 4 && i < end; n++ {
		from := i
		i = d.overAdverbs(i, end)
		if i >= end {
			return i
		}
		t := &d.tokens[i]
		switch {
		case t.lower == "," && i+1 < end && d.adverbial(i+1, end) > i+1:
			i = d.adverbial(i+1, end)
			if i < end && d.tokens[i].lower == "," {
				i++
			}
		default:
			i = d.adverbial(i, end)
		}
		if i == from {
			return i
		}
	}
	return i
}

// adverbial gives the end of a time or place phrase at i, or i.
func (d *document) adverbial(i, end int) int {
	t := &d.tokens[i]
	if d.timeWord(i) && d.chunkAt[i] > 0 {
		return d.chunks[d.chunkAt[i]-1].End
	}
	if d.chunkAt[i] > 0 {
		c := d.chunks[d.chunkAt[i]-1]
		if c.Start == i && d.timeWord(c.head) && d.tokens[i].tag != name {
			return c.End
		}
		return i
	}
	if t.tag != preposition && t.form != formTO || i+1 >= end || d.chunkAt[i+1] == 0 {
		return i
	}
	switch t.lower {
	case "in", "on", "at", "during", "after", "before", "via", "through", "to", "from", "for", "with", "of", "last", "by", "outside", "inside", "near", "following", "since":
	default:
		return i
	}
	to := d.chunks[d.chunkAt[i+1]-1].End
	for to+1 < end && (d.tokens[to].tag == preposition || d.tokens[to].lower == "and") && d.tokens[to].lower != "that" && d.chunkAt[to+1] > 0 {
		to = d.chunks[d.chunkAt[to+1]-1].End
	}
	if d.groupStarting(to) != nil && d.groupStarting(to).kind == finiteGroup {
		return i
	}
	return to
}

// quotedBefore finds the quotation that ends before token i, a comma aside,
// and gives where its sentence's content begins: at the mark, or before it
// where the sentence leads up to it.
func (d *document) quotedBefore(i int) (stretch, bool) {
	k := i - 1
	if k >= 0 && d.tokens[k].lower == "," && d.quoted[k] == 0 {
		k--
	}
	if k < 0 || d.quoted[k] == 0 {
		return stretch{}, false
	}
	q := d.quotations[d.quoted[k]-1]
	if q.End != k+1 {
		return stretch{}, false
	}
	if d.tokens[i].sentence != d.tokens[k].sentence && !d.interrupts(k) && !d.onlySays(i, k) {
		return stretch{}, false
	}
	return q.stretch, true
}

// onlySays tells whether token i opens a short sentence on a quotation that
// ends with k, in its paragraph: “The line is closed.” Okafor said.
func (d *document) onlySays(i, k int) bool {
	s := d.sentences[d.tokens[i].sentence]
	return s.Start == i && s.End-i < 8 && d.sentences[d.tokens[k].sentence].paragraph == s.paragraph
}

// interrupts tells whether the quotation that ends at k ends with a mark that
// lets its sentence go on: “Why?” he asked.
func (d *document) interrupts(k int) bool {
	for k > 0 && closing(d.tokens[k].lower) {
		k--
	}
	switch d.tokens[k].lower {
	case "?", "!", "…", ",", "—":
		return true
	}
	return false
}
