package evidence

import (
	"bytes"
	"compress/gzip"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"onrecord/crawler"
	"onrecord/crawler/warc"
	"onrecord/extractor"
)

var morning = time.Date(2026, 3, 2, 8, 0, 0, 123_000, time.UTC)

const (
	pageText = "The mayor said that the bridge would open on Friday, after eleven months of repairs.\n\nNobody else spoke to us, though many were asked — “no comment” was the rule."
	pageHTML = `<!doctype html><html lang="en"><head><title>Bridge</title></head><body><article><p>The mayor said that the bridge would open on Friday, after eleven months of repairs.</p><p>Nobody else spoke to us, though many were asked — “no comment” was the rule.</p></article></body></html>`
)

func zipped(level int, text string) []byte {
	var b bytes.Buffer
	z, err := gzip.NewWriterLevel(&b, level)
	if err != nil {
		panic(err)
	}
	z.Write([]byte(text))
	z.Close()
	return b.Bytes()
}

// sample is a page that came zipped after a redirect, with a text, and was
// looked at twice more: once the very same bytes came, once the same in
// another coding.
func sample() Holding {
	at := func(hours int) time.Time { return morning.Add(time.Duration(hours) * time.Hour) }
	visit := func(hours int, coding string, body []byte) crawler.Capture {
		head := "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + coding + "\r\n"
		return crawler.Capture{ID: "c1", URL: "http://courier.example/a", Final: "https://courier.example/a", Status: 200,
			Header: http.Header{"Content-Type": {"text/html"}}, Body: []byte(pageHTML), Fetched: at(hours), Exchanges: []crawler.Exchange{
				{URL: "http://courier.example/a", Began: at(hours), Ended: at(hours), Remote: "192.0.2.7:80", Proto: "HTTP/1.1",
					Request:  []byte("GET /a HTTP/1.1\r\nHost: courier.example\r\n\r\n"),
					Response: []byte("HTTP/1.1 301 Moved Permanently\r\nLocation: https://courier.example/a\r\n\r\n"), Body: []byte("moved"), Cut: true},
				{URL: "https://courier.example/a", Began: at(hours), Ended: at(hours), Remote: "[2001:db8::7]:443", Proto: "HTTP/2.0", TLS: "TLS 1.3",
					Request:  []byte("GET /a HTTP/1.1\r\nHost: courier.example\r\n\r\n"),
					Response: []byte(head), Withheld: []string{"Set-Cookie"}, Body: body}}}
	}
	text := extractor.Article{ID: crawler.ID("https://courier.example/a"), Revision: 1, URL: "https://courier.example/a", Title: "Bridge", Outlet: "Courier",
		Published: morning, DatedBy: "page", Language: "en", Text: pageText}
	said := extractor.Statement{ID: "s1", Article: text.ID, Speaker: extractor.Party{Name: "the mayor", Kind: extractor.Unnamed}, Stance: extractor.Commit,
		Source: []extractor.Span{{Start: 0, End: 9}}, Cue: []extractor.Span{{Start: 10, End: 14}}, Content: []extractor.Span{{Start: 20, End: 51}, {Start: 53, End: 83}},
		Quote: extractor.Indirect, Certainty: extractor.Plain, Rule: "said-that"}
	version, err := crawler.ReaderVersion()
	if err != nil {
		panic(err)
	}
	return Holding{
		Capture: visit(0, "Content-Encoding: gzip\r\n", zipped(6, pageHTML)),
		Visits:  []crawler.Capture{visit(1, "Content-Encoding: gzip\r\n", zipped(6, pageHTML)), visit(2, "", nil)},
		Made:    []Made{{Article: text, Statements: []extractor.Statement{said}, Reader: crawler.ReaderInfo{Version: version}}},
	}
}

func archived(t *testing.T, holdings ...Holding) []byte {
	t.Helper()
	var b bytes.Buffer
	a, err := NewArchive(&b, "onrecord test\r\nforged: field", "a test", morning)
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range holdings {
		if err := a.Add(h); err != nil {
			t.Fatal(err)
		}
	}
	return b.Bytes()
}

