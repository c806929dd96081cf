package embedded

import (
	"encoding/binary"
	"fmt"
	"math/bits"

	segment "github.com/blevesearch/scorch_segment_api/v2"
	"github.com/blevesearch/vellum"
)

// frequencies goes along what a part keeps of a term in each document that has
// it: what Bleve takes for its frequency, which is where it stands, and how long
// the field is. Both stand as varints in one row, from document to document:
// read from the file itself, they take a tenth of the time that Bleve's
// iterators do.
type frequencies struct {
	docs set // that have the term
	list segment.PostingsList
	far  segment.PostingsIterator // nil until it is needed

	data []byte
	from int // where the numbers begin in data
	at   int // of the next number
	next int // how many documents' numbers are before that

	word, before int // how many documents there are before a word of bits

	chunk int // documents to a chunk; 0 for a single one
	ends  []uint64
	now   int // the chunk at hand
}

// zapFile is what Bleve's segments tell of their files.
type zapFile interface {
	Data() []byte
	DictAddr(field string) (uint64, error)
	ChunkMode() uint32
	Version() uint32
	NumDocs() uint64
}

// The layout that is read here: zap 17 with chunks of about a thousand
// documents. Others, and segments that are not in files yet, are read by Bleve.
const (
	zapVersion  = 17
	zapChunks   = 1026
	zapEach     = 1024
	zapFlags    = 3 << 62 // an offset that has one of these is none
	hasLocation = 1       // the lowest bit of a frequency
)

// frequenciesOf gives those of a word of a field.
func frequenciesOf(s segment.Segment, field, text string, list segment.PostingsList, docs set) (*frequencies, error) {
	f := &frequencies{docs: docs, list: list}
	if file, ok := s.(zapFile); ok && file.Version() == zapVersion && file.ChunkMode() == zapChunks {
		ok, err := f.open(file, field, text, list.Count())
		if ok || err != nil {
			return f, err
		}
	}
	it := list.Iterator(true, true, false, nil)
	for {
		p, err := it.Next()
		if err != nil || p == nil {
			return f, err
		}
		f.data = binary.AppendUvarint(f.data, p.Frequency()<<hasLocation)
		f.data = binary.AppendUvarint(f.data, length(p))
	}
}

// open finds a word's frequencies in a file; ok is false for one that is written
// otherwise, as the single one of its document.
func (f *frequencies) open(file zapFile, field, text string, count uint64) (ok bool, err error) {
	at, err := file.DictAddr(field)
	if err != nil {
		return false, fmt.Errorf("find the words of %s: %w", field, err)
	}
	data := file.Data()
	size, n := binary.Uvarint(data[at:])
	words, err := vellum.Load(data[at+uint64(n) : at+uint64(n)+size])
	if err != nil {
		return false, fmt.Errorf("open the words of %s: %w", field, err)
	}
	at, ok, err = words.Get([]byte(text))
	if err != nil || !ok || at&zapFlags != 0 {
		return false, err
	}
	at, _ = binary.Uvarint(data[at:])
	chunks, n := binary.Uvarint(data[at:])
	f.at = int(at) + n
	if chunks > file.NumDocs()+1 {
		return false, fmt.Errorf("a word of %s in %d chunks: %w", field, chunks, errDamaged)
	}
	f.ends = make([]uint64, chunks)
	for i := range f.ends {
		f.ends[i], n = binary.Uvarint(data[f.at:])
		f.at += n
	}
	f.data, f.from, f.chunk = data, f.at, int(file.NumDocs()/(count/zapEach+1))
	if len(f.ends) == 0 || f.chunk == 0 {
		return false, fmt.Errorf("a word of %s without a list: %w", field, errDamaged)
	}
	return true, nil
}

// of gives what there is of a document that has the term, behind the one
// before.
func (f *frequencies) of(doc uint32) (frequency, length uint64) {
	return f.nth(f.reach(doc))
}

