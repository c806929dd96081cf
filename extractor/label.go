package extractor

import (
	"fmt"
	"io/fs"
)

// labelBook holds the words and patterns that stances, certainty and channels
// go by.
type labelBook struct {
	sets    map[string]map[string]bool
	lexicon lexicon
	// rules are the stance rules in the file's order, cues those that look at
	// the cue, by the words that they may begin with.
	rules []*stanceRule
	cues  map[string][]*stanceRule
	// channels and vias are phrases by their first words.
	channels map[string][]channelPattern
	// documents are the channels of sources that are documents.
	documents map[string]Channel
	vias      map[string][]pattern
}

// channelPattern is a phrase that tells a channel.
type channelPattern struct {
	channel Channel
	pattern pattern
}

// loadLabels reads stance.txt.
func loadLabels(files fs.FS) (*labelBook, error) {
	l := &labelBook{sets: map[string]map[string]bool{}, cues: map[string][]*stanceRule{}, lexicon: newLexicon()}
	l.documents = map[string]Channel{}
	l.channels, l.vias = map[string][]channelPattern{}, map[string][]pattern{}
	if err := l.readStances(files, "stance.txt"); err != nil {
		return nil, fmt.Errorf("read stances: %w", err)
	}
	if err := l.readChannels(files, "channel.txt"); err != nil {
		return nil, fmt.Errorf("read channels: %w", err)
	}
	return l, nil
}

// label fills a statement's stance, target, certainty, channel and via.
func (b *Book) label(d *document, a *attribution, s *Statement) {
	v := b.view(d, a, s)
	w := v.stance()
	s.Stance = w.stance
	s.Via = v.via()
	s.Target = v.target(w)
	s.Certainty = v.certainty(w)
	s.Channel = v.channel()
	if a.turn != nil {
		d.interview.label(d, a.turn, s)
	}
}

// verdict is a stance with what decided it.
type verdict struct {
	stance Stance
	// by names the rule, or what else decided: tone, asks-you. It is empty
	// where nothing spoke for more than say.
	by   string
	rule *stanceRule
	// trigger is the stretch of the document's tokens that decided.
	trigger stretch
	// clause is the clause that holds the trigger, nil for a cue.
	clause *clausePart
	// object is what the rule's pattern marked as whom it is directed at.
	object stretch
}

// view is an attribution as the labels look at it.
type view struct {
	b *Book
	d *document
	a *attribution
	s *Statement
	// cue and content are token indexes in the text's order, the content cut
	// at contentReach.
	cue, content []int
	// lemmas holds the base forms of the tokens looked at so far.
	clauses []clausePart
}

// contentReach bounds how much of a content is read for its stance: its main
// act stands early.
const contentReach = 120

func (b *Book) view(d *document, a *attribution, s *Statement) *view {
	v := &view{b: b, d: d, a: a, s: s}
	v.cue = v.chain(v.tokensOf(a.cue, 40))
	v.content = v.tokensOf(a.content, contentReach)
	if n := len(v.content); len(v.cue) == 0 && n > 0 && n <= reach && v.content[0] <= a.head && a.head <= v.content[n-1] {
		v.cue = v.content // An act without an object is its own content.
	}
	return v
}

// chain puts before a cue the verbs, negations and adverbs that it hangs on:
// has yet to explain, vowed not to repeat.
func (v *view) chain(cue []int) []int {
	if len(cue) == 0 {
		return nil
	}
	first := cue[0]
	if t := v.d.tokens[first].tag; t != to && t != infinitive && t != verb && t != participle && t != gerund && t != auxiliary {
		return cue
	}
	from := first
	for from > 0 && first-from < reach && v.d.tokens[from-1].sentence == v.d.tokens[first].sentence && v.chains(from-1) {
		from--
	}
	if from == first {
		return cue
	}
	if last := cue[len(cue)-1]; last-first == len(cue)-1 {
		return v.d.run(from, last+1)
	}
	return append(append(make([]int, 0, len(cue)+first-from), v.d.run(from, first)...), cue...)
}

// chains tells whether token i is part of a verb chain that goes on after it.
func (v *view) chains(i int) bool {
	switch t := &v.d.tokens[i]; t.tag {
	case adverb, auxiliary, to, modal:
		return true
	case verb, participle, gerund, infinitive:
		next := &v.d.tokens[i+1]
		return next.tag == to || next.tag == adverb
	}
	return false
}

// tokensOf lists the tokens of spans, at most limit.
func (v *view) tokensOf(spans []Span, limit int) []int {
	var out []int
	for n, s := range spans {
		r := v.d.stretchOf(s)
		r.End = min(r.End, r.Start+limit-len(out))
		if n == 0 {
			out = v.d.run(r.Start, r.End)
			continue
		}
		out = append(out, v.d.run(r.Start, r.End)...)
	}
	return out
}
