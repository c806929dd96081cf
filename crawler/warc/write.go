package warc

import (
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"strings"
	"time"
)

// Field is one line of a record's header.
type Field struct{ Name, Value string }

// Entry is a record to be written. What the writer itself tells of a record
// (its type, ID, date, length and block digest) is no Field.
type Entry struct {
	Type string
	// ID is a URI of the record's own, see NewID.
	ID   string
	Date time.Time
	// Target is the URI of what was captured; empty for none.
	Target      string
	ContentType string
	Fields      []Field
	Block       []byte
	// Payload is the part of the block that the payload's digest is told of;
	// nil tells of none.
	Payload []byte
}

// NewID makes a record's ID of what identifies it: the same of the same, so
// that an archive written twice is the same twice.
func NewID(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	sum[6] = sum[6]&0x0f | 0x80 // version 8: made of what the maker likes
	sum[8] = sum[8]&0x3f | 0x80
	h := hex.EncodeToString(sum[:16])
	return fmt.Sprintf("urn:uuid:%s-%s-%s-%s-%s", h[:8], h[8:12], h[12:16], h[16:20], h[20:])
}

// Digest is the labelled SHA-256 of bytes, in hex.
func Digest(b []byte) string {
	sum := sha256.Sum256(b)
	return "sha256:" + hex.EncodeToString(sum[:])
}

// Writer writes an archive of version 1.1, each record a gzip member.
type Writer struct {
	w io.Writer
	// z is used again for each record: a new one takes a megabyte.
	z *gzip.Writer
}

// NewWriter writes to w.
func NewWriter(w io.Writer) *Writer { return &Writer{w: w, z: gzip.NewWriter(w)} }

// Write writes one record.
func (w *Writer) Write(e Entry) error {
	z := w.z
	z.Reset(w.w)
	if _, err := z.Write(e.head()); err != nil {
		return fmt.Errorf("write %s record: %w", e.Type, err)
	}
	if _, err := z.Write(e.Block); err != nil {
		return fmt.Errorf("write %s record: %w", e.Type, err)
	}
	if _, err := io.WriteString(z, "\r\n\r\n"); err != nil {
		return fmt.Errorf("write %s record: %w", e.Type, err)
	}
	if err := z.Close(); err != nil {
		return fmt.Errorf("write %s record: %w", e.Type, err)
	}
	return nil
}

// head writes the record's version and header.
func (e Entry) head() []byte {
	fields := []Field{{"WARC-Type", e.Type}, {"WARC-Record-ID", "<" + e.ID + ">"},
		{"WARC-Date", e.Date.UTC().Format("2006-01-02T15:04:05.999999Z")}}
	if e.Target != "" {
		fields = append(fields, Field{"WARC-Target-URI", e.Target})
	}
	fields = append(fields, e.Fields...)
	fields = append(fields, Field{"WARC-Block-Digest", Digest(e.Block)})
	if e.Payload != nil {
		fields = append(fields, Field{"WARC-Payload-Digest", Digest(e.Payload)})
	}
	if e.ContentType != "" {
		fields = append(fields, Field{"Content-Type", e.ContentType})
	}
	fields = append(fields, Field{"Content-Length", fmt.Sprint(len(e.Block))})
	b := []byte("WARC/1.1\r\n")
	for _, f := range fields {
		b = fmt.Appendf(b, "%s: %s\r\n", f.Name, oneLine(f.Value))
	}
	return append(b, '\r', '\n')
}

// oneLine keeps a value from becoming a field of its own.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return ' '
		}
		return r
	}, s)
}
