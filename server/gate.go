package server

import (
	"errors"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"
)

// streamed marks the operations in their metadata whose answers are too large
// to be held.
const streamed = "streamed"

// tagged marks those among them that are tagged by the state of the index.
const tagged = "tagged"

// gate is what every operation's requests pass on their way to huma: what it
// would pass over is refused, and answers are tagged.
type gate struct {
	huma.Adapter
	site *site
}

// Handle is huma.Adapter's.
func (g gate) Handle(op *huma.Operation, next func(huma.Context)) {
	known := parametersOf(op)
	g.Adapter.Handle(op, func(c huma.Context) {
		r, w := humago.Unwrap(c)
		r.Header.Del("Accept") // there is one form of each answer, and huma panics at a field such as ";,0"
		if err := known.check(r); err != nil {
			var model *huma.ErrorModel
			if errors.As(err, &model) {
				g.site.writeProblem(w, model)
			}
			return
		}
		if op.Metadata[streamed] != nil {
			g.stream(op, c, next)
			return
		}
		d := &draft{w: w}
		next(humago.NewContext(op, r, d))
		if err := d.send(r); err != nil {
			g.site.Log.Debug("write answer", "error", err)
		}
	})
}

// stream lets an answer pass as it is made. One that is tagged is tagged by the
// index's state before it is asked: whoever names such a tag was given that
// answer before, and nothing has to be asked at all.
func (g gate) stream(op *huma.Operation, c huma.Context, next func(huma.Context)) {
	if op.Metadata[tagged] == nil {
		next(c)
		return
	}
	r, w := humago.Unwrap(c)
	tag := g.site.generations.tag(r, base(g.site.Base, r), g.site.Version, g.site.Now())
	if tag != "" && r.Header.Get("If-None-Match") != "*" && held(r, tag) {
		w.Header().Set("Cache-Control", taggedCaching)
		notModified(w, tag)
		return
	}
	next(huma.WithValue(c, tagKey{}, tag))
}

// tagKey is the context's key for the tag of a streamed answer.
type tagKey struct{}

// writeProblem writes a failure as problem+json (RFC 9457).
func (s *site) writeProblem(w http.ResponseWriter, m *huma.ErrorModel) {
	d := &draft{w: w}
	d.Header().Set("Content-Type", "application/problem+json")
	d.WriteHeader(m.Status)
	if err := huma.DefaultJSONFormat.Marshal(d, m); err != nil {
		s.Log.Error("write problem", "error", err)
	}
	if err := d.send(nil); err != nil {
		s.Log.Debug("write problem", "error", err)
	}
}
