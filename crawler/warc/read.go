package warc

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/textproto"
	"strconv"
	"strings"
)

// ErrTooLarge is the failure of a header over the limit of 64 KiB.
var ErrTooLarge = errors.New("too large")

// MaxHeader is the most that a record's header may be.
const MaxHeader = 64 << 10

// Record is one record of an archive.
type Record struct {
	// Version is the first line, as "WARC/1.1".
	Version string
	Header  textproto.MIMEHeader
	// Length is that of the block, as the header tells it.
	Length int64
	// Block is to be read before the next record.
	Block io.Reader
}

// Type is the record's kind: response, request, metadata and so on.
func (r Record) Type() string { return r.Header.Get("Warc-Type") }

// Date is the text of the record's date.
func (r Record) Date() string { return r.Header.Get("Warc-Date") }

// ID is the record's own, without the angles around it.
func (r Record) ID() string { return r.uri("Warc-Record-Id") }

// RefersTo is the ID of the record that this one is about: that which it was
// made of, or which was captured together with it.
func (r Record) RefersTo() string {
	if id := r.uri("Warc-Refers-To"); id != "" {
		return id
	}
	return r.uri("Warc-Concurrent-To")
}

// Target is the URI of what was captured, without the angles that some write.
func (r Record) Target() string { return r.uri("Warc-Target-Uri") }

func (r Record) uri(name string) string { return strings.Trim(r.Header.Get(name), "<>") }

// Reader reads the records of an archive that is not, or no more, zipped.
type Reader struct {
	r     *bufio.Reader
	block *io.LimitedReader
}

// NewReader reads from r, which should have a buffer of 64 KiB: longer lines
// of a header are refused.
func NewReader(r *bufio.Reader) *Reader { return &Reader{r: r} }

// Skip passes by what is left of the current block.
func (r *Reader) Skip() error {
	if r.block == nil {
		return nil
	}
	n, err := io.Copy(io.Discard, r.block)
	if err == nil && r.block.N > 0 {
		err = io.ErrUnexpectedEOF
	}
	r.block = nil
	if err != nil {
		return fmt.Errorf("skip %d bytes: %w", n, err)
	}
	return nil
}

// Next gives the next record; io.EOF at the end.
func (r *Reader) Next() (Record, error) {
	if err := r.Skip(); err != nil {
		return Record{}, err
	}
	rec := Record{}
	for rec.Version == "" {
		line, err := r.r.ReadSlice('\n')
		rec.Version = strings.TrimSpace(string(line))
		if err != nil && rec.Version != "" {
			return Record{}, fmt.Errorf("read version: %w", noEOF(err))
		}
		if err != nil {
			return Record{}, err
		}
	}
	if !strings.HasPrefix(rec.Version, "WARC/") {
		return Record{}, fmt.Errorf("no WARC record but %.40q", rec.Version)
	}
	var err error
	if rec.Header, err = readHeader(r.r); err != nil {
		return Record{}, fmt.Errorf("read header: %w", err)
	}
	rec.Length, err = strconv.ParseInt(rec.Header.Get("Content-Length"), 10, 64)
	if err != nil || rec.Length < 0 {
		return Record{}, fmt.Errorf("content length %q", rec.Header.Get("Content-Length"))
	}
	r.block = &io.LimitedReader{R: r.r, N: rec.Length}
	rec.Block = r.block
	return rec, nil
}

// noEOF makes an end in the middle of something an error that says so.
func noEOF(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

func readHeader(r *bufio.Reader) (textproto.MIMEHeader, error) {
	var lines []byte
	for {
		line, err := r.ReadSlice('\n')
		if err != nil {
			return nil, noEOF(err)
		}
		lines = append(lines, line...)
		if len(lines) > MaxHeader {
			return nil, ErrTooLarge
		}
		if len(bytes.TrimSpace(line)) == 0 {
			return textproto.NewReader(bufio.NewReader(bytes.NewReader(lines))).ReadMIMEHeader()
		}
	}
}
