package extractor

// follow gives quotations that stand alone after an attribution to it: a
// sentence of nothing but quotation carries on what its paragraph reported
// last.
func (d *document) follow(all []attribution) {
	taken := make([]bool, len(d.quotations))
	for i := range all {
		for _, c := range all[i].content {
			d.markTaken(taken, c)
		}
	}
	last := 0
	for n := range d.quotations {
		q := &d.quotations[n]
		s := d.tokens[q.Start].sentence
		if taken[n] || !q.shut || d.sentences[s].Start != q.Start || !d.wholeSentences(q) {
			continue
		}
		for last < len(all) && all[last].sentence < s {
			last++
		}
		if a := d.leader(all[:last], s); a != nil {
			a.content = append(a.content, d.span(d.trimContent(q.stretch)))
		}
	}
}

// markTaken marks the quotations that content span c covers or lies in.
func (d *document) markTaken(taken []bool, c Span) {
	for k := d.tokenAt(c.Start); k < len(d.tokens) && d.tokens[k].start < c.End; k++ {
		if q := d.quoted[k]; q > 0 {
			taken[q-1] = true
			k = max(k, d.quotations[q-1].End-1)
		}
	}
}

// wholeSentences tells whether a quotation ends where a sentence does.
func (d *document) wholeSentences(q *quotation) bool {
	return d.sentences[d.tokens[q.End-1].sentence].End == q.End && q.End-q.Start > 4
}

// leader gives the attribution that a quotation in sentence s carries on: the
// outermost of the sentence before it in the same paragraph.
func (d *document) leader(before []attribution, s int) *attribution {
	if s == 0 || d.sentences[s-1].paragraph != d.sentences[s].paragraph {
		return nil
	}
	for i := len(before) - 1; i >= 0; i-- {
		a := &before[i]
		if a.within >= 0 || len(a.source) == 0 {
			continue
		}
		if end := a.content[len(a.content)-1].End; a.sentence < s-1 && (end == 0 || d.tokens[d.tokenAt(end-1)].sentence < s-1) {
			return nil
		}
		return a
	}
	return nil
}
