package extractor

import (
	"encoding/binary"
	"errors"
	"math/bits"
)

// Sketch is what can be seen of a wording without reading it: two that may not
// be one utterance need not be read.
type Sketch struct {
	// words has a bit set for each of the telling words.
	words [sketchBits / 64]uint64
	// sentence is the wording's.
	sentence uint64
	// parts is how many telling words there are.
	parts uint16
	// quotes is true where a telling word stands in a quotation, whole where
	// all of the wording is one.
	quotes, whole bool
}

// sketchBits is so many that those of a long statement leave most unset.
const sketchBits = 256

// Sketch gives a wording's sketch.
func (w *Wording) Sketch() Sketch { return w.sketch }

func (w *Wording) sketched() Sketch {
	s := Sketch{sentence: w.Sentence, parts: uint16(len(w.parts)), whole: w.Quoted}
	for i := range w.parts {
		h := w.parts[i].hash() % sketchBits
		s.words[h/64] |= 1 << (h % 64)
		s.quotes = s.quotes || w.parts[i].quoted
	}
	return s
}

// MayBe tells whether wordings of these sketches, of one speaker, may be one
// utterance: where it doesn't, SameUtterance doesn't either. At most half of
// the words of the shorter one are not in the other, unless one cites the
// other or both were copied.
func (s *Sketch) MayBe(o *Sketch) bool {
	if s.parts > o.parts {
		s, o = o, s
	}
	if s.sentence != 0 && s.sentence == o.sentence || s.parts < 2 || s.citesAs(o) {
		return true
	}
	lacking, than := s.lacking(o), int(s.parts)
	if s.parts == o.parts { // either may be looked at as the shorter one
		lacking = min(lacking, o.lacking(s))
	}
	return 2*lacking <= than
}

// citesAs tells whether one may have a few words of the other's in quotation
// marks.
func (s *Sketch) citesAs(o *Sketch) bool { return s.quotes && o.quotes && !(s.whole && o.whole) }

// lacking is how many words at least the other hasn't.
func (s *Sketch) lacking(o *Sketch) int {
	n := 0
	for i := range s.words {
		n += bits.OnesCount64(s.words[i] &^ o.words[i])
	}
	return n
}

// lacking is how many telling words the other hasn't.
func (w *Wording) lacking(o *Wording) int {
	n := 0
	for i := range w.parts {
		found := false
		for j := 0; j < len(o.parts) && !found; j++ {
			found = w.parts[i].hash() == o.parts[j].hash() && (!w.parts[i].isNumber || matches(&w.parts[i], &o.parts[j]))
		}
		if !found {
			n++
		}
	}
	return n
}

// sketchBytes is how long a sketch is in bytes.
const sketchBytes = sketchBits/8 + 8 + 2 + 1

// Bytes gives a sketch as it is kept in records.
func (s *Sketch) Bytes() []byte {
	out := make([]byte, 0, sketchBytes)
	for _, word := range s.words {
		out = binary.LittleEndian.AppendUint64(out, word)
	}
	out = binary.LittleEndian.AppendUint64(out, s.sentence)
	out = binary.LittleEndian.AppendUint16(out, s.parts)
	flags := byte(0)
	if s.quotes {
		flags |= 1
	}
	if s.whole {
		flags |= 2
	}
	return append(out, flags)
}

// ReadSketch reads what Bytes wrote.
func ReadSketch(data []byte) (Sketch, error) {
	var s Sketch
	if len(data) != sketchBytes {
		return s, errors.New("no sketch of a wording")
	}
	for i := range s.words {
		s.words[i] = binary.LittleEndian.Uint64(data[8*i:])
	}
	data = data[sketchBits/8:]
	s.sentence, s.parts = binary.LittleEndian.Uint64(data), binary.LittleEndian.Uint16(data[8:])
	s.quotes, s.whole = data[10]&1 != 0, data[10]&2 != 0
	return s, nil
}
