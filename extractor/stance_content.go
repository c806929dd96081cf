package extractor

// sentenceAct tries the content rules on the clauses from..to of a sentence.
func (v *view) sentenceAct(clauses []clausePart, from, to int) (verdict, bool) {
	for _, r := range v.b.labels.rules {
		switch r.where {
		case inClause:
			for i := from; i < to; i++ {
				if w, ok := v.clauseAct(r, clauses, i); ok {
					return w, true
				}
			}
		case anywhere:
			if r.subject != "any" && !v.subjectIs(r.subject, clauses, from) {
				continue
			}
			start := clauses[from].subject.Start
			if clauses[from].imperative {
				start = clauses[from].predicate
			}
			if w, ok := v.foundAct(r, start, clauses[to-1].end); ok {
				return w, true
			}
		}
	}
	return verdict{}, false
}

// phraseAct tries the rules that need no clause on a content without one.
func (v *view) phraseAct() (verdict, bool) {
	for _, r := range v.b.labels.rules {
		if r.where != anywhere {
			continue
		}
		if w, ok := v.foundAct(r, 0, len(v.content)); ok {
			return w, true
		}
	}
	return verdict{}, false
}

// clauseAct tries a rule on a clause.
func (v *view) clauseAct(r *stanceRule, clauses []clausePart, n int) (verdict, bool) {
	c := &clauses[n]
	if r.first && c.sentence > 0 || r.cue != nil && !v.cueIs(r.cue) {
		return verdict{}, false
	}
	if c.dependent || c.question || c.imperative != (r.subject == "none") {
		return verdict{}, false
	}
	if r.negated != "either" && c.negated != (r.negated == "yes") {
		return verdict{}, false
	}
	if !v.subjectIs(r.subject, clauses, n) {
		return verdict{}, false
	}
	list := v.content[:c.end]
	for _, p := range r.patterns {
		end, object := v.match(p, list, c.predicate)
		if end == 0 {
			continue
		}
		if r.needs == "party" && (!v.pointsAt(c) || r.stance == Accuse && v.outlaw(c)) {
			continue
		}
		return verdict{stance: r.stance, by: r.name, rule: r, trigger: stretch{list[c.predicate], list[end-1] + 1}, clause: c, object: object}, true
	}
	return verdict{}, false
}

// outlaw tells whether a clause tells of criminals, whose deeds are news and
// no reproach: hackers had stolen the file.
func (v *view) outlaw(c *clausePart) bool {
	return !c.subject.empty() && v.b.labels.sets["outlaws"][v.tok(c.subject.End-1).lower]
}

// cueIs tells whether a word of the cue is in set.
func (v *view) cueIs(set map[string]bool) bool {
	for _, i := range v.cue {
		if set[lemmaOf(&v.d.tokens[i])] {
			return true
		}
	}
	return false
}

// foundAct tries a rule's patterns at every place between two positions.
func (v *view) foundAct(r *stanceRule, from, to int) (verdict, bool) {
	if r.cue != nil && !v.cueIs(r.cue) || r.needs == "side" && v.alone() {
		return verdict{}, false
	}
	list := v.content[:to]
	for i := max(from, 0); i < to; i++ {
		if word, base := v.b.labels.lexicon.look(v.tok(i)); !r.open && !r.opening.has(word) && !r.opening.has(base) {
			continue
		}
		for _, p := range r.patterns {
			if !v.holds(&p[0], v.tok(i)) {
				continue
			}
			end, object := v.match(p, list, i)
			if end == 0 || r.negated != "either" && v.negatedBefore(i, from) != (r.negated == "yes") {
				continue
			}
			return verdict{stance: r.stance, by: r.name, rule: r, trigger: stretch{list[i], list[end-1] + 1}, object: object}, true
		}
	}
	return verdict{}, false
}

// negatedBefore tells whether a negation stands within five tokens before i.
func (v *view) negatedBefore(i, from int) bool {
	for j := i - 1; j >= from && j >= i-5; j-- {
		if negation(v.tok(j).lower) && !mere(v.tok(j+1).lower) {
			return true
		}
		if v.tok(j).shape.is(mark) {
			return false
		}
	}
	return false
}

// asksYou tells whether the content is a question to somebody: its last
// sentence ends with a question mark and speaks of "you", or the content is
// one sentence and begins with its verb.
func (v *view) asksYou() bool {
	end := len(v.content) - 1
	for end >= 0 && v.tok(end).shape.is(mark) && v.tok(end).lower != "?" {
		end--
	}
	if end < 0 || v.tok(end).lower != "?" {
		return false
	}
	for i := end; i >= 0; i-- {
		if v.tok(i).lower == "you" || v.tok(i).lower == "your" {
			return true
		}
	}
	first := 0
	for first < end && v.tok(first).shape.is(mark) {
		first++
	}
	if len(v.cue) == 1 && v.d.tokens[v.cue[0]].lower == ":" {
		return true
	}
	opener := v.tok(first)
	return (opener.tag == modal || helper(opener.lower) != noForm) &&
		(len(v.clauses) == 0 || v.clauses[len(v.clauses)-1].sentence == 0)
}
