package store

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"slices"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"onrecord/crawler"
)

// packed is a capture ready to be kept. Compressing is done before the
// transaction begins, so that no writer waits for it.
type packed struct {
	header, exchanges string
	// body is the body as zstd or gzip; wire is what came, where that is neither
	// this nor the body itself, as coding tells.
	body, wire []byte
	coding     string
	// payload is the hash of what came.
	payload string
}

// The codings of a body that is kept as it came.
const (
	gzipped = "gzip"
	zstded  = "zstd"
)

// newPacker makes what compresses bodies: with the ratio of gzip's default in
// a quarter of its time. It is used by all who save.
func newPacker() (*zstd.Encoder, error) {
	return zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(1), zstd.WithLowerEncoderMem(true), zstd.WithWindowSize(1<<20))
}

// pack makes a capture ready to be kept, its body in space if it is compressed.
func (db *DB) pack(c crawler.Capture, space *[]byte) (packed, error) {
	var p packed
	header, err := json.Marshal(c.Header)
	if err != nil {
		return p, fmt.Errorf("pack capture: %w", err)
	}
	p.header = string(header)
	wire := c.Body
	exchanges := slices.Clone(c.Exchanges)
	if n := len(exchanges); n > 0 && exchanges[n-1].Body != nil {
		wire, p.coding, p.wire = exchanges[n-1].Body, "other", exchanges[n-1].Body
		exchanges[n-1].Body = nil
	}
	told, err := json.Marshal(exchanges)
	if err != nil {
		return p, fmt.Errorf("pack capture: %w", err)
	}
	p.exchanges, p.payload = string(told), hexSum(wire)
	// What came as gzip or zstd is kept as it came.
	if p.wire != nil {
		if isGzipOf(exchanges[len(exchanges)-1], p.wire, c.Body) {
			p.coding, p.body, p.wire = gzipped, p.wire, nil
			return p, nil
		}
		if again, err := unpack(p.wire, int64(len(c.Body))); err == nil && bytes.Equal(again, c.Body) {
			p.coding, p.body, p.wire = codingOf(p.wire), p.wire, nil
			return p, nil
		}
	}
	*space = db.packer.EncodeAll(c.Body, (*space)[:0])
	p.body = *space
	return p, nil
}

// isGzipOf tells whether what came in an exchange is one member of gzip that
// holds a body: by its header the body was unpacked from it as such, and it ends
// in the body's sum and length.
func isGzipOf(x crawler.Exchange, wire, body []byte) bool {
	const head, tail = 10, 8
	field := []byte("\r\nContent-Encoding:")
	if !bytes.Contains(x.Response, append(field, " gzip\r\n"...)) || bytes.Count(x.Response, field) != 1 ||
		len(wire) < head+tail || !bytes.HasPrefix(wire, []byte{0x1f, 0x8b, 8}) {
		return false
	}
	end := wire[len(wire)-tail:]
	return binary.LittleEndian.Uint32(end) == crc32.ChecksumIEEE(body) && binary.LittleEndian.Uint32(end[4:]) == uint32(len(body))
}

// codingOf tells by its first bytes in which coding a body is kept.
func codingOf(body []byte) string {
	if bytes.HasPrefix(body, []byte{0x28, 0xb5, 0x2f, 0xfd}) {
		return zstded
	}
	return gzipped
}

