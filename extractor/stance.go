package extractor

// stance decides what the speaker does: by the act that the cue names, else by
// the content's own main act.
func (v *view) stance() verdict {
	if w, ok := v.markAct(); ok {
		return w
	}
	if w, ok := v.cueAct(); ok {
		if w.by == "describe" && v.epithet(w) {
			w.stance, w.by = Accuse, "epithet"
		}
		return w
	}
	if w, ok := v.contentAct(); ok {
		return w
	}
	if w, ok := v.tone(); ok {
		return w
	}
	return verdict{stance: Say}
}

// contentAct finds the first explicit act of the content, sentence by
// sentence; within a sentence the rules' order decides.
func (v *view) contentAct() (verdict, bool) {
	clauses := v.parse()
	from := 0
	for from < len(clauses) {
		to := from
		for to < len(clauses) && clauses[to].sentence == clauses[from].sentence {
			to++
		}
		if w, ok := v.sentenceAct(clauses, from, to); ok {
			return w, true
		}
		from = to
	}
	if v.asksYou() {
		return verdict{stance: Question, by: "asks-you"}, true
	}
	if len(clauses) == 0 {
		return v.phraseAct()
	}
	return verdict{}, false
}
