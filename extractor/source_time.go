package extractor

// trimTime cuts a time off the end of a phrase (Smith on Tuesday).
func (d *document) trimTime(s stretch) stretch {
	c := d.chunks[d.chunkAt[s.End-1]-1]
	if c.Start <= s.Start || !d.timeWord(c.head) {
		return s
	}
	end := c.Start
	if d.tokens[end-1].tag == preposition {
		end--
	}
	if end <= s.Start {
		return s
	}
	return stretch{s.Start, end}
}

var timeWords = set("monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight week month year morning afternoon evening night weekend january february march april june july august september october november december hour day days weeks months years hour hours decade decades minutes jan. feb. aug. sept. oct. nov. dec. a.m. p.m. noon")

// timeWord tells whether token i is a word for a time: a day, a month, a year.
func (d *document) timeWord(i int) bool {
	t := &d.tokens[i]
	if t.tag == number && len(t.lower) == 4 {
		return t.lower[:2] == "19" || t.lower[:2] == "20"
	}
	return timeWords[t.lower]
}

// underTimes steps back from p over adverbs and over what tells when
// (Smith on Friday said, who in 2010 said), unless it is the subject itself.
func (d *document) underTimes(p, from int) int {
	p = d.underAdverbs(p, from)
	for n := 0; n < 3 && p > from; n++ {
		c, ok := d.chunkEnding(p, from)
		if !ok || !d.timeWord(c.head) && !d.atPoint(c) {
			break
		}
		q := c.Start - 1
		if q >= from && d.tokens[q].tag == preposition {
			q--
		}
		q = d.underAdverbs(q, from)
		if q < from || !d.endsSubject(q) {
			break
		}
		p = q
	}
	return p
}

// atPoint tells whether c is the point of "at one point".
func (d *document) atPoint(c chunk) bool {
	return d.tokens[c.head].lower == "point" && c.Start > 0 && d.tokens[c.Start-1].lower == "at"
}

// endsSubject tells whether a subject, or what parts it from its verb, may end
// with token i.
func (d *document) endsSubject(i int) bool {
	t := &d.tokens[i]
	switch t.lower {
	case ",", ")", "—", "–", "--", "-":
		return true
	}
	return d.chunkAt[i] > 0 || t.form == formCC || t.form == formWP || t.form == formWDT
}

// underFloating steps back over a word that only underlines the subject before
// it (the ministers all urged, Smith himself said).
func (d *document) underFloating(p, from int) int {
	switch d.tokens[p].lower {
	case "both", "all", "himself", "herself", "itself", "themselves":
	default:
		return p
	}
	q := d.underAdverbs(p-1, from)
	if q < from {
		return p
	}
	if t := &d.tokens[q]; t.lower == "," || t.lower == "—" || t.lower == ")" || d.chunkAt[q] > 0 || d.groupAt[q] > 0 && t.form.finite() {
		return q
	}
	return p
}