func hexSum(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// saveCapture keeps a capture of an article, or of none. One that is kept
// already was visited again.
func (t *tx) saveCapture(c crawler.Capture, p packed, article string) error {
	n, err := t.exec(`INSERT INTO captures (id, url, final, status, header, body, length, fetched, article, origin, exchanges, coding, wire, payload)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET final = excluded.final, status = excluded.status, header = excluded.header,
			body = excluded.body, length = excluded.length, fetched = excluded.fetched, article = excluded.article, origin = excluded.origin,
			exchanges = excluded.exchanges, coding = excluded.coding, wire = excluded.wire, payload = excluded.payload, dropped = 0
			WHERE captures.dropped > 0`,
		c.ID, c.URL, c.Final, c.Status, p.header, p.body, len(c.Body), micros(c.Fetched),
		article, c.Origin, p.exchanges, p.coding, p.wire, p.payload)
	if err != nil || n > 0 {
		return err
	}
	_, err = t.exec(`INSERT INTO visits (capture, fetched, status, final, exchanges, coding, payload, wire)
		SELECT id, ?, ?, ?, ?, ?, ?, CASE WHEN payload = ? OR ? = '' THEN NULL ELSE ? END FROM captures
		WHERE id = ? AND fetched <> ? ON CONFLICT (capture, fetched) DO NOTHING`,
		micros(c.Fetched), c.Status, c.Final, p.exchanges, p.coding, p.payload, p.payload, p.coding, p.came(),
		c.ID, micros(c.Fetched))
	if err != nil {
		return err
	}
	_, err = t.exec(`UPDATE captures SET article = ? WHERE id = ? AND article = ''`, article, c.ID)
	return err
}

// came is the body in the coding that it came in, nil where it came in none.
func (p packed) came() []byte {
	if keptAsCame(p.coding) {
		return p.body
	}
	return p.wire
}

func keptAsCame(coding string) bool { return coding == gzipped || coding == zstded }

// Kept tells whether a capture of this ID is kept already.
func (db *DB) Kept(ctx context.Context, capture string) (bool, error) {
	var n int
	if err := db.row(ctx, `SELECT COUNT(*) FROM captures WHERE id = ? AND dropped = 0`, capture).Scan(&n); err != nil {
		return false, fmt.Errorf("capture %s: %w", capture, err)
	}
	return n > 0, nil
}

const captureColumns = `id, url, final, status, header, body, length, fetched, origin, exchanges, coding, wire`

func scanCapture(scan func(...any) error) (crawler.Capture, error) {
	var c crawler.Capture
	var header, exchanges, coding string
	var body, wire []byte
	var length, fetched int64
	if err := scan(&c.ID, &c.URL, &c.Final, &c.Status, &header, &body, &length, &fetched, &c.Origin, &exchanges, &coding, &wire); err != nil {
		return c, err
	}
	c.Fetched = moment(fetched)
	if err := json.Unmarshal([]byte(header), &c.Header); err != nil {
		return c, fmt.Errorf("header of capture %s: %w", c.ID, err)
	}
	if err := json.Unmarshal([]byte(exchanges), &c.Exchanges); err != nil {
		return c, fmt.Errorf("exchanges of capture %s: %w", c.ID, err)
	}
	var err error
	if c.Body, err = unpack(body, length); err != nil {
		return c, fmt.Errorf("body of capture %s: %w", c.ID, err)
	}
	if keptAsCame(coding) {
		wire = body
	}
	setWire(c.Exchanges, wire)
	return c, nil
}

// setWire gives the last exchange its body as it came.
func setWire(exchanges []crawler.Exchange, wire []byte) {
	if n := len(exchanges); n > 0 && wire != nil {
		exchanges[n-1].Body = wire
	}
}

// Capture gives what a server answered, as kept.
func (db *DB) Capture(ctx context.Context, id string) (crawler.Capture, error) {
	c, err := scanCapture(db.row(ctx, `SELECT `+captureColumns+` FROM captures WHERE id = ? AND dropped = 0`, id).Scan)
	if err != nil {
		return crawler.Capture{}, fmt.Errorf("capture %s: %w", id, notFound(err))
	}
	return c, nil
}

// Visits gives the later looks that found a capture's body again, from the
// first: each as a capture of its own time.
func (db *DB) Visits(ctx context.Context, c crawler.Capture) ([]crawler.Capture, error) {
	scan := func(scan func(...any) error) (crawler.Capture, error) {
		v := crawler.Capture{ID: c.ID, URL: c.URL, Header: c.Header, Body: c.Body}
		var fetched int64
		var exchanges, coding string
		var wire []byte
		if err := scan(&fetched, &v.Status, &v.Final, &exchanges, &coding, &wire); err != nil {
			return v, err
		}
		v.Fetched = moment(fetched)
		if err := json.Unmarshal([]byte(exchanges), &v.Exchanges); err != nil {
			return v, fmt.Errorf("exchanges of visit: %w", err)
		}
		if wire == nil && coding != "" && len(c.Exchanges) > 0 {
			wire = c.Exchanges[len(c.Exchanges)-1].Body
		}
		setWire(v.Exchanges, wire)
		return v, nil
	}
	visits, err := collect(ctx, db.reader, scan,
		`SELECT fetched, status, final, exchanges, coding, wire FROM visits WHERE capture = ? ORDER BY fetched`, c.ID)
	if err != nil {
		return nil, fmt.Errorf("visits of capture %s: %w", c.ID, err)
	}
	return visits, nil
}

// unpack decompresses a body of the given length.
func unpack(body []byte, length int64) ([]byte, error) {
	r, err := unpacker(body)
	if err != nil {
		return nil, err
	}
	b, err := io.ReadAll(io.LimitReader(r, length+1))
	if err != nil {
		return nil, errors.Join(err, r.Close())
	}
	if int64(len(b)) != length {
		return nil, errors.Join(errors.New("the length on record is another"), r.Close())
	}
	return b, r.Close()
}

func unpacker(body []byte) (io.ReadCloser, error) {
	if codingOf(body) == gzipped {
		return gzip.NewReader(bytes.NewReader(body))
	}
	z, err := zstd.NewReader(bytes.NewReader(body), zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(maxWindow))
	if err != nil {
		return nil, err
	}
	return z.IOReadCloser(), nil
}

// maxWindow is how far zstd may look back: what the crawler accepts.
const maxWindow = 8 << 20
