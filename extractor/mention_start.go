package extractor

// starts tells whether token i is the first word of its sentence or of a
// quotation.
func (d *document) starts(i int) bool {
	for j := i - 1; j >= 0; j-- {
		if d.tokens[j].sentence != d.tokens[i].sentence {
			return true
		}
		if !d.tokens[j].shape.is(mark) {
			return false
		}
		switch d.tokens[j].lower {
		case "\"", "“", "‘", ":", ".", "•", "?", "!", "(", "—", "–":
			return true
		}
	}
	return true
}

// shouts tells whether token i stands among words in capitals, where capitals
// tell nothing.
func (d *document) shouts(i int) bool {
	loud := 0
	for j := max(0, i-2); j < min(len(d.tokens), i+3); j++ {
		if j != i && d.tokens[j].sentence == d.tokens[i].sentence && d.tokens[j].shape.is(upper) && d.tokens[j].end-d.tokens[j].start > 3 {
			loud++
		}
	}
	return loud >= 2
}
