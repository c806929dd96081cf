package server

import (
	"encoding/json"
	"fmt"
	"net/url"
	"time"

	"onrecord/extractor"
	"onrecord/index"
)

// News is what came on record for a saved search in a period.
type News struct {
	// ID is the delivery's.
	ID string
	// Search is the saved search's ID; Query is as it was written.
	Search, Name, Query string
	Since, Until        time.Time
	Fresh               []index.Entry
	Changed             []NewsChange
	// Base is the absolute address of the server.
	Base string
}

// NewsChange is what an edit did to one statement; the side that there isn't
// has no statement.
type NewsChange struct {
	Kind          extractor.ChangeKind
	Before, After index.Entry
}

// apiNews is what is posted to a hook.
type apiNews struct {
	ID         string          `json:"id"`
	Event      string          `json:"event"`
	Search     apiNewsSearch   `json:"search"`
	Since      time.Time       `json:"since"`
	Until      time.Time       `json:"until"`
	Statements []Statement     `json:"statements"`
	Changes    []apiNewsChange `json:"changes"`
}

type apiNewsSearch struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	Query string `json:"query"`
	URL   string `json:"url"`
}

type apiNewsChange struct {
	Event  string     `json:"event"`
	Kind   string     `json:"kind"`
	Before *Statement `json:"before,omitempty"`
	After  *Statement `json:"after,omitempty"`
}

// JSON writes news as they are posted to a hook, in the API's own types.
func (n News) JSON() ([]byte, error) {
	out := apiNews{ID: n.ID, Event: "news of a search", Since: n.Since.UTC(), Until: n.Until.UTC(),
		Search:     apiNewsSearch{ID: n.Search, Name: n.Name, Query: n.Query, URL: n.Base + "/searches/" + url.PathEscape(n.Search)},
		Statements: make([]Statement, len(n.Fresh)), Changes: make([]apiNewsChange, len(n.Changed))}
	for i, e := range n.Fresh {
		out.Statements[i] = apiStatementOf(index.Hit{Entry: e})
	}
	for i, c := range n.Changed {
		out.Changes[i] = apiNewsChange{Event: articleChanged, Kind: string(c.Kind), Before: side(c.Before), After: side(c.After)}
	}
	body, err := json.Marshal(out)
	if err != nil {
		return nil, fmt.Errorf("write news of %s: %w", n.Search, err)
	}
	return body, nil
}

func side(e index.Entry) *Statement {
	if e.Statement.ID == "" {
		return nil
	}
	s := apiStatementOf(index.Hit{Entry: e})
	return &s
}