// TestArchive holds what is written to the standard's rules, and looks at what
// records there are.
func TestArchive(t *testing.T) {
	file := Holding{Capture: crawler.Capture{ID: "f1", Status: 200, Body: []byte(`{"body":"words"}`), Header: http.Header{"Content-Type": {"application/json"}}, Fetched: morning}}
	refused := Holding{Capture: crawler.Capture{ID: "r1", URL: "http://courier.example/secret", Fetched: morning}}
	cut := Holding{Capture: crawler.Capture{ID: "t1", URL: "http://courier.example/long", Status: 200, Fetched: morning, Exchanges: []crawler.Exchange{
		{URL: "http://courier.example/long", Began: morning, Response: []byte("HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n"), Cut: true}}}}
	old := Holding{Capture: crawler.Capture{ID: "o1", URL: "http://courier.example/o", Final: "http://courier.example/o", Status: 404, Body: []byte("none"), Header: http.Header{"Content-Type": {"text/html"}}, Fetched: morning}}
	all := archived(t, sample(), file, refused, cut, old)
	if again := archived(t, sample(), file, refused, cut, old); !bytes.Equal(all, again) {
		t.Error("the same holdings make another archive")
	}
	var got []string
	err := warc.Check(bytes.NewReader(all), 1<<20, func(c warc.Checked) error {
		got = append(got, strings.TrimSpace(c.Type()+" "+c.Header.Get("Content-Type")+" "+c.Target()+" "+c.Header.Get("Warc-Ip-Address")+" "+c.Header.Get("Warc-Truncated")))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"warcinfo application/warc-fields",
		"response application/http;msgtype=response http://courier.example/a 192.0.2.7 length",
		"request application/http;msgtype=request http://courier.example/a 192.0.2.7",
		"response application/http;msgtype=response https://courier.example/a 2001:db8::7",
		"request application/http;msgtype=request https://courier.example/a 2001:db8::7",
		"conversion text/plain; charset=utf-8 https://courier.example/a",
		"metadata application/vnd.onrecord.article+json https://courier.example/a",
		"response application/http;msgtype=response http://courier.example/a 192.0.2.7 length",
		"request application/http;msgtype=request http://courier.example/a 192.0.2.7",
		"revisit application/http;msgtype=response https://courier.example/a 2001:db8::7",
		"request application/http;msgtype=request https://courier.example/a 2001:db8::7",
		"response application/http;msgtype=response http://courier.example/a 192.0.2.7 length",
		"request application/http;msgtype=request http://courier.example/a 192.0.2.7",
		"response application/http;msgtype=response https://courier.example/a 2001:db8::7",
		"request application/http;msgtype=request https://courier.example/a 2001:db8::7",
		"conversion text/plain; charset=utf-8 https://courier.example/a",
		"metadata application/vnd.onrecord.article+json https://courier.example/a",
		"resource application/json urn:onrecord:capture:f1",
		"response application/http;msgtype=response http://courier.example/long  length",
		"response application/http;msgtype=response http://courier.example/o",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("records (-want +got):\n%s", diff)
	}
}

// TestArchiveIsRead reads an archive back: the page with its text, note,
// exchange and body as it came.
func TestArchiveIsRead(t *testing.T) {
	h := sample()
	var got []crawler.Archived
	err := crawler.ReadArchive("a", bytes.NewReader(archived(t, h)), 1<<20, func(a crawler.Archived) error {
		got = append(got, a)
		return nil
	})
	if err != nil || len(got) != 2 {
		t.Fatalf("%d pages, %v", len(got), err)
	}
	a, want := got[0], h.Capture
	if a.Text != pageText || a.Note.Article.Title != "Bridge" || a.Note.Reader.Version != h.Made[0].Reader.Version {
		t.Errorf("note %+v on %q", a.Note, a.Text)
	}
	if string(a.Capture.Body) != pageHTML || a.Capture.URL != want.URL || a.Capture.Final != want.Final || !a.Capture.Fetched.Equal(want.Fetched) {
		t.Errorf("capture %+v", a.Capture)
	}
	if len(a.Capture.Exchanges) != len(want.Exchanges) {
		t.Fatalf("%d exchanges, want %d", len(a.Capture.Exchanges), len(want.Exchanges))
	}
	for i, x := range a.Capture.Exchanges {
		sent := want.Exchanges[i]
		if !bytes.Equal(x.Body, sent.Body) || !bytes.Equal(x.Request, sent.Request) || !bytes.Equal(x.Response, sent.Response) || x.URL != sent.URL || x.Cut != sent.Cut {
			t.Errorf("exchange %d: %q %q", i, x.Request, x.Response)
		}
	}
	again, reason, err := crawler.Reread(t.Context(), a.Capture, a.Note.Reader.Selectors)
	if err != nil || reason != "" || again.Text != pageText {
		t.Errorf("read again: %q, %q, %v", again.Text, reason, err)
	}
}
