package embedded

import (
	"cmp"
	"hash/fnv"
	"slices"
	"strconv"

	segment "github.com/blevesearch/scorch_segment_api/v2"

	"onrecord/index"
)

// read fills columns from the segment's inverted index.
func (l *library) read(c *columns, s segment.Segment) error {
	c.size = int(s.Count())
	c.statements, c.articles = make(set, setSize(c.size)), make(set, setSize(c.size))
	c.brief = make(set, setSize(c.size))
	c.statements.fill(c.size)
	err := postings(s, kindField, func(_ string, docs []uint32) error {
		for _, d := range docs {
			c.articles.add(d)
			c.statements.drop(d)
		}
		return nil
	})
	if err == nil {
		err = postings(s, briefField, func(_ string, docs []uint32) error {
			for _, d := range docs {
				c.brief.add(d)
			}
			return nil
		})
	}
	if err == nil {
		err = c.readArticles(s)
	}
	if err != nil {
		return err
	}
	c.facets = make([]column, len(l.dictionaries))
	for i, f := range index.Facets() {
		if err := l.readFacet(c, i, f, s); err != nil {
			return err
		}
	}
	c.join()
	return nil
}

// readArticles tells which article every document is of, its keys, and what
// belongs to the article. Articles are numbered in the order of their documents,
// so that whoever goes along those goes along the articles too.
func (c *columns) readArticles(s segment.Segment) error {
	all := make([]uint32, 0, c.size)
	var list []laid
	err := postings(s, articleField, func(id string, docs []uint32) error {
		list = append(list, laid{hash([]byte(id)), docs[0], len(all), len(all) + len(docs)})
		all = append(all, docs...)
		return nil
	})
	if err != nil {
		return err
	}
	slices.SortFunc(list, func(a, b laid) int { return cmp.Compare(a.first, b.first) })
	c.article, c.key = make([]uint32, c.size), make([]uint64, c.size)
	c.own, c.story, c.from = make([]uint32, len(list)), make([]uint64, len(list)), make([]uint32, len(list)+1)
	c.order = make([]uint32, 0, len(all))
	for i, w := range list {
		c.own[i], c.story[i] = w.first, w.id
		c.order = append(c.order, all[w.from:w.to]...)
		c.from[i+1] = uint32(len(c.order))
		for _, d := range all[w.from:w.to] {
			c.article[d] = uint32(i)
			if c.articles.has(d) {
				c.own[i] = d
			}
		}
	}
	for d := range c.key {
		id, err := s.DocID(uint64(d))
		if err != nil {
			return err
		}
		c.key[d] = hash(id)
	}
	if err := c.readDates(s); err != nil {
		return err
	}
	err = postings(s, storyField, func(id string, docs []uint32) error {
		for _, d := range docs {
			c.story[c.article[d]] = hash([]byte(id))
			c.named = append(c.named, c.article[d])
		}
		return nil
	})
	if err != nil {
		return err
	}
	c.named = slices.Clip(c.named)
	return c.readUtterances(s)
}

// laid is an article as a segment has it: a hash of its ID, its first document
// and the place of all in a list.
type laid struct {
	id       uint64
	first    uint32
	from, to int
}

// readDates tells when each article was published.
func (c *columns) readDates(s segment.Segment) error {
	c.date = make([]int64, len(c.own))
	for i := range c.date {
		c.date[i] = undated
	}
	err := postings(s, dateField, func(term string, docs []uint32) error {
		at, err := strconv.ParseInt(term, 10, 64)
		for _, d := range docs {
			c.date[c.article[d]] = at
		}
		return err
	})
	c.recent = make([]float32, len(c.date))
	for i, at := range c.date {
		c.recent[i] = recency(at)
		c.mostRecent = max(c.mostRecent, c.recent[i])
	}
	return err
}

