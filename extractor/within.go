package extractor

import (
	"slices"
	"strings"
)

// arrange puts attributions into the order of the text, an outer one before
// those that it holds, drops what can't stand, and links inner to outer.
func (d *document) arrange(all []attribution) []attribution {
	kept := all[:0]
	for _, a := range all {
		if a.clear() {
			kept = append(kept, a)
		}
	}
	d.trail(kept)
	slices.SortStableFunc(kept, func(a, b attribution) int {
		if c := a.start() - b.start(); c != 0 {
			return c
		}
		if a.shares(&b) {
			return a.head - b.head
		}
		return b.stop() - a.stop()
	})
	kept = d.contest(d.chain(kept))
	d.nest(kept)
	d.follow(kept)
	return kept
}

// shares tells whether a and b are of the same words for their source.
func (a *attribution) shares(b *attribution) bool {
	return len(a.source) > 0 && len(b.source) > 0 && a.source[0] == b.source[0]
}

// margin is how much likelier an inner attribution must be than the one whose
// content holds it for that one to be dropped.
const margin = 0.32

// contest drops attributions whose content swallowed a likelier one.
func (d *document) contest(all []attribution) []attribution {
	kept := make([]attribution, 0, len(all))
	for i, a := range all {
		lost := false
		for k := max(0, i-4); k < i; k++ {
			lost = lost || d.swallows(&all[k], &a) || a.yieldsTo(&all[k])
		}
		for k := i + 1; k < len(all) && k < i+deepest && all[k].start() < a.stop(); k++ {
			lost = lost || a.yieldsTo(&all[k]) || d.swallows(&all[k], &a) || all[k].confidence > a.confidence+margin && d.holds(&a, all[k].head)
		}
		if !lost {
			kept = append(kept, a)
		}
	}
	return kept
}

// yieldsTo tells whether a's rule gives way to b, which reports the same.
func (a *attribution) yieldsTo(b *attribution) bool {
	if !a.rule.yields || b.rule.yields {
		return false
	}
	for _, c := range b.content {
		if c.Overlaps(a.content[0]) {
			return true
		}
	}
	return false
}

// swallows tells whether a's cue has b's among its words.
func (d *document) swallows(a, b *attribution) bool {
	return a.head != b.head && a.words.Start <= b.head && b.head < a.words.End &&
		a.words.End-a.words.Start > b.words.End-b.words.Start
}

// holds tells whether token i stands in a's content.
func (d *document) holds(a *attribution, i int) bool {
	t := &d.tokens[i]
	for _, c := range a.content {
		if c.Start <= t.start && t.end <= c.End {
			return true
		}
	}
	return false
}

// clear takes away what content shares with the attribution's own source and
// cue, and tells whether there is content left.
func (a *attribution) clear() bool {
	out := a.content[:0]
	for _, c := range a.content {
		overlaps := false
		for _, s := range a.source {
			overlaps = overlaps || s.Overlaps(c)
		}
		for _, s := range a.cue {
			overlaps = overlaps || s.Overlaps(c)
		}
		if !overlaps && c.Len() > 0 {
			out = append(out, c)
		}
	}
	a.content = out
	return len(out) > 0
}

func (a *attribution) start() int {
	at := a.content[0].Start
	for _, s := range [][]Span{a.source, a.cue, a.content} {
		for _, x := range s {
			at = min(at, x.Start)
		}
	}
	return at
}

func (a *attribution) stop() int {
	at := 0
	for _, s := range [][]Span{a.source, a.cue, a.content} {
		for _, x := range s {
			at = max(at, x.End)
		}
	}
	return at
}

// nest links each attribution to the nearest earlier one whose content holds
// its cue.
func (d *document) nest(all []attribution) {
	var open []int
	for i := range all {
		at := all[i].start()
		keep := open[:0]
		for _, k := range open {
			if all[k].stop() > at {
				keep = append(keep, k)
			}
		}
		open = keep
		d.enclose(all, open, i)
		if len(open) < deepest {
			open = append(open, i)
		}
	}
	for i := range all {
		// A content that was shortened since holds it no more.
		if w := all[i].within; w >= 0 && !all[i].passive && !d.holds(&all[w], all[i].head) {
			all[i].within = -1
		}
	}
}

// enclose finds the nearest of the open attributions that holds i; those whose
// content i tells more of reach to i's end.
func (d *document) enclose(all []attribution, open []int, i int) {
	for n := len(open) - 1; n >= 0; n-- {
		a := &all[open[n]]
		switch {
		case d.goesOn(a, &all[i]):
			d.shorten(a, &all[i])
			continue
		case d.holds(a, all[i].head):
		case d.tells(a, &all[i]):
			d.widen(a, &all[i])
		default:
			continue
		}
		if all[i].within < 0 {
			all[i].within = open[n]
		}
		if !all[i].passive {
			return
		}
	}
}

// goesOn tells whether b is the next thing that a's speaker said (said it was
// sorry, adding that it would pay), though a's content reaches over it.
func (d *document) goesOn(a, b *attribution) bool {
	if len(b.cue) == 0 || d.tokens[b.head].form != formVBG {
		return false
	}
	first := d.tokenAt(b.cue[0].Start)
	if first > 1 && closing(d.tokens[first-1].lower) {
		first--
	}
	if first == 0 || d.tokens[first-1].lower != "," || !d.holds(a, b.head) {
		return false
	}
	return a.shares(b) && a.content[0].Start < b.cue[0].Start
}

// tells whether b is a relative clause that tells more of a thing at the end of
// a's content (an offer, which was refused by the crew).
func (d *document) tells(a, b *attribution) bool {
	if !b.passive || len(b.cue) == 0 || len(b.content) != 1 || b.cue[0].Start < b.content[0].End {
		return false
	}
	last := &a.content[len(a.content)-1]
	if !last.Contains(b.content[0]) || last.End > b.cue[0].Start {
		return false
	}
	for k := d.tokenAt(last.End); k < b.head && d.tokens[k].start < b.cue[0].Start; k++ {
		if t := &d.tokens[k]; t.lower != "," && t.lower != "which" {
			return false
		}
	}
	return true
}

// widen makes a's content reach to the end of the relative clause b.
func (d *document) widen(a, b *attribution) {
	if d.tokens[d.tokenAt(b.stop()-1)].sentence == a.sentence {
		a.content[len(a.content)-1].End = b.stop()
	}
}

// deepest bounds how many statements are held open at a place.
const deepest = 64

// onRecord tells whether an inner statement of p is worth a record of its own,
// if it does more than say: p is an organisation or a named person.
func onRecord(p *Party) bool {
	switch p.Kind {
	case Company, Government, Organisation:
		return true
	case Person:
		return strings.TrimSpace(p.Name) != ""
	}
	return false
}
