package extractor

// chain makes one attribution of an act and the infinitive that says what the
// act is about (declined to say whether, vowed to fight it): readers mark one.
// The likelier of the two decides where the content begins; the cue takes in
// both verbs or the first alone.
func (d *document) chain(all []attribution) []attribution {
	dropped := make([]bool, len(all))
	for i := range all {
		for k := max(0, i-4); k < len(all) && k < i+4; k++ {
			if k == i || dropped[k] || dropped[i] || !d.governs(&all[k], &all[i]) {
				continue
			}
			if d.controls(&all[k]) {
				dropped[k] = true // prompted the port to say
				continue
			}
			if all[i].confidence <= all[k].confidence {
				dropped[i] = true
				continue
			}
			d.join(&all[k], &all[i])
			dropped[k] = true
		}
	}
	kept := all[:0]
	for i := range all {
		if !dropped[i] {
			kept = append(kept, all[i])
		}
	}
	return kept
}

// controls tells whether the object of a's verb, not its subject, does what the
// infinitive behind it says.
func (d *document) controls(a *attribution) bool {
	return !a.passive && controls[lemmaOf(&d.tokens[a.head])]
}

// governs tells whether b's cue is an infinitive that a's verb hangs on to:
// a's content begins with it, or with the one whom a asks to do it.
func (d *document) governs(a, b *attribution) bool {
	at := b.words.Start
	if at <= a.head || d.tokens[at].form != formTO || d.tokens[at].sentence != d.tokens[a.head].sentence {
		return false
	}
	if at == a.words.End {
		return true
	}
	first := d.tokenAt(a.content[0].Start)
	if first == at {
		return true
	}
	return first > a.head && d.chunkAt[first] > 0 && d.chunks[d.chunkAt[first]-1].End == at
}

// join gives b the source, the cue and the act of a.
func (d *document) join(a, b *attribution) {
	b.words.Start = a.words.Start
	b.cue = []Span{d.span(b.words)}
	b.source = a.source
	b.negated = b.negated || a.negated
	if a.frame != nil && a.frame.stance != Say {
		b.frame = a.frame
	}
}
