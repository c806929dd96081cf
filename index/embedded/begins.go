package embedded

import (
	"fmt"
	"slices"
	"strings"

	"github.com/RoaringBitmap/roaring/v2"
	segment "github.com/blevesearch/scorch_segment_api/v2"

	"onrecord/index"
)

// begins asks for the documents with any term that begins so. However many
// there are, their documents are put together bit by bit.
type begins struct {
	prefix string
	places []place
	dicts  [][]segment.TermDictionary // of each place, for each part
	scored bool
}

// prefix looks for words, or for values, by their beginning.
func (c *compiler) prefix(p index.Prefix) (asked, error) {
	if p.Field == index.Cue {
		return c.cue(p)
	}
	if f, ok := facet(p.Field); ok {
		return &valued{f, c.view.library.beginning(f, p.Word), c.articles}, nil
	}
	b := &begins{prefix: fold(p.Word), scored: c.scored}
	switch p.Field {
	case index.Company:
		b.places = []place{{field: companyField}}
	case index.Rule:
		b.places = []place{{field: ruleField}}
	default:
		b.places = c.places(p.Field)
	}
	for _, p := range b.places {
		dicts, err := c.dictionaries(p.field)
		if err != nil {
			return nil, err
		}
		b.dicts = append(b.dicts, dicts)
	}
	return b, nil
}

func (b *begins) find(j *job, _ set) (found, error) {
	f := found{docs: j.memory.set(j.part.size)}
	sets := make([]set, len(b.places))
	for i := range b.places {
		sets[i] = j.memory.set(j.part.size)
		err := terms(b.dicts[i][j.at], b.prefix, func(_ string, list segment.PostingsList) error {
			sets[i].addBitmap(bitmapOf(list), j.memory)
			return j.ctx.Err()
		})
		if err != nil {
			return f, fmt.Errorf("look up words in %s: %w", b.places[i].field, err)
		}
		f.docs.or(sets[i])
	}
	if b.scored {
		f.keeps = true
		f.score = func(among set, worth []float32) error { b.score(sets, among, worth); return nil }
	}
	return f, nil
}

// score gives a document what the best place with such a word is worth.
func (b *begins) score(sets []set, among set, worth []float32) {
	for i, w := range among {
		for ; w != 0; w &= w - 1 {
			doc := uint32(i*wordBits) + lowest(w)
			most := 0.0
			for k, s := range sets {
				if s.has(doc) {
					most = max(most, b.places[k].boost)
				}
			}
			worth[doc] += float32(most)
		}
	}
}

// terms calls each for every term of a dictionary that begins so. The list is
// each's only until it returns.
func terms(dict segment.TermDictionary, prefix string, each func(term string, list segment.PostingsList) error) error {
	var from []byte
	if prefix != "" {
		from = []byte(prefix)
	}
	all := uncounted(dict, from, behind(prefix))
	var list segment.PostingsList
	for {
		entry, err := all.Next()
		if err != nil || entry == nil {
			return err
		}
		if list, err = dict.PostingsList([]byte(entry.Term), nil, list); err != nil {
			return err
		}
		if err := each(entry.Term, list); err != nil {
			return err
		}
	}
}

// uncounted goes over terms without how many documents have each, which takes
// as long as to look that up.
func uncounted(dict segment.TermDictionary, from, to []byte) segment.DictionaryIterator {
	if d, ok := dict.(interface {
		AutomatonIteratorOmitCount(a segment.Automaton, from, to []byte) segment.DictionaryIterator
	}); ok {
		return d.AutomatonIteratorOmitCount(nil, from, to)
	}
	return dict.AutomatonIterator(nil, from, to)
}

// behind is the first text behind all that begin so, nil for none.
func behind(prefix string) []byte {
	end := []byte(prefix)
	for i := len(end) - 1; i >= 0; i-- {
		if end[i]++; end[i] != 0 {
			return end[:i+1]
		}
	}
	return nil
}

// addBitmap adds the documents of a bitmap, one by one where they are few: the
// words with one beginning are many, and most of them rare.
func (s set) addBitmap(b *roaring.Bitmap, m *scratch) {
	if b == nil {
		return
	}
	if b.GetCardinality() > uint64(len(s)) {
		s.orBitmap(b, m)
		return
	}
	for it := b.Iterator(); it.HasNext(); {
		s.add(it.Next())
	}
}

// beginning gives the places in a facet's dictionary of values that begin so,
// sorted.
func (l *library) beginning(f int, prefix string) []uint32 {
	prefix = fold(prefix)
	l.words.RLock()
	defer l.words.RUnlock()
	var list []uint32
	for value, ords := range l.dictionaries[f].folded {
		if strings.HasPrefix(value, prefix) {
			list = append(list, ords...)
		}
	}
	slices.Sort(list)
	return list
}
