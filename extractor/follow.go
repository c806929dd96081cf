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
		a := d.leader(all[:last], s)
		if a == nil {
			a = d.speakerAbove(all[:last], q, s)
		}
		if a != nil {
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
// outermost of the sentence before it in the same paragraph, or the last that
// quotes there.
func (d *document) leader(before []attribution, s int) *attribution {
	if s == 0 || d.sentences[s-1].paragraph != d.sentences[s].paragraph {
		return nil
	}
	for i := len(before) - 1; i >= 0; i-- {
		a := &before[i]
		if a.within >= 0 || len(a.source) == 0 {
			continue
		}
		end := d.tokens[d.tokenAt(a.content[len(a.content)-1].End-1)].sentence
		if max(a.sentence, end) >= s-1 || d.quotes(a) && d.sentences[a.sentence].paragraph == d.sentences[s].paragraph {
			return a
		}
		return nil
	}
	return nil
}

// speakerAbove gives the attribution that quotation q carries on where it is a
// paragraph of its own: the last of the paragraph above, if that is quoted
// speech that an answer isn't asked of.
func (d *document) speakerAbove(before []attribution, q *quotation, s int) *attribution {
	p := d.sentences[s].paragraph
	if p == 0 || d.paragraphs[p].Start != s || d.sentences[d.paragraphs[p].End-1].End != q.End {
		return nil
	}
	above := d.paragraphs[p-1]
	for i := len(before) - 1; i >= 0; i-- {
		a := &before[i]
		if a.within >= 0 || len(a.source) == 0 {
			continue
		}
		end := d.tokenAt(a.content[len(a.content)-1].End - 1)
		last := d.tokens[end].sentence
		if max(a.sentence, last) < above.End-1 || !d.quotes(a) || a.frame != nil && a.frame.stance == Question && d.asks(end) {
			return nil
		}
		return a
	}
	return nil
}

// quotes tells whether a's content has words in quotation marks.
func (d *document) quotes(a *attribution) bool {
	for _, c := range a.content {
		for k := d.tokenAt(c.Start); k < len(d.tokens) && d.tokens[k].start < c.End; k++ {
			if d.quoted[k] > 0 {
				return true
			}
		}
	}
	return false
}

// asks tells whether what ends with token i is a question.
func (d *document) asks(i int) bool {
	return d.tokens[i].lower == "?" || i+1 < len(d.tokens) && d.tokens[i+1].lower == "?"
}
