package crawler

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/textproto"
	"strconv"
	"strings"
)

// readWARC takes the HTML pages of a WARC file (1.0 or 1.1): the response
// records with status 200, and the resource records.
func (s *source) readWARC(r *bufio.Reader, take func(piece) error) error {
	for n := 1; ; n++ {
		header, length, err := readRecordHead(r)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("record %d: %w", n, err)
		}
		block := io.LimitReader(r, length)
		p, ok := s.recordPiece(header, length, block)
		rest, err := io.Copy(io.Discard, block)
		if err == nil && block.(*io.LimitedReader).N > 0 {
			err = io.ErrUnexpectedEOF
		}
		if err != nil {
			return fmt.Errorf("record %d: skip %d bytes: %w", n, rest, err)
		}
		if !ok {
			continue
		}
		p.where = fmt.Sprintf("%s: record %d", s.name, n)
		if err := take(p); err != nil {
			return err
		}
	}
}

// readRecordHead reads a record's version and header, up to its block.
func readRecordHead(r *bufio.Reader) (textproto.MIMEHeader, int64, error) {
	version := ""
	for version == "" {
		line, err := r.ReadSlice('\n')
		version = strings.TrimSpace(string(line))
		if err != nil && version != "" {
			return nil, 0, fmt.Errorf("read version: %w", noEOF(err))
		}
		if err != nil {
			return nil, 0, err
		}
	}
	if !strings.HasPrefix(version, "WARC/") {
		return nil, 0, fmt.Errorf("no WARC record but %.40q", version)
	}
	header, err := readHeader(r)
	if err != nil {
		return nil, 0, fmt.Errorf("read header: %w", err)
	}
	length, err := strconv.ParseInt(header.Get("Content-Length"), 10, 64)
	if err != nil || length < 0 {
		return nil, 0, fmt.Errorf("content length %q", header.Get("Content-Length"))
	}
	return header, length, nil
}

// noEOF makes an end in the middle of something an error that says so.
func noEOF(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

// maxHeader is the most that a record's header may be.
const maxHeader = 64 << 10

func readHeader(r *bufio.Reader) (textproto.MIMEHeader, error) {
	var lines []byte
	for {
		line, err := r.ReadSlice('\n')
		if err != nil {
			return nil, noEOF(err)
		}
		lines = append(lines, line...)
		if len(lines) > maxHeader {
			return nil, ErrTooLarge
		}
		if len(bytes.TrimSpace(line)) == 0 {
			return textproto.NewReader(bufio.NewReader(bytes.NewReader(lines))).ReadMIMEHeader()
		}
	}
}

// recordPiece makes a piece of a record, if it is a page at all.
func (s *source) recordPiece(header textproto.MIMEHeader, length int64, block io.Reader) (piece, bool) {
	kind, contentType := header.Get("Warc-Type"), strings.ToLower(header.Get("Content-Type"))
	response := kind == "response" && strings.HasPrefix(contentType, "application/http")
	if !response && (kind != "resource" || !strings.Contains(contentType, "html")) {
		return piece{}, false
	}
	if length > s.max+maxHeader {
		return piece{fault: fmt.Errorf("record of %d bytes: %w", length, ErrTooLarge)}, true
	}
	p := piece{seen: parseTime(header.Get("Warc-Date")), header: http.Header{"Content-Type": {contentType}}}
	address, err := Canonical(strings.Trim(header.Get("Warc-Target-Uri"), "<>"))
	if err != nil {
		return piece{}, false // dns:, urn: and the like
	}
	p.address = address
	if !response {
		p.raw, p.fault = readLimited(block, s.max)
		return p, true
	}
	res, err := http.ReadResponse(bufio.NewReader(block), nil)
	if err != nil {
		return piece{fault: fmt.Errorf("read response: %w", noEOF(err))}, true
	}
	if res.StatusCode != http.StatusOK || !isHTML(nil, firstOf(res.Header.Get("Content-Type"), "text/html")) {
		return piece{}, false
	}
	p.header = res.Header
	p.raw, p.fault = unpack(res.Body, res.Header.Get("Content-Encoding"), s.max)
	res.Header.Del("Content-Encoding")
	return p, true
}