// readUtterances tells which statements others repeat.
func (c *columns) readUtterances(s segment.Segment) error {
	var same []repeat
	err := postings(s, sameField, func(id string, docs []uint32) error {
		for _, d := range docs {
			same = append(same, repeat{d, hash([]byte(id))})
		}
		return nil
	})
	slices.SortFunc(same, func(a, b repeat) int { return cmp.Compare(a.doc, b.doc) })
	c.repeated, c.utterance = make([]uint32, len(same)), make([]uint64, len(same))
	for i, r := range same {
		c.repeated[i], c.utterance[i] = r.doc, r.utterance
	}
	return err
}

// repeat is a statement that others repeat.
type repeat struct {
	doc       uint32
	utterance uint64
}

func hash(text []byte) uint64 {
	h := fnv.New64a()
	h.Write(text)
	return h.Sum64()
}

// readFacet fills the column of a facet.
func (l *library) readFacet(c *columns, place int, f index.Field, s segment.Segment) error {
	var codes []uint32 // while reading: of a document, 0 for none
	var more []pair    // the second and further values
	ords := []uint32{0}
	err := postings(s, string(f), func(value string, docs []uint32) error {
		if f != index.Outlet && f != index.Month {
			docs = slices.DeleteFunc(docs, c.articles.has)
			if len(docs) == 0 {
				return nil
			}
		}
		l.words.Lock()
		ords = append(ords, l.dictionaries[place].ord(value))
		l.words.Unlock()
		if codes == nil {
			codes = make([]uint32, c.size)
		}
		code := uint32(len(ords) - 1)
		for _, d := range docs {
			if codes[d] == 0 {
				codes[d] = code
				continue
			}
			more = append(more, pair{d, code})
		}
		return nil
	})
	if err != nil {
		return err
	}
	col := &c.facets[place]
	col.ords = slices.Clip(ords)
	col.gather(codes, more)
	col.hold(codes, c.size)
	return nil
}

// pair is a document and one of its codes.
type pair struct{ doc, code uint32 }

// gather puts the documents with several values apart.
func (c *column) gather(codes []uint32, more []pair) {
	c.many = uint32(len(c.ords))
	if len(more) == 0 {
		return
	}
	slices.SortFunc(more, func(a, b pair) int { return cmp.Or(cmp.Compare(a.doc, b.doc), cmp.Compare(a.code, b.code)) })
	for i, p := range more {
		if i == 0 || p.doc != more[i-1].doc {
			c.docs, c.start = append(c.docs, p.doc), append(c.start, uint32(len(c.codes)))
			c.codes = append(c.codes, codes[p.doc])
			codes[p.doc] = c.many
		}
		c.codes = append(c.codes, p.code)
	}
	c.start = append(c.start, uint32(len(c.codes)))
	c.docs, c.start, c.codes = slices.Clip(c.docs), slices.Clip(c.start), slices.Clip(c.codes)
}

// hold keeps the codes of all documents.
func (c *column) hold(codes []uint32, size int) {
	if codes == nil {
		codes = make([]uint32, size)
	}
	c.single = make([]uint32, c.size())
	for code := range c.single {
		c.single[code] = uint32(code)
	}
	c.alone = newStrip(codes, c.size())
}

// postings calls each for every term of a field with the documents that have
// it, in order. The list is each's only until it returns.
func postings(s segment.Segment, field string, each func(term string, docs []uint32) error) error {
	dict, err := s.Dictionary(field)
	if err != nil {
		return err
	}
	terms := dict.AutomatonIterator(nil, nil, nil)
	var list segment.PostingsList
	var it segment.PostingsIterator
	var docs []uint32
	for {
		entry, err := terms.Next()
		if err != nil || entry == nil {
			return err
		}
		if list, err = dict.PostingsList([]byte(entry.Term), nil, list); err != nil {
			return err
		}
		it = list.Iterator(false, false, false, it)
		docs = docs[:0]
		for p, err := it.Next(); p != nil || err != nil; p, err = it.Next() {
			if err != nil {
				return err
			}
			docs = append(docs, uint32(p.Number()))
		}
		if len(docs) == 0 {
			continue
		}
		if err := each(entry.Term, docs); err != nil {
			return err
		}
	}
}
