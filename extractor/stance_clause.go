package extractor

// clausePart is a clause of a content: its subject and its predicate, as
// positions in the view's content.
type clausePart struct {
	// subject is empty for an imperative.
	subject stretch
	// predicate is the position of the first finite verb.
	predicate, end int
	negated        bool
	// question tells whether the clause's sentence ends with a question mark.
	question bool
	// sentence counts the content's sentences.
	sentence int
	// dependent tells a clause behind a subordinator: if, because, who.
	dependent  bool
	imperative bool
}

// sentencesRead bounds how many sentences of a content are looked at.
const sentencesRead = 6

// parse finds the clauses of the content.
func (v *view) parse() []clausePart {
	if v.clauses != nil {
		return v.clauses
	}
	v.clauses = make([]clausePart, 0, 6)
	start, sentence := 0, 0
	for i := 0; i <= len(v.content); i++ {
		if i < len(v.content) && !v.ends(i) {
			if i > start && v.content[i] != v.content[i-1]+1 && v.tok(i).shape.is(capital) && v.d.quoted[v.content[i]] > 0 {
				// What is quoted behind the attribution is a sentence of its own.
				v.parseSentence(start, i, sentence, false)
				start = i
				sentence++
			}
			continue
		}
		if i > start {
			question := i < len(v.content) && v.tok(i).lower == "?"
			v.parseSentence(start, i, sentence, question)
			sentence++
		}
		start = i + 1
		if sentence == sentencesRead {
			break
		}
	}
	return v.clauses
}

func (v *view) tok(i int) *token { return &v.d.tokens[v.content[i]] }

// ends tells whether the content's sentence ends with token i.
func (v *view) ends(i int) bool {
	switch v.tok(i).lower {
	case ".", "?", "!", ";":
		return true
	case "...", "…":
		return i+1 < len(v.content) && v.tok(i+1).shape.is(capital)
	}
	return false
}

// parseSentence finds the clauses between two positions.
func (v *view) parseSentence(start, end, sentence int, question bool) {
	begin := start
	// what, how and where make the whole content a question reported.
	dependent := sentence == 0 && !question && v.tok(start).tag == wh && v.d.quoted[v.content[start]] == 0
	// seen tells whether the clause that is open has its verb.
	seen := false
	for i := start; i < end; i++ {
		t := v.tok(i)
		if i > start && dependent && v.content[i] != v.content[i-1]+1 {
			dependent, begin, seen = false, i, false // a new piece: the comma was left out
		}
		switch {
		case i == begin && t.shape.is(mark):
			begin++
		case v.opensDependent(i, start):
			dependent, begin, seen = true, i+1, false
		case t.lower == "," || t.lower == "--" || t.lower == "—" || t.lower == ":":
			// A leading subordinate clause ends with its comma.
			if dependent {
				dependent, begin, seen = false, i+1, false
			}
		case t.tag == conjunction && i > begin && seen && v.newSubject(i+1, end):
			dependent, begin, seen = dependent && v.tok(i-1).lower != ",", i+1, false
		case t.tag == complementizer || t.tag == wh && t.lower == "that":
			begin, seen = i+1, false
			dependent = i > start && v.tok(i-1).tag == noun
		case t.form.finite() && (i == start || v.tok(i-1).tag != to):
			if seen && i > begin && v.tok(i-1).tag == conjunction {
				begin = i
			}
			last := i
			for last > begin && v.tok(last-1).tag == adverb {
				last--
			}
			c := clausePart{subject: stretch{begin, last}, predicate: i, end: v.clauseEnd(i, end),
				question: question, sentence: sentence, dependent: dependent}
			c.negated = v.negatedAt(i)
			v.clauses = append(v.clauses, c)
			// The rest of the chain belongs to this verb.
			for i+1 < end && (v.tok(i+1).form.verbal() || v.tok(i+1).tag == adverb) {
				i++
			}
			begin, seen = i+1, true
		case i == begin && !dependent && v.imperative(i, end):
			v.clauses = append(v.clauses, clausePart{predicate: i, end: v.clauseEnd(i, end),
				question: question, sentence: sentence, imperative: true})
		}
	}
}

// opensDependent tells whether token i opens a subordinate or relative clause.
func (v *view) opensDependent(i, start int) bool {
	t := v.tok(i)
	switch t.lower {
	case "if", "because", "although", "though", "while", "unless", "when", "whenever", "until", "since", "where", "as", "after", "before", "once":
		return t.tag != noun
	case "who", "which", "whom", "whose", "what", "how", "why", "whether":
		return i > start
	}
	return false
}

// newSubject tells whether a subject and a finite verb follow from i on.
func (v *view) newSubject(i, end int) bool {
	for n := 0; i < end && n < 8; i, n = i+1, n+1 {
		t := v.tok(i)
		if t.form.finite() {
			return n > 0
		}
		if t.shape.is(mark) || t.tag == preposition && n == 0 {
			return false
		}
	}
	return false
}

// clauseEnd finds where the predicate that begins at i ends.
func (v *view) clauseEnd(i, end int) int {
	for j := i + 1; j < end; j++ {
		t := v.tok(j)
		if t.lower == "," && j+1 < end && v.tok(j+1).tag == conjunction && v.newSubject(j+2, end) {
			return j
		}
		if t.tag == conjunction && v.newSubject(j+1, end) {
			return j
		}
	}
	return end
}

// negatedAt tells whether the verb chain at i is negated.
func (v *view) negatedAt(i int) bool {
	if v.tok(i).lower == "cannot" || i > 0 && v.tok(i-1).lower == "never" {
		return true
	}
	for j := i + 1; j < len(v.content) && j <= i+3; j++ {
		t := v.tok(j)
		switch t.lower {
		case "not", "n't", "never", "neither":
			return j+1 >= len(v.content) || !mere(v.tok(j+1).lower)
		case "nothing":
			return true
		case "no":
			return j+1 < len(v.content) && v.tok(j+1).lower == "longer"
		}
		if !t.form.verbal() && t.tag != adverb && t.tag != pronoun && !quoteMark(t.lower) {
			return false
		}
	}
	return false
}

// imperative tells whether a clause that begins at i is one: a base form that
// no subject stands before.
func (v *view) imperative(i, end int) bool {
	t := v.tok(i)
	if v.d.cast.at[v.content[i]] > 0 || t.shape.is(upper) {
		return false
	}
	if t.form == formVB {
		return t.tag == verb
	}
	if t.form.finite() || t.form == formVBG || t.form == formVBN || i+1 >= end {
		return false
	}
	if !v.b.labels.sets["doing"][t.lower] || !t.shape.is(capital) {
		return false
	}
	for j := i + 1; j < end && !v.tok(j).shape.is(mark); j++ {
		if v.tok(j).form.finite() || v.tok(j).tag == possessive {
			return false
		}
	}
	return true
}

// mere tells the adverbs after which "not" denies nothing: not only, not just.
func mere(lower string) bool {
	switch lower {
	case "only", "just", "merely", "simply":
		return true
	}
	return false
}
