package extractor

// exchange is a statement read so far, as far as later ones answer it.
type exchange struct {
	speaker Party
	stance  Stance
	target  string
	token   int
}

// contests tells the stances that set two parties against each other.
func contests(s Stance) bool {
	switch s {
	case Accuse, Deny, Demand, Threaten, Decline, Question:
		return true
	}
	return false
}

// opponent names the other party of the dispute that the speaker stands in:
// who accused its side last, or whom its side turned on last.
func (v *view) opponent() string {
	for i := len(v.d.exchanges) - 1; i >= 0 && i >= len(v.d.exchanges)-recent; i-- {
		e := &v.d.exchanges[i]
		away := v.d.tokens[v.a.head].sentence - v.d.tokens[e.token].sentence
		if !contests(e.stance) || e.target == "" {
			continue
		}
		if v.ownSpeaker(e.speaker) {
			if !v.isSpeaker(e.target) && away <= 4 {
				return e.target
			}
			continue
		}
		if v.isSpeaker(e.target) && away <= 12 {
			return sideOf(e.speaker)
		}
	}
	return ""
}

// suitor names who made the speaker's side an offer or a demand last.
func (v *view) suitor() string {
	for i := len(v.d.exchanges) - 1; i >= 0 && i >= len(v.d.exchanges)-recent; i-- {
		e := &v.d.exchanges[i]
		if (e.stance == Offer || e.stance == Demand || e.stance == Question) && v.isSpeaker(e.target) && e.target != "" && !v.ownSpeaker(e.speaker) {
			return sideOf(e.speaker)
		}
	}
	return ""
}

// sidesAt tells whether token i begins words for two parties: both sides.
func (v *view) sidesAt(i int) bool {
	if i+1 >= len(v.d.tokens) {
		return false
	}
	switch v.d.tokens[i+1].lower {
	case "sides", "parties", "companies", "countries", "governments", "firms", "airlines", "teams", "groups":
		return true
	}
	return false
}

// bothSides names the two bodies that the text's dispute is between: others
// turned on them most and they are named most.
func (v *view) bothSides() string {
	first, second := v.chief(nil), ""
	if first != "" {
		second = v.chief([]string{first})
	}
	if second == "" {
		return ""
	}
	return first + "; " + second
}

// foe names whom the speaker's side turned on in the sentences right before.
func (v *view) foe() string {
	for i := len(v.d.exchanges) - 1; i >= 0 && i >= len(v.d.exchanges)-3; i-- {
		e := &v.d.exchanges[i]
		if v.d.tokens[v.a.head].sentence-v.d.tokens[e.token].sentence > 2 {
			break
		}
		if contests(e.stance) && v.ownSpeaker(e.speaker) && !v.isSpeaker(e.target) {
			return e.target
		}
	}
	return ""
}

// recent bounds how many statements back an answer is looked for.
const recent = 40

// ownSpeaker tells whether p is the speaker or speaks for the same side.
func (v *view) ownSpeaker(p Party) bool {
	return p.Name == v.s.Speaker.Name || p.For != "" && p.For == v.s.Speaker.For
}

// sideOf names a speaker's side, or itself where it speaks for none.
func sideOf(p Party) string {
	if p.For != "" {
		return p.For
	}
	return p.Name
}
