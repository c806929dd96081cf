package extractor

// groupKind is how a verb group stands in its clause.
type groupKind uint8

const (
	finiteGroup     groupKind = iota
	infGroup                  // to say
	gerundGroup               // saying
	participleGroup           // said, without a helping verb
	bareGroup                 // say
)

// group is a verb with its helping verbs and the adverbs among them.
type group struct {
	stretch
	head                     int
	kind                     groupKind
	passive, negated, modal  bool
	perfect, copula, present bool
}

// findGroups finds the verb groups of d, in order.
func (d *document) findGroups() {
	d.groupAt = make([]int32, len(d.tokens))
	d.groups = make([]group, 0, len(d.tokens)/8+4)
	for _, s := range d.sentences {
		for i := s.Start; i < s.End; {
			g, ok := d.groupFrom(i, s.End)
			if !ok {
				i++
				continue
			}
			d.groups = append(d.groups, g)
			for k := g.Start; k < g.End; k++ {
				d.groupAt[k] = int32(len(d.groups))
			}
			i = g.End
		}
	}
}

// groupFrom reads the verb group that begins with token i.
func (d *document) groupFrom(i, end int) (group, bool) {
	t := &d.tokens[i]
	g := group{stretch: stretch{i, i + 1}, head: i}
	switch {
	case t.form == formTO:
		k := d.overAdverbs(i+1, end)
		if k < end && (d.tokens[k].lower == "“" || d.tokens[k].lower == "\"") {
			k++ // to “act now”
		}
		if k >= end || d.tokens[k].form != formVB && !(d.tokens[k].form == formVBP) {
			return g, false
		}
		g.kind, g.head = infGroup, k
	case t.form == formMD:
		g.kind, g.modal = finiteGroup, true
	case t.form == formVBD, t.form == formVBZ, t.form == formVBP:
		g.kind = finiteGroup
		g.present = t.form != formVBD
	case t.form == formVBG:
		g.kind = gerundGroup
	case t.form == formVBN:
		g.kind = participleGroup
	case t.form == formVB:
		g.kind = bareGroup
	default:
		return g, false
	}
	d.extendGroup(&g, end)
	return g, true
}

// extendGroup follows the chain of helping verbs from g's head.
func (d *document) extendGroup(g *group, end int) {
	for step := 0; step < 6; step++ {
		head := &d.tokens[g.head]
		k := d.overAdverbs(g.head+1, end)
		if k >= end || !d.helps(head, &d.tokens[k]) {
			break
		}
		g.passive = beForms[head.lower] && d.tokens[k].form == formVBN || gotForms[head.lower] && d.tokens[k].form == formVBN
		g.perfect = g.perfect || haveForms[head.lower]
		for n := g.head + 1; n < k; n++ {
			g.negated = g.negated || negations[d.tokens[n].lower]
		}
		g.head = k
	}
	g.End = g.head + 1
	if g.End < end && negations[d.tokens[g.End].lower] {
		g.negated = true
	}
	g.copula = beForms[d.tokens[g.head].lower]
}

// helps tells whether verb a can help verb b.
func (d *document) helps(a, b *token) bool {
	switch {
	case a.form == formMD || doForms[a.lower]:
		return b.form == formVB || b.form == formVBP && a.form == formMD
	case beForms[a.lower]:
		return b.form == formVBG || b.form == formVBN
	case haveForms[a.lower]:
		return b.form == formVBN || b.form == formVBD
	case gotForms[a.lower]:
		return b.form == formVBN
	}
	return false
}

// overAdverbs steps over adverbs and "not" from i.
func (d *document) overAdverbs(i, end int) int {
	for n := 0; i < end && n < 4 && d.tokens[i].tag == adverb; n++ {
		i++
	}
	return i
}

var (
	beForms   = set("be is are was were been being am 's 're 'm")
	haveForms = set("have has had having 've 'd")
	doForms   = set("do does did")
	gotForms  = set("get got gets gotten getting")
	negations = set("not n't never no neither nor hardly barely")
)

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
