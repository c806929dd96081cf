package embedded

import (
	"encoding/binary"
	"hash/crc32"
)

// recordHead is how long what stands before each change is: its length, and its
// checksum.
const recordHead = 8

// record is a change as the journal has it: the removal of an article, or what
// is kept of it.
type record struct {
	number  uint64
	article string
	kept    []byte // nil for a removal
}

// change makes the change anew.
func (r record) change(s *stems, p *press) (*change, error) {
	c := &change{article: r.article, remove: true, done: make(chan error, 1)}
	if r.kept != nil {
		k, err := p.expand(r.kept)
		if err != nil {
			return nil, err
		}
		a, entries, err := k.put()
		if err != nil {
			return nil, err
		}
		if c, err = layOut(a, entries, s, p); err != nil {
			return nil, err
		}
	}
	c.number = r.number
	return c, nil
}

// encode writes a record with its head.
func (r record) encode() []byte {
	out := make([]byte, recordHead, recordHead+len(r.article)+len(r.kept)+16)
	out = binary.AppendUvarint(out, r.number)
	out = binary.AppendUvarint(out, uint64(len(r.article)))
	out = append(out, r.article...)
	out = append(out, r.kept...)
	binary.BigEndian.PutUint32(out, uint32(len(out)-recordHead))
	binary.BigEndian.PutUint32(out[4:], crc32.ChecksumIEEE(out[recordHead:]))
	return out
}

// readRecord reads the first record of a text, and tells how long it is.
func readRecord(in []byte) (r record, size int, err error) {
	if len(in) < recordHead {
		return r, 0, errDamaged
	}
	length, sum := uint64(binary.BigEndian.Uint32(in)), binary.BigEndian.Uint32(in[4:])
	if length > uint64(len(in)-recordHead) {
		return r, 0, errDamaged
	}
	size = recordHead + int(length)
	in = in[recordHead:size]
	if crc32.ChecksumIEEE(in) != sum {
		return r, 0, errDamaged
	}
	number, n := binary.Uvarint(in)
	if n <= 0 {
		return r, 0, errDamaged
	}
	in = in[n:]
	long, n := binary.Uvarint(in)
	if n <= 0 || long > uint64(len(in)-n) {
		return r, 0, errDamaged
	}
	in = in[n:]
	r = record{number: number, article: string(in[:long])}
	if len(in) > int(long) {
		r.kept = in[long:]
	}
	return r, size, nil
}

// anyRecord tells whether a record stands anywhere in a text.
func anyRecord(in []byte) bool {
	for i := range in {
		if _, _, err := readRecord(in[i:]); err == nil {
			return true
		}
	}
	return false
}
