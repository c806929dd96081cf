package embedded

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
	"slices"

	api "github.com/blevesearch/bleve_index_api"
	"github.com/blevesearch/vellum"
)

// dictWriter writes dictionaries.
type dictWriter struct {
	buffer  bytes.Buffer
	builder *vellum.Builder
	places  chunks
	spread  chunks
}

// begin begins a dictionary, as zap makes them.
func (w *dictWriter) begin() (err error) {
	w.buffer.Reset()
	if w.builder != nil {
		return w.builder.Reset(&w.buffer)
	}
	w.builder, err = vellum.New(&w.buffer, &vellum.BuilderOpts{Encoder: 1, RegistryTableSize: 0, RegistryMRUSize: 1})
	return err
}

// index writes a field's postings and its dictionary, and gives where it is
// told where they are.
func (b *builder) index(t *fieldTerms, docs int) (at uint64, err error) {
	if err := b.dict.begin(); err != nil {
		return 0, fmt.Errorf("begin a dictionary: %w", err)
	}
	b.counts, b.sorted = t.order(b.counts, b.sorted)
	for _, slot := range t.byName() {
		first := uint32(0)
		if slot > 0 {
			first = b.counts[slot-1]
		}
		where := b.postings(t, b.sorted[first:b.counts[slot]], docs)
		if err := b.dict.builder.Insert([]byte(t.terms[slot]), where); err != nil {
			return 0, fmt.Errorf("write a dictionary: %w", err)
		}
	}
	if err := b.dict.builder.Close(); err != nil {
		return 0, fmt.Errorf("end a dictionary: %w", err)
	}
	dict := uint64(len(b.out))
	b.uvarints(uint64(b.dict.buffer.Len()))
	b.out = append(b.out, b.dict.buffer.Bytes()...)
	at = uint64(len(b.out))
	b.uvarints(math.MaxUint64, math.MaxUint64, dict) // the first two: no values by document
	return at, nil
}

// postings writes those of one term and gives where they are.
func (b *builder) postings(t *fieldTerms, list []posting, docs int) (at uint64) {
	size := docs / (len(list)/1024 + 1)
	b.dict.places.begin(size, docs)
	b.dict.spread.begin(size, docs)
	for _, p := range list {
		over := t.spread[p.key()]
		c := b.dict.places.of(p.doc)
		c = binary.AppendUvarint(c, p.frequency<<1|uint64(btoi(over != nil)))
		if p.frequency > 0 {
			c = binary.AppendUvarint(c, uint64(t.lengths[p.doc]))
		}
		b.dict.places.data = c
		if over != nil {
			l := b.location(t, over)
			b.dict.spread.data = append(binary.AppendUvarint(b.dict.spread.of(p.doc), uint64(len(l))), l...)
		}
	}
	places := b.chunked(&b.dict.places)
	spread := b.chunked(&b.dict.spread)
	at = uint64(len(b.out))
	b.uvarints(places, spread)
	b.bitmap(list)
	return at
}

// location encodes a location.
func (b *builder) location(t *fieldTerms, l *api.TokenLocation) []byte {
	b.meta = b.meta[:0]
	for _, v := range [...]int{b.places[t.name], l.Position, 0, 0, len(l.ArrayPositions)} {
		b.meta = binary.AppendUvarint(b.meta, uint64(v))
	}
	for _, v := range l.ArrayPositions {
		b.meta = binary.AppendUvarint(b.meta, v)
	}
	return b.meta
}

// chunks are the numbers of a term's postings, in pieces of so many documents.
type chunks struct {
	size int
	ends []uint64
	data []byte
	now  int
}

func (c *chunks) begin(size, docs int) {
	c.size, c.data, c.now = size, c.data[:0], 0
	n := (docs-1)/size + 1
	c.ends = slices.Grow(c.ends[:0], n)[:n]
}

// of gives the data, ready for what is of a document.
func (c *chunks) of(doc uint32) []byte {
	for at := int(doc) / c.size; c.now < at; c.now++ {
		c.ends[c.now] = uint64(len(c.data))
	}
	return c.data
}

// chunked writes chunks, unless there is nothing in them, and gives where they
// are.
func (b *builder) chunked(c *chunks) (at uint64) {
	if len(c.data) == 0 {
		return 0
	}
	for ; c.now < len(c.ends); c.now++ {
		c.ends[c.now] = uint64(len(c.data))
	}
	at = uint64(len(b.out))
	b.uvarints(uint64(len(c.ends)))
	b.uvarints(c.ends...)
	b.out = append(b.out, c.data...)
	return at
}

const (
	bitmapCookie = 12346 // of a bitmap without runs
	bitmapHead   = 16
	mostInArray  = 4096
	bitmapSize   = 1 << 13
)

// bitmap writes the documents of postings as a roaring bitmap of one container.
func (b *builder) bitmap(list []posting) {
	size := 2 * len(list)
	if len(list) > mostInArray {
		size = bitmapSize
	}
	b.uvarints(uint64(bitmapHead + size))
	b.out = binary.LittleEndian.AppendUint32(b.out, bitmapCookie)
	b.out = binary.LittleEndian.AppendUint32(b.out, 1)
	b.out = binary.LittleEndian.AppendUint16(b.out, 0)
	b.out = binary.LittleEndian.AppendUint16(b.out, uint16(len(list)-1))
	b.out = binary.LittleEndian.AppendUint32(b.out, bitmapHead)
	if len(list) <= mostInArray {
		for _, p := range list {
			b.out = binary.LittleEndian.AppendUint16(b.out, uint16(p.doc))
		}
		return
	}
	at := len(b.out)
	b.out = slices.Grow(b.out, size)[:at+size]
	clear(b.out[at:])
	for _, p := range list {
		b.out[at+int(p.doc>>3)] |= 1 << (p.doc & 7)
	}
}
