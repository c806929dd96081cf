package warc

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"strings"
	"testing"
	"time"
)

var day = time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)

func entries() []Entry {
	info := NewID("info")
	response := Entry{Type: "response", ID: NewID("response"), Date: day, Target: "http://a.example/", ContentType: "application/http;msgtype=response",
		Block: []byte("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html>"), Payload: []byte("<html>"), Fields: []Field{{"WARC-Warcinfo-ID", "<" + info + ">"}}}
	return []Entry{
		{Type: "warcinfo", ID: info, Date: day, ContentType: "application/warc-fields", Block: []byte("software: test\r\n")},
		response,
		{Type: "request", ID: NewID("request"), Date: day, Target: "http://a.example/", ContentType: "application/http;msgtype=request",
			Block: []byte("GET / HTTP/1.1\r\nHost: a.example\r\n\r\n"), Fields: []Field{{"WARC-Concurrent-To", "<" + response.ID + ">"}}},
	}
}

func written(t testing.TB, entries ...Entry) []byte {
	t.Helper()
	var b bytes.Buffer
	w := NewWriter(&b)
	for _, e := range entries {
		if err := w.Write(e); err != nil {
			t.Fatal(err)
		}
	}
	return b.Bytes()
}

func check(b []byte) (n int, err error) {
	return n, Check(bytes.NewReader(b), 1<<20, func(Checked) error { n++; return nil })
}

func TestWrittenIsRead(t *testing.T) {
	all := entries()
	all[1].Target = "http://a.example/\r\nWARC-Type: forged"
	b := written(t, all...)
	z, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	r := NewReader(bufio.NewReaderSize(z, MaxHeader))
	for _, want := range all {
		rec, err := r.Next()
		if err != nil {
			t.Fatal(err)
		}
		block, err := io.ReadAll(rec.Block)
		if err != nil || rec.Type() != want.Type || rec.ID() != want.ID || !bytes.Equal(block, want.Block) || rec.Date() != "2026-03-02T08:00:00Z" {
			t.Errorf("%s: read %+v, %q, %v", want.Type, rec, block, err)
		}
	}
	if _, err := r.Next(); !errors.Is(err, io.EOF) {
		t.Errorf("at the end: %v", err)
	}
	if n, err := check(b); n != 3 || err != nil {
		t.Errorf("checked %d records: %v", n, err)
	}
}

// TestCheckRefuses breaks one rule at a time.
func TestCheckRefuses(t *testing.T) {
	for _, test := range []struct {
		want  string
		spoil func(all []Entry)
	}{
		{`type "story"`, func(all []Entry) { all[1].Type = "story" }},
		{"without Warc-Target-Uri", func(all []Entry) { all[1].Target = "" }},
		{"a warcinfo record with Warc-Target-Uri", func(all []Entry) { all[0].Target = "http://a.example/" }},
		{"a response record with Warc-Refers-To", func(all []Entry) { all[1].Fields = []Field{{"WARC-Refers-To", "<urn:uuid:x>"}} }},
		{"a block without Content-Type", func(all []Entry) { all[1].ContentType = "" }},
		{"no <urn:uuid:…>", func(all []Entry) { all[1].ID = "number one" }},
		{"its ID is that of another", func(all []Entry) { all[1].ID = all[0].ID }},
		{"the payload has not the digest", func(all []Entry) { all[1].Payload = []byte("<htm>") }},
		{"the end of its header", func(all []Entry) { all[1].Block = []byte("HTTP/1.1 200 OK\r\n") }},
		{"status line", func(all []Entry) { all[1].Block = []byte("200 OK\r\n\r\n<html>") }},
		{"request line", func(all []Entry) { all[2].Block = []byte("GET\r\n\r\n") }},
		{"is told 2 times", func(all []Entry) { all[1].Fields = []Field{{"WARC-Type", "request"}} }},
		{"a revisit record without Warc-Profile", func(all []Entry) { all[1].Type = "revisit" }},
		{"too large", func(all []Entry) { all[1].Block = make([]byte, 2<<20) }},
	} {
		all := entries()
		test.spoil(all)
		if n, err := check(written(t, all...)); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%d records, %v; want %s", n, err, test.want)
		}
	}
	whole := written(t, entries()...)
	for _, garbage := range [][]byte{nil, []byte("WARC/1.1\r\n"), whole[:len(whole)-9], append(bytes.Clone(whole), 0)} {
		if n, err := check(garbage); err == nil {
			t.Errorf("%d records of %d bytes were taken", n, len(garbage))
		}
	}
}

// FuzzCheck lets no bytes through that don't hold what their digests say.
func FuzzCheck(f *testing.F) {
	f.Add(written(f, entries()...))
	f.Fuzz(func(t *testing.T, b []byte) {
		_ = Check(bytes.NewReader(b), 1<<16, func(c Checked) error {
			if compare("block", c.Header.Get("Warc-Block-Digest"), c.Bytes) != nil || len(c.Bytes) > 1<<16 {
				t.Errorf("taken: %+v", c)
			}
			return nil
		})
	})
}

// FuzzReader reads anything to its end or to an error.
func FuzzReader(f *testing.F) {
	f.Add([]byte("WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 4\r\n\r\nabcd\r\n\r\nWARC/1.1\r\nContent-Length: 0\r\n\r\n\r\n\r\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		r := NewReader(bufio.NewReaderSize(bytes.NewReader(b), MaxHeader))
		for range len(b) + 1 {
			rec, err := r.Next()
			if err != nil {
				return
			}
			if block, _ := io.ReadAll(rec.Block); int64(len(block)) > rec.Length {
				t.Fatalf("%d bytes of %d", len(block), rec.Length)
			}
		}
		t.Fatal("no end")
	})
}
