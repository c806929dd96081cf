package extractor

// stance decides what the speaker does: by the act that the cue names, else by
// the content's own main act.
func (v *view) stance() verdict {
	if w, ok := v.markAct(); ok {
		return w
	}
	if w, ok := v.cueAct(); ok {
		if w.by == "describe" && v.epithet(w) {
			w.stance, w.by = Accuse, "epithet"
		}
		return w
	}
	if w, ok := v.contentAct(); ok {
		return w
	}
	if w, ok := v.tone(); ok {
		return w
	}
	return verdict{stance: Say}
}

// markAct decides where the cue is a mark or the "to" of a headline.
func (v *view) markAct() (verdict, bool) {
	if len(v.cue) != 1 || len(v.content) == 0 {
		return verdict{}, false
	}
	trigger := stretch{v.cue[0], v.cue[0] + 1}
	switch v.d.tokens[v.cue[0]].lower {
	case "?":
		return verdict{stance: Question, by: "question-mark", trigger: trigger}, true
	case "to":
		return verdict{stance: Commit, by: "headline", trigger: trigger}, v.tok(0).tag == infinitive
	}
	return verdict{}, false
}

// window is how many tokens after a cue belong to the act's phrase.
const window = 14

// cueAct finds the act that the cue names: the longest pattern that begins in
// the cue and ends in it or shortly after it.
func (v *view) cueAct() (verdict, bool) {
	list := v.cueWindow()
	var best verdict
	length := 0
	for i := range v.cue {
		t := &v.d.tokens[v.cue[i]]
		for _, word := range []string{t.lower, lemmaOf(t)} {
			for _, r := range v.b.labels.cues[word] {
				n, w := v.tryCue(r, list, i)
				if n > length {
					best, length = w, n
				}
			}
		}
	}
	return best, length > 0
}

// cueWindow lists the cue's tokens and those after it in its sentence.
func (v *view) cueWindow() []int {
	list := v.cue
	if len(list) == 0 {
		return list
	}
	last := list[len(list)-1]
	for i := last + 1; i < len(v.d.tokens) && i <= last+window; i++ {
		if v.d.tokens[i].sentence != v.d.tokens[last].sentence {
			break
		}
		list = append(list, i)
	}
	return list
}

// tryCue tries a rule's patterns at token i of list and gives the number of
// items that matched.
func (v *view) tryCue(r *stanceRule, list []int, i int) (int, verdict) {
	for _, p := range r.patterns {
		if !p[0].holds(&v.d.tokens[list[i]]) {
			continue
		}
		end, object := v.match(p, list, i)
		if end == 0 {
			continue
		}
		if len(p) == 1 && (v.heldNoun(i) || particle(v.d.tokens[list[i]].tag)) {
			continue
		}
		w := verdict{stance: r.stance, by: r.name, rule: r, trigger: stretch{list[i], list[end-1] + 1}, object: object}
		if r.negated == "yes" {
			if !v.negatedCue(i) {
				return 0, verdict{}
			}
		} else if r.negated != "either" && !negation(v.d.tokens[list[i]].lower) && v.negatedCue(i) {
			if r.denied == "" {
				return 0, verdict{}
			}
			w.stance = r.denied
		}
		return p.weight(), w
	}
	return 0, verdict{}
}

// particle tells the tags with which a word names no act: shot back.
func particle(t tag) bool { return t == adverb || t == preposition }

// heldNoun tells whether the cue's token i is a noun that an earlier verb of
// the cue has for its object, so that the verb names the act: cited the audit.
func (v *view) heldNoun(i int) bool {
	if v.d.tokens[v.cue[i]].tag != noun {
		return false
	}
	for _, at := range v.cue[:i] {
		t := &v.d.tokens[at]
		if (t.tag == verb || t.tag == participle || t.tag == gerund) && !v.b.labels.sets["light"][lemmaOf(t)] {
			return true
		}
	}
	return false
}

// negatedCue tells whether a negation stands in the cue before its token n or
// right behind.
func (v *view) negatedCue(n int) bool {
	for i, at := range v.cue {
		lower := v.d.tokens[at].lower
		if i <= n+1 && negation(lower) && lower != "nor" && lower != "without" {
			return true
		}
	}
	return v.a.negated || len(v.a.source) > 0 && v.nobody(v.d.tokenAt(v.a.source[0].Start))
}

// nobody tells whether a source that begins with token i denies its cue:
// neither company would comment.
func (v *view) nobody(i int) bool {
	switch v.d.tokens[i].lower {
	case "neither", "nobody", "none", "no":
		return true
	}
	return false
}

// contentAct finds the first explicit act of the content, sentence by
// sentence; within a sentence the rules' order decides.
func (v *view) contentAct() (verdict, bool) {
	clauses := v.parse()
	from := 0
	for from < len(clauses) {
		to := from
		for to < len(clauses) && clauses[to].sentence == clauses[from].sentence {
			to++
		}
		if w, ok := v.sentenceAct(clauses, from, to); ok {
			return w, true
		}
		from = to
	}
	if v.asksYou() {
		return verdict{stance: Question, by: "asks-you"}, true
	}
	if len(clauses) == 0 {
		return v.phraseAct()
	}
	return verdict{}, false
}

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
		if r.needs == "party" && !v.pointsAt(c) {
			continue
		}
		return verdict{stance: r.stance, by: r.name, rule: r, trigger: stretch{list[c.predicate], list[end-1] + 1}, clause: c, object: object}, true
	}
	return verdict{}, false
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
	if r.cue != nil && !v.cueIs(r.cue) {
		return verdict{}, false
	}
	list := v.content[:to]
	for i := max(from, 0); i < to; i++ {
		for _, p := range r.patterns {
			if !p[0].holds(v.tok(i)) {
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
