package warc

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/base32"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/textproto"
	"slices"
	"strings"
	"time"
)

// Checked is a record that was read whole.
type Checked struct {
	Record
	// Bytes are the block's, Payload those within it that the standard calls
	// so: the body of an HTTP message, else the whole.
	Bytes, Payload []byte
}

// Check reads a zipped archive, each of whose records must be a gzip member of
// its own, and gives its records to take. An error names the record that
// breaks a rule of the standard or doesn't hold what its digests say. limit is
// the most that a record's block may be.
func Check(r io.Reader, limit int64, take func(Checked) error) error {
	b := bufio.NewReader(r)
	if _, err := b.Peek(1); errors.Is(err, io.EOF) {
		return errors.New("the archive is empty")
	}
	seen := map[string]bool{}
	for n := 1; ; n++ {
		if _, err := b.Peek(1); errors.Is(err, io.EOF) {
			return nil
		}
		c, err := readMember(b, limit)
		if err == nil {
			err = c.check()
		}
		if err == nil && seen[c.ID()] {
			err = errors.New("its ID is that of another record")
		}
		if err == nil {
			seen[c.ID()] = true
			err = take(c)
		}
		if err != nil {
			return fmt.Errorf("record %d: %w", n, err)
		}
	}
}

// readMember reads one gzip member, which must be one record.
func readMember(b *bufio.Reader, limit int64) (Checked, error) {
	z, err := gzip.NewReader(b)
	if err != nil {
		return Checked{}, fmt.Errorf("unzip: %w", noEOF(err))
	}
	z.Multistream(false)
	if z.Name != "" || z.Comment != "" || len(z.Extra) > 0 {
		return Checked{}, errors.New("the gzip header says more than it should")
	}
	plain := bufio.NewReaderSize(z, MaxHeader)
	rec, err := NewReader(plain).Next()
	if err != nil {
		return Checked{}, noEOF(err)
	}
	if rec.Length > limit {
		return Checked{}, fmt.Errorf("block of %d bytes: %w", rec.Length, ErrTooLarge)
	}
	block, err := io.ReadAll(rec.Block)
	if err == nil && int64(len(block)) < rec.Length {
		err = io.ErrUnexpectedEOF
	}
	if err != nil {
		return Checked{}, fmt.Errorf("read block: %w", err)
	}
	end, err := io.ReadAll(io.LimitReader(plain, 5))
	if err != nil {
		return Checked{}, fmt.Errorf("read end: %w", err)
	}
	if string(end) != "\r\n\r\n" {
		return Checked{}, fmt.Errorf("it ends with %q", end)
	}
	return Checked{Record: rec, Bytes: block, Payload: block}, z.Close()
}

// check holds a record to the standard's rules for its type.
func (c *Checked) check() error {
	if c.Version != "WARC/1.1" {
		return fmt.Errorf("version %q", c.Version)
	}
	for name, values := range c.Header {
		if len(values) > 1 && name != "Warc-Concurrent-To" && name != "Warc-Protocol" {
			return fmt.Errorf("%s is told %d times", name, len(values))
		}
	}
	if err := c.checkFields(); err != nil {
		return err
	}
	if strings.HasPrefix(c.Header.Get("Content-Type"), "application/http") {
		if err := c.splitHTTP(); err != nil {
			return err
		}
	}
	return c.checkDigests()
}

// allowed are the fields that only some types of records may have.
var allowed = map[string][]string{
	"Warc-Concurrent-To":           {"response", "request", "resource", "metadata", "revisit"},
	"Warc-Refers-To":               {"revisit", "conversion", "metadata"},
	"Warc-Refers-To-Target-Uri":    {"revisit"},
	"Warc-Refers-To-Date":          {"revisit"},
	"Warc-Ip-Address":              {"response", "request", "resource", "metadata", "revisit"},
	"Warc-Profile":                 {"revisit"},
	"Warc-Filename":                {"warcinfo"},
	"Warc-Target-Uri":              {"response", "request", "resource", "metadata", "revisit", "conversion"},
	"Warc-Warcinfo-Id":             {"response", "request", "resource", "metadata", "revisit", "conversion"},
	"Warc-Payload-Digest":          {"response", "request", "resource", "revisit"},
	"Warc-Identified-Payload-Type": {"response", "request", "resource", "revisit", "conversion"},
}

