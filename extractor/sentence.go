package extractor

import "strings"

// longestSentence bounds what is read together, in tokens: texts without full
// stops are cut there, so that reading stays linear.
const longestSentence = 160

// split groups tokens into sentences and paragraphs.
func (d *document) split() {
	start := 0
	paragraph := 0
	first := 0 // the paragraph's first sentence
	opens := 0 // its first token
	for i := range d.tokens {
		d.tokens[i].sentence = len(d.sentences)
		last := i == len(d.tokens)-1
		ends := last || d.paragraphBreak(i)
		if !ends && !d.sentenceBreak(i) && i-start < longestSentence && (start != opens || !d.dateline(start, i)) {
			continue
		}
		d.sentences = append(d.sentences, sentence{stretch{start, i + 1}, paragraph})
		start = i + 1
		if ends {
			d.paragraphs = append(d.paragraphs, stretch{first, len(d.sentences)})
			first = len(d.sentences)
			paragraph++
			opens = start
		}
	}
}

// longestDateline is in tokens.
const longestDateline = 14

// dateline tells whether the tokens from the paragraph's first to the dash at
// i say from where the article is: LISBON, March 3 (Nordwire) -. They are a
// sentence of their own, and no part of a name or a source.
func (d *document) dateline(first, i int) bool {
	if t := &d.tokens[i]; (t.lower == "p.m." || t.lower == "a.m.") && i-first < 4 && d.tokens[first].shape.is(digits) {
		return d.tokens[i+1].shape.is(capital) // 10:40 p.m. Polls close
	}
	if i == first || i-first > longestDateline || !dash(d.tokens[i].lower) || d.tokens[i].start == d.tokens[i-1].end && d.tokens[i].end == d.tokens[i+1].start {
		return false
	}
	if t := &d.tokens[first]; !t.shape.is(upper) || t.shape.is(digits) || t.end-t.start < 3 {
		return false
	}
	inside := false
	for k := first; k < i; k++ {
		switch t := &d.tokens[k]; {
		case t.lower == "(" || t.lower == ")":
			inside = t.lower == "("
		case t.lower == ":" || t.lower == "\"" || t.lower == "“":
			return false
		case !inside && !t.shape.is(capital|digits|mark):
			return false
		}
	}
	return d.tokens[i+1].shape.is(capital)
}

// paragraphBreak tells whether a blank line, or a line break that closes a
// line of its own, stands after token i.
func (d *document) paragraphBreak(i int) bool {
	gap := d.text[d.tokens[i].end:d.tokens[i+1].start]
	switch strings.Count(gap, "\n") {
	case 0:
		return false
	case 1:
		return d.closesLine(i)
	}
	return true
}

// closesLine tells whether the single line break after token i ends a line of
// its own rather than wraps one.
func (d *document) closesLine(i int) bool {
	next := d.tokens[i+1]
	if next.lower == "“" || dash(next.lower) && d.tokens[i].tag != punctuation {
		return true
	}
	if next.shape.is(capital|digits) || next.shape.is(mark) {
		return terminal(d.tokens[i].lower) || closing(d.tokens[i].lower) || d.tokens[i].lower == ":" || d.shortLine(i)
	}
	return false
}

// shortLine tells whether the line that ends with token i is shorter than a
// wrapped one would be.
func (d *document) shortLine(i int) bool {
	from := strings.LastIndexByte(d.text[max(0, d.tokens[i].end-70):d.tokens[i].end], '\n')
	return from >= 0 || d.tokens[i].end < 70
}

func dash(s string) bool {
	switch s {
	case "—", "–", "―", "-", "--":
		return true
	}
	return false
}

func terminal(s string) bool { return s == "." || s == "?" || s == "!" || s == "…" }

func closing(s string) bool {
	switch s {
	case "”", "\"", "'", "’", "''", ")", "]", "»":
		return true
	}
	return false
}

func opening(s string) bool {
	switch s {
	case "“", "\"", "'", "‘", "''", "``", "(", "[", "«", "—", "–", "-", "•", "*":
		return true
	}
	return false
}

// sentenceBreak tells whether a sentence ends with token i. A closing mark
// after the full stop goes with it.
func (d *document) sentenceBreak(i int) bool {
	stop := i
	for stop > 0 && i-stop < 3 && closing(d.tokens[stop].lower) && d.tokens[stop].start == d.tokens[stop-1].end {
		stop--
	}
	next := d.tokens[i+1]
	if d.postedOn(stop) {
		return next.shape.is(capital) || opening(next.lower)
	}
	if last := d.tokens[stop]; last.shape.is(dotted) && !carriesOn(last.lower) {
		return starters[next.lower] && next.shape.is(capital)
	}
	if !terminal(d.tokens[stop].lower) {
		return false
	}
	adjacent := d.tokens[i].end == next.start
	if terminal(next.lower) || (adjacent && closing(next.lower)) {
		return false
	}
	if adjacent && !next.shape.is(capital) && !opening(next.lower) {
		return false
	}
	if stop < i && dash(next.lower) {
		return false
	}
	begins := next.shape.is(capital) || next.shape.is(digits) || opening(next.lower)
	if !begins {
		return false
	}
	if d.tokens[stop].lower != "." || stop == 0 {
		return true
	}
	return !(stop == i && d.abbreviates(stop-1, i+1))
}

// postedOn tells whether token i is the network X with the full stop of its
// sentence rather than somebody's initial.
func (d *document) postedOn(i int) bool {
	return i > 0 && d.tokens[i].lower == "x." && (d.tokens[i-1].lower == "on" || d.tokens[i-1].lower == "via")
}

// abbreviates tells whether the full stop after token i belongs to an
// abbreviation or an initial rather than to the sentence; next is the token
// after the stop.
func (d *document) abbreviates(i, next int) bool {
	t := d.tokens[i]
	if t.end != d.tokens[i+1].start {
		return false
	}
	if titles[t.lower] {
		return true
	}
	if len(t.lower) == 1 && t.shape.is(capital) {
		return t.lower != "i"
	}
	if !strings.Contains(t.lower, ".") && !abbreviations[t.lower] {
		return false
	}
	return !starters[d.tokens[next].lower] || d.tokens[next].shape&capital == 0
}

// titles never end a sentence.
var titles = set("mr mrs ms dr sen rep gov gen lt col sgt capt rev hon prof st mt ft sr jr vs messrs sens reps govs pres supt cmdr adm maj cpl pvt insp no nos fig")

// abbreviations may end a sentence: it does when a word follows that rarely
// stands inside one with a capital.
var abbreviations = set("inc corp co ltd llc plc bros u.s u.k u.n e.u d.c n.y a.m p.m jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun calif fla tex mass pa va ga wis mich minn ill ohio ariz colo conn del md mo mont neb nev okla ore tenn vt wash wyo ala ark ind kan ky la miss n.h n.j n.m n.c s.c n.d s.d etc e.g i.e al est dept univ assn ave blvd")

// starters begin sentences far more often than names.
var starters = set("the a an in on at for but and or so he she it they we i you his her its their our my this that these those there when while if as after before since because although though however meanwhile according last by with from to not no what who how why where asked both some many most all one even yet still")

func set(words string) map[string]bool {
	out := make(map[string]bool)
	for _, w := range strings.Fields(words) {
		out[w] = true
	}
	return out
}
