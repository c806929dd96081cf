package extractor

// unanswered takes what somebody doesn't answer: the matter where it is told
// (did not respond to a request), else what follows (could not be reached for
// comment), else the cue's own words (has not replied).
func (m *matcher) unanswered() bool {
	if !m.silences() {
		return false
	}
	k := m.overAdverbs(m.right, m.end)
	m.complement = takesNP
	if k >= m.end || m.tokens[k].tag == punctuation {
		return m.itself()
	}
	if m.chunkAt[k] > 0 && !m.timeWord(m.chunks[m.chunkAt[k]-1].head) || m.tokens[k].tag == wh || m.tokens[k].lower == "if" || m.tokens[k].lower == "whether" {
		if m.group != nil && m.group.passive {
			return m.itself()
		}
		m.cue.End = k
		m.addClause(k)
		return true
	}
	if k+1 >= m.end || m.chunkAt[k+1] > 0 && m.timeWord(m.chunks[m.chunkAt[k+1]-1].head) {
		return m.itself()
	}
	switch m.tokens[k].lower {
	case "to", "on", "about", "regarding", "over":
		m.cue.End = k + 1
		m.addClause(k + 1)
	case "for":
		m.cue.End = k
		m.addClause(k)
	default:
		return m.itself()
	}
	return true
}

// noComment takes the comment that somebody has none of, or isn't there for.
func (m *matcher) noComment() bool {
	if m.right+1 >= m.end || !comments[m.tokens[m.right+1].lower] {
		return false
	}
	switch m.tokens[m.right].lower {
	case "no", "nothing":
	case "for":
		if m.group == nil || !m.group.negated {
			return false
		}
	default:
		return false
	}
	m.complement = takesNP
	m.addClause(m.right)
	return true
}

var comments = set("comment comments response reply answer statement interview interviews")

// itself makes the cue's own words the content.
func (m *matcher) itself() bool {
	m.add(m.cue)
	m.cue = stretch{m.cue.Start, m.cue.Start}
	return true
}

// silences tells whether the cue says that there was no answer: it is negated,
// hangs on a refusal or has nobody for its subject. A word for silence itself
// (unavailable, silent) has to be plain.
func (m *matcher) silences() bool {
	g := m.group
	if g == nil || g.kind == gerundGroup {
		return false
	}
	if g.kind == infGroup {
		return !g.negated && m.overRefusal()
	}
	if silent[m.tokens[m.head].lower] {
		return !g.negated && (g.copula || staying[lemmaOf(&m.tokens[g.head])])
	}
	if g.negated || g.passive {
		return g.negated && !negations[m.tokens[g.End-1].lower] && (g.End >= m.end || !negations[m.tokens[g.End].lower] || g.copula)
	}
	return !m.source.empty() && nobody[m.tokens[m.source.Start].lower]
}

var (
	silent  = set("silent mum mute tight-lipped unavailable unreachable")
	staying = set("remain stay keep")
	nobody  = set("neither no none nobody")
)

// asked takes for the source whom a call or a request went to, and what was
// sent for the content (a message left with the port was not returned).
func (m *matcher) asked() bool {
	if m.group == nil || !m.group.negated && !unheard[m.lemma] {
		return false
	}
	end := m.underAdverbs(m.group.Start-1, m.from) + 1
	first := m.firstAppeal(end)
	if first < 0 {
		return false
	}
	for k := m.chunks[m.chunkAt[first]-1].End; k+1 < end; k++ {
		if !addressing[m.tokens[k].lower] || m.chunkAt[k+1] == 0 {
			continue
		}
		m.source = stretch{k + 1, end}
		m.add(stretch{m.chunks[m.chunkAt[first]-1].Start, k})
		return true
	}
	return false
}

// firstAppeal finds the call or request that the words before end begin with.
func (m *matcher) firstAppeal(end int) int {
	for k := m.from; k < end; k++ {
		if m.chunkAt[k] == 0 {
			continue
		}
		if h := m.chunks[m.chunkAt[k]-1].head; appeals[m.tokens[h].lower] {
			return h
		}
	}
	return -1
}

var (
	appeals    = set("call calls message messages email emails e-mail e-mails request requests inquiry inquiries enquiries question questions letter letters voicemail voicemails")
	addressing = set("to with from at for by")
	unheard    = set("ignore")
)
