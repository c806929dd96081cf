package command

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"onrecord/crawler/store"
	"onrecord/index"
	"onrecord/server"
	"onrecord/server/hook"
)

type searchesCommand struct {
	List   searchesList   `cmd:"" default:"withargs" help:"List the saved searches."`
	Show   searchesShow   `cmd:"" help:"Show one, with its links and what was posted of it."`
	Add    searchesAdd    `cmd:"" help:"Save a search under a name."`
	Rename searchesRename `cmd:"" help:"Give one another name; its links stay."`
	Reword searchesReword `cmd:"" help:"Give one another query."`
	Remove searchesRemove `cmd:"" help:"Remove one, with its links and its hook."`
	Renew  searchesRenew  `cmd:"" help:"Make its share link or its feeds' addresses anew: the old ones stop working."`
	Hook   searchesHook   `cmd:"" help:"Post what is new to an address from now on, and print the secret that signs it."`
	Unhook searchesUnhook `cmd:"" help:"Post it nowhere from now on."`
	Resend searchesResend `cmd:"" help:"Try once more to post what was not taken yet."`
}

type (
	searchesList struct{}
	searchesShow struct {
		ID string `arg:"" help:"Its ID, as the list has it."`
	}
	searchesAdd struct {
		Name  string   `arg:"" help:"Its name, for people."`
		Query []string `arg:"" optional:"" help:"The query, as for search; none is all that is on record. After -- one may begin with a minus."`
		ID    string   `help:"Its ID, instead of one made of the name." placeholder:"ID"`
	}
	searchesRename struct {
		ID   string `arg:"" help:"Its ID, as the list has it."`
		Name string `arg:"" help:"Its new name."`
	}
	searchesReword struct {
		ID    string   `arg:"" help:"Its ID, as the list has it."`
		Query []string `arg:"" optional:"" help:"Its new query."`
	}
	searchesRemove struct {
		ID string `arg:"" help:"Its ID, as the list has it."`
	}
	searchesRenew struct {
		ID   string `arg:"" help:"Its ID, as the list has it."`
		What string `arg:"" help:"What to renew: link or feed." enum:"link,feed"`
	}
	searchesHook struct {
		ID  string `arg:"" help:"Its ID, as the list has it."`
		URL string `arg:"" help:"Where to post, beginning with https://."`
	}
	searchesUnhook struct {
		ID string `arg:"" help:"Its ID, as the list has it."`
	}
	searchesResend struct {
		ID string `arg:"" help:"Its ID, as the list has it."`
	}
)

// searchLine is a saved search as the outside world reads it.
type searchLine struct {
	ID        string `json:"id"`
	Name      string `json:"name"`
	Query     string `json:"query"`
	Canonical string `json:"canonical"`
	// From is "people" or "configuration".
	From string `json:"from"`
	Made string `json:"made"`
	// Trouble is empty of one that is well.
	Trouble  string `json:"trouble"`
	Share    string `json:"share"`
	Atom     string `json:"atom"`
	JSONFeed string `json:"json_feed"`
	Hook     string `json:"hook"`
}

func lineOf(s server.Saved, base string) searchLine {
	base = strings.TrimSuffix(base, "/")
	l := searchLine{ID: s.ID, Name: s.Name, Query: s.Query, Canonical: s.Canonical, From: "people", Made: s.Made.UTC().Format(time.RFC3339),
		Trouble: s.Trouble(), Share: base + s.SharePath(), Atom: base + s.FeedPath("atom"), JSONFeed: base + s.FeedPath("json")}
	if s.Configured {
		l.From = "configuration"
	}
	if s.Hook != nil {
		l.Hook = s.Hook.URL
	}
	return l
}

// Run lists the saved searches.
func (searchesList) Run(s *session) error {
	return s.withSearches(func(k savedSearches) error {
		all, err := k.Searches(s.ctx)
		if err != nil {
			return err
		}
		e := json.NewEncoder(s.Out)
		t := newTable(s.Out, "id", "name", "query", "from", "posted to", "trouble")
		for _, one := range all {
			l := lineOf(one, k.config.PublicURL)
			if s.Format != "text" {
				if err := e.Encode(l); err != nil {
					return err
				}
				continue
			}
			t.row(l.ID, l.Name, l.Query, l.From, l.Hook, l.Trouble)
		}
		if s.Format != "text" {
			return nil
		}
		return t.flush("")
	})
}

