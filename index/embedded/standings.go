package embedded

import (
	"cmp"
	"math"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// lookup finds where rows stand in one field of a part.
type lookup struct {
	job     *job
	field   string
	dict    segment.TermDictionary
	lists   map[string]segment.PostingsList
	bitmaps map[string]*roaring.Bitmap
	begin   map[string][]string // the words that begin so
	among   set                 // where to look for places
}

// words gives the words of the part that a slot takes.
func (l *lookup) words(s slot) ([]string, error) {
	if s.prefix == "" {
		return s.forms, nil
	}
	list, ok := l.begin[s.prefix]
	if ok {
		return list, nil
	}
	err := terms(l.dict, s.prefix, func(term string, _ segment.PostingsList) error {
		list = append(list, term)
		return l.job.ctx.Err()
	})
	l.begin[s.prefix] = list
	return list, err
}

// term gives the documents of a word, nil for none.
func (l *lookup) term(word string) (*roaring.Bitmap, error) {
	if b, ok := l.bitmaps[word]; ok {
		return b, nil
	}
	list, err := l.dict.PostingsList([]byte(word), nil, nil)
	if err != nil {
		return nil, err
	}
	l.lists[word], l.bitmaps[word] = list, bitmapOf(list)
	return l.bitmaps[word], nil
}

// holding gives the documents that hold all words of any of the rows.
func (l *lookup) holding(rows []row) (set, error) {
	m := l.job.memory
	docs := m.set(l.job.part.size)
	for _, r := range rows {
		mark := m.taken
		all := m.set(l.job.part.size)
		all.fill(l.job.part.size)
		for _, s := range r {
			words, err := l.words(s)
			if err != nil {
				return nil, err
			}
			any := m.set(l.job.part.size)
			for _, w := range words {
				b, err := l.term(w)
				if err != nil {
					return nil, err
				}
				any.addBitmap(b, m)
			}
			all.and(any)
		}
		docs.or(all)
		m.taken = mark
	}
	return docs, nil
}

// packed is a place in a document, so that places sort by document.
func packed(doc uint32, at uint64) uint64 { return uint64(doc)<<32 | at&math.MaxUint32 }

// standings are passages of several documents, in order, their documents as
// packed has them.
type standings []passage

func (s standings) doc() uint32 { return uint32(s[0].start >> 32) }

// cut gives the passages of the first document, and the rest.
func (s standings) cut() (first []passage, rest standings) {
	n := 1
	for n < len(s) && s[n].start>>32 == s[0].start>>32 {
		n++
	}
	for i := range s[:n] {
		s[i].start &= math.MaxUint32
		s[i].end &= math.MaxUint32
	}
	return s[:n], s[n:]
}

// passages gives where any of the rows stands.
func (l *lookup) passages(rows []row) (standings, error) {
	var all standings
	for _, r := range rows {
		var starts []uint64
		for i, s := range r {
			words, err := l.words(s)
			if err != nil {
				return nil, err
			}
			at, err := l.places(words)
			if err != nil {
				return nil, err
			}
			if i == 0 {
				starts = at
				continue
			}
			starts = followed(starts, at, uint64(i))
		}
		for _, at := range starts {
			all = append(all, passage{at, at + uint64(len(r)) - 1})
		}
	}
	if len(rows) > 1 {
		slices.SortFunc(all, func(a, b passage) int { return cmp.Compare(a.start, b.start) })
	}
	return all, nil
}

// followed keeps the starts that have one of the places so many words behind.
func followed(starts, places []uint64, distance uint64) []uint64 {
	kept, i := starts[:0], 0
	for _, at := range starts {
		for i < len(places) && places[i] < at+distance {
			i++
		}
		if i < len(places) && places[i] == at+distance {
			kept = append(kept, at)
		}
	}
	return kept
}
