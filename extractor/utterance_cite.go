package extractor

import "slices"

// quotedMatch tells whether two wordings give the same quotation, whatever
// stands around it.
func quotedMatch(a, b *Wording) bool {
	least := fewParts
	switch apart := daysApart(a, b); {
	case closeBy(a, b):
		least = 2
	case apart <= copiedDays && a.Day != 0 && b.Day != 0:
		least = 3
	case apart > distantDays:
		least = fewDistant
	}
	for _, x := range quotations(a.parts) {
		for _, y := range quotations(b.parts) {
			if len(y) < len(x) {
				x, y = y, x
			}
			// Two words alone are an expression, unless both outlets set just them
			// apart, or a quotation begins with them.
			if len(x) == 2 && (a.Quoted || b.Quoted) && !within(x, y[:2]) {
				continue
			}
			if len(x) >= least && within(x, y) && slices.ContainsFunc(x, unstock) && (len(x) >= fewParts || !a.otherwise(b) && !b.otherwise(a) && a.exact(b) && b.exact(a)) {
				return true
			}
		}
	}
	return a.cites(b) || b.cites(a)
}

// fewCited is how many words a quotation has at least that is known by all of
// them, though few say something.
const fewCited = 5

// cites tells whether a quotation within a wording stands in another word by
// word.
func (w *Wording) cites(o *Wording) bool {
	if w.Quoted || !closeBy(w, o) {
		return false
	}
	there := only(o.all, unbracketed)
	for _, x := range quotations(w.all) {
		if x = only(x, unbracketed); len(x) >= fewCited && within(x, there) {
			return true
		}
	}
	return false
}

// exact tells whether all quotations of a wording stand word by word in another
// that is one quotation.
func (w *Wording) exact(o *Wording) bool {
	if w.Quoted || !o.Quoted {
		return true
	}
	there := only(o.all, unbracketed)
	return !slices.ContainsFunc(quotations(w.all), func(q []said) bool { return !inPieces(only(q, unbracketed), there) })
}

func unbracketed(t *said) bool { return !t.bracket }

// otherwise tells whether what stands around the quotations of a wording, where
// it is much, has nothing in common with another that is one quotation.
func (w *Wording) otherwise(o *Wording) bool {
	if !o.Quoted {
		return false
	}
	n := 0
	for i := range w.parts {
		if w.parts[i].quoted {
			continue
		}
		n++
		for j := range o.parts {
			if matches(&w.parts[i], &o.parts[j]) {
				return false
			}
		}
	}
	return n >= 2
}

// quotations are the stretches of words between quotation marks.
func quotations(words []said) [][]said {
	var out [][]said
	for i := 0; i < len(words); {
		j := i
		for j < len(words) && words[j].quoted == words[i].quoted && (j == i || !words[j].opens) {
			j++
		}
		if words[i].quoted {
			out = append(out, words[i:j])
		}
		i = j
	}
	return out
}

// within tells whether x stands in y as it is.
func within(x, y []said) bool { return standsAt(x, y) >= 0 }

func standsAt(x, y []said) int {
	for i := 0; i+len(x) <= len(y); i++ {
		if slices.EqualFunc(x, y[i:i+len(x)], func(s, t said) bool { return matches(&s, &t) && s.not == t.not }) {
			return i
		}
	}
	return -1
}

// isClause tells whether x is a whole clause of y.
func isClause(x, y []said) bool {
	at := standsAt(x, y)
	return at >= 0 && (at == 0 || y[at].stop != 0) && (at+len(x) == len(y) || y[at+len(x)].stop != 0 || y[at+len(x)].stem == "and")
}

// inPieces tells whether x stands in y as it is, but for what it says is left
// out.
func inPieces(x, y []said) bool {
	for from := 0; from < len(x); {
		to := from + 1
		for to < len(x) && !x[to].gap {
			to++
		}
		at := standsAt(x[from:to], y)
		if at < 0 {
			return false
		}
		from, y = to, y[at+to-from:]
	}
	return true
}
