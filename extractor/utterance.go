package extractor

import (
	"encoding/json"
	"slices"
	"strings"
	"time"
	"unicode"
)

// Wording is a statement as far as it is compared with those of other
// articles: who says what, in which words, when. Two statements of one wording
// are the same to every comparison.
type Wording struct {
	Speaker Party  `json:"speaker"`
	Words   string `json:"words"`
	// Mood tells how the words are put before the reader.
	Mood Mood `json:"mood,omitempty"`
	// Quoted is true where all of it stands between quotation marks.
	Quoted bool `json:"quoted,omitempty"`
	// Sentence is a hash of the words of the sentence that the statement stands
	// in, where it is one of many words: then whoever has it too has copied it.
	Sentence uint64 `json:"sentence,omitempty"`
	// Day is the article's day of publication since 1970, 0 when it isn't known.
	Day int32 `json:"day,omitempty"`
	// Alone is the statement's ID where its words are too few or too common for
	// anybody to repeat them: not even the same words make it one utterance with
	// another.
	Alone string `json:"alone,omitempty"`

	all    []said // every word
	parts  []said // those that say something
	sketch Sketch
}

// Mood tells whether words are given as said, as denied or refused, or asked.
type Mood string

// The moods. Direct quotations are always as said: their cue takes nothing
// back.
const (
	AsSaid Mood = ""
	Denied Mood = "denied"
	Asked  Mood = "asked"
)

// WordingOf makes the wording of an article's statement.
func WordingOf(a Article, s Statement) Wording {
	w := Wording{Speaker: s.Speaker, Words: s.Words(a.Text), Quoted: s.Quote == Direct}
	if !w.Quoted {
		w.Mood = moodOf(a.Text, s)
	}
	if !a.Published.IsZero() {
		w.Day = int32(a.Published.Unix() / int64(24*time.Hour/time.Second))
	}
	w.Sentence = sentenceHash(a.Text, s)
	w.read()
	if !w.repeatable() {
		w.Alone = s.ID
	}
	return w
}

// fewRefused is how many words a refusal to speak has at least, beside those of
// every refusal, that is known by them.
const fewRefused = 3

// repeatable tells whether a wording is one utterance with itself.
func (w *Wording) repeatable() bool {
	if w.Mood == Denied && !w.Quoted {
		unstocked := only(w.parts, func(t *said) bool { return unstock(*t) })
		if len(unstocked) < min(fewRefused, len(w.parts)) {
			return false
		}
	}
	if len(w.parts) == 1 && len(w.all) >= fewShort && !w.Quoted {
		// A quotation may have these words.
		return unstock(w.parts[0]) || slices.ContainsFunc(quotations(w.all), func(q []said) bool { return len(q) >= fewCited })
	}
	return len(w.parts) >= fewParts && slices.ContainsFunc(w.parts, unstock) || SameUtterance(w, w)
}

// ReadWording reads what json.Marshal wrote of a wording.
func ReadWording(data []byte) (Wording, error) {
	var w Wording
	err := json.Unmarshal(data, &w)
	w.read()
	return w, err
}

func (w *Wording) read() {
	w.all = saidWords(w.Words, w.Quoted, w.Speaker)
	n := 0
	for i := range w.all {
		if w.all[i].telling() {
			n++
		}
	}
	w.parts = make([]said, 0, n)
	opens := false
	for i := range w.all {
		t := &w.all[i]
		if opens = opens || t.opens; t.telling() {
			t.at = int32(i)
			w.parts = append(w.parts, *t)
			w.parts[len(w.parts)-1].opens, opens = opens, false
		}
	}
	w.sketch = w.sketched()
}

// ID tells two wordings apart.
func (w *Wording) ID() uint64 {
	h := uint64(1)
	for _, s := range []string{w.Speaker.Name, string(w.Speaker.Kind), w.Speaker.For, w.Words, string(w.Mood), w.Alone} {
		h = scramble(h*0x9e3779b97f4a7c15 + textHash(s))
	}
	if w.Quoted {
		h++
	}
	h = scramble(h*0x9e3779b97f4a7c15 + w.Sentence)
	return scramble(h*0x9e3779b97f4a7c15 + uint64(w.Day))
}

// moodOf reads the cue.
func moodOf(text string, s Statement) Mood {
	if s.Stance == Silent && len(s.Cue) == 0 {
		return Denied
	}
	cue := strings.ToLower(wordsOfSpans(text, s.Cue))
	if strings.Contains(cue, "n't") || strings.Contains(cue, "n’t") {
		return Denied
	}
	for word := range strings.FieldsFuncSeq(cue, func(r rune) bool { return !unicode.IsLetter(r) }) {
		switch lemma(word) {
		case "deny", "dispute", "reject", "refute", "rebut", "contradict", "decline", "refuse", "not", "cannot", "never", "dismiss", "no", "without":
			return Denied
		case "ask", "question", "wonder", "inquire", "enquire", "demand", "urge", "request", "require", "want", "tell", "order", "call":
			if s.Stance == Question || s.Stance == Demand {
				return Asked
			}
		}
	}
	return AsSaid
}

const (
	// fewInSentence is how many words a sentence has at least that nobody
	// writes twice by chance, tellingInSentence how many of them say something.
	fewInSentence     = 9
	tellingInSentence = 5
	// widestSentence bounds the search for a sentence's ends, in bytes.
	widestSentence = 600
)

// sentenceHash gives the hash of the sentence around a statement, 0 when it is
// too short to be known again.
func sentenceHash(text string, s Statement) uint64 {
	reach := Span{len(text), 0}
	for _, spans := range [][]Span{s.Source, s.Cue, s.Content} {
		for _, span := range spans {
			reach = Span{min(reach.Start, span.Start), max(reach.End, span.End)}
		}
	}
	if reach.Start >= reach.End || reach.End-reach.Start > widestSentence {
		return 0
	}
	start, end := reach.Start, reach.End
	for ; start > 0 && start > reach.Start-widestSentence && !sentenceEnds(text, start-1); start-- {
	}
	for ; end < len(text) && end < reach.End+widestSentence && !sentenceEnds(text, end); end++ {
	}
	return copiedHash(text[start:end])
}

// copiedHash is the hash of a sentence's letters and digits, 0 when its words
// are few or say little.
func copiedHash(sentence string) uint64 {
	sorts := sayingWords().sorts
	h := uint64(fnvStart)
	words, telling := 0, 0
	for word := range strings.FieldsFuncSeq(sentence, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		word = strings.ToLower(word)
		if words++; sorts[word] == 0 && len(word) > 1 {
			telling++
		}
		h = addHash(h, word)
	}
	if words < fewInSentence || telling < tellingInSentence {
		return 0
	}
	return scramble(h)
}

// sentenceEnds tells whether a sentence may end with the byte at i. A point
// within an abbreviation makes the sentence shorter, in all prints alike.
func sentenceEnds(text string, i int) bool {
	switch text[i] {
	case '\n':
		return true
	case '.', '?', '!':
		return i+1 >= len(text) || text[i+1] == ' ' || text[i+1] == '\n'
	}
	return false
}

func textHash(s string) uint64 { return scramble(addHash(fnvStart, s)) }

const fnvStart = 14695981039346656037

// addHash goes on with a hash (FNV-1a).
func addHash(h uint64, s string) uint64 {
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h
}

// scramble mixes a hash's bits (the finalizer of MurmurHash3).
func scramble(h uint64) uint64 {
	h ^= h >> 33
	h *= 0xff51afd7ed558ccd
	h ^= h >> 33
	h *= 0xc4ceb9fe1a85ec53
	return h ^ h>>33
}
