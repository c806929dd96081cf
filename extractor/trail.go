package extractor

// trail ends contents before an attribution that follows on the sentence that
// they stand in (Okafor denied that the line would close, the Ledger reported):
// the later one is the outer of the two, though each reaches over the other.
func (d *document) trail(all []attribution) {
	for i := range all {
		a := &all[i]
		if d.trails(a) {
			continue
		}
		for k := max(0, i-4); k < len(all) && k < i+5; k++ {
			if b := &all[k]; k != i && b.head > a.head && d.trails(b) && d.holds(a, b.head) && d.holds(b, a.head) {
				d.shorten(a, b)
			}
		}
	}
}

// trails tells whether b stands behind the content that it reports.
func (d *document) trails(b *attribution) bool {
	return len(b.cue) > 0 && b.content[0].End <= b.cue[0].Start && d.tokens[d.tokenAt(b.content[0].Start)].sentence == b.sentence
}

// shorten ends a's content before b's cue.
func (d *document) shorten(a, b *attribution) {
	at := b.cue[0].Start
	if len(b.source) > 0 && b.source[0].Start < at && b.source[0].Start > d.tokens[a.head].end {
		at = b.source[0].Start
	}
	end := d.tokens[max(d.tokenAt(at)-1, 0)].start
	for n, c := range a.content {
		if c.End <= end {
			continue
		}
		a.content[n].End = max(c.Start, end)
		if s := d.trimContent(d.stretchOf(a.content[n])); !s.empty() {
			a.content[n] = d.span(s)
			n++
		}
		if n > 0 {
			a.content = a.content[:n]
		} else {
			a.content[n] = c
		}
		return
	}
}