// required are the fields that a type must have, beside those of all.
var required = map[string][]string{
	"warcinfo": nil, "metadata": nil,
	"response": {"Warc-Target-Uri"}, "request": {"Warc-Target-Uri"}, "resource": {"Warc-Target-Uri"},
	"conversion": {"Warc-Target-Uri", "Content-Type"}, "revisit": {"Warc-Target-Uri", "Warc-Profile"},
}

func (c *Checked) checkFields() error {
	kind := c.Type()
	needs, known := required[kind]
	if !known {
		return fmt.Errorf("type %q", kind)
	}
	for _, name := range append([]string{"Warc-Record-Id", "Warc-Date", "Content-Length", "Warc-Block-Digest"}, needs...) {
		if c.Header.Get(name) == "" {
			return fmt.Errorf("a %s record without %s", kind, name)
		}
	}
	if len(c.Bytes) > 0 && c.Header.Get("Content-Type") == "" {
		return errors.New("a block without Content-Type")
	}
	for name, kinds := range allowed {
		if c.Header.Get(name) != "" && !slices.Contains(kinds, kind) {
			return fmt.Errorf("a %s record with %s", kind, name)
		}
	}
	if d := c.Date(); !strings.HasSuffix(d, "Z") {
		return fmt.Errorf("date %q is not UTC", d)
	}
	if _, err := time.Parse(time.RFC3339Nano, c.Date()); err != nil {
		return fmt.Errorf("date: %w", err)
	}
	for _, name := range []string{"Warc-Record-Id", "Warc-Refers-To", "Warc-Concurrent-To", "Warc-Warcinfo-Id"} {
		if v := c.Header.Get(name); v != "" && (!strings.HasPrefix(v, "<urn:uuid:") || !strings.HasSuffix(v, ">")) {
			return fmt.Errorf("%s %q is no <urn:uuid:…>", name, v)
		}
	}
	return nil
}

// splitHTTP finds the payload of an HTTP message.
func (c *Checked) splitHTTP() error {
	head, body, ok := bytes.Cut(c.Bytes, []byte("\r\n\r\n"))
	if !ok {
		return errors.New("an HTTP message without the end of its header")
	}
	line, fields, _ := strings.Cut(string(head)+"\r\n", "\r\n")
	if c.Type() == "request" && len(strings.Split(line, " ")) != 3 {
		return fmt.Errorf("request line %q", line)
	}
	if _, _, ok := http.ParseHTTPVersion(strings.SplitN(line, " ", 2)[0]); !ok && c.Type() != "request" {
		return fmt.Errorf("status line %q", line)
	}
	if _, err := textproto.NewReader(bufio.NewReader(strings.NewReader(fields + "\r\n"))).ReadMIMEHeader(); err != nil {
		return fmt.Errorf("HTTP header: %w", err)
	}
	c.Payload = body
	return nil
}

func (c *Checked) checkDigests() error {
	if err := compare("block", c.Header.Get("Warc-Block-Digest"), c.Bytes); err != nil {
		return err
	}
	if d := c.Header.Get("Warc-Payload-Digest"); d != "" && c.Type() != "revisit" { // whose payload is elsewhere
		return compare("payload", d, c.Payload)
	}
	return nil
}

// compare holds bytes to a labelled digest.
func compare(what, digest string, b []byte) error {
	algorithm, value, _ := strings.Cut(digest, ":")
	var sum []byte
	switch strings.ToLower(algorithm) {
	case "sha256":
		s := sha256.Sum256(b)
		sum = s[:]
	case "sha1":
		s := sha1.Sum(b)
		sum = s[:]
	default:
		return fmt.Errorf("%s digest by %q, which is not known here", what, algorithm)
	}
	if value != hex.EncodeToString(sum) && value != base32.StdEncoding.EncodeToString(sum) {
		return fmt.Errorf("the %s has not the digest %s", what, digest)
	}
	return nil
}
