package extractor

// document is one text on its way through the pipeline. Each stage fills its
// own fields and changes no other's.
type document struct {
	article Article
	text    string
	tokens  []token
	// sentences are in order and cover every token.
	sentences []sentence
	// paragraphs are ranges of sentences.
	paragraphs []stretch
	quotations []quotation
	// quoted tells for each token in which quotation it stands: an index of
	// quotations plus one, or zero. The quotation marks themselves count.
	quoted []int32
	// groups and chunks are the verb groups and plain noun phrases; groupAt
	// and chunkAt give for each token the one that it is part of, plus one.
	groups           []group
	chunks           []chunk
	groupAt, chunkAt []int32
	// transcript tells whether paragraphs open with who speaks them.
	transcript bool
	// interview is set where paragraphs are questions and answers by turns.
	interview *interview
	// nearQuote tells which tokens stand a few words from a quotation, outside.
	nearQuote []bool
	// cues are what each token may be as a cue, nil for most.
	cues []*cueWord
	// mentions are in order and don't overlap.
	mentions []Mention
	// cast is who is named in the text.
	cast         *cast
	attributions []attribution
	// order counts the tokens up: runs of it are lists of neighbours.
	order []int
	// exchanges are the statements labelled so far.
	exchanges []exchange
}

// stretch is a half-open range of indices, of tokens unless said otherwise.
type stretch struct{ Start, End int }

func (r stretch) empty() bool { return r.Start >= r.End }

// sentence is a range of tokens with its paragraph.
type sentence struct {
	stretch
	paragraph int
}

// quotation is a stretch between quotation marks. Its range takes the marks
// in; a mark that is missing (a paragraph carried on) isn't counted.
type quotation struct {
	stretch
	// open and shut tell which of its marks are there.
	open, shut bool
	// next is the index of the quotation that carries this one on in the
	// next paragraph, or -1.
	next int
}

// span gives the bytes from the first to the last token of r.
func (d *document) span(r stretch) Span {
	if r.empty() {
		return Span{}
	}
	return Span{d.tokens[r.Start].start, d.tokens[r.End-1].end}
}

// run lists the tokens from..to, neighbours all.
func (d *document) run(from, to int) []int {
	if from >= to {
		return nil
	}
	for i := len(d.order); i < len(d.tokens); i++ {
		if i == 0 {
			d.order = make([]int, 0, len(d.tokens))
		}
		d.order = append(d.order, i)
	}
	return d.order[from:to:to]
}

// words gives the text of r as it is written.
func (d *document) words(r stretch) string {
	s := d.span(r)
	return d.text[s.Start:s.End]
}

// attribution is a found statement before it is given names and labels.
type attribution struct {
	source, cue, content []Span
	rule                 *rule
	// frame is the verb frame the cue was read with, nil where the rule
	// needs none (according to, a colon).
	frame *frame
	// within is the index in document.attributions of the one whose content
	// holds this one, or -1.
	within   int
	sentence int
	// turn is set where the attribution is a turn of an interview.
	turn *interviewTurn
	// head is the token that carries the cue's meaning.
	head int
	// words are the cue in tokens.
	words stretch
	// object is the phrase between cue and content (who was told, asked or
	// accused); empty where there is none. For a passive cue it is the
	// subject.
	object  stretch
	negated bool
	passive bool
	// confidence is between 0 and 1.
	confidence float64
}
