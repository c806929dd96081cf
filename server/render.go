package server

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"net/http"
	"path"
	"strconv"
	"strings"
	"time"
)

//go:embed templates/*.html
var templates embed.FS

// pages are the parsed templates by name.
type pages map[string]*template.Template

// parsePages parses every page together with the frame and the parts that all
// share.
func parsePages(a assets) (pages, error) {
	var cut stencils
	funcs := template.FuncMap{
		"asset": a.path,
		"day":   day,
		"stamp": func(t time.Time) string { return t.UTC().Format(time.RFC3339) },
		"clock": clock,
		"count": grouped,
		"join":  strings.Join,

		"facetValues": cut.facetValues, "histogramBars": cut.histogramBars, "histogramLines": cut.histogramLines,
		"overviewCells": cut.overviewCells,
	}
	shared, err := template.New("frame.html").Funcs(funcs).ParseFS(templates, "templates/frame.html", "templates/parts.html")
	if err != nil {
		return nil, err
	}
	p := make(pages)
	for _, name := range []string{"search", "article", "utterance", "health", "unseen", "help", "searches", "save", "saved", "shared", "failure"} {
		t, err := shared.Clone()
		if err != nil {
			return nil, err
		}
		if p[name], err = t.ParseFS(templates, path.Join("templates", name+".html")); err != nil {
			return nil, err
		}
	}
	if err := cut.cut(p["search"]); err != nil {
		return nil, err
	}
	return p, nil
}

func (p pages) render(b *bytes.Buffer, name string, data any) error {
	if err := p[name].ExecuteTemplate(b, "frame.html", data); err != nil {
		return fmt.Errorf("render %s: %w", name, err)
	}
	return nil
}

// frame is what the frame of every page shows.
type frame struct {
	Name  string
	About string
	// Title names the page for the browser's tab.
	Title string
	// Ways are the other forms in which what the page shows can be had.
	Ways []way
	// Here names the part of the site that the page belongs to.
	Here string
	// Saves is true where there are saved searches.
	Saves bool
}

func (s *site) frame(title string) frame {
	return frame{Name: s.Name, About: s.About, Title: title, Saves: s.Saved != nil}
}

// send renders a page whole before the first byte leaves, so that a failure
// can still become an error page.
func (s *site) send(w http.ResponseWriter, status int, name string, data any) error {
	body := s.bodies.Get().(*bytes.Buffer)
	defer s.bodies.Put(body)
	body.Reset()
	if err := s.pages.render(body, name, data); err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	if w.Header().Get("Cache-Control") == "" {
		w.Header().Set("Cache-Control", "no-cache")
	}
	w.Header().Set("Content-Length", itoa(body.Len()))
	w.WriteHeader(status)
	if _, err := w.Write(body.Bytes()); err != nil {
		s.Log.Debug("write page", "page", name, "error", err) // the reader has left
	}
	return nil
}

func day(t time.Time) string {
	if t.IsZero() {
		return "undated"
	}
	return t.UTC().Format("2 January 2006")
}

func clock(t time.Time) string {
	if t.IsZero() {
		return "–"
	}
	return t.UTC().Format("2 Jan 2006, 15:04 UTC")
}

// grouped writes a count with thin spaces between thousands.
func grouped(n int) string {
	s := strconv.Itoa(n)
	for at := len(s) - 3; at > 0; at -= 3 {
		s = s[:at] + "\u202f" + s[at:]
	}
	return s
}
