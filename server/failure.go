package server

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strings"
)

// handler is a page's handler: what it returns is logged and rendered in one
// place, show.
type handler func(w http.ResponseWriter, r *http.Request) error

// failure is an error that a reader is told about.
type failure struct {
	Status int
	Title  string
	Detail string
	// Err is for the log alone.
	Err error
}

func (f *failure) Error() string {
	if f.Err != nil {
		return f.Title + ": " + f.Err.Error()
	}
	return f.Title
}

func (f *failure) Unwrap() error { return f.Err }

// explain gives any error the form in which a reader meets it.
func explain(err error) *failure {
	var f *failure
	var dropped Dropped
	switch {
	case errors.As(err, &f):
		return f
	case errors.As(err, &dropped):
		return &failure{Status: http.StatusGone, Title: "No longer in the record",
			Detail: "This was " + dropped.Error() + ". Its hashes are kept.", Err: err}
	case errors.Is(err, ErrNotFound):
		return &failure{Status: http.StatusNotFound, Title: "Not in the record",
			Detail: "No such article or revision is kept here. It may have been under another address.", Err: err}
	case errors.Is(err, ErrNotReady):
		return &failure{Status: http.StatusServiceUnavailable, Title: "The index is being rebuilt",
			Detail: "Searches are answered when it is done; articles can be read meanwhile. So far: " +
				strings.TrimPrefix(err.Error(), ErrNotReady.Error()+": ") + ".", Err: err}
	case errors.Is(err, context.DeadlineExceeded):
		return &failure{Status: http.StatusServiceUnavailable, Title: "That took too long",
			Detail: "The answer was not ready in time. A narrower question may be quicker.", Err: err}
	}
	return &failure{Status: http.StatusInternalServerError, Title: "Something failed here",
		Detail: "The failure has been logged. Trying again may help; the health page tells how the pipeline is.", Err: err}
}

// show runs a handler, and logs and renders its error.
func (s *site) show(h handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		err := h(w, r)
		if err == nil {
			return
		}
		if errors.Is(r.Context().Err(), context.Canceled) {
			return // nobody is waiting any more
		}
		f := explain(err)
		s.logFailure(r, f.Status, err)
		s.showFailure(w, r, f)
	})
}

func (s *site) logFailure(r *http.Request, status int, err error) {
	level := slog.LevelInfo
	if status >= http.StatusInternalServerError {
		level = slog.LevelError
	}
	s.Log.Log(r.Context(), level, "request failed", "method", r.Method, "path", r.URL.Path, "status", status, "error", err)
}

// showFailure renders the page of a failure; a plain line when even that
// fails.
func (s *site) showFailure(w http.ResponseWriter, r *http.Request, f *failure) {
	var body bytes.Buffer
	err := s.pages.render(&body, "failure", failurePage{
		frame: s.frame(f.Title), Status: f.Status, Heading: f.Title, Detail: f.Detail, Examples: s.examples(),
	})
	if err != nil {
		s.Log.Error("render failure page", "error", err)
		http.Error(w, f.Title, f.Status)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(f.Status)
	if _, err := w.Write(body.Bytes()); err != nil {
		s.Log.Debug("write failure page", "error", err)
	}
}

// failurePage is what the failure template shows.
type failurePage struct {
	frame
	Status   int
	Heading  string
	Detail   string
	Examples []example
}
