package extractor

// standsFor gives the noun phrase that the relative pronoun at s stands for
// where it is a passive's subject (an offer to the port during the strike,
// which was refused by the crew): what the phrases before it hang on.
func (d *document) standsFor(s stretch) (stretch, bool) {
	t := &d.tokens[s.Start]
	if s.End != s.Start+1 || t.lower != "which" && (t.lower != "that" || t.form == formDT) {
		return stretch{}, false
	}
	from := d.sentences[t.sentence].Start
	k := s.Start - 1
	if k > from && d.tokens[k].lower == "," {
		k--
	}
	c, ok := d.chunkEnding(k, from)
	for n := 0; ok && n < 4 && c.Start-2 >= from; n++ {
		q := c.Start - 1
		if d.tokens[q].tag != preposition && d.tokens[q].form != formTO {
			break
		}
		before, hangs := d.chunkEnding(q-1, from)
		if !hangs {
			break
		}
		c = before
	}
	return c.stretch, ok
}

// chunkEnding gives the plain noun phrase that ends with token k.
func (d *document) chunkEnding(k, from int) (chunk, bool) {
	if k < from || d.chunkAt[k] == 0 || d.chunks[d.chunkAt[k]-1].End != k+1 {
		return chunk{}, false
	}
	return d.chunks[d.chunkAt[k]-1], true
}