// Run shows a search.
func (c searchesShow) Run(s *session) error {
	return s.withSearches(func(k savedSearches) error {
		one, err := k.Search(s.ctx, c.ID)
		if err != nil {
			return err
		}
		l := lineOf(one, k.config.PublicURL)
		if s.Format != "text" {
			e := json.NewEncoder(s.Out)
			e.SetIndent("", "  ")
			return e.Encode(struct {
				searchLine
				Postings []server.Posting `json:"postings"`
			}{l, one.Postings})
		}
		t := newTable(s.Out, "", "")
		for _, row := range [][2]string{{"name", l.Name}, {"query", l.Query}, {"read as", l.Canonical}, {"from", l.From},
			{"trouble", l.Trouble}, {"share link", l.Share}, {"Atom", l.Atom}, {"JSON Feed", l.JSONFeed}, {"posted to", l.Hook}} {
			if row[1] != "" {
				t.row(row[0], row[1])
			}
		}
		for _, sub := range one.Subscriptions {
			t.row("mailed to", sub.To+", "+sub.Schedule+" "+sub.Zone)
		}
		if err := t.flush(l.ID); err != nil || one.Hook == nil {
			return err
		}
		t = newTable(s.Out, "made", "id", "statements", "changes", "state", "tries", "what went wrong")
		for _, p := range one.Postings {
			t.row(p.Made.UTC().Format("2006-01-02 15:04:05"), p.ID, fmt.Sprint(p.Statements), fmt.Sprint(p.Changes), p.State,
				fmt.Sprint(p.Attempts), p.Error)
		}
		return t.flush("postings")
	})
}

// Run saves a search.
func (c searchesAdd) Run(s *session) error {
	return s.withSearches(func(k savedSearches) error {
		added, err := k.add(s.ctx, store.Search{ID: c.ID, Name: c.Name, Query: strings.Join(c.Query, " ")})
		if err != nil {
			return err
		}
		_, err = fmt.Fprintln(s.Out, added.ID)
		return err
	})
}

// Run renames a search.
func (c searchesRename) Run(s *session) error {
	return s.withSearches(func(k savedSearches) error { return k.db.RenameSearch(s.ctx, c.ID, c.Name) })
}

// Run changes a search's query.
func (c searchesReword) Run(s *session) error {
	return s.withSearches(func(k savedSearches) error { return k.reword(s.ctx, c.ID, strings.Join(c.Query, " ")) })
}

// Run removes a search.
func (c searchesRemove) Run(s *session) error {
	return s.withSearches(func(k savedSearches) error { return k.db.RemoveSearch(s.ctx, c.ID) })
}

// Run renews a link.
func (c searchesRenew) Run(s *session) error {
	return s.withSearches(func(k savedSearches) error {
		renew := k.db.RenewLink
		if c.What == "feed" {
			renew = k.db.RenewToken
		}
		return renew(s.ctx, c.ID)
	})
}

// Run sets a hook.
func (c searchesHook) Run(s *session) error {
	return s.withSearches(func(k savedSearches) error {
		secret, err := k.hook(s.ctx, c.ID, c.URL)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(s.Out, "%s\n", secret)
		return err
	})
}

// Run removes a hook.
func (c searchesUnhook) Run(s *session) error {
	return s.withSearches(func(k savedSearches) error { return k.db.RemoveHook(s.ctx, c.ID) })
}

// Run posts again what was not taken.
func (c searchesResend) Run(s *session) error {
	return s.withSearches(func(k savedSearches) error {
		n, err := k.db.PostAgain(s.ctx, c.ID)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(s.Out, "%d to be posted again\n", n)
		return err
	})
}

// withSearches opens the store alone, beside a server that may be running. The
// configuration's searches are put on record first; only a server takes those
// away that it no longer names.
func (s *session) withSearches(do func(savedSearches) error) error {
	config, err := s.settings()
	if err != nil {
		return err
	}
	err = s.withStore(func(db *store.DB) error {
		if err := db.PutSearches(s.ctx, config.searches()); err != nil {
			return err
		}
		return do(savedSearches{db, config})
	})
	var wrong *index.SyntaxError
	switch {
	case errors.Is(err, store.ErrNotFound) || errors.Is(err, server.ErrNotFound):
		return usageError{errors.New("there is no such saved search (onrecord searches lists them)")}
	case errors.Is(err, store.ErrConfigured), errors.Is(err, store.ErrMailed), errors.Is(err, store.ErrSearch), errors.Is(err, hook.ErrAddress), errors.As(err, &wrong):
		return usageError{err}
	}
	return err
}
