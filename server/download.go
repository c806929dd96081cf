package server

import (
	"context"
	"errors"
	"fmt"
	"mime"
	"net/http"
	"strings"
	"time"
	"unicode"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"onrecord/index"
)

// Bounds of exports.
const (
	exporting = 4                // at once
	patience  = 30 * time.Second // that a client may take for a batch
)

// exportKind is how a format is served.
type exportKind struct {
	format        Format
	media         string
	title, detail string
}

func exportKinds() []exportKind {
	return []exportKind{
		{CSV, "text/csv", "Export a search as CSV", "RFC 4180: a header line, CRLF, UTF-8. A cell that begins with = + - @, a tab or a line end " +
			"is preceded by an apostrophe, so that no spreadsheet takes it for a formula. A broken export is cut off within the transfer, without its end."},
		{NDJSON, "application/x-ndjson", "Export a search as NDJSON", "One statement a line. The last line tells how it ended: its status is complete or failed, " +
			"with the count written, the total at the beginning, and after a failure the cursor to go on from. What ends without that line was cut."},
		{JSONLD, "application/ld+json", "Export a search as JSON-LD", "A schema.org Collection whose parts are Quotations: spokenByCharacter and creator the speaker, " +
			"isPartOf the article, the stance as its keyword. A broken export is no complete JSON."},
	}
}

type exportInput struct {
	SearchParams
	Cursor string `query:"cursor" maxLength:"4096" doc:"Where to go on: the next of a failed export, or of statements sorted by date."`
}

// exports adds an operation for each format.
func (s *site) exports(a huma.API) {
	for _, k := range exportKinds() {
		op := operation("export-"+string(k.format), "/export."+string(k.format), k.title,
			"All that a search finds, the newest first, however much it is. "+k.detail+" Statements that are on record from an export's beginning to its end "+
				"are in it exactly once; those that came or went meanwhile may be or not.")
		op.Metadata = map[string]any{streamed: true, tagged: true}
		op.Responses = map[string]*huma.Response{"200": {Description: "The statements", Headers: map[string]*huma.Param{
			"Content-Disposition": {Description: "A file name", Schema: &huma.Schema{Type: huma.TypeString}},
			"X-Total-Count":       {Description: "The number of statements that match", Schema: &huma.Schema{Type: huma.TypeInteger}},
		}, Content: map[string]*huma.MediaType{k.media: {Schema: &huma.Schema{Type: huma.TypeString}}}}}
		huma.Register(a, op, func(ctx context.Context, in *exportInput) (*huma.StreamResponse, error) {
			return s.export(ctx, k, in)
		})
	}
}

// export sends a search's whole result.
func (s *site) export(ctx context.Context, k exportKind, in *exportInput) (*huma.StreamResponse, error) {
	v := in.values()
	v.Set("cursor", in.Cursor)
	v.Set("sort", "date")
	q, err := index.FromValues(v)
	if err != nil {
		return nil, badRequest(in.Q, err)
	}
	select {
	case s.exporting <- struct{}{}:
	default:
		return nil, huma.ErrorWithHeaders(s.apiError(errBusy), http.Header{"Retry-After": {"10"}})
	}
	streams := false
	defer func() {
		if !streams {
			<-s.exporting
		}
	}()
	// Whatever can fail before the first byte is to fail as a failure.
	begun, err := (&begunSearch{s.Index, s.Timeout, nil}).Search(ctx, exported(q))
	if err != nil {
		return nil, s.apiError(refused(err))
	}
	streams = true
	tag, _ := ctx.Value(tagKey{}).(string)
	return &huma.StreamResponse{Body: func(c huma.Context) {
		defer func() { <-s.exporting }()
		r, w := humago.Unwrap(c)
		s.exportHead(w.Header(), k, q, tag, begun.Total)
		if tag != "" && held(r, tag) {
			notModified(w, tag)
			return
		}
		if r.Method == http.MethodHead {
			return
		}
		to, err := formOf(k.format, w, q, base(s.Base, r))
		if err == nil {
			err = s.stream(r, w, q, to, &begun)
		}
		if err == nil {
			return
		}
		s.generations.broken.Add(1)
		s.logFailure(r, http.StatusOK, fmt.Errorf("export: %w", err))
		if k.format != NDJSON { // which tells it in its last line
			panic(http.ErrAbortHandler)
		}
	}}, nil
}

// taggedCaching lets a client keep what it asks about again.
const taggedCaching = "private, no-cache"

// exportHead tells what an export is. One without a tag may not be kept.
func (s *site) exportHead(h http.Header, k exportKind, q index.Query, tag string, total int) {
	h.Set("Cache-Control", "no-store")
	if tag != "" {
		h.Set("Cache-Control", taggedCaching)
		h.Set("ETag", tag)
	}
	h.Set("Content-Type", k.media+"; charset=utf-8")
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": s.fileName(q, string(k.format))}))
	h.Set("X-Total-Count", itoa(total))
	h.Set("X-Robots-Tag", "noindex, nofollow")
}

// stream writes the batches. A client that doesn't take one in time is left.
func (s *site) stream(r *http.Request, w http.ResponseWriter, q index.Query, to form, begun *index.Result) error {
	control := http.NewResponseController(w)
	wait := func() error {
		err := control.SetWriteDeadline(time.Now().Add(patience))
		if errors.Is(err, http.ErrNotSupported) {
			return nil
		}
		return err
	}
	if err := wait(); err != nil {
		return err
	}
	return export(r.Context(), &begunSearch{s.Index, s.Timeout, begun}, q, to, wait)
}

// begunSearch answers its first query with what is known already, and gives
// each of the others its time.
type begunSearch struct {
	Searcher
	timeout time.Duration
	first   *index.Result
}

// Search is Searcher's.
func (b *begunSearch) Search(ctx context.Context, q index.Query) (index.Result, error) {
	if b.first != nil {
		first := *b.first
		b.first = nil
		return first, nil
	}
	ctx, cancel := context.WithTimeout(ctx, b.timeout)
	defer cancel()
	return b.Searcher.Search(ctx, q)
}

// fileName names an export by what was asked and the day.
func (s *site) fileName(q index.Query, extension string) string {
	var b strings.Builder
	gap := false
	for _, r := range strings.ToLower(q.String()) {
		if r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			gap = b.Len() > 0
			continue
		}
		if b.Len() >= 60 {
			break
		}
		if gap {
			b.WriteByte('-')
			gap = false
		}
		b.WriteRune(r)
	}
	name := "onrecord-"
	if b.Len() > 0 {
		name += b.String() + "-"
	}
	return name + s.Now().UTC().Format("2006-01-02") + "." + extension
}
