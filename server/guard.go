package server

import (
	"context"
	"fmt"
	"net/http"
	"runtime/debug"
	"strings"
)

// policy allows what the pages need and nothing else: our own style, script
// and pictures, forms that come back here.
const policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; " +
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// Limits of what a request may carry.
const (
	maxBody = 1 << 16
	maxURL  = 8 << 10
)

// guard surrounds all routes: security headers, limits of size and time, and
// a panic becomes an error page.
func (s *site) guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
		defer s.recover(w, r)
		if len(r.URL.RawQuery) > maxURL {
			s.fail(w, r, &failure{Status: http.StatusRequestURITooLong, Title: "That question is too long",
				Detail: fmt.Sprintf("An address may have at most %d bytes of query.", maxURL)})
			return
		}
		if forMachines(r) && !s.limiter.allow(h, r) {
			s.fail(w, r, &failure{Status: http.StatusTooManyRequests, Title: "Too many requests",
				Detail: "This client asks too often. Retry-After tells in how many seconds the next request is answered."})
			return
		}
		ctx := r.Context()
		if !strings.HasPrefix(r.URL.Path, "/export.") { // whose batches have their time each
			var cancel context.CancelFunc
			ctx, cancel = context.WithTimeout(ctx, s.Timeout)
			defer cancel()
		}
		r.Body = http.MaxBytesReader(w, r.Body, maxBody)
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}

// recover turns a panic of a handler into an error page. A response that has
// begun is cut off, so that nobody takes it for whole.
func (s *site) recover(w http.ResponseWriter, r *http.Request) {
	reason := recover()
	if reason == nil {
		return
	}
	if reason == http.ErrAbortHandler {
		panic(reason)
	}
	s.Log.Error("handler panicked", "path", r.URL.Path, "reason", reason, "stack", string(debug.Stack()))
	s.fail(w, r, explain(fmt.Errorf("panic: %v", reason)))
}

// fail renders a failure as the kind of client at hand reads it.
func (s *site) fail(w http.ResponseWriter, r *http.Request, f *failure) {
	if forMachines(r) {
		s.problem(w, f)
		return
	}
	s.showFailure(w, r, f)
}

// forMachines tells whether an address is one of the API, exports and feeds,
// those of saved searches too.
func forMachines(r *http.Request) bool {
	for _, prefix := range []string{"/api/", "/export.", "/feed.", "/feeds/"} {
		if strings.HasPrefix(r.URL.Path, prefix) {
			return true
		}
	}
	return false
}
