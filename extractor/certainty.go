package extractor

// certainty tells how sure the speaker is: hedged by a word of the cue or of a
// main clause of the content, alleged by a word of the cue.
func (v *view) certainty(w verdict) Certainty {
	sets := v.b.labels.sets
	hedged := v.a.frame != nil && v.a.frame.certainty == Hedged
	for _, i := range v.cue {
		t := &v.d.tokens[i]
		if sets["alleged"][t.lower] || sets["alleged"][lemmaOf(t)] {
			return Alleged
		}
		if v.negatedCue(len(v.cue)) && (t.lower == "sure" || t.lower == "certain") {
			hedged = true
		}
		if sets["hedging"][lemmaOf(t)] || sets["hedged"][t.lower] {
			hedged = true
		}
	}
	act := w.rule != nil && w.clause == nil && w.stance != Predict && w.stance != Say && w.rule.where == atCue
	if hedged || !act && v.hedgedContent() {
		return Hedged
	}
	return Plain
}

// hedgedContent tells whether a main clause of the content is hedged.
func (v *view) hedgedContent() bool {
	clauses := v.parse()
	for n := range clauses {
		c := &clauses[n]
		if c.dependent || c.question || c.sentence > 0 {
			continue
		}
		for i := c.predicate; i < c.end && i < c.predicate+5; i++ {
			t := v.tok(i)
			if t.tag == modal && (t.lower == "may" || t.lower == "might" || t.lower == "could" && !c.negated) && i == c.predicate {
				return true
			}
			if v.b.labels.sets["hedged"][t.lower] && v.tok(i-1).lower != "more" && v.tok(i-1).lower != "less" {
				return true
			}
			if c.negated && (t.lower == "sure" || t.lower == "certain") {
				return true
			}
			if i == c.predicate && v.b.labels.sets["hedging"][lemmaOf(t)] && !c.negated {
				return true
			}
			if !t.form.verbal() && t.tag != adverb && t.tag != adjective {
				break
			}
		}
	}
	return false
}
