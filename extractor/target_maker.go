package extractor

// makerReach bounds how far back the maker of a plan or a ruling is sought.
const makerReach = 500

// maker names whose matter a content begins with, where it doesn't say so
// itself: whose "the plan" was when it was spoken of before (a U.S. plan, a
// bill by Ortiz, or who proposed it).
func (v *view) maker() string {
	c := v.firstChunk()
	if c.empty() || !v.pointsBack(c.Start) || v.d.tokens[c.head].tag != noun {
		return ""
	}
	noun := lemmaOf(&v.d.tokens[c.head])
	for i := v.content[0] - 1; i >= 0 && i > v.content[0]-makerReach; i-- {
		t := &v.d.tokens[i]
		if t.tag == verb && i == v.a.head || lemmaOf(t) != noun {
			continue
		}
		if name := v.matterOf(i); name != "" {
			return name
		}
	}
	return ""
}

// matterOf names whose matter the noun at token i is: its owner, who it is by,
// or who speaks of making it.
func (v *view) matterOf(i int) string {
	if n := v.d.chunkAt[i]; n > 0 && v.d.chunks[n-1].head == i {
		c := v.d.chunks[n-1]
		if name := v.partyIn(stretch{c.Start, i}); name != "" {
			return name
		}
		if c.End < len(v.d.tokens) && v.d.tokens[c.End].lower != "in" && v.d.tokens[c.End].lower != "of" {
			if name := v.madeBy(c.End); name != "" {
				return name
			}
		}
	}
	for k := len(v.d.exchanges) - 1; k >= 0; k-- {
		e := &v.d.exchanges[k]
		away := i - e.token
		if away < -2 {
			continue
		}
		if away > 8 {
			return ""
		}
		if v.makes(e.stance) && !v.ownSpeaker(e.speaker) && v.d.tokens[e.token].sentence == v.d.tokens[i].sentence {
			return speakerOf(e.speaker)
		}
	}
	return ""
}

// makes tells the acts that bring a matter about: an order, an offer, a probe.
func (v *view) makes(s Stance) bool {
	switch s {
	case Demand, Offer, Commit, Question, Threaten:
		return true
	}
	return false
}
