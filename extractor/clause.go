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
