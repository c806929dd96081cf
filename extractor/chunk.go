package extractor

// chunk is a plain noun phrase: determiner to head, without what follows it.
type chunk struct {
	stretch
	head int
}

// findChunks finds the plain noun phrases of d, in order.
func (d *document) findChunks() {
	d.chunkAt = make([]int32, len(d.tokens))
	d.chunks = make([]chunk, 0, len(d.tokens)/4+4)
	for _, s := range d.sentences {
		for i := s.Start; i < s.End; {
			end, head := d.chunkFrom(i, s.End)
			if end == i {
				i++
				continue
			}
			if head < i || head >= end {
				head = end - 1
			}
			d.chunks = append(d.chunks, chunk{stretch{i, end}, head})
			for k := i; k < end; k++ {
				d.chunkAt[k] = int32(len(d.chunks))
			}
			i = end
		}
	}
}

// chunkFrom reads the noun phrase that begins with token i; its end is i where
// there is none.
func (d *document) chunkFrom(i, end int) (to, head int) {
	to, head = i, -1
	for k := i; k < end && k-i < 24; k++ {
		t := &d.tokens[k]
		if d.groupAt[k] > 0 && !d.modifies(k, end, k > i) {
			break
		}
		switch t.form {
		case formPRP, formEX:
			if k > i {
				return to, head
			}
			return k + 1, k
		case formDT, formPDT, formPRPS:
			if head >= 0 && !(head == k-1 && d.tokens[head].form == formPDT) && k > i {
				return to, head
			}
			if t.form == formDT {
				to, head = k+1, k
				if k+1 < end && d.opensNP(k+1) {
					head = -1
				}
			}
		case formPOS:
			if head < 0 {
				return to, i
			}
			head = -1
			to = k
		case formNN, formNNS, formNNP, formNNPS, formCD:
			to, head = k+1, k
		case formJJ, formJJR, formJJS, formRBS, formVBG, formVBN, formRBR:
			if k+1 < end && d.tokens[k+1].lower == "of" && quantities[t.lower] {
				return k + 1, k
			}
			if head < 0 && to == k && k > i && t.tag == adjective && k+1 < end && !d.opensNP(k+1) {
				return k + 1, k
			}
		case formRB:
			if k+1 >= end || d.tokens[k+1].tag != adjective {
				return to, head
			}
		default:
			if !d.insideChunk(k, end, head >= 0) {
				return to, head
			}
		}
	}
	return to, head
}

var quantities = set("most many some more few several both all each none neither either much least")

// opensNP tells whether token k carries a noun phrase on after a determiner.
func (d *document) opensNP(k int) bool {
	switch d.tokens[k].tag {
	case noun, name, adjective, number, participle, gerund:
		return true
	}
	return false
}

// modifies tells whether the verb form k stands before a noun as an adjective
// does (the proposed deal).
func (d *document) modifies(k, end int, inside bool) bool {
	f := d.tokens[k].form
	if !inside && d.titles(k) {
		return true
	}
	if !inside || f != formVBN && f != formVBG || k+1 >= end {
		return false
	}
	prev := d.tokens[k-1].tag
	if prev != determiner && prev != adjective && prev != possessive {
		return false
	}
	next := d.tokens[k+1].tag
	return next == noun || next == name || next == adjective
}

// insideChunk tells whether mark k may stand within a noun phrase.
func (d *document) insideChunk(k, end int, begun bool) bool {
	if k+1 >= end {
		return false
	}
	switch d.tokens[k].lower {
	case "&":
		return begun
	case "-":
		return d.tokens[k].end == d.tokens[k+1].start && d.tokens[k+1].tag != punctuation
	case "/", "#", "$":
		return d.tokens[k+1].tag != punctuation
	}
	return false
}
