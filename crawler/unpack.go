package crawler

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

const (
	// acceptEncoding is what unpack undoes.
	acceptEncoding = "gzip, br, zstd"
	// maxWindow is what RFC 9659 lets zstd over HTTP look back.
	maxWindow = 8 << 20
)

// unpack reads all of a body in some content coding. Both what comes and what
// becomes of it are bounded; of what is more, the beginning is given, too.
func unpack(body io.Reader, coding string, limit int64) ([]byte, error) {
	body = &bounded{r: body, left: limit}
	switch coding = strings.ToLower(strings.TrimSpace(coding)); coding {
	case "", "identity":
		return readLimited(body, limit)
	case "gzip", "x-gzip":
		return gunzip(body, limit)
	case "br":
		return readLimited(brotli.NewReader(body), limit)
	case "zstd":
		r, err := zstd.NewReader(body, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true),
			zstd.WithDecoderMaxWindow(maxWindow), zstd.WithDecoderMaxMemory(uint64(max(limit, maxWindow))))
		if err != nil {
			return nil, fmt.Errorf("unpack answer: %w", err)
		}
		defer r.Close()
		return readLimited(r, limit)
	}
	return nil, fmt.Errorf("%.40q: %w", coding, ErrCoding)
}

// bounded fails when more is read than may be.
type bounded struct {
	r    io.Reader
	left int64
}

func (b *bounded) Read(p []byte) (int, error) {
	if b.left < 0 {
		return 0, ErrTooLarge
	}
	n, err := b.r.Read(p[:min(int64(len(p)), b.left+1)])
	if b.left -= int64(n); b.left < 0 {
		return n - 1, ErrTooLarge
	}
	return n, err
}

// readLimited reads all, and fails when that is more than the limit.
func readLimited(r io.Reader, limit int64) ([]byte, error) {
	var b bytes.Buffer
	n, err := b.ReadFrom(io.LimitReader(r, limit+1))
	if n > limit || errors.Is(err, ErrTooLarge) {
		return b.Bytes()[:min(n, limit)], fmt.Errorf("answer of more than %d bytes: %w", limit, ErrTooLarge)
	}
	if err != nil {
		return nil, fmt.Errorf("read answer: %w", err)
	}
	return b.Bytes(), nil
}

// gunzip reads all of what is zipped, within the limit; nothing is nothing.
func gunzip(zipped io.Reader, limit int64) ([]byte, error) {
	r, err := gzip.NewReader(zipped)
	if errors.Is(err, io.EOF) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("unpack answer: %w", err)
	}
	return readLimited(r, limit)
}
