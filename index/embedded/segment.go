package embedded

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"slices"
	"strings"
	"sync"

	"github.com/blevesearch/bleve/v2/index/scorch"
	api "github.com/blevesearch/bleve_index_api"
	segment "github.com/blevesearch/scorch_segment_api/v2"
	zap "github.com/blevesearch/zapx/v17"
	"github.com/golang/snappy"
)

// format is zap, the format of scorch's segments, with a way of its own to make
// one of our documents: zap's looks every word up four times, makes maps and
// bitmaps on the way, and takes three times as long. What comes out is the same
// byte for byte, which a test holds it to; all else is zap's.
type format struct {
	zap.ZapPlugin
	builders sync.Pool
}

// useFormat has scorch make segments our way, once for the process.
var useFormat = sync.OnceFunc(func() {
	scorch.RegisterSegmentPlugin(&format{builders: sync.Pool{New: func() any { return newBuilder() }}}, true)
})

// mostInSegment is how many documents fit into one container of a bitmap. More
// than that are zap's to write.
const mostInSegment = 1 << 16

// New is zap's.
func (f *format) New(docs []api.Document) (segment.Segment, uint64, error) {
	return f.NewUsing(docs, nil)
}

// NewUsing makes a segment of documents.
func (f *format) NewUsing(docs []api.Document, config map[string]any) (segment.Segment, uint64, error) {
	ours := make([]*document, len(docs))
	for i, d := range docs {
		doc, ok := d.(*document)
		if !ok || len(docs) > mostInSegment {
			return f.ZapPlugin.NewUsing(docs, config)
		}
		ours[i] = doc
	}
	b := f.builders.Get().(*builder)
	defer f.builders.Put(b)
	s, err := b.build(ours, config)
	if err != nil {
		return nil, 0, fmt.Errorf("make a segment: %w", err)
	}
	return s, uint64(len(b.out)), nil
}

// builder makes segments, one after the other.
type builder struct {
	out    []byte // the segment
	fields []*fieldTerms
	places map[string]int         // of a field among them
	used   map[string]*fieldTerms // by this or an earlier segment
	dict   dictWriter
	counts []uint32
	sorted []posting
	meta   []byte
	data   []byte
	packed []byte
}

func newBuilder() *builder {
	return &builder{places: map[string]int{}, used: map[string]*fieldTerms{}}
}

// sections are the numbers of zap's kinds of indexes: of words, of synonyms and
// of shapes. Only the first has anything.
var sections = [...]uint16{zap.SectionInvertedTextIndex, zap.SectionSynonymIndex, zap.SectionGeoShapeV2Index}

func (b *builder) build(docs []*document, config map[string]any) (*zap.SegmentBase, error) {
	size := 0
	for _, d := range docs {
		size += d.Size()
	}
	b.out = make([]byte, 0, size+size/4+4096)
	b.collect(docs)
	stored := b.store(docs)
	addresses := make([]uint64, len(b.fields))
	for i, f := range b.fields {
		var err error
		if addresses[i], err = b.index(f, len(docs)); err != nil {
			return nil, err
		}
	}
	end := b.tell(addresses)
	stats, _ := config[segment.StatsKey].(*segment.Stats)
	if stats == nil {
		stats = &segment.Stats{}
	}
	out := slices.Clip(b.out)
	return zap.InitSegmentBase(out, crc32.ChecksumIEEE(out), zap.DefaultChunkMode, uint64(len(docs)), stored, end, config, stats)
}

// collect gathers the terms of all documents by their fields: that of the ID
// first, the others by name.
func (b *builder) collect(docs []*document) {
	clear(b.places)
	b.fields = b.fields[:0]
	for _, d := range docs {
		for _, f := range d.fields {
			if _, ok := b.places[f.name]; ok {
				continue
			}
			t := b.used[f.name]
			if t == nil {
				t = newFieldTerms(f.name)
				b.used[f.name] = t
			}
			t.begin(len(docs))
			b.places[f.name], b.fields = len(b.fields), append(b.fields, t)
		}
	}
	slices.SortFunc(b.fields, func(a, b *fieldTerms) int {
		if (a.name == idField) != (b.name == idField) {
			return cmp.Compare(btoi(b.name == idField), btoi(a.name == idField))
		}
		return strings.Compare(a.name, b.name)
	})
	for i, f := range b.fields {
		b.places[f.name] = i
	}
	for n, d := range docs {
		for _, f := range d.fields {
			b.fields[b.places[f.name]].add(f, uint32(n))
		}
	}
}

func btoi(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// store writes what the documents keep, and gives where it is told where each
// begins.
func (b *builder) store(docs []*document) (at uint64) {
	begins := make([]uint64, len(docs))
	for n, d := range docs {
		b.meta = binary.AppendUvarint(b.meta[:0], uint64(len(d.id)))
		b.data = b.data[:0]
		for place, of := range b.fields[1:] {
			for _, f := range d.fields {
				if f.name == of.name && f.options.IsStored() {
					for _, v := range [...]int{place + 1, int(f.EncodedFieldType()), len(b.data), len(f.value), 0} {
						b.meta = binary.AppendUvarint(b.meta, uint64(v))
					}
					b.data = append(b.data, f.value...)
				}
			}
		}
		b.packed = snappy.Encode(b.packed[:cap(b.packed)], b.data)
		begins[n] = uint64(len(b.out))
		b.uvarints(uint64(len(b.meta)), uint64(len(d.id)+len(b.packed)))
		b.out = append(append(append(b.out, b.meta...), d.id...), b.packed...)
	}
	at = uint64(len(b.out))
	for _, begin := range begins {
		b.out = binary.BigEndian.AppendUint64(b.out, begin)
	}
	b.uvarints(0) // documents within documents
	return at
}

// tell writes which fields there are and where each is, and gives where it is
// told.
func (b *builder) tell(addresses []uint64) (at uint64) {
	var begins []uint64
	for i, f := range b.fields {
		begins = append(begins, uint64(len(b.out)))
		b.uvarints(uint64(len(f.name)))
		b.out = append(b.out, f.name...)
		b.uvarints(uint64(f.options), uint64(len(sections)))
		for _, s := range sections {
			address := uint64(0)
			if s == zap.SectionInvertedTextIndex {
				address = addresses[i]
			}
			b.out = binary.BigEndian.AppendUint64(binary.BigEndian.AppendUint16(b.out, s), address)
		}
	}
	at = uint64(len(b.out))
	b.uvarints(uint64(len(begins)))
	for _, begin := range begins {
		b.out = binary.BigEndian.AppendUint64(b.out, begin)
	}
	return at
}

func (b *builder) uvarints(list ...uint64) {
	for _, v := range list {
		b.out = binary.AppendUvarint(b.out, v)
	}
}
