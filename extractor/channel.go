package extractor

// channel tells how a statement was made, by a phrase of its sentence. Other
// sentences of the paragraph mislead as often as they tell.
func (v *view) channel() Channel {
	at := v.sentence()
	if at < 0 {
		return ""
	}
	if c := v.channelIn(v.clip(v.d.sentences[at].stretch)); c != "" {
		return c
	}
	if c := v.sourceChannel(); c != "" {
		return c
	}
	if v.firstPerson() && v.letter() {
		return "letter"
	}
	return ""
}

// sourceChannel tells the channel by the document that is the source: the
// letter, a new study.
func (v *view) sourceChannel() Channel {
	for _, i := range v.tokensOf(v.a.source, 12) {
		t := &v.d.tokens[i]
		if c := v.b.labels.documents[lemmaOf(t)]; c != "" && t.tag == noun {
			return c
		}
		if t.tag == preposition || t.tag == to || t.shape.is(mark) {
			break
		}
	}
	return ""
}

// firstPerson tells whether the source is I or we.
func (v *view) firstPerson() bool {
	if len(v.a.source) == 0 {
		return false
	}
	switch v.d.tokens[v.d.tokenAt(v.a.source[0].Start)].lower {
	case "i", "we", "our", "my":
		return true
	}
	return false
}

// letter tells whether the whole text is a letter: its first lines greet
// somebody, and it isn't the statement's quotation that does.
func (v *view) letter() bool {
	for n := 0; n < len(v.d.sentences) && n < 8; n++ {
		s := v.d.sentences[n]
		if v.d.tokens[s.Start].lower == "dear" && v.d.tokens[s.Start].shape.is(capital) && (s.Start == 0 || v.d.text[v.d.tokens[s.Start].start-1] == '\n') {
			return true
		}
	}
	return false
}

// clipReach is how many tokens to either side of a statement are looked at: a
// text without a full stop is one sentence for each of its statements.
const clipReach = 100

// clip keeps of r what stands near the cue, or its beginning if the cue isn't
// in it.
func (v *view) clip(r stretch) stretch {
	at := r.Start
	switch {
	case len(v.cue) > 0:
		at = v.cue[0]
	case len(v.content) > 0:
		at = v.content[0]
	}
	at = min(max(at, r.Start), r.End)
	return stretch{max(r.Start, at-clipReach), min(r.End, at+clipReach)}
}

// sentence gives the index of the cue's sentence, else the content's; -1 for
// neither.
func (v *view) sentence() int {
	switch {
	case len(v.cue) > 0:
		return v.d.tokens[v.cue[0]].sentence
	case len(v.content) > 0:
		return v.d.tokens[v.content[0]].sentence
	}
	return -1
}

// channelIn finds the first channel's phrase in r that is not part of the
// content.
func (v *view) channelIn(r stretch) Channel {
	list := v.d.run(r.Start, r.End)
	for i := r.Start; i < r.End; i++ {
		t := &v.d.tokens[i]
		patterns := v.b.labels.channels[t.lower]
		if len(patterns) == 0 {
			patterns = v.b.labels.channels[lemmaOf(t)]
		}
		if len(patterns) == 0 || v.inContent(i) {
			continue
		}
		for _, p := range patterns {
			if end, _ := v.match(p.pattern, list, i-r.Start); end > 0 {
				return p.channel
			}
		}
	}
	return ""
}

func (v *view) inContent(i int) bool {
	t := v.d.tokens[i]
	for _, c := range v.a.content {
		if c.Start <= t.start && t.start < c.End {
			return true
		}
	}
	return false
}
