package extractor

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
	end := min(v.d.sentences[v.d.tokens[last].sentence].End, last+window+1)
	if last-list[0] == len(list)-1 {
		return v.d.run(list[0], end)
	}
	return append(list, v.d.run(last+1, end)...)
}

// tryCue tries a rule's patterns at token i of list and gives the number of
// items that matched.
func (v *view) tryCue(r *stanceRule, list []int, i int) (int, verdict) {
	if r.needs == "clause" && len(v.parse()) == 0 {
		return 0, verdict{}
	}
	for _, p := range r.patterns {
		if !v.holds(&p[0], &v.d.tokens[list[i]]) {
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
