package server

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strings"

	"github.com/danielgtaylor/huma/v2"
)

// makingEvidence is how many folders of evidence are made at once: each holds
// a capture in memory.
const makingEvidence = 4

// errBusy is the failure of one folder too many.
var errBusy = &failure{Status: http.StatusServiceUnavailable, Title: "Too many at once",
	Detail: "Others are fetching evidence just now. Try again in a moment."}

// robots keeps crawlers away from what is made for one reader at a time.
func (s *site) robots(w http.ResponseWriter, _ *http.Request) error {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_, err := io.WriteString(w, "User-agent: *\nDisallow: /evidence/\nDisallow: /api/\n")
	return ignoreGone(s, err)
}

// ignoreGone logs that a reader has left, which is nobody's failure.
func ignoreGone(s *site, err error) error {
	if err != nil {
		s.Log.Debug("write answer", "error", err)
	}
	return nil
}

// evidence sends the folder of a statement's evidence as a zip file.
func (s *site) evidence(w http.ResponseWriter, r *http.Request) error {
	id, ok := strings.CutSuffix(r.PathValue("file"), ".zip")
	if !ok {
		return s.elsewhere(w, r)
	}
	revision, err := numberParam(r, "revision")
	if err != nil {
		return err
	}
	folder, done, err := s.folder(r.Context(), id, revision)
	if err != nil {
		return err
	}
	defer done()
	for name, value := range evidenceHeader(id) {
		w.Header().Set(name, value)
	}
	_, err = folder.WriteTo(w)
	return ignoreGone(s, err)
}

// folder makes the folder of a statement's evidence when there is room for it.
// done gives the room back.
func (s *site) folder(ctx context.Context, id string, revision int) (folder io.WriterTo, done func(), err error) {
	if s.Evidence == nil {
		return nil, nil, ErrNotFound
	}
	select {
	case s.making <- struct{}{}:
		done = func() { <-s.making }
	default:
		return nil, nil, errBusy
	}
	if folder, err = s.Evidence(ctx, id, revision); err != nil {
		done()
		return nil, nil, fmt.Errorf("make evidence of %s: %w", id, err)
	}
	return folder, done, nil
}

func evidenceHeader(id string) map[string]string {
	return map[string]string{
		"Content-Type":        "application/zip",
		"Content-Disposition": mime.FormatMediaType("attachment", map[string]string{"filename": "evidence-" + id + ".zip"}),
		"Cache-Control":       "no-store",
		"X-Robots-Tag":        "noindex, nofollow",
	}
}

// evidencePath is where a statement's evidence is, empty when there is none to
// be had here.
func (s *site) evidencePath(statement string, revision int) string {
	if s.Evidence == nil {
		return ""
	}
	p := "/evidence/" + url.PathEscape(statement) + ".zip"
	if revision > 0 {
		p += "?revision=" + itoa(revision)
	}
	return p
}

func (s *site) apiEvidencePath(statement string, revision int) string {
	if s.Evidence == nil {
		return ""
	}
	return "/api/v1/statements/" + url.PathEscape(statement) + "/evidence?revision=" + itoa(revision)
}

type evidenceInput struct {
	ID       string `path:"id" maxLength:"200" doc:"The statement's ID." example:"9f2c61d07be34a18"`
	Revision int    `query:"revision" minimum:"1" doc:"The revision of the article that it stands in; the newest that holds it when absent." example:"1"`
}

// apiEvidence adds the operation to the API.
func (s *site) apiEvidence(a huma.API) {
	op := operation("get-evidence", "/api/v1/statements/{id}/evidence", "Fetch a statement's evidence",
		"Gives a zip file: the capture as WARC 1.1, the text, the statement as a W3C Web Annotation, a page to read, and SHA-256 sums. "+
			"`onrecord evidence --verify` checks it without a network.", http.StatusNotFound, http.StatusGone)
	op.Metadata = map[string]any{streamed: true}
	op.Responses = map[string]*huma.Response{"200": {Description: "The folder of evidence", Headers: map[string]*huma.Param{
		"Content-Disposition": {Description: "A file name", Schema: &huma.Schema{Type: huma.TypeString}}}, Content: map[string]*huma.MediaType{
		"application/zip": {Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}}}}
	huma.Register(a, op, func(ctx context.Context, in *evidenceInput) (*huma.StreamResponse, error) {
		folder, done, err := s.folder(ctx, in.ID, in.Revision)
		if err != nil {
			return nil, s.apiError(err)
		}
		return &huma.StreamResponse{Body: func(c huma.Context) {
			defer done()
			for name, value := range evidenceHeader(in.ID) {
				c.SetHeader(name, value)
			}
			if _, err := folder.WriteTo(c.BodyWriter()); err != nil && !errors.Is(err, context.Canceled) {
				s.Log.Debug("write evidence", "error", err)
			}
		}}, nil
	})
}
