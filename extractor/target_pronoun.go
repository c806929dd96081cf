package extractor

// pronounParty names whom a pronoun of the third person, or "you", means where
// it isn't the speaker. In reported words its subjects and possessives are.
func (v *view) pronounParty(i int) string {
	t := &v.d.tokens[i]
	if v.d.quoted[i] == 0 && (t.form == formPRPS || t.lower == "he" || t.lower == "she" || t.lower == "they") && v.mayBe(t.lower) {
		return ""
	}
	switch t.lower {
	case "him", "his", "he":
		return v.otherPerson(i, maleGiven)
	case "her", "she":
		return v.otherPerson(i, femaleGiven)
	case "you", "your":
		return v.spokenTo()
	}
	return v.otherSide(i)
}

// mayBe tells whether a pronoun of reported words may stand for the speaker.
func (v *view) mayBe(pronoun string) bool {
	switch pronoun {
	case "they", "their":
		return v.s.Speaker.Kind != NoKind && v.s.Speaker.Kind != Document
	}
	return v.s.Speaker.Kind == Person || v.s.Speaker.Kind == Unnamed
}

// spokenTo names whom the speaker's "you" means: the one an interview's question
// is put to, the person told, else who spoke right before.
func (v *view) spokenTo() string {
	if turn := v.d.interview.turnAt(v.d, v.a.head); turn != nil && turn.question {
		return v.d.cast.members[v.d.interview.guest].name
	}
	if !v.a.object.empty() && v.d.tokens[v.a.object.Start].form != formPRP {
		if name := v.objectParty(v.a.object); name != "" {
			return name
		}
	}
	if len(v.cue) > 0 && v.d.quoted[v.cue[0]] == 0 {
		if name := v.addressee(); name != "" {
			return name
		}
	}
	if n := len(v.d.exchanges); n > 0 {
		last := &v.d.exchanges[n-1]
		if v.d.tokens[v.a.head].sentence-v.d.tokens[last.token].sentence <= 2 && !v.ownSpeaker(last.speaker) {
			return last.speaker.Name
		}
	}
	return ""
}

// answerer names who answers a turn that asks: who had the turn before, else
// who has the next one.
func (v *view) answerer() string {
	if n := len(v.d.exchanges); n > 0 && v.d.transcript && !v.ownSpeaker(v.d.exchanges[n-1].speaker) {
		return v.d.exchanges[n-1].speaker.Name
	}
	if name := v.spokenTo(); name != "" {
		return name
	}
	for i := range min(len(v.d.attributions), recent) {
		a := &v.d.attributions[i]
		if a.head > v.a.head && a.within < 0 && len(a.source) > 0 {
			if p := v.b.partyOf(v.d, a.source[0]); !v.ownSpeaker(p) {
				return p.Name
			}
			return ""
		}
	}
	return ""
}

// otherPerson names whom "he" or "she" at token i means where it isn't the
// speaker: of the sentences up to it the nearest that names somebody else,
// and there who is named first.
func (v *view) otherPerson(i int, sex lexical) string {
	return v.namedBefore(i, 4, func(m *member) bool {
		return m.kind == Person && (m.given == 0 || m.given&(sex|eitherGiven) != 0)
	})
}

// otherSide names whom "they" at token i means where it isn't the speaker's
// own side.
func (v *view) otherSide(i int) string {
	if name := v.opponent(); name != "" {
		return name
	}
	return v.namedBefore(i, 3, func(m *member) bool { return m.kind != Person && !m.press })
}

// namedBefore gives the first name in the nearest of some sentences, up to token
// i, that fits and isn't the speaker's.
func (v *view) namedBefore(i, sentences int, fits func(*member) bool) string {
	at := v.d.tokens[i].sentence
	for n := at; n >= 0 && n > at-sentences; n-- {
		for k := v.d.sentences[n].Start; k < min(i, v.d.sentences[n].End); k++ {
			a := v.d.cast.at[k]
			if a == 0 {
				continue
			}
			m := &v.d.cast.members[v.d.cast.appearances[a-1].member]
			if fits(m) && !v.isSpeaker(m.name) {
				return m.name
			}
		}
	}
	return ""
}
