package crawler

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestImportAsReceived takes a page in with the redirects that led to it, each
// header in the order and the spelling in which it came, without its cookies.
func TestImportAsReceived(t *testing.T) {
	const http = "application/http; msgtype=response"
	with := func(record, fields string) string { return strings.Replace(record, "\r\n", "\r\n"+fields, 1) }
	dir := write(t, map[string]string{"a.warc": strings.Join([]string{
		with(record("response", "http://warc.example/elsewhere", http, response("301 Moved Permanently", "Location: /nowhere\r\n", "")), "WARC-Record-ID: <urn:uuid:0>\r\n"),
		with(record("response", "http://warc.example/old", http, response("301 Moved Permanently", "x-Second: 2\r\nLocation: /new\r\n", "moved")), "WARC-Record-ID: <urn:uuid:1>\r\n"),
		with(record("request", "http://warc.example/old", "application/http; msgtype=request", "GET /old HTTP/1.1\r\n\r\n"), "WARC-Concurrent-To: <urn:uuid:1>\r\n"),
		with(record("response", "http://warc.example/new", http, response("200 OK", "Zed: 1\r\nset-cookie: secret=1;\r\n more=2\r\nAlpha: a\r\n\tb\r\ncontent-type: text/html\r\nTransfer-Encoding: chunked\r\n",
			"5\r\n<html\r\n1\r\n>\r\n0\r\n\r\n")), "WARC-Protocol: h2\r\nWARC-Protocol: tls/1.3\r\n"),
	}, "")})
	m := newMemory()
	if _, err := (Importer{Shelf: m}).Import(t.Context(), dir); err != nil {
		t.Fatal(err)
	}
	got := m.last().Capture.Exchanges
	at := got[0].Began
	want := []Exchange{
		{URL: "http://warc.example/old", Began: at, Ended: at, Proto: "HTTP/1.1", Request: []byte("GET /old HTTP/1.1\r\n\r\n"),
			Response: []byte("HTTP/1.1 301 Moved Permanently\r\nx-Second: 2\r\nLocation: /new\r\n\r\n"), Body: []byte("moved")},
		{URL: "http://warc.example/new", Began: at, Ended: at, Proto: "HTTP/2.0", TLS: "TLS 1.3", Withheld: []string{"Set-Cookie"},
			Response: []byte("HTTP/1.1 200 OK\r\nZed: 1\r\nAlpha: a\r\n\tb\r\ncontent-type: text/html\r\nX-Crawler-Transfer-Encoding: chunked\r\n\r\n")},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("exchanges (-want +got):\n%s", diff)
	}
}
