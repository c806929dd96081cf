package extractor

// channel tells how a statement was made: by a phrase of its sentence, else of
// its paragraph.
func (v *view) channel() Channel {
	at := v.sentence()
	if at < 0 {
		return ""
	}
	if c := v.channelIn(v.d.sentences[at].stretch); c != "" {
		return c
	}
	return ""
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
	list := make([]int, 0, r.End-r.Start)
	for i := r.Start; i < r.End; i++ {
		list = append(list, i)
	}
	for n, i := range list {
		if v.inContent(i) {
			continue
		}
		t := &v.d.tokens[i]
		for _, word := range []string{t.lower, lemmaOf(t)} {
			for _, p := range v.b.labels.channels[word] {
				if end, _ := v.d.match(p.pattern, list, n); end > 0 {
					return p.channel
				}
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
