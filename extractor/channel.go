package extractor

// channel tells how a statement was made, by a phrase of its sentence. Other
// sentences of the paragraph mislead as often as they tell.
func (v *view) channel() Channel {
	at := v.sentence()
	if at < 0 {
		return ""
	}
	return v.channelIn(v.d.sentences[at].stretch)
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
	var list []int
	for i := r.Start; i < r.End; i++ {
		t := &v.d.tokens[i]
		patterns := v.b.labels.channels[t.lower]
		if len(patterns) == 0 {
			patterns = v.b.labels.channels[lemmaOf(t)]
		}
		if len(patterns) == 0 || v.inContent(i) {
			continue
		}
		if list == nil {
			for j := r.Start; j < r.End; j++ {
				list = append(list, j)
			}
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
