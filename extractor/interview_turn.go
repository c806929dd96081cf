package extractor

// attributions makes an attribution of each turn: what is asked and answered is
// said whether or not a cue says so.
func (t *interview) attributions(d *document, r *rule) []attribution {
	if t == nil {
		return nil
	}
	out := make([]attribution, 0, len(t.turns))
	for n := range t.turns {
		turn := &t.turns[n]
		from, to := d.paragraph(turn.paragraphs.Start), d.paragraph(turn.paragraphs.End-1)
		out = append(out, attribution{
			rule: r, within: -1, head: from.Start, sentence: d.tokens[from.Start].sentence,
			words: stretch{from.Start, from.Start}, confidence: 1, turn: turn,
			content: []Span{d.span(stretch{from.Start, to.End})},
		})
	}
	return out
}

// speaker gives whose turn it is.
func (t *interview) speaker(c *cast, turn *interviewTurn) Party {
	switch {
	case !turn.question:
		p := c.party(t.guest)
		if p.For == "" && t.of >= 0 {
			p.For = c.members[t.of].name
		}
		return p
	case t.host >= 0:
		return Party{Name: c.members[t.host].name, Kind: Person}
	}
	return Party{Name: "interviewer", Kind: Unnamed}
}

// label tells a question from an answer: the one is put to the guest, the other
// given in an interview: a plain no denies, or declines to do what was asked. Both
// are in the speaker's own words.
func (t *interview) label(d *document, turn *interviewTurn, s *Statement) {
	s.Quote = Direct
	if turn.question {
		s.Stance, s.Target = Question, d.cast.members[t.guest].name
		return
	}
	s.Channel = "interview"
	if s.Stance != Silent && d.says(d.tokenAt(s.Content[0].Start), no) {
		s.Stance = Deny
		if d.says(t.lastAsked(d, turn), willing) {
			s.Stance = Decline
		}
	}
}

// lastAsked gives the first token of the sentence that turn answers.
func (t *interview) lastAsked(d *document, turn *interviewTurn) int {
	p := d.paragraphs[turn.paragraphs.Start-1]
	return d.sentences[p.End-1].Start
}

func (d *document) says(i int, words map[string]bool) bool { return words[d.tokens[i].lower] }

// explainTurns tells of each turn of an interview how it was read.
func (d *document) explainTurns(statements []Statement) []Explanation {
	var out []Explanation
	for i := range d.attributions {
		a := &d.attributions[i]
		if a.turn == nil {
			continue
		}
		if s := statementOf(statements, a); s != nil {
			out = append(out, Explanation{Statement: s, Chosen: &Consideration{Rule: a.rule.name, Content: a.content, Likelihood: a.confidence}})
		}
	}
	return out
}

var (
	no      = set("no never nonsense rubbish false untrue")
	willing = set("will would can could shall may")
)
