package server

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"

	"onrecord/index"
)

// ndjsonForm writes a statement a line, as the API gives it, and a last line
// that tells how it ended. What ends without that line was cut.
type ndjsonForm struct {
	w *bufio.Writer
	e *json.Encoder
}

func newNDJSON(w io.Writer) *ndjsonForm {
	f := &ndjsonForm{w: bufio.NewWriter(w)}
	f.e = json.NewEncoder(f.w)
	f.e.SetEscapeHTML(false)
	return f
}

// exportStatus is an NDJSON export's last line.
type exportStatus struct {
	// Status is "complete" or "failed".
	Status string `json:"status"`
	Count  int    `json:"count"`
	Total  int    `json:"total"`
	// Next is the cursor to go on from after a failure.
	Next  string `json:"next,omitempty"`
	Error string `json:"error,omitempty"`
}

func (f *ndjsonForm) begin(int) error { return nil }

func (f *ndjsonForm) hit(h index.Hit) error { return f.e.Encode(apiStatementOf(h)) }

func (f *ndjsonForm) end(o outcome) error {
	status := exportStatus{Status: "complete", Count: o.count, Total: o.total}
	if o.err != nil {
		status.Status, status.Next, status.Error = "failed", o.next, explain(o.err).Detail
	}
	return errors.Join(f.e.Encode(status), f.w.Flush())
}
