package extractor

// findQuotations pairs quotation marks. It reads left to right, each paragraph
// for itself, so that a forgotten mark spoils one paragraph at most.
func (d *document) findQuotations() {
	d.quoted = make([]int32, len(d.tokens))
	for _, p := range d.paragraphs {
		from, to := d.sentences[p.Start].Start, d.sentences[p.End-1].End
		d.pairMarks(from, to)
	}
	d.carryOver()
}

// pairMarks finds the quotations among tokens from..to, one paragraph.
func (d *document) pairMarks(from, to int) {
	for i := from; i < to; {
		kind, width := d.openingMark(i, from)
		if kind == noMark {
			i++
			continue
		}
		end, shut := d.closingMark(kind, i+width, to)
		if !shut && !carries(kind) {
			i += width
			continue
		}
		d.quotations = append(d.quotations, quotation{stretch: stretch{i, end}, open: true, shut: shut, next: -1})
		n := int32(len(d.quotations))
		for k := i; k < end; k++ {
			d.quoted[k] = n
		}
		i = end
	}
}

// markKind is a style of quotation marks.
type markKind uint8

const (
	noMark   markKind = iota
	curly             // “ ”
	straight          // " "
	twice             // '' ''
	single            // ‘ ’ and ' '
)

// longestSingle bounds the search for a closing single mark, in tokens: most
// single marks are apostrophes and have none.
const longestSingle = 300

// carries tells whether a mark without its partner quotes to the paragraph's
// end, as those of quotations carried over paragraphs do.
func carries(k markKind) bool { return k == curly || k == straight || k == twice }

// openingMark tells which kind of mark opens at token i, and of how many
// tokens it is.
func (d *document) openingMark(i, from int) (markKind, int) {
	t := d.tokens[i]
	if t.end-t.start > 3 {
		return noMark, 0
	}
	before := i == from || d.tokens[i-1].end < t.start || opening(d.tokens[i-1].lower)
	switch d.text[t.start:t.end] {
	case "“":
		if i == from || !d.shutsHere(i) {
			return curly, 1
		}
	case "\"":
		if before || !d.spaceAfter(i) {
			return straight, 1
		}
	case "''", "``":
		if before || !d.spaceAfter(i) {
			return twice, 1
		}
	case "'", "`":
		if d.twiceAt(i) {
			return twice, 2
		}
		if before && d.wordAt(i+1) {
			return single, 1
		}
	case "‘":
		if before && d.wordAt(i+1) {
			return single, 1
		}
	}
	return noMark, 0
}

// wordAt tells whether a word follows directly on the token before i.
func (d *document) wordAt(i int) bool {
	return i < len(d.tokens) && d.tokens[i].start == d.tokens[i-1].end && !d.tokens[i].shape.is(mark)
}

func (d *document) twiceAt(i int) bool {
	if i+1 >= len(d.tokens) || d.tokens[i].end != d.tokens[i+1].start {
		return false
	}
	a, b := d.tokens[i].lower, d.tokens[i+1].lower
	return (a == "'" && b == "'") || (a == "`" && b == "`")
}

// closingMark finds the end of a quotation of the given kind: the token after
// its closing mark, or to where there is none.
func (d *document) closingMark(k markKind, i, to int) (end int, shut bool) {
	if k == single {
		to = min(to, i+longestSingle)
	}
	for ; i < to; i++ {
		t := d.tokens[i]
		if t.end-t.start > 3 {
			continue
		}
		form := d.text[t.start:t.end]
		switch k {
		case curly:
			if form == "”" || form == "\"" || form == "“" && d.shutsHere(i) {
				return i + 1, true
			}
			if form == "“" {
				return i, false
			}
		case straight:
			if form == "\"" && d.opensHere(i) {
				return i, false
			}
			if form == "\"" || form == "”" {
				return i + 1, true
			}
		case twice:
			if form == "''" && d.opensHere(i) {
				return i, false
			}
			if form == "''" {
				return d.overSpare(i+1, to), true
			}
			if d.twiceAt(i) {
				return d.overSpare(i+2, to), true
			}
		case single:
			if (form == "'" || form == "’") && d.closesSingle(i, to) {
				return i + 1, true
			}
		}
	}
	return to, false
}

// overSpare steps over the third of three marks, where two quotations end.
func (d *document) overSpare(i, to int) int {
	if i < to && d.tokens[i].lower == "'" && d.tokens[i-1].end == d.tokens[i].start && d.spaceAfter(i) {
		return i + 1
	}
	return i
}

// spaceAfter tells whether white space follows token i, or nothing.
func (d *document) spaceAfter(i int) bool {
	return i+1 >= len(d.tokens) || d.tokens[i+1].start > d.tokens[i].end
}

// opensHere tells whether the mark at i can only open a quotation: white space
// before it and none behind, after a finished sentence's mark or a word.
func (d *document) opensHere(i int) bool {
	return i > 0 && d.tokens[i-1].end < d.tokens[i].start && !d.spaceAfter(i)
}

// shutsHere tells whether the mark at i can only close a quotation, whichever
// way it bends: white space behind it and none before.
func (d *document) shutsHere(i int) bool {
	return i > 0 && d.tokens[i-1].end == d.tokens[i].start && d.spaceAfter(i) && !opening(d.tokens[i-1].lower)
}

// closesSingle tells a closing single mark from an apostrophe: no word follows
// on it.
func (d *document) closesSingle(i, to int) bool {
	if i+1 >= to || d.tokens[i+1].start > d.tokens[i].end {
		return true
	}
	return d.tokens[i+1].shape.is(mark)
}

// carryOver joins a quotation that ends with its paragraph and without a
// closing mark to the one that opens the next paragraph.
func (d *document) carryOver() {
	for i := 0; i+1 < len(d.quotations); i++ {
		q, n := &d.quotations[i], d.quotations[i+1]
		if !q.shut && n.Start == q.End {
			q.next = i + 1
		}
	}
}

// quoteOf tells how much of the content stands in quotation marks.
func (d *document) quoteOf(content []Span) Quote {
	total, quoted := 0, 0
	for _, c := range content {
		for i := d.tokenAt(c.Start); i < len(d.tokens) && d.tokens[i].start < c.End; i++ {
			if d.tokens[i].shape.is(mark) {
				continue
			}
			total++
			if d.quoted[i] > 0 {
				quoted++
			}
		}
	}
	switch {
	case quoted == 0:
		return Indirect
	case quoted*10 >= total*9:
		return Direct
	}
	return Mixed
}

// tokenAt gives the first token that ends after byte b.
func (d *document) tokenAt(b int) int {
	lo, hi := 0, len(d.tokens)
	for lo < hi {
		mid := (lo + hi) / 2
		if d.tokens[mid].end <= b {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}
