package extractor

// clauseKind is where in its sentence a finite verb stands.
type clauseKind uint8

const (
	mainClause     clauseKind = iota
	reportedClause            // said [the line would close]
	subClause                 // after [the line closed], where [it ended]
	relativeClause            // the man who [called], the letter that he [wrote]
)

var clauseNames = [...]string{"main", "reported", "sub", "relative"}

// clauseOf tells what clause the finite group o with subject s is the verb of.
func (d *document) clauseOf(o *group, s stretch) clauseKind {
	from := d.sentences[d.tokens[o.head].sentence].Start
	t := &d.tokens[s.Start]
	if s.End == s.Start+1 && (t.form == formWP || t.form == formWDT || t.lower == "that" && t.form != formDT) {
		return relativeClause
	}
	p := d.underAdverbs(s.Start-1, from)
	if p < from {
		return mainClause
	}
	b := &d.tokens[p]
	switch {
	case b.lower == "whom" || b.lower == "which" || b.lower == "whose" || b.lower == "who":
		return relativeClause
	case b.tag == complementizer || b.lower == "that":
		return reportedClause
	case contrasts[b.lower]:
		return mainClause
	case b.tag == wh || subordinates[b.lower] || b.lower == "as" || b.lower == "than" || b.lower == "because":
		return subClause
	case d.groupAt[p] > 0:
		return reportedClause
	case t.tag == pronoun && d.chunkAt[p] > 0 && d.tokens[p].tag != pronoun:
		return relativeClause
	}
	return mainClause
}

// contrasts open clauses that stand beside a sentence's main one.
var contrasts = set("while whereas but and although though")

// mainSubject finds the subject of the nearest main clause before group g, for
// a participle that hangs on it (denied the charge, calling it absurd). Behind a
// preposition it hangs on the nearest clause (after the bank won by saying).
func (d *document) mainSubject(g *group, from int) (stretch, bool) {
	p := d.underAdverbs(g.Start-1, from)
	near := p >= from && d.tokens[p].tag == preposition
	for n := int(d.groupAt[g.head]) - 2; n >= 0 && d.groups[n].Start >= from; n-- {
		o := &d.groups[n]
		if o.kind != finiteGroup || d.quoted[o.Start] != d.quoted[g.Start] {
			continue
		}
		if g.Start-o.End > 2*longestSource {
			break
		}
		s, ok := d.finiteSubject(o)
		if !ok {
			continue
		}
		if c := d.clauseOf(o, s); c == mainClause || near && c == subClause {
			return s, true
		}
	}
	return stretch{}, false
}
