package store

import (
	"context"
	"database/sql"
	"fmt"
	"sync"
)

// mostPrepared bounds the statements that are kept: far more than this package
// has, but for those that are put together.
const mostPrepared = 200

// statements are those of the writer's connection that are prepared. One that
// is asked for first is prepared before the next transaction begins, for
// within one the connection is taken.
type statements struct {
	mu     sync.Mutex
	ready  map[string]*sql.Stmt
	wanted map[string]bool
}

func newStatements() *statements {
	return &statements{ready: map[string]*sql.Stmt{}, wanted: map[string]bool{}}
}

// of gives the statement of a query, nil when it isn't prepared.
func (s *statements) of(query string) *sql.Stmt {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.ready[query]
}

// want has a query that works prepared.
func (s *statements) want(query string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ready[query] == nil && len(s.ready)+len(s.wanted) < mostPrepared {
		s.wanted[query] = true
	}
}

// prepare prepares what was wanted since it was called last.
func (s *statements) prepare(ctx context.Context, db *sql.DB) error {
	s.mu.Lock()
	wanted := s.wanted
	if len(wanted) > 0 {
		s.wanted = map[string]bool{}
	}
	s.mu.Unlock()
	for query := range wanted {
		stmt, err := db.PrepareContext(ctx, query)
		if err != nil {
			return fmt.Errorf("prepare statement: %w", err)
		}
		s.mu.Lock()
		s.ready[query] = stmt
		s.mu.Unlock()
	}
	return nil
}
