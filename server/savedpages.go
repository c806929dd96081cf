package server

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"onrecord/index"
)

// savedList is what the page of all saved searches shows.
type savedList struct {
	frame
	Searches []Saved
	// Offered is true for whoever may save here.
	Offered bool
}

func (s *site) savedSearches(w http.ResponseWriter, r *http.Request) error {
	all, err := s.Saved.Searches(r.Context())
	if err != nil {
		return fmt.Errorf("read saved searches: %w", err)
	}
	p := savedList{frame: s.frame("Saved searches"), Searches: all, Offered: s.offers(r)}
	p.Here = "saved"
	return s.send(w, http.StatusOK, "searches", p)
}

// savePage is what the page with the form for a new one shows.
type savePage struct {
	frame
	NewName, Query string
	// Read is the query as it is read.
	Read    string
	Problem string
	// Offered is true for whoever may save here, Keyed where a key is asked for.
	Offered, Keyed bool
}

// Word is the query as one word of a shell: it comes from a link, and is shown
// to be pasted.
func (p savePage) Word() string { return "'" + strings.ReplaceAll(p.Query, "'", `'\''`) + "'" }

// saveForm shows the form that saves a search.
func (s *site) saveForm(w http.ResponseWriter, r *http.Request) error {
	values := r.URL.Query()
	q, err := readQuery(values)
	if err != nil {
		return s.unreadable(w, r, values.Get("q"), err)
	}
	text := q.String()
	if len(q.Filters) == len((mustParse(values.Get("q"))).Filters) && values.Get("q") != "" {
		text = values.Get("q") // as it was written
	}
	return s.showSave(w, r, http.StatusOK, savePage{Query: text, Read: q.String()})
}

// mustParse gives the query of a text that can be read, else the zero Query.
func mustParse(text string) index.Query {
	q, err := index.Parse(text)
	if err != nil {
		return index.Query{}
	}
	return q
}

func (s *site) showSave(w http.ResponseWriter, r *http.Request, status int, p savePage) error {
	p.frame = s.frame("Save a search")
	p.Here, p.Offered, p.Keyed = "saved", s.offers(r), s.Saving.Who == SavedByKey
	w.Header().Set("Referrer-Policy", "same-origin")
	return s.send(w, status, "save", p)
}

// save saves a search.
func (s *site) save(w http.ResponseWriter, r *http.Request) error {
	if err := s.admit(r); err != nil {
		return err
	}
	name, query := r.PostForm.Get("name"), r.PostForm.Get("query")
	id, err := s.Saver.Save(r.Context(), name, query)
	if errors.Is(err, ErrMistake) {
		return s.showSave(w, r, http.StatusUnprocessableEntity, savePage{NewName: name, Query: query, Read: mustParse(query).String(), Problem: err.Error()})
	}
	if err != nil {
		return fmt.Errorf("save a search: %w", err)
	}
	http.Redirect(w, r, Saved{ID: id}.Path(), http.StatusSeeOther)
	return nil
}

// keeping is a saved search on a page, whose own name goes before.
type keeping struct{ Saved }

// savedPage is what the page of one saved search shows.
type savedPage struct {
	frame
	keeping
	// Read is the query as it is read now, Results its page.
	Read, Results     string
	Share, Atom, JSON string
	Offered, Keyed    bool
	// Open is true where the addresses are shown that let in whoever has them.
	Open            bool
	Secret, Problem string
}

func (s *site) saved(w http.ResponseWriter, r *http.Request) error {
	return s.showSaved(w, r, http.StatusOK, s.offers(r) && s.Saving.Who != SavedByKey, savedPage{})
}

// showSaved shows a saved search: all of it to whoever is known to be allowed to
// change it. The page comes with the secret of a hook just made, or a problem.
func (s *site) showSaved(w http.ResponseWriter, r *http.Request, status int, open bool, p savedPage) error {
	one, err := s.savedSearch(r)
	if err != nil {
		return err
	}
	if !open {
		one = one.masked()
	}
	at := base(s.Base, r)
	p.frame, p.keeping, p.Open = s.frame(one.Name), keeping{one}, open
	p.Share, p.Atom, p.JSON = at+one.SharePath(), at+one.FeedPath("atom"), at+one.FeedPath("json")
	p.Here, p.Offered, p.Keyed = "saved", s.offers(r), s.Saving.Who == SavedByKey
	if one.Broken == "" {
		q := mustParse(one.Query)
		p.Read, p.Results = q.String(), address(q)
	}
	w.Header().Set("Referrer-Policy", "same-origin")
	w.Header().Set("Cache-Control", "no-store")
	return s.send(w, status, "saved", p)
}

func (s *site) savedSearch(r *http.Request) (Saved, error) {
	one, err := s.Saved.Search(r.Context(), r.PathValue("id"))
	if errors.Is(err, ErrNotFound) {
		return one, &failure{Status: http.StatusNotFound, Title: "No such saved search",
			Detail: "It may have been removed. The list has those that there are.", Err: err}
	}
	if err != nil {
		return one, fmt.Errorf("read saved search: %w", err)
	}
	return one, nil
}

// changeSaved does what a form of a saved search's page asks for.
func (s *site) changeSaved(w http.ResponseWriter, r *http.Request) error {
	if err := s.admit(r); err != nil {
		return err
	}
	one, err := s.savedSearch(r)
	if err != nil {
		return err
	}
	c := SavedChange{What: r.PostForm.Get("what"), Text: r.PostForm.Get("text")}
	if c.What == Reveal {
		return s.showSaved(w, r, http.StatusOK, true, savedPage{})
	}
	secret, err := s.Saver.Change(r.Context(), one.ID, c)
	switch {
	case errors.Is(err, ErrMistake):
		return s.showSaved(w, r, http.StatusUnprocessableEntity, true, savedPage{Problem: err.Error()})
	case err != nil:
		return fmt.Errorf("change saved search %s: %w", one.ID, err)
	case secret != "": // it is shown once
		return s.showSaved(w, r, http.StatusOK, true, savedPage{Secret: secret})
	case s.Saving.Who == SavedByKey && (c.What == RenewLink || c.What == RenewFeed): // nobody knows the key on the next page
		return s.showSaved(w, r, http.StatusOK, true, savedPage{})
	case c.What == Remove:
		http.Redirect(w, r, "/searches", http.StatusSeeOther)
		return nil
	}
	http.Redirect(w, r, one.Path(), http.StatusSeeOther)
	return nil
}

// savePath is the page that saves a query.
func (s *site) savePath(q index.Query) string {
	if s.Saved == nil {
		return ""
	}
	v := asksOf(q).Values()
	return (&url.URL{Path: "/save", RawQuery: v.Encode()}).String()
}
