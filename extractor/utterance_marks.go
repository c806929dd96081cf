package extractor

import (
	"slices"
	"strings"
)

const (
	// fewParts is how many telling words a wording has at least that is known
	// by them; shorter ones must agree in more.
	fewParts = 4
	// runParts is how many telling words in a row two wordings of one utterance
	// have in common.
	runParts = 3
	// manyParts is how many telling words a wording has at least of whose runs
	// only the lesser of each two neighbours are marks.
	manyParts = 12
	// pairParts is how many telling words a short wording has at most.
	pairParts = 7
	// mostSpeakers is how many parties of a joint statement it is found by.
	mostSpeakers = 3
	// nearDays is how many days two short wordings of one utterance are apart
	// at most.
	nearDays = 3
)

// Marks are by what a wording is found: two wordings of one utterance have one
// of them in common, and few others do. They are kept in records, so how they
// are made must not change without making them anew (a migration that deletes
// them, as 00052 of the store, does it). They are sorted, each
// once.
func (w *Wording) Marks() []uint64 {
	if w.Alone != "" {
		return nil
	}
	runs := w.runMarks()
	keys := speakerKeys(w.Speaker)
	marks := make([]uint64, 0, len(runs)*len(keys)+1)
	for _, key := range keys {
		for _, run := range runs {
			marks = append(marks, scramble(key*0x9e3779b97f4a7c15+run))
		}
	}
	if w.Sentence != 0 {
		marks = append(marks, scramble(w.Sentence+1))
	}
	slices.Sort(marks)
	return slices.Compact(marks)
}

// runMarks are the hashes of the runs of telling words, and of how quotations
// begin.
func (w *Wording) runMarks() []uint64 {
	p := w.parts
	if len(p) < runParts {
		if h := w.spokenHash(); h != 0 {
			return w.pairMarks([]uint64{scramble(h + 1)})
		}
		return w.pairMarks(nil)
	}
	runs := make([]uint64, len(p)-runParts+1)
	for i := range runs {
		runs[i] = hashRun(p[i : i+runParts])
	}
	if len(p) < manyParts {
		if len(p) >= fewParts {
			runs = append(runs, w.bagHash())
		}
		return w.pairMarks(runs)
	}
	out := runs[:0]
	for i := 0; i+1 < len(runs); i++ {
		least := min(runs[i], runs[i+1])
		if n := len(out); n == 0 || out[n-1] != least {
			out = append(out, least)
		}
	}
	return w.pairMarks(out)
}

// bagHash is the hash of the telling words in whatever order.
func (w *Wording) bagHash() uint64 {
	h := uint64(0)
	for i := range w.parts {
		h += scramble(w.parts[i].hash())
	}
	return scramble(h)
}

// pairMarks adds the marks of every two telling words of a short wording, of
// longer ones of those that a clause begins with, or that stand in a quotation
// within other words; one that has but one is marked by it. They hold for a few
// days.
func (w *Wording) pairMarks(marks []uint64) []uint64 {
	if w.Day == 0 {
		return marks
	}
	window := uint64(w.Day) / (nearDays + 1)
	add := func(run []said) {
		h := hashRun(run)
		marks = append(marks, scramble(h+window), scramble(h+window+1))
	}
	if len(w.parts) == 1 && len(w.all) >= fewShort {
		add(w.parts)
	}
	for i := range w.parts {
		if len(w.parts) > 1 && w.loneOfClause(i) {
			add(w.parts[i : i+1])
		}
		if i+1 == len(w.parts) {
			break
		}
		if len(w.parts) <= pairParts || w.begins(i) || w.parts[i].quoted && w.parts[i+1].quoted && !w.Quoted {
			add(w.parts[i : i+2])
		}
	}
	return marks
}

// fewInClause is how many words a clause has at least that is found by the one
// that says something.
const fewInClause = 4

// loneOfClause tells whether the telling word i is the only one of a clause of
// several words.
func (w *Wording) loneOfClause(i int) bool {
	from, to := int(w.parts[i].at), int(w.parts[i].at)+1
	for ; w.all[from].stop == 0 && from > 0; from-- {
		if from < int(w.parts[i].at) && w.all[from].telling() {
			return false
		}
	}
	for ; to < len(w.all) && w.all[to].stop == 0; to++ {
		if w.all[to].telling() {
			return false
		}
	}
	return to-from >= fewInClause
}

// begins tells whether a clause or a quotation begins with a telling word,
// or with what stands between it and the one before.
func (w *Wording) begins(i int) bool {
	return i == 0 || w.parts[i].quoted && !w.parts[i-1].quoted || w.parted(i)
}

// parted tells whether a mark stands between a telling word and the one before.
func (w *Wording) parted(i int) bool {
	for at := w.parts[i-1].at + 1; at <= w.parts[i].at; at++ {
		if w.all[at].stop != 0 {
			return true
		}
	}
	return false
}

func hashRun(run []said) uint64 {
	h := uint64(len(run))
	for i := range run {
		h = scramble(h*0x9e3779b97f4a7c15 + run[i].hash())
	}
	return h
}

// hash is that of a word; numbers that may be roundings of each other have
// one.
func (t *said) hash() uint64 {
	if t.isNumber {
		return 7
	}
	return textHash(t.root)
}

// speakerKeys are by which the statements of a speaker meet: a person's last
// name, an organisation's first word, for each of those who speak together.
func speakerKeys(p Party) []uint64 {
	keys := make([]uint64, 0, 2)
	add := func(name string, last bool) {
		if key := textHash(shortName(name, last)); len(keys) < mostSpeakers && !slices.Contains(keys, key) {
			keys = append(keys, key)
		}
	}
	for name := range strings.SplitSeq(p.Name, "; ") {
		add(name, p.Kind == Person)
	}
	if p.For != "" && p.For != p.Name {
		for name := range strings.SplitSeq(p.For, "; ") {
			add(name, false)
		}
	}
	return keys
}

// shortName is the word of a name that it is known by in short.
func shortName(name string, last bool) string {
	key := ""
	for word := range strings.FieldsSeq(strings.ToLower(foldMarks(name))) {
		word = strings.Trim(word, ".,'’")
		switch word {
		case "the", "of", "and", "&", "a", "an", "jr", "sr", "":
			continue
		}
		if key = word; !last {
			break
		}
	}
	return key
}

// sameSpeaker tells whether two parties are one, or one speaks for the other.
func sameSpeaker(a, b Party) bool {
	switch {
	case a.Name == b.Name && a.For == b.For:
		return true
	case a.Name == "" || b.Name == "":
		return false
	case a.Kind == Person && b.Kind == Person:
		return namesAgree(a.Name, b.Name)
	case a.Kind == Person:
		return namesAgree(a.For, b.Name) || namesAgree(a.For, b.For) && b.For != "" || namesAgree(a.Name, b.Name)
	case b.Kind == Person:
		return sameSpeaker(b, a)
	}
	return namesAgree(a.Name, b.Name) || namesAgree(firstOf(a.For, a.Name), firstOf(b.For, b.Name))
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// namesAgree tells whether two names, or one of the joint ones of each, may be
// one's.
func namesAgree(a, b string) bool {
	if a == "" || b == "" {
		return false
	}
	for x := range strings.SplitSeq(a, "; ") {
		for y := range strings.SplitSeq(b, "; ") {
			if x == y || namesWithin(x, y) || namesWithin(y, x) || misspelt(x, y) {
				return true
			}
		}
	}
	return false
}
