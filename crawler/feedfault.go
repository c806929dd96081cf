package crawler

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"

	"github.com/mmcdole/gofeed"
	"golang.org/x/net/html/charset"
)

// feedFault says what is wrong with a feed that couldn't be read, and in which
// line.
func feedFault(body []byte, fault error) error {
	if errors.Is(fault, gofeed.ErrFeedTypeNotDetected) {
		return undetected(body)
	}
	if m := regexp.MustCompile(`^(?:XML syntax error )?on line (\d+): (.*)`).FindStringSubmatch(fault.Error()); m != nil {
		return fmt.Errorf("read feed: line %s: %s", m[1], m[2])
	}
	line := 1
	if start := bytes.TrimLeft(body, "\xef\xbb\xbf \t\r\n"); len(start) > 0 && start[0] == '{' {
		line = jsonFaultLine(body)
	} else if at, _ := xmlFault(body); at > 0 {
		line = at
	}
	return fmt.Errorf("read feed: line %d: %w", line, fault)
}

// undetected says what there is instead of a feed.
func undetected(body []byte) error {
	start := bytes.TrimLeft(body, "\xef\xbb\xbf\x00 \t\r\n")
	if len(start) == 0 {
		return errors.New("read feed: line 1: nothing is there")
	}
	line := 1 + bytes.Count(body[:len(body)-len(start)], []byte("\n"))
	lower := bytes.ToLower(start[:min(len(start), 1024)])
	if bytes.HasPrefix(lower, []byte("<!doctype html")) || bytes.Contains(lower, []byte("<html")) {
		return fmt.Errorf("read feed: line %d: a web page, and no RSS, RDF, Atom or JSON feed", line)
	}
	if start[0] == '<' {
		if at, why := xmlFault(body); at > 0 {
			return fmt.Errorf("read feed: line %d: %s", at, why)
		}
	}
	return fmt.Errorf("read feed: line %d: neither RSS, RDF, Atom nor a JSON feed", line)
}

// xmlFault finds the line of the first fault of an XML text, zero when it has
// none.
func xmlFault(body []byte) (line int, why string) {
	dec := xml.NewDecoder(bytes.NewReader(body))
	dec.Strict = false
	dec.CharsetReader = charset.NewReaderLabel
	for {
		_, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return 0, ""
		}
		var syntax *xml.SyntaxError
		if errors.As(err, &syntax) {
			return syntax.Line, syntax.Msg
		}
		if err != nil {
			line, _ := dec.InputPos()
			return line, err.Error()
		}
	}
}

// jsonFaultLine finds the line where a JSON text stops being one, or being of
// the kind that was wanted.
func jsonFaultLine(body []byte) int {
	body = []byte(strings.TrimPrefix(string(body), "\ufeff"))
	var any map[string]json.RawMessage
	var syntax *json.SyntaxError
	if errors.As(json.Unmarshal(body, &any), &syntax) {
		return 1 + bytes.Count(body[:min(int(syntax.Offset), len(body))], []byte("\n"))
	}
	return 1
}
