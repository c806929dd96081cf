package embedded

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/klauspost/compress/zstd"

	"onrecord/index"
)

// An article's document keeps all that was put, compressed as one: the words
// of its statements stand in its text too. Before it, plain, stands what Put
// asks for.

// held is what the index has, or will have after the batch, of an article.
type held struct {
	revision   int
	statements int // how many documents
	sum        [sumLength]byte
}

const sumLength = 16

func (h *held) encode() []byte {
	out := binary.AppendVarint(nil, int64(h.revision))
	out = binary.AppendUvarint(out, uint64(h.statements))
	return append(out, h.sum[:]...)
}

// errDamaged is the error of what can't have been written like this.
var errDamaged = errors.New("the index can't be read as it was written")

func decodeHeld(in []byte) (*held, error) {
	revision, n := binary.Varint(in)
	if n <= 0 {
		return nil, errDamaged
	}
	count, m := binary.Uvarint(in[n:])
	if m <= 0 || len(in) != n+m+sumLength {
		return nil, errDamaged
	}
	h := &held{revision: int(revision), statements: int(count)}
	copy(h.sum[:], in[n+m:])
	return h, nil
}

// kept is what is read back of an article: pieces of JSON, of which a search
// needs few.
type kept struct {
	text    string
	article []byte
	entries [][]byte
}

// pack joins the pieces: how many, how long each, and then all.
func (k *kept) pack() []byte {
	size := len(k.article) + len(k.text)
	for _, e := range k.entries {
		size += len(e)
	}
	out := make([]byte, 0, size+4*len(k.entries)+16)
	out = binary.AppendUvarint(out, uint64(len(k.entries)))
	out = binary.AppendUvarint(out, uint64(len(k.article)))
	for _, e := range k.entries {
		out = binary.AppendUvarint(out, uint64(len(e)))
	}
	out = append(out, k.article...)
	for _, e := range k.entries {
		out = append(out, e...)
	}
	return append(out, k.text...)
}

func unpack(in []byte) (*kept, error) {
	count, n := binary.Uvarint(in)
	if n <= 0 || count > uint64(len(in)) {
		return nil, errDamaged
	}
	in = in[n:]
	sizes := make([]uint64, count+1)
	for i := range sizes {
		if sizes[i], n = binary.Uvarint(in); n <= 0 {
			return nil, errDamaged
		}
		in = in[n:]
	}
	pieces := make([][]byte, len(sizes))
	for i, size := range sizes {
		if size > uint64(len(in)) {
			return nil, errDamaged
		}
		pieces[i], in = in[:size:size], in[size:]
	}
	return &kept{text: string(in), article: pieces[0], entries: pieces[1:]}, nil
}

// entry gives one statement with its article.
func (k *kept) entry(n int) (e index.Entry, err error) {
	if n >= len(k.entries) {
		return e, errDamaged
	}
	if err := json.Unmarshal(k.entries[n], &e); err != nil {
		return e, fmt.Errorf("%w: %w", errDamaged, err)
	}
	e.Article, err = k.tells()
	return e, err
}

// tells gives the article without its text.
func (k *kept) tells() (a index.Article, err error) {
	if err := json.Unmarshal(k.article, &a); err != nil {
		return a, fmt.Errorf("%w: %w", errDamaged, err)
	}
	return a, nil
}

// put gives all as it was put.
func (k *kept) put() (a index.Article, entries []index.Entry, err error) {
	if a, err = k.tells(); err != nil {
		return a, nil, err
	}
	a.Text = k.text
	for n := range k.entries {
		e, err := k.entry(n)
		if err != nil {
			return a, nil, err
		}
		entries = append(entries, e)
	}
	return a, entries, nil
}

// press compresses what is kept. Many may use it at once.
type press struct {
	in  *zstd.Encoder
	out *zstd.Decoder
}

// mostKept is the most that one article and its statements may take, in
// bytes: far more than an article's page may have.
const mostKept = 1 << 30

func newPress() (*press, error) {
	in, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(writers), zstd.WithLowerEncoderMem(true), zstd.WithWindowSize(1<<20))
	if err != nil {
		return nil, fmt.Errorf("make a compressor: %w", err)
	}
	out, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(0), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxMemory(mostKept))
	if err != nil {
		return nil, fmt.Errorf("make a decompressor: %w", err)
	}
	return &press{in, out}, nil
}

func (p *press) squeeze(in []byte) []byte { return p.in.EncodeAll(in, make([]byte, 0, len(in)/2)) }

func (p *press) expand(in []byte) (*kept, error) {
	out, err := p.out.DecodeAll(in, nil)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errDamaged, err)
	}
	return unpack(out)
}
