package extractor

// interview is a text whose paragraphs are questions and answers by turns,
// without the names of who speaks.
type interview struct {
	// turns are in order; what stands before the first is the introduction.
	turns []interviewTurn
	// guest and host are the members who answer and ask, of is whom the guest
	// is introduced with; host and of are -1 where the text doesn't name one.
	guest, host, of int32
}

// interviewTurn is a question or an answer: whole paragraphs.
type interviewTurn struct {
	// paragraphs is a range of them.
	paragraphs stretch
	question   bool
}

const (
	// questionsOfInterview is how many paragraphs have to ask something, and
	// be answered, for a text to be an interview.
	questionsOfInterview = 4
	// longestQuestion bounds the tokens of a question's paragraph.
	longestQuestion = 90
	// shortRemark bounds those of an interviewer's turn that asks nothing.
	shortRemark = 30
	// longestIntroduction bounds the paragraphs before the first question,
	// longestAnswer those of a question and its answer on average.
	longestIntroduction, longestAnswer = 8, 5
)

// findInterview reads d as an interview, and gives nil where it is none: most
// answers have to be somebody's own (I, we), and a person has to be named above
// the first question.
func (d *document) findInterview() *interview {
	if d.transcript || d.cast == nil {
		return nil
	}
	first := d.firstQuestion()
	if first < 1 || first > longestIntroduction || 4*d.quotingFrom(first) > len(d.paragraphs)-first {
		return nil
	}
	talk := &interview{turns: d.turnsFrom(first)}
	questions, asked, answers, own := 0, 0, 0, 0
	for _, t := range talk.turns {
		if t.question {
			questions++
			if d.holdsWord(t.paragraphs, addressed) {
				asked++
			}
			continue
		}
		answers++
		if d.holdsWord(t.paragraphs, ownWords) {
			own++
		}
	}
	if min(questions, answers) < questionsOfInterview || 2*asked < questions || 2*own <= answers ||
		len(d.paragraphs)-first > longestAnswer*answers {
		return nil
	}
	talk.introduce(d, d.paragraph(first).Start)
	if talk.guest < 0 {
		return nil
	}
	return talk
}

// firstQuestion finds the first paragraph that asks something and is followed
// by one that doesn't.
func (d *document) firstQuestion() int {
	for p := 1; p+1 < len(d.paragraphs); p++ {
		if d.inquires(p) && !d.inquires(p+1) {
			return p
		}
		if d.inquires(p+2) && d.addresses(p) {
			return p
		}
	}
	return -1
}

// quotingFrom counts the paragraphs from first on that open with a quotation:
// answers without names aren't quoted as well.
func (d *document) quotingFrom(first int) int {
	n := 0
	for p := first; p < len(d.paragraphs); p++ {
		if s := d.paragraph(p); d.quoted[s.Start] > 0 || d.quoted[s.End-1] > 0 {
			n++
		}
	}
	return n
}

// turnsFrom parts the paragraphs from first on into turns.
func (d *document) turnsFrom(first int) []interviewTurn {
	var out []interviewTurn
	for p := first; p < len(d.paragraphs); p++ {
		question := d.inquires(p)
		if n := len(out); n > 0 && !question {
			question = !out[n-1].question && d.addresses(p)
		} else if n == 0 {
			question = true
		}
		if n := len(out); n > 0 && out[n-1].question == question {
			out[n-1].paragraphs.End = p + 1
			continue
		}
		out = append(out, interviewTurn{stretch{p, p + 1}, question})
	}
	return out
}

// inquires tells whether paragraph p ends with a question that nobody is quoted
// with.
func (d *document) inquires(p int) bool {
	if p >= len(d.paragraphs) {
		return false
	}
	s := d.paragraph(p)
	return s.End-s.Start <= longestQuestion && d.tokens[s.End-1].lower == "?" && d.quoted[s.End-1] == 0 &&
		!d.holdsWord(stretch{p, p + 1}, ownWords)
}

// addresses tells whether paragraph p is a remark to the one who is asked, or a
// short one in nobody's own name, between two answers.
func (d *document) addresses(p int) bool {
	s := d.paragraph(p)
	here := stretch{p, p + 1}
	if s.End-s.Start > longestQuestion || d.holdsWord(here, ownWords) {
		return false
	}
	if d.holdsWord(here, addressed) {
		return true
	}
	return s.End-s.Start <= shortRemark && p+1 < len(d.paragraphs) && d.holdsWord(stretch{p + 1, p + 2}, ownWords)
}

// paragraph gives the tokens of paragraph p.
func (d *document) paragraph(p int) stretch {
	r := d.paragraphs[p]
	return stretch{d.sentences[r.Start].Start, d.sentences[r.End-1].End}
}

// holdsWord tells whether one of words stands in the paragraphs, outside of
// quotations.
func (d *document) holdsWord(paragraphs stretch, words map[string]bool) bool {
	for k := d.paragraph(paragraphs.Start).Start; k < d.paragraph(paragraphs.End-1).End; k++ {
		if d.quoted[k] == 0 && words[d.tokens[k].lower] {
			return true
		}
	}
	return false
}

// introduce finds who is asked and who asks in the tokens before end: the
// person named first, with the body named next in the sentence, and one of whom
// it is told that they met.
func (t *interview) introduce(d *document, end int) {
	t.guest, t.host, t.of = -1, -1, -1
	met := -1 // the sentence that names the guest
	for _, a := range d.cast.appearances {
		if a.Start >= end {
			break
		}
		switch m := a.member; {
		case d.cast.members[m].kind != Person:
			if t.guest >= 0 && t.of < 0 && d.tokens[a.Start].sentence == met {
				t.of = m
			}
		case m == t.guest, m == t.host:
		case a.End < end && meeting[d.tokens[a.End].lower] || a.Start > 0 && d.tokens[a.Start-1].lower == "by":
			t.host = m
		case t.guest < 0:
			t.guest, met = m, d.tokens[a.Start].sentence
		}
	}
}

// turnAt gives the turn that token i stands in, or nil.
func (t *interview) turnAt(d *document, i int) *interviewTurn {
	if t == nil {
		return nil
	}
	p := d.sentences[d.tokens[i].sentence].paragraph
	for n := range t.turns {
		if turn := &t.turns[n]; turn.paragraphs.Start <= p && p < turn.paragraphs.End {
			return turn
		}
	}
	return nil
}

var (
	ownWords  = set("i we my our me us mine ours myself ourselves")
	addressed = set("you your yours yourself")
	meeting   = set("met meets spoke speaks talked talks asked asks interviewed interviews sat sits caught catches")
)
