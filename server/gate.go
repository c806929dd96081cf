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
			next(c)
			return
		}
		d := &draft{w: w}
		next(humago.NewContext(op, r, d))
		if err := d.send(r); err != nil {
			g.site.Log.Debug("write answer", "error", err)
		}
	})
}

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
