package server

import (
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"time"

	"onrecord/index"
)

// csvForm writes RFC 4180: a header line, CRLF, UTF-8 without a byte order
// mark. A cell that a spreadsheet would take for a formula begins with an
// apostrophe; line ends within a cell are CRLF too.
type csvForm struct {
	w    *csv.Writer
	base string
	row  []string
}

func newCSV(w io.Writer, base string) *csvForm {
	f := &csvForm{w: csv.NewWriter(w), base: base}
	f.w.UseCRLF = true
	return f
}

// csvHeader names the columns. New ones are added at the end.
func csvHeader() []string {
	return []string{"id", "published", "outlet", "title", "byline", "url", "passage", "here", "speaker", "kind", "for", "stance", "target",
		"words", "quote", "certainty", "channel", "via", "within", "rule", "utterance", "article", "revision", "story", "language"}
}

func (f *csvForm) begin(int) error { return f.w.Write(csvHeader()) }

func (f *csvForm) hit(h index.Hit) error {
	st, a := h.Statement, h.Article
	published := ""
	if !a.Published.IsZero() {
		published = a.Published.UTC().Format(time.RFC3339)
	}
	f.row = append(f.row[:0], st.ID, published, a.Outlet, a.Title, a.Byline, webURL(a.URL), h.Entry.Passage(), f.base+articlePath(a.ID, 0, st.ID),
		st.Speaker.Name, string(st.Speaker.Kind), st.Speaker.For, string(st.Stance), st.Target,
		h.Words, string(st.Quote), string(st.Certainty), string(st.Channel), st.Via, st.Within, st.Rule, h.Utterance, a.ID, itoa(a.Revision), a.Story, a.Language)
	for i, cell := range f.row {
		f.row[i] = harmless(cell)
	}
	return f.w.Write(f.row)
}

// end leaves a broken export without its last bytes: the connection is cut,
// and nobody takes it for whole.
func (f *csvForm) end(o outcome) error {
	f.w.Flush()
	return errors.Join(o.err, f.w.Error())
}

// harmless keeps a spreadsheet from taking a cell for a formula, as OWASP
// advises: an apostrophe before = + - @ and control characters. What is no
// text becomes U+FFFD, NUL nothing.
func harmless(cell string) string {
	cell = strings.ReplaceAll(strings.ToValidUTF8(cell, "\uFFFD"), "\x00", "")
	if cell != "" && strings.ContainsRune("=+-@\t\r\n", rune(cell[0])) {
		return "'" + cell
	}
	for _, wide := range []string{"＝", "＋", "－", "＠"} { // some spreadsheets take these for the same
		if strings.HasPrefix(cell, wide) {
			return "'" + cell
		}
	}
	return cell
}
