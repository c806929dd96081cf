package extractor

import "slices"

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
// the speaker.
func (v *view) disputed() string {
	best, most := "", 2
	near := v.sameParagraph()
	for i := range v.d.cast.members[:min(len(v.d.cast.members), crowd)] {
		weight := v.weight(i)
		if near[int32(i)] {
			weight += 4
		}
		if weight > most {
			best, most = v.d.cast.members[i].name, weight
		}
	}
	return best
}

// chief names the body that others turned on most, that is named most and
// heard most, none of those left out.
func (v *view) chief(without []string) string {
	best, most := "", 1
	for i := range v.d.cast.members[:min(len(v.d.cast.members), crowd)] {
		m := &v.d.cast.members[i]
		if m.kind == Person || slices.Contains(without, m.name) {
			continue
		}
		weight := v.weight(i)
		for _, e := range v.lately() {
			if weight > 0 && e.speaker.For == m.name {
				weight += 2
			}
		}
		if weight > most {
			best, most = m.name, weight
		}
	}
	return best
}

// weight tells how much of the text's dispute is about member i: how often it
// is named and how often others turned on it; 0 for the speaker and the press.
func (v *view) weight(i int) int {
	m := &v.d.cast.members[i]
	if m.press || v.isSpeaker(m.name) {
		return 0
	}
	weight := m.count
	if m.kind != Person {
		weight *= 2
	}
	lately := v.lately()
	for k := range lately {
		if e := &lately[k]; e.target == m.name && contests(e.stance) {
			weight += 4
		}
	}
	return weight
}

const (
	// dispute bounds how many statements back a dispute is followed.
	dispute = 200
	// partReach bounds how far back a statement's paragraph is looked at.
	partReach = 400
)

// lately gives the statements that a dispute is read from.
func (v *view) lately() []exchange {
	return v.d.exchanges[max(0, len(v.d.exchanges)-dispute):]
}

// sameParagraph tells who is named in the statement's paragraph before it.
func (v *view) sameParagraph() map[int32]bool {
	near := make(map[int32]bool)
	p := v.d.paragraphs[v.d.sentences[v.d.tokens[v.a.head].sentence].paragraph]
	for i := max(v.d.sentences[p.Start].Start, v.a.head-partReach); i < v.a.head; i++ {
		if at := v.d.cast.at[i]; at > 0 {
			near[v.d.cast.appearances[at-1].member] = true
		}
	}
	return near
}
