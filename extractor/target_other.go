package extractor

// otherwise names who is meant where no words tell: whom the speaker's side
// turned on right before, the other side of its dispute, else the party that
// the text's dispute is about.
func (v *view) otherwise(w verdict) string {
	atCue := w.clause == nil && w.rule != nil
	switch w.stance {
	case Decline:
		// within another's statement it is mostly that one who was refused.
		if name := v.suitor(); name != "" || v.a.within < 0 {
			return name
		}
		return v.before(1)
	case Accuse, Threaten, Demand:
		if name := v.foe(); name != "" && w.stance != Threaten {
			return name
		}
		if name := v.opponent(); name != "" {
			return name
		}
		switch {
		case w.stance == Threaten && atCue:
			return v.before(1)
		case w.stance == Accuse || w.stance == Demand && atCue && w.rule.name != "calls-for":
			return v.disputed()
		}
	default:
		if atCue && w.rule.target == "before" {
			return v.before(1)
		}
	}
	return ""
}

// disputed names the party that a text's dispute is about, where it is not
// the speaker: others turned on it most and it is named most, of the parties
// of the same paragraph if it names one.
func (v *view) disputed() string {
	best, most := "", 2
	p := v.d.paragraphs[v.d.sentences[v.d.tokens[v.a.head].sentence].paragraph]
	near := make(map[int32]bool)
	for i := v.d.sentences[p.Start].Start; i < v.a.head; i++ {
		if at := v.d.cast.at[i]; at > 0 {
			near[v.d.cast.appearances[at-1].member] = true
		}
	}
	for i := range v.d.cast.members[:min(len(v.d.cast.members), crowd)] {
		m := &v.d.cast.members[i]
		if m.press || v.isSpeaker(m.name) {
			continue
		}
		weight := m.count
		if m.kind != Person {
			weight *= 2
		}
		if near[int32(i)] {
			weight += 4
		}
		for k := range v.d.exchanges {
			if e := &v.d.exchanges[k]; e.target == m.name && contests(e.stance) {
				weight += 4
			}
		}
		if weight > most {
			best, most = m.name, weight
		}
	}
	return best
}
