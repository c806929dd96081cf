package store_test

import (
	"bytes"
	"compress/gzip"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/zstd"

	"onrecord/crawler"
)

func gzipBytes(t *testing.T, level int, text string) []byte {
	t.Helper()
	var b bytes.Buffer
	z, err := gzip.NewWriterLevel(&b, level)
	must(t, err)
	_, err = z.Write([]byte(text))
	must(t, err)
	must(t, z.Close())
	return b.Bytes()
}

func zstdBytes(t *testing.T, text string) []byte {
	t.Helper()
	z, err := zstd.NewWriter(nil)
	must(t, err)
	return z.EncodeAll([]byte(text), nil)
}

// TestCaptureAsItCame keeps bodies in every coding and finds each as it came,
// and so those of later looks that found the same.
func TestCaptureAsItCame(t *testing.T) {
	db := open(t)
	at := time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)
	const text = "<html>The same words again, the same words again.</html>"
	codings := map[string][]byte{"plain": nil, "gzip": gzipBytes(t, 6, text), "zstd": zstdBytes(t, text), "other": []byte("as brotli would have it"),
		"gzip, said so": gzipBytes(t, 6, text), "gzip of another body, said so": gzipBytes(t, 6, text+" And more."), "gzip cut short, said so": gzipBytes(t, 6, text)[:20]}
	for name, wire := range codings {
		response := "HTTP/1.1 200 OK\r\n\xff\r\n\r\n"
		if strings.HasSuffix(name, "said so") {
			response = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Type: text/html\r\n\r\n"
		}
		var want []crawler.Capture
		for i, came := range [][]byte{wire, wire, nil, gzipBytes(t, 1, text)} {
			when := at.Add(time.Duration(i) * time.Hour)
			c := crawler.Capture{ID: "id " + name, URL: "http://a.example/" + name, Final: "http://a.example/" + name, Status: 200,
				Header: map[string][]string{"Content-Type": {"text/html"}}, Body: []byte(text), Fetched: when,
				Exchanges: []crawler.Exchange{{URL: "http://a.example/hop", Began: when, Ended: when, Body: []byte("moved")},
					{URL: "http://a.example/" + name, Began: when, Ended: when, Request: []byte("GET / HTTP/1.1\r\n\r\n"), Response: []byte(response), Withheld: []string{"Cookie"}, Body: came}}}
			for range 2 { // a job may be done twice
				_, err := db.SavePage(t.Context(), crawler.Page{Capture: c, Reason: "no text"}, time.Time{})
				must(t, err)
			}
			want = append(want, c)
		}
		got, err := db.Capture(t.Context(), "id "+name)
		must(t, err)
		visits, err := db.Visits(t.Context(), got)
		must(t, err)
		if diff := cmp.Diff(want, append([]crawler.Capture{got}, visits...)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}
