package evidence

import (
	"bytes"
	"fmt"
	"net/http"
	"net/netip"
	"strings"

	"onrecord/crawler"
	"onrecord/crawler/warc"
)

// addExchange writes an answer and its request.
func (a *Archive) addExchange(c crawler.Capture, n int, x crawler.Exchange, body []byte) (warc.Entry, error) {
	e := warc.Entry{Type: "response", ID: recordID(c, "response", n), Date: x.Began, Target: x.URL,
		ContentType: "application/http;msgtype=response", Fields: a.fields(wireFields(x)...),
		Block: append(bytes.Clone(x.Response), body...), Payload: orEmpty(body)}
	if x.Cut {
		e.Fields = append(e.Fields, warc.Field{Name: "WARC-Truncated", Value: "length"})
	}
	if err := a.w.Write(e); err != nil {
		return e, err
	}
	return e, a.addRequest(c, n, x, e.ID)
}

// addRequest writes the request that a record answers, where it is known.
func (a *Archive) addRequest(c crawler.Capture, n int, x crawler.Exchange, answer string) error {
	if len(x.Request) == 0 {
		return nil
	}
	return a.w.Write(warc.Entry{Type: "request", ID: recordID(c, "request", n), Date: x.Began, Target: x.URL,
		ContentType: "application/http;msgtype=request", Block: x.Request,
		Fields: a.fields(append(wireFields(x), warc.Field{Name: "WARC-Concurrent-To", Value: "<" + answer + ">"})...)})
}

// wireFields tell how an exchange went over the net.
func wireFields(x crawler.Exchange) []warc.Field {
	var fields []warc.Field
	host, err := netip.ParseAddr(x.Remote)
	if at, portErr := netip.ParseAddrPort(x.Remote); portErr == nil {
		host, err = at.Addr(), nil
	}
	if err == nil {
		fields = append(fields, warc.Field{Name: "WARC-IP-Address", Value: host.Unmap().WithZone("").String()})
	}
	switch x.Proto {
	case "HTTP/2.0":
		fields = append(fields, warc.Field{Name: "WARC-Protocol", Value: "h2"})
	case "HTTP/1.1", "HTTP/1.0":
		fields = append(fields, warc.Field{Name: "WARC-Protocol", Value: strings.ToLower(x.Proto)})
	}
	if x.TLS != "" {
		fields = append(fields, warc.Field{Name: "WARC-Protocol", Value: strings.ToLower(strings.Replace(x.TLS, " ", "/", 1))})
	}
	if len(x.Withheld) > 0 {
		// A field of our own: what the exchange had that may be a secret.
		fields = append(fields, warc.Field{Name: "OnRecord-Withheld", Value: strings.Join(x.Withheld, ", ")})
	}
	return fields
}

// addRebuilt writes an answer of which no more was kept than its status, header
// and body: that of a record older than exchanges.
func (a *Archive) addRebuilt(c crawler.Capture) (warc.Entry, error) {
	var head bytes.Buffer
	fmt.Fprintf(&head, "HTTP/1.1 %d %s\r\n", c.Status, http.StatusText(c.Status))
	if err := c.Header.Write(&head); err != nil {
		return warc.Entry{}, fmt.Errorf("rebuild header: %w", err)
	}
	head.WriteString("\r\n")
	e := warc.Entry{Type: "response", ID: recordID(c, "response", 0), Date: c.Fetched, Target: c.Final,
		ContentType: "application/http;msgtype=response", Block: append(head.Bytes(), c.Body...), Payload: orEmpty(c.Body),
		Fields: a.fields(warc.Field{Name: "OnRecord-Rebuilt", Value: "status line and header, from what was kept of them"})}
	return e, a.w.Write(e)
}

// identical is the profile of a revisit that found the same payload.
const identical = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"

// addVisit writes a later look: a revisit where the very same bytes came, else
// an answer of its own.
func (a *Archive) addVisit(first warc.Entry, v crawler.Capture, made []Made) error {
	if len(v.Exchanges) == 0 || !bytes.Equal(came(v), first.Payload) {
		e, err := a.addCapture(v)
		if err != nil {
			return err
		}
		return a.addTexts(e, v, made)
	}
	last := len(v.Exchanges) - 1
	for i, x := range v.Exchanges[:last] {
		if _, err := a.addExchange(v, i, x, x.Body); err != nil {
			return err
		}
	}
	x := v.Exchanges[last]
	e := warc.Entry{Type: "revisit", ID: recordID(v, "revisit", last), Date: x.Began, Target: x.URL,
		ContentType: "application/http;msgtype=response", Block: x.Response, Payload: first.Payload,
		Fields: a.fields(append(wireFields(x), warc.Field{Name: "WARC-Profile", Value: identical},
			warc.Field{Name: "WARC-Refers-To", Value: "<" + first.ID + ">"},
			warc.Field{Name: "WARC-Refers-To-Target-URI", Value: first.Target},
			warc.Field{Name: "WARC-Refers-To-Date", Value: stamp(first.Date)})...)}
	if err := a.w.Write(e); err != nil {
		return err
	}
	return a.addRequest(v, last, x, e.ID)
}
