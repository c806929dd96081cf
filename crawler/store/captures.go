package store

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"onrecord/crawler"
)

// packed is a capture ready to be kept. Compressing is done before the
// transaction begins, so that no writer waits for it.
type packed struct {
	header string
	body   []byte
}

func pack(c crawler.Capture) (packed, error) {
	header, err := json.Marshal(c.Header)
	if err != nil {
		return packed{}, fmt.Errorf("pack capture: %w", err)
	}
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write(c.Body); err != nil {
		return packed{}, fmt.Errorf("pack capture: %w", err)
	}
	if err := z.Close(); err != nil {
		return packed{}, fmt.Errorf("pack capture: %w", err)
	}
	return packed{header: string(header), body: b.Bytes()}, nil
}

func (t *tx) saveCapture(c crawler.Capture, p packed) error {
	_, err := t.exec(`INSERT INTO captures (id, url, final, status, header, body, length, fetched)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
		c.ID, c.URL, c.Final, c.Status, p.header, p.body, len(c.Body), micros(c.Fetched))
	return err
}

// Kept tells whether a capture of this ID is kept already.
func (db *DB) Kept(ctx context.Context, capture string) (bool, error) {
	var n int
	if err := db.row(ctx, `SELECT COUNT(*) FROM captures WHERE id = ?`, capture).Scan(&n); err != nil {
		return false, fmt.Errorf("capture %s: %w", capture, err)
	}
	return n > 0, nil
}

// Capture gives what a server answered, as kept.
func (db *DB) Capture(ctx context.Context, id string) (crawler.Capture, error) {
	c := crawler.Capture{ID: id}
	var header string
	var body []byte
	var length, fetched int64
	err := db.row(ctx, `SELECT url, final, status, header, body, length, fetched FROM captures WHERE id = ?`, id).
		Scan(&c.URL, &c.Final, &c.Status, &header, &body, &length, &fetched)
	if err != nil {
		return crawler.Capture{}, fmt.Errorf("capture %s: %w", id, notFound(err))
	}
	c.Fetched = moment(fetched)
	if err := json.Unmarshal([]byte(header), &c.Header); err != nil {
		return crawler.Capture{}, fmt.Errorf("header of capture %s: %w", id, err)
	}
	if c.Body, err = unpack(body, length); err != nil {
		return crawler.Capture{}, fmt.Errorf("body of capture %s: %w", id, err)
	}
	return c, nil
}

// unpack decompresses a body of the given length.
func unpack(body []byte, length int64) ([]byte, error) {
	z, err := gzip.NewReader(bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	b, err := io.ReadAll(io.LimitReader(z, length+1))
	if err != nil {
		return nil, err
	}
	if int64(len(b)) != length {
		return nil, errors.New("the length on record is another")
	}
	return b, z.Close()
}