// reach tells how many documents with the term come before one, and goes to its
// chunk.
func (f *frequencies) reach(doc uint32) int {
	if f.chunk > 0 && int(doc)-f.now*f.chunk >= f.chunk {
		f.jump(int(doc) / f.chunk)
	}
	return f.rank(doc)
}

// nth gives what there is of a document that so many with the term come before,
// behind the one before.
func (f *frequencies) nth(rank int) (frequency, length uint64) {
	f.skip(2 * (rank - f.next))
	f.next = rank + 1
	frequency = f.number() >> hasLocation
	return frequency, f.number()
}

// rewind goes back before the first document.
func (f *frequencies) rewind() {
	f.at, f.next, f.now, f.word, f.before, f.far = f.from, 0, 0, 0, 0, nil
}

// places appends where the term stands in a document that has it, behind the one
// before, and tells how long the field is.
func (f *frequencies) places(list []uint64, doc uint32) (all []uint64, length uint64, err error) {
	return f.nthPlaces(list, f.reach(doc), doc)
}

// nthPlaces does the same for a document that so many with the term come before.
func (f *frequencies) nthPlaces(list []uint64, rank int, doc uint32) (all []uint64, length uint64, err error) {
	frequency, length := f.nth(rank)
	if frequency&groupMask != 0 {
		return unpackPlaces(list, frequency), length, nil
	}
	if f.far == nil {
		f.far = f.list.Iterator(true, true, true, nil)
	}
	p, err := f.far.Advance(uint64(doc))
	if err == nil && (p == nil || p.Number() != uint64(doc)) {
		err = fmt.Errorf("a list of words without a document that it has: %w", errDamaged)
	}
	if err != nil {
		return nil, 0, err
	}
	return places(list, p), length, nil
}

// jump goes to the beginning of a chunk.
func (f *frequencies) jump(chunk int) {
	if chunk > 0 {
		f.at = f.from + int(f.ends[chunk-1])
	}
	f.now, f.next = chunk, f.rank(uint32(chunk*f.chunk))
}

// rank tells how many documents with the term come before one; asked in order.
func (f *frequencies) rank(doc uint32) int {
	for word := int(doc / wordBits); f.word < word; f.word++ {
		f.before += bits.OnesCount64(f.docs[f.word])
	}
	return f.before + bits.OnesCount64(f.docs[f.word]&(1<<(doc%wordBits)-1))
}

func (f *frequencies) number() uint64 {
	if b := f.data[f.at]; b < 0x80 {
		f.at++
		return uint64(b)
	}
	return f.long()
}

func (f *frequencies) long() uint64 {
	x, n := binary.Uvarint(f.data[f.at:])
	if n <= 0 {
		panic(fmt.Errorf("a number in a list of words: %w", errDamaged)) // as Bleve does; guarded tells it
	}
	f.at += n
	return x
}

// skip leaves out so many numbers. Each ends with a byte whose highest bit is
// not set.
func (f *frequencies) skip(n int) {
	const highest = 0x8080808080808080
	for n > 0 && f.at+8 <= len(f.data) {
		ends := ^binary.LittleEndian.Uint64(f.data[f.at:]) & highest
		if k := bits.OnesCount64(ends); k < n {
			n -= k
			f.at += 8
			continue
		}
		for ; n > 1; n-- {
			ends &= ends - 1
		}
		f.at += bits.TrailingZeros64(ends)/8 + 1
		return
	}
	for ; n > 0; f.at++ {
		if f.data[f.at] < 0x80 {
			n--
		}
	}
}

// sum adds to sums what the word is worth in each document of among.
func (f *frequencies) sum(among set, w *weights, sums []float32) {
	for i, has := range f.docs {
		for wanted := has & among[i]; wanted != 0; wanted &= wanted - 1 {
			doc := uint32(i*wordBits) + lowest(wanted)
			frequency, length := f.of(doc)
			sums[doc] += float32(times(frequency)) * w.of(length)
		}
	}
}
