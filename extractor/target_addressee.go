package extractor

import "strings"

// invited names who is to do what a demand's content says: the noun phrase
// before its "to", whoever it is (called on hospitals to wait).
func (v *view) invited(w verdict) string {
	if w.stance != Demand {
		return ""
	}
	c := v.firstChunk()
	if c.empty() || c.End >= len(v.d.tokens) || v.d.tokens[c.End].tag != to {
		return ""
	}
	if name := v.phraseParty(c.stretch); name != "" {
		return name
	}
	return v.nounWords(c)
}

// nounWords gives a noun phrase without its determiner.
func (v *view) nounWords(c chunk) string {
	head := &v.d.tokens[c.head]
	if word := v.d.cues[c.head]; word != nil && word.noun != nil {
		return "" // gave some advice
	}
	if head.tag != noun || v.b.labels.sets["nobody"][head.lower] || v.bare(c.Start) {
		return ""
	}
	from := c.Start
	for from < c.head && v.d.tokens[from].tag != noun && v.d.tokens[from].tag != adjective && v.d.tokens[from].tag != name {
		from++
	}
	return v.d.words(stretch{from, c.head + 1})
}

// addressee names to whom a letter is written: Dear Ms. Ortiz, To the members
// of the board.
func (v *view) addressee() string {
	for _, p := range v.d.paragraphs[:min(len(v.d.paragraphs), 6)] {
		s := v.d.sentences[p.Start]
		from := s.Start
		switch v.d.tokens[from].lower {
		case "dear", "to":
		default:
			continue
		}
		end := from + 1
		for end < s.End && end-from < 12 && v.d.tokens[end].lower != "," && v.d.tokens[end].lower != ":" {
			end++
		}
		if end == s.End || end == from+1 {
			continue
		}
		return v.salutation(stretch{from + 1, end})
	}
	return ""
}

// salutation names whom the words of a salutation mean.
func (v *view) salutation(r stretch) string {
	if name := v.phraseParty(r); name != "" {
		return name
	}
	return strings.TrimPrefix(v.d.words(r), "the ")
}

// asked names who is asked where the cue stands alone before the answer:
// Asked about the loan, she smiled.
func (v *view) asked() string {
	if len(v.a.source) > 0 || len(v.cue) == 0 || len(v.content) == 0 {
		return ""
	}
	last := v.content[len(v.content)-1]
	s := v.d.sentences[v.d.tokens[last].sentence]
	for i := last + 1; i < s.End; i++ {
		c := v.d.chunkAt[i]
		if c == 0 || v.d.groupAt[i] > 0 {
			continue
		}
		return v.phraseParty(v.d.chunks[c-1].stretch)
	}
	return ""
}

// each gives the people that "every customer" at token i stands for.
func (v *view) each(i int) string {
	switch v.d.tokens[i].lower {
	case "every", "each", "any":
	default:
		return ""
	}
	for k := i + 1; k < min(i+3, len(v.d.tokens)); k++ {
		many := v.d.tokens[k].lower + "s"
		if y, ok := strings.CutSuffix(v.d.tokens[k].lower, "y"); ok {
			many = y + "ies"
		}
		if v.b.labels.sets["people"][many] {
			return many
		}
	}
	return ""
}
