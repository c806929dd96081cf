package extractor

import (
	"io/fs"
	"math"
	"strconv"
	"strings"
)

// rule is one pattern of the rule book with its examples.
type rule struct {
	name string
	line line
	// left is what stands before the cue, from right to left; right what
	// stands after it.
	left, right []element
	cue         element
	// asksSubject tells whether the source is the cue's subject, wherever
	// that stands.
	asksSubject bool
	// trust is added to the score of its matches, for what the read texts that
	// the weights were fitted to mark otherwise or hold too little of.
	trust float64
	// yields tells that its matches give way to others of the same content.
	yields  bool
	yes, no []line
}

// element is one part of a pattern: a slot or words.
type element struct {
	fills    part
	kind     string
	words    []string
	optional bool
	// lemmas, where there are any, are the only cues that fit.
	lemmas []string
}

// part is what an element of a pattern fills.
type part uint8

const (
	wordSlot part = iota
	sourceSlot
	cueSlot
	contentSlot
	objectSlot
	startSlot
	endSlot
)

// ruleBook holds the rules and frames.
type ruleBook struct {
	words  map[string]*cueWord
	frames []*frameBlock
	// verbs, nouns, adjectives are the rules by what their cue is; literal
	// are those whose cue is words, by the first of them.
	rules   []*rule
	verbs   []*rule
	nouns   []*rule
	adjs    []*rule
	literal map[string][]*rule
	weights *weights
	// interview is the rule of an interview's turns, which have no cue.
	interview *rule
	// open is what any verb takes beside a quotation.
	open *uses
}

func loadRules(files fs.FS) (*ruleBook, error) {
	r := &ruleBook{literal: make(map[string][]*rule), interview: &rule{name: "interview-turn"}}
	var err error
	if r.words, r.frames, err = readFrames(files); err != nil {
		return nil, err
	}
	r.open = &uses{}
	if w := r.words[anyVerb]; w != nil {
		r.open = w.verb
	}
	blocks, err := readBlocks(files, "attribution.txt")
	if err != nil {
		return nil, err
	}
	names := make(map[string]bool)
	for _, block := range blocks {
		one, err := readRule(block)
		if err != nil {
			return nil, err
		}
		if names[one.name] {
			return nil, block[0].errorf("a second rule %q", one.name)
		}
		names[one.name] = true
		r.add(one)
	}
	if r.weights, err = readWeights(files); err != nil {
		return nil, err
	}
	return r, nil
}

func (r *ruleBook) add(one *rule) {
	r.rules = append(r.rules, one)
	switch one.cue.kind {
	case "noun":
		r.nouns = append(r.nouns, one)
	case "adjective":
		r.adjs = append(r.adjs, one)
	case "words":
		for _, w := range one.cue.words {
			w, _, _ := strings.Cut(w, "_")
			r.literal[w] = append(r.literal[w], one)
		}
	default:
		r.verbs = append(r.verbs, one)
	}
}

// readRule reads one block of attribution.txt.
func readRule(block []line) (*rule, error) {
	r := &rule{line: block[0]}
	for _, l := range block {
		switch l.key {
		case "rule":
			r.name = l.rest
		case "match":
			if err := r.readPattern(l); err != nil {
				return nil, err
			}
		case "trust":
			var err error
			if r.trust, err = readTrust(l); err != nil {
				return nil, err
			}
		case "yields":
			r.yields = true
		case "yes":
			r.yes = append(r.yes, l)
		case "no":
			r.no = append(r.no, l)
		default:
			return nil, l.errorf("unknown line %q", l.key)
		}
	}
	if r.name == "" {
		return nil, block[0].errorf("a rule needs a name")
	}
	if r.cue.fills != cueSlot {
		return nil, block[0].errorf("rule %s has no cue", r.name)
	}
	return r, nil
}

// readTrust reads the number of a trust line.
func readTrust(l line) (float64, error) {
	trust, err := strconv.ParseFloat(l.rest, 64)
	if err != nil || !(math.Abs(trust) < 10) {
		return 0, l.errorf("bad trust %q", l.rest)
	}
	return trust, nil
}

// readPattern reads the pattern of a match line.
func (r *rule) readPattern(l line) error {
	for _, field := range strings.Fields(l.rest) {
		e, err := readElement(l, field)
		if err != nil {
			return err
		}
		switch {
		case e.fills == cueSlot && r.cue.fills == cueSlot:
			return l.errorf("a second cue")
		case e.fills == cueSlot:
			r.cue = e
		case e.fills == sourceSlot && e.kind == "":
			r.asksSubject = true
			r.left = append([]element{e}, r.left...)
		case r.cue.fills == cueSlot:
			r.right = append(r.right, e)
		default:
			r.left = append([]element{e}, r.left...)
		}
	}
	return nil
}

func readElement(l line, field string) (element, error) {
	var e element
	if strings.HasSuffix(field, "?") && len(field) > 1 {
		e.optional = true
		field = field[:len(field)-1]
	}
	if strings.HasPrefix(field, "<") && strings.HasSuffix(field, ">") {
		e.fills, e.kind = cueSlot, "words"
		e.words = strings.Split(strings.Trim(field, "<>"), "|")
		return e, nil
	}
	if !strings.HasPrefix(field, "{") {
		switch field {
		case "^":
			e.fills = startSlot
		case "$":
			e.fills = endSlot
		default:
			e.words = strings.Split(field, "|")
		}
		return e, nil
	}
	field, lemmas, some := strings.Cut(strings.Trim(field, "{}"), "=")
	if some {
		e.lemmas = strings.Split(lemmas, "|")
	}
	name, kind, _ := strings.Cut(field, ":")
	e.kind = kind
	switch name {
	case "source":
		e.fills = sourceSlot
	case "cue":
		e.fills = cueSlot
	case "content":
		e.fills = contentSlot
	case "object":
		e.fills = objectSlot
	default:
		return e, l.errorf("unknown slot %q", name)
	}
	if !knownKind(e) {
		return e, l.errorf("unknown kind in %q", field)
	}
	return e, nil
}
