package crawler

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"
)

// source is a file to import.
type source struct {
	name     string
	max      int64
	modified time.Time
	count    countingReader
}

type countingReader struct {
	r io.Reader
	n int64
}

func (c *countingReader) Read(b []byte) (int, error) {
	n, err := c.r.Read(b)
	c.n += int64(n)
	return n, err
}

// read finds out a file's form by its first bytes and takes its pieces.
func (s *source) read(take func(piece) error) error {
	r := bufio.NewReaderSize(&s.count, 64<<10)
	if head, _ := r.Peek(2); bytes.Equal(head, []byte{0x1f, 0x8b}) {
		unzip, err := gzip.NewReader(r)
		if err != nil {
			return fmt.Errorf("unzip: %w", err)
		}
		r = bufio.NewReaderSize(unzip, 64<<10)
	}
	head, err := r.Peek(512)
	if len(head) == 0 {
		if err == nil || errors.Is(err, io.EOF) {
			err = errors.New("the file is empty")
		}
		return err
	}
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n")
	switch {
	case bytes.HasPrefix(head, []byte("WARC/")):
		return s.readWARC(r, take)
	case bytes.HasPrefix(head, []byte("{")):
		return s.readLines(r, take)
	}
	return s.readHTML(r, take)
}

// readHTML takes a file as one page.
func (s *source) readHTML(r io.Reader, take func(piece) error) error {
	page, err := readLimited(r, s.max)
	if err != nil {
		return err
	}
	if !isHTML(page, "") {
		return errors.New("neither JSON lines nor HTML nor WARC")
	}
	return take(piece{where: s.name, raw: page, header: http.Header{"Content-Type": {"text/html"}}, seen: s.modified})
}
